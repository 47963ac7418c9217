"""What each form's variants cost to live with in every draw.

For each kind of component the renewals are polynomials of life and damage (`uncertainty`); the
form moves lives by its own drawn B·C on top of what nobody knows of the type. All forms meet the
same draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.chebyshev import chebvander

from robuild.costing.discounting import FloatArray
from robuild.procurement.forms import IntArray
from robuild.uncertainty import Case, Draws, Group, factors, groups_of_key

_MOST_DEVIATIONS = 3.0


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows of the options that one form leads to, by kind, and how much of each."""

    owner: IntArray
    free: IntArray
    owner_weight: FloatArray
    """Share that is the owner's pick, by draw."""
    log_life: FloatArray
    """Logarithm of B·C, by draw."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Present values of one form, by draw [NOK]."""

    acquisition: FloatArray
    """Of the components, before mark-up and growth; not yet discounted."""
    operation: FloatArray
    """By present value asked for × draws."""


@dataclass(frozen=True, slots=True)
class KindCosts:
    """Lines of one kind in some options, summed by option."""

    acquisition: FloatArray
    """Options × 3 parts."""
    running: FloatArray
    """Options × 3 × present values, without damage."""
    damage: FloatArray
    """Options × 3, a year."""


def drawn_operation(
    case: Case, option_of_row: IntArray, forms: Sequence[Picked], draws: Draws, presents: FloatArray
) -> list[Drawn]:
    """Costs of every form in every draw.

    Args:
        case: lines in the options that some form leads to.
        option_of_row: which option each of its rows is.
        forms: what they lead to.
        draws: the same for all.
        presents: years 0 … period × present values of 1 NOK of year 0's prices; the first one is
            over the whole period and has what is left at the end.
    """
    size = draws.labour.size
    found = [Drawn(np.zeros(size), np.zeros((presents.shape[1], size))) for _ in forms]
    at_kind = {
        int(option): kind for form in forms
        for kind, pair in enumerate(zip(form.owner, form.free, strict=True)) for option in pair
    }  # fmt: skip
    for key in case.keys_used:
        rows = np.flatnonzero(case.parts.key == key)
        options, local = np.unique(option_of_row[rows], return_inverse=True)
        kind = at_kind[int(options[0])]
        of_cost, of_damage = factors(case, key, draws)
        costs = _kind_costs(case, rows, local, len(options), presents)
        running = np.einsum("opv,pd->ovd", costs.running, of_cost)
        yearly = presents[1:].sum(axis=0)
        running += (costs.damage @ of_cost * of_damage)[:, np.newaxis] * yearly[:, np.newaxis]
        bought = costs.acquisition @ of_cost
        groups = list(
            groups_of_key(case.parts, key, case.spreads, case.settings, presents, yearly=False)
        )
        solved = [
            _solved(case, group, rows, local, len(options), (of_cost, draws.damage[key]))
            for group in groups
        ]
        for form, into in zip(forms, found, strict=True):
            operation = running.copy()
            for group, by_life in zip(groups, solved, strict=True):
                operation += _at_life(case, key, group, by_life, form.log_life, draws)
            own = int(np.searchsorted(options, form.owner[kind]))
            free = int(np.searchsorted(options, form.free[kind]))
            weight = form.owner_weight
            into.acquisition[:] += weight * bought[own] + (1.0 - weight) * bought[free]
            into.operation[:] += weight * operation[own] + (1.0 - weight) * operation[free]
    return found


def _kind_costs(
    case: Case, rows: IntArray, option: IntArray, size: int, presents: FloatArray
) -> KindCosts:
    parts = case.parts

    def by_option(amounts: FloatArray) -> FloatArray:
        found = np.zeros((size, *amounts.shape[1:]))
        np.add.at(found, option, amounts)
        return found

    return KindCosts(
        acquisition=by_option(parts.acquisition_nok[rows]),
        running=by_option(parts.maintenance_nok[rows] @ presents),
        damage=by_option(parts.damage_nok[rows]),
    )


def _solved(
    case: Case,
    group: Group,
    rows: IntArray,
    option: IntArray,
    size: int,
    drawn: tuple[FloatArray, FloatArray],
) -> FloatArray:
    """Options × present values × nodes of life × draws: planned replacement less value left."""
    of_cost, damage = drawn
    parts, at = case.parts, group.places
    local = option[np.searchsorted(rows, at)]
    nodes = (group.life_nodes, group.damage_nodes)
    by_damage = chebvander(damage / _MOST_DEVIATIONS, group.damage_nodes - 1).T
    once = np.zeros((size, 3, *group.present.shape[1:]))
    np.add.at(once, local, parts.replacement_nok[at][:, :, None, None] * group.present[:, None])
    once = np.moveaxis(once, -1, 1).reshape(size, group.present.shape[2], 3, *nodes)
    found: FloatArray = np.einsum("ovpid,pd->ovid", once @ by_damage, of_cost)
    if case.residual_share:
        end = parts.material_nok[at] * case.residual_share * case.time.end
        left = np.zeros((size, group.value_share.shape[1]))
        np.add.at(left, local, end[:, np.newaxis] * group.value_share)
        found[:, 0] -= (left.reshape(size, *nodes) @ by_damage) * of_cost[0]
    return found


def _at_life(
    case: Case, key: int, group: Group, by_life: FloatArray, shift: FloatArray, draws: Draws
) -> FloatArray:
    own_reach = group.reach - case.spreads.more_reach
    moved = draws.log_life(key, group.type_sigma, group.intensity_sigma, own_reach) + shift
    x = (moved / group.reach).clip(-1.0, 1.0) if group.reach else np.zeros_like(moved)
    weights = chebvander(x, group.life_nodes - 1).T
    found: FloatArray = np.einsum("ovid,id->ovd", by_life, weights)
    return found
