"""Discount factors by chained, stepped real rates (conventions §2.2, §2.3)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from robuild.terms.settings import Settings

FloatArray = NDArray[np.float64]


def discount_factors(settings: Settings) -> FloatArray:
    """Present value in year 0 of 1 NOK at the end of year 0 … period, one each.

    Rate steps count from the opening year; years before it use the first rate. The factors are
    chained, year by year: a rate that changes after 40 years leaves the first 40 as they were.

    Args:
        settings: `opening_year` not set is the base year.

    Raises:
        ValueError: an opening year without a base year to count from.

    Example:
        >>> factors = discount_factors(Settings(period_years=2, real_rate_1=0.04))
        >>> [round(float(f), 6) for f in factors]
        [1.0, 0.961538, 0.924556]
    """
    since_opening = np.arange(1, settings.period_years + 1) - _opening_offset_years(settings)
    rates = np.select(
        [
            since_opening <= settings.real_rate_1_until_year,
            since_opening <= settings.real_rate_2_until_year,
        ],
        [settings.real_rate_1, settings.real_rate_2],
        settings.real_rate_3,
    )
    factors: FloatArray = np.divide.accumulate(np.concatenate([[1.0], 1.0 + rates]))
    return factors


def _opening_offset_years(settings: Settings) -> int:
    if settings.opening_year is None:
        return 0
    if settings.base_year is None:
        raise ValueError(f"opening_year is {settings.opening_year}, but base_year is not set")
    return settings.opening_year - settings.base_year


def annuity_factor(factors: FloatArray) -> float:
    """Present value of 1 NOK in each year 1 … period (the uniform present value factor)."""
    return float(factors[1:].sum())


def annual_equivalent(present_value: float, factors: FloatArray) -> float:
    """The same amount each year 1 … period with this present value (conventions §2.6).

    Example:
        >>> round(annual_equivalent(200_000, 1.08 ** -np.arange(31.0)), 2)
        17765.49
    """
    return present_value / annuity_factor(factors)
