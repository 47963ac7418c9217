"""Least objective for every budget: the best choice at some budgets, and the curve through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from robuild.choosing.knapsack import best_within
from robuild.choosing.problem import TOLERANCE_NOK, IntArray, Problem, within
from robuild.choosing.steps import Path, cut_step, fill

SWEPT = 25
"""Budgets at even distances from the least acquisition to that of the best choice."""


class CurvePoint(StrEnum):
    """Why a budget is on the curve."""

    SWEPT = "swept"
    STEP = "step"
    """The budget that just holds a whole number of steps; there the steps are the best choice."""
    ASKED = "asked"


class SolvedBy(StrEnum):
    """What found the choice that is used."""

    MILP = "milp"
    """Branch and bound; better than step by step."""
    GREEDY = "greedy"
    """Step by step; branch and bound found nothing better."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best choice within one budget."""

    budget_nok: float
    choice: IntArray
    solved_by: SolvedBy
    proven: bool
    """Whether the search for a better one came to its end."""
    point: CurvePoint


def price_of_a_krone(path: Path, budget_nok: float | None) -> float:
    """Saving per krone of the step that a budget cuts; 0 where it cuts none [NOK per NOK]."""
    step = cut_step(path, budget_nok)
    return 0.0 if step is None or step.free else step.saving_per_krone


def best_choice(
    problem: Problem,
    budget_nok: float | None,
    path: Path,
    relaxed: Path,
    known: tuple[IntArray, ...] = (),
    *,
    exact: bool = True,
) -> tuple[IntArray, SolvedBy, bool]:
    """Best choice within a budget, what found it, and whether the search came to its end.

    Args:
        problem: what to choose.
        budget_nok: at least what the start of the path costs [NOK]; `None` is no limit.
        path: steps that keep all that holds between classes.
        relaxed: steps of the problem with nothing but the budget.
        known: more choices that are allowed and within the budget.
        exact: as `best_within` takes it.
    """
    greedy = min((fill(problem, path, budget_nok), *known), key=problem.rank)
    ended = not problem.constrained and within(problem.spend_nok(path.end), budget_nok)
    if ended or not len(problem.first):
        return greedy, SolvedBy.GREEDY, True  # each class has the best there is
    found = best_within(
        problem, budget_nok, price_of_a_krone(relaxed, budget_nok), greedy, exact=exact
    )
    if found.choice is None or problem.rank(found.choice) >= problem.rank(greedy):
        return greedy, SolvedBy.GREEDY, found.proven
    return found.choice, SolvedBy.MILP, found.proven


def curve(
    problem: Problem, path: Path, relaxed: Path, dearest_nok: float, asked_nok: float | None
) -> list[Best]:
    """Best choices by rising budget; the objective never rises, one point for each budget.

    Swept points are solved to within a millionth of the objective, the budget asked for exactly.

    Args:
        problem: what to choose.
        path: as `best_choice` takes it; it starts at the least acquisition.
        relaxed: as `best_choice` takes it.
        dearest_nok: acquisition of the best choice without a budget; the curve ends there.
        asked_nok: another budget to put on the curve, if it lies on it.
    """
    least_nok = problem.spend_nok(path.start)
    points = [(float(b), CurvePoint.SWEPT) for b in np.linspace(least_nok, dearest_nok, SWEPT)]
    if asked_nok is not None and least_nok - TOLERANCE_NOK <= asked_nok <= dearest_nok:
        points.append((asked_nok, CurvePoint.ASKED))
    steps = {} if problem.constrained else dict(_after_steps(problem, path))
    points += [(budget, CurvePoint.STEP) for budget in steps]
    found: list[Best] = []
    for budget, point in _distinct(points):
        known = (found[-1].choice,) if found else ()
        if point is CurvePoint.STEP:
            best = min((steps[budget], *known), key=problem.rank)
            found.append(Best(budget, best, SolvedBy.GREEDY, True, point))
            continue
        exact = point is CurvePoint.ASKED
        best_here = best_choice(problem, budget, path, relaxed, known, exact=exact)
        found.append(Best(budget, *best_here, point))
    return found


def _after_steps(problem: Problem, path: Path) -> Iterator[tuple[float, IntArray]]:
    """Acquisition and choice after each step, once the free ones are taken."""
    choice = path.start.copy()
    for number, step in enumerate(path.steps):
        choice[problem.class_no[step.to_option]] = step.to_option
        last_free = number + 1 == len(path.steps) or not path.steps[number + 1].free
        if last_free:
            yield step.cumulated_acquisition_nok, choice.copy()


def _distinct(points: list[tuple[float, CurvePoint]]) -> list[tuple[float, CurvePoint]]:
    """Rising budgets; of several within a ten-thousandth of a krone one, asked before step."""
    order = [CurvePoint.ASKED, CurvePoint.STEP, CurvePoint.SWEPT]
    kept: dict[float, tuple[float, CurvePoint]] = {}
    for budget, point in sorted(points, key=lambda each: order.index(each[1])):
        kept.setdefault(round(budget, 4), (budget, point))
    return sorted(kept.values())
