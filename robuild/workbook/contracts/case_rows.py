"""Years and discounting, who picks, and a row for each case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from openpyxl.utils import get_column_letter as letter

from robuild.procurement import HOURS_YEARS
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.contract_forms import Selector
from robuild.terms.vocabulary import DiscountTiming
from robuild.workbook import styles
from robuild.workbook.contracts.cases import Case, Numbers
from robuild.workbook.contracts.form_years import write_years_of_forms
from robuild.workbook.contracts.places import (
    CASE_KEYS,
    FACTS,
    LAST_FAMILY,
    LEVEL,
    WHO_ROW,
    Places,
    selector_no,
    term_of,
    weights_column,
)
from robuild.workbook.page import Book, Page


def write_cases(book: Book, numbers: Numbers, places: Places) -> None:
    """Years and discounting, who picks, then a row for each case and three for each form."""
    page = Page(book, "contract_cases", styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    _write_time(page, numbers, places)
    _write_who(page, numbers, places)
    for column, key in enumerate(CASE_KEYS, start=2):
        page.text(places.case_row - 1, column, key, styles.BOLD)
    for number in range(len(numbers.cases)):
        _write_case(page, numbers, places, number)
    write_years_of_forms(page, numbers, places)


def _write_time(page: Page, numbers: Numbers, places: Places) -> None:
    """Rows 2 to 6: years, ends of years, discounting, present value, how acquisition is paid."""
    book, time, settings = page.book, numbers.comparison.options.time, numbers.settings
    offset = (settings.opening_year or 0) - (settings.base_year or 0)
    middle = settings.discount_timing is DiscountTiming.MID_YEAR
    chain = book.timing.chain
    for row, name in enumerate(("year", "chain", "discount", "present", "paid", "price"), start=2):
        page.text(row, 1, name, styles.BOLD)
    for year in range(places.period + 1):
        column = places.year_column + year
        at, before = letter(column), letter(column - 1)
        page.number(2, column, year, styles.TEXT)
        since = f"({at}$2-{offset})"
        later = f"IF({since}<=real_rate_2_until_year,real_rate_2,real_rate_3)"
        rate = f"IF({since}<=real_rate_1_until_year,real_rate_1,{later})"
        page.formula(
            3, column, f"={before}3/(1+{rate})" if year else "=1", chain[year], styles.TEXT
        )
        half = f"=SQRT({before}3*{at}3)" if middle and year else f"={at}3"
        page.formula(4, column, half, time.discount[year], styles.TEXT)
        page.formula(5, column, f"={at}4*{at}7", time.present[year], styles.TEXT)
        page.number(6, column, time.acquisition_shares[year], styles.TEXT)
        page.number(7, column, time.price[year], styles.TEXT)
    last = places.year_column + places.period
    # what is left at the end is in prices of that year already
    page.formula(4, last + 1, f"={letter(last)}3", time.end_discount, styles.TEXT)
    book.define("contract_discount", places.case_years(4))
    book.define("contract_discount_and_end", places.case_years(4, rest=True))
    book.define("contract_present", places.case_years(5))
    book.define("contract_year", places.case_years(2))
    book.define("contract_end_discount", page.address(4, last + 1))
    factors = (
        ("contract_acquisition_factor", f"SUMPRODUCT({places.case_years(6)},contract_present)",
         time.acquisition),
        ("contract_running_factor", "SUMPRODUCT(--(contract_year>=1),contract_present)",
         time.running),
        ("contract_reference_no", "MATCH(contract_reference,contract_names,0)",
         numbers.reference_no),
    )  # fmt: skip
    for row, (name, formula, value) in enumerate(factors, start=2):
        page.text(row, 2, name, styles.NOTE)
        page.formula(row, 3, f"={formula}", value, styles.TEXT)
        page.define(name, row, 3)
    for place, node in enumerate(numbers.comparison.options.nodes):
        page.number(2, places.year_column - places.nodes + place, node, styles.TEXT)
    nodes = page.span(2, places.year_column - places.nodes, 2, places.year_column - 1)
    book.define("contract_nodes", nodes)


def _write_who(page: Page, numbers: Numbers, places: Places) -> None:
    """Who picks in each form, and how an operating contractor discounts."""
    for at, form in enumerate(numbers.forms):
        row, number = WHO_ROW + at, at + 1
        page.text(row, 1, form.form_id, styles.NOTE)
        page.formula(
            row, 2, f"=MATCH(INDEX(contract_selector,1,{number}),contract_selector_words,0)",
            selector_no(form.selector), styles.TEXT,
        )  # fmt: skip
        rate = form.values[T.CONTRACTOR_RATE_SHARE]
        for year in range(places.period + 1):
            column = places.year_column + year
            within = year <= form.values[T.HORIZON_YEARS]
            page.formula(
                row, column,
                f"=IF({letter(column)}$2<=INDEX(contract_horizon_years,1,{number}),"
                f"(1+INDEX(contract_contractor_rate_share,1,{number}))^-{letter(column)}$2,0)",
                (1.0 + rate) ** -year if within else 0.0, styles.TEXT,
            )  # fmt: skip


def _write_case(page: Page, numbers: Numbers, places: Places, number: int) -> None:
    case, row = numbers.cases[number], places.case_row + number
    values = case.form.values
    forms, reference = places.forms, "contract_reference_no"
    page.text(row, 1, case.form.form_id, styles.NOTE)
    family = min(number // forms, LAST_FAMILY)
    if family in (0, 1, LEVEL):
        page.number(row, 2, case.form_no, styles.TEXT)
    else:
        page.formula(row, 2, f"={reference}", case.form_no, styles.TEXT)
    if family == LAST_FAMILY:
        page.number(row, 4, float(number - LAST_FAMILY * forms), styles.TEXT)
    else:
        if family == 1:
            page.formula(row, 3, f"={reference}", case.brief_no, styles.TEXT)
        else:
            page.number(row, 3, case.brief_no, styles.TEXT)
        fixed = values[T.OWNER_FIXED_SHARE]
        page.formula(row, 4, f"=INDEX(contract_owner_fixed_share,1,C{row})", fixed, styles.TEXT)
    weights = weights_column(places, number)
    for key, formula, value in _formulas(places, number, row, case):
        page.formula(row, CASE_KEYS.index(key) + 2, f"={formula}", value, styles.TEXT)
    _write_nodes(page, numbers, places, row, case.form.life_factor)
    for year in range(places.period + 2):
        parts = [f"SUMPRODUCT({weights},{places.block_year(0, year)})"]
        parts += [
            f"${letter(places.year_column - places.nodes + k)}{row}"
            f"*SUMPRODUCT({weights},{places.block_year(k + 1, year)})"
            for k in range(places.nodes)
        ]
        column = places.year_column + year
        page.formula(row, column, "=" + "+".join(parts), case.flows[year], styles.TEXT)


def _formulas(
    places: Places, number: int, row: int, case: Case
) -> Iterator[tuple[str, str, float]]:
    """Column, formula and value of everything but the years."""
    values, amounts = case.form.values, case.amounts
    weights = weights_column(places, number)

    def option(key: str) -> str:
        return places.option(FACTS.index(key) + 1)

    def term(each: T) -> str:
        return term_of(each, row)

    more = (1 + values[T.MARKUP_SHARE]) * (1 + values[T.GROWTH_SHARE])
    followed = _present_until(T.FOLLOW_UP_YEARS, row)
    operated = f"--(contract_year>=1),--(contract_year<={term(T.OPERATION_YEARS)})"
    flows, flows_and_end = places.case_years(row), places.case_years(row, rest=True)
    bought, easy = option("acquisition_nok"), option("easy")
    aversion = f"1-{option('rei')},{option('corrective_nok')}"
    hours = f"{min(HOURS_YEARS, places.period)}*SUMPRODUCT({weights},{option('repair_hours')})"
    yield "owner_weight", _owner_weight(places, row), case.form.owner_weight
    factor = f"{term(T.DESIGN_FACTOR)}*{term(T.EXECUTION_FACTOR)}"
    level = number // places.forms == LEVEL
    yield "life_factor", "1" if level else factor, case.form.life_factor
    yield "acquisition", f"SUMPRODUCT({weights},{bought})", amounts.acquisition_nok
    yield (
        "contract",
        f"G{row}*(1+{term(T.MARKUP_SHARE)})*(1+{term(T.GROWTH_SHARE)})",
        (amounts.acquisition_nok * more),
    )
    yield "contract_pv", f"H{row}*contract_acquisition_factor", amounts.contract_nok
    yield "owner_pv", f"{term(T.OWNER_COST_SHARE)}*I{row}", amounts.owner_nok
    follow_up = f"{term(T.FOLLOW_UP_SHARE)}*H{row}*{followed}"
    yield "follow_up_pv", follow_up, amounts.follow_up_nok
    lived = f"SUMPRODUCT({flows_and_end},contract_discount_and_end)"
    yield "operation_pv", lived, amounts.operation_nok
    premium = f"SUMPRODUCT({flows},contract_discount,{operated})"
    yield "premium_pv", f"{term(T.OPERATION_PREMIUM_SHARE)}*{premium}", amounts.premium_nok
    yield "defects_pv", _defects(row), amounts.defects_nok
    yield "total", f"SUM(I{row}:N{row})", amounts.total_nok
    unrest = f"alpha*contract_running_factor*SUMPRODUCT({weights},{aversion})"
    yield "preference", unrest, amounts.preference_nok
    yield "easy_share", f"SUMPRODUCT({weights},{bought},{easy})/G{row}", amounts.easy_share
    yield "repair_hours", hours, amounts.repair_hours


def _owner_weight(places: Places, row: int) -> str:
    who = f"INDEX($B${WHO_ROW}:$B${WHO_ROW + places.forms - 1},$B{row})"
    mixed = f"IF({who}={selector_no(Selector.MIX)},{term_of(T.MIX_SHARE, row)},0)"
    free = f"IF({who}={selector_no(Selector.MIN_LCC)},1,{mixed})"
    return f"D{row}+(1-D{row})*{free}"


def _present_until(term: T, row: int) -> str:
    until = f"--(contract_year<={term_of(term, row)})"
    return f"SUMPRODUCT(contract_present,--(contract_year>=1),{until})"


def _defects(row: int) -> str:
    shown = f"--(contract_year>=1),--(contract_year<={term_of(T.DEFECTS_YEARS, row)})"
    liable = f"--(contract_year<={term_of(T.LIABILITY_YEARS, row)})"
    return (
        f"H{row}*{term_of(T.DEFECTS_SHARE, row)}/{term_of(T.DEFECTS_YEARS, row)}"
        f"*(SUMPRODUCT(contract_present,{shown})-{term_of(T.RECOVERED_SHARE, row)}"
        f"*SUMPRODUCT(contract_present,{shown},{liable}))"
    )


def _write_nodes(page: Page, numbers: Numbers, places: Places, row: int, factor: float) -> None:
    """Weight of each node for the life factor: 1 at the node, 0 at its neighbours."""
    first = places.year_column - places.nodes
    mixed = numbers.comparison.options.mix_of(factor)
    columns = [letter(first + k) for k in range(places.nodes)]
    gaps = list(pairwise(columns))
    for k in range(len(columns)):
        sides = []
        if k:
            low, here = gaps[k - 1]
            sides.append(f"($F{row}-{low}$2)/({here}$2-{low}$2)")
        if k < len(columns) - 1:
            here, high = gaps[k]
            sides.append(f"({high}$2-$F{row})/({high}$2-{here}$2)")
        formula = f"=MAX(0,MIN({','.join(['1', *sides])}))"
        page.formula(row, first + k, formula, mixed[k], styles.TEXT)
