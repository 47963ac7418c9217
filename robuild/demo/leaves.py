"""Doors, windows and glass fields in their openings, with hardware, blinds and sills."""

from __future__ import annotations

from typing import Any

from robuild.demo.building_products import LAYERED
from robuild.demo.draft import areas, lengths
from robuild.demo.frame import Frame, piece
from robuild.demo.leaf_products import GLASS_SCREEN, LEAVES, UNTYPED_DOOR, opening_size
from robuild.demo.plan import Opening, Room, Wall, openings, rooms, touching_sides, walls
from robuild.demo.shapes import Box
from robuild.demo.structure import bound_room

# product, distance from the middle of the door along the wall, height
_HANDLE, _CLOSER = ("handle", 0.35, 1.0), ("closer", -0.2, 1.98)
_LOCK = (_HANDLE, ("lock_case", 0.43, 0.92), ("lock_cylinder", 0.4, 1.08))
_FIRE = (_HANDLE, _CLOSER)
HARDWARE: dict[str, tuple[tuple[str, float, float], ...]] = {
    "door_entrance": (*_LOCK, _CLOSER, ("seal", 0.0, 0.0)),
    "door_external": _LOCK,
    "door_main": (*_LOCK, _CLOSER),
    "door_fire_steel": _FIRE,
    "door_fire_glass": _FIRE,
    "door_robust": (_HANDLE, ("hinge", -0.46, 0.3), ("hinge", -0.46, 1.7)),
    "door_internal": (_HANDLE,),
    "door_office": (_HANDLE,),
    "door_wetroom": (_HANDLE,),
}
_INWARD = {"F": 0, "R": 90, "B": 180, "L": 270}


def write_openings(frame: Frame, wall_entities: dict[str, Any]) -> None:
    """Cut every opening and fill it."""
    by_wall = {wall.key: wall for wall in walls()}
    by_room = {room.key: room for room in rooms()}
    for opening in openings():
        wall = by_wall[opening.wall]
        place, leaf = _cut_and_fill(frame, opening, wall, wall_entities[wall.key])
        for room in rooms():
            side = touching_sides(room, wall)
            if side and _reaches(room, wall, opening):
                bound_room(frame, room.key, leaf, external=wall.external)
        for number, (product, offset, up) in enumerate(HARDWARE.get(opening.product, ()), 1):
            _hang(frame, opening, place, f"{product}/{number}", product, offset, up)
        if opening.product.startswith("window"):
            _dress(frame, opening, by_room[opening.room], wall)


def start_of(wall: Wall) -> float:
    """Plan coordinate along the wall where it begins."""
    return wall.rect.x0 if wall.along == "x" else wall.rect.y0


def _reaches(room: Room, wall: Wall, opening: Opening) -> bool:
    low, high = (room.rect.x0, room.rect.x1) if wall.along == "x" else (room.rect.y0, room.rect.y1)
    return low < opening.centre < high


def _cut_and_fill(frame: Frame, opening: Opening, wall: Wall, entity: Any) -> tuple[Any, Any]:
    draft, shapes = frame.draft, frame.draft.shapes
    width, height = opening_size(opening.product)
    along = opening.centre - start_of(wall)
    place = shapes.placement(entity.ObjectPlacement, along, 0.0, opening.sill)
    depth = wall.thickness + 0.02
    hole = draft.rooted(
        "IfcOpeningElement",
        opening.key,
        Name=f"Åpning {opening.key}",
        ObjectPlacement=place,
        Representation=shapes.body(shapes.box((-width / 2, -depth / 2, 0.0, width, depth, height))),
        PredefinedType="OPENING",
    )
    draft.rooted(
        "IfcRelVoidsElement",
        opening.key,
        RelatingBuildingElement=entity,
        RelatedOpeningElement=hole,
    )
    leaf = _leaf(frame, opening, shapes.placement(place))
    draft.rooted(
        "IfcRelFillsElement",
        opening.key,
        RelatingOpeningElement=hole,
        RelatedBuildingElement=leaf,
    )
    return place, leaf


def _leaf(frame: Frame, opening: Opening, place: Any) -> Any:
    shapes, space = frame.draft.shapes, frame.spaces[opening.room]
    if opening.product == GLASS_SCREEN[0]:
        return _glass(frame, opening, place)
    width, height = opening_size(opening.product)
    size = {"OverallHeight": height, "OverallWidth": width, "ObjectPlacement": place}
    quantities = lengths(Width=width, Height=height, Perimeter=2 * (width + height)) | areas(
        Area=width * height
    )
    if opening.product == UNTYPED_DOOR[0]:
        made = frame.element(
            None,
            "IfcDoor",
            opening.key,
            UNTYPED_DOOR[1],
            space,
            Representation=shapes.body(*map(shapes.box, _door_boxes(width, height))),
            **size,
        )
        frame.draft.measure("Qto_DoorBaseQuantities", quantities, made)
        return made
    product = LEAVES[opening.product]
    door = product.ifc_class == "IfcDoor"
    boxes = _door_boxes(width, height) if door else _window_boxes(width, height)
    type_object = frame.leaf_type(product, *map(shapes.box, boxes))
    made = frame.element(
        type_object,
        product.ifc_class,
        opening.key,
        product.name,
        space,
        Representation=frame.shape_of(product.key),
        **size,
    )
    name = "Qto_DoorBaseQuantities" if door else "Qto_WindowBaseQuantities"
    frame.draft.measure(name, quantities, made)
    return made


