"""*Vedlikehold*: the work that comes back, how often, by whom, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.terms.catalog import Task
from robuild.terms.vocabulary import Trade
from robuild.workbook import styles
from robuild.workbook.lists import TRADES
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.styles import Look

KEYS = (
    "line_no", "component_name", "place", "task", "trade", "interval_years", "quantity",
    "hours_per_unit", "material_nok", "task_hours", "task_nok", "task_nok_per_year", "task_pv_nok",
)  # fmt: skip
_WIDTHS = (6, 32, 24, 40, 14, 10, 11, 10, 12, 11, 13, 13, 14)
_COLUMN = {key: letter(place) for place, key in enumerate(KEYS, start=1)}
_TRADE_NO = len(KEYS) + 1
_HELPERS = ("trade_no", "kind", "known", "task_no")
_TASK_NO = _TRADE_NO + 3
_INTERVALS = _TRADE_NO + len(_HELPERS)


@dataclass(frozen=True, slots=True)
class LineTask:
    """One recurring task of one line, as the engine costed it."""

    line: Line
    task: Task
    trade: Trade
    interval_years: float
    hours: float | None
    cost_nok: float | None


def line_tasks_of(book: Book, lines: list[Line]) -> list[LineTask]:
    """Recurring tasks in the order of the engine's table; lines learn what their tasks cost."""
    by_id = {str(line.cells["line_id"]): line for line in lines}
    tasks = {task.task_id: task for task in book.result.catalog.tasks}
    found = []
    for line in lines:
        line.cells["interval_nok"] = {}
    for row in book.result.line_tasks.to_dict("records"):
        line = by_id[str(row["line_id"])]
        each = LineTask(
            line, tasks[str(row["task_id"])], Trade(row["trade"]), float(row["interval_years"]),
            _known(row["hours"]), _known(row["cost_nok"]),
        )  # fmt: skip
        found.append(each)
        if each.interval_years > 1 and each.cost_nok is not None and line.cells["known"]:
            due = line.cells["interval_nok"]
            due[each.interval_years] = due.get(each.interval_years, 0.0) + each.cost_nok
    return found


def _known(value: Any) -> float | None:
    return None if is_missing(value) else float(value)


def write_maintenance(book: Book, tasks: list[LineTask]) -> None:
    """Write the sheet and the names that *Linjer* sums over."""
    page = Page(book, "maintenance", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    header = row
    for column, key in enumerate(KEYS, start=1):
        look = styles.HEADER if column < 6 else styles.HEADER_RIGHT
        page.text(row, column, book.words.get(f"column.maintenance.{key}"), look)
    page.sheet.row_dimensions[row].height = 42
    _helper_headers(book, page, row)
    for each in tasks:
        row += 1
        _write_task(book, page, row, each)
    if not tasks:
        row += 1
        page.text(row, 2, book.words.get("maintenance.nothing"), styles.NOTE)
    _define(book, page, header + 1, row)
    if tasks:
        page.table("maintenance", KEYS, header, row)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 4)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(len(KEYS))}{row}"


def _helper_headers(book: Book, page: Page, row: int) -> None:
    keys = [*_HELPERS, *(f"interval_nok_{n + 1}" for n in range(len(book.timing.intervals)))]
    for place, key in enumerate(keys):
        column = _TRADE_NO + place
        page.text(row, column, key, styles.HELPER_HEADER)
        page.sheet.column_dimensions[letter(column)].outlineLevel = 1
        page.sheet.column_dimensions[letter(column)].hidden = True


