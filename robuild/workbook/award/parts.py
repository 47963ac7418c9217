"""What the sheets of the award workbook share."""

from __future__ import annotations

from openpyxl.styles import Font

from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.rules import formula_rule


def home(page: Page) -> int:
    """Title, purpose and a link back; the first free row."""
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, page.words.get(f"sheet.{page.key}.purpose"), styles.SUBTITLE)
    page.link(3, 1, page.words.get("award.back"), "award_ranking")
    return 5


def section(page: Page, row: int, label: str, columns: int) -> int:
    """A band with a heading; the next row."""
    for column in range(1, columns + 1):
        page.blank(row, column, styles.SECTION)
    page.text(row, 1, label, styles.SECTION)
    return row + 1


def grey(page: Page, reference: str) -> None:
    """Figures of the announced terms turn grey and slanted while other terms are tried."""
    faded = Font(color=styles.FADED, italic=True)
    page.sheet.conditional_formatting.add(
        reference, formula_rule(formula=["award_changed>0"], font=faded)
    )
