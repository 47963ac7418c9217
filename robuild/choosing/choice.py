"""The best variant of each thing within an acquisition budget."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.choosing.offers import Classes, choice_classes
from robuild.choosing.pareto import Best, CurvePoint, best_choice, curve, price_of_a_krone
from robuild.choosing.problem import Problem, problem_of, within
from robuild.choosing.refusals import check_budget, least_acquisition
from robuild.choosing.result import (
    BudgetChoice,
    BudgetState,
    amounts,
    choices_table,
    line_choices,
    pareto_table,
    steps_table,
)
from robuild.choosing.steps import Path, best_steps, cheapest, cut_step, relaxed_bound_nok
from robuild.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class _Search:
    """Everything that was looked for."""

    path: Path
    relaxed: Path
    best: Best
    state: BudgetState
    points: list[Best]


def choose(offers: pd.DataFrame, settings: Settings) -> BudgetChoice:
    """Variant of each class with the least objective, within a budget for acquisition.

    A multiple-choice knapsack (method I.6.1): the smallest sum of `objective` with one variant
    for each class and a sum of acquisition of at most `budget_nok`. Only lines of which some
    variant has every amount are in the sums and count against the budget; the others are listed.
    Of equally good choices the cheaper one to buy is taken, then the present variant, then the
    first by variant id.

    Args:
        offers: `OFFERS`; the order of its rows does not matter.
        settings: `budget_nok`, `objective`, `choose_per`, `minimum_repair_ease`,
            `institutional_look_share` and `same_family` are used.

    Raises:
        InputError: the budget is below the least acquisition that keeps every constraint, or no
            choice keeps `institutional_look_share`. The message gives the least that is possible.
        ArithmeticError: a search without a first choice did not end; an internal fault.
    """
    classes = choice_classes(offers, settings.choose_per, settings.minimum_repair_ease)
    problem = problem_of(
        classes,
        settings.objective,
        settings.institutional_look_share,
        same_family=settings.same_family,
    )
    return _result(classes, problem, _searched(problem, settings), settings)


def _searched(problem: Problem, settings: Settings) -> _Search:
    budget_nok = settings.budget_nok
    least = least_acquisition(problem, settings)
    check_budget(problem, least, settings)
    path = best_steps(problem, least)
    loose = problem.relaxed()
    relaxed = best_steps(loose, cheapest(loose, loose.acquisition))
    found = best_choice(problem, None, path, relaxed)
    dearest_nok = problem.spend_nok(found[0])
    points = curve(problem, path, relaxed, dearest_nok, budget_nok)
    if budget_nok is None or within(dearest_nok, budget_nok):
        # the last point may be a better one that the search without a budget did not come to
        last = min((found[0], points[-1].choice), key=problem.rank)
        best = Best(dearest_nok, last, found[1], found[2], CurvePoint.ASKED)
        state = BudgetState.NO_LIMIT if budget_nok is None else BudgetState.NOT_BINDING
        return _Search(path, relaxed, best, state, points)
    best = next(point for point in points if point.point is CurvePoint.ASKED)
    return _Search(path, relaxed, best, BudgetState.BINDING, points)


def _result(
    classes: Classes, problem: Problem, search: _Search, settings: Settings
) -> BudgetChoice:
    best, path = search.best, search.path
    choices = choices_table(classes, best.choice)
    totals = amounts(choices)
    if totals is None:
        raise ArithmeticError("a chosen variant lacks an amount")
    budget_nok = settings.budget_nok
    cost_nok = problem.cost_nok(best.choice)
    price = price_of_a_krone(search.relaxed, budget_nok)
    components = problem.component_count
    return BudgetChoice(
        choices=choices,
        lines=line_choices(classes, best.choice),
        totals=totals,
        current_totals=amounts(choices, "current_"),
        objective=settings.objective,
        objective_nok=cost_nok,
        budget_nok=budget_nok,
        budget_state=search.state,
        least_acquisition_nok=problem.spend_nok(path.start),
        # the bound is worked out in another order of adding
        bound_nok=min(relaxed_bound_nok(problem, price, budget_nok), cost_nok),
        saving_per_extra_krone=_marginal(path, search.state, budget_nok),
        next_steps=steps_table(classes, path, budget_nok),
        steps_are_guide=problem.constrained,
        pareto=pareto_table(problem, search.points),
        strong_share=float(problem.strong[best.choice].sum() / components) if components else None,
        classes_below_minimum=classes.below_minimum,
        lines_not_choosable=classes.lines_not_choosable,
        left_out=classes.left_out,
        solved_by=best.solved_by,
        proven=best.proven,
    )


def _marginal(path: Path, state: BudgetState, budget_nok: float | None) -> float | None:
    if state is not BudgetState.BINDING:
        return 0.0
    step = cut_step(path, budget_nok)
    return None if step is None or step.free else step.saving_per_krone
