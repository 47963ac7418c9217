"""*Rangering*: which bid is lowest, by how much, how sure that is, and what must be settled."""

from __future__ import annotations

import math

from openpyxl.utils import get_column_letter as letter

import robuild
from robuild.language import figure, kr
from robuild.procurement.bids import SAME_NOK, Award, BidResult
from robuild.repair_ease import repair_ease_class
from robuild.terms.bids import BidStatus
from robuild.workbook import styles
from robuild.workbook.award.charts import cost_chart
from robuild.workbook.award.parts import grey
from robuild.workbook.award.places import Places
from robuild.workbook.page import A3, Page
from robuild.workbook.styles import Look

COLUMNS = (
    "rank", "bidder", "status", "price", "corrective", "planned", "preference", "evaluated",
    "difference", "live_rank", "announced", "wins", "rei", "rei_class", "lead_time", "hours",
    "reservations", "low",
)  # fmt: skip
_WIDTHS = (7, 32, 16, 15, 15, 16, 13, 17, 15, 8, 17, 13, 17, 8, 13, 18, 12, 14)
_KR = styles.number("kr", size=10)
_STRONG = styles.number("kr", size=10, bold=True)
_LACKS = Look(size=10, align="right", colour=styles.RED, italic=True)
_LEFT = ("bidder", "status")


def column(key: str) -> int:
    """Column of a heading."""
    return COLUMNS.index(key) + 1


def write_ranking(page: Page, award: Award, places: Places) -> None:
    """Write the sheet; `award_total` and `award_names` are defined over its rows."""
    words = page.words
    page.widths(_WIDTHS)
    page.text(1, 1, page.title, styles.TITLE)
    page.sheet.row_dimensions[1].height = 28
    page.text(2, 1, words.get("award.of", project=award.tender.project,
                              tender=award.tender.tender_id), styles.SUBTITLE)  # fmt: skip
    row = page.money_lines(3, weighted=False)
    row = _links(page, row) + 1
    page.text(row, 1, headline(page, award), Look(bold=True, size=13, colour=styles.PETROL))
    page.sheet.row_dimensions[row].height = 22
    grey(page, f"A{row}")
    row = _state(page, row + 1)
    header = row + 1
    for place, key in enumerate(COLUMNS, start=1):
        look = styles.HEADER_INSET if key in _LEFT else styles.HEADER_RIGHT
        page.text(header, place, words.get(f"column.award.{key}"), look)
    page.sheet.row_dimensions[header].height = 44
    last = header + len(award.results)
    span = (header + 1, last)
    _names(page, span)
    for key in ("rank", "announced", "wins"):
        grey(page, f"{letter(column(key))}{span[0]}:{letter(column(key))}{last}")
    for bid, result in enumerate(award.results):
        _bid(page, award, places, bid, result, span)
    page.flag(f"A{span[0]}:{letter(len(COLUMNS))}{last}",
              f"${letter(column('live_rank'))}{span[0]}=1", "DCEBD2", styles.INK)  # fmt: skip
    row = _faulty(page, award, last + 1)
    row = _notes(page, award, row + 1)
    ranked = sum(1 for each in award.results if each.status is BidStatus.COMPLETE)
    if ranked:
        cost_chart(page, header, (span[0], span[0] + ranked - 1), (row + 1, row + 8 + 2 * ranked))
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, one_page=True)
    page.protect()


def headline(page: Page, award: Award) -> str:
    """What came out, in one sentence."""
    words, winners = page.words, award.winners
    if not winners:
        return words.get("award.nothing_ranked")
    if len(winners) > 1:
        names = ", ".join(award.results[at].bidder for at in winners)
        return words.get("award.tie", names=names)
    first = award.results[winners[0]]
    if len(award.figures.ranked) < 2:
        return words.get("award.only", name=first.bidder)
    second = award.results[1]
    return words.get(
        "award.lowest", name=first.bidder, second=second.bidder,
        amount=kr(second.evaluated_nok - first.evaluated_nok),
    )  # fmt: skip


def _links(page: Page, row: int) -> int:
    keys = ("award_lines", "award_assumptions", "award_robustness", "award_findings",
            "award_points", "award_sources")  # fmt: skip
    for place, key in enumerate(keys):
        page.link(row, 2 + 2 * place if place else 1, page.words.get(f"sheet.{key}.title"), key)
    return row + 1


def _state(page: Page, row: int) -> int:
    """Whether the live figures are those of the announcement."""
    page.formula(
        row, 1, "=IF(award_changed=0,word_announced,word_tried)",
        page.words.get("award.announced_state"), Look(bold=True, colour=styles.GREY),
    )  # fmt: skip
    page.flag(f"A{row}", f"$A${row}=word_tried", styles.AMBER_LIGHT, styles.AMBER)
    page.text(row + 1, 1, page.words.get("award.how"), styles.NOTE)
    return row + 2


def _names(page: Page, span: tuple[int, int]) -> None:
    book = page.book
    for name, key in (("award_names", "bidder"), ("award_total", "evaluated"),
                      ("award_rank", "live_rank"), ("award_rei", "rei")):  # fmt: skip
        book.define(name, page.span(span[0], column(key), span[1], column(key)))


