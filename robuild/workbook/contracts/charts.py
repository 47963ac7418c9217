"""Charts of the forms: what they cost, and how sure it is."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties

from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.summary_charts import place_chart, plain_title

_FIRST = 3


def cost_chart(
    page: Page, parts: tuple[int, int], header: int, forms: int, rows: tuple[int, int]
) -> None:
    """What each form comes to, stacked by part."""
    chart = _bars(page, "contracts.chart_costs")
    chart.grouping, chart.overlap = "stacked", 100
    for row in range(parts[0], parts[1] + 1):
        _series(page, chart, row, forms, styles.SERIES[(row - parts[0]) % len(styles.SERIES)])
    _forms(page, chart, header, forms)
    place_chart(page, chart, (0, 4), rows)


def spread_chart(
    page: Page, spread: tuple[int, int], header: int, forms: int, rows: tuple[int, int]
) -> None:
    """P10, mean and P90 of each form."""
    chart = _bars(page, "contracts.chart_spread")
    for row in range(spread[0], spread[1] + 1):
        _series(page, chart, row, forms, styles.SERIES[(row - spread[0]) % len(styles.SERIES)])
    _forms(page, chart, header, forms)
    place_chart(page, chart, (4, 2 + forms), rows)


def _bars(page: Page, title: str) -> Any:
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "col", 45
    plain_title(chart, page.words.get(title))
    chart.legend.position = "b"
    return chart


def _series(page: Page, chart: Any, row: int, forms: int, colour: str) -> None:
    data = Reference(page.sheet, min_col=_FIRST, max_col=_FIRST + forms - 1, min_row=row)
    chart.add_data(data, from_rows=True)
    chart.series[-1].tx = SeriesLabel(v=str(page.sheet.cell(row, 1).value))
    chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=colour)


def _forms(page: Page, chart: Any, header: int, forms: int) -> None:
    names = Reference(page.sheet, min_col=_FIRST, max_col=_FIRST + forms - 1, min_row=header)
    chart.set_categories(names)
