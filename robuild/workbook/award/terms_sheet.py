"""*Vilkår*: what was announced, four cells to try other values in, the owner's figures."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from robuild.language import figure
from robuild.procurement.bids import Award
from robuild.terms.tender import EvidenceClass, Position
from robuild.workbook import styles
from robuild.workbook.award.parts import home, section
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.styles import Look

_LIMITS = {
    "real_rate_1": (-0.05, 0.2), "real_rate_2": (-0.05, 0.2), "real_rate_3": (-0.05, 0.2),
    "period_years": (1, 75), "alpha": (0, 2), "damage_factor": (0, 10),
}  # fmt: skip
_KINDS = {"period_years": "year", "alpha": "0.00", "damage_factor": "0.00"}
_FIXED = (
    "base_year", "price_year", "mid_year", "total_loss_share", "spare_premium", "visits_per_event",
    "administrative_delay_days", "workday_hours", "caretaker_rate_nok", "caretaker_call_out_nok",
    "caretaker_minimum_order_nok", "low_price_share",
)  # fmt: skip
_POSITION = (
    "position", "name", "trade", "hourly_rate", "call_out", "minimum_order", "event_quantity",
    "events", "owner_life", "most_life", "owner_hours", "least_hours", "disposal", "price_low",
    "price_high", "minimum",
)  # fmt: skip
_WIDTHS = (48, 32, 14, 12, 12, 12, 10, 11, 10, 10, 10, 10, 11, 12, 12, 40)
_SMALL = Look(size=9, wrap=True)
_UNIT = Look(size=9, colour=styles.GREY, indent=1)
_PLAIN = Look(size=9, format="#,##0.###", align="right")


def write_terms(book: Book, award: Award) -> None:
    """Defines `real_rate_1` … `damage_factor`, `award_changed` and the words of formulas."""
    page = Page(book, "award_assumptions", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = home(page)
    row = _live(page, award, row)
    row = _fixed(page, award, row + 1)
    row = _evidence(page, award, row + 1)
    _positions(page, award, row + 1)
    _words(page)
    page.print_setup(paper=A3, landscape=True)
    page.protect()


def _live(page: Page, award: Award, row: int) -> int:
    words, terms = page.words, award.tender.terms
    row = section(page, row, words.get("award.try_title"), len(_WIDTHS))
    page.text(row, 1, words.get("award.try_how"), styles.NOTE)
    row += 1
    for column, key in enumerate(("term", "tried", "announced", "unit"), start=1):
        page.text(row, column, words.get(f"column.award_terms.{key}"),
                  styles.HEADER if column in (1, 4) else styles.HEADER_RIGHT)  # fmt: skip
    values = {
        "real_rate_1": terms.real_rates[0], "real_rate_2": terms.real_rates[1],
        "real_rate_3": terms.real_rates[2], "period_years": terms.period_years,
        "alpha": terms.alpha, "damage_factor": 1.0,
    }  # fmt: skip
    first = row + 1
    for key, value in values.items():
        row += 1
        kind = _KINDS.get(key, "0.0 %")
        page.text(row, 1, words.get(f"award.term_{key}"), _SMALL)
        page.number(row, 2, value, styles.entry(kind))
        page.number(row, 3, value, styles.number(kind, size=10, colour=styles.GREY))
        page.text(row, 4, words.get(f"award.unit_{key}"), _UNIT)
        page.define(key, row, 2)
        _limit(page, key, row)
    page.book.define("award_live", page.span(first, 2, row, 2))
    page.book.define("award_official", page.span(first, 3, row, 3))
    for number, until in enumerate(terms.real_rate_until_years, start=1):
        row += 1
        page.text(row, 1, words.get(f"award.term_until_{number}"), _SMALL)
        page.number(row, 3, until, styles.number("year", size=10, colour=styles.GREY))
        page.define(f"real_rate_{number}_until_year", row, 3)
    row += 1
    page.text(row, 1, words.get("award.changed"), styles.BOLD)
    page.formula(row, 3, "=SUMPRODUCT(--(award_live<>award_official))", 0,
                 styles.number("whole", size=10, bold=True))  # fmt: skip
    page.define("award_changed", row, 3)
    page.flag(f"A{row}:C{row}", f"$C${row}>0", styles.AMBER_LIGHT, styles.AMBER)
    return row + 1


def _limit(page: Page, key: str, row: int) -> None:
    low, high = _LIMITS[key]
    rule = DataValidation(
        type="whole" if key == "period_years" else "decimal", operator="between",
        formula1=f"{low:g}", formula2=f"{high:g}", allow_blank=False, showErrorMessage=True,
    )  # fmt: skip
    rule.errorTitle = page.words.get("assumptions.not_allowed")[:32]
    rule.error = page.words.get("assumptions.limits", low=f"{low:g}", high=f"{high:g}")[:225]
    page.sheet.add_data_validation(rule)
    rule.add(f"B{row}")


def _fixed(page: Page, award: Award, row: int) -> int:
    """Terms that are not live: another value needs another announcement."""
    words, terms = page.words, award.tender.terms
    row = section(page, row, words.get("award.fixed_title"), len(_WIDTHS))
    for key in _FIXED:
        value = getattr(terms, key)
        page.text(row, 1, words.get(f"award.term_{key}"), _SMALL)
        if isinstance(value, bool):
            page.text(row, 2, words.get("word.yes" if value else "word.no"), _PLAIN)
        else:
            page.number(row, 2, value, Look(size=9, align="right") if "year" in key else _PLAIN)
        row += 1
    weights = ", ".join(
        f"{criterion} {figure(weight, words.language, 2)}"
        for criterion, weight in terms.criterion_weights.items()
    )
    page.text(row, 1, words.get("award.term_weights"), _SMALL)
    page.text(row, 2, weights, Look(size=9))
    return row + 1


def _evidence(page: Page, award: Award, row: int) -> int:
    words = page.words
    row = section(page, row, words.get("award.evidence_title"), len(_WIDTHS))
    page.text(row, 1, words.get("award.evidence_how"), styles.NOTE)
    for each in EvidenceClass:
        row += 1
        page.text(row, 1, words.get(f"award.evidence_{each}"), _SMALL)
        share = award.tender.terms.evidence_shares.get(each, 0.0)
        page.number(row, 2, share, styles.number("share", size=9))
    return row + 1


def _positions(page: Page, award: Award, row: int) -> None:
    words = page.words
    row = section(page, row, words.get("award.positions_title"), len(_WIDTHS))
    for column, key in enumerate(_POSITION, start=1):
        left = column in (1, 2, 3)
        page.text(row, column, words.get(f"column.award_positions.{key}"),
                  styles.HEADER_INSET if column == 16
                  else styles.HEADER if left else styles.HEADER_RIGHT)  # fmt: skip
    page.sheet.row_dimensions[row].height = 32
    for each in award.tender.positions:
        row += 1
        page.text(row, 1, each.position_id, _SMALL)
        page.text(row, 2, page.book.name_of(each), _SMALL)
        page.text(row, 3, words.word("trade", each.trade), _SMALL)
        numbers = (
            each.hourly_rate_nok, each.call_out_nok, each.minimum_order_nok, each.event_quantity,
            sum(use.damage_events_per_year for use in each.uses), each.owner_life_years,
            each.most_life_years, each.owner_hours, each.least_hours, each.disposal_nok,
            each.price_low_nok, each.price_high_nok,
        )  # fmt: skip
        for column, value in enumerate(numbers, start=4):
            page.number(row, column, value, _PLAIN)
        page.text(row, 16, _minimum(page, award, each), Look(size=9, wrap=True, indent=1))


def _minimum(page: Page, award: Award, position: Position) -> str:
    names = {(row.criterion, row.level): page.book.name_of(row) for row in award.tender.levels}
    parts = [
        f"{criterion}: {names[criterion, level]}"
        for criterion, level in position.minimum_levels.items()
    ]
    return "; ".join(parts) or page.words.get("word.nothing")


def _words(page: Page) -> None:
    """Words that formulas answer with, in a hidden column."""
    known = {
        "word_nothing": "word.nothing", "word_announced": "award.announced_state",
        "word_tried": "award.tried_state",
    }  # fmt: skip
    for row, (name, key) in enumerate(known.items(), start=1):
        page.text(row, 20, page.words.get(key), styles.NOTE)
        page.define(name, row, 20)
    page.sheet.column_dimensions["T"].hidden = True