def _bid(
    page: Page, award: Award, places: Places, bid: int, result: BidResult, span: tuple[int, int]
) -> None:
    words, row = page.words, span[0] + bid
    complete = result.status is BidStatus.COMPLETE
    nothing = words.get("word.nothing")
    if complete:
        page.number(row, 1, int(result.rank), styles.number("whole", size=12, bold=True))
    else:
        page.text(row, 1, nothing, Look(align="right"))
    page.text(row, column("bidder"), result.bidder, Look(bold=True, wrap=True, indent=1))
    page.text(row, column("status"), _status(page, result),
              Look(size=10, wrap=True, indent=1) if complete
              else Look(size=10, colour=styles.RED, italic=True, wrap=True, indent=1))  # fmt: skip
    _amounts(page, places, bid, result, row)
    total, total_value = letter(column("evaluated")), result.evaluated_nok
    if not complete:
        for key in ("evaluated", "difference", "live_rank", "announced", "wins"):
            shown = words.get("award.incomplete") if key == "evaluated" else nothing
            page.text(row, column(key), shown, _LACKS)
    else:
        parts = f"{letter(column('price'))}{row}:{letter(column('preference'))}{row}"
        page.formula(row, column("evaluated"), f"=SUM({parts})", total_value, _STRONG)
        least = min(each.evaluated_nok for each in award.results
                    if each.status is BidStatus.COMPLETE)  # fmt: skip
        page.formula(row, column("difference"), f"={total}{row}-MIN(award_total)",
                     total_value - least, _KR)  # fmt: skip
        page.formula(
            row, column("live_rank"),
            f"=1+SUMPRODUCT(--(award_total<{total}{row}-{SAME_NOK}))",
            int(result.rank), styles.number("whole", size=10, bold=True),
        )  # fmt: skip
        page.number(row, column("announced"), total_value, _KR)
        _wins(page, award, bid, row)
    _quality(page, places, bid, result, row)


def _status(page: Page, result: BidResult) -> str:
    if result.status is BidStatus.COMPLETE:
        return page.words.get("award.complete")
    return page.words.get("award.lacks", count=result.missing)


def _amounts(page: Page, places: Places, bid: int, result: BidResult, row: int) -> None:
    for key, value in (("price", result.price_nok), ("corrective", result.corrective_nok),
                       ("planned", result.planned_nok),
                       ("preference", result.preference_nok)):  # fmt: skip
        if math.isnan(value):
            page.text(row, column(key), page.words.get("award.incomplete"),
                      _LACKS)  # fmt: skip
        else:
            page.formula(row, column(key), f"={places.sum_of(bid, key)}", value, _KR)


def _wins(page: Page, award: Award, bid: int, row: int) -> None:
    drawn = award.robustness
    share = next((s.win_share for s in drawn.spreads if s.bid == bid), None) if drawn else None
    if share is None:
        page.text(row, column("wins"), page.words.get("word.nothing"), Look(align="right"))
    else:
        page.number(row, column("wins"), share, styles.number("share", size=10))


def _quality(page: Page, places: Places, bid: int, result: BidResult, row: int) -> None:
    words, nothing = page.words, page.words.get("word.nothing")
    page.number(row, column("rei"), result.rei_by_value, styles.number("two", size=10))
    known = not math.isnan(result.rei_by_value)
    page.text(row, column("rei_class"),
              str(repair_ease_class(result.rei_by_value)) if known else nothing,
              Look(size=10, align="center"))  # fmt: skip
    page.number(row, column("lead_time"), result.lead_time_days, styles.number("whole", size=10))
    if math.isnan(result.repair_hours):
        page.text(row, column("hours"), words.get("award.incomplete"),
                  _LACKS)  # fmt: skip
    else:
        page.formula(row, column("hours"), f"={places.sum_of(bid, 'hours')}",
                     result.repair_hours, styles.number("whole", size=10))  # fmt: skip
    page.number(row, column("reservations"), result.reservations, styles.number("whole", size=10))
    low = words.get("award.low") if result.low else nothing
    page.text(row, column("low"), low,
              Look(size=10, align="right", colour=styles.AMBER, bold=True) if result.low
              else Look(size=10, align="right"))  # fmt: skip


def _faulty(page: Page, award: Award, row: int) -> int:
    """Bids that could not be evaluated, each with its reason."""
    if not award.faulty:
        return row
    from robuild.workbook.award.findings_sheet import sentence

    row += 1
    _band(page, row, page.words.get("award.faulty"))
    for bid in award.faulty:
        row += 1
        page.text(row, 1, page.words.get("word.nothing"), Look(align="right"))
        page.text(row, 2, bid.bidder, Look(bold=True, wrap=True, indent=1))
        told = "; ".join(sentence(page.words, each) for each in bid.findings)
        page.text(row, 3, f"{bid.file}: {told}", Look(size=10, colour=styles.RED, indent=1))
    return row + 1


def _notes(page: Page, award: Award, row: int) -> int:
    """What the ranking rests on, and what must be settled before an award."""
    words, tender = page.words, award.tender
    _band(page, row, words.get("award.notes"))
    terms = tender.terms
    options = sum(1 for each in tender.positions if not each.mandatory)
    by_price = int((award.figures.by_price & award.figures.in_sum).sum())
    unknown = sum(1 for each in tender.positions if each.missing_quantity_count)
    lines = [
        words.get("award.formula"),
        words.get("award.mandatory", alpha=figure(terms.alpha, words.language, 2)),
        words.get("award.reservations", count=sum(r.reservations for r in award.results)),
        words.get("award.scope", positions=len(tender.positions) - options, options=options,
                  by_price=by_price, unknown=unknown, left_out=len(tender.left_out)),
        words.get("award.tie_rule"),
        words.get("award.responsibility"),
        words.get("award.hashes", tender=tender.hash[:16], files=award.method_hash[:16],
                  version=robuild.__version__, made=tender.robuild_version),
    ]  # fmt: skip
    for line in lines:
        row += 1
        page.text(row, 1, line, Look(size=10))
    return row


def _band(page: Page, row: int, label: str) -> None:
    for place in range(1, len(COLUMNS) + 1):
        page.blank(row, place, styles.SECTION)
    page.text(row, 1, label, styles.SECTION)
