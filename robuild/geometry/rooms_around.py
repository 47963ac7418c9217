"""In which room a loose component lies, and which rooms a door or window lies between."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from robuild.geometry.measuring import ShapesMeasured
from robuild.geometry.shape_rows import Outline
from robuild.terms.tables import text_column
from robuild.terms.vocabulary import ShapeStatus

INSIDE, BORDERS = "inside", "borders"
_REACH_M = 0.5
"""How far beyond its own surface a door looks for a room."""
_STEPS = 5
_ABOVE_M = 0.3
"""What stands on or hangs from a room's surfaces may reach a little beyond its height."""


@dataclass(frozen=True, slots=True)
class _Room:
    space_id: str
    area: Any
    low_m: float
    high_m: float
    size_m2: float

    def holds(self, x_m: float, y_m: float, z_m: float) -> bool:
        """Whether a point lies in the room."""
        import shapely

        if not self.low_m - _ABOVE_M <= z_m <= self.high_m + _ABOVE_M:
            return False
        return bool(shapely.contains_xy(self.area, x_m, y_m))


def place_in_rooms(measured: ShapesMeasured, openings: Collection[str] = ()) -> pd.DataFrame:
    """Rooms by position, for components whose model names none.

    Args:
        measured: shapes of rooms and of components together.
        openings: components that stand between rooms, such as doors and windows; they get every
            room that begins within half a metre of them, along their thickness.

    Returns:
        `component_id`, `space_id` and `how` (`inside` or `borders`), in the order of the shapes. A
        component within several rooms gets the smallest; one that is in none has no row.
    """
    shapes = measured.shapes[measured.shapes["status"] == ShapeStatus.MEASURED]
    rooms = _rooms(shapes, measured.outlines)
    known = {room.space_id for room in rooms}
    between = set(openings)
    found: list[tuple[str, str, str]] = []
    for row in shapes.to_dict("records"):
        item_id = str(row["item_id"])
        if item_id in known:
            continue
        if item_id in between:
            across = measured.outlines.get(item_id, Outline()).across
            found += [(item_id, room, BORDERS) for room in _beside(row, across, rooms)]
        else:
            inside = [r for r in rooms if r.holds(row["x_m"], row["y_m"], row["z_m"])]
            if inside:
                least = min(inside, key=lambda room: room.size_m2)
                found.append((item_id, least.space_id, INSIDE))
    columns = ("component_id", "space_id", "how")
    return pd.DataFrame(
        {name: text_column([row[i] for row in found]) for i, name in enumerate(columns)}
    )


def _rooms(shapes: pd.DataFrame, outlines: Mapping[str, Outline]) -> list[_Room]:
    import shapely

    rooms = []
    for row in shapes.to_dict("records"):
        rings = outlines.get(str(row["item_id"]), Outline()).rings
        if not rings:
            continue
        # borders of parts and of holes: what lies within an even number of them lies outside
        area: Any = shapely.Polygon()
        for ring in rings:
            area = area.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
        half = row["size_z_m"] / 2
        low, high = row["z_m"] - half, row["z_m"] + half
        shapely.prepare(area)
        rooms.append(_Room(str(row["item_id"]), area, low, high, float(area.area)))
    return rooms


def _beside(
    row: Mapping[Any, Any], across: tuple[float, float] | None, rooms: list[_Room]
) -> list[str]:
    """Rooms met on the way out of a thing, to both sides; the nearest of each side."""
    if across is None:
        across = (1.0, 0.0) if row["size_x_m"] <= row["size_y_m"] else (0.0, 1.0)
    way = np.array(across)
    half = float(np.abs(way) @ [row["size_x_m"], row["size_y_m"]]) / 2
    half = min(half, max(row["thickness_m"], min(row["size_x_m"], row["size_y_m"])))
    middle = np.array([row["x_m"], row["y_m"]])
    found: list[str] = []
    for sign in (1.0, -1.0):
        for step in np.linspace(0.02, half + _REACH_M, _STEPS * 4):
            x, y = middle + sign * step * way
            met = [room for room in rooms if room.holds(x, y, row["z_m"])]
            if met:
                found.append(min(met, key=lambda room: room.size_m2).space_id)
                break
    return list(dict.fromkeys(found))
