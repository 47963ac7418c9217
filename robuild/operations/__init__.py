"""Operations: what has to be done in which year, and what it takes.

In: lines, their costing, catalog and settings. Out: `tables.PLAN` for the first years, whose sums
equal the cash flows of those years, with numbers by year, moves that even out peaks and a budget;
`tables.ACTIVITIES`, what residents can take part in; and the change of resident by dwelling type.
In: what is in a building and the rows of logs. Out: the same some years on, and what still waits.
"""

from __future__ import annotations

from robuild.operations.activities import activities
from robuild.operations.backlog import backlog, overdue_replacements, task_backlog
from robuild.operations.budget import BUDGET, budget
from robuild.operations.findings import OperationsFindings, operations_findings
from robuild.operations.rolling import Rolled, RolledOn, roll_units
from robuild.operations.smoothing import MOVES, Smoothed, smooth
from robuild.operations.spares import KITS, SPARES, Keep, Spare, Spares, spare_parts
from robuild.operations.turnover import TURNOVER_JOBS, TURNOVERS, Turnovers, turnovers
from robuild.operations.when import month_for, months_of, week_of, weeks_of
from robuild.operations.year_numbers import YEAR_NUMBERS, planned_numbers, year_numbers
from robuild.operations.yearly_plan import PEAK_FACTOR, replacement_plan

__all__ = [
    "BUDGET",
    "KITS",
    "MOVES",
    "PEAK_FACTOR",
    "SPARES",
    "TURNOVERS",
    "TURNOVER_JOBS",
    "YEAR_NUMBERS",
    "Keep",
    "OperationsFindings",
    "Rolled",
    "RolledOn",
    "Smoothed",
    "Spare",
    "Spares",
    "Turnovers",
    "activities",
    "backlog",
    "budget",
    "month_for",
    "months_of",
    "operations_findings",
    "overdue_replacements",
    "planned_numbers",
    "replacement_plan",
    "roll_units",
    "smooth",
    "spare_parts",
    "task_backlog",
    "turnovers",
    "week_of",
    "weeks_of",
    "year_numbers",
]
