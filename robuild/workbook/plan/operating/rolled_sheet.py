"""*Overført*: what changed since the plan before, and what still waits."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.operations import RolledOn
from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page, is_missing
from robuild.workbook.styles import Look

WAITS_KEYS = ("component_name", "what", "due_year", "done_share", "quantity", "hours", "cost")
DONE_KEYS = ("component_name", "what", "month", "dwelling", "quantity", "outcome", "reason")
_WIDTHS = (34, 36, 11, 12, 13, 22, 44)
_SMALL = Look(size=9, wrap=True)
_INDENTED = Look(size=9, wrap=True, indent=1)
_KR = styles.number("kr", size=9)


def write_rolled(book: Book) -> None:
    """Write the sheet, where the plan was rolled on from an earlier one."""
    rolled = book.result.rolled
    if rolled is None:
        return
    page = Page(book, "rolled", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    told = {"from_year": rolled.from_year, "year": rolled.year, "repairs": rolled.repairs}
    for key in ("rolled.what", "rolled.repairs"):
        page.text(row, 1, book.words.get(key, **told), styles.NOTE)
        row += 1
    row = _waits(page, row + 1, rolled)
    row = _done(page, row + 2, rolled)
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A4, landscape=True)
    page.sheet.print_area = f"A1:{letter(len(_WIDTHS))}{row}"


def _head(page: Page, row: int, keys: tuple[str, ...], texts: tuple[int, ...]) -> None:
    for column, key in enumerate(keys, start=1):
        look = styles.HEADER if column in texts else styles.HEADER_RIGHT
        page.text(row, column, page.words.get(f"column.rolled.{key}"), look)
    page.sheet.row_dimensions[row].height = 30


def _waits(page: Page, row: int, rolled: RolledOn) -> int:
    words = page.words
    page.text(row, 1, words.get("rolled.waits", year=rolled.year), styles.SECTION)
    page.text(row + 1, 1, words.get("rolled.waits_how"), styles.NOTE)
    row += 2
    if rolled.backlog.empty:
        page.text(row, 1, words.get("rolled.nothing_waits"), styles.NOTE)
        return row
    _head(page, row, WAITS_KEYS, (1, 2))
    for record in rolled.backlog.to_dict("records"):
        row += 1
        _names(page, row, {str(key): value for key, value in record.items()})
        page.number(row, 3, record["due_year"], Look(size=9, format="0", align="right"))
        page.number(row, 4, record["done_share"], styles.number("share", size=9))
        page.number(row, 5, record["quantity"], styles.number("one", size=9))
        page.number(row, 6, record["hours"], styles.number("one", size=9))
        page.number(row, 7, record["cost_nok"], _KR)
    return row


def _done(page: Page, row: int, rolled: RolledOn) -> int:
    words = page.words
    page.text(row, 1, words.get("rolled.done"), styles.SECTION)
    row += 1
    if rolled.done.empty:
        page.text(row, 1, words.get("rolled.nothing_done"), styles.NOTE)
        return row
    _head(page, row, DONE_KEYS, (1, 2, 3, 4, 6, 7))
    for record in rolled.done.to_dict("records"):
        row += 1
        _names(page, row, {str(key): value for key, value in record.items()})
        page.text(row, 3, record["month"], _SMALL)
        page.text(row, 4, _or_dash(record["dwelling_code"]), _SMALL)
        placed = record["placed_quantity"]
        if is_missing(placed):
            page.text(row, 5, "–", Look(size=9, align="right"))
        else:
            page.number(row, 5, placed, styles.number("one", size=9))
        page.text(row, 6, words.word("rolled_outcome", record["outcome"]), _INDENTED)
        reason = record["reason"]
        told = "–" if is_missing(reason) else words.word("not_placed", reason)
        page.text(row, 7, told, _SMALL)
    return row


def _names(page: Page, row: int, record: dict[str, Any]) -> None:
    """Component, and the job or the variant."""
    catalog, words = page.book.result.catalog, page.words
    page.text(row, 1, page.book.name_of(catalog.component_by_key[record["component_key"]]), _SMALL)
    task, variant = record["task_id"], record.get("variant_id")
    what = words.get("rolled.replaced")
    if isinstance(task, str):
        tasks = {each.task_id: each for each in catalog.tasks}
        what = page.book.name_of(tasks[task])
    elif isinstance(variant, str):
        what = words.get(
            "rolled.replace", variant=page.book.name_of(catalog.variant_by_id[variant])
        )
    page.text(row, 2, what, _SMALL)


def _or_dash(value: object) -> str:
    return "–" if is_missing(value) else str(value)
