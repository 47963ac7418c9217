"""An overrides file as it stands, word for word, so that it can be written again without loss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from robuild.tabular import RawCell, RawTable, read_csv, read_sheets
from robuild.terms.exact_names import exact_name
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.match_rules import SUGGESTION_COLUMNS, OverrideBy

SHEET = "overrides"
LISTS = "lists"
OWN_COLUMNS = ("by", "pattern", "outcome", "variant_id", "note")
"""Columns that people write in."""
_NEEDED = ("by", "pattern", "outcome")
MOST_ROWS = 20_000
Answer = tuple[OverrideBy, str]
Word = str | int | float | None


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """One row: people's words, and what an earlier run wrote beside them."""

    words: Mapping[str, Word]
    beside: Mapping[str, Word]

    @property
    def answer(self) -> Answer | None:
        """What the row recognises components by; `None` where it cannot be read."""
        by, pattern = str(self.words["by"] or "").strip(), self.words["pattern"]
        text = "" if pattern is None else str(pattern).strip()
        if by not in list(OverrideBy) or not text:
            return None
        try:
            exact_name(text)
        except ValueError:
            return None
        return OverrideBy(by), text

    @property
    def decided(self) -> bool:
        """Whether somebody has written an outcome."""
        return bool(str(self.words["outcome"] or "").strip())


@dataclass(frozen=True, slots=True)
class EarlierSuggestions:
    """The rows of a file in their order."""

    rows: tuple[EarlierRow, ...] = ()
    delimiter: str | None = None
    """What stands between the cells of a CSV file."""
    notes: tuple[Issue, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What the rows recognise components by."""
        return tuple(row.answer for row in self.rows if row.answer is not None)


def read_earlier_suggestions(path: Path) -> EarlierSuggestions | None:
    """The overrides file that is there already; `None` where there is none.

    Raises:
        InputError: it is no overrides file, or holds something that writing it anew would lose.
    """
    if not path.exists():
        return None
    table = _sheet(path) if is_workbook(path) else read_csv(path, most_rows=MOST_ROWS)
    faults = [*table.faults, *_header_faults(table)]
    if faults:
        raise InputError(faults)
    places = {name: place for place, name in enumerate(table.header) if name}
    rows, beside = [], []
    for number, cells in table.rows:
        lost = [cell for n, cell in enumerate(cells) if n not in places.values() and cell]
        if lost:
            message = "a value stands in a column without header."
            hint = "Delete it, or move it into note."
            beside.append(_fault(table, "cell_without_column", message, hint, number))
        words = {name: _word(cells, places.get(name)) for name in OWN_COLUMNS}
        told = {name: _word(cells, places.get(name)) for name in SUGGESTION_COLUMNS}
        rows.append(EarlierRow(words, told))
    if beside:
        raise InputError(beside)
    delimiter = None if table.sheet else (";" if table.decimal_comma else ",")
    return EarlierSuggestions(tuple(rows), delimiter, table.notes)


def is_workbook(path: Path) -> bool:
    """Whether a file is to be an Excel workbook, by the end of its name."""
    return path.suffix.lower() in (".xlsx", ".xlsm")


def _sheet(path: Path) -> RawTable:
    sheets = read_sheets(path, most_rows=MOST_ROWS)
    lists = {name for name in sheets if name.casefold() == LISTS}
    others = [name for name in sheets if name not in lists]
    named = [name for name in others if name.casefold() == SHEET]
    chosen = named[0] if named else others[0] if len(others) == 1 else None
    filled = [n for n in others if n != chosen and (sheets[n].rows or any(sheets[n].header))]
    if chosen is None or filled or path.suffix.lower() == ".xlsm":
        raise input_error(
            "not_an_overrides_file",
            f"the workbook holds more than overrides: {', '.join(map(repr, filled or others))}."
            if path.suffix.lower() != ".xlsm"
            else "the workbook may hold macros, which would be lost.",
            Origin(str(path)),
            "Give a file that is for overrides alone: an .xlsx with one sheet, or CSV.",
        )
    return sheets[chosen]


def _header_faults(table: RawTable) -> list[Issue]:
    missing = [name for name in _NEEDED if name not in table.header]
    known = (*OWN_COLUMNS, *SUGGESTION_COLUMNS)
    unknown = [name for name in table.header if name and name not in known]
    twice = sorted({name for name in table.header if name and table.header.count(name) > 1})
    hint = "It was left as it is; give another name for the suggestions."
    faults = []
    if missing:
        faults.append(_fault(table, "not_an_overrides_file", "this is no overrides file: the "
                             f"columns {', '.join(missing)} are missing.", hint, 1))  # fmt: skip
    faults += [
        _fault(table, "unknown_column", f"{name[:80]!r} is not a column of an overrides file.",
               f"Rename it to note, or delete it; columns are {', '.join(known)}.", 1)
        for name in unknown
    ]  # fmt: skip
    faults += [
        _fault(table, "double_column", f"column {name} is there twice.", "Delete one.", 1)
        for name in twice
    ]
    return faults


def _fault(table: RawTable, code: str, message: str, hint: str, row: int) -> Issue:
    return Issue(Severity.ERROR, code, message, Origin(table.file, table.sheet, row), hint)


def _word(cells: tuple[RawCell, ...], place: int | None) -> Word:
    cell: Any = cells[place] if place is not None and place < len(cells) else None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, str | int | float) else str(cell)
