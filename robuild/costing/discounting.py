"""Discount factors by chained, stepped real rates (conventions §2.2, §2.3)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from robuild.terms.settings import Settings

FloatArray = NDArray[np.float64]


def discount_factors(settings: Settings) -> FloatArray:
    """Present value at base year of 1 NOK at the end of year 0 … period.

    Index 0 is the base year and 1.0. Rate steps count from the opening year; years before it use
    the first rate.

    Example:
        >>> factors = discount_factors(Settings(period_years=2, real_rate_1=0.04))
        >>> [round(float(f), 6) for f in factors]
        [1.0, 0.961538, 0.924556]
    """
    offset = (settings.opening_year or 0) - (settings.base_year or settings.opening_year or 0)
    years = np.arange(1, settings.period_years + 1)
    since_opening = years - offset
    rates = np.select(
        [
            since_opening <= settings.real_rate_1_until_year,
            since_opening <= settings.real_rate_2_until_year,
        ],
        [settings.real_rate_1, settings.real_rate_2],
        settings.real_rate_3,
    )
    return np.concatenate([[1.0], np.cumprod(1.0 / (1.0 + rates))])


def annual_equivalent(present_value: float, factors: FloatArray) -> float:
    """The same amount each year 1 … period with this present value (conventions §2.6).

    Example:
        >>> round(annual_equivalent(200_000, 1.08 ** -np.arange(31.0)), 2)
        17765.49
    """
    return present_value / float(factors[1:].sum())
