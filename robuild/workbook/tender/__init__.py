"""Workbooks of a tender: what bidders fill in, and the list of what is required."""

from robuild.workbook.tender.requirement_sheet import write_requirements
from robuild.workbook.tender.writing import write_bid_form

__all__ = ["write_bid_form", "write_requirements"]
