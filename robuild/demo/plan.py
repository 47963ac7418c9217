"""The plan: rooms, walls and openings of the demo building as tables. Metres, plan coordinates.

The building is 22.1 m long (x) and 13.9 m deep (y), two storeys of 3.0 m: three dwellings to the
north of a corridor on each storey, shared and staff rooms to the south of it. Dwellings are drawn
once in their own coordinates (u along the corridor, v away from it) and mirrored where needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

LENGTH, DEPTH = 22.1, 13.9
EXTERNAL = 0.30
STOREY_HEIGHT = 3.0
WALL_HEIGHT = 2.70
ROOM_HEIGHT = 2.45
STOREYS = ("01 1. etasje", "02 2. etasje")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in plan."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Size along x [m]."""
        return round(self.x1 - self.x0, 4)

    @property
    def depth(self) -> float:
        """Size along y [m]."""
        return round(self.y1 - self.y0, 4)

    @property
    def area(self) -> float:
        """Area [m²]."""
        return round(self.width * self.depth, 4)


@dataclass(frozen=True, slots=True)
class Room:
    """A room; `rect` lies between the faces of its walls."""

    key: str
    kind: str
    name: str
    storey: int
    rect: Rect
    zone: str | None
    number: str
    mirrored: bool = False

    @property
    def in_dwelling(self) -> bool:
        """Whether the room belongs to a dwelling."""
        return bool(self.zone) and self.zone in DWELLINGS


@dataclass(frozen=True, slots=True)
class Wall:
    """A straight wall; `along` is the axis it runs along."""

    key: str
    product: str
    storey: int
    rect: Rect
    along: str
    external: bool = False

    @property
    def length(self) -> float:
        """Length along its axis [m]."""
        return self.rect.width if self.along == "x" else self.rect.depth

    @property
    def thickness(self) -> float:
        """Thickness [m]."""
        return self.rect.depth if self.along == "x" else self.rect.width


