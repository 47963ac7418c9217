"""Multiple-choice knapsack, solved to the end by branch and bound."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from robuild.choosing.problem import TOLERANCE_NOK, BoolArray, FloatArray, IntArray, Problem
from robuild.choosing.steps import penalties_nok, relaxed_bound_nok

if TYPE_CHECKING:
    from scipy.sparse import csr_array

RELATIVE_GAP = 1e-6
"""How near to the best is enough for the solver; its usual 1e-4 can be worse than by steps."""
_MOST_NODES = 50_000  # counted, not timed: the same input gives the same answer on any machine
_MOST_CUTS = 20
_SIZE = 1000.0
_INFEASIBLE = 2


class Limit(NamedTuple):
    """The amounts of the options chosen add up to `most` or less."""

    amounts: FloatArray
    most: float


@dataclass(frozen=True, slots=True)
class Solved:
    """What branch and bound found."""

    choice: IntArray | None
    """`None`: nothing was found; with `proven`, nothing exists."""
    proven: bool
    """Whether the search came to its end."""


class _Rows:
    """Rows of a sparse matrix, `low <= row <= high`, while they are being put together."""

    def __init__(self) -> None:
        self.row: list[IntArray] = []
        self.column: list[IntArray] = []
        self.value: list[FloatArray] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, columns: IntArray, values: FloatArray, low: float, high: float) -> None:
        self.row.append(np.full(len(columns), len(self.low), dtype=np.int64))
        self.column.append(columns)
        self.value.append(values)
        self.low.append(low)
        self.high.append(high)

    def matrix(self, width: int) -> csr_array[np.float64]:
        from scipy.sparse import coo_array

        where = (np.concatenate(self.row), np.concatenate(self.column))
        entries = (np.concatenate(self.value), where)
        return coo_array(entries, shape=(len(self.low), width)).tocsr()


def minimise(
    problem: Problem,
    cost: FloatArray,
    limits: list[Limit],
    kept: BoolArray | None = None,
    relative_gap: float = RELATIVE_GAP,
) -> Solved:
    """Allowed choice with the least cost.

    What the solver returns is added up exactly; a choice that only its tolerances let through
    is forbidden, and the search goes on.

    Args:
        problem: options, classes and what holds between them.
        cost: of each option; any unit.
        limits: in the unit of their own amounts; a budget, for example.
        kept: options that may be chosen; `None` is all.
        relative_gap: how near to the least cost is enough, as a share of the cost above the sum
            of the least of each class.
    """
    use = np.flatnonzero(np.ones(len(cost), dtype=bool) if kept is None else kept)
    if len(np.unique(problem.class_no[use])) < len(problem.first):
        return Solved(None, proven=True)
    forbidden: list[IntArray] = []
    for _ in range(_MOST_CUTS):
        found, proven = _search(
            problem, cost, limits, use.astype(np.int64), forbidden, relative_gap
        )
        if found is None or (_keeps(limits, found) and problem.allowed(found)):
            return Solved(found, proven)
        forbidden.append(found)
    return Solved(None, proven=False)


def best_within(
    problem: Problem, budget_nok: float | None, price: float, known: IntArray, *, exact: bool
) -> Solved:
    """Choice with the least objective within a budget.

    Args:
        problem: what to choose.
        budget_nok: most that acquisition may cost [NOK]; `None` is no limit.
        price: of a krone at this budget, as `relaxed_bound_nok` takes it.
        known: an allowed choice within the budget. Options that cannot lead to anything as good
            are put aside, which leaves few of hundreds.
        exact: to the end, and of several the cheapest to buy; else a millionth of the objective
            is near enough.
    """
    limits = [] if budget_nok is None else [Limit(problem.acquisition, budget_nok)]
    cost_nok = problem.cost_nok(known)
    gap_nok = cost_nok - relaxed_bound_nok(problem, price, budget_nok)
    near_nok = RELATIVE_GAP * abs(cost_nok)
    if not exact and gap_nok <= near_nok:
        return Solved(known, proven=True)
    slack = TOLERANCE_NOK + 1e-9 * float(np.abs(problem.objective).max())
    kept: BoolArray = penalties_nok(problem, price) <= gap_nok + slack
    if exact:
        found = minimise(problem, problem.objective, limits, kept)
    else:
        least_nok = relaxed_bound_nok(problem, 0.0, None)
        gap = near_nok / max(cost_nok - least_nok, near_nok, TOLERANCE_NOK)
        gap = min(max(gap, RELATIVE_GAP), 0.01)
        found = minimise(problem, problem.objective, limits, kept, gap)
    if found.choice is None:
        return found
    best = min(found.choice, known, key=problem.rank)
    if exact:
        as_good = Limit(problem.objective, problem.cost_nok(best))
        cheaper = minimise(problem, problem.acquisition, [*limits, as_good], kept)
        if cheaper.choice is not None:
            best = min(best, cheaper.choice, key=problem.rank)
    return Solved(settled(problem, best), found.proven)


def settled(problem: Problem, choice: IntArray) -> IntArray:
    """The same amounts, by the present variant where one costs the same, else by variant id."""
    choice = choice.copy()
    ends = [*problem.first[1:], len(problem.class_no)]
    for class_no, (first, end) in enumerate(zip(problem.first, ends, strict=True)):
        now = choice[class_no]
        options = np.arange(first, end)
        alike = options[
            (np.abs(problem.acquisition[first:end] - problem.acquisition[now]) <= TOLERANCE_NOK)
            & (np.abs(problem.objective[first:end] - problem.objective[now]) <= TOLERANCE_NOK)
        ]
        for option in sorted(alike, key=lambda each: (-problem.current[each], each)):
            choice[class_no] = option
            if option == now or problem.allowed(choice):
                break
    return choice


def _keeps(limits: list[Limit], choice: IntArray) -> bool:
    return all(math.fsum(amounts[choice]) <= most + TOLERANCE_NOK for amounts, most in limits)


def _search(
    problem: Problem,
    cost: FloatArray,
    limits: list[Limit],
    use: IntArray,
    forbidden: list[IntArray],
    relative_gap: float,
) -> tuple[IntArray | None, bool]:
    """Choice from the options in use, and whether the search came to its end."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = _Rows()
    _one_each(rows, problem, use)
    for amounts, most in limits:
        _limit_row(rows, problem, use, amounts, most)
    if problem.strong_limit is not None:
        _limit_row(rows, problem, use, problem.strong.astype(float), float(problem.strong_limit))
    for choice in forbidden:
        columns = np.flatnonzero(np.isin(use, choice))
        rows.add(columns, np.ones(len(columns)), -np.inf, len(problem.first) - 1.0)
    width = len(use) + _family_rows(rows, problem, use)
    shifted, _ = _shifted(problem, use, cost)
    objective = np.concatenate([shifted * _scale(shifted), np.zeros(width - len(use))])
    result = milp(
        objective,
        integrality=np.ones(width, dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows.matrix(width), rows.low, rows.high),
        options={"mip_rel_gap": relative_gap, "node_limit": _MOST_NODES},
    )
    if result.x is None:
        return None, result.status == _INFEASIBLE
    weight = np.zeros(len(cost))
    weight[use] = result.x[: len(use)]
    order = np.lexsort((-weight, problem.class_no))
    return order[problem.first].astype(np.int64), result.status == 0


