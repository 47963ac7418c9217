"""*Kontantstrøm*: what falls in which year, in all and line by line.

Left of the years stand the amounts a year is made of; right of them, folded away, how often each
line is renewed in each year. Row by row the sheet follows *Linjer*.
"""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.properties import Outline

from robuild.costing import NS3454_POST_OF
from robuild.terms.settings import MOST_YEARS
from robuild.terms.vocabulary import CashFlowKind as Kind
from robuild.workbook import styles
from robuild.workbook.page import A3, Book, Page, is_missing
from robuild.workbook.places import (
    CASH_COUNTS,
    CASH_FIRST,
    CASH_HEADER,
    CASH_INTERVALS,
    CASH_KNOWN,
    CASH_PRESENT,
    CASH_YEARS,
    line_cell,
)
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.plan.lines.maintenance import LineTask
from robuild.workbook.plan.lines.year_totals import UPKEEP, YearTotals, year_totals
from robuild.workbook.rules import formula_rule
from robuild.workbook.styles import Look

YEAR_ROW, FACTOR_ROW, PRICE_ROW, FIRST_TOTAL = 7, 8, 9, CASH_PRESENT + 1
TOTALS = (
    "acquisition", "inspection", "cleaning", "maintenance", "repair", "planned", "damage",
    "residual", "life_cycle_cost", "with_vat", "discounted", "cumulative", "outside",
)  # fmt: skip
_POSTS = {key: NS3454_POST_OF[Kind(kind)] for key, kind in UPKEEP.items()} | {
    "acquisition": NS3454_POST_OF[Kind.PURCHASE],
    "repair": NS3454_POST_OF[Kind.DAMAGE_REPAIR],
    "planned": NS3454_POST_OF[Kind.PLANNED_REPLACEMENT],
    "damage": NS3454_POST_OF[Kind.DAMAGE_REPLACEMENT],
    "residual": NS3454_POST_OF[Kind.RESIDUAL_VALUE],
    "outside": NS3454_POST_OF[Kind.DOWNTIME_DAMAGE],
}
TOTAL_ROW = {key: FIRST_TOTAL + place for place, key in enumerate(TOTALS)}
_YEARS = range(MOST_YEARS + 1)
_INSIDE, _END, _FIRST_TURNS = YEAR_ROW + 1, YEAR_ROW + 2, YEAR_ROW + 3
"""Rows above the counts: whether a year is in the period and its last, turns of each interval."""
_MOST_ACQUISITION_YEARS = 10
_STEPS = 6
_AMOUNT = '#,##0;−#,##0;"·"'
_KR = Look(format=_AMOUNT, size=9, align="right")
_STRONG = Look(format=_AMOUNT, size=9, align="right", bold=True, fill=styles.PETROL_LIGHT)
_PV = Look(format=styles.KR, size=9, align="right", bold=True)
_COUNT = Look(format='0.0#;−0.0#;"·"', size=9, align="center")
_WIDTHS = (32, 20, 15, 11, 13, 8, 8)


