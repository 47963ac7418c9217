"""A row for each variant of each kind: its figures by year, who picks it, and how much of it."""

from __future__ import annotations

import numpy as np
from openpyxl.utils import get_column_letter as letter

from robuild.tabular import NumberBlock
from robuild.terms.contract_forms import Selector
from robuild.terms.vocabulary import Objective
from robuild.workbook import styles
from robuild.workbook.contracts.cases import TOO_DEAR, Numbers
from robuild.workbook.contracts.places import (
    FACTS,
    LAST_FAMILY,
    LEVEL,
    WHO_ROW,
    Places,
    selector_no,
)
from robuild.workbook.page import Book, Page


def write_years(book: Book, numbers: Numbers) -> None:
    """Plain numbers: running costs, then planned replacement at each node, options by years."""
    page = Page(book, "contract_years", styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    options = numbers.comparison.options
    size, years = options.running_nok.shape
    blocks = [np.column_stack([options.running_nok, np.zeros(size)])]
    blocks += [
        np.column_stack([replaced, -left])
        for replaced, left in zip(options.replaced_nok, options.residual_nok, strict=True)
    ]
    page.number(1, 1, 0, styles.TEXT)
    for row in range(2, 2 + size * len(blocks)):
        page.number(row, 1, (row - 2) // size, styles.TEXT)
    values = np.vstack([np.arange(years + 1.0)[np.newaxis], *blocks]) + 0.0
    book.blocks[page.title] = NumberBlock(1, 2, values)


def write_options(book: Book, numbers: Numbers, places: Places) -> None:
    """A row for each variant of each kind: facts, what the owner and each form pick, weights."""
    page = Page(book, "contract_options", styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    table = numbers.comparison.options.table
    for column, key in enumerate((*FACTS, "variant"), start=1):
        page.text(1, column, key, styles.BOLD)
    best = table.groupby("kind_no")["rei"].transform("max")
    place = table.groupby("kind_no").cumcount() + 1
    first_of = {int(k): int(at) for k, at in zip(table["kind_no"], range(len(table)), strict=True)
                if place.iloc[at] == 1}  # fmt: skip
    sizes = table["kind_no"].value_counts()
    for at, option in enumerate(table.to_dict("records")):
        row = places.option_rows[0] + at
        facts = (
            option["kind_no"] + 1, place.iloc[at], option["acquisition_nok"], option["rei"],
            option["easy"], option["repair_hours_per_year"], option["corrective_nok_per_year"],
            best.iloc[at],
        )  # fmt: skip
        for column, value in enumerate(facts, start=1):
            page.number(row, column, value, styles.TEXT)
        kind = int(option["kind_no"])
        rows = (places.option_rows[0] + first_of[kind],
                places.option_rows[0] + first_of[kind] + int(sizes[kind]) - 1)  # fmt: skip
        _write_owner(page, numbers, places, row, rows)
        variant = book.result.catalog.variant_by_id[str(option["variant_id"])]
        page.text(row, len(FACTS) + 1, book.name_of(variant), styles.NOTE)
        _write_picks(page, numbers, places, row, rows)


def _write_owner(
    page: Page, numbers: Numbers, places: Places, row: int, rows: tuple[int, int]
) -> None:
    at = row - places.option_rows[0]
    one = 1 + list(numbers.comparison.options.nodes).index(1.0)
    flows = f"{places.block(0, row)}+{places.block(one, row)}"
    left = f"{places.years}!{letter(3 + places.period)}{2 + one * places.size + at}"
    cost = (
        f"C{row}*contract_acquisition_factor+SUMPRODUCT({flows},contract_discount)"
        f"+{left}*contract_end_discount"
    )
    if numbers.settings.objective is Objective.WEIGHTED_COST:
        cost += f"+alpha*(1-D{row})*G{row}*contract_running_factor"
    page.formula(row, 9, f"=ROUND({cost},2)", numbers.owner_cost[at], styles.TEXT)
    picked = numbers.flagged(numbers.owner)[at]
    page.formula(row, 10, _first_least("I", row, rows), picked, styles.TEXT)


def _first_least(column: str, row: int, rows: tuple[int, int]) -> str:
    """1 in the first row of a kind that has its least cost."""
    span = f"${column}${rows[0]}:${column}${rows[1]}"
    return f"=IF(MATCH(MIN({span}),{span},0)=$B{row},1,0)"


def _write_picks(
    page: Page, numbers: Numbers, places: Places, row: int, rows: tuple[int, int]
) -> None:
    at = row - places.option_rows[0]

    def column(group: str, form: int) -> str:
        return letter(places.chosen_option(group, form))

    def of_reference(group: str) -> str:
        last = column(group, places.forms - 1)
        return f"INDEX(${column(group, 0)}{row}:${last}{row},1,contract_reference_no)"

    last_form = WHO_ROW + places.forms - 1
    reference_who = f"INDEX({places.cases}!$B${WHO_ROW}:$B${last_form},contract_reference_no)"
    for form, values in enumerate(numbers.columns):
        met, free = f"${column('met', form)}{row}", f"${column('free', form)}{row}"
        who = f"{places.cases}!$B${WHO_ROW + form}"
        costs = {
            "cost": (who, met, free), "cost2": (who, of_reference("met"), free),
            "cost3": (reference_who, met, of_reference("free")),
        }  # fmt: skip
        formulas = {"met": _met(row, form), "free": _free(numbers, places, row, form)}
        for group, (selector, enough, cost) in costs.items():
            as_owner = f"{selector}={selector_no(Selector.MIN_LCC)}"
            formulas[group] = f"=IF(OR({as_owner},{enough}=1),{cost},{TOO_DEAR:.0E})"
            pick = group.replace("cost", "pick")
            formulas[pick] = _first_least(column(group, form), row, rows)
        for group, formula in formulas.items():
            page.formula(
                row, places.chosen_option(group, form), formula, getattr(values, group)[at],
                styles.TEXT,
            )  # fmt: skip
    for number, case in enumerate(numbers.cases):
        family = min(number // places.forms, LAST_FAMILY)
        if family == LEVEL:
            continue  # buys what the form buys
        form = number - family * places.forms
        free = of_reference("pick")
        if family < 3:
            free = f"${column(('pick', 'pick2', 'pick3')[family], form)}{row}"
        share = places.case(number, "owner_weight")
        group = ("weight", "weight2", "weight3", "", "end")[family]
        formula = f"={share}*$J{row}+(1-{share})*{free}"
        page.formula(row, places.chosen_option(group, form), formula, case.weights[at], styles.TEXT)


def _met(row: int, form: int) -> str:
    """1 where an option is easy enough to repair, or where nothing of its kind is."""
    least = f"INDEX(contract_minimum_repair_ease,1,{form + 1})-1E-12"
    return f"=IF(OR($D{row}>={least},$H{row}<{least}),1,0)"


def _free(numbers: Numbers, places: Places, row: int, form: int) -> str:
    """What a form's contractor makes smallest."""
    one = 1 + list(numbers.comparison.options.nodes).index(1.0)
    flows = f"{places.block(0, row)}+{places.block(one, row)}"
    who = f"{places.cases}!$B${WHO_ROW + form}"
    horizon = f"ROUND($C{row}+SUMPRODUCT({flows},{places.case_years(WHO_ROW + form)}),2)"
    bought = f"IF({who}={selector_no(Selector.MIN_LCC_HORIZON)},{horizon},ROUND($C{row},2))"
    return f"=IF({who}={selector_no(Selector.MIN_LCC)},$I{row},{bought})"
