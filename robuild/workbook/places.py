"""Where things stand on the sheets that point at each other."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, quote_sheetname

from robuild.terms.settings import MOST_YEARS
from robuild.workbook.page import Book
from robuild.workbook.plan.lines.line_columns import COLUMNS

LINE_HEADER = 10
LINE_FIRST = LINE_HEADER + 1
LINE_COLUMN = {column.key: place for place, column in enumerate(COLUMNS, start=1)}

CASH_PRESENT = 10
"""Row of present values of 1 kr in prices of year 0, within the period."""
CASH_HEADER = 25
CASH_FIRST = CASH_HEADER + 1
CASH_YEARS = 8
CASH_KNOWN = CASH_YEARS + MOST_YEARS + 1
CASH_COUNTS = CASH_KNOWN + 1
CASH_INTERVALS = CASH_COUNTS + MOST_YEARS + 2


def line_cell(book: Book, key: str, number: int) -> str:
    """A line's cell on *Linjer*, with sheet; the column is fixed, the row follows."""
    title = quote_sheetname(book.words.get("sheet.lines.title"))
    return f"{title}!${get_column_letter(LINE_COLUMN[key])}{LINE_FIRST + number - 1}"


def counts_span(book: Book, number: int) -> str:
    """How often a line is renewed, year by year, on *Kontantstrøm*."""
    return _cash_span(book, CASH_COUNTS, CASH_FIRST + number - 1)


def factors_span(book: Book, row: int) -> str:
    """Factors in a row on *Kontantstrøm*."""
    return _cash_span(book, CASH_YEARS, row, fixed="$")


def _cash_span(book: Book, column: int, row: int, fixed: str = "") -> str:
    title = quote_sheetname(book.words.get("sheet.cash_flow.title"))
    first, last = get_column_letter(column), get_column_letter(column + MOST_YEARS)
    return f"{title}!${first}{fixed}{row}:${last}{fixed}{row}"
