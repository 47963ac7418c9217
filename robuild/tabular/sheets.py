"""Read sheets of a workbook from a stranger as raw tables."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from robuild.tabular.csv_files import MOST_COLUMNS, MOST_ROWS, too_many_columns, too_many_rows
from robuild.tabular.raw_table import RawCell, RawTable, Unreadable
from robuild.tabular.workbook_guard import damaged, guard
from robuild.terms.issues import InputError, Issue, Origin, Severity

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_FILLED = re.compile(rb"<(?:\w+:)?c(?: ([^<>]*))?>(?!</)")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})\d')
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell (?:[^<>]*)?\bref="\$?[A-Z]{1,3}\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"'
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_sheets(
    path: Path, names: Sequence[str] | None = None, *, most_rows: int = MOST_ROWS
) -> dict[str, RawTable]:
    """Read sheets with a header row; values as last calculated, never formulas.

    Args:
        path: .xlsx file; guarded first.
        names: sheets wanted, compared without regard to case; `None` reads all. Sheets that are
            not there are left out of the answer; those found get the name as wanted.
        most_rows: more filled rows than this below the header are a fault.

    Returns:
        Sheet name -> table. A formula that nobody has calculated and a cell that shows an Excel
        error are faults of their table, and `Unreadable.CELL` in its rows.

    Raises:
        InputError: the file cannot be read at all, or a sheet is too long or too wide.
    """
    notes = guard(path)
    wanted = None if names is None else {name.casefold(): name for name in names}
    tables: dict[str, RawTable] = {}
    with parsing(path), warnings.catch_warnings(), zipfile.ZipFile(path) as archive:
        warnings.simplefilter("ignore")  # extensions openpyxl drops; only values are read here
        with workbook(path, data_only=True) as values:
            if not values.sheetnames:
                raise ValueError("it has no sheet that can be read")
            for title in values.sheetnames:
                name = title if wanted is None else wanted.get(title.strip().casefold())
                sheet: Any = values[title]
                if name is None or name in tables or not hasattr(sheet, "iter_rows"):
                    continue
                origin = Origin(file=str(path), sheet=name)
                data = archive.read(str(sheet._worksheet_path).lstrip("/"))
                if (width := _width(data)) > MOST_COLUMNS:
                    raise too_many_columns(origin)
                with _formulas(path, title, data) as live:
                    table = _table(sheet, live, width, origin, most_rows, notes)
                tables[name] = replace(table, merged=_merged(data))
    return tables


@contextmanager
def parsing(path: Path) -> Iterator[None]:
    """Whatever the parser stumbles over becomes one fault of the file."""
    try:
        yield
    except (InputError, MemoryError):
        raise
    except Exception as error:  # parsers of a hostile file raise almost anything
        raise damaged(Origin(file=str(path)), error) from None


@contextmanager
def workbook(path: Path, *, data_only: bool) -> Iterator[Workbook]:
    """A workbook opened for reading, and closed also when opening fails."""
    from openpyxl import load_workbook

    # opened here, so that it is closed also when openpyxl gives up half way
    with path.open("rb") as stream:
        book = load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)
        with closing(book):
            yield book


@contextmanager
def _formulas(path: Path, title: str, data: bytes) -> Iterator[Any]:
    """The same sheet with formulas in place of values; `None` when it has none."""
    if not _FORMULA.search(data):
        yield None
        return
    with workbook(path, data_only=False) as book:
        yield book[title]


def _width(data: bytes) -> int:
    """Column of the last filled cell; styled empty cells far out would make every row as wide."""
    columns: set[bytes] = set()
    for found in _FILLED.finditer(data):
        attributes = found.group(1) or b""
        if not attributes.endswith(b"/"):
            place = _REFERENCE.search(attributes)
            columns.add(place.group(1) if place else b"BZ")  # without address it may be anywhere
    return max((_column_number(letters) for letters in columns), default=1)


def _merged(data: bytes) -> tuple[tuple[int, int], ...]:
    """Rows of ranges of joined cells, in order.

    >>> _merged(b'<mergeCell ref="A3:C3"/><mergeCell ref="B7:B9"/>')
    ((3, 3), (7, 9))
    """
    found = {(int(first), int(last)) for first, last in _MERGED.findall(data)}
    return tuple(sorted(found))


def _column_number(letters: bytes) -> int:
    """Number of a column.

    >>> _column_number(b"A"), _column_number(b"BZ"), _column_number(b"XFD")
    (1, 78, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _table(
    sheet: Any,
    live: Any,
    width: int,
    origin: Origin,
    most_rows: int,
    notes: tuple[Issue, ...],
) -> RawTable:
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[RawCell, ...]]] = []
    faults: list[Issue] = []
    calculated: set[tuple[int, int]] = set()
    beside = _rows(live, width) if live is not None else repeat(())
    for number, (cells, formulas) in enumerate(zip(_rows(sheet, width), beside, strict=False), 1):
        if number == 1:
            header = _header(cells)
            continue
        if all(cell.value is None for cell in cells) and not any(map(_is_formula, formulas)):
            continue
        if len(rows) == most_rows:
            raise too_many_rows(origin, most_rows)
        read = []
        for place, cell in enumerate(cells):
            formula = formulas[place] if place < len(formulas) else None
            fault = _fault(cell, formula)
            if fault:
                where = Origin(origin.file, origin.sheet, number, _column_name(header, place))
                faults.append(replace(fault, origin=where))
            elif formula is not None and _is_formula(formula):
                calculated.add((number, place))
            read.append(Unreadable.CELL if fault else _value(cell.value))
        while read and read[-1] in (None, ""):
            read.pop()
        if any(value not in (None, "") for value in read):
            rows.append((number, tuple(read)))
    return RawTable(
        origin.file, origin.sheet, header, tuple(rows), tuple(faults), notes,
        live=frozenset(calculated),
    )  # fmt: skip


def _rows(sheet: Any, width: int) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # a wrong <dimension> would hide rows and columns
    return iter(sheet.iter_rows(max_col=width))


def _header(cells: Sequence[Any]) -> tuple[str, ...]:
    names = ["" if cell.value is None else unescaped(str(cell.value)).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _column_name(header: Sequence[str], place: int) -> str:
    from openpyxl.utils import get_column_letter

    return (header[place] if place < len(header) else "") or get_column_letter(place + 1)


def _is_formula(cell: Any) -> bool:
    return bool(cell.data_type == "f")


def _fault(cell: Any, formula: Any) -> Issue | None:
    if cell.value is None and formula is not None and _is_formula(formula):
        text = getattr(formula.value, "text", formula.value)
        return Issue(
            Severity.ERROR,
            "formula_not_calculated",
            f"the formula {str(text)[:80]!r} has never been calculated; its value is not known.",
            hint="Open the file in Excel, save it, and run again.",
        )
    if cell.value is not None and cell.data_type == "e":
        return Issue(
            Severity.ERROR,
            "excel_error",
            f"the cell shows the Excel error {str(cell.value)[:40]}.",
            hint="Correct the formula, or write the value.",
        )
    return None


def _value(value: Any) -> RawCell:
    if isinstance(value, str):
        return unescaped(value).replace("\r\n", "\n").replace("\r", "\n")
    result: RawCell = value
    return result


def unescaped(text: str) -> str:
    """Text with Excel's `_x000D_` escapes undone.

    >>> unescaped("a_x0041_b_x005F_x0042_")
    'aAb_x0042_'
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
