"""Façades, roof covering, gutters, canopy and what stands outside."""

from __future__ import annotations

from typing import Any

from robuild.demo.building_products import LAYERED
from robuild.demo.draft import areas, lengths
from robuild.demo.frame import LOFT, Frame, piece
from robuild.demo.leaf_products import opening_size
from robuild.demo.plan import DEPTH, LENGTH, STOREY_HEIGHT, openings, walls
from robuild.demo.shapes import Hole, wall_panel
from robuild.demo.structure import (
    EAVES,
    OVERHANG,
    RIDGE_RISE,
    ROOF_LENGTH,
    ROOF_WIDTH,
    roof_plate,
)

_TIMBER = "facade_timber"
_HEIGHT = 2 * STOREY_HEIGHT
# letter of the wall, corner, direction of travel (clockwise), length
_FACES = (
    ("S", (LENGTH, 0.0), 180, LENGTH),
    ("W", (0.0, 0.0), 90, DEPTH),
    ("N", (0.0, DEPTH), 0, LENGTH),
    ("E", (LENGTH, DEPTH), 270, DEPTH),
)


def face_holes(letter: str) -> list[Hole]:
    """Holes in one façade, both storeys, along its direction of travel."""
    by_key = {wall.key: wall for wall in walls()}
    found = []
    corner, turn = next((corner, turn) for key, corner, turn, _ in _FACES if key == letter)
    for opening in openings():
        if by_key[opening.wall].external and opening.wall.endswith(letter):
            at = corner[0] if letter in "SN" else corner[1]
            middle = opening.centre - at if turn in (0, 90) else at - opening.centre
            width, height = opening_size(opening.product)
            low = opening.sill + opening.storey * STOREY_HEIGHT
            found.append(
                (
                    round(middle - width / 2, 4),
                    round(middle + width / 2, 4),
                    low,
                    round(low + height, 4),
                )
            )
    return found


def write_exterior(frame: Frame, plates: dict[str, Any], wall_entities: dict[str, Any]) -> None:
    """Write everything outside; `plates` are the roof plates by side."""
    for letter, corner, turn, length in _FACES:
        holes = face_holes(letter)
        ring, inner = wall_panel(length, _HEIGHT, holes)
        gross = length * _HEIGHT
        net = gross - sum((h[1] - h[0]) * (h[3] - h[2]) for h in holes)
        for key, lift in ((_TIMBER, 0.0), ("facade_paint", LAYERED[_TIMBER].thickness)):
            start = _outwards(corner, turn, lift)
            solid = frame.draft.shapes.panel(start, turn, ring, LAYERED[key].thickness, inner)
            made = _covering(frame, 0, f"fasade/{letter}/{key}", key, solid, (gross, net))
            frame.draft.link("IfcRelCoversBldgElements", wall_entities[f"0/{letter}"], made)
    _gables(frame)
    for side, plate in plates.items():
        solid = roof_plate(frame, side, 0.15, LAYERED["roof_tile"].thickness)
        area = ROOF_LENGTH * ROOF_WIDTH
        made = _covering(frame, LOFT, f"takstein/{side}", "roof_tile", solid, (area, area))
        frame.draft.link("IfcRelCoversBldgElements", plate, made)
    _water(frame)
    _canopy(frame)
    _outside_pieces(frame)
    _handrails(frame)


def _outwards(corner: tuple[float, float], turn: int, lift: float) -> tuple[float, float, float]:
    dx, dy = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}[turn]
    return (corner[0] + dx * lift, corner[1] + dy * lift, 0.0)


def _covering(
    frame: Frame, storey: int, key: str, product_key: str, solid: Any, area: tuple[float, float]
) -> Any:
    product = LAYERED[product_key]
    made = frame.element(
        frame.layered_type(product),
        product.ifc_class,
        key,
        product.name,
        frame.storeys[storey],
        ObjectPlacement=frame.placed(storey, 0.0, 0.0),
        Representation=frame.draft.shapes.body(solid),
    )
    gross, net = area
    frame.draft.measure(
        "Qto_CoveringBaseQuantities",
        lengths(Width=product.thickness) | areas(GrossArea=gross, NetArea=net),
        made,
    )
    if product.code == "235":
        frame.draft.define({"Pset_CoveringCommon": {"IsExternal": True}}, made)
    return made


