"""The quick way of reading equals the slow way, value by value, in all three schemas."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.api.aggregate
import ifcopenshell.api.classification
import ifcopenshell.api.material
import ifcopenshell.api.project
import ifcopenshell.api.pset
import ifcopenshell.api.root
import ifcopenshell.api.spatial
import ifcopenshell.api.type
import ifcopenshell.api.unit
import ifcopenshell.util.element
import pandas as pd
import pytest
from ifcopenshell import api, ifcopenshell_wrapper

from robuild.model import opening, raw_properties, read_models, relations
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings

SCHEMAS = ("IFC2X3", "IFC4", "IFC4X3")


def build(schema: str, path: Path) -> Path:
    """A small building in metres with shared, typed, nested and layered things."""
    f = api.project.create_file(schema)
    if schema == "IFC2X3":  # where every thing must say who made it
        nobody = f.create_entity("IfcPerson", Id="-")
        office = f.create_entity("IfcOrganization", Name="-")
        f.create_entity("IfcPersonAndOrganization", nobody, office)
        f.create_entity("IfcApplication", office, "1", "Test", "test")
    project = api.root.create_entity(f, "IfcProject", name="Bygg")
    units = [api.unit.add_si_unit(f, unit_type=u) for u in ("LENGTHUNIT", "AREAUNIT", "VOLUMEUNIT")]
    api.unit.assign_unit(f, units=units)
    building = api.root.create_entity(f, "IfcBuilding", name="Hus A")
    storey = api.root.create_entity(f, "IfcBuildingStorey", name="1. etasje")
    space = api.root.create_entity(f, "IfcSpace", name="101")
    space.LongName = "Bad"
    api.aggregate.assign_object(f, products=[building], relating_object=project)
    api.aggregate.assign_object(f, products=[storey], relating_object=building)
    api.aggregate.assign_object(f, products=[space], relating_object=storey)
    type_class = "IfcDoorStyle" if schema == "IFC2X3" else "IfcDoorType"
    kind = api.root.create_entity(f, type_class, name="Innerdør 9x21")
    wall = api.root.create_entity(f, "IfcWall", name="Vegg Ø")
    doors = [api.root.create_entity(f, "IfcDoor", name=f"Dør {i}") for i in range(4)]
    for door in doors:
        door.OverallWidth, door.OverallHeight = 0.9, 2.1
    toilet = api.root.create_entity(f, "IfcFlowTerminal", name="WC")
    cover = api.root.create_entity(f, "IfcCovering", name="Flis")
    api.spatial.assign_container(f, products=[wall, *doors, cover], relating_structure=storey)
    api.spatial.assign_container(f, products=[toilet], relating_structure=space)
    api.type.assign_type(
        f, related_objects=doors[:3], relating_type=kind, should_map_representations=False
    )
    of_type = api.pset.add_pset(f, product=kind, name="Pset_DoorCommon")
    api.pset.edit_pset(f, pset=of_type, properties={"FireRating": "EI 30", "IsExternal": False})
    own = api.pset.add_pset(f, product=doors[0], name="Pset_DoorCommon")
    api.pset.edit_pset(f, pset=own, properties={"IsExternal": True, "Reference": "D1 æøå ' \\ x"})
    shared = api.pset.add_pset(f, product=doors[1], name="Prosjekt")
    values: dict[str, Any] = {
        "Tall": 3.25,
        "Antall": 7,
        "Ja": True,
        "Tekst": "blå; rød",
        "Null": None,
    }
    api.pset.edit_pset(f, pset=shared, properties=values)
    api.pset.assign_pset(f, products=[doors[2], doors[3]], pset=shared)
    quantities = api.pset.add_qto(f, product=wall, name="BaseQuantities")
    api.pset.edit_qto(
        f, qto=quantities, properties={"NetSideArea": 12.5, "Length": 5.0, "Width": 0.2}
    )
    layers = api.material.add_material_set(f, name="Vegg", set_type="IfcMaterialLayerSet")
    for name, thickness in (("Gips", 0.013), ("Isolasjon", 0.1), ("Panel", 0.02)):
        material = api.material.add_material(f, name=name)
        layer = api.material.add_layer(f, layer_set=layers, material=material)
        layer.LayerThickness = thickness
    api.material.assign_material(f, products=[wall], type="IfcMaterialLayerSet", material=layers)
    wood = api.material.add_material(f, name="Eik")
    api.material.assign_material(f, products=[kind], material=wood)
    f.write(str(path))
    return path


@pytest.mark.parametrize("schema", SCHEMAS)
def test_properties_equal_the_parsers_own(
    schema: str, tmp_path: Path, checked: Callable[[ModelInventory], None]
) -> None:
    path = build(schema, tmp_path / "built.ifc")
    inventory = read_models([path], settings=Settings())
    checked(inventory)
    model = ifcopenshell.open(path)
    compared = 0
    for element in model.by_type("IfcElement"):
        naive = ifcopenshell.util.element.get_psets(element)
        ours = inventory.properties[element.GlobalId]
        assert set(ours) == set(naive)
        for name, values in naive.items():
            values.pop("id")
            assert dict(ours[name]) == values
            compared += len(values)
    assert compared >= 20


@pytest.mark.parametrize("schema", SCHEMAS)
def test_facts_of_the_built_model(schema: str, tmp_path: Path) -> None:
    inventory = read_models([build(schema, tmp_path / "built.ifc")], settings=Settings())
    rows = inventory.components.set_index("name")
    assert rows.loc["Dør 0", "fire_rating"] == "EI 30"
    assert rows["is_external"].loc[["Dør 0", "Dør 1", "Dør 3"]].tolist() == ["yes", "no", "unknown"]
    assert rows["type_name"].loc[["Dør 2", "Dør 3"]].tolist()[0] == "Innerdør 9x21"
    assert pd.isna(rows.loc["Dør 3", "type_name"])
    assert rows.loc["Dør 1", "material"] == "Eik"
    assert rows.loc["Vegg Ø", "material"] == "Gips; Isolasjon; Panel"
    assert rows.loc["Vegg Ø", "thickness_m"] == pytest.approx(0.133)
    assert (rows["building"] == "Hus A").all()
    assert (rows["storey"] == "1. etasje").all()
    assert rows.loc["WC", "space_name"] == "101 Bad"
    assert rows.loc["Vegg Ø", "area_m2"] == 12.5
    assert rows.loc["Dør 3", "area_m2"] == pytest.approx(0.9 * 2.1)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_lazy_reading_changes_nothing(schema: str, tmp_path: Path) -> None:
    path = build(schema, tmp_path / "built.ifc")
    same(path)


def same(path: Path) -> None:
    quick = read_models([path], settings=Settings())
    slow = read_models([path], settings=Settings(), lazy=False)
    pd.testing.assert_frame_equal(quick.components, slow.components)
    pd.testing.assert_frame_equal(quick.spaces, slow.spaces)
    pd.testing.assert_frame_equal(quick.rejects, slow.rejects)
    assert quick.models == slow.models
    assert quick.issues == slow.issues
    for component_id in slow.properties:
        ours = {k: dict(v) for k, v in quick.properties[component_id].items()}
        theirs = {k: dict(v) for k, v in slow.properties[component_id].items()}
        assert ours == theirs, component_id


def test_plain_properties_are_really_read_from_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build("IFC4", tmp_path / "built.ifc")
    seen = []

    def spy(*arguments: Any) -> Any:
        seen.append(raw_properties.read_raw(*arguments))
        return seen[-1]

    monkeypatch.setattr(opening, "read_raw", spy)
    read_models([path], settings=Settings())
    assert seen[0] is not None
    assert len(seen[0].values) >= 8


VALUES = """IFCLOGICAL(.U.)|IFCLOGICAL(.T.)|IFCBOOLEAN(.F.)|IFCREAL(3)|IFCREAL(-3.5E-3)
IFCINTEGER(4)|IFCLENGTHMEASURE(2)|IFCLENGTHMEASURE(2.5)|IFCPOSITIVELENGTHMEASURE(1.)|IFCAREAMEASURE(4.)
IFCVOLUMEMEASURE(5.)|IFCLABEL('it''s \\X2\\00E5\\X0\\ (x); y')|IFCLABEL('')|IFCTEXT('a
b')|IFCTEXT('n/a')|IFCIDENTIFIER('x')|$|IFCDURATION('P5Y')|IFCCOUNTMEASURE(3)""".replace(
    "\n", "|", 2
)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_kind_of_value(small: Any, schema: str) -> None:
    values = [f"'P{i}',{v}" for i, v in enumerate(VALUES.split("|"))]
    if schema == "IFC2X3":
        values = [v for v in values if "IFCDURATION" not in v]
    last = "2.1,0.9" if schema == "IFC2X3" else "2.1,0.9,$,$,$"
    own_unit = (
        "#400=IFCSIUNIT(*,.LENGTHUNIT.,.CENTI.,.METRE.);\n"
        "#401=IFCPROPERTYSINGLEVALUE('Own unit',$,IFCLENGTHMEASURE(250.),#400);\n"
        "#402=IFCPROPERTYENUMERATEDVALUE('Enum',$,(IFCLABEL('NEW'),IFCLABEL('EXISTING')),$);\n"
        "#403=IFCPROPERTYBOUNDEDVALUE('Bounds',$,IFCREAL(9.),IFCREAL(1.),$"
        + (");\n" if schema == "IFC2X3" else ",IFCREAL(5.));\n")
        + "#404=IFCPROPERTYLISTVALUE('List',$,(IFCINTEGER(1),IFCINTEGER(2)),$);\n"
        f"#405=IFCPROPERTYSET('{small.guid(405)}',$,'Mixed',$,(#401,#402,#403,#404));\n"
        f"#406=IFCRELDEFINESBYPROPERTIES('{small.guid(406)}',$,$,$,(#30),#405);\n"
    )
    body = small.door(30, last=last) + small.properties(300, "Values", "#30", *values) + own_unit
    path = small.write(small.step(body, schema=schema, units=small.MILLIMETRE))
    same(path)
    sets = small.read(path).properties[small.guid(30)]
    kept = {name: v for name, v in sets["Values"].items() if v is not None}
    assert kept["P6"] == 0.002
    assert kept["P7"] == 0.0025
    assert kept["P9"] == 4.0
    assert kept["P11"] == "it's å (x); y"
    assert sets["Values"]["P14"] is None  # n/a
    middle = "1 – 9" if schema == "IFC2X3" else 5.0
    assert dict(sets["Mixed"]) == {
        "Own unit": 2.5, "Enum": "NEW; EXISTING", "Bounds": middle, "List": "1; 2",
    }  # fmt: skip


