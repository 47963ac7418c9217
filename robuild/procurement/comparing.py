"""Contract forms beside each other: what is the form's doing, and what is the brief's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from robuild.procurement.amounts import FormAmounts, amounts_of
from robuild.procurement.forms import Form
from robuild.procurement.options import ContractOptions
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.settings import Settings

_SMALLEST_NOK = 0.005


class NoShare(StrEnum):
    """Why there is no owner-fixed share at which two forms cost the same."""

    NO_EFFECT = "no_effect"
    """What the owner fixes changes nothing in the reference form."""
    OUTSIDE = "outside"
    """It would be less than nothing or more than all."""


@dataclass(frozen=True, slots=True)
class FormResult:
    """One form with its amounts and what stands between it and the reference form."""

    form: Form
    own: FormAmounts
    at_reference_brief: FormAmounts
    """The same form with the owner-fixed share and the minimum of the reference."""
    form_effect_nok: float
    """Total at the reference's brief, less the reference's total."""
    brief_effect_nok: float
    """Own total, less the total at the reference's brief. The two effects sum to the difference."""
    brief_alone_nok: float
    """The reference form with this form's brief, less the reference's total: what the brief does
    when nothing else is changed. Not the same as the brief effect: a form whose contractor picks as
    the owner would has no use for a brief, the reference may."""
    difference_without_factors_nok: float
    """From the reference, were B and C 1 in both: what a form does to lives is not measured, and no
    other assumption moves the difference as much."""
    break_even_share: float | NoShare
    """What the owner would have to fix in the reference form for it to cost the same as this one;
    the reference's own share for itself."""
    extra_bought_nok: float
    """Beyond the form that is cheapest to buy."""
    payback_year: int | None
    """Year from which it has cost no more than that form ever after; `None`: not in the period."""


def compare_forms(
    options: ContractOptions, forms: Sequence[Form], reference_id: str, settings: Settings
) -> tuple[FormResult, ...]:
    """Every form beside the reference, at the stated values.

    Args:
        options: of the building.
        forms: at least the reference.
        reference_id: what the others are compared with.
        settings: alpha and what the owner makes smallest.

    Raises:
        StopIteration: the reference is not among the forms; an internal fault.
    """
    reference = next(form for form in forms if form.form_id == reference_id)
    own = [amounts_of(options, form, settings) for form in forms]
    base = amounts_of(options, reference, settings)
    level_base = amounts_of(options, reference.without_factors(), settings)
    ends = [
        amounts_of(options, reference.changed({T.OWNER_FIXED_SHARE: share}), settings).total_nok
        for share in (0.0, 1.0)
    ]
    cheapest = min(own, key=lambda each: each.bought_nok)
    found = []
    for form, amounts in zip(forms, own, strict=True):
        at_brief = amounts_of(options, form.with_brief(reference), settings)
        level = amounts_of(options, form.without_factors(), settings)
        alone = amounts_of(options, reference.with_brief(form), settings)
        found.append(
            FormResult(
                form=form,
                own=amounts,
                at_reference_brief=at_brief,
                form_effect_nok=at_brief.total_nok - base.total_nok,
                brief_effect_nok=amounts.total_nok - at_brief.total_nok,
                brief_alone_nok=alone.total_nok - base.total_nok,
                difference_without_factors_nok=level.total_nok - level_base.total_nok,
                break_even_share=_break_even(ends, amounts.total_nok),
                extra_bought_nok=amounts.bought_nok - cheapest.bought_nok,
                payback_year=_payback(amounts, cheapest),
            )
        )
    return tuple(found)


def _break_even(ends_nok: Sequence[float], wanted_nok: float) -> float | NoShare:
    """Where a total that is linear in the share, given at 0 and 1, is as wanted."""
    none, every = ends_nok
    if abs(every - none) < _SMALLEST_NOK:
        return NoShare.NO_EFFECT
    share = (wanted_nok - none) / (every - none)
    return share if 0.0 <= share <= 1.0 else NoShare.OUTSIDE


def _payback(amounts: FormAmounts, cheapest: FormAmounts) -> int | None:
    more = np.cumsum(amounts.by_year_nok) - np.cumsum(cheapest.by_year_nok) > _SMALLEST_NOK
    if not more.any():
        return 0
    last = int(np.flatnonzero(more)[-1])
    return None if last == len(more) - 1 else last + 1
