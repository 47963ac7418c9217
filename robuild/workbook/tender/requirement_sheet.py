"""*Kravliste*: what each position must do and how it must be repairable, without a brand."""

from __future__ import annotations

from pathlib import Path

from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter as letter

import robuild
from robuild.language import Texts, figure
from robuild.plan_result import PlanResult
from robuild.tabular import save_with_cache
from robuild.telling import functions_told, levels_told, name_of, promises_told, quantity_told
from robuild.terms.tender import Position, Tender
from robuild.terms.vocabulary import Criterion, Language
from robuild.workbook import styles
from robuild.workbook.page import A3, A4, Book, Page
from robuild.workbook.plan.plan_workbook import HIDDEN_SHEET, new_book, no_collecting
from robuild.workbook.styles import Look

KEYS = ("element_code", "position_id", "name", "quantity", "function", "repair", "promises",
        "documentation")  # fmt: skip
_WIDTHS = (8, 29, 29, 13, 36, 46, 40, 32)
_CELL = Look(size=9, wrap=True, box="under")
_FIRST = 8


def write_requirements(result: PlanResult, tender: Tender, path: Path, language: Language) -> None:
    """Write the list of requirements.

    Args:
        result: the plan the tender is of.
        tender: made with a requirement list.
        path: the .xlsx to write; what is there is replaced.
        language: of the sheets.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        book = new_book(result, language)
        page = Page(book, "requirements", styles.TAB_OWNER)
        _write(page, tender)
        _common(book, tender)
        keys = Page.over(book, book.workbook[HIDDEN_SHEET])
        for row, (key, value) in enumerate(
            (("kind", "robuild_requirements"), ("tender_id", tender.tender_id),
             ("tender_hash", tender.hash)), start=1,
        ):  # fmt: skip
            keys.text(row, 1, key)
            keys.text(row, 2, value)
        keys.sheet.sheet_state = "veryHidden"
        book.workbook.move_sheet(keys.sheet, len(book.workbook.worksheets))
        book.workbook.properties.creator = f"robuild {robuild.__version__}"
        book.workbook.properties.title = page.title
        custom = book.workbook.custom_doc_props  # type: ignore[attr-defined]
        custom.append(StringProperty(name="robuild_tender", value=tender.hash))
        book.workbook.active = 0
        save_with_cache(book.workbook, path, book.cached, book.blocks)


def _write(page: Page, tender: Tender) -> None:
    words = page.words
    page.widths(_WIDTHS)
    page.text(1, 1, words.get("requirements.title", project=tender.project), styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, words.get("sheet.requirements.purpose"), styles.SUBTITLE)
    page.text(3, 1, words.get("requirements.or_equal"), Look(bold=True, size=10))
    page.text(4, 1, words.get("requirements.counts", **_counts(tender)), styles.NOTE)
    page.text(5, 1, words.get("bid.hash_line", id=tender.tender_id, hash=tender.hash), styles.NOTE)
    page.link(6, 1, words.get("sheet.requirements_common.title"), "requirements_common")
    for at, key in enumerate(KEYS, start=1):
        page.text(_FIRST - 1, at, words.get(f"column.requirements.{key}"), styles.HEADER)
    page.sheet.row_dimensions[_FIRST - 1].height = 32
    for row, position in enumerate(tender.positions, start=_FIRST):
        for at, value in enumerate(_cells(page, tender, position), start=1):
            page.text(row, at, value, _CELL)
    last = _FIRST + len(tender.positions) - 1
    page.filtered(len(KEYS), _FIRST - 1, last)
    page.sheet.freeze_panes = page.sheet.cell(_FIRST, 4)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{_FIRST - 1}:{_FIRST - 1}")
    page.sheet.print_area = f"A1:{letter(len(KEYS))}{last}"


def _cells(page: Page, tender: Tender, position: Position) -> tuple[str, ...]:
    words = page.words
    none = words.get("requirements.none")
    levels = levels_told(position, tender, words)
    if position.minimum_repair_ease is None:
        levels = [words.get("requirements.nothing_reaches")]
    return (
        position.element_code,
        position.position_id,
        name_of(position, words),
        quantity_told(position, words),
        "; ".join(functions_told(position, words)) or none,
        "; ".join(levels),
        "; ".join(promises_told(position, words)) or none,
        words.get("requirements.documents"),
    )


def _common(book: Book, tender: Tender) -> None:
    """What holds for every position, and what the levels mean."""
    page = Page(book, "requirements_common", styles.TAB_PLANNER)
    words = page.words
    page.widths((30, 90))
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, words.get("sheet.requirements_common.purpose"), styles.SUBTITLE)
    page.link(3, 1, words.get("bid.back_requirements"), "requirements")
    row = 5
    for place in range(1, 8):
        page.text(row, 1, words.get(f"requirements.rule_{place}_name"), Look(bold=True, wrap=True))
        page.text(row, 2, words.get(f"requirements.rule_{place}"), Look(wrap=True))
        row += 1
    row += 1
    page.text(row, 1, words.get("requirements.levels"), styles.SECTION)
    page.blank(row, 2, styles.SECTION)
    for criterion in Criterion:
        rows = sorted(
            (each for each in tender.levels if each.criterion is criterion),
            key=lambda each: -each.value,
        )
        row += 1
        page.text(row, 1, words.word("criterion", criterion), Look(bold=True))
        told = "; ".join(f"{name_of(each, words)} ({_plain(each.value, words)})" for each in rows)
        page.text(row, 2, told, Look(wrap=True))
    page.print_setup(paper=A4, landscape=False)


def _plain(value: float, words: Texts) -> str:
    return figure(value, words.language, 0 if value == int(value) else 1)


def _counts(tender: Tender) -> dict[str, int]:
    with_index = [each for each in tender.positions if each.minimum_repair_ease is not None]
    return {
        "count": len(tender.positions),
        "asked": len(with_index),
        "levels": sum(bool(each.minimum_levels) for each in with_index),
        "free": len(tender.positions) - len(with_index),
    }
