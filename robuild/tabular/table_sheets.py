"""Plain tables as a workbook that people can fill in: one sheet each, header first."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from robuild.tabular.cell_writing import put_number, put_text
from robuild.tabular.saving import save_with_cache, workbook_bytes
from robuild.tabular.text_rules import safe_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEXT_FORMAT = "@"
_FONT = "Calibri"
_NARROWEST, _WIDEST = 9, 60
_LONGEST_LIST = 255
_ROWS_TO_COME = 1_000
"""Drop-downs reach this far below the last row."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: header, what it means and what may be chosen."""

    title: str
    note: str = ""
    number_format: str = TEXT_FORMAT
    words: tuple[str, ...] = ()
    """Closed set of words: a drop-down that refuses others."""
    keys_of: tuple[str, str] | None = None
    """Sheet and column whose cells are offered: a drop-down that warns about others."""
    fill: str = ""
    """Colour of the header, RRGGBB, under dark letters; empty for the usual dark one."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Any]]
    """Text, number or `None` for an empty cell."""
    hidden: bool = False
    """Not shown: what drop-downs of other sheets offer."""


def write_sheets(path: Path, tables: Sequence[SheetTable]) -> None:
    """Write tables as one .xlsx: frozen header, filter, widths, drop-downs, notes on headers.

    Raises:
        OutputError: the file could not be written.
    """
    save_with_cache(_workbook(tables), path, {})


def sheets_bytes(tables: Sequence[SheetTable]) -> bytes:
    """The bytes that `write_sheets` writes."""
    return workbook_bytes(_workbook(tables), {})


def _workbook(tables: Sequence[SheetTable]) -> Workbook:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    lengths = {
        (table.title, column.title): _offered(table, place)
        for table in tables
        for place, column in enumerate(table.columns)
    }
    places = {
        (table.title, column.title): place
        for table in tables
        for place, column in enumerate(table.columns, start=1)
    }
    for table in tables:
        sheet = workbook.create_sheet(table.title)
        _header(sheet, table)
        _rows(sheet, table)
        _lists(sheet, table, lengths, places)
        if table.hidden:
            sheet.sheet_state = "hidden"
    return workbook


def _offered(table: SheetTable, place: int) -> int:
    """How many rows of a column drop-downs offer: what is there, and room for more to come.

    Nobody writes more into a hidden sheet, and blank choices are of no use.
    """
    if not table.hidden:
        return max(len(table.rows), 1) + _ROWS_TO_COME
    return max(sum(row[place] is not None for row in table.rows), 1)


def _header(sheet: Worksheet, table: SheetTable) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.dimensions import SheetFormatProperties

    for place, column in enumerate(table.columns, start=1):
        cell: Any = sheet.cell(1, place)
        ink = "222222" if column.fill else "FFFFFF"
        cell.font = Font(name=_FONT, size=11, bold=True, color=ink)
        cell.fill = PatternFill("solid", fgColor=column.fill or "1F4E5F")
        side = "left" if column.number_format == TEXT_FORMAT else "right"
        cell.alignment = Alignment(horizontal=side, vertical="center", indent=1)
        put_text(cell, column.title)
        if column.note:
            note = safe_text(column.note)
            height = 30 + 18 * (note.count("\n") + len(note) // 42 + 1)
            cell.comment = Comment(note, "robuild", height=height, width=320)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        longest = max((len(_line(row[place - 1])) for row in table.rows), default=0)
        # the header also holds the filter button
        dimension.width = min(max(longest + 2, len(column.title) + 4, _NARROWEST), _WIDEST)
        dimension.number_format = column.number_format
    last = get_column_letter(max(len(table.columns), 1))
    sheet.sheet_format = SheetFormatProperties(defaultRowHeight=16, customHeight=True)
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _line(value: Any) -> str:
    return max(str("" if value is None else value).split("\n"), key=len)


def _rows(sheet: Worksheet, table: SheetTable) -> None:
    from openpyxl.styles import Alignment

    looks = []
    for place, column in enumerate(table.columns, start=1):
        pattern: Any = sheet.cell(2, place)
        pattern.number_format = column.number_format
        side = "left" if column.number_format == TEXT_FORMAT else "right"
        # the first line of a long text shows; rows keep one height
        pattern.alignment = Alignment(horizontal=side, vertical="top", indent=1)
        looks.append(copy(pattern._style))
    for number, row in enumerate(table.rows, start=2):
        for place, value in enumerate(row, start=1):
            if value is None or value == "":
                continue
            cell: Any = sheet.cell(number, place)
            cell._style = looks[place - 1]
            if isinstance(value, str):
                put_text(cell, value)
            else:
                put_number(cell, value)


def _lists(
    sheet: Worksheet,
    table: SheetTable,
    lengths: dict[tuple[str, str], int],
    places: dict[tuple[str, str], int],
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, column in enumerate(table.columns, start=1):
        choices = ",".join(column.words)
        if column.words and len(choices) <= _LONGEST_LIST:
            source, closed = f'"{choices}"', True
        elif column.keys_of in places:
            there = get_column_letter(places[column.keys_of])
            last = lengths[column.keys_of] + 1
            source, closed = f"{column.keys_of[0]}!${there}$2:${there}${last}", False
        else:
            continue
        rule = DataValidation(
            type="list",
            formula1=source,
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="stop" if closed else "warning",
            errorTitle=column.title[:32],
            error="Choose from the list." if closed else "Not in the list. Keep it?",
        )
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{len(table.rows) + _ROWS_TO_COME + 1}")
        sheet.add_data_validation(rule)
