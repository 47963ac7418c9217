"""Costs without draws: given factors on lives, rates and prices, by the renewal equation itself.

Lives scatter as in the engine `renewal`, so that with all factors 1 the costs are that engine's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.uncertainty.evaluating import Case
from robuild.uncertainty.renewals_at import Kinds, Planned, planned_renewals


@dataclass(frozen=True, slots=True)
class Factors:
    """What inputs are multiplied by; a number for all lines, or one for each."""

    life: float | FloatArray = 1.0
    damage: float | FloatArray = 1.0
    price: float | FloatArray = 1.0
    labour: float | FloatArray = 1.0


def life_cycle_costs(case: Case, factors: Factors = Factors()) -> FloatArray:
    """Life-cycle cost of each line [NOK]."""
    planned = planned_at(case, factors)
    flows = real_flows(case, factors, planned)
    return flows @ case.time.discount - residual_pv(case, factors, planned)


def planned_at(case: Case, factors: Factors) -> Planned:
    """Planned replacements of each line and value left."""
    size = len(case.parts.line_id)
    kinds = Kinds(case.parts.lives, case.parts.at_once)
    changed = kinds.changed(_each(factors.life, size), _each(factors.damage, size))
    distinct, which = changed.distinct()
    found = planned_renewals(distinct, case.settings)
    return Planned(found.per_year[which], found.value_share[which])


def real_flows(case: Case, factors: Factors, planned: Planned) -> FloatArray:
    """Cost of each line in each year 0 … period, in real prices of the year; no residual value.

    Args:
        case: the lines.
        factors: on damage, price and labour.
        planned: of `planned_at` with the same factors.
    """
    parts, time = case.parts, case.time
    size = len(parts.line_id)
    damage = _each(factors.damage, size)[:, np.newaxis]
    of_cost = np.column_stack(
        [_each(factors.price, size), _each(factors.labour, size), np.ones(size)]
    )
    running = np.concatenate([[0.0], np.ones(case.settings.period_years)])

    def sum_of(amounts: FloatArray) -> FloatArray:
        total: FloatArray = (amounts * of_cost).sum(axis=1)[:, np.newaxis]
        return total

    flows: FloatArray = (
        sum_of(parts.acquisition_nok) * time.acquisition_shares
        + np.einsum("lky,lk->ly", parts.maintenance_nok, of_cost)
        + sum_of(parts.damage_nok) * damage * running
        + sum_of(parts.replacement_nok) * planned.per_year
    )
    return flows * time.price


def residual_pv(case: Case, factors: Factors, planned: Planned) -> FloatArray:
    """Present value of what each line is credited with at the end; arguments as `real_flows`."""
    new_at_end = case.time.end * case.residual_share * case.parts.material_nok
    credited: FloatArray = new_at_end * planned.value_share * factors.price
    return credited


def _each(factor: float | FloatArray, size: int) -> FloatArray:
    return np.broadcast_to(np.asarray(factor, dtype=float), (size,))
