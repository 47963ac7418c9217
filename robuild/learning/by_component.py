"""Assumed beside actual of components, in all buildings together."""

from __future__ import annotations

import pandas as pd

from robuild.learning.rates import LEVEL

MEASURES = (
    ("hours", "hours_expected", "hours_rows"),
    ("cost_nok", "cost_expected_nok", "cost_rows"),
    ("days", "days_expected", "days_rows"),
)
"""What happened, what was assumed, and rows that say it, of one event."""


def by_component(table: pd.DataFrame) -> pd.DataFrame:
    """`EVALUATION` added up by component: events, the range of chance, ratios, extra cost.

    Args:
        table: `EVALUATION` of one or several buildings.

    Returns:
        Indexed by component_key: events, events_expected (NaN where a part of it is not known),
        events_low and events_high (5 % and 95 %; NaN where none was expected), extra_nok_per_year,
        and of each of hours, cost_nok and days `_ratio` (happened over assumed, weighed by rows;
        NaN without any) and `_seen` (rows that can be compared).
    """
    from scipy.stats import poisson

    parts = {"component_key": table["component_key"], "events": table["events"],
             "extra_nok_per_year": table["extra_nok_per_year"]}  # fmt: skip
    for name, assumed, rows in MEASURES:
        there = (table[rows] > 0) & (table[assumed] > 0)
        parts[f"{name}_seen"] = table[rows].where(there, 0)
        parts[f"{name}_weighed"] = (table[rows] * table[name] / table[assumed]).where(there, 0.0)
    found = pd.DataFrame(parts).groupby("component_key", sort=True).sum()
    for name, _, _ in MEASURES:
        found[f"{name}_ratio"] = found[f"{name}_weighed"] / found[f"{name}_seen"].where(
            found[f"{name}_seen"] > 0
        )
    grouped = table.groupby("component_key", sort=True)["events_expected"]
    found["events_expected"] = grouped.sum().where(grouped.count() == grouped.size())
    some = found["events_expected"].where(found["events_expected"] > 0)
    tail = (1.0 - LEVEL) / 2.0
    found["events_low"] = poisson.ppf(tail, some)
    found["events_high"] = poisson.ppf(1.0 - tail, some)
    return found.drop(columns=[f"{name}_weighed" for name, _, _ in MEASURES]).astype(float)
