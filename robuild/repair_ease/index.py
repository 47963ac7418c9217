"""The repair-ease index: nine values between 0.1 and 1 joined into one (conventions §5.1)."""

from __future__ import annotations

import math
from collections.abc import Mapping

from robuild.terms.vocabulary import Criterion, RepairEaseClass, RepairEaseMethod

WORST, BEST = 0.1, 1.0
_DUST = 1e-9
"""The mean of nine values of 0.8 may end a digit below 0.8 and is class A all the same."""
_CLASS_FROM = (
    (0.80, RepairEaseClass.A),
    (0.65, RepairEaseClass.B),
    (0.50, RepairEaseClass.C),
    (0.35, RepairEaseClass.D),
)
SUB_INDICES: Mapping[str, tuple[Criterion, ...]] = {
    "physical": (
        Criterion.CONNECTION,
        Criterion.ACCESS,
        Criterion.INDEPENDENCE,
        Criterion.SMALLEST_PART,
    ),
    "means": (Criterion.TOOLS, Criterion.SKILL, Criterion.DOCUMENTATION),
    "logistics": (Criterion.PARTS, Criterion.DISTURBANCE),
}


def join_values(
    values: Mapping[Criterion, float],
    weights: Mapping[Criterion, float],
    method: RepairEaseMethod = RepairEaseMethod.GEOMETRIC,
) -> float:
    """One index from the values of the criteria [0.1 to 1].

    Args:
        values: value of every criterion that has a weight above 0 [0.1 to 1].
        weights: weights of the criteria; they are scaled to sum to 1.
        method: geometric by default: a weak link counts for more than in an average.

    Raises:
        ValueError: no criterion has a weight above 0.

    Example:
        >>> pair = {Criterion.CONNECTION: 0.2, Criterion.ACCESS: 0.8}
        >>> round(join_values(pair, {Criterion.CONNECTION: 0.5, Criterion.ACCESS: 0.5}), 9)
        0.4
    """
    used = [criterion for criterion, weight in weights.items() if weight > 0]
    if not used:
        raise ValueError("no criterion has a weight above 0; give at least one")
    value = [values[criterion] for criterion in used]
    whole = math.fsum(weights[criterion] for criterion in used)
    weight = [weights[criterion] / whole for criterion in used]
    pairs = list(zip(weight, value, strict=True))
    match method:
        case RepairEaseMethod.GEOMETRIC:
            joined = math.exp(math.fsum(w * math.log(v) for w, v in pairs))
        case RepairEaseMethod.HARMONIC:
            joined = 1.0 / math.fsum(w / v for w, v in pairs)
        case RepairEaseMethod.ARITHMETIC:
            joined = math.fsum(w * v for w, v in pairs)
        case RepairEaseMethod.MINIMUM:
            joined = min(value)
    return min(max(joined, WORST), BEST)  # the last digit of a power may leave the range


def sub_index(
    name: str,
    values: Mapping[Criterion, float],
    weights: Mapping[Criterion, float],
    method: RepairEaseMethod,
) -> float:
    """Index of one group of criteria [0.1 to 1].

    Args:
        name: a key of `SUB_INDICES`.
        values: value of every criterion of the group.
        weights: of the preset; where it gives the whole group none, all count alike.
        method: as for the index itself.
    """
    group = SUB_INDICES[name]
    chosen = {criterion: weights.get(criterion, 0.0) for criterion in group}
    if not any(chosen.values()):
        chosen = dict.fromkeys(group, 1.0)
    return join_values(values, chosen, method)


def repair_ease_class(rei: float) -> RepairEaseClass:
    """Class letter of an index (conventions §5.1).

    Example:
        >>> str(repair_ease_class(0.65)), str(repair_ease_class(0.3499))
        ('B', 'E')
    """
    return next((letter for low, letter in _CLASS_FROM if rei >= low - _DUST), RepairEaseClass.E)


def weakest(values: Mapping[Criterion, float], weights: Mapping[Criterion, float]) -> Criterion:
    """The criterion with the lowest value; on a tie the heavier one, then the first.

    Example:
        >>> values = {Criterion.CONNECTION: 0.2, Criterion.ACCESS: 0.2, Criterion.TOOLS: 0.8}
        >>> shares = {Criterion.CONNECTION: 0.2, Criterion.ACCESS: 0.5, Criterion.TOOLS: 0.3}
        >>> str(weakest(values, shares))
        'C2'
    """
    used = [criterion for criterion in Criterion if weights.get(criterion, 0.0) > 0]
    return min(used, key=lambda criterion: (values[criterion], -weights[criterion]))