def _glass(frame: Frame, opening: Opening, place: Any) -> Any:
    _, name, width, height = GLASS_SCREEN
    shapes = frame.draft.shapes
    made = frame.element(
        None,
        "IfcPlate",
        opening.key,
        name,
        frame.spaces[opening.room],
        PredefinedType="SHEET",
        ObjectPlacement=place,
        Representation=shapes.body(shapes.box((-width / 2, -0.01, 0.0, width, 0.02, height))),
    )
    area = width * height
    frame.draft.measure(
        "Qto_PlateBaseQuantities", lengths(Width=0.02) | areas(GrossArea=area, NetArea=area), made
    )
    frame.draft.define({"Pset_PlateCommon": {"IsExternal": False, "FireRating": "EI30"}}, made)
    frame.draft.link("IfcRelAssociatesMaterial", frame.material("Glass"), made)
    frame.classify("244", made)
    return made


def _frame_boxes(width: float, height: float, side: float, sill: bool) -> list[Box]:
    low, deep = -width / 2, 0.1
    boxes: list[Box] = [
        (low, -deep / 2, 0.0, side, deep, height),
        (-low - side, -deep / 2, 0.0, side, deep, height),
        (low + side, -deep / 2, height - side, width - 2 * side, deep, side),
    ]
    if sill:
        boxes.append((low + side, -deep / 2, 0.0, width - 2 * side, deep, side))
    return boxes


def _door_boxes(width: float, height: float) -> list[Box]:
    side = 0.05
    leaf: Box = (-width / 2 + side, -0.02, 0.01, width - 2 * side, 0.04, height - side - 0.01)
    return [*_frame_boxes(width, height, side, sill=False), leaf]


def _window_boxes(width: float, height: float) -> list[Box]:
    side = 0.08
    glass: Box = (-width / 2 + side, -0.02, side, width - 2 * side, 0.04, height - 2 * side)
    return [*_frame_boxes(width, height, side, sill=True), glass]


def _hang(
    frame: Frame, opening: Opening, place: Any, key: str, product: str, offset: float, up: float
) -> None:
    """Put a piece of hardware on a door; offsets are given for a leaf 1.0 m wide."""
    width, _ = opening_size(opening.product)
    type_object = frame.piece_type(product)
    kind = piece(product)
    made = frame.element(
        type_object,
        kind.ifc_class,
        f"{opening.key}/{key}",
        kind.name,
        frame.spaces[opening.room],
        ObjectPlacement=frame.draft.shapes.placement(place, offset * width, 0.0, up),
        Representation=frame.shape_of(product),
    )
    if kind.quantity:
        measure, value = kind.quantity
        frame.draft.measure("BaseQuantities", {measure: (measure, value)}, made)


def _dress(frame: Frame, opening: Opening, room: Room, wall: Wall) -> None:
    """Give a window its sill, its blind where people live or work, and its hardware."""
    width, _ = opening_size(opening.product)
    side = touching_sides(room, wall)
    turn = _INWARD[str(side)]
    inside = {"F": room.rect.y0, "B": room.rect.y1, "L": room.rect.x0, "R": room.rect.x1}
    face = inside[str(side)]
    x, y = (opening.centre, face) if wall.along == "x" else (face, opening.centre)
    space = frame.spaces[room.key]
    product = LAYERED["window_sill"]
    shapes = frame.draft.shapes
    sill = frame.element(
        frame.layered_type(product),
        product.ifc_class,
        f"{opening.key}/brett",
        product.name,
        space,
        ObjectPlacement=frame.placed(room.storey, x, y, opening.sill - 0.02, turn),
        Representation=shapes.body(shapes.box((-width / 2, -0.09, 0.0, width, 0.13, 0.02))),
    )
    frame.draft.measure("BaseQuantities", lengths(Length=width), sill)
    rows = [("window_hardware", width / 2 - 0.15, opening.sill + 0.05)]
    if room.kind not in ("laundry", "stair_top", "corridor"):
        blind = "blind_large" if opening.product == "window_large" else "blind_medium"
        rows.append((blind, 0.0, opening.sill))
    for key, offset, up in rows:
        kind = piece(key)
        dx, dy = (offset, 0.0) if wall.along == "x" else (0.0, offset)
        frame.element(
            frame.piece_type(key),
            kind.ifc_class,
            f"{opening.key}/{key}",
            kind.name,
            space,
            ObjectPlacement=frame.placed(room.storey, x + dx, y + dy, up, turn),
            Representation=frame.shape_of(key),
        )
