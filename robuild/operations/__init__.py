"""Operations: what has to be done in which year.

In: lines, their costing, catalog and settings. Out: `tables.PLAN` for the first years, whose sums
equal the cash flows of those years; and `tables.ACTIVITIES`, what residents can take part in.
"""

from __future__ import annotations

from robuild.operations.activities import activities
from robuild.operations.yearly_plan import PEAK_FACTOR, replacement_plan

__all__ = ["PEAK_FACTOR", "activities", "replacement_plan"]
