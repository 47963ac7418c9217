"""The plan makes a house: rooms and walls fill it, things stand where they can be used."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from robuild.demo.finishes import room_sides
from robuild.demo.furnishing import spots
from robuild.demo.leaf_products import opening_size
from robuild.demo.plan import (
    DEPTH,
    LENGTH,
    ROOM_HEIGHT,
    STOREY_HEIGHT,
    Room,
    openings,
    rooms,
    walls,
)

CLEAR_BEFORE_DOOR_M = 0.7
# one lies, sits or is sunk in the other
MEANT_TO_MEET = {
    frozenset(pair)
    for pair in (
        ("wc", "wc_seat"),
        ("bed", "mattress"),
        ("kitchen_sink", "base_cabinet"),
        ("kitchen_sink", "worktop_18"),
        ("kitchen_sink", "worktop_24"),
        ("ventilation_unit", "air_filter"),
    )
}


@pytest.mark.parametrize("storey", [0, 1])
def test_rooms_and_walls_fill_the_storey_without_overlap(storey: int) -> None:
    parts = [(r.key, r.rect) for r in rooms() if r.storey == storey]
    parts += [(w.key, w.rect) for w in walls() if w.storey == storey]
    for (one, a), (other, b) in combinations(parts, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        deep = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert min(wide, deep) < 1e-6, (one, other)
    assert sum(rect.area for _, rect in parts) == pytest.approx(LENGTH * DEPTH, abs=1e-6)


def test_openings_lie_within_their_walls_and_apart() -> None:
    by_key = {wall.key: wall for wall in walls()}
    spans: dict[str, list[tuple[float, float, str]]] = {}
    for opening in openings():
        wall = by_key[opening.wall]
        assert wall.storey == opening.storey
        width, height = opening_size(opening.product)
        start = wall.rect.x0 if wall.along == "x" else wall.rect.y0
        low, high = opening.centre - width / 2 - start, opening.centre + width / 2 - start
        assert low > 0, opening
        assert high < wall.length, opening
        assert opening.sill + height < ROOM_HEIGHT
        spans.setdefault(wall.key, []).append((low, high, opening.key))
    for found in spans.values():
        for (_, end, one), (begin, _, other) in zip(sorted(found), sorted(found)[1:], strict=False):
            assert end < begin, (one, other)


def test_every_room_can_be_entered_and_doors_join_two_sides() -> None:
    doors: Counter[str] = Counter()
    for room in rooms():
        for *_, holes in room_sides(room):
            doors[room.key] += sum(1 for hole in holes if hole[2] == 0)
    assert [room.key for room in rooms() if not doors[room.key]] == []
    inner = [o for o in openings() if not o.product.startswith("window")]
    # each leads from one room to another, but the four outer doors
    assert sum(doors.values()) == 2 * len(inner) - 4


def test_every_bedroom_and_living_room_has_daylight() -> None:
    for room in rooms():
        if room.kind in ("bedroom", "living", "common", "duty", "office", "talk"):
            glass = [hole for *_, holes in room_sides(room) for hole in holes if hole[2] > 0]
            area = sum((hole[1] - hole[0]) * (hole[3] - hole[2]) for hole in glass)
            assert area >= 0.08 * room.rect.area, room.key


def _boxes(room: Room, by_tag: dict[str, Any], meshes: dict[str, Any]) -> list[tuple[str, Any]]:
    numbers: Counter[str] = Counter()
    found = []
    for spot in spots(room):
        numbers[spot.product] += 1
        element = by_tag[f"{room.key}/{spot.product}/{numbers[spot.product]}"]
        found.append((spot.product, meshes[element.GlobalId]))
    return found


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.key)
def test_what_stands_in_a_room_is_inside_it_and_apart(
    room: Room, by_tag: dict[str, Any], meshes: dict[str, Any]
) -> None:
    found = _boxes(room, by_tag, meshes)
    floor = room.storey * STOREY_HEIGHT
    for product, mesh in found:
        lowest = floor - (0.081 if product == "floor_drain" else 0.0)
        inside = (room.rect.x0, room.rect.y0, lowest)
        outside = (room.rect.x1, room.rect.y1, floor + ROOM_HEIGHT)
        assert (mesh.low >= [value - 1e-4 for value in inside]).all(), product
        assert (mesh.high <= [value + 1e-4 for value in outside]).all(), product
    for (one, a), (other, b) in combinations(found, 2):
        if frozenset((one, other)) not in MEANT_TO_MEET:
            meet = [min(a.high[i], b.high[i]) - max(a.low[i], b.low[i]) for i in range(3)]
            assert min(meet) <= 0.002, (one, other, meet)


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.key)
def test_nothing_stands_before_a_door_or_in_a_window(
    room: Room, by_tag: dict[str, Any], meshes: dict[str, Any]
) -> None:
    floor = room.storey * STOREY_HEIGHT
    for (x, y), turn, _, holes in room_sides(room):
        ax, ay = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
        for begin, end, bottom, top in holes:
            deep = CLEAR_BEFORE_DOOR_M if bottom == 0 else 0.02
            xs = sorted((x + ax * begin, x + ax * end - ay * deep))
            ys = sorted((y + ay * begin, y + ay * end + ax * deep))
            zs = (floor + bottom, floor + top)
            for product, mesh in _boxes(room, by_tag, meshes):
                meet = [
                    min(span[1], mesh.high[i]) - max(span[0], mesh.low[i])
                    for i, span in enumerate((xs, ys, zs))
                ]
                assert min(meet) <= 0.002, (product, meet)