def _gables(frame: Frame) -> None:
    ring = [(0.0, 0.0), (DEPTH, 0.0), (DEPTH / 2, RIDGE_RISE)]
    area = DEPTH * RIDGE_RISE / 2
    for name, corner, turn in (("V", (0.0, 0.0), 90), ("Ø", (LENGTH, DEPTH), 270)):
        key = "facade_steel"
        solid = frame.draft.shapes.panel((*corner, 0.0), turn, ring, LAYERED[key].thickness)
        _covering(frame, LOFT, f"gavlkledning/{name}", key, solid, (area, area))


def _water(frame: Frame) -> None:
    """Gutters along both eaves and a downpipe at every corner."""
    for side, y in (("S", -OVERHANG - 0.12), ("N", DEPTH + OVERHANG)):
        box = (-OVERHANG, y, EAVES - 0.06, ROOF_LENGTH, 0.12, 0.1)
        _pipe(frame, LOFT, f"takrenne/{side}", "Takrenne stål 125 mm", "GUTTER", box, ROOF_LENGTH)
        wall_y = -0.11 if side == "S" else DEPTH + 0.03
        for end, x in (("V", 0.1), ("Ø", LENGTH - 0.18)):
            down = (x, wall_y, 0.1, 0.08, 0.08, 5.6)
            name = "Nedløp stål 75 mm"
            _pipe(frame, 0, f"nedløp/{side}/{end}", name, "RIGIDSEGMENT", down, 5.6)


def _pipe(
    frame: Frame,
    storey: int,
    key: str,
    name: str,
    predefined: str,
    box: tuple[float, float, float, float, float, float],
    length: float,
) -> None:
    made = frame.element(
        None,
        "IfcPipeSegment",
        key,
        name,
        frame.storeys[storey],
        PredefinedType=predefined,
        ObjectPlacement=frame.placed(storey, 0.0, 0.0),
        Representation=frame.draft.shapes.body(frame.draft.shapes.box(box)),
    )
    frame.draft.measure("Qto_PipeSegmentBaseQuantities", lengths(Length=length), made)
    frame.draft.link("IfcRelAssociatesMaterial", frame.material("Stål"), made)
    frame.classify("265", made)


def _canopy(frame: Frame) -> None:
    product = LAYERED["slab_canopy"]
    corners = (11.0, -1.4, 2.0, 1.36)
    x, y, width, deep = corners
    shapes, area = frame.draft.shapes, width * deep
    slab = frame.element(
        frame.layered_type(product),
        "IfcSlab",
        "inngangstak",
        product.name,
        frame.storeys[0],
        ObjectPlacement=frame.placed(0, 0.0, 0.0),
        Representation=shapes.body(shapes.box((x, y, 2.4, width, deep, product.thickness))),
    )
    frame.draft.measure(
        "Qto_SlabBaseQuantities",
        lengths(Width=product.thickness) | areas(GrossArea=area, NetArea=area),
        slab,
    )
    felt = shapes.box((x, y, 2.4 + product.thickness, width, deep, 0.01))
    made = _covering(frame, 0, "inngangstak/takpapp", "roof_felt", felt, (area, area))
    frame.draft.link("IfcRelCoversBldgElements", slab, made)


def _outside_pieces(frame: Frame) -> None:
    for key, x, up in (
        ("intercom", 11.1, 1.3),
        ("reader", 11.1, 1.0),
        ("awning", 2.2, 2.15),
        ("awning", 5.2, 2.15),
    ):
        kind = piece(key)
        made = frame.element(
            frame.piece_type(key),
            kind.ifc_class,
            f"ute/{key}/{x}",
            kind.name,
            frame.storeys[0],
            ObjectPlacement=frame.placed(0, x, -0.03, up, 180),
            Representation=frame.shape_of(key),
        )
        if key == "awning":
            frame.draft.define({"Pset_ShadingDeviceCommon": {"IsExternal": True}}, made)


def _handrails(frame: Frame) -> None:
    for storey, room, length in ((0, "107", 4.9), (1, "209", 2.7)):
        box = (0.5, 4.99, 0.88, length, 0.045, 0.045)
        made = frame.element(
            None,
            "IfcRailing",
            f"håndlist/{room}",
            "Håndlist korridor tre",
            frame.spaces[room],
            PredefinedType="HANDRAIL",
            ObjectPlacement=frame.placed(storey, 0.0, 0.0),
            Representation=frame.draft.shapes.body(frame.draft.shapes.box(box)),
        )
        frame.draft.measure("Qto_RailingBaseQuantities", lengths(Length=length), made)
        frame.classify("287", made)
