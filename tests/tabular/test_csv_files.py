"""CSV as people and Excel save it, and as robuild writes it."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.tabular import csv_text, number_text, read_csv, write_csv
from robuild.terms.issues import InputError


def table(tmp_path: Path, data: bytes):  # type: ignore[no-untyped-def]
    (tmp_path / "a.csv").write_bytes(data)
    return read_csv(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "data",
    [
        "key,name\na,Dør\n".encode(),
        "key,name\r\na,Dør\r\n".encode("utf-8-sig"),
        "key;name\na;Dør".encode(),
        "key;name\r\na;Dør\r\n".encode("cp1252"),
        '"key","name"\n"a","Dør"\n'.encode(),
    ],
)
def test_what_people_save(tmp_path: Path, data: bytes) -> None:
    read = table(tmp_path, data)
    assert read.header == ("key", "name")
    assert read.rows == ((2, ("a", "Dør")),)
    assert [note.code for note in read.notes] == (["not_utf8"] if b"\xf8" in data else [])
    assert read.decimal_comma == (b";" in data)


def test_rows_are_counted_as_excel_shows_them(tmp_path: Path) -> None:
    read = table(tmp_path, b'k,t\na,"two\r\nlines"\n\n,\nb,x\n')
    assert read.rows == ((2, ("a", "two\nlines")), (5, ("b", "x")))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'k,t\na,"open\nb,c\n', "Look for a quotation mark"),
        (b"PK\x03\x04\0\0", "not a CSV file"),
        ("k,t\n".encode("utf-16"), "not a CSV file"),
        (b"a," * 100, "more than 78 columns"),
        (b"a\n" + b"x\n" * 30, "more than 20 rows"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_csv(tmp_path / "a.csv", most_rows=20)
    assert words in str(caught.value)
    assert str(tmp_path / "a.csv") in str(caught.value)


def test_an_empty_file_is_an_empty_table(tmp_path: Path) -> None:
    assert table(tmp_path, b"").header == ()


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be opened"):
        read_csv(tmp_path)


def test_written_for_git(tmp_path: Path) -> None:
    rows = [("a", None, 1.0), ('b,\n"c"', math.nan, 0.1 + 0.2), ("æ", True, 10**15)]
    write_csv(tmp_path / "a.csv", ["k", "t", "n"], rows)
    assert (tmp_path / "a.csv").read_bytes() == (
        'k,t,n\na,,1\n"b,\n""c""",,0.30000000000000004\næ,yes,1000000000000000\n'.encode()
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-door", "@x", "\tx", "=cmd|' /C calc'!A0"])
def test_names_do_not_become_formulas_in_exports(text: str) -> None:
    assert list(csv.reader(io.StringIO(csv_text(["n"], [[text]]))))[1] == ["'" + text]
    kept = csv_text(["n"], [[text]], formulas_are_text=True)
    assert list(csv.reader(io.StringIO(kept)))[1] == [text]


def test_a_negative_number_is_a_number() -> None:
    assert csv_text(["n"], [[-1.5]]) == "n\n-1.5\n"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back(value: float) -> None:
    assert float(number_text(value)) == value
