"""The plan of the first years: planned replacements, recurring tasks and expected damage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from robuild.costing import Costing, first_replacement, replacement_times
from robuild.costing.service_life import year_of
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.tables import PLAN, checked, text_column
from robuild.terms.vocabulary import CashFlowKind as Kind

PEAK_FACTOR = 1.5
"""A year is a peak when it costs more than this many times the mean of the years shown."""
PLAN_YEARS = 10


def replacement_plan(
    lines: pd.DataFrame,
    costing: Costing,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    *,
    years: int = PLAN_YEARS,
) -> pd.DataFrame:
    """`tables.PLAN` of years 1 … `years`, within the period.

    Damage is an expected number, the same each year; replacements fall in the year of the integer
    rule and count with the line's planned share. Downtime (module X) is not work and not here.

    Args:
        lines: `tables.LINES`.
        costing: of the same lines.
        catalog: trades and tasks.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE`; names the trade that repairs.
        years: how many years to show.
    """
    last = min(years, settings.period_years)
    repair_trade = dict(zip(repair_ease["variant_id"], repair_ease["repair_trade"], strict=True))
    merged = lines.merge(costing.line_costs, on="line_id", validate="one_to_one")
    rows: list[dict[str, Any]] = []
    line: Any
    for line in merged[merged["missing"].isna()].itertuples(index=False):
        variant = catalog.variant_by_id[line.variant_id]
        rows += _replacements(line, str(variant.trade), last, settings)
        rows += _damage(line, repair_trade[line.variant_id], catalog, last)
    rows += _tasks(lines, costing.line_tasks, last, settings)
    table = pd.DataFrame(rows, columns=list(PLAN.columns))
    table["peak"] = table["year"].isin(_peaks(table))
    table["calendar_year"] = table["year"] + (settings.base_year or 0)
    table = table.sort_values(["year", "line_id", "kind", "task_id"], kind="stable")
    table = table.reset_index(drop=True).astype(
        {"year": int, "calendar_year": int, "quantity": float, "events": float, "hours": float}
        | {"real_cost_nok": float, "peak": bool, "line_id": "str", "kind": "str", "trade": "str"}
    )
    table["task_id"] = text_column([None if pd.isna(t) else t for t in table["task_id"]])
    return checked(PLAN, table)


def _replacements(line: Any, trade: str, last: int, settings: Settings) -> Iterator[dict[str, Any]]:
    esl = line.estimated_service_life_years
    counts: dict[int, int] = {}
    for time in replacement_times(
        esl, settings.period_years, first_replacement(esl, line.start_state)
    ):
        year = year_of(time)
        if 1 <= year <= last:
            counts[year] = counts.get(year, 0) + 1
    for year, count in counts.items():
        times = count * line.planned_share
        yield _row(
            year, line.line_id, Kind.PLANNED_REPLACEMENT, None, trade,
            line.quantity * times, times, line.replacement_hours * times,
            line.replacement_nok * times,
        )  # fmt: skip


def _damage(line: Any, trade: str, catalog: Catalog, last: int) -> Iterator[dict[str, Any]]:
    quantity = catalog.component_by_key[line.component_key].event_quantity
    events = line.damage_events_per_year
    lost = events * line.total_loss_share
    shares = (
        (Kind.DAMAGE_REPAIR, events - lost, line.repair_event_hours, line.repair_event_nok),
        (Kind.DAMAGE_REPLACEMENT, lost, line.total_loss_event_hours, line.total_loss_event_nok),
    )
    for kind, number, hours, cost in shares:
        if number > 0:
            for year in range(1, last + 1):
                yield _row(
                    year, line.line_id, kind, None, trade,
                    number * quantity, number, number * hours, number * cost,
                )  # fmt: skip


def _tasks(
    lines: pd.DataFrame, line_tasks: pd.DataFrame, last: int, settings: Settings
) -> Iterator[dict[str, Any]]:
    quantity = dict(zip(lines["line_id"], lines["quantity"], strict=True))
    known = line_tasks[line_tasks["cost_nok"].notna()]
    task: Any
    for task in known.itertuples(index=False):
        for year, times in _task_years(task.interval_years, last, settings.period_years):
            yield _row(
                year, task.line_id, Kind.PLANNED_MAINTENANCE, task.task_id, task.trade,
                quantity[task.line_id], times, task.hours * times, task.cost_nok * times,
            )  # fmt: skip


def _task_years(interval: float, last: int, period: int) -> Iterator[tuple[int, float]]:
    if interval <= 1.0:
        for year in range(1, last + 1):
            yield year, 1.0 / interval
        return
    for time in replacement_times(interval, period):
        if year_of(time) <= last:
            yield year_of(time), 1.0


def _row(
    year: int, line_id: str, kind: Kind, task_id: str | None, trade: str,
    quantity: float, events: float, hours: float, cost: float,
) -> dict[str, Any]:  # fmt: skip
    return {
        "year": year,
        "line_id": line_id,
        "kind": str(kind),
        "task_id": task_id,
        "trade": trade,
        "quantity": quantity,
        "events": events,
        "hours": hours,
        "real_cost_nok": cost,
    }


def _peaks(table: pd.DataFrame) -> set[int]:
    by_year = table.groupby("year")["real_cost_nok"].sum()
    return set(by_year.index[by_year > PEAK_FACTOR * by_year.mean()])
