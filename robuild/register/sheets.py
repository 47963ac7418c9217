"""Which sheets of a file hold components and rooms, and where their columns are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from robuild.privacy import refusal_issues, refused_columns
from robuild.register.cells import CellError, nearest, shown
from robuild.register.spoken import Kind, column_names, listed, plain, sheet_titles
from robuild.tabular import RawCell, RawTable, Unreadable, read_csv, read_sheets
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error

MOST_ROWS = 20_000
"""Rows of a table that people filled in."""
MOST_ROWS_OF_A_PLAN = 200_000
PLAN_KEYS = "_robuild"
"""Hidden sheet of every plan workbook."""
_TITLE_ROWS = 40
"""The header stands at most so far down."""
_IDENTIFYING = {
    Kind.COMPONENTS: {"component_key", "component_name", "name", "type_name"},
    Kind.ROOMS: {"room_name", "room_type"},
}
_ONLY_ROOMS = {"floor_area_m2", "height_m", "perimeter_m", "wall_area_m2", "room_type"}
Value = TypeVar("Value")


@dataclass(slots=True)
class FilledTable:
    """One table with its header found; collects faults of its cells."""

    kind: Kind
    raw: RawTable
    header_row: int
    places: Mapping[str, int]
    """Column key -> place."""
    titles: Mapping[str, str]
    """Column key -> header as it stands in the file."""
    of_a_plan: bool
    """Written by robuild, and perhaps edited since."""
    faults: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)

    def rows(self) -> Iterator[FilledRow]:
        """Rows below the header."""
        for number, cells in self.raw.rows:
            if number > self.header_row:
                yield FilledRow(self, number, cells)

    def fault(self, code: str, message: str, row: int, column: str = "", hint: str = "") -> None:
        """Add a fault; `column` is a key."""
        title = self.titles.get(column, column)
        origin = Origin(self.raw.file, self.raw.sheet, row, title)
        self.faults.append(Issue(Severity.ERROR, code, message, origin, hint))


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row."""

    table: FilledTable
    number: int
    cells: Sequence[RawCell]

    def raw(self, column: str) -> RawCell:
        """The cell as it stands; `None` where there is no such column."""
        place = self.table.places.get(column)
        if place is None or place >= len(self.cells):
            return None
        cell = self.cells[place]
        return None if cell is Unreadable.CELL else cell  # its fault is told already

    def read(self, column: str, reader: Callable[[RawCell], Value | None]) -> Value | None:
        """The value of a cell; a cell that cannot be read becomes a fault and reads as empty."""
        try:
            return reader(self.raw(column))
        except CellError as error:
            self.fault(error.code, error.message, column, error.hint)
            return None

    def fault(self, code: str, message: str, column: str = "", hint: str = "") -> None:
        """Add a fault of this row."""
        self.table.fault(code, message, self.number, column, hint)


