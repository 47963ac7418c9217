"""An alternative beside a base: net savings, SIR, AIRR, payback, and the alpha of equal rank.

Measures as in NIST Handbook 135, with end-of-period years as everywhere in robuild. Where a measure
has no meaning the answer is a word that says why, never infinity and never NaN.

Extra investment and saving, by their signs (present values; payback without interest: plain sums):

| extra investment | saving > 0 | saving = 0 | saving < 0 |
|---|---|---|---|
| > 0 | a number | NO_SAVING | NO_SAVING |
| = 0 | CHEAPER_FROM_DAY_ONE | SAME_COST | NO_SAVING |
| < 0 | CHEAPER_FROM_DAY_ONE | CHEAPER_FROM_DAY_ONE | DEARER_TO_OWN |
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from robuild.costing.discounting import FloatArray

_DUST = 1e-9
"""Differences smaller than this share of what they are differences of are none."""
MOST_ALPHA = 2.0
"""Largest alpha of the settings."""


class NoMeasure(StrEnum):
    """Why there is no ratio, return or payback."""

    CHEAPER_FROM_DAY_ONE = "cheaper_from_day_one"
    """Not dearer to buy, not dearer to own, and cheaper in one of the two."""
    SAME_COST = "same_cost"
    """Neither dearer nor cheaper, to buy or to own."""
    NO_SAVING = "no_saving"
    """Not cheaper to buy and not cheaper to own, and dearer in one of the two."""
    DEARER_TO_OWN = "dearer_to_own"
    """Cheaper to buy, but dearer to own: turn the two round to see what the base pays back."""
    NEVER = "never"
    """The saving does not reach the extra investment within the period."""
    NOT_FOR_GOOD = "not_for_good"
    """The saving reaches the extra investment and is lost again before the end of the period."""


class NoRate(StrEnum):
    """Why there is no internal rate of return."""

    NO_CHANGE_OF_SIGN = "no_change_of_sign"
    """Only costs, or only income."""
    SEVERAL_CHANGES_OF_SIGN = "several_changes_of_sign"
    """There may be several rates; none is the answer."""


class NoBreakEven(StrEnum):
    """Why no alpha from 0 to 2 makes two variants rank equal."""

    EQUAL_AT_ANY_ALPHA = "equal_at_any_alpha"
    EQUAL_AT_NO_ALPHA = "equal_at_no_alpha"
    """The difference is the same whatever alpha is."""
    BELOW_RANGE = "below_range"
    """Only below 0: the one that is cheaper is also the one that alpha favours."""
    ABOVE_RANGE = "above_range"
    """Only above 2."""


@dataclass(frozen=True, slots=True, eq=False)
class Spending:
    """What one alternative costs, real NOK in years 0 … period; income is negative.

    robuild's investment is acquisition. NIST also counts replacements and residual values as
    investment; who compares with its reports books them there.
    """

    investment_nok: FloatArray
    running_nok: FloatArray
    """Everything else inside life-cycle cost."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An alternative beside a base over the same period at the same rates."""

    net_savings_nok: float
    """Life-cycle cost of the base less that of the alternative; below 0 is a loss."""
    extra_investment_pv_nok: float
    running_savings_pv_nok: float
    savings_to_investment_ratio: float | NoMeasure
    adjusted_return_share_per_year: float | NoMeasure
    simple_payback_years: int | NoMeasure
    discounted_payback_years: int | NoMeasure


def compare(base: Spending, alternative: Spending, factors: FloatArray) -> Comparison:
    """Every measure of an alternative beside a base.

    Args:
        base: what there is otherwise.
        alternative: over the same years.
        factors: present value of 1 NOK of each year 0 … period, of `discount_factors` or
            `TimeValue.present`.

    Raises:
        ValueError: numbers of years that differ or are below 1, or an amount that is not known.

    Example:
        >>> none, yearly = np.zeros(6), np.array([0.0, 5.0, 5.0, 5.0, 5.0, 5.0])
        >>> bought = np.array([10.0, 0.0, 0.0, 0.0, 0.0, 0.0])
        >>> found = compare(Spending(none, yearly), Spending(bought, none), np.ones(6))
        >>> found.net_savings_nok, found.savings_to_investment_ratio, found.simple_payback_years
        (15.0, 2.5, 2)
    """
    _check(base, alternative, factors)
    extra = _difference(alternative.investment_nok, base.investment_nok)
    saving = _difference(base.running_nok, alternative.running_nok)
    amounts = [s.investment_nok for s in (base, alternative)]
    amounts += [s.running_nok for s in (base, alternative)]
    size = float(np.abs(amounts).sum(axis=0) @ factors)
    extra_pv = _no_dust(float(extra @ factors), size)
    saving_pv = _no_dust(float(saving @ factors), size)
    ratio = savings_to_investment_ratio(saving_pv, extra_pv)
    return Comparison(
        net_savings_nok=saving_pv - extra_pv,
        extra_investment_pv_nok=extra_pv,
        running_savings_pv_nok=saving_pv,
        savings_to_investment_ratio=ratio,
        adjusted_return_share_per_year=(
            ratio if isinstance(ratio, NoMeasure) else adjusted_return(ratio, factors)
        ),
        simple_payback_years=payback_years(extra, saving, np.ones_like(factors)),
        discounted_payback_years=payback_years(extra, saving, factors),
    )


