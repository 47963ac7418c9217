"""Files for other tools of operations: calendars, work lists, orders and maintenance systems.

In: a `PlanResult`. Out: the contents of files; nothing is decided here, and nothing is computed
that the plan does not hold. Codes of dwellings are in none of them.
"""

from robuild.exchange.atlas import AtlasFiles, atlas_files
from robuild.exchange.calendar_file import calendar_file
from robuild.exchange.cobie import IN_BALANCE, PLACEHOLDER, Cobie, cobie_book
from robuild.exchange.fdv import fdv_file
from robuild.exchange.work_lists import check_year, order_list, work_list, work_rows

__all__ = [
    "IN_BALANCE",
    "PLACEHOLDER",
    "AtlasFiles",
    "Cobie",
    "atlas_files",
    "calendar_file",
    "check_year",
    "cobie_book",
    "fdv_file",
    "order_list",
    "work_list",
    "work_rows",
]
