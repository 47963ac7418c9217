"""How far uncertain inputs spread, and how the spread of lives is split (decisions on lives, §3.5).

What the catalog says of a life is mostly spread between types and not between single units: the
log-variance of a Weibull life of shape k, `pi² / (6 k²)`, is split into a share that all units of a
type have in common and a rest by which single units differ. Prices and rates are lognormal with
what is stated as their median.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.terms.settings import Settings

MOST_DEVIATIONS = 3.0
"""Inputs are drawn up to so many standard deviations from their median."""
P90_DEVIATIONS = 1.2815515655446004
_P95_DEVIATIONS = 1.6448536269514722
_LEAST_UNIT_SHARE = 0.04
"""No two units are quite alike: the spread of single units is never less than a fifth of all."""


def log_sigma(spread: float) -> float:
    """Standard deviation of the logarithm of a lognormal input whose P95 is `spread` medians.

    Raises:
        ValueError: a spread below 1.

    Example:
        >>> round(log_sigma(3.0), 4), log_sigma(1.0)
        (0.6679, 0.0)
    """
    if not spread >= 1.0:
        raise ValueError(f"spread is {spread}; it must be 1 or more, 1 for no uncertainty")
    return math.log(spread) / _P95_DEVIATIONS


def mean_kept(sigma: float) -> float:
    """What is added to a normal logarithm so that the mean of the factor is 1.

    Example:
        >>> mean_kept(0.5)
        -0.125
    """
    return -0.5 * sigma * sigma


def log_sigma_of_shape(shape: FloatArray) -> FloatArray:
    """Standard deviation of the logarithm of a Weibull life; 0 of a fixed one.

    Example:
        >>> log_sigma_of_shape(np.array([2.5, np.inf])).round(4)
        array([0.513, 0.   ])
    """
    sigma: FloatArray = math.pi / math.sqrt(6.0) / shape
    return sigma


@dataclass(frozen=True, slots=True)
class Spreads:
    """Standard deviations of the logarithms of what is drawn [1]."""

    price_level: float
    """Of all prices together; half the variance of a price."""
    price_of_key: float
    """Of the prices of one component key; the other half."""
    labour: float
    damage: float
    intensity: float
    type_share: float
    """Part of the log-variance of lives that all units of a type have in common."""
    more_reach: float = 0.0
    """Logarithm by which a caller moves lives beyond that, up or down; fixed ones too."""

    @classmethod
    def of(cls, settings: Settings) -> Spreads:
        """From the settings `spread_*` and `type_spread_share`."""
        half = log_sigma(settings.spread_price) / math.sqrt(2.0)
        return cls(
            price_level=half,
            price_of_key=half,
            labour=log_sigma(settings.spread_labour),
            damage=log_sigma(settings.spread_damage),
            intensity=log_sigma(settings.spread_intensity),
            type_share=settings.type_spread_share,
        )

    def type_sigma(self, shape: FloatArray) -> FloatArray:
        """Of the median life of a type whose lives have this shape in the catalog; fixed: 0."""
        sigma: FloatArray = math.sqrt(self.type_share) * log_sigma_of_shape(shape)
        return sigma

    def unit_shape(self, shape: FloatArray) -> FloatArray:
        """Weibull shape of the lives of single units of a type whose median life is known."""
        rest: FloatArray = shape / math.sqrt(max(1.0 - self.type_share, _LEAST_UNIT_SHARE))
        return rest

    def reach(self, shape: FloatArray, sensitivity: FloatArray) -> FloatArray:
        """Largest logarithm by which a life is moved, up or down. A fixed life stays fixed.

        Args:
            shape: in the catalog.
            sensitivity: share of the use intensity that reaches the life [0..1].
        """
        moved = np.hypot(self.type_sigma(shape), sensitivity * self.intensity)
        return np.where(np.isinf(shape), 0.0, MOST_DEVIATIONS * moved) + self.more_reach
