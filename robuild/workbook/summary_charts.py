"""The two charts of the summary; their numbers are live, on the sheet of lists."""

from __future__ import annotations

import math

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter as letter

from robuild.terms.settings import MOST_YEARS
from robuild.workbook import styles
from robuild.workbook.cash_flow import TOTAL_ROW
from robuild.workbook.lists import CHART_COLUMN
from robuild.workbook.page import Page
from robuild.workbook.places import CASH_YEARS
from robuild.workbook.year_totals import YearTotals

_BIN = 5
_FIRST = 1
_SERIES = ("acquisition", "maintenance", "repair", "replacement")


def write_chart_data(lists: Page, totals: YearTotals) -> tuple[int, int]:
    """Cost in steps of five years by module.

    Returns:
        First and last row of the data.
    """
    words = lists.words
    title = words.get("sheet.cash_flow.title")
    column = CHART_COLUMN
    for place, key in enumerate(("bin", *_SERIES)):
        lists.text(_FIRST, column + place, words.get(f"chart.{key}"), styles.BOLD)
    row = _FIRST
    for low in (0, *range(1, MOST_YEARS + 1, _BIN)):
        row += 1
        high = low + _BIN - 1 if low else 0
        lists.text(row, column, f"{low}–{high}" if low else "0")
        first, last = letter(CASH_YEARS + low), letter(CASH_YEARS + high)
        for place, key in enumerate(_SERIES, start=1):
            rows = ("planned", "damage") if key == "replacement" else (key,)
            spans = [f"'{title}'!${first}${TOTAL_ROW[r]}:${last}${TOTAL_ROW[r]}" for r in rows]
            value = math.fsum(math.fsum(totals.by_key[r][low : high + 1]) for r in rows)
            lists.formula(row, column + place, f"=SUM({','.join(spans)})", value, styles.TEXT)
    return _FIRST, row


def add_year_chart(page: Page, lists: Page, rows: tuple[int, int], at_row: int) -> None:
    """Stacked columns: real cost by module in steps of five years."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 40
    first, last = rows
    data = Reference(
        lists.sheet,
        min_col=CHART_COLUMN + 1,
        max_col=CHART_COLUMN + len(_SERIES),
        min_row=first,
        max_row=last,
    )
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(
        Reference(lists.sheet, min_col=CHART_COLUMN, min_row=first + 1, max_row=last)
    )
    for series, colour in zip(chart.series, styles.SERIES, strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line = LineProperties(solidFill="FFFFFF", w=3000)
    chart.visible_cells_only = False
    chart.legend.position = "t"
    chart.legend.txPr = _text(800)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=styles.RULE))
    chart.y_axis.title = page.words.get("chart.y")
    chart.x_axis.title = page.words.get("chart.x")
    chart.x_axis.txPr = chart.y_axis.txPr = _text(800)
    for axis in (chart.x_axis, chart.y_axis):
        axis.title.tx.rich.p[0].pPr = ParagraphProperties(
            defRPr=CharacterProperties(sz=800, b=False)
        )
        for run in axis.title.tx.rich.p[0].r:
            run.rPr = CharacterProperties(sz=800, b=False)
    chart.width, chart.height = 19.2, 6.0
    page.sheet.add_chart(chart, f"A{at_row}")


def _text(size: int) -> RichText:
    properties = CharacterProperties(sz=size)
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)]
    )
