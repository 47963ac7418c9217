"""*Les dette først*: three sentences, who bids, how far it has come, and what was locked."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from robuild.workbook import styles
from robuild.workbook.page import A4, Page
from robuild.workbook.styles import Look
from robuild.workbook.tender import bid_prices, bid_repair
from robuild.workbook.tender.form import Form, number_of

_ENTRY = Look(size=11, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True,
              wrap=True, align="left", vertical="center")  # fmt: skip
_DATE = Look(size=11, colour=styles.INPUT_INK, fill=styles.INPUT_FILL, box="thin", unlocked=True,
             align="left", vertical="center", format="yyyy\\-mm\\-dd")  # fmt: skip
_FIRST_DAY, _LAST_DAY = 43831, 73050
"""2020-01-01 and 2099-12-31 as Excel counts days."""
_SENTENCE = Look(size=11, wrap=True, vertical="center")
_LABEL = Look(size=10, colour=styles.GREY, vertical="center", wrap=True)
_VALUE = Look(size=10, align="left", wrap=True, vertical="center")
_RULE = Look(size=10, wrap=True, vertical="center")
_STRONG = Look(size=12, bold=True, align="left", vertical="center")


def write_bid_start(page: Page, form: Form, bidder: str | None) -> None:
    """Write the sheet; cells named `bidder_name`, `bidder_org_number` and `bid_valid_until`."""
    words = page.words
    page.widths((34, 62))
    page.text(1, 1, words.get("bid.title", project=form.tender.project), styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, words.get("sheet.bid_start.purpose"), styles.SUBTITLE)
    row = 4
    if bidder is not None:
        page.text(3, 1, words.get("bid.example"), Look(bold=True, size=11, colour=styles.RED))
    for number in (1, 2, 3):
        page.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        page.text(row, 1, f"{number}. {words.get(f'bid.sentence_{number}')}", _SENTENCE)
        page.sheet.row_dimensions[row].height = 32
        row += 1
    row = _bidder(page, row + 1, bidder)
    row = _progress(page, form, row + 1)
    row = _locked(page, form, row + 1)
    page.text(row + 1, 1, words.get("bid.unanswered_title"), styles.SECTION)
    page.blank(row + 1, 2, styles.SECTION)
    for place in range(1, 6):
        at = row + 1 + place
        page.sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=2)
        page.text(at, 1, words.get(f"bid.unanswered_{place}"), _RULE)
        page.sheet.row_dimensions[at].height = 20
    page.print_setup(paper=A4, landscape=False, one_page=True)
    page.protect()


def _bidder(page: Page, row: int, bidder: str | None) -> int:
    words = page.words
    page.text(row, 1, words.get("bid.bidder_title"), styles.SECTION)
    page.blank(row, 2, styles.SECTION)
    cells = (("bidder_name", _ENTRY), ("bidder_org_number", _ENTRY), ("bid_valid_until", _DATE))
    for at, (name, look) in enumerate(cells, start=row + 1):
        page.text(at, 1, words.get(f"bid.{name}"), _LABEL)
        page.sheet.row_dimensions[at].height = 21
        if name == "bidder_name" and bidder is not None:
            page.text(at, 2, bidder, look)
        else:
            page.blank(at, 2, look)
        page.define(name, at, 2)
        _rule(page, name, at)
    return row + 4


def _rule(page: Page, name: str, row: int) -> None:
    words = page.words
    limits: dict[str, tuple[Any, int, int]] = {
        "bidder_name": ("textLength", 1, 120),
        "bidder_org_number": ("whole", 100_000_000, 999_999_999),
        "bid_valid_until": ("date", _FIRST_DAY, _LAST_DAY),
    }
    kind, low, high = limits[name]
    rule: Any = DataValidation(
        type=kind, operator="between", formula1=str(low), formula2=str(high), allow_blank=True
    )
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle = words.get("assumptions.not_allowed")[:32]
    rule.error = rule.prompt = words.get(f"bid.prompt.{name}")[:225]
    rule.promptTitle = words.get(f"bid.{name}")[:32]
    page.sheet.add_data_validation(rule)
    rule.add(f"B{row}")


def _progress(page: Page, form: Form, row: int) -> int:
    words, positions = page.words, form.tender.positions
    page.text(row, 1, words.get("bid.progress_title"), styles.SECTION)
    page.blank(row, 2, styles.SECTION)
    count = len(positions)
    priced = sum(number_of(form.answers(each), "unit_price_nok") is not None for each in positions)
    prices = sum(bid_prices.state_of(form.answers(each), each) == "ok" for each in positions)
    repair = sum(
        bid_repair.state_of(form.answers(each), each, form.tender) == "ok" for each in positions
    )
    of = words.get("bid.of_count", count=count)
    counted = Look(size=10, align="left", format=f'0"{of}"', vertical="center")
    for at, (label, formula, value) in enumerate(
        (
            ("priced", "=COUNT(bid_prices_given)", priced),
            ("prices_ok", "=COUNTIF(bid_prices_states,bid_state_ok)", prices),
            ("repair_ok", "=COUNTIF(bid_repair_states,bid_state_ok)", repair),
        ),
        start=row + 1,
    ):
        page.text(at, 1, words.get(f"bid.{label}"), _LABEL)
        page.formula(at, 2, formula, value, counted)
    amounts = [bid_prices.amount_of(form.answers(each), each) for each in positions]
    whole = None if any(a is None for a in amounts) else sum(a or 0.0 for a in amounts)
    page.text(row + 4, 1, words.get("bid.sum"), _LABEL)
    shown = form.word("incomplete") if whole is None else whole
    sum_look = Look(size=12, bold=True, align="left", format='#,##0.00" kr"', vertical="center")
    page.formula(row + 4, 2, "=bid_sum_nok", shown, sum_look)
    page.text(row + 5, 1, words.get("bid.state_is"), _LABEL)
    done = whole is not None and prices == count
    formula = (
        f"=IF(AND(ISNUMBER(bid_sum_nok),COUNTIF(bid_prices_states,bid_state_ok)={count}),"
        "bid_state_complete,bid_state_not_filled)"
    )
    page.formula(row + 5, 2, formula, form.word("complete" if done else "not_filled"), _STRONG)
    cell = f"B{row + 5}"
    page.flag(cell, f"{cell}<>bid_state_complete", styles.AMBER_LIGHT, styles.AMBER)
    page.link(row + 6, 1, words.get("sheet.bid_prices.title"), "bid_prices")
    page.link(row + 6, 2, words.get("sheet.bid_repair.title"), "bid_repair")
    return row + 7


def _locked(page: Page, form: Form, row: int) -> int:
    words, tender = page.words, form.tender
    page.text(row, 1, words.get("bid.locked_title"), styles.SECTION)
    page.blank(row, 2, styles.SECTION)
    rows = (
        ("project", tender.project),
        ("tender_id", tender.tender_id),
        ("hash", tender.hash),
        ("prices", words.get("bid.prices_of", year=tender.terms.price_year)),
        ("positions", len(tender.positions)),
    )
    for at, (label, value) in enumerate(rows, start=row + 1):
        page.text(at, 1, words.get(f"bid.{label}"), _LABEL)
        if isinstance(value, int):
            page.number(at, 2, value, _VALUE)
        else:
            page.text(at, 2, value, _VALUE)
    return row + len(rows) + 1
