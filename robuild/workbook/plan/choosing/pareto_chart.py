"""The curve of what it costs to own by what may be spent on buying, as a chart."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.summary_charts import place_chart, plain_title

CHART_ROWS = 18


def add_pareto_chart(page: Page, row: int, column: int) -> None:
    """Write the points beside the sheet and draw them; the present and the chosen are marked.

    Args:
        page: of the alternatives.
        row: the first of `CHART_ROWS`.
        column: the first of three hidden columns for the points.
    """
    choice = page.book.result.alternatives.choice
    points = choice.pareto
    if points.empty:
        return
    first = row
    spent = points["acquisition_cost_nok"].to_list()
    for at, (nok, cost) in enumerate(zip(spent, points["objective_nok"], strict=True), first):
        page.number(at, column, nok / 1e6, styles.TEXT)
        page.number(at, column + 1, cost / 1e6, styles.TEXT)
    last = first + len(points) - 1
    marks: list[tuple[str, float, float]] = []
    field = f"{choice.objective}_nok"
    for key, totals in (("now", choice.current_totals), ("chosen", choice.totals)):
        if totals is not None:
            marks.append((key, totals.acquisition_cost_nok, getattr(totals, field)))
    for offset, (_, nok, cost) in enumerate(marks, start=1):
        page.number(last + offset, column, nok / 1e6, styles.TEXT)
        page.number(last + offset, column + 1, cost / 1e6, styles.TEXT)
    chart: Any = ScatterChart()
    chart.style = 2
    chart.scatterStyle = "lineMarker"
    curve = _series(page, column, first, last, page.words.get("chart.pareto"))
    curve.marker = Marker("circle", size=4)
    _paint(curve, styles.SERIES[0], line=True)
    chart.series.append(curve)
    for offset, (key, _, _) in enumerate(marks, start=1):
        mark = _series(page, column, last + offset, last + offset, page.words.get(f"word.{key}"))
        mark.marker = Marker("diamond" if key == "now" else "square", size=10)
        _paint(mark, "B5651D" if key == "now" else styles.TAB_STAFF, line=False)
        chart.series.append(mark)
    chart.legend.position = "r"
    plain_title(chart.x_axis, page.words.get("chart.pareto_x"))
    plain_title(chart.y_axis, page.words.get(f"chart.pareto_y_{choice.objective}"))
    chart.x_axis.number_format = chart.y_axis.number_format = "0.0"
    place_chart(page, chart, (0, 6), (row, row + CHART_ROWS - 1))


def _series(page: Page, column: int, first: int, last: int, title: str) -> Any:
    x = Reference(page.sheet, min_col=column, min_row=first, max_row=last)
    y = Reference(page.sheet, min_col=column + 1, min_row=first, max_row=last)
    return Series(y, x, title=title)


def _paint(series: Any, colour: str, *, line: bool) -> None:
    stroke = LineProperties(solidFill=colour, w=19000) if line else LineProperties(noFill=True)
    series.graphicalProperties = GraphicalProperties(ln=stroke)
    series.smooth = False
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.marker.graphicalProperties.line = LineProperties(solidFill=colour)
