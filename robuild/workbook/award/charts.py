"""Charts of the award: what each bid costs by part, how often it wins, what the rate does."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties

from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.summary_charts import place_chart, plain_title

Rows = tuple[int, int]
GAP_COLUMN = 12
"""First hidden column of what bids cost more than the lowest."""
LINES = ("00204D", "B8860B", "7C7B78", "2E7D9A", "9C2A1C", "5B8C3A", "414D6B", "BCAF6F")
_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "solid", "dash", "sysDot")


def cost_chart(page: Page, header: int, rows: Rows, place: Rows) -> None:
    """Bars of every ranked bid, stacked by part of evaluated cost."""
    chart: Any = BarChart()
    chart.type, chart.gapWidth, chart.grouping, chart.overlap = "bar", 45, "stacked", 100
    for number, column in enumerate((4, 5, 6, 7)):
        chart.add_data(Reference(page.sheet, min_col=column, min_row=rows[0], max_row=rows[1]))
        series = chart.series[-1]
        series.tx = SeriesLabel(v=str(page.sheet.cell(header, column).value))
        series.graphicalProperties = GraphicalProperties(solidFill=styles.SERIES[number])
    chart.set_categories(Reference(page.sheet, min_col=2, min_row=rows[0], max_row=rows[1]))
    chart.x_axis.scaling.orientation = "maxMin"
    plain_title(chart, page.words.get("award.chart_costs"))
    chart.legend.position = "b"
    place_chart(page, chart, (0, 12), place)


def wins_chart(page: Page, rows: Rows, columns: tuple[int, int], place: Rows) -> None:
    """Share of draws that each bid wins."""
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "bar", 45
    names, shares = columns
    chart.add_data(Reference(page.sheet, min_col=shares, min_row=rows[0], max_row=rows[1]))
    chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=styles.SERIES[0])
    chart.set_categories(Reference(page.sheet, min_col=names, min_row=rows[0], max_row=rows[1]))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.number_format = "0 %"
    chart.legend = None
    plain_title(chart, page.words.get("award.chart_wins"))
    place_chart(page, chart, (0, 4), place)


def tried_chart(page: Page, title: str, block: tuple[int, int, int], place: Rows,
                columns: tuple[int, int]) -> None:  # fmt: skip
    """What each bid costs more than the lowest over the values of one thing that was tried.

    Args:
        page: sheet with the block; differences from `GAP_COLUMN` on.
        title: of the chart.
        block: row of the values (from column 2 on), first and last row of the bids.
        place: first and last row of the chart.
        columns: its first and last column.
    """
    chart: Any = LineChart()
    values, first, last = block
    width = sum(1 for n in range(2, 10) if page.sheet.cell(values, n).value is not None)
    for number, row in enumerate(range(first, last + 1)):
        data = Reference(
            page.sheet, min_col=GAP_COLUMN, max_col=GAP_COLUMN + width - 1, min_row=row
        )
        chart.add_data(data, from_rows=True)
        series = chart.series[-1]
        series.tx = SeriesLabel(v=str(page.sheet.cell(row, 1).value))
        line = series.graphicalProperties.line
        line.solidFill = LINES[number % len(LINES)]
        line.dashStyle = _DASHES[number % len(_DASHES)]
        line.width = 22000
        series.smooth = False
    chart.set_categories(Reference(page.sheet, min_col=2, max_col=1 + width, min_row=values))
    chart.legend.position = "b"
    plain_title(chart, title)
    place_chart(page, chart, columns, place)
