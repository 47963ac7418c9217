"""What is known of a component, and what components look alike.

Rules are tried once for every distinct look; 24 copies of a building cost no more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from robuild.matching.door_sides import sides_of_doors, told_by_sides
from robuild.matching.ratings import rated
from robuild.matching.rooms import RoomKind, room_kind
from robuild.matching.words import spellings, what_it_is, without_revit_id
from robuild.terms.inventory import ModelInventory, PropertySets
from robuild.terms.vocabulary import Answer

Value = str | float | None

TEXTS = (
    "type_name",
    "type_description",
    "object_type",
    "name",
    "description",
    "material",
    "classification_name",
    "space_name",
)
FACTS = (
    "ifc_class",
    "predefined_type",
    "type_class",
    "parent_class",
    "classification_system",
    "classification_code",
    "is_external",
    "load_bearing",
    "fire_rating",
    "security_rating",
    "status",
    "thickness_m",
    "width_m",
    "height_m",
)
_REVIT_NUMBER = re.compile(r":\d{3,}\s*$")
_LAYERED = frozenset({"IfcWall", "IfcSlab", "IfcRoof", "IfcCovering", "IfcPlate", "IfcCurtainWall"})
_MILLIMETRE = 3
_WHOLES = frozenset({"IfcStair", "IfcRoof", "IfcRamp", "IfcCurtainWall"})


@dataclass(frozen=True)
class Subject:
    """One distinct look: every fact that a rule may ask for."""

    facts: Mapping[str, Value]
    words: dict[str, str] = field(default_factory=dict)
    """Texts in all their spellings."""
    heads: dict[str, str] = field(default_factory=dict)
    """The same for things that are not built up of layers, without what they are for."""

    def __post_init__(self) -> None:
        for name, value in self.facts.items():
            if isinstance(value, str) and (name in TEXTS or name in _DERIVED_TEXTS):
                self.words[name] = spellings(value)
        whole = not self.layered
        self.heads.update({n: what_it_is(t) if whole else t for n, t in self.words.items()})

    @property
    def layered(self) -> bool:
        """Whether `over` and `for` stand between its layers, and not before its purpose."""
        return not _LAYERED.isdisjoint(self.classes)

    @property
    def classes(self) -> tuple[str, ...]:
        """Class of the component and, when it says more, of its type."""
        return class_names(str(self.facts["ifc_class"]), self.facts.get("type_class"))


_DERIVED_TEXTS = frozenset({"surface_material", "layer", "parent_name"})


def class_names(ifc_class: str, type_class: Value = None) -> tuple[str, ...]:
    """Classes a rule may name, without the endings that only tell how they are drawn or typed.

    >>> class_names("IfcFlowTerminal", "IfcSanitaryTerminalType")
    ('IfcFlowTerminal', 'IfcSanitaryTerminal')
    >>> class_names("IfcWallStandardCase")
    ('IfcWall',)
    """
    names = [ifc_class]
    if isinstance(type_class, str):
        names.append(type_class.removesuffix("Type").removesuffix("Style"))
    bare = (n.removesuffix("StandardCase").removesuffix("ElementedCase") for n in names)
    return tuple(dict.fromkeys(bare))


def surface_material(material: str) -> str:
    """The outermost layer of a material text.

    >>> surface_material("Oak; Chipboard")
    'Oak'
    """
    return material.split(";", 1)[0].strip()


def distinct_subjects(
    inventory: ModelInventory, fields: Iterable[str]
) -> tuple[list[Subject], list[int]]:
    """Distinct looks, and for every component in order the number of its look.

    Args:
        inventory: the models read.
        fields: every text, column or `Set.Property` that the rules look at; what they never look
            at does not tell components apart.
    """
    wanted = {name for name in fields if name not in _FROM_ROOMS}
    wanted |= {"ifc_class", "type_class", "predefined_type", "type_name", "name", "space_name"}
    wanted |= {"object_type", "material"}
    names = [*sorted(wanted), "sides"]
    columns = [*(_values(inventory, name) for name in names[:-1]), sides_of_doors(inventory)]
    numbers: dict[tuple[Value, ...], int] = {}
    number_of = [numbers.setdefault(key, len(numbers)) for key in zip(*columns, strict=True)]
    subjects = [Subject(_with_room(dict(zip(names, key, strict=True)))) for key in numbers]
    return subjects, number_of


_FROM_ROOMS = frozenset({"room_type", "between"})
"""Facts worked out from rooms, not read."""


def _with_room(facts: dict[str, Value]) -> dict[str, Value]:
    kind = room_kind(str(facts["space_name"])) if facts.get("space_name") else None
    room_type = _room_type(kind[0]) if kind else None
    return {**facts, **told_by_sides(facts["sides"], room_type)}


def _values(inventory: ModelInventory, name: str) -> list[Value]:
    table = inventory.components
    if "." in name:
        set_name, _, prop = name.partition(".")
        return [
            _plain(inventory.properties.get(i, {}).get(set_name, {}).get(prop))
            for i in table["component_id"].tolist()
        ]
    if name == "layer":
        return [_layer(inventory.properties.get(i, {})) for i in table["component_id"].tolist()]
    if name == "parent_name":
        names = dict(zip(table["component_id"], _texts(table["name"]), strict=True))
        return [names.get(i) for i in table["parent_id"].tolist()]
    if name == "parent_is_external":
        answers = dict(zip(table["component_id"], _texts(table["is_external"]), strict=True))
        return [answers.get(i) for i in table["parent_id"].tolist()]
    if name == "material":
        return _materials(table)
    if name == "surface_material":
        return [v and surface_material(str(v)) for v in _materials(table)]
    if name not in table.columns:
        return [None] * len(table)
    if pd.api.types.is_float_dtype(table[name].dtype):
        numbers = table[name].round(_MILLIMETRE).tolist()
        return [None if value != value else value for value in numbers]
    if name == "type_name":
        return [_type_name(*row) for row in _rows(table, "type_name", "object_type", "name")]
    if name == "fire_rating":
        return [None if rated(v) is Answer.NO else v for v in _texts(table[name])]
    texts = _texts(table[name])
    if name in ("name", "object_type"):
        return [v and without_revit_id(str(v)) for v in texts]
    return texts


def _rows(table: pd.DataFrame, *names: str) -> Iterable[tuple[Value, ...]]:
    return zip(*(_texts(table[name]) for name in names), strict=True)


def _type_name(type_name: Value, object_type: Value, name: Value) -> Value:
    """The type's name, with the family where the component's name is `Family:Type:number`.

    The family tells what a thing is; the type's own name is often only its size.
    """
    if not isinstance(name, str) or ":" not in name:
        return type_name and without_revit_id(str(type_name))
    family = without_revit_id(name)
    types = [str(text) for text in (type_name, object_type) if text]
    if not types:
        return family if _REVIT_NUMBER.search(name) else None
    known = without_revit_id(types[0])
    return family if family.endswith(known.rsplit(":", 1)[-1]) else known


def _materials(table: pd.DataFrame) -> list[Value]:
    """Own materials; a whole that has none of its own has those of its first part that has."""
    own = _texts(table["material"])
    of_parts: dict[str, Value] = {}
    parts = zip(
        *(table[n].tolist() for n in ("parent_id", "parent_class", "ifc_class")), own, strict=True
    )
    for parent, parent_class, ifc_class, material in parts:
        if material and parent_class in _WHOLES and ifc_class != parent_class:
            of_parts.setdefault(parent, material)
    ids = table["component_id"].tolist()
    return [m or of_parts.get(i) for m, i in zip(own, ids, strict=True)]


def _texts(column: pd.Series) -> list[Value]:
    return [
        value if isinstance(value, str) and value.strip() else None for value in column.tolist()
    ]


def _plain(value: object) -> Value:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return float(value) if isinstance(value, int | float) else str(value)


def _layer(sets: PropertySets) -> str | None:
    for properties in sets.values():
        for name, value in properties.items():
            if name.casefold() in ("layer", "ebene", "lag", "laag", "calque") and value:
                return str(value)
    return None


def _room_type(kind: RoomKind) -> str:
    """Rules know kitchens; a room that is a kitchen among other things holds what kitchens do."""
    return "kitchen" if kind.room_type in ("living_kitchen", "studio") else kind.room_type
