"""A user's overrides file: read whole, or every fault of it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from robuild.catalog import read_catalog, read_overrides, read_overrides_with_notes
from robuild.terms.catalog import Catalog
from robuild.terms.issues import InputError, Issue

Tables = dict[str, list[dict[str, str]]]
Write = Callable[..., Path]
HEADER = "by,pattern,outcome,variant_id,note\n"


@pytest.fixture
def catalog(tables: Tables, write: Write) -> Catalog:
    return read_catalog(write(tables))


def faults(path: Path, catalog: Catalog) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        read_overrides(path, catalog)
    return list(caught.value.issues)


def test_overrides_are_read(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "o.csv"
    path.write_text(
        "by,pattern,outcome,variant_id\n"
        "global_id,2O2Fr$t4X7Zf8NOew3FNr2,door,door_strong\n"
        "type_name,*Dør 10M*,door,\nname,Søyle*,out_of_scope,\n",
        encoding="utf-8",
    )
    first, second, third = read_overrides(path, catalog)
    assert (first.by, first.pattern) == ("global_id", "2O2Fr$t4X7Zf8NOew3FNr2")
    assert (first.outcome, first.variant_id, first.note) == ("door", "door_strong", "")
    assert second.pattern == "*Dør 10M*"
    assert third.outcome == "out_of_scope"


@pytest.mark.parametrize("title", ["overrides", "Ark1"])
def test_overrides_from_excel(tmp_path: Path, catalog: Catalog, title: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(["by", "pattern", "outcome"])
    sheet.append(["name", 1234, "floor"])
    book.save(tmp_path / "o.xlsx")
    (override,) = read_overrides(tmp_path / "o.xlsx", catalog)
    assert (override.pattern, override.outcome) == ("1234", "floor")


def test_several_sheets_need_a_name(tmp_path: Path, catalog: Catalog) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Ark2")
    book.save(tmp_path / "o.xlsx")
    assert "there is no sheet overrides; found: 'Sheet', 'Ark2'" in str(
        faults(tmp_path / "o.xlsx", catalog)[0]
    )


@pytest.mark.parametrize(
    ("rows", "row", "column", "words"),
    [
        ("name,A*,dooor,,\n", 2, "outcome", "Did you mean 'door'?"),
        ("nam,A*,door,,\n", 2, "by", "'nam' is not one of global_id, type_name, name, rule"),
        ("name,,door,,\n", 2, "pattern", "the cell is empty; a text is needed"),
        ("name,A,door,,\nname,A,floor,,\n", 3, "pattern", "name 'A' is already in row 2"),
        ("name,A,door,floor_plain,\n", 2, "variant_id",
         "'floor_plain' is not a variant of 'door'; variants: door_plain, door_strong"),
        ("name,A,out_of_scope,door_plain,\n", 2, "variant_id", "variants: none"),
    ],
)  # fmt: skip
def test_one_fault(
    tmp_path: Path, catalog: Catalog, rows: str, row: int, column: str, words: str
) -> None:
    path = tmp_path / "o.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    (fault,) = faults(path, catalog)
    assert words in str(fault)
    assert (fault.origin.row, fault.origin.column) == (row, column)


def test_all_faults_at_once(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "o.csv"
    path.write_text(HEADER + "nam,A,door,,\nname,B,dor,,\nname,C,door,x1,\n", encoding="utf-8")
    assert [fault.origin.row for fault in faults(path, catalog)] == [2, 3, 4]


def test_no_file(tmp_path: Path, catalog: Catalog) -> None:
    assert "there is no such file" in str(faults(tmp_path / "none.csv", catalog)[0])


def test_columns_that_inform_people_are_passed_over(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "o.csv"
    path.write_text(
        "by,count,pattern,example,outcome,note\n"
        'name,12,"""A, * B""","=1+1",door – Dør,mine\n'
        "name,x,C,,,not yet\n",
        encoding="utf-8",
    )
    overrides, notes = read_overrides_with_notes(path, catalog)
    (only,) = overrides
    assert (only.pattern, only.outcome, only.note) == ('"A, * B"', "door", "mine")
    assert [(note.code, note.count, note.origin.row) for note in notes] == [
        ("overrides_undecided", 1, 3)
    ]


def test_a_name_in_quotation_marks_must_be_readable(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "o.csv"
    path.write_text(HEADER + 'name,"""a"" b""",door,,\n', encoding="utf-8")
    (fault,) = faults(path, catalog)
    assert "between the outer quotation marks" in str(fault)
    assert (fault.origin.row, fault.origin.column) == (2, "pattern")


def test_overrides_by_rule_are_read(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "o.csv"
    path.write_text(HEADER + "rule,some_rule,door,,\n", encoding="utf-8")
    (override,) = read_overrides(path, catalog)
    assert (override.by, override.pattern) == ("rule", "some_rule")
