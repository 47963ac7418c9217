"""How often each line is renewed and repaired in each year: the seam between engines.

Cash flows take any `ExpectedEvents`. `by_integer_rule` makes them from whole renewals; an engine
with lives that scatter can put expected numbers of its own in their place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from robuild.costing.discounting import FloatArray
from robuild.costing.service_life import times_due


@dataclass(frozen=True, slots=True)
class ExpectedEvents:
    """Numbers of events, lines × years 0 … period; NaN on lines with something missing."""

    planned: FloatArray
    """Planned replacements of the whole line."""
    repairs: FloatArray
    """Damage events that are repaired."""
    total_losses: FloatArray
    """Damage events in which the whole is renewed."""


def by_integer_rule(
    line_costs: pd.DataFrame, first_years: FloatArray, period_years: int
) -> ExpectedEvents:
    """Whole renewals in given years, damage evenly over the years 1 … period (conventions §3).

    A renewal in year 0 is decided today and counts in full; damage makes only later ones fewer.

    Args:
        line_costs: `tables.LINE_COSTS`.
        first_years: time of the first planned replacement of each line.
        period_years: nothing happens after it, and no renewal at its end.
    """
    esl = line_costs["estimated_service_life_years"].to_numpy(dtype=float)
    known = line_costs["missing"].isna().to_numpy(dtype=bool)
    planned = np.full((len(line_costs), period_years + 1), np.nan)
    planned[known] = times_due(first_years[known], esl[known], period_years)
    planned[:, 1:] *= line_costs["planned_share"].to_numpy(dtype=float)[:, np.newaxis]
    events = line_costs["damage_events_per_year"].to_numpy(dtype=float)
    lost = line_costs["total_loss_share"].to_numpy(dtype=float)
    running = np.concatenate([[0.0], np.ones(period_years)])
    return ExpectedEvents(
        planned=planned,
        repairs=np.outer(events * (1.0 - lost), running),
        total_losses=np.outer(events * lost, running),
    )
