"""Walls, slabs, roof and stair."""

from __future__ import annotations

import math
from typing import Any

from robuild.demo.building_products import LAYERED
from robuild.demo.draft import areas, lengths, total, volumes
from robuild.demo.frame import LOFT, Frame
from robuild.demo.leaf_products import opening_size
from robuild.demo.plan import (
    DEPTH,
    EXTERNAL,
    LENGTH,
    STOREY_HEIGHT,
    WALL_HEIGHT,
    Wall,
    openings,
    rooms,
    touching_sides,
    walls,
)
from robuild.demo.shapes import Box, wall_panel

RIDGE_RISE = round(DEPTH / 2 * math.tan(math.radians(22)), 4)
OVERHANG = 0.5
_COS, _SIN = math.cos(math.radians(22)), math.sin(math.radians(22))
ROOF_LENGTH = LENGTH + 2 * OVERHANG
ROOF_WIDTH = round((DEPTH / 2 + OVERHANG) / _COS, 4)
EAVES = round(-OVERHANG * math.tan(math.radians(22)), 4)
"""Height of the eaves over the loft floor [m]."""
STAIR_HOLE = (13.5, 0.3, 16.5, 3.5)
_RISER, _GOING, _STEPS = STOREY_HEIGHT / 18, 0.26, 8


def wall_height(wall: Wall) -> float:
    """Height of a wall [m]; outer walls run past the slab edge."""
    return STOREY_HEIGHT if wall.external else WALL_HEIGHT


def write_walls(frame: Frame) -> dict[str, Any]:
    """Write every wall; wall key -> entity, for the openings to cut."""
    made = {}
    holes = _hole_areas()
    for wall in walls():
        product = LAYERED[wall.product]
        type_object = frame.layered_type(product)
        length, thick, height = wall.length, wall.thickness, wall_height(wall)
        solid = frame.draft.shapes.box((0.0, -thick / 2, 0.0, length, thick, height))
        entity = frame.element(
            type_object,
            "IfcWall",
            wall.key,
            product.name,
            frame.storeys[wall.storey],
            ObjectPlacement=_wall_place(frame, wall),
            Representation=frame.draft.shapes.body_with_axis(length, solid),
        )
        gross, hole = length * height, holes.get(wall.key, 0.0)
        frame.draft.measure(
            "Qto_WallBaseQuantities",
            lengths(Length=length, Width=thick, Height=height)
            | areas(GrossSideArea=gross, NetSideArea=gross - hole)
            | volumes(GrossVolume=gross * thick, NetVolume=(gross - hole) * thick),
            entity,
        )
        _bound(frame, wall, entity)
        made[wall.key] = entity
    _write_gables(frame)
    return made


def _hole_areas() -> dict[str, float]:
    holes: dict[str, float] = {}
    for opening in openings():
        width, height = opening_size(opening.product)
        holes[opening.wall] = total((holes.get(opening.wall, 0.0), width * height))
    return holes


def _wall_place(frame: Frame, wall: Wall) -> Any:
    rect = wall.rect
    if wall.along == "x":
        return frame.placed(wall.storey, rect.x0, (rect.y0 + rect.y1) / 2)
    return frame.placed(wall.storey, (rect.x0 + rect.x1) / 2, rect.y0, turn=90)


def _bound(frame: Frame, wall: Wall, entity: Any) -> None:
    """Tell which rooms the wall closes."""
    for room in rooms():
        if touching_sides(room, wall):
            bound_room(frame, room.key, entity, external=wall.external)


def bound_room(frame: Frame, room_key: str, entity: Any, *, external: bool) -> None:
    """Relate an element to a room that it closes."""
    frame.draft.rooted(
        "IfcRelSpaceBoundary",
        f"{room_key}/{entity.Tag}",
        RelatingSpace=frame.spaces[room_key],
        RelatedBuildingElement=entity,
        PhysicalOrVirtualBoundary="PHYSICAL",
        InternalOrExternalBoundary="EXTERNAL" if external else "INTERNAL",
    )


