"""An owner's overrides of who may do a task: read and checked before anything is changed."""

from __future__ import annotations

from pathlib import Path

from robuild.catalog.cells import nearest_hint, shown
from robuild.catalog.overrides import only_table
from robuild.catalog.rows import ReadTable, read_rows
from robuild.terms.catalog import Catalog
from robuild.terms.issues import InputError, Issue
from robuild.terms.participation_overrides import ParticipationOverride

TABLE = "participation_overrides"
_TEXTS = ("reason", "role", "basis")


def read_participation_overrides(
    path: Path, catalog: Catalog
) -> tuple[tuple[ParticipationOverride, ...], tuple[Issue, ...]]:
    """Read a file of overrides: CSV, or .xlsx with a sheet of that name or one sheet only.

    Args:
        path: columns task_id, do_level and reason; line_id, role, basis and date if wanted.
        catalog: its tasks are what an override may name.

    Raises:
        InputError: all faults of the file at once.
    """
    table = read_rows(TABLE, only_table(path, TABLE), ParticipationOverride)
    _check(table, catalog)
    _only_things(table)
    if table.faults:
        raise InputError(sorted(table.faults, key=lambda issue: issue.origin.row or 0))
    return tuple(placed.row for placed in table.rows), tuple(table.notes)


def _only_things(table: ReadTable[ParticipationOverride]) -> None:
    """Reasons are printed and stay: nothing about a person may stand in them."""
    from robuild.privacy import find_personal_data  # brings pandas, which catalogs do without

    for column in _TEXTS:
        for placed in table.rows:
            for found in find_personal_data([getattr(placed.row, column)], column=column):
                table.fault(
                    f"personal_{found.kind.removeprefix('personal_')}",
                    f"{found.shown!r} may be about a person; this text is shown and kept.",
                    placed.number,
                    column,
                    found.what_to_do,
                )


def _check(table: ReadTable[ParticipationOverride], catalog: Catalog) -> None:
    tasks = {task.task_id for task in catalog.tasks}
    first: dict[tuple[str, str], int] = {}
    for placed in table.rows:
        row, number = placed.row, placed.number
        if row.task_id not in tasks:
            table.fault(
                "missing_reference",
                f"{shown(row.task_id)} is not a task of the catalog.",
                number,
                "task_id",
                nearest_hint(row.task_id, tasks) or "Ids stand in Beboermedvirkning, last column.",
            )
        earlier = first.setdefault((row.line_id, row.task_id), number)
        if earlier != number:
            where = f" on line {shown(row.line_id)}" if row.line_id else ""
            table.fault(
                "conflicting_overrides",
                f"{shown(row.task_id)}{where} is already overridden in row {earlier}.",
                number,
                "task_id",
                "Keep one of the two.",
            )
