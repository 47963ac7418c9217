"""*Aktiviteter*: what residents can take part in through a year, and what it takes of staff."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.terms.catalog import Task
from robuild.terms.vocabulary import DoLevel, Trade
from robuild.workbook import styles
from robuild.workbook.lists import TRADES
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.styles import Look

KEYS = (
    "season", "task", "component_name", "place", "do", "outdoors", "group_size", "trade",
    "times_per_year", "hours_per_year", "support_hours", "check_hours", "compensation_nok",
    "redo_nok", "saved_nok", "net_nok",
)  # fmt: skip
_WIDTHS = (13, 34, 26, 20, 7, 8, 8, 12, 8, 9, 9, 9, 11, 10, 10, 11)
_SUMMED = KEYS[9:]
_SMALL = Look(size=9, wrap=True)
_CENTRED = Look(size=9, align="center")
_ORDER = ("spring", "summer", "autumn", "winter", "any", "when_needed")


def write_activities(book: Book, lines: list[Line]) -> None:
    """Write the sheet."""
    page = Page(book, "activities", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    row = page.heading(money=False)
    for key in ("activities.voluntary", "activities.no_saving", "activities.shared"):
        page.text(row, 1, book.words.get(key), styles.NOTE)
        row += 1
    rows = _rows(book)
    total, header = row + 1, row + 2
    for column, key in enumerate(KEYS, start=1):
        look = styles.HEADER if column < 7 or key == "trade" else styles.HEADER_RIGHT
        page.text(header, column, book.words.get(f"column.activities.{key}"), look)
    page.sheet.row_dimensions[header].height = 42
    by_id = {str(line.cells["line_id"]): line for line in lines}
    row = header
    tasks = {task.task_id: task for task in book.result.catalog.tasks}
    for record in rows:
        row += 1
        task = tasks[str(record["task_id"])]
        _write_row(page, row, record, by_id[str(record["line_id"])], task)
    if rows:
        page.filtered(len(KEYS), header, row)
        _sums(page, total, header + 1, row, rows)
    else:
        row += 1
        page.text(row, 1, book.words.get("activities.nothing"), styles.NOTE)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(len(KEYS))}{row}"


def _rows(book: Book) -> list[dict[str, Any]]:
    table = book.result.activities
    order = {season: place for place, season in enumerate(_ORDER)}
    records = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]

    def place(row: dict[str, Any]) -> tuple[int, str, float, str]:
        return (order[row["season"]], row["task_id"], -_hours(row), row["line_id"])

    return sorted(records, key=place)


def _hours(row: dict[str, Any]) -> float:
    hours = float(row["hours_per_year"])
    return hours if hours == hours else 0.0


def _write_row(page: Page, row: int, record: dict[str, Any], line: Line, task: Task) -> None:
    words, book = page.words, page.book
    page.text(row, 1, words.word("season", record["season"]), Look(size=9, bold=True))
    page.text(row, 2, book.name_of(task), _SMALL)
    page.text(row, 3, line.cells["component_name"], _SMALL)
    page.text(row, 4, line.cells["place"], _SMALL)
    page.text(row, 5, str(record["do_level"]), Look(bold=True, align="center"))
    page.text(row, 6, words.word("outdoors", record["outdoors"]), _CENTRED)
    page.number(row, 7, int(record["group_size"]), styles.number("whole", size=9))
    page.text(row, 8, words.word("trade", task.trade), _SMALL)
    page.number(row, 9, record["times_per_year"], styles.number("one", size=9))
    page.number(row, 10, record["hours_per_year"], styles.number("one", size=9))
    rate = f"INDEX(list_trade_nok_per_hour,{TRADES.index(task.trade) + 1})"
    staff = f"INDEX(list_trade_nok_per_hour,{TRADES.index(Trade.CARETAKER) + 1})"
    together = record["do_level"] == DoLevel.WITH
    hours = f"$J{row}"
    formulas = {
        "support_hours": f"{hours}*participation_support_share" if together else f"0*{hours}",
        "check_hours": f"$I{row}*participation_check_hours",
        "compensation_nok": f"{hours}*participation_compensation_nok_per_hour",
        "redo_nok": f"{hours}*participation_redo_share*{rate}",
        "saved_nok": f"{hours}*participation_saved_share*{rate}",
        "net_nok": f"$O{row}-($K{row}+$L{row})*{staff}-$M{row}-$N{row}",
    }
    for column, key in enumerate(KEYS[10:], start=11):
        kind = "one" if key.endswith("hours") else "whole"
        page.formula(
            row, column, f"=IFERROR({formulas[key]},word_missing)", record[f"{key}_per_year"],
            styles.number(kind, size=9),
        )  # fmt: skip


def _sums(page: Page, row: int, first: int, last: int, rows: list[dict[str, Any]]) -> None:
    page.text(row, 1, page.words.get("activities.shown_sum"), styles.BOLD)
    for column, key in enumerate(_SUMMED, start=10):
        name = f"{key}_per_year" if key != "hours_per_year" else key
        amounts = [float(record[name]) for record in rows]
        value = sum(amount for amount in amounts if amount == amount)
        span = f"{letter(column)}{first}:{letter(column)}{last}"
        kind = "one" if "hours" in key else "whole"
        page.formula(
            row, column, f"=SUBTOTAL(109,{span})", value, styles.number(kind, size=9, bold=True)
        )
