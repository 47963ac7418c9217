"""The Excel plan that people open.

In: a `PlanResult`. Out: one workbook with live formulas, every one with the value the Python
engine gives (conventions §1 to §7 say which). Keys are the same in every language; titles, words
and catalog names follow it.
"""

from __future__ import annotations

from robuild.workbook.changes_workbook import write_changes
from robuild.workbook.plan.plan_workbook import write_plan

__all__ = ["write_changes", "write_plan"]
