"""How many of a part to keep: demand while waiting for the next one, and how often none is there.

One-for-one reordering: a part taken is a part ordered, so what is on the shelf or on its way is
always the base stock `S`. Demand in a lead time is Poisson with mean `mu` when the rate is known,
and negative binomial when the rate is itself only known as a gamma distribution.

`P(D <= S - 1)` is the share of demands that find a part; `P(D <= S)` is another measure, and a
stock by it is one too small.
"""

from __future__ import annotations

from typing import Any


def ready_share(base_stock: int, mean_demand: float) -> float:
    """Share of demands that find a part on the shelf [0..1].

    Example:
        >>> round(ready_share(1, 0.3), 2), round(ready_share(2, 0.3), 2)
        (0.74, 0.96)
    """
    from scipy.stats import poisson

    return float(poisson.cdf(base_stock - 1, mean_demand))


def base_stock(mean_demand: float, ready: float) -> int:
    """Least stock at which this share of demands finds a part.

    Args:
        mean_demand: expected number in a lead time.
        ready: share wanted, below 1.

    Raises:
        ValueError: a negative demand, or a share that is not from 0 to below 1.

    Example:
        >>> base_stock(0.3, 0.95)  # and not 1, which 74 % of demands find
        2
    """
    from scipy.stats import poisson

    _check(mean_demand, ready)
    return 0 if mean_demand == 0.0 else 1 + _quantile(poisson(mean_demand), ready)


def base_stock_of_uncertain_rate(
    shape: float, exposure_years: float, lead_exposure_years: float, ready: float
) -> int:
    """Least stock when the rate is only known as `Gamma(shape, exposure_years)`.

    Args:
        shape: of the rate; what was known before plus events counted.
        exposure_years: behind the rate, in the unit of its exposure.
        lead_exposure_years: units times lead time.
        ready: share of demands that shall find a part, below 1.

    Raises:
        ValueError: numbers that are not above 0, or a share that is not from 0 to below 1.

    Example:
        >>> base_stock(0.32, 0.95), base_stock_of_uncertain_rate(2.0, 20.0, 3.2, 0.95)
        (2, 3)
    """
    from scipy.stats import nbinom

    _check(lead_exposure_years, ready)
    if not shape > 0 or not exposure_years > 0:
        raise ValueError(f"shape {shape} and exposure_years {exposure_years} must be above 0")
    if lead_exposure_years == 0.0:
        return 0
    share = exposure_years / (exposure_years + lead_exposure_years)
    return 1 + _quantile(nbinom(shape, share), ready)


def expected_shortage(base_stock: int, mean_demand: float) -> float:
    """Expected number of demands beyond the stock in a lead time, `E[(D - S)+]`."""
    from scipy.stats import poisson

    beyond = mean_demand * float(poisson.sf(base_stock - 1, mean_demand))
    return beyond - base_stock * float(poisson.sf(base_stock, mean_demand))


def cheapest_stock(mean_demand: float, holding_nok: float, shortage_nok: float) -> int:
    """Stock at which holding and shortage cost least: smallest `S` with `F(S) >= p / (p + h)`.

    Args:
        mean_demand: expected number in a lead time.
        holding_nok: of one part that is left over, in a lead time.
        shortage_nok: of one demand that finds no part.

    Raises:
        ValueError: a cost that is not above 0, or a negative demand.
    """
    from scipy.stats import poisson

    if not holding_nok > 0 or not shortage_nok > 0:
        raise ValueError(f"costs {holding_nok} and {shortage_nok} must be above 0")
    _check(mean_demand, 0.5)
    return _quantile(poisson(mean_demand), shortage_nok / (shortage_nok + holding_nok))


def stock_cost(
    base_stock: int, mean_demand: float, holding_nok: float, shortage_nok: float
) -> float:
    """Expected cost of holding and shortage in a lead time [NOK]."""
    short = expected_shortage(base_stock, mean_demand)
    return holding_nok * (base_stock - mean_demand + short) + shortage_nok * short


def _quantile(demand: Any, share: float) -> int:
    """Smallest whole number that demand stays within with at least this probability."""
    return int(max(0.0, demand.ppf(share)))


def _check(mean_demand: float, ready: float) -> None:
    if not mean_demand >= 0.0:
        raise ValueError(f"demand is {mean_demand}; it must be 0 or more")
    if not 0.0 <= ready < 1.0:
        raise ValueError(f"ready is {ready}; it must be from 0 to below 1")
