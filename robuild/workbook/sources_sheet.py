"""*Kilder*: every source with its mark and where it is used, the models read, the versions."""

from __future__ import annotations

from collections import Counter

import robuild
from robuild.language import source_told
from robuild.terms.settings import Settings, about
from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

_WIDTHS = (24, 56, 34, 13, 16, 40, 10)
_SMALL = Look(size=9, wrap=True)
KEYS = ("source_id", "title", "where", "date", "mark", "used", "uses")
_USES = {
    "components": ("damage_source_id", "element_code_source_id"),
    "variants": (
        "price_source_id", "hours_source_id", "service_life_source_id", "criteria_source_id",
        "parts_source_id",
    ),
    "repair_levels": ("source_id",),
    "repair_weights": ("source_id",),
    "tasks": ("source_id",),
    "rates": ("source_id",),
    "service_lives": ("source_id",),
    "gates": ("source_id",),
    "contract_forms": ("source_id",),
    "contract_parameters": ("source_id",),
}  # fmt: skip


def write_sources(book: Book, home: str = "summary") -> None:
    """Write the sheet, with a link to the first sheet of its workbook."""
    page = Page(book, "sources", styles.TAB_DATA)
    page.widths(_WIDTHS)
    header = page.heading(money=False, home=home)
    for column, key in enumerate(KEYS, start=1):
        page.text(header, column, book.words.get(f"column.sources.{key}"), styles.HEADER)
    row = _write_catalog_sources(book, page, header)
    page.table("sources", KEYS, header, row)
    row = _marks(page, row + 2)
    row = _setting_sources(page, row + 2)
    row = _models(book, page, row + 2)
    row = _versions(book, page, row + 2)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 2)
    page.print_setup(paper=A4, landscape=True, repeat_rows=f"{header}:{header}")


def _write_catalog_sources(book: Book, page: Page, header: int) -> int:
    uses = _uses(book)
    row = header
    for source in book.result.catalog.sources:
        row += 1
        mine = uses.get(source.source_id, Counter())
        where = ", ".join(page.words.word("source_use", key) for key in mine)
        nothing = page.words.get("word.nothing")
        title, place = source_told(book.words, source.source_id, source.title, source.where)
        texts = (
            source.source_id, title, place or nothing, source.date or nothing,
            page.words.word("mark", source.mark), where or page.words.get("sources.not_used"),
        )  # fmt: skip
        for column, text in enumerate(texts, start=1):
            page.text(row, column, text, _SMALL)
        page.number(row, 7, sum(mine.values()), styles.number("whole", size=9))
    return row


def _uses(book: Book) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for table, fields in _USES.items():
        for row in getattr(book.result.catalog, table):
            for field in fields:
                key = field if field != "source_id" else table
                found.setdefault(getattr(row, field), Counter())[key] += 1
    return found


def _section(page: Page, row: int, key: str) -> int:
    for column in range(1, len(_WIDTHS) + 1):
        page.blank(row, column, styles.SECTION)
    page.text(row, 1, page.words.get(key), styles.SECTION)
    return row + 1


def _marks(page: Page, row: int) -> int:
    row = _section(page, row, "sources.marks")
    for mark in ("read", "secondary", "memory", "default", "assumption", "user"):
        page.text(row, 1, page.words.word("mark", mark), styles.BOLD)
        page.text(row, 2, page.words.get(f"mark_meaning.{mark}"), _SMALL)
        row += 1
    return row


def _setting_sources(page: Page, row: int) -> int:
    row = _section(page, row, "sources.settings")
    by_source: dict[tuple[str, str], list[str]] = {}
    for key in Settings.model_fields:
        known = about(key)
        label = page.words.get(f"setting.{key}.label")
        by_source.setdefault((known.source, str(known.mark)), []).append(label)
    for (source, mark), labels in by_source.items():
        page.text(row, 1, source, _SMALL)
        page.text(row, 2, "; ".join(labels), _SMALL)
        page.text(row, 5, page.words.word("mark", mark), _SMALL)
        row += 1
    return row


def _models(book: Book, page: Page, row: int) -> int:
    row = _section(page, row, "sources.models")
    for column, key in enumerate(
        ("model", "application", "project", "schema", "size", "elements"), start=1
    ):
        page.text(row, column, page.words.get(f"sources.model.{key}"), styles.HEADER)
    for model in book.result.inventory.models:
        row += 1
        page.text(row, 1, model.model_id, _SMALL)
        page.text(row, 2, model.application, _SMALL)
        page.text(row, 3, model.project_name, _SMALL)
        page.text(row, 4, model.schema, _SMALL)
        page.number(row, 5, model.bytes / 1024, styles.number('#,##0" kB"', size=9))
        page.number(row, 6, model.elements_read, styles.number("whole", size=9))
    return row


def _versions(book: Book, page: Page, row: int) -> int:
    row = _section(page, row, "sources.versions")
    header = book.result.catalog.header
    rows = (
        ("robuild", robuild.__version__),
        ("catalog", book.result.catalog_label),
        ("licence", header.licence),
        ("price_year", str(header.price_year)),
        ("currency", header.currency),
    )
    for key, value in rows:
        page.text(row, 1, page.words.get(f"sources.version.{key}"), styles.BOLD)
        page.text(row, 2, value, _SMALL)
        row += 1
    return row
