"""Floors, walls, ceilings and skirtings of every room, with areas that follow from the plan."""

from __future__ import annotations

from typing import Any, NamedTuple

from robuild.demo.building_products import LAYERED
from robuild.demo.draft import areas, lengths, total
from robuild.demo.frame import Frame, floor_area
from robuild.demo.leaf_products import opening_size
from robuild.demo.plan import (
    DWELLINGS,
    ROOM_HEIGHT,
    Opening,
    Room,
    Wall,
    openings,
    rooms,
    touching_sides,
    walls,
)
from robuild.demo.shapes import Hole, wall_panel
from robuild.demo.structure import STAIR_HOLE

WITHOUT_QUANTITY = "208"
"""Key of the room whose floor covering carries no quantity."""


class Finish(NamedTuple):
    """Products of a room; empty where there is none."""

    floor: str
    wall: str
    ceiling: str
    skirting: str = ""
    extra: tuple[str, ...] = ()


_PINE, _UPSTAND = "skirting_pine", "skirting_vinyl"
_BY_KIND = {
    "hall": Finish("floor_vinyl", "wall_plywood", "ceiling_gypsum", _UPSTAND),
    "storeroom": Finish("floor_vinyl", "wall_paint", "ceiling_gypsum", _UPSTAND),
    "common": Finish("floor_parquet", "wall_paint", "ceiling_system", _PINE),
    "laundry": Finish("floor_epoxy", "wall_tile", "ceiling_gypsum"),
    "porch": Finish("floor_tile", "wall_plywood", "ceiling_system"),
    "stair": Finish("floor_linoleum", "wall_paint", ""),
    "stair_top": Finish("floor_linoleum", "wall_paint", "ceiling_gypsum"),
    "technical": Finish("floor_epoxy", "wall_paint", ""),
    "waste": Finish("floor_epoxy", "wall_paint", ""),
    "corridor": Finish("floor_linoleum", "wall_plywood", "ceiling_system", _PINE),
    "duty": Finish("floor_linoleum", "wall_paint", "ceiling_system", _PINE),
    "office": Finish("floor_laminate", "wall_wallpaper", "ceiling_system", _PINE),
    "lockers": Finish("floor_vinyl_wet", "wall_panel", "ceiling_gypsum"),
    "staff_wc": Finish("floor_tile", "wall_tile", "ceiling_gypsum"),
    "talk": Finish("floor_carpet", "wall_paint", "ceiling_system", _PINE),
    "cleaning": Finish("floor_vinyl", "wall_paint", "ceiling_gypsum", _UPSTAND),
    "store": Finish("floor_vinyl", "wall_paint", "ceiling_gypsum", _UPSTAND),
}
_LIVING_FLOOR = {
    "vinyl": ("floor_vinyl", _UPSTAND),
    "linoleum": ("floor_linoleum", _PINE),
    "laminate": ("floor_laminate", _PINE),
    "parquet": ("floor_parquet", _PINE),
}


def finish_of(room: Room) -> Finish:
    """What a room's surfaces are made of."""
    if room.kind in _BY_KIND:
        return _BY_KIND[room.kind]
    chosen = DWELLINGS[str(room.zone)].finish
    if room.kind == "bath":
        if chosen in ("laminate", "parquet"):
            return Finish("floor_tile", "wall_tile", "ceiling_gypsum", extra=("membrane",))
        return Finish("floor_vinyl_wet", "wall_panel", "ceiling_gypsum")
    floor, skirting = _LIVING_FLOOR[chosen]
    papered = room.kind == "bedroom" and chosen == "laminate"
    wall = "wall_wallpaper" if papered else "wall_paint"
    return Finish(floor, wall, "ceiling_gypsum", skirting, extra=("ceiling_paint",))


def room_sides(room: Room) -> list[tuple[tuple[float, float], int, float, list[Hole]]]:
    """Corner, direction of travel, length and holes of the four faces, anticlockwise."""
    rect = room.rect
    sides = {
        "F": ((rect.x0, rect.y0), 0, rect.width),
        "R": ((rect.x1, rect.y0), 90, rect.depth),
        "B": ((rect.x1, rect.y1), 180, rect.width),
        "L": ((rect.x0, rect.y1), 270, rect.depth),
    }
    holes: dict[str, list[Hole]] = {side: [] for side in sides}
    by_key = {wall.key: wall for wall in walls()}
    for opening in openings():
        wall = by_key[opening.wall]
        side = touching_sides(room, wall)
        if side:
            hole = _hole_in(sides[side], wall, opening)
            if hole:
                holes[side].append(hole)
    return [(*sides[side], holes[side]) for side in "FRBL"]


def _hole_in(
    face: tuple[tuple[float, float], int, float], wall: Wall, opening: Opening
) -> Hole | None:
    (x, y), turn, length = face
    corner = x if wall.along == "x" else y
    distance = opening.centre - corner if turn in (0, 90) else corner - opening.centre
    if not 0 < distance < length:
        return None
    width, height = opening_size(opening.product)
    return (
        round(distance - width / 2, 4),
        round(distance + width / 2, 4),
        opening.sill,
        round(opening.sill + height, 4),
    )


def wall_area(room: Room) -> tuple[float, float]:
    """Gross and net area of a room's wall faces [m²]."""
    gross = total(length * ROOM_HEIGHT for _, _, length, _ in room_sides(room))
    cut = total((h[1] - h[0]) * (h[3] - h[2]) for *_, holes in room_sides(room) for h in holes)
    return gross, round(gross - cut, 4)


