"""A user's overrides: what a component, or all like it, is to be matched to."""

from __future__ import annotations

from pathlib import Path

from robuild.catalog.cells import nearest_hint, shown
from robuild.catalog.reading import MOST_ROWS
from robuild.catalog.rows import ReadTable, read_rows
from robuild.tabular import RawTable, read_csv, read_sheets
from robuild.terms.catalog import Catalog
from robuild.terms.issues import InputError, Origin, input_error
from robuild.terms.match_rules import OUT_OF_SCOPE, Override

TABLE = "overrides"


def read_overrides(path: Path, catalog: Catalog) -> tuple[Override, ...]:
    """Read an overrides file: CSV, or .xlsx with a sheet `overrides` or one sheet only.

    Args:
        path: file with the columns by, pattern, outcome and, if wanted, variant_id and note.
        catalog: its component keys and variants are what an override may name.

    Raises:
        InputError: all faults of the file at once.
    """
    table = read_rows(TABLE, _raw(path), Override)
    _check(table, catalog)
    if table.faults:
        raise InputError(sorted(table.faults, key=lambda issue: issue.origin.row or 0))
    return tuple(placed.row for placed in table.rows)


def _raw(path: Path) -> RawTable:
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return read_csv(path, most_rows=MOST_ROWS)
    sheets = read_sheets(path, most_rows=MOST_ROWS)
    for name, table in sheets.items():
        if name.casefold() == TABLE or len(sheets) == 1:
            return table
    raise input_error(
        "missing_table",
        f"there is no sheet {TABLE}; found: {', '.join(shown(name) for name in sheets)}.",
        Origin(file=str(path)),
        f"Name the sheet {TABLE}.",
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
