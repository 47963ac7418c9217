"""What the models show in a room, near it, and in other rooms of its kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from robuild.rooms.template_rooms import Near, TemplateRoom, text, texts
from robuild.terms.inventory import ModelInventory
from robuild.terms.room_templates import TemplateBasis
from robuild.terms.vocabulary import LocationClass, MatchStatus

Keys = frozenset[str]
Shown = Counter[str]
"""component_key -> how many components the models show."""
_LARGER = 1.25
"""A floor that is so much larger than its room goes on into others."""


@dataclass(slots=True)
class Evidence:
    """Components by where they are."""

    in_room: dict[str, Shown] = field(default_factory=lambda: defaultdict(Counter))
    """space_id of the row that counts for the room -> what is in it."""
    perhaps: dict[str, Shown] = field(default_factory=lambda: defaultdict(Counter))
    """The same for components that no rule knew, under each key they may be."""
    loose: dict[Near, Shown] = field(default_factory=lambda: defaultdict(Counter))
    """What is in no room or reaches beyond its own, by where it is otherwise."""


def collect(
    rooms: Iterable[TemplateRoom],
    inventory: ModelInventory,
    matches: pd.DataFrame,
    places: pd.DataFrame,
    bases: Mapping[str, frozenset[TemplateBasis]],
) -> Evidence:
    """What every room holds; components outdoors are in no room and near none.

    Args:
        rooms: every row of `tables.ROOMS`.
        inventory: models of one building.
        matches: `tables.MATCHES` of the inventory.
        places: `tables.PLACES` of the inventory.
        bases: component_key -> surfaces of a room that templates for it go by.
    """
    by_id = {room.space_id: room for room in rooms}
    location_of = {row[0]: row[1] for row in texts(places, ("component_id", "location_class"))}
    outcome = ("component_id", "status", "component_key", "candidates")
    found = {row[0]: row for row in texts(matches, outcome)}
    evidence = Evidence()
    table = inventory.components
    columns = ("component_id", "space_id", "model_id", "building", "storey", "dwelling_code")
    sizes = zip(table["area_m2"].tolist(), table["length_m"].tolist(), strict=True)
    for row, (area, length) in zip(texts(table, columns), sizes, strict=True):
        component_id, space_id, model, building, storey, code = row
        _, status, key, candidates = found.get(component_id, (None, None, None, None))
        own = by_id.get(space_id or "")
        room = by_id[own.counted_as] if own else None
        if status == MatchStatus.UNMATCHED and room:
            evidence.perhaps[room.space_id].update(_split(candidates))
        if status != MatchStatus.MATCHED or not key:
            continue
        if room:
            evidence.in_room[room.space_id][key] += 1
            if _reaches_further(room, bases.get(key, frozenset()), area, length):
                evidence.loose[room.near][key] += 1
            continue
        location = location_of.get(component_id) or str(LocationClass.UNKNOWN)
        if location != LocationClass.EXTERIOR:
            evidence.loose[Near(str(model), building, storey, code, location)][key] += 1
    return evidence


def _reaches_further(
    room: TemplateRoom, bases: frozenset[TemplateBasis], area: float, length: float
) -> bool:
    """Whether a surface is larger than its room has room for, as one floor of a whole dwelling."""
    return bool(bases) and all(
        (length if basis is TemplateBasis.SKIRTING_LENGTH else area)
        > _LARGER * room.bases[basis].value
        for basis in bases
    )


def _split(candidates: str | None) -> list[str]:
    return [word.strip() for word in (text(candidates) or "").split(";") if word.strip()]


class Levels:
    """Which names of buildings and storeys the rooms of each file use."""

    def __init__(self, rooms: Iterable[TemplateRoom]) -> None:
        self._names: set[tuple[str, str, str | None]] = set()
        for near in (room.near for room in rooms):
            self._names.add((near.model_id, "building", near.building))
            self._names.add((near.model_id, "storey", near.storey))

    def may_be_in(self, loose: Near, room: Near) -> bool:
        """Whether a component without room may be in this room.

        It may, unless its building, storey or dwelling is another one. In a file of its own, a
        name that no room of the room's file uses may be another word for the same storey.
        """
        for level, its, other in (
            ("building", loose.building, room.building),
            ("storey", loose.storey, room.storey),
        ):
            if its is None or other is None or its == other:
                continue
            if loose.model_id == room.model_id or (room.model_id, level, its) in self._names:
                return False
        if loose.dwelling_code is None:
            return not (loose.shared and room.dwelling_code is not None)
        if room.dwelling_code is None:
            return not room.shared
        return loose.dwelling_code == room.dwelling_code


class NearBy:
    """What components without room may be in a room, looked up once for rooms in one place."""

    def __init__(self, evidence: Evidence, levels: Levels) -> None:
        self._loose, self._levels = evidence.loose, levels
        self._known: dict[Near, Shown] = {}

    def room(self, near: Near) -> Shown:
        """Components that may be in rooms at this place."""
        if near not in self._known:
            self._known[near] = total(
                shown for loose, shown in self._loose.items() if self._levels.may_be_in(loose, near)
            )
        return self._known[near]


def total(parts: Iterable[Shown]) -> Shown:
    """Components of several places together."""
    added: Shown = Counter()
    for part in parts:
        added.update(part)
    return added


def shown_elsewhere(
    rooms: Iterable[TemplateRoom],
    in_room: Mapping[str, Shown],
    group_of: Callable[[TemplateRoom], Hashable],
) -> dict[Hashable, Counter[str]]:
    """Group of rooms -> component_key -> in how many of its rooms the models show it."""
    counts: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for room in rooms:
        if not room.repeats and room.space_id in in_room:
            counts[group_of(room)].update(in_room[room.space_id].keys())
    return counts


def told(shown: Mapping[str, int], group: Keys) -> str | None:
    """Which keys of a group are there, with how many; `None` where none is.

    >>> told({"socket": 3, "sofa": 1}, frozenset({"socket", "switch"}))
    'socket (3)'
    """
    if group.isdisjoint(shown):
        return None
    return ", ".join(f"{key} ({shown[key]})" for key in sorted(group.intersection(shown)))
