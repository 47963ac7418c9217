"""Service life and the years in which things fall due (conventions §3).

Years are cut to whole ones in one place, `times_due`: the number of events up to the end of a year
is `ROUNDDOWN((year − first) / interval) + 1`, after rounding to nine decimals so that 12.5 goes
four times into 50 on every machine. A sheet can do the same with ROUND and INT.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from robuild.costing.discounting import FloatArray
from robuild.terms.settings import Settings
from robuild.terms.start_state import StartState
from robuild.terms.vocabulary import Tail

_DECIMALS = 9
"""Dust around a whole number of intervals is not another event."""
_GRADE_AGE_SHARE = {1: 0.25, 2: 0.75}
"""Condition grade -> least age, as a share of the service life (conventions §3.3)."""
_REPLACE_NOW = 3
UNKNOWN_AGE_SHARE = 0.5
"""Mean age of a stock that has been renewed now and then, as a share of the service life."""
_SMALL = 1e-9


def estimated_service_life(reference_service_life_years: float, factors: Sequence[float]) -> float:
    """ESL = RSL × A × B × C × D × E × F × G [years], the factor method of ISO 15686-8.

    Raises:
        ValueError: not seven factors, or a life or factor that is not above 0; says which.

    Example:
        >>> estimated_service_life(20.0, (1, 1, 0.95, 1, 1, 0.5, 1))
        9.5
    """
    if len(factors) != 7:
        raise ValueError(f"{len(factors)} factors given; the method has seven, A to G")
    if not reference_service_life_years > 0:
        raise ValueError(f"service life is {reference_service_life_years}; it must be above 0")
    for letter, factor in zip("ABCDEFG", factors, strict=True):
        if not factor > 0:
            raise ValueError(f"factor {letter} is {factor}; it must be above 0")
    return reference_service_life_years * math.prod(factors)


def in_use_factor(intensity_factor: float, sensitivity_share: float) -> float:
    """Factor F of a component that feels only a share of the use intensity (conventions §3.1).

    Example:
        >>> in_use_factor(0.5, 0.5)
        0.75
    """
    return 1.0 + sensitivity_share * (intensity_factor - 1.0)


def starting_age(esl_years: float, start_state: str) -> float:
    """Age in year 0 that the first replacement is counted from [years] (conventions §3.3).

    A condition grade raises a known age and stands in for an unknown one. An age that nobody
    knows, of a component nobody has graded, counts as half the service life.

    Raises:
        ValueError: the start state is none of `terms.start_state`.

    Example:
        >>> [starting_age(20.0, state) for state in ("new", "age:12", "TG2:3", "age:unknown")]
        [0.0, 12.0, 15.0, 10.0]
    """
    state = StartState.parse(start_state)
    if state.new:
        return 0.0
    if state.condition_grade is None and state.age_years is None:
        return UNKNOWN_AGE_SHARE * esl_years
    at_least = _GRADE_AGE_SHARE.get(state.condition_grade or 0, 0.0) * esl_years
    return max(float(state.age_years or 0), at_least)


def first_replacement(esl_years: float, start_state: str) -> float:
    """Time of the first planned replacement [years from year 0] (conventions §3.3).

    What is past its life is replaced a year from now, or after one life where that is shorter.

    Raises:
        ValueError: the start state is none of `terms.start_state`.

    Example:
        >>> first_replacement(20.0, "age:15"), first_replacement(20.0, "TG2:?")
        (5.0, 5.0)
        >>> first_replacement(20.0, "age:35"), first_replacement(20.0, "TG3:?")
        (1.0, 0.0)
    """
    if StartState.parse(start_state).condition_grade == _REPLACE_NOW:
        return 0.0
    return max(min(1.0, esl_years), esl_years - starting_age(esl_years, start_state))


def year_of_first_replacement(esl_years: float, start_state: str) -> int:
    """Year of analysis the first planned replacement is booked in, also after the period.

    Raises:
        ValueError: as `first_replacement`.

    Example:
        >>> year_of_first_replacement(7.5, "new"), year_of_first_replacement(20.0, "TG3:?")
        (8, 0)
    """
    return int(np.ceil(np.round(first_replacement(esl_years, start_state), _DECIMALS)))


def number_of_replacements(
    first_years: ArrayLike, esl_years: ArrayLike, period_years: float
) -> FloatArray:
    """How many times first, first + ESL, … fall before the end of the period; never at its end.

    Example:
        >>> [int(number_of_replacements(life, life, 50)) for life in (12.5, 15, 25, 50, 60)]
        [3, 3, 1, 0, 0]
    """
    first, every = np.asarray(first_years, dtype=float), np.asarray(esl_years, dtype=float)
    numbers: FloatArray = np.ceil(np.round((period_years - first) / every, _DECIMALS))
    return numbers.clip(min=0.0)


def replacements_made(first_years: float, esl_years: float, settings: Settings) -> float:
    """How many planned replacements the integer rule makes, with its tail (conventions §3.3, §3.6).

    Example:
        >>> [replacements_made(25, 25, Settings(tail=tail)) for tail in ("residual", "skip")]
        [2.0, 2.0]
        >>> replacements_made(25, 25, Settings(tail="skip", tail_skip_share=0.5))
        1.0
    """
    number = float(number_of_replacements(first_years, esl_years, settings.period_years))
    last = first_years + (number - 1.0) * esl_years
    used = round((settings.period_years - last) / esl_years, _DECIMALS)
    # what is replaced at once, in year 0, is no tail
    skipped = settings.tail is Tail.SKIP and last > 0 and used < settings.tail_skip_share
    return number - 1.0 if number > 0 and skipped else number


def times_due(
    first_years: ArrayLike,
    esl_years: ArrayLike,
    period_years: int,
    most: ArrayLike | None = None,
) -> FloatArray:
    """How many of the times first, first + ESL, … are booked in each year 0 … period.

    An event at time t is booked in year ceil(t) (conventions §2.2); several may fall in one year.

    Args:
        first_years: of each line, any shape; 0 is at once.
        esl_years: of each line, same shape.
        period_years: nothing falls due at its end or later.
        most: how many there are at most, same shape; as many as fall before the end by default.

    Returns:
        Counts, with years 0 … period as a last dimension.

    Example:
        >>> times_due(0.5, 0.5, 3)
        array([0., 2., 2., 1.])
    """
    first = np.asarray(first_years, dtype=float)[..., np.newaxis]
    every = np.asarray(esl_years, dtype=float)[..., np.newaxis]
    limit = number_of_replacements(first, every, period_years)
    if most is not None:
        limit = np.minimum(limit, np.asarray(most, dtype=float)[..., np.newaxis])
    years = np.arange(period_years + 1.0)
    until = np.floor(np.round((years - first) / every, _DECIMALS)) + 1.0
    return np.diff(np.clip(until, 0.0, limit), prepend=0.0)


def replacement_times(
    esl_years: float, period_years: float, first_years: float | None = None
) -> list[float]:
    """Times of planned replacement by the integer rule: first, first + ESL, … before the end.

    Example:
        >>> replacement_times(25.0, 50.0)
        [25.0]
    """
    first = esl_years if first_years is None else first_years
    number = int(number_of_replacements(first, esl_years, period_years))
    return [first + k * esl_years for k in range(number)]


def replacement_years(
    esl_years: float, period_years: int, first_years: float | None = None
) -> list[int]:
    """Years the replacements are booked in, as often as they fall there.

    Example:
        >>> replacement_years(7.5, 30), replacement_years(20.0, 50, first_years=0.0)
        ([8, 15, 23], [0, 20, 40])
    """
    first = esl_years if first_years is None else first_years
    counts = times_due(first, esl_years, period_years).astype(int)
    return [int(year) for year in np.repeat(np.arange(period_years + 1), counts)]


@overload
def planned_share(total_losses_per_year: float, esl_years: float) -> float: ...
@overload
def planned_share(total_losses_per_year: FloatArray, esl_years: FloatArray) -> FloatArray: ...
def planned_share(
    total_losses_per_year: float | FloatArray, esl_years: float | FloatArray
) -> float | FloatArray:
    """Share of planned renewals that damage has not already made (conventions §3.4).

    Renewing at age ESL or at a total loss, whichever comes first, makes `mu / (e^(mu·ESL) − 1)`
    planned renewals a year in the long run: this share of the `1 / ESL` there are without damage.

    Args:
        total_losses_per_year: mu, per unit of the component.
        esl_years: estimated service life.

    Example:
        >>> planned_share(0.0, 25.0), round(planned_share(0.04, 25.0), 6)
        (1.0, 0.581977)
    """
    losses = np.asarray(total_losses_per_year * esl_years, dtype=float)
    some = np.maximum(losses, _SMALL)
    # e^-x / (1 − e^-x) and not 1 / (e^x − 1), which overflows for frequent losses
    share = np.where(losses > _SMALL, some * np.exp(-some) / -np.expm1(-some), 1.0)
    share = np.where(np.isnan(losses), np.nan, share)
    return share if share.ndim else float(share)


def straight_line_share(age_years: FloatArray, life_years: FloatArray) -> FloatArray:
    """Share of its value a thing has left at an age: from 1 down to 0 at the end of its life.

    Example:
        >>> straight_line_share(np.array([0.0, 5.0, 12.0]), np.array([10.0, 10.0, 10.0]))
        array([1. , 0.5, 0. ])
    """
    return np.maximum(0.0, 1.0 - age_years / life_years)
