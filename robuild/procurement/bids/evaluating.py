"""Evaluated cost of every bid, as announced or with another rate, period, alpha or damage rate.

`EC = P + C + R + alpha · (1 − REI) · C`: price, present value of damage, present value of planned
replacement by the integer rule (conventions §3.3, §3.4), and what the owner announced that waiting
and unrest weigh.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.costing import planned_share, times_due
from robuild.costing.discounting import FloatArray, TimeValue, time_value
from robuild.procurement.bids.figures import BoolArray, Figures
from robuild.terms.settings import Settings
from robuild.terms.tender import Tender, TenderTerms
from robuild.terms.vocabulary import DiscountTiming

HOURS_YEARS = 10
SAME_NOK = 0.005
"""Evaluated costs closer than this share a rank."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The four things a ranking is tried against; as announced by default."""

    rates: tuple[float, float, float]
    period_years: int
    alpha: float
    damage_factor: float = 1.0

    @classmethod
    def announced(cls, terms: TenderTerms) -> WhatIf:
        """What the award rests on."""
        return cls(terms.real_rates, terms.period_years, terms.alpha)


@dataclass(frozen=True, slots=True)
class Costs:
    """Present values of every bid on every position [NOK]; NaN where not known."""

    price: FloatArray
    corrective: FloatArray
    planned: FloatArray
    preference: FloatArray
    in_sum: FloatArray
    """1 for positions that are in the sums."""

    @property
    def total(self) -> FloatArray:
        """Bids × positions."""
        found: FloatArray = self.price + self.corrective + self.planned + self.preference
        return found

    def summed(self, part: FloatArray) -> FloatArray:
        """Sum over the mandatory positions by bid; NaN where one is missing."""
        chosen = part[:, self.in_sum > 0]
        found: FloatArray = chosen.sum(axis=1)
        return found

    @property
    def evaluated(self) -> FloatArray:
        """Evaluated cost by bid."""
        return self.summed(self.total)


def settings_of(terms: TenderTerms, what: WhatIf | None = None) -> Settings:
    """Discounting as locked, for `costing.time_value`.

    Raises:
        ValueError: the rate steps are not in order.
    """
    what = what or WhatIf.announced(terms)
    until = terms.real_rate_until_years
    return Settings(
        period_years=what.period_years,
        base_year=terms.base_year,
        opening_year=terms.base_year + terms.opening_offset_years,
        price_year=terms.price_year,
        real_rate_1=what.rates[0],
        real_rate_2=what.rates[1],
        real_rate_3=what.rates[2],
        real_rate_1_until_year=until[0],
        real_rate_2_until_year=until[1],
        discount_timing=(DiscountTiming.MID_YEAR if terms.mid_year else DiscountTiming.END_OF_YEAR),
    )


def evaluate(tender: Tender, figures: Figures, what: WhatIf | None = None) -> Costs:
    """Present values of every bid on every position."""
    what = what or WhatIf.announced(tender.terms)
    time = time_value(settings_of(tender.terms, what))
    corrective = figures.corrective_nok.sum(axis=2) * what.damage_factor * time.running
    return Costs(
        figures.price_nok,
        corrective,
        _planned(figures, time, what),
        what.alpha * (1.0 - figures.rei) * corrective if what.alpha else corrective * 0.0,
        figures.in_sum.astype(float),
    )


def planned_factors(lives: FloatArray, time: TimeValue, period_years: int) -> FloatArray:
    """Present value of 1 NOK at each planned replacement, by life."""
    if not len(lives):
        return np.zeros(0)
    unique, back = np.unique(lives, return_inverse=True)
    found: FloatArray = (times_due(unique, unique, period_years) @ time.present)[back]
    return found


def _planned(figures: Figures, time: TimeValue, what: WhatIf) -> FloatArray:
    uses, shape = figures.uses, figures.price_nok.shape
    share = planned_share(uses.losses_per_year * what.damage_factor, uses.life_years)
    amounts = uses.cost_nok.sum(axis=1) * share
    amounts = amounts * planned_factors(uses.life_years, time, what.period_years)
    found = np.where(np.isnan(figures.corrective_nok[:, :, 0]), np.nan, 0.0)
    flat = uses.bid * shape[1] + uses.position
    return found + np.bincount(flat, amounts, minlength=found.size).reshape(shape)


def ranks_of(costs: FloatArray, ranked: BoolArray) -> FloatArray:
    """Rank of each bid, lowest cost first; bids alike share one, what is not ranked has NaN.

    Example:
        >>> ranks_of(np.array([5.0, 3.0, 3.001, 9.0]), np.array([True, True, True, False]))
        array([ 3.,  1.,  1., nan])
    """
    found = np.full(len(costs), np.nan)
    for bid in np.flatnonzero(ranked):
        lower = ranked & (costs < costs[bid] - SAME_NOK)
        found[bid] = 1 + int(lower.sum())
    return found


def interventions_of(tender: Tender, figures: Figures) -> FloatArray:
    """Expected interventions a year, bids × positions: weights of the index (conventions §5.11)."""
    terms, uses = tender.terms, figures.uses
    counts = times_due(uses.life_years, uses.life_years, terms.period_years).sum(axis=1)
    share = planned_share(uses.losses_per_year, uses.life_years)
    planned = counts * share * uses.pieces / terms.period_years
    shape = figures.price_nok.shape
    flat = uses.bid * shape[1] + uses.position
    return figures.events_per_year + np.bincount(
        flat, planned, minlength=figures.price_nok.size
    ).reshape(shape)
