"""*Plan 10 år*: what to order, by whom and when."""

from __future__ import annotations

import math

from openpyxl.utils import get_column_letter as letter

from robuild.workbook import styles
from robuild.workbook.line_numbers import Line
from robuild.workbook.lists import TRADES
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.styles import Look

KEYS = (
    "component_name", "what", "kind", "year", "calendar_year", "place", "trade", "quantity", "unit",
    "events", "hours", "real_cost_nok", "peak",
)  # fmt: skip
_WIDTHS = (30, 34, 24, *(12,) * 10)
_YEARS = 10
_FIRST_YEAR = 4
_KR = Look(format='#,##0;−#,##0;"·"', align="right", size=9)
_SUM = Look(format='#,##0" kr"', align="right", size=9, bold=True, fill=styles.PETROL_LIGHT)


def write_plan_sheet(book: Book, lines: list[Line]) -> None:
    """Write the sheet: totals by year and trade, then every row of the plan."""
    page = Page(book, "plan", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    page.text(row - 1, 1, book.words.get("plan.state"), styles.NOTE)
    page.formula(
        row - 1, 2, "=IF(out_inputs_changed+out_line_inputs_changed=0,word_current,word_stale)",
        book.words.get("word.current"), styles.BOLD,
    )  # fmt: skip
    page.flag(f"B{row - 1}", f"$B${row - 1}=word_stale", styles.AMBER_LIGHT, styles.AMBER)
    trades = [trade for trade in TRADES if (book.result.plan["trade"] == str(trade)).any()]
    header = row + 1 + len(trades) + 5
    last = header + max(1, len(book.result.plan))
    _totals(book, page, row + 1, trades, (header + 1, last))
    for column, key in enumerate(KEYS, start=1):
        look = (
            styles.HEADER
            if key in ("component_name", "what", "place", "kind", "trade", "unit")
            else styles.HEADER_RIGHT
        )
        page.text(header, column, book.words.get(f"column.plan.{key}"), look)
    page.sheet.row_dimensions[header].height = 30
    _rows(book, page, lines, header)
    if len(book.result.plan):
        page.table("plan", KEYS, header, last)
        peak = book.words.get("word.peak")
        page.flag(
            f"A{header + 1}:M{last}", f'$M{header + 1}="{peak}"', styles.AMBER_LIGHT, styles.INK
        )
    else:
        page.text(header + 1, 1, book.words.get("plan.nothing"), styles.NOTE)
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")


def _totals(book: Book, page: Page, row: int, trades: list[object], rows: tuple[int, int]) -> None:
    words, plan = book.words, book.result.plan
    base = book.result.settings.base_year or 0
    first, last = rows
    spans = {
        key: f"${letter(KEYS.index(key) + 1)}${first}:${letter(KEYS.index(key) + 1)}${last}"
        for key in ("year", "trade", "hours", "real_cost_nok", "peak")
    }
    page.text(row, 1, words.get("plan.totals"), styles.HEADER)
    page.text(row, 2, words.get("plan.ten_years"), styles.HEADER_RIGHT)
    page.text(row, 3, words.get("plan.hours"), styles.HEADER_RIGHT)
    header = Look(
        bold=True, size=9, colour=styles.WHITE, fill=styles.PETROL, align="right", format="0"
    )
    for year in range(1, _YEARS + 1):
        page.number(row, _FIRST_YEAR + year - 1, base + year, header)
        page.number(
            row + 1, _FIRST_YEAR + year - 1, year, Look(size=8, colour=styles.GREY, align="right")
        )
    page.text(row + 1, 1, words.get("plan.year_number"), styles.NOTE)
    years_row = row + 1
    for place, trade in enumerate(trades):
        here = row + 2 + place
        page.text(here, 1, words.word("trade", trade))
        mine = plan[plan["trade"] == str(trade)]
        condition = f"{spans['trade']},$A{here}"
        _sums(page, here, mine, spans, condition, years_row, _KR)
    here = row + 2 + len(trades)
    page.text(here, 1, words.get("plan.total"), Look(bold=True, fill=styles.PETROL_LIGHT))
    _sums(page, here, plan, spans, "", years_row, _SUM)
    page.text(here + 1, 1, words.get("plan.peak_years"), styles.NOTE)
    peaks = plan[plan["peak"]]["year"].value_counts()
    for year in range(1, _YEARS + 1):
        column = _FIRST_YEAR + year - 1
        page.formula(
            here + 1, column,
            f"=IF(COUNTIFS({spans['year']},{letter(column)}${years_row},{spans['peak']},word_peak)>0,"
            "word_peak,word_nothing)",
            words.get("word.peak") if peaks.get(year, 0) else words.get("word.nothing"),
            Look(size=9, align="right", bold=True, colour=styles.AMBER),
        )  # fmt: skip


def _sums(
    page: Page,
    row: int,
    mine: object,
    spans: dict[str, str],
    condition: str,
    years_row: int,
    look: Look,
) -> None:
    import pandas as pd

    assert isinstance(mine, pd.DataFrame)
    more = f",{condition}" if condition else ""
    cost, hours = mine["real_cost_nok"], mine["hours"]
    all_cost = (
        f"=SUMIFS({spans['real_cost_nok']},{condition})"
        if condition
        else f"=SUM({spans['real_cost_nok']})"
    )
    all_hours = f"=SUMIFS({spans['hours']},{condition})" if condition else f"=SUM({spans['hours']})"
    page.formula(row, 2, all_cost, math.fsum(cost.dropna()), look)
    hours_look = Look(format="#,##0.0", align="right", size=9, bold=look.bold, fill=look.fill)
    page.formula(row, 3, all_hours, math.fsum(hours.dropna()), hours_look)
    for year in range(1, _YEARS + 1):
        column = _FIRST_YEAR + year - 1
        value = math.fsum(cost[mine["year"] == year].dropna())
        formula = (
            f"=SUMIFS({spans['real_cost_nok']},{spans['year']},{letter(column)}${years_row}{more})"
        )
        page.formula(row, column, formula, value, look)


def _rows(book: Book, page: Page, lines: list[Line], header: int) -> None:
    words = book.words
    by_id = {str(line.cells["line_id"]): line for line in lines}
    tasks = {task.task_id: task for task in book.result.catalog.tasks}
    small, inset = Look(size=9, wrap=True), Look(size=9, wrap=True, indent=1)
    for row, found in enumerate(book.result.plan.to_dict("records"), start=header + 1):
        line = by_id[str(found["line_id"])]
        task = None if is_missing(found["task_id"]) else tasks.get(str(found["task_id"]))
        what = book.name_of(task) if task else line.cells["variant_name"]
        page.text(row, 1, line.cells["component_name"], small)
        page.text(row, 2, what, small)
        page.text(row, 3, words.word("kind", found["kind"]), small)
        page.number(row, 4, found["year"], styles.number("year", size=9))
        page.number(row, 5, found["calendar_year"], styles.number("year", size=9))
        page.text(row, 6, line.cells["place"], inset)
        page.text(row, 7, words.word("trade", found["trade"]), small)
        page.number(row, 8, found["quantity"], styles.number("#,##0.0#", size=9))
        page.text(row, 9, line.cells["unit"], inset)
        page.number(row, 10, found["events"], styles.number("#,##0.0#", size=9))
        page.number(row, 11, found["hours"], styles.number("one", size=9))
        page.number(row, 12, found["real_cost_nok"], styles.number("kr", size=9))
        mark = words.get("word.peak") if found["peak"] else words.get("word.nothing")
        page.text(row, 13, mark, Look(size=9, align="right"))
