"""Repair ease: how easy a variant is to repair, and what one repair event costs.

In: catalog (variants, levels, weights, rates) and settings. Out: `tables.REPAIR_EASE` per variant,
and `EventCost` for one event. Rules: conventions §4 and §5.1.
"""

from __future__ import annotations

from robuild.repair_ease.changes import least_changes, with_changes
from robuild.repair_ease.detachability import (
    detachability_findings,
    detachability_words,
    stated_detachability,
)
from robuild.repair_ease.event import EventCost, EventInput, day_nok, repair_event
from robuild.repair_ease.index import join_values, repair_ease_class, sub_index, weakest
from robuild.repair_ease.levels import levels_of
from robuild.repair_ease.variants import preset_weights, rate_variants, repair_trade
from robuild.repair_ease.visits import VisitCost, VisitJob, together

__all__ = [
    "EventCost",
    "EventInput",
    "VisitCost",
    "VisitJob",
    "day_nok",
    "detachability_findings",
    "detachability_words",
    "join_values",
    "least_changes",
    "levels_of",
    "preset_weights",
    "rate_variants",
    "repair_ease_class",
    "repair_event",
    "repair_trade",
    "stated_detachability",
    "sub_index",
    "together",
    "weakest",
    "with_changes",
]
