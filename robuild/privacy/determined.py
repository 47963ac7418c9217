"""Whether sums that are told determine sums that are not: linear algebra in whole numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_PRIME = 2**31 - 1  # products of two rests fit into 64 bits


def determined(
    told: NDArray[np.int64], wanted: NDArray[np.int64], prime: int = _PRIME
) -> NDArray[np.bool_]:
    """Which rows of `wanted` are linear combinations of the rows of `told`.

    Worked out modulo a prime, so nothing is rounded. The sums of a table of one or two group
    columns have minors of 0 and ±1 only, so the answer is that of exact fractions; with more
    columns it could differ only where a minor is a multiple of the prime.

    Args:
        told: sums that are known, one row each, 1 for every unknown that is in it.
        wanted: sums that are asked for, with the same columns.
        prime: what the rests are of.
    """
    rows = np.unique(told, axis=0) % prime if told.size else told
    asked = wanted % prime
    at = 0
    for column in range(wanted.shape[1]):
        below = np.flatnonzero(rows[at:, column]) if at < len(rows) else np.empty(0, np.int64)
        if not below.size:
            continue
        first = at + int(below[0])
        rows[[at, first]] = rows[[first, at]]
        rows[at] = rows[at] * pow(int(rows[at, column]), -1, prime) % prime
        rows[at + 1 :] = _without(rows[at + 1 :], rows[at], column, prime)
        asked = _without(asked, rows[at], column, prime)
        at += 1
    return np.asarray(~asked.any(axis=1), dtype=np.bool_)


def _without(
    rows: NDArray[np.int64], pivot: NDArray[np.int64], column: int, prime: int
) -> NDArray[np.int64]:
    """The rows with the column made 0 by subtracting the pivot row."""
    return (rows - rows[:, column, None] * pivot % prime) % prime
