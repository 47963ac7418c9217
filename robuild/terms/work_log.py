"""What really happened: rows of a work log, and how much was there to break while it was kept.

`WORK_LOG` holds months, never days, and codes of dwellings that stay on the owner's own machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from robuild.terms import vocabulary as v
from robuild.terms.column_kinds import count, number, schema, text, words


class DamageCause(StrEnum):
    """Why a thing failed; no cause names or means a person."""

    WEAR = "wear"
    SUDDEN = "sudden"
    WATER = "water"
    DEFECT = "defect"
    UNKNOWN = "unknown"


class LoggedAction(StrEnum):
    """What was done about it."""

    REPAIR = "repair"
    """Made whole without new parts, or with consumables only."""
    PART = "part"
    """A part of it was replaced."""
    WHOLE = "whole"
    """All of it was replaced."""


WORK_LOG = schema(
    "work_log",
    {
        "log_id": text(unique=True),
        "component_key": text(),
        "variant_id": text(nullable=True),
        "line_id": text(nullable=True),
        "component_id": text(nullable=True),  # where the row names one thing of the model
        "dwelling_code": text(nullable=True),  # local: never leaves the owner's files
        "month": text(),  # "2026-03"
        "cause": words(DamageCause),
        "action": words(LoggedAction),
        "quantity": number(nullable=True),  # in the unit of the component; NaN: not said
        "age_years": number(nullable=True),  # of the thing when it happened
        "hours": number(nullable=True),
        "cost_nok": number(nullable=True),
        "days": number(nullable=True),  # until it was whole again
        "task_id": text(nullable=True),
        "note": text(nullable=True),
        "file": text(),
        "row": count(),
    },
    None,
)

EXPOSURES = schema(
    "exposures",
    {
        "line_id": text(),
        "component_key": text(),
        "variant_id": text(),
        "location_class": words(v.LocationClass),
        "dwelling_type": text(),  # "" where there is none
        "use_intensity": words(v.UseIntensity),
        "start_state": text(),
        "unit": words(v.Unit),
        "quantity": number(nullable=True),
        "exposure_units": number(nullable=True),  # pieces, dwellings, 100 m², 100 m, as the rate
        "age_years": number(nullable=True),  # at the first month of the log
        "dwelling_count": count(),
        "place_count": count(),
        "events_expected_per_year": number(nullable=True),
        "hours_per_event": number(nullable=True),
        "cost_nok_per_event": number(nullable=True),
        "days_per_event": number(nullable=True),
    },
    ["line_id"],
)

RATE_COUNTS = schema(
    "rate_counts",
    {
        "component_key": text(),
        "variant_id": text(),
        "use_intensity": words(v.UseIntensity),
        "exposure_per": words(v.RateExposure),
        "exposure_years": number(),
        "events": number(),
        "dwelling_count": count(),
        "building_count": count(),
    },
    ["component_key", "variant_id", "use_intensity"],
)
"""Counts that name no building and no dwelling: what owners may give each other."""


@dataclass(frozen=True, slots=True)
class KeptLog:
    """A log that has been read against its building: local, never shared as it is."""

    building: str
    """What the owner calls it; a model's name without anything better."""
    events: pd.DataFrame
    """`WORK_LOG`."""
    exposures: pd.DataFrame
    """`EXPOSURES`."""
    first_month: str
    last_month: str
    dwellings: int

    @property
    def years(self) -> float:
        """How long the log was kept, both months in it."""
        return months_between(self.first_month, self.last_month) / 12.0


def months_between(first: str, last: str) -> int:
    """Number of months from one to another, both counted.

    Example:
        >>> months_between("2026-01", "2027-12")
        24
    """
    return month_number(last) - month_number(first) + 1


def month_number(month: str) -> int:
    """Months since year 0.

    Example:
        >>> month_number("2026-03") - month_number("2025-12")
        3
    """
    return 12 * int(month[:4]) + int(month[5:7]) - 1


def damage_events(events: pd.DataFrame, planned_tasks: Iterable[str] = ()) -> pd.DataFrame:
    """Rows of `WORK_LOG` that are damage: all but what was replaced worn, and planned jobs.

    Args:
        events: `WORK_LOG`.
        planned_tasks: ids of tasks that are not repair; rows of them are jobs of the plan.
    """
    worn_out = events["action"].eq(str(LoggedAction.WHOLE)) & events["cause"].eq(
        str(DamageCause.WEAR)
    )
    return events[~worn_out & ~events["task_id"].isin(list(planned_tasks))]
