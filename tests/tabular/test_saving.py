"""Saved whole or not at all, the same bytes each time, and known again."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from robuild.tabular import (
    put_formula,
    put_number,
    put_text,
    replace_file,
    save_with_cache,
    workbook_bytes,
    write_csv,
    write_text,
    written_by_robuild_unchanged,
)
from robuild.tabular.cell_writing import CachedValue
from robuild.terms.issues import OutputError


def small() -> tuple[openpyxl.Workbook, dict[str, dict[str, CachedValue]]]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    cached: dict[str, CachedValue] = {}
    put_text(sheet["A1"], "dør")
    put_number(sheet["A2"], 2.5)
    put_formula(sheet["A3"], "=A2*2", 5.0, cached)
    return book, {sheet.title: cached}


def test_the_same_workbook_gives_the_same_bytes() -> None:
    first = workbook_bytes(*small())
    assert first == workbook_bytes(*small())
    book, cached = small()
    assert workbook_bytes(book, cached) == first
    assert workbook_bytes(book, cached) == first  # also when saved twice


def test_a_file_is_known_until_somebody_edits_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    save_with_cache(small()[0], path, small()[1])
    assert written_by_robuild_unchanged(path)
    renamed = path.rename(tmp_path / "moved.xlsx")
    assert written_by_robuild_unchanged(renamed)
    book = openpyxl.load_workbook(renamed)
    book.worksheets[0]["A2"] = 3
    book.save(path)
    assert not written_by_robuild_unchanged(path)


def test_one_changed_cell_in_the_same_packing_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    save_with_cache(small()[0], path, small()[1])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in (
        ("xl/worksheets/sheet1.xml", (b"<v>2.5</v>", b"<v>2.6</v>")),
        ("xl/styles.xml", (b"Calibri", b"Verdana")),
    ):
        changed = parts | {name: parts[name].replace(*change)}
        assert changed != parts
        with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
            for part, data in changed.items():
                archive.writestr(part, data)
        assert not written_by_robuild_unchanged(tmp_path / "b.xlsx")
    # packed otherwise, but with the same content, it is still the same workbook
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as archive:
        for part, data in reversed(parts.items()):
            archive.writestr(part, data)
    assert written_by_robuild_unchanged(tmp_path / "c.xlsx")


def test_what_robuild_did_not_write_is_not_known(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_text("no", encoding="utf-8")
    for name in ("a.xlsx", "b.xlsx", "none.xlsx"):
        assert not written_by_robuild_unchanged(tmp_path / name)


def test_own_document_properties_stay(tmp_path: Path) -> None:
    from openpyxl.packaging.custom import StringProperty

    book, cached = small()
    book.custom_doc_props.append(StringProperty(name="robuild_schema", value="7"))
    save_with_cache(book, tmp_path / "a.xlsx", cached)
    assert written_by_robuild_unchanged(tmp_path / "a.xlsx")
    again = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert again.custom_doc_props["robuild_schema"].value == "7"


def test_a_formula_set_past_the_door_is_found(tmp_path: Path) -> None:
    book, cached = small()
    book.worksheets[0]["B9"] = "=1+1"
    with pytest.raises(ValueError, match="1 formulas without value on sheet Sheet: B9"):
        save_with_cache(book, tmp_path / "a.xlsx", cached)
    assert not list(tmp_path.iterdir())


def test_a_value_without_formula_is_found(tmp_path: Path) -> None:
    book, cached = small()
    cached["Sheet"]["C4"] = 1
    with pytest.raises(ValueError, match="1 values without formula on sheet Sheet: C4"):
        save_with_cache(book, tmp_path / "a.xlsx", cached)
    with pytest.raises(ValueError, match="sheets that are not there"):
        save_with_cache(small()[0], tmp_path / "a.xlsx", {**small()[1], "Ark9": {}})


def test_not_a_number_past_the_door_is_found(tmp_path: Path) -> None:
    book, cached = small()
    book.worksheets[0]["B9"] = float("nan")
    with pytest.raises(ValueError, match="Sheet!B9 is nan"):
        save_with_cache(book, tmp_path / "a.xlsx", cached)


def test_a_fault_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")

    def half(temporary: Path) -> None:
        temporary.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        replace_file(path, half)
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_open_in_excel_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"open in Excel")

    def locked(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(OutputError, match="close the file in Excel"):
        save_with_cache(small()[0], path, small()[1])
    assert path.read_bytes() == b"open in Excel"
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_folders_are_made(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "deep" / "a.txt", "æ\n")
    assert (tmp_path / "new" / "deep" / "a.txt").read_bytes() == "æ\n".encode()
    with pytest.raises(OutputError, match="could not be written"):
        write_csv(tmp_path / "new" / "deep" / "a.txt" / "b.csv", ["a"], [])


@pytest.mark.skipif(os.name != "posix", reason="rights of files are otherwise there")
def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "a")
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


@pytest.mark.benchmark
def test_values_cost_less_than_the_plain_save_again(tmp_path: Path) -> None:
    import time

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    cached: dict[str, CachedValue] = {}
    for row in range(1, 4001):
        for column in range(2, 12):
            put_formula(sheet.cell(row, column), f"=SUM(A{row})*{column}", row / 7, cached)
    started = time.perf_counter()
    book.save(tmp_path / "plain.xlsx")
    plain = time.perf_counter() - started
    started = time.perf_counter()
    save_with_cache(book, tmp_path / "cached.xlsx", {sheet.title: cached})
    assert time.perf_counter() - started < 2.5 * plain
