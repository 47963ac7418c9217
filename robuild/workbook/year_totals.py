"""Amounts by year as the sheet shows them: the values beside the formulas of *Kontantstrøm*."""

from __future__ import annotations

import math
from dataclasses import dataclass

from robuild.terms.settings import MOST_YEARS
from robuild.workbook.line_numbers import Line
from robuild.workbook.page import Book
from robuild.workbook.renewal_numbers import weighted
from robuild.workbook.timing import renewals

Years = list[float]
_YEARS = range(MOST_YEARS + 1)


@dataclass(frozen=True, slots=True)
class YearTotals:
    """Yearly amounts in real NOK, years 0 to 75."""

    by_key: dict[str, Years]
    yearly: list[float]
    """Per line, what every year costs."""
    interval_nok: list[list[float]]
    """Per line and interval, what the maintenance costs each time."""
    counts: list[tuple[float, ...]]
    """Per line, planned renewals in each year, as far as damage has not made them."""
    amounts: list[Years]
    """Per line, everything in life-cycle cost."""
    factors: tuple[float, ...]

    def present_value(self, key: str) -> float:
        """Present value of one total [NOK]."""
        return math.fsum(a * f for a, f in zip(self.by_key[key], self.factors, strict=True))


def year_totals(book: Book, lines: list[Line]) -> YearTotals:
    """All amounts of the sheet."""
    timing = book.timing
    last = timing.period_years
    known = [line.cells for line in lines if line.cells["known"]]
    interval_nok = [_interval_amounts(book, line) for line in lines]
    counts = [_counts(line, last) for line in lines]
    yearly = [
        math.fsum(line.cells[f"{key}_nok_per_year"] for key in ("maintenance", "repair", "damage"))
        if line.cells["known"]
        else math.nan
        for line in lines
    ]

    def constant(key: str) -> Years:
        each = math.fsum(cells[key] for cells in known)
        return [each if 1 <= year <= last else 0.0 for year in _YEARS]

    due = [timing.interval_counts[each] for each in timing.intervals]
    periodic = [
        math.fsum(
            amounts[place] * due[place][year]
            for amounts in interval_nok
            for place in range(len(due))
        )
        for year in _YEARS
    ]
    by_key = {
        "acquisition": _at(0, math.fsum(cells["acquisition"] for cells in known)),
        "maintenance": [
            a + b for a, b in zip(constant("maintenance_nok_per_year"), periodic, strict=True)
        ],
        "repair": constant("repair_nok_per_year"),
        "planned": _planned(lines, counts, "replacement_nok"),
        "damage": constant("damage_nok_per_year"),
        "residual": _at(last, -math.fsum(cells["residual_nok"] for cells in known)),
    }
    by_key["life_cycle_cost"] = [
        math.fsum(values[year] for values in by_key.values()) for year in _YEARS
    ]
    by_key["discounted"] = [
        a * f for a, f in zip(by_key["life_cycle_cost"], timing.discount_factors, strict=True)
    ]
    by_key["cumulative"] = [math.fsum(by_key["discounted"][: year + 1]) for year in _YEARS]
    by_key["outside"] = [
        a + b
        for a, b in zip(
            constant("outside_nok_per_year"),
            _planned(lines, counts, "replacement_downtime_nok"),
            strict=True,
        )
    ]
    amounts = [
        [
            _amount(line, year, last, yearly[place], counts[place], interval_nok[place], due)
            for year in _YEARS
        ]
        for place, line in enumerate(lines)
    ]
    return YearTotals(by_key, yearly, interval_nok, counts, amounts, timing.discount_factors)


def _interval_amounts(book: Book, line: Line) -> list[float]:
    return [line.cells["interval_nok"].get(each, 0.0) for each in book.timing.intervals]


def _counts(line: Line, period_years: int) -> tuple[float, ...]:
    cells = line.cells
    if not cells["known"]:
        return (0.0,) * (MOST_YEARS + 1)
    return weighted(renewals(cells["first_renewal"], cells["esl"], period_years), cells)


def _at(place: int, amount: float) -> Years:
    return [amount if year == place else 0.0 for year in _YEARS]


def _planned(lines: list[Line], counts: list[tuple[float, ...]], key: str) -> Years:
    pairs = [
        (line.cells[key], n) for line, n in zip(lines, counts, strict=True) if line.cells["known"]
    ]
    return [math.fsum(amount * n[year] for amount, n in pairs) for year in _YEARS]


def _amount(
    line: Line,
    year: int,
    last: int,
    yearly: float,
    counts: tuple[float, ...],
    interval_nok: list[float],
    due: list[tuple[int, ...]],
) -> float:
    cells = line.cells
    if not cells["known"]:
        return math.nan
    amount: float = cells["replacement_nok"] * counts[year]
    if year == 0:
        return amount + float(cells["acquisition"])
    amount += yearly if year <= last else 0.0
    amount += sum(nok * n[year] for nok, n in zip(interval_nok, due, strict=True))
    return amount - (cells["residual_nok"] if year == last else 0.0)
