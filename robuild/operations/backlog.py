"""What was due while a log was kept and is not done: it waits, and is listed until it is done."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from robuild.costing import recurring_tasks, starting_age
from robuild.terms.catalog import Catalog, Task
from robuild.terms.rolling_tables import BACKLOG, BacklogKind
from robuild.terms.start_state import StartState
from robuild.terms.tables import checked

_TINY = 1e-9
_REPLACE_NOW = 3


def due_years(interval_years: float, from_year: int, last_year: int) -> list[int]:
    """Calendar years up to the last in which a job is due, counted from a year it was new.

    Example:
        >>> due_years(2.5, 2026, 2034)
        [2029, 2031, 2034]
    """
    number = math.floor((last_year - from_year) / interval_years + _TINY)
    return [from_year + math.ceil(k * interval_years - _TINY) for k in range(1, number + 1)]


def task_backlog(
    lines: pd.DataFrame,
    line_tasks: pd.DataFrame,
    events: pd.DataFrame,
    catalog: Catalog,
    from_year: int,
    year: int,
) -> pd.DataFrame:
    """`BACKLOG` of recurring jobs rarer than yearly.

    A row of a log does a job for all of a component where it names neither dwelling nor quantity,
    for the quantity it names, or for one of the dwellings that have it. It clears what was due
    before it and what is due within half an interval after it.

    Args:
        lines: `tables.LINES`.
        line_tasks: `tables.LINE_TASKS` of them.
        events: `WORK_LOG` rows of all logs since `from_year`.
        catalog: tasks.
        from_year: year that jobs are counted from.
        year: up to when.
    """
    here = {
        str(key): (float(group["quantity"].sum()), int(group["dwelling_count"].max()))
        for key, group in lines.groupby("component_key")
    }
    amounts = {
        str(task_id): tuple(float(group[name].sum(skipna=False)) for name in ("hours", "cost_nok"))
        for task_id, group in line_tasks.groupby("task_id")
    }
    rows = []
    for key, tasks in recurring_tasks(catalog).items():
        if key not in here:
            continue
        for task in tasks:
            waits = _waits(task, here[key], events, from_year, year)
            if waits is not None:
                due, done = waits
                rows.append(_task_row(task, due, done, here[key][0], amounts))
    return _table(rows)


def _waits(
    task: Task, here: tuple[float, int], events: pd.DataFrame, from_year: int, year: int
) -> tuple[int, float] | None:
    """The first year that is not wholly done, and how much of it is; `None` where nothing waits."""
    interval = task.interval_years or 0.0
    if interval <= 1.0:
        return None
    mine = events[events["task_id"] == task.task_id]
    years = mine["month"].str[:4].astype(int)
    shares = _shares(mine, here)
    for due in due_years(interval, from_year, year):
        done = float(shares[years > due - interval / 2.0].sum())
        if done < 1.0 - _TINY:
            return due, done
    return None


def _shares(events: pd.DataFrame, here: tuple[float, int]) -> pd.Series:
    """How much of a job each row did."""
    quantity, dwellings = here
    of_all = pd.Series(1.0, index=events.index)
    in_one = events["dwelling_code"].notna() & events["quantity"].isna()
    counted = events["quantity"] / quantity if quantity > 0 else of_all
    shares = of_all.where(~in_one, 1.0 / max(1, dwellings))
    return shares.where(events["quantity"].isna(), counted)


def _task_row(
    task: Task, due: int, done: float, quantity: float, amounts: Mapping[str, tuple[float, ...]]
) -> dict[str, Any]:
    left = 1.0 - done
    hours, nok = amounts.get(task.task_id, (math.nan, math.nan))
    return {
        "kind": str(BacklogKind.TASK), "component_key": task.component_key, "variant_id": None,
        "task_id": task.task_id, "due_year": float(due), "done_share": done,
        "quantity": left * quantity,
        "hours": left * hours,
        "cost_nok": left * nok,
    }  # fmt: skip


def overdue_replacements(lines: pd.DataFrame, line_costs: pd.DataFrame, year: int) -> pd.DataFrame:
    """`BACKLOG` of what is older than its service life, or is to be replaced at once.

    Args:
        lines: `tables.LINES`, at the year.
        line_costs: `tables.LINE_COSTS` of them.
        year: year 0 of the plan.
    """
    costs = {str(row["line_id"]): row for row in line_costs.to_dict("records")}
    rows = []
    for line in lines.to_dict("records"):
        cost = costs[line["line_id"]]
        esl = float(cost["estimated_service_life_years"])
        if math.isnan(esl) or esl <= 1.0:  # turns of a year or less are no backlog, as for jobs
            continue
        age = starting_age(esl, line["start_state"])
        state = StartState.parse(line["start_state"])
        if age < esl - _TINY and state.condition_grade != _REPLACE_NOW:
            continue
        due = float(year) if age < esl else year - math.floor(age - esl)
        rows.append(
            {
                "kind": str(BacklogKind.REPLACEMENT), "component_key": line["component_key"],
                "variant_id": line["variant_id"], "task_id": None, "due_year": float(due),
                "done_share": 0.0, "quantity": line["quantity"],
                "hours": cost["replacement_hours"], "cost_nok": cost["replacement_nok"],
            }
        )  # fmt: skip
    return _table(rows)


def backlog(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """`BACKLOG` of several, what has waited longest first."""
    table = pd.concat([part for part in parts if len(part)]) if any(map(len, parts)) else parts[0]
    order = ["due_year", "kind", "component_key", "task_id", "variant_id"]
    return checked(BACKLOG, table.sort_values(order, kind="stable").reset_index(drop=True))


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(BACKLOG.columns))
    types = {name: str(column.dtype) for name, column in BACKLOG.columns.items()}
    return checked(BACKLOG, table.astype(types))
