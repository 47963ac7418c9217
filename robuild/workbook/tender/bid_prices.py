"""*Pris og levetid*: a row for each position with price, hours, life, warranty and lead time."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letter

from robuild.telling import functions_told, name_of, promises_told
from robuild.terms.tender import Position
from robuild.workbook import styles
from robuild.workbook.page import A3, Page
from robuild.workbook.styles import Look
from robuild.workbook.tender.form import (
    ANSWERS,
    FIRST_ROW,
    LOCKED,
    LOCKED_NUMBER,
    PRICES,
    STATUS,
    Answers,
    Form,
    add_limits,
    colour_states,
    head,
    number_of,
    write_answer,
)

_WIDTHS = (8, 30, 30, 7, 10, 36, 30, 14, 15, 14, 11, 10, 21, 10, 13, 24)
_AT = {key: letter(place) for place, key in enumerate(PRICES, start=1)}
_HERE = ("warranty", "lead_time")
_NUMBERS = ("hours", "life_years", "warranty_years", "lead_time_days")
_AMOUNT = Look(format="#,##0.00", size=9, align="right", box="thin", fill=styles.GREY_LIGHT,
               vertical="center")  # fmt: skip


def write_bid_prices(form: Form) -> None:
    """Write the sheet; its sum and counts have names that the first sheet uses."""
    page = Page(form.book, "bid_prices", styles.TAB_STAFF)
    head(page, form, PRICES, _WIDTHS, "bid_start")
    for row, position in enumerate(form.tender.positions, start=FIRST_ROW):
        _row(page, form, row, position)
    add_limits(page, form, PRICES)
    colour_states(page, form, PRICES)
    prices, amounts = form.column(PRICES, "unit_price_nok"), form.column(PRICES, "amount_nok")
    # not in a yellow column: a number above the rows is not to be taken for an answer
    total = PRICES.index("amount_nok") + 1
    page.text(6, 6, page.words.get("bid.sum"), Look(bold=True, size=10, align="right"))
    known = [amount_of(form.answers(each), each) for each in form.tender.positions]
    whole = None if any(each is None for each in known) else sum(each or 0.0 for each in known)
    page.formula(
        6, total, f"=IF(COUNT({prices})={len(known)},SUM({amounts}),bid_state_incomplete)",
        form.word("incomplete") if whole is None else whole,
        Look(bold=True, format="#,##0.00", align="right"),
    )  # fmt: skip
    page.define("bid_sum_nok", 6, total)
    page.book.define("bid_prices_given", page.span(FIRST_ROW, 8, form.last_row, 8))
    at = PRICES.index("status") + 1
    page.book.define("bid_prices_states", page.span(FIRST_ROW, at, form.last_row, at))
    page.print_setup(paper=A3, landscape=True, repeat_rows="7:7")
    page.sheet.print_area = f"A2:{letter(len(PRICES))}{form.last_row}"
    page.protect()


def _row(page: Page, form: Form, row: int, position: Position) -> None:
    words, answers = page.words, form.answers(position)
    minimum = [*functions_told(position, words), *promises_told(position, words, _HERE)]
    locked = {
        "element_code": position.element_code,
        "position_id": position.position_id,
        "name": name_of(position, words),
        "unit": words.word("unit", position.unit),
        "minimum": "; ".join(minimum) or words.get("bid.no_minimum"),
    }
    for at, key in enumerate(PRICES, start=1):
        if key in locked:
            page.text(row, at, locked[key], LOCKED)
        elif key in ANSWERS:
            write_answer(page, form, row, at, key, answers.get(key))
    page.number(row, PRICES.index("quantity") + 1, position.quantity, LOCKED_NUMBER)
    price, quantity = f"{_AT['unit_price_nok']}{row}", f"{_AT['quantity']}{row}"
    amount = amount_of(answers, position)
    page.formula(
        row, PRICES.index("amount_nok") + 1,
        f"=IF(ISNUMBER({price}),ROUND({price}*{quantity},2),bid_state_no_price)",
        form.word("no_price") if amount is None else amount, _AMOUNT,
    )  # fmt: skip
    state = form.word(state_of(answers, position))
    page.formula(row, PRICES.index("status") + 1, _formula(row, position), state, STATUS)


def amount_of(answers: Answers, position: Position) -> float | None:
    """Price times quantity; `None` without a price."""
    price = number_of(answers, "unit_price_nok")
    return None if price is None else round(price * position.quantity, 2)


def state_of(answers: Answers, position: Position) -> str:
    """What the check column says, as its formula does."""
    price, material = (
        number_of(answers, f"{each}_nok") for each in ("unit_price", "material_price")
    )
    warranty, lead = number_of(answers, "warranty_years"), number_of(answers, "lead_time_days")
    least, most = position.least_warranty_years, position.most_lead_time_days
    checks = (
        ("no_price", price is None),
        ("no_material", material is None and position.owner_life_years is not None),
        ("material_above", price is not None and material is not None and material > price),
        (
            "below",
            (warranty is not None and least is not None and warranty < least)
            or (lead is not None and most is not None and lead > most),
        ),
        (
            "no_evidence",
            number_of(answers, "life_years") is not None and answers.get("life_evidence") is None,
        ),
    )
    return next((key for key, holds in checks if holds), "ok")


def _formula(row: int, position: Position) -> str:
    at = {key: f"{column}{row}" for key, column in _AT.items()}
    price, material = at["unit_price_nok"], at["material_price_nok"]
    numbers = ",".join(at[key] for key in _NUMBERS)
    missing = f"IF(ISBLANK({material}),bid_state_no_material,bid_state_not_number)"
    if position.owner_life_years is None:
        missing = f"IF(ISBLANK({material}),bid_state_ok,bid_state_not_number)"
    steps = [
        (
            f"NOT(ISNUMBER({price}))",
            f"IF(ISBLANK({price}),bid_state_no_price,bid_state_not_number)",
        ),
        (f"NOT(ISNUMBER({material}))", missing),
        (f"{material}>{price}", "bid_state_material_above"),
        (f"COUNTA({numbers})>COUNT({numbers})", "bid_state_not_number"),
    ]
    if position.least_warranty_years is not None:
        cell, least = at["warranty_years"], position.least_warranty_years
        steps.append((f"AND(ISNUMBER({cell}),{cell}<{least!r})", "bid_state_below"))
    if position.most_lead_time_days is not None:
        cell, most = at["lead_time_days"], position.most_lead_time_days
        steps.append((f"AND(ISNUMBER({cell}),{cell}>{most!r})", "bid_state_below"))
    life, evidence = at["life_years"], at["life_evidence"]
    steps.append((f"AND(ISNUMBER({life}),ISBLANK({evidence}))", "bid_state_no_evidence"))
    formula = "bid_state_ok"
    for condition, answer in reversed(steps):
        formula = f"IF({condition},{answer},{formula})"
    return f"={formula}"
