"""When to replace what has not failed yet: the age that costs least in the long run.

Replacing at age t or at failure, whichever comes first, costs `(Cp·R(t) + Cf·F(t)) / int_0^t R` a
year (Barlow and Hunter, 1960). Planned replacement pays only where a failure costs more than a
planned replacement and wear makes failures more likely with age.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

_NEVER_REACHED = 1e-9
"""An age that fewer than this reach is no policy."""


class NoReplacementAge(StrEnum):
    """Why there is no age to replace at."""

    RUN_TO_FAILURE = "run_to_failure"
    """Nothing is cheaper than to wait for the failure."""


@dataclass(frozen=True, slots=True)
class AgeReplacement:
    """The cheapest age to replace at and what it costs in the long run."""

    age_years: float
    cost_nok_per_year: float


def optimal_replacement_age(
    planned_nok: float, failure_nok: float, median_years: float, shape: float
) -> AgeReplacement | NoReplacementAge:
    """Age at which replacement before failure costs least per year, for one Weibull life.

    The root of `h(t)·int_0^t R − F(t) = Cp / (Cf − Cp)`, whose left side only rises.

    Args:
        planned_nok: of a replacement before the failure.
        failure_nok: of a replacement after it, with all that the failure brings.
        median_years: of the life: the estimated service life.
        shape: Weibull shape; infinity is a fixed life, replaced as it ends.

    Raises:
        ValueError: a cost, life or shape that is not above 0; says which.

    Example:
        >>> found = optimal_replacement_age(1.0, 5.0, 1000 * math.log(2) ** 0.4, 2.5)
        >>> round(found.age_years, 2)
        493.05
        >>> str(optimal_replacement_age(1.0, 5.0, 1000.0, 1.0))
        'run_to_failure'
    """
    _check(planned_nok, failure_nok, median_years, shape)
    if math.isinf(shape):
        return AgeReplacement(median_years, planned_nok / median_years)
    if failure_nok <= planned_nok or shape <= 1.0:
        return NoReplacementAge.RUN_TO_FAILURE
    from scipy.optimize import brentq
    from scipy.special import gammainc

    mean = math.gamma(1.0 + 1.0 / shape)  # of a life of scale 1

    def lived(age: float) -> float:
        return mean * float(gammainc(1.0 / shape, age**shape))

    def too_late(age: float) -> float:
        hazard: float = shape * age ** (shape - 1.0)
        return hazard * lived(age) + math.expm1(-(age**shape)) - wanted

    wanted = planned_nok / (failure_nok - planned_nok)
    latest = (-math.log(_NEVER_REACHED)) ** (1.0 / shape)
    if too_late(latest) <= 0:
        return NoReplacementAge.RUN_TO_FAILURE
    age = float(brentq(too_late, 0.0, latest, xtol=1e-14, rtol=1e-14))
    scale_years = median_years / math.log(2.0) ** (1.0 / shape)
    surviving = math.exp(-(age**shape))
    each_nok = planned_nok * surviving + failure_nok * (1.0 - surviving)
    return AgeReplacement(age * scale_years, each_nok / (lived(age) * scale_years))


def _check(planned_nok: float, failure_nok: float, median_years: float, shape: float) -> None:
    given = {
        "planned_nok": planned_nok, "failure_nok": failure_nok, "median_years": median_years,
    }  # fmt: skip
    for name, value in given.items():
        if not (value > 0 and math.isfinite(value)):
            raise ValueError(f"{name} is {value}; it must be a number above 0")
    if not shape > 0:
        raise ValueError(f"shape is {shape}; it must be above 0, or infinity for a fixed life")
