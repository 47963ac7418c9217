"""One raw table becomes rows of its model, with every fault in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from robuild.catalog.cells import CellError, nearest_hint, read_cell, shown
from robuild.catalog.columns import Column, columns_of
from robuild.catalog.plain_words import plain
from robuild.tabular import RawTable, Unreadable
from robuild.terms.issues import Issue, Origin, Severity

RowModel = TypeVar("RowModel", bound=BaseModel)


_Read = list[tuple[str, Column, int, dict[Any, Any]]]
"""Columns, where they stand, and what their texts were read as: many rows say the same."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[RowModel]):
    """A row and where it stands."""

    number: int
    """Row as the user sees it: the header is row 1."""
    row: RowModel


@dataclass(slots=True)
class ReadTable(Generic[RowModel]):
    """Rows of one table; `raw` also holds what could be read of rows with a fault."""

    name: str
    file: str
    sheet: str
    rows: list[Placed[RowModel]] = field(default_factory=list)
    raw: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)
    faults: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)
    complete: bool = True
    """False when whole columns are missing, so that a missing key says nothing."""

    def origin(self, row: int | None = None, column: str = "") -> Origin:
        """Place of a finding in this table."""
        return Origin(self.file, self.sheet, row, column)

    def fault(
        self, code: str, message: str, row: int | None = None, column: str = "", hint: str = ""
    ) -> None:
        """Add a fault."""
        self.faults.append(Issue(Severity.ERROR, code, message, self.origin(row, column), hint))

    def values(self, *columns: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Row number and values of some columns, of every row where these could be read."""
        for number, values in self.raw:
            try:
                found = tuple([values[column] for column in columns])
            except KeyError:
                continue
            yield number, found


def read_rows(name: str, table: RawTable, model: type[RowModel]) -> ReadTable[RowModel]:
    """Rows of a table; every fault is collected, none stops the reading."""
    done: ReadTable[RowModel] = ReadTable(name, table.file, table.sheet)
    done.faults.extend(table.faults)
    done.notes.extend(table.notes)
    places = places_of(done, table.header, columns_of(model))
    nameless = [place for place, name in enumerate(table.header) if not name]
    read: _Read = [(column.name, column, place, {}) for column, place in places.items()]
    for number, cells in table.rows:
        nothing_beside(done, number, cells, table.header, nameless)
        values = _read_cells(done, number, cells, read, table)
        _validate(done, number, values, model, places)
    return done


def nothing_beside(
    done: ReadTable[RowModel],
    number: int,
    cells: Sequence[Any],
    header: Sequence[str],
    nameless: Sequence[int],
) -> None:
    """No value may stand where no header says what it is."""
    wide = len(header)
    if len(cells) <= wide and not nameless:
        return
    beside = [*cells[wide:], *(cells[place] for place in nameless if place < len(cells))]
    found = next((cell for cell in beside if cell not in (None, "")), None)
    if found is not None:
        value = "a value" if isinstance(found, Unreadable) else shown(found)
        done.fault(
            "cell_without_column",
            f"{value} stands in a column without header.",
            number,
            hint="Delete it; in CSV check that texts with a comma stand in quotation marks.",
        )


def places_of(
    done: ReadTable[RowModel], header: Sequence[str], columns: Sequence[Column]
) -> dict[Column, int]:
    """Column -> where it stands, with the faults of the header."""
    known = {column.name: column for column in columns}
    places: dict[Column, int] = {}
    if not any(header):
        done.complete = False
        needed = ", ".join(column.name for column in columns if column.needed)
        done.fault("empty_table", f"{done.name} is empty: it has no header row.", 1,
                   hint=f"Write the columns into row 1: {needed}.")  # fmt: skip
        return places
    missing = [c.name for c in columns if c.name not in header]
    for place, name in enumerate(header):
        column = known.get(name)
        if column is None:
            if name:
                hint = nearest_hint(name, missing)
                other = (
                    f"Rename or delete it; missing: {_names(missing)}." if missing else "Delete it."
                )
                done.fault("unknown_column", f"{shown(name)} is not a column of {done.name}.",
                           1, name[:80], hint or other)  # fmt: skip
        elif column in places:
            done.fault("double_column", f"column {name} is there twice.", 1, name, "Delete one.")
        else:
            places[column] = place
    for column in columns:
        if column not in places and column.needed:
            done.complete = False
            done.fault(
                "missing_column",
                f"column {column.name} of {done.name} is missing.",
                1,
                column.name,
                "Add it to the header; cells may be empty where the value is not known."
                if column.may_be_empty
                else "Add it to the header.",
            )
    return places


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")


def _read_cells(
    done: ReadTable[RowModel],
    number: int,
    cells: Sequence[Any],
    read: _Read,
    table: RawTable,
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    wide = len(cells)
    for name, column, place, known in read:
        raw = cells[place] if place < wide else None
        if raw in known:
            values[name] = known[raw]
            continue
        if raw is Unreadable.CELL:
            continue
        try:
            value = values[name] = read_cell(
                raw, column, decimal_comma=table.decimal_comma, in_sheet=bool(table.sheet)
            )
            if isinstance(raw, str):  # `True` would be taken for 1
                known[raw] = value
        except CellError as fault:
            done.fault(fault.code, fault.message, number, name, fault.hint)
    return values


def _validate(
    done: ReadTable[RowModel],
    number: int,
    values: dict[str, Any],
    model: type[RowModel],
    places: Mapping[Column, int],
) -> None:
    done.raw.append((number, values))
    try:
        done.rows.append(Placed(number, model.model_validate(values)))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            column = str(detail["loc"][0]) if detail["loc"] else ""
            if detail["type"] == "missing" and column not in values:
                continue  # the cell or the column has its own fault already
            fault = plain(detail)
            done.fault(fault.code, fault.message, number, column, fault.hint)
            values.pop(column, None)
