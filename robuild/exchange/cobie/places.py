"""Facility, Floor, Space and Zone."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from robuild.exchange.cobie.headers import LONGEST_IN_LIST, NA
from robuild.exchange.cobie.source import OWN, Row, Source, by_id
from robuild.exchange.cobie.wording import shown, unique_names, without_commas
from robuild.terms.structure import StoreyFacts
from robuild.terms.vocabulary import LocationClass

Spot = tuple[str, str]
"""Building and storey as the inventory names them; empty where there is none."""
_GUESSED = ("missing", "room")
"""Rungs of numbers that no model states and no shape shows."""


@dataclass(slots=True)
class Places:
    """Rows of the sheets, and how components find their room."""

    facility: list[Row] = field(default_factory=list)
    floors: list[Row] = field(default_factory=list)
    spaces: list[Row] = field(default_factory=list)
    zones: list[Row] = field(default_factory=list)
    renamed: int = 0
    """Rooms whose names held the code of a dwelling, or who lives there."""
    outside_rooms: int = 0
    """Rooms made up for what lies in none, one a floor."""
    _floor_of: dict[Spot, str] = field(default_factory=dict)
    _space_of: dict[str, str] = field(default_factory=dict)
    _no_room: dict[str, str] = field(default_factory=dict)
    _only_named: dict[tuple[str, str], str] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)

    def space_of(self, component: dict[Any, Any], source: Source) -> str:
        """Names of the room a component is in, or of the two a door lies between."""
        ids = [shown(component["space_id"])]
        ids += shown_lines(component.get("bordered_space_ids"))
        names = list(dict.fromkeys(self._space_of[each] for each in ids if each in self._space_of))
        if names:
            most = 2 if component["ifc_class"] in ("IfcDoor", "IfcWindow") else 1
            return ",".join(names[:most])
        floor = self._floor(_spot(component), source)
        said = source.clean.place(component["space_name"], component["dwelling_code"])
        if said:
            return self._named(floor, said, source)
        return self._outside(floor, source)

    def order_of(self, space: str) -> int:
        """Place of a room in the order of the sheet."""
        return self._order.get(space.split(",")[0], len(self._order))

    def _floor(self, spot: Spot, source: Source) -> str:
        if spot in self._floor_of:
            return self._floor_of[spot]
        name = source.words.get("cobie.no_floor")
        known = {str(row["Name"]).casefold(): str(row["Name"]) for row in self.floors}
        if name.casefold() in known:
            return known[name.casefold()]
        self.floors.append(
            {"Name": name, **source.made(), "Category": "Site", "ExtSystem": OWN,
             "Description": source.words.get("cobie.no_floor_told")}
        )  # fmt: skip
        return name

    def _named(self, floor: str, room: str, source: Source) -> str:
        """A room that a register names for its components and lists nowhere."""
        if (floor, room) not in self._only_named:
            self._only_named[floor, room] = self._add(
                room, f"{floor[: LONGEST_IN_LIST // 2]} - {room}",
                {**source.made(), "FloorName": floor, "Description": room},
            )  # fmt: skip
        return self._only_named[floor, room]

    def _outside(self, floor: str, source: Source) -> str:
        if floor not in self._no_room:
            said = source.words.get("cobie.no_room")
            name = f"{floor[: LONGEST_IN_LIST // 2]} - {said}"
            told = source.words.get("cobie.no_room_told")
            self.outside_rooms += 1
            self._no_room[floor] = self._add(
                name, name, {**source.made(), "Category": said, "FloorName": floor,
                             "ExtSystem": OWN, "Description": told},
            )  # fmt: skip
        return self._no_room[floor]

    def _add(self, name: str, longer: str, row: Row) -> str:
        """A room under its name, under a longer one where that is taken."""
        taken = {str(each["Name"]).casefold() for each in self.spaces}
        names = [without_commas(each)[:LONGEST_IN_LIST] for each in (name, longer)]
        found = next((each for each in names if each.casefold() not in taken), names[1])
        while found.casefold() in taken:
            found += "'"
        self._order[found] = len(self._order)
        self.spaces.append({"Name": found, **row})
        return found


def places_of(source: Source) -> Places:
    """Building, floors, rooms and zones of the models."""
    places = Places()
    places.facility.append(_facility(source))
    _floors(places, source)
    _spaces(places, source)
    _zones(places, source)
    return places


def _facility(source: Source) -> Row:
    inventory, words = source.result.inventory, source.words
    structures = source.structures
    buildings = list({b.global_id: b for s in structures for b in s.buildings}.values())
    first = structures[0] if structures else None
    names = list(dict.fromkeys(b.name for b in buildings if b.name != b.global_id))
    names = names or sorted({shown(n) for n in inventory.spaces["building"]} - {""})
    project = next((shown(m.project_name) for m in inventory.models if shown(m.project_name)), "")
    one = buildings[0] if len(buildings) == 1 else None
    name = source.clean(names[0]) if len(names) == 1 else project or words.get("cobie.building")
    return {
        "Name": name or words.get("cobie.building"),
        **source.made(first and first.model_id),
        "Category": source.clean(one.use) if one else NA,
        "ProjectName": source.clean(project),
        "SiteName": source.clean(first.site_name) if first else NA,
        "LinearUnits": "meters", "AreaUnits": "squaremeters", "VolumeUnits": "cubicmeters",
        "CurrencyUnit": source.result.catalog.header.currency,
        "AreaMeasurement": words.get("cobie.area_measurement"),
        "ExternalSystem": source.system_of(first and first.model_id),
        "ExternalProjectObject": "IfcProject" if first else NA,
        "ExternalSiteObject": "IfcSite" if first else NA,
        "ExternalFacilityObject": "IfcBuilding" if one else NA,
        "ExternalProjectIdentifier": first.project_id if first else NA,
        "ExternalSiteIdentifier": first.site_id if first else NA,
        "ExternalFacilityIdentifier": one.global_id if one else NA,
        "Description": source.clean(one.description if one else "; ".join(names)),
    }  # fmt: skip


def _floors(places: Places, source: Source) -> None:
    inventory = source.result.inventory
    storeys: dict[Spot, tuple[str, StoreyFacts] | None] = {}
    ranked = sorted(
        ((s.model_id, each) for s in source.structures for each in s.storeys if each.name),
        key=lambda pair: math.inf if pair[1].elevation_m is None else pair[1].elevation_m,
    )
    for model_id, each in ranked:
        storeys.setdefault((each.building, each.name), (model_id, each))
    for table in (inventory.spaces, inventory.components):
        pairs = table[["building", "storey"]].drop_duplicates().to_dict("records")
        for row in pairs:
            if shown(row["storey"]):
                storeys.setdefault(_spot(row), None)
    labels = _labels(list(storeys), source)
    rows: dict[str, Row] = {}
    for spot, facts in storeys.items():
        name = places._floor_of[spot] = labels[spot]
        if name not in rows:
            rows[name] = _floor_row(name, facts, source)
    places.floors += rows.values()


def _labels(spots: list[Spot], source: Source) -> dict[Spot, str]:
    """Names of floors: with the building where one model has a storey of that name in several.

    Storeys of one name in models of several disciplines are one floor.
    """
    several: set[str] = set()
    for structure in source.structures:
        pairs = {(each.building, each.name) for each in structure.storeys}
        counts = Counter(storey for _, storey in pairs)
        several |= {storey for storey, count in counts.items() if count > 1}
    labels = {}
    for spot in spots:
        building, storey = spot
        name = source.clean(storey) or source.words.get("cobie.floor")
        labels[spot] = f"{source.clean(building)} - {name}" if storey in several else name
    keys = list(dict.fromkeys(labels.values()))
    unique = dict(zip(keys, unique_names(keys), strict=True))
    return {spot: unique[label] for spot, label in labels.items()}


def _floor_row(name: str, facts: tuple[str, StoreyFacts] | None, source: Source) -> Row:
    if facts is None:
        return {"Name": name, **source.made(), "Category": "Floor", "Description": name}
    model_id, storey = facts
    return {
        "Name": name, **source.made(model_id), "Category": "Floor",
        **source.outside(model_id, "IfcBuildingStorey", storey.global_id),
        "Description": source.clean(storey.name), "Elevation": storey.elevation_m,
    }  # fmt: skip


def _spaces(places: Places, source: Source) -> None:
    rooms = by_id(source.result.rooms, "space_id")
    found = []
    for row in source.result.inventory.spaces.to_dict("records"):
        floor = places._floor(_spot(row), source)
        room = rooms.get(str(row["space_id"]), {})
        found.append((row, floor, room, _space_name(row, floor, room, places, source)))
    names = Counter(name.casefold() for *_, name in found)
    apart = [
        f"{floor} - {name}" if names[name.casefold()] > 1 and not name.startswith(floor) else name
        for _, floor, _, name in found
    ]
    order = {str(row["Name"]): place for place, row in enumerate(places.floors)}
    rows = [
        (order[floor], row, _space_row(name, floor, row, room, source))
        for (row, floor, room, _), name in zip(
            found, unique_names(apart, LONGEST_IN_LIST), strict=True
        )
    ]
    rows.sort(key=lambda each: (each[0], str(each[2]["Name"])))
    for _, row, made in rows:
        name = str(made["Name"])
        places._space_of[str(row["space_id"])] = name
        places._order[name] = len(places._order)
        places.spaces.append(made)


def _space_name(
    row: dict[Any, Any], floor: str, room: dict[Any, Any], places: Places, source: Source
) -> str:
    """The room's own name; kind and floor, where the name tells a dwelling or a person."""
    code, said = row["dwelling_code"], shown(row["name"])
    name = source.clean.place(said, code)
    if name and name == source.clean.short(said):
        return name
    kind = source.clean.place(row["long_name"], code) or _kind(room, source)
    what = kind if kind != NA else source.words.get("cobie.room")
    if said:
        places.renamed += 1
        return f"{floor} - {what}"
    return what


