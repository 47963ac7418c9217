"""What a choice of variants comes to: tables and totals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
import pandera.pandas as pa

from robuild.choosing.offers import AMOUNTS, Classes
from robuild.choosing.pareto import Best, CurvePoint, SolvedBy
from robuild.choosing.problem import IntArray, Problem, within
from robuild.choosing.steps import Path
from robuild.terms import vocabulary as v
from robuild.terms.column_kinds import count, number, schema, text, words
from robuild.terms.tables import checked, empty, text_column


class BudgetState(StrEnum):
    """What the budget does to the choice."""

    NO_LIMIT = "no_limit"
    NOT_BINDING = "not_binding"
    """The best there is costs no more than the budget; another krone saves nothing."""
    BINDING = "binding"


CHOICES = schema(
    "choices",
    {
        "class_id": text(unique=True),
        "component_key": text(),
        "dwelling_type": text(),  # "; " between
        "line_count": count(),
        "component_count": count(),
        "variant_id": text(),  # chosen
        "role": words(v.VariantRole),
        "repair_ease": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "strong_count": count(),  # of components that look strongly institutional
        "current_variant_id": text(nullable=True),  # "; " between where lines differ
        "changed": pa.Column(bool),  # on at least one line
        "acquisition_cost_nok": number(),
        "life_cycle_cost_nok": number(None),
        "weighted_cost_nok": number(None),
        "current_acquisition_cost_nok": number(nullable=True),
        "current_life_cycle_cost_nok": number(None, nullable=True),
        "current_weighted_cost_nok": number(None, nullable=True),
        "acquisition_difference_nok": number(None, nullable=True),  # chosen less current
        "life_cycle_difference_nok": number(None, nullable=True),
        "weighted_difference_nok": number(None, nullable=True),
    },
    None,
)

LINE_CHOICES = schema(
    "line_choices",
    {"line_id": text(unique=True), "class_id": text(), "variant_id": text()},
    None,
)

NEXT_STEPS = schema(
    "next_steps",
    {
        "step": count(),  # from 1
        "class_id": text(),
        "from_variant_id": text(),
        "to_variant_id": text(),
        "extra_acquisition_nok": number(None),
        "saving_nok": number(),
        "free": pa.Column(bool),  # saves without costing extra
        "saving_per_krone": number(nullable=True),  # NOK per NOK; NaN where it is free
        "cumulated_acquisition_nok": number(),
        "cumulated_objective_nok": number(None),
        "within_budget": pa.Column(bool),  # the whole list so far
    },
    None,
)

PARETO = schema(
    "pareto",
    {
        "budget_nok": number(),
        "acquisition_cost_nok": number(),  # of the choice, at most the budget
        "objective_nok": number(None),
        "point": words(CurvePoint),
        "solved_by": words(SolvedBy),
        "proven": pa.Column(bool),
    },
    None,
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Sums over all classes [NOK]."""

    acquisition_cost_nok: float
    life_cycle_cost_nok: float
    weighted_cost_nok: float


@dataclass(frozen=True, slots=True)
class BudgetChoice:
    """Which variant of each thing is best within a budget.

    Every sum is of the choosable lines alone; `lines_not_choosable` are in none of them, so what
    they cost to buy does not count against the budget.
    """

    choices: pd.DataFrame
    """`CHOICES`: a row for each class."""
    lines: pd.DataFrame
    """`LINE_CHOICES`: the variant of each choosable line."""
    totals: Amounts
    current_totals: Amounts | None
    """Of what the plan has now; `None` where some class lacks an amount of it."""
    objective: v.Objective
    objective_nok: float
    budget_nok: float | None
    budget_state: BudgetState
    least_acquisition_nok: float
    """Of any choice that keeps every constraint."""
    bound_nok: float
    """No choice within the budget has a smaller objective: the linear relaxation, in which part
    of a thing may be exchanged and only the budget and the least repair ease hold."""
    saving_per_extra_krone: float | None
    """Marginal value of the budget: saving per krone of the step that it cuts [NOK per NOK]. 0
    where it does not bind; `None` where it binds but no single step is left to take."""
    next_steps: pd.DataFrame
    """`NEXT_STEPS`, from the choice that costs least to buy."""
    steps_are_guide: bool
    """Something holds between classes: each step keeps it, but exchanges of several things at
    once are not in the list, and it may end before the best choice."""
    pareto: pd.DataFrame
    """`PARETO`: least objective by rising budget."""
    strong_share: float | None
    """Components that look strongly institutional; `None` where there are no components."""
    classes_below_minimum: tuple[str, ...]
    """No variant reaches `minimum_repair_ease`; they keep every variant."""
    lines_not_choosable: tuple[str, ...]
    """No variant has every amount on the whole class; what they cost is not known here."""
    left_out: pd.DataFrame
    """`LEFT_OUT`: every offer that could not be chosen, and why."""
    solved_by: SolvedBy
    proven: bool
    """Whether the search for a better choice came to its end."""


