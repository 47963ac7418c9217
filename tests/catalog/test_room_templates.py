"""The table of room templates: what is refused, what may be left out, and the shipped rows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import openpyxl
import pytest

from robuild.catalog import (
    check_catalog,
    read_catalog,
    read_catalog_with_notes,
    write_folder,
    write_xlsx,
)
from robuild.catalog.template_checks import FITTING
from robuild.matching.rooms import ROOM_KINDS
from robuild.settings_file import read_settings
from robuild.shipped import CATALOG, shipped
from robuild.terms.issues import InputError, Issue, Severity
from robuild.terms.room_templates import (
    PLACES,
    ROOM_TYPES,
    RoomTemplate,
    TemplateBasis,
    covering_keys,
)
from robuild.terms.settings import Settings
from robuild.terms.template_switch import parse_switch
from robuild.terms.vocabulary import Discipline

Tables = dict[str, list[dict[str, str]]]
Write = Callable[..., Path]


def faults(path: Path) -> list[Issue]:
    return [issue for issue in check_catalog(path) if issue.severity is Severity.ERROR]


def one_fault(path: Path) -> Issue:
    (found,) = faults(path)
    return found


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"room_types": "bedrom"}, "room_types", "did you mean 'bedroom'"),
        ({"room_types": ""}, "room_types", "the cell is empty; needed are kinds of rooms"),
        ({"room_types": "bedroom||bath"}, "room_types", "empty word"),
        ({"room_types": "outdoors"}, "room_types", "is not one of"),
        ({"location_classes": "dwelling|exterior"}, "location_classes", "is not one of"),
        ({"discipline": "electric"}, "discipline", "is not one of finishes"),
        ({"basis": "area"}, "basis", "is not one of floor_area"),
        ({"amount": "0"}, "amount", "more than 0"),
        ({"amount": ""}, "amount", "empty"),
        ({"at_least": "-1"}, "at_least", "more than 0"),
        ({"covered_by": "Door"}, "covered_by", "no component key"),
        ({"covered_by": "*"}, "covered_by", "no component key"),
        ({"covered_by": "dor"}, "covered_by", "finds nothing"),
        ({"covered_by": "win*"}, "covered_by", "finds nothing"),
        ({"not_with": "dor"}, "not_with", "finds nothing"),
        ({"component_key": "dor"}, "component_key", "not in table components"),
        ({"source_id": "nobody"}, "source_id", "not in table sources"),
        ({"basis": "skirting_length"}, "basis", "does not go with basis skirting_length"),
    ],
)
def test_what_is_refused(
    tables: Tables, write: Write, cells: dict[str, str], column: str, said: str
) -> None:
    tables["room_templates"][0].update(cells)
    fault = one_fault(write(tables))
    assert fault.origin.column == column
    assert fault.origin.row == 2
    assert said in fault.message


def test_a_template_for_dwellings_is_not_for_shared_rooms(tables: Tables, write: Write) -> None:
    tables["room_templates"][0].update(basis="dwelling", location_classes="common|staff")
    assert "leave it empty, or choose basis room" in one_fault(write(tables)).message


@pytest.mark.parametrize(
    ("unit", "basis", "fits"),
    [
        ("m2", "floor_area", True), ("m2", "wall_area", True), ("m2", "room", True),
        ("m2", "skirting_length", False), ("m", "skirting_length", True), ("m", "room", True),
        ("m", "floor_area", True), ("m", "wall_area", False), ("m", "ceiling_area", False),
        ("stk", "floor_area", True), ("stk", "dwelling", True), ("stk", "skirting_length", False),
    ],
)  # fmt: skip
def test_unit_and_basis_must_fit(
    tables: Tables, write: Write, unit: str, basis: str, fits: bool
) -> None:
    tables["components"][0]["unit"] = unit
    tables["room_templates"][0].update(basis=basis)
    assert [issue.code for issue in faults(write(tables))] == ["basis_does_not_fit"] * (not fits)


@pytest.mark.parametrize("word", ["floor", "fl*"])
def test_a_fault_in_a_component_makes_no_other(tables: Tables, write: Write, word: str) -> None:
    tables["components"][1]["unit"] = "pieces"
    tables["room_templates"][0]["covered_by"] = word
    assert one_fault(write(tables)).origin.column == "unit"


def test_a_beginning_of_keys_with_another_unit_finds_nothing(tables: Tables, write: Write) -> None:
    tables["components"][1]["unit"] = "m2"
    tables["room_templates"][0]["covered_by"] = "fl*"
    assert "another unit than door" in one_fault(write(tables)).hint


def test_a_percentage_is_a_slip(tables: Tables, write: Write) -> None:
    tables["components"][0]["unit"] = "m2"
    tables["room_templates"][0].update(basis="floor_area", amount="100")
    assert "Write a share" in one_fault(write(tables)).hint


@pytest.mark.parametrize(
    ("second", "twice"),
    [
        ({}, True),
        ({"room_types": "bath|living"}, True),
        ({"room_types": "bath"}, False),
        ({"location_classes": "common"}, False),
        ({"location_classes": ""}, True),
        ({"component_key": "floor"}, False),
        ({"component_key": "floor", "covered_by": "door"}, True),
        ({"component_key": "floor", "covered_by": "do*"}, True),
        ({"component_key": "floor", "not_with": "door"}, False),
    ],
)
def test_no_room_gets_the_same_thing_twice(
    tables: Tables, write: Write, second: dict[str, str], twice: bool
) -> None:
    first = tables["room_templates"][0]
    tables["room_templates"].append(first | {"template_id": "second"} | second)
    found = faults(write(tables))
    assert [issue.code for issue in found] == ["templates_overlap"] * twice
    assert [issue.origin.row for issue in found] == [3] * twice


def test_two_kinds_of_rooms_of_one_dwelling_are_the_same_place(
    tables: Tables, write: Write
) -> None:
    first = tables["room_templates"][0]
    first.update(basis="dwelling", room_types="bedroom")
    tables["room_templates"].append(first | {"template_id": "second", "room_types": "bath"})
    assert one_fault(write(tables)).code == "templates_overlap"


@pytest.mark.parametrize(("share", "twice"), [("0.2", False), ("0.3", True)])
def test_two_surfaces_may_share_a_wall(
    tables: Tables, write: Write, share: str, twice: bool
) -> None:
    for component in tables["components"]:
        component["unit"] = "m2"
    first = tables["room_templates"][0]
    first.update(basis="wall_area", amount="0.8", covered_by="floor")
    second = {"template_id": "second", "component_key": "floor", "amount": share, "covered_by": ""}
    tables["room_templates"].append(first | second)
    assert len(faults(write(tables))) == twice


def test_catalogs_from_before_can_still_be_used(
    tables: Tables, write: Write, tmp_path: Path
) -> None:
    del tables["room_templates"]
    folder = write(tables)
    catalog, notes = read_catalog_with_notes(folder)
    assert catalog.room_templates == ()
    assert [(note.severity, note.code) for note in notes] == [(Severity.INFO, "table_left_out")]
    write_xlsx(catalog, tmp_path / "old.xlsx")
    book = openpyxl.load_workbook(tmp_path / "old.xlsx")
    del book["room_templates"]
    book.save(tmp_path / "older.xlsx")
    again, notes = read_catalog_with_notes(tmp_path / "older.xlsx")
    assert again == catalog
    assert [note.code for note in notes] == ["table_left_out"]


def test_a_table_under_another_name_is_recognised(tables: Tables, write: Write) -> None:
    tables["room_template"] = tables.pop("room_templates")
    _, notes = read_catalog_with_notes(write(tables))
    assert "Is it 'room_template.csv'?" in [note.hint for note in notes]


def test_the_sheet_can_be_filled_in_without_help(
    tables: Tables, write: Write, tmp_path: Path
) -> None:
    write_xlsx(read_catalog(write(tables)), tmp_path / "c.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["room_templates"]
    columns = {cell.value: cell for cell in sheet[1]}
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists[columns["basis"].column_letter] == f'"{",".join(TemplateBasis)}"'
    assert lists[columns["discipline"].column_letter] == f'"{",".join(Discipline)}"'
    assert lists[columns["component_key"].column_letter].startswith("components!")
    for name in ("room_types", "location_classes", "amount", "at_least", "covered_by", "basis"):
        assert columns[name].comment.text.strip(), name
    assert "not known" not in columns["at_least"].comment.text
    assert "empty: any place indoors" in columns["location_classes"].comment.text


def test_the_shipped_table_is_in_its_canonical_form(tmp_path: Path) -> None:
    name = "room_templates.csv"
    write_folder(read_catalog(shipped(CATALOG)), tmp_path)
    assert (tmp_path / name).read_bytes() == (shipped(CATALOG) / name).read_bytes()


def test_every_kind_of_room_has_templates_in_every_place_it_can_be() -> None:
    rows = read_catalog(shipped(CATALOG)).room_templates
    for room_type in ROOM_TYPES:
        for place in ("dwelling", "common", "staff", "unknown"):
            keys = [row.component_key for row in rows if row.is_for(room_type, place)]
            assert "luminaire" in keys, (room_type, place)
            floors = [key for key in keys if key.startswith("floor_") and key != "floor_drain"]
            assert len(floors) == (room_type != "garage"), (room_type, place)


def test_every_kind_of_room_that_names_tell_is_for_templates_or_has_none() -> None:
    without = {"outdoors", "lift", "shaft"}
    assert {kind.room_type for kind in ROOM_KINDS} - without <= set(ROOM_TYPES)


def test_numbers_from_rules_name_the_rule() -> None:
    catalog = read_catalog(shipped(CATALOG))
    marks = {
        row.template_id: catalog.source_by_id[row.source_id].mark for row in catalog.room_templates
    }
    assert marks["socket.rooms"] == "secondary"
    assert marks["floor.home"] == "assumption"


def test_a_beginning_finds_keys_of_the_same_unit_only() -> None:
    catalog = read_catalog(shipped(CATALOG))
    units = {row.component_key: str(row.unit) for row in catalog.components}
    part_of = {row.component_key: row.part_of for row in catalog.components}
    floor = next(row for row in catalog.room_templates if row.template_id == "floor.home")
    assert covering_keys(floor, units, part_of) == {
        "floor_vinyl_sheet", "floor_linoleum", "floor_parquet", "floor_parquet_finish",
        "floor_laminate", "floor_tile", "floor_epoxy", "floor_carpet",
    }  # fmt: skip


# --- the setting ----------------------------------------------------------------------------

EVERY = set(Discipline)


@pytest.mark.parametrize(
    ("text", "arch", "electric"),
    [
        ("all", EVERY, EVERY),
        ("none", set(), set()),
        ("finishes", {"finishes"}, {"finishes"}),
        (" Finishes , ELECTRICS ", {"finishes", "electrics"}, {"finishes", "electrics"}),
        ("el.ifc=none", EVERY, set()),
        ("finishes; el.ifc=electrics,plumbing", {"finishes"}, {"electrics", "plumbing"}),
        ("ARCH.IFC=none;el.ifc=all;none", set(), EVERY),
        ("a=b.ifc=none;all;", EVERY, EVERY),
    ],
)
def test_the_switch(text: str, arch: set[str], electric: set[str]) -> None:
    settings, changed = read_settings(None, [f"room_templates={text}"])
    assert changed == {"room_templates"}
    assert parse_switch(settings.room_templates).of("Arch.ifc") == arch
    assert parse_switch(settings.room_templates).of("el.ifc") == electric
    assert parse_switch(Settings().room_templates).of("el.ifc") == EVERY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("finish", "did you mean 'finishes'"),
        ("all,finishes", "stands alone"),
        ("finishes;electrics", "second part that names no model"),
        ("el.ifc=none;EL.ifc=all", "named twice"),
        ("=none", "names no model"),
        ("finishes,,plumbing", "is no discipline"),
        (";", "empty"),
        ("el.ifc=", "is no discipline"),
    ],
)
def test_a_switch_that_cannot_be_read(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_settings(None, [f"room_templates={text}"])
    (issue,) = caught.value.issues
    assert issue.code == "setting_not_allowed"
    assert re.search(said, issue.message)


def test_every_discipline_and_basis_has_a_word() -> None:
    for language in ("nb", "nn", "en"):
        file = resources.files("robuild.language") / f"rooms.{language}.toml"
        words = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(words["discipline"]) == set(Discipline)
        assert set(words["template_basis"]) == set(TemplateBasis)


# --- the page ------------------------------------------------------------------------------


def page() -> str:
    folder = Path(__file__).resolve().parents[2] / "docs"
    return (folder / "room-templates.md").read_text(encoding="utf-8")


def rows_of(first: str) -> list[list[str]]:
    text = page().split(f"| {first} |")[1].split("\n\n")[0]
    lines = [line.replace("\\|", "/") for line in text.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_page_tells_every_column_word_and_basis() -> None:
    assert [row[0].strip("`") for row in rows_of("Column")] == list(RoomTemplate.model_fields)
    kinds = page().split("Kinds of rooms:")[1].split(".")[0]
    assert re.findall(r"`(\w+)`", kinds) == list(ROOM_TYPES)
    cells = {row[0].strip("`"): row[1] for row in rows_of("Column")}
    assert re.findall(r"`(\w+)`", cells["discipline"]) == list(Discipline)
    assert re.findall(r"`(\w+)`", cells["location_classes"]) == list(PLACES)


def test_the_page_tells_which_units_go_with_a_basis() -> None:
    told = {row[0].strip("`"): set(row[2].split(", ")) for row in rows_of("Basis")}
    assert told == {
        basis: {str(unit) for unit, fitting in FITTING.items() if basis in fitting}
        for basis in TemplateBasis
    }


def test_the_example_in_the_page_is_a_template() -> None:
    header = page().split("| template_id |")[1].splitlines()[0].strip(" |").split(" | ")
    (cells,) = rows_of("template_id")
    values = dict(zip(["template_id", *header], cells, strict=True)) | {"source_id": "own"}
    values |= {name: values[name].replace("/", "|") for name in ("room_types", "location_classes")}
    assert RoomTemplate.model_validate(values).amount == 0.25


def test_rows_and_keys_in_the_page_are_in_the_catalog() -> None:
    catalog = read_catalog(shipped(CATALOG))
    ids = {row.template_id for row in catalog.room_templates}
    changes = page().split("## Common changes")[1].split("## How well")[0]
    named = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", changes))
    assert named
    assert named <= ids
    added = changes.split("Add rows for")[1].split(".")[0]
    assert set(re.findall(r"`(\w+)`", added)) <= set(catalog.component_by_key)
