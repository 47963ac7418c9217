"""Costing: service lives, yearly cash flows, life-cycle cost and weighted cost.

In: lines, catalog, settings and repair ease. Out: `Costing`, tables whose life-cycle cost equals
the discounted sum of their cash flows. Rules: conventions §2 to §5.
"""

from __future__ import annotations

from robuild.costing.discounting import annual_equivalent, discount_factors
from robuild.costing.lines import Costing, cost_lines
from robuild.costing.service_life import (
    estimated_service_life,
    first_replacement,
    planned_share,
    replacement_times,
)

__all__ = [
    "Costing",
    "annual_equivalent",
    "cost_lines",
    "discount_factors",
    "estimated_service_life",
    "first_replacement",
    "planned_share",
    "replacement_times",
]
