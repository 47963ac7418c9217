"""Service life and the years of planned replacement (conventions §3)."""

from __future__ import annotations

import math
from collections.abc import Sequence

_TIE = 1e-9
"""Years: floating-point dust around a whole number is not a different year."""
_TG_AGE_SHARE = {"TG0": 0.0, "TG1": 0.25, "TG2": 0.75}
AT_ONCE = "TG3"


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


def first_replacement(esl_years: float, start_state: str) -> float:
    """Time of the first planned replacement [years from the base year] (conventions §3.3).

    Args:
        esl_years: estimated service life.
        start_state: `new`, `age:<years>` or `TG<n>:<age or ?>`; an unknown age counts as 0.

    Raises:
        ValueError: the start state is none of these.

    Example:
        >>> first_replacement(20.0, "age:15"), first_replacement(20.0, "TG2:?")
        (5.0, 5.0)
    """
    if start_state == "new":
        return esl_years
    grade, _, age_text = start_state.partition(":")
    age = 0.0 if age_text in {"", "?", "unknown"} else float(age_text)
    if grade == AT_ONCE:
        return 0.0
    if grade != "age" and grade not in _TG_AGE_SHARE:
        raise ValueError(f"start state {start_state!r}: use new, age:<years> or TG<n>:<age or ?>")
    age = max(age, _TG_AGE_SHARE.get(grade, 0.0) * esl_years)
    if age == 0.0:
        return esl_years
    return max(min(1.0, esl_years), esl_years - age)


def replacement_times(
    esl_years: float, period_years: float, first_years: float | None = None
) -> list[float]:
    """Times of planned replacement by the integer rule: first, first + ESL, … before the end.

    Example:
        >>> replacement_times(25.0, 50.0)
        [25.0]
    """
    first = esl_years if first_years is None else first_years
    number = max(0, math.ceil((period_years - first) / esl_years - _TIE))
    return [first + k * esl_years for k in range(number)]


def year_of(time_years: float) -> int:
    """The year an event is booked in (conventions §2.2); 0 only for what happens at once."""
    return max(0, math.ceil(time_years - _TIE))


def planned_share(total_losses_per_year: float, esl_years: float) -> float:
    """Share of planned renewals that damage has not already made (conventions §3.4).

    Args:
        total_losses_per_year: per unit of the component.
        esl_years: estimated service life.

    Example:
        >>> planned_share(0.0, 25.0), round(planned_share(0.04, 25.0), 6)
        (1.0, 0.581977)
    """
    exposure = total_losses_per_year * esl_years
    return exposure / math.expm1(exposure) if exposure > _TIE else 1.0
