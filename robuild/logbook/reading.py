"""Log files become one table; every row that cannot be used is named with its reason."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from robuild.logbook.rows import Row, RowReader
from robuild.logbook.sheets import LogTable, log_table
from robuild.logbook.things import Building, Finder
from robuild.privacy import find_personal_data
from robuild.privacy.issues import finding_issues
from robuild.register.spoken import listed
from robuild.terms.issues import Issue, Origin, Severity, input_error
from robuild.terms.tables import checked
from robuild.terms.work_log import WORK_LOG

_FEWEST_TO_TELL = 3
"""So many ids of another building, and none of this one: it is another's log."""
_SHOWN = 5


@dataclass(slots=True)
class ReadLog:
    """What was in some log files: rows read = used + duplicates + refused + asked about."""

    table: pd.DataFrame
    """`WORK_LOG`."""
    rows_read: int = 0
    duplicates: int = 0
    refused_rows: int = 0
    asked_rows: int = 0
    refused: list[Issue] = field(default_factory=list)
    """A row may have several."""
    asked: list[Issue] = field(default_factory=list)
    """What may be about a person: somebody has to decide."""
    notes: list[Issue] = field(default_factory=list)
    month_headings: dict[str, str] = field(default_factory=dict)
    """File -> how its column of months is headed."""


def read_logs(paths: Sequence[Path], building: Building, *, drop_notes: bool = False) -> ReadLog:
    """Read logs of one building.

    Args:
        paths: .xlsx or CSV files; a row that stands in two of them counts once.
        building: that they are of.
        drop_notes: leave out notes in which something may be about a person, and use the rows.
            Without it such rows are not used, and asked about.

    Raises:
        InputError: a file is no log, or of another building.
    """
    reader = RowReader(Finder(building), building)
    done = ReadLog(pd.DataFrame())
    kept: list[Row] = []
    for path in paths:
        table = log_table(path)
        rows = [reader.read(table, number, cells) for number, cells in table.rows()]
        _of_this_building(table, rows, reader)
        done.rows_read += len(rows)
        done.notes += table.notes
        done.month_headings[table.raw.file] = table.titles.get("month", "month")
        good = _without_faults(done, rows)
        kept += _without_persons(done, table, good, drop_notes=drop_notes)
        done.notes += reader.notes_of(table)
    kept = _once(done, kept)
    done.table = _as_table(kept)
    return done


def _of_this_building(table: LogTable, rows: Sequence[Row], reader: RowReader) -> None:
    strange = [row for row in rows if row.strange_id]
    if len(strange) >= _FEWEST_TO_TELL and not any(row.own_id for row in rows):
        raise input_error(
            "log_of_another_building",
            f"{len(strange)} rows name components or dwellings, and none of them is in this "
            f"building (such as {listed((str(row.strange_id) for row in strange), 3)}).",
            table.origin(strange[0].number),
            "Give the model or the register that the log is of.",
        )


def _without_faults(done: ReadLog, rows: Sequence[Row]) -> list[Row]:
    good = []
    for row in rows:
        if row.faults:
            done.refused_rows += 1
            done.refused += row.faults
        else:
            good.append(row)
    return good


def _without_persons(
    done: ReadLog, table: LogTable, rows: Sequence[Row], *, drop_notes: bool
) -> list[Row]:
    """Rows whose notes say nothing that may be about a person."""
    notes = [row.cells["note"] for row in rows]
    title = table.titles.get("note", "note")
    found = find_personal_data(notes, column=title, first_row=0)
    if not found:
        return list(rows)
    places = {each.row for each in found}
    told = [type(each)(each.column, rows[each.row].number, each.kind, each.shown) for each in found]
    done.asked += finding_issues(told, file=table.raw.file, sheet=table.raw.sheet)
    if drop_notes:
        for place in places:
            rows[place].cells["note"] = None
        done.notes.append(
            Issue(
                Severity.WARNING, "notes_dropped",
                f"{len(places)} notes were left out, because something in them may be about a "
                "person; their rows count.",
                table.origin(min(rows[place].number for place in places), "note"),
                count=len(places),
            )
        )  # fmt: skip
        return list(rows)
    done.asked_rows += len(places)
    return [row for place, row in enumerate(rows) if place not in places]


def _once(done: ReadLog, rows: list[Row]) -> list[Row]:
    """Each event once; a row without an id gets one that is the same at every reading."""
    seen: dict[str, Row] = {}
    told: Counter[str] = Counter()
    again: dict[str, list[int]] = {}
    kept = []
    for row in rows:
        content = row.content()
        told[content] += 1
        given = row.cells["log_id"]
        digest = hashlib.sha256(content.encode()).hexdigest()[:12]
        name = given or f"r{digest}"
        before = seen.get(name)
        if before is None:
            row.cells["log_id"] = name
            seen[name] = row
            kept.append(row)
        elif before.content() == content:
            done.duplicates += 1
            again.setdefault(row.file, []).append(row.number)
        else:
            done.refused_rows += 1
            done.refused.append(
                Issue(
                    Severity.ERROR, "log_id_twice",
                    f"log_id {given!r} stands on another row that says something else.",
                    Origin(row.file, row.sheet, row.number, "log_id"),
                    "Give the row an id of its own, or delete the old one.",
                    value=str(given),
                )
            )  # fmt: skip
    for file, numbers in again.items():
        shown = listed(map(str, numbers), _SHOWN)
        done.notes.append(
            Issue(
                Severity.WARNING, "rows_twice",
                f"{len(numbers)} rows say the same as another row and count once (rows {shown}).",
                Origin(file, "", numbers[0]),
                "Were there two events, write 2 as the quantity, or give each row its own log_id.",
                len(numbers),
            )
        )  # fmt: skip
    return kept


def _as_table(rows: Sequence[Row]) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for name, column in WORK_LOG.columns.items():
        kind = str(column.dtype)
        if name == "file":
            values: list[Any] = [row.file for row in rows]
        elif name == "row":
            values = [row.number for row in rows]
        else:
            values = [row.cells.get(name) for row in rows]
        columns[name] = pd.Series(values, dtype=kind)
    return checked(WORK_LOG, pd.DataFrame(columns))
