"""Recurring jobs of a building, each once, for calendars and other systems."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from robuild.costing import first_due
from robuild.language import Texts, figure
from robuild.operations import month_for, months_of
from robuild.plan_result import PlanResult
from robuild.terms.catalog import Task
from robuild.terms.vocabulary import Answer

_TINY = 1e-6
_DAYS_A_YEAR, _WEEKS_A_YEAR, _MONTHS_A_YEAR = 365.25, 52.0, 12.0


@dataclass(frozen=True, slots=True)
class Job:
    """One recurring task with all its places."""

    task: Task
    places: int
    hours: float
    """All places, once; NaN where they are not known."""
    cost_nok: float
    interval_years: float
    first_year: int
    """Calendar year of the first turn after year 0."""
    month: int

    @property
    def statutory(self) -> bool:
        """Whether the law asks for it."""
        return self.task.statutory is Answer.YES


def jobs_of(result: PlanResult) -> list[Job]:
    """What the law asks for first, then by month and id."""
    tasks = {task.task_id: task for task in result.catalog.tasks}
    lines = result.lines.set_index("line_id")
    base = result.settings.base_year or 0
    found = []
    for task_id, rows in result.line_tasks.groupby("task_id", sort=True):
        task = tasks[str(task_id)]
        interval = float(rows["interval_years"].iloc[0])
        due = 1.0 if interval <= 1.0 else first_due(interval, result.settings)
        found.append(
            Job(
                task,
                int(lines.loc[rows["line_id"], "place_count"].sum()),
                float(rows["hours"].sum(skipna=False)),
                float(rows["cost_nok"].sum(skipna=False)),
                interval,
                base + math.ceil(due - _TINY),
                _first_month(task, interval),
            )
        )
    return sorted(found, key=lambda job: (not job.statutory, job.month, job.task.task_id))


def _first_month(task: Task, interval: float) -> int:
    months = months_of(interval, task.month) if interval < 1.0 else []
    return months[0] if months else month_for(task.task_id, task.month)


def repeats(interval_years: float) -> tuple[str, int]:
    """Frequency and number as calendars count: the nearest whole weeks, months or years.

    Example:
        >>> repeats(1 / 12), repeats(0.5), repeats(2.5), repeats(10.0), repeats(1 / 52)
        (('monthly', 1), ('monthly', 6), ('monthly', 30), ('yearly', 10), ('weekly', 1))
    """
    if interval_years * _DAYS_A_YEAR < 6.0:
        return "daily", max(1, round(interval_years * _DAYS_A_YEAR))
    if interval_years * _MONTHS_A_YEAR < 0.75:
        return "weekly", max(1, round(interval_years * _WEEKS_A_YEAR))
    if abs(interval_years - round(interval_years)) < _TINY:
        return "yearly", round(interval_years)
    return "monthly", max(1, round(interval_years * _MONTHS_A_YEAR))


def interval_said(words: Texts, years: float) -> str:
    """`twice a year`, `every 5th year`."""
    times = round(1.0 / years)
    if years < 1 and abs(times * years - 1.0) < _TINY:
        return words.get("wheel.times_a_year", times=times)
    if years == 1:
        return words.get("wheel.every_year")
    return words.get(
        "wheel.every", years=figure(years, words.language, 0 if years == round(years) else None)
    )


def name_of(row: Any, words: Texts) -> str:
    """Name of a catalog row in a language."""
    return str(getattr(row, f"name_{words.language}"))
