"""Bids on life-cycle cost: what each comes to, which is lowest, and how sure that is.

In: the owner's `Tender` and bids as read. Out: `Award`. Rules: price, operation and repair ease by
the owner's figures (conventions §3.3, §3.4, §4, §5.2); claims count as far as their evidence
carries; what is missing is missing and never 0.
"""

from __future__ import annotations

from robuild.procurement.bids.award import Award, BidResult, award
from robuild.procurement.bids.counted import CountedAnswer, count_answers, judged_by_price
from robuild.procurement.bids.evaluating import (
    HOURS_YEARS,
    SAME_NOK,
    Costs,
    WhatIf,
    evaluate,
    ranks_of,
    settings_of,
)
from robuild.procurement.bids.figures import (
    Figures,
    Uses,
    effect,
    event_of,
    figures_of,
    trade_figures,
)
from robuild.procurement.bids.marks import LEAST_BIDS, OUTLIER_HIGH, OUTLIER_LOW, Outlier, medians
from robuild.procurement.bids.points import (
    COST_WEIGHT,
    PointModel,
    Reversal,
    points_of_cost,
    reversal,
    total_points,
)
from robuild.procurement.bids.sensitivity import (
    GRID,
    BidBreakEven,
    Tried,
    TriedRank,
    break_evens,
    tried_ranks,
)
from robuild.procurement.bids.simulating import BidSpread, Robustness, drawn_totals, simulate_bids

__all__ = [
    "COST_WEIGHT",
    "GRID",
    "HOURS_YEARS",
    "LEAST_BIDS",
    "OUTLIER_HIGH",
    "OUTLIER_LOW",
    "SAME_NOK",
    "Award",
    "BidBreakEven",
    "BidResult",
    "BidSpread",
    "Costs",
    "CountedAnswer",
    "Figures",
    "Outlier",
    "PointModel",
    "Reversal",
    "Robustness",
    "Tried",
    "TriedRank",
    "Uses",
    "WhatIf",
    "award",
    "break_evens",
    "count_answers",
    "drawn_totals",
    "effect",
    "evaluate",
    "event_of",
    "figures_of",
    "judged_by_price",
    "medians",
    "points_of_cost",
    "ranks_of",
    "reversal",
    "settings_of",
    "simulate_bids",
    "total_points",
    "trade_figures",
    "tried_ranks",
]
