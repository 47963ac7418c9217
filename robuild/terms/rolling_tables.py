"""Tables of a plan that is rolled on to a later year."""

from __future__ import annotations

from enum import StrEnum

from robuild.terms.column_kinds import count, flag, number, schema, text, words

UNITS = schema(
    "units",
    {
        "unit_id": text(unique=True),  # component_id, or addition_id of `NOT_MODELLED`
        "origin_id": text(),  # the same; where a unit was divided, that of the whole
        "component_key": text(),
        "variant_id": text(),
        "dwelling_code": text(nullable=True),
        "quantity": number(nullable=True),  # in the unit of the component
        "counted": flag(),  # pieces, or a surface
        "divisible": flag(),
        "installed_year": number(nullable=True),
        "condition_grade": text(nullable=True),
    },
    None,
)
"""What is in a building and how old each of it is. A row of a room template may be divided: some of
its pieces are replaced, the others stay."""


class Outcome(StrEnum):
    """What a row of a log came to."""

    RESET = "reset"
    """It is as new from that year."""
    PARTLY = "partly"
    """Some of what it names; the rest could not be placed."""
    NOT_PLACED = "not_placed"
    JOB_DONE = "job_done"
    """A job of the plan."""


class NotPlaced(StrEnum):
    """Why a replacement resets no age."""

    NONE_THERE = "none_there"
    """Nothing of it is in the building, or in the dwelling, older than the event."""
    MORE_THAN_THERE = "more_than_there"
    PART_OF_ONE = "part_of_one"
    """A part of a surface that the plan keeps as one."""
    QUANTITY_UNKNOWN = "quantity_unknown"


DONE = schema(
    "done",
    {
        "log_id": text(),
        "month": text(),
        "component_key": text(),
        "task_id": text(nullable=True),
        "dwelling_code": text(nullable=True),
        "quantity": number(nullable=True),  # that the row names; NaN: not said
        "placed_quantity": number(nullable=True),
        "units": count(),
        "outcome": words(Outcome),
        "reason": words(NotPlaced, nullable=True),
    },
    ["log_id"],
)


class BacklogKind(StrEnum):
    """What waits."""

    TASK = "task"
    """A recurring job that was due, and that no log says was done."""
    REPLACEMENT = "replacement"
    """Older than its service life, or to be replaced at once by its condition grade."""


BACKLOG = schema(
    "backlog",
    {
        "kind": words(BacklogKind),
        "component_key": text(),
        "variant_id": text(nullable=True),
        "task_id": text(nullable=True),
        "due_year": number(),  # the first time it was due; NaN never
        "done_share": number(),  # of what was due, by the logs
        "quantity": number(nullable=True),  # that still waits
        "hours": number(nullable=True),
        "cost_nok": number(nullable=True),
    },
    None,
)
