"""The file is valid IFC4 that other programs can read and show."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ifcopenshell.util.pset
import ifcopenshell.validate
import numpy as np
import pytest


# the validator leaves the file of its rules open
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_schema_and_where_rules_hold(model: Any) -> None:
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(model, log, express_rules=True)
    assert log.statements == []


def test_every_shape_can_be_shown(model: Any, meshes: dict[str, Any]) -> None:
    shown = {
        product.GlobalId
        for product in model.by_type("IfcProduct")
        if product.Representation and not product.is_a("IfcOpeningElement")
    }
    assert set(meshes) == shown
    assert [guid for guid, mesh in meshes.items() if mesh.faces < 8] == []
    assert [guid for guid, mesh in meshes.items() if mesh.volume <= 0] == []
    low = np.min([mesh.low for mesh in meshes.values()], axis=0)
    high = np.max([mesh.high for mesh in meshes.values()], axis=0)
    assert low[2] > -0.3
    assert high[2] < 9.5


def test_every_element_has_one_place(model: Any) -> None:
    for element in model.by_type("IfcElement"):
        if element.is_a("IfcOpeningElement"):
            assert len(element.VoidsElements) == 1
            assert len(element.HasFillings) == 1
        else:
            assert len(element.ContainedInStructure) + len(element.Decomposes) == 1, element


def test_every_type_is_used_and_typed_things_leave_the_predefined_type_to_it(model: Any) -> None:
    for kind in model.by_type("IfcTypeProduct"):
        assert kind.Types, kind
        for element in kind.Types[0].RelatedObjects:
            assert getattr(element, "PredefinedType", None) is None
            assert f"{element.is_a()}Type" == kind.is_a()


def test_global_ids_and_tags_are_unique(model: Any) -> None:
    ids = Counter(rooted.GlobalId for rooted in model.by_type("IfcRoot"))
    assert max(ids.values()) == 1
    tags = Counter(e.Tag for e in model.by_type("IfcElement") if not e.is_a("IfcOpeningElement"))
    assert max(tags.values()) == 1
    assert None not in tags


def test_standard_property_sets_follow_the_standard(model: Any) -> None:
    template = ifcopenshell.util.pset.get_template("IFC4")
    faults = []
    sets = [*model.by_type("IfcPropertySet"), *model.by_type("IfcElementQuantity")]
    for definition in sets:
        name = definition.Name
        if name == "BaseQuantities":
            continue
        found = template.get_by_name(name)
        if found is None:
            faults.append(name)
            continue
        known = {prop.Name: prop for prop in found.HasPropertyTemplates}
        for member in definition[5 if definition.is_a("IfcElementQuantity") else 4]:
            prop = known.get(member.Name)
            if prop is None:
                faults.append(f"{name}.{member.Name}")
            elif member.is_a("IfcPropertySingleValue"):
                wanted, given = prop.PrimaryMeasureType, member.NominalValue.is_a()
                if wanted != given:
                    faults.append(f"{name}.{member.Name}: {given}, not {wanted}")
    assert sorted(set(faults)) == []


def test_standard_sets_are_given_to_classes_they_are_made_for(model: Any) -> None:
    template = ifcopenshell.util.pset.get_template("IFC4")
    faults = set()
    for element in [*model.by_type("IfcElement"), *model.by_type("IfcTypeProduct")]:
        definitions = (
            element.HasPropertySets or ()
            if element.is_a("IfcTypeProduct")
            else [relation.RelatingPropertyDefinition for relation in element.IsDefinedBy]
        )
        for definition in definitions:
            if definition.Name != "BaseQuantities":
                applicable = template.get_applicable_names(element.is_a(), "")
                if definition.Name not in applicable:
                    faults.add((definition.Name, element.is_a()))
    assert faults == set()
