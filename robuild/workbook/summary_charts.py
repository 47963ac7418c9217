"""The two charts of the summary: what it costs when, and the lines that weigh most. Both live."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils import quote_sheetname

from robuild.terms.settings import MOST_YEARS
from robuild.workbook import styles
from robuild.workbook.lists import CHART_COLUMN
from robuild.workbook.page import Page
from robuild.workbook.places import CASH_YEARS
from robuild.workbook.plan.lines.cash_flow import TOTAL_ROW
from robuild.workbook.plan.lines.year_totals import UPKEEP, YearTotals

Rows = tuple[int, int]
"""First and last row."""
_BIN = 5
_SERIES = ("acquisition", "maintenance", "repair", "replacement")
_JOINED = {"maintenance": tuple(UPKEEP), "replacement": ("planned", "damage")}
_SPLIT = 7
"""The chart of years takes so many columns, the other one the rest."""


def write_chart_data(lists: Page, totals: YearTotals) -> Rows:
    """Cost in steps of five years by module, on the sheet of lists."""
    words = lists.words
    title = quote_sheetname(words.get("sheet.cash_flow.title"))
    column, row = CHART_COLUMN, 1
    for place, key in enumerate(("bin", *_SERIES)):
        lists.text(row, column + place, words.get(f"chart.{key}"), styles.BOLD)
    for low in (0, *range(1, MOST_YEARS + 1, _BIN)):
        row += 1
        high = low + _BIN - 1 if low else 0
        lists.text(row, column, f"{low}–{high}" if low else "0")
        first, last = letter(CASH_YEARS + low), letter(CASH_YEARS + high)
        for place, key in enumerate(_SERIES, start=1):
            rows = _JOINED.get(key, (key,))
            spans = [f"{title}!${first}${TOTAL_ROW[r]}:${last}${TOTAL_ROW[r]}" for r in rows]
            value = math.fsum(math.fsum(totals.by_key[r][low : high + 1]) for r in rows)
            lists.formula(row, column + place, f"=SUM({','.join(spans)})", value, styles.TEXT)
    return 1, row


def add_year_chart(page: Page, lists: Page, rows: Rows, place: Rows) -> None:
    """Stacked columns: real cost by module in steps of five years."""
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 40
    first, last = rows
    data = Reference(
        lists.sheet, min_col=CHART_COLUMN + 1, max_col=CHART_COLUMN + len(_SERIES),
        min_row=first, max_row=last,
    )  # fmt: skip
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(
        Reference(lists.sheet, min_col=CHART_COLUMN, min_row=first + 1, max_row=last)
    )
    _paint(chart, styles.SERIES)
    chart.legend.position = "t"
    chart.legend.txPr = _text()
    chart.x_axis.title = plain_title(chart.x_axis, page.words.get("chart.x"))
    place_chart(page, chart, (0, _SPLIT), place)


def add_worst_chart(page: Page, rows: Rows, place: Rows) -> None:
    """Bars: weighted cost of the lines that weigh most, from the table below it."""
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "bar", 35
    first, last = rows
    chart.add_data(Reference(page.sheet, min_col=9, min_row=first, max_row=last))
    chart.set_categories(Reference(page.sheet, min_col=2, min_row=first, max_row=last))
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"  # rank 1 on top
    chart.title = plain_title(chart, page.words.get("chart.worst"))
    _paint(chart, ("2E7D9A",))
    place_chart(page, chart, (_SPLIT, 12), place)


def _paint(chart: Any, colours: tuple[str, ...]) -> None:
    for series, colour in zip(chart.series, colours, strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line = LineProperties(solidFill="FFFFFF", w=3000)


def place_chart(page: Page, chart: Any, columns: tuple[int, int], rows: Rows) -> None:
    """Put a chart over some columns and rows, with axes, grid and small type."""
    chart.visible_cells_only = False  # the sheet of lists is hidden
    chart.x_axis.delete = chart.y_axis.delete = False
    if chart.y_axis.number_format is None or chart.y_axis.number_format == "General":
        chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=styles.RULE))
    chart.x_axis.txPr = chart.y_axis.txPr = _text()
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    start = AnchorMarker(col=columns[0], row=rows[0] - 1)
    end = AnchorMarker(col=columns[1], row=rows[1] - 1)
    chart.anchor = TwoCellAnchor(editAs="twoCell", _from=start, to=end)
    page.sheet.add_chart(chart)


def plain_title(owner: Any, text: str) -> Any:
    """A title in small type, for a chart or an axis."""
    owner.title = text
    title = owner.title
    small = CharacterProperties(sz=800, b=False)
    for paragraph in title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=small)
        for run in paragraph.r:
            run.rPr = small
    return title


def _text() -> RichText:
    small = CharacterProperties(sz=750)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=small), endParaRPr=small)])
