"""The evaluation workbook.

In: what logs say of a catalog (`Facts`). Out: an .xlsx with what was assumed beside what happened,
what to change, rates that follow the weight of the log live, and which choices have paid off.
"""

from __future__ import annotations

from robuild.workbook.evaluation.facts import Facts
from robuild.workbook.evaluation.writing import write_evaluation_book

__all__ = ["Facts", "write_evaluation_book"]
