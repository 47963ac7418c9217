"""One row of a log, cell by cell."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from robuild.logbook.months import date_of
from robuild.logbook.sheets import LogTable
from robuild.logbook.things import Building, Finder, Thing
from robuild.logbook.words import LogKind, action_of, cause_of
from robuild.register.cells import CellError, amount_of, shown, text_of
from robuild.tabular import RawCell, Unreadable
from robuild.terms.issues import Issue, Severity
from robuild.terms.work_log import DamageCause, LoggedAction

Value = TypeVar("Value")
_NUMBERS = ("quantity", "age_years", "hours", "cost_nok", "days")
_UNITS = re.compile(
    r"^(?:kr|nok)\.?\s*|\s*(?:,-|kr|nok|t|h|timer|timar|time|hours?|dager|dagar|dag|days?|døgn|år|"
    r"years?|stk|pcs|m2|m²|m)\.?$",
    re.IGNORECASE,
)
_MOST = {"quantity": 100_000.0, "age_years": 200.0, "hours": 10_000.0, "cost_nok": 1e8,
         "days": 3_650.0}  # fmt: skip
_COUNTED = {
    "cause": (
        "causes_not_known",
        "rows have a cause in words that are not known; they count as unknown cause",
        "cause",
    ),
    "action": (
        "actions_not_said",
        "rows do not say what was done; they count as repairs",
        "what",
    ),
    "place": (
        "places_not_dwellings",
        "rows name a place that is no dwelling of this building; it is left out",
        "dwelling",
    ),
}
_GUID = re.compile(r"[0-9A-Za-z_$]{22}(#\d+)?")


@dataclass(slots=True)
class Row:
    """What a row says, or why it cannot be used."""

    file: str
    sheet: str
    number: int
    cells: dict[str, Any] = field(default_factory=dict)
    """Columns of `WORK_LOG`."""
    faults: list[Issue] = field(default_factory=list)
    own_id: bool = False
    """It names something by an id of this building."""
    strange_id: str | None = None
    """It names something by an id that this building has not."""

    def content(self) -> str:
        """Everything it says, for telling rows apart."""
        return repr([self.cells.get(name) for name in _CONTENT])


_CONTENT = (
    "component_key", "variant_id", "line_id", "dwelling_code", "month", "cause", "action",
    *_NUMBERS, "task_id", "note",
)  # fmt: skip


class RowReader:
    """Reads rows of one building's logs; the same cell is read once."""

    def __init__(self, finder: Finder, building: Building) -> None:
        self._finder, self._building = finder, building
        self._known: dict[tuple[Any, type, RawCell], Any] = {}
        self._counted: Counter[str] = Counter()

    def read(self, table: LogTable, number: int, cells: Sequence[RawCell]) -> Row:
        """One row; faults are collected, none stops the others."""
        row = Row(table.raw.file, table.raw.sheet, number)
        said: dict[str, RawCell] = {}
        for column, place in table.places.items():
            cell = cells[place] if place < len(cells) else None
            if cell is Unreadable.CELL:
                _fault(row, table, column, CellError(
                    "cell_unreadable", "the cell cannot be read (a formula or an error).",
                    "Write the value itself."))  # fmt: skip
            elif cell is not None and cell != "":
                said[column] = cell
        self._when(row, table, said)
        for name in _NUMBERS:
            reader = _amounts(name, decimal_comma=table.raw.decimal_comma)
            row.cells[name] = self._cell(row, table, name, said.get(name), reader)
        if row.cells["days"] is None and "until" in said:
            row.cells["days"] = self._waited(row, table, said)
        note = self._note(row, table, said)
        self._what(row, table, said, note)
        self._how(row, table, said, note)
        self._where(row, table, said)
        row.cells["note"] = note
        row.cells["log_id"] = self._cell(row, table, "log_id", said.get("log_id"), text_of)
        return row

    def _cell(
        self,
        row: Row,
        table: LogTable,
        column: str,
        raw: RawCell,
        reader: Callable[[RawCell], Value | None],
    ) -> Value | None:
        """The value of a cell; what cannot be read becomes a fault of the row."""
        if raw is None or raw == "":
            return None
        key = (reader, type(raw), raw)
        known = self._known.get(key, self)
        if known is self:
            try:
                known = reader(raw)
            except CellError as error:
                known = error
            self._known[key] = known
        if isinstance(known, CellError):
            _fault(row, table, column, known, raw)
            return None
        value: Value | None = known
        return value

    def _when(self, row: Row, table: LogTable, said: Mapping[str, RawCell]) -> None:
        column = "registered" if "month" not in said and "registered" in said else "month"
        found = self._cell(row, table, column, said.get(column), date_of)
        if found is None:
            if not row.faults:
                _fault(row, table, "month", CellError(
                    "month_missing", "the cell is empty; when did it happen?",
                    "Write the month as 2026-03."))  # fmt: skip
            return
        row.cells["month"] = found[0]

    def _waited(self, row: Row, table: LogTable, said: Mapping[str, RawCell]) -> float | None:
        """Days between two dates that another system gives."""
        column = "registered" if "month" not in said and "registered" in said else "month"
        began = self._cell(row, table, column, said.get(column), date_of)
        ended = self._cell(row, table, "until", said.get("until"), date_of)
        if began is None or ended is None or began[1] is None or ended[1] is None:
            return None
        days = (ended[1] - began[1]) / dt.timedelta(days=1)
        if days < 0:
            _fault(row, table, "until", CellError(
                "ended_before", f"{shown(str(said['until']))} lies before it began.",
                "Check both dates."), said["until"])  # fmt: skip
            return None
        return float(days)

    def _note(self, row: Row, table: LogTable, said: Mapping[str, RawCell]) -> str | None:
        parts = [
            self._cell(row, table, column, said[column], text_of)
            for column in ("title", "note", "feedback")
            if column in said
        ]
        return " – ".join(dict.fromkeys(part for part in parts if part)) or None

    def _what(
        self, row: Row, table: LogTable, said: Mapping[str, RawCell], note: str | None
    ) -> None:
        thing = self._thing(row, table, said, note)
        if thing is None:
            return
        variant = self._cell(row, table, "variant", said.get("variant"), text_of)
        chosen = thing.variant_id
        if variant is not None:
            try:
                chosen = self._finder.variant(variant, thing.component_key)
            except CellError as error:
                _fault(row, table, "variant", error, variant)
        year = self._building.installed_year.get(
            thing.component_id or "", self._building.first_year
        )
        if year is not None and int(row.cells.get("month", "9999")[:4]) < year:
            _fault(row, table, "month", CellError(
                "before_installation",
                f"{row.cells['month']} is before {year}, its year of installation.",
                "Check the month, or the year of installation in model or settings."),
                year)  # fmt: skip
        row.cells |= {
            "component_key": thing.component_key, "variant_id": chosen, "line_id": thing.line_id,
            "component_id": thing.component_id, "task_id": thing.task_id,
        }  # fmt: skip

    def _thing(
        self, row: Row, table: LogTable, said: Mapping[str, RawCell], note: str | None
    ) -> Thing | None:
        """What it is about, by the surest that the row says."""
        before = len(row.faults)
        for column in ("line_id", "component_id"):
            text = self._cell(row, table, column, said.get(column), text_of)
            if text is None:
                continue
            found = self._finder.by_id(text)
            if found is not None:
                row.own_id = True
                return self._with_task(row, table, said, found)
            row.strange_id = text
            _fault(row, table, column, CellError(
                "unknown_id", f"{shown(text)} is not in this building.",
                "Check it, or name the component and leave this empty."), text)  # fmt: skip
        text = self._cell(row, table, "component", said.get("component"), text_of)
        if text is not None and _GUID.fullmatch(text):
            found = self._finder.by_id(text)
            row.own_id = found is not None
            row.strange_id = None if found else text
        if table.kind is LogKind.ROBUILD:
            thing = self._cell(row, table, "component", said.get("component"), self._by_name)
            if thing is None and text is None and len(row.faults) == before:
                _fault(row, table, "component", CellError(
                    "component_missing", "the cell is empty; what broke?",
                    "Write a name of the catalog, a GlobalId or a line of the plan."))  # fmt: skip
            return self._with_task(row, table, said, thing) if thing else None
        return self._of_other_system(row, table, said, text, note)

    def _by_name(self, raw: RawCell) -> Thing | None:
        text = text_of(raw)
        return None if text is None else self._finder.by_name(text)

    def _of_other_system(
        self, row: Row, table: LogTable, said: Mapping[str, RawCell], asset: str | None,
        note: str | None,
    ) -> Thing | None:  # fmt: skip
        task = self._cell(row, table, "task", said.get("task"), text_of)
        title = self._cell(row, table, "title", said.get("title"), text_of)
        for text in (asset, task, title, note):
            found = self._finder.in_words(text) if text else None
            if found is not None:
                row.own_id = row.own_id or found.line_id is not None
                return self._with_task(row, table, said, found)
        code = self._cell(row, table, "element_code", said.get("element_code"), text_of)
        found = self._finder.of_code(code) if code else None
        if found is not None:
            return found
        named = asset or title or note or code
        _fault(row, table, "component" if asset else "title", CellError(
            "unknown_component",
            f"{shown(named)} names nothing that robuild knows in this building." if named
            else "nothing says what it is about.",
            "Name it as the catalog does, or by its GlobalId."), named)  # fmt: skip
        return None

    def _with_task(
        self, row: Row, table: LogTable, said: Mapping[str, RawCell], thing: Thing
    ) -> Thing:
        text = self._cell(row, table, "task", said.get("task"), text_of)
        text = text or self._cell(row, table, "title", said.get("title"), text_of)
        found = self._finder.of_task(text) if text else None
        if found is None or found.component_key != thing.component_key:
            return thing
        return Thing(thing.component_key, thing.variant_id, thing.line_id, thing.component_id,
                     found.task_id)  # fmt: skip

    def _how(
        self, row: Row, table: LogTable, said: Mapping[str, RawCell], note: str | None
    ) -> None:
        """Cause and action, in the words of the row."""
        own = table.kind is LogKind.ROBUILD
        what = self._cell(row, table, "what", said.get("what"), text_of)
        cause = self._cell(row, table, "cause", said.get("cause"), text_of)
        found = cause_of(cause) if cause else None
        if not own:
            found = next((c for text in (what, note) if text and (c := cause_of(text))), None)
        if found is None and cause:
            self._counted["cause"] += 1
        row.cells["cause"] = str(found or DamageCause.UNKNOWN)
        action = self._cell(row, table, "action", said.get("action"), text_of)
        done = action_of(action) if action else None
        if own and done is None:
            allowed = ", ".join(LoggedAction)
            _fault(row, table, "action", CellError(
                "unknown_action" if action else "action_missing",
                f"{shown(action)} is none of {allowed}." if action
                else f"the cell is empty; needed is one of {allowed}.",
                "Choose from the list."), action)  # fmt: skip
            return
        if not own:
            done = next((a for text in (what, note) if text and (a := action_of(text))), None)
            if done is None:
                self._counted["action"] += 1
        row.cells["action"] = str(done or LoggedAction.REPAIR)

    def _where(self, row: Row, table: LogTable, said: Mapping[str, RawCell]) -> None:
        text = self._cell(row, table, "dwelling", said.get("dwelling"), text_of)
        row.cells["dwelling_code"] = None
        if text is None:
            return
        code = self._finder.dwelling(text)
        if code is not None:
            row.own_id = True
            row.cells["dwelling_code"] = code
        elif table.kind is LogKind.ROBUILD:
            row.strange_id = row.strange_id or text
            _fault(row, table, "dwelling", CellError(
                "unknown_dwelling", f"{shown(text)} is no dwelling of this building.",
                "Write its code as the plan has it, or leave the cell empty."), text)  # fmt: skip
        else:
            self._counted["place"] += 1

    def notes_of(self, table: LogTable) -> list[Issue]:
        """What was counted since the last table."""
        notes = [
            Issue(Severity.INFO, _COUNTED[key][0], f"{number} {_COUNTED[key][1]}.",
                  table.origin(None, _COUNTED[key][2]), count=number)
            for key, number in self._counted.items()
        ]  # fmt: skip
        self._counted.clear()
        return notes


@cache
def _amounts(name: str, *, decimal_comma: bool) -> Callable[[RawCell], float | None]:
    """Reads a number with or without its unit; not negative, and not beyond belief."""

    def read(raw: RawCell) -> float | None:
        bare = raw
        if isinstance(raw, str):
            bare = raw.strip()
            for _ in range(2):
                bare = _UNITS.sub("", str(bare)).strip()
        value = amount_of(bare, decimal_comma=decimal_comma)
        if value is not None and value > _MOST[name]:
            raise CellError(
                "too_large", f"{shown(str(raw))} is too large; at most {_MOST[name]:g}.",
                "Check the unit.",
            )  # fmt: skip
        return value

    return read


def _fault(row: Row, table: LogTable, column: str, error: CellError, value: RawCell = None) -> None:
    origin = table.origin(row.number, column)
    said = "" if value is None else shown(str(value))
    row.faults.append(
        Issue(Severity.ERROR, error.code, error.message, origin, error.hint, value=said)
    )