def savings_to_investment_ratio(
    savings_pv_nok: float, extra_investment_pv_nok: float
) -> float | NoMeasure:
    """`SIR = saving / extra investment` (NIST Handbook 135) [1]; above 1 is worth it.

    Args:
        savings_pv_nok: running costs of the base less those of the alternative.
        extra_investment_pv_nok: investment of the alternative less that of the base.

    Raises:
        ValueError: an amount that is not a number.

    Example:
        >>> savings_to_investment_ratio(400.0, 100.0)
        4.0
        >>> str(savings_to_investment_ratio(400.0, -100.0))
        'cheaper_from_day_one'
    """
    for name, value in (("saving", savings_pv_nok), ("extra investment", extra_investment_pv_nok)):
        if not math.isfinite(value):
            raise ValueError(f"{name} is {value}; compare only what has a known amount")
    word = _word(savings_pv_nok, extra_investment_pv_nok)
    return savings_pv_nok / extra_investment_pv_nok if word is None else word


def even_payback_years(
    extra_investment_nok: float, saving_nok_per_year: float
) -> float | NoMeasure:
    """Years that a saving which is the same every year takes to reach an extra investment.

    Without interest, and with parts of years, as NIST BLCC prints it.

    Raises:
        ValueError: an amount that is not a number.

    Example:
        >>> even_payback_years(100.0, 40.0)
        2.5
    """
    ratio = savings_to_investment_ratio(saving_nok_per_year, extra_investment_nok)
    return ratio if isinstance(ratio, NoMeasure) else 1.0 / ratio


def adjusted_return(savings_to_investment: float, factors: FloatArray) -> float:
    """Adjusted internal rate of return, savings reinvested at the discount rate [1/year].

    `AIRR = (1 + d)·SIR^(1/n) − 1` (NIST Handbook 135), with `(1 + d)^n = 1 / DF(n)`, which also
    holds for rates that step.

    Args:
        savings_to_investment: SIR, above 0.
        factors: present value of 1 NOK of each year 0 … period.

    Raises:
        ValueError: an SIR that is not above 0, or no year after year 0.

    Example:
        >>> round(adjusted_return(2.0, 1.03 ** -np.arange(11.0)), 6)
        0.103927
    """
    if not (savings_to_investment > 0 and math.isfinite(savings_to_investment)):
        raise ValueError(f"SIR is {savings_to_investment}; there is a return only above 0")
    years = len(factors) - 1
    if years < 1:
        raise ValueError(f"there are {years} years after year 0; at least one is needed")
    return float((savings_to_investment / factors[-1]) ** (1.0 / years)) - 1.0


def payback_years(
    extra_investment_nok: FloatArray, savings_nok: FloatArray, factors: FloatArray
) -> int | NoMeasure:
    """First year whose cumulated saving reaches the whole extra investment [years].

    A saving that is lost again before the end, by a dear replacement say, is a word and not a year:
    there is a discounted payback exactly when net savings are not below 0.

    Args:
        extra_investment_nok: of the alternative, years 0 … period.
        savings_nok: running costs of the base less those of the alternative, same years.
        factors: present value of 1 NOK of each year; ones for simple payback.

    Example:
        >>> extra, saving = np.array([10.0, 0.0, 0.0, 0.0]), np.array([0.0, 6.0, 4.0, 4.0])
        >>> payback_years(extra, saving, np.ones(4))
        2
    """
    size = float((np.abs(extra_investment_nok) + np.abs(savings_nok)) @ factors)
    invested = _no_dust(float(extra_investment_nok @ factors), size)
    cumulated = np.cumsum(savings_nok * factors)
    word = _word(_no_dust(float(cumulated[-1]), size), invested)
    if word is not None:
        return word
    reached = cumulated >= invested - _DUST * size
    if not reached.any():
        return NoMeasure.NEVER
    return int(reached.argmax()) if reached[-1] else NoMeasure.NOT_FOR_GOOD