def _write_gables(frame: Frame) -> None:
    product = LAYERED["wall_external"]
    ring = [(0.0, 0.0), (DEPTH, 0.0), (DEPTH / 2, RIDGE_RISE)]
    area = DEPTH * RIDGE_RISE / 2
    for key, x in (("gavl/V", EXTERNAL), ("gavl/Ø", LENGTH)):
        solid = frame.draft.shapes.panel((x, 0.0, 0.0), 90, ring, EXTERNAL)
        entity = frame.element(
            frame.layered_type(product),
            "IfcWall",
            key,
            product.name,
            frame.storeys[LOFT],
            ObjectPlacement=frame.placed(LOFT, 0.0, 0.0),
            Representation=frame.draft.shapes.body(solid),
        )
        frame.draft.measure(
            "Qto_WallBaseQuantities",
            lengths(Length=DEPTH, Width=EXTERNAL, Height=RIDGE_RISE)
            | areas(GrossSideArea=area, NetSideArea=area)
            | volumes(GrossVolume=area * EXTERNAL, NetVolume=area * EXTERNAL),
            entity,
        )


def write_slabs(frame: Frame) -> None:
    """Write ground slab, floor and loft floor; the stair hole is left open."""
    inner = (EXTERNAL, EXTERNAL, LENGTH - EXTERNAL, DEPTH - EXTERNAL)
    _slab(frame, "slab_ground", 0, (0.0, 0.0, LENGTH, DEPTH), None)
    _slab(frame, "slab_floor", 1, inner, STAIR_HOLE)
    _slab(frame, "slab_loft", LOFT, inner, None)


Corners = tuple[float, float, float, float]


def _slab(frame: Frame, key: str, storey: int, outer: Corners, hole: Corners | None) -> None:
    product = LAYERED[key]
    thick = product.thickness
    shapes = frame.draft.shapes
    # the stair hole reaches the edge of the slab, so it is a notch and not a void
    x0, y0, x1, y1 = outer
    holes = [(hole[0] - x0, hole[2] - x0, hole[1] - y0, hole[3] - y0)] if hole else []
    ring, _ = wall_panel(x1 - x0, y1 - y0, holes)
    solid = shapes.prism([(x0 + x, y0 + y) for x, y in ring], -thick, thick)
    entity = frame.element(
        frame.layered_type(product),
        "IfcSlab",
        key,
        product.name,
        frame.storeys[storey],
        ObjectPlacement=frame.placed(storey, 0.0, 0.0),
        Representation=shapes.body(solid),
    )
    gross = (outer[2] - outer[0]) * (outer[3] - outer[1])
    net = gross - ((hole[2] - hole[0]) * (hole[3] - hole[1]) if hole else 0.0)
    frame.draft.measure(
        "Qto_SlabBaseQuantities",
        lengths(Width=thick)
        | areas(GrossArea=gross, NetArea=net)
        | volumes(GrossVolume=gross * thick, NetVolume=net * thick),
        entity,
    )


def roof_plate(frame: Frame, side: str, lift: float, thickness: float) -> Any:
    """A solid that covers one side (S or N) of the roof, `lift` above the rafters' underside."""
    south = side == "S"
    sign = 1.0 if south else -1.0
    start = (
        -OVERHANG if south else LENGTH + OVERHANG,
        (-OVERHANG if south else DEPTH + OVERHANG) - sign * _SIN * lift,
        EAVES + _COS * lift,
    )
    return frame.draft.shapes.slope(
        start,
        (0.0, -sign * _SIN, _COS),
        (sign, 0.0, 0.0),
        (ROOF_LENGTH, ROOF_WIDTH, thickness),
    )


def write_roof(frame: Frame) -> dict[str, Any]:
    """Write the roof and its two plates; side (S, N) -> plate."""
    roof = frame.element(
        None,
        "IfcRoof",
        "tak",
        "Saltak 22 grader",
        frame.storeys[LOFT],
        ObjectPlacement=frame.placed(LOFT, 0.0, 0.0),
        PredefinedType="GABLE_ROOF",
    )
    frame.classify("261", roof)
    product = LAYERED["slab_roof"]
    plates = {}
    for side in ("S", "N"):
        plates[side] = frame.element(
            frame.layered_type(product),
            "IfcSlab",
            f"tak/{side}",
            product.name,
            None,
            ObjectPlacement=frame.placed(LOFT, 0.0, 0.0),
            Representation=frame.draft.shapes.body(roof_plate(frame, side, 0.0, product.thickness)),
        )
        area = ROOF_LENGTH * ROOF_WIDTH
        frame.draft.measure(
            "Qto_SlabBaseQuantities",
            lengths(Width=product.thickness) | areas(GrossArea=area, NetArea=area),
            plates[side],
        )
        frame.draft.link("IfcRelAggregates", roof, plates[side])
    return plates


