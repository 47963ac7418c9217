"""Planned renewals as polynomials of life and damage, so that thousands of draws cost little.

The renewal equation is solved for each kind of line at Chebyshev nodes of the logarithm of its life
and of its damage rate; between them present values, years and value left are interpolated. The
sharper single lives are against what moves them, the more nodes: a density n lives on is
`sigma / sqrt(n)` of a life wide, and after `1 / (4 sigma²)` lives the renewals are even.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.polynomial.chebyshev import chebpts1, chebvander

from robuild.costing import Lives
from robuild.costing.discounting import FloatArray
from robuild.terms.settings import Settings
from robuild.uncertainty.parts import IntArray, Parts
from robuild.uncertainty.renewals_at import Kinds, coarse_renewals, planned_renewals
from robuild.uncertainty.spreads import MOST_DEVIATIONS, Spreads, log_sigma_of_shape, mean_kept

_LIFE_NODES = np.array([9, 13, 17, 21, 25, 33, 49, 65])
_FEW_LOSSES = 0.4
"""Total losses in a life, at most, that few nodes are enough for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a key whose lives move alike; coefficients of Chebyshev polynomials."""

    places: IntArray
    """Lines, in `Parts`."""
    type_sigma: float
    intensity_sigma: float
    reach: float
    life_nodes: int
    damage_nodes: int
    present: FloatArray
    """Lines × nodes: present value of one planned replacement each time; with a last dimension
    where several present values were asked for."""
    value_share: FloatArray
    """Lines × nodes: share of value left at the end."""
    yearly_nok: FloatArray | None
    """3 × nodes × years: planned replacements of all these lines, by what they follow.
    `None` where nobody asked for years."""

    def weights(self, log_life: FloatArray, damage: FloatArray) -> FloatArray:
        """Nodes × draws: what the coefficients are multiplied by.

        Args:
            log_life: logarithm of the life factor, by draw.
            damage: standard normal draw of the damage rate.
        """
        x_life = log_life / self.reach if self.reach else np.zeros_like(log_life)
        by_life = chebvander(x_life, self.life_nodes - 1)
        by_damage = chebvander(damage / MOST_DEVIATIONS, self.damage_nodes - 1)
        both = by_life[:, :, np.newaxis] * by_damage[:, np.newaxis, :]
        weights: FloatArray = both.reshape(len(log_life), -1).T
        return weights


def groups_of_key(
    parts: Parts,
    key: int,
    spreads: Spreads,
    settings: Settings,
    present: FloatArray,
    *,
    yearly: bool,
) -> Iterator[Group]:
    """The lines of one component key, solved.

    Args:
        parts: all lines.
        key: place of the component key.
        spreads: of what moves lives and damage.
        settings: period and tail.
        present: present value of 1 NOK of each year 0 … period; years × several of them too.
        yearly: whether what each year costs is asked for.
    """
    places = np.flatnonzero(parts.key == key)
    some = parts.rows(places)
    shape, sensitivity = some.lives.shape, some.sensitivity
    reach = spreads.reach(shape, sensitivity)
    moves = Moves(
        type_sigma=spreads.type_sigma(shape),
        intensity_sigma=sensitivity * spreads.intensity,
        reach=reach,
        unit_shape=spreads.unit_shape(shape),
        damage_sigma=spreads.damage,
    )
    nodes = np.column_stack(
        [moves.type_sigma, moves.life_nodes(some, settings.period_years), moves.damage_nodes(some)]
    )
    _, which = np.unique(nodes, axis=0, return_inverse=True)
    for number in range(int(which.max()) + 1):
        at = np.flatnonzero(which.reshape(-1) == number)
        life_nodes, damage_nodes = int(nodes[at[0], 1]), int(nodes[at[0], 2])
        group = _solved(some, at, moves, (life_nodes, damage_nodes), settings, present)
        yield replace(group, places=places[at], yearly_nok=group.yearly_nok if yearly else None)


@dataclass(frozen=True, slots=True)
class Moves:
    """What moves the lives of some lines, and how sharp single lives are."""

    type_sigma: FloatArray
    intensity_sigma: FloatArray
    reach: FloatArray
    unit_shape: FloatArray
    damage_sigma: float

    def life_nodes(self, lines: Parts, period_years: int) -> IntArray:
        """How many nodes of life each line needs."""
        sigma = np.maximum(1e-9, log_sigma_of_shape(self.unit_shape))
        # at the shorter of likely lives
        lives_on = period_years / (lines.lives.median_years * np.exp(-0.7 * self.reach))
        waves = np.sqrt(np.minimum(lives_on, 0.25 / sigma**2)) / sigma
        needed = 5.0 + 1.75 * self.reach * waves
        places = np.minimum(np.searchsorted(_LIFE_NODES, needed), len(_LIFE_NODES) - 1)
        return np.where(self.reach > 0.0, _LIFE_NODES[places], 1)

    def damage_nodes(self, lines: Parts) -> IntArray:
        """How many nodes of the damage rate each line needs."""
        losses = lines.lives.losses_per_year * lines.lives.median_years
        most = losses * np.exp(MOST_DEVIATIONS * self.damage_sigma)
        many = 6 if self.damage_sigma < 0.8 else 13
        needed = np.where(most < _FEW_LOSSES, 4, many)
        return np.where((losses > 0.0) & (self.damage_sigma > 0.0), needed, 1)


def _solved(
    lines: Parts,
    at: IntArray,
    moves: Moves,
    nodes: tuple[int, int],
    settings: Settings,
    present: FloatArray,
) -> Group:
    some, reach = lines.rows(at), float(moves.reach[at[0]])
    kinds, kind_of_line = Kinds(_with_shape(some, moves.unit_shape[at]), some.at_once).distinct()
    life, life_to = _nodes(nodes[0])
    damage, damage_to = _nodes(nodes[1])
    number = len(kinds.at_once)
    size = nodes[0] * nodes[1]
    each = np.repeat(np.arange(number), size)
    at_nodes = kinds.rows(each).changed(
        np.tile(np.repeat(np.exp(reach * life), nodes[1]), number),
        np.tile(
            np.exp(MOST_DEVIATIONS * moves.damage_sigma * damage + mean_kept(moves.damage_sigma)),
            number * nodes[0],
        ),
    )
    fixed = np.isinf(kinds.lives.shape).any()
    solve = planned_renewals if size == 1 or fixed else coarse_renewals
    found = solve(at_nodes, settings)
    values = np.column_stack([found.per_year, found.per_year @ present, found.value_share])
    years = found.per_year.shape[1]
    by_life = life_to @ values.reshape(number, nodes[0], -1)
    by_both = damage_to @ by_life.reshape(number, *nodes, -1)
    coefficients: FloatArray = np.asarray(by_both, dtype=np.float64).reshape(number, size, -1)
    by_present = coefficients[kind_of_line, :, years:-1]
    weight = np.zeros((3, number))
    np.add.at(weight.T, kind_of_line, some.replacement_nok)
    return Group(
        places=at,
        type_sigma=float(moves.type_sigma[at[0]]),
        intensity_sigma=float(moves.intensity_sigma[at[0]]),
        reach=reach,
        life_nodes=nodes[0],
        damage_nodes=nodes[1],
        present=by_present if present.ndim > 1 else by_present[:, :, 0],
        value_share=coefficients[kind_of_line, :, -1],
        yearly_nok=np.tensordot(weight, coefficients[:, :, :years], axes=1),
    )


def _with_shape(lines: Parts, shape: FloatArray) -> Lives:
    lives = lines.lives
    return Lives(lives.median_years, shape, lives.losses_per_year, lives.age_years)


def _nodes(number: int) -> tuple[FloatArray, FloatArray]:
    """Chebyshev nodes in [−1, 1], and the matrix from values there to coefficients."""
    points = chebpts1(number)
    to_coefficients = np.asarray(
        chebvander(points, number - 1).T * (2.0 / number), dtype=np.float64
    )
    to_coefficients[0] /= 2.0
    return points, to_coefficients
