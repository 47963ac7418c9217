"""What is drawn: once for a whole building, and shared by all units of a component key.

Eight independently scrambled Sobol sequences: between their means lies the standard error. Their
coordinates are given to the component keys of the catalog and not to lines, so that every line and
every variant of a key meets the same draws (common random numbers).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.terms.settings import Settings
from robuild.uncertainty.spreads import MOST_DEVIATIONS, Spreads, mean_kept

REPLICATES = 8
_FIRST_POINTS = 32
"""Of each replicate, before a run that may stop early looks at its standard error."""
_COMMON = 3


@dataclass(frozen=True, slots=True)
class Draws:
    """Standard normal draws; columns are replicates, one after the other, by points."""

    labour: FloatArray
    price_level: FloatArray
    intensity: FloatArray
    life: FloatArray
    """Keys × draws."""
    price: FloatArray
    """Keys × draws."""
    damage: FloatArray
    """Keys × draws."""
    more: FloatArray
    """Uniform draws of what else a caller has, asked for × draws."""

    def price_factor(self, key: int, spreads: Spreads) -> FloatArray:
        """Of what follows the price of a component, by draw."""
        log = spreads.price_level * self.price_level + spreads.price_of_key * self.price[key]
        sigma = math.hypot(spreads.price_level, spreads.price_of_key)
        factor: FloatArray = np.exp(log + mean_kept(sigma))
        return factor

    def labour_factor(self, spreads: Spreads) -> FloatArray:
        """Of what follows the rates of trades, by draw."""
        factor: FloatArray = np.exp(spreads.labour * self.labour + mean_kept(spreads.labour))
        return factor

    def damage_factor(self, key: int, spreads: Spreads) -> FloatArray:
        """Of the damage rate, by draw."""
        log = spreads.damage * self.damage[key] + mean_kept(spreads.damage)
        factor: FloatArray = np.exp(log)
        return factor

    def log_life(
        self, key: int, type_sigma: float, intensity_sigma: float, reach: float
    ) -> FloatArray:
        """Logarithm of what the service life is multiplied by, by draw.

        Args:
            key: place of the component key.
            type_sigma: of the median life of the type.
            intensity_sigma: of what the use intensity does to it.
            reach: the largest, up or down.
        """
        log = type_sigma * self.life[key] + intensity_sigma * self.intensity
        bounded: FloatArray = log.clip(-reach, reach)
        return bounded


def draws_asked(settings: Settings) -> int:
    """Draws that are made: 8 · 2^k, the most of these within `uncertainty_draws`, at least 8.

    Raises:
        ValueError: `uncertainty_draws` is 0, which leaves uncertainty out.
    """
    if settings.uncertainty_draws < 1:
        raise ValueError("uncertainty_draws is 0: nothing is drawn; ask for 1 or more")
    return REPLICATES << max(0, (settings.uncertainty_draws // REPLICATES).bit_length() - 1)


def batches(
    keys: int, settings: Settings, *, doubling: bool = False, more: int = 0
) -> Iterator[Draws]:
    """All the draws that are asked for, at once or in batches that double what there is.

    Args:
        keys: how many component keys the catalog has.
        settings: number of draws and seed.
        doubling: for a run that may stop early; batch by batch the same draws as all at once.
        more: further uniform draws of each point, independent of the others.
    """
    from scipy.special import ndtri
    from scipy.stats import qmc

    most = draws_asked(settings) // REPLICATES
    sequences = [
        qmc.Sobol(_COMMON + 3 * keys + more, rng=np.random.default_rng(seed))
        for seed in np.random.SeedSequence(settings.seed).spawn(REPLICATES)
    ]
    have, points = 0, min(_FIRST_POINTS, most) if doubling else most
    while have < most:
        uniform = np.concatenate([sequence.random(points) for sequence in sequences])
        normal = ndtri(uniform).clip(-MOST_DEVIATIONS, MOST_DEVIATIONS).T
        last = _COMMON + 3 * keys
        life, price, damage = np.ascontiguousarray(normal[_COMMON:last]).reshape(3, keys, -1)
        labour, price_level, intensity = normal[:_COMMON]
        rest = np.ascontiguousarray(uniform.T[last:])
        yield Draws(labour, price_level, intensity, life, price, damage, rest)
        have += points
        points = have
