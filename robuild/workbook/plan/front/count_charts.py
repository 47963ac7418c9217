"""Charts of counts: components by class of repair ease, tasks by level of participation. Live."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from robuild.terms.vocabulary import DoLevel, RepairEaseClass
from robuild.workbook import styles
from robuild.workbook.page import Page
from robuild.workbook.summary_charts import place_chart, plain_title

ROWS = 10
"""Height of a chart in rows."""
_SHADES = ("00204D", "414D6B", "7C7B78", "BCAF6F", "FFEA46")


def ease_chart(page: Page, row: int, data: int, columns: tuple[int, int]) -> None:
    """Components by class of repair ease, from easy to hard.

    Args:
        page: where it stands.
        row: first row of the chart and of its data.
        data: first of two hidden columns for the data.
        columns: between which columns, counted from 0.
    """
    lines = page.book.result.lines
    ease = page.book.result.repair_ease.set_index("variant_id")["repair_ease_class"].to_dict()
    letters = lines["variant_id"].map(ease)
    rows = [
        (
            str(each),
            f'=SUMIFS(lines_component_count,lines_repair_ease_class,"{each}")',
            int(lines.loc[letters == str(each), "component_count"].sum()),
        )
        for each in RepairEaseClass
    ]
    _chart(page, row, data, columns, rows, "chart.ease_classes")


def participation_chart(page: Page, row: int, data: int, columns: tuple[int, int]) -> None:
    """Tasks by the level that applies, from what residents do alone to what trades do.

    Args: as `ease_chart`.
    """
    levels = page.book.applied_levels
    rows = [
        (
            f"{each} {page.words.word('do_level', each)}",
            f'=COUNTIFS(participation_applies,"{each}")',
            levels.get(str(each), 0),
        )
        for each in sorted(DoLevel, reverse=True)
    ]
    _chart(page, row, data, columns, rows, "chart.participation_levels")


def _chart(
    page: Page,
    row: int,
    data: int,
    columns: tuple[int, int],
    rows: list[tuple[str, str, int]],
    title: str,
) -> None:
    for place, (label, formula, value) in enumerate(rows):
        page.text(row + place, data, label, styles.NOTE)
        page.formula(row + place, data + 1, formula, value, styles.TEXT)
    last = row + len(rows) - 1
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "bar", 35
    chart.add_data(Reference(page.sheet, min_col=data + 1, min_row=row, max_row=last))
    chart.set_categories(Reference(page.sheet, min_col=data, min_row=row, max_row=last))
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"
    chart.title = plain_title(chart, page.words.get(title))
    series = chart.series[0]
    series.graphicalProperties = GraphicalProperties(solidFill=_SHADES[1])
    series.graphicalProperties.line = LineProperties(solidFill="FFFFFF", w=3000)
    place_chart(page, chart, columns, (row, row + ROWS))