def _write_task(book: Book, page: Page, row: int, each: LineTask) -> None:
    words, cells, task = book.words, each.line.cells, each.task
    page.number(row, 1, each.line.number, styles.number("plain", colour=styles.GREY))
    page.text(row, 2, cells["component_name"], styles.WRAPPED)
    page.text(row, 3, cells["place"], styles.WRAPPED)
    page.text(row, 4, book.name_of(task), styles.WRAPPED)
    page.text(row, 5, words.word("trade", each.trade))
    page.number(row, 6, each.interval_years, styles.number("0.0#"))
    quantity = f"=IFERROR(INDEX(lines_quantity,MATCH($A{row},lines_line_no,0))+0,word_missing)"
    page.formula(row, 7, quantity, cells["quantity"], styles.number("one"))
    page.number(row, _TASK_NO, book.offers.number_of_task[task.task_id], styles.TEXT)
    found = f"MATCH(${letter(_TASK_NO)}{row},work_task_no,0)"
    for column, key, value, kind in (
        (8, "hours", task.hours, "two"),
        (9, "material", task.material_nok, "kr"),
    ):
        cell = f"INDEX(work_{key},{found})"
        formula = f"=IF(ISNUMBER({cell}),{cell},word_missing)"
        page.formula(row, column, formula, value, styles.number(kind))
    page.number(row, _TRADE_NO, TRADES.index(each.trade) + 1, styles.TEXT)
    page.text(row, _TRADE_NO + 1, str(task.kind))
    page.formula(
        row, _TRADE_NO + 2, f"=INDEX(lines_known,MATCH($A{row},lines_line_no,0))", cells["known"],
        styles.TEXT,
    )  # fmt: skip
    at = {key: f"${column}{row}" for key, column in _COLUMN.items()}
    rate = f"INDEX(list_trade_nok_per_hour,${letter(_TRADE_NO)}{row})"
    formulas = {
        "task_hours": f"{at['quantity']}*{at['hours_per_unit']}",
        "task_nok": f"{at['quantity']}*({at['hours_per_unit']}*{rate}+{at['material_nok']})",
    }
    values = {"task_hours": each.hours, "task_nok": each.cost_nok}
    for key, kind in (("task_hours", "one"), ("task_nok", "kr")):
        page.formula(
            row, KEYS.index(key) + 1, f"=IFERROR({formulas[key]},word_missing)", values[key],
            styles.number(kind),
        )  # fmt: skip
    _write_yearly(book, page, row, each, at)


def _write_yearly(book: Book, page: Page, row: int, each: LineTask, at: dict[str, str]) -> None:
    timing, nok = book.timing, each.cost_nok
    often = each.interval_years <= 1
    per_year = None if nok is None else nok / each.interval_years
    if often:
        yearly, pv = (
            f"{at['task_nok']}/{at['interval_years']}",
            f"{at['task_nok_per_year']}*out_running_factor",
        )
        pv_value = None if per_year is None else per_year * timing.running_factor
        spread: float | None = per_year
    else:
        place = timing.intervals.index(each.interval_years) + 1
        yearly, pv = "0", f"{at['task_nok']}*list_interval_factor_{place}"
        pv_value = None if nok is None else nok * timing.interval_factor(each.interval_years)
        spread = 0.0
    page.formula(row, 12, f"=IFERROR({yearly},word_missing)", spread, _spread_look())
    page.formula(row, 13, f"=IFERROR({pv},word_missing)", pv_value, styles.number("kr"))
    for place, interval in enumerate(timing.intervals, start=1):
        column = _INTERVALS + place - 1
        if each.interval_years == interval:
            value = nok if nok is not None else book.words.get("word.missing")
            page.formula(row, column, f"={at['task_nok']}", value, styles.TEXT)
        else:
            page.number(row, column, 0, styles.TEXT)


def _spread_look() -> Look:
    return styles.number('#,##0" kr";−#,##0" kr";"–"')


def _define(book: Book, page: Page, first: int, last: int) -> None:
    columns = {"tasks_line_no": 1, "tasks_nok_per_year": 12, "tasks_pv_nok": 13}
    columns |= {"tasks_kind": _TRADE_NO + 1, "tasks_known": _TRADE_NO + 2}
    columns |= {"tasks_hours_per_unit": 8, "tasks_material_nok": 9}
    for place in range(1, len(book.timing.intervals) + 1):
        columns[f"tasks_interval_nok_{place}"] = _INTERVALS + place - 1
    for name, column in columns.items():
        book.define(name, page.span(first, column, last, column))
