"""How uncertain life-cycle cost and yearly spending of a building are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from robuild.costing import LineRow, TimeValue
from robuild.costing.discounting import FloatArray
from robuild.terms.catalog import Catalog
from robuild.terms.column_kinds import number, schema, text
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.uncertainty.distribution import SHARES, Distribution, by_replicate
from robuild.uncertainty.draws import batches
from robuild.uncertainty.evaluating import Case, KeyCosts, add_running, costs_of_key

_FIGURES = ("mean", "p10", "p50", "p90")

LINE_UNCERTAINTY = schema(
    "line_uncertainty",
    {
        "line_id": text(unique=True),
        **{f"life_cycle_cost_{figure}_nok": number(None) for figure in _FIGURES},
        **{f"weighted_cost_{figure}_nok": number(None) for figure in _FIGURES},
    },
    None,
)

YEAR_UNCERTAINTY = schema(
    "year_uncertainty",
    {"year": number(), **{f"{figure}_nok": number(None) for figure in _FIGURES}},
    ["year"],
)


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What is known of costs when lives, prices, rates and use are not."""

    life_cycle_cost: Distribution
    """Of all lines together."""
    weighted_cost: Distribution
    lines: pd.DataFrame
    """`LINE_UNCERTAINTY`, in the order the lines came; without those that lack something."""
    years: pd.DataFrame
    """`YEAR_UNCERTAINTY`: what all lines cost in each year, in the real prices of that year, not
    discounted; without residual value, which nobody pays."""
    draws: int
    seed: int
    lines_missing: int
    """Left out, because something is missing."""


def simulate(
    rows: Sequence[LineRow],
    line_costs: pd.DataFrame,
    line_tasks: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    time: TimeValue,
) -> Uncertainty:
    """Life-cycle cost of a building and its lines, and what each year costs, with their spread.

    Lives, prices, rates and use are drawn once for the whole building; given those, renewals are
    exact expectations. Spread between single units is not in the figures: it averages out.

    Args:
        rows: of `costing.line_rows`.
        line_costs: `tables.LINE_COSTS` of the same lines.
        line_tasks: `tables.LINE_TASKS` of the same lines.
        catalog: that they were costed with.
        settings: spreads, draws and seed; period, alpha, tail.
        time: of `costing.time_value`.

    Raises:
        ValueError: `uncertainty_draws` is 0.
    """
    case = Case.of(rows, line_costs, line_tasks, catalog, settings, time)
    parts = case.parts
    draws = next(batches(len(parts.keys), settings))
    number = draws.labour.size
    budget = np.zeros((number, settings.period_years + 1))
    cost, weighted = np.zeros(number), np.zeros(number)
    figures = np.zeros((2, len(_FIGURES), len(parts.line_id)))
    for key in case.keys_used:
        found = costs_of_key(case, key, case.groups(key, yearly=True), draws, budget)
        with_aversion = _weighted(case, found)
        cost += found.life_cycle_cost.sum(axis=0)
        weighted += with_aversion.sum(axis=0)
        figures[0][:, found.places] = _told(found.life_cycle_cost, axis=1)
        figures[1][:, found.places] = _told(with_aversion, axis=1)
    add_running(budget, case, draws)
    return Uncertainty(
        life_cycle_cost=Distribution.of(by_replicate(cost)),
        weighted_cost=Distribution.of(by_replicate(weighted)),
        lines=_line_table(parts.line_id, figures),
        years=_year_table(budget * time.price),
        draws=number,
        seed=settings.seed,
        lines_missing=len(parts.missing),
    )


def _weighted(case: Case, found: KeyCosts) -> FloatArray:
    aversion = case.parts.repair_aversion[found.places, np.newaxis]
    weighted: FloatArray = found.life_cycle_cost + aversion * found.corrective
    return weighted


def _told(by_draw: FloatArray, axis: int) -> FloatArray:
    """Mean, P10, P50 and P90, in the first dimension."""
    return np.vstack([by_draw.mean(axis=axis), np.quantile(by_draw, SHARES, axis=axis)])


def _line_table(line_ids: Sequence[str], figures: FloatArray) -> pd.DataFrame:
    table = pd.DataFrame({"line_id": pd.Series(list(line_ids), dtype="str")})
    names = [name for name in LINE_UNCERTAINTY.columns if name != "line_id"]
    amounts = figures.reshape(len(names), -1)
    return checked(LINE_UNCERTAINTY, table.assign(**dict(zip(names, amounts, strict=True))))


def _year_table(budget: FloatArray) -> pd.DataFrame:
    told = zip(_FIGURES, _told(budget, axis=0), strict=True)
    years = np.arange(budget.shape[1], dtype=float)
    return checked(
        YEAR_UNCERTAINTY,
        pd.DataFrame({"year": years, **{f"{figure}_nok": amounts for figure, amounts in told}}),
    )
