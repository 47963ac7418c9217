"""The list of requirements as an IDS file, so that the model delivered can be checked.

Elements are told by the position they were delivered for (`Robuild_Requirements.PositionId`): the
same position may be several kinds of element, and one kind many positions.
"""

from __future__ import annotations

from robuild.exchange.ids import (
    Bounds,
    Facet,
    IdsSpecification,
    OneOf,
    Pattern,
    Property,
    ids_file,
)
from robuild.language import Texts, texts
from robuild.telling import criterion_name, levels_of, levels_told, name_of, promises_told
from robuild.terms.catalog import Catalog
from robuild.terms.tender import Position, Tender
from robuild.terms.vocabulary import Answer, Language

PROPERTY_SET = "Robuild_Requirements"
_SCHEMAS = ("IFC4", "IFC4X3_ADD2")
_MAKER = "Pset_ManufacturerTypeInformation"
_FIRE = {"IfcDoor": "Pset_DoorCommon", "IfcWindow": "Pset_WindowCommon",
         "IfcWall": "Pset_WallCommon", "IfcCovering": "Pset_CoveringCommon"}  # fmt: skip
_SECURITY = {"IfcDoor": "Pset_DoorCommon", "IfcWindow": "Pset_WindowCommon"}
_SOMETHING = Pattern(".*\\S.*")


def requirement_ids(tender: Tender, catalog: Catalog, language: Language) -> bytes:
    """The content of an .ids file (IDS 1.0) for the positions of a tender.

    Args:
        tender: made with a list of requirements.
        catalog: says which kind of element a position is.
        language: of names and instructions; names of sets and properties are the same in all.
    """
    words = texts(language)
    return ids_file(
        words.get("requirements.title", project=tender.project),
        [
            _of_all(words),
            *(_of_position(tender, row, catalog, words) for row in tender.positions),
        ],
        description=words.get("bid.hash_line", id=tender.tender_id, hash=tender.hash),
        version=tender.hash[:12],
        purpose=words.get("requirements.ids_purpose"),
    )


def _of_all(words: Texts) -> IdsSpecification:
    """What every element of the tender carries."""
    asked = words.get("requirements.rule_3")
    return IdsSpecification(
        words.get("requirements.ids_all"),
        None,
        (
            Property(_MAKER, "Manufacturer", "IFCLABEL", instructions=asked),
            Property(_MAKER, "ArticleNumber", "IFCIDENTIFIER", instructions=asked),
            _own("PartNumbers", _SOMETHING, asked),
            _own("RepairInstruction", _SOMETHING, words.get("requirements.rule_6")),
        ),
        schemas=_SCHEMAS,
        where=(_own("PositionId"),),
        instructions=words.get("requirements.ids_how", set=PROPERTY_SET),
        identifier="all",
    )


def _of_position(tender: Tender, row: Position, catalog: Catalog, words: Texts) -> IdsSpecification:
    """What an element delivered for a position carries; there must be some."""
    told = [*levels_told(row, tender, words), *promises_told(row, words)]
    return IdsSpecification(
        f"{row.position_id} {name_of(row, words)}",
        None,
        (*_ratings(row, catalog), *_figures(row, words), *_levels(tender, row, words)),
        schemas=_SCHEMAS,
        where=(_own("PositionId", row.position_id),),
        description="; ".join(told),
        instructions=words.get("requirements.ids_how", set=PROPERTY_SET),
        identifier=row.position_id,
        min_occurs=1,
    )


def _own(name: str, value: str | Pattern | Bounds | OneOf | None = None, how: str = "") -> Property:
    return Property(PROPERTY_SET, name, None, value, instructions=how)


def _ratings(row: Position, catalog: Catalog) -> list[Facet]:
    kind = catalog.component_by_key[row.component_key].ifc_class
    wanted = ((row.fire, _FIRE, "FireRating"), (row.security, _SECURITY, "SecurityRating"))
    return [
        Property(sets[kind], name, "IFCLABEL", _SOMETHING)
        for answer, sets, name in wanted
        if answer is Answer.YES and kind in sets
    ]


def _figures(row: Position, words: Texts) -> list[Facet]:
    asked = (
        ("WarrantyYears", row.least_warranty_years, "at_least", "warranty_years"),
        ("SparePartsYears", row.least_spare_parts_years, "at_least", "spare_parts_years"),
        ("LeadTimeDays", row.most_lead_time_days, "at_most", "lead_time_days"),
        ("RepairEaseIndex", row.minimum_repair_ease, "at_least", "repair_ease"),
    )
    return [
        _own(name, Bounds(**{end: value}), words.get(f"column.bid.{label}"))
        for name, value, end, label in asked
        if value is not None
    ]


def _levels(tender: Tender, row: Position, words: Texts) -> list[Facet]:
    found: list[Facet] = []
    for criterion, level in row.minimum_levels.items():
        rows = levels_of(tender, criterion)
        least = next(each.value for each in rows if each.level == level)
        enough = [each for each in rows if each.value >= least]
        names = "; ".join(f"{each.level} = {name_of(each, words)}" for each in enough)
        found.append(
            _own(
                f"RepairLevel{criterion}",
                OneOf(tuple(each.level for each in enough)),
                f"{criterion_name(criterion, words)}: {names}",
            )
        )
    return found
