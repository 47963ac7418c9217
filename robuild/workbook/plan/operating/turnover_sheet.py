"""*Utflytting*: one change of resident by type of dwelling, now and with what is easy to repair."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

KEYS = ("dwelling_type", "variants", "jobs", "hours", "cost", "alone", "saved", "waiting", "days")
JOB_KEYS = ("component_name", "trade", "jobs", "hours", "material", "waiting")
_WIDTHS = (32, 30, 12, 12, 14, 14, 14, 14, 14)
_SMALL = Look(size=9, wrap=True)
_KR = styles.number("kr", size=9)


def write_turnover(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "turnover", styles.TAB_STAFF)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    for key in ("turnover.what", "turnover.together", "turnover.easy"):
        page.text(row, 1, book.words.get(key), styles.NOTE)
        row += 1
    row = _by_type(page, row + 1)
    row = _a_year(page, row + 2)
    row = _jobs(page, row + 2)
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A4, landscape=True)
    page.sheet.print_area = f"A1:{letter(len(_WIDTHS))}{row}"


def _head(page: Page, row: int, keys: tuple[str, ...], texts: int) -> None:
    for column, key in enumerate(keys, start=1):
        look = styles.HEADER if column <= texts else styles.HEADER_RIGHT
        page.text(row, column, page.words.get(f"column.turnover.{key}"), look)
    page.sheet.row_dimensions[row].height = 30


def _by_type(page: Page, row: int) -> int:
    words, found = page.words, page.book.result.operations
    _head(page, row, KEYS, 2)
    easy = {str(r["dwelling_type"]): r for r in found.easy_turnovers.by_type.to_dict("records")}
    for record in found.turnovers.by_type.to_dict("records"):
        kind = str(record["dwelling_type"])
        for which, each in (("now", record), ("easiest", easy.get(kind))):
            if each is None:
                continue
            row += 1
            page.text(
                row, 1, kind or words.get("turnover.all_kinds"), Look(bold=which == "now", size=9)
            )
            page.text(row, 2, words.get(f"turnover.{which}"), _SMALL)
            _package(page, row, {str(key): value for key, value in each.items()})
    if found.turnovers.by_type.empty:
        row += 1
        page.text(row, 1, words.get("turnover.nothing"), styles.NOTE)
    return row


def _package(page: Page, row: int, each: dict[str, Any]) -> None:
    one = styles.number("one", size=9)
    page.number(row, 3, each["jobs_expected"], one)
    page.number(row, 4, each["hours"], one)
    page.number(row, 5, each["cost_nok"], _KR)
    page.number(row, 6, each["cost_alone_nok"], _KR)
    page.formula(row, 7, f"=F{row}-E{row}", each["cost_alone_nok"] - each["cost_nok"], _KR)
    page.number(row, 8, each["waiting_days"], one)
    page.number(row, 9, each["days"], styles.number("one", size=9, bold=True))


def _a_year(page: Page, row: int) -> int:
    """All changes of a year in the building."""
    words, result = page.words, page.book.result
    settings = result.settings
    page.text(row, 1, words.get("turnover.a_year"), styles.SECTION)
    for which, found in (
        ("now", result.operations.turnovers), ("easiest", result.operations.easy_turnovers)
    ):  # fmt: skip
        row += 1
        table = found.by_type
        changes = table["dwelling_count"] * settings.turnovers_per_year
        page.text(row, 2, words.get(f"turnover.{which}"), _SMALL)
        page.number(row, 3, float(changes.sum()), styles.number("one", size=9))
        page.number(row, 4, float((changes * table["hours"]).sum()), styles.number("one", size=9))
        page.number(row, 5, float((changes * table["cost_nok"]).sum()), _KR)
        page.number(row, 9, float((changes * table["days"]).sum()), styles.number("one", size=9))
    return row


def _jobs(page: Page, row: int) -> int:
    words, result = page.words, page.book.result
    catalog = result.catalog
    page.text(row, 1, words.get("turnover.jobs"), styles.SECTION)
    for kind, group in result.operations.turnovers.jobs.groupby("dwelling_type", sort=True):
        row += 1
        page.text(row, 1, str(kind) or words.get("turnover.all_kinds"), styles.BOLD)
        row += 1
        _head(page, row, JOB_KEYS, 2)
        for record in group.to_dict("records"):
            row += 1
            name = page.book.name_of(catalog.component_by_key[str(record["component_key"])])
            page.text(row, 1, name, _SMALL)
            page.text(row, 2, words.word("trade", record["trade"]), _SMALL)
            page.number(row, 3, record["jobs_expected"], styles.number("two", size=9))
            page.number(row, 4, record["hours"], styles.number("two", size=9))
            page.number(row, 5, record["material_nok"], _KR)
            page.number(row, 6, record["waiting_days"], styles.number("one", size=9))
        row += 1
    return row
