"""Materials of a component: names outermost layer first, and the thickness of all layers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from robuild.model.texts import Texts, is_placeholder
from robuild.model.units import Units

_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Material:
    """What a component is made of."""

    names: str | None
    """Joined by `; `, in the order of the layers, without repeats."""
    thickness_m: float | None
    """Sum of all layers; `None` unless every layer states one that is not below 0."""


class Materials:
    """Reads material definitions of one file by id."""

    def __init__(self, units: Units, texts: Texts, application: str = "") -> None:
        self._units = units
        # Revit lists the layers of floors from the top whatever direction it states
        self._upwards_first = "revit" not in application.casefold()
        self._texts = texts
        self._known: dict[int, Material] = {}

    def read(self, entity: Any) -> Material:
        """The material, read on first use."""
        number = entity.id()
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._read(entity)
        return found

    def _read(self, entity: Any) -> Material:
        kind = entity.is_a()
        if kind == "IfcMaterial":
            return self._named([entity])
        if kind == "IfcMaterialList":
            return self._named(entity[0] or ())
        if kind == "IfcMaterialLayerSetUsage":
            upwards = entity[1] == "AXIS3" and entity[2] == "POSITIVE"
            return self._layers(entity[0], backwards=upwards and self._upwards_first)
        if kind == "IfcMaterialLayerSet":
            return self._layers(entity, backwards=False)
        if kind.startswith("IfcMaterialLayer"):
            return self._of_layers([entity])
        if kind == "IfcMaterialConstituentSet":
            return self._named(part[2] for part in entity[2] or () if part is not None)
        if kind == "IfcMaterialConstituent":
            return self._named([entity[2]])
        if kind.startswith("IfcMaterialProfileSetUsage"):
            return self._profiles(entity[0])
        if kind == "IfcMaterialProfileSet":
            return self._profiles(entity)
        if kind.startswith("IfcMaterialProfile"):
            return self._named([entity[2]])
        return Material(None, None)

    def _profiles(self, entity: Any) -> Material:
        if entity is None:
            return Material(None, None)
        return self._named(part[2] for part in entity[2] or () if part is not None)

    def _layers(self, entity: Any, *, backwards: bool) -> Material:
        layers = [] if entity is None else [x for x in entity[0] or () if x is not None]
        # layers of a floor that run upwards end with the surface; walls keep their order
        return self._of_layers(layers[::-1] if backwards else layers)

    def _of_layers(self, layers: list[Any]) -> Material:
        thicknesses = [layer[1] for layer in layers]
        total = None
        # a layer of less than nothing is a fault of the file, and its sum would be one too
        if thicknesses and all(isinstance(t, int | float) and t >= 0 for t in thicknesses):
            total = math.fsum(float(t) for t in thicknesses) * self._units.length_m
        named = self._named(layer[0] for layer in layers)
        return Material(named.names, total if total and math.isfinite(total) else None)

    def _named(self, materials: Iterable[Any]) -> Material:
        names: dict[str, None] = {}
        for material in materials:
            name = None if material is None else self._texts(material[0])
            if name and not is_placeholder("Material", name):
                names.setdefault(name.replace(";", ","))
            if len(names) >= _MOST_NAMES:
                break
        return Material("; ".join(names) or None, None)
