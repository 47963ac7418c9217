"""What really happened: rows of a work log, and how much was there to break while it was kept.

`WORK_LOG` holds months, never days, and codes of dwellings that stay on the owner's own machine.
"""

from __future__ import annotations

from enum import StrEnum

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
        "events_expected_per_year": number(nullable=True),
        "hours_per_event": number(nullable=True),
        "cost_nok_per_event": number(nullable=True),
        "days_per_event": number(nullable=True),
    },
    ["line_id"],
)