def skirting_length(room: Room) -> float:
    """Length of skirting: the perimeter without openings that reach the floor [m]."""
    return total(high - low for *_, runs in _floor_runs(room) for low, high in runs)


def _floor_runs(
    room: Room,
) -> list[tuple[tuple[float, float], int, list[tuple[float, float]]]]:
    """Corner, direction and the stretches without a door of each face."""
    found = []
    for corner, turn, length, holes in room_sides(room):
        at, runs = 0.0, []
        for low, high, bottom, _ in sorted(holes):
            if bottom > 0:
                continue
            if low > at:
                runs.append((at, low))
            at = high
        if length > at:
            runs.append((at, length))
        found.append((corner, turn, runs))
    return found


def write_finishes(frame: Frame) -> None:
    """Write the finishes of every room."""
    for room in rooms():
        chosen = finish_of(room)
        _floor(frame, room, chosen.floor)
        _walls(frame, room, chosen.wall)
        if chosen.ceiling:
            _ceiling(frame, room, chosen.ceiling, ROOM_HEIGHT)
        if chosen.skirting:
            _skirting(frame, room, chosen.skirting)
        for extra in chosen.extra:
            if extra == "membrane":
                _flat(frame, room, extra, -0.002, room.rect.area)
            else:
                _ceiling(frame, room, extra, ROOM_HEIGHT - LAYERED[extra].thickness)
        if room.kind == "bath":
            _bath_extras(frame, room)


def _cover(frame: Frame, room: Room, key: str, *solids: Any) -> Any:
    product = LAYERED[key]
    made = frame.element(
        frame.layered_type(product),
        product.ifc_class,
        f"{room.key}/{key}",
        product.name,
        frame.spaces[room.key],
        ObjectPlacement=frame.placed(room.storey, 0.0, 0.0),
        Representation=frame.draft.shapes.body(*solids),
    )
    frame.draft.link("IfcRelCoversSpaces", frame.spaces[room.key], made)
    return made


def _measure(frame: Frame, made: Any, key: str, gross: float, net: float) -> None:
    frame.draft.measure(
        "Qto_CoveringBaseQuantities",
        lengths(Width=LAYERED[key].thickness) | areas(GrossArea=gross, NetArea=net),
        made,
    )


def _flat(frame: Frame, room: Room, key: str, z: float, area: float) -> Any:
    rect, thick = room.rect, LAYERED[key].thickness
    y0 = STAIR_HOLE[3] if room.kind == "stair_top" and key.startswith("floor") else rect.y0
    solid = frame.draft.shapes.box((rect.x0, y0, z, rect.width, rect.y1 - y0, thick))
    made = _cover(frame, room, key, solid)
    if not (room.key == WITHOUT_QUANTITY and key.startswith("floor")):
        _measure(frame, made, key, area, area)
    return made


def _floor(frame: Frame, room: Room, key: str) -> None:
    _flat(frame, room, key, 0.0, floor_area(room))


def _ceiling(frame: Frame, room: Room, key: str, z: float) -> None:
    _flat(frame, room, key, z, room.rect.area)


def _walls(frame: Frame, room: Room, key: str) -> None:
    shapes, solids = frame.draft.shapes, []
    for (x, y), turn, length, holes in room_sides(room):
        ring, inner = wall_panel(length, ROOM_HEIGHT, holes)
        solids.append(shapes.panel((x, y, 0.0), turn, ring, LAYERED[key].thickness, inner))
    made = _cover(frame, room, key, *solids)
    _measure(frame, made, key, *wall_area(room))


def _strips(frame: Frame, room: Room, height: float, thick: float) -> list[Any]:
    shapes = frame.draft.shapes
    return [
        shapes.panel(
            (x, y, 0.0), turn, [(low, 0.0), (high, 0.0), (high, height), (low, height)], thick
        )
        for (x, y), turn, runs in _floor_runs(room)
        for low, high in runs
    ]


def _skirting(frame: Frame, room: Room, key: str) -> None:
    made = _cover(frame, room, key, *_strips(frame, room, 0.06, LAYERED[key].thickness))
    frame.draft.measure("BaseQuantities", lengths(Length=skirting_length(room)), made)


def _bath_extras(frame: Frame, room: Room) -> None:
    """Floor heating under the finish and the elastic joint along the walls."""
    rect, shapes = room.rect, frame.draft.shapes
    space, place = frame.spaces[room.key], frame.placed(room.storey, 0.0, 0.0)
    heated = (rect.x0 + 0.1, rect.y0 + 0.1, -0.02, rect.width - 0.2, rect.depth - 0.2, 0.005)
    cable = frame.element(
        None,
        "IfcElectricAppliance",
        f"{room.key}/varmekabel",
        "Varmekabel gulv 100 W/m2",
        space,
        ObjectType="Varmekabel",
        PredefinedType="USERDEFINED",
        ObjectPlacement=place,
        Representation=shapes.body(shapes.box(heated)),
    )
    frame.draft.measure("BaseQuantities", areas(Area=heated[3] * heated[4]), cable)
    frame.classify("453", cable)
    joint = frame.element(
        None,
        "IfcDiscreteAccessory",
        f"{room.key}/fuge",
        "Elastisk fuge silikon våtrom",
        space,
        ObjectType="Elastisk fuge",
        PredefinedType="USERDEFINED",
        ObjectPlacement=frame.placed(room.storey, 0.0, 0.0),
        Representation=shapes.body(*_strips(frame, room, 0.008, 0.02)),
    )
    frame.draft.measure("BaseQuantities", lengths(Length=skirting_length(room)), joint)
    frame.classify("274", joint)
