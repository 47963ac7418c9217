"""The choice as numbers: options in classes, what they cost and what holds between classes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from robuild.choosing.offers import Classes
from robuild.terms.vocabulary import Objective, VariantRole

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

TOLERANCE_NOK = 1e-6
"""Sums of money closer than this are equal: the noise of adding floats."""
OBJECTIVE_COLUMN = {
    Objective.LIFE_CYCLE_COST: "life_cycle_cost_nok",
    Objective.WEIGHTED_COST: "weighted_cost_nok",
}
_ROLES = [str(role) for role in VariantRole]


@dataclass(frozen=True, slots=True)
class Families:
    """Groups of classes whose chosen variants share one role, wherever they offer it."""

    classes: tuple[IntArray, ...]
    """Classes of each family, by number."""
    offered: BoolArray
    """Family by role: whether any of its classes offers the role."""
    against: BoolArray
    """Option by role: the class of the option offers the role, and the option is another."""
    pair_family: IntArray
    """Family of each pair of a family and an option of one of its classes."""
    pair_option: IntArray


@dataclass(frozen=True, slots=True)
class Problem:
    """Options, sorted by class and variant. A choice is the number of one option per class."""

    class_no: IntArray
    """Class of each option, from 0 without gaps."""
    first: IntArray
    """First option of each class."""
    acquisition: FloatArray
    """Of each option [NOK]."""
    objective: FloatArray
    """Of each option, what is made smallest [NOK]."""
    current: IntArray
    """Of how many lines the option is the present variant."""
    role: IntArray
    strong: IntArray
    """Components that would look strongly institutional."""
    component_count: int
    strong_limit: int | None
    """Most components that may look so; `None` is no limit."""
    families: Families | None

    @property
    def constrained(self) -> bool:
        """Whether anything but the budget holds between classes."""
        return self.strong_limit is not None or self.families is not None

    def relaxed(self) -> Problem:
        """The same options with nothing but the budget between classes."""
        return replace(self, strong_limit=None, families=None)

    def allowed(self, choice: IntArray) -> bool:
        """Whether a choice keeps everything that holds between classes; the budget is apart."""
        if self.strong_limit is not None and self.strong[choice].sum() > self.strong_limit:
            return False
        if self.families is None:
            return True
        clear = _conflicts(self.families, choice) == 0
        return bool((clear & self.families.offered).any(axis=1).all())

    def moves_allowed(self, choice: IntArray) -> BoolArray:
        """Of each option: whether putting it into an allowed choice leaves it allowed."""
        good = np.ones(len(self.class_no), dtype=bool)
        now = choice[self.class_no]
        if self.strong_limit is not None:
            total = self.strong[choice].sum() - self.strong[now] + self.strong
            good &= total <= self.strong_limit
        if self.families is not None:
            fam = self.families
            after = _conflicts(fam, choice)[fam.pair_family]
            after = after - fam.against[now[fam.pair_option]] + fam.against[fam.pair_option]
            clear = ((after == 0) & fam.offered[fam.pair_family]).any(axis=1)
            good[fam.pair_option[~clear]] = False
        return good

    def spend_nok(self, choice: IntArray) -> float:
        """Acquisition of a choice, added exactly [NOK]."""
        return math.fsum(self.acquisition[choice])

    def cost_nok(self, choice: IntArray) -> float:
        """Objective of a choice, added exactly [NOK]."""
        return math.fsum(self.objective[choice])

    def rank(self, choice: IntArray) -> tuple[float, float, int, tuple[int, ...]]:
        """Order of choices: objective, acquisition, fewer changes, then variant id by class."""
        return (
            round(self.cost_nok(choice), 6),
            round(self.spend_nok(choice), 6),
            -int(self.current[choice].sum()),
            tuple(choice.tolist()),
        )


def within(spend_nok: float, budget_nok: float | None) -> bool:
    """Whether a sum is within a budget [NOK]; `None` is no limit."""
    return budget_nok is None or spend_nok <= budget_nok + TOLERANCE_NOK


def problem_of(
    classes: Classes,
    objective: Objective,
    institutional_look_share: float | None = None,
    *,
    same_family: bool = False,
) -> Problem:
    """The numbers of a choice.

    Args:
        classes: what gets one variant each.
        objective: what is made smallest.
        institutional_look_share: most of the components that may look strongly institutional,
            as a share of those that can be chosen for [0..1].
        same_family: chosen variants of a family group share one role. A class that does not
            offer the role takes any.
    """
    options = classes.options
    numbers, ids = pd.factorize(options["class_id"])
    class_no = numbers.astype(np.int64)
    first = np.searchsorted(class_no, np.arange(len(ids))).astype(np.int64)
    roles = options["role"].map({role: n for n, role in enumerate(_ROLES)})
    role: IntArray = roles.to_numpy().astype(np.int64)
    components = int(options["component_count"].to_numpy(dtype=np.int64)[first].sum())
    share = institutional_look_share
    return Problem(
        class_no=class_no,
        first=first,
        acquisition=options["acquisition_cost_nok"].to_numpy(dtype=float),
        objective=options[OBJECTIVE_COLUMN[objective]].to_numpy(dtype=float),
        current=options["current_count"].to_numpy(dtype=np.int64),
        role=role,
        strong=options["strong_count"].to_numpy(dtype=np.int64),
        component_count=components,
        strong_limit=None if share is None else math.floor(share * components + 1e-9),
        families=_families(classes, pd.Index(ids), class_no, role) if same_family else None,
    )


def _families(
    classes: Classes, class_ids: pd.Index, class_no: IntArray, role: IntArray
) -> Families | None:
    """Families of two classes or more; a class stands in the family of each of its lines."""
    lines = classes.lines[classes.lines["family_group"] != ""]
    members: list[IntArray] = []
    for _, group in lines.groupby("family_group", sort=True):
        found = np.unique(class_ids.get_indexer(pd.Index(group["class_id"])))
        if len(found) > 1:
            members.append(found.astype(np.int64))
    if not members:
        return None
    offers_role = np.zeros((len(class_ids), len(_ROLES)), dtype=bool)
    offers_role[class_no, role] = True
    is_role = role[:, None] == np.arange(len(_ROLES))
    pairs = [np.flatnonzero(np.isin(class_no, group)) for group in members]
    return Families(
        classes=tuple(members),
        offered=np.array([offers_role[group].any(axis=0) for group in members]),
        against=offers_role[class_no] & ~is_role,
        pair_family=np.repeat(np.arange(len(members)), [len(found) for found in pairs]),
        pair_option=np.concatenate(pairs).astype(np.int64),
    )


def _conflicts(families: Families, choice: IntArray) -> IntArray:
    """Family by role: how many classes offer the role and have chosen another."""
    against = families.against[choice]
    return np.array([against[group].sum(axis=0) for group in families.classes], dtype=np.int64)