def choices_table(classes: Classes, choice: IntArray) -> pd.DataFrame:
    """`CHOICES`."""
    table = classes.options.iloc[choice].reset_index(drop=True)
    table["changed"] = table["current_count"] < table["line_count"]
    for name in AMOUNTS:
        difference = name.replace("_cost_nok", "_difference_nok")
        table[difference] = table[name] - table[f"current_{name}"]
    return checked(CHOICES, table[list(CHOICES.columns)])


def line_choices(classes: Classes, choice: IntArray) -> pd.DataFrame:
    """`LINE_CHOICES`."""
    chosen = classes.options.iloc[choice]
    variant = dict(zip(chosen["class_id"], chosen["variant_id"], strict=True))
    lines = classes.lines[["line_id", "class_id"]]
    found = lines.assign(variant_id=lines["class_id"].map(variant).astype("str"))
    return checked(LINE_CHOICES, found)


def amounts(choices: pd.DataFrame, prefix: str = "") -> Amounts | None:
    """Sums of `CHOICES`; `None` where an amount is missing."""
    columns = [choices[f"{prefix}{name}"].to_numpy(dtype=float) for name in AMOUNTS]
    if any(np.isnan(column).any() for column in columns):
        return None
    return Amounts(*(math.fsum(column) for column in columns))


def steps_table(classes: Classes, path: Path, budget_nok: float | None) -> pd.DataFrame:
    """`NEXT_STEPS`."""
    if not path.steps:
        return empty(NEXT_STEPS)
    steps = path.steps
    options = classes.options
    leaving = options.iloc[[s.from_option for s in steps]].reset_index(drop=True)
    taking = options.iloc[[s.to_option for s in steps]].reset_index(drop=True)
    spent = [s.cumulated_acquisition_nok for s in steps]
    fits = np.array([within(nok, budget_nok) for nok in spent])
    table = pd.DataFrame(
        {
            "step": np.arange(1, len(steps) + 1),
            "class_id": taking["class_id"],
            "from_variant_id": leaving["variant_id"],
            "to_variant_id": taking["variant_id"],
            "extra_acquisition_nok": [s.extra_acquisition_nok for s in steps],
            "saving_nok": [s.saving_nok for s in steps],
            "free": [s.free for s in steps],
            "saving_per_krone": [math.nan if s.free else s.saving_per_krone for s in steps],
            "cumulated_acquisition_nok": spent,
            "cumulated_objective_nok": [s.cumulated_objective_nok for s in steps],
            "within_budget": np.logical_and.accumulate(fits),
        }
    )
    return checked(NEXT_STEPS, table)


def pareto_table(problem: Problem, points: list[Best]) -> pd.DataFrame:
    """`PARETO`."""
    if not points:
        return empty(PARETO)
    table = pd.DataFrame(
        {
            "budget_nok": [p.budget_nok for p in points],
            "acquisition_cost_nok": [problem.spend_nok(p.choice) for p in points],
            "objective_nok": [problem.cost_nok(p.choice) for p in points],
            "point": text_column([str(p.point) for p in points]),
            "solved_by": text_column([str(p.solved_by) for p in points]),
            "proven": [p.proven for p in points],
        }
    )
    return checked(PARETO, table)
