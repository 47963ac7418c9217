"""A contract form with its values, and which variants it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from robuild.costing.discounting import FloatArray
from robuild.procurement.options import ContractOptions
from robuild.terms.catalog import Catalog
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.contract_forms import Selector
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Objective

IntArray = NDArray[np.int64]
_NEARLY_HALF = 1e-7


@dataclass(frozen=True, slots=True)
class Form:
    """One way of buying, with the value of each parameter."""

    form_id: str
    selector: Selector
    values: Mapping[T, float]

    def with_brief(self, other: Form) -> Form:
        """The same form with the owner-fixed share and the minimum of another."""
        return self.changed(
            {term: other.values[term] for term in (T.OWNER_FIXED_SHARE, T.MINIMUM_REPAIR_EASE)}
        )

    def without_factors(self) -> Form:
        """The same form with service lives as they are: B and C are 1."""
        return self.changed({T.DESIGN_FACTOR: 1.0, T.EXECUTION_FACTOR: 1.0})

    def changed(self, values: Mapping[T, float]) -> Form:
        """With other values of some parameters."""
        return replace(self, values={**self.values, **values})

    @property
    def life_factor(self) -> float:
        """B·C: what design and execution do to service lives (ISO 15686-8)."""
        return self.values[T.DESIGN_FACTOR] * self.values[T.EXECUTION_FACTOR]

    @property
    def owner_weight(self) -> float:
        """Share of value for which the variant is the owner's own pick."""
        fixed = self.values[T.OWNER_FIXED_SHARE]
        free = {Selector.MIN_LCC: 1.0, Selector.MIX: self.values[T.MIX_SHARE]}
        return fixed + (1.0 - fixed) * free.get(self.selector, 0.0)


def forms_of(catalog: Catalog) -> tuple[Form, ...]:
    """The forms of a catalog in its order."""
    return tuple(
        Form(
            form.form_id,
            form.selector,
            {
                row.parameter: row.value
                for row in catalog.contract_parameters
                if row.form_id == form.form_id
            },
        )
        for form in catalog.contract_forms
    )


def owner_cost(options: ContractOptions, settings: Settings) -> FloatArray:
    """What the owner makes smallest, by option [NOK]: life-cycle or weighted cost."""
    time, table = options.time, options.table
    bought = table["acquisition_nok"].to_numpy(dtype=float) * time.acquisition
    lived = options.operation_nok(1.0) @ time.discount
    cost: FloatArray = bought + lived - options.residual_left_nok(1.0) * time.end_discount
    if settings.objective is Objective.WEIGHTED_COST:
        cost = cost + preference(options, settings)
    return cost


def preference(options: ContractOptions, settings: Settings) -> FloatArray:
    """What weighted cost adds to life-cycle cost, by option: alpha·(1 − REI)·PV(corrective)."""
    table = options.table
    corrective = table["corrective_nok_per_year"].to_numpy(dtype=float) * options.time.running
    added: FloatArray = settings.alpha * (1.0 - table["rei"].to_numpy(dtype=float)) * corrective
    return added


def horizon_cost(options: ContractOptions, form: Form) -> FloatArray:
    """What an operating contractor makes smallest, by option [NOK]: cost over its own years."""
    years = np.arange(options.period_years + 1)
    rate = form.values[T.CONTRACTOR_RATE_SHARE]
    within = np.where(years <= form.values[T.HORIZON_YEARS], (1.0 + rate) ** -years, 0.0)
    bought = options.table["acquisition_nok"].to_numpy(dtype=float)
    cost: FloatArray = bought + options.operation_nok(1.0) @ within
    return cost


def owner_picks(options: ContractOptions, settings: Settings) -> IntArray:
    """Row of the owner's pick, by kind."""
    return _least(options, owner_cost(options, settings), np.ones(len(options.table), dtype=bool))


def free_picks(options: ContractOptions, form: Form, owner: IntArray) -> IntArray:
    """Row of what the form's contractor picks where nothing is fixed, by kind."""
    if form.selector is Selector.MIN_LCC:
        return owner
    cost = (
        horizon_cost(options, form)
        if form.selector is Selector.MIN_LCC_HORIZON
        else options.table["acquisition_nok"].to_numpy(dtype=float)
    )
    return _least(options, cost, meets_minimum(options, form))


def meets_minimum(options: ContractOptions, form: Form) -> NDArray[np.bool_]:
    """Options easy enough to repair; all of a kind where none of it is."""
    rei = options.table["rei"].to_numpy(dtype=float)
    enough = rei >= form.values[T.MINIMUM_REPAIR_EASE] - 1e-12
    kind = options.table["kind_no"].to_numpy()
    reached = np.zeros(options.kinds, dtype=bool)
    np.logical_or.at(reached, kind, enough)
    allowed: NDArray[np.bool_] = enough | ~reached[kind]
    return allowed


def whole_oere(amounts_nok: FloatArray) -> FloatArray:
    """Amounts in whole øre, halves away from zero as the ROUND of a sheet [NOK].

    Costs are compared so, for a sheet to pick the same variant: what a program adds up in another
    order may differ in the last digit.

    Example:
        >>> whole_oere(np.array([1.005, 2.5, -0.125]))
        array([ 1.01,  2.5 , -0.13])
    """
    hundredths = np.floor(np.abs(amounts_nok) * 100.0 + 0.5 + _NEARLY_HALF)
    found: FloatArray = np.copysign(hundredths / 100.0, amounts_nok)
    return found


def _least(options: ContractOptions, cost: FloatArray, allowed: NDArray[np.bool_]) -> IntArray:
    kind = options.table["kind_no"].to_numpy()
    ranked = np.where(allowed, whole_oere(cost), np.inf)
    order = np.lexsort((np.arange(len(kind)), ranked, kind))
    _, first = np.unique(kind[order], return_index=True)
    found: IntArray = order[first].astype(np.int64)
    return found


def weights_of(options: ContractOptions, form: Form, owner: IntArray, free: IntArray) -> FloatArray:
    """Share of each kind that is bought as each option; sums to 1 over the options of a kind."""
    found = np.zeros(len(options.table))
    found[owner] += form.owner_weight
    found[free] += 1.0 - form.owner_weight
    return found
