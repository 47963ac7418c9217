"""Hours and lead times: how much a mean of few rows may say against what the catalog holds.

Bühlmann's credibility `Z = n / (n + k)`: `k` is the variance within a group over the variance
between groups, both of the ratio of what happened to what was expected. Too few groups to tell, and
`k` is an assumption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

ASSUMED_K = 10.0
"""Rows that weigh as much as the catalog, where the log is too small to tell."""
_FEWEST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Credible:
    """A ratio to what was expected."""

    rows: int
    observed: float
    """Mean ratio."""
    ratio: float
    """Between 1, what the catalog holds, and what was observed."""
    low: float
    high: float
    """5 % and 95 %, as normal; from the spread of the rows and what was held before."""
    weight_share: float
    k: float


def credible_ratios(groups: Mapping[str, Sequence[float]]) -> dict[str, Credible]:
    """Ratio of each group, after weighing.

    Args:
        groups: name -> ratios of what happened to what was expected, 0 or more; none is empty.
    """
    rows = {name: np.asarray(values, dtype=float) for name, values in groups.items()}
    k, within = _k(list(rows.values()))
    found = {}
    for name, ratios in rows.items():
        n, mean = len(ratios), float(ratios.mean())
        weight = n / (n + k)
        ratio = weight * mean + (1.0 - weight)
        own = float(ratios.var(ddof=1)) if n > 1 else within
        # belief after n rows: variance between groups, cut to what is left of it
        spread = 1.645 * float(np.sqrt(max(own, within) / (n + k)))
        found[name] = Credible(n, mean, ratio, max(0.0, ratio - spread), ratio + spread, weight, k)
    return found


def _k(groups: Sequence[np.ndarray]) -> tuple[float, float]:
    """Variance within over variance between, and variance within."""
    several = [each for each in groups if len(each) > 1]
    rows = sum(len(each) for each in several)
    if not several or rows <= len(several):
        return ASSUMED_K, 1.0
    within = sum(float(((each - each.mean()) ** 2).sum()) for each in several) / (
        rows - len(several)
    )
    if len(groups) < _FEWEST_GROUPS:
        return ASSUMED_K, within
    sizes = np.array([len(each) for each in groups], dtype=float)
    means = np.array([each.mean() for each in groups])
    # what the catalog says is the centre, so between is about 1 and not about the mean
    between = float((sizes * (means - 1.0) ** 2).sum() - len(groups) * within) / float(sizes.sum())
    if between <= 0:
        return float("inf"), within
    return within / between, within