def _kind(room: dict[Any, Any], source: Source) -> str:
    if shown(room.get("room_type")):
        return source.words.word("room_type", room["room_type"])
    where = room.get("location_class")
    if not shown(where) or where == LocationClass.UNKNOWN:
        return NA
    return source.words.word("location_class", where)


def _space_row(
    name: str, floor: str, row: dict[Any, Any], room: dict[Any, Any], source: Source
) -> Row:
    area: Any = None
    if room and room["floor_area_rung"] not in _GUESSED:
        area = room["floor_area_m2"]
    gross = "gross" in str(room.get("floor_area_method") or "").casefold()
    return {
        "Name": name, **source.made(row["model_id"]), "Category": _kind(room, source),
        "FloorName": floor,
        "Description": source.clean.place(row["long_name"], row["dwelling_code"]) or name,
        **source.outside(row["model_id"], "IfcSpace", row["global_id"]),
        "UsableHeight": None if row["height_rung"] in _GUESSED else row["height_m"],
        "GrossArea": area if gross else None, "NetArea": None if gross else area,
    }  # fmt: skip


def _zones(places: Places, source: Source) -> None:
    """Rooms by what they are part of and by the type of dwelling, never by dwelling."""
    words, rows = source.words, []
    for room in source.result.rooms.to_dict("records"):
        space = places._space_of.get(str(room["space_id"]))
        if space is None:
            continue
        where = str(room["location_class"])
        if where != LocationClass.UNKNOWN:
            rows.append((words.word("location_class", where), where, space))
        kind = source.clean.place(room["dwelling_type"], room["dwelling_code"])
        if kind:
            home = words.word("location_class", LocationClass.DWELLING)
            rows.append((f"{home}: {kind}", f"{LocationClass.DWELLING}:{kind}", space))
    rows.sort(key=lambda each: (each[0], places.order_of(each[2])))
    for name, identifier, space in rows:
        places.zones.append(
            {"Name": without_commas(name), **source.made(), "Category": "Occupancy Zone",
             "SpaceNames": space, **source.own("IfcZone", identifier),
             "Description": words.get("cobie.zone_told")}
        )  # fmt: skip


def _spot(row: dict[Any, Any]) -> Spot:
    return (shown_raw(row["building"]), shown_raw(row["storey"]))


def shown_raw(value: object) -> str:
    """Text as the inventory has it; empty where there is none."""
    return value if isinstance(value, str) else ""


def shown_lines(value: object) -> list[str]:
    """Lines of a text; none where there is no text."""
    return value.split("\n") if isinstance(value, str) else []
