"""Area, length, width and height of a component, with the evidence each rests on.

Rungs, best first: quantity sets, properties of the exporting program, dimensions. Measuring the
geometry would come next; what is left is missing, never 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from robuild.model.definitions import Amount
from robuild.model.fact_names import (
    AREAS,
    HEIGHTS,
    LENGTHS,
    PLANE_AREAS,
    ROOF_AREAS,
    SIDE_AREAS,
    THICKNESSES,
    WIDTHS,
)
from robuild.terms.vocabulary import QuantityRung

_WALLS = ("IfcWall", "IfcCurtainWall")
_PLANES = ("IfcCovering", "IfcSlab", "IfcRoof", "IfcPlate", "IfcRamp")
_OPENINGS = frozenset({"IfcDoor", "IfcDoorStandardCase", "IfcWindow", "IfcWindowStandardCase"})
_THICKEST_M = 3.0
_TIER, _LAST = 100, 1_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One quantity; value `None` and rung missing when nothing is known."""

    value: float | None = None
    rung: QuantityRung = QuantityRung.MISSING
    method: str | None = None


MISSING = Measured()


@dataclass(frozen=True, slots=True)
class Quantities:
    """All quantities of one component in m and m²."""

    area: Measured
    length: Measured
    width_m: float | None
    height_m: float | None
    thickness_m: float | None


def measure(
    ifc_class: str,
    own: Sequence[Amount],
    of_type: Sequence[Amount],
    overall_width_m: float | None,
    overall_height_m: float | None,
) -> Quantities:
    """Quantities of one component.

    Args:
        ifc_class: class of the element.
        own: amounts of the occurrence's sets.
        of_type: amounts of its type's sets; dimensions only.
        overall_width_m: nominal width of a door or window.
        overall_height_m: nominal height of a door or window.
    """
    both = (*own, *of_type)
    wall, plane = ifc_class.startswith(_WALLS), ifc_class.startswith(_PLANES)
    height = overall_height_m or _value(_first(both, HEIGHTS))
    width = overall_width_m
    thickness = _value(_first(both, THICKNESSES)) if wall or plane else None
    if wall or plane:
        # the Width of walls, slabs and coverings in quantity sets is their thickness
        across = _first([a for a in both if a.from_quantity_set], ("width",))
        if thickness is None or (wall and across is not None):
            thickness = _value(across) or thickness
        if thickness is not None and thickness > _THICKEST_M:
            thickness = None
    if width is None and not (wall or (plane and not ifc_class.startswith("IfcPlate"))):
        width = _value(_first(both, WIDTHS))
    length = _read(own, LENGTHS)
    return Quantities(
        area=_area(ifc_class, own, length, width, height),
        length=length,
        width_m=width,
        height_m=height,
        thickness_m=thickness,
    )


def _area(
    ifc_class: str,
    own: Sequence[Amount],
    length: Measured,
    width_m: float | None,
    height_m: float | None,
) -> Measured:
    if ifc_class in _OPENINGS:
        # an exporter's Area of a door is its painted surface, so only true quantity sets count
        area = _read([a for a in own if a.standard_set], ("area", *PLANE_AREAS))
        return area if area.value else _product(width_m, height_m, "width × height")
    if ifc_class.startswith(_WALLS):
        area = _read(own, (*SIDE_AREAS, "netarea", *AREAS, "grossarea"))
        if area.value is None and length.value:
            return _product(length.value, height_m, "length × height, openings not subtracted")
        return area
    names: tuple[str, ...] = (*PLANE_AREAS, *AREAS)
    if ifc_class.startswith("IfcRoof"):
        names = (*names, *ROOF_AREAS)
    area = _read(own, names)
    if area.value is None and ifc_class.startswith("IfcPlate"):
        return _product(width_m, height_m, "width × height")
    return area


def _product(a: float | None, b: float | None, method: str) -> Measured:
    return Measured(a * b, QuantityRung.DIMENSIONS, method) if a and b else MISSING


def _read(amounts: Sequence[Amount], slots: tuple[str, ...]) -> Measured:
    found = _first(amounts, slots)
    if found is None:
        return MISSING
    rung = QuantityRung.QUANTITY_SET if found.from_quantity_set else QuantityRung.EXPORTER_PROPERTY
    return Measured(found.value, rung, found.label)


def _first(amounts: Sequence[Amount], slots: tuple[str, ...]) -> Amount | None:
    """The best amount: standard quantity set, other quantity set, exporter's property."""
    if not amounts:
        return None
    order = _ranks(slots)
    best = _LAST
    found = None
    for amount in amounts:
        place = order.get(amount.slot)
        if place is not None:
            tier = 0 if amount.standard_set else 1 if amount.from_quantity_set else 2
            rank = tier * _TIER + place
            if rank < best:
                best, found = rank, amount
    return found


@cache
def _ranks(slots: tuple[str, ...]) -> dict[str, int]:
    return {slot: rank for rank, slot in reversed(list(enumerate(slots)))}


def _value(amount: Amount | None) -> float | None:
    return None if amount is None else amount.value