def write_stair(frame: Frame) -> None:
    """Write the half-turn timber stair with flights, landing, nosings and railings."""
    stair = frame.element(
        None,
        "IfcStair",
        "trapp",
        "Tretrapp halvsving heltre furu",
        frame.spaces["104"],
        PredefinedType="HALF_TURN_STAIR",
        ObjectPlacement=frame.placed(0, 0.0, 0.0),
    )
    frame.classify("281", stair)
    frame.draft.link("IfcRelAssociatesMaterial", frame.material("Heltre furu"), stair)
    frame.draft.define({"Pset_StairCommon": {"FireExit": True}}, stair)
    half = STOREY_HEIGHT / 2
    for number, (x, y, z, sign) in enumerate(((15.2, 3.5, 0.0, -1), (13.6, 1.42, half, 1)), 1):
        _flight(frame, stair, number, _treads(x, y, z, sign, 0.26, 0.05))
        _nosing(frame, number, _treads(x, y, z, sign, 0.04, 0.005, lift=0.005))
        _railing(frame, number, (15.2 if number == 1 else 14.8, y, z), sign)
    landing, shapes = LAYERED["slab_landing"], frame.draft.shapes
    slab = frame.element(
        frame.layered_type(landing),
        "IfcSlab",
        "trapp/repos",
        landing.name,
        None,
        ObjectPlacement=frame.placed(0, 0.0, 0.0),
        Representation=shapes.body(shapes.box((13.5, 0.3, half - 0.06, 3.0, 1.12, 0.06))),
    )
    frame.draft.link("IfcRelAggregates", stair, slab)


def _flight(frame: Frame, stair: Any, number: int, treads: list[Box]) -> None:
    shapes = frame.draft.shapes
    flight = frame.element(
        None,
        "IfcStairFlight",
        f"trapp/{number}",
        f"Trappeløp {number}",
        None,
        PredefinedType="STRAIGHT",
        NumberOfRisers=_STEPS + 1,
        NumberOfTreads=_STEPS,
        RiserHeight=round(_RISER, 4),
        TreadLength=_GOING,
        ObjectPlacement=frame.placed(0, 0.0, 0.0),
        Representation=shapes.body(*(shapes.box(box) for box in treads)),
    )
    frame.draft.link("IfcRelAggregates", stair, flight)


def _treads(
    x: float, y: float, z: float, sign: int, deep: float, thick: float, lift: float = 0.0
) -> list[Box]:
    """Boxes of the treads of a flight 1.2 m wide that climbs along y from (x, y, z)."""
    boxes: list[Box] = []
    for step in range(_STEPS):
        front = y + sign * step * _GOING
        low = front if sign > 0 else front - deep
        boxes.append((x, low, z + (step + 1) * _RISER - thick + lift, 1.2, deep, thick))
    return boxes


def _nosing(frame: Frame, number: int, boxes: list[Box]) -> None:
    shapes = frame.draft.shapes
    nosing = frame.element(
        None,
        "IfcDiscreteAccessory",
        f"trappenese/{number}",
        "Trappenese aluminium med sklisikring",
        frame.spaces["104"],
        ObjectType="Trappenese",
        PredefinedType="USERDEFINED",
        ObjectPlacement=frame.placed(0, 0.0, 0.0),
        Representation=shapes.body(*(shapes.box(box) for box in boxes)),
    )
    frame.classify("281", nosing)
    frame.draft.measure("BaseQuantities", lengths(Length=_STEPS * 1.2), nosing)


def _railing(frame: Frame, number: int, start: tuple[float, float, float], sign: int) -> None:
    run, rise = _STEPS * _GOING, _STEPS * _RISER
    ring = [(0.0, 0.15), (run, rise + 0.15), (run, rise + 1.0), (0.0, 1.0)]
    solid = frame.draft.shapes.panel(start, 90 if sign > 0 else 270, ring, 0.04)
    railing = frame.element(
        None,
        "IfcRailing",
        f"rekkverk/{number}",
        "Rekkverk trapp stål med håndlist",
        frame.spaces["104"],
        PredefinedType="GUARDRAIL",
        ObjectPlacement=frame.placed(0, 0.0, 0.0),
        Representation=frame.draft.shapes.body(solid),
    )
    frame.classify("287", railing)
    frame.draft.measure("Qto_RailingBaseQuantities", lengths(Length=math.hypot(run, rise)), railing)
