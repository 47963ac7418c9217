"""Charts of the forms: what they cost, and how sure it is."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from robuild.workbook import styles
from robuild.workbook.contracts.places import FIRST
from robuild.workbook.page import Page
from robuild.workbook.summary_charts import place_chart, plain_title

CHART_COLUMNS = 7
"""Columns that the charts take, beside the forms."""
_MILLIONS = "0.0,,"
_PARTS = ("00204D", "414D6B", "FFEA46", "BCAF6F", "7C7B78", "E3E3E3")
"""Of contract, owner, follow-up, operation, premium and defects; neighbours differ in grey too."""
Place = tuple[int, int, int]
"""Columns before the chart, first row, last row."""


def cost_chart(page: Page, parts: tuple[int, int], header: int, forms: int, place: Place) -> None:
    """What each form comes to, stacked by part."""
    chart = _bars(page, "contracts.chart_costs")
    chart.grouping, chart.overlap = "stacked", 100
    for row in range(parts[0], parts[1] + 1):
        _series(page, chart, row, forms, _PARTS[row - parts[0]])
    _finish(page, chart, header, forms, place)


def effect_chart(
    page: Page, effects: tuple[int, int], header: int, forms: int, place: Place
) -> None:
    """What the form does and what the brief does, against the form compared with."""
    chart = _bars(page, "contracts.chart_effects")
    chart.grouping, chart.overlap = "stacked", 100
    for row, colour in zip(effects, (styles.SERIES[0], styles.SERIES[2]), strict=True):
        _series(page, chart, row, forms, colour)
    chart.x_axis.tickLblPos = "low"
    _finish(page, chart, header, forms, place)


def spread_chart(
    page: Page, spread: tuple[int, int], header: int, forms: int, place: Place
) -> None:
    """P10, mean and P90 of each form as marks; the axis begins near the lowest."""
    chart: Any = LineChart()
    plain_title(chart, page.words.get("contracts.chart_spread"))
    chart.legend.position = "b"
    chart.hiLowLines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=styles.GREY))
    )
    marks = ("dash", "diamond", "dash")
    for row, symbol in zip(range(spread[0], spread[1] + 1), marks, strict=True):
        colour = styles.SERIES[0] if symbol == "diamond" else styles.SERIES[1]
        _series(page, chart, row, forms, colour)
        series = chart.series[-1]
        series.graphicalProperties.line.noFill = True
        series.marker.symbol, series.marker.size = symbol, 9
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.smooth = False
    lowest = min(page.sheet.cell(spread[0], FIRST + at).value for at in range(forms))
    chart.y_axis.scaling.min = _rounded_down(0.9 * lowest)
    _finish(page, chart, header, forms, place)


def _rounded_down(amount: float) -> float:
    """To one figure and a half: 13.4 million gives 13."""
    if amount <= 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(amount)) - 1)
    return math.floor(amount / step) * step


def _bars(page: Page, title: str) -> Any:
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "col", 45
    plain_title(chart, page.words.get(title))
    chart.legend.position = "b"
    return chart


def _finish(page: Page, chart: Any, header: int, forms: int, place: Place) -> None:
    names = Reference(page.sheet, min_col=FIRST, max_col=FIRST + forms - 1, min_row=header)
    chart.set_categories(names)
    chart.y_axis.number_format = _MILLIONS
    before, first, last = place
    place_chart(page, chart, (before, before + CHART_COLUMNS), (first, last))


def _series(page: Page, chart: Any, row: int, forms: int, colour: str) -> None:
    data = Reference(page.sheet, min_col=FIRST, max_col=FIRST + forms - 1, min_row=row)
    chart.add_data(data, from_rows=True)
    chart.series[-1].tx = SeriesLabel(v=str(page.sheet.cell(row, 1).value))
    chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=colour)
