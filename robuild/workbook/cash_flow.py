"""*Kontantstrøm*: what falls in which year, in all and line by line.

Left of the years stand the amounts a year is made of; right of them, folded away, how often each
line is renewed in each year. Row by row the sheet follows *Linjer*.
"""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.properties import Outline

from robuild.terms.settings import MOST_YEARS
from robuild.workbook import styles
from robuild.workbook.line_numbers import Line
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.places import (
    CASH_COUNTS,
    CASH_FIRST,
    CASH_HEADER,
    CASH_INTERVALS,
    CASH_KNOWN,
    CASH_YEARS,
    line_cell,
)
from robuild.workbook.rules import formula_rule
from robuild.workbook.styles import Look
from robuild.workbook.year_totals import YearTotals, year_totals

YEAR_ROW, FACTOR_ROW, FIRST_TOTAL = 7, 8, 9
TOTALS = (
    "acquisition", "maintenance", "repair", "planned", "damage", "residual", "life_cycle_cost",
    "discounted", "cumulative", "outside",
)  # fmt: skip
TOTAL_ROW = {key: FIRST_TOTAL + place for place, key in enumerate(TOTALS)}
_YEARS = range(MOST_YEARS + 1)
_AMOUNT = '#,##0;−#,##0;"·"'
_KR = Look(format=_AMOUNT, size=9, align="right")
_STRONG = Look(format=_AMOUNT, size=9, align="right", bold=True, fill=styles.PETROL_LIGHT)
_PV = Look(format=styles.KR, size=9, align="right", bold=True)
_COUNT = Look(format='0.0#;−0.0#;"·"', size=9, align="center")
_WIDTHS = (32, 20, 15, 11, 13, 8, 8)


