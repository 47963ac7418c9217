"""Lives that scatter: how likely a thing is to last, wear and damage together.

Wear is a Weibull life, or a fixed one; damage in which the whole is lost comes at a steady rate
whatever the age. Both at once: `S(t) = exp(-(t/eta)^beta - mu*t)`. A thing that has already been in
use some years is one that has lasted so long.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from robuild.costing.discounting import FloatArray

P95_TO_P5 = math.log(0.05) / math.log(0.95)
"""Ratio of the cumulated hazards of a life that 5 % outlast and one that 95 % outlast: 58.404."""
_FIXED_BELOW = 1.02
UNKNOWN_SPREAD_SHAPE = 2.5
"""Weibull shape where nobody says how lives scatter: an assumption of robuild."""


@dataclass(frozen=True, slots=True)
class Lives:
    """How long each of some lines lasts; arrays of equal length."""

    median_years: FloatArray
    """Of wear alone: the estimated service life."""
    shape: FloatArray
    """Weibull shape of wear; infinity is a fixed life."""
    losses_per_year: FloatArray
    """Total losses by damage, per unit and year of being there."""
    age_years: FloatArray
    """Age in year 0."""

    def rows(self, places: NDArray[np.int64]) -> Lives:
        """Some of them."""
        return Lives(
            self.median_years[places],
            self.shape[places],
            self.losses_per_year[places],
            self.age_years[places],
        )

    @property
    def scale_years(self) -> FloatArray:
        """Weibull scale, so that half of what wears has worn out at the median."""
        scale: FloatArray = self.median_years / math.log(2.0) ** (1.0 / self.shape)
        return scale

    def survival(self, years: FloatArray, *, aged: bool = False) -> FloatArray:
        """Share of each line that is still there so many years on, lines × years.

        Args:
            years: from 0; one row for all lines.
            aged: counted from year 0 at the age it has then, and not from new.
        """
        start = self.age_years[:, np.newaxis] if aged else np.zeros((len(self.shape), 1))
        shape, scale = self.shape[:, np.newaxis], self.scale_years[:, np.newaxis]
        fixed = np.isinf(shape)
        power = np.where(fixed, 1.0, shape)
        worn = ((years + start) / scale) ** power - (start / scale) ** power
        alive = np.exp(-np.where(fixed, 0.0, worn) - self.losses_per_year[:, np.newaxis] * years)
        # a fixed life ends sharply; what is past it is replaced a year from now
        left = np.maximum(np.minimum(1.0, scale), scale - start)
        result: FloatArray = np.where(fixed & (years >= left - 1e-9), 0.0, alive)
        return result


def weibull_shape(low_years: float | None, high_years: float | None) -> float:
    """Weibull shape of a life that 95 % outlast the low end of and 5 % the high end.

    Only the ratio counts. Ends that are equal, or within 2 %, are a fixed life, infinity. Without
    ends the spread is assumed (`UNKNOWN_SPREAD_SHAPE`).

    Raises:
        ValueError: an end that is not above 0, or low above high; says which.

    Example:
        >>> round(weibull_shape(15.0, 40.0), 2), weibull_shape(20.0, 20.0)
        (4.15, inf)
    """
    if low_years is None or high_years is None:
        return UNKNOWN_SPREAD_SHAPE
    if not 0 < low_years <= high_years:
        raise ValueError(
            f"service life is {low_years} to {high_years} years; low must be above 0 and not "
            "above high"
        )
    ratio = high_years / low_years
    return math.inf if ratio < _FIXED_BELOW else math.log(P95_TO_P5) / math.log(ratio)


def median_of_mean(mean_years: float, shape: float) -> float:
    """Median of a Weibull life with this mean.

    Example:
        >>> round(median_of_mean(10.0, 1.0), 4)
        6.9315
    """
    to_median: float = math.log(2.0) ** (1.0 / shape) / math.gamma(1.0 + 1.0 / shape)
    return mean_years * to_median
