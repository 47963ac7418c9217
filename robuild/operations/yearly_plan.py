"""The plan of the first years: planned replacements, recurring tasks and expected damage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from robuild.costing import Costing, ExpectedEvents, task_counts
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.tables import PLAN, checked, text_column
from robuild.terms.vocabulary import CashFlowKind as Kind

PEAK_FACTOR = 1.5
"""A year is a peak when it costs more than this many times the mean of the years 1 … `years`."""
PLAN_YEARS = 10
_TYPES: dict[str, Any] = {
    "year": int, "calendar_year": int, "line_id": "str", "kind": "str", "trade": "str",
    "quantity": float, "events": float, "hours": float, "real_cost_nok": float, "peak": bool,
}  # fmt: skip
Rows = Iterator[dict[str, Any]]


def replacement_plan(
    lines: pd.DataFrame,
    costing: Costing,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    *,
    years: int = PLAN_YEARS,
) -> pd.DataFrame:
    """`tables.PLAN` of years 1 … `years`, within the period; sums equal the cash flows.

    Work is planned by the integer rule, whatever engine is shown: nobody orders a fifth of a
    replacement in each of five years. Amounts are in the prices of their year.

    What a condition grade asks for at once is there too, in year 0. Planned replacements are
    expected numbers: a line whose damage renews some of it counts with its planned share. Damage
    is an expected number, the same each year. Downtime (module X) is no work and not here; lines
    with something missing are not either, their `missing` says why.

    Args:
        lines: `tables.LINES`.
        costing: of the same lines.
        catalog: trades and event quantities.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE`; names the trade that repairs.
        years: how many years to show.

    Raises:
        ValueError: `years` is below 1, or the base year is not set.
    """
    if years < 1:
        raise ValueError(f"years is {years}; it must be 1 or more")
    if settings.base_year is None:
        raise ValueError("base_year is not set; a plan needs calendar years")
    last = min(years, settings.period_years)
    merged = lines.merge(costing.line_costs, on="line_id", how="left", validate="one_to_one")
    repair_trade = dict(zip(repair_ease["variant_id"], repair_ease["repair_trade"], strict=True))
    rows: list[dict[str, Any]] = []
    line: Any
    for at, line in enumerate(merged.itertuples(index=False)):
        if pd.isna(line.missing):
            rows += _replacements(line, at, costing.en.events, catalog, last)
            rows += _damage(
                line, at, costing.en.events, catalog, repair_trade[line.variant_id], last
            )
    rows += _tasks(lines, costing.line_tasks, last, settings)
    table = pd.DataFrame(rows, columns=list(PLAN.columns))
    table["real_cost_nok"] *= costing.time.price[table["year"].to_numpy(dtype=int)]
    table["peak"] = table["year"].isin(_peak_years(table, last))
    table["calendar_year"] = table["year"] + settings.base_year
    table = table.sort_values(["year", "line_id", "kind", "task_id"], kind="stable")
    table = table.reset_index(drop=True).astype(_TYPES)
    table["task_id"] = text_column([None if pd.isna(t) else str(t) for t in table["task_id"]])
    return checked(PLAN, table)


def _replacements(line: Any, at: int, events: ExpectedEvents, catalog: Catalog, last: int) -> Rows:
    trade = str(catalog.variant_by_id[line.variant_id].trade)
    for year, times in _years_with(events.planned[at], last):
        yield _row(
            year, line.line_id, Kind.PLANNED_REPLACEMENT, trade, line.quantity * times, times,
            line.replacement_hours * times, line.replacement_nok * times,
        )  # fmt: skip


def _damage(
    line: Any, at: int, events: ExpectedEvents, catalog: Catalog, trade: str, last: int
) -> Rows:
    hit = catalog.component_by_key[line.component_key].event_quantity
    kinds = (
        (Kind.DAMAGE_REPAIR, events.repairs, line.repair_event_hours, line.repair_event_nok),
        (
            Kind.DAMAGE_REPLACEMENT, events.total_losses, line.total_loss_event_hours,
            line.total_loss_event_nok,
        ),
    )  # fmt: skip
    for kind, numbers, hours, nok in kinds:
        for year, times in _years_with(numbers[at], last):
            yield _row(
                year, line.line_id, kind, trade, hit * times, times, hours * times, nok * times
            )


def _tasks(lines: pd.DataFrame, line_tasks: pd.DataFrame, last: int, settings: Settings) -> Rows:
    quantity = dict(zip(lines["line_id"], lines["quantity"], strict=True))
    task: Any
    for task in line_tasks[line_tasks["cost_nok"].notna()].itertuples(index=False):
        counts = task_counts(float(task.interval_years), settings)
        for year, times in _years_with(counts, last):
            row = _row(
                year, task.line_id, Kind(task.kind), task.trade,
                quantity[task.line_id] * times, times, task.hours * times, task.cost_nok * times,
            )  # fmt: skip
            yield row | {"task_id": task.task_id}


def _years_with(numbers: np.ndarray, last: int) -> Iterator[tuple[int, float]]:
    for year in np.flatnonzero(numbers[: last + 1]):
        yield int(year), float(numbers[year])


def _row(
    year: int,
    line_id: str,
    kind: Kind,
    trade: str,
    quantity: float,
    events: float,
    hours: float,
    cost: float,
) -> dict[str, Any]:
    return {
        "year": year,
        "line_id": line_id,
        "kind": str(kind),
        "task_id": None,
        "trade": trade,
        "quantity": quantity,
        "events": events,
        "hours": hours,
        "real_cost_nok": cost,
    }


def _peak_years(table: pd.DataFrame, last: int) -> set[int]:
    by_year = table.groupby("year")["real_cost_nok"].sum()
    mean = by_year[by_year.index >= 1].sum() / last  # a year without work is a year of 0 NOK
    return {int(year) for year in by_year.index[by_year > PEAK_FACTOR * mean]}
