"""*Robusthet*: how often each bid wins, what the ranking does under other terms, break-evens."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.pagebreak import Break

from robuild.procurement.bids import GRID, Award, Tried, TriedRank
from robuild.terms.settings import about
from robuild.workbook import styles
from robuild.workbook.award.charts import GAP_COLUMN, tried_chart, wins_chart
from robuild.workbook.award.parts import grey, home, section
from robuild.workbook.page import A4, Book, Page
from robuild.workbook.styles import Look

_HEADS = ("bidder", "wins", "mean", "p10", "p90", "difference", "difference_p10",
          "difference_p90", "error")  # fmt: skip
_WIDTHS = (34, 13, 16, 16, 16, 16, 16, 16, 14)
_FORMATS = {Tried.RATE: "0.0 %", Tried.PERIOD: "0", Tried.ALPHA: "0.00", Tried.DAMAGE: "0.00"}
_SPREADS = ("spread_price", "spread_labour", "spread_damage", "spread_intensity",
            "type_spread_share", "uncertainty_draws", "seed")  # fmt: skip
_KR = styles.number("kr", size=9)
_SMALL = Look(size=9, wrap=True)


def write_robustness(book: Book, award: Award) -> None:
    """Drawn figures, the grids and the break-evens; all of the announced terms."""
    page = Page(book, "award_robustness", styles.TAB_PLANNER)
    page.widths(_WIDTHS)
    row = home(page)
    row = _spreads(page, award, row)
    row = _break_evens(page, award, row + 1)
    page.sheet.row_breaks.append(Break(id=row))
    _grids(page, award, row + 1)
    page.print_setup(paper=A4, landscape=True)
    page.protect()


def _spreads(page: Page, award: Award, row: int) -> int:
    words, drawn = page.words, award.robustness
    row = section(page, row, words.get("award.wins_title"), len(_HEADS))
    if drawn is None:
        page.text(row, 1, words.get("award.not_drawn"), styles.NOTE)
        return row + 1
    for column, key in enumerate(_HEADS, start=1):
        page.text(row, column, words.get(f"column.award_robustness.{key}"),
                  styles.HEADER if column == 1 else styles.HEADER_RIGHT)  # fmt: skip
    page.sheet.row_dimensions[row].height = 30
    first = row + 1
    for each in drawn.spreads:
        row += 1
        page.text(row, 1, award.results[each.bid].bidder, _SMALL)
        page.number(row, 2, each.win_share, styles.number("0.0 %", size=10, bold=True))
        total, gap = each.total, each.difference
        values = (total.mean_nok, total.p10_nok, total.p90_nok, gap.mean_nok, gap.p10_nok,
                  gap.p90_nok, total.standard_error_nok)  # fmt: skip
        for column, value in enumerate(values, start=3):
            page.number(row, column, value, _KR)
    grey(page, f"A{first}:I{row}")
    page.text(row + 1, 1, words.get("award.drawn", draws=drawn.draws, seed=drawn.seed), styles.NOTE)
    page.text(row + 2, 1, words.get("award.drawn_what"), styles.NOTE)
    page.text(row + 3, 1, words.get("award.drawn_mean"), styles.NOTE)
    chart = row + 5
    tall = 8 + 2 * len(drawn.spreads)
    wins_chart(page, (first, row), (1, 2), (chart, chart + tall))
    _assumed(page, drawn.settings, chart)
    return chart + max(tall, len(_SPREADS) + 2) + 1


def _assumed(page: Page, settings: Any, row: int) -> None:
    """Spreads that were drawn from, beside the chart."""
    words = page.words
    page.text(row, 6, words.get("award.spreads"), styles.BOLD)
    for key in _SPREADS:
        row += 1
        page.text(row, 6, words.get(f"setting.{key}.label"), Look(size=9))
        page.number(row, 9, getattr(settings, key), styles.number("plain", size=9))
    page.text(row + 1, 6, f"{words.get('award.mark')}: {words.word('mark', about(key).mark)}",
              styles.NOTE)  # fmt: skip


def _break_evens(page: Page, award: Award, row: int) -> int:
    words = page.words
    row = section(page, row, words.get("award.break_even_title"), len(_HEADS))
    if not award.break_evens:
        page.text(row, 1, words.get("award.no_break_even"), styles.NOTE)
        return row + 1
    winner = award.results[award.winners[0]].bidder
    page.text(row, 1, words.get("award.break_even_how", winner=winner), styles.NOTE)
    row += 1
    page.text(row, 1, words.get("column.award_robustness.bidder"), styles.HEADER)
    for column, tried in enumerate(Tried, start=2):
        page.text(row, column, words.get(f"award.tried_{tried}"), styles.HEADER_RIGHT)
    page.text(row, 6, words.get("award.price_cut"), styles.HEADER_RIGHT)
    page.text(row, 7, words.get("award.price_cut_share"), styles.HEADER_RIGHT)
    page.sheet.row_dimensions[row].height = 30
    first = row + 1
    least = award.results[award.winners[0]].evaluated_nok
    for bid in dict.fromkeys(each.bid for each in award.break_evens):
        row += 1
        result = award.results[bid]
        page.text(row, 1, result.bidder, _SMALL)
        for column, tried in enumerate(Tried, start=2):
            value = next(e.value for e in award.break_evens if e.bid == bid and e.tried is tried)
            if value is None:
                page.text(row, column, words.get("word.not_reached"), Look(size=9, align="right"))
            else:
                page.number(row, column, value, styles.number(_FORMATS[tried], size=9))
        cut = result.evaluated_nok - least
        page.number(row, 6, cut, _KR)
        page.number(row, 7, cut / result.price_nok if result.price_nok else math.nan,
                    styles.number("0.0 %", size=9))  # fmt: skip
    grey(page, f"A{first}:G{row}")
    return row + 1


def _grids(page: Page, award: Award, row: int) -> None:
    """Rank and evaluated cost of each bid as one thing is changed."""
    words = page.words
    ranked = [int(bid) for bid in award.figures.ranked]
    row = section(page, row, words.get("award.grid_title"), len(_HEADS))
    page.text(row, 1, words.get("award.grid_how"), styles.NOTE)
    row += 1
    if not ranked:
        page.text(row, 1, words.get("award.nothing_ranked"), styles.NOTE)
        return
    for tried in Tried:
        values = [each for each in award.tried if each.tried is tried]
        if tried is Tried.ALPHA:
            page.sheet.row_breaks.append(Break(id=row - 1))
        page.text(row, 1, words.get(f"award.tried_{tried}"), styles.HEADER)
        for column, each in enumerate(values, start=2):
            page.number(row, column, each.value, Look(
                format=_FORMATS[tried], bold=True, size=9, colour=styles.WHITE,
                fill=styles.PETROL, align="right",
            ))  # fmt: skip
        head, first = row, row + 1
        for bid in ranked:
            row += 1
            page.text(row, 1, award.results[bid].bidder, _SMALL)
            for column, each in enumerate(values, start=2):
                page.number(row, column, each.evaluated_nok[bid], _KR)
        _first_place(page, (first, row), len(values))
        grey(page, f"A{first}:{letter(1 + len(GRID[tried]))}{row}")
        if tried in (Tried.RATE, Tried.DAMAGE):
            _gaps(page, values, ranked, first)
            tried_chart(page, words.get(f"award.chart_{tried}"), (head, first, row),
                        (row + 1, row + 17), (0, 7))  # fmt: skip
            row += 17
        row += 2


def _gaps(page: Page, values: list[TriedRank], ranked: list[int], first: int) -> None:
    """What each bid costs more than the lowest, in hidden columns for the chart."""
    for column, each in enumerate(values, start=GAP_COLUMN):
        least = min(each.evaluated_nok[bid] for bid in ranked)
        for row, bid in enumerate(ranked, start=first):
            page.number(row, column, each.evaluated_nok[bid] - least, styles.TEXT)
        page.sheet.column_dimensions[letter(column)].hidden = True


def _first_place(page: Page, rows: tuple[int, int], width: int) -> None:
    first, last = rows
    span = f"B{first}:{letter(1 + width)}{last}"
    page.flag(span, f"B{first}=MIN(B${first}:B${last})", "DCEBD2", styles.INK)
