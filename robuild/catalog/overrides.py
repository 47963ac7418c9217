"""A user's overrides: what a component, or all like it, is to be matched to."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from robuild.catalog.cells import nearest_hint, shown
from robuild.catalog.reading import MOST_ROWS
from robuild.catalog.rows import ReadTable, read_rows
from robuild.tabular import RawCell, RawTable, read_csv, read_sheets
from robuild.terms.catalog import Catalog
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.match_rules import OUT_OF_SCOPE, SUGGESTION_COLUMNS, Override

TABLE = "overrides"
_NAMED = re.compile(r"([a-z][a-z0-9_.\-]*)\s+[\u2013\u2014-]\s.*", re.DOTALL)
"""`door_internal \u2013 Innerdør`, as drop-downs offer keys."""


def read_overrides(path: Path, catalog: Catalog) -> tuple[Override, ...]:
    """Read an overrides file: CSV, or .xlsx with a sheet `overrides` or one sheet only.

    Args:
        path: file with the columns by, pattern, outcome and, if wanted, variant_id and note.
        catalog: its component keys and variants are what an override may name.

    Raises:
        InputError: all faults of the file at once.
    """
    return read_overrides_with_notes(path, catalog)[0]


def read_overrides_with_notes(
    path: Path, catalog: Catalog
) -> tuple[tuple[Override, ...], tuple[Issue, ...]]:
    """Overrides, and what their reader passed over: rows that nobody has decided yet.

    A row without outcome is not decided: it is skipped and counted. Columns that `robuild check
    --suggest` adds for people to read are passed over.

    Raises:
        InputError: as `read_overrides`.
    """
    decided, undecided = _decided(_for_people_left_out(only_table(path, TABLE)))
    table = read_rows(TABLE, decided, Override)
    _check(table, catalog)
    if table.faults:
        raise InputError(sorted(table.faults, key=lambda issue: issue.origin.row or 0))
    notes = [*table.notes]
    if undecided:
        notes.append(
            Issue(
                Severity.INFO,
                "overrides_undecided",
                f"{len(undecided)} rows have no outcome yet and decide nothing.",
                Origin(table.file, table.sheet, undecided[0], "outcome"),
                "Write a component_key of the catalog, or out_of_scope, into outcome.",
                len(undecided),
            )
        )
    return tuple(placed.row for placed in table.rows), tuple(notes)


def _for_people_left_out(table: RawTable) -> RawTable:
    """The table without the columns of `SUGGESTION_COLUMNS`, whatever stands in them."""
    places = [n for n, name in enumerate(table.header) if name in SUGGESTION_COLUMNS]
    if not places:
        return table
    wide = len(table.header)
    kept = [n for n in range(wide) if n not in places]
    rows = tuple(
        (number, (*(cells[n] for n in kept if n < len(cells)), *cells[wide:]))
        for number, cells in table.rows
    )
    faults = tuple(f for f in table.faults if f.origin.column not in SUGGESTION_COLUMNS)
    return replace(table, header=tuple(table.header[n] for n in kept), rows=rows, faults=faults)


def _decided(table: RawTable) -> tuple[RawTable, list[int]]:
    """The rows with an outcome, keys without the names beside them; numbers of the others."""
    if "outcome" not in table.header:
        return table, []
    places = [n for n, name in enumerate(table.header) if name in ("outcome", "variant_id")]
    outcome = table.header.index("outcome")
    rows, undecided = [], []
    for number, cells in table.rows:
        cell = cells[outcome] if outcome < len(cells) else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            undecided.append(number)
            continue
        plain = [_key_alone(c) if n in places else c for n, c in enumerate(cells)]
        rows.append((number, tuple(plain)))
    hidden = set(undecided)
    faults = tuple(fault for fault in table.faults if fault.origin.row not in hidden)
    return replace(table, rows=tuple(rows), faults=faults), undecided


def _key_alone(cell: RawCell) -> RawCell:
    found = _NAMED.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return found.group(1) if found else cell


def only_table(path: Path, wanted: str) -> RawTable:
    """A CSV, or of a workbook the sheet of this name or its only one.

    Raises:
        InputError: the file cannot be read, or has several sheets and none of this name.
    """
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return read_csv(path, most_rows=MOST_ROWS)
    sheets = read_sheets(path, most_rows=MOST_ROWS)
    for name, table in sheets.items():
        if name.casefold() == wanted or len(sheets) == 1:
            return table
    raise input_error(
        "missing_table",
        f"there is no sheet {wanted}; found: {', '.join(shown(name) for name in sheets)}.",
        Origin(file=str(path)),
        f"Name the sheet {wanted}.",
    )


def _check(table: ReadTable[Override], catalog: Catalog) -> None:
    outcomes = {OUT_OF_SCOPE, *catalog.component_by_key}
    first: dict[tuple[str, str], int] = {}
    for placed in table.rows:
        row, number = placed.row, placed.number
        if row.outcome not in outcomes:
            table.fault(
                "missing_reference",
                f"{shown(row.outcome)} is neither a component_key of the catalog nor "
                f"{OUT_OF_SCOPE}.",
                number,
                "outcome",
                nearest_hint(row.outcome, outcomes) or "Name a component_key of the catalog.",
            )
        elif row.variant_id:
            _check_variant(table, number, row, catalog)
        earlier = first.setdefault((row.by, row.pattern), number)
        if earlier != number:
            table.fault(
                "duplicate_key",
                f"{row.by} {shown(row.pattern)} is already in row {earlier}.",
                number,
                "pattern",
                "Delete one of the two.",
            )


def _check_variant(
    table: ReadTable[Override], number: int, row: Override, catalog: Catalog
) -> None:
    variant = catalog.variant_by_id.get(row.variant_id)
    if variant is not None and variant.component_key == row.outcome:
        return
    allowed = [v.variant_id for v in catalog.variants if v.component_key == row.outcome]
    table.fault(
        "missing_reference",
        f"{shown(row.variant_id)} is not a variant of {shown(row.outcome)}; "
        f"variants: {', '.join(allowed) or 'none'}.",
        number,
        "variant_id",
        nearest_hint(row.variant_id, allowed) or "Choose one of these, or leave the cell empty.",
    )
