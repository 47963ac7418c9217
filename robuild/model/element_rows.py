"""One row per element: identity, type, place, material, code, facts and quantities."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from robuild.model.classification import Code, best
from robuild.model.definitions import Amount, Definition, chosen_facts
from robuild.model.fact_values import answer, condition_grade, year, years
from robuild.model.materials import Material
from robuild.model.places import NOWHERE, Places
from robuild.model.properties import Levels
from robuild.model.quantities import measure
from robuild.model.relations import Links, TypeFacts, meaningful_enum
from robuild.model.space_rows import Row
from robuild.model.texts import Texts, is_placeholder
from robuild.model.units import Units
from robuild.terms.inventory import PropertyValue

_FILLINGS = frozenset({"IfcDoor", "IfcDoorStandardCase", "IfcWindow", "IfcWindowStandardCase"})
_SPANS_ROOMS = (
    "IfcWall", "IfcSlab", "IfcRoof", "IfcBeam", "IfcColumn", "IfcCurtainWall", "IfcFooting",
    "IfcMember", "IfcPlate", "IfcStair", "IfcRamp", "IfcVirtualElement",
)  # fmt: skip
_NO_MATERIAL = Material(None, None)


class ElementReader:
    """Turns the elements of one model into rows of `tables.COMPONENTS`."""

    def __init__(
        self,
        schema: Any,
        model_id: str,
        units: Units,
        texts: Texts,
        links: Links,
        places: Places,
        rooms: dict[int, Row],
    ) -> None:
        self._schema = schema
        self._model_id = model_id
        self._units = units
        self._texts = texts
        self._links = links
        self._places = places
        self._rooms = rooms
        self._enum_index: dict[str, int | None] = {}
        self._known_facts: dict[tuple[int, ...], tuple[dict[str, PropertyValue], Row]] = {}
        self._room_names: dict[int, str | None] = {
            number: _room_name(row) for number, row in rooms.items()
        }

    def read(
        self, elements: dict[int, Any], ids: dict[int, str]
    ) -> Iterator[tuple[Row, Levels, str | None]]:
        """Row, property levels and status of every element, in file order.

        Args:
            elements: id in the file -> element.
            ids: id in the file -> component_id.
        """
        classes = {number: element.is_a() for number, element in elements.items()}
        for number, element in elements.items():
            yield self._row(number, element, classes, ids)

    def _row(
        self, number: int, element: Any, classes: dict[int, str], ids: dict[int, str]
    ) -> tuple[Row, Levels, str | None]:
        links, texts = self._links, self._texts
        ifc_class = classes[number]
        kind = links.types.get(number)
        own: tuple[Definition, ...] = tuple(links.definitions.get(number, ()))
        of_type = kind.definitions if kind else ()
        levels: Levels = (own, of_type)
        facts, told = self._told(levels)
        parent = self._places.component_parent(number, ids)
        status = facts.get("status")
        row: Row = {
            "component_id": ids[number],
            "global_id": texts(element.get_argument(0)) or "",
            "model_id": self._model_id,
            "ifc_class": ifc_class,
            "predefined_type": self._predefined_type(element, ifc_class, kind),
            "object_type": _named(texts(element.get_argument(4)), "ObjectType"),
            "name": _named(texts(element.get_argument(2)), "Name"),
            "description": _named(texts(element.get_argument(3)), "Description"),
            "tag": _named(texts(element.get_argument(7)), "Tag"),
            "type_class": kind and kind.ifc_class,
            "type_name": kind and kind.name,
            "type_description": kind and kind.description,
        }
        self._add_place(row, number, ifc_class)
        row["parent_id"] = None if parent is None else ids[parent]
        row["parent_class"] = None if parent is None else classes[parent]
        material = self._material(number, kind)
        row["material"] = material.names
        row["thickness_m"] = material.thickness_m or math.nan
        others = self._add_code(row, number, kind, levels)
        row.update(told)
        self._add_quantities(row, element, ifc_class, levels, facts)
        if others:
            levels = (own, of_type, (_other_codes(others),))
        return row, levels, status if isinstance(status, str) else None

    def _told(self, levels: Levels) -> tuple[dict[str, PropertyValue], Row]:
        """Facts of definitions, worked out once for all components that share them."""
        key = tuple(id(definition) for level in levels for definition in level)
        found = self._known_facts.get(key)
        if found is None:
            facts = chosen_facts(levels)
            found = self._known_facts[key] = (facts, _facts_row(facts, self._units.second))
        return found

    def _predefined_type(self, element: Any, ifc_class: str, kind: TypeFacts | None) -> str | None:
        try:
            index = self._enum_index[ifc_class]
        except KeyError:
            attributes = self._schema.declaration_by_name(ifc_class).all_attributes()
            found = [i for i, a in enumerate(attributes) if a.name() == "PredefinedType"]
            index = self._enum_index[ifc_class] = found[0] if found else None
        own = None if index is None else meaningful_enum(element[index])
        return own or (kind.predefined_type if kind else None)

    def _add_place(self, row: Row, number: int, ifc_class: str) -> None:
        place = self._places.of_element(number)
        space = place.space
        if space is None and not ifc_class.startswith(_SPANS_ROOMS):
            space = self._bounded_room(number)
            if place is NOWHERE and space is not None:
                place = self._places.of_spatial(space)
        room = self._rooms.get(space) if space is not None else None
        row["building"] = place.building
        row["storey"] = place.storey
        row["space_id"] = room and room["space_id"]
        row["space_name"] = None if space is None else self._room_names.get(space)
        row["bordered_space_ids"] = self._bordered(number) if ifc_class in _FILLINGS else None
        row["dwelling_code"] = row["dwelling_type"] = None
        row["dwelling_evidence"] = row["dwelling_confidence"] = None

    def _bordered(self, number: int) -> str | None:
        """Rooms on all sides of a door or window, in file order."""
        rooms = (self._rooms.get(n) for n in self._places.bounded_spaces(number))
        return "\n".join(room["space_id"] for room in rooms if room) or None

    def _bounded_room(self, number: int) -> int | None:
        """The room a door, window or covering borders; that of a dwelling before a common one."""
        rooms = [n for n in self._places.bounded_spaces(number) if n in self._rooms]
        inside = [n for n in rooms if self._rooms[n]["dwelling_code"]]
        return next(iter(inside or rooms), None)

    def _material(self, number: int, kind: TypeFacts | None) -> Material:
        material = self._links.materials.get(number)
        if material is not None and material.names:
            return material
        of_type = self._links.materials.get(kind.number) if kind else None
        return of_type or material or _NO_MATERIAL

    def _add_code(
        self, row: Row, number: int, kind: TypeFacts | None, levels: Levels
    ) -> tuple[Code, ...]:
        codes = list(self._links.codes.get(number, ()))
        codes += self._links.codes.get(kind.number, ()) if kind else ()
        in_properties = [pair for level in levels for d in level if d.codes for pair in d.codes]
        if in_properties:
            codes += [code for _, code in sorted(in_properties, key=lambda pair: pair[0])]
        chosen, others = best(codes)
        row["classification_system"] = chosen and chosen.system
        row["classification_code"] = chosen and chosen.code
        row["classification_name"] = chosen and chosen.name
        return others

    def _add_quantities(
        self,
        row: Row,
        element: Any,
        ifc_class: str,
        levels: Levels,
        facts: dict[str, PropertyValue],
    ) -> None:
        width = height = None
        if ifc_class in _FILLINGS:
            height, width = self._length(element[8]), self._length(element[9])
        own: list[Amount] = [a for d in levels[0] if d.amounts for a in d.amounts]
        of_type: list[Amount] = [a for d in levels[1] if d.amounts for a in d.amounts]
        found = measure(ifc_class, own, of_type, width, height)
        if math.isnan(row["thickness_m"]):
            stated = facts.get("thickness")
            thickness = found.thickness_m
            if thickness is None and isinstance(stated, float) and 0 < stated < 3:
                thickness = stated
            row["thickness_m"] = thickness or math.nan
        for name, quantity in (("length_m", found.length), ("area_m2", found.area)):
            short = name.partition("_")[0]
            row[name] = math.nan if quantity.value is None else quantity.value
            row[f"{short}_rung"] = str(quantity.rung)
            row[f"{short}_method"] = quantity.method
        row["width_m"] = found.width_m or math.nan
        row["height_m"] = found.height_m or math.nan

    def _length(self, value: Any) -> float | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            metres = float(value) * self._units.length_m
            return metres if math.isfinite(metres) else None
        return None


def _named(text: str | None, attribute: str) -> str | None:
    return None if text is None or is_placeholder(attribute, text) else text


def _room_name(row: Row) -> str | None:
    name, long_name = row["name"], row["long_name"]
    if name and long_name and name.casefold() not in long_name.casefold():
        return f"{name} {long_name}"
    return long_name or name or None


def _facts_row(facts: dict[str, PropertyValue], second: float) -> Row:
    row: Row = {"is_external": str(answer(facts.get("is_external")))}
    for name in ("fire_rating", "security_rating", "acoustic_rating"):
        row[name] = _text(facts.get(name))
    row["load_bearing"] = str(answer(facts.get("load_bearing")))
    for name in ("status", "manufacturer", "article_number"):
        row[name] = _text(facts.get(name))
    warranty = years(facts.get("warranty"), facts.get("warranty_unit"), second)
    row["warranty_years"] = math.nan if warranty is None else warranty
    row["condition_grade"] = condition_grade(facts.get("condition"))
    installed = year(facts.get("installed"))
    row["installed_year"] = math.nan if installed is None else installed
    return row


def _text(value: PropertyValue) -> str | None:
    # a rating that is only yes or no says that there is one, not which
    if value is None or value is False:
        return None
    if value is True:
        return "yes"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _other_codes(codes: tuple[Code, ...]) -> Definition:
    from types import MappingProxyType

    values: dict[str, PropertyValue] = {}
    for code in codes:
        name = code.system or "Classification"
        while name in values:
            name += "'"
        values[name] = " ".join(part for part in (code.code, code.name) if part)
    return Definition("Other classifications", MappingProxyType(values))