@dataclass(frozen=True, slots=True)
class Opening:
    """A door, window or glass field; `centre` is its plan coordinate along the wall."""

    key: str
    product: str
    wall: str
    storey: int
    centre: float
    room: str
    """Key of the room that contains it."""
    sill: float = 0.0


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One dwelling: where it lies, how it is divided and how it is finished."""

    code: str
    kind: str
    x0: float
    storey: int
    mirrored: bool
    finish: str


DWELLING_WIDTH = 7.0
_V0 = 7.0  # y where dwellings begin, north face of the corridor wall
_BAND, _BACK = 2.4, 6.6

_DWELLING_ROWS = (
    ("H0101", "2-roms tilpasset", 0.30, 0, False, "vinyl"),
    ("H0102", "2-roms", 7.55, 0, False, "vinyl"),
    ("H0103", "2-roms tilpasset", 14.80, 0, True, "linoleum"),
    ("H0201", "2-roms", 0.30, 1, False, "laminate"),
    ("H0202", "2-roms", 7.55, 1, False, "vinyl"),
    ("H0203", "2-roms", 14.80, 1, True, "parquet"),
)
DWELLINGS = {row[0]: Dwelling(*row) for row in _DWELLING_ROWS}

# partitions in u: bath | hall, hall | store, bedroom | living (each 0.1 thick)
_PARTITIONS = {"2-roms": (2.5, 4.6, 2.9), "2-roms tilpasset": (2.8, 5.0, 3.2)}
_ENTRANCE_U = {"2-roms": 3.6, "2-roms tilpasset": 3.9}
_LIVING_DOOR_U = {"2-roms": 3.95, "2-roms tilpasset": 4.3}

SHARED_ZONE, STAFF_ZONE, TECHNICAL_ZONE = "Fellesareal", "Personalareal", "Teknisk areal"

# kind, name, storey, x0, y0, x1, y1, zone, number
_COMMON_ROOMS = (
    ("common", "Fellesrom", 0, 0.30, 0.30, 7.30, 4.70, SHARED_ZONE, "101"),
    ("laundry", "Vaskerom", 0, 7.50, 0.30, 10.50, 4.70, SHARED_ZONE, "102"),
    ("porch", "Vindfang", 0, 10.70, 0.30, 13.30, 4.70, SHARED_ZONE, "103"),
    ("stair", "Trapperom", 0, 13.50, 0.30, 16.50, 4.70, SHARED_ZONE, "104"),
    ("technical", "Teknisk rom", 0, 16.70, 0.30, 19.20, 4.70, TECHNICAL_ZONE, "105"),
    ("waste", "Avfallsrom", 0, 19.40, 0.30, 21.80, 4.70, SHARED_ZONE, "106"),
    ("corridor", "Korridor", 0, 0.30, 4.95, 21.80, 6.75, SHARED_ZONE, "107"),
    ("duty", "Vaktrom", 1, 0.30, 0.30, 4.90, 4.70, STAFF_ZONE, "201"),
    ("office", "Kontor", 1, 5.10, 0.30, 8.30, 4.70, STAFF_ZONE, "202"),
    ("lockers", "Garderobe personale", 1, 8.50, 0.30, 10.50, 2.50, STAFF_ZONE, "203"),
    ("staff_wc", "WC personale", 1, 8.50, 2.60, 10.50, 4.70, STAFF_ZONE, "204"),
    ("talk", "Samtalerom", 1, 10.70, 0.30, 13.30, 4.70, SHARED_ZONE, "205"),
    ("stair_top", "Trapperom", 1, 13.50, 0.30, 16.50, 4.70, SHARED_ZONE, "206"),
    ("cleaning", "Renholdsrom", 1, 16.70, 0.30, 19.20, 4.70, STAFF_ZONE, "207"),
    ("store", "Felles bod", 1, 19.40, 0.30, 21.80, 4.70, None, "208"),
    ("corridor", "Korridor", 1, 0.30, 4.95, 21.80, 6.75, SHARED_ZONE, "209"),
)

# product, x0, y0, x1, y1, axis, external: on both storeys
_MAIN_WALLS = (
    ("S", "wall_external", 0.0, 0.0, LENGTH, 0.30, "x", True),
    ("N", "wall_external", 0.0, 13.60, LENGTH, DEPTH, "x", True),
    ("W", "wall_external", 0.0, 0.30, 0.30, 13.60, "y", True),
    ("E", "wall_external", 21.80, 0.30, LENGTH, 13.60, "y", True),
    ("KN", "wall_dwelling", 0.30, 6.75, 21.80, 7.00, "x", False),
    ("KS", "wall_corridor", 0.30, 4.70, 21.80, 4.95, "x", False),
    ("L1", "wall_clt", 7.30, 7.00, 7.55, 13.60, "y", False),
    ("L2", "wall_clt", 14.55, 7.00, 14.80, 13.60, "y", False),
    ("T1", "wall_corridor", 13.30, 0.30, 13.50, 4.70, "y", False),
    ("T2", "wall_corridor", 16.50, 0.30, 16.70, 4.70, "y", False),
    ("F1", "wall_robust", 10.50, 0.30, 10.70, 4.70, "y", False),
    ("F2", "wall_robust", 19.20, 0.30, 19.40, 4.70, "y", False),
)
_STOREY_WALLS = (
    (0, "F3", "wall_robust", 7.30, 0.30, 7.50, 4.70, "y"),
    (1, "P1", "wall_robust", 4.90, 0.30, 5.10, 4.70, "y"),
    (1, "P2", "wall_robust", 8.30, 0.30, 8.50, 4.70, "y"),
    (1, "P3", "wall_wet", 8.50, 2.50, 10.50, 2.60, "x"),
)

# key, product, wall, storey, centre, room number, sill
_COMMON_OPENINGS = (
    ("Y01", "door_main", "S", 0, 12.00, "103", 0.0),
    ("Y02", "door_external", "E", 0, 5.85, "107", 0.0),
    ("Y03", "door_external", "S", 0, 20.60, "106", 0.0),
    ("Y04", "door_external", "W", 0, 5.85, "107", 0.0),
    ("B01", "door_fire_glass", "KS", 0, 11.50, "107", 0.0),
    ("G01", "glass_screen", "KS", 0, 12.75, "103", 0.0),
    ("B02", "door_fire_glass", "KS", 0, 15.80, "107", 0.0),
    ("B03", "door_fire_steel", "KS", 0, 17.60, "107", 0.0),
    ("B04", "door_fire_steel", "KS", 0, 9.00, "107", 0.0),
    ("D01", "door_fire_glass", "KS", 0, 6.20, "107", 0.0),
    ("V01", "window_large", "S", 0, 2.20, "101", 0.8),
    ("V02", "window_large", "S", 0, 5.20, "101", 0.8),
    ("V03", "window_low", "S", 0, 9.00, "102", 1.5),
    ("B05", "door_fire_glass", "KS", 1, 15.80, "209", 0.0),
    ("D02", "door_office", "KS", 1, 3.80, "201", 0.0),
    ("D03", "door_office", "KS", 1, 7.30, "202", 0.0),
    ("D04", "door_wetroom", "KS", 1, 9.50, "204", 0.0),
    ("D05", "door_untyped", "P2", 1, 1.40, "202", 0.0),
    ("D06", "door_office", "KS", 1, 12.50, "205", 0.0),
    ("D07", "door_internal", "KS", 1, 17.60, "207", 0.0),
    ("D08", "door_fire_steel", "KS", 1, 20.60, "208", 0.0),
    ("V04", "window_large", "S", 1, 2.50, "201", 0.8),
    ("V05", "window_large", "S", 1, 6.70, "202", 0.8),
    ("V06", "window_medium", "S", 1, 12.00, "205", 0.9),
    ("V07", "window_medium", "S", 1, 15.00, "206", 0.9),
    ("V08", "window_medium", "W", 1, 5.85, "209", 0.9),
    ("V09", "window_medium", "E", 1, 5.85, "209", 0.9),
)
# name, product, wall, u or v of the centre, room kind, sill: in every dwelling
_DWELLING_OPENINGS = (
    ("I1", "door_entrance", "KN", "entrance", "hall", 0.0),
    ("I2", "door_bath", "a", 1.2, "hall", 0.0),
    ("I3", "door_store", "b", 1.2, "hall", 0.0),
    ("I4", "door_living", "m", "living", "living", 0.0),
    ("I5", "door_bedroom", "c", 3.3, "bedroom", 0.0),
    ("V1", "window_medium", "N", 1.45, "bedroom", 0.9),
    ("V2", "window_large", "N", 5.10, "living", 0.8),
)


def _across(dwelling: Dwelling, u0: float, v0: float, u1: float, v1: float) -> Rect:
    """A rectangle of a dwelling in plan coordinates."""
    if dwelling.mirrored:
        u0, u1 = DWELLING_WIDTH - u1, DWELLING_WIDTH - u0
    x = dwelling.x0
    return Rect(round(x + u0, 4), round(_V0 + v0, 4), round(x + u1, 4), round(_V0 + v1, 4))


def _dwelling_rooms(dwelling: Dwelling) -> list[Room]:
    a, b, c = _PARTITIONS[dwelling.kind]
    rows = (
        ("bath", "Bad", 0.0, 0.0, a, _BAND),
        ("hall", "Entré", a + 0.1, 0.0, b, _BAND),
        ("storeroom", "Bod", b + 0.1, 0.0, DWELLING_WIDTH, _BAND),
        ("bedroom", "Soverom", 0.0, _BAND + 0.1, c, _BACK),
        ("living", "Stue/kjøkken", c + 0.1, _BAND + 0.1, DWELLING_WIDTH, _BACK),
    )
    return [
        Room(
            f"{dwelling.code}/{kind}",
            kind,
            name,
            dwelling.storey,
            _across(dwelling, *corners),
            dwelling.code,
            f"{dwelling.code}-{number}",
            dwelling.mirrored,
        )
        for number, (kind, name, *corners) in enumerate(rows, start=1)
    ]


def _dwelling_walls(dwelling: Dwelling) -> list[Wall]:
    a, b, c = _PARTITIONS[dwelling.kind]
    rows = (
        ("m", "wall_wet", 0.0, _BAND, DWELLING_WIDTH, _BAND + 0.1, "x"),
        ("a", "wall_wet", a, 0.0, a + 0.1, _BAND, "y"),
        ("b", "wall_gypsum", b, 0.0, b + 0.1, _BAND, "y"),
        ("c", "wall_gypsum", c, _BAND + 0.1, c + 0.1, _BACK, "y"),
    )
    return [
        Wall(f"{dwelling.code}/{key}", product, dwelling.storey, _across(dwelling, *corners), along)
        for key, product, *corners, along in rows
    ]


def _dwelling_openings(dwelling: Dwelling) -> list[Opening]:
    named = {"entrance": _ENTRANCE_U[dwelling.kind], "living": _LIVING_DOOR_U[dwelling.kind]}
    adapted = dwelling.kind == "2-roms tilpasset"
    products = {
        "door_bath": "door_sliding" if adapted else "door_wetroom",
        "door_store": "door_internal",
        "door_living": "door_robust" if adapted else "door_internal",
        "door_bedroom": "door_robust" if adapted else "door_internal",
    }
    found = []
    for key, product, wall, where, kind, sill in _DWELLING_OPENINGS:
        position = named[where] if isinstance(where, str) else where
        if wall in ("a", "b", "c"):
            centre = _V0 + position
        else:
            u = DWELLING_WIDTH - position if dwelling.mirrored else position
            centre = dwelling.x0 + u
        found.append(
            Opening(
                f"{dwelling.code}/{key}",
                products.get(product, product),
                f"{dwelling.storey}/{wall}" if wall in ("KN", "N") else f"{dwelling.code}/{wall}",
                dwelling.storey,
                round(centre, 4),
                f"{dwelling.code}/{kind}",
                sill,
            )
        )
    return found


@cache
def rooms() -> tuple[Room, ...]:
    """Every room, storey by storey, shared rooms first."""
    shared = [
        Room(number, kind, name, storey, Rect(*corners), zone, number)
        for kind, name, storey, *corners, zone, number in _COMMON_ROOMS
    ]
    homes = [room for dwelling in DWELLINGS.values() for room in _dwelling_rooms(dwelling)]
    return tuple(sorted([*shared, *homes], key=lambda room: (room.storey, room.key)))


@cache
def walls() -> tuple[Wall, ...]:
    """Every wall below the roof."""
    main = [
        Wall(f"{storey}/{key}", product, storey, Rect(*corners), along, external)
        for storey in (0, 1)
        for key, product, *corners, along, external in _MAIN_WALLS
    ]
    storey_walls = [
        Wall(f"{storey}/{key}", product, storey, Rect(*corners), along)
        for storey, key, product, *corners, along in _STOREY_WALLS
    ]
    inner = [wall for dwelling in DWELLINGS.values() for wall in _dwelling_walls(dwelling)]
    return (*main, *storey_walls, *inner)


@cache
def openings() -> tuple[Opening, ...]:
    """Every door, window and glass field."""
    shared = [
        Opening(key, product, f"{storey}/{wall}", storey, centre, room, sill)
        for key, product, wall, storey, centre, room, sill in _COMMON_OPENINGS
    ]
    inner = [opening for dwelling in DWELLINGS.values() for opening in _dwelling_openings(dwelling)]
    return (*shared, *inner)


def touching_sides(room: Room, wall: Wall) -> str | None:
    """Side of the room (F, R, B or L in plan: south, east, north, west) that this wall closes."""
    if room.storey != wall.storey:
        return None
    inside, solid = room.rect, wall.rect
    shared_x = min(inside.x1, solid.x1) - max(inside.x0, solid.x0) > 1e-6
    shared_y = min(inside.y1, solid.y1) - max(inside.y0, solid.y0) > 1e-6
    if shared_x and abs(solid.y1 - inside.y0) < 1e-6:
        return "F"
    if shared_x and abs(solid.y0 - inside.y1) < 1e-6:
        return "B"
    if shared_y and abs(solid.x0 - inside.x1) < 1e-6:
        return "R"
    if shared_y and abs(solid.x1 - inside.x0) < 1e-6:
        return "L"
    return None
