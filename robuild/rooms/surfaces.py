"""Floor, walls, ceiling, skirting and height of one room, each by the best evidence there is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from robuild.terms.vocabulary import QuantityRung

NAN = math.nan
USUAL_HEIGHT_M = 2.4
"""Assumed where no room of the storey tells its height: the usual clear height of homes."""
PERIMETER_OF_ROOT_AREA = 4.2
"""Assumed perimeter of a room over the root of its floor area [1]; a square has 4.0, and the middle
half of 317 measured rooms of eleven buildings lay between 4.05 and 4.38."""
_AREAS_M2 = (0.2, 1e5)
_HEIGHTS_M = (1.0, 50.0)
_GROSS = "gross"


@dataclass(frozen=True, slots=True)
class Known:
    """A quantity with its evidence; NaN when nobody knows it."""

    value: float = NAN
    rung: QuantityRung = QuantityRung.MISSING
    method: str | None = None

    @property
    def there(self) -> bool:
        """Whether it is known."""
        return not math.isnan(self.value)


MISSING = Known()


@dataclass(frozen=True, slots=True)
class Openings:
    """Doors and windows that border a room."""

    area_m2: float = 0.0
    door_width_m: float = 0.0
    count: int = 0
    unsized: int = 0
    """Of them, those without width or height."""

    @property
    def told(self) -> bool:
        """Whether they say anything of the room's walls."""
        return self.count > self.unsized


@dataclass(frozen=True, slots=True)
class Surfaces:
    """All of one room."""

    floor: Known
    walls: Known
    ceiling: Known
    skirting: Known
    height: Known


def stated(row: Mapping[str, Any], name: str, unit: str, limits: tuple[float, float]) -> Known:
    """What the model says, unless no room is like that."""
    value = row[f"{name}_{unit}"]
    if not isinstance(value, float) or not limits[0] <= value <= limits[1]:
        return MISSING
    method = row[f"{name}_method"]
    told = method if isinstance(method, str) else None
    return Known(value, QuantityRung(row[f"{name}_rung"]), told)


def stated_floor(row: Mapping[str, Any]) -> Known:
    """Floor area that the model says [m²]."""
    return stated(row, "floor_area", "m2", _AREAS_M2)


def stated_height(row: Mapping[str, Any]) -> Known:
    """Height that the model says [m]."""
    return stated(row, "height", "m", _HEIGHTS_M)


def stated_walls(row: Mapping[str, Any]) -> Known:
    """Wall area that the model says [m²]."""
    return stated(row, "wall_area", "m2", _AREAS_M2)


def stated_perimeter(row: Mapping[str, Any]) -> Known:
    """Perimeter that the model says [m]."""
    return stated(row, "perimeter", "m", (1.0, 1e4))


def is_implausible(row: Mapping[str, Any]) -> bool:
    """Whether the model says a floor area or height that no room has."""
    told = [(row["floor_area_m2"], stated_floor(row)), (row["height_m"], stated_height(row))]
    return any(isinstance(v, float) and not math.isnan(v) and not k.there for v, k in told)


def surfaces(
    row: Mapping[str, Any],
    shape: Mapping[str, Any] | None,
    openings: Openings,
    usual_height: Known,
) -> Surfaces:
    """Surfaces of one room.

    Ladder of each: what the model says, the shape, worked out from floor area and height with an
    assumption that the method names, missing.

    Args:
        row: of `tables.SPACES`.
        shape: of `tables.SHAPES`, measured; `None` when there is none.
        openings: doors and windows that border it.
        usual_height: of the rooms of its storey.
    """
    floor = _first(stated_floor(row), _of_shape(shape, "footprint_area_m2", "floor of the shape"))
    height = _first(stated_height(row), _mean_height(shape), usual_height)
    perimeter = _first(stated_perimeter(row), _of_shape(shape, "perimeter_m", "around the shape"))
    if not perimeter.there and floor.there:
        perimeter = Known(
            PERIMETER_OF_ROOT_AREA * math.sqrt(floor.value),
            QuantityRung.ROOM,
            f"perimeter assumed {PERIMETER_OF_ROOT_AREA} × √floor area",
        )
    return Surfaces(
        floor=floor,
        walls=_walls(row, perimeter, height, openings),
        ceiling=_first(stated(row, "ceiling_area", "m2", _AREAS_M2), _as_ceiling(floor)),
        skirting=_skirting(perimeter, openings),
        height=height,
    )


def _first(*ladder: Known) -> Known:
    return next((each for each in ladder if each.there), MISSING)


def _of_shape(shape: Mapping[str, Any] | None, column: str, method: str) -> Known:
    value = NAN if shape is None else float(shape[column])
    return Known(value, QuantityRung.GEOMETRY, method) if value > 0 else MISSING


def _mean_height(shape: Mapping[str, Any] | None) -> Known:
    """Volume over floor where the shape is closed (a sloping ceiling), else its extent."""
    if shape is None:
        return MISSING
    volume, floor = float(shape["volume_m3"]), float(shape["footprint_area_m2"])
    whole = _of_shape(shape, "height_m", "height of the shape")
    if not (volume > 0 and floor > 0 and whole.there):
        return whole
    mean = volume / floor
    if _HEIGHTS_M[0] <= mean < 0.99 * whole.value:
        return Known(mean, QuantityRung.GEOMETRY, "volume of the shape / its floor")
    return whole


def _as_ceiling(floor: Known) -> Known:
    return (
        Known(floor.value, floor.rung, f"as the floor ({floor.method})") if floor.there else floor
    )


def _walls(row: Mapping[str, Any], perimeter: Known, height: Known, openings: Openings) -> Known:
    """Net of openings where those are known; the method says which."""
    told = stated_walls(row)
    if told.there and _GROSS not in (told.method or "").casefold():
        return told
    if told.there:
        gross = told
    elif perimeter.there and height.there:
        gross = Known(
            perimeter.value * height.value,
            _weaker(perimeter.rung, height.rung),
            f"perimeter ({perimeter.method}) × height ({height.method})",
        )
    else:
        return MISSING
    if not openings.told:
        return Known(gross.value, gross.rung, f"{gross.method}, openings not subtracted")
    method = f"{gross.method}, less {openings.count - openings.unsized} doors and windows"
    if openings.unsized:
        method += f", {openings.unsized} without size"
    return Known(max(0.0, gross.value - openings.area_m2), gross.rung, method)


def _skirting(perimeter: Known, openings: Openings) -> Known:
    if not perimeter.there:
        return MISSING
    if not openings.told:
        return Known(perimeter.value, perimeter.rung, f"{perimeter.method}, doors not subtracted")
    length = max(0.0, perimeter.value - openings.door_width_m)
    return Known(length, perimeter.rung, f"{perimeter.method}, less doors")


_STRENGTH = list(QuantityRung)


def _weaker(first: QuantityRung, second: QuantityRung) -> QuantityRung:
    return max(first, second, key=_STRENGTH.index)
