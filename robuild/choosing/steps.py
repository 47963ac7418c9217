"""The next best krone: which exchange of variant saves most per krone of extra acquisition.

Without constraints between classes the steps follow the lower convex hull of each class: variants
that are dearer without saving more per krone are never stepped on. Filling a budget step by step,
the last one in part, then gives the bound of the linear relaxation (Sinha and Zoltners,
*The Multiple-Choice Knapsack Problem*, Operations Research 27, 1979).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from robuild.choosing.problem import TOLERANCE_NOK, FloatArray, IntArray, Problem, within


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange of the variant of one class."""

    from_option: int
    to_option: int
    extra_acquisition_nok: float
    saving_nok: float
    """In the objective; always above 0."""
    free: bool
    """Costs nothing extra to buy, so that no saving per krone can be stated."""
    cumulated_acquisition_nok: float
    """Of the whole choice after this step."""
    cumulated_objective_nok: float

    @property
    def saving_per_krone(self) -> float:
        """Saving per krone of extra acquisition [NOK per NOK]; infinite where it is free."""
        return math.inf if self.free else self.saving_nok / self.extra_acquisition_nok


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a first choice, best first, until no single step saves anything."""

    start: IntArray
    steps: tuple[Step, ...]
    end: IntArray


def cheapest(problem: Problem, cost: FloatArray) -> IntArray:
    """Option of each class with the least cost; equal: the present one, then by variant id."""
    order = np.lexsort((-problem.current, cost, problem.class_no))
    return order[problem.first].astype(np.int64)


def best_steps(problem: Problem, start: IntArray) -> Path:
    """Steps from a choice that is allowed, each to another allowed one.

    What saves without costing extra comes first, then what saves most per krone; among equals
    the smaller step, the present variant, and class and variant id.
    """
    choice = start.copy()
    steps: list[Step] = []
    while True:
        step = _best_step(problem, choice)
        if step is None:
            return Path(start, tuple(steps), choice)
        choice[problem.class_no[step.to_option]] = step.to_option
        steps.append(step)


def _best_step(problem: Problem, choice: IntArray) -> Step | None:
    now = choice[problem.class_no]
    saving = problem.objective[now] - problem.objective
    good = np.flatnonzero((saving > TOLERANCE_NOK) & problem.moves_allowed(choice))
    if not len(good):
        return None
    saving = saving[good]
    extra = problem.acquisition[good] - problem.acquisition[now[good]]
    free = extra <= TOLERANCE_NOK
    ratio = np.divide(saving, extra, out=np.full(len(good), np.inf), where=~free)
    size = np.where(free, -saving, extra)
    best = np.lexsort((-problem.current[good], extra, size, -ratio))[0]
    option = int(good[best])
    leaving = int(now[option])
    choice_after = choice.copy()
    choice_after[problem.class_no[option]] = option
    return Step(
        from_option=leaving,
        to_option=option,
        extra_acquisition_nok=float(extra[best]),
        saving_nok=float(saving[best]),
        free=bool(free[best]),
        cumulated_acquisition_nok=problem.spend_nok(choice_after),
        cumulated_objective_nok=problem.cost_nok(choice_after),
    )


def fill(problem: Problem, path: Path, budget_nok: float | None) -> IntArray:
    """Choice after every step that a budget still holds, in order; the start has to be in it.

    A step that does not fit is passed over, and with it the later steps of its class.
    """
    choice = path.start.copy()
    prefix = path.start.copy()
    unbroken = True
    spend = problem.spend_nok(choice)
    for step in path.steps:
        class_no = problem.class_no[step.to_option]
        fits = within(spend + step.extra_acquisition_nok, budget_nok)
        if not fits or choice[class_no] != step.from_option:
            unbroken = False
            continue
        choice[class_no] = step.to_option
        spend = problem.spend_nok(choice)
        if unbroken:
            prefix = choice.copy()
    # out of order, a step may break what holds between classes
    return choice if problem.allowed(choice) else prefix


def cut_step(path: Path, budget_nok: float | None) -> Step | None:
    """First step that a budget does not hold in full; `None` where it holds every one."""
    beyond = (s for s in path.steps if not within(s.cumulated_acquisition_nok, budget_nok))
    return next(beyond, None)


def relaxed_bound_nok(problem: Problem, price: float, budget_nok: float | None) -> float:
    """Least objective that any choice within a budget can have [NOK].

    Lagrange's bound, of the budget alone. With the saving per krone of the step that the budget
    cuts as the price of a krone it equals filling up with a part of that step.

    Args:
        problem: any; what holds between classes can only make the objective larger.
        price: of a krone of acquisition, at least 0 [NOK per NOK].
        budget_nok: `None` is no limit; then the price is 0.
    """
    best = np.minimum.reduceat(problem.objective + price * problem.acquisition, problem.first)
    spent = price * budget_nok if budget_nok is not None and price > 0 else 0.0
    return math.fsum(best) - spent


def penalties_nok(problem: Problem, price: float) -> FloatArray:
    """By how much each option raises `relaxed_bound_nok` when it has to be chosen [NOK]."""
    cost = problem.objective + price * problem.acquisition
    least: FloatArray = np.minimum.reduceat(cost, problem.first)
    return cost - least[problem.class_no]
