"""Files that are broken, or built to break the reader: one plain fault, quickly, no traceback."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from robuild.tabular import guard, read_sheets, written_by_robuild_unchanged
from robuild.tabular import workbook_guard as limits
from robuild.terms.issues import InputError

Rebuild = Callable[..., Path]
SHEET = "xl__worksheets__sheet1_xml"


def refused(path: Path) -> str:
    started = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read_sheets(path)
    assert time.perf_counter() - started < 5
    (issue,) = caught.value.issues
    assert issue.origin.file == str(path)
    assert not written_by_robuild_unchanged(path)
    return str(issue)


def sheet(rows: str, *, before: str = "", after: str = "") -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{before}{head}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def test_the_good_file_is_read(rebuild: Rebuild) -> None:
    path = rebuild()
    assert guard(path) == ()
    table = read_sheets(path)["rates"]
    assert table.header == ("trade", "price_nok")
    assert table.rows == ((2, ("caretaker", 450.5)),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not a whole .xlsx workbook"),
        (b"PK\x03\x04 nothing more", "is not a whole .xlsx workbook"),
        (b"<!DOCTYPE html><html></html>", "is not a whole .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password or is an old .xls"),
    ],
)
def test_not_a_workbook(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert words in refused(tmp_path / "a.xlsx")


def test_a_truncated_file(rebuild: Rebuild) -> None:
    path = rebuild()
    path.write_bytes(path.read_bytes()[:-200])
    assert "not a whole .xlsx workbook" in refused(path)


def test_flipped_bytes(rebuild: Rebuild) -> None:
    path = rebuild()
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    data[at : at + 40] = bytes(40)
    path.write_bytes(data)
    assert "not a whole .xlsx workbook" in refused(path)


def test_no_such_file(tmp_path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "none.xlsx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        guard(tmp_path)


def test_a_zip_bomb(rebuild: Rebuild) -> None:
    path = rebuild(xl__media__a_xml=b"<a>" + b" " * 30_000_000 + b"</a>")
    assert path.stat().st_size < 100_000
    assert "as zip bombs are; at most 200 to 1 is allowed" in refused(path)


def test_too_much_in_all_or_in_one_part(rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rebuild(xl__media__a_xml=b"<a/>" * 600_000)
    monkeypatch.setattr(limits, "MOST_BYTES_A_PART", 2_000_000)
    assert "has a part of 2 MB; at most 2 are allowed" in refused(path)
    monkeypatch.setattr(limits, "MOST_BYTES", 1_000_000)
    assert "unpacks to 2 MB; at most 1 are allowed" in refused(path)


def test_too_many_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for number in range(2001):
            archive.writestr(f"{number}.xml", b"<a/>")
    assert "has 2001 parts; at most 2000" in refused(tmp_path / "a.xlsx")


def test_a_part_twice(rebuild: Rebuild) -> None:
    path = rebuild()
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "two parts have the same name" in refused(path)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl__workbook_xml": None}, "xl/workbook.xml is missing"),
        ({"xl__workbook_xml": None, "mimetype": b"opendocument"}, "another spreadsheet format"),
        ({SHEET: None}, "no sheet that can be read"),
        ({SHEET: sheet("<row><c")}, "not a whole .xlsx workbook"),
        ({SHEET: sheet('<row r="x"><c r="A1"/></row>')}, "not a whole .xlsx workbook"),
        ({SHEET: sheet("", before='<!DOCTYPE a [<!ENTITY b "c">]>')}, "declares entities"),
        ({SHEET: sheet("", before="<!--" + "a b" * 40_000 + "-->")}, "endless comment"),
        ({SHEET: sheet("").decode().encode("utf-16")}, "is not UTF-8"),
    ],
)  # fmt: skip
def test_broken_parts(rebuild: Rebuild, parts: dict[str, bytes | None], words: str) -> None:
    assert words in refused(rebuild(**parts))


def test_billion_laughs(rebuild: Rebuild) -> None:
    entities = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    data = sheet("<row><c><v>&b;</v></c></row>", before=f"<!doctype w [{entities}]>")
    assert "declares entities" in refused(rebuild(**{SHEET: data}))


def test_cells_at_the_far_corners(rebuild: Rebuild) -> None:
    corner = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    assert "more than 78 columns" in refused(rebuild(**{SHEET: corner}))


def test_a_cell_in_the_last_row_is_found(rebuild: Rebuild) -> None:
    data = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>7</v></c></row>'
    )
    assert read_sheets(rebuild(**{SHEET: data}))["rates"].rows == ((1_048_576, (7,)),)


def test_too_many_rows(rebuild: Rebuild) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 13))
    path = rebuild(**{SHEET: sheet(rows)})
    assert len(read_sheets(path, most_rows=11)["rates"].rows) == 11
    with pytest.raises(InputError, match=r"more than 10 rows"):
        read_sheets(path, most_rows=10)


def test_a_lying_dimension_hides_nothing(rebuild: Rebuild) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>2</v></c></row>' for n in (1, 2, 3)
    )
    data = sheet(rows).replace(b"<sheetData>", b'<dimension ref="A1:A2"/><sheetData>')
    assert read_sheets(rebuild(**{SHEET: data}))["rates"].rows == ((2, (2, 2)), (3, (3, 2)))


def test_macros_and_links_are_told_and_ignored(rebuild: Rebuild) -> None:
    path = rebuild(**{"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<a/>"})
    assert {note.code for note in guard(path)} == {"macros_ignored", "links_ignored"}
    assert {note.code for note in read_sheets(path)["rates"].notes} == {
        "macros_ignored", "links_ignored",
    }  # fmt: skip


def test_a_declared_size_that_lies_is_not_believed(rebuild: Rebuild) -> None:
    path = rebuild(xl__media__a_xml=b" " * 3_000_000)
    data = path.read_bytes()
    lie = data.replace((3_000_000).to_bytes(4, "little"), (300_000).to_bytes(4, "little"))
    assert lie != data
    path.write_bytes(lie)
    assert "not a whole .xlsx workbook" in refused(path)
