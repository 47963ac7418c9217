"""The rooms on both sides of a door tell what kind of door it is."""

from __future__ import annotations

from typing import Any

import pytest

from robuild.matching import match_components

ROOMS = [
    {"space_id": "bath", "long_name": "Bad", "dwelling_code": "H1"},
    {"space_id": "hall", "long_name": "Gang", "dwelling_code": "H1"},
    {"space_id": "bed", "long_name": "Soverom", "dwelling_code": "H1"},
    {"space_id": "stair", "long_name": "Trapperom"},
    {"space_id": "home_stair", "long_name": "Trapp", "dwelling_code": "H1"},
]


def door(*rooms: str, **facts: Any) -> dict[str, Any]:
    beside = "\n".join(rooms) or None
    return {"ifc_class": "IfcDoor", "name": "Tür", "bordered_space_ids": beside} | facts


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (door("hall", "bath"), "door_wetroom"),
        (door("bath", "hall"), "door_wetroom"),
        (door("hall", "bed"), "door_internal_set"),
        (door("hall", "stair"), "door_apartment_entrance"),
        (door("home_stair", "hall"), "door_internal_set"),  # a stair inside the dwelling
        (door("hall"), "door_apartment_entrance"),  # the model has no room beyond
        (door("hall", is_external="yes"), "door_external"),
        (door("bed"), "door_internal_set"),
        (door("nobody knows this room"), "door_internal_set"),
        (door(), "door_internal_set"),
        (door("hall", "stair", type_name="Branndør EI30"), "door_fire_common"),  # its name wins
    ],
)
def test_doors_all_called_the_same(row: dict[str, Any], key: str, build: Any, catalog: Any) -> None:
    found = match_components(build([row], spaces=ROOMS), catalog).iloc[0]
    assert found["component_key"] == key
    assert (
        key == "door_internal_set"
        or found["confidence"] != "high"
        or "is_external" in row
        or ("type_name" in row)
    )
