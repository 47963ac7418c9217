"""The table of a log file: which sort it is, where its header is, what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from robuild.logbook.words import (
    LogKind,
    about_people,
    column_of,
    kind_of,
    passed_over,
    sheet_titles,
)
from robuild.privacy import refusal_issues, refused_columns
from robuild.register.cells import nearest, shown
from robuild.register.spoken import listed
from robuild.tabular import RawCell, RawTable, read_csv, read_sheets
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error

MOST_ROWS = 200_000
_TITLE_ROWS = 40
_KIND_SAID = {
    LogKind.ROBUILD: "robuild's own form",
    LogKind.ATLAS: "an Atlas export of work orders",
    LogKind.FDV: "a municipal FDV export",
}


@dataclass(slots=True)
class LogTable:
    """One table of a log."""

    kind: LogKind
    raw: RawTable
    header_row: int
    places: dict[str, int]
    """Column -> place."""
    titles: dict[str, str]
    """Column -> heading as it stands."""
    notes: list[Issue] = field(default_factory=list)

    def rows(self) -> list[tuple[int, Sequence[RawCell]]]:
        """Rows below the header: number as the user sees it, cells."""
        return [(number, cells) for number, cells in self.raw.rows if number > self.header_row]

    def origin(self, row: int | None, column: str = "") -> Origin:
        """Place of a cell, with the heading as it stands in the file."""
        return Origin(self.raw.file, self.raw.sheet, row, self.titles.get(column, column))


def log_table(path: Path) -> LogTable:
    """The log in a file.

    Raises:
        InputError: no log in it, or a heading that asks for what is about a person.
    """
    raws = _raw_tables(path)
    found = [each for raw in raws if (each := _found(raw)) is not None]
    if not found:
        seen = [f"{raw.sheet or 'the file'}: {listed(raw.header, 6) or 'empty'}" for raw in raws]
        raise input_error(
            "not_a_log",
            f"no work log was found (read: {listed(seen, 5) or 'nothing'}).",
            Origin(str(path)),
            "A log has at least a month and a component; an empty form is made with: "
            "robuild log MODEL --new FORM.xlsx",
        )
    table = max(found, key=lambda each: len(each.places))
    faults = _headings(table)
    if faults:
        raise InputError(faults)
    table.notes.insert(
        0,
        Issue(
            Severity.INFO, "log_kind", f"the file was read as {_KIND_SAID[table.kind]}.",
            Origin(table.raw.file, table.raw.sheet), value=str(table.kind),
        ),
    )  # fmt: skip
    return table


def _raw_tables(path: Path) -> list[RawTable]:
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return [read_csv(path, most_rows=MOST_ROWS)]
    sheets = read_sheets(path, sheet_titles(), most_rows=MOST_ROWS)
    return list((sheets or read_sheets(path, most_rows=MOST_ROWS)).values())


def _found(raw: RawTable) -> LogTable | None:
    above = [(1, raw.header), *((n, cells) for n, cells in raw.rows if n <= _TITLE_ROWS)]
    for number, cells in above:
        texts = [each.strip() if isinstance(each, str) else "" for each in cells]
        kind = kind_of(texts)
        if kind is None:
            continue
        table = LogTable(kind, raw, number, {}, {}, list(raw.notes))
        for place, text in enumerate(texts):
            column = column_of(text, kind) if text else None
            if column is not None and column not in table.places:
                table.places[column], table.titles[column] = place, text
        return table
    return None


def _headings(table: LogTable) -> list[Issue]:
    """Faults of the header; columns of other systems that are passed over are told."""
    cells = dict([(1, table.raw.header), *table.raw.rows])[table.header_row]
    faults: list[Issue] = []
    passed, persons = [], []
    for place, cell in enumerate(cells):
        title = cell.strip() if isinstance(cell, str) else ""
        if not title or title.startswith("#") or place in table.places.values():
            continue
        if about_people(title, table.kind):
            persons.append(title)
        elif table.kind is not LogKind.ROBUILD or passed_over(title, table.kind):
            passed.append(title)
        elif column_of(title, table.kind):
            faults.append(_fault(table, "double_column", f"{shown(title)} is there twice.", title,
                                 "Delete one, or begin its heading with #."))  # fmt: skip
        elif personal := refused_columns([title]):
            faults += refusal_issues(
                personal, file=table.raw.file, sheet=table.raw.sheet, header_row=table.header_row
            )
        else:
            faults.append(
                _fault(
                    table, "unknown_column", f"{shown(title)} is no column of a log.", title,
                    nearest(title, table.titles.values())
                    or "Rename it, or begin its heading with # to have it passed over.",
                )
            )  # fmt: skip
    for titles, code, told in (
        (persons, "columns_of_persons", "not read, for they are about persons"),
        (passed, "columns_passed", "not needed and not read"),
    ):
        if titles:
            table.notes.append(
                Issue(
                    Severity.INFO, code, f"columns {told}: {', '.join(titles)}.",
                    table.origin(table.header_row), count=len(titles),
                )
            )  # fmt: skip
    return faults


def _fault(table: LogTable, code: str, message: str, title: str, hint: str) -> Issue:
    origin = Origin(table.raw.file, table.raw.sheet, table.header_row, title)
    return Issue(Severity.ERROR, code, message, origin, hint)
