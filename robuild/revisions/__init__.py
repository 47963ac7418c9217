"""What differs between two revisions of a building, and what that costs.

Two plans of the main job come in; out go tables of what was added, removed and changed, by
GlobalId and, where an exporter gave new ones, by type, name, size and room. The differences add up
to the difference of the totals.
"""

from robuild.revisions.comparing import MoneyChange, Revision, compare
from robuild.revisions.items import COMPARED, Item
from robuild.revisions.pairing import paired
from robuild.revisions.tables import ChangeKind, ItemKind

__all__ = [
    "COMPARED",
    "ChangeKind",
    "Item",
    "ItemKind",
    "MoneyChange",
    "Revision",
    "compare",
    "paired",
]
