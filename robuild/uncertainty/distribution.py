"""What is told of an amount that is drawn many times."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.uncertainty.draws import REPLICATES

SHARES = (0.10, 0.50, 0.90)
_TIE = 1e-9
"""Amounts closer than this share of the smaller one are the same."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Mean, quantiles and how well the mean is known [NOK]."""

    mean_nok: float
    p10_nok: float
    p50_nok: float
    p90_nok: float
    standard_error_nok: float
    """Of the mean, from the means of independent replicates."""

    @classmethod
    def of(cls, by_draw: FloatArray) -> Distribution:
        """From amounts, replicates × points."""
        p10, p50, p90 = (float(q) for q in np.quantile(by_draw, SHARES))
        return cls(float(by_draw.mean()), p10, p50, p90, standard_error(by_draw))


def standard_error(by_draw: FloatArray) -> float:
    """Standard error of the mean, from the means of the replicates.

    Args:
        by_draw: replicates × points.

    Example:
        >>> standard_error(np.array([[1.0, 3.0], [4.0, 4.0]]))
        1.0
    """
    means = by_draw.mean(axis=1)
    return float(means.std(ddof=1)) / math.sqrt(len(means))


def by_replicate(by_draw: FloatArray) -> FloatArray:
    """Amounts of one batch of draws as replicates × points."""
    return by_draw.reshape(REPLICATES, -1)


def cheaper(amounts: FloatArray, than: FloatArray) -> FloatArray:
    """1 where an amount is below the other, 0 where it is above, a half where they are the same.

    Counted so, the two probabilities of being the cheaper one sum to 1, and each is a half where
    nothing differs.

    Example:
        >>> cheaper(np.array([1.0, 2.0, 3.0]), np.array([2.0, 2.0, 2.0]))
        array([1. , 0.5, 0. ])
    """
    same = np.abs(amounts - than) <= _TIE * np.minimum(np.abs(amounts), np.abs(than))
    return np.where(same, 0.5, np.where(amounts < than, 1.0, 0.0))
