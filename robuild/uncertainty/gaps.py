"""What the dearer of two alternatives costs more over the years, as a function of one input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.terms.vocabulary import DiscountTiming
from robuild.uncertainty.evaluating import Case
from robuild.uncertainty.exact import Factors, life_cycle_costs, planned_at, real_flows, residual_pv
from robuild.uncertainty.pairs import Pair
from robuild.uncertainty.parts import BoolArray, IntArray

Gap = Callable[[FloatArray, IntArray], FloatArray]
"""Value of the input for each of some pairs, and which pairs -> dearer to buy less the other."""


class BreakEvenInput(StrEnum):
    """What is moved until both cost the same."""

    DAMAGE_RATE = "damage_rate"
    """Of both, as a multiple of what is stated."""
    LIFE = "life"
    """Service life of the one that is dearer to buy, as a multiple."""
    PRICE = "price"
    """Price of the one that is dearer to buy, first and later, as a multiple."""
    REAL_RATE = "real_rate"
    """The same in all years."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the one that is dearer to buy costs more over the years, of each pair [NOK]."""

    pair: Pair
    pair_of_line: IntArray
    number: int
    """Of pairs."""
    dearer_is_second: BoolArray
    size_nok: FloatArray
    """Of what is compared, in each pair: life-cycle cost of both."""

    @classmethod
    def of(cls, pair: Pair, pair_of_line: IntArray, number: int) -> Gaps:
        """Of pairs of lines, or of all lines as one pair.

        Args:
            pair: both alternatives.
            pair_of_line: which pair each line belongs to.
            number: of pairs.
        """

        def extra(one: FloatArray, other: FloatArray) -> FloatArray:
            return np.bincount(pair_of_line, other - one, number).astype(float)

        bought = extra(*(case.parts.acquisition_nok.sum(axis=1) for case in pair.cases))
        replaced = extra(*(case.parts.replacement_nok.sum(axis=1) for case in pair.cases))
        costs = [np.abs(life_cycle_costs(case)) for case in pair.cases]
        # where nothing is bought now, the one that is dearer to replace
        dearer = np.where(bought == 0.0, replaced > 0.0, bought > 0.0)
        return cls(pair, pair_of_line, number, dearer, extra(-costs[0], costs[1]))

    @property
    def stated_rate(self) -> float:
        """Real rate of the first years."""
        return self.pair.cases[0].settings.real_rate_1

    def at(self, moved: BreakEvenInput) -> Gap:
        """By value of one input, the others as stated."""
        if moved is BreakEvenInput.REAL_RATE:
            return self._by_rate()
        if moved is BreakEvenInput.PRICE:
            return self._by_price()

        def gap(value: FloatArray, pairs: IntArray) -> FloatArray:
            of_pair = np.ones(self.number)
            of_pair[pairs] = value
            lines = np.flatnonzero(np.isin(self.pair_of_line, pairs))
            factor = of_pair[self.pair_of_line[lines]]
            if moved is BreakEvenInput.DAMAGE_RATE:
                moves = [Factors(damage=factor)] * 2
            else:
                moves = [Factors(life=own) for own in self._of_dearer(factor, lines)]
            costs = [
                life_cycle_costs(case.rows(lines), factors)
                for case, factors in zip(self.pair.cases, moves, strict=True)
            ]
            return self._more(costs[1] - costs[0], lines)[pairs]

        return gap

    def _by_price(self) -> Gap:
        """Cost is a straight line in the price: two points tell all of it."""
        lines = np.arange(len(self.pair_of_line))
        at_price = []
        for price in (0.0, 1.0):
            moves = self._of_dearer(np.full(len(lines), price), lines)
            costs = [
                life_cycle_costs(case, Factors(price=own))
                for case, own in zip(self.pair.cases, moves, strict=True)
            ]
            at_price.append(self._more(costs[1] - costs[0], lines))
        free, rise = at_price[0], at_price[1] - at_price[0]
        return lambda value, pairs: free[pairs] + value * rise[pairs]

    def _by_rate(self) -> Gap:
        """Renewals do not depend on the rate: they are counted once."""
        lines = np.arange(len(self.pair_of_line))
        (flows, end), (other_flows, other_end) = (_undiscounted(case) for case in self.pair.cases)
        by_year = np.array([self._more(year, lines) for year in (other_flows - flows).T]).T
        left = self._more(other_end - end, lines)
        settings = self.pair.cases[0].settings
        years = np.arange(settings.period_years + 1.0)
        if settings.discount_timing is DiscountTiming.MID_YEAR:
            years = np.maximum(0.0, years - 0.5)

        def gap(value: FloatArray, pairs: IntArray) -> FloatArray:
            growth = 1.0 + value
            spent: FloatArray = (by_year[pairs] * growth[:, np.newaxis] ** -years).sum(axis=1)
            return spent - left[pairs] * growth ** float(-settings.period_years)

        return gap

    def _of_dearer(self, factor: FloatArray, lines: IntArray) -> tuple[FloatArray, FloatArray]:
        """A factor on the one that is dearer to buy: of the lines of the first, of the second."""
        second = self.dearer_is_second[self.pair_of_line[lines]]
        return np.where(second, 1.0, factor), np.where(second, factor, 1.0)

    def _more(self, second_less_first: FloatArray, lines: IntArray) -> FloatArray:
        more = np.bincount(self.pair_of_line[lines], second_less_first, self.number)
        return np.where(self.dearer_is_second, more, -more)


def _undiscounted(case: Case) -> tuple[FloatArray, FloatArray]:
    """Cost of each line in each year, and what it is credited with at the end."""
    planned = planned_at(case, Factors())
    credited = residual_pv(case, Factors(), planned)
    return real_flows(case, Factors(), planned), credited / case.time.end_discount
