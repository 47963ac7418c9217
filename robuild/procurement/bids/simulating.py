"""How often each bid wins when lives, damage, later prices and wages are not what the owner thinks.

Prices that were bid are binding and do not move. What is not known of a component key is drawn once
and met by every bid (common random numbers): bids differ by what they offer, not by luck. Rate,
period and alpha are choices and not unknowns: they are tried one by one in `sensitivity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from robuild.costing import planned_share, times_due
from robuild.costing.discounting import FloatArray, TimeValue, time_value
from robuild.procurement.bids.evaluating import settings_of
from robuild.procurement.bids.figures import Figures, IntArray
from robuild.terms.settings import Settings
from robuild.terms.tender import Tender
from robuild.uncertainty import Distribution, Draws, Spreads, batches, by_replicate

SHAPE = 2.5
"""Weibull shape of lives whose ends nobody stated (conventions §3.5)."""
_MOST_A_YEAR = 8
"""Lives drawn shorter than this part of a year count as it."""


@dataclass(frozen=True, slots=True)
class BidSpread:
    """Evaluated cost of one bid over all draws [NOK]."""

    bid: int
    total: Distribution
    difference: Distribution
    """Less the winner's, draw by draw."""
    win_share: float
    """Share of draws in which it is cheapest; a tie is shared."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """All ranked bids under the same draws."""

    spreads: tuple[BidSpread, ...]
    draws: int
    seed: int
    settings: Settings
    """With the spreads that were drawn from."""


def simulate_bids(
    tender: Tender, figures: Figures, winner: int, settings: Settings
) -> Robustness | None:
    """Evaluated cost of every ranked bid in every draw.

    Args:
        tender: the owner's master.
        figures: of all bids.
        winner: number of the bid that the others are compared with.
        settings: `uncertainty_draws`, `seed` and `spread_*`; nothing else of it.

    Returns:
        `None` where no draws are asked for or fewer than two bids are ranked.
    """
    ranked = figures.ranked
    if settings.uncertainty_draws == 0 or len(ranked) < 2:
        return None
    totals, draws = drawn_totals(tender, figures, settings)
    least = totals.min(axis=0)
    first = totals <= least * (1.0 + 1e-12)
    shares = (first / first.sum(axis=0)).mean(axis=1)
    base = totals[list(ranked).index(winner)]
    spreads = tuple(
        BidSpread(
            int(bid), Distribution.of(by_replicate(total)),
            Distribution.of(by_replicate(total - base)), float(share),
        )
        for bid, total, share in zip(ranked, totals, shares, strict=True)
    )  # fmt: skip
    return Robustness(spreads, draws, settings.seed, settings)


def drawn_totals(tender: Tender, figures: Figures, settings: Settings) -> tuple[FloatArray, int]:
    """Ranked bids × draws, and how many draws there are."""
    keys = sorted({row.component_key for row in tender.positions})
    key_of = np.array([keys.index(row.component_key) for row in tender.positions])
    draws = next(batches(len(keys), settings))
    time, spreads = time_value(settings_of(tender.terms)), Spreads.of(settings)
    ranked = figures.ranked
    price = np.where(figures.in_sum, figures.price_nok, 0.0)[ranked].sum(axis=1)
    totals = np.repeat(price[:, np.newaxis], draws.labour.size, axis=1)
    table = _Factors.of(tender, figures, time)
    for key in range(len(keys)):
        positions = np.flatnonzero((key_of == key) & figures.in_sum)
        if len(positions):
            _add_key(totals, tender, figures, (key, positions), draws, spreads, time, table)
    return totals, draws.labour.size


@dataclass(frozen=True, slots=True)
class _Factors:
    """Present value of planned replacements by life: constant between lives m / k."""

    ends: FloatArray
    values: FloatArray

    @classmethod
    def of(cls, tender: Tender, figures: Figures, time: TimeValue) -> _Factors:
        period = tender.terms.period_years
        numbers = np.arange(1.0, _MOST_A_YEAR * period + 1.0)
        years = np.arange(1.0, period + 1.0)
        ends = np.unique((years[:, np.newaxis] / numbers).round(12))
        ends = ends[ends >= 1.0 / _MOST_A_YEAR]
        middles = (ends + np.r_[ends[0] * 0.999, ends[:-1]]) / 2.0
        values = times_due(middles, middles, period) @ time.present
        return cls(ends, np.append(values, 0.0))  # beyond the period: never

    def at(self, lives: FloatArray) -> FloatArray:
        found: FloatArray = self.values[np.searchsorted(self.ends, lives, side="left")]
        return found


def _add_key(
    totals: FloatArray, tender: Tender, figures: Figures, which: tuple[int, IntArray],
    draws: Draws, spreads: Spreads, time: TimeValue, table: _Factors,
) -> None:  # fmt: skip
    key, positions = which
    price = draws.price_factor(key, spreads)
    work = draws.labour_factor(spreads)
    damage = draws.damage_factor(key, spreads)
    factors = np.stack([price, work, np.ones_like(work)])
    ranked = figures.ranked
    yearly = figures.corrective_nok[np.ix_(ranked, positions)]
    weight = 1.0 + tender.terms.alpha * (1.0 - figures.rei[np.ix_(ranked, positions)])
    weight = np.where(np.isnan(weight), 1.0, weight)
    totals += (yearly * weight[:, :, np.newaxis]).sum(axis=1) @ factors * damage * time.running
    sigma = float(spreads.type_sigma(np.array([SHAPE]))[0])
    reach = float(spreads.reach(np.array([SHAPE]), np.array([1.0]))[0])
    moved = np.exp(draws.log_life(key, sigma, spreads.intensity, reach))
    for place, bid in enumerate(ranked):
        rows = np.flatnonzero((figures.uses.bid == bid) & np.isin(figures.uses.position, positions))
        for some in _alike(figures, rows):
            totals[place] += _planned(figures, some, moved, damage, factors, table)


def _alike(figures: Figures, rows: IntArray) -> Iterator[IntArray]:
    """Rows with the same life and total losses move alike: one calculation for all of them."""
    uses = figures.uses
    pairs = np.stack([uses.life_years[rows], uses.losses_per_year[rows]], axis=1)
    if len(rows):
        _, group = np.unique(pairs.round(12), axis=0, return_inverse=True)
        for number in range(group.max() + 1):
            yield rows[group.ravel() == number]


def _planned(
    figures: Figures, rows: IntArray, moved: FloatArray, damage: FloatArray,
    factors: FloatArray, table: _Factors,
) -> FloatArray:  # fmt: skip
    uses = figures.uses
    lives = uses.life_years[rows[0]] * moved
    share = planned_share(uses.losses_per_year[rows[0]] * damage, lives)
    found: FloatArray = (uses.cost_nok[rows].sum(axis=0) @ factors) * share * table.at(lives)
    return found
