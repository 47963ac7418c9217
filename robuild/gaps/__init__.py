"""What models lack, and the money that hangs on it.

In: an inventory, its matches, places and lines, and what the lines cost. Out: `Gap`s, the ones
that matter most first. A gap whose money nobody can tell has no amount, never 0 (conventions
§1.1); it comes before all that have one, because the sums lack it.
"""

from robuild.gaps.finding import Found, RungMoney, find_gaps, money_by_rung
from robuild.gaps.gap import Gap, GapGroup, GapKind, Priority

__all__ = [
    "Found",
    "Gap",
    "GapGroup",
    "GapKind",
    "Priority",
    "RungMoney",
    "find_gaps",
    "money_by_rung",
]
