"""*Alternativer*: which variant is cheapest to buy, to own, easiest to repair, best in a budget.

Amounts are those of the run; weighted cost follows alpha live, and so do the reader's own choices.
"""

from __future__ import annotations

import math
from typing import Any

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation

from robuild.language import figure
from robuild.workbook import styles
from robuild.workbook.answers import define_answers
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.plan.choosing.alternative_rows import (
    Option,
    Thing,
    Total,
    things_of,
    totals_of,
)
from robuild.workbook.plan.choosing.pareto_chart import CHART_ROWS, add_pareto_chart
from robuild.workbook.plan.freshness import state_of_run
from robuild.workbook.styles import Look

KEYS = (
    "component_name", "variant_name", "role", "component_count", "rei", "acquisition",
    "life_cycle_cost", "life_cycle_cost_en", "weighted_cost", "extra_acquisition", "net_savings",
    "savings_ratio", "adjusted_return", "simple_payback", "discounted_payback", "break_even_alpha",
    "fewer_events", "cheaper_events", "look", "state", "flips",
)  # fmt: skip
_WIDTHS = (32, 38, 15, 9, 9, 14, 15, 15, 15, 14, 14, 15, 11, 13, 13, 15, 13, 13, 22, 15, 12)
_AT = {key: place for place, key in enumerate(KEYS, start=1)}
_CLASS_NO, _CORRECTIVE = len(KEYS) + 1, len(KEYS) + 2
_NOW = len(KEYS) + 3
_PICK_ID = _NOW + 6
"""Beside the data of the chart."""
_MONEY = ("acquisition", "life_cycle_cost", "weighted_cost")
Picked = tuple[Thing, Option]
_SMALL = Look(size=9, wrap=True)
_KR = Look(format=styles.KR, size=9, align="right")
_STRONG = Look(format=styles.KR, size=10, align="right", bold=True, fill=styles.PETROL_LIGHT)
_PICK = Look(
    size=9, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True, wrap=True
)
_RIGHT = Look(size=9, align="right", colour=styles.GREY, wrap=True)


