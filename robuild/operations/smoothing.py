"""Fewer peaks: planned replacements moved by a few years, and what moving them costs.

A suggestion beside the plan, which it does not change. Each replacement moves at most once, and all
later ones of its line move with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from robuild.costing import Costing, TimeValue
from robuild.costing.discounting import FloatArray
from robuild.terms.column_kinds import number, schema, text
from robuild.terms.tables import checked
from robuild.terms.vocabulary import CashFlowKind

MOVES = schema(
    "moves",
    {
        "line_id": text(),
        "from_year": number(),
        "to_year": number(),
        "real_cost_nok": number(),
        "extra_pv_nok": number(None),  # below 0 where later is cheaper
    },
    ["line_id", "from_year"],
)
_WORTH_IT = 1e-6


@dataclass(frozen=True, slots=True)
class Smoothed:
    """Years before and after, and the moves that make the difference."""

    moves: pd.DataFrame
    """`MOVES`, in the order in which they help most."""
    before_nok: FloatArray
    """Cost of each year 1 … last, in prices of the year."""
    after_nok: FloatArray

    @property
    def extra_pv_nok(self) -> float:
        """What all moves cost together, as a present value."""
        return float(self.moves["extra_pv_nok"].sum())


def smooth(plan: pd.DataFrame, costing: Costing, *, within_years: int = 2) -> Smoothed:
    """Moves that even out the years of the plan, largest gain first.

    A move is made as long as it lowers the sum of squares of the years; what is replaced at once
    (year 0) stays, and so do lines that are replaced several times within the plan.

    Args:
        plan: `tables.PLAN`.
        costing: of the same lines.
        within_years: how far a replacement may move, earlier or later; 0 moves nothing.

    Raises:
        ValueError: `within_years` is below 0.
    """
    if within_years < 0:
        raise ValueError(f"within_years is {within_years}; it must be 0 or more")
    last = int(plan["year"].max()) if len(plan) else 0
    years = np.zeros(last + 1)
    np.add.at(years, plan["year"].to_numpy(dtype=int), plan["real_cost_nok"].to_numpy(dtype=float))
    before = years.copy()
    movable = _movable(plan, costing)
    moves: list[dict[str, Any]] = []
    while movable and (best := _best(movable, years, last, within_years)) is not None:
        gain, item, to_year = best
        if gain <= _WORTH_IT * float(years @ years):
            break
        movable.remove(item)
        cost_then = item.base_nok * costing.time.price[to_year]
        years[item.year] -= item.cost_nok
        years[to_year] += cost_then
        moves.append(
            {
                "line_id": item.line_id,
                "from_year": float(item.year),
                "to_year": float(to_year),
                "real_cost_nok": item.cost_nok,
                "extra_pv_nok": _chain_pv(item, to_year, costing.time)
                - _chain_pv(item, item.year, costing.time),
            }
        )
    table = pd.DataFrame(moves, columns=list(MOVES.columns))
    types = {name: str(column.dtype) for name, column in MOVES.columns.items()}
    return Smoothed(checked(MOVES, table.astype(types)), before[1:], years[1:])


@dataclass(frozen=True, slots=True)
class _Item:
    line_id: str
    year: int
    cost_nok: float
    base_nok: float
    """In prices of year 0."""
    esl_years: float


def _movable(plan: pd.DataFrame, costing: Costing) -> list[_Item]:
    esl = dict(
        zip(
            costing.line_costs["line_id"],
            costing.line_costs["estimated_service_life_years"], strict=True,
        )
    )  # fmt: skip
    found = []
    planned = plan[(plan["kind"] == CashFlowKind.PLANNED_REPLACEMENT) & (plan["year"] >= 1)]
    times = planned["line_id"].value_counts()
    for row in planned.to_dict("records"):
        line_id, year = str(row["line_id"]), int(row["year"])
        if times[line_id] > 1:  # several in the plan move together or not at all
            continue
        cost = float(row["real_cost_nok"])
        base = cost / float(costing.time.price[year])
        found.append(_Item(line_id, year, cost, base, float(esl[line_id])))
    return sorted(found, key=lambda each: (each.year, each.line_id))


def _best(
    movable: list[_Item], years: FloatArray, last: int, within: int
) -> tuple[float, _Item, int] | None:
    """Largest fall of the sum of squares, the item and the year it goes to."""
    best: tuple[float, _Item, int] | None = None
    for item in movable:
        low, high = max(1, item.year - within), min(last, item.year + within)
        for to_year in range(low, high + 1):
            if to_year == item.year:
                continue
            cost = item.cost_nok
            gain = 2.0 * cost * (years[item.year] - years[to_year] - cost)
            if best is None or gain > best[0] + 1e-9:
                best = (float(gain), item, to_year)
    return best


def _chain_pv(item: _Item, first_year: int, time: TimeValue) -> float:
    """Present value of a replacement in a year and of all later ones within the period."""
    period = len(time.present) - 1
    at = np.arange(first_year, period, item.esl_years)
    booked = np.minimum(np.ceil(at).astype(int), period)
    return item.base_nok * float(time.present[booked].sum())
