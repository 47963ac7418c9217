"""*Usikkerhet*: how sure the cost is, what decides, and how sure the best choice is.

Values of the run: drawing cannot be done live. The sheet says when it is out of date.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.pagebreak import Break

from robuild.choosing import Certainty, ChoiceCertainty
from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.plan.freshness import grey_when_stale, state_of_run
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.styles import Look
from robuild.workbook.summary_charts import place_chart, plain_title

_WIDTHS = (44, 26, 16, 16, 16, 16, 16)
_FIGURES = ("mean", "p10", "p50", "p90")
_KR = Look(format=styles.KR, size=9, align="right")
_SMALL = Look(size=9, wrap=True)
_CHART = 15
_HELPER = len(_WIDTHS) + 2
LINE_KEYS = ("component_name", "place", *_FIGURES)


def write_uncertainty(book: Book, lines: list[Line]) -> None:
    """Write the sheet."""
    page = Page(book, "uncertainty", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    certainty = book.result.certainty
    if certainty is None:
        page.text(row, 1, book.words.get("uncertainty.none"), styles.NOTE)
    else:
        state_of_run(page, row - 1, 2, 3)
        first = row + 1
        row = _building(page, row, certainty)
        if certainty.choice is not None:
            row = _choice(page, row, certainty.choice)
        row = _years(page, row, certainty)
        row = _lines(page, row, certainty, lines)
        grey_when_stale(page, f"A{first}:{letter(len(_WIDTHS))}{row}")
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A4, landscape=True)
    page.sheet.print_area = f"A1:{letter(len(_WIDTHS))}{row}"


def _head(page: Page, row: int, title: str, keys: tuple[str, ...], first: int = 3) -> None:
    for column in range(1, len(_WIDTHS) + 1):
        page.blank(row, column, styles.HEADER)
    page.text(row, 1, title, styles.HEADER)
    for place, key in enumerate(keys):
        label = page.words.get(f"column.uncertainty.{key}")
        page.text(row, first + place, label, styles.HEADER_RIGHT)
    page.sheet.row_dimensions[row].height = 24


def _building(page: Page, row: int, certainty: Certainty) -> int:
    words, now = page.words, certainty.now
    _head(page, row, words.get("uncertainty.building"), (*_FIGURES, "standard_error"))
    for key, found in (
        ("life_cycle_cost", now.life_cycle_cost),
        ("weighted_cost", now.weighted_cost),
    ):
        row += 1
        page.text(row, 1, words.get(f"summary.figure.{key}"), _SMALL)
        for place, figure in enumerate((*_FIGURES, "standard_error")):
            page.number(row, 3 + place, getattr(found, f"{figure}_nok"), _KR)
    said = words.get("uncertainty.said", draws=now.draws, seed=now.seed, missing=now.lines_missing)
    page.text(row + 1, 1, said, styles.NOTE)
    page.text(row + 2, 1, words.get("uncertainty.why"), styles.NOTE)
    return row + 4


def _choice(page: Page, row: int, found: ChoiceCertainty) -> int:
    words, gain = page.words, found.difference.difference
    _head(page, row, words.get("uncertainty.choice"), (*_FIGURES, "probability"))
    row += 1
    page.text(row, 1, words.get("uncertainty.saving"), _SMALL)
    # a saving is what the choice costs less
    turned = (-gain.mean_nok, -gain.p90_nok, -gain.p50_nok, -gain.p10_nok)
    for place, value in enumerate(turned):
        page.number(row, 3 + place, value, _KR)
    chance = found.difference.second_cheaper_probability
    page.number(row, 7, chance, styles.number("share", size=9, bold=True))
    said = words.get(
        "uncertainty.choice_said", lines=found.lines_changed, draws=found.difference.draws
    )
    page.text(row + 1, 1, said, styles.NOTE)
    row = _tornado(page, row + 3, found)
    return _break_evens(page, row, found)


def _tornado(page: Page, row: int, found: ChoiceCertainty) -> int:
    """Which input decides: what the choice saves with one input low and high."""
    words, base = page.words, -found.tornado.base_nok
    _head(page, row, words.get("uncertainty.tornado"), ("low", "high", "base"))
    first = row + 1
    for bar in found.tornado.bars.to_dict("records"):
        row += 1
        page.text(row, 1, words.word("tornado_input", bar["input"]), _SMALL)
        page.number(row, 3, -bar["low_nok"], _KR)
        page.number(row, 4, -bar["high_nok"], _KR)
        page.number(row, 5, base, _KR)
        page.number(row, _HELPER, -bar["low_nok"] - base, styles.TEXT)
        page.number(row, _HELPER + 1, -bar["high_nok"] - base, styles.TEXT)
    for column in (_HELPER, _HELPER + 1):
        page.sheet.column_dimensions[letter(column)].hidden = True
    chart: Any = BarChart()
    chart.type, chart.gapWidth, chart.overlap = "bar", 40, 100
    for column, key, colour in (
        (_HELPER, "low", styles.SERIES[0]),
        (_HELPER + 1, "high", styles.SERIES[2]),
    ):
        chart.add_data(Reference(page.sheet, min_col=column, min_row=first, max_row=row))
        chart.series[-1].tx = _title(words.get(f"column.uncertainty.{key}"))
        chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=colour)
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=first, max_row=row))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblPos = "low"
    chart.legend.position = "t"
    plain_title(chart.y_axis, words.get("uncertainty.tornado_axis"))
    place_chart(page, chart, (0, 5), (row + 2, row + 1 + _CHART))
    return row + 3 + _CHART


def _title(text: str) -> Any:
    from openpyxl.chart.series import SeriesLabel

    return SeriesLabel(v=text)


def _break_evens(page: Page, row: int, found: ChoiceCertainty) -> int:
    words = page.words
    page.sheet.row_breaks.append(Break(id=row - 1))  # the header stays with its rows in print
    _head(page, row, words.get("uncertainty.break_even"), ("value", "lowest", "highest"))
    for each in found.break_evens:
        row += 1
        page.text(row, 1, words.word("break_even_input", each.input), _SMALL)
        kind = "rate" if each.input == "real_rate" else "two"
        if isinstance(each.value, StrEnum):
            page.text(
                row, 3, words.word("no_crossing", each.value),
                Look(size=9, align="right", colour=styles.GREY),
            )  # fmt: skip
        else:
            page.number(row, 3, each.value, styles.number(kind, size=9, bold=True))
        page.number(row, 4, each.lowest, styles.number(kind, size=9, colour=styles.GREY))
        page.number(row, 5, each.highest, styles.number(kind, size=9, colour=styles.GREY))
    return row + 2


def _years(page: Page, row: int, certainty: Certainty) -> int:
    """What each year costs, not discounted, with its spread."""
    words, table = page.words, certainty.now.years
    base = page.book.result.settings.base_year or 0
    _head(page, row, words.get("uncertainty.years"), _FIGURES)
    page.text(row, 2, words.get("column.cash_flow.year"), styles.HEADER_RIGHT)
    first = row + 1
    for record in table.to_dict("records"):
        row += 1
        page.number(row, 1, base + int(record["year"]), styles.number("year", size=9))
        page.number(row, 2, int(record["year"]), styles.number("year", size=9))
        for place, figure in enumerate(_FIGURES):
            page.number(row, 3 + place, record[f"{figure}_nok"], _KR)
    chart: Any = LineChart()
    for column, colour in ((4, styles.SERIES[1]), (5, styles.SERIES[0]), (6, styles.SERIES[1])):
        # the purchase of year 0 would flatten all other years
        data = Reference(page.sheet, min_col=column, min_row=first + 1, max_row=row)
        chart.add_data(data)
        chart.series[-1].tx = _title(words.get(f"column.uncertainty.{_FIGURES[column - 3]}"))
        stroke = LineProperties(solidFill=colour, w=19000)
        chart.series[-1].graphicalProperties = GraphicalProperties(ln=stroke)
        chart.series[-1].smooth = False
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=first + 1, max_row=row))
    chart.legend.position = "t"
    chart.x_axis.number_format = "0"
    plain_title(chart, words.get("uncertainty.years_chart"))
    place_chart(page, chart, (0, 6), (row + 2, row + 1 + _CHART))
    return row + 3 + _CHART


def _lines(page: Page, row: int, certainty: Certainty, lines: list[Line]) -> int:
    """Life-cycle cost of each line, with its spread."""
    words = page.words
    for column, key in enumerate(LINE_KEYS, start=1):
        look = styles.HEADER if column < 3 else styles.HEADER_RIGHT
        page.text(row, column, words.get(f"column.uncertainty.{key}"), look)
    header = row
    page.repeat_header(header)
    by_id = {str(line.cells["line_id"]): line for line in lines}
    for record in certainty.now.lines.to_dict("records"):
        row += 1
        line = by_id[str(record["line_id"])]
        page.text(row, 1, line.cells["component_name"], _SMALL)
        page.text(row, 2, line.cells["place"], _SMALL)
        for place, figure in enumerate(_FIGURES):
            page.number(row, 3 + place, record[f"life_cycle_cost_{figure}_nok"], _KR)
    if row > header:
        page.filtered(len(LINE_KEYS), header, row)
    return row
