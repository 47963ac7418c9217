"""Schemas of what differs between two revisions. Missing text is `None`, missing number NaN."""

from __future__ import annotations

from enum import StrEnum

from robuild.terms.column_kinds import number, schema, text, words
from robuild.terms.vocabulary import Confidence


class ChangeKind(StrEnum):
    """What became of a component, a room or an item of a room template."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ID_CHANGED = "id_changed"
    """The same thing under another GlobalId, and nothing else."""
    UNCHANGED = "unchanged"


class ItemKind(StrEnum):
    """What a row is about."""

    COMPONENT = "component"
    NOT_MODELLED = "not_modelled"


MONEY = ("acquisition_cost_nok", "life_cycle_cost_nok", "weighted_cost_nok")
"""Columns of a line that are shared out over its components."""
_AMOUNTS = {
    f"{name}_{side}": number(None, nullable=True)
    for name in MONEY
    for side in ("old", "new", "difference")
}

CHANGES = schema(
    "changes",
    {
        "kind": words(ChangeKind),
        "item": words(ItemKind),
        "id_old": text(nullable=True),
        "id_new": text(nullable=True),
        "paired_by": text(nullable=True),  # what told that two ids are one thing
        "confidence": words(Confidence, nullable=True),
        "ifc_class": text(nullable=True),
        "component_key": text(nullable=True),
        "name": text(nullable=True),
        "type_name": text(nullable=True),
        "building": text(nullable=True),
        "storey": text(nullable=True),
        "room": text(nullable=True),
        "fields": text(nullable=True),  # what changed, "; " between
        "quantity_old": number(nullable=True),
        "quantity_new": number(nullable=True),
        **_AMOUNTS,
    },
    None,
)

FIELD_CHANGES = schema(
    "field_changes",
    {
        "id_old": text(),
        "id_new": text(),
        "field": text(),
        "old_value": text(nullable=True),
        "new_value": text(nullable=True),
    },
    ["id_old", "id_new", "field"],
)

ROOM_CHANGES = schema(
    "room_changes",
    {
        "kind": words(ChangeKind),
        "room_old": text(nullable=True),
        "room_new": text(nullable=True),
        "building": text(nullable=True),
        "storey": text(nullable=True),
        "floor_area_m2_old": number(nullable=True),
        "floor_area_m2_new": number(nullable=True),
        "fields": text(nullable=True),
    },
    None,
)

LINE_CHANGES = schema(
    "line_changes",
    {
        "line_id": text(unique=True),
        "component_key": text(),
        "location_class": text(),
        "modelled": text(),
        "quantity_old": number(nullable=True),
        "quantity_new": number(nullable=True),
        **{
            f"{name}_{side}": number(None, nullable=True)
            for name in MONEY
            for side in ("old", "new")
        },
    },
    None,
)
