"""Repair ease: how easy a variant is to repair, and what one repair event costs.

In: catalog (variants, levels, weights, rates) and settings. Out: `tables.REPAIR_EASE` per variant,
and `EventCost` for one event. Rules: conventions §4 and §5.1.
"""

from __future__ import annotations

from robuild.repair_ease.event import EventCost, EventInput, repair_event
from robuild.repair_ease.index import join_values, repair_ease_class, sub_index
from robuild.repair_ease.variants import rate_variants

__all__ = [
    "EventCost",
    "EventInput",
    "join_values",
    "rate_variants",
    "repair_ease_class",
    "repair_event",
    "sub_index",
]