def write_alternatives(book: Book) -> None:
    """Write the sheet."""
    page = Page(book, "alternatives", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    for column in range(_CLASS_NO, _PICK_ID + 2):
        page.sheet.column_dimensions[letter(column)].hidden = True
    row = page.heading(money=True, weighted=True)
    state_of_run(page, row - 1, 2, 3)
    things = [(thing, _picked(page, thing)) for thing in things_of(book)]
    options = [option for thing, _ in things for option in thing.options]
    own = row + 8 + CHART_ROWS
    steps = own + len(things) + 4
    table = steps + len(book.result.alternatives.choice.next_steps) + 5
    _totals(book, page, row, things, (own + 1, own + max(1, len(things))))
    add_pareto_chart(page, row + 7, _NOW + 4)
    _own_choices(page, own, things, table + 1)
    _next_steps(book, page, steps)
    _side_by_side(page, table, options)
    page.sheet.freeze_panes = page.sheet.cell(4, 2)
    page.print_setup(paper=A3, landscape=True)
    page.sheet.print_area = f"A1:{letter(len(KEYS))}{table + max(1, len(options))}"


def _head(page: Page, row: int, keys: tuple[str, ...], group: str) -> None:
    for column in range(1, max(_AT[key] for key in keys) + 1):
        page.blank(row, column, styles.HEADER)
    for key in sorted(keys, key=_AT.__getitem__):
        place = _AT[key]
        look = styles.HEADER if place < 4 else styles.HEADER_RIGHT
        page.text(row, place, page.words.get(f"column.{group}.{key}"), look)
    page.sheet.row_dimensions[row].height = 32


def _totals(book: Book, page: Page, row: int, things: list[Picked], own: tuple[int, int]) -> None:
    """Now, chosen by robuild and chosen by the reader; the budget; what another krone is worth."""
    words, choice = book.words, book.result.alternatives.choice
    _head(page, row, ("component_name", *_MONEY, "net_savings"), "alternatives")
    page.text(row, 1, words.get("alternatives.totals"), styles.HEADER)
    shown = totals_of(book)
    for place, total in enumerate(shown, start=1):
        _total_row(page, row + place, total, shown[0])
    here = row + len(shown) + 1
    page.text(here, 1, words.get("alternatives.yours"), Look(bold=True, fill=styles.PETROL_LIGHT))
    fixed = shown[1].without([thing for thing, _ in things])
    yours = _yours(fixed, things)
    for key, amount, rest in zip(_MONEY, yours, fixed, strict=True):
        column = letter(_AT[key])
        formula = f"=SUM({column}{own[0]}:{column}{own[1]})+{rest!r}"
        page.formula(here, _AT[key], formula, amount, _STRONG)
    _saving(page, here, row + 1, shown[0], yours[1])
    page.text(here + 1, 1, words.get("alternatives.budget"), _SMALL)
    budget = choice.budget_nok
    look = styles.entry("kr")
    if budget is None:
        page.text(here + 1, _AT["acquisition"], words.get("word.not_given"), look)
    else:
        page.number(here + 1, _AT["acquisition"], budget, look)
    bought = f"{letter(_AT['acquisition'])}{here}"
    limit = f"{letter(_AT['acquisition'])}{here + 1}"
    over = budget is not None and yours[0] > budget + 0.005
    page.define("alternatives_budget_nok", here + 1, _AT["acquisition"])
    state = words.get("word.over_budget" if over else "word.within_budget")
    held = f"IF({bought}>{limit}+0.005,word_over_budget,word_within_budget)"
    formula = f"=IF(ISNUMBER({limit}),{held},word_not_given)"
    page.formula(
        here + 1, _AT["life_cycle_cost"], formula,
        words.get("word.not_given") if budget is None else state, styles.BOLD,
    )  # fmt: skip
    page.text(here + 2, 1, _said(book), styles.NOTE)


def _total_row(page: Page, row: int, total: Total, now: Total) -> None:
    page.text(row, 1, page.words.get(f"alternatives.{total.key}"), Look(bold=True))
    for key, amount in zip(_MONEY, total.amounts, strict=True):
        page.number(row, _AT[key], amount, _KR)
    if total is not now:
        _saving(page, row, row - 1, now, total.amounts[1])


def _yours(fixed: tuple[float, float, float], things: list[Picked]) -> tuple[float, float, float]:
    """Totals of what the reader chose."""
    first, second, third = (
        math.fsum([fixed[place], *(picked.amounts[place] for _, picked in things)])
        for place in range(3)
    )
    return first, second, third


def _saving(page: Page, row: int, first: int, now: Total, cost: float | None) -> None:
    here = letter(_AT["life_cycle_cost"])
    value = None if now.amounts[1] is None or cost is None else now.amounts[1] - cost
    page.formula(
        row, _AT["net_savings"], f"=IFERROR({here}{first}-{here}{row},word_missing)", value, _KR
    )


def _said(book: Book) -> str:
    """What the budget does, in a sentence."""
    words, choice = book.words, book.result.alternatives.choice
    value = choice.saving_per_extra_krone
    parts = [words.get(f"alternatives.state_{choice.budget_state}")]
    if value:
        parts.append(words.get("alternatives.marginal", value=figure(value, words.language, 2)))
    parts.append(words.get("alternatives.least", amount=_grouped(choice.least_acquisition_nok)))
    if choice.lines_not_choosable:
        parts.append(words.get("alternatives.not_choosable", count=len(choice.lines_not_choosable)))
    if choice.classes_below_minimum:
        parts.append(words.get("alternatives.below", count=len(choice.classes_below_minimum)))
    if choice.steps_are_guide:
        parts.append(words.get("alternatives.guide"))
    return " ".join(parts)


def _grouped(nok: float) -> str:
    return f"{nok:,.0f}".replace(",", " ")


def _own_choices(page: Page, row: int, things: list[Picked], table: int) -> None:
    """One row a thing with several variants: a drop-down, and what the choice costs."""
    keys = ("component_name", "variant_name", "role", *_MONEY, "extra_acquisition", "net_savings")
    _head(page, row, keys, "own_choice")
    at = table
    for place, (thing, picked) in enumerate(things, start=1):
        here = row + place
        first, last = at, at + len(thing.options) - 1
        at = last + 1
        page.text(here, 1, thing.name, _SMALL)
        page.text(here, 2, picked.name, _PICK)
        page.text(here, _PICK_ID, thing.class_id, styles.NOTE)
        page.text(here, _PICK_ID + 1, thing.chosen.name, styles.NOTE)
        variant = letter(_AT["variant_name"])
        rule = DataValidation(
            type="list", formula1=f"=${variant}${first}:${variant}${last}", allow_blank=False
        )
        rule.prompt = page.words.get("assumptions.choose")
        rule.showInputMessage = rule.showErrorMessage = True
        page.sheet.add_data_validation(rule)
        rule.add(f"B{here}")
        names, pick = f"${variant}${first}:${variant}${last}", f"$B{here}"
        for key, value in zip(_MONEY, picked.amounts, strict=True):
            column = letter(_AT[key])
            formula = f"=INDEX(${column}${first}:${column}${last},MATCH({pick},{names},0))"
            page.formula(here, _AT[key], formula, value, _KR)
        for offset, amount in enumerate(thing.now):
            page.number(here, _NOW + offset, amount, styles.TEXT)
        _difference(page, here, thing, picked)
        page.text(here, 3, thing.now_name, Look(size=9, colour=styles.GREY))
        page.sheet.merge_cells(start_row=here, start_column=3, end_row=here, end_column=5)
    if things:
        columns = {"id": _PICK_ID, "pick": 2, "pick_at_run": _PICK_ID + 1}
        define_answers(page, row + 1, row + len(things), columns)
    else:
        page.text(row + 1, 1, page.words.get("alternatives.nothing"), styles.NOTE)


def _picked(page: Page, thing: Thing) -> Option:
    """What the reader chose before, else what robuild chose."""
    own = page.book.shelf.take(page.key, thing.class_id, "pick")
    return next((option for option in thing.options if option.name == own), thing.chosen)


def _difference(page: Page, row: int, thing: Thing, picked: Option) -> None:
    """Extra acquisition and saving over what is there now."""
    pairs = (
        ("extra_acquisition", "acquisition", _NOW, 1.0, 0),
        ("net_savings", "life_cycle_cost", _NOW + 1, -1.0, 1),
    )
    for key, of, now, sign, place in pairs:
        amount = thing.now[place]
        value = None if amount is None else sign * (picked.amounts[place] - amount)
        order = (letter(_AT[of]), letter(now)) if sign > 0 else (letter(now), letter(_AT[of]))
        formula = f"=IFERROR(${order[0]}{row}-${order[1]}{row},word_missing)"
        page.formula(row, _AT[key], formula, value, _KR)


def _next_steps(book: Book, page: Page, row: int) -> None:
    """Where the next krone does most, from what costs least to buy."""
    words, table = book.words, book.result.alternatives.choice.next_steps
    page.text(row - 1, 1, words.get("alternatives.next"), styles.SECTION)
    keys = (
        "component_name", "variant_name", "acquisition", "life_cycle_cost", "life_cycle_cost_en",
        "weighted_cost", "extra_acquisition", "net_savings",
    )  # fmt: skip
    _head(page, row, keys, "next_steps")
    catalog = book.result.catalog
    of_class = _names_of_classes(book)
    for at, step in enumerate(table.to_dict("records"), start=row + 1):
        names = [
            book.name_of(catalog.variant_by_id[str(step[f"{end}_variant_id"])])
            for end in ("from", "to")
        ]
        page.text(at, 1, of_class.get(str(step["class_id"]), str(step["class_id"])), _SMALL)
        page.text(at, 2, " → ".join(names), _SMALL)
        amounts = (
            ("acquisition", step["extra_acquisition_nok"], _KR),
            ("life_cycle_cost", step["saving_nok"], _KR),
            ("weighted_cost", step["cumulated_acquisition_nok"], _KR),
            ("extra_acquisition", step["cumulated_objective_nok"], _KR),
        )
        for key, value, look in amounts:
            page.number(at, _AT[key], value, look)
        if step["free"]:
            page.text(at, _AT["life_cycle_cost_en"], words.get("word.free"), _RIGHT)
        else:
            page.number(
                at,
                _AT["life_cycle_cost_en"],
                step["saving_per_krone"],
                styles.number("two", size=9),
            )
        within = "within_budget" if step["within_budget"] else "over_budget"
        page.text(at, _AT["net_savings"], words.get(f"word.{within}"), _RIGHT)
    if table.empty:
        page.text(row + 1, 1, words.get("alternatives.no_steps"), styles.NOTE)


def _names_of_classes(book: Book) -> dict[str, str]:
    return {thing.class_id: thing.name for thing in things_of(book)}


def _side_by_side(page: Page, row: int, options: list[Option]) -> None:
    page.text(row - 1, 1, page.words.get("alternatives.side_by_side"), styles.SECTION)
    _head(page, row, KEYS, "alternatives")
    page.repeat_header(row)
    for at, option in enumerate(options, start=row + 1):
        _write_option(page, at, option)
    if options:
        page.table("alternatives", KEYS, row, row + len(options))
        state = letter(_AT["state"])
        page.flag(
            f"A{row + 1}:{letter(len(KEYS))}{row + len(options)}",
            f"${state}{row + 1}=word_chosen", styles.PETROL_LIGHT, styles.PETROL,
        )  # fmt: skip
    else:
        page.text(row + 1, 1, page.words.get("alternatives.nothing"), styles.NOTE)


def _write_option(page: Page, row: int, option: Option) -> None:
    words, cells = page.words, option.cells
    page.text(row, 1, option.thing, _SMALL)
    page.text(row, 2, option.name, _SMALL)
    page.text(row, 3, words.word("variant_role", cells["role"]), _SMALL)
    page.number(row, 4, cells["component_count"], styles.number("whole", size=9))
    page.number(row, 5, cells["repair_ease"], styles.number("two", size=9))
    page.number(row, _AT["acquisition"], option.amounts[0], _KR)
    page.number(row, _AT["life_cycle_cost"], option.amounts[1], _KR)
    page.number(row, _AT["life_cycle_cost_en"], cells["life_cycle_cost_en_nok"], _KR)
    page.number(row, _CORRECTIVE, cells["corrective_pv_nok"], styles.TEXT)
    page.number(row, _CLASS_NO, option.class_no, styles.TEXT)
    lcc, corrective = letter(_AT["life_cycle_cost"]), letter(_CORRECTIVE)
    weighted = f"=${lcc}{row}+alpha*(1-$E{row})*${corrective}{row}"
    page.formula(row, _AT["weighted_cost"], weighted, option.amounts[2], _KR)
    measures: tuple[tuple[str, str, str, str], ...] = (
        ("extra_acquisition", "extra_acquisition_nok", "measure_word", "kr"),
        ("net_savings", "net_savings_nok", "measure_word", "kr"),
        ("savings_ratio", "savings_to_investment_ratio", "measure_word", "two"),
        ("adjusted_return", "adjusted_return_share_per_year", "measure_word", "rate"),
        ("simple_payback", "simple_payback_years", "payback_word", "whole"),
        ("discounted_payback", "discounted_payback_years", "payback_word", "whole"),
        ("break_even_alpha", "break_even_alpha", "alpha_word", "two"),
        ("fewer_events", "fewer_events_nok", "measure_word", "kr"),
        ("cheaper_events", "cheaper_events_nok", "measure_word", "kr"),
    )
    for key, field, word, kind in measures:
        _number_or_word(page, row, _AT[key], cells[field], cells[word], kind)
    variant = page.book.result.catalog.variant_by_id[str(cells["variant_id"])]
    look = words.word("institutional_look", variant.institutional_look)
    page.text(row, _AT["look"], look, _SMALL)
    state = "chosen" if cells["chosen"] else "now" if cells["current"] else "nothing"
    page.text(row, _AT["state"], words.get(f"word.{state}"), _RIGHT)
    flips = cells["best_en"] != cells["best_renewal"]
    page.text(row, _AT["flips"], words.get("word.flips" if flips else "word.nothing"), _RIGHT)


def _number_or_word(
    page: Page, row: int, column: int, value: Any, word: str | None, kind: str
) -> None:
    if value == value:
        page.number(row, column, value, styles.number(kind, size=9))
    else:
        page.text(row, column, page.words.word("no_measure", word or "present"), _RIGHT)
