"""Rooms of one model, with the dwelling each belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from robuild.model.definitions import Definition, chosen_facts
from robuild.model.dwellings import (
    Dwelling,
    Room,
    Zone,
    dwellings_of_rooms,
    zone_dwelling,
)
from robuild.model.fact_names import (
    SPACE_AREAS,
    SPACE_CEILINGS,
    SPACE_HEIGHTS,
    SPACE_PERIMETERS,
    SPACE_WALLS,
)
from robuild.model.fact_values import answer
from robuild.model.identity import space_ids
from robuild.model.places import Places
from robuild.model.relations import Links
from robuild.model.texts import Texts, is_placeholder
from robuild.terms.inventory import PropertyValue
from robuild.terms.vocabulary import Answer, QuantityRung

Row = dict[str, Any]
_MOST_DEPTH = 8
_QUANTITIES = {
    "floor_area_m2": SPACE_AREAS,
    "height_m": SPACE_HEIGHTS,
    "wall_area_m2": SPACE_WALLS,
    "ceiling_area_m2": SPACE_CEILINGS,
    "perimeter_m": SPACE_PERIMETERS,
}


@dataclass(frozen=True, slots=True)
class SpaceRows:
    """Rows of `tables.SPACES` and what elements need of them."""

    rows: list[Row]
    by_number: dict[int, Row]
    zones: int
    dwelling_zones: int


def read_spaces(
    model: Any,
    model_id: str,
    links: Links,
    places: Places,
    texts: Texts,
    pattern: re.Pattern[str] | None,
) -> SpaceRows:
    """Every IfcSpace of a model.

    Args:
        model: open model.
        model_id: its id within the run.
        links: relations of the model.
        places: where things are.
        texts: cleaner of the file.
        pattern: `dwelling_pattern` of the settings.

    Returns:
        Rows with two columns more than the table has: `_building_id`, taken off when files are
        joined, and no dwelling prefix yet.
    """
    rows: list[Row] = []
    by_number: dict[int, Row] = {}
    for number, (space_id, space) in space_ids(model, model_id, texts).items():
        row = _row(space, model_id, links, places, texts)
        row["space_id"] = space_id
        rows.append(row)
        by_number[number] = row
    zones, dwelling_zones, zone_of_room = _zones(model, links, texts)
    rooms = [
        Room(number, row["name"], row["long_name"], row["_building_id"])
        for number, row in by_number.items()
    ]
    for number, dwelling in dwellings_of_rooms(rooms, zone_of_room, pattern).items():
        set_dwelling(by_number[number], dwelling)
    return SpaceRows(rows, by_number, zones, dwelling_zones)


def set_dwelling(row: Row, dwelling: Dwelling | None) -> None:
    """Write a dwelling, or none, into a row."""
    row["dwelling_code"] = dwelling and dwelling.code
    row["dwelling_type"] = dwelling and dwelling.kind
    row["dwelling_evidence"] = dwelling and dwelling.evidence
    row["dwelling_confidence"] = dwelling and str(dwelling.confidence)


def _row(space: Any, model_id: str, links: Links, places: Places, texts: Texts) -> Row:
    number = space.id()
    global_id = texts(space[0]) or f"#{number}"
    place = places.of_spatial(number)
    definitions = links.definitions.get(number, [])
    row: Row = {
        "space_id": f"{model_id}:{global_id}",
        "global_id": global_id,
        "model_id": model_id,
        "name": _named(texts(space[2]), "Name"),
        "long_name": _named(texts(space[7]), "LongName"),
        "building": place.building,
        "storey": place.storey,
    }
    set_dwelling(row, None)
    for column, slots in _QUANTITIES.items():
        _measure(row, column, definitions, slots)
    row["is_external"] = str(_external(space, definitions))
    row["_building_id"] = place.building_global_id
    return row


def _named(text: str | None, attribute: str) -> str | None:
    return None if text is None or is_placeholder(attribute, text) else text


def _measure(row: Row, column: str, definitions: list[Definition], slots: tuple[str, ...]) -> None:
    """Write a quantity with its rung and method: quantity sets first, then the slots in order."""
    order = {slot: rank for rank, slot in enumerate(slots)}
    amounts = [a for definition in definitions for a in definition.amounts if a.slot in order]
    best = min(amounts, key=lambda a: (not a.from_quantity_set, order[a.slot]), default=None)
    rung = QuantityRung.MISSING
    if best is not None:
        quantity_set = best.from_quantity_set
        rung = QuantityRung.QUANTITY_SET if quantity_set else QuantityRung.EXPORTER_PROPERTY
    name = column.rpartition("_")[0]
    row[column] = best and best.value
    row[f"{name}_rung"] = str(rung)
    row[f"{name}_method"] = best and best.label


def _external(space: Any, definitions: list[Definition]) -> Answer:
    word = space[9]
    if word in ("EXTERNAL", "EXTERNAL_EARTH", "EXTERNAL_WATER", "EXTERNAL_FIRE"):
        return Answer.YES
    stated = answer(chosen_facts((tuple(definitions),)).get("is_external"))
    if stated is Answer.UNKNOWN and word == "INTERNAL":
        return Answer.NO
    return stated


def _zones(model: Any, links: Links, texts: Texts) -> tuple[int, int, dict[int, Dwelling]]:
    zones = {zone.id(): zone for zone in model.by_type("IfcZone")}
    rooms: dict[int, Dwelling] = {}
    dwellings = 0
    for number, entity in zones.items():
        dwelling = zone_dwelling(_zone(entity, links, texts))
        if dwelling is None:
            continue
        dwellings += 1
        for member in _members(number, links):
            rooms.setdefault(member, dwelling)
    return len(zones), dwellings, rooms


def _zone(entity: Any, links: Links, texts: Texts) -> Zone:
    number = entity.id()
    occupancy: PropertyValue = None
    for definition in links.definitions.get(number, ()):
        occupancy = occupancy or definition.values.get("OccupancyType")
    return Zone(
        number,
        texts(entity[2]),
        texts(entity[5]) if len(entity) > 5 else None,
        texts(entity[4]),
        texts(entity[3]),
        occupancy if isinstance(occupancy, str) else None,
    )


def _members(zone: int, links: Links) -> list[int]:
    """Rooms of a zone and of the zones inside it."""
    found: list[int] = []
    seen = {zone}
    waiting = [(zone, 0)]
    while waiting:
        group, depth = waiting.pop()
        for member in links.members.get(group, ()):
            if member in seen:
                continue
            seen.add(member)
            found.append(member)
            if member in links.members and depth < _MOST_DEPTH:
                waiting.append((member, depth + 1))
    return found
