"""Expected planned renewals at given lives and damage rates (conventions §3.5)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.costing import (
    Lives,
    expected_renewals,
    renewals_by_step,
    straight_line_share,
    times_due,
)
from robuild.costing.discounting import FloatArray
from robuild.costing.expected_events import worn_out
from robuild.costing.renewal import STEPS_PER_YEAR, value_left
from robuild.costing.service_life import replacements_made
from robuild.terms.settings import Settings
from robuild.uncertainty.parts import BoolArray, IntArray
from robuild.uncertainty.spreads import log_sigma_of_shape

_STEPS = np.array([1, 2, 4, 6, STEPS_PER_YEAR])
"""Steps a year that a grid can have."""
_STEPS_PER_DEVIATION = 2.2
"""Steps within one standard deviation of a life: present values are right within 0.05 %."""
_MORE_STEPS_PER_LOSS = 10.0
"""Finer where total losses a year are many."""
_KINDS_AT_ONCE = 1024
"""Bounds the memory."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Lives of lines, and which of them start with a replacement."""

    lives: Lives
    at_once: BoolArray

    def rows(self, places: IntArray) -> Kinds:
        """Some of them, also one several times."""
        return Kinds(self.lives.rows(places), self.at_once[places])

    def changed(self, life_factor: FloatArray, damage_factor: FloatArray) -> Kinds:
        """With longer or shorter lives and more or less damage. Ages stay what they are."""
        lives = self.lives
        return Kinds(
            Lives(
                lives.median_years * life_factor,
                lives.shape,
                lives.losses_per_year * damage_factor,
                lives.age_years,
            ),
            self.at_once,
        )

    def distinct(self) -> tuple[Kinds, IntArray]:
        """Each kind once, and which of them each line is."""
        lives = self.lives
        facts = np.column_stack(
            [lives.median_years, lives.shape, lives.losses_per_year, lives.age_years, self.at_once]
        )
        _, first, inverse = np.unique(facts, axis=0, return_index=True, return_inverse=True)
        return self.rows(first.astype(np.int64)), inverse.reshape(-1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Planned:
    """Expected planned replacements of one unit of each kind."""

    per_year: FloatArray
    """Kinds × years 0 … period."""
    value_share: FloatArray
    """Expected share of value left at the end of the period."""


def planned_renewals(kinds: Kinds, settings: Settings) -> Planned:
    """Planned replacements and value left, as the engine `renewal` counts them.

    Args:
        kinds: without NaN.
        settings: period and tail.
    """
    lives, period = kinds.lives, settings.period_years
    found = expected_renewals(lives, period)
    per_year = worn_out(found.per_year, lives.losses_per_year, kinds.at_once)
    value = found.value_share
    exact = np.flatnonzero(np.isinf(lives.shape) & (lives.losses_per_year == 0.0))
    per_year[exact], value[exact] = _by_rule(kinds.rows(exact), settings)
    return Planned(per_year, value)


def coarse_renewals(kinds: Kinds, settings: Settings) -> Planned:
    """As `planned_renewals`, on grids no finer than each life needs: for very many kinds.

    Args:
        kinds: without NaN; none fixed that no damage cuts short.
        settings: period; value left is worked out only where a share of it is credited.
    """
    lives, period = kinds.lives, settings.period_years
    per_year = np.zeros((len(lives.shape), period + 1))
    value = np.zeros(len(lives.shape))
    steps = _steps_per_year(lives)
    for number in np.unique(steps):
        every = np.flatnonzero(steps == number)
        for start in range(0, len(every), _KINDS_AT_ONCE):
            places = every[start : start + _KINDS_AT_ONCE]
            some, step_years = kinds.rows(places), 1.0 / int(number)
            renewed = renewals_by_step(some.lives, period * int(number), step_years)
            by_year = renewed.reshape(len(places), period, -1).sum(axis=2)
            # losses as frequent as this grid has them, so that only wear is left
            losses = 2.0 * np.sinh(some.lives.losses_per_year * step_years / 2.0) / step_years
            per_year[places] = worn_out(np.pad(by_year, ((0, 0), (1, 0))), losses, some.at_once)
            if settings.residual_share:
                value[places] = value_left(some.lives, renewed, step_years)
    return Planned(per_year, value)


def _steps_per_year(lives: Lives) -> IntArray:
    sigma_years = np.maximum(1e-9, log_sigma_of_shape(lives.shape) * lives.median_years)
    wanted = _STEPS_PER_DEVIATION + _MORE_STEPS_PER_LOSS * lives.losses_per_year
    places = np.searchsorted(_STEPS, wanted / sigma_years)
    places = np.minimum(places, len(_STEPS) - 1)
    steps: IntArray = _STEPS[places]
    return steps


def _by_rule(kinds: Kinds, settings: Settings) -> tuple[FloatArray, FloatArray]:
    """Fixed lives that no damage cuts short: whole renewals (conventions §3.3, §3.6)."""
    esl, period = kinds.lives.median_years, settings.period_years
    later = np.maximum(np.minimum(1.0, esl), esl - kinds.lives.age_years)
    first = np.where(kinds.at_once, 0.0, later)
    made = [replacements_made(f, e, settings) for f, e in zip(first, esl, strict=True)]
    number = np.array(made, dtype=float)
    age = period - (first + (number - 1.0) * esl)
    return times_due(first, esl, period, number), straight_line_share(age, esl)
