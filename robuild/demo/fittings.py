"""Kitchens, bathrooms, furniture and equipment in their rooms, and the water pipes to them."""

from __future__ import annotations

from robuild.demo.draft import lengths
from robuild.demo.frame import Frame, piece
from robuild.demo.furnishing import place, spots
from robuild.demo.plan import DWELLINGS, ROOM_HEIGHT, Room, rooms
from robuild.demo.spots import Spot

PROXY_DISHWASHER_ROOM = "H0103/living"
"""Room whose dishwasher is drawn as a proxy."""


def write_fittings(frame: Frame) -> None:
    """Write everything that `furnishing` puts in the rooms."""
    for room in rooms():
        numbers: dict[str, int] = {}
        for spot in spots(room):
            number = numbers[spot.product] = numbers.get(spot.product, 0) + 1
            _fit(frame, room, spot, f"{room.key}/{spot.product}/{number}")
    for code in DWELLINGS:
        _pipes(frame, code)


def _fit(frame: Frame, room: Room, spot: Spot, key: str) -> None:
    product = piece(spot.product)
    x, y, turn = place(room, spot)
    up = ROOM_HEIGHT - product.height - 0.002 if spot.side == "C" else spot.up
    type_object = frame.piece_type(spot.product)
    ifc_class = product.ifc_class
    if spot.product == "dishwasher" and room.key == PROXY_DISHWASHER_ROOM:
        ifc_class, type_object = "IfcBuildingElementProxy", None
    made = frame.element(
        type_object,
        ifc_class,
        key,
        product.name,
        frame.spaces[room.key],
        ObjectPlacement=frame.placed(room.storey, x, y, up, turn),
        Representation=frame.shape_of(spot.product),
    )
    if product.quantity:
        measure, value = product.quantity
        frame.draft.measure("BaseQuantities", {measure: (measure, value)}, made)


def _pipes(frame: Frame, code: str) -> None:
    """Cold and hot water over the ceiling, from the storeroom to the bathroom."""
    by_key = {room.key: room for room in rooms()}
    store, bath = by_key[f"{code}/storeroom"], by_key[f"{code}/bath"]
    centres = sorted((room.rect.x0 + room.rect.x1) / 2 for room in (store, bath))
    length = round(centres[1] - centres[0], 4)
    shapes = frame.draft.shapes
    for name, shift in (
        ("Kaldtvannsrør PEX 16 rør-i-rør", 0.6),
        ("Varmtvannsrør PEX 16 rør-i-rør", 0.7),
    ):
        box = (centres[0], store.rect.y0 + shift, ROOM_HEIGHT + 0.1, length, 0.025, 0.025)
        made = frame.element(
            None,
            "IfcPipeSegment",
            f"{code}/{name[:4].lower()}",
            name,
            frame.spaces[store.key],
            PredefinedType="RIGIDSEGMENT",
            ObjectPlacement=frame.placed(store.storey, 0.0, 0.0),
            Representation=shapes.body(shapes.box(box)),
        )
        frame.draft.measure("Qto_PipeSegmentBaseQuantities", lengths(Length=length), made)
        frame.draft.link("IfcRelAssociatesMaterial", frame.material("Plast"), made)
        frame.classify("312", made)
