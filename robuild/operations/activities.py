"""What residents can take part in through a year: hours, season, company, and what it takes.

From tasks that residents may do together (W2) or alone (W3). The money stands beside the plan and
enters none of its costs; as long as nobody says otherwise, nothing is saved (conventions §6).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing import Costing
from robuild.terms.catalog import Catalog, Task
from robuild.terms.settings import Settings
from robuild.terms.tables import ACTIVITIES, checked
from robuild.terms.vocabulary import (
    Answer,
    DoLevel,
    LocationClass,
    Season,
    TaskKind,
    Trade,
    Unit,
)

_SEASON_OF_MONTH = (
    Season.WINTER, Season.WINTER, Season.SPRING, Season.SPRING, Season.SPRING, Season.SUMMER,
    Season.SUMMER, Season.SUMMER, Season.AUTUMN, Season.AUTUMN, Season.AUTUMN, Season.WINTER,
)  # fmt: skip
_ON_DAMAGE = (TaskKind.REPAIR, TaskKind.REPLACEMENT)
_TWO_LIFT_GATE = "G12"
_TOGETHER = (DoLevel.WITH, DoLevel.ALONE)


@dataclass(frozen=True, slots=True)
class _Use:
    """How often one task is done on one line in a year, and how many hours that takes."""

    times: float
    hours: float


def activities(
    lines: pd.DataFrame,
    participation: pd.DataFrame,
    gates: pd.DataFrame,
    costing: Costing,
    catalog: Catalog,
    settings: Settings,
) -> pd.DataFrame:
    """`tables.ACTIVITIES`, a row per line × task that residents may do together or alone.

    Damage is shared evenly among the repair tasks of a component: which of them it takes is not
    known. Replacements are total losses and planned ones, as expected by the engine that is shown.

    Args:
        lines: `tables.LINES`.
        participation: `tables.PARTICIPATION` of the same lines.
        gates: `tables.GATES` of the same lines.
        costing: of the same lines.
        catalog: tasks and rates of trades.
        settings: what support, checks and compensation take.
    """
    tasks = {task.task_id: task for task in catalog.tasks}
    repairs = Counter(t.component_key for t in catalog.tasks if t.kind is TaskKind.REPAIR)
    replacements = Counter(t.component_key for t in catalog.tasks if t.kind is TaskKind.REPLACEMENT)
    of_line = _facts(lines, costing, catalog)
    two_lift = set(
        zip(*(gates.loc[gates["gate_id"] == _TWO_LIFT_GATE, n] for n in ("line_id", "task_id")),
            strict=True)
    )  # fmt: skip
    rows = []
    for row in participation[participation["do_level"].isin(_TOGETHER)].to_dict("records"):
        key = (str(row["line_id"]), str(row["task_id"]))
        task, facts = tasks[key[1]], of_line[key[0]]
        alike = (repairs if task.kind is TaskKind.REPAIR else replacements)[task.component_key]
        use = _use(task, facts, alike)
        together = row["do_level"] == DoLevel.WITH
        rows.append(
            {
                "line_id": key[0],
                "task_id": key[1],
                "do_level": row["do_level"],
                "season": str(_season(task)),
                "outdoors": str(_outdoors(facts)),
                "group_size": 2 if together or key in two_lift else 1,
                "times_per_year": use.times,
                "hours_per_year": use.hours,
                **_effects(use, task, catalog, settings, together=together),
            }
        )
    table = pd.DataFrame(rows, columns=list(ACTIVITIES.columns))
    types = {name: str(column.dtype) for name, column in ACTIVITIES.columns.items()}
    return checked(ACTIVITIES, table.astype(types))


def _facts(lines: pd.DataFrame, costing: Costing, catalog: Catalog) -> dict[str, dict[str, Any]]:
    """What a line has and how often it is hit and replaced in a year."""
    events = costing.shown.events
    years = events.planned.shape[1] - 1
    found = {}
    for place, line in enumerate(lines.to_dict("records")):
        component = catalog.component_by_key[str(line["component_key"])]
        times = float(line["quantity"] if line["unit"] == Unit.PIECE else line["place_count"])
        planned = float(events.planned[place].sum()) * times
        losses = float(events.total_losses[place].sum())
        found[str(line["line_id"])] = {
            **{str(key): value for key, value in line.items()},
            "hits": float(events.repairs[place].sum()) / years,
            "renewals": (planned + losses) / years,
            "per_event": component.event_quantity,
        }
    return found


def _use(task: Task, line: dict[str, Any], alike: int) -> _Use:
    """Times and hours a year of one task on one line; NaN where something is missing."""
    hours = math.nan if task.hours is None else task.hours
    if task.kind in _ON_DAMAGE:
        times = line["hits" if task.kind is TaskKind.REPAIR else "renewals"] / alike
        return _Use(times, times * hours)
    every = task.interval_years or math.nan
    return _Use(line["place_count"] / every, line["quantity"] * hours / every)


def _season(task: Task) -> Season:
    if task.kind in _ON_DAMAGE:
        return Season.WHEN_NEEDED
    return Season.ANY if task.month is None else _SEASON_OF_MONTH[task.month - 1]


def _outdoors(line: dict[str, Any]) -> Answer:
    place = line["location_class"]
    if place == LocationClass.UNKNOWN:
        return Answer.UNKNOWN
    return Answer.YES if place == LocationClass.EXTERIOR else Answer.NO


def _effects(
    use: _Use, task: Task, catalog: Catalog, settings: Settings, *, together: bool
) -> dict[str, float]:
    """What it takes of staff and money in a year, and what it saves of a trade's hours."""
    rate = catalog.rate_by_trade[task.trade].hourly_rate_nok
    staff = catalog.rate_by_trade[Trade.CARETAKER].hourly_rate_nok
    support = use.hours * settings.participation_support_share if together else 0.0 * use.hours
    check = use.times * settings.participation_check_hours
    compensation = use.hours * settings.participation_compensation_nok_per_hour
    redo = use.hours * settings.participation_redo_share * rate
    saved = use.hours * settings.participation_saved_share * rate
    return {
        "support_hours_per_year": support,
        "check_hours_per_year": check,
        "compensation_nok_per_year": compensation,
        "redo_nok_per_year": redo,
        "saved_nok_per_year": saved,
        "net_nok_per_year": saved - (support + check) * staff - compensation - redo,
    }