def test_complex_properties_are_flat(small: Any) -> None:
    body = small.door(30) + (
        "#40=IFCPROPERTYSINGLEVALUE('Inner',$,IFCLABEL('x'),$);\n"
        "#41=IFCCOMPLEXPROPERTY('Outer',$,'use',(#40));\n"
        f"#42=IFCPROPERTYSET('{small.guid(42)}',$,'Set',$,(#41));\n"
        f"#43=IFCRELDEFINESBYPROPERTIES('{small.guid(43)}',$,$,$,(#30),#42);\n"
    )
    path = small.write(small.step(body))
    same(path)
    assert dict(small.read(path).properties[small.guid(30)]["Set"]) == {"Outer.Inner": "x"}


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3_ADD2"])
def test_positions_of_attributes_are_those_of_the_schema(schema: str) -> None:
    definition = ifcopenshell_wrapper.schema_by_name(schema)

    def position(name: str, attribute: str) -> int:
        names = [a.name() for a in definition.declaration_by_name(name).all_attributes()]
        return names.index(attribute)

    for name, many, one in (
        ("IfcRelDefinesByProperties", "RelatedObjects", "RelatingPropertyDefinition"),
        ("IfcRelDefinesByType", "RelatedObjects", "RelatingType"),
        ("IfcRelContainedInSpatialStructure", "RelatedElements", "RelatingStructure"),
        ("IfcRelReferencedInSpatialStructure", "RelatedElements", "RelatingStructure"),
        ("IfcRelAssociatesMaterial", "RelatedObjects", "RelatingMaterial"),
        ("IfcRelAssociatesClassification", "RelatedObjects", "RelatingClassification"),
    ):
        assert position(name, many) == relations.RELATED
        assert position(name, one) == relations.RELATING
    for name, one, many in (
        ("IfcRelAggregates", "RelatingObject", "RelatedObjects"),
        ("IfcRelNests", "RelatingObject", "RelatedObjects"),
        ("IfcRelVoidsElement", "RelatingBuildingElement", "RelatedOpeningElement"),
        ("IfcRelFillsElement", "RelatingOpeningElement", "RelatedBuildingElement"),
        ("IfcRelSpaceBoundary", "RelatingSpace", "RelatedBuildingElement"),
    ):
        assert (position(name, one), position(name, many)) == (4, 5)
    for name, attribute, at in (
        ("IfcRelAssignsToGroup", "RelatingGroup", 6), ("IfcTypeObject", "HasPropertySets", 5),
        ("IfcDoor", "OverallHeight", 8), ("IfcDoor", "OverallWidth", 9),
        ("IfcWindow", "OverallHeight", 8), ("IfcWindow", "OverallWidth", 9),
        ("IfcElement", "Tag", 7), ("IfcProject", "UnitsInContext", 8), ("IfcSpace", "LongName", 7),
        ("IfcPropertySet", "HasProperties", 4), ("IfcElementQuantity", "Quantities", 5),
        ("IfcPropertySingleValue", "NominalValue", 2), ("IfcPropertySingleValue", "Unit", 3),
        ("IfcPropertyBoundedValue", "UpperBoundValue", 2), ("IfcQuantityArea", "AreaValue", 3),
        ("IfcMaterialLayer", "LayerThickness", 1), ("IfcMaterialLayerSet", "MaterialLayers", 0),
        ("IfcMaterialLayerSetUsage", "LayerSetDirection", 1), ("IfcClassification", "Name", 3),
        ("IfcMaterialLayerSetUsage", "DirectionSense", 2), ("IfcApplication", "Version", 1),
        ("IfcClassificationReference", "ReferencedSource", 3), ("IfcSIUnit", "Prefix", 2),
        ("IfcConversionBasedUnit", "ConversionFactor", 3),
        ("IfcMeasureWithUnit", "UnitComponent", 1),
    ):  # fmt: skip
        assert position(name, attribute) == at, (name, attribute)


def test_only_geometry_and_looks_are_left_out() -> None:
    for schema in ("IFC2X3", "IFC4", "IFC4X3_ADD2"):
        left_out = set(opening.bypassed_classes(schema))
        assert {"IfcCartesianPoint", "IfcLocalPlacement", "IfcShapeRepresentation"} <= left_out
        definition: Any = ifcopenshell_wrapper.schema_by_name(schema)
        for root in ("IfcRoot", "IfcPropertyAbstraction", "IfcMaterial", "IfcSIUnit"):
            try:
                waiting = [definition.declaration_by_name(root)]
            except RuntimeError:
                continue
            while waiting:
                declaration = waiting.pop()
                assert declaration.name() not in left_out
                waiting += declaration.subtypes()


def test_missing_numbers_are_nan(small: Any) -> None:
    row = small.read_text(small.step(small.door(30, last="$,$,$,$,$"))).components.iloc[0]
    for name in ("area_m2", "length_m", "width_m", "height_m", "thickness_m", "warranty_years"):
        assert math.isnan(row[name])
    assert row["area_rung"] == row["length_rung"] == "missing"