def write_cash_flow(book: Book, lines: list[Line], tasks: list[LineTask]) -> YearTotals:
    """Write the sheet; the yearly totals go on to the summary."""
    page = Page(book, "cash_flow", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    _shape(page, len(book.timing.intervals))
    page.heading(money=True)
    totals = year_totals(book, lines, tasks)
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
    for number in range(intervals + _STEPS):
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
    small = Look(size=9, colour=styles.GREY, align="right")
    page.text(FACTOR_ROW, 1, words.get("cash_flow.discount_factor"), styles.NOTE)
    page.text(FACTOR_ROW, 2, words.get("cash_flow.year_0", year=base), styles.NOTE)
    page.text(FACTOR_ROW, 3, words.get("cash_flow.present_value"), small)
    page.text(FACTOR_ROW, 4, "NS 3454", small)
    page.text(PRICE_ROW, 1, words.get("cash_flow.price_factor"), styles.NOTE)
    page.text(CASH_PRESENT, 1, words.get("cash_flow.present_factor"), styles.NOTE)
    _write_factors(book, page)
    for key in TOTALS:
        row = TOTAL_ROW[key]
        strong = key in ("life_cycle_cost", "discounted", "cumulative")
        look = _STRONG if strong else _KR
        label = Look(bold=strong, fill=styles.PETROL_LIGHT if strong else None)
        for column in range(1, CASH_YEARS):
            page.blank(row, column, label)
        page.text(row, 1, words.get(f"cash_flow.{key}"), label)
        if key in _POSTS:
            page.text(row, 4, _POSTS[key], Look(size=9, colour=styles.GREY, align="right"))
        values = totals.by_key[key]
        for year in _YEARS:
            column = CASH_YEARS + year
            page.formula(
                row, column, _total_formula(book, key, column, year, last), values[year], look
            )
        if key not in ("discounted", "cumulative"):
            page.formula(
                row, 3, f"={_present_value(key)}", totals.present_value(key),
                Look(format=styles.KR, size=9, align="right", bold=True, fill=label.fill),
            )  # fmt: skip


def _write_factors(book: Book, page: Page) -> None:
    """Discounting, prices, and both together within the period."""
    timing = book.timing
    grey = Look(format="0.000", size=8, colour=styles.GREY, align="right")
    for year in _YEARS:
        column = CASH_YEARS + year
        number = f"{letter(column)}{YEAR_ROW}+1"
        inside = year <= timing.period_years
        rows = (
            (FACTOR_ROW, f"INDEX(list_discount_factors,{number})", timing.discount_factors[year]),
            (PRICE_ROW, f"INDEX(list_price_factors,{number})", timing.price[year]),
            (
                CASH_PRESENT,
                (
                    f"IF({letter(column)}{YEAR_ROW}<=period_years,"
                    f"INDEX(list_present_factors,{number}),0)"
                ),
                timing.present[year] if inside else 0,
            ),
        )
        for row, formula, value in rows:
            page.formula(row, column, f"={formula}", value, grey)
        _write_turns(book, page, year)


def _write_turns(book: Book, page: Page, year: int) -> None:
    """Above the counts of a year: its place in the period, and what falls due in it."""
    timing, column = book.timing, CASH_COUNTS + year
    at = f"{letter(CASH_YEARS + year)}{YEAR_ROW}"
    rows: list[tuple[int, str, float]] = [
        (_INSIDE, f"IF({at}<=period_years,1,0)", int(year <= timing.period_years)),
        (_END, f"IF({at}=period_years,1,0)", int(year == timing.period_years)),
    ]
    for place, interval in enumerate(timing.intervals):
        row = _FIRST_TURNS + place
        if row < CASH_HEADER:
            formula = f"INDEX(list_interval_counts_{place + 1},{year + 1})"
            rows.append((row, formula, timing.interval_counts[interval][year]))
    for row, formula, value in rows:
        page.formula(row, column, f"={formula}", value, _COUNT)


def _present_value(key: str) -> str:
    """Formula of what one total comes to in year 0."""
    first, last = letter(CASH_YEARS), letter(CASH_YEARS + MOST_YEARS)
    span = f"{first}{TOTAL_ROW[key]}:{last}{TOTAL_ROW[key]}"
    if key == "residual":
        return f"SUM({span})*INDEX(list_chain_factors,period_years+1)"
    if key == "life_cycle_cost":
        return f"SUM({first}{TOTAL_ROW['discounted']}:{last}{TOTAL_ROW['discounted']})"
    if key == "with_vat":
        return f"C{TOTAL_ROW['life_cycle_cost']}*{VAT}"
    return f"SUMPRODUCT({span},{first}{FACTOR_ROW}:{last}{FACTOR_ROW})"


VAT = "(1+vat_share*(1-vat_compensated_share))"


def _total_formula(book: Book, key: str, column: int, year: int, last: int) -> str:
    """Formula of one total in one year; `column` is the year's."""
    here = letter(column)
    price = f"*{here}{PRICE_ROW}"
    in_period = f"AND({here}{YEAR_ROW}>=1,{here}{YEAR_ROW}<=period_years)"
    match key:
        case "acquisition":
            paid = f"{here}{YEAR_ROW}<acquisition_years"
            return f"=IF({paid},SUM(lines_acquisition)/acquisition_years,0){price}"
        case "repair" | "damage":
            return f"=IF({in_period},SUM(lines_{key}_nok_per_year),0){price}"
        case "inspection" | "cleaning" | "maintenance":
            return f"=IF({in_period},{_upkeep(book, Kind(UPKEEP[key]), year)},0){price}"
        case "planned":
            return f"=({_renewed('replacement_nok', column, year, last)}){price}"
        case "residual":
            grown = "(1+real_price_growth)^period_years"
            return f"=IF({here}{YEAR_ROW}=period_years,-SUM(lines_residual_nok)*{grown},0)"
        case "life_cycle_cost":
            return f"=SUM({here}{TOTAL_ROW['acquisition']}:{here}{TOTAL_ROW['residual']})"
        case "with_vat":
            return f"={here}{TOTAL_ROW['life_cycle_cost']}*{VAT}"
        case "discounted":
            residual = f"{here}{TOTAL_ROW['residual']}"
            inside = f"({here}{TOTAL_ROW['life_cycle_cost']}-{residual})*{here}{FACTOR_ROW}"
            return f"={inside}+{residual}*INDEX(list_chain_factors,{here}{YEAR_ROW}+1)"
        case "cumulative":
            before = f"{letter(column - 1)}{TOTAL_ROW['cumulative']}+" if year else ""
            return f"={before}{here}{TOTAL_ROW['discounted']}"
    renewed = _renewed("replacement_downtime_nok", column, year, last)
    return f"=(IF({in_period},SUM(lines_outside_nok_per_year),0)+{renewed}){price}"


def _renewed(amount: str, column: int, year: int, last: int) -> str:
    """Planned renewals of a year: by whole numbers, and by expectation where that is chosen."""
    counts = f"{letter(CASH_COUNTS + year)}{CASH_FIRST}:{letter(CASH_COUNTS + year)}{last}"
    here = f"{letter(column)}{YEAR_ROW}"
    return (
        f"SUMPRODUCT(lines_{amount},{counts},lines_by_rule)"
        f"+IF({here}<=period_years,"
        f"SUMPRODUCT(renewal_{amount},INDEX(renewal_planned,0,{here}+1)),0)"
    )


def _upkeep(book: Book, kind: Kind, year: int) -> str:
    """Recurring work of one kind in a year, on lines that can be costed."""
    mine = f'tasks_kind,"{kind}",tasks_known,1'
    terms = [f"SUMIFS(tasks_nok_per_year,{mine})"]
    terms += [
        f"SUMIFS(tasks_interval_nok_{place},{mine})*INDEX(list_interval_counts_{place},{year + 1})"
        for place in range(1, len(book.timing.intervals) + 1)
    ]
    return "+".join(terms)


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
    steps = _write_steps(book, page, line, row)
    amounts = totals.amounts[line.number - 1]
    counts = totals.counts[line.number - 1]
    most = steps["replacements"]
    until = [_due_until(f"{letter(CASH_YEARS + y)}${YEAR_ROW}", row, most) for y in _YEARS]
    for year in _YEARS:
        here, there = letter(CASH_YEARS + year), letter(CASH_COUNTS + year)
        # what falls due in year 0 is decided today; damage makes only later renewals fewer
        times = f"({until[year]}-{until[year - 1]})*{steps['planned_share']}" if year else until[0]
        page.formula(
            row, CASH_COUNTS + year, f"=IF({_known(row)}=1,{times},0)", counts[year], _COUNT
        )
        expected = f"INDEX(renewal_planned,{steps['renewal_row']},{here}${YEAR_ROW}+1)"
        what = f"$E{row}*IF({steps['by_expectation']}=1,{expected},{there}{row})"
        if year < _MOST_ACQUISITION_YEARS:
            what += f"+IF({here}${YEAR_ROW}<acquisition_years,{steps['acquisition']},0)"
        if year:
            what = f"($D{row}+{what})*{there}${_INSIDE}{_line_intervals(book, row, year)}"
        what = f"({what})*{here}${PRICE_ROW}-{steps['residual']}*{there}${_END}"
        value = nothing if is_missing(amounts[year]) else amounts[year]
        page.formula(
            row, CASH_YEARS + year, f"=IF({_known(row)}=1,{what},word_nothing)",
            value if known else nothing, _KR,
        )  # fmt: skip


def _write_steps(book: Book, page: Page, line: Line, row: int) -> dict[str, str]:
    """What every year of a line needs of *Linjer*, once: the cells are short to name."""
    cells, settings, timing = line.cells, book.result.settings, book.timing
    known = bool(cells["known"])

    def at(key: str) -> str:
        return line_cell(book, key, line.number)

    grown = (1.0 + settings.real_price_growth) ** timing.period_years
    found = {
        "replacements": (at("replacements"), cells["replacements"]),
        "planned_share": (at("planned_share"), cells["planned_share"]),
        "by_expectation": (at("by_expectation"), cells["by_expectation"]),
        "renewal_row": (at("renewal_row"), cells["renewal_row"]),
        "acquisition": (
            f"{at('acquisition')}/acquisition_years",
            cells["acquisition"] / settings.acquisition_years,
        ),
        "residual": (
            f"{at('residual_nok')}*(1+real_price_growth)^period_years",
            cells["residual_nok"] * grown,
        ),
    }
    places = {}
    for place, (key, (formula, value)) in enumerate(found.items()):
        column = CASH_INTERVALS + len(timing.intervals) + place
        page.formula(
            row, column, f"=IF({_known(row)}=1,{formula},0)", value if known else 0, _COUNT
        )
        places[key] = f"${letter(column)}{row}"
    return places


def _due_until(year: str, row: int, most: str) -> str:
    """Renewals up to the end of a year (conventions §3.3)."""
    return f"MAX(0,MIN({most},INT(ROUND(({year}-$F{row})/$G{row},9))+1))"


def _line_intervals(book: Book, row: int, year: int) -> str:
    there = letter(CASH_COUNTS + year)
    return "".join(
        f"+${letter(CASH_INTERVALS + place)}{row}*{_turns(there, place, year)}"
        for place in range(len(book.timing.intervals))
    )


def _turns(there: str, place: int, year: int) -> str:
    """How often an interval falls due in a year: from above the counts, while there is room."""
    if _FIRST_TURNS + place < CASH_HEADER:
        return f"{there}${_FIRST_TURNS + place}"
    return f"INDEX(list_interval_counts_{place + 1},{year + 1})"
