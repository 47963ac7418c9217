"""How often each line is renewed and repaired in each year: the seam between engines.

Cash flows take any `ExpectedEvents`. `by_integer_rule` makes them from whole renewals at the end of
each service life; `by_renewal` gives the exact expectation when lives scatter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from robuild.costing.discounting import FloatArray
from robuild.costing.line_row import LineRow
from robuild.costing.lives import Lives
from robuild.costing.renewal import expected_renewals
from robuild.costing.service_life import straight_line_share, times_due


@dataclass(frozen=True, slots=True)
class ExpectedEvents:
    """Numbers of events, lines × years 0 … period; NaN on lines with something missing."""

    planned: FloatArray
    """Planned replacements of the whole line."""
    repairs: FloatArray
    """Damage events that are repaired."""
    total_losses: FloatArray
    """Damage events in which the whole is renewed."""
    value_share: FloatArray
    """Share of its price that each line has left at the end of the period."""


def by_integer_rule(
    rows: Sequence[LineRow], line_costs: pd.DataFrame, period_years: int
) -> ExpectedEvents:
    """Whole renewals in given years, damage evenly over the years 1 … period (conventions §3).

    A renewal in year 0 is decided today and counts in full; damage makes only later ones fewer.
    The age at the end is counted from the last planned replacement; without one, from the start.

    Args:
        rows: of `line_rows`.
        line_costs: `tables.LINE_COSTS` of the same lines.
        period_years: nothing happens after it, and no renewal at its end.
    """
    first_years = np.array([row.first_years for row in rows], dtype=float)
    esl = line_costs["estimated_service_life_years"].to_numpy(dtype=float)
    known = line_costs["missing"].isna().to_numpy(dtype=bool)
    planned = np.full((len(line_costs), period_years + 1), np.nan)
    number = line_costs["replacements"].to_numpy(dtype=float)
    planned[known] = times_due(first_years[known], esl[known], period_years, number[known])
    planned[:, 1:] *= line_costs["planned_share"].to_numpy(dtype=float)[:, np.newaxis]
    age = period_years - (first_years + (number - 1.0) * esl)
    repairs, losses = _damage(line_costs, period_years)
    return ExpectedEvents(planned, repairs, losses, straight_line_share(age, esl))


def by_renewal(
    rows: Sequence[LineRow], line_costs: pd.DataFrame, period_years: int
) -> ExpectedEvents:
    """Exact expectation when lives scatter around the service life (conventions §3.5).

    Total losses come at the same rate whatever the age, so what is renewed beyond them is worn
    out. What is replaced at once, in year 0, starts as new. Lives that do not scatter and are not
    cut short by damage follow the integer rule, which is exact for them.

    Args:
        rows: of `line_rows`.
        line_costs: `tables.LINE_COSTS` of the same lines.
        period_years: nothing happens after it.
    """
    esl = line_costs["estimated_service_life_years"].to_numpy(dtype=float)
    lives, at_once = lives_of(rows, esl)
    found = expected_renewals(lives, period_years)
    planned = worn_out(found.per_year, lives.losses_per_year, at_once)
    repairs, losses = _damage(line_costs, period_years)
    by_rule = by_integer_rule(rows, line_costs, period_years)
    exact = np.isinf(lives.shape) & (lives.losses_per_year == 0.0)
    return ExpectedEvents(
        np.where(exact[:, np.newaxis], by_rule.planned, planned),
        repairs,
        losses,
        np.where(exact, by_rule.value_share, found.value_share),
    )


def lives_of(rows: Sequence[LineRow], esl_years: FloatArray) -> tuple[Lives, NDArray[np.bool_]]:
    """How long each line lasts, and which are replaced at once and so start as new."""
    at_once = np.array([row.first_years == 0.0 for row in rows], dtype=bool)
    age = np.array([row.start_age_years for row in rows], dtype=float)
    losses = np.array([row.losses_per_unit for row in rows], dtype=float)
    shape = np.array([row.life_shape for row in rows], dtype=float)
    return Lives(esl_years, shape, losses, np.where(at_once, 0.0, age)), at_once


def worn_out(
    per_year: FloatArray, losses_per_year: FloatArray, at_once: NDArray[np.bool_]
) -> FloatArray:
    """Planned replacements: renewals beyond the total losses, and in year 0 what is due at once."""
    planned = np.maximum(0.0, per_year - losses_per_year[:, np.newaxis])
    planned[:, 0] = np.where(np.isnan(per_year[:, 0]), np.nan, at_once.astype(float))
    return planned


def _damage(line_costs: pd.DataFrame, period_years: int) -> tuple[FloatArray, FloatArray]:
    """Repairs and total losses of each line and year, 0 in year 0."""
    events = line_costs["damage_events_per_year"].to_numpy(dtype=float)
    lost = line_costs["total_loss_share"].to_numpy(dtype=float)
    running = np.concatenate([[0.0], np.ones(period_years)])
    return np.outer(events * (1.0 - lost), running), np.outer(events * lost, running)
