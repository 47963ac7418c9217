"""*Plan 10 år*: what to order, by whom and when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter as letter

from robuild.terms.vocabulary import Trade
from robuild.workbook import styles
from robuild.workbook.lists import TRADES
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.plan.freshness import state_of_run
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.plan.operating.plan_rows import PlanRow, plan_rows
from robuild.workbook.styles import Look

KEYS = (
    "component_name", "what", "kind", "year", "calendar_year", "place", "trade", "quantity", "unit",
    "events", "hours", "real_cost_nok", "peak",
)  # fmt: skip
_WIDTHS = (30, 36, 24, *(12,) * 11)
_YEARS = 10
_FIRST_YEAR = 4
_INSET = ("place", "unit")
_TEXTS = ("component_name", "what", "kind", "trade", *_INSET)
_KR = Look(format='#,##0;−#,##0;"·"', align="right", size=9)
_SUM = Look(format='#,##0" kr"', align="right", size=9, bold=True, fill=styles.PETROL_LIGHT)


@dataclass(frozen=True, slots=True)
class _Spans:
    """Ranges of the table below, and the row that holds the years."""

    year: str
    trade: str
    hours: str
    cost: str
    peak: str
    years_row: int
    years: int
    """How many years the plan covers."""


def write_plan_sheet(book: Book, lines: list[Line]) -> None:
    """Write the sheet: totals by year and trade, then every row of the plan."""
    page = Page(book, "plan", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    rows = plan_rows(book.result.plan)
    row = page.heading(money=True)
    state_of_run(page, row - 1, 1, 2)
    trades = [trade for trade in TRADES if any(each.trade == trade for each in rows)]
    header = row + 1 + len(trades) + 5
    last = header + max(1, len(rows))
    _totals(book, page, row + 1, trades, rows, (header + 1, last))
    for column, key in enumerate(KEYS, start=1):
        look = styles.HEADER if key in _TEXTS else styles.HEADER_RIGHT
        look = styles.HEADER_INSET if key in _INSET else look
        page.text(header, column, book.words.get(f"column.plan.{key}"), look)
    page.sheet.row_dimensions[header].height = 30
    _rows(book, page, lines, rows, header)
    if rows:
        page.table("plan", KEYS, header, last)
        page.flag(
            f"A{header + 1}:M{last}", f"$M{header + 1}=word_peak", styles.AMBER_LIGHT, styles.INK,
            bold=False,
        )  # fmt: skip
    else:
        page.text(header + 1, 1, book.words.get("plan.nothing"), styles.NOTE)
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")


def _totals(
    book: Book, page: Page, row: int, trades: Sequence[Trade], rows: list[PlanRow],
    table: tuple[int, int],
) -> None:  # fmt: skip
    words, first, last = book.words, *table
    base = book.result.settings.base_year or 0

    def span(key: str) -> str:
        column = letter(KEYS.index(key) + 1)
        return f"${column}${first}:${column}${last}"

    spans = _Spans(
        span("year"), span("trade"), span("hours"), span("real_cost_nok"), span("peak"), row + 1,
        min(_YEARS, book.result.settings.period_years),
    )  # fmt: skip
    page.text(row, 1, words.get("plan.totals"), styles.HEADER)
    page.text(row, 2, words.get("plan.ten_years"), styles.HEADER_RIGHT)
    page.text(row, 3, words.get("plan.hours"), styles.HEADER_RIGHT)
    header = Look(
        bold=True, size=9, colour=styles.WHITE, fill=styles.PETROL, align="right", format="0"
    )
    small = Look(size=8, colour=styles.GREY, align="right")
    for year in range(_YEARS + 1):
        page.number(row, _FIRST_YEAR + year, base + year, header)
        page.number(row + 1, _FIRST_YEAR + year, year, small)
    page.text(row + 1, 1, words.get("plan.year_number"), styles.NOTE)
    for place, trade in enumerate(trades):
        here = row + 2 + place
        page.text(here, 1, words.word("trade", trade))
        mine = [each for each in rows if each.trade == trade]
        _sums(page, here, mine, spans, f",{spans.trade},$A{here}", _KR)
    here = row + 2 + len(trades)
    page.text(here, 1, words.get("plan.total"), Look(bold=True, fill=styles.PETROL_LIGHT))
    _sums(page, here, rows, spans, "", _SUM)
    _peaks(book, page, here + 1, rows, spans)


def _sums(page: Page, row: int, mine: list[PlanRow], spans: _Spans, more: str, look: Look) -> None:
    first, last = letter(_FIRST_YEAR), letter(_FIRST_YEAR + _YEARS)
    by_year = [
        math.fsum(each.real_cost_nok for each in mine if _falls(each, year, spans.years))
        for year in range(_YEARS + 1)
    ]
    page.formula(row, 2, f"=SUM({first}{row}:{last}{row})", math.fsum(by_year), look)
    hours = f'SUMIFS({spans.hours},{spans.year},">=0"{more})'
    hours += f"+{spans.years}*SUMIFS({spans.hours},{spans.year},word_every_year{more})"
    value = math.fsum(each.hours * (spans.years if each.year is None else 1) for each in mine)
    hours_look = Look(format="#,##0.0", align="right", size=9, bold=look.bold, fill=look.fill)
    page.formula(row, 3, f"={hours}", value, hours_look)
    for year in range(_YEARS + 1):
        column = _FIRST_YEAR + year
        at = f"{letter(column)}${spans.years_row}"
        formula = f"=SUMIFS({spans.cost},{spans.year},{at}{more})"
        if 1 <= year <= spans.years:
            formula += f"+SUMIFS({spans.cost},{spans.year},word_every_year{more})"
        page.formula(row, column, formula, by_year[year], look)


def _falls(row: PlanRow, year: int, years: int) -> bool:
    return row.year == year or (row.year is None and 1 <= year <= years)


def _peaks(book: Book, page: Page, row: int, rows: list[PlanRow], spans: _Spans) -> None:
    words = book.words
    page.text(row, 1, words.get("plan.peak_years"), styles.NOTE)
    peaks = {each.year for each in rows if each.peak}
    look = Look(size=9, align="right", bold=True, colour=styles.AMBER)
    for year in range(_YEARS + 1):
        column = _FIRST_YEAR + year
        at = f"{letter(column)}${spans.years_row}"
        page.formula(
            row, column,
            f"=IF(COUNTIFS({spans.year},{at},{spans.peak},word_peak)>0,word_peak,word_nothing)",
            words.get("word.peak" if year in peaks else "word.nothing"), look,
        )  # fmt: skip


def _rows(book: Book, page: Page, lines: list[Line], rows: list[PlanRow], header: int) -> None:
    words = book.words
    by_id = {str(line.cells["line_id"]): line for line in lines}
    tasks = {task.task_id: task for task in book.result.catalog.tasks}
    small, inset = Look(size=9, wrap=True), Look(size=9, wrap=True, indent=1)
    year_look, amount = styles.number("year", size=9), styles.number("#,##0.0#", size=9)
    every = words.get("word.every_year")
    for row, found in enumerate(rows, start=header + 1):
        line = by_id[found.line_id]
        task = tasks.get(found.task_id) if found.task_id else None
        page.text(row, 1, line.cells["component_name"], small)
        page.text(row, 2, book.name_of(task) if task else line.cells["variant_name"], small)
        page.text(row, 3, words.word("kind", found.kind), small)
        for column, year in ((4, found.year), (5, found.calendar_year)):
            if year is None:
                page.text(row, column, every, Look(size=9, align="right"))
            else:
                page.number(row, column, year, year_look)
        page.text(row, 6, line.cells["place"], inset)
        page.text(row, 7, words.word("trade", found.trade), small)
        page.number(row, 8, found.quantity, amount)
        page.text(row, 9, line.cells["unit"], inset)
        page.number(row, 10, found.events, amount)
        page.number(row, 11, found.hours, styles.number("one", size=9))
        page.number(row, 12, found.real_cost_nok, styles.number("kr", size=9))
        mark = words.get("word.peak") if found.peak else words.get("word.nothing")
        page.text(row, 13, mark, Look(size=9, align="right"))
