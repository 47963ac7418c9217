"""*Rom*: every room, how large its surfaces are, how that is known, and what was added to it."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter

from robuild.workbook import styles
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.styles import Look

AMOUNTS = ("floor_area", "wall_area", "ceiling_area", "skirting_length", "height")
UNITS = {"skirting_length": "m", "height": "m"}
KEYS = (
    "space_id", "room_name", "room_type", "building", "storey", "dwelling_code", "location",
    *(key for name in AMOUNTS for key in (f"{name}_{UNITS.get(name, 'm2')}", f"{name}_rung")),
    "additions", "remark", "model_id",
)  # fmt: skip
_WIDTHS = (26, 24, 15, 16, 16, 11, 13, *((9, 17) * len(AMOUNTS)), 10, 30, 24)
_PLAIN = Look(size=9, indent=1)
_NUMBER = styles.number("one", size=9)
_WHOLE = styles.number("whole", size=9)
_OPTIONAL = {"dwelling_code", "building", "storey"}


def write_rooms(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "rooms", styles.TAB_DATA)
    page.widths(_WIDTHS)
    header = page.heading(money=False)
    for column, key in enumerate(KEYS, start=1):
        numeric = key.endswith(("_m2", "_m")) or key == "additions"
        look = styles.HEADER_RIGHT if numeric else styles.HEADER
        page.text(header, column, book.words.get(f"column.rooms.{key}"), look)
    page.sheet.row_dimensions[header].height = 32
    row = header
    added = book.result.not_modelled["space_id"].value_counts()
    for room in book.result.rooms.to_dict("records"):
        row += 1
        cells = {str(key): value for key, value in room.items()}
        _write_row(page, row, cells, int(added.get(cells["space_id"], 0)))
    if row == header:
        row += 1
        page.text(row, 1, book.words.get("rooms.nothing"), styles.NOTE)
    else:
        page.table("rooms", KEYS, header, row)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.sheet.print_title_cols = "A:B"
    page.sheet.print_area = f"A{header}:{letter(len(KEYS))}{row}"


def _write_row(page: Page, row: int, room: dict[str, Any], additions: int) -> None:
    words = page.words
    for column, key in enumerate(KEYS, start=1):
        value = room.get(key)
        if key == "additions":
            page.number(row, column, additions, _WHOLE)
        elif key == "remark":
            repeats = not is_missing(room["repeats"])
            page.text(
                row, column, words.get("rooms.repeats" if repeats else "word.nothing"), _PLAIN
            )
        elif key == "location":
            page.text(row, column, words.word("location_class", room["location_class"]), _PLAIN)
        elif key == "room_type" and not is_missing(value):
            page.text(row, column, words.word("room_type", value), _PLAIN)
        elif key.endswith("_rung"):
            page.text(row, column, words.word("quantity_rung", value), _PLAIN)
        elif key.endswith(("_m2", "_m")):
            page.number(row, column, value, _NUMBER)
        elif key in _OPTIONAL and is_missing(value):
            page.text(row, column, words.get("word.nothing"), _PLAIN)
        else:
            page.text(row, column, value, _PLAIN)
