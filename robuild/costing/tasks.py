"""Recurring work: what it costs a line each time, and when it falls due (conventions §4.11)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from robuild.costing.discounting import FloatArray
from robuild.costing.line_row import LineRow
from robuild.costing.service_life import times_due
from robuild.terms.catalog import Catalog, Task
from robuild.terms.settings import Settings
from robuild.terms.tables import LINE_TASKS, checked
from robuild.terms.vocabulary import CashFlowKind as Kind
from robuild.terms.vocabulary import TaskKind

_RECURRING = {
    TaskKind.INSPECTION: Kind.INSPECTION,
    TaskKind.CLEANING: Kind.CLEANING,
    TaskKind.PLANNED_MAINTENANCE: Kind.PLANNED_MAINTENANCE,
}
_TINY = 1e-9
_TYPES: dict[str, Any] = {
    "line_id": "str", "task_id": "str", "kind": "str", "trade": "str", "interval_years": float,
    "hours": float, "cost_nok": float,
}  # fmt: skip


def recurring_tasks(catalog: Catalog) -> dict[str, list[Task]]:
    """component_key -> its recurring tasks, in catalog order."""
    found: dict[str, list[Task]] = {}
    for task in catalog.tasks:
        if task.kind in _RECURRING and task.interval_years is not None:
            found.setdefault(task.component_key, []).append(task)
    return found


def line_tasks(rows: Sequence[LineRow], catalog: Catalog) -> pd.DataFrame:
    """`tables.LINE_TASKS`: recurring work on each line; no amounts where something is missing."""
    tasks = recurring_tasks(catalog)
    found = [
        _line_task(row, task, catalog) for row in rows for task in tasks.get(row.component_key, [])
    ]
    table = pd.DataFrame(found, columns=list(LINE_TASKS.columns))
    return checked(LINE_TASKS, table.astype(_TYPES))


def _line_task(row: LineRow, task: Task, catalog: Catalog) -> dict[str, object]:
    rate = catalog.rate_by_trade[task.trade].hourly_rate_nok
    hours = row.quantity * (math.nan if task.hours is None else task.hours)
    material = row.quantity * (math.nan if task.material_nok is None else task.material_nok)
    return {
        "line_id": row.line_id,
        "task_id": task.task_id,
        "kind": str(_RECURRING[task.kind]),
        "trade": str(task.trade),
        "interval_years": task.interval_years,
        "hours": hours,
        "cost_nok": hours * rate + material,
    }


def first_due(interval_years: float, settings: Settings) -> float:
    """Time of the first of a job's turns after year 0 [years].

    Turns count from `tasks_from_year`, so a plan rolled on to a later year keeps them.

    Example:
        >>> first_due(5.0, Settings(base_year=2029, tasks_from_year=2026))
        2.0
    """
    base = settings.base_year
    if base is None or settings.tasks_from_year is None:
        return interval_years
    since = math.fmod(base - settings.tasks_from_year, interval_years)
    return interval_years - (since if interval_years - since > _TINY else 0.0)


def task_counts(interval_years: float, settings: Settings) -> FloatArray:
    """How often a task is done in each year 0 … period.

    At least once a year: evenly over the years. Less often: at every turn before the end.

    Example:
        >>> three = Settings(period_years=3)
        >>> task_counts(0.5, three), task_counts(1.5, three)
        (array([0., 2., 2., 2.]), array([0., 0., 1., 0.]))
    """
    if interval_years <= 1.0:
        return np.concatenate([[0.0], np.full(settings.period_years, 1.0 / interval_years)])
    return times_due(first_due(interval_years, settings), interval_years, settings.period_years)


def yearly_maintenance(tasks: pd.DataFrame) -> dict[str, float]:
    """line_id -> yearly cost of work done at least once a year; lines without it are left out."""
    often = tasks[(tasks["interval_years"] <= 1.0) & tasks["cost_nok"].notna()]
    yearly = (often["cost_nok"] / often["interval_years"]).groupby(often["line_id"]).sum()
    return {str(line_id): float(nok) for line_id, nok in yearly.items()}


def maintenance_flows(
    rows: Sequence[LineRow], tasks: pd.DataFrame, settings: Settings
) -> dict[Kind, FloatArray]:
    """Kind of work -> its cost, lines × years 0 … period [NOK]; NaN where a line lacks something.

    Args:
        rows: of `line_rows`.
        tasks: `tables.LINE_TASKS` of the same lines.
        settings: period, and the year that turns count from.
    """
    period_years = settings.period_years
    known = np.array([np.nan if row.missing else 0.0 for row in rows])
    flows = {
        kind: np.repeat(known[:, np.newaxis], period_years + 1, axis=1)
        for kind in _RECURRING.values()
    }
    place = {row.line_id: at for at, row in enumerate(rows)}
    counts: dict[float, FloatArray] = {}
    task: Any
    for task in tasks[tasks["cost_nok"].notna()].itertuples(index=False):
        every = float(task.interval_years)
        if every not in counts:
            counts[every] = task_counts(every, settings)
        flows[Kind(task.kind)][place[task.line_id]] += task.cost_nok * counts[every]
    return flows
