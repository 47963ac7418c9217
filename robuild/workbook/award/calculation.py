"""The hidden sheets: years and lives, every answer, every use; all of it live."""

from __future__ import annotations

import math

import numpy as np
from openpyxl.utils import get_column_letter as letter

from robuild.costing import planned_share, times_due
from robuild.costing.discounting import time_value
from robuild.costing.service_life import number_of_replacements
from robuild.procurement.bids import (
    HOURS_YEARS,
    Award,
    CountedAnswer,
    effect,
    judged_by_price,
    trade_figures,
)
from robuild.procurement.bids.evaluating import planned_factors, settings_of
from robuild.terms.vocabulary import Criterion
from robuild.workbook import styles
from robuild.workbook.award.places import (
    ANSWER,
    FIRST,
    LAST_YEAR,
    USE,
    YEAR_COLUMN,
    Places,
    at,
    use_at,
)
from robuild.workbook.page import Book, Page
from robuild.workbook.styles import TEXT


def write_lives(book: Book, award: Award, places: Places) -> None:
    """Discounting by year, and a row for each service life: renewals and what they are worth."""
    page = _hidden(book, "award_lives")
    terms = award.tender.terms
    for row, name in enumerate(("year", "chain", "discount", "present"), start=2):
        page.text(row, 1, name, TEXT)
    for year in range(LAST_YEAR + 1):
        column = YEAR_COLUMN + year
        here, before = letter(column), letter(column - 1)
        page.number(2, column, year, TEXT)
        since = f"({here}$2-{terms.opening_offset_years})"
        later = f"IF({since}<=real_rate_2_until_year,real_rate_2,real_rate_3)"
        rate = f"IF({since}<=real_rate_1_until_year,real_rate_1,{later})"
        page.formula(3, column, f"={before}3/(1+{rate})" if year else "=1",
                     book.timing.chain[year], TEXT)  # fmt: skip
        middle = terms.mid_year and year > 0
        discount = book.timing.discount_factors[year]
        page.formula(4, column, f"=SQRT({before}3*{here}3)" if middle else f"={here}3",
                     discount, TEXT)  # fmt: skip
        within = discount if year <= terms.period_years else 0
        page.formula(5, column, f"=IF({here}2<=period_years,{here}4,0)", within, TEXT)
    time = time_value(settings_of(terms))
    page.text(6, 1, "running", TEXT)
    page.formula(6, 2, f"=SUM({places.years(5)})", time.running, TEXT)
    page.define("award_running", 6, 2)
    for life, row in places.life_rows.items():
        _life(page, places, row, life, award)


def _life(page: Page, places: Places, row: int, life: float, award: Award) -> None:
    """How often a life ends before the period does, and present value of 1 kr each time."""
    terms = award.tender.terms
    period = terms.period_years
    time = time_value(settings_of(terms))
    number = float(number_of_replacements(life, life, period))
    page.number(row, 1, life, TEXT)
    page.formula(row, 2, f"=MAX(0,ROUNDUP(ROUND((period_years-A{row})/A{row},9),0))", number, TEXT)
    until = np.cumsum(times_due(life, life, LAST_YEAR, number))
    for year in range(LAST_YEAR + 1):
        column = YEAR_COLUMN + year
        # scalar functions over a range are not lifted by every spreadsheet, so a cell for each
        page.formula(
            row, column, f"=MAX(0,MIN($B{row},INT(ROUND({letter(column)}$2/$A{row}-1,9))+1))",
            int(until[year]), TEXT,
        )  # fmt: skip
    page.formula(
        row, 3,
        f"=SUMPRODUCT({places.years(row)}-{places.years(row, 0, LAST_YEAR - 1)},"
        f"{places.years(5)})",
        float(planned_factors(np.array([life]), time, period)[0]), TEXT,
    )  # fmt: skip


def write_answers(book: Book, award: Award, places: Places) -> None:
    """A row for each position of each bid."""
    page = _hidden(book, "award_answers")
    page.text(1, 1, "position_id", TEXT)
    for column, key in enumerate(ANSWER, start=2):
        page.text(1, column, key, TEXT)
    for bid in range(places.bids):
        for position in range(places.positions):
            _answer(page, award, places, bid, position)


