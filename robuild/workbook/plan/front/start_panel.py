"""Where to begin: every sheet with its question, by reader, beside the page that is printed."""

from __future__ import annotations

from openpyxl.utils import quote_sheetname

from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.styles import Look

_READERS = {
    styles.TAB_OWNER: "owner",
    styles.TAB_PLANNER: "planner",
    styles.TAB_STAFF: "staff",
    styles.TAB_DATA: "data",
}
_GAP, _LINKS, _QUESTIONS = 3.0, 24.0, 96.0


def write_start_panel(page: Page, row: int, column: int) -> None:
    """Links to all sheets that are shown, in the colours of their tabs.

    Args:
        page: the summary, written last, when all sheets are there.
        row: first row.
        column: the gap beside the printed page; links and questions stand right of it.
    """
    words, book = page.words, page.book
    page.widths([*(page.width_of(each) for each in range(1, column)), _GAP, _LINKS, _QUESTIONS])
    page.text(row, column + 1, words.get("start.title"), Look(bold=True, size=12,
              colour=styles.PETROL))  # fmt: skip
    for colour, reader in _READERS.items():
        row += 1
        label = Look(bold=True, size=9, colour=styles.WHITE, fill=colour, vertical="center")
        page.text(row, column + 1, words.get(f"start.{reader}"), label)
        page.text(row, column + 2, words.get(f"start.{reader}_for"), label)
        for sheet in book.workbook.worksheets:
            key = book.pages.get(sheet.title)
            mine = sheet.sheet_properties.tabColor
            if sheet.sheet_state != "visible" or key is None or key == page.key or mine is None:
                continue
            if str(mine.rgb).endswith(colour):
                row += 1
                place = f"{quote_sheetname(sheet.title)}!A1"
                page.link_to(row, column + 1, sheet.title, place)
                page.text(row, column + 2, words.get(f"sheet.{key}.purpose"), styles.NOTE)
