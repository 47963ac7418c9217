"""Uncertainty: how sure costs and choices are when lives, prices, rates and use are not known.

In: lines as costed, catalog, settings (group engine). Out: `Uncertainty` of a building, its lines
and years; `UncertainDifference`, odds of offers, tornado and break-even values of alternatives.
Rule: method I.4.4. What is uncertain of a component key is drawn once and shared by all its units
and variants; inside each draw renewals are exact expectations (conventions §3.5).
"""

from __future__ import annotations

from robuild.uncertainty.break_even import RANGES, BreakEven, NoCrossing, break_evens
from robuild.uncertainty.comparing import (
    LINE_ODDS,
    OFFER_ODDS,
    UncertainDifference,
    compare_uncertain,
    offer_odds,
)
from robuild.uncertainty.distribution import Distribution, by_replicate, cheaper
from robuild.uncertainty.draws import Draws, batches, draws_asked
from robuild.uncertainty.evaluating import Case, factors
from robuild.uncertainty.exact import Factors, planned_at
from robuild.uncertainty.gaps import BreakEvenInput
from robuild.uncertainty.pairs import case_of
from robuild.uncertainty.renewal_grid import Group, groups_of_key
from robuild.uncertainty.simulate import (
    LINE_UNCERTAINTY,
    YEAR_UNCERTAINTY,
    Uncertainty,
    simulate,
)
from robuild.uncertainty.spreads import Spreads
from robuild.uncertainty.tornado import TORNADO, Tornado, TornadoInput, tornado

__all__ = [
    "LINE_ODDS",
    "LINE_UNCERTAINTY",
    "OFFER_ODDS",
    "RANGES",
    "TORNADO",
    "YEAR_UNCERTAINTY",
    "BreakEven",
    "BreakEvenInput",
    "Case",
    "Distribution",
    "Draws",
    "Factors",
    "Group",
    "NoCrossing",
    "Spreads",
    "Tornado",
    "TornadoInput",
    "UncertainDifference",
    "Uncertainty",
    "batches",
    "break_evens",
    "by_replicate",
    "case_of",
    "cheaper",
    "compare_uncertain",
    "draws_asked",
    "factors",
    "groups_of_key",
    "offer_odds",
    "planned_at",
    "simulate",
    "tornado",
]
