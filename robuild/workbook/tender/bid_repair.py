"""*Reparasjon*: nine criteria, evidence, spare parts and instruction for each position."""

from __future__ import annotations

import math

from openpyxl.utils import get_column_letter as letter

from robuild.telling import levels_of, levels_told, name_of, promises_told
from robuild.terms.tender import BID_LEVELS, Position, Tender
from robuild.terms.vocabulary import Criterion
from robuild.workbook import styles
from robuild.workbook.page import A3, Page
from robuild.workbook.styles import Look
from robuild.workbook.tender.form import (
    ANSWERS,
    FIRST_ROW,
    LOCKED,
    REPAIR,
    STATUS,
    Answers,
    Form,
    add_limits,
    colour_states,
    head,
    number_of,
    values_name,
    words_name,
    write_answer,
)

_WIDTHS = (8, 30, 26, 34, *((17,) * 9), 19, 9, 13, 13, 26, 24)
_AT = {key: letter(place) for place, key in enumerate(REPAIR, start=1)}
_VALUES = len(REPAIR) + 2
"""Hidden: the logarithm of each level's value; after them the least that is asked for."""
_DUST, _ANY = 1e-9, -99.0
_LEAST = _VALUES + len(BID_LEVELS)
_HERE = ("spare_parts",)
_NUMBERS = ("spare_part_nok", "spare_parts_years")
_INDEX = Look(format="0.00", size=9, align="right", box="thin", fill=styles.GREY_LIGHT,
               vertical="center")  # fmt: skip


def write_bid_repair(form: Form) -> None:
    """Write the sheet."""
    page = Page(form.book, "bid_repair", styles.TAB_STAFF)
    head(page, form, REPAIR, _WIDTHS, "bid_start")
    for row, position in enumerate(form.tender.positions, start=FIRST_ROW):
        _row(page, form, row, position)
    add_limits(page, form, REPAIR)
    colour_states(page, form, REPAIR)
    at = REPAIR.index("status") + 1
    page.book.define("bid_repair_states", page.span(FIRST_ROW, at, form.last_row, at))
    for column in range(_VALUES, _LEAST + len(BID_LEVELS)):
        page.sheet.column_dimensions[letter(column)].hidden = True
    page.print_setup(paper=A3, landscape=True, repeat_rows="7:7")
    page.sheet.print_area = f"A2:{letter(len(REPAIR))}{form.last_row}"
    page.protect()


def _row(page: Page, form: Form, row: int, position: Position) -> None:
    words, answers, tender = page.words, form.answers(position), form.tender
    locked = {
        "element_code": position.element_code,
        "position_id": position.position_id,
        "name": name_of(position, words),
        "minimum_levels": "; ".join(
            [*levels_told(position, tender, words), *promises_told(position, words, _HERE)]
        )
        or words.get("bid.no_minimum"),
    }
    for at, key in enumerate(REPAIR, start=1):
        if key in locked:
            page.text(row, at, locked[key], LOCKED)
        elif key in ANSWERS:
            write_answer(page, form, row, at, key, answers.get(key))
    values = counted_values(answers, tender)
    for place, (criterion, column) in enumerate(BID_LEVELS.items()):
        cell, list_values = f"{_AT[column]}{row}", values_name(criterion)
        found = f"INDEX({list_values},MATCH({cell},{words_name(column)},0))"
        page.formula(
            row, _VALUES + place, f"=LN(IFERROR({found},MIN({list_values})))",
            math.log(values[criterion]), styles.TEXT,
        )  # fmt: skip
        least = _least_value(position, criterion, tender)
        enough = math.log(least) - _DUST if least else _ANY
        page.number(row, _LEAST + place, enough, styles.TEXT)
    index = index_of(values, tender)
    span = f"{letter(_VALUES)}{row}:{letter(_LEAST - 1)}{row}"
    page.formula(
        row, REPAIR.index("repair_ease") + 1, f"=EXP(SUMPRODUCT({span},bid_weights))", index,
        _INDEX,
    )  # fmt: skip
    state = form.word(state_of(answers, position, tender))
    page.formula(row, REPAIR.index("status") + 1, _formula(row, position), state, STATUS)


def counted_values(answers: Answers, tender: Tender) -> dict[Criterion, float]:
    """Value of each level; the worst of the criterion where nothing is answered."""
    found = {}
    for criterion, column in BID_LEVELS.items():
        rows = {level.level: level.value for level in levels_of(tender, criterion)}
        found[criterion] = rows.get(str(answers.get(column)), min(rows.values(), default=0.1))
    return found


def index_of(values: dict[Criterion, float], tender: Tender) -> float:
    """Index of repair ease: the weighted geometric mean."""
    weights = tender.terms.criterion_weights
    return math.exp(
        math.fsum(weights.get(each, 0.0) * math.log(value) for each, value in values.items())
    )


def state_of(answers: Answers, position: Position, tender: Tender) -> str:
    """What the check column says, as its formula does."""
    values = counted_values(answers, tender)
    under = any(values[c] < _least_value(position, c, tender) for c in Criterion)
    asked = position.minimum_repair_ease or 0.0
    years, least = number_of(answers, "spare_parts_years"), position.least_spare_parts_years
    checks = (
        ("no_level", any(answers.get(column) is None for column in BID_LEVELS.values())),
        ("below", under or index_of(values, tender) < asked - 1e-9),
        ("below", years is not None and least is not None and years < least),
        ("no_evidence", answers.get("levels_evidence") is None),
    )
    return next((key for key, holds in checks if holds), "ok")


def _least_value(position: Position, criterion: Criterion, tender: Tender) -> float:
    level = position.minimum_levels.get(criterion)
    rows = {row.level: row.value for row in levels_of(tender, criterion)}
    return rows[level] if level is not None else 0.0


def _formula(row: int, position: Position) -> str:
    columns = list(BID_LEVELS.values())
    levels = f"{_AT[columns[0]]}{row}:{_AT[columns[-1]]}{row}"
    values = f"{letter(_VALUES)}{row}:{letter(_LEAST - 1)}{row}"
    least = f"{letter(_LEAST)}{row}:{letter(_LEAST + len(columns) - 1)}{row}"
    numbers = ",".join(f"{_AT[key]}{row}" for key in _NUMBERS)
    steps = [
        (f"COUNTA({levels})<{len(columns)}", "bid_state_no_level"),
        (f"SUMPRODUCT(--({values}<{least}))>0", "bid_state_below"),
    ]
    if position.minimum_repair_ease is not None:
        index = f"{_AT['repair_ease']}{row}"
        steps.append((f"{index}<{position.minimum_repair_ease - 1e-9!r}", "bid_state_below"))
    steps.append((f"COUNTA({numbers})>COUNT({numbers})", "bid_state_not_number"))
    if position.least_spare_parts_years is not None:
        cell = f"{_AT['spare_parts_years']}{row}"
        steps.append(
            (
                f"AND(ISNUMBER({cell}),{cell}<{position.least_spare_parts_years!r})",
                "bid_state_below",
            )
        )
    steps.append((f"ISBLANK({_AT['levels_evidence']}{row})", "bid_state_no_evidence"))
    formula = "bid_state_ok"
    for condition, answer in reversed(steps):
        formula = f"IF({condition},{answer},{formula})"
    return f"={formula}"
