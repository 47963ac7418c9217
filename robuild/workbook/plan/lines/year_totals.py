"""Amounts by year as the sheet shows them: the values beside the formulas of *Kontantstrøm*."""

from __future__ import annotations

import math
from dataclasses import dataclass

from robuild.terms.settings import MOST_YEARS
from robuild.terms.vocabulary import TaskKind
from robuild.workbook.page import Book
from robuild.workbook.plan.lines.line_numbers import Line
from robuild.workbook.plan.lines.maintenance import LineTask
from robuild.workbook.plan.lines.renewal_numbers import weighted
from robuild.workbook.timing import Timing, renewals

Years = list[float]
UPKEEP = {
    "inspection": TaskKind.INSPECTION,
    "cleaning": TaskKind.CLEANING,
    "maintenance": TaskKind.PLANNED_MAINTENANCE,
}
"""Row of the sheet -> kind of recurring work."""
_YEARS = range(MOST_YEARS + 1)


@dataclass(frozen=True, slots=True)
class YearTotals:
    """Yearly amounts in the prices of their year [NOK], years 0 to 75."""

    by_key: dict[str, Years]
    yearly: list[float]
    """Per line, what every year costs, prices of year 0."""
    interval_nok: list[list[float]]
    """Per line and interval, what the maintenance costs each time, prices of year 0."""
    counts: list[tuple[float, ...]]
    """Per line, planned renewals in each year by whole numbers, as far as damage allows."""
    amounts: list[Years]
    """Per line, everything in life-cycle cost."""
    timing: Timing
    vat_factor: float

    def present_value(self, key: str) -> float:
        """Present value of one total [NOK]."""
        if key == "residual":
            return math.fsum(self.by_key[key]) * self.timing.chain[self.timing.period_years]
        if key == "life_cycle_cost":
            return math.fsum(self.by_key["discounted"])
        if key == "with_vat":
            return self.present_value("life_cycle_cost") * self.vat_factor
        pairs = zip(self.by_key[key], self.timing.discount_factors, strict=True)
        return math.fsum(amount * factor for amount, factor in pairs)


def year_totals(book: Book, lines: list[Line], tasks: list[LineTask]) -> YearTotals:
    """All amounts of the sheet."""
    timing, settings = book.timing, book.result.settings
    last = timing.period_years
    known = [line.cells for line in lines if line.cells["known"]]
    interval_nok = [
        [line.cells["interval_nok"].get(each, 0.0) for each in timing.intervals] for line in lines
    ]
    counts = [_counts(line, last) for line in lines]
    shown = [_shown(book, line, by_rule) for line, by_rule in zip(lines, counts, strict=True)]
    yearly = [
        math.fsum(line.cells[f"{key}_nok_per_year"] for key in ("maintenance", "repair", "damage"))
        if line.cells["known"]
        else math.nan
        for line in lines
    ]

    def constant(key: str) -> Years:
        each = math.fsum(cells[key] for cells in known)
        return [each if 1 <= year <= last else 0.0 for year in _YEARS]

    paid = timing.acquisition_years
    bought = math.fsum(cells["acquisition"] for cells in known) / paid
    base = {
        "acquisition": [bought if year < paid else 0.0 for year in _YEARS],
        **_upkeep(book, tasks),
        "repair": constant("repair_nok_per_year"),
        "planned": _planned(lines, shown, "replacement_nok"),
        "damage": constant("damage_nok_per_year"),
    }
    by_key = {key: _grown(values, timing) for key, values in base.items()}
    end = (1.0 + timing.price_growth) ** last
    left = -math.fsum(cells["residual_nok"] for cells in known) * end
    by_key["residual"] = [left if year == last else 0.0 for year in _YEARS]
    by_key["life_cycle_cost"] = [
        math.fsum(values[year] for values in by_key.values()) for year in _YEARS
    ]
    vat = 1.0 + settings.vat_share * (1.0 - settings.vat_compensated_share)
    by_key["with_vat"] = [amount * vat for amount in by_key["life_cycle_cost"]]
    by_key["discounted"] = _discounted(by_key, timing)
    by_key["cumulative"] = [math.fsum(by_key["discounted"][: year + 1]) for year in _YEARS]
    outside = zip(
        constant("outside_nok_per_year"), _planned(lines, shown, "replacement_downtime_nok"),
        strict=True,
    )  # fmt: skip
    by_key["outside"] = _grown([a + b for a, b in outside], timing)
    amounts = [
        _amounts(line, timing, yearly[place], shown[place], interval_nok[place])
        for place, line in enumerate(lines)
    ]
    return YearTotals(by_key, yearly, interval_nok, counts, amounts, timing, vat)


