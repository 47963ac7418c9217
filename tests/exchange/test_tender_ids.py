"""The list of requirements as IDS: valid by the schema, and delivered models held against it."""

from __future__ import annotations

import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.exchange.tender_ids import PROPERTY_SET, requirement_ids
from robuild.procurement import TenderAsked, tender_of
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked
from robuild.terms.vocabulary import Language

ids = pytest.importorskip("ifctester.ids")


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


@pytest.fixture(scope="module")
def tender(catalog):
    rows = [
        {
            "line_id": key, "component_key": key,
            "variant_id": catalog.component_by_key[key].default_variant_id,
            "location_class": "dwelling", "dwelling_type": "", "use_intensity": "ordinary",
            "start_state": "new", "unit": str(catalog.component_by_key[key].unit), "fire": "yes",
            "separating": "no", "security": "no", "quantity": 3.0, "component_count": 3,
            "missing_quantity_count": 0, "dwelling_count": 1, "place_count": 1, "modelled": True,
        }
        for key in ("door_internal_set", "paint_wall", "door_fire_common")
    ]  # fmt: skip
    lines = checked(LINES, pd.DataFrame(rows, columns=list(LINES.columns)))
    years = Settings(base_year=2026, opening_year=2026, price_year=2026)
    asked = TenderAsked("case-1", "Case", minimum=0.5)
    return tender_of(lines, catalog, years, rate_variants(catalog, years), asked, {}).tender


@pytest.fixture(scope="module")
def position(tender):
    return next(row for row in tender.positions if row.minimum_levels)


@pytest.mark.parametrize("language", Language)
def test_it_is_valid_and_has_every_position(language, catalog, tender, tmp_path) -> None:
    file = tmp_path / "r.ids"
    file.write_bytes(requirement_ids(tender, catalog, language))
    read = ids.open(str(file), validate=True)
    found = [each.name.split()[0] for each in read.specifications]
    assert found[1:] == [row.position_id for row in tender.positions]
    assert {tuple(each.ifcVersion) for each in read.specifications} == {("IFC4", "IFC4X3_ADD2")}


def model_with(properties):
    """A model with one door that carries what a supplier says."""
    ifcopenshell = pytest.importorskip("ifcopenshell")
    model = ifcopenshell.file(schema="IFC4")
    units = model.createIfcUnitAssignment(
        [model.createIfcSIUnit(None, "LENGTHUNIT", None, "METRE")]
    )
    model.createIfcProject(ifcopenshell.guid.new(), None, "P").UnitsInContext = units
    door = model.createIfcDoor(ifcopenshell.guid.new(), None, "Door")
    sets = {"Pset_DoorCommon": [], PROPERTY_SET: []}
    for name, value in properties.items():
        kind = "IfcReal" if isinstance(value, float) else "IfcLabel"
        own = "Pset_DoorCommon" if name == "FireRating" else PROPERTY_SET
        sets[own].append(
            model.createIfcPropertySingleValue(name, None, model.create_entity(kind, value))
        )
    for name, made in sets.items():
        own = model.createIfcPropertySet(ifcopenshell.guid.new(), None, name, None, made)
        model.createIfcRelDefinesByProperties(
            ifcopenshell.guid.new(), None, None, None, [door], own
        )
    return model


def passes(model, catalog, tender, position, tmp_path) -> bool:
    file = tmp_path / "r.ids"
    file.write_bytes(requirement_ids(tender, catalog, Language.NB))
    read = ids.open(str(file))
    (own,) = [each for each in read.specifications if each.name.startswith(position.position_id)]
    own.validate(model)
    return bool(own.status)


def good(position) -> dict:
    found = {"PositionId": position.position_id, "RepairEaseIndex": 0.9, "FireRating": "EI30"}
    if position.least_warranty_years is not None:
        found["WarrantyYears"] = position.least_warranty_years
    if position.least_spare_parts_years is not None:
        found["SparePartsYears"] = position.least_spare_parts_years
    if position.most_lead_time_days is not None:
        found["LeadTimeDays"] = position.most_lead_time_days
    return found | {f"RepairLevel{c}": level for c, level in position.minimum_levels.items()}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"RepairEaseIndex": 0.3},
        {"RepairEaseIndex": None},
        {"level": "worst"},
        {"FireRating": None},
        {"PositionId": "X-1"},
    ],
    ids=str,
)
def test_a_delivered_model_passes_only_with_what_is_asked(
    change, catalog, tender, position, tmp_path
) -> None:
    said = good(position)
    for name, value in change.items():
        if name == "level":
            criterion = next(iter(position.minimum_levels))
            rows = [each for each in tender.levels if each.criterion is criterion]
            said[f"RepairLevel{criterion}"] = min(rows, key=lambda each: each.value).level
        elif value is None:
            del said[name]
        else:
            said[name] = value
    assert passes(model_with(said), catalog, tender, position, tmp_path) == (not change)
