"""What to find out first: gaps by the money that hangs on them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from robuild.workbook.page import Book
from robuild.workbook.plan.lines.line_numbers import Cells, Line

_MOST = 5
_GUESSED = ("memory", "assumption")


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap."""

    key: str
    count: int
    count_formula: str
    money_nok: float
    money_formula: str
    """Empty where nobody knows what it costs."""


def gaps_of(book: Book, lines: list[Line]) -> list[Gap]:
    """The gaps that matter most: first what has no price at all, then by life-cycle cost."""
    totals = book.result.totals
    unpriced = sum(not line.cells["known"] for line in lines)
    first = [
        Gap("unmatched", totals.components_unmatched, f"={totals.components_unmatched}", 0.0, ""),
        Gap("no_amount", unpriced, "=COUNTIFS(lines_known,0)", 0.0, ""),
    ]
    rest = [_guessed(lines, mark) for mark in ("price_mark", "life_mark", "damage_mark")]
    rest.append(
        _gap(
            "levels",
            lines,
            lambda cells: cells["coverage_share"] < 1,
            "lines_coverage_share",
            '"<1"',
        )
    )
    rest.append(
        _gap(
            "quantity", lines, lambda cells: cells["missing_quantity_count"] > 0,
            "lines_missing_quantity_count", '">0"',
        )
    )  # fmt: skip
    rest.sort(key=lambda gap: -gap.money_nok)
    return [gap for gap in first + rest if gap.count][:_MOST]


def _guessed(lines: list[Line], column: str) -> Gap:
    money = [f'SUMIFS(lines_life_cycle_cost,lines_{column},"{mark}")' for mark in _GUESSED]
    count = [f'COUNTIFS(lines_{column},"{mark}",lines_known,1)' for mark in _GUESSED]
    mine = _mine(lines, lambda cells: cells[column] in _GUESSED)
    return Gap(column, len(mine), f"={'+'.join(count)}", math.fsum(mine), f"={'+'.join(money)}")


def _gap(
    key: str, lines: list[Line], holds: Callable[[Cells], bool], column: str, test: str
) -> Gap:
    mine = _mine(lines, holds)
    return Gap(
        key, len(mine), f"=COUNTIFS({column},{test},lines_known,1)", math.fsum(mine),
        f"=SUMIFS(lines_life_cycle_cost,{column},{test})",
    )  # fmt: skip


def _mine(lines: list[Line], holds: Callable[[Cells], bool]) -> list[float]:
    return [
        float(line.cells["life_cycle_cost"])
        for line in lines
        if line.cells["known"] and holds(line.cells)
    ]