def _grown(values: Years, timing: Timing) -> Years:
    return [amount * price for amount, price in zip(values, timing.price, strict=True)]


def _discounted(by_key: dict[str, Years], timing: Timing) -> Years:
    """Each year at the time in it that costs fall, residual value at its end."""
    return [
        (by_key["life_cycle_cost"][year] - by_key["residual"][year]) * timing.discount_factors[year]
        + by_key["residual"][year] * timing.chain[year]
        for year in _YEARS
    ]


def _upkeep(book: Book, tasks: list[LineTask]) -> dict[str, Years]:
    """Recurring work by kind, on lines that can be costed."""
    timing = book.timing
    found = {}
    for key, kind in UPKEEP.items():
        mine = [
            (each.interval_years, each.cost_nok)
            for each in tasks
            if str(each.task.kind) == str(kind)
            and each.line.cells["known"]
            and each.cost_nok is not None
        ]
        often = math.fsum(nok / every for every, nok in mine if every <= 1)
        found[key] = [
            math.fsum(
                [
                    often if 1 <= year <= timing.period_years else 0.0,
                    *(n * timing.interval_counts[e][year] for e, n in mine if e > 1),
                ]
            )
            for year in _YEARS
        ]
    return found


def _counts(line: Line, period_years: int) -> tuple[float, ...]:
    cells = line.cells
    if not cells["known"]:
        return (0.0,) * (MOST_YEARS + 1)
    due = renewals(cells["first_renewal"], cells["esl"], period_years, cells["replacements"])
    return weighted(due, cells)


def _shown(book: Book, line: Line, by_rule: tuple[float, ...]) -> tuple[float, ...]:
    """Planned renewals by the engine that is shown."""
    if not line.cells["by_expectation"]:
        return by_rule
    expected = book.result.renewals.planned[line.cells["renewal_row"] - 1]
    last = book.timing.period_years
    return tuple(float(n) if year <= last else 0.0 for year, n in enumerate(expected))


def _planned(lines: list[Line], counts: list[tuple[float, ...]], key: str) -> Years:
    pairs = [
        (line.cells[key], n) for line, n in zip(lines, counts, strict=True) if line.cells["known"]
    ]
    return [math.fsum(amount * n[year] for amount, n in pairs) for year in _YEARS]


def _amounts(
    line: Line,
    timing: Timing,
    yearly: float,
    counts: tuple[float, ...],
    interval_nok: list[float],
) -> Years:
    cells, last = line.cells, timing.period_years
    if not cells["known"]:
        return [math.nan] * (MOST_YEARS + 1)
    due = [timing.interval_counts[each] for each in timing.intervals]
    paid = timing.acquisition_years
    amounts = []
    for year in _YEARS:
        amount = cells["replacement_nok"] * counts[year]
        amount += cells["acquisition"] / paid if year < paid else 0.0
        amount += yearly if 1 <= year <= last else 0.0
        amount += sum(nok * n[year] for nok, n in zip(interval_nok, due, strict=True))
        amounts.append(amount * timing.price[year])
    amounts[last] -= cells["residual_nok"] * (1.0 + timing.price_growth) ** last
    return amounts
