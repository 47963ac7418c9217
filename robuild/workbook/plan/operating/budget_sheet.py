"""*Budsjett*: the plan as a municipality's budget, and how the years can be evened out."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter as letter

from robuild.language import figure
from robuild.workbook import styles
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.plan.freshness import grey_when_stale, state_of_run
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.styles import Look
from robuild.workbook.summary_charts import place_chart, plain_title

KEYS = ("calendar_year", "year", "operating", "investment", "sum", "p90", "vat", "nominal")
NUMBER_KEYS = ("component_name", "what", "sum_ten", *(f"y{year}" for year in range(1, 11)))
_WIDTHS = (30, 11, 15, 15, 15, 15, 14, 16, 11, 11, 11, 11, 11)
_KR = styles.number("kr", size=9)
_SMALL = Look(size=9, wrap=True)
_YEAR_HEAD = Look(
    bold=True, size=9, colour=styles.WHITE, fill=styles.PETROL, align="right", format="0"
)
_CHART = 15
_ECONOMY_PLAN = 4


def write_budget(book: Book, lines: list[Line]) -> None:
    """Write the sheet."""
    page = Page(book, "budget", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = page.heading(money=True)
    state_of_run(page, row - 1, 1, 3)
    first = row + 1
    row = _years(page, row)
    row = _moves(page, row, lines)
    row = _numbers(page, row)
    grey_when_stale(page, f"A{first}:{letter(len(_WIDTHS))}{row}")
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A4, landscape=True)
    page.sheet.print_area = f"A1:{letter(len(_WIDTHS))}{row}"


def _head(page: Page, row: int, keys: tuple[str, ...], group: str) -> None:
    for column, key in enumerate(keys, start=1):
        look = styles.HEADER if column == 1 else styles.HEADER_RIGHT
        page.text(row, column, page.words.get(f"column.{group}.{key}"), look)
    page.sheet.row_dimensions[row].height = 30


def _years(page: Page, row: int) -> int:
    """Each year; tax and prices of the year follow their cells live."""
    words, result = page.words, page.book.result
    for key in ("budget.split", "budget.expected", "budget.four_years"):
        page.text(row, 1, words.get(key), styles.NOTE)
        row += 1
    _head(page, row, KEYS, "budget")
    first = row + 1
    for record in result.operations.budget.to_dict("records"):
        row += 1
        year, split = int(record["year"]), (record["operating_nok"], record["investment_nok"])
        page.number(row, 1, int(record["calendar_year"]), Look(size=9, format="0", align="left"))
        page.number(row, 2, year, styles.number("year", size=9))
        for column, value in enumerate(split, start=3):
            page.number(row, column, value, _KR)
        page.formula(row, 5, f"=C{row}+D{row}", sum(split), styles.number("kr", size=9, bold=True))
        page.number(row, 6, record["p90_nok"], _KR)
        tax = f"=E{row}*vat_share*(1-vat_compensated_share)"
        page.formula(row, 7, tax, record["vat_nok"], _KR)
        nominal = f"=(E{row}+G{row})*(1+inflation_share_per_year)^B{row}"
        page.formula(row, 8, nominal, record["nominal_nok"], _KR)
    row = _four_years(page, row, first)
    _chart(page, row + 2, first, row - 1)
    return row + 4 + _CHART


def _four_years(page: Page, row: int, first: int) -> int:
    """Sum of the years of the economic plan: the first four after year 0."""
    last = min(first + _ECONOMY_PLAN, row)
    row += 1
    page.text(row, 1, page.words.get("budget.economic_plan"), styles.BOLD)
    table = page.book.result.operations.budget
    some = table[(table["year"] >= 1) & (table["year"] <= _ECONOMY_PLAN)]
    sums = {
        3: some["operating_nok"].sum(), 4: some["investment_nok"].sum(),
        5: some["operating_nok"].sum() + some["investment_nok"].sum(),
        7: some["vat_nok"].sum(), 8: some["nominal_nok"].sum(),
    }  # fmt: skip
    for column, value in sums.items():
        span = f"{letter(column)}{first + 1}:{letter(column)}{last}"
        page.formula(
            row, column, f"=SUM({span})", float(value), styles.number("kr", size=9, bold=True)
        )
    return row


def _chart(page: Page, row: int, first: int, last: int) -> None:
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 60
    for column, key, colour in (
        (3, "operating", styles.SERIES[3]),
        (4, "investment", styles.SERIES[2]),
    ):
        # the purchase of year 0 would flatten all other years
        chart.add_data(Reference(page.sheet, min_col=column, min_row=first + 1, max_row=last))
        chart.series[-1].tx = SeriesLabel(v=page.words.get(f"column.budget.{key}"))
        chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=colour)
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=first + 1, max_row=last))
    chart.legend.position = "t"
    chart.x_axis.number_format = "0"
    plain_title(chart, page.words.get("budget.chart"))
    place_chart(page, chart, (0, 6), (row, row + _CHART))


def _moves(page: Page, row: int, lines: list[Line]) -> int:
    words, smoothed = page.words, page.book.result.operations.smoothed
    page.text(row, 1, words.get("budget.even"), styles.SECTION)
    said = words.get(
        "budget.even_said", moves=len(smoothed.moves),
        highest=_mill(page, max(smoothed.before_nok, default=0.0)),
        after=_mill(page, max(smoothed.after_nok, default=0.0)),
    )  # fmt: skip
    page.text(row + 1, 1, said, styles.NOTE)
    row += 2
    if smoothed.moves.empty:
        return row + 1
    keys = ("component_name", "from_year", "to_year", "cost", "extra_pv")
    _head(page, row, keys, "moves")
    base = page.book.result.settings.base_year or 0
    by_id = {str(line.cells["line_id"]): line for line in lines}
    for record in smoothed.moves.to_dict("records"):
        row += 1
        cells = by_id[str(record["line_id"])].cells
        page.text(row, 1, f"{cells['component_name']}, {cells['place']}", _SMALL)
        for column, key in ((2, "from_year"), (3, "to_year")):
            page.number(row, column, base + int(record[key]), styles.number("year", size=9))
        page.number(row, 4, record["real_cost_nok"], _KR)
        page.number(row, 5, record["extra_pv_nok"], _KR)
    row += 1
    page.text(row, 1, words.get("budget.even_sum"), styles.BOLD)
    first = row - len(smoothed.moves)
    page.formula(
        row, 5, f"=SUM(E{first}:E{row - 1})", smoothed.extra_pv_nok,
        styles.number("kr", size=9, bold=True),
    )  # fmt: skip
    return row + 2


def _mill(page: Page, value: float) -> str:
    return figure(float(value) / 1e6, page.words.language, 2)


def _numbers(page: Page, row: int) -> int:
    """Numbers of each thing by year: planned, and what 90 % of years stay below."""
    words, result = page.words, page.book.result
    page.text(row, 1, words.get("budget.numbers"), styles.SECTION)
    page.text(row + 1, 1, words.get("budget.numbers_said"), styles.NOTE)
    row += 2
    table = result.operations.year_numbers
    _head(page, row, NUMBER_KEYS[:3], "year_numbers")
    page.repeat_header(row)
    base = result.settings.base_year or 0
    years = sorted(set(table["year"]))
    for year in years:
        page.number(row, 3 + year, base + year, _YEAR_HEAD)
    whole = styles.number("#,##0", size=9)
    for key, group in table.groupby("component_key", sort=True):
        name = page.book.name_of(result.catalog.component_by_key[str(key)])
        if group["replaced_expected"].sum() + group["repaired_expected"].sum() < 1.0:
            continue
        for what in ("replaced_planned", "replaced_p90", "repaired_p90"):
            row += 1
            page.text(row, 1, name, _SMALL)
            page.text(row, 2, words.get(f"year_numbers.{what}"), Look(size=9, align="right"))
            expected = "replaced_expected" if what.startswith("replaced") else "repaired_expected"
            if what != "replaced_p90":
                page.number(row, 3, group[expected].sum(), styles.number("one", size=9))
            for record in group.to_dict("records"):
                page.number(row, 3 + int(record["year"]), float(record[what]), whole)
    return row
