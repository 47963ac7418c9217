"""One pass over the relations of a file: who has which type, sets, material, place and code.

Attributes are read by position; relations have the same positions in IFC2X3, IFC4 and IFC4X3
(a test compares them with the schemas).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from robuild.model.classification import Code, read_code
from robuild.model.definitions import Definition, Definitions
from robuild.model.materials import Material, Materials
from robuild.model.raw_properties import RawProperties, references
from robuild.model.texts import Texts, is_placeholder
from robuild.terms.own_marks import is_marked, is_own_set

RELATED, RELATING = 4, 5
"""Positions in most relations; IfcRelAggregates, Nests, Voids and Fills have them swapped."""


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """A type object, read once."""

    number: int
    ifc_class: str
    name: str | None
    description: str | None
    predefined_type: str | None
    definitions: tuple[Definition, ...]


@dataclass
class Links:
    """Ids on both sides of every relation that matters."""

    definitions: dict[int, list[Definition]] = field(default_factory=lambda: defaultdict(list))
    types: dict[int, TypeFacts] = field(default_factory=dict)
    container: dict[int, int] = field(default_factory=dict)
    """Element -> spatial structure it is contained in, else one it is referenced in."""
    whole: dict[int, int] = field(default_factory=dict)
    """Part -> whole: aggregation and nesting, of elements and of spatial structure."""
    host: dict[int, int] = field(default_factory=dict)
    """Opening -> element it cuts; filling -> opening it fills."""
    covered: dict[int, int] = field(default_factory=dict)
    """Covering -> space or element it covers."""
    bounded: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Element -> spaces it bounds."""
    materials: dict[int, Material] = field(default_factory=dict)
    codes: dict[int, list[Code]] = field(default_factory=lambda: defaultdict(list))
    members: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Group -> members."""


class RelationReader:
    """Reads the relations of one open model."""

    def __init__(
        self,
        model: Any,
        definitions: Definitions,
        materials: Materials,
        texts: Texts,
        raw: RawProperties | None,
    ) -> None:
        self._model = model
        self._raw = raw
        self._definitions = definitions
        self._materials = materials
        self._texts = texts
        self._types: dict[int, TypeFacts] = {}
        self._type_material: dict[int, Material] = {}
        self.unreadable = 0
        """Relations whose ends are missing."""

    def read(self, wanted: set[int]) -> Links:
        """Links of the elements, spaces and zones whose ids are wanted, and of what holds them."""
        links = Links()
        self._read_definitions(links, wanted)
        self._read_types(links)
        self._read_places(links)
        self._read_parts(links)
        self._read_materials(links)
        self._read_codes(links)
        self._read_groups(links)
        return links

    def _pairs(
        self, name: str, many: int, one: int, *, own: bool = True
    ) -> list[tuple[tuple[Any, ...], Any]]:
        """Both ends of every relation of a class; those that robuild wrote only where asked."""
        found = []
        relations = sorted(self._by_type(name), key=_number)
        for relation in relations:
            if not own and is_marked(relation.get_argument(3)):
                continue
            related, relating = relation.get_argument(many), relation.get_argument(one)
            if relating is None or not related:
                self.unreadable += 1
                continue
            found.append((related, relating))
        return found

    def _by_type(self, name: str) -> tuple[Any, ...]:
        try:
            return tuple(self._model.by_type(name))
        except RuntimeError:  # not in this schema
            return ()

    def _read_definitions(self, links: Links, wanted: set[int]) -> None:
        of = links.definitions
        if self._raw is not None:
            read_number = self._definitions.read_number
            for _, elements, number in self._raw.relations:
                if number in self._raw.own:
                    continue
                numbers = [n for n in references(elements) if n in wanted]
                if numbers:
                    definition = read_number(number)
                    for element in numbers:
                        of[element].append(definition)
            return
        read = self._definitions.read
        for related, relating in self._pairs("IfcRelDefinesByProperties", RELATED, RELATING):
            numbers = [n for n in (item.id() for item in related) if n in wanted]
            if not numbers:
                continue
            # a set of sets comes wrapped in a select type without an id
            sets = relating[0] if relating.is_a() == "IfcPropertySetDefinitionSet" else (relating,)
            for one in sets:
                if is_own_set(one.get_argument(2), one.get_argument(3)):
                    continue
                definition = read(one)
                for element in numbers:
                    of[element].append(definition)

    def _read_types(self, links: Links) -> None:
        for related, relating in self._pairs("IfcRelDefinesByType", RELATED, RELATING):
            facts = self.type_facts(relating)
            for item in related:
                links.types.setdefault(item.id(), facts)

    def type_facts(self, entity: Any) -> TypeFacts:
        """The type object, read on first use."""
        number = entity.id()
        found = self._types.get(number)
        if found is None:
            name = self._texts(entity[2])
            found = self._types[number] = TypeFacts(
                number,
                entity.is_a(),
                None if name and is_placeholder("Name", name) else name,
                self._texts(entity[3]),
                meaningful_enum(getattr(entity, "PredefinedType", None)),
                tuple(self._definitions.read(d) for d in entity[5] or () if d is not None),
            )
        return found

    def _read_places(self, links: Links) -> None:
        name = "IfcRelContainedInSpatialStructure"
        for related, relating in self._pairs(name, RELATED, RELATING):
            place = relating.id()
            for item in related:
                links.container.setdefault(item.id(), place)
        for related, relating in self._pairs(
            "IfcRelReferencedInSpatialStructure", RELATED, RELATING
        ):
            place = relating.id()
            for item in related:
                links.container.setdefault(item.id(), place)
        for name in ("IfcRelCoversSpaces", "IfcRelCoversBldgElements"):
            for related, relating in self._pairs(name, RELATING, RELATED):
                for item in related:
                    links.covered.setdefault(item.id(), relating.id())
        for relation in self._by_type("IfcRelSpaceBoundary"):
            space, element = relation.get_argument(4), relation.get_argument(5)
            if space is not None and element is not None:
                links.bounded[element.id()].append(space.id())

    def _read_parts(self, links: Links) -> None:
        for name in ("IfcRelAggregates", "IfcRelNests"):
            for related, relating in self._pairs(name, RELATING, RELATED):
                whole = relating.id()
                for item in related:
                    links.whole.setdefault(item.id(), whole)
        for name in ("IfcRelVoidsElement", "IfcRelFillsElement"):
            for relation in self._by_type(name):
                host, item = relation.get_argument(4), relation.get_argument(5)
                if host is not None and item is not None:
                    links.host.setdefault(item.id(), host.id())

    def _read_materials(self, links: Links) -> None:
        for related, relating in self._pairs("IfcRelAssociatesMaterial", RELATED, RELATING):
            material = self._materials.read(relating)
            for item in related:
                links.materials.setdefault(item.id(), material)

    def _read_codes(self, links: Links) -> None:
        name = "IfcRelAssociatesClassification"
        for related, relating in self._pairs(name, RELATED, RELATING, own=False):
            code = read_code(relating, self._texts)
            if code is not None:
                for item in related:
                    links.codes[item.id()].append(code)

    def _read_groups(self, links: Links) -> None:
        for related, relating in self._pairs("IfcRelAssignsToGroup", RELATED, 6):
            links.members[relating.id()] += [item.id() for item in related]


def _number(entity: Any) -> int:
    return int(entity.id())


def meaningful_enum(value: object) -> str | None:
    """An enumeration word, unless it says that nothing is known."""
    if not isinstance(value, str) or value.upper() in ("NOTDEFINED", "NOTKNOWN", "UNSET", ""):
        return None
    return value.upper()
