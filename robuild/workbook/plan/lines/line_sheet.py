"""*Linjer*: one row a line, from quantity and price to weighted cost and rank."""

from __future__ import annotations

import re
from itertools import groupby

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.properties import Outline

from robuild.terms.vocabulary import RateExposure
from robuild.workbook import styles
from robuild.workbook.column import Column
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.places import (
    CASH_PRESENT,
    LINE_COLUMN,
    LINE_FIRST,
    LINE_HEADER,
    counts_span,
    factors_span,
)
from robuild.workbook.plan.lines.line_columns import COLUMNS
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.rules import colour_scale, data_bar
from robuild.workbook.styles import Look

_BANDS, _TOTALS = LINE_HEADER - 2, LINE_HEADER - 1
_CELL = re.compile(r"\{([a-z0-9_]+)\}")


def write_lines(book: Book, lines: list[Line]) -> None:
    """Write the sheet; every column becomes a defined name `lines_<key>`."""
    page = Page(book, "lines", styles.TAB_PLANNER)
    page.widths([column.width for column in COLUMNS])
    _fold_helpers(page)
    page.heading(money=True, weighted=True)
    last = max(LINE_FIRST, LINE_FIRST + len(lines) - 1)
    _header(book, page)
    for line in lines:
        _write_line(book, page, line)
    if not lines:
        page.text(LINE_FIRST, 2, book.words.get("lines.nothing"), styles.NOTE)
    _totals(page, lines, last)
    for column in COLUMNS:
        place = LINE_COLUMN[column.key]
        book.define(f"lines_{column.key}", page.span(LINE_FIRST, place, last, place))
    if lines:
        page.filtered(len(COLUMNS), LINE_HEADER, last)
    _colours(page, last)
    page.sheet.freeze_panes = page.sheet.cell(LINE_FIRST, LINE_COLUMN["place"])
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{LINE_HEADER}:{LINE_HEADER}")
    page.sheet.page_setup.fitToWidth = 2
    page.sheet.print_title_cols = "A:C"
    page.sheet.print_area = f"A{_BANDS}:{letter(LINE_COLUMN['missing'])}{last}"


def _fold_helpers(page: Page) -> None:
    page.sheet.sheet_properties.outlinePr = Outline(summaryRight=False)
    for column in COLUMNS:
        if column.group:
            dimension = page.sheet.column_dimensions[letter(LINE_COLUMN[column.key])]
            dimension.outlineLevel, dimension.hidden = 1, True


def _header(book: Book, page: Page) -> None:
    for column in COLUMNS:
        look = styles.HELPER_HEADER if column.group else styles.HEADER
        if not column.group and column.kind not in ("text", "wrapped"):
            look = styles.HEADER_RIGHT
        elif column.key in ("component_name", "unit", "weakest_criterion", "missing"):
            look = styles.HEADER_INSET
        label = book.words.get(f"column.lines.{column.key}")
        page.text(LINE_HEADER, LINE_COLUMN[column.key], label, look)
    page.sheet.row_dimensions[LINE_HEADER].height = 44
    for band, columns in groupby(COLUMNS, key=_band):
        keys = [column.key for column in columns]
        page.text(
            _BANDS, LINE_COLUMN[keys[0]], book.words.get(f"lines_band.{band}"),
            Look(bold=True, size=9, colour=styles.PETROL),
        )  # fmt: skip


_BAND_STARTS = {
    "line_no": "what", "quantity": "quantity", "price": "inputs", "esl": "events", "rei": "ease",
    "acquisition": "present_value",
}  # fmt: skip
_BAND_OF: dict[str, str] = {}
for _column in COLUMNS:
    _BAND_OF[_column.key] = _column.group or _BAND_STARTS.get(
        _column.key, next(reversed(_BAND_OF.values()), "what")
    )


def _band(column: Column) -> str:
    return _BAND_OF[column.key]


def _write_line(book: Book, page: Page, line: Line) -> None:
    row = LINE_FIRST + line.number - 1
    special = _row_formulas(book, line)
    for column in COLUMNS:
        place = LINE_COLUMN[column.key]
        value = line.cells[column.key]
        look = _look(column)
        template = column.formula or special.get(column.key)
        if template:
            page.formula(row, place, _fill(template, row), value, look)
        elif column.kind in ("text", "wrapped", "letter"):
            page.text(row, place, value, look)
        else:
            page.number(row, place, value, look)


def _fill(template: str, row: int) -> str:
    return _CELL.sub(lambda found: f"${letter(LINE_COLUMN[found[1]])}{row}", template)


def _look(column: Column) -> Look:
    if column.kind in ("text", "wrapped"):
        inset = int(column.key in ("component_name", "unit", "weakest_criterion", "missing"))
        return Look(size=9, wrap=column.kind == "wrapped", indent=inset)
    if column.kind == "letter":
        return Look(bold=True, align="center")
    strong = column.key in ("life_cycle_cost", "weighted_cost")
    return styles.number(column.kind, size=9, bold=strong)


def _row_formulas(book: Book, line: Line) -> dict[str, str]:
    """Formulas whose form depends on what the line is."""
    per = line.component.damage_rate_per
    factors = factors_span(book, CASH_PRESENT)
    exposure = {
        RateExposure.PIECE: "{quantity}",
        RateExposure.DWELLING: "{place_count}",
    }.get(per, "{quantity}/100")
    return {
        "exposure": f"=IFERROR({exposure}+0,word_missing)",
        "renewal_factor_en": (
            f"=IF({{known}}=1,SUMPRODUCT({counts_span(book, line.number)},{factors}),word_missing)"
        ),
        "renewal_factor_expected": (
            "=IF({known}=1,IF({renewal_current}=0,word_rerun,IF({scatters}=1,"
            f"SUMPRODUCT(INDEX(renewal_planned,{{renewal_row}},0),{factors}),"
            "{renewal_factor_en})),word_missing)"
        ),
    }


def _totals(page: Page, lines: list[Line], last: int) -> None:
    page.text(_TOTALS, LINE_COLUMN["component_name"], page.words.get("lines.total"), styles.BOLD)
    for column in COLUMNS:
        if not column.total:
            continue
        place = LINE_COLUMN[column.key]
        here = letter(place)
        known = [line.cells[column.key] for line in lines if not is_missing(line.cells[column.key])]
        page.formula(
            _TOTALS, place, f"=SUBTOTAL(109,{here}{LINE_FIRST}:{here}{last})", sum(known),
            styles.number(column.kind, bold=True, size=9, fill=styles.PETROL_LIGHT),
        )  # fmt: skip


def _colours(page: Page, last: int) -> None:
    rei, weighted = letter(LINE_COLUMN["rei"]), letter(LINE_COLUMN["weighted_cost"])
    scale = colour_scale(
        start_type="num", start_value=0.1, start_color="B9C3CC", mid_type="num", mid_value=0.5,
        mid_color="E6E3D3", end_type="num", end_value=1.0, end_color="FFF3B0",
    )  # fmt: skip
    page.sheet.conditional_formatting.add(f"{rei}{LINE_FIRST}:{rei}{last}", scale)
    bar = data_bar(start_type="num", start_value=0, end_type="max", color="9DBFCB")
    page.sheet.conditional_formatting.add(f"{weighted}{LINE_FIRST}:{weighted}{last}", bar)
    end = letter(LINE_COLUMN["missing"])
    known = letter(LINE_COLUMN["known"])
    page.flag(
        f"A{LINE_FIRST}:{end}{last}", f"${known}{LINE_FIRST}=0", styles.AMBER_LIGHT, styles.AMBER,
        bold=False,
    )  # fmt: skip
