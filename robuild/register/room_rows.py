"""Rows of a room list become rooms."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from robuild.register.cells import amount_of, text_of, word_of
from robuild.register.sheets import FilledRow, FilledTable
from robuild.register.spoken import locations, plain, room_types
from robuild.terms.vocabulary import Answer, Confidence, QuantityRung

_TEXTS = ("building", "storey", "dwelling_code", "dwelling_type", "space_id", "repeats")
AMOUNTS = (
    "floor_area_m2", "height_m", "perimeter_m", "wall_area_m2", "ceiling_area_m2",
    "skirting_length_m",
)  # fmt: skip
MOST_HEIGHT_M = 100.0
Where = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class GivenRoom:
    """A room as somebody wrote it; amounts are NaN where they are not known."""

    row: int
    space_id: str
    name: str | None
    room_type: str | None
    location: str | None
    model_id: str
    texts: dict[str, str | None]
    amounts: dict[str, float]
    knows_repeats: bool = False
    """Whether the list says itself which rooms are there twice."""

    @property
    def evidence(self) -> str:
        """Where it is written."""
        return f"room list row {self.row}"

    def as_space(self) -> dict[str, Any]:
        """A row of `tables.SPACES`."""
        code = self.texts["dwelling_code"]
        measured: dict[str, Any] = {}
        for name, column in (
            ("floor_area", "floor_area_m2"),
            ("height", "height_m"),
            ("wall_area", "wall_area_m2"),
            ("ceiling_area", "ceiling_area_m2"),
            ("perimeter", "perimeter_m"),
        ):
            value = self.amounts[column]
            known = not math.isnan(value)
            rung = QuantityRung.REGISTER if known else QuantityRung.MISSING
            measured |= {
                column: value,
                f"{name}_rung": str(rung),
                f"{name}_method": self.evidence if known else None,
            }
        return {
            "space_id": self.space_id,
            "global_id": self.space_id,
            "model_id": self.model_id,
            "name": self.name,
            "long_name": None,
            "building": self.texts["building"],
            "storey": self.texts["storey"],
            "dwelling_code": code,
            "dwelling_type": self.texts["dwelling_type"],
            "dwelling_evidence": self.evidence if code else None,
            "dwelling_confidence": str(Confidence.HIGH) if code else None,
            "is_external": str(Answer.UNKNOWN),
            **measured,
        }


def given_rooms(table: FilledTable, model_id: str) -> list[GivenRoom]:
    """Rooms of a table; what cannot be read becomes faults of the table.

    Args:
        table: with the columns of a room list.
        model_id: of rooms that name no file.
    """
    rooms = []
    rows_of: dict[str, int] = {}
    for row in table.rows():
        room = _room(row, model_id)
        if room is None:
            continue
        earlier = rows_of.setdefault(room.space_id, row.number)
        if earlier != row.number:
            row.fault(
                "duplicate_id",
                f"the room id {room.space_id!r} is already in row {earlier}.",
                "space_id",
                "Give every room an id of its own, or leave the cells empty.",
            )
        rooms.append(room)
    return rooms


def _room(row: FilledRow, model_id: str) -> GivenRoom | None:
    table = row.table
    read = partial(amount_of, decimal_comma=table.raw.decimal_comma)
    found = {name: row.read(name, read) for name in AMOUNTS}
    amounts = {name: math.nan if value is None else value for name, value in found.items()}
    texts = {name: row.read(name, text_of) for name in _TEXTS}
    name = row.read("room_name", text_of)
    room_type = row.read(
        "room_type", partial(word_of, words=room_types(), code="unknown_room_type")
    )
    location = row.read("location", partial(word_of, words=locations()))
    if name is None and room_type is None and texts["space_id"] is None:
        if any(value is not None for value in (*found.values(), *texts.values(), location)):
            row.fault(
                "row_says_nothing",
                "the row has neither a room name nor a room type.",
                "room_name",
                "Write what the room is called, or delete the row.",
            )
        return None
    if _is_the_empty_table(row, texts["space_id"], name):
        return None
    if amounts["height_m"] > MOST_HEIGHT_M:
        row.fault(
            "height_unlikely",
            f"a room of {amounts['height_m']:g} m is too high; heights are in metres.",
            "height_m",
            f"Write {amounts['height_m'] / 1000:g} if it was millimetres.",
        )
    model = row.read("model_id", text_of) or model_id
    return GivenRoom(
        row.number,
        texts["space_id"] or f"{model_id}/room-{row.number}",
        name,
        room_type,
        str(location) if location else None,
        model,
        texts,
        amounts,
        "repeats" in table.places,
    )


def _is_the_empty_table(row: FilledRow, space_id: str | None, name: str | None) -> bool:
    """Whether it is the sentence that stands in a plan without rooms."""
    return row.table.of_a_plan and name is None and space_id is not None and len(row.cells) == 1


class RoomIndex:
    """Rooms found by their id, or by name as far as building, storey and dwelling agree."""

    def __init__(self, rooms: Iterable[GivenRoom]) -> None:
        self.by_id = {room.space_id: room for room in rooms}
        self._by_name: dict[str, list[GivenRoom]] = defaultdict(list)
        for room in self.by_id.values():
            if room.name:
                self._by_name[plain(room.name)].append(room)

    def find(self, name: str, where: dict[str, str | None]) -> list[GivenRoom]:
        """Rooms of this name that are not said to be elsewhere."""
        return [
            room
            for room in self._by_name.get(plain(name), [])
            if all(_may_be_same(value, room.texts[key]) for key, value in where.items())
        ]


def _may_be_same(one: str | None, other: str | None) -> bool:
    return one is None or other is None or plain(one) == plain(other)
