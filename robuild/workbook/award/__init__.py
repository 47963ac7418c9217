"""The award workbook.

In: an `Award`. Out: an .xlsx whose ranking follows rate, period, alpha and damage rate live beside
what was announced, with every finding by sheet and cell.
"""

from __future__ import annotations

from robuild.workbook.award.findings_sheet import sentence
from robuild.workbook.award.writing import write_award

__all__ = ["sentence", "write_award"]
