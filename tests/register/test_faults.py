"""What is wrong with a register: where, which value, what is allowed, and everything at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from robuild.register import read_register
from robuild.register.sheets import MOST_ROWS
from robuild.terms.catalog import Catalog
from robuild.terms.issues import InputError, Issue
from robuild.terms.settings import Settings

HEADER = ["Komponent-ID", "Nøkkel", "Navn", "Mengde", "Enhet", "Montert år", "TG", "Sted"]


def faults(path: Path, catalog: Catalog) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        read_register(path, catalog, Settings(base_year=2025))
    return list(caught.value.issues)


def workbook(folder: Path, *rows: list[Any], header: list[str] = HEADER, title="Register") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    path = folder / "r.xlsx"
    book.save(path)
    return path


KEY = "door_internal_set"
AREA = "floor_vinyl_sheet"


@pytest.mark.parametrize(
    ("row", "code", "column", "words"),
    [
        ([None, "door_internal_sett", "x", 1, "stk"], "unknown_key", "Nøkkel",
         "Did you mean 'door_internal_set'?"),
        ([None, AREA, "x", 12, None], "unit_missing", "Enhet", "Write m2."),
        ([None, None, "Dør", 12, None], "unit_missing", "Enhet", "allowed are stk, m and m2"),
        ([None, AREA, "x", 3, "stk"], "wrong_unit", "Enhet", "is counted in m2"),
        ([None, AREA, "x", 3, "kilo"], "unknown_unit", "Enhet", "'kilo' is not one of"),
        ([None, AREA, "x", "12 m2", "m2"], "not_a_number", "Mengde", "Write 12 here"),
        ([None, AREA, "x", "ca. ti", "m2"], "not_a_number", "Mengde", "digits only"),
        ([None, AREA, "x", "1,234", "m2"], "number_unsure", "Mengde", "may be 1.234 or 1234"),
        ([None, AREA, "x", -3, "m2"], "negative", "Mengde", "0 or more"),
        ([None, KEY, "x", 2.5, "stk"], "not_whole_pieces", "Mengde", "2.5 pieces"),
        ([None, KEY, "x", 0, "stk"], "not_whole_pieces", "Mengde", "delete the row"),
        ([None, KEY, "x", 1e6, "stk"], "too_many_components", "Mengde", "more than 200000"),
        ([None, KEY, "x", 1, "stk", dt.date(1998, 5, 1)], "date_in_year", "Montert år",
         "'1998-05-01' is a date"),
        ([None, KEY, "x", 1, "stk", 98], "not_a_year", "Montert år", "from 1700 to 2200"),
        ([None, KEY, "x", 1, "stk", None, "god"], "not_a_grade", "TG", "TG0, TG1, TG2 and TG3"),
        ([None, KEY, "x", 1, "stk", None, None, "kjelleren"], "unknown_word", "Sted",
         "'kjelleren' is not one of"),
        ([None, None, None, 3, "stk"], "row_says_nothing", "Nøkkel", "does not say what it is"),
        ([None, KEY, "x" * 2001, 1, "stk"], "text_too_long", "Navn", "at most 2000"),
        ([None, KEY, "x", "=1+1", "stk"], "formula_not_calculated", "Mengde", "never been"),
    ],
)  # fmt: skip
def test_one_fault(tmp_path, catalog, row, code, column, words) -> None:
    (fault,) = faults(workbook(tmp_path, row), catalog)
    assert (fault.code, fault.origin.row, fault.origin.column) == (code, 2, column)
    assert fault.origin.sheet == "Register"
    assert words in str(fault)


def test_all_faults_at_once(tmp_path, catalog) -> None:
    path = workbook(
        tmp_path,
        ["a", "door", "x", "mange", "stk"],
        ["a", KEY, "x", -1, "stk"],
        ["a", KEY, "y", 1, "m2"],
    )
    told = [(fault.origin.row, fault.code) for fault in faults(path, catalog)]
    assert told == [
        (2, "unknown_key"), (2, "not_a_number"), (3, "negative"), (3, "duplicate_id"),
        (4, "wrong_unit"), (4, "duplicate_id"),
    ]  # fmt: skip


def test_ids_of_several_pieces_may_not_meet_other_ids(tmp_path, catalog) -> None:
    path = workbook(tmp_path, ["a", KEY, "x", 3, "stk"], ["a#2", KEY, "x", 1, "stk"])
    (fault,) = faults(path, catalog)
    assert fault.code == "duplicate_id"
    assert "'a#2' is already in row 2" in fault.message


def test_unknown_and_double_headers(tmp_path, catalog) -> None:
    header = ["Nøkkel", "Mengde", "Enhet", "Mengd", "Farge", "Ubrukt"]
    path = workbook(tmp_path, [KEY, 1, "stk", None, "blå"], header=header)
    told = {(fault.code, fault.origin.row, fault.origin.column) for fault in faults(path, catalog)}
    assert told == {("double_column", 1, "Mengd"), ("unknown_column", 1, "Farge")}


def test_a_value_without_header(tmp_path, catalog) -> None:
    path = workbook(tmp_path, [None, KEY, "x", 1, "stk", None, None, None, None, "løs"])
    (fault,) = faults(path, catalog)
    assert (fault.code, fault.origin.row) == ("cell_without_column", 2)


def test_joined_cells(tmp_path, catalog) -> None:
    path = workbook(tmp_path, *[[None, KEY, "x", 1, "stk"]] * 3)
    book = openpyxl.load_workbook(path)
    book["Register"].merge_cells("C2:C4")
    book.save(path)
    (fault,) = faults(path, catalog)
    assert fault.code == "merged_cells"
    assert "rows 2 to 4" in fault.message


def test_too_many_rows(tmp_path, catalog) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Nøkkel,Antall\n" + f"{KEY},1\n" * (MOST_ROWS + 1), encoding="utf-8")
    (fault,) = faults(path, catalog)
    assert fault.code == "too_many_rows"


@pytest.mark.parametrize("text", ["", "\n", "a,b\n1,2\n", "Etasje,Bygning\n1,A\n"])
def test_no_register(tmp_path, catalog, text) -> None:
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    (fault,) = faults(path, catalog)
    assert fault.code == "not_a_register"
    assert "robuild register new" in fault.hint


def test_no_file(tmp_path, catalog) -> None:
    assert faults(tmp_path / "none.xlsx", catalog)[0].code == "file_missing"


def test_rooms_have_faults_of_their_own(tmp_path, catalog) -> None:
    header = ["Rom-ID", "Rom", "Romtype", "Gulvareal", "Høyde"]
    path = workbook(
        tmp_path,
        ["1", "Bad", "badd", 4, 2.4],
        ["1", "Bad", None, "4 kvm", 2400],
        [None, None, None, 7, None],
        header=header,
        title="Romliste",
    )
    told = [(fault.origin.row, fault.code) for fault in faults(path, catalog)]
    assert told == [
        (2, "unknown_room_type"), (3, "not_a_number"), (3, "height_unlikely"),
        (3, "duplicate_id"), (4, "row_says_nothing"),
    ]  # fmt: skip


def test_a_column_about_people_is_refused_by_name(tmp_path, catalog, settings) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "component_key;quantity;Leietaker;Telefon\ndoor_internal_set;2;A;1\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as refused:
        read_register(path, catalog, settings)
    codes = [issue.code for issue in refused.value.issues]
    assert codes.count("personal_column") == 2
