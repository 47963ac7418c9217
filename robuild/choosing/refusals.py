"""What cannot be chosen at all, and what to change."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from robuild.choosing.knapsack import minimise
from robuild.choosing.problem import TOLERANCE_NOK, IntArray, Problem, within
from robuild.choosing.steps import cheapest
from robuild.terms.issues import InputError, input_error
from robuild.terms.settings import Settings


def least_acquisition(problem: Problem, settings: Settings) -> IntArray:
    """Choice that costs least to buy of all that keep what holds between classes.

    Raises:
        InputError: `institutional_look_share` is lower than any choice can have; the message
            gives the least share.
        ArithmeticError: the search did not come to its end.
    """
    start = cheapest(problem, problem.acquisition)
    if problem.allowed(start):
        return start
    found = minimise(problem, problem.acquisition, [])
    if found.choice is not None:
        return found.choice
    if not found.proven or problem.strong_limit is None:
        raise ArithmeticError("no choice of variants was found; the search did not end")
    raise _too_institutional(problem, settings)


def check_budget(problem: Problem, least: IntArray, settings: Settings) -> None:
    """That the budget holds the choice that costs least to buy.

    Raises:
        InputError: it does not; the message gives the least acquisition that can do it.
    """
    least_nok = problem.spend_nok(least)
    if within(least_nok, settings.budget_nok) or settings.budget_nok is None:
        return
    asked = _asked(settings)
    anyway_nok = problem.spend_nok(cheapest(problem, problem.acquisition))
    message = (
        f"budget_nok is {math.floor(settings.budget_nok):,}, but one variant of everything "
        f"costs at least {_nok(least_nok)} NOK to buy"
    )
    hint = f"Set budget_nok to {_nok(least_nok)} or more"
    if asked:
        message += f" with {' and '.join(asked)}"
        hint += f", or ease {' or '.join(asked)}"
        if anyway_nok < least_nok - 1:
            message += f" ({_nok(anyway_nok)} NOK where each variant may be chosen by itself)"
    raise input_error("budget_too_small", f"{message}.", hint=f"{hint}.")


def _too_institutional(problem: Problem, settings: Settings) -> InputError:
    strong = problem.strong.astype(float)
    least = minimise(replace(problem, strong_limit=None), strong, [])
    if least.choice is None:
        raise ArithmeticError("the least share that looks institutional was not found")
    count = int(problem.strong[least.choice].sum())
    share = math.ceil(count / problem.component_count * 1e4) / 1e4
    asked = [a for a in _asked(settings) if not a.startswith("institutional")]
    others = f" with {' and '.join(asked)}" if asked else ""
    return input_error(
        "institutional_look_share_too_small",
        f"institutional_look_share is {settings.institutional_look_share}, but at least {count} "
        f"of {problem.component_count} components look strongly institutional in any choice"
        f"{others}, a share of {share:.4g}.",
        hint=f"Set institutional_look_share to {share:.4g} or more, or offer variants that look "
        "less so.",
    )


def _asked(settings: Settings) -> list[str]:
    """What is asked for beside the budget, as it is set."""
    asked: Iterable[tuple[str, object]] = (
        ("minimum_repair_ease", settings.minimum_repair_ease),
        ("institutional_look_share", settings.institutional_look_share),
        ("same_family", settings.same_family or None),
    )
    return [f"{key} {value}".removesuffix(" True") for key, value in asked if value is not None]


def _nok(amount: float) -> str:
    """Whole kroner, up, so that a budget of what is printed is enough."""
    return f"{math.ceil(amount - TOLERANCE_NOK):,}"
