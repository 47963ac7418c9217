"""The workbook of price lists: posts × bidders with live sums, options apart, findings."""

from __future__ import annotations

from pathlib import Path

from openpyxl.utils import get_column_letter as letter

from robuild.procurement.price_lists import PriceComparison, PricedOffer
from robuild.tabular import save_with_cache
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.workbook import styles
from robuild.workbook.page import A3, Page
from robuild.workbook.plain_book import finish_plain_book, plain_book
from robuild.workbook.plan.plan_workbook import no_collecting
from robuild.workbook.styles import Look

_FIXED = ("number", "text", "code", "quantity", "unit")
_WIDTHS = (14, 52, 14, 12, 8)
_SMALL = Look(size=9, wrap=True)
_TWO = Look(size=9, format="#,##0.00", align="right")
_STRONG = Look(size=10, format="#,##0.00", align="right", bold=True, box="over")
_MISSING = Look(size=9, colour=styles.RED, italic=True, align="right")
_FINDINGS = ("severity", "bidder", "file", "post", "finding", "value", "allowed")


def write_price_lists(found: PriceComparison, path: Path, language: Language) -> None:
    """Write the workbook; sums follow prices and quantities live.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    with no_collecting():
        book = plain_book(Settings(), language)
        page = Page(book, "price_list", styles.TAB_OWNER)
        _write_list(page, found)
        other = Page(book, "price_findings", styles.TAB_DATA)
        _write_findings(other, found)
        for each in (page, other):
            each.sheet.oddHeader.right.text = book.words.get("price_list.print",
                                                             currency=found.currency)  # fmt: skip
        finish_plain_book(book, "robuild_price_list", book.words.get("sheet.price_list.title"),
                          found.project)  # fmt: skip
        save_with_cache(book.workbook, path, book.cached, book.blocks)


def _write_list(page: Page, found: PriceComparison) -> None:
    words, offers = page.words, found.offers
    page.widths((*_WIDTHS, *((14,) * len(offers)), 3, *((16,) * len(offers))))
    page.text(1, 1, page.title, styles.TITLE)
    page.text(2, 1, found.project or words.get("word.nothing"), styles.SUBTITLE)
    basis = "price_list.from_request" if found.request else "price_list.from_offer"
    page.text(3, 1, words.get(basis, file=found.request or found.offers[0].file,
                              currency=found.currency), styles.NOTE)  # fmt: skip
    page.link(4, 1, words.get("sheet.price_findings.title"), "price_findings")
    names, header = len(_FIXED) + 1, 7
    sums = names + len(offers) + 1
    page.text(header - 1, names, words.get("price_list.unit_prices"), styles.BOLD)
    page.text(header - 1, sums, words.get("price_list.sums"), styles.BOLD)
    for column, key in enumerate(_FIXED, start=1):
        page.text(header, column, words.get(f"column.price_list.{key}"), styles.HEADER)
    for at, offer in enumerate(offers):
        page.text(header, names + at, offer.firm, styles.HEADER_RIGHT)
        page.text(header, sums + at, offer.firm, styles.HEADER_RIGHT)
    page.sheet.row_dimensions[header].height = 44
    row = header
    for option in (False, True):
        first = row + 1
        rows = [n for n, post in enumerate(found.posts) if post.option is option]
        if option and rows:
            row += 2
            page.text(row, 1, words.get("price_list.options"), styles.SECTION)
            first = row + 1
        for number in rows:
            row += 1
            _post(page, found, number, row, (names, sums))
        if rows:
            row += 1
            _totals(page, found, (first, row - 1), row, sums, option=option)
    page.sheet.freeze_panes = page.sheet.cell(header + 1, 3)
    page.print_setup(paper=A3, landscape=True, repeat_rows=f"{header}:{header}")
    page.protect()


def _post(
    page: Page, found: PriceComparison, number: int, row: int, columns: tuple[int, int]
) -> None:
    post, words = found.posts[number], page.words
    for column, text in enumerate((post.number, post.text, post.code), start=1):
        page.text(row, column, text or words.get("word.nothing"), _SMALL)
    if post.quantity is None:
        page.text(row, 4, words.get("word.missing_quantity"), _MISSING)
    else:
        page.number(row, 4, post.quantity, Look(size=9, format="#,##0.######", align="right"))
    page.text(row, 5, post.unit or words.get("word.nothing"), Look(size=9, indent=1))
    names, sums = columns
    for at, offer in enumerate(found.offers):
        price = offer.prices[number]
        if price is None:
            page.text(row, names + at, words.get("word.missing_price"), _MISSING)
        else:
            page.number(row, names + at, price, _TWO)
        if price is None or post.quantity is None:
            page.text(row, sums + at, words.get("word.missing"), _MISSING)
        else:
            page.formula(row, sums + at, f"=$D{row}*{letter(names + at)}{row}",
                         price * post.quantity, _TWO)  # fmt: skip
    prices = f"{letter(names)}{row}:{letter(names + len(found.offers) - 1)}{row}"
    fixed = f"${letter(names)}{row}:${letter(names + len(found.offers) - 1)}{row}"
    if len(found.offers) > 1:
        page.flag(prices, f"AND(ISNUMBER({letter(names)}{row}),{letter(names)}{row}=MIN({fixed}))",
                  "DCEBD2", styles.INK, bold=False)  # fmt: skip


def _totals(
    page: Page, found: PriceComparison, rows: tuple[int, int], row: int, sums: int, *, option: bool
) -> None:
    """Sum of a section; an incomplete one is a word, with the known part below it."""
    words = page.words
    page.text(row, 2, words.get("price_list.total_options" if option else "price_list.total"),
              Look(bold=True, box="over"))  # fmt: skip
    for at, offer in enumerate(found.offers):
        column = letter(sums + at)
        span = f"{column}{rows[0]}:{column}{rows[1]}"
        total, known = _known(found, offer, option=option)
        word = words.get("price_list.incomplete")
        page.formula(
            row, sums + at, f"=IF(COUNT({span})={rows[1] - rows[0] + 1},SUM({span}),price_word)",
            word if total is None else total, _STRONG,
        )  # fmt: skip
        page.formula(row + 1, sums + at, f"=SUM({span})", known, _TWO)
    page.text(row + 1, 2, words.get("price_list.known"), styles.NOTE)
    if not option:
        page.text(1, sums + len(found.offers) + 1, words.get("price_list.incomplete"), styles.NOTE)
        page.define("price_word", 1, sums + len(found.offers) + 1)
        hidden = page.sheet.column_dimensions[letter(sums + len(found.offers) + 1)]
        hidden.hidden = True


def _known(
    found: PriceComparison, offer: PricedOffer, *, option: bool
) -> tuple[float | None, float]:
    worked = [
        None if price is None or post.quantity is None else price * post.quantity
        for post, price in zip(found.posts, offer.prices, strict=True)
        if post.option is option
    ]
    known = sum(each for each in worked if each is not None)
    return (None if None in worked else known), known


def _write_findings(page: Page, found: PriceComparison) -> None:
    words = page.words
    page.widths((12, 30, 30, 14, 70, 22, 22))
    page.text(1, 1, page.title, styles.TITLE)
    page.link(2, 1, words.get("price_list.back"), "price_list")
    row = 4
    for column, key in enumerate(_FINDINGS, start=1):
        page.text(row, column, words.get(f"column.price_findings.{key}"), styles.HEADER)
    nothing = words.get("word.nothing")
    for each in found.findings:
        row += 1
        told = words.get(f"bids.finding.{each.code}", value=each.value, allowed=each.allowed,
                         counted=each.counted)  # fmt: skip
        cells = (words.word("severity", each.severity), each.bidder, each.file,
                 each.position_id or nothing, told, each.value or nothing,
                 each.allowed or nothing)  # fmt: skip
        for column, text in enumerate(cells, start=1):
            page.text(row, column, text, _SMALL)
    if not found.findings:
        page.text(row + 1, 1, words.get("award.no_findings"), styles.TEXT)
    page.print_setup(paper=A3, landscape=True, repeat_rows="4:4")
