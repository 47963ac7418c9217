"""Point-scoring models beside the ranking in money, and how they can turn against themselves.

Points that depend on the best or the dearest bid make the order of two bids hang on a third one:
taking a losing bid away can reverse the others. Money has no such weakness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from robuild.costing.discounting import FloatArray

MOST_POINTS = 10.0
COST_WEIGHT = 0.7
"""Weight of cost beside quality in the comparison; the rest is the repair-ease index."""
_WEIGHTS = (0.7, 0.65, 0.75, 0.6, 0.8, 0.55, 0.85, 0.5, 0.9, 0.45, 0.4)
"""Where an example is looked for, nearest to the usual one first."""
_APART = 1e-6
_MADE_UP_WEIGHT = 0.6


class PointModel(StrEnum):
    """How money becomes points."""

    RELATIVE = "relative"
    """`10 · (1 − (cost − lowest) / lowest)`, at least 0."""
    PROPORTIONAL = "proportional"
    """`10 · lowest / cost`."""
    SPAN = "span"
    """`10 · (dearest − cost) / (dearest − lowest)`."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """Two bids that change places when a losing third one is taken away."""

    model: PointModel
    cost_weight: float
    removed: str
    before: str
    """The better of the two with all bids."""
    after: str
    """The better of the two without it."""
    names: tuple[str, ...]
    costs_nok: tuple[float, ...]
    qualities: tuple[float, ...]
    with_all: tuple[float, ...]
    without: tuple[float | None, ...]
    """Points without the removed bid; `None` for that one."""
    made_up: bool
    """Whether the bids are made up, since the real ones show no reversal."""


def points_of_cost(model: PointModel, costs: FloatArray) -> FloatArray:
    """Points of cost, 0 to 10.

    Example:
        >>> points_of_cost(PointModel.PROPORTIONAL, np.array([100.0, 125.0]))
        array([10.,  8.])
    """
    low, high = costs.min(), costs.max()
    found: FloatArray
    if model is PointModel.RELATIVE:
        found = np.maximum(0.0, MOST_POINTS * (1.0 - (costs - low) / low))
    elif model is PointModel.PROPORTIONAL:
        found = MOST_POINTS * low / costs
    elif high - low < _APART:
        found = np.full(len(costs), MOST_POINTS)
    else:
        found = MOST_POINTS * (high - costs) / (high - low)
    return found


def total_points(
    model: PointModel, costs: FloatArray, quality: FloatArray, cost_weight: float = COST_WEIGHT
) -> FloatArray:
    """Weighted points of cost and quality; quality is an index of 0 to 1."""
    found: FloatArray = (
        cost_weight * points_of_cost(model, costs) + (1.0 - cost_weight) * MOST_POINTS * quality
    )
    return found


def reversal(names: Sequence[str], costs: FloatArray, quality: FloatArray) -> Reversal | None:
    """A case where taking a losing bid away reverses two others; the weight nearest to 70 %."""
    known = ~(np.isnan(costs) | np.isnan(quality)) & (costs > 0)
    at = np.flatnonzero(known)
    if len(at) < 3:
        return None
    for weight in _WEIGHTS:
        for model in PointModel:
            found = _reversal([names[int(i)] for i in at], costs[at], quality[at], model, weight)
            if found:
                return found
    return None


def _reversal(
    names: Sequence[str], costs: FloatArray, quality: FloatArray, model: PointModel, weight: float
) -> Reversal | None:
    everything = total_points(model, costs, quality, weight)
    best = int(everything.argmax())
    for removed in range(len(names)):
        if removed == best or everything[removed] >= everything[best] - _APART:
            continue
        left = [i for i in range(len(names)) if i != removed]
        fewer = total_points(model, costs[left], quality[left], weight)
        for a, b in combinations(range(len(left)), 2):
            before = everything[left[a]] - everything[left[b]]
            after = fewer[a] - fewer[b]
            if before * after < 0 and min(abs(before), abs(after)) > _APART:
                pair = (left[a], left[b]) if before > 0 else (left[b], left[a])
                without = {i: float(p) for i, p in zip(left, fewer, strict=True)}
                return Reversal(
                    model, weight, names[removed], names[pair[0]], names[pair[1]], tuple(names),
                    tuple(map(float, costs)), tuple(map(float, quality)),
                    tuple(map(float, everything)),
                    tuple(without.get(i) for i in range(len(names))), made_up=False,
                )  # fmt: skip
    return None


def made_up_reversal() -> Reversal:
    """Three bids that nobody made, clearly marked, that show what can happen."""
    names = ("A", "B", "C")
    costs, quality = np.array([1_300_000.0, 1_000_000.0, 800_000.0]), np.array([0.95, 0.64, 0.1])
    found = _reversal(names, costs, quality, PointModel.PROPORTIONAL, _MADE_UP_WEIGHT)
    if found is None:
        raise AssertionError("the made-up example must show a reversal")
    return Reversal(
        found.model, found.cost_weight, found.removed, found.before, found.after, found.names,
        found.costs_nok, found.qualities, found.with_all, found.without, made_up=True,
    )  # fmt: skip