def read_tables(path: Path) -> list[FilledTable]:
    """The tables of components and of rooms in a file, at most one of each.

    Raises:
        InputError: the file cannot be read, or holds no such table.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _of_workbook(path)
    raw = read_csv(path, most_rows=MOST_ROWS)
    table = _best([_filled(kind, raw, of_a_plan=False) for kind in Kind])
    if table is None:
        raise _no_table(path, [("", raw)])
    return [_checked(table)]


def _of_workbook(path: Path) -> list[FilledTable]:
    titles = sorted({PLAN_KEYS, *(title for kind in Kind for title in sheet_titles(kind).values())})
    sheets = read_sheets(path, titles, most_rows=MOST_ROWS_OF_A_PLAN)
    of_a_plan = sheets.pop(PLAN_KEYS, None) is not None
    found: dict[Kind, FilledTable] = {}
    for name, raw in sheets.items():
        kind = next(kind for kind in Kind if name.casefold() in sheet_titles(kind))
        table = _filled(kind, raw, of_a_plan=of_a_plan)
        if table is not None:
            found.setdefault(kind, table)
    if not found and not of_a_plan:
        sheets = read_sheets(path, most_rows=MOST_ROWS)
        for raw in sheets.values():
            best = _best([_filled(kind, raw, of_a_plan=False) for kind in Kind])
            if best is not None:
                found.setdefault(best.kind, best)
    if not found:
        raise _no_table(path, list(sheets.items()))
    return [_checked(table) for _, table in sorted(found.items())]


def _no_table(path: Path, sheets: Sequence[tuple[str, RawTable]]) -> InputError:
    seen = [f"{name or 'the file'}: {listed(raw.header, 6) or 'empty'}" for name, raw in sheets]
    return input_error(
        "not_a_register",
        "no table of components or rooms was found"
        + (f" (read: {listed(seen, 5)})" if seen else "")
        + ".",
        Origin(str(path)),
        "Give a table with a header, with at least what it is and how much, or room names; an "
        "empty form is made with: robuild register new OUT.xlsx",
    )


def _best(tables: Sequence[FilledTable | None]) -> FilledTable | None:
    """The kind that more of the headers speak for."""
    known = [table for table in tables if table is not None]
    return max(known, key=_score, default=None)


def _score(table: FilledTable) -> tuple[int, int]:
    rooms = bool(_ONLY_ROOMS.intersection(table.places))
    return len(table.places), int(rooms == (table.kind is Kind.ROOMS))


def _filled(kind: Kind, raw: RawTable, *, of_a_plan: bool) -> FilledTable | None:
    """The table, with the row that is most like a header as its header."""
    names = column_names(kind)
    above = [(1, raw.header), *((n, cells) for n, cells in raw.rows if n <= _TITLE_ROWS)]
    known = {number: _places(cells, names) for number, cells in above}
    header_row, places = max(known.items(), key=lambda each: (len(each[1]), -each[0]))
    if not _IDENTIFYING[kind].intersection(places):
        return None
    cells = dict(above)[header_row]
    titles = {key: str(cells[place]) for key, place in places.items()}
    table = FilledTable(kind, raw, header_row, places, titles, of_a_plan)
    _header_faults(table, cells, names)
    return table


def _places(cells: Sequence[RawCell], names: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = names.get(plain(cell)) if isinstance(cell, str) else None
        if key is not None:
            places.setdefault(key, place)
    return places


def _header_faults(table: FilledTable, cells: Sequence[RawCell], names: Mapping[str, str]) -> None:
    for place, cell in enumerate(cells):
        text = cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)
        key = names.get(plain(text))
        if key is not None and table.places[key] != place:
            table.fault(
                "double_column",
                f"{shown(text)} and {shown(table.titles[key])} are the same column.",
                table.header_row,
                text,
                "Delete one, or begin its header with #.",
            )
        elif text and key is None and (personal := refused_columns([text])):
            table.faults += refusal_issues(
                personal, file=table.raw.file, sheet=table.raw.sheet, header_row=table.header_row
            )
        elif text and key is None and not text.startswith("#") and _has_values(table, place):
            table.fault(
                "unknown_column",
                f"{shown(text)} is not a column that robuild knows.",
                table.header_row,
                text[:80],
                nearest(plain(text), names)
                or "Rename it, or begin its header with # to have it passed over.",
            )
    wide = len(cells)
    nameless = [n for n, cell in enumerate(cells) if cell is None or cell == ""]
    for row in table.rows():
        beside = [*row.cells[wide:], *(row.cells[n] for n in nameless if n < len(row.cells))]
        found = next((cell for cell in beside if cell not in (None, "")), None)
        if found is not None:
            value = "a value" if found is Unreadable.CELL else shown(str(found))
            row.fault(
                "cell_without_column",
                f"{value} stands in a column without header.",
                hint="Give the column a header, or delete the value.",
            )


def _has_values(table: FilledTable, place: int) -> bool:
    return any(
        place < len(row.cells) and row.cells[place] not in (None, "") for row in table.rows()
    )


def _checked(table: FilledTable) -> FilledTable:
    """Faults of the whole table: formulas, joined cells, length, no rows."""
    raw = table.raw
    places = {name: table.titles.get(name, name) for name in table.titles}
    by_place = dict(enumerate(raw.header))
    headers = {by_place.get(place): places[key] for key, place in table.places.items()}
    for fault in raw.faults:
        if (fault.origin.row or 0) > table.header_row:
            told = headers.get(fault.origin.column, fault.origin.column)
            origin = Origin(raw.file, raw.sheet, fault.origin.row, told)
            table.faults.append(
                Issue(fault.severity, fault.code, fault.message, origin, fault.hint)
            )
    table.notes.extend(raw.notes)
    for first, last in raw.merged:
        if last >= table.header_row:
            table.fault(
                "merged_cells",
                f"cells of rows {first} to {last} are joined; all but one of them are empty.",
                max(first, table.header_row),
                hint="Undo the joining and fill in every row.",
            )
    below = sum(number > table.header_row for number, _ in raw.rows)
    if not table.of_a_plan and below > MOST_ROWS:
        table.fault(
            "too_many_rows",
            f"there are {below} rows; at most {MOST_ROWS} are read.",
            table.header_row + MOST_ROWS + 1,
            hint="Write like things at the same place in one row, with how many there are.",
        )
    return table
