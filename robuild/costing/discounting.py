"""Discount factors by chained, stepped real rates, and when costs fall (conventions §2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from robuild.terms.settings import Settings
from robuild.terms.vocabulary import DiscountTiming

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What an amount in prices of year 0 becomes by the year it falls in; years 0 … period."""

    discount: FloatArray
    """Present value in year 0 of 1 real NOK of each year, at the time in the year costs fall."""
    price: FloatArray
    """Real price of each year, 1 in year 0."""
    end_discount: float
    """Of the end of the period: what residual value is discounted by."""
    end_price: float
    acquisition_shares: FloatArray
    """Part of acquisition that is paid in each year."""

    @property
    def present(self) -> FloatArray:
        """Present value of 1 NOK of year 0's prices, by year."""
        return self.discount * self.price

    @property
    def running(self) -> float:
        """Present value of 1 NOK of year 0's prices in every year 1 … period."""
        return float(self.present[1:].sum())

    @property
    def end(self) -> float:
        """Present value of 1 NOK of year 0's prices at the end of the period."""
        return self.end_discount * self.end_price

    @property
    def acquisition(self) -> float:
        """Present value of 1 NOK of acquisition."""
        return float(self.acquisition_shares @ self.present)


def time_value(settings: Settings) -> TimeValue:
    """Discounting, price growth and payment of acquisition as the settings say (§2.3, §2.8).

    Raises:
        ValueError: as `discount_factors`, or acquisition is paid over more years than there are.
    """
    period, paid = settings.period_years, settings.acquisition_years
    if paid > period + 1:
        raise ValueError(
            f"acquisition_years is {paid}, but the period has only years 0 to {period}; "
            "shorten it or lengthen the period"
        )
    ends = discount_factors(settings)
    years = np.arange(period + 1.0)
    discount = ends
    if settings.discount_timing is DiscountTiming.MID_YEAR:
        # half a year at the rate of the year: the geometric mean of the ends around it
        discount = np.concatenate([[1.0], np.sqrt(ends[:-1] * ends[1:])])
        years = np.maximum(0.0, years - 0.5)
    growth = 1.0 + settings.real_price_growth
    return TimeValue(
        discount=discount,
        price=growth**years,
        end_discount=float(ends[-1]),
        end_price=float(growth**period),
        acquisition_shares=np.where(np.arange(period + 1) < paid, 1.0 / paid, 0.0),
    )


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
