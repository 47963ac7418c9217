"""How well a damage rate is known, as the shape of a gamma distribution about it."""

from __future__ import annotations

import math

_Z95 = 1.6448536269514722


def shape_of_spread(spread: float) -> float:
    """Gamma shape with the same relative variance as a lognormal of this spread.

    Args:
        spread: 95 % sure to be at most this many times the median; above 1.

    Example:
        >>> round(shape_of_spread(3.0), 2)
        1.78
    """
    sigma = math.log(spread) / _Z95
    # a spread of 1 is all but certain
    return 1.0 / max(math.expm1(sigma * sigma), 1e-6)


def shape_behind(counted_events: float | None, spread: float) -> float:
    """Gamma shape of a catalog's rate: counted events, or the spread where nobody counted."""
    return shape_of_spread(spread) if counted_events is None else counted_events
