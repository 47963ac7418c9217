"""Years as the workbook counts them: discount factors and when recurring things fall due."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from robuild.costing import first_due, times_due
from robuild.terms.settings import MOST_YEARS, Settings
from robuild.terms.vocabulary import DiscountTiming


@dataclass(frozen=True, slots=True)
class Timing:
    """Everything of a run that depends on years and rates alone."""

    period_years: int
    opening_offset: int
    """Years from year 0 to the opening year."""
    chain: tuple[float, ...]
    """Discount factors of the ends of years 0 to 75, conventions §2.3."""
    discount_factors: tuple[float, ...]
    """The same at the time in the year that costs fall, §2.8."""
    price: tuple[float, ...]
    """Real prices of years 0 to 75, 1 in year 0."""
    price_growth: float
    acquisition_years: int
    intervals: tuple[float, ...]
    """Intervals of maintenance longer than a year, shortest first [years]."""
    interval_counts: dict[float, tuple[int, ...]]
    """Interval -> how often it falls due in each year 0 to 75, conventions §4.11."""
    interval_first: dict[float, float]
    """Interval -> time of its first turn after year 0 [years]."""

    @property
    def present(self) -> tuple[float, ...]:
        """Present value of 1 kr in prices of year 0, by year."""
        return tuple(d * p for d, p in zip(self.discount_factors, self.price, strict=True))

    @property
    def annuity_factor(self) -> float:
        """Sum of the discount factors of years 1 to T."""
        return sum(self.discount_factors[1 : self.period_years + 1])

    @property
    def running_factor(self) -> float:
        """Present value of 1 kr in prices of year 0 in each year 1 to T."""
        return sum(self.present[1 : self.period_years + 1])

    @property
    def end_factor(self) -> float:
        """Present value of 1 kr in prices of year 0 at the end of the period."""
        growth: float = (1.0 + self.price_growth) ** self.period_years
        return self.chain[self.period_years] * growth

    @property
    def acquisition_factor(self) -> float:
        """Present value of 1 kr of acquisition."""
        return sum(self.present[: self.acquisition_years]) / self.acquisition_years

    def interval_factor(self, interval: float) -> float:
        """Present value of 1 kr at every multiple of an interval before T."""
        pairs = zip(self.interval_counts[interval], self.present, strict=True)
        return sum(count * factor for count, factor in pairs)


def timing_of(settings: Settings, intervals: frozenset[float]) -> Timing:
    """Discount factors and due years of a run; base and opening year must be known."""
    offset = (settings.opening_year or 0) - (settings.base_year or 0)
    longer = tuple(sorted(each for each in intervals if each > 1))
    chain = _chain(settings, offset)
    middle = settings.discount_timing is DiscountTiming.MID_YEAR
    halves = [1.0, *(math.sqrt(a * b) for a, b in pairwise(chain))]
    times = [max(0.0, year - 0.5) if middle else float(year) for year in range(MOST_YEARS + 1)]
    first = {each: first_due(each, settings) for each in longer}
    return Timing(
        period_years=settings.period_years,
        opening_offset=offset,
        chain=chain,
        discount_factors=tuple(halves) if middle else chain,
        price=tuple((1.0 + settings.real_price_growth) ** time for time in times),
        price_growth=settings.real_price_growth,
        acquisition_years=settings.acquisition_years,
        intervals=longer,
        interval_counts={
            each: renewals(first[each], each, settings.period_years) for each in longer
        },
        interval_first=first,
    )


def _chain(settings: Settings, offset: int) -> tuple[float, ...]:
    factors = [1.0]
    for year in range(1, MOST_YEARS + 1):
        since = year - offset
        rate = settings.real_rate_3
        if since <= settings.real_rate_2_until_year:
            rate = settings.real_rate_2
        if since <= settings.real_rate_1_until_year:
            rate = settings.real_rate_1
        factors.append(factors[-1] / (1.0 + rate))
    return tuple(factors)


def renewals(
    first_years: float, life_years: float, period_years: int, most: float | None = None
) -> tuple[int, ...]:
    """How many planned renewals fall in each year 0 to 75 (conventions §3.3).

    Example:
        >>> [year for year, n in enumerate(renewals(15.0, 15.0, 60)) if n]
        [15, 30, 45]
    """
    due = times_due(first_years, life_years, period_years, most)
    return (*(int(n) for n in due), *(0,) * (MOST_YEARS - period_years))