def _one_each(rows: _Rows, problem: Problem, use: IntArray) -> None:
    for columns in np.split(np.arange(len(use)), _starts(problem, use)[1:]):
        rows.add(columns.astype(np.int64), np.ones(len(columns)), 1.0, 1.0)


def _starts(problem: Problem, use: IntArray) -> IntArray:
    """Where each class begins among the options in use; every class has some."""
    numbers = np.arange(len(problem.first))
    return np.searchsorted(problem.class_no[use], numbers).astype(np.int64)


def _shifted(problem: Problem, use: IntArray, amounts: FloatArray) -> tuple[FloatArray, float]:
    """Amounts above the least of their class, and the sum of the least.

    Every class has one option, so the sum is paid in any case; without it small differences
    between large amounts stay clear of the solver's tolerances.
    """
    least = np.minimum.reduceat(amounts[use], _starts(problem, use))
    return amounts[use] - least[problem.class_no[use]], math.fsum(least)


def _scale(amounts: FloatArray) -> float:
    largest = float(amounts.max(initial=0.0))
    return _SIZE / largest if largest > TOLERANCE_NOK else 1.0


def _limit_row(
    rows: _Rows, problem: Problem, use: IntArray, amounts: FloatArray, most: float
) -> None:
    extra, paid = _shifted(problem, use, amounts)
    scale = _scale(extra)
    columns = np.flatnonzero(extra)
    rows.add(columns, extra[columns] * scale, -np.inf, (most + TOLERANCE_NOK - paid) * scale)


def _family_rows(rows: _Rows, problem: Problem, use: IntArray) -> int:
    """One binary per family and role that it may share; how many were added."""
    families = problem.families
    if families is None:
        return 0
    added = 0
    against = families.against[use]
    for number, classes in enumerate(families.classes):
        roles = np.flatnonzero(families.offered[number])
        binaries = np.arange(len(use) + added, len(use) + added + len(roles))
        rows.add(binaries.astype(np.int64), np.ones(len(roles)), 1.0, 1.0)
        for binary, role in zip(binaries, roles, strict=True):
            for class_no in classes:
                others = np.flatnonzero(against[:, role] & (problem.class_no[use] == class_no))
                if len(others):
                    columns = np.append(others, binary).astype(np.int64)
                    rows.add(columns, np.ones(len(columns)), -np.inf, 1.0)
        added += len(roles)
    return added
