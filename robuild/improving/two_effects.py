"""What one variant saves on repairs against another: fewer events, and cheaper events.

`N1·K1 - N2·K2` is split as the mean of both orders (fewer first, cheaper first), so that the two
effects sum to the difference and neither depends on the order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Corrective:
    """Repairs and total losses of one thing over the period."""

    events: float
    """Number, each counted with its discount factor."""
    present_value_nok: float

    @property
    def per_event_nok(self) -> float:
        """What one event costs; NaN where there are none."""
        return self.present_value_nok / self.events if self.events > 0 else math.nan


@dataclass(frozen=True, slots=True)
class TwoEffects:
    """Savings of the second against the first; negative where it costs more [NOK]."""

    fewer_events_nok: float
    cheaper_events_nok: float

    @property
    def saved_nok(self) -> float:
        """Both together: the difference of the present values."""
        return self.fewer_events_nok + self.cheaper_events_nok


def two_effects(first: Corrective, second: Corrective) -> TwoEffects:
    """What the second saves against the first (method: mean of both orders).

    Where one has no events at all, what its event would cost is not known; then all of the
    difference is a difference in number.

    Example:
        >>> two_effects(Corrective(10.0, 10_000.0), Corrective(4.0, 2_000.0))
        TwoEffects(fewer_events_nok=4500.0, cheaper_events_nok=3500.0)
    """
    if first.events <= 0 or second.events <= 0:
        return TwoEffects(first.present_value_nok - second.present_value_nok, 0.0)
    mean_cost = (first.per_event_nok + second.per_event_nok) / 2.0
    mean_events = (first.events + second.events) / 2.0
    return TwoEffects(
        (first.events - second.events) * mean_cost,
        (first.per_event_nok - second.per_event_nok) * mean_events,
    )