def _answer(page: Page, award: Award, places: Places, bid: int, position: int) -> None:
    row = places.row(bid, position)
    answer = award.figures.counted[bid][position]
    costs, figures = award.costs, award.figures
    page.text(row, 1, answer.position.position_id, TEXT)
    _put(page, row, "mandatory", int(answer.position.mandatory))
    _put(page, row, "bid", bid + 1)
    if not answer.priced:
        page.text(row, 2, page.words.get("word.missing_price"), TEXT)
        page.text(row, _column("total"), page.words.get("word.missing_price"), TEXT)
        return
    _put(page, row, "unit_price", answer.unit_price_nok)
    _put(page, row, "quantity", answer.position.quantity)
    price = f"={at('unit_price')}{row}*{at('quantity')}{row}"
    _live(page, row, "price", price, figures.price_nok[bid, position])
    if judged_by_price(answer.position):
        _live(page, row, "total", f"={at('price')}{row}", costs.total[bid, position])
        return
    if answer.missing:
        page.text(row, _column("total"), page.words.get("word.missing"), TEXT)
        return
    for key, value in _inputs(award, answer, bid, position).items():
        _put(page, row, key, value)
    for key, formula, value in _formulas(award, places, (bid, position), row):
        _live(page, row, key, formula, value)


def _inputs(award: Award, answer: CountedAnswer, bid: int, at_position: int) -> dict[str, float]:
    row, figures = answer.position, award.figures
    rate, call_out, least = trade_figures(award.tender, answer)
    rei = figures.rei[bid, at_position]
    return {
        "material": answer.material_price_nok, "answered_hours": answer.hours,
        "part": effect(answer, Criterion.SMALLEST_PART),
        "collateral": effect(answer, Criterion.INDEPENDENCE),
        "diagnosis": effect(answer, Criterion.DOCUMENTATION),
        "rate": rate, "call_out": call_out, "minimum": least,
        "events": figures.events_per_year[at_position],
        "loss_share": figures.loss_share[bid, at_position],
        "rei": rei, "event_quantity": row.event_quantity, "disposal": row.disposal_nok,
        "own_rate": row.hourly_rate_nok, "own_call_out": row.call_out_nok,
    }  # fmt: skip


def _formulas(
    award: Award, places: Places, which: tuple[int, int], row: int
) -> list[tuple[str, str, float]]:
    """Column, formula and value (conventions §4.3 to §4.6, §5.2)."""
    bid, position = which
    figures, costs, terms = award.figures, award.costs, award.tender.terms
    repair, loss = figures.repair[bid][position], figures.loss[bid][position]
    if repair is None or loss is None:
        raise AssertionError("an answer without gaps has events")

    def cell(key: str) -> str:
        return f"{at(key)}{row}"

    m, q, c, f = (cell(k) for k in ("material", "event_quantity", "collateral", "part"))
    work = f"{cell('answered_hours')}*{q}"
    visit = f"{terms.visits_per_event!r}*{cell('call_out')}"

    def event(part: str, hours: str, premium: str, share: str) -> str:
        labour = f"MAX({hours}*{cell('rate')}+{visit},{cell('minimum')})"
        return (f"{part}*{m}*{q}*{premium}+{labour}+{c}*{part}*{m}*{q}"
                f"+{cell('disposal')}*{q}*{share}")  # fmt: skip

    whole, least = f"MAX({f},1)", f"MIN({f},1)"
    first = places.use_rows.get(which)
    planned = "=0"
    if first:
        planned = f"=SUM({places.uses}!${use_at('value')}${first[0]}:${use_at('value')}${first[1]})"
    part = event(f, cell("repair_hours"), repr(terms.spare_premium), least)
    p, events = cell("loss_share"), cell("events")
    mixed = f"((1-{p})*{{}}+{p}*{{}})"
    yearly = mixed.format(cell("repair"), cell("loss"))
    hours = mixed.format(cell("repair_hours"), cell("loss_hours"))
    years = min(HOURS_YEARS, terms.period_years)
    parts = ("price", "corrective", "planned", "preference")
    return [
        ("repair_hours", f"={work}*{least}+{cell('diagnosis')}", repair.hours),
        ("loss_hours", f"={work}+{cell('diagnosis')}", loss.hours),
        ("repair", f"=IF({f}>=1,{cell('loss')},{part})", repair.cost_nok),
        ("loss", f"={event(whole, cell('loss_hours'), '1', '1')}", loss.cost_nok),
        ("corrective", f"=award_running*damage_factor*{events}*{yearly}",
         costs.corrective[bid, position]),
        ("planned", planned, costs.planned[bid, position]),
        ("preference", f"=alpha*(1-{cell('rei')})*{cell('corrective')}",
         costs.preference[bid, position]),
        ("total", "=" + "+".join(map(cell, parts)), costs.total[bid, position]),
        ("hours", f"=MIN({HOURS_YEARS},period_years)*damage_factor*{events}*{hours}",
         years * figures.repair_hours[bid, position]),
    ]  # fmt: skip


