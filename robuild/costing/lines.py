"""From lines to cash flows, life-cycle cost, weighted cost and totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from robuild.costing.discounting import FloatArray, discount_factors
from robuild.costing.line_rows import LineRow, line_costs, line_rows, line_tasks
from robuild.costing.service_life import replacement_times, year_of
from robuild.terms.catalog import Catalog
from robuild.terms.results import Totals
from robuild.terms.settings import Settings
from robuild.terms.tables import CASH_FLOWS, LCC, checked
from robuild.terms.vocabulary import CashFlowKind as Kind
from robuild.terms.vocabulary import Module

MODULE_OF = {
    Kind.PURCHASE: Module.ACQUISITION,
    Kind.PLANNED_MAINTENANCE: Module.MAINTENANCE,
    Kind.DAMAGE_REPAIR: Module.REPAIR,
    Kind.PLANNED_REPLACEMENT: Module.REPLACEMENT,
    Kind.DAMAGE_REPLACEMENT: Module.REPLACEMENT,
    Kind.DOWNTIME_PLANNED: Module.OUTSIDE,
    Kind.DOWNTIME_DAMAGE: Module.OUTSIDE,
    Kind.RESIDUAL_VALUE: Module.RESIDUAL_VALUE,
}
Flows = Mapping[Kind, FloatArray]
"""Kind -> lines × years 0 … period, real NOK."""


@dataclass(frozen=True, slots=True)
class Costing:
    """Every table of the cost of a set of lines."""

    line_costs: pd.DataFrame
    line_tasks: pd.DataFrame
    cash_flows: pd.DataFrame
    lcc: pd.DataFrame
    totals: Totals


def cost_lines(
    lines: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    *,
    repair_ease: pd.DataFrame,
    components_unmatched: int = 0,
) -> Costing:
    """Cost of every line over the period of analysis (conventions §2 to §5).

    Args:
        lines: `tables.LINES`.
        catalog: prices, lives, rates and tasks.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        components_unmatched: counted in the totals; they have no line.
    """
    rows = list(line_rows(lines, catalog, settings, repair_ease))
    tasks = line_tasks(rows, catalog)
    costs = line_costs(rows, tasks)
    counts = replacement_counts(rows, settings.period_years)
    flows = cash_flows(rows, costs, tasks, counts, settings)
    lcc = life_cycle_costs(rows, flows, settings)
    return Costing(
        line_costs=costs,
        line_tasks=tasks,
        cash_flows=_long(rows, flows),
        lcc=lcc,
        totals=_totals(lcc, lines, components_unmatched),
    )


def replacement_counts(rows: list[LineRow], period_years: int) -> FloatArray:
    """Planned replacements, lines × years 0 … period, by the integer rule (conventions §3.3).

    Another engine may put expected numbers in its place; cash flows take any.
    """
    counts = np.zeros((len(rows), period_years + 1))
    for at, row in enumerate(rows):
        if not row.missing:
            for time in replacement_times(row.esl_years, period_years, row.first_years):
                counts[at, year_of(time)] += 1.0
    return counts


def cash_flows(
    rows: list[LineRow],
    costs: pd.DataFrame,
    tasks: pd.DataFrame,
    counts: FloatArray,
    settings: Settings,
) -> Flows:
    """Real cash flows of each kind; lines with something missing have NaN throughout."""
    years = settings.period_years + 1
    running = np.concatenate([[0.0], np.ones(years - 1)])
    at_start = np.eye(1, years)[0]

    def column(name: str) -> FloatArray:
        return costs[name].to_numpy(dtype=float)

    events, lost = column("damage_events_per_year"), column("total_loss_share")
    planned = counts * column("planned_share")[:, None]
    residual = _residual(rows, settings)
    return {
        Kind.PURCHASE: np.outer([row.acquisition_nok for row in rows], at_start),
        Kind.PLANNED_MAINTENANCE: np.outer(column("maintenance_nok_per_year"), running)
        + _periodic(rows, tasks, settings.period_years),
        Kind.PLANNED_REPLACEMENT: planned * column("replacement_nok")[:, None],
        Kind.DAMAGE_REPAIR: np.outer(events * (1 - lost) * column("repair_event_nok"), running),
        Kind.DAMAGE_REPLACEMENT: np.outer(events * lost * column("total_loss_event_nok"), running),
        Kind.DOWNTIME_PLANNED: planned * column("replacement_downtime_nok")[:, None],
        Kind.DOWNTIME_DAMAGE: np.outer(
            events
            * (
                (1 - lost) * column("repair_event_downtime_nok")
                + lost * column("total_loss_event_downtime_nok")
            ),
            running,
        ),
        Kind.RESIDUAL_VALUE: np.outer(-residual, np.eye(1, years, years - 1)[0]),
    }


def _periodic(rows: list[LineRow], tasks: pd.DataFrame, period_years: int) -> FloatArray:
    """Work at intervals above a year: at k·interval before the period ends."""
    flows = np.zeros((len(rows), period_years + 1))
    at = {row.line.line_id: index for index, row in enumerate(rows)}
    seldom = tasks[(tasks["interval_years"] > 1.0) & tasks["cost_nok"].notna()]
    task: Any
    for task in seldom.itertuples(index=False):
        for time in replacement_times(task.interval_years, period_years):
            flows[at[task.line_id], year_of(time)] += task.cost_nok
    return flows


def _residual(rows: list[LineRow], settings: Settings) -> FloatArray:
    """Value left at the end of the period, a positive number (conventions §4.12)."""
    period = settings.period_years
    values = []
    for row in rows:
        times = [] if row.missing else replacement_times(row.esl_years, period, row.first_years)
        last = times[-1] if times else row.first_years - row.esl_years
        left = max(0.0, 1.0 - (period - last) / row.esl_years)
        values.append(settings.residual_share * row.material_nok * left)
    return np.array(values, dtype=float)


def life_cycle_costs(rows: list[LineRow], flows: Flows, settings: Settings) -> pd.DataFrame:
    """`tables.LCC`: present values by line (conventions §2.5, §2.6, §5.2)."""
    factors = discount_factors(settings)
    pv = {kind: table @ factors for kind, table in flows.items()}
    known = np.array([not row.missing for row in rows], dtype=bool)
    rei = np.array([row.rei for row in rows], dtype=float)
    replacement = pv[Kind.PLANNED_REPLACEMENT] + pv[Kind.DAMAGE_REPLACEMENT]
    residual = -pv[Kind.RESIDUAL_VALUE]
    lcc = (
        pv[Kind.PURCHASE]
        + pv[Kind.PLANNED_MAINTENANCE]
        + pv[Kind.DAMAGE_REPAIR]
        + replacement
        - residual
    )
    corrective = pv[Kind.DAMAGE_REPAIR] + pv[Kind.DAMAGE_REPLACEMENT]
    columns = {
        "acquisition_cost_nok": pv[Kind.PURCHASE],
        "maintenance_pv_nok": pv[Kind.PLANNED_MAINTENANCE],
        "repair_pv_nok": pv[Kind.DAMAGE_REPAIR],
        "replacement_pv_nok": replacement,
        "damage_replacement_pv_nok": pv[Kind.DAMAGE_REPLACEMENT],
        "residual_pv_nok": residual,
        "outside_pv_nok": pv[Kind.DOWNTIME_PLANNED] + pv[Kind.DOWNTIME_DAMAGE],
        "life_cycle_cost_nok": lcc,
        "corrective_pv_nok": corrective,
        "weighted_cost_nok": lcc + settings.alpha * (1.0 - rei) * corrective,
        "annual_equivalent_nok": lcc / factors[1:].sum(),
    }
    ids = pd.Series([row.line.line_id for row in rows], dtype="str")
    table = pd.DataFrame({"line_id": ids})
    for name, values in columns.items():
        table[name] = np.where(known, values, np.nan).astype(float)
    return checked(LCC, table)


def _long(rows: list[LineRow], flows: Flows) -> pd.DataFrame:
    """`tables.CASH_FLOWS`: every amount that is known and not 0."""
    ids = np.array([row.line.line_id for row in rows], dtype=object)
    parts = []
    for kind, amounts in flows.items():
        at, year = np.nonzero(np.nan_to_num(amounts))
        parts.append(
            pd.DataFrame(
                {
                    "line_id": pd.Series(ids[at], dtype="str"),
                    "year": year.astype(np.int64),
                    "module": pd.Series([str(MODULE_OF[kind])] * len(at), dtype="str"),
                    "kind": pd.Series([str(kind)] * len(at), dtype="str"),
                    "real_cost_nok": amounts[at, year].astype(float),
                }
            )
        )
    return checked(CASH_FLOWS, pd.concat(parts, ignore_index=True))


def _totals(lcc: pd.DataFrame, lines: pd.DataFrame, components_unmatched: int) -> Totals:
    def total(name: str) -> float:
        return float(lcc[name].sum())

    return Totals(
        acquisition_cost_nok=total("acquisition_cost_nok"),
        life_cycle_cost_nok=total("life_cycle_cost_nok"),
        outside_pv_nok=total("outside_pv_nok"),
        weighted_cost_nok=total("weighted_cost_nok"),
        annual_equivalent_nok=total("annual_equivalent_nok"),
        lines_missing=int(lcc["life_cycle_cost_nok"].isna().sum()),
        components_missing_quantity=int(lines["missing_quantity_count"].sum()),
        components_unmatched=components_unmatched,
    )
