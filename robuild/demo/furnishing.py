"""Which products stand in which room, and where in the plan."""

from __future__ import annotations

from robuild.demo import home_spots, shared_spots
from robuild.demo.plan import DWELLINGS, Room
from robuild.demo.spots import Spot

_BY_KIND = {
    "bath": home_spots.BATH,
    "hall": home_spots.HALL,
    "storeroom": home_spots.STOREROOM,
    "bedroom": home_spots.BEDROOM,
    "living": home_spots.LIVING,
    "common": shared_spots.COMMON,
    "laundry": shared_spots.LAUNDRY,
    "porch": shared_spots.PORCH,
    "stair": shared_spots.STAIR,
    "stair_top": shared_spots.STAIR_TOP,
    "technical": shared_spots.TECHNICAL,
    "waste": shared_spots.WASTE,
    "corridor": shared_spots.CORRIDOR,
    "duty": shared_spots.DUTY,
    "office": shared_spots.OFFICE,
    "lockers": shared_spots.LOCKERS,
    "staff_wc": shared_spots.STAFF_WC,
    "talk": shared_spots.TALK,
    "cleaning": shared_spots.CLEANING,
    "store": shared_spots.STORE,
}


def spots(room: Room) -> tuple[Spot, ...]:
    """Everything that stands, hangs or is mounted in this room."""
    found = _BY_KIND[room.kind]
    if room.kind == "bath":
        adapted = DWELLINGS[str(room.zone)].kind == "2-roms tilpasset"
        found += home_spots.BATH_ADAPTED if adapted else home_spots.BATH_ORDINARY
    return found


def place(room: Room, spot: Spot) -> tuple[float, float, int]:
    """Plan coordinates and turn (degrees) of a spot.

    The turn takes the product's own y, away from its back, into the room.
    """
    inside = room.rect
    if spot.side == "C":
        share = 1.0 - spot.along if room.mirrored else spot.along
        return inside.x0 + share * inside.width, inside.y0 + spot.out * inside.depth, 0
    side = spot.side
    if room.mirrored:
        side = {"L": "R", "R": "L"}.get(side, side)
    if side in "FB":
        along = spot.along if spot.along >= 0 else inside.width + spot.along
        x = inside.x1 - along if room.mirrored else inside.x0 + along
        return (x, inside.y0 + spot.out, 0) if side == "F" else (x, inside.y1 - spot.out, 180)
    y = inside.y0 + spot.along if spot.along >= 0 else inside.y1 + spot.along
    return (inside.x1 - spot.out, y, 90) if side == "R" else (inside.x0 + spot.out, y, 270)
