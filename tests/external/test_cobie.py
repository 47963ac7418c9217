"""Our COBie of the duplex against the one that was handed over."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from robuild import pipeline, shipped
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

pytestmark = pytest.mark.external
OUT_OF_SCOPE = {"Inline Pump-1", "Inline Pump-2", "Thermostat-1", "Thermostat-2", "Fire Alarm-1"}


def sheets(source) -> dict[str, tuple[list[str], list[dict]]]:
    book = load_workbook(source, read_only=True)
    found = {}
    for sheet in book.worksheets:
        if sheet.title in ("Instruction", "PickLists"):
            continue
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = (
            list(header), [dict(zip(header, row, strict=True)) for row in rows if any(row)]
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def theirs(models: Path):
    path = models.parent / "data" / "cobie" / "2012-03-23-Duplex-Handover.xlsx"
    if not path.is_file():
        pytest.skip("the hand-over is not beside the project")
    return sheets(path)


@pytest.fixture(scope="module")
def ours(models: Path):
    job = pipeline.Job(
        models=(models / "02_duplex_cobie_handover_ifc2x3.ifc",),
        catalog=shipped.shipped(shipped.CATALOG),
        settings=Settings(uncertainty_draws=0),
        geometry=False,
    )
    made = pipeline.cobie(job, "drift@kommune.no", Language.EN)
    assert made.elements_read == made.components + made.left_out["out_of_scope"]
    return sheets(io.BytesIO(made.data))


def keyed(sheet, key: str = "ExtIdentifier") -> dict[str, dict]:
    return {row[key]: row for row in sheet[1] if row[key] != "n/a"}


def tidy(value: object) -> str:
    """One line; at most what COBie allows, which the hand-over does not keep to."""
    text = " ".join(str(value).split())
    return text if len(text) <= 255 else text[:254].rstrip() + "…"


def same(ours, theirs, columns) -> None:
    for key in ours.keys() & theirs.keys():
        for column in columns:
            assert tidy(ours[key][column]) == tidy(theirs[key][column]), (key, column)


def test_headings_are_those_of_the_hand_over(ours, theirs):
    assert {name: header for name, (header, _) in ours.items()} == {
        name: header for name, (header, _) in theirs.items()
    }


def test_the_same_floors_and_rooms(ours, theirs):
    floors = [keyed(each["Floor"]) for each in (ours, theirs)]
    assert floors[0].keys() == floors[1].keys()
    same(*floors, ("Name",))
    rooms = [keyed(each["Space"]) for each in (ours, theirs)]
    assert rooms[1].keys() <= rooms[0].keys()
    assert {row["Name"] for row in ours["Space"][1]} == {row["Name"] for row in theirs["Space"][1]}
    same(*rooms, ("Name", "FloorName"))
    for key, row in rooms[1].items():
        if isinstance(row["NetArea"], float | int) and row["NetArea"]:
            assert rooms[0][key]["NetArea"] == pytest.approx(row["NetArea"], abs=0.001)


def test_every_component_of_the_hand_over_with_its_facts(ours, theirs):
    mine, handed = keyed(ours["Component"]), keyed(theirs["Component"])
    assert mine.keys() <= handed.keys()
    assert {handed[key]["Name"] for key in handed.keys() - mine.keys()} == OUT_OF_SCOPE
    assert len(mine) == 227
    same(mine, handed, ("Name", "TypeName", "Description", "ExtObject", "SerialNumber",
                        "InstallationDate", "WarrantyStartDate", "TagNumber", "BarCode",
                        "AssetIdentifier"))  # fmt: skip
    for key, row in mine.items():  # two rooms where something stands between: ours is one of them
        assert row["Space"] in [each.strip() for each in handed[key]["Space"].split(",")]


def test_types_with_maker_model_number_and_warranty(ours, theirs):
    mine = {tidy(row["Name"]): row for row in ours["Type"][1]}
    handed = {tidy(row["Name"]): row for row in theirs["Type"][1]}
    assert mine.keys() == handed.keys() - {"Inline Pump", "Thermostat", "Fire Alarm"}
    loose = mine.pop("Appliance - Refrigerator")  # fixed there; here it goes with a plug
    assert loose["AssetType"] == "Moveable"
    same(mine, handed, ("ModelNumber", "Shape", "Size", "Color", "Finish", "Grade", "AssetType",
                        "Constituents", "Features", "CodePerformance"))  # fmt: skip
    for name, row in mine.items():
        assert row["Manufacturer"] == handed[name]["Manufacturer"].strip().casefold()
        for column in ("WarrantyDurationParts", "WarrantyDurationLabor"):
            stated = handed[name][column]
            if isinstance(stated, float | int) and stated > 0:
                assert row[column] == stated, (name, column)


def test_systems_hold_what_they_held(ours, theirs):
    mine = {(row["Name"].casefold(), row["ComponentNames"]) for row in ours["System"][1]
            if row["ExtSystem"] != "robuild"}  # fmt: skip
    handed = {row["ComponentNames"] for row in theirs["System"][1]} - OUT_OF_SCOPE
    assert {component for _, component in mine} == handed