def write_cash_flow(book: Book, lines: list[Line]) -> YearTotals:
    """Write the sheet; the yearly totals go on to the summary."""
    page = Page(book, "cash_flow", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    _shape(page, len(book.timing.intervals))
    page.heading(money=True)
    totals = year_totals(book, lines)
    last = max(CASH_FIRST, CASH_FIRST + len(lines) - 1)
    _year_header(page, YEAR_ROW)
    _write_totals(book, page, totals, last)
    _year_header(page, CASH_HEADER)
    for column, key in enumerate(
        ("component_name", "place", "life_cycle_cost", "yearly", "renewal", "first", "every"),
        start=1,
    ):
        look = styles.HEADER if column < 3 else styles.HEADER_RIGHT
        page.text(CASH_HEADER, column, book.words.get(f"column.cash_flow.{key}"), look)
    page.sheet.row_dimensions[CASH_HEADER].height = 30
    for line in lines:
        _write_line(book, page, line, totals)
    beyond = (
        f"{letter(CASH_YEARS)}{YEAR_ROW}:{letter(CASH_YEARS + MOST_YEARS)}{max(last, CASH_HEADER)}"
    )
    page.sheet.conditional_formatting.add(
        beyond,
        formula_rule(
            formula=[f"{letter(CASH_YEARS)}${YEAR_ROW}>period_years"], font=Font(color="D5DADD")
        ),
    )
    page.sheet.freeze_panes = page.sheet.cell(FACTOR_ROW, CASH_YEARS)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{YEAR_ROW}:{YEAR_ROW}")
    page.sheet.page_setup.fitToWidth = 3
    page.sheet.print_title_cols = "A:B"
    shown = CASH_YEARS + book.timing.period_years
    page.sheet.print_area = f"A{YEAR_ROW}:{letter(shown)}{max(last, CASH_HEADER)}"
    return totals


def _shape(page: Page, intervals: int) -> None:
    sheet = page.sheet
    sheet.sheet_properties.outlinePr = Outline(summaryRight=False)
    for year in range(MOST_YEARS + 1):
        sheet.column_dimensions[letter(CASH_YEARS + year)].width = 10
        _fold(page, CASH_COUNTS + year, 5)
    _fold(page, CASH_KNOWN, 6)
    for number in range(intervals):
        _fold(page, CASH_INTERVALS + number, 10)


def _fold(page: Page, column: int, width: float) -> None:
    dimension = page.sheet.column_dimensions[letter(column)]
    dimension.width = width
    dimension.outlineLevel = 1
    dimension.hidden = True


def _year_header(page: Page, row: int) -> None:
    for column in range(1, CASH_YEARS):
        page.blank(row, column, styles.HEADER)
    page.text(row, 1, page.words.get("column.cash_flow.year"), styles.HEADER)
    look = Look(
        bold=True,
        size=9,
        colour=styles.WHITE,
        fill=styles.PETROL,
        align="right",
        format="0",
        vertical="center",
    )
    for year in range(MOST_YEARS + 1):
        page.number(row, CASH_YEARS + year, year, look)
        page.number(row, CASH_COUNTS + year, year, look)
    page.text(row, CASH_KNOWN, "known", styles.HELPER_HEADER)


def _write_totals(book: Book, page: Page, totals: YearTotals, last: int) -> None:
    words = book.words
    base = page.book.result.settings.base_year or 0
    page.text(FACTOR_ROW, 1, words.get("cash_flow.discount_factor"), styles.NOTE)
    page.text(
        FACTOR_ROW,
        3,
        words.get("cash_flow.present_value"),
        Look(size=9, colour=styles.GREY, align="right"),
    )
    page.text(FACTOR_ROW, 2, words.get("cash_flow.year_0", year=base), styles.NOTE)
    for year in range(MOST_YEARS + 1):
        page.formula(
            FACTOR_ROW,
            CASH_YEARS + year,
            f"=INDEX(list_discount_factors,{letter(CASH_YEARS + year)}{YEAR_ROW}+1)",
            book.timing.discount_factors[year],
            Look(format="0.000", size=8, colour=styles.GREY, align="right"),
        )
    for key in TOTALS:
        row = TOTAL_ROW[key]
        strong = key in ("life_cycle_cost", "discounted", "cumulative")
        look = _STRONG if strong else _KR
        label = Look(bold=strong, fill=styles.PETROL_LIGHT if strong else None)
        for column in range(1, CASH_YEARS):
            page.blank(row, column, label)
        page.text(row, 1, words.get(f"cash_flow.{key}"), label)
        values = totals.by_key[key]
        for year in range(MOST_YEARS + 1):
            column = CASH_YEARS + year
            formula = _total_formula(book, key, column, year, last)
            page.formula(row, column, formula, values[year], look)
        if key not in ("discounted", "cumulative"):
            span = f"{letter(CASH_YEARS)}{row}:{letter(CASH_YEARS + MOST_YEARS)}{row}"
            factors = (
                f"{letter(CASH_YEARS)}{FACTOR_ROW}:{letter(CASH_YEARS + MOST_YEARS)}{FACTOR_ROW}"
            )
            page.formula(
                row, 3, f"=SUMPRODUCT({span},{factors})", totals.present_value(key),
                Look(format=styles.KR, size=9, align="right", bold=True, fill=label.fill),
            )  # fmt: skip


def _total_formula(book: Book, key: str, column: int, year: int, last: int) -> str:
    """Formula of one total in one year; `column` is the year's."""
    here = letter(column)
    in_period = f"AND({here}{YEAR_ROW}>=1,{here}{YEAR_ROW}<=period_years)"
    counts = f"{letter(CASH_COUNTS + year)}{CASH_FIRST}:{letter(CASH_COUNTS + year)}{last}"
    yearly = {
        "repair": "lines_repair_nok_per_year",
        "damage": "lines_damage_nok_per_year",
    }
    if key == "acquisition":
        return f"=IF({here}{YEAR_ROW}=0,SUM(lines_acquisition),0)"
    if key in yearly:
        return f"=IF({in_period},SUM({yearly[key]}),0)"
    if key == "maintenance":
        periodic = _interval_sum(book, year, last)
        return f"=IF({in_period},SUM(lines_maintenance_nok_per_year){periodic},0)"
    if key == "planned":
        return f"=SUMPRODUCT(lines_replacement_nok,{counts})"
    if key == "residual":
        return f"=IF({here}{YEAR_ROW}=period_years,-SUM(lines_residual_nok),0)"
    if key == "life_cycle_cost":
        return f"=SUM({here}{TOTAL_ROW['acquisition']}:{here}{TOTAL_ROW['residual']})"
    if key == "discounted":
        return f"={here}{TOTAL_ROW['life_cycle_cost']}*{here}{FACTOR_ROW}"
    if key == "cumulative":
        before = f"{letter(column - 1)}{TOTAL_ROW['cumulative']}+" if year else ""
        return f"={before}{here}{TOTAL_ROW['discounted']}"
    return (
        f"=IF({in_period},SUM(lines_outside_nok_per_year),0)"
        f"+SUMPRODUCT(lines_replacement_downtime_nok,{counts})"
    )


def _interval_sum(book: Book, year: int, last: int) -> str:
    terms = [
        f"+SUM({letter(CASH_INTERVALS + place)}{CASH_FIRST}:{letter(CASH_INTERVALS + place)}{last})"
        f"*INDEX(list_interval_counts_{place + 1},{year + 1})"
        for place in range(len(book.timing.intervals))
    ]
    return "".join(terms)


def _write_line(book: Book, page: Page, line: Line, totals: YearTotals) -> None:
    cells = line.cells
    row = CASH_FIRST + line.number - 1

    def at(key: str) -> str:
        return line_cell(book, key, line.number)

    small = Look(size=9)
    page.formula(row, 1, f"={at('component_name')}", cells["component_name"], small)
    page.formula(row, 2, f"={at('place')}", cells["place"], small)
    page.formula(row, 3, f"={at('life_cycle_cost')}", cells["life_cycle_cost"], _PV)
    yearly = (
        f"={at('maintenance_nok_per_year')}+{at('repair_nok_per_year')}+{at('damage_nok_per_year')}"
    )
    known = bool(cells["known"])
    year_amount = totals.yearly[line.number - 1]
    page.formula(row, 4, f"=IF({_known(row)}=1,{yearly[1:]},word_missing)", year_amount, _KR)
    page.formula(row, 5, f"={at('replacement_nok')}", cells["replacement_nok"], _KR)
    years = Look(format="0.0", size=9, align="right", colour=styles.GREY)
    page.formula(row, 6, f"={at('first_renewal')}", cells["first_renewal"], years)
    page.formula(row, 7, f"={at('esl')}", cells["esl"], years)
    page.formula(row, CASH_KNOWN, f"={at('known')}", int(known), _COUNT)
    for place in range(len(book.timing.intervals)):
        page.formula(
            row,
            CASH_INTERVALS + place,
            f"=SUMIFS(tasks_interval_nok_{place + 1},tasks_line_no,{at('line_no')})",
            totals.interval_nok[line.number - 1][place],
            _KR,
        )
    _write_years(book, page, line, totals, row)


def _known(row: int) -> str:
    return f"${letter(CASH_KNOWN)}{row}"


def _write_years(book: Book, page: Page, line: Line, totals: YearTotals, row: int) -> None:
    nothing = book.words.get("word.nothing")
    known = bool(line.cells["known"])
    acquisition = line_cell(book, "acquisition", line.number)
    most = line_cell(book, "replacements", line.number)
    residual = line_cell(book, "residual_nok", line.number)
    share = line_cell(book, "planned_share", line.number)
    amounts = totals.amounts[line.number - 1]
    counts = totals.counts[line.number - 1]
    until = [_due_until(f"{letter(CASH_YEARS + y)}${YEAR_ROW}", row, most) for y in _YEARS]
    for year in range(MOST_YEARS + 1):
        here = letter(CASH_YEARS + year)
        count = letter(CASH_COUNTS + year)
        # what falls due in year 0 is decided today; damage makes only later renewals fewer
        times = f"({until[year]}-{until[year - 1]})*{share}" if year else until[year]
        page.formula(
            row, CASH_COUNTS + year, f"=IF({_known(row)}=1,{times},0)", counts[year], _COUNT
        )
        if year == 0:
            what = f"{acquisition}+$E{row}*{count}{row}"
        else:
            what = (
                f"IF({here}${YEAR_ROW}<=period_years,$D{row},0)+$E{row}*{count}{row}"
                f"{_line_intervals(book, row, year)}"
                f"-IF({here}${YEAR_ROW}=period_years,{residual},0)"
            )
        value = nothing if is_missing(amounts[year]) else amounts[year]
        page.formula(
            row, CASH_YEARS + year, f"=IF({_known(row)}=1,{what},word_nothing)",
            value if known else nothing, _KR,
        )  # fmt: skip


def _due_until(year: str, row: int, most: str) -> str:
    """Renewals up to the end of a year (conventions §3.3)."""
    return f"MAX(0,MIN({most},INT(ROUND(({year}-$F{row})/$G{row},9))+1))"


def _line_intervals(book: Book, row: int, year: int) -> str:
    columns = [letter(CASH_INTERVALS + place) for place in range(len(book.timing.intervals))]
    return "".join(
        f"+${column}{row}*INDEX(list_interval_counts_{number},{year + 1})"
        for number, column in enumerate(columns, start=1)
    )
