"""Head and foot that the sheets of the workbook of contract forms share."""

from __future__ import annotations

from robuild.workbook import styles
from robuild.workbook.page import Page


def home(page: Page) -> int:
    """Title, purpose and a link back; the first free row."""
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, page.words.get(f"sheet.{page.key}.purpose"), styles.SUBTITLE)
    page.link(3, 1, page.words.get("contracts.back"), "contracts")
    return 5


def in_footer(page: Page) -> None:
    """The sentence that no figure may be printed without."""
    foot = page.sheet.oddFooter.center
    foot.text, foot.size = page.words.get("contracts.mandatory").replace("&", "&&"), 8
