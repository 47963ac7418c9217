"""Rooms that are there twice: in two files, twice in one, or as a whole around other rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from robuild.matching.words import spellings

_SAME_AREA = 0.02
_SAME_BOX = 0.8
_SAME_AREA_IN_BOX = 0.15
"""Two rooms cannot be in one place: phases of a rebuilding, or areas drawn over rooms."""
_WHOLE = frozenset(
    [
        "bra",
        "bta",
        "bya",
        "bruksareal",
        "bruttoareal",
        "nettoareal",
        "gia",
        "gfa",
        "nia",
        "gross",
        "area",
        "areal",
        "bgf",
        "ngf",
        "bvo",
        "nvo",
        "gbo",
        "shon",
        "shab",
        "nue",
        "leilighet",
        "leiligheten",
        "hele",
        "boenhet",
        "bolig",
        "wohnung",
        "woning",
        "apartment",
        "flat",
        "dwelling",
        "unit",
        "lägenhet",
        "lejlighed",
        "appartement",
        "logement",
        "zone",
        "sone",
    ]
)
_INSIDE = 0.9
"""Part of a room's box that must lie inside another's for it to be part of that."""


@dataclass(frozen=True, slots=True)
class Box:
    """Extent of a room in the world [m]."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]

    @property
    def volume(self) -> float:
        """Of the box, not of the room [m³]."""
        x, y, z = (b - a for a, b in zip(self.low, self.high, strict=True))
        return x * y * z

    def shared(self, other: Box) -> float:
        """Volume that both cover [m³]."""
        product = 1.0
        for low, high, a, b in zip(self.low, self.high, other.low, other.high, strict=True):
            product *= max(0.0, min(high, b) - max(low, a))
        return product


@dataclass(frozen=True, slots=True)
class Candidate:
    """A room, as far as that tells whether it is another one."""

    space_id: str
    model_id: str
    building: str | None
    storey: str | None
    name: str
    area_m2: float
    box: Box | None
    told: int
    """How much is known of it: the row that tells most is the one that counts."""


def repeated(rooms: Sequence[Candidate]) -> dict[str, str]:
    """space_id of a row that must not count -> space_id of the room that counts for it."""
    found: dict[str, str] = {}
    for group in _by_storey(rooms).values():
        for whole, part in _wholes(group):
            found.setdefault(whole.space_id, part.space_id)
        left = [room for room in group if room.space_id not in found]
        for other, kept in _twins(left):
            found.setdefault(other.space_id, kept.space_id)
    return found


def _by_storey(rooms: Sequence[Candidate]) -> Mapping[Any, list[Candidate]]:
    groups: dict[Any, list[Candidate]] = defaultdict(list)
    for room in rooms:
        groups[room.building, room.storey].append(room)
    return groups


def _wholes(group: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """Rooms that hold two other rooms or more, with one of these each.

    A room named as an area or a dwelling needs no more than to hold them; any other must be filled
    by them, for an L-shaped corridor has rooms in its box without being around them.
    """
    found = []
    boxed = [room for room in group if room.box is not None and room.box.volume > 0]
    for room in boxed:
        assert room.box is not None
        parts = [
            other
            for other in boxed
            if other is not room
            and other.box is not None
            and other.box.volume < 0.8 * room.box.volume
            and room.box.shared(other.box) > _INSIDE * other.box.volume
        ]
        if len(parts) < 2:
            continue
        inside = sum(part.area_m2 for part in parts)
        named = not _WHOLE.isdisjoint(spellings(room.name).split())
        filled = room.area_m2 * 0.7 <= inside <= room.area_m2 * 1.05
        if named or filled:
            found.append((room, min(parts, key=lambda part: part.space_id)))
    return found


def _twins(group: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """Pairs of rows for one room: the one that counts is the one that tells most."""
    ranked = sorted(group, key=lambda room: (-room.told, room.space_id))
    kept: list[Candidate] = []
    found = []
    for room in ranked:
        twin = next((other for other in kept if _same(room, other)), None)
        if twin is None:
            kept.append(room)
        else:
            found.append((room, twin))
    return found


def _same(room: Candidate, other: Candidate) -> bool:
    if room.box is not None and other.box is not None:
        both = room.box.shared(other.box)
        union = room.box.volume + other.box.volume - both
        alike = _alike(room.area_m2, other.area_m2, _SAME_AREA_IN_BOX)
        return union > 0 and both / union > _SAME_BOX and alike
    if room.model_id == other.model_id or not room.name:
        return False
    same_name = spellings(room.name) == spellings(other.name)
    return same_name and _alike(room.area_m2, other.area_m2, _SAME_AREA)


def _alike(area_m2: float, other_m2: float, share: float) -> bool:
    """About equal, or one of them not known."""
    if area_m2 != area_m2 or other_m2 != other_m2:
        return True
    return abs(area_m2 - other_m2) <= share * max(area_m2, other_m2)