def write_uses(book: Book, award: Award, places: Places) -> None:
    """A row for each part of a position that is used alike (conventions §3.4, §4.9)."""
    page = _hidden(book, "award_uses")
    for column, key in enumerate(USE, start=2):
        page.text(1, column, key, TEXT)
    uses = award.figures.uses
    time = time_value(settings_of(award.tender.terms))
    factors = planned_factors(uses.life_years, time, award.tender.terms.period_years)
    shares = planned_share(uses.losses_per_year, uses.life_years)
    quantities: dict[int, list[float]] = {
        n: [use.quantity for use in each.uses if use.quantity > 0]
        for n, each in enumerate(award.tender.positions)
    }
    for number in range(len(uses.bid)):
        row = FIRST + number
        bid, position = int(uses.bid[number]), int(uses.position[number])
        first, _ = places.use_rows[bid, position]
        cost = float(uses.cost_nok[number].sum())
        life = float(uses.life_years[number])
        page.number(row, _use("losses"), float(uses.losses_per_year[number]), TEXT)
        page.number(row, _use("life_row"), places.life_rows[life], TEXT)
        page.number(row, _use("quantity"), quantities[position][row - first], TEXT)
        page.number(row, _use("answer_row"), places.row(bid, position), TEXT)

        def of(key: str, bid: int = bid, position: int = position) -> str:
            return places.answer(bid, position, key)

        life_at = f"{places.lives}!$A${places.life_rows[life]}"
        worth = f"{places.lives}!$C${places.life_rows[life]}"
        lost = f"{use_at('losses')}{row}*damage_factor*{life_at}"
        page.formula(
            row, _use("cost"),
            f"={use_at('quantity')}{row}*({of('material')}*(1+{of('collateral')})"
            f"+{of('answered_hours')}*{of('own_rate')}+{of('disposal')})+{of('own_call_out')}",
            cost, TEXT,
        )  # fmt: skip
        share = f"IF({lost}<0.000001,1-{lost}/2,{lost}*EXP(-{lost})/(1-EXP(-{lost})))"
        page.formula(row, _use("share"), f"={share}", float(shares[number]), TEXT)
        page.formula(
            row, _use("value"), f"={use_at('cost')}{row}*{use_at('share')}{row}*{worth}",
            cost * float(shares[number]) * float(factors[number]), TEXT,
        )  # fmt: skip


def _hidden(book: Book, key: str) -> Page:
    page = Page(book, key, styles.TAB_DATA)
    page.sheet.sheet_state = "hidden"
    return page


def _column(key: str) -> int:
    return ANSWER.index(key) + 2


def _use(key: str) -> int:
    return USE.index(key) + 2


def _put(page: Page, row: int, key: str, value: float) -> None:
    if not math.isnan(value):
        page.number(row, _column(key), value, TEXT)


def _live(page: Page, row: int, key: str, formula: str, value: float) -> None:
    page.formula(row, _column(key), formula, value, TEXT)
