"""Which products stand in which kind of room, and where.

A spot names a wall as seen in the room's own drawing (F front, that is the corridor side of a
dwelling and south elsewhere; R right; B back; L left), the distance along that wall (negative:
from its far end), the height above the floor and the distance out from the wall. `C` is the
ceiling, with shares of the room's two sides instead of distances. Mirrored dwellings swap L and R.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap

from robuild.demo.plan import DWELLINGS, Room


@dataclass(frozen=True, slots=True)
class Spot:
    """One product in a room."""

    product: str
    side: str
    along: float
    up: float = 0.0
    out: float = 0.0


_Row = tuple[str, str, float] | tuple[str, str, float, float] | tuple[str, str, float, float, float]


def _spots(*rows: _Row) -> tuple[Spot, ...]:
    return tuple(starmap(Spot, rows))


def _ceiling(product: str, across: float, deep: float) -> Spot:
    return Spot(product, "C", across, 0.0, deep)


_BATH = (
    *_spots(
        ("floor_drain", "L", -0.45, 0.0, 0.4),
        ("shower_mixer", "L", -0.45, 1.05),
        ("shower_set", "L", -0.45, 1.25),
        ("shower_screen", "B", 0.95),
        ("wc", "F", 0.55),
        ("wc_seat", "F", 0.55, 0.40),
        ("paper_holder", "L", 0.85, 0.7),
        ("washbasin", "B", 1.65, 0.8),
        ("basin_tap", "B", 1.65, 0.94),
        ("mirror", "B", 1.65, 1.15),
        ("luminaire_mirror", "B", 1.65, 2.0),
        ("towel_hooks", "R", -0.35, 1.6),
        ("socket", "B", 2.15, 1.1),
        ("extract_fan", "F", 1.3, 2.1),
    ),
    _ceiling("luminaire", 0.5, 0.4),
    _ceiling("air_valve", 0.2, 0.8),
    _ceiling("sprinkler", 0.75, 0.6),
)
_BATH_ORDINARY = _spots(("vanity", "B", 1.65, 0.3))
_BATH_ADAPTED = _spots(
    ("grab_bar", "F", 0.05 + 1.15, 0.8),
    ("grab_bar", "L", 1.4, 0.8),
    ("bath_cabinet", "B", 2.5, 0.5),
)
_HALL = (
    *_spots(
        ("wardrobe_hall", "L", -0.37),
        ("handset", "R", 0.4, 1.4),
        ("switch", "F", -0.2, 1.0),
        ("socket", "R", -0.4, 0.3),
    ),
    _ceiling("luminaire", 0.5, 0.5),
    _ceiling("smoke_alarm", 0.5, 0.75),
    _ceiling("sprinkler", 0.3, 0.5),
)
_STOREROOM = (
    *_spots(
        ("shelf", "R", 0.75),
        ("shelf", "F", 0.9),
        ("water_heater", "B", -0.4),
        ("ventilation_unit", "B", 0.55, 1.5),
        ("air_filter", "B", 0.55, 1.5),
        ("board", "L", 0.35, 1.2),
        ("switch", "L", 0.69, 1.0),
        ("socket", "L", -0.3, 1.1),
    ),
    _ceiling("luminaire", 0.5, 0.5),
    _ceiling("sprinkler", 0.3, 0.5),
)
_BEDROOM = (
    *_spots(
        ("bed", "L", 2.3),
        ("mattress", "L", 2.3, 0.3),
        ("wardrobe", "F", 0.55),
        ("wardrobe", "F", 1.56),
        ("wall_shelf", "L", -0.7, 1.3),
        ("chair", "R", -0.6),
        ("panel_heater", "B", 1.45, 0.15),
        ("switch", "R", 0.25, 1.0),
        ("socket", "L", 1.5, 0.3),
        ("socket", "L", 3.1, 0.3),
        ("socket", "R", 2.4, 0.3),
    ),
    _ceiling("luminaire", 0.5, 0.5),
    _ceiling("smoke_alarm", 0.7, 0.3),
    _ceiling("air_supply", 0.25, 0.85),
    _ceiling("sprinkler", 0.5, 0.7),
)
_LIVING = (
    *_spots(
        ("fridge", "R", 0.31),
        ("base_cabinet", "R", 0.92),
        ("base_cabinet", "R", 1.52),
        ("dishwasher", "R", 2.12),
        ("worktop_18", "R", 1.52, 0.87),
        ("kitchen_sink", "R", 1.52, 0.73),
        ("kitchen_tap", "R", 1.52, 0.90),
        ("cooker", "R", 2.73),
        ("wall_cabinet", "R", 0.92, 1.45),
        ("wall_cabinet", "R", 1.52, 1.45),
        ("wall_cabinet", "R", 2.12, 1.45),
        ("cooker_hood", "R", 2.73, 1.7),
        ("hood_filter", "R", 2.73, 1.67),
        ("stove_guard", "R", 2.73, 1.5),
        ("luminaire_bench", "R", 1.52, 1.42),
        ("socket", "R", 0.92, 1.1),
        ("socket", "R", 2.12, 1.1),
        ("sofa", "L", 2.75),
        ("coffee_table", "L", 2.75, 0.0, 1.0),
        ("dining_table", "B", -1.0),
        ("chair", "B", -1.0, 0.0, 0.85),
        ("chair", "B", -1.7, 0.0, 0.18),
        ("panel_heater", "B", 1.35, 0.15),
        ("switch", "L", 0.2, 1.0),
        ("socket", "L", 1.6, 0.3),
        ("socket", "L", 3.85, 0.3),
        ("socket", "F", 2.1, 0.3),
    ),
    _ceiling("luminaire", 0.4, 0.3),
    _ceiling("luminaire", 0.4, 0.75),
    _ceiling("smoke_alarm", 0.5, 0.5),
    _ceiling("air_supply", 0.2, 0.9),
    _ceiling("air_valve", 0.8, 0.4),
    _ceiling("sprinkler", 0.6, 0.3),
    _ceiling("sprinkler", 0.6, 0.75),
)

_COMMON = (
    *_spots(
        ("fridge", "L", -0.35),
        ("base_cabinet", "L", -0.96),
        ("base_cabinet", "L", -1.56),
        ("base_cabinet", "L", -2.16),
        ("dishwasher", "L", -2.76),
        ("worktop_24", "L", -1.86, 0.87),
        ("kitchen_sink", "L", -1.56, 0.73),
        ("kitchen_tap", "L", -1.56, 0.90),
        ("hob", "L", -2.16, 0.90),
        ("wall_cabinet", "L", -0.96, 1.45),
        ("wall_cabinet", "L", -1.56, 1.45),
        ("cooker_hood", "L", -2.16, 1.7),
        ("stove_guard", "L", -2.16, 1.5),
        ("long_table", "F", 3.7, 0.0, 0.9),
        *(("chair", "F", x, 0.0, 0.4) for x in (3.05, 3.7, 4.35)),
        *(("chair", "F", x, 0.0, 1.75) for x in (3.05, 3.7, 4.35)),
        ("sofa", "R", 1.2),
        ("sofa_small", "R", 2.9),
        ("coffee_table", "R", 1.2, 0.0, 1.0),
        ("radiator", "F", 2.2, 0.15),
        ("thermostat", "F", 1.6, 0.2),
        ("radiator", "F", 5.2, 0.15),
        ("thermostat", "F", 4.6, 0.2),
        ("switch", "B", -1.75, 1.0),
        ("socket", "B", 3.0, 0.3),
        ("socket", "L", 1.0, 0.3),
        ("extinguisher", "B", 4.9, 0.6),
    ),
    *(_ceiling("luminaire_long", x, y) for x in (0.2, 0.5, 0.8) for y in (0.3, 0.7)),
    *(_ceiling("sprinkler", x, 0.5) for x in (0.25, 0.75)),
    _ceiling("fire_detector", 0.5, 0.5),
    _ceiling("air_supply", 0.35, 0.85),
    _ceiling("air_valve", 0.1, 0.6),
)
_LAUNDRY = (
    *_spots(
        *(("washing_machine", "R", along) for along in (0.5, 1.15, 1.8)),
        *(("tumble_dryer", "R", along, 0.9) for along in (0.5, 1.15)),
        ("utility_sink", "R", 2.6, 0.6),
        ("floor_drain", "R", 1.15, 0.0, 0.9),
        ("shelf", "L", 1.2),
        ("extract_fan", "F", 2.6, 2.1),
        ("switch", "B", -0.7, 1.0),
        ("socket", "R", 3.2, 1.1),
    ),
    _ceiling("luminaire_long", 0.5, 0.3),
    _ceiling("luminaire_long", 0.5, 0.7),
    _ceiling("fire_detector", 0.3, 0.5),
    _ceiling("sprinkler", 0.7, 0.5),
)
_PORCH = (
    *_spots(
        *(("mailbox", "L", along, up) for up in (1.0, 1.2, 1.4) for along in (1.6, 1.95)),
        ("fire_panel", "R", 2.5, 1.3),
        ("reader", "B", 0.12, 1.0),
        ("radiator", "R", 1.2, 0.15),
        ("thermostat", "R", 1.8, 0.2),
        ("emergency_light", "F", 1.3, 2.2),
        ("switch", "F", 2.3, 1.0),
    ),
    _ceiling("luminaire_long", 0.5, 0.5),
    _ceiling("fire_detector", 0.5, 0.8),
)
_STAIR = (*_spots(("switch", "B", 1.6, 1.0)), _ceiling("luminaire", 0.5, 0.9))
_STAIR_TOP = (
    *_spots(("switch", "B", 1.6, 1.0), ("emergency_light", "B", 2.3, 2.2)),
    _ceiling("luminaire", 0.3, 0.5),
    _ceiling("fire_detector", 0.6, 0.5),
)
_TECHNICAL = (
    *_spots(
        ("main_board", "L", 1.0, 0.2),
        ("boiler", "R", 0.6),
        ("water_heater", "R", 1.8),
        ("floor_drain", "R", 2.5, 0.0, 0.6),
        ("switch", "B", 0.25, 1.0),
        ("socket", "L", 2.2, 1.1),
        ("extinguisher", "R", 3.2, 0.6),
    ),
    _ceiling("luminaire_long", 0.5, 0.5),
    _ceiling("fire_detector", 0.5, 0.8),
)
_WASTE = (
    *_spots(
        *(("bin", "L", along) for along in (1.4, 2.1, 2.8)),
        ("floor_drain", "R", 3.0, 0.0, 0.4),
        ("switch", "F", 0.4, 1.0),
    ),
    _ceiling("luminaire", 0.5, 0.5),
    _ceiling("fire_detector", 0.5, 0.7),
)
_CORRIDOR = (
    *(_ceiling("luminaire_long", x, 0.5) for x in (0.07, 0.22, 0.37, 0.52, 0.67, 0.82, 0.95)),
    *(_ceiling("fire_detector", x, 0.3) for x in (0.15, 0.45, 0.75)),
    *(_ceiling("sprinkler", x, 0.7) for x in (0.1, 0.3, 0.5, 0.7, 0.9)),
    *(_ceiling("air_supply", x, 0.7) for x in (0.2, 0.6)),
    *_spots(
        ("emergency_light", "L", 0.9, 2.2),
        ("emergency_light", "R", 0.9, 2.2),
        ("emergency_light", "F", 13.9, 2.2),
        ("hose_reel", "F", 14.4, 0.9),
        ("switch", "F", 13.9, 1.0),
        ("switch", "B", 6.0, 1.0),
        ("socket", "B", 8.4, 0.3),
        ("socket", "B", 15.0, 0.3),
    ),
)
_DUTY = (
    *_spots(
        ("sofa", "L", 1.6),
        ("coffee_table", "L", 1.6, 0.0, 1.0),
        ("desk", "R", 1.2),
        ("chair", "R", 1.2, 0.0, 0.85),
        ("shelf", "R", 3.0),
        ("radiator", "F", 2.2, 0.15),
        ("thermostat", "F", 1.6, 0.2),
        ("switch", "B", -0.5, 1.0),
        ("socket", "R", 2.2, 0.3),
        ("socket", "L", 3.2, 0.3),
    ),
    _ceiling("luminaire_long", 0.3, 0.5),
    _ceiling("luminaire_long", 0.7, 0.5),
    _ceiling("fire_detector", 0.5, 0.5),
    _ceiling("air_supply", 0.5, 0.85),
)
_OFFICE = (
    *_spots(
        ("desk", "L", 1.2),
        ("chair", "L", 1.2, 0.0, 0.85),
        ("desk", "L", 3.0),
        ("chair", "L", 3.0, 0.0, 0.85),
        ("shelf", "R", 2.4),
        ("radiator", "F", 1.6, 0.15),
        ("thermostat", "F", 1.0, 0.2),
        ("switch", "B", -0.35, 1.0),
        ("socket", "L", 2.1, 0.3),
        ("socket", "L", 3.95, 0.3),
    ),
    _ceiling("luminaire_long", 0.5, 0.3),
    _ceiling("luminaire_long", 0.5, 0.7),
    _ceiling("fire_detector", 0.5, 0.5),
)
_LOCKERS = (
    *_spots(
        ("shower_cabinet", "R", -0.42),
        ("locker", "R", 0.32),
        ("towel_hooks", "B", 0.5, 1.6),
        ("switch", "L", 0.5, 1.0),
        ("floor_drain", "B", -0.4, 0.0, 0.85),
    ),
    _ceiling("luminaire", 0.4, 0.5),
)
_STAFF_WC = (
    *_spots(
        ("wc", "F", 0.5),
        ("wc_seat", "F", 0.5, 0.40),
        ("paper_holder", "L", 0.85, 0.7),
        ("washbasin", "R", 0.6, 0.8),
        ("basin_tap", "R", 0.6, 0.94),
        ("mirror", "R", 0.6, 1.15),
        ("extract_fan", "F", 1.4, 2.1),
        ("switch", "B", 0.35, 1.0),
    ),
    _ceiling("luminaire", 0.5, 0.5),
)
_TALK = (
    *_spots(
        ("sofa_small", "L", 1.4),
        ("sofa_small", "L", 2.6),
        ("sofa_small", "R", 2.0),
        ("coffee_table", "L", 2.0, 0.0, 1.05),
        ("radiator", "F", 1.3, 0.15),
        ("thermostat", "F", 0.7, 0.2),
        ("switch", "B", -0.25, 1.0),
        ("socket", "L", 3.4, 0.3),
    ),
    _ceiling("luminaire_long", 0.5, 0.35),
    _ceiling("luminaire_long", 0.5, 0.7),
    _ceiling("fire_detector", 0.3, 0.5),
)
_CLEANING = (
    *_spots(
        ("utility_sink", "R", 1.0, 0.5),
        ("shelf", "L", 1.2),
        ("shelf", "R", 2.2),
        ("switch", "B", 0.3, 1.0),
    ),
    _ceiling("luminaire", 0.5, 0.5),
)
_STORE = (
    *_spots(
        ("shelf", "L", 0.8),
        ("shelf", "L", 1.8),
        ("shelf", "R", 0.8),
        ("panel_heater", "F", 1.2, 0.15),
        ("switch", "B", 0.4, 1.0),
    ),
    _ceiling("luminaire", 0.5, 0.5),
)

_BY_KIND = {
    "bath": _BATH,
    "hall": _HALL,
    "storeroom": _STOREROOM,
    "bedroom": _BEDROOM,
    "living": _LIVING,
    "common": _COMMON,
    "laundry": _LAUNDRY,
    "porch": _PORCH,
    "stair": _STAIR,
    "stair_top": _STAIR_TOP,
    "technical": _TECHNICAL,
    "waste": _WASTE,
    "corridor": _CORRIDOR,
    "duty": _DUTY,
    "office": _OFFICE,
    "lockers": _LOCKERS,
    "staff_wc": _STAFF_WC,
    "talk": _TALK,
    "cleaning": _CLEANING,
    "store": _STORE,
}


def spots(room: Room) -> tuple[Spot, ...]:
    """Everything that stands, hangs or is mounted in this room."""
    found = _BY_KIND[room.kind]
    if room.kind == "bath":
        adapted = DWELLINGS[str(room.zone)].kind == "2-roms tilpasset"
        found += _BATH_ADAPTED if adapted else _BATH_ORDINARY
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
