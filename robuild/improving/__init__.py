"""Easier to repair: what to change, how easy a whole building is, and when to repair or replace.

In: lines with their costing, a catalog and settings. Out: `IMPROVEMENTS` and `REPAIR_OR_REPLACE`
per line, `EASE_OF_PLACES` for the building and its kinds of place, and what a variant saves by
fewer and by cheaper events. Rules: conventions §5.10 to §5.13. Nothing here enters a cost.
"""

from robuild.improving.ease_of_places import EASE_OF_PLACES, ease_of_places
from robuild.improving.findings import RepairFindings, repair_findings
from robuild.improving.improvements import IMPROVEMENTS, improvements
from robuild.improving.repair_or_replace import (
    REPAIR_OR_REPLACE,
    break_even_age,
    repair_or_replace,
)
from robuild.improving.two_effects import Corrective, TwoEffects, two_effects

__all__ = [
    "EASE_OF_PLACES",
    "IMPROVEMENTS",
    "REPAIR_OR_REPLACE",
    "Corrective",
    "RepairFindings",
    "TwoEffects",
    "break_even_age",
    "ease_of_places",
    "improvements",
    "repair_findings",
    "repair_or_replace",
    "two_effects",
]
