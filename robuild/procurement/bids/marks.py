"""What sticks out: a bid far below the others, a position far from what others ask."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.procurement.bids.evaluating import Costs
from robuild.procurement.bids.figures import BoolArray, Figures

OUTLIER_LOW, OUTLIER_HIGH = 0.5, 2.0
"""A position outside this many medians is marked, with at least three bids on it."""
LEAST_BIDS = 3


@dataclass(frozen=True, slots=True)
class Outlier:
    """One bid on one position."""

    bid: int
    position: int
    value_nok: float
    median_nok: float


def low_marks(evaluated: FloatArray, complete: BoolArray, low_price_share: float) -> list[bool]:
    """Bids whose evaluated cost is below a share of the median of the other complete bids.

    Example:
        >>> low_marks(np.array([50.0, 100.0, 110.0]), np.array([True] * 3), 0.7)
        [True, False, False]
    """
    found = []
    for bid, cost in enumerate(evaluated):
        others = [c for at, c in enumerate(evaluated) if at != bid and complete[at]]
        known = bool(others) and bool(complete[bid]) and not math.isnan(cost)
        found.append(known and bool(cost < low_price_share * float(np.median(others))))
    return found


def medians(costs: FloatArray) -> FloatArray:
    """Median over the bids that have a value, by position; NaN where none has."""
    found = np.full(costs.shape[1], np.nan)
    for at in range(costs.shape[1]):
        known = costs[~np.isnan(costs[:, at]), at]
        if len(known):
            found[at] = np.median(known)
    return found


def outliers(figures: Figures, costs: Costs) -> Iterator[Outlier]:
    """Positions where a bid is far from the median of the bids on it."""
    total = costs.total
    for at, median in enumerate(medians(total)):
        known = int((~np.isnan(total[:, at])).sum())
        if known < LEAST_BIDS or not median > 0:
            continue
        for bid in range(len(figures.bidders)):
            value = total[bid, at]
            if value < OUTLIER_LOW * median or value > OUTLIER_HIGH * median:
                yield Outlier(bid, at, float(value), float(median))
