"""Work logs: what people wrote down of repairs, in a form of robuild or out of another system.

In: a log sheet, an Atlas export of work orders, a municipal FDV export, and the plan of the
building they are of. Out: `terms.work_log.WORK_LOG` with every row that can be used; every other
row is named with its reason. Rules: rows read = used + duplicates + refused + asked about; months,
never days; nothing about a person is used without somebody having decided (docs/how-to-log.md).
"""

from __future__ import annotations

from robuild.logbook.counts_file import is_counts, publishable_counts, read_counts, write_counts
from robuild.logbook.form import write_log_form
from robuild.logbook.kept import is_kept_log, kept_log, read_kept_log, write_kept_log
from robuild.logbook.reading import ReadLog, read_logs
from robuild.logbook.things import Building

__all__ = [
    "Building",
    "ReadLog",
    "is_counts",
    "is_kept_log",
    "kept_log",
    "publishable_counts",
    "read_counts",
    "read_kept_log",
    "read_logs",
    "write_counts",
    "write_kept_log",
    "write_log_form",
]
