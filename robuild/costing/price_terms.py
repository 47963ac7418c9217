"""Real and nominal prices: rates of either kind, flows of either kind, and no mixing of the two.

Nominal amounts are what is paid in each year; real ones are in the prices of year 0. `1 + nominal =
(1 + real)·(1 + inflation)`. robuild calculates in real prices throughout (conventions §2.1); who
brings a nominal rate or a nominal budget converts it here first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from robuild.costing.discounting import FloatArray


class PriceTerms(StrEnum):
    """What prices a rate or a flow is in."""

    REAL = "real"
    """Prices of year 0."""
    NOMINAL = "nominal"
    """Prices of each year, general inflation included."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A discount rate that says what prices it is for."""

    share_per_year: float
    """As a fraction: 0.04 is 4 %."""
    terms: PriceTerms

    def __post_init__(self) -> None:
        """Refuse what cannot be a rate."""
        _check_rate("rate", self.share_per_year)


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Amounts by year that say what prices they are in."""

    nok: FloatArray
    """Of years 0 … period."""
    terms: PriceTerms

    def __post_init__(self) -> None:
        """Refuse what is no row of years."""
        if np.ndim(self.nok) != 1 or np.size(self.nok) == 0:
            raise ValueError(
                f"flows have the shape {np.shape(self.nok)}; give one amount for each year 0 … "
                "period"
            )


def real_of_nominal(nominal_share: float, inflation_share: float) -> float:
    """Real rate of a nominal one [1/year].

    Raises:
        ValueError: a share of −1 or less, or not a number.

    Example:
        >>> round(real_of_nominal(0.0608, 0.02), 6)
        0.04
    """
    nominal, inflation = _check_rate("nominal rate", nominal_share), _inflation(inflation_share)
    return (1.0 + nominal) / (1.0 + inflation) - 1.0


def nominal_of_real(real_share: float, inflation_share: float) -> float:
    """Nominal rate of a real one [1/year].

    Raises:
        ValueError: a share of −1 or less, or not a number.

    Example:
        >>> round(nominal_of_real(0.04, 0.02), 6)
        0.0608
    """
    real, inflation = _check_rate("real rate", real_share), _inflation(inflation_share)
    return (1.0 + real) * (1.0 + inflation) - 1.0


def inflation_between(nominal_share: float, real_share: float) -> float:
    """General inflation that lies between a nominal and a real rate [1/year].

    Raises:
        ValueError: a share of −1 or less, or not a number.

    Example:
        >>> round(inflation_between(0.0608, 0.04), 6)
        0.02
    """
    nominal, real = _check_rate("nominal rate", nominal_share), _check_rate("real rate", real_share)
    return (1.0 + nominal) / (1.0 + real) - 1.0


def growth_factors(shares: ArrayLike) -> FloatArray:
    """Price level of years 0 … period, 1 in year 0, from the growth in each year 1 … period.

    Args:
        shares: growth of each year over the year before, as fractions.

    Raises:
        ValueError: a growth of −1 or less, or not a number; says of which year.

    Example:
        >>> growth_factors([0.5, 0.0, -0.5])
        array([1.  , 1.5 , 1.5 , 0.75])
    """
    yearly = np.asarray(shares, dtype=float)
    for year, share in enumerate(yearly, start=1):
        _check_rate(f"growth of year {year}", float(share))
    levels: FloatArray = np.multiply.accumulate(np.concatenate([[1.0], 1.0 + yearly]))
    return levels


def chained_factors(shares: ArrayLike) -> FloatArray:
    """Present value in year 0 of 1 NOK at the end of years 0 … period, one rate for each year.

    `DF(y) = DF(y−1) / (1 + r_y)`, for rates of any schedule; `discount_factors` is the schedule of
    the settings.

    Args:
        shares: rate of each year 1 … period, as fractions.

    Raises:
        ValueError: a rate of −1 or less, or not a number; says of which year.

    Example:
        >>> chained_factors([1.0, 1.0, 0.0])
        array([1.  , 0.5 , 0.25, 0.25])
    """
    yearly = np.asarray(shares, dtype=float)
    for year, share in enumerate(yearly, start=1):
        _check_rate(f"rate of year {year}", float(share))
    factors: FloatArray = np.divide.accumulate(np.concatenate([[1.0], 1.0 + yearly]))
    return factors


def escalated(flows: Flows, shares: ArrayLike) -> Flows:
    """Flows whose prices grow faster than others; they stay in the same terms.

    Args:
        flows: in prices of year 0.
        shares: growth over other prices, one for every year or one for each year 1 … period.

    Raises:
        ValueError: a growth of −1 or less, or another number of years than the flows have.

    Example:
        >>> escalated(Flows(np.array([0.0, 100.0, 100.0]), PriceTerms.REAL), 0.1).nok.round(6)
        array([  0., 110., 121.])
    """
    return Flows(flows.nok * growth_factors(_by_year(shares, len(flows.nok) - 1)), flows.terms)


def in_nominal_terms(flows: Flows, inflation_shares: ArrayLike) -> Flows:
    """What real flows will be when they are paid.

    Args:
        flows: real.
        inflation_shares: general inflation, one for every year or one for each year 1 … period.

    Raises:
        ValueError: the flows are nominal already, or as `escalated`.

    Example:
        >>> in_nominal_terms(Flows(np.array([100.0, 100.0]), PriceTerms.REAL), 0.02).nok
        array([100., 102.])
    """
    _need(flows, PriceTerms.REAL)
    return Flows(escalated(flows, inflation_shares).nok, PriceTerms.NOMINAL)


def in_real_terms(flows: Flows, inflation_shares: ArrayLike) -> Flows:
    """What nominal flows are worth in the prices of year 0.

    Args:
        flows: nominal.
        inflation_shares: general inflation, one for every year or one for each year 1 … period.

    Raises:
        ValueError: the flows are real already, or as `escalated`.

    Example:
        >>> in_real_terms(Flows(np.array([100.0, 102.0]), PriceTerms.NOMINAL), 0.02).nok
        array([100., 100.])
    """
    _need(flows, PriceTerms.NOMINAL)
    levels = growth_factors(_by_year(inflation_shares, len(flows.nok) - 1))
    return Flows(flows.nok / levels, PriceTerms.REAL)


def present_value(flows: Flows, rate: Rate | Sequence[Rate]) -> float:
    """Present value in year 0 of flows at the ends of their years [NOK].

    Args:
        flows: of years 0 … period.
        rate: one for every year, or one for each year 1 … period.

    Raises:
        ValueError: a nominal rate for real flows or the other way round, or another number of
            rates than years.

    Example:
        >>> real = Flows(np.array([0.0, 104.0]), PriceTerms.REAL)
        >>> round(present_value(real, Rate(0.04, PriceTerms.REAL)), 6)
        100.0
    """
    rates = [rate] if isinstance(rate, Rate) else list(rate)
    for one in rates:
        if one.terms is not flows.terms:
            raise ValueError(
                f"a {one.terms} rate of {one.share_per_year} meets {flows.terms} flows; both must "
                f"be real or both nominal: convert the rate with {_CONVERSION[one.terms]} or the "
                f"flows with in_{one.terms}_terms"
            )
    shares = [one.share_per_year for one in rates]
    yearly = _by_year(shares[0] if isinstance(rate, Rate) else shares, len(flows.nok) - 1)
    return float(flows.nok @ chained_factors(yearly))


_CONVERSION = {PriceTerms.NOMINAL: "real_of_nominal", PriceTerms.REAL: "nominal_of_real"}


def _by_year(shares: ArrayLike, years: int) -> FloatArray:
    yearly = np.asarray(shares, dtype=float)
    if yearly.ndim == 0:
        return np.full(years, float(yearly))
    if yearly.shape != (years,):
        raise ValueError(
            f"there are {yearly.size} yearly shares for {years} years after year 0; give one for "
            "each, or a single one"
        )
    return yearly


def _need(flows: Flows, terms: PriceTerms) -> None:
    if flows.terms is not terms:
        raise ValueError(f"the flows are {flows.terms} already; only {terms} ones are converted")


def _inflation(share: float) -> float:
    return _check_rate("inflation", share)


def _check_rate(name: str, share: float) -> float:
    if not math.isfinite(share) or share <= -1.0:
        raise ValueError(f"{name} is {share}; use a fraction above -1, e.g. 0.04 for 4 %")
    return share
