"""Which uncertain input decides between two alternatives: each in turn at its two ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from robuild.costing import Costing, time_value
from robuild.costing.discounting import FloatArray
from robuild.terms.catalog import Catalog
from robuild.terms.column_kinds import number, schema, words
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.uncertainty.evaluating import Case
from robuild.uncertainty.exact import Factors, life_cycle_costs
from robuild.uncertainty.pairs import Pair
from robuild.uncertainty.spreads import P90_DEVIATIONS, mean_kept

LOW_RATE, HIGH_RATE = 0.02, 0.055
"""Flat real rates: the lowest step of the circular, and a market rate."""


class TornadoInput(StrEnum):
    """What is moved, for all component keys at once."""

    LIFE = "life"
    """Median life of each type."""
    PRICE = "price"
    LABOUR = "labour"
    DAMAGE = "damage"
    INTENSITY = "intensity"
    """Use-intensity factor; low is harder use."""
    REAL_RATE = "real_rate"
    RESIDUAL = "residual"
    """Share of value credited at the end: none, all of it."""


TORNADO = schema(
    "tornado",
    {"input": words(TornadoInput), "low_nok": number(None), "high_nok": number(None)},
    ["input"],
)


@dataclass(frozen=True, slots=True)
class Tornado:
    """Difference in life-cycle cost, second less first [NOK]."""

    base_nok: float
    """Everything as stated."""
    bars: pd.DataFrame
    """`TORNADO`: the difference with one input at its low and at its high end (P10 and P90; rate
    2 % and 5.5 %; residual share 0 and 1), widest first."""


def tornado(first: Costing, second: Costing, catalog: Catalog, settings: Settings) -> Tornado:
    """What the difference between two alternatives becomes when one input is low or high.

    By the engine `renewal`, without draws, over the lines that both have all amounts for.

    Args:
        first: lines in the variants of one alternative.
        second: the same lines in those of the other.
        catalog: that both were costed with.
        settings: that both were costed with.
    """
    pair = Pair.of(first, second, catalog, settings)

    def difference(found: TornadoInput | None = None, end: float = 0.0) -> float:
        one, other = (_costs(case, found, end) for case in pair.cases)
        return float(other.sum() - one.sum())

    bars = pd.DataFrame(
        {
            "input": pd.Series([str(found) for found in TornadoInput], dtype="str"),
            "low_nok": [difference(found, -1.0) for found in TornadoInput],
            "high_nok": [difference(found, 1.0) for found in TornadoInput],
        }
    )
    width = (bars["high_nok"] - bars["low_nok"]).abs()
    order = width.sort_values(ascending=False, kind="stable").index
    return Tornado(difference(), checked(TORNADO, bars.loc[order].reset_index(drop=True)))


def _costs(case: Case, moved: TornadoInput | None, end: float) -> FloatArray:
    """Life-cycle cost by line with one input at its low (−1) or high (1) end."""
    spreads, parts = case.spreads, case.parts
    z = end * P90_DEVIATIONS
    match moved:
        case TornadoInput.LIFE:
            return life_cycle_costs(
                case, Factors(life=np.exp(z * spreads.type_sigma(parts.lives.shape)))
            )
        case TornadoInput.PRICE:
            sigma = float(np.hypot(spreads.price_level, spreads.price_of_key))
            return life_cycle_costs(case, Factors(price=_factor(z, sigma)))
        case TornadoInput.LABOUR:
            return life_cycle_costs(case, Factors(labour=_factor(z, spreads.labour)))
        case TornadoInput.DAMAGE:
            return life_cycle_costs(case, Factors(damage=_factor(z, spreads.damage)))
        case TornadoInput.INTENSITY:
            felt = np.where(np.isinf(parts.lives.shape), 0.0, parts.sensitivity)
            return life_cycle_costs(case, Factors(life=np.exp(z * felt * spreads.intensity)))
        case TornadoInput.REAL_RATE:
            return life_cycle_costs(at_flat_rate(case, LOW_RATE if end < 0 else HIGH_RATE))
        case TornadoInput.RESIDUAL:
            share = {"residual_share": 0.0 if end < 0 else 1.0}
            settings = case.settings.model_copy(update=share)
            return life_cycle_costs(Case(parts, spreads, settings, case.time))
        case None:
            return life_cycle_costs(case)


def _factor(z: float, sigma: float) -> float:
    """Lognormal factor of mean 1, so many standard deviations from its median."""
    return float(np.exp(z * sigma + mean_kept(sigma)))


def at_flat_rate(case: Case, rate: float) -> Case:
    """The same lines, discounted at one real rate in all years."""
    flat = case.settings.model_copy(
        update={"real_rate_1": rate, "real_rate_2": rate, "real_rate_3": rate}
    )
    return Case(case.parts, case.spreads, flat, time_value(flat))
