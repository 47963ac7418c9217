"""The list of requirements as IDS: valid by the schema, and delivered models held against it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workbook"))

from small_plan import small_plan

from robuild.exchange.tender_ids import PROPERTY_SET, requirement_ids
from robuild.procurement import TenderAsked, tender_of
from robuild.terms.vocabulary import Language

ids = pytest.importorskip("ifctester.ids")


@pytest.fixture(scope="module")
def plan():
    return small_plan()


@pytest.fixture(scope="module")
def tender(plan):
    asked = TenderAsked("small-2025", "Small house", minimum=0.5)
    new = plan.lines.assign(start_state="new")
    return tender_of(new, plan.catalog, plan.settings, plan.repair_ease, asked, {}).tender


@pytest.fixture(scope="module")
def position(tender):
    return next(row for row in tender.positions if row.minimum_levels)


@pytest.mark.parametrize("language", Language)
def test_it_is_valid_and_has_every_position(language, plan, tender, tmp_path) -> None:
    file = tmp_path / "r.ids"
    file.write_bytes(requirement_ids(tender, plan.catalog, language))
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
    made = []
    for name, value in properties.items():
        kind = "IfcReal" if isinstance(value, float) else "IfcLabel"
        made.append(
            model.createIfcPropertySingleValue(name, None, model.create_entity(kind, value))
        )
    own = model.createIfcPropertySet(ifcopenshell.guid.new(), None, PROPERTY_SET, None, made)
    model.createIfcRelDefinesByProperties(ifcopenshell.guid.new(), None, None, None, [door], own)
    return model


def passes(model, plan, tender, position, tmp_path) -> bool:
    file = tmp_path / "r.ids"
    file.write_bytes(requirement_ids(tender, plan.catalog, Language.NB))
    read = ids.open(str(file))
    (own,) = [each for each in read.specifications if each.name.startswith(position.position_id)]
    own.validate(model)
    return bool(own.status)


def good(position) -> dict:
    found = {"PositionId": position.position_id, "RepairEaseIndex": 0.9}
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
        {"PositionId": "X-1"},
    ],
    ids=str,
)
def test_a_delivered_model_passes_only_with_what_is_asked(
    change, plan, tender, position, tmp_path
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
    assert passes(model_with(said), plan, tender, position, tmp_path) == (not change)
