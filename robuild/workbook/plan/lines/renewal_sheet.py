"""The hidden sheet of expected renewals, by year, of everything a line is or may become."""

from __future__ import annotations

import math

import numpy as np
from openpyxl.utils import get_column_letter as letter

from robuild.tabular import NumberBlock
from robuild.terms.settings import MOST_YEARS
from robuild.terms.vocabulary import UseIntensity
from robuild.workbook import styles
from robuild.workbook.page import Book, Page
from robuild.workbook.plan.lines.line_numbers import Line

_HEAD = (
    "renewal_row", "renewal_esl_years", "renewal_losses_per_year", "renewal_scatters",
    "renewal_replacement_nok", "renewal_replacement_downtime_nok",
)  # fmt: skip
_PLANNED = len(_HEAD) + 1
_SHARES = _PLANNED + MOST_YEARS + 1
_FIRST = 2


def write_renewals(book: Book, lines: list[Line]) -> None:
    """Write the sheet; its columns and its two blocks of years are defined names."""
    page = Page(book, "renewals", styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    table = book.result.renewals
    number = max(1, len(table.esl_years))
    for column, name in enumerate(_HEAD, start=1):
        page.text(1, column, name, styles.BOLD)
        if column > 1:
            book.define(name, page.span(_FIRST, column, _FIRST + number - 1, column))
    for name, first in (("renewal_planned", _PLANNED), ("renewal_value_share", _SHARES)):
        book.define(name, page.span(_FIRST, first, _FIRST + number - 1, first + MOST_YEARS))
    amounts = _amounts(lines)
    for at in range(len(table.esl_years)):
        row = _FIRST + at
        facts = (
            at + 1, table.esl_years[at], table.losses_per_year[at], int(table.scatters[at]),
        )  # fmt: skip
        for column, value in enumerate(facts, start=1):
            page.number(row, column, value, styles.TEXT)
        for place, key in enumerate(("replacement_nok", "replacement_downtime_nok")):
            mine = f"lines_renewal_row,{letter(1)}{row},lines_by_expectation,1"
            value = amounts.get((at + 1, key), 0.0)
            page.formula(row, 5 + place, f"=SUMIFS(lines_{key},{mine})", value, styles.TEXT)
    if not len(table.esl_years):
        for column in range(1, _PLANNED):
            page.number(_FIRST, column, 0, styles.TEXT)
    years = np.arange(MOST_YEARS + 1.0)
    numbers = [np.hstack([table.planned, table.value_share])]
    if not len(table.esl_years):
        numbers = [np.zeros((1, 2 * len(years)))]
    _write_rows(book)
    book.blocks[page.title] = NumberBlock(1, _PLANNED, np.vstack([np.tile(years, 2), *numbers]))


def _write_rows(book: Book) -> None:
    """Which row of the table holds for a line with each variant at each use intensity."""
    page = Page(book, "renewal_rows", styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    rows = book.result.renewals.row_of_offer
    rows = rows if len(rows) else np.zeros((1, len(UseIntensity)), dtype=np.int64)
    numbers = np.arange(1, rows.shape[1] + 1)
    for row in range(1, len(rows) + 2):
        page.number(row, 1, row - 1, styles.TEXT)
    book.define("renewal_rows", page.span(2, 2, len(rows) + 1, 1 + rows.shape[1]))
    book.blocks[page.title] = NumberBlock(1, 2, np.vstack([numbers, rows]).astype(float))


def _amounts(lines: list[Line]) -> dict[tuple[int, str], float]:
    """Row of the table and amount -> sum over the lines that take their renewals from there."""
    found: dict[tuple[int, str], list[float]] = {}
    for line in lines:
        cells = line.cells
        if cells["by_expectation"]:
            for key in ("replacement_nok", "replacement_downtime_nok"):
                found.setdefault((cells["renewal_row"], key), []).append(cells[key])
    return {place: math.fsum(values) for place, values in found.items()}
