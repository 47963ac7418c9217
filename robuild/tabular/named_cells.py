"""Read cells of a workbook by the names that robuild gave them.

Names follow their cells when people sort, insert rows or rename sheets, in Excel and LibreOffice;
a name whose cells were deleted says so.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from robuild.tabular.raw_table import RawCell, Unreadable
from robuild.tabular.sheets import parsing, unescaped, workbook
from robuild.tabular.workbook_guard import guard
from robuild.terms.issues import Issue, Origin, input_error

MOST_ROWS = 200_000
_MOST_COLUMNS = 400
_SPAN = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})"
    r"(?::\$?(?P<column2>[A-Z]{1,3})\$?(?P<row2>\d{1,7}))?"
)
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c (?:[^<>]*)?\br="([A-Z]{1,3}\d{1,7})"[^<>]*>\s*<(?:\w+:)?f[^<>]*(?:/>|>[^<]*</'
    rb"(?:\w+:)?f>)\s*(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Cells of one column, or one cell."""

    sheet: str
    column: int
    first_row: int
    last_row: int


class NamedCells:
    """Cells of the sheets that names point at."""

    def __init__(self, file: str, names: dict[str, Span | None], titles: tuple[str, ...]) -> None:
        self.file = file
        self.names = names
        """Name -> its cells; `None` where they were deleted."""
        self.titles = titles
        self.cells: dict[str, dict[tuple[int, int], RawCell | Unreadable]] = {}
        self.notes: tuple[Issue, ...] = ()
        self.pairs: dict[str, str] | None = None
        """Keys and values of the sheet of keys; `None` where there is no such sheet."""

    def has(self, name: str) -> bool:
        """Whether the name is there and points at cells."""
        return self.names.get(name) is not None

    def value(self, name: str) -> RawCell | Unreadable:
        """What stands in the first cell of a name."""
        span = self._span(name)
        return self.cells.get(span.sheet, {}).get((span.first_row, span.column))

    def rows(self, name: str, *, beyond: bool = False) -> Iterator[int]:
        """Rows of a column that hold something; `beyond` also those that were added below it."""
        span = self._span(name)
        last = MOST_ROWS if beyond else span.last_row
        for (row, column), value in self.cells.get(span.sheet, {}).items():
            if column == span.column and span.first_row <= row <= last and value not in (None, ""):
                yield row

    def at(self, name: str, row: int) -> RawCell | Unreadable:
        """What stands in a column at a row."""
        span = self._span(name)
        return self.cells.get(span.sheet, {}).get((row, span.column))

    def origin(self, name: str, row: int | None = None) -> Origin:
        """Where a cell of a name is, for people."""
        span = self._span(name)
        return Origin(self.file, span.sheet, row or span.first_row, _letter(span.column))

    def place(self, name: str, row: int | None = None) -> str:
        """`Register!B12`."""
        span = self._span(name)
        return f"{span.sheet}!{_letter(span.column)}{row or span.first_row}"

    def _span(self, name: str) -> Span:
        span = self.names.get(name)
        if span is None:
            raise KeyError(name)
        return span


def read_named(path: Path, needed: Collection[str], keys_sheet: str = "") -> NamedCells:
    """Names of a workbook, and the cells of the sheets that some of them point at.

    Args:
        path: .xlsx file; guarded first.
        needed: beginnings of the names whose sheets are read.
        keys_sheet: a sheet of two columns that is read as a map, where there is one.

    Raises:
        InputError: the file cannot be read, or one of the sheets has too many rows.
    """
    notes = guard(path)
    starts = tuple(needed)
    with parsing(path), warnings.catch_warnings(), zipfile.ZipFile(path) as archive:
        warnings.simplefilter("ignore")
        with workbook(path, data_only=True) as book:
            spans = {
                str(name): _span(str(each.attr_text or ""))
                for name, each in book.defined_names.items()
            }
            found = NamedCells(str(path), spans, tuple(book.sheetnames))
            found.notes = notes
            if keys_sheet in book.sheetnames:
                found.pairs = _pairs(book[keys_sheet])
            lost = {span.sheet for span in spans.values() if span} - set(book.sheetnames)
            if lost:
                raise ValueError(f"the sheet {min(lost)} cannot be read")
            wide: dict[str, int] = {}
            for name, span in spans.items():
                if span and name.startswith(starts):
                    wide[span.sheet] = max(wide.get(span.sheet, 1), span.column)
            for title, width in wide.items():
                sheet: Any = book[title]
                data = archive.read(str(sheet._worksheet_path).lstrip("/"))
                found.cells[title] = _cells(sheet, min(width, _MOST_COLUMNS), data, path)
    return found


def _pairs(sheet: Any) -> dict[str, str]:
    """Two columns of a sheet as a map."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=2, values_only=True)
    return {
        unescaped(str(row[0])): unescaped(str(row[1]))
        for row in rows
        if len(row) == 2 and row[0] is not None and row[1] is not None
    }


def _cells(
    sheet: Any, width: int, data: bytes, path: Path
) -> dict[tuple[int, int], RawCell | Unreadable]:
    uncalculated = {each.decode() for each in _UNCALCULATED.findall(data)}
    found: dict[tuple[int, int], RawCell | Unreadable] = {}
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=width), start=1):
        filled = [cell for cell in row if cell.value is not None]
        if filled and number > MOST_ROWS:
            raise input_error(
                "too_many_rows", f"there are more than {MOST_ROWS} rows.",
                Origin(str(path), sheet.title), "Check that this is the right file.",
            )  # fmt: skip
        for cell in filled:
            value = cell.value
            shown = unescaped(value) if isinstance(value, str) else value
            found[number, cell.column] = Unreadable.CELL if cell.data_type == "e" else shown
    for coordinate in uncalculated:
        column, row = _split(coordinate)
        if (row, column) not in found:
            found[row, column] = Unreadable.CELL
    return found


def _span(reference: str) -> Span | None:
    found = _SPAN.fullmatch(reference.strip())
    if found is None:
        return None
    sheet = found["sheet"]
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    row = int(found["row"])
    return Span(sheet, _number(found["column"]), row, int(found["row2"] or row))


def _split(coordinate: str) -> tuple[int, int]:
    letters = coordinate.rstrip("0123456789")
    return _number(letters), int(coordinate[len(letters) :])


def _number(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
