"""Where things are: storeys, buildings and spaces, through wholes, walls and openings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from robuild.model.relations import Links
from robuild.model.texts import Texts, is_placeholder

_MOST_STEPS = 64
"""Longest chain of wholes followed; also ends circles."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spatial structure element and what it lies in."""

    space: int | None
    storey: str | None
    building: str | None
    building_global_id: str | None


NOWHERE = Place(None, None, None, None)


@dataclass(frozen=True, slots=True)
class _Spot:
    kind: str
    name: str | None
    global_id: str | None


class Places:
    """Answers where an element or space is."""

    def __init__(self, model: Any, links: Links, texts: Texts) -> None:
        self._links = links
        self._spots = {s.id(): _spot(s, texts) for s in _spatial(model)}
        self._known: dict[int, Place] = {}
        names: dict[str, set[str]] = {}
        for spot in self._spots.values():
            if spot.kind == "IfcBuilding" and spot.name and spot.global_id:
                names.setdefault(spot.name, set()).add(spot.global_id)
        self._shared_names = {name for name, ids in names.items() if len(ids) > 1}

    def of_spatial(self, number: int) -> Place:
        """Place of a space, storey, building or site: itself and all it lies in."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._climbed(number)
        return found

    def _climbed(self, number: int) -> Place:
        space = storey = building = building_id = None
        step: int | None = number
        seen: set[int] = set()
        while step is not None and step not in seen and len(seen) < _MOST_STEPS:
            seen.add(step)
            spot = self._spots.get(step)
            if spot is not None:
                if spot.kind == "IfcSpace" and space is None:
                    space = step
                elif spot.kind == "IfcBuildingStorey" and storey is None:
                    storey = spot.name
                elif spot.kind == "IfcBuilding" and building_id is None:
                    building, building_id = self._building_name(spot), spot.global_id
            step = self._links.whole.get(step, self._links.container.get(step))
        return Place(space, storey, building, building_id)

    def _building_name(self, spot: _Spot) -> str | None:
        if spot.name in self._shared_names:
            return f"{spot.name} ({(spot.global_id or '')[-6:]})"
        return spot.name or spot.global_id

    def of_element(self, number: int) -> Place:
        """Place of an element: its own, else that of what it is part of, fills or covers."""
        links = self._links
        step: int | None = number
        seen: set[int] = set()
        while step is not None and step not in seen and len(seen) < _MOST_STEPS:
            seen.add(step)
            place = links.container.get(step)
            if place is None and step in self._spots:
                place = step
            if place is not None:
                return self.of_spatial(place)
            step = links.whole.get(step, links.host.get(step, links.covered.get(step)))
        return NOWHERE

    def component_parent(self, number: int, elements: dict[int, str]) -> int | None:
        """The element this one is part of or fills; `None` when it stands alone.

        Args:
            number: id of the element.
            elements: id -> component_id of every element read.
        """
        step = self._links.whole.get(number, self._links.host.get(number))
        seen = {number}
        while step is not None and step not in seen and len(seen) < _MOST_STEPS:
            if step in elements:
                return step
            seen.add(step)
            step = self._links.host.get(step, self._links.whole.get(step))
        return None

    def bounded_spaces(self, number: int) -> list[int]:
        """Spaces that the element bounds, each once, in file order."""
        spaces = self._links.bounded.get(number)
        return list(dict.fromkeys(spaces)) if spaces else []

    def storeys(self) -> dict[int, str | None]:
        """Every storey and its name."""
        return {n: s.name for n, s in self._spots.items() if s.kind == "IfcBuildingStorey"}


def _spatial(model: Any) -> tuple[Any, ...]:
    try:
        return tuple(model.by_type("IfcSpatialElement"))
    except RuntimeError:  # IFC2X3
        return tuple(model.by_type("IfcSpatialStructureElement"))


def _spot(entity: Any, texts: Texts) -> _Spot:
    name = texts(entity[2])
    if name is None or is_placeholder("Name", name):
        name = texts(entity[7]) if len(entity) > 7 and isinstance(entity[7], str) else None
    kind = entity.is_a()
    # in IFC4X3 other facilities and their parts hold things as buildings and storeys do
    if kind in ("IfcFacility", "IfcBridge", "IfcRoad", "IfcRailway", "IfcMarineFacility"):
        kind = "IfcBuilding"
    return _Spot(kind, name, texts(entity[0]))
