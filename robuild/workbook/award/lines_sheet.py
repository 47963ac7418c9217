"""*Linjer*: evaluated cost of every bid on every position, median and what sticks out."""

from __future__ import annotations

import math

from openpyxl.utils import get_column_letter as letter

from robuild.procurement.bids import (
    LEAST_BIDS,
    OUTLIER_HIGH,
    OUTLIER_LOW,
    Award,
    judged_by_price,
    medians,
)
from robuild.terms.tender import Position
from robuild.workbook import styles
from robuild.workbook.award.parts import home
from robuild.workbook.award.places import Places
from robuild.workbook.page import A3, Book, Page
from robuild.workbook.styles import Look

_FIXED = ("position", "element_code", "name", "quantity", "unit", "kind")
_WIDTHS = (28, 9, 38, 10, 7, 14)
_SMALL = Look(size=9, wrap=True)
_KR = styles.number("kr", size=9)
_MISSING = Look(size=9, colour=styles.RED, italic=True, align="right")


def write_lines(book: Book, award: Award, places: Places) -> None:
    """A row for each position: evaluated cost by bid, live, then unit prices as bid."""
    page = Page(book, "award_lines", styles.TAB_PLANNER)
    bids, words = places.bids, book.words
    page.widths((*_WIDTHS, *((15,) * bids), 15, 8, 8, 3, *((13,) * bids)))
    row = home(page)
    low, high = (f"{100 * share:.0f} %" for share in (OUTLIER_LOW, OUTLIER_HIGH))
    said = words.get("award.lines_how", least=LEAST_BIDS, low=low, high=high)
    page.text(row, 1, said, styles.NOTE)
    header = row + 2
    first, after = len(_FIXED) + 1, len(_FIXED) + bids + 1
    page.text(header - 1, first, words.get("award.lines_cost"), styles.BOLD)
    page.text(header - 1, after + 4, words.get("award.lines_price"), styles.BOLD)
    for column, key in enumerate(_FIXED, start=1):
        page.text(header, column, words.get(f"column.award_lines.{key}"), styles.HEADER)
    for bid, result in enumerate(award.results):
        page.text(header, first + bid, result.bidder, styles.HEADER_RIGHT)
        page.text(header, after + 4 + bid, result.bidder, styles.HEADER_RIGHT)
    for place, key in enumerate(("median", "low", "high")):
        page.text(header, after + place, words.get(f"column.award_lines.{key}"),
                  styles.HEADER_RIGHT)  # fmt: skip
    page.sheet.row_dimensions[header].height = 44
    middle = medians(award.costs.total)
    for at, position in enumerate(award.tender.positions):
        here = header + 1 + at
        _position(page, position, here)
        for bid in range(bids):
            _cost(page, award, places, (bid, at), (here, first + bid))
            price = award.figures.counted[bid][at].unit_price_nok
            if math.isnan(price):
                page.text(here, after + 4 + bid, words.get("word.missing_price"), _MISSING)
            else:
                page.number(here, after + 4 + bid, price, _KR)
        _marks(page, award, at, (here, first, after), middle[at])
    last = header + len(award.tender.positions)
    corner = f"{letter(first)}{header + 1}"
    span, median = f"{corner}:{letter(after - 1)}{last}", f"${letter(after)}{header + 1}"
    count = f"COUNT(${letter(first)}{header + 1}:${letter(after - 1)}{header + 1})"
    odd = f"AND({count}>={LEAST_BIDS},ISNUMBER({corner}),ISNUMBER({median}),{{}})"
    page.flag(span, odd.format(f"{corner}>{OUTLIER_HIGH}*{median}"), styles.AMBER_LIGHT,
              styles.AMBER)  # fmt: skip
    page.flag(span, odd.format(f"{corner}<{OUTLIER_LOW}*{median}"), "DDE9F5", styles.INPUT_INK)
    page.filtered(after + 2, header, last)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 4)
    page.sheet.print_area = f"A1:{letter(after + 2)}{last}"
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.protect()


def _position(page: Page, position: Position, row: int) -> None:
    words = page.words
    kind = "mandatory" if position.mandatory else "option"
    if judged_by_price(position):
        kind = f"{kind}_by_price"
    page.text(row, 1, position.position_id, _SMALL)
    page.text(row, 2, position.element_code, _SMALL)
    page.text(row, 3, page.book.name_of(position), _SMALL)
    page.number(row, 4, position.quantity, Look(size=9, format="#,##0.##", align="right"))
    page.text(row, 5, words.word("unit", position.unit), Look(size=9, indent=1))
    page.text(row, 6, words.get(f"award.kind_{kind}"), _SMALL)


def _cost(
    page: Page, award: Award, places: Places, which: tuple[int, int], where: tuple[int, int]
) -> None:
    bid, at = which
    value = award.costs.total[bid, at]
    if math.isnan(value):
        answer = award.figures.counted[bid][at]
        word = "word.missing" if answer.priced else "word.missing_price"
        page.text(*where, page.words.get(word), _MISSING)
        return
    page.formula(*where, f"={places.answer(bid, at, 'total')}", value, _KR)


def _marks(page: Page, award: Award, at: int, where: tuple[int, int, int], median: float) -> None:
    """Median of the bids that have a cost, and how many are far below and above it."""
    row, first, after = where
    span = f"{letter(first)}{row}:{letter(after - 1)}{row}"
    costs = award.costs.total[:, at]
    known = costs[~(costs != costs)]
    page.formula(row, after, f"=IF(COUNT({span})=0,word_nothing,MEDIAN({span}))",
                 page.words.get("word.nothing") if math.isnan(median) else median, _KR)  # fmt: skip
    middle = f"{letter(after)}{row}"
    enough = len(known) >= LEAST_BIDS
    # a word counts as more than any number, so what is above is counted as what is not below
    below = f"SUMPRODUCT(--({span}<{OUTLIER_LOW}*{middle}))"
    above = f"COUNT({span})-SUMPRODUCT(--({span}<={OUTLIER_HIGH}*{middle}))"
    odd = (known < OUTLIER_LOW * median, known > OUTLIER_HIGH * median)
    for place, formula in enumerate((below, above)):
        page.formula(
            row, after + 1 + place, f"=IF(COUNT({span})<{LEAST_BIDS},0,{formula})",
            int(odd[place].sum()) if enough else 0, styles.number("0;;", size=9),
        )  # fmt: skip
