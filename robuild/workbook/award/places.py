"""Where things stand on the hidden sheets of the award workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from openpyxl.utils import get_column_letter as letter

from robuild.procurement.bids import Award
from robuild.workbook.page import Book

ANSWER = (
    "price", "repair_hours", "loss_hours", "repair", "loss", "corrective", "planned", "preference",
    "total", "hours", "mandatory", "bid", "unit_price", "material", "answered_hours", "quantity",
    "part", "collateral", "diagnosis", "rate", "call_out", "minimum", "events", "loss_share",
    "rei", "event_quantity", "disposal", "own_rate", "own_call_out",
)  # fmt: skip
"""Columns of the sheet of answers; formulas first."""
USE = ("value", "share", "cost", "losses", "life_row", "quantity", "answer_row")
FIRST = 2
YEAR_COLUMN = 5
"""Of year 0 on the sheet of lives."""
LIFE_ROW = 9
LAST_YEAR = 75
_AT = {key: letter(place) for place, key in enumerate(ANSWER, start=2)}
_USE_AT = {key: letter(place) for place, key in enumerate(USE, start=2)}


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses on the hidden sheets."""

    answers: str
    uses: str
    lives: str
    positions: int
    bids: int
    life_rows: Mapping[float, int]
    """Service life -> its row."""
    use_rows: Mapping[tuple[int, int], tuple[int, int]]
    """(bid, position) -> first and last row of its uses."""

    def row(self, bid: int, position: int) -> int:
        """Row of an answer."""
        return FIRST + bid * self.positions + position

    def answer(self, bid: int, position: int, key: str) -> str:
        """Cell of an answer."""
        return f"{self.answers}!${_AT[key]}${self.row(bid, position)}"

    def of_bid(self, bid: int, key: str) -> str:
        """All positions of a bid, one column."""
        first, last = self.row(bid, 0), self.row(bid, self.positions - 1)
        return f"{self.answers}!${_AT[key]}${first}:${_AT[key]}${last}"

    def sum_of(self, bid: int, key: str) -> str:
        """Formula of the sum over mandatory positions."""
        return f"SUMIFS({self.of_bid(bid, key)},{self.of_bid(bid, 'mandatory')},1)"

    def years(self, row: int, first: int = 1, last: int = LAST_YEAR) -> str:
        """Years of a row of the sheet of lives."""
        start, end = letter(YEAR_COLUMN + first), letter(YEAR_COLUMN + last)
        return f"{self.lives}!${start}${row}:${end}${row}"


def at(key: str) -> str:
    """Column letter of the sheet of answers."""
    return _AT[key]


def use_at(key: str) -> str:
    """Column letter of the sheet of uses."""
    return _USE_AT[key]


def places_of(book: Book, award: Award) -> Places:
    """Places, before anything is written."""

    def quoted(key: str) -> str:
        return f"'{book.words.get(f'sheet.{key}.title')}'"

    uses = award.figures.uses
    known = ~np.isnan(uses.life_years)
    lives = {float(life): LIFE_ROW + n for n, life in enumerate(np.unique(uses.life_years[known]))}
    rows: dict[tuple[int, int], tuple[int, int]] = {}
    for row, pair in enumerate(zip(uses.bid.tolist(), uses.position.tolist(), strict=True), FIRST):
        rows[pair] = (rows.get(pair, (row, row))[0], row)
    return Places(
        quoted("award_answers"), quoted("award_uses"), quoted("award_lives"),
        len(award.tender.positions), len(award.results), lives, rows,
    )  # fmt: skip
