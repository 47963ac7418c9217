"""How the ranking follows rate, period, alpha and damage rate, and where the winner changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.procurement.bids.evaluating import WhatIf, evaluate, ranks_of
from robuild.procurement.bids.figures import Figures
from robuild.terms.settings import MOST_YEARS
from robuild.terms.tender import Tender


class Tried(StrEnum):
    """What is changed, one at a time."""

    RATE = "rate"
    """One real rate in all years."""
    PERIOD = "period"
    ALPHA = "alpha"
    DAMAGE = "damage"
    """Damage rate as a multiple of the owner's."""


GRID: dict[Tried, tuple[float, ...]] = {
    Tried.RATE: (0.0, 0.02, 0.03, 0.04, 0.055, 0.07),
    Tried.PERIOD: (10, 20, 30, 40, 60, 75),
    Tried.ALPHA: (0.0, 0.25, 0.5, 1.0, 1.5, 2.0),
    Tried.DAMAGE: (0.25, 0.5, 1.0, 1.5, 2.0, 3.0),
}
RANGES: dict[Tried, tuple[float, float]] = {
    Tried.RATE: (0.0, 0.10), Tried.PERIOD: (1, MOST_YEARS), Tried.ALPHA: (0.0, 2.0),
    Tried.DAMAGE: (0.1, 10.0),
}  # fmt: skip
"""Where a break-even is looked for."""
_STEPS = 40
_HALVINGS = 40


@dataclass(frozen=True, slots=True)
class TriedRank:
    """Ranks and evaluated costs at one value."""

    tried: Tried
    value: float
    ranks: tuple[float, ...]
    evaluated_nok: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BidBreakEven:
    """Where another bid comes to cost the same as the winner."""

    tried: Tried
    bid: int
    value: float | None
    """The one nearest to what was announced; `None`: nowhere in the range."""


def changed(what: WhatIf, tried: Tried, value: float) -> WhatIf:
    """One thing changed."""
    match tried:
        case Tried.RATE:
            return replace(what, rates=(value, value, value))
        case Tried.PERIOD:
            return replace(what, period_years=int(value))
        case Tried.ALPHA:
            return replace(what, alpha=value)
        case Tried.DAMAGE:
            return replace(what, damage_factor=value)


def tried_ranks(tender: Tender, figures: Figures) -> list[TriedRank]:
    """Ranks over the grid."""
    announced = WhatIf.announced(tender.terms)
    found = []
    for tried, values in GRID.items():
        for value in values:
            costs = evaluate(tender, figures, changed(announced, tried, value)).evaluated
            ranks = ranks_of(costs, figures.complete)
            found.append(TriedRank(tried, value, tuple(ranks), tuple(costs)))
    return found


def break_evens(tender: Tender, figures: Figures, winner: int) -> list[BidBreakEven]:
    """Where each other ranked bid comes to cost the same as the winner."""
    announced = WhatIf.announced(tender.terms)
    others = [int(bid) for bid in figures.ranked if bid != winner]
    found = []
    for tried in Tried:

        def gaps(value: float, tried: Tried = tried) -> FloatArray:
            costs = evaluate(tender, figures, changed(announced, tried, value)).evaluated
            found: FloatArray = costs - costs[winner]
            return found

        at = _announced_value(announced, tried)
        grid = _grid(tried, at)
        over = np.array([gaps(value) for value in grid])
        for bid in others:
            value = _nearest(grid, over[:, bid], at, tried, partial(_gap, gaps, bid))
            found.append(BidBreakEven(tried, bid, value))
    return found


def _gap(gaps: Callable[[float], FloatArray], bid: int, value: float) -> float:
    return float(gaps(value)[bid])


def _announced_value(what: WhatIf, tried: Tried) -> float:
    values = {
        Tried.RATE: what.rates[0], Tried.PERIOD: float(what.period_years),
        Tried.ALPHA: what.alpha, Tried.DAMAGE: what.damage_factor,
    }  # fmt: skip
    return values[tried]


def _grid(tried: Tried, at: float) -> FloatArray:
    low, high = RANGES[tried]
    if tried is Tried.PERIOD:
        return np.arange(low, high + 1.0)
    if tried is Tried.DAMAGE:
        return np.unique(np.r_[np.geomspace(low, high, _STEPS + 1), at])
    return np.unique(np.r_[np.linspace(low, high, _STEPS + 1), at])


def _nearest(
    grid: FloatArray, gaps: FloatArray, at: float, tried: Tried, gap: Callable[[float], float]
) -> float | None:
    """The crossing nearest to a value; of a whole number the first at which the other wins."""
    found: list[float] = []
    for place in np.flatnonzero((gaps[:-1] < 0) != (gaps[1:] < 0)):
        low, high = float(grid[place]), float(grid[place + 1])
        if tried is Tried.PERIOD:
            found.append(high if at <= low else low)
            continue
        sign = gaps[place] < 0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2.0
            low, high = (middle, high) if (gap(middle) < 0) == sign else (low, middle)
        found.append((low + high) / 2.0)
    return min(found, key=lambda value: abs(value - at)) if found else None
