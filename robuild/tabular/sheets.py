"""Read sheets of a workbook from a stranger as raw tables."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from robuild.tabular.csv_files import MOST_COLUMNS, MOST_ROWS, too_many_columns, too_many_rows
from robuild.tabular.guard import damaged, guard
from robuild.tabular.raw_table import RawCell, RawTable, Unreadable
from robuild.terms.issues import InputError, Issue, Origin, Severity

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_FAR_CELL = re.compile(
    rb'<(?:\w+:)?c r="(?:[A-Z]{3}|[C-Z][A-Z])\d+"[^<>]*><(?:\w+:)?(?:v|is|f)[ >]'
)
"""A filled cell from column CA on; `MOST_COLUMNS` is the column before."""
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
    with _parsing(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions openpyxl drops; only values are read here
        values = _workbook(path, data_only=True)
        formulas = _workbook(path, data_only=False) if _has(path, _FORMULA) else None
        try:
            far = _has(path, _FAR_CELL)
            for title in values.sheetnames:
                name = title if wanted is None else wanted.get(title.strip().casefold())
                if name is None or name in tables or not hasattr(values[title], "iter_rows"):
                    continue
                origin = Origin(file=str(path), sheet=name)
                if far:
                    raise too_many_columns(Origin(file=str(path)))
                tables[name] = _table(values[title], formulas and formulas[title], origin,
                                      most_rows, notes)  # fmt: skip
        finally:
            values.close()
            if formulas is not None:
                formulas.close()
    return tables


@contextmanager
def _parsing(path: Path) -> Iterator[None]:
    """Whatever the parser stumbles over becomes one fault of the file."""
    try:
        yield
    except (InputError, MemoryError):
        raise
    except Exception as error:  # parsers of a hostile file raise almost anything
        raise damaged(Origin(file=str(path)), error) from None


def _workbook(path: Path, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(path, read_only=True, data_only=data_only, keep_links=False)


def _has(path: Path, pattern: re.Pattern[bytes]) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(
            pattern.search(archive.read(part))
            for part in archive.infolist()
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
        )


def _table(
    sheet: Any, formulas: Any, origin: Origin, most_rows: int, notes: tuple[Issue, ...]
) -> RawTable:
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[RawCell, ...]]] = []
    faults: list[Issue] = []
    beside = _rows(formulas) if formulas is not None else None
    for number, cells in enumerate(_rows(sheet), start=1):
        live = next(beside, ()) if beside is not None else ()
        if number == 1:
            header = _header(cells)
            continue
        if all(cell.value is None for cell in cells) and not any(_is_formula(c) for c in live):
            continue
        if len(rows) == most_rows:
            raise too_many_rows(origin, most_rows)
        read = tuple(
            _cell(cell, place, live, Origin(origin.file, origin.sheet, number,
                                            _column_name(header, place)), faults)
            for place, cell in enumerate(cells)
        )  # fmt: skip
        if any(cell not in (None, "") for cell in read):
            rows.append((number, read))
    return RawTable(origin.file, origin.sheet, header, tuple(rows), tuple(faults), notes)


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # a wrong <dimension> would hide rows and columns
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(max_col=MOST_COLUMNS))


def _header(cells: Sequence[Any]) -> tuple[str, ...]:
    names = ["" if cell.value is None else _unescaped(str(cell.value)).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _column_name(header: Sequence[str], place: int) -> str:
    from openpyxl.utils import get_column_letter

    return (header[place] if place < len(header) else "") or get_column_letter(place + 1)


def _is_formula(cell: Any) -> bool:
    return bool(cell.data_type == "f")


def _cell(
    cell: Any, place: int, live: Sequence[Any], origin: Origin, faults: list[Issue]
) -> RawCell:
    value: Any = cell.value
    if value is None:
        if place < len(live) and _is_formula(live[place]):
            faults.append(_uncalculated(live[place], origin))
            return Unreadable.CELL
        return None
    if cell.data_type == "e":
        message = f"the cell shows the Excel error {value}."
        faults.append(Issue(Severity.ERROR, "excel_error", message, origin, "Correct the formula."))
        return Unreadable.CELL
    if isinstance(value, str):
        return _unescaped(value).replace("\r\n", "\n").replace("\r", "\n")
    result: RawCell = value
    return result


def _uncalculated(cell: Any, origin: Origin) -> Issue:
    formula = getattr(cell.value, "text", cell.value)
    return Issue(
        Severity.ERROR,
        "formula_not_calculated",
        f"the formula {str(formula)[:80]!r} has never been calculated, so its value is not known.",
        origin,
        "Open the file in Excel, save it, and run again.",
    )


def _unescaped(text: str) -> str:
    """Text with Excel's `_x000D_` escapes undone.

    >>> _unescaped("a_x0041_b_x005F_x0042_")
    'aAb_x0042_'
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
