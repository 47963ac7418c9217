"""Every way of buying that the sheets work out, with the engine's numbers for its cells.

A case is a form with a brief: each form with its own, each with the reference's, and the reference
with nothing and with everything fixed by the owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.procurement import (
    ContractComparison,
    Form,
    FormAmounts,
    amounts_of,
    meets_minimum,
    weights_by,
)
from robuild.procurement.forms import (
    IntArray,
    free_picks,
    horizon_cost,
    owner_cost,
    owner_picks,
)
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.contract_forms import Selector
from robuild.terms.settings import Settings

TOO_DEAR = 1e300
"""Stands in a column of costs for a variant that does not meet the minimum."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way of buying."""

    form: Form
    form_no: int
    """From 1."""
    brief_no: int
    """Form whose brief it has, from 1; 0 where the share is given."""
    weights: FloatArray
    amounts: FormAmounts
    flows: FloatArray
    """Years 0 … period, then minus what is left at the end; not discounted."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that the hidden sheets hold."""

    comparison: ContractComparison
    settings: Settings
    own: tuple[Case, ...]
    at_reference: tuple[Case, ...]
    ends: tuple[Case, ...]
    owner_cost: FloatArray
    """Options, in whole øre."""
    owner: IntArray
    costs: tuple[FloatArray, ...]
    """Of each form with its own minimum, by option: what its contractor makes smallest."""
    picks: tuple[FloatArray, ...]
    costs_at_reference: tuple[FloatArray, ...]
    picks_at_reference: tuple[FloatArray, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """In the order of their rows."""
        return (*self.own, *self.at_reference, *self.ends)

    @property
    def forms(self) -> tuple[Form, ...]:
        """In the order of the catalog."""
        return tuple(case.form for case in self.own)

    @property
    def reference_no(self) -> int:
        """From 1."""
        return [form.form_id for form in self.forms].index(self.comparison.reference_id) + 1

    def flagged(self, picks: IntArray) -> FloatArray:
        """1 for what is picked, by option."""
        found = np.zeros(len(self.owner_cost))
        found[picks] = 1.0
        return found


def numbers_of(comparison: ContractComparison, settings: Settings) -> Numbers:
    """All cases of a comparison."""
    options = comparison.options
    forms = [result.form for result in comparison.results]
    ids = [form.form_id for form in forms]
    at = ids.index(comparison.reference_id)
    reference = forms[at]
    owner = owner_picks(options, settings)
    briefed = [form.with_brief(reference) for form in forms]

    def case(form: Form, form_no: int, brief_no: int) -> Case:
        weights = weights_by(options, form, settings)
        flows = weights @ options.operation_nok(form.life_factor)
        left = float(weights @ options.residual_left_nok(form.life_factor))
        amounts = amounts_of(options, form, settings)
        return Case(form, form_no, brief_no, weights, amounts, np.append(flows, -left))

    def columns(some: Sequence[Form]) -> tuple[tuple[FloatArray, ...], tuple[FloatArray, ...]]:
        costs, picks = [], []
        for form in some:
            chosen = np.zeros(len(options.table))
            chosen[free_picks(options, form, owner)] = 1.0
            costs.append(_cost(comparison, form, settings))
            picks.append(chosen)
        return tuple(costs), tuple(picks)

    costs, picks = columns(forms)
    more_costs, more_picks = columns(briefed)
    return Numbers(
        comparison=comparison,
        settings=settings,
        own=tuple(case(form, n, n) for n, form in enumerate(forms, start=1)),
        at_reference=tuple(case(form, n, at + 1) for n, form in enumerate(briefed, start=1)),
        ends=tuple(
            case(reference.changed({T.OWNER_FIXED_SHARE: share}), at + 1, 0) for share in (0.0, 1.0)
        ),
        owner_cost=np.round(owner_cost(options, settings), 2),
        owner=owner,
        costs=costs,
        picks=picks,
        costs_at_reference=more_costs,
        picks_at_reference=more_picks,
    )


def _cost(comparison: ContractComparison, form: Form, settings: Settings) -> FloatArray:
    options = comparison.options
    if form.selector is Selector.MIN_LCC:
        found: FloatArray = np.round(owner_cost(options, settings), 2)
        return found
    cost = (
        horizon_cost(options, form)
        if form.selector is Selector.MIN_LCC_HORIZON
        else options.table["acquisition_nok"].to_numpy(dtype=float)
    )
    return np.where(meets_minimum(options, form), np.round(cost, 2), TOO_DEAR)
