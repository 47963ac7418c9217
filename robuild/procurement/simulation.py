"""How sure the comparison of contract forms is: seeded draws, the same for every form.

What is not known of the components (lives, prices, rates, damage and use, as everywhere) is the
same in every form. The parameters of each form are drawn by themselves, triangular over their
ranges: they are different unknowns, and to draw them alike would make differences look surer than
they are. Which variants a form leads to is decided before anybody knows the draws, and so does not
move with them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.procurement.drawn_operation import Drawn, Picked, drawn_operation
from robuild.procurement.forms import Form, free_picks, owner_picks
from robuild.procurement.options import ContractOptions, rows_of_options
from robuild.terms.catalog import Catalog
from robuild.terms.contract_forms import NOT_DRAWN, ContractTerm, Selector
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.settings import Settings
from robuild.uncertainty import (
    Case,
    Distribution,
    Draws,
    batches,
    by_replicate,
    case_of,
    cheaper,
)

DRAWN = tuple(term for term in ContractTerm if term not in NOT_DRAWN)
"""Parameters with a range, in the order of their draws."""
Ranges = Mapping[tuple[str, ContractTerm], tuple[float, float]]
"""Lowest and highest value by form and parameter."""


@dataclass(frozen=True, slots=True)
class FormSpread:
    """Total of one form over all draws [NOK]."""

    form_id: str
    total: Distribution
    difference: Distribution
    """Total less the reference's, draw by draw."""
    cheaper_probability: float
    """Than the reference; a half where both cost the same."""
    cheapest_probability: float
    """Of all forms."""


@dataclass(frozen=True, slots=True)
class ContractSpread:
    """All forms under the same draws."""

    forms: tuple[FormSpread, ...]
    draws: int
    seed: int


def ranges_of(catalog: Catalog) -> Ranges:
    """Ranges of every parameter of every form."""
    return {
        (row.form_id, row.parameter): (row.low, row.high) for row in catalog.contract_parameters
    }


def triangular(uniform: FloatArray, low: float, value: float, high: float) -> FloatArray:
    """Triangular draws from uniform ones.

    Example:
        >>> triangular(np.array([0.0, 0.5, 1.0]), 0.0, 1.0, 2.0)
        array([0., 1., 2.])
    """
    if high <= low:
        return np.full_like(uniform, value)
    turn = (value - low) / (high - low)
    below = low + np.sqrt(uniform * (high - low) * (value - low))
    above = high - np.sqrt((1.0 - uniform) * (high - low) * (high - value))
    return np.where(uniform < turn, below, above)


def simulate_forms(
    options: ContractOptions,
    forms: Sequence[Form],
    ranges: Ranges,
    reference_id: str,
    catalog: Catalog,
    settings: Settings,
) -> ContractSpread | None:
    """Total of every form in every draw.

    Args:
        options: of the building.
        forms: with their stated values, which lie in their ranges.
        ranges: of the parameters that are drawn.
        reference_id: what the others are compared with.
        catalog: that the options were costed with.
        settings: number of draws, seed and spreads.

    Returns:
        `None` where no draws are asked for.
    """
    if settings.uncertainty_draws == 0 or not options.kinds:
        return None
    case = case_of(options.offered.costing, catalog, settings)
    draws = next(batches(len(case.parts.keys), settings, more=len(DRAWN) * len(forms)))
    uniform = draws.more.reshape(len(forms), len(DRAWN), -1)
    drawn = [_drawn_terms(f, ranges, each) for f, each in zip(forms, uniform, strict=True)]
    totals = _totals(options, forms, drawn, case, draws, settings)
    place = [form.form_id for form in forms].index(reference_id)
    base, least = totals[place], totals.min(axis=0)
    first = totals <= least * (1.0 + 1e-12)
    chances = (first / first.sum(axis=0)).mean(axis=1)
    return ContractSpread(
        tuple(
            FormSpread(
                form.form_id,
                Distribution.of(by_replicate(total)),
                Distribution.of(by_replicate(total - base)),
                float(cheaper(total, base).mean()),
                float(chance),
            )
            for form, total, chance in zip(forms, totals, chances, strict=True)
        ),
        draws.labour.size,
        settings.seed,
    )


