"""At which value of one input two alternatives cost the same, by the engine `renewal`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from robuild.costing import Costing
from robuild.costing.discounting import FloatArray
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.uncertainty.gaps import BreakEvenInput, Gap, Gaps
from robuild.uncertainty.pairs import Pair
from robuild.uncertainty.parts import IntArray

_SAME = 1e-9
"""Costs closer than this share are the same."""


class NoCrossing(StrEnum):
    """Why no value in the range makes both cost the same."""

    FIRST_CHEAPER = "first_cheaper"
    """All over the range."""
    SECOND_CHEAPER = "second_cheaper"
    SAME = "same"
    """They cost the same all over the range."""
    MISSING = "missing"
    """One of them lacks something, or nothing is compared."""


RANGES: dict[BreakEvenInput, tuple[float, float]] = {
    BreakEvenInput.DAMAGE_RATE: (0.1, 10.0),
    BreakEvenInput.LIFE: (0.25, 4.0),
    BreakEvenInput.PRICE: (0.1, 10.0),
    BreakEvenInput.REAL_RATE: (0.0, 0.1),
}
_LOOKS = 9
"""A range is looked at in so many places before the crossing is searched between two of them."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Value of one input at which two alternatives cost the same."""

    line_id: str | None
    """`None` for all lines together."""
    input: BreakEvenInput
    value: float | NoCrossing
    """The crossing nearest to what is stated, in the unit of the input: a multiple or 1/year."""
    lowest: float
    highest: float
    """Of the range that was searched."""
    dearer_is_second: bool
    """Which one costs more to buy; its life and price are moved."""


def break_evens(
    first: Costing, second: Costing, catalog: Catalog, settings: Settings, *, by_line: bool = False
) -> tuple[BreakEven, ...]:
    """Break-even values of damage rate, life, price and real rate between two alternatives.

    A fixed life without total losses changes cost in jumps; its break-even is the jump at which
    the order of the two changes.

    Args:
        first: lines in the variants of one alternative.
        second: the same lines in those of the other.
        catalog: that both were costed with.
        settings: that both were costed with.
        by_line: of each line on its own; else of all together, over the lines that both have all
            amounts for.

    Returns:
        The four inputs of each pair; pairs sorted by line, those that lack something last.
    """
    pair = Pair.of(first, second, catalog, settings)
    missing = pair.missing if by_line else ((None,) if not pair.line_id else ())
    found = [
        BreakEven(line, each, NoCrossing.MISSING, *RANGES[each], dearer_is_second=False)
        for line in missing
        for each in BreakEvenInput
    ]
    if not pair.line_id:
        return tuple(found)
    names = pair.line_id if by_line else (None,)
    which = np.arange(len(pair.line_id)) if by_line else np.zeros(len(pair.line_id), np.int64)
    gaps = Gaps.of(pair, which, len(names))
    values = {each: _crossings(gaps, each) for each in BreakEvenInput}
    return (
        *(
            BreakEven(line, each, values[each][at], *RANGES[each], bool(gaps.dearer_is_second[at]))
            for at, line in enumerate(names)
            for each in BreakEvenInput
        ),
        *found,
    )


def _crossings(gaps: Gaps, moved: BreakEvenInput) -> list[float | NoCrossing]:
    """Break-even value of one input for each pair, or why there is none."""
    low, high = RANGES[moved]
    gap = gaps.at(moved)
    every = np.arange(gaps.number)
    if moved is BreakEvenInput.REAL_RATE:
        looks = np.linspace(low, high, _LOOKS)
        stated = gaps.stated_rate
    else:
        looks = np.geomspace(low, high, _LOOKS)
        stated = 1.0
    seen = np.column_stack([gap(np.full(gaps.number, look), every) for look in looks])
    seen = np.where(np.abs(seen) <= _SAME * gaps.size_nok[:, np.newaxis], 0.0, seen)
    crosses = seen[:, :-1] * seen[:, 1:] <= 0.0
    same = (seen == 0.0).all(axis=1)
    found = np.flatnonzero(crosses.any(axis=1) & ~same)
    away = np.abs(np.arange(_LOOKS - 1) + 0.5 - np.interp(stated, looks, np.arange(_LOOKS)))
    between = np.where(crosses[found], away, np.inf).argmin(axis=1)
    roots = np.full(gaps.number, np.nan)
    roots[found] = _roots(gap, looks[between], looks[between + 1], found)
    dearer_costs_more = seen[:, 0] > 0.0
    second_costs_more = dearer_costs_more == gaps.dearer_is_second
    return [
        NoCrossing.SAME
        if same[at]
        else float(roots[at])
        if not np.isnan(roots[at])
        else (NoCrossing.FIRST_CHEAPER if second_costs_more[at] else NoCrossing.SECOND_CHEAPER)
        for at in every
    ]


def _roots(gap: Gap, low: FloatArray, high: FloatArray, pairs: IntArray) -> FloatArray:
    """Where the gap of each pair changes sign between two values."""
    if not len(pairs):
        return np.empty(0)
    from scipy.optimize.elementwise import find_root

    def at(value: FloatArray, pair: FloatArray) -> FloatArray:
        return gap(value, pair.astype(np.int64))

    found: FloatArray = find_root(at, (low, high), args=(pairs.astype(float),)).x
    return found
