"""Costs of lines in each draw: everything exact but the renewals, which are interpolated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from robuild.costing import LineRow, TimeValue
from robuild.costing.discounting import FloatArray
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Tail
from robuild.uncertainty.draws import Draws
from robuild.uncertainty.parts import IntArray, Parts, parts_of
from robuild.uncertainty.renewal_grid import Group, groups_of_key
from robuild.uncertainty.spreads import Spreads


@dataclass(frozen=True, slots=True)
class Case:
    """Lines with all that their costs depend on."""

    parts: Parts
    spreads: Spreads
    settings: Settings
    time: TimeValue

    @classmethod
    def of(
        cls,
        rows: Sequence[LineRow],
        line_costs: pd.DataFrame,
        line_tasks: pd.DataFrame,
        catalog: Catalog,
        settings: Settings,
        time: TimeValue,
    ) -> Case:
        """From the tables of a costing; see `parts_of`."""
        parts = parts_of(rows, line_costs, line_tasks, catalog, settings)
        return cls(parts, Spreads.of(settings), settings, time)

    def rows(self, places: IntArray) -> Case:
        """Some of the lines."""
        return Case(self.parts.rows(places), self.spreads, self.settings, self.time)

    @property
    def keys_used(self) -> list[int]:
        """Places of the component keys that have lines."""
        return [int(key) for key in np.unique(self.parts.key)]

    @property
    def residual_share(self) -> float:
        """Part of the value left at the end that is credited (conventions §3.6, §4.12)."""
        return 0.0 if self.settings.tail is Tail.STRICT else self.settings.residual_share

    def groups(self, key: int, *, yearly: bool = False) -> list[Group]:
        """The lines of a key, with their renewals solved; of each year only when asked for."""
        present = self.time.present
        return list(
            groups_of_key(self.parts, key, self.spreads, self.settings, present, yearly=yearly)
        )


@dataclass(frozen=True, slots=True)
class KeyCosts:
    """Costs of the lines of one component key, lines × draws [NOK]."""

    places: IntArray
    """Lines, in `Parts`."""
    life_cycle_cost: FloatArray
    corrective: FloatArray
    """Repairs and total losses; part of it."""


def factors(case: Case, key: int, draws: Draws) -> tuple[FloatArray, FloatArray]:
    """By draw: of what follows price, labour and neither (3 × draws), and of the damage rate."""
    price = draws.price_factor(key, case.spreads)
    of_cost = np.vstack([price, draws.labour_factor(case.spreads), np.ones_like(price)])
    return of_cost, draws.damage_factor(key, case.spreads)


def weights_of(group: Group, key: int, draws: Draws) -> FloatArray:
    """Nodes × draws: what the coefficients of the group are multiplied by."""
    log_life = draws.log_life(key, group.type_sigma, group.intensity_sigma, group.reach)
    return group.weights(log_life, draws.damage[key])


def costs_of_key(
    case: Case, key: int, groups: Sequence[Group], draws: Draws, budget: FloatArray | None = None
) -> KeyCosts:
    """Life-cycle and corrective cost of the lines of one component key in each draw.

    Args:
        case: all lines.
        key: place of the component key.
        groups: of `Case.groups` of the key.
        draws: the same for all keys.
        budget: draws × years 0 … period; what planned replacements cost in each year is added.
    """
    of_cost, of_damage = factors(case, key, draws)
    places = np.concatenate([group.places for group in groups])
    planned = np.empty((len(places), of_damage.size))
    value = np.empty_like(planned)
    by_part = np.zeros((of_damage.size, 3 * (case.settings.period_years + 1)))
    start = 0
    for group in groups:
        weights = weights_of(group, key, draws)
        rows = slice(start, start + len(group.places))
        planned[rows], value[rows] = group.present @ weights, group.value_share @ weights
        if group.yearly_nok is not None:
            by_part += _by_year(group.yearly_nok, weights)
        start += len(group.places)
    if budget is not None:
        for amounts, factor in zip(np.split(by_part, 3, axis=1), of_cost, strict=True):
            budget += amounts * factor[:, np.newaxis]
    parts, time = case.parts, case.time
    bought = time.acquisition * parts.acquisition_nok[places]
    kept = parts.maintenance_nok[places] @ time.present
    corrective = time.running * (parts.damage_nok[places] @ of_cost) * of_damage
    replaced = (parts.replacement_nok[places] @ of_cost) * planned
    new_at_end = time.end * case.residual_share * parts.material_nok[places]
    residual = np.outer(new_at_end, of_cost[0]) * value
    cost = (bought + kept) @ of_cost + corrective + replaced - residual
    return KeyCosts(places, cost, corrective)


def _by_year(yearly_nok: FloatArray, weights: FloatArray) -> FloatArray:
    """Draws × three parts by years; seven digits are enough for it and take half the time."""
    amounts = np.concatenate(list(yearly_nok), axis=1).astype(np.float32)
    found: FloatArray = (weights.T.astype(np.float32) @ amounts).astype(np.float64)
    return found


def add_running(budget: FloatArray, case: Case, draws: Draws) -> None:
    """Adds acquisition, maintenance and damage of all lines to what each year costs.

    Args:
        budget: draws × years 0 … period, in prices of year 0.
        case: all lines.
        draws: as many as the budget has rows.
    """
    parts, time = case.parts, case.time
    running = np.concatenate([[0.0], np.ones(budget.shape[1] - 1)])
    for key in case.keys_used:
        at = parts.key == key
        of_cost, of_damage = factors(case, key, draws)
        bought = np.outer(parts.acquisition_nok[at].sum(axis=0), time.acquisition_shares)
        damage = np.outer(parts.damage_nok[at].sum(axis=0), running)
        budget += of_cost.T @ (bought + parts.maintenance_nok[at].sum(axis=0))
        budget += (of_cost * of_damage).T @ damage