def _drawn_terms(form: Form, ranges: Ranges, uniform: FloatArray) -> dict[ContractTerm, FloatArray]:
    found = {}
    for term, each in zip(DRAWN, uniform, strict=True):
        low, high = ranges[form.form_id, term]
        found[term] = triangular(each, low, form.values[term], high)
    return found


def _totals(
    options: ContractOptions,
    forms: Sequence[Form],
    drawn: Sequence[dict[ContractTerm, FloatArray]],
    case: Case,
    draws: Draws,
    settings: Settings,
) -> FloatArray:
    """Forms × draws."""
    owner = owner_picks(options, settings)
    picked = [
        Picked(
            owner,
            free_picks(options, form, owner),
            _owner_weight(form, values),
            np.log(values[T.DESIGN_FACTOR] * values[T.EXECUTION_FACTOR]),
        )
        for form, values in zip(forms, drawn, strict=True)
    ]
    terms = sorted({int(form.values[T.OPERATION_YEARS]) for form in forms})
    years = np.arange(options.period_years + 1)
    present = options.time.present
    presents = np.column_stack(
        [present, *(np.where((years >= 1) & (years <= n), present, 0.0) for n in terms)]
    )
    some, option = _rows_needed(case, options, picked)
    found = drawn_operation(some, option, picked, draws, presents)
    return np.vstack(
        [
            _total(
                form, values, each, 1 + terms.index(int(form.values[T.OPERATION_YEARS])), options
            )
            for form, values, each in zip(forms, drawn, found, strict=True)
        ]
    )


def _owner_weight(form: Form, values: Mapping[ContractTerm, FloatArray]) -> FloatArray:
    fixed = values[T.OWNER_FIXED_SHARE]
    if form.selector is Selector.MIN_LCC:
        return np.ones_like(fixed)
    also = values[T.MIX_SHARE] if form.selector is Selector.MIX else 0.0
    return fixed + (1.0 - fixed) * also


def _rows_needed(
    case: Case, options: ContractOptions, picked: Sequence[Picked]
) -> tuple[Case, np.ndarray]:
    """The lines in the options that some form leads to, with room for what moves their lives."""
    rows, option = rows_of_options(case, options.option_of_offer)
    used = np.unique(np.concatenate([np.r_[each.owner, each.free] for each in picked]))
    keep = np.isin(option, used)
    reach = max(float(np.abs(each.log_life).max()) for each in picked)
    some = case.rows(rows[keep])
    moved = replace(some.spreads, more_reach=math.ceil(reach * 1000.0 + 1e-9) / 1000.0)
    return replace(some, spreads=moved), option[keep]


def _total(
    form: Form,
    values: Mapping[ContractTerm, FloatArray],
    found: Drawn,
    term_place: int,
    options: ContractOptions,
) -> FloatArray:
    time = options.time
    years = np.arange(options.period_years + 1)
    contract = found.acquisition * (1.0 + values[T.MARKUP_SHARE]) * (1.0 + values[T.GROWTH_SHARE])
    followed = (years >= 1) & (years <= form.values[T.FOLLOW_UP_YEARS])
    shown = (years >= 1) & (years <= form.values[T.DEFECTS_YEARS])
    liable = shown & (years <= form.values[T.LIABILITY_YEARS])
    each = values[T.DEFECTS_SHARE] / form.values[T.DEFECTS_YEARS]
    defects = each * (
        float(time.present[shown].sum())
        - values[T.RECOVERED_SHARE] * float(time.present[liable].sum())
    )
    bought = (1.0 + values[T.OWNER_COST_SHARE]) * time.acquisition
    follow_up = values[T.FOLLOW_UP_SHARE] * float(time.present[followed].sum())
    premium = values[T.OPERATION_PREMIUM_SHARE] * found.operation[term_place]
    total: FloatArray = contract * (bought + follow_up + defects) + found.operation[0] + premium
    return total
