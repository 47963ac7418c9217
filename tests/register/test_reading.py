"""Registers and room lists as people write them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from robuild.language import texts, texts_in
from robuild.matching import group_lines, locate_components, match_components
from robuild.register import (
    read_register,
    register_findings,
    variant_choices,
    with_given_keys,
    with_given_places,
    write_register_template,
)
from robuild.register.cells import amount_of
from robuild.register.spoken import Kind, column_names, plain
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language, Unit

SETTINGS = Settings(base_year=2025, opening_year=2025, price_year=2025)


def csv_file(folder: Path, text: str) -> Path:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "register.xlsx")
    return folder / "register.xlsx"


def lines_of(path: Path, catalog: Catalog, wanted: Settings = SETTINGS) -> Any:
    register = read_register(path, catalog, wanted)
    inventory = register.inventory
    matches = with_given_keys(match_components(inventory, catalog), register, catalog)
    places = with_given_places(locate_components(inventory, wanted), register)
    chosen = variant_choices(register)
    lines, _ = group_lines(inventory, matches, places, catalog, wanted, chosen)
    return register, matches, places, lines


def test_a_plain_list_in_norwegian(tmp_path, catalog) -> None:
    path = csv_file(
        tmp_path,
        "Nøkkel;Mengde;Enhet;Etasje;Rom;Bolig;Montert år;TG;Produsent\n"
        "door_internal_set;14;stk;1;Gang;H0101;1998;TG2;Dører AS\n"
        "floor_vinyl_sheet;1 234,5;m²;1;Stue;H0101;2010;;\n",
    )
    wanted = SETTINGS.model_copy(update={"project_kind": "existing"})
    register, matches, _, lines = lines_of(path, catalog, wanted)
    inventory = register.inventory
    assert inventory.elements_read == len(inventory.components) + len(inventory.rejects) == 15
    assert sum(model.elements_read for model in inventory.models) == 15
    assert {model.schema for model in inventory.models} == {"register"}
    assert set(matches["rung"]) == {"register"}
    assert set(matches["evidence"]) == {"register row 2", "register row 3"}
    by_key = lines.set_index("component_key")
    assert by_key.loc["door_internal_set", "quantity"] == 14
    assert by_key.loc["door_internal_set", "component_count"] == 14
    assert by_key.loc["door_internal_set", "start_state"] == "TG2:27"
    assert by_key.loc["floor_vinyl_sheet", "quantity"] == 1234.5
    assert by_key.loc["floor_vinyl_sheet", "start_state"] == "age:15"
    assert set(lines["location_class"]) == {"dwelling"}


@pytest.mark.parametrize(
    "header",
    [
        "Nøkkel,Mengde,Enhet,Sted",
        "Nøkkel,Mengd,Eining,Stad",
        "Key,Quantity,Unit,Place",
        "component_key,quantity,unit,location",
    ],
)
def test_headers_in_every_language(tmp_path, catalog, header) -> None:
    path = csv_file(tmp_path, f"{header}\ndoor_internal_set,2,pcs,fellesareal\n")
    _, _, places, lines = lines_of(path, catalog)
    assert lines["quantity"].tolist() == [2.0]
    assert places["location_class"].tolist() == ["common"] * 2
    assert places["location_evidence"].tolist() == ["register row 2"] * 2


@pytest.mark.parametrize("kind", Kind)
def test_no_header_means_two_columns(kind) -> None:
    table = {Kind.COMPONENTS: "register", Kind.ROOMS: "rooms"}[kind]
    seen: dict[str, set[str]] = {}
    for language in Language:
        for key, text in texts_in(language).items():
            for prefix in (f"column.{table}.", f"form.{kind}."):
                if key.startswith(prefix):
                    for name in text.split("|"):
                        seen.setdefault(plain(name), set()).add(key.removeprefix(prefix))
    double = {name: keys - {"remark"} for name, keys in seen.items() if len(keys - {"remark"}) > 1}
    assert not double
    assert set(column_names(kind)) >= set(seen)


def test_a_name_that_rules_know_is_recognised_and_less_sure(tmp_path, catalog) -> None:
    path = csv_file(tmp_path, "Navn,Antall\nRøykvarsler 230 V,3\nEikeparkett,1\nQwxz,1\n")
    _, matches, _, _ = lines_of(path, catalog)
    assert matches["status"].tolist() == ["matched"] * 4 + ["unmatched"]
    assert matches["component_key"].tolist()[:4] == ["smoke_alarm"] * 3 + ["floor_parquet"]
    assert set(matches["confidence"].tolist()[:4]) <= {"medium", "low"}
    assert matches["evidence"][3].endswith("the name alone tells")


def test_a_name_of_the_catalog_is_its_key(tmp_path, catalog) -> None:
    component = next(row for row in catalog.components if row.unit is Unit.PIECE)
    rows = [["Navn", "Mengde", "Enhet"], [component.name_nn, 2, "stk"]]
    path = workbook(tmp_path, Register=rows)
    _, matches, _, _ = lines_of(path, catalog)
    assert set(matches["component_key"]) == {component.component_key}
    assert set(matches["confidence"]) == {"high"}


def test_an_amount_in_the_unit_of_another_key_is_told(tmp_path, catalog) -> None:
    path = csv_file(tmp_path, "Navn,Antall\nEikeparkett,3\n")
    register, matches, _, lines = lines_of(path, catalog)
    (issue,) = register_findings(register, matches, catalog)
    assert (issue.code, issue.count, issue.origin.row) == ("register_unit_differs", 1, 2)
    assert lines["missing_quantity_count"].tolist() == [3]


def test_a_variant_of_a_row_is_the_one_of_its_line(tmp_path, catalog) -> None:
    variant = next(
        v
        for v in catalog.variants
        if catalog.component_by_key[v.component_key].default_variant_id != v.variant_id
    )
    unit = catalog.component_by_key[variant.component_key].unit
    path = csv_file(
        tmp_path,
        f"Key,Quantity,Unit,Variant\n{variant.component_key},4,{unit},{variant.variant_id}\n"
        f"{variant.component_key},3,{unit},\n",
    )
    _, _, _, lines = lines_of(path, catalog)
    assert sorted(zip(lines["quantity"], lines["variant_id"], strict=True)) == sorted(
        [
            (4.0, variant.variant_id),
            (3.0, catalog.component_by_key[variant.component_key].default_variant_id),
        ]
    )


def test_a_room_list_alone(tmp_path, catalog) -> None:
    path = csv_file(
        tmp_path,
        "Rom;Romtype;Gulvareal;Høyde;Omkrets;Etasje;Bolig\n"
        "101 Bad;bad;4,2;2,4;8,2;1;H0101\n102;stove;22,5;;;1;H0101\nBod;;;;;1;\n",
    )
    register = read_register(path, catalog, SETTINGS)
    spaces = register.inventory.spaces
    assert len(register.inventory.components) == 0
    assert spaces["floor_area_m2"].tolist()[:2] == [4.2, 22.5]
    assert math.isnan(spaces["floor_area_m2"][2])
    assert spaces["floor_area_rung"].tolist() == ["register", "register", "missing"]
    assert spaces["perimeter_m"][0] == 8.2
    assert spaces["floor_area_method"][0] == "room list row 2"
    assert [room.room_type for room in register.rooms] == ["bath", "living", None]
    assert spaces["dwelling_confidence"].tolist()[:2] == ["high", "high"]
    assert len(set(spaces["space_id"])) == 3


def test_dwelling_codes_in_room_names(tmp_path, catalog) -> None:
    path = csv_file(tmp_path, "Rom,Gulvareal\nA12 - Bad,4\nGang,5\n")
    wanted = SETTINGS.model_copy(update={"dwelling_pattern": "{code} - *"})
    spaces = read_register(path, catalog, wanted).inventory.spaces
    assert spaces["dwelling_code"][0] == "A12"
    assert spaces["dwelling_code"].isna()[1]


def test_components_are_tied_to_the_rooms_of_the_list(tmp_path, catalog) -> None:
    path = workbook(
        tmp_path,
        Register=[
            ["Nøkkel", "Mengde", "Enhet", "Rom", "Etasje"],
            ["door_internal_set", 1, "stk", "bad", 2],
            ["door_internal_set", 1, "stk", "Bad", None],
            ["door_internal_set", 1, "stk", "Loft", None],
        ],
        Romliste=[
            ["Rom", "Gulvareal", "Etasje", "Bolig", "Sted"],
            ["Bad", 4, 1, "H0101", None],
            ["Bad", 4, 2, "H0201", None],
            ["Vaktrom", 9, 1, None, "personalareal"],
        ],
    )
    register = read_register(path, catalog, SETTINGS)
    components = register.inventory.components
    assert components["dwelling_code"].tolist()[0] == "H0201"
    assert components["space_id"][0] == register.inventory.spaces["space_id"][1]
    assert [(issue.code, issue.count) for issue in register.issues] == [
        ("room_unclear", 1),
        ("room_not_listed", 1),
    ]


def test_the_header_may_stand_below_a_title(tmp_path, catalog) -> None:
    path = workbook(
        tmp_path,
        Ark1=[["Komponenter i Storgata"], ["Talt i mai"], [],
              ["Nøkkel", "Mengde", "Enhet", "# eget"], ["window", 3, "stk", "tell på nytt"]],
    )  # fmt: skip
    _, _, _, lines = lines_of(path, catalog)
    assert lines["quantity"].tolist() == [3.0]


@pytest.mark.parametrize("language", Language)
def test_an_empty_form_can_be_filled_in_and_read(tmp_path, catalog, language) -> None:
    path = tmp_path / "form.xlsx"
    write_register_template(path, catalog, language)
    book = openpyxl.load_workbook(path)
    words = texts(language)
    sheet = book[words.get("form.components_sheet")]
    rooms = book[words.get("form.rooms_sheet")]
    assert sheet.freeze_panes is not None
    for each in (sheet, rooms):
        assert all(cell.value is None for row in each.iter_rows(min_row=2) for cell in row)
    assert book["lists"].sheet_state == "hidden"
    offered = {
        str(rule.sqref).rstrip("0123456789").split(":")[0]: rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    # key, unit, place, grade, external, separating, variant
    assert len(offered) == 7
    assert offered["A2"] == f"lists!$A$2:$A${len(catalog.components) + 1}"
    keys = [cell.value for cell in book["lists"]["A"]][1:]
    key = next(text for text in keys if text.startswith("door_internal_set "))
    header = [cell.value for cell in sheet[1]]
    place = {name: n for n, name in enumerate(header, start=1)}
    sheet.cell(2, 1).value = key
    sheet.cell(2, 4).value = 5
    sheet.cell(2, 5).value = words.word("unit", Unit.PIECE)
    sheet.cell(2, 10).value = words.word("location_class", "common")
    assert len(place) == len(header)
    rooms.cell(2, 1).value = "A"
    rooms.cell(2, 2).value = words.word("room_type", "kitchen")
    rooms.cell(2, 3).value = 12.5
    book.save(path)
    register, matches, _, lines = lines_of(path, catalog)
    assert set(matches["component_key"]) == {"door_internal_set"}
    assert lines["quantity"].tolist() == [5.0]
    assert lines["location_class"].tolist() == ["common"]
    assert [room.room_type for room in register.rooms] == ["kitchen"]


def test_an_empty_form_is_refused(tmp_path, catalog) -> None:
    from robuild.terms.issues import InputError

    write_register_template(tmp_path / "form.xlsx", catalog, Language.NB)
    with pytest.raises(InputError, match="neither components nor rooms"):
        read_register(tmp_path / "form.xlsx", catalog, SETTINGS)


@given(st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False))
def test_numbers_are_read_as_people_in_norway_write_them(number) -> None:
    whole, cents = f"{number:.2f}".split(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    assert amount_of(f"{grouped},{cents}") == float(number)
    assert amount_of(f"{grouped.replace(chr(160), ' ')},{cents}") == float(number)


cells = st.one_of(
    st.none(), st.text(max_size=20), st.integers(-5, 50), st.floats(), st.booleans(), st.dates()
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(cells, min_size=5, max_size=5), min_size=1, max_size=5))
def test_whatever_stands_in_cells_is_read_or_told(tmp_path, catalog, rows) -> None:
    """No row is lost: it becomes components, or it is told as a fault, or it is empty."""
    from robuild.register.component_rows import given_components
    from robuild.register.key_book import KeyBook
    from robuild.register.room_rows import RoomIndex
    from robuild.register.sheets import _filled
    from robuild.tabular import RawTable

    header = ("Navn", "Nøkkel", "Mengde", "Enhet", "TG")
    raw = RawTable("x", "s", header, tuple((n, tuple(r)) for n, r in enumerate(rows, start=2)))
    table = _filled(Kind.COMPONENTS, raw, of_a_plan=False)
    assert table is not None
    found = given_components(table, KeyBook(catalog), RoomIndex([]), "x")
    told = {fault.origin.row for fault in table.faults}
    read = {row["row"] for row in found.given}
    for number, _ in raw.rows:
        assert number in read or number in told


def test_the_page_names_columns_and_a_list_that_can_be_read(tmp_path, catalog) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to-register.md").read_text(encoding="utf-8")
    block = page.split("```csv\n")[1].split("```")[0]
    register, matches, _, _ = lines_of(csv_file(tmp_path, block), catalog)
    assert len(register.inventory.components) == 4
    assert set(matches["component_key"]) == {"smoke_alarm", "cooker"}
    for title, kind in (
        ("## The sheet Register", Kind.COMPONENTS),
        ("## The sheet Rom", Kind.ROOMS),
    ):
        rows = page.split(title)[1].split("| Column |")[1].split("\n\n")[0].splitlines()[2:]
        named = {plain(name) for row in rows for name in row.split("|")[1].split(",")}
        assert len(named) > 5
        assert named <= set(column_names(kind))