def internal_rate_of_return(flows_nok: FloatArray) -> float | NoRate:
    """Rate at which flows are worth nothing in year 0 [1/year].

    Flows that change sign once have exactly one such rate (Descartes); others get a word.

    Args:
        flows_nok: of years 0 … period, costs below 0.

    Raises:
        ValueError: an amount that is not a number.

    Example:
        >>> flows = np.array([-100.0, 60.0, 60.0])
        >>> round(internal_rate_of_return(flows), 6)
        0.130662
    """
    if not np.isfinite(flows_nok).all():
        raise ValueError("flows hold an amount that is not known; leave out what is missing")
    some = np.flatnonzero(flows_nok)
    changes = int((np.diff(np.sign(flows_nok[some])) != 0).sum())
    if changes != 1:
        return NoRate.SEVERAL_CHANGES_OF_SIGN if changes else NoRate.NO_CHANGE_OF_SIGN
    from scipy.optimize import brentq

    flows = flows_nok[some[0] : some[-1] + 1]
    years = np.arange(float(len(flows)))

    def worth(log_rate: float) -> float:
        # discounted to the end where the weights would overflow; the root is the same
        weights = np.exp(-log_rate * (years - (years[-1] if log_rate < 0 else 0.0)))
        return float(flows @ weights)

    # far up only the first flow counts, far down only the last; their signs differ
    reach = 1.0
    while (worth(-reach) > 0) == (worth(reach) > 0):
        reach *= 2.0
    return math.expm1(float(brentq(worth, -reach, reach, xtol=1e-14)))


def break_even_alpha(
    life_cycle_costs_nok: tuple[float, float],
    corrective_pvs_nok: tuple[float, float],
    reis: tuple[float, float],
) -> float | NoBreakEven:
    """Alpha at which two variants have the same weighted cost (conventions §5.2) [1].

    `LCC_1 + alpha·(1 − REI_1)·PV_1 = LCC_2 + alpha·(1 − REI_2)·PV_2`.

    Args:
        life_cycle_costs_nok: of the two variants.
        corrective_pvs_nok: present values of their corrective events.
        reis: their repair-ease indices, 0 to 1.

    Raises:
        ValueError: an amount that is not a number, or an index outside 0 to 1.

    Example:
        >>> break_even_alpha((1000.0, 1100.0), (500.0, 200.0), (0.5, 0.75))
        0.5
    """
    if not np.isfinite([*life_cycle_costs_nok, *corrective_pvs_nok]).all():
        raise ValueError(
            f"life-cycle costs are {life_cycle_costs_nok} and corrective costs "
            f"{corrective_pvs_nok}; compare only what has a known amount"
        )
    if not all(0.0 <= rei <= 1.0 for rei in reis):
        raise ValueError(f"repair-ease indices are {reis}; they must be from 0 to 1")
    waiting = [(1.0 - rei) * pv for rei, pv in zip(reis, corrective_pvs_nok, strict=True)]
    dearer = _no_dust(
        life_cycle_costs_nok[1] - life_cycle_costs_nok[0], sum(map(abs, life_cycle_costs_nok))
    )
    easier = _no_dust(waiting[0] - waiting[1], sum(map(abs, waiting)))
    if easier == 0:
        return NoBreakEven.EQUAL_AT_NO_ALPHA if dearer else NoBreakEven.EQUAL_AT_ANY_ALPHA
    alpha = dearer / easier + 0.0  # 0 and not −0
    if alpha < 0:
        return NoBreakEven.BELOW_RANGE
    return alpha if alpha <= MOST_ALPHA else NoBreakEven.ABOVE_RANGE


def _word(saving_nok: float, extra_nok: float) -> NoMeasure | None:
    """Why there is no measure, by the signs of saving and extra investment; `None` if there is."""
    if extra_nok > 0:
        return None if saving_nok > 0 else NoMeasure.NO_SAVING
    if extra_nok == 0 and saving_nok <= 0:
        return NoMeasure.NO_SAVING if saving_nok < 0 else NoMeasure.SAME_COST
    return NoMeasure.DEARER_TO_OWN if saving_nok < 0 else NoMeasure.CHEAPER_FROM_DAY_ONE


def _difference(one: FloatArray, other: FloatArray) -> FloatArray:
    found = one - other
    return np.where(np.abs(found) <= _DUST * (np.abs(one) + np.abs(other)), 0.0, found)


def _no_dust(difference: float, size: float) -> float:
    return 0.0 if abs(difference) <= _DUST * size else difference


def _check(base: Spending, alternative: Spending, factors: FloatArray) -> None:
    parts = {
        "investment of the base": base.investment_nok,
        "running costs of the base": base.running_nok,
        "investment of the alternative": alternative.investment_nok,
        "running costs of the alternative": alternative.running_nok,
        "discount factors": factors,
    }
    for name, values in parts.items():
        if values.ndim != 1 or len(values) != len(factors) or len(values) < 2:
            raise ValueError(
                f"{name}: the shape is {values.shape}; give years 0 … period, as many as there "
                f"are discount factors ({len(factors)}), at least two"
            )
        if not np.isfinite(values).all():
            raise ValueError(
                f"{name}: not known in year {int(np.flatnonzero(~np.isfinite(values))[0])}; "
                "compare only what has known amounts"
            )
