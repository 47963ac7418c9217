"""What a model should carry: names and types are those of the schemas' own files."""

from __future__ import annotations

from dataclasses import astuple

import ifcopenshell
import pandas as pd
import pytest
from ifcopenshell.util.pset import get_template

from robuild import shipped
from robuild.catalog import read_stack
from robuild.exchange.ids import SCHEMAS, Cardinality, OneOf, Property
from robuild.exchange.model_brief import model_brief, model_brief_file
from robuild.gaps import GapKind
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

NOTHING = pd.DataFrame({"ifc_class": [], "component_key": []})
MEASURES = {"Q_AREA": "IFCAREAMEASURE", "Q_LENGTH": "IFCLENGTHMEASURE"}


@pytest.fixture(scope="module")
def catalog():
    return read_stack((), shipped.shipped(shipped.CATALOG)).catalog


@pytest.fixture(scope="module")
def brief(catalog):
    return model_brief(catalog, Settings(project_kind="existing"), NOTHING, Language.NB)


def test_every_class_is_in_every_schema_it_is_asked_in(brief):
    for each in brief:
        for schema in each.specification.schemas:
            known = {
                entity.name().upper()
                for entity in ifcopenshell.ifcopenshell_wrapper.schema_by_name(schema).entities()
                if not entity.is_abstract()
            }
            assert set(each.specification.entity.names) <= known, each.specification.name


def test_no_class_is_asked_twice_for_the_same(brief):
    seen = set()
    for each in brief:
        spec = each.specification
        for schema in spec.schemas:
            key = (spec.identifier.rpartition(".IFC")[0], schema)
            assert (key, spec.entity.names) not in seen
            seen.add((key, spec.entity.names))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_standard_sets_and_types_are_those_of_the_schema(brief, schema):
    templates = get_template(schema)
    checked = 0
    for each in brief:
        if schema not in each.specification.schemas:
            continue
        for facet in each.specification.requirements:
            if not isinstance(facet, Property) or facet.property_set == "BaseQuantities":
                continue
            found = templates.get_by_name(facet.property_set)
            assert found, (schema, facet.property_set)
            several = isinstance(facet.name, OneOf)
            names = astuple(facet.name)[0] if several else (facet.name,)
            kinds = {p.Name: p for p in found.HasPropertyTemplates}
            for name in names:
                said = kinds[name]
                measure = MEASURES.get(said.TemplateType) or said.PrimaryMeasureType.upper()
                assert facet.data_type in (None, measure), (schema, facet)
                checked += 1
    assert checked > 4


def test_durations_are_asked_only_where_the_schema_has_them(brief):
    lives = [e.specification for e in brief if "robuild.life" in e.specification.identifier]
    assert {schema for each in lives for schema in each.schemas} == {"IFC4", "IFC4X3_ADD2"}
    assert {e.requirements[0].cardinality for e in lives} == {Cardinality.OPTIONAL}
    assert {e.requirements[0].data_type for e in lives} == {"IFCDURATION"}


def test_it_is_valid_ids_in_every_language(catalog, tmp_path):
    ids = pytest.importorskip("ifctester.ids")
    for language in Language:
        brief = model_brief(catalog, Settings(), NOTHING, language)
        file = tmp_path / f"{language}.ids"
        file.write_bytes(model_brief_file(brief, catalog, language))
        read = ids.open(str(file), validate=True)
        names = [each.name for each in read.specifications]
        assert len(names) == len(set(names)) == len(brief)


def test_a_placeholder_does_not_count_as_a_value(brief, tmp_path, catalog):
    ids = pytest.importorskip("ifctester.ids")
    api = pytest.importorskip("ifcopenshell.api")
    model = api.run("project.create_file", version="IFC4")
    api.run("root.create_entity", model, ifc_class="IfcProject")
    told = {"EI2 30": True, "none": True, "Fire Rating": False, "FireRating": False, "n/a": False}
    doors = {}
    for value in told:
        doors[value] = api.run("root.create_entity", model, ifc_class="IfcDoor")
        pset = api.run("pset.add_pset", model, product=doors[value], name="Pset_DoorCommon")
        api.run("pset.edit_pset", model, pset=pset, properties={"FireRating": value})
    silent = api.run("root.create_entity", model, ifc_class="IfcDoor")
    fire = [each for each in brief if each.kind is GapKind.NO_FIRE_RATING]
    file = tmp_path / "fire.ids"
    file.write_bytes(model_brief_file(fire, catalog, Language.NB))
    read = ids.open(str(file))
    read.validate(model, should_filter_version=True)
    failed = {e.GlobalId for each in read.specifications for e in each.failed_entities}
    wanted = {doors[value].GlobalId for value, good in told.items() if not good}
    assert failed == wanted | {silent.GlobalId}
