"""Where every component is: kind of place and kind of room, with the reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from robuild.matching.rooms import RoomKind, room_kind
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings
from robuild.terms.tables import PLACES, checked, text_column
from robuild.terms.vocabulary import Answer, Confidence, LocationClass

Storey = tuple[str | None, str | None, str | None]
_NOT_A_DWELLING = frozenset({"", "unassigned"})
_SHARED = (LocationClass.COMMON, LocationClass.STAFF)


@dataclass(frozen=True, slots=True)
class Room:
    """A space, read for what it says about its place."""

    kind: RoomKind | None
    word: str
    dwelling_code: str | None
    external: bool


@dataclass(frozen=True, slots=True)
class Storeys:
    """What is known of whole storeys."""

    of_homes: frozenset[Storey]
    """Rooms of homes and no shared rooms."""
    of_dwellings: frozenset[Storey]
    """Somebody has said which rooms are in which dwelling."""
    with_codes: frozenset[Storey]
    """Rooms have dwelling codes, be it guessed from their numbers."""


def locate_components(inventory: ModelInventory, settings: Settings) -> pd.DataFrame:
    """Kind of place and kind of room of every component.

    First that holds: it belongs to a dwelling; its space is outdoors; the name of its room says
    where it is; its room is in no dwelling of a storey where dwellings are drawn as zones or by
    the user's pattern, so it is common; it is external; its storey has rooms of a home and, as
    far as names tell, no common or staff rooms; else unknown.

    Args:
        inventory: models of one building.
        settings: not needed yet; dwelling codes were found by the reader.

    Returns:
        `tables.PLACES`, in the order of `inventory.components`.
    """
    del settings
    rooms = _rooms(inventory.spaces)
    storeys = _known_storeys(inventory, rooms)
    table = inventory.components
    columns = ("space_id", "space_name", "dwelling_code", "dwelling_evidence", "is_external")
    facts = zip(*(_texts(table, name) for name in columns), _storeys(table), strict=True)
    places = [_place(rooms, storeys, *fact) for fact in facts]
    return checked(
        PLACES,
        pd.DataFrame(
            {
                "component_id": text_column(table["component_id"].tolist()),
                "location_class": text_column([str(place[0]) for place in places]),
                "location_evidence": text_column([place[1] for place in places]),
                "room_type": text_column([place[2] for place in places]),
            }
        ),
    )


def locate_spaces(inventory: ModelInventory) -> pd.DataFrame:
    """Kind of place and kind of room of every space, by the rules for components in it.

    Returns:
        `space_id`, `location_class`, `room_type` and `word`, the word that told the kind of room,
        in the order of `inventory.spaces`.
    """
    rooms = _rooms(inventory.spaces)
    storeys = _known_storeys(inventory, rooms)
    table = inventory.spaces
    columns = ("space_id", "name", "dwelling_code", "dwelling_evidence", "is_external")
    facts = zip(*(_texts(table, name) for name in columns), _storeys(table), strict=True)
    places = [_place(rooms, storeys, *fact) for fact in facts]
    ids = table["space_id"].tolist()
    return pd.DataFrame(
        {
            "space_id": text_column(ids),
            "location_class": text_column([str(place[0]) for place in places]),
            "room_type": text_column([place[2] for place in places]),
            "word": text_column([rooms[space_id].word or None for space_id in ids]),
        }
    )


def _known_storeys(inventory: ModelInventory, rooms: dict[str, Room]) -> Storeys:
    return Storeys(
        _storeys_of_homes(inventory, rooms),
        _storeys_with_codes(inventory, (Confidence.HIGH, Confidence.MEDIUM)),
        _storeys_with_codes(inventory, (*Confidence, None)),
    )


def _place(
    rooms: dict[str, Room],
    storeys: Storeys,
    space_id: str | None,
    space_name: str | None,
    code: str | None,
    code_evidence: str | None,
    is_external: str | None,
    storey: Storey,
) -> tuple[LocationClass, str, str | None]:
    room = rooms.get(space_id or "") or _room(space_name, None, external=False)
    room_type = room.kind.room_type if room.kind else None
    code = _dwelling(code) or room.dwelling_code
    if code:
        return LocationClass.DWELLING, f"dwelling {code}" + _said(code_evidence), room_type
    if room.external:
        return LocationClass.EXTERIOR, "space is external", room_type
    if room.kind and room.kind.location is not LocationClass.UNKNOWN:
        return room.kind.location, f"room name: {room.word}", room_type
    if room.kind and storey in storeys.of_dwellings:
        return LocationClass.COMMON, f"room name: {room.word}, in no dwelling", room_type
    if is_external == Answer.YES:
        return LocationClass.EXTERIOR, "is_external: yes", room_type
    guessed_elsewhere = room.kind is not None and storey in storeys.with_codes
    if storey in storeys.of_homes and not guessed_elsewhere:
        return LocationClass.DWELLING, "storey has only rooms of homes", room_type
    if room.kind:
        return LocationClass.UNKNOWN, f"room name: {room.word}, in no dwelling", room_type
    return LocationClass.UNKNOWN, "room name unknown" if space_name else "no room", None


def _said(evidence: str | None) -> str:
    return f" ({evidence})" if evidence else ""


def _dwelling(code: str | None) -> str | None:
    return None if code is None or code.strip().casefold() in _NOT_A_DWELLING else code


def _room(name: str | None, code: str | None, *, external: bool) -> Room:
    found = room_kind(name) if name else None
    kind, word = found or (None, "")
    return Room(kind, word, _dwelling(code), external)


def _rooms(spaces: pd.DataFrame) -> dict[str, Room]:
    columns = ("space_id", "long_name", "name", "dwelling_code", "is_external")
    rows = zip(*(_texts(spaces, name) for name in columns), strict=True)
    return {
        str(space_id): _room(
            " ".join(filter(None, (long_name, name))), code, external=outside == Answer.YES
        )
        for space_id, long_name, name, code, outside in rows
    }


def _storeys_with_codes(
    inventory: ModelInventory, sure: tuple[Confidence | None, ...]
) -> frozenset[Storey]:
    """Storeys with rooms whose dwelling is known as surely as this."""
    spaces = inventory.spaces
    rows = zip(
        _storeys(spaces),
        _texts(spaces, "dwelling_code"),
        _texts(spaces, "dwelling_confidence"),
        strict=True,
    )
    return frozenset(
        storey
        for storey, code, confidence in rows
        if storey[-1] and _dwelling(code) and confidence in sure
    )


def _storeys_of_homes(inventory: ModelInventory, rooms: dict[str, Room]) -> frozenset[Storey]:
    """Storeys that have rooms of a home and, as far as their names tell, no shared rooms."""
    kinds: dict[Storey, set[LocationClass]] = defaultdict(set)
    ids = _texts(inventory.spaces, "space_id")
    for space_id, storey in zip(ids, _storeys(inventory.spaces), strict=True):
        room = rooms[str(space_id)]
        if room.dwelling_code:
            kinds[storey].add(LocationClass.DWELLING)
        elif room.kind:
            kinds[storey].add(room.kind.location)
    return frozenset(
        storey
        for storey, found in kinds.items()
        if storey[-1] and LocationClass.DWELLING in found and not found.intersection(_SHARED)
    )


def _storeys(table: pd.DataFrame) -> list[Storey]:
    columns = (_texts(table, name) for name in ("model_id", "building", "storey"))
    return list(zip(*columns, strict=True))


def _texts(table: pd.DataFrame, name: str) -> list[str | None]:
    if name not in table.columns:
        return [None] * len(table)
    return [
        value if isinstance(value, str) and value.strip() else None
        for value in table[name].tolist()
    ]
