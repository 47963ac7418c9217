"""Choosing: which variant of each thing is best within an acquisition budget.

In: `OFFERS`, every line in every variant it can have, costed, and settings (group choice). Out:
`BudgetChoice`: one variant per class of lines, the next best krone, the curve of least objective
by budget, and what could not be chosen. Rule: method I.6.1, a multiple-choice knapsack; only
lines that some variant has every amount for are in its sums. `cost_offers` makes the offers.
"""

from __future__ import annotations

from robuild.choosing.alternatives import Alternatives, find_alternatives
from robuild.choosing.certainty import Certainty, ChoiceCertainty, how_sure
from robuild.choosing.choice import choose
from robuild.choosing.offered_lines import OfferedLines, cost_offers, offers_table
from robuild.choosing.offers import (
    LEFT_OUT,
    OFFERS,
    OPTIONS,
    Classes,
    LeftOut,
    choice_classes,
)
from robuild.choosing.pareto import CurvePoint, SolvedBy
from robuild.choosing.result import (
    CHOICES,
    LINE_CHOICES,
    NEXT_STEPS,
    PARETO,
    Amounts,
    BudgetChoice,
    BudgetState,
)
from robuild.choosing.side_by_side import SIDE_BY_SIDE

__all__ = [
    "CHOICES",
    "LEFT_OUT",
    "LINE_CHOICES",
    "NEXT_STEPS",
    "OFFERS",
    "OPTIONS",
    "PARETO",
    "SIDE_BY_SIDE",
    "Alternatives",
    "Amounts",
    "BudgetChoice",
    "BudgetState",
    "Certainty",
    "ChoiceCertainty",
    "Classes",
    "CurvePoint",
    "LeftOut",
    "OfferedLines",
    "SolvedBy",
    "choice_classes",
    "choose",
    "cost_offers",
    "find_alternatives",
    "how_sure",
    "offers_table",
]
