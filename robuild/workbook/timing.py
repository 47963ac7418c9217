"""Years as the workbook counts them: discount factors and when recurring things fall due."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.costing import times_due
from robuild.terms.settings import MOST_YEARS, Settings


@dataclass(frozen=True, slots=True)
class Timing:
    """Everything of a run that depends on years and rates alone."""

    period_years: int
    opening_offset: int
    """Years from year 0 to the opening year."""
    discount_factors: tuple[float, ...]
    """Years 0 to 75, conventions §2.3."""
    intervals: tuple[float, ...]
    """Intervals of maintenance longer than a year, shortest first [years]."""
    interval_counts: dict[float, tuple[int, ...]]
    """Interval -> how often it falls due in each year 0 to 75, conventions §4.11."""

    @property
    def annuity_factor(self) -> float:
        """Sum of the discount factors of years 1 to T."""
        return sum(self.discount_factors[1 : self.period_years + 1])

    def interval_factor(self, interval: float) -> float:
        """Present value of 1 kr at every multiple of an interval before T."""
        pairs = zip(self.interval_counts[interval], self.discount_factors, strict=True)
        return sum(count * factor for count, factor in pairs)


def timing_of(settings: Settings, intervals: frozenset[float]) -> Timing:
    """Discount factors and due years of a run; base and opening year must be known."""
    offset = (settings.opening_year or 0) - (settings.base_year or 0)
    longer = tuple(sorted(each for each in intervals if each > 1))
    return Timing(
        period_years=settings.period_years,
        opening_offset=offset,
        discount_factors=_discount_factors(settings, offset),
        intervals=longer,
        interval_counts={each: renewals(each, each, settings.period_years) for each in longer},
    )


def _discount_factors(settings: Settings, offset: int) -> tuple[float, ...]:
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


def renewals(first_years: float, life_years: float, period_years: int) -> tuple[int, ...]:
    """How many planned renewals fall in each year 0 to 75 (conventions §3.3).

    Example:
        >>> [year for year, n in enumerate(renewals(15.0, 15.0, 60)) if n]
        [15, 30, 45]
    """
    due = times_due(first_years, life_years, period_years)
    return (*(int(n) for n in due), *(0,) * (MOST_YEARS - period_years))
