"""The words of IDS 1.0: kinds of element, what they must have, and which values are allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SCHEMAS = ("IFC2X3", "IFC4", "IFC4X3_ADD2")
"""Every schema that IDS 1.0 knows."""
_UPPER = re.compile(r"[A-Z][A-Z0-9]*")
_DATA_TYPE = re.compile(r"[A-Z]+")
_RELATIONS = (
    "IFCRELAGGREGATES", "IFCRELASSIGNSTOGROUP", "IFCRELCONTAINEDINSPATIALSTRUCTURE",
    "IFCRELNESTS", "IFCRELVOIDSELEMENT IFCRELFILLSELEMENT",
)  # fmt: skip


class Cardinality(StrEnum):
    """Whether something must, may or must not be there."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    """It may be left out; where it is there, it must be as said."""
    PROHIBITED = "prohibited"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these texts."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text that a regular expression of XML Schema fits from beginning to end."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number within bounds; SI units, `None` where there is no bound."""

    more_than: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    less_than: float | None = None


Value = str | OneOf | Pattern | Bounds


@dataclass(frozen=True, slots=True)
class Entity:
    """Kinds of element by name, upper case; IDS does not take subtypes along."""

    names: tuple[str, ...]
    predefined_type: Value | None = None

    def __post_init__(self) -> None:
        """Refuse names that no checker would find.

        Raises:
            ValueError: no name, or one that is not in upper case.
        """
        if not self.names or not all(_UPPER.fullmatch(name) for name in self.names):
            raise ValueError(f"entities {self.names!r}: IDS takes names such as IFCDOOR")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of the element itself, such as `Name`; `value` `None`: any."""

    name: Value
    value: Value | None = None
    cardinality: Cardinality = Cardinality.REQUIRED
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A property or a quantity in a set.

    `data_type` is a defined type in upper case such as IFCLABEL; `None`: any. Sets named `Pset_` or
    `Qto_` must be those of the schemas, with their types.
    """

    property_set: Value
    name: Value
    data_type: str | None = None
    value: Value | None = None
    cardinality: Cardinality = Cardinality.REQUIRED
    instructions: str = ""

    def __post_init__(self) -> None:
        """Refuse a type that the schema of IDS refuses.

        Raises:
            ValueError: which.
        """
        if self.data_type is not None and not _DATA_TYPE.fullmatch(self.data_type):
            raise ValueError(f"data type {self.data_type!r}: IDS takes names such as IFCLABEL")


@dataclass(frozen=True, slots=True)
class Classification:
    """A code of a classification system; `value` `None`: any code."""

    system: Value
    value: Value | None = None
    cardinality: Cardinality = Cardinality.REQUIRED
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """A material; `value` `None`: any."""

    value: Value | None = None
    cardinality: Cardinality = Cardinality.REQUIRED
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class PartOf:
    """The element is part of, in, or grouped in one of these; `relation` `None`: in any way."""

    whole: Entity
    relation: str | None = None
    cardinality: Cardinality = Cardinality.REQUIRED
    instructions: str = ""

    def __post_init__(self) -> None:
        """Refuse what IDS has no word for.

        Raises:
            ValueError: which.
        """
        if self.relation is not None and self.relation not in _RELATIONS:
            raise ValueError(f"relation {self.relation!r}: IDS has {', '.join(_RELATIONS)}")
        if self.cardinality is Cardinality.OPTIONAL:
            raise ValueError("being part of something is required or prohibited")


Facet = Attribute | Property | Classification | Material | PartOf


@dataclass(frozen=True, slots=True)
class IdsSpecification:
    """Elements of a kind must have something.

    With `min_occurs` 0 a model without such elements passes; with 1 there must be some.
    `max_occurs` 0 says that there must be none.
    """

    name: str
    entity: Entity | None
    requirements: tuple[Facet, ...]
    schemas: tuple[str, ...] = SCHEMAS
    where: tuple[Facet, ...] = ()
    """Only elements that have all of this, besides `entity`."""
    description: str = ""
    instructions: str = ""
    """To whoever makes the model: what to do."""
    identifier: str = ""
    min_occurs: int = 0
    max_occurs: int | None = None
    """`None`: any number."""

    def __post_init__(self) -> None:
        """Refuse a specification that no checker could use.

        Raises:
            ValueError: what is wrong.
        """
        if not self.schemas or set(self.schemas) - set(SCHEMAS):
            raise ValueError(f"schemas {self.schemas!r}: IDS 1.0 has {', '.join(SCHEMAS)}")
        if self.entity is None and not self.where:
            raise ValueError(f"{self.name!r} says nothing about which elements it is for")
        if self.max_occurs not in (None, 0) or self.min_occurs not in (0, 1):
            raise ValueError(f"{self.name!r}: elements are required, allowed or prohibited")
