"""What the rooms on both sides of a door say of it, where its name says nothing."""

from __future__ import annotations

import pandas as pd

from robuild.matching.rooms import room_kind
from robuild.terms.inventory import ModelInventory

Value = str | float | None
HOME_AND_SHARED = "home_shared"
"""One side lies in a dwelling, the other in a stairwell or a room that dwellings share."""
HOME_EDGE = "home_edge"
"""One side is the entrance or corridor of a dwelling; on the other the model has no room."""
_WET = ("bath", "wc")
_SHARED = frozenset({"stair", "lift", "common", "corridor", "entrance"})


def sides_of_doors(inventory: ModelInventory) -> list[Value]:
    """Kinds of the rooms beside every door, and how it parts dwellings; `None` for all else.

    The same text for doors with the same kinds of rooms, so that they stay one look.
    """
    spaces = inventory.spaces
    kinds = dict(zip(spaces["space_id"].tolist(), _kinds(spaces), strict=True))
    table = inventory.components
    rows = zip(table["ifc_class"].tolist(), table["bordered_space_ids"].tolist(), strict=True)
    return [
        _sides([kinds[each] for each in rooms.split("\n") if each in kinds])
        if ifc_class.startswith("IfcDoor") and isinstance(rooms, str)
        else None
        for ifc_class, rooms in rows
    ]


def told_by_sides(sides: Value, own_room_type: str | None) -> dict[str, Value]:
    """`room_type`, the wet room where a door leads to one, and `between`.

    >>> told_by_sides("bath;corridor", "corridor")
    {'room_type': 'bath', 'between': None}
    """
    words = str(sides).split(";") if sides else []
    wet = next((kind for kind in _WET if kind in words), None)
    between = next((each for each in (HOME_AND_SHARED, HOME_EDGE) if each in words), None)
    return {"room_type": wet or own_room_type, "between": between}


Kind = tuple[str, bool]
"""Kind of room, and whether somebody said which dwelling it is in."""


def _kinds(spaces: pd.DataFrame) -> list[Kind]:
    found = []
    columns = (spaces[name].tolist() for name in ("long_name", "name", "dwelling_code"))
    for long_name, name, code in zip(*columns, strict=True):
        text = " ".join(each for each in (long_name, name) if isinstance(each, str))
        kind = room_kind(text) if text else None
        at_home = isinstance(code, str) and code.casefold() not in ("", "unassigned")
        found.append((kind[0].room_type if kind else "", at_home))
    return found


def _sides(rooms: list[Kind]) -> str | None:
    words = {kind for kind, _ in rooms if kind}
    home = any(at_home for _, at_home in rooms)
    shared = any(kind in _SHARED and not at_home for kind, at_home in rooms)
    if home and shared:
        words.add(HOME_AND_SHARED)
    if len(rooms) == 1 and home and not words.isdisjoint(("entrance", "corridor")):
        words.add(HOME_EDGE)
    return ";".join(sorted(words)) or None
