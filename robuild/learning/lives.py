"""Service lives from what was replaced because it was worn, and from what still is there.

Weibull lives with right censoring (still in use) and left truncation (old when the log began).
What is known beforehand is a prior on the median and on the shape, so two early failures among
fifty do not make every door wear out at one age, as the bare fit would.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.learning.rates import LEVEL

FEWEST_FAILURES = 3
"""Fewer are never fitted without a prior."""
MEDIAN_SPREAD = SHAPE_SPREAD = 0.35
"""Standard deviation of the logarithm, before anything is seen: an assumption of robuild."""
_MEDIANS, _SHAPES, _WIDTH = 121, 81, 4.0
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Histories:
    """Units and how long they were seen; arrays of equal length, years."""

    entry_years: FloatArray
    """Age when the log began; 0 for what was new after that."""
    exit_years: FloatArray
    """Age when it failed, or when it was last seen."""
    failed: np.ndarray
    units: FloatArray
    """How many alike; may be a fraction."""

    @property
    def failures(self) -> float:
        """Number that wore out."""
        return float(self.units[self.failed].sum())


@dataclass(frozen=True, slots=True)
class Life:
    """What is held of a life after seeing units fail and last."""

    median_years: float
    median_low_years: float
    median_high_years: float
    """5 % and 95 %."""
    shape: float
    weight_share: float
    """How much narrower the median is known than before: 0 not at all, 1 wholly."""


def learn_life(seen: Histories, median_years: float, shape: float) -> Life:
    """Median and shape of a life on a grid (docs/learning.md).

    Args:
        seen: units; none is fine, and leaves what was held before.
        median_years: held before, above 0.
        shape: Weibull shape held before, above 0 and finite.

    Raises:
        ValueError: a prior that is not so, or units that left before they entered.
    """
    if not (median_years > 0 and 0 < shape < math.inf):
        raise ValueError(f"median {median_years} and shape {shape} must be above 0 and finite")
    if np.any(seen.exit_years < seen.entry_years - _TINY):
        raise ValueError("a unit was last seen at a lower age than when the log began")
    steps = np.linspace(-_WIDTH, _WIDTH, _MEDIANS)
    log_median = math.log(median_years) + MEDIAN_SPREAD * steps
    shape_steps = np.linspace(-_WIDTH, _WIDTH, _SHAPES)
    log_shape = math.log(shape) + SHAPE_SPREAD * shape_steps
    prior = -0.5 * (steps[:, np.newaxis] ** 2 + shape_steps[np.newaxis, :] ** 2)
    log_weight = prior + _log_likelihood(seen, log_median, log_shape)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    of_median = weight.sum(axis=1)
    share = np.cumsum(of_median) - of_median / 2.0
    tail = (1.0 - LEVEL) / 2.0
    low, middle, high = np.exp(np.interp((tail, 0.5, 1.0 - tail), share, log_median))
    mean = float(of_median @ log_median)
    variance = float(of_median @ (log_median - mean) ** 2)
    before = _variance_of_grid(steps) * MEDIAN_SPREAD**2
    return Life(
        float(middle), float(low), float(high),
        float(np.exp(weight.sum(axis=0) @ log_shape)),
        min(1.0, max(0.0, 1.0 - variance / before)),
    )  # fmt: skip


def expected_failures(seen: Histories, median_years: float, shape: float) -> float:
    """How many of the units would have worn out as they were seen, had the life been so."""
    worn = seen.exit_years**shape - seen.entry_years**shape
    return float(math.log(2.0) * (seen.units @ worn) / median_years**shape)


def _variance_of_grid(steps: FloatArray) -> float:
    weight = np.exp(-0.5 * steps**2)
    return float((weight @ steps**2) / weight.sum())


def _log_likelihood(seen: Histories, log_median: FloatArray, log_shape: FloatArray) -> FloatArray:
    """Medians × shapes."""
    total = np.zeros((len(log_median), len(log_shape)))
    if not len(seen.units):
        return total
    ages, place = np.unique(
        np.maximum(np.concatenate([seen.entry_years, seen.exit_years]), _TINY), return_inverse=True
    )
    entered, left = place[: len(seen.units)], place[len(seen.units) :]
    # cumulated hazard of all units at once: exits less entries, by age
    net = np.zeros(len(ages))
    np.add.at(net, left, seen.units)
    np.add.at(net, entered, -seen.units)
    failed = np.zeros(len(ages))
    np.add.at(failed, left[seen.failed], seen.units[seen.failed])
    log_age = np.log(ages)
    number, log_sum = failed.sum(), float(failed @ log_age)
    for column, log_b in enumerate(log_shape):
        b = math.exp(log_b)
        # eta^b = median^b / ln 2
        log_hazard_scale = math.log(math.log(2.0)) - b * log_median
        powers = float(net @ np.exp(b * log_age))
        total[:, column] = (
            -np.exp(log_hazard_scale) * powers
            + number * (log_b + log_hazard_scale)
            + (b - 1.0) * log_sum
        )
    return total


def fit_life(seen: Histories) -> tuple[float, float]:
    """Weibull scale [years] and shape of greatest likelihood, with nothing known beforehand.

    Raises:
        ValueError: fewer than three failures, or failures all at one age: a bare fit of so little
            says nothing (`learn_life` does), or histories without a greatest likelihood.
    """
    from scipy.optimize import brentq

    r = seen.failures
    failed_at = seen.exit_years[seen.failed]
    if r < FEWEST_FAILURES or np.ptp(failed_at) < _TINY:
        raise ValueError(f"{r:g} failures at {len(set(failed_at))} ages are too few for a bare fit")
    unit = float(seen.exit_years.max())
    left, entered = seen.exit_years / unit, np.maximum(seen.entry_years / unit, _TINY)
    truncated = seen.entry_years > _TINY
    mean_log = float(seen.units[seen.failed] @ np.log(left[seen.failed])) / r

    def slope(b: float) -> float:
        out, into = seen.units * left**b, seen.units * np.where(truncated, entered**b, 0.0)
        weight = float(out.sum() - into.sum())
        moment = float(out @ np.log(left) - into @ np.log(entered))
        return moment / weight - 1.0 / b - mean_log

    try:
        b = float(brentq(slope, 0.05, 60.0, xtol=1e-12))
    except ValueError:
        raise ValueError("these histories have no likeliest shape between 0.05 and 60") from None
    into = seen.units * np.where(truncated, entered**b, 0.0)
    scale = float(((seen.units @ left**b) - into.sum()) / r) ** (1.0 / b)
    return scale * unit, b


def log_likelihood(seen: Histories, scale_years: float, shape: float) -> float:
    """Of Weibull lives with this scale and shape."""
    hazard = (seen.exit_years / scale_years) ** shape - (seen.entry_years / scale_years) ** shape
    at = seen.exit_years[seen.failed] / scale_years
    density = math.log(shape / scale_years) + (shape - 1.0) * np.log(at)
    return float(seen.units[seen.failed] @ density - seen.units @ hazard)


def weibull_mean(scale_years: float, shape: float) -> float:
    """Mean of a Weibull life [years]."""
    return scale_years * math.gamma(1.0 + 1.0 / shape)
