"""Cells for people to fill in: what stood there before is put back, found by the id of its row."""

from __future__ import annotations

from collections.abc import Mapping

from robuild.workbook.page import Page
from robuild.workbook.styles import Look


def answer(
    page: Page, row: int, column: int, row_id: str, key: str, look: Look, *, sheet: str = ""
) -> bool:
    """A cell for people, with what they wrote in an earlier workbook.

    Returns:
        Whether something was put back.
    """
    value = page.book.shelf.take(sheet or page.key, row_id, key)
    if value is None:
        page.blank(row, column, look)
        return False
    if isinstance(value, str):
        page.text(row, column, value, look)
    else:
        page.number(row, column, value, look)
    return True


def define_answers(
    page: Page, first: int, last: int, columns: Mapping[str, int], *, sheet: str = ""
) -> None:
    """Name the columns that are read back: `answers_<sheet>_<key>`, the ids among them."""
    for key, column in columns.items():
        name = f"answers_{sheet or page.key}_{key}"
        page.book.define(name, page.span(first, column, last, column))
