"""Every way of buying that the sheets work out, with the engine's numbers for its cells.

A case is a form with a brief: each form with its own, each with the reference's, the reference
with each form's, each form without its factors B and C, and the reference with nothing and with
everything fixed by the owner.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.procurement import (
    ContractComparison,
    ContractOptions,
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
    whole_oere,
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
class Columns:
    """Of one form on the sheet of options, by option: see `places.GROUPS`."""

    met: FloatArray
    free: FloatArray
    cost: FloatArray
    pick: FloatArray
    cost2: FloatArray
    pick2: FloatArray
    cost3: FloatArray
    pick3: FloatArray


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that the hidden sheets hold."""

    comparison: ContractComparison
    settings: Settings
    own: tuple[Case, ...]
    at_reference: tuple[Case, ...]
    swapped: tuple[Case, ...]
    """The reference form with each form's brief."""
    level: tuple[Case, ...]
    """Each form with lives as they are."""
    ends: tuple[Case, ...]
    owner_cost: FloatArray
    """Options, in whole øre."""
    owner: IntArray
    """What the owner picks by kind where there is no minimum."""
    columns: tuple[Columns, ...]
    """By form."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """In the order of their rows."""
        return (*self.own, *self.at_reference, *self.swapped, *self.level, *self.ends)

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
        return _flags(len(self.owner_cost), picks)


def numbers_of(comparison: ContractComparison, settings: Settings) -> Numbers:
    """All cases of a comparison."""
    options = comparison.options
    forms = [result.form for result in comparison.results]
    at = [form.form_id for form in forms].index(comparison.reference_id)
    reference = forms[at]

    def case(form: Form, form_no: int, brief_no: int) -> Case:
        weights = weights_by(options, form, settings)
        flows = weights @ options.operation_nok(form.life_factor)
        left = float(weights @ options.residual_left_nok(form.life_factor))
        amounts = amounts_of(options, form, settings)
        return Case(form, form_no, brief_no, weights, amounts, np.append(flows, -left))

    numbered = list(enumerate(forms, start=1))
    return Numbers(
        comparison=comparison,
        settings=settings,
        own=tuple(case(form, n, n) for n, form in numbered),
        at_reference=tuple(case(form.with_brief(reference), n, at + 1) for n, form in numbered),
        swapped=tuple(case(reference.with_brief(form), at + 1, n) for n, form in numbered),
        level=tuple(case(form.without_factors(), n, n) for n, form in numbered),
        ends=tuple(
            case(reference.changed({T.OWNER_FIXED_SHARE: share}), at + 1, 0) for share in (0.0, 1.0)
        ),
        owner_cost=whole_oere(owner_cost(options, settings)),
        owner=owner_picks(options, settings),
        columns=tuple(_columns(options, form, reference, settings) for form in forms),
    )


def _columns(options: ContractOptions, form: Form, reference: Form, settings: Settings) -> Columns:
    owners, owner = whole_oere(owner_cost(options, settings)), owner_picks(options, settings)
    size = len(owners)

    def cost_of(some: Form, minimum_of: Form) -> FloatArray:
        """The minimum binds what a contractor picks alone, not what it picks as the owner."""
        cost = _free_cost(options, some, owners)
        met = meets_minimum(options, minimum_of) | (some.selector is Selector.MIN_LCC)
        return np.where(met, cost, TOO_DEAR)

    def picked(some: Form) -> FloatArray:
        return _flags(size, free_picks(options, some, owner))

    return Columns(
        met=meets_minimum(options, form).astype(float),
        free=_free_cost(options, form, owners),
        cost=cost_of(form, form),
        pick=picked(form),
        cost2=cost_of(form, reference),
        pick2=picked(form.with_brief(reference)),
        cost3=cost_of(reference, form),
        pick3=picked(reference.with_brief(form)),
    )


def _flags(size: int, picks: IntArray) -> FloatArray:
    found = np.zeros(size)
    found[picks] = 1.0
    return found


def _free_cost(options: ContractOptions, form: Form, owners: FloatArray) -> FloatArray:
    """What a form's contractor makes smallest, in whole øre."""
    if form.selector is Selector.MIN_LCC:
        return owners
    cost = (
        horizon_cost(options, form)
        if form.selector is Selector.MIN_LCC_HORIZON
        else options.table["acquisition_nok"].to_numpy(dtype=float)
    )
    return whole_oere(cost)
