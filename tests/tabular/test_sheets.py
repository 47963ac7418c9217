"""Sheets as raw tables: formulas by their value, faults where they stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference

from robuild.tabular import Unreadable, put_formula, read_sheets, save_with_cache


def test_a_formula_counts_by_its_last_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["a", "b"])
    cached: dict[str, float | int | str | bool] = {}
    put_formula(sheet["A2"], "=1+1", 2.0, cached)
    put_formula(sheet["B2"], '="x"', "x", cached)
    save_with_cache(book, tmp_path / "a.xlsx", {"Sheet": cached})
    assert read_sheets(tmp_path / "a.xlsx")["Sheet"].rows == ((2, (2, "x")),)


def test_a_formula_nobody_calculated_is_neither_empty_nor_nought(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["a", "b"])
    sheet.append([1, "=A2*2"])
    sheet.append([None, "=A2*3"])
    book.save(tmp_path / "a.xlsx")
    table = read_sheets(tmp_path / "a.xlsx")["Sheet"]
    assert table.rows == ((2, (1, Unreadable.CELL)), (3, (None, Unreadable.CELL)))
    assert [(f.code, f.origin.row, f.origin.column) for f in table.faults] == [
        ("formula_not_calculated", 2, "b"),
        ("formula_not_calculated", 3, "b"),
    ]
    assert "'=A2*2' has never been calculated" in table.faults[0].message


def test_an_excel_error_is_a_fault_and_a_text_like_one_is_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["a"])
    sheet.append(["#DIV/0!"])
    sheet["A3"] = "#N/A"
    sheet["A3"].data_type = "s"
    book.save(tmp_path / "a.xlsx")
    table = read_sheets(tmp_path / "a.xlsx")["Sheet"]
    assert table.rows == ((2, (Unreadable.CELL,)), (3, ("#N/A",)))
    assert "#DIV/0!" in table.faults[0].message


def test_sheets_are_found_by_name_whatever_the_case(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Rates "
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=1, min_row=2))
    book.create_chartsheet("rates2").add_chart(chart)
    book.create_sheet("hidden").sheet_state = "veryHidden"
    book["Rates "].append(["a", None, "c", None])
    book["Rates "].append([dt.datetime(2026, 1, 31), None, True])  # noqa: DTZ001
    book.save(tmp_path / "a.xlsx")
    tables = read_sheets(tmp_path / "a.xlsx", ["rates", "tasks", "rates2"])
    assert list(tables) == ["rates"]
    assert tables["rates"].header == ("a", "", "c")
    assert tables["rates"].rows == ((2, (dt.datetime(2026, 1, 31), None, True)),)  # noqa: DTZ001
    assert list(read_sheets(tmp_path / "a.xlsx")) == ["Rates ", "hidden"]


def test_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["A5"] = "a", "", "x"
    book.save(tmp_path / "a.xlsx")
    assert read_sheets(tmp_path / "a.xlsx")["Sheet"].rows == ((5, ("x",)),)
