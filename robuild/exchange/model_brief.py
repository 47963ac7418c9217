"""What a model should carry so that this catalog can plan it: IDS specifications.

Names of sets, types and classes are those of the schemas (IFC2X3, IFC4, IFC4X3 ADD2); a requirement
that a schema has no words for is not made there. Codes and amounts are asked of what the catalog
prices, and of what was recognised in the models at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from robuild.exchange.ids import (
    SCHEMAS,
    Attribute,
    Cardinality,
    Classification,
    Entity,
    Facet,
    IdsSpecification,
    OneOf,
    PartOf,
    Pattern,
    Property,
    ids_file,
)
from robuild.exchange.ifc_classes import upper_names
from robuild.gaps import GapKind
from robuild.language import texts
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language, ProjectKind, Unit

_PROXY = "IfcBuildingElementProxy"
_NEWER = ("IFC4", "IFC4X3_ADD2")
_MAKER = "Pset_ManufacturerTypeInformation"
_IN_ROOMS = (
    "IfcFurniture", "IfcFurnishingElement", "IfcSystemFurnitureElement", "IfcElectricAppliance",
    "IfcSanitaryTerminal", "IfcOutlet", "IfcLightFixture", "IfcSpaceHeater",
    "IfcCommunicationsAppliance",
)  # fmt: skip
"""What stands in one room; doors, walls and pipes lie between or through several."""
_EXTERNAL = (("IfcDoor", "Door"), ("IfcWindow", "Window"), ("IfcWall", "Wall"))
_AMOUNTS = (
    ("IfcWall", "Wall", ("NetSideArea", "GrossSideArea"), "IFCAREAMEASURE"),
    ("IfcSlab", "Slab", ("NetArea", "GrossArea"), "IFCAREAMEASURE"),
    ("IfcRoof", "Roof", ("NetArea", "GrossArea"), "IFCAREAMEASURE"),
    ("IfcCovering", "Covering", ("NetArea", "GrossArea"), "IFCAREAMEASURE"),
    ("IfcPlate", "Plate", ("NetArea", "GrossArea"), "IFCAREAMEASURE"),
    ("IfcRailing", "Railing", ("Length",), "IFCLENGTHMEASURE"),
    ("IfcPipeSegment", "PipeSegment", ("Length",), "IFCLENGTHMEASURE"),
)
_EMPTY_WORDS = ("-", "--", "?", "n/a", "N/A", "NA", "None", "UNKNOWN", "Unknown", "NOTKNOWN",
                "UNSET", "NOTDEFINED", "Undefined", "TBD", "ukjent", "Ukjent")  # fmt: skip
_NOT_FOR_RATINGS = ("None",)
"""A rating that says none is an answer."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One specification, and the gap that it closes."""

    specification: IdsSpecification
    kind: GapKind | None
    """`None`: robuild asks nothing like it."""
    unit: Unit | None = None
    """Only components priced by this; `None`: all."""


def model_brief(
    catalog: Catalog, settings: Settings, recognised: pd.DataFrame, language: Language
) -> tuple[Requirement, ...]:
    """What a model should carry.

    Args:
        catalog: what is priced, by which unit, and the classification it uses.
        settings: `project_kind` decides whether age and condition are asked for.
        recognised: `ifc_class` and `component_key` of what was recognised in the models; may be
            empty.
        language: of names and instructions.
    """
    known = _Classes(catalog, recognised)
    made = [*_rooms(), *_all_priced(known, catalog), *_bought(known), *_doors()]
    made += [*_outside(), *_amounts(known), *_life(known, settings), _no_proxies()]
    words = texts(language)
    return tuple(_told(each, words.get) for each in made)


def model_brief_file(
    requirements: Sequence[Requirement], catalog: Catalog, language: Language
) -> bytes:
    """The same as an IDS 1.0 file; the same bytes for the same catalog and models."""
    words = texts(language)
    name = f"{catalog.header.catalog_id} {catalog.header.version}"
    return ids_file(
        words.get("brief.title"),
        [each.specification for each in requirements],
        description=words.get("brief.description", catalog=name),
        purpose=words.get("brief.purpose"),
        version=catalog.header.version,
    )


class _Classes:
    """Classes by how they are priced: those of the catalog, and those met in the models."""

    def __init__(self, catalog: Catalog, recognised: pd.DataFrame) -> None:
        self.of_unit: dict[Unit, set[str]] = {unit: set() for unit in Unit}
        for component in catalog.components:
            self.of_unit[Unit(component.unit)].add(component.ifc_class)
        seen = recognised[["ifc_class", "component_key"]].drop_duplicates()
        for ifc_class, key in seen.itertuples(index=False, name=None):
            self.of_unit[Unit(catalog.component_by_key[key].unit)].add(ifc_class)
        for names in self.of_unit.values():
            names.discard(_PROXY)

    @property
    def all(self) -> set[str]:
        return set().union(*self.of_unit.values())


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: str
    kind: GapKind | None
    names: tuple[str, ...]
    facets: tuple[Facet, ...]
    schemas: tuple[str, ...]
    least: int = 0
    none: bool = False
    unit: Unit | None = None


def _told(wanted: _Wanted, word: object) -> Requirement:
    assert callable(word)
    group = wanted.key.partition(".")[0]
    what = wanted.key.partition(".")[2]
    suffix = f": {what}" if what else ""
    newest = wanted.schemas == SCHEMAS
    schemas = "" if newest else f" ({', '.join(wanted.schemas)})"
    return Requirement(
        IdsSpecification(
            name=f"{word(f'brief.{group}.name')}{suffix}{schemas}",
            entity=Entity(wanted.names),
            requirements=wanted.facets,
            schemas=wanted.schemas,
            instructions=word(f"brief.{group}.instructions"),
            identifier=f"robuild.{wanted.key}.{'.'.join(wanted.schemas)}",
            min_occurs=wanted.least,
            max_occurs=0 if wanted.none else None,
        ),
        wanted.kind,
        wanted.unit,
    )


