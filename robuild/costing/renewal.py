"""Exact expected numbers of renewals when lives scatter, without simulation.

The renewal equation `m(t) = F1(t) + int m(t-x) dF(x)` on a grid of equal steps, a renewal within a
step counted at its middle (the recursion of Xie, 1989). As generating functions the recursion is
one division, `dM(z) = dF1(z) / (1 - G(z))`, which a Fourier transform does for all lines at once;
the transform is taken inside the unit circle, so that what comes round from behind the last step
is damped below the precision of the machine (lattice inversion of Abate and Whitt, 1992).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from robuild.costing.discounting import FloatArray
from robuild.costing.lives import Lives

IntArray = NDArray[np.int64]
STEPS_PER_YEAR = 12
"""Months: fine enough for mean lives of a year and more (error below 1e-3 renewals in 60 years)."""
_AROUND = 1e-11
"""What comes round from behind the last step, as a share."""
_LINES_AT_ONCE = 256
"""Bounds the memory: a transform of so many lines at once."""


@dataclass(frozen=True, slots=True)
class Renewals:
    """Expected renewals of each line, one unit; arrays start with lines."""

    per_year: FloatArray
    """Lines × years 0 … period, wear and total losses together; 0 in year 0."""
    value_share: FloatArray
    """Expected share of its price that a unit has left at the end of the period."""


def expected_renewals(
    lives: Lives, period_years: int, steps_per_year: int = STEPS_PER_YEAR
) -> Renewals:
    """Expected renewals in each year and value left at the end, for lines of any life.

    Args:
        lives: NaN in a line gives NaN in its results.
        period_years: the last year.
        steps_per_year: of the grid.
    """
    per_year = np.full((len(lives.median_years), period_years + 1), np.nan)
    value = np.full(len(lives.median_years), np.nan)
    for rows, some, steps in _solved(lives, period_years * steps_per_year, steps_per_year):
        per_year[rows] = _by_year(steps, steps_per_year)
        value[rows] = value_left(some, steps, 1.0 / steps_per_year)
    return Renewals(per_year, value)


def expected_renewals_by_year(
    lives: Lives, last_year: int, steps_per_year: int = STEPS_PER_YEAR
) -> Renewals:
    """As `expected_renewals`, with the value left at the end of every year 0 … `last_year`.

    Returns:
        Renewals whose `value_share` is lines × years: each is the one of a period of so long.
    """
    per_year = np.full((len(lives.median_years), last_year + 1), np.nan)
    value = np.full(per_year.shape, np.nan)
    for rows, some, steps in _solved(lives, last_year * steps_per_year, steps_per_year):
        per_year[rows] = _by_year(steps, steps_per_year)
        value[rows] = _value_by_year(some, steps, steps_per_year)
    return Renewals(per_year, value)


def _solved(
    lives: Lives, steps: int, steps_per_year: int
) -> Iterator[tuple[IntArray, Lives, FloatArray]]:
    """Row numbers, lives and renewals by step of the lines that are known, some at a time."""
    parts = (lives.median_years, lives.shape, lives.losses_per_year, lives.age_years)
    known = np.flatnonzero(~np.isnan(np.sum([np.where(np.isinf(p), 1, p) for p in parts], axis=0)))
    for start in range(0, len(known), _LINES_AT_ONCE):
        rows = known[start : start + _LINES_AT_ONCE]
        some = lives.rows(rows)
        yield rows, some, renewals_by_step(some, steps, 1.0 / steps_per_year)


def _by_year(steps: FloatArray, steps_per_year: int) -> FloatArray:
    years = steps.reshape(len(steps), -1, steps_per_year).sum(axis=2)
    return np.pad(years, ((0, 0), (1, 0)))


def renewals_by_step(lives: Lives, steps: int, step_years: float) -> FloatArray:
    """Expected renewals in each step of the grid, lines × steps.

    Example:
        >>> steady = Lives(*(np.array([x]) for x in (10.0, 1.0, 0.0, 0.0)))
        >>> a_year = renewals_by_step(steady, 12, 1 / 12).sum()  # exponential: t / mean
        >>> round(float(a_year * 10 / np.log(2)), 3)
        1.0
    """
    ends: FloatArray = np.arange(steps + 1, dtype=np.float64) * step_years
    first = -np.diff(lives.survival(ends, aged=True), axis=1)
    middles: FloatArray = np.concatenate([[0.0], ends[:-1] + 0.5 * step_years])
    later = -np.diff(lives.survival(middles), axis=1)
    return _quotient(first, later)


def _quotient(first: FloatArray, later: FloatArray) -> FloatArray:
    """Power series of `first / (1 - later)`, as many terms as given."""
    terms = first.shape[1]
    length = 1 << (2 * terms - 1).bit_length()
    damping = _AROUND ** (np.arange(terms) / length)
    above = np.fft.rfft(first * damping, length, axis=1)
    below = 1.0 - np.fft.rfft(later * damping, length, axis=1)
    found: FloatArray = np.fft.irfft(above / below, length, axis=1)[:, :terms] / damping
    return found.clip(min=0.0)


def value_left(lives: Lives, renewals: FloatArray, step_years: float) -> FloatArray:
    """Expected share of value left at the end: what was never renewed, and what last was, when.

    Value falls in a straight line to 0 at the estimated service life.

    Args:
        lives: of the lines.
        renewals: of `renewals_by_step`.
        step_years: of the same grid.
    """
    steps = renewals.shape[1]
    end = np.array([steps * step_years])
    median = lives.median_years[:, np.newaxis]
    ages = (steps - np.arange(steps) - 0.5) * step_years
    later = (renewals * lives.survival(ages) * np.maximum(0.0, 1.0 - ages / median)).sum(axis=1)
    never = lives.survival(end, aged=True)[:, 0]
    old = np.maximum(0.0, 1.0 - (lives.age_years + end[0]) / lives.median_years)
    share: FloatArray = never * old + later
    return share


def _value_by_year(lives: Lives, renewals: FloatArray, steps_per_year: int) -> FloatArray:
    """`value_left` at the end of year 0, 1, …: the same sums for all ends at once."""
    steps = renewals.shape[1]
    ages = (np.arange(steps) + 0.5) / steps_per_year
    median = lives.median_years[:, np.newaxis]
    left = lives.survival(ages) * np.maximum(0.0, 1.0 - ages / median)
    length = 1 << (2 * steps - 1).bit_length()
    both = np.fft.rfft(renewals, length, axis=1) * np.fft.rfft(left, length, axis=1)
    by_step = np.pad(np.fft.irfft(both, length, axis=1)[:, :steps], ((0, 0), (1, 0)))
    ends: FloatArray = np.arange(0, steps + 1, steps_per_year) / steps_per_year
    old = np.maximum(0.0, 1.0 - (lives.age_years[:, np.newaxis] + ends) / median)
    share: FloatArray = lives.survival(ends, aged=True) * old + by_step[:, ::steps_per_year]
    return share
