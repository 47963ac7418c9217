"""A plan one or more years on: what a log says was replaced is new, what was not done waits.

A pure fold over the rows of logs in the order of their months: rolling twice is rolling once over
both years. Nothing is guessed: a replacement that cannot be placed is listed with its reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from robuild.terms.condition import condition_grade
from robuild.terms.rolling_tables import DONE, UNITS, NotPlaced, Outcome
from robuild.terms.tables import checked
from robuild.terms.work_log import LoggedAction

ALL_OF_IT = 0.95
"""A surface counts as replaced when so much of it was."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Rolled:
    """What a building is after some years."""

    units: pd.DataFrame
    """`UNITS`; divided rows have ids that end in `@` and the year of the new part."""
    done: pd.DataFrame
    """`DONE`: every replacement and every planned job of the logs, in the order of months."""
    repairs: int
    """Rows that are neither: they change no age."""


def roll_units(
    units: pd.DataFrame, events: pd.DataFrame, planned_tasks: Iterable[str] = ()
) -> Rolled:
    """Units after what logs say was replaced.

    Within what a row may mean (component, variant, dwelling), those of the worst condition grade
    are taken first, then the oldest. A row that names a component by its id is of that one.

    Args:
        units: `UNITS` before.
        events: `WORK_LOG` rows of one or several logs.
        planned_tasks: ids of jobs that a plan foresees and that replace nothing.
    """
    planned = set(planned_tasks)
    state = _State(units)
    rows, repairs = [], 0
    ordered = events.sort_values(["month", "log_id"], kind="stable")
    for event in ordered.to_dict("records"):
        is_job = isinstance(event["task_id"], str) and event["task_id"] in planned
        if event["action"] != str(LoggedAction.WHOLE) and not is_job:
            repairs += 1
            continue
        base = {name: event[name] for name in _SAID}
        if event["action"] == str(LoggedAction.WHOLE):
            rows.append(base | state.replace(event))
        else:
            rows.append(base | {"placed_quantity": math.nan, "units": 0,
                                "outcome": str(Outcome.JOB_DONE), "reason": None})  # fmt: skip
    return Rolled(state.table(), _typed(rows, DONE), repairs)


@dataclass(frozen=True, slots=True)
class RolledOn:
    """What a plan that was rolled on tells beside the plan."""

    from_year: int
    year: int
    done: pd.DataFrame
    """`DONE`."""
    repairs: int
    backlog: pd.DataFrame
    """`BACKLOG`."""


_SAID = ("log_id", "month", "component_key", "task_id", "dwelling_code", "quantity")


@dataclass(slots=True)
class _State:
    """Units, as they change row by row."""

    before: pd.DataFrame
    rows: dict[str, dict[str, Any]] = field(init=False)
    by_key: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = {
            str(row["unit_id"]): {str(k): v for k, v in row.items()}
            for row in self.before.to_dict("records")
        }
        self.by_key = {}
        for unit_id, row in self.rows.items():
            self.by_key.setdefault(row["component_key"], []).append(unit_id)

    def table(self) -> pd.DataFrame:
        return _typed(list(self.rows.values()), UNITS)

    def replace(self, event: Mapping[Any, Any]) -> dict[str, Any]:
        """Make what the event names as new; what came of it."""
        year = int(str(event["month"])[:4])
        fitting = self._fitting(event, year)
        if not fitting:
            return _outcome(0.0, 0, NotPlaced.NONE_THERE)
        said = float(event["quantity"])
        counted = fitting[0]["counted"]
        left = said if not math.isnan(said) else (1.0 if counted else math.nan)
        placed, touched = 0.0, 0
        for row in fitting:
            taken = self._take(row, left, year)
            if taken is None:
                continue
            placed, touched = placed + taken, touched + 1
            if math.isnan(left):
                return _outcome(placed, touched, None)  # one of them, with all it has
            left -= taken
            if left <= _TINY or (not counted and left <= (1.0 - ALL_OF_IT) * said):
                return _outcome(placed, touched, None)
        if touched:
            return _outcome(placed, touched, NotPlaced.MORE_THAN_THERE)
        known = [row for row in fitting if not math.isnan(row["quantity"])]
        why = NotPlaced.PART_OF_ONE if known else NotPlaced.QUANTITY_UNKNOWN
        return _outcome(0.0, 0, why)

    def _fitting(self, event: Mapping[Any, Any], year: int) -> list[dict[str, Any]]:
        """Units that the event may be of, those first that it is likeliest to be."""
        found = [self.rows[each] for each in self.by_key.get(event["component_key"], [])]
        own = event["component_id"]
        if isinstance(own, str):
            found = [row for row in found if row["origin_id"] == own]
        for name in ("variant_id", "dwelling_code"):
            if isinstance(event[name], str):
                found = [row for row in found if row[name] == event[name]]
        older = [row for row in found if not row["installed_year"] > year]
        return sorted(older, key=_age_order)

    def _take(self, row: dict[str, Any], left: float, year: int) -> float | None:
        """Make as much of a unit new as is left to place; `None`: it cannot be divided so."""
        quantity = float(row["quantity"])
        if math.isnan(left):
            row |= {"installed_year": float(year), "condition_grade": None}
            return quantity
        if math.isnan(quantity):
            return None
        enough = quantity * (1.0 if row["counted"] else ALL_OF_IT)
        if left >= enough - _TINY:
            row |= {"installed_year": float(year), "condition_grade": None}
            return quantity
        if not row["divisible"]:
            return None
        self._divide(row, left, year)
        return left

    def _divide(self, row: dict[str, Any], amount: float, year: int) -> None:
        row["quantity"] -= amount
        name = f"{row['origin_id']}@{year}"
        if name == row["unit_id"]:  # of this year already; nothing older is left to divide
            row["quantity"] += amount
        elif name in self.rows:
            self.rows[name]["quantity"] += amount
        else:
            self.rows[name] = row | {
                "unit_id": name, "quantity": amount, "installed_year": float(year),
                "condition_grade": None,
            }  # fmt: skip
            self.by_key[row["component_key"]].append(name)


def _age_order(row: Mapping[str, Any]) -> tuple[int, float, str]:
    """The worst grade first, then the oldest; of unknown age before all others."""
    year, grade = row["installed_year"], condition_grade(row["condition_grade"])
    return (-(grade or 0), -math.inf if math.isnan(year) else year, row["unit_id"])


def _outcome(placed: float, units: int, reason: NotPlaced | None) -> dict[str, Any]:
    outcome = Outcome.RESET if reason is None else Outcome.PARTLY if units else Outcome.NOT_PLACED
    return {"placed_quantity": placed, "units": units, "outcome": str(outcome),
            "reason": reason and str(reason)}  # fmt: skip


def _typed(rows: list[dict[str, Any]], schema: Any) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(schema.columns))
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    for name, kind in types.items():
        if kind == "str":
            table[name] = table[name].where(table[name].notna(), None)
    return checked(schema, table.astype(types))
