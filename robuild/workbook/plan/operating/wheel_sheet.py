"""*Årshjul*: the year month by month, what the law asks for first."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.operations import months_of
from robuild.terms.catalog import Task
from robuild.terms.vocabulary import Answer
from robuild.workbook import styles
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.plan.lines.maintenance import LineTask
from robuild.workbook.styles import Look

KEYS = ("statutory", "task", "component_name", "interval", "trade", "places", "hours", "source")
_MONTHS = 12
_WIDTHS = (12, 40, 30, 14, 14, 9, 10, 30, *((5.5,) * _MONTHS))
_SMALL = Look(size=9, wrap=True)
_MARK = Look(bold=True, align="center", colour=styles.PETROL)


def write_wheel(book: Book, tasks: list[LineTask]) -> None:
    """Write the sheet."""
    page = Page(book, "wheel", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    row = page.heading(money=False)
    for key in ("wheel.law_first", "wheel.marks", "wheel.longer"):
        page.text(row, 1, book.words.get(key), styles.NOTE)
        row += 1
    header = row + 1
    for column, key in enumerate(KEYS, start=1):
        look = styles.HEADER_RIGHT if key in ("places", "hours") else styles.HEADER
        page.text(header, column, book.words.get(f"column.wheel.{key}"), look)
    for month in range(1, _MONTHS + 1):
        page.text(header, len(KEYS) + month, book.words.get(f"month.{month}"), styles.HEADER)
    row = header
    for task, each in _grouped(tasks):
        row += 1
        _write_row(page, row, task, each)
    if row == header:
        row += 1
        page.text(row, 2, book.words.get("maintenance.nothing"), styles.NOTE)
    else:
        page.filtered(len(KEYS) + _MONTHS, header, row)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_area = f"A1:{letter(len(KEYS) + _MONTHS)}{row}"


def _grouped(tasks: list[LineTask]) -> list[tuple[Task, list[LineTask]]]:
    """Each task once with its lines: what the law asks for first, then by month and name."""
    found: dict[str, list[LineTask]] = {}
    for each in tasks:
        found.setdefault(each.task.task_id, []).append(each)
    groups = [(lines[0].task, lines) for lines in found.values()]
    return sorted(
        groups,
        key=lambda group: (group[0].statutory is not Answer.YES, group[0].month or 13,
                           group[0].task_id),
    )  # fmt: skip


def _write_row(page: Page, row: int, task: Task, lines: list[LineTask]) -> None:
    words, book = page.words, page.book
    key = "yes" if task.statutory is Answer.YES else "no"
    page.text(row, 1, words.get(f"wheel.statutory_{key}"), Look(size=9, bold=key == "yes"))
    page.text(row, 2, book.name_of(task), _SMALL)
    page.text(row, 3, lines[0].line.cells["component_name"], _SMALL)
    interval = float(task.interval_years or 0.0)
    page.text(row, 4, interval_words(page, interval), _SMALL)
    page.text(row, 5, words.word("trade", task.trade), _SMALL)
    places = sum(int(each.line.cells["place_count"]) for each in lines)
    page.number(row, 6, places, styles.number("whole", size=9))
    hours: list[Any] = [each.hours for each in lines]
    known = None if any(hour is None for hour in hours) else sum(hours)
    page.number(row, 7, known, styles.number("one", size=9))
    source = book.result.catalog.source_by_id[task.source_id]
    page.text(row, 8, book.source_title(source), Look(size=8, wrap=True, colour=styles.GREY))
    for month in months_of(interval, task.month):
        page.text(row, len(KEYS) + month, "●" if interval <= 1 else "○", _MARK)


def interval_words(page: Page, years: float) -> str:
    """`every month`, `twice a year`, `every year`, `every 5th year`."""
    if years <= 0:
        return page.words.get("word.not_known")
    times = round(1.0 / years)
    if years < 1 and abs(times * years - 1.0) < 1e-6:
        return page.words.get("wheel.times_a_year", times=times)
    return page.words.get("wheel.every_year" if years == 1 else "wheel.every", years=f"{years:g}")