def _by_schema(
    key: str, kind: GapKind | None, classes: Iterable[str], facets: tuple[Facet, ...],
    schemas: tuple[str, ...] = SCHEMAS, unit: Unit | None = None,
) -> list[_Wanted]:  # fmt: skip
    """One requirement for all schemas that call the classes the same."""
    listed = sorted(classes)
    together: dict[tuple[str, ...], list[str]] = {}
    for schema in schemas:
        names = upper_names(listed, schema)
        if names:
            together.setdefault(names, []).append(schema)
    return [
        _Wanted(key, kind, names, facets, tuple(same), unit=unit)
        for names, same in together.items()
    ]


def _rooms() -> list[_Wanted]:
    named = (Attribute("Name"),)
    inside = (PartOf(Entity(("IFCSPACE",)), "IFCRELCONTAINEDINSPATIALSTRUCTURE"),)
    return [
        _Wanted("rooms", None, ("IFCSPACE",), named, SCHEMAS, least=1),
        _Wanted("dwellings", None, ("IFCZONE",), named, SCHEMAS),
        *_by_schema("in_room", GapKind.NO_ROOM, _IN_ROOMS, inside),
    ]


def _all_priced(known: _Classes, catalog: Catalog) -> list[_Wanted]:
    systems = sorted({each.element_code_system for each in catalog.components})
    system = Pattern("|".join(f".*{_digits(each)}.*" for each in systems) or ".*")
    facets = (Classification(system),)
    return _by_schema("classification", GapKind.NO_CLASSIFICATION, known.all, facets)


def _digits(system: str) -> str:
    """What is sure to stand in the name of a system, however it is spelt."""
    digits = "".join(letter for letter in system if letter.isdigit())
    return digits or "".join(letter if letter.isalnum() else "." for letter in system)


def _bought(known: _Classes) -> list[_Wanted]:
    facets = (
        Property(_MAKER, "Manufacturer", "IFCLABEL"), _not_empty(_MAKER, "Manufacturer"),
        Property(_MAKER, "ArticleNumber", "IFCIDENTIFIER"), _not_empty(_MAKER, "ArticleNumber"),
    )  # fmt: skip
    return _by_schema("product", GapKind.NO_PRODUCT, known.of_unit[Unit.PIECE], facets)


def _doors() -> list[_Wanted]:
    pset, name = "Pset_DoorCommon", "FireRating"
    facets = (Property(pset, name, "IFCLABEL"), _not_empty(pset, name, _NOT_FOR_RATINGS))
    return _by_schema("fire", GapKind.NO_FIRE_RATING, ["IfcDoor"], facets)


def _not_empty(pset: str, name: str, allowed: tuple[str, ...] = ()) -> Property:
    """No word that only holds a place, such as the property's own name."""
    spaced = "".join(f" {c}" if c.isupper() and i else c for i, c in enumerate(name))
    own = dict.fromkeys((name, spaced, name.lower(), name.upper()))
    words = (*own, *(word for word in _EMPTY_WORDS if word not in allowed))
    return Property(pset, name, None, OneOf(words), Cardinality.PROHIBITED)


def _outside() -> list[_Wanted]:
    made = []
    for ifc_class, name in _EXTERNAL:
        facets = (Property(f"Pset_{name}Common", "IsExternal", "IFCBOOLEAN"),)
        made += _by_schema(f"external.{ifc_class}", GapKind.NO_EXTERNAL, [ifc_class], facets)
    return made


def _amounts(known: _Classes) -> list[_Wanted]:
    wanted = known.of_unit[Unit.METRE] | known.of_unit[Unit.SQUARE_METRE]
    made = []
    for ifc_class, name, quantities, kind in _AMOUNTS:
        if not any(each.startswith(ifc_class) for each in wanted):
            continue
        unit = Unit.METRE if kind == "IFCLENGTHMEASURE" else Unit.SQUARE_METRE
        of = quantities[0] if len(quantities) == 1 else OneOf(quantities)
        for schemas, of_set in ((("IFC2X3",), "BaseQuantities"),
                                (_NEWER, f"Qto_{name}BaseQuantities")):  # fmt: skip
            facets = (Property(of_set, of, kind),)
            made += _by_schema(
                f"amount.{ifc_class}", GapKind.WEAK_QUANTITY, [ifc_class], facets, schemas, unit
            )
    return made


def _life(known: _Classes, settings: Settings) -> list[_Wanted]:
    """What may be left out, but must be of the right type where it stands."""
    optional = Cardinality.OPTIONAL
    life = (Property("Pset_ServiceLife", "ServiceLifeDuration", "IFCDURATION", None, optional),)
    made = _by_schema("life", None, known.all, life, _NEWER)
    if settings.project_kind is ProjectKind.EXISTING:
        grade = Pattern("TG ?[0-3].*")
        condition = (
            Property("Pset_Condition", "AssessmentCondition", "IFCLABEL", grade, optional),
        )
        made += _by_schema("condition", GapKind.NO_AGE, known.all, condition, _NEWER)
    return made


def _no_proxies() -> _Wanted:
    return _Wanted("proxies", GapKind.PROXY, (_PROXY.upper(),), (), SCHEMAS, none=True)
