"""Which measure is the quantity of a component, written only where the model says nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from robuild.geometry.kernel_names import GROSS
from robuild.geometry.shape_rows import PARTS
from robuild.terms.inventory import ModelInventory
from robuild.terms.tables import COMPONENTS, checked
from robuild.terms.vocabulary import QuantityRung, ShapeStatus, Unit

MOST_AREA_M2 = 1e5
MOST_LENGTH_M = 1e4
_LEAST = 1e-4
_THICKEST_M = 3.0
_WIDEST_M = 20.0

_STANDING = ("IfcWall", "IfcCurtainWall")
_LYING = ("IfcSlab", "IfcRoof", "IfcRamp", "IfcPavement")
_LYING_TYPES = frozenset({"FLOORING", "CEILING", "ROOFING", "FLOOR", "ROOF", "LANDING", "BASESLAB"})
_STANDING_TYPES = frozenset({"CLADDING", "SKIRTINGBOARD", "MOLDING"})
_SHEETS = (*_STANDING, *_LYING, "IfcCovering", "IfcPlate")
_MOSTLY = 0.5
"""A shape of which less than this share of its largest side stands (or lies) does not stand (or
lie): then the class was used for something else, and its larger side counts."""

_SIDE = "one side of the shape"
_TOP = "top of the shape, slopes in full"
_BOTTOM = "underside of the shape, slopes in full"
_FACE = "larger side of the shape"
_LENGTH = "length of the shape along its own axis"
_BOX_OF_PARTS = "longest extent of the parts together"


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    method: str


def with_geometry(
    inventory: ModelInventory, shapes: pd.DataFrame, wanted: pd.DataFrame
) -> ModelInventory:
    """The inventory with measured quantities where it had none.

    Walls, curtain walls and claddings that stand take one side, floors, ceilings, ramps and roofs
    their top with slopes in full, everything else its larger side; what is priced per metre takes
    its length. Amounts of zero, above 100,000 m² or above 10,000 m stay missing.

    Args:
        inventory: as read.
        shapes: `tables.SHAPES`.
        wanted: `component_id`, `unit` (`m2` or `m`) and `component_key` of what needs a quantity.

    Returns:
        The same inventory with `area_m2` or `length_m` (rung `geometry`, method) filled in, and
        `thickness_m`, `height_m` and `width_m` of those components where they were missing.
    """
    units = dict(zip(wanted["component_id"], wanted["unit"], strict=True))
    measured = shapes[shapes["status"] == ShapeStatus.MEASURED]
    by_id = {str(row["item_id"]): row for row in measured.to_dict("records")}
    table = inventory.components
    columns = {name: table[name].tolist() for name in _CHANGED}
    facts = zip(table["component_id"], table["ifc_class"], table["predefined_type"], strict=True)
    for place, (component_id, ifc_class, kind) in enumerate(facts):
        shape = by_id.get(component_id)
        if shape is not None and component_id in units:
            predefined = kind if isinstance(kind, str) else ""
            _fill(columns, place, shape, ifc_class, predefined, str(units[component_id]))
    changed = table.assign(**{n: pd.Series(v, dtype=table[n].dtype) for n, v in columns.items()})
    return replace(inventory, components=checked(COMPONENTS, changed))


_CHANGED = (
    "area_m2", "area_rung", "area_method", "length_m", "length_rung", "length_method",
    "thickness_m", "height_m", "width_m",
)  # fmt: skip


def _fill(
    columns: dict[str, list[Any]],
    place: int,
    shape: Mapping[Any, Any],
    ifc_class: str,
    predefined_type: str,
    unit: str,
) -> None:
    name, short, amount = (
        ("length_m", "length", _length(shape))
        if unit == Unit.METRE
        else ("area_m2", "area", area_of(shape, ifc_class, predefined_type))
    )
    if amount is not None and columns[f"{short}_rung"][place] == QuantityRung.MISSING:
        columns[name][place] = amount.value
        columns[f"{short}_rung"][place] = str(QuantityRung.GEOMETRY)
        columns[f"{short}_method"][place] = amount.method
    for column, value in _extents(shape, ifc_class).items():
        if math.isnan(columns[column][place]):
            columns[column][place] = value


def area_of(shape: Mapping[Any, Any], ifc_class: str, predefined_type: str) -> _Amount | None:
    """The area of a component and how it was measured; `None` when none is believable.

    Args:
        shape: a row of `tables.SHAPES` that is measured.
        ifc_class: of the component.
        predefined_type: of the component; empty when it has none.
    """
    for measure, method in _ways(shape, ifc_class, predefined_type.upper()):
        value = shape[measure]
        if _LEAST < value <= MOST_AREA_M2:
            if measure == "side_area_m2":
                method += f", {GROSS}" if GROSS in str(shape["kernel"]) else ", openings subtracted"
            elif GROSS in str(shape["kernel"]):
                method += f", {GROSS}"
            return _Amount(value, _named(shape, method))
    return None


def _ways(shape: Mapping[Any, Any], ifc_class: str, predefined_type: str) -> list[tuple[str, str]]:
    """Measures to try, best first, with their methods."""
    face = shape["face_area_m2"]
    whole = math.isnan(face) or str(shape["shape_key"]).startswith(PARTS)
    stands = whole or shape["side_area_m2"] >= _MOSTLY * face
    lies = whole or shape["top_area_m2"] >= _MOSTLY * face
    if predefined_type == "CEILING" and lies:
        return [("top_area_m2", _TOP), ("bottom_area_m2", _BOTTOM), ("face_area_m2", _FACE)]
    if predefined_type not in _STANDING_TYPES and lies:
        lying = ifc_class.startswith(_LYING) or predefined_type in _LYING_TYPES
        if lying:
            return [("top_area_m2", _TOP), ("face_area_m2", _FACE)]
    standing = ifc_class.startswith(_STANDING) or predefined_type in _STANDING_TYPES
    if standing and stands:
        return [("side_area_m2", _SIDE), ("face_area_m2", _FACE)]
    return [("face_area_m2", _FACE)]


def _length(shape: Mapping[Any, Any]) -> _Amount | None:
    value = shape["length_m"]
    if not _LEAST < value <= MOST_LENGTH_M:
        return None
    parts = str(shape["shape_key"]).startswith(PARTS)
    return _Amount(value, _BOX_OF_PARTS if parts else _LENGTH)


def _named(shape: Mapping[Any, Any], method: str) -> str:
    return f"sum of the parts: {method}" if str(shape["shape_key"]).startswith(PARTS) else method


def _extents(shape: Mapping[Any, Any], ifc_class: str) -> dict[str, float]:
    """Thickness of sheets, height, and the level width of what stands as a plate does."""
    found = {"thickness_m": math.nan, "height_m": math.nan, "width_m": math.nan}
    thickness, height = shape["thickness_m"], shape["height_m"]
    if ifc_class.startswith(_SHEETS) and _LEAST < thickness <= _THICKEST_M:
        found["thickness_m"] = thickness
    if _LEAST < height <= MOST_LENGTH_M:
        found["height_m"] = height
    if (
        ifc_class.startswith("IfcPlate")
        and shape["side_area_m2"] >= _MOSTLY * shape["face_area_m2"]
    ):
        width = shape["perimeter_m"] / 2 - thickness
        if _LEAST < width <= _WIDEST_M:
            found["width_m"] = width
    return found
