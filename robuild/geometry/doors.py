"""Doors of which the model does not say which rooms they part: found by position."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from robuild.terms.inventory import ModelInventory
from robuild.terms.tables import COMPONENTS, checked, text_column

_DWELLING = ("dwelling_code", "dwelling_type", "dwelling_evidence", "dwelling_confidence")
_NAME = ("name", "long_name")


def doors_to_place(inventory: ModelInventory) -> list[str]:
    """component_ids of doors without known rooms, where the building has rooms at all."""
    if inventory.spaces.empty:
        return []
    table = inventory.components
    doors = table["ifc_class"].str.startswith("IfcDoor") & table["bordered_space_ids"].isna()
    return [str(each) for each in table.loc[doors, "component_id"]]


def with_rooms_beside(inventory: ModelInventory, placed: pd.DataFrame) -> ModelInventory:
    """The inventory with the rooms beside doors, where it had none.

    A door without room gets one of its rooms too, that of a dwelling before a shared one, as doors
    do whose rooms the model names.

    Args:
        inventory: as read.
        placed: of `place_in_rooms`.
    """
    beside: dict[str, list[str]] = {}
    for component_id, space_id in zip(placed["component_id"], placed["space_id"], strict=True):
        beside.setdefault(str(component_id), []).append(str(space_id))
    if not beside:
        return inventory
    spaces = {row["space_id"]: row for row in inventory.spaces.to_dict("records")}
    columns: dict[str, list[Any]] = {
        name: inventory.components[name].tolist()
        for name in ("bordered_space_ids", "space_id", "space_name", *_DWELLING)
    }
    for at, component_id in enumerate(inventory.components["component_id"].tolist()):
        rooms = beside.get(component_id)
        if not rooms or isinstance(columns["bordered_space_ids"][at], str):
            continue
        columns["bordered_space_ids"][at] = "\n".join(rooms)
        if not isinstance(columns["space_id"][at], str):
            _put_in_room(columns, at, [spaces[each] for each in rooms])
    table = inventory.components.assign(
        **{
            name: text_column([v if isinstance(v, str) else None for v in values])
            for name, values in columns.items()
        }
    )
    return replace(inventory, components=checked(COMPONENTS, table))


def _put_in_room(columns: dict[str, list[Any]], at: int, rooms: list[dict[Any, Any]]) -> None:
    homes = [room for room in rooms if isinstance(room["dwelling_code"], str)]
    room = (homes or rooms)[0]
    columns["space_id"][at] = room["space_id"]
    names = (room[name] for name in _NAME)
    columns["space_name"][at] = " ".join(n for n in names if isinstance(n, str)) or None
    for name in _DWELLING:
        columns[name][at] = room[name]
