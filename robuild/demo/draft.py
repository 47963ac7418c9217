"""An IFC4 file in the making: stable GlobalIds, shared property sets, collected relations."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import ifcopenshell
import ifcopenshell.api.unit
import ifcopenshell.guid

from robuild.demo.shapes import Shapes

_NAMESPACE = uuid.UUID("3c4d1c6e-6d0b-5c8e-9a55-5a1f6b6f7a01")
_STAMP = "2025-01-15T08:00:00"
_WRITER = "robuild demo building"

_ENDS = {
    "IfcRelAggregates": ("RelatingObject", "RelatedObjects"),
    "IfcRelAssignsToGroup": ("RelatingGroup", "RelatedObjects"),
    "IfcRelAssociatesClassification": ("RelatingClassification", "RelatedObjects"),
    "IfcRelAssociatesMaterial": ("RelatingMaterial", "RelatedObjects"),
    "IfcRelContainedInSpatialStructure": ("RelatingStructure", "RelatedElements"),
    "IfcRelCoversBldgElements": ("RelatingBuildingElement", "RelatedCoverings"),
    "IfcRelCoversSpaces": ("RelatingSpace", "RelatedCoverings"),
    "IfcRelDeclares": ("RelatingContext", "RelatedDefinitions"),
    "IfcRelDefinesByProperties": ("RelatingPropertyDefinition", "RelatedObjects"),
    "IfcRelDefinesByType": ("RelatingType", "RelatedObjects"),
}
_QUANTITY_CLASSES = {
    "Length": ("IfcQuantityLength", "LengthValue"),
    "Area": ("IfcQuantityArea", "AreaValue"),
    "Volume": ("IfcQuantityVolume", "VolumeValue"),
}
PropertyInput = str | bool | float | tuple[str, Any]
"""A label, a yes/no, a number, or (IFC measure, value); ("status", word) is an element status."""

Properties = Mapping[str, PropertyInput]
PropertySetsInput = Mapping[str, Properties]


class Draft:
    """The file with its caches; relations are collected and written once, in order of first use.

    The same calls in the same order give the same bytes: GlobalIds are hashes of names, and
    nothing asks the clock or a random source.
    """

    def __init__(self) -> None:
        self.file: Any = ifcopenshell.file(schema="IFC4")
        self.shapes = Shapes(self.file)
        self._guids: dict[str, str] = {}
        self._links: dict[tuple[str, int], tuple[Any, list[Any]]] = {}
        self._definitions: dict[tuple[Any, ...], Any] = {}
        length = ifcopenshell.api.unit.add_si_unit(self.file, unit_type="LENGTHUNIT")
        area = ifcopenshell.api.unit.add_si_unit(self.file, unit_type="AREAUNIT")
        volume = ifcopenshell.api.unit.add_si_unit(self.file, unit_type="VOLUMEUNIT")
        angle = ifcopenshell.api.unit.add_si_unit(self.file, unit_type="PLANEANGLEUNIT")
        self.units: Any = self.file.create_entity(
            "IfcUnitAssignment", Units=[length, area, volume, angle]
        )

    def guid(self, name: str) -> str:
        """GlobalId of a name; the same name always gives the same id.

        Raises:
            ValueError: the name was used before, so two things would share an identity.
        """
        if name in self._guids:
            raise ValueError(f"two things of the demo building are called {name!r}")
        identity: str = ifcopenshell.guid.compress(uuid.uuid5(_NAMESPACE, name).hex)
        self._guids[name] = identity
        return identity

    def rooted(self, ifc_class: str, key: str, **attributes: Any) -> Any:
        """An entity with a GlobalId made of its class and key."""
        identity = self.guid(f"{ifc_class}/{key}")
        return self.file.create_entity(ifc_class, GlobalId=identity, **attributes)

    def link(self, relation: str, relating: Any, *related: Any) -> None:
        """Join objects to the one they belong to; one relation entity per relating object."""
        _, members = self._links.setdefault((relation, relating.id()), (relating, []))
        members.extend(related)

    def define(self, sets: PropertySetsInput, *objects: Any) -> None:
        """Give objects property sets; sets alike in name and content are shared."""
        for name, properties in sets.items():
            key = ("pset", name, tuple(properties.items()))
            if key not in self._definitions:
                self._definitions[key] = self._property_set(name, properties)
            self.link("IfcRelDefinesByProperties", self._definitions[key], *objects)

    def define_type(self, type_object: Any, sets: PropertySetsInput) -> None:
        """Give a type its own property sets."""
        if sets:
            type_object.HasPropertySets = [
                self._property_set(name, properties, owner=type_object.GlobalId)
                for name, properties in sets.items()
            ]

    def measure(
        self, name: str, quantities: Mapping[str, tuple[str, float]], *objects: Any
    ) -> None:
        """Give objects a quantity set: name -> (Length, Area or Volume; value in SI)."""
        rounded = {key: (kind, round(value, 4)) for key, (kind, value) in quantities.items()}
        key = ("qto", name, tuple(rounded.items()))
        if key not in self._definitions:
            self._definitions[key] = self._quantity_set(name, rounded)
        self.link("IfcRelDefinesByProperties", self._definitions[key], *objects)

    def finish(self, file_name: str) -> str:
        """Write the collected relations and return the STEP text."""
        count: dict[str, int] = {}
        for (relation, _), (relating, related) in self._links.items():
            one, many = _ENDS[relation]
            number = count[relation] = count.get(relation, 0) + 1
            label = getattr(relating, "GlobalId", None) or number
            self.rooted(relation, f"of/{label}", **{one: relating, many: related})
        self._links.clear()
        header = self.file.header
        header.file_description.description = ("ViewDefinition [ReferenceView_V1.2]",)
        header.file_name.name = file_name
        header.file_name.time_stamp = _STAMP
        header.file_name.preprocessor_version = _WRITER
        header.file_name.originating_system = _WRITER
        header.file_name.authorization = "none"
        text: str = self.file.to_string()
        return text.replace("\r\n", "\n")

    def _property_set(self, name: str, properties: Properties, owner: str = "") -> Any:
        key = f"{name}/{owner}/" + ";".join(f"{k}={v}" for k, v in properties.items())
        members = [self._property(label, value) for label, value in properties.items()]
        return self.rooted("IfcPropertySet", key, Name=name, HasProperties=members)

    def _property(self, name: str, value: PropertyInput) -> Any:
        key = ("property", name, type(value), value)
        if key in self._definitions:
            return self._definitions[key]
        if isinstance(value, tuple) and value[0] == "status":
            prop = self.file.create_entity(
                "IfcPropertyEnumeratedValue",
                Name=name,
                EnumerationValues=[self.file.create_entity("IfcLabel", value[1])],
            )
        elif isinstance(value, tuple) and value[0] == "bounded":
            low, typical, high = (self.file.create_entity("IfcDuration", d) for d in value[1])
            prop = self.file.create_entity(
                "IfcPropertyBoundedValue",
                Name=name,
                LowerBoundValue=low,
                UpperBoundValue=high,
                SetPointValue=typical,
            )
        else:
            prop = self.file.create_entity(
                "IfcPropertySingleValue", Name=name, NominalValue=self._value(value)
            )
        self._definitions[key] = prop
        return prop

    def _value(self, value: PropertyInput) -> Any:
        if isinstance(value, tuple):
            measure, content = value
        elif isinstance(value, bool):
            measure, content = "IfcBoolean", value
        elif isinstance(value, float):
            measure, content = "IfcReal", value
        else:
            measure, content = "IfcLabel", value
        return self.file.create_entity(measure, content)

    def _quantity_set(self, name: str, quantities: Mapping[str, tuple[str, float]]) -> Any:
        members = []
        for label, (kind, value) in quantities.items():
            ifc_class, attribute = _QUANTITY_CLASSES[kind]
            members.append(self.file.create_entity(ifc_class, Name=label, **{attribute: value}))
        key = f"{name}/" + ";".join(f"{k}={v[1]}" for k, v in quantities.items())
        return self.rooted("IfcElementQuantity", key, Name=name, Quantities=members)


def lengths(**values: float) -> dict[str, tuple[str, float]]:
    """Quantities that are lengths [m]."""
    return {name: ("Length", value) for name, value in values.items()}


def areas(**values: float) -> dict[str, tuple[str, float]]:
    """Quantities that are areas [m²]."""
    return {name: ("Area", value) for name, value in values.items()}


def volumes(**values: float) -> dict[str, tuple[str, float]]:
    """Quantities that are volumes [m³]."""
    return {name: ("Volume", value) for name, value in values.items()}


def total(values: Iterable[float]) -> float:
    """Sum rounded to a tenth of a millimetre, so that no platform sees another last digit."""
    return round(sum(values), 4)
