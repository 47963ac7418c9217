"""What is put into cells: text stays text, numbers keep their digits, formulas have values."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from robuild.tabular import (
    harmful_character,
    put_formula,
    put_number,
    put_text,
    read_sheets,
    safe_text,
    save_with_cache,
)

HOSTILE = [
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1",
    "#N/A", "#REF!", "{=1}", "TRUE", "1e5", "<b>&amp;</b>", "]]>", "_x0041_", "  two  ",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_calculated(text: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "header"
    put_text(sheet["A2"], text)
    save_with_cache(book, tmp_path / "a.xlsx", {})
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t"))
    assert read_sheets(tmp_path / "a.xlsx")["Sheet"].rows == ((2, (text,)),)


def test_control_characters_and_direction_marks_go() -> None:
    assert safe_text("a\x00b\x07c\x1fd\x7fe\x85") == "abcde\x85"
    assert safe_text("invoice\u202excod.exe\u2066\u2069\u202a") == "invoicexcod.exe"
    assert safe_text("a\r\nb\rc\td\n") == "a\nb\nc\td\n"
    assert safe_text("\ud800lone") == "lone"
    assert safe_text("שלום é ø 🚪") == "שלום é ø 🚪"


def test_text_longer_than_a_cell_is_cut_where_excel_would() -> None:
    assert len(safe_text("x" * 40_000)) == 32_767
    doors = safe_text("🚪" * 20_000)
    assert doors == "🚪" * 16_383  # two UTF-16 units each, and no half one at the end


@given(st.text(max_size=60))
def test_safe_text_is_safe_and_settled(text: str) -> None:
    safe = safe_text(text)
    assert harmful_character(safe) is None
    assert safe_text(safe) == safe
    if harmful_character(text) is None and "\r" not in text:
        assert safe == text


def test_quote_prefix_does_not_spread_over_a_shared_style() -> None:
    book = openpyxl.Workbook()
    first, second = book.worksheets[0]["A1"], book.worksheets[0]["A2"]
    first.font = Font(bold=True)
    second._style = first._style
    put_text(second, "=1")
    assert second.quotePrefix
    assert second.font.b
    assert not first.quotePrefix


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30))
def test_numbers_keep_every_digit(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[float]
) -> None:
    path = tmp_path_factory.mktemp("numbers") / "a.xlsx"
    book = openpyxl.Workbook()
    cached = {}
    for row, number in enumerate(numbers, start=1):
        put_number(book.worksheets[0].cell(row, 1), number)
        put_formula(book.worksheets[0].cell(row, 2), f"=A{row}", number, cached)
    save_with_cache(book, path, {"Sheet": cached})
    read = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    assert [row[0].value for row in read.iter_rows()] == numbers
    assert [row[1].value for row in read.iter_rows()] == numbers


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="B2 is not a finite number"):
        put_number(openpyxl.Workbook().worksheets[0]["B2"], value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (4.0, '<c r="B1"><f>A1*2</f><v>4.0</v></c>'),
        (0.1 + 0.2, '<c r="B1"><f>A1*2</f><v>0.30000000000000004</v></c>'),
        (7, '<c r="B1"><f>A1*2</f><v>7</v></c>'),
        (True, '<c r="B1" t="b"><f>A1*2</f><v>1</v></c>'),
        ("a<b & c", '<c r="B1" t="str"><f>A1*2</f><v>a&lt;b &amp; c</v></c>'),
        ("mangler ", '<c r="B1" t="str"><f>A1*2</f><v>mangler </v></c>'),
    ],
)
def test_formula_and_value_stand_side_by_side(
    value: float | str | bool, written: str, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    cached: dict[str, float | int | str | bool] = {}
    put_formula(book.worksheets[0]["B1"], "=A1*2", value, cached)
    save_with_cache(book, tmp_path / "a.xlsx", {"Sheet": cached})
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert written in xml
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["B1"].value == "=A1*2"
    read = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).worksheets[0]["B1"].value
    assert read == value
    assert type(read) is type(value)


def test_formulas_of_several_styled_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cached: dict[str, dict[str, float | int | str | bool]] = {}
    for title in ("Én", "To & tre"):
        sheet = book.create_sheet(title)
        cached[title] = {}
        for row in range(1, 5):
            cell = sheet.cell(row, 30)
            cell.font = Font(bold=True)
            put_formula(cell, '=IF(A1<1,"a","b")&"<&"', row, cached[title])
    save_with_cache(book, tmp_path / "a.xlsx", cached)
    read = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    for title in cached:
        assert [read[title].cell(row, 30).value for row in range(1, 5)] == [1, 2, 3, 4]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            assert not re.search(rb"<v ?/>|<v></v>", archive.read(name))


@pytest.mark.parametrize("value", [float("nan"), None, float("-inf"), [1]])
def test_a_formula_without_value_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="the formula in C3 has no value"):
        put_formula(openpyxl.Workbook().worksheets[0]["C3"], "=1", value, {})  # type: ignore[arg-type]


@pytest.mark.parametrize("formula", ["1+1", "=", ""])
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="is not a formula"):
        put_formula(openpyxl.Workbook().worksheets[0]["C3"], formula, 1, {})
