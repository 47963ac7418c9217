"""A place for a product in a kind of room.

A spot names a wall as seen in the room's own drawing (F front, that is the corridor side of a
dwelling and south elsewhere; R right; B back; L left), the distance along that wall (negative:
from its far end), the height above the floor and the distance out from the wall. `C` is the
ceiling, with shares of the room's two sides instead of distances. Mirrored dwellings swap L and R.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap


@dataclass(frozen=True, slots=True)
class Spot:
    """One product in a room."""

    product: str
    side: str
    along: float
    up: float = 0.0
    out: float = 0.0


_Row = tuple[str, str, float] | tuple[str, str, float, float] | tuple[str, str, float, float, float]


def row(*rows: _Row) -> tuple[Spot, ...]:
    """Spots on walls, from bare rows."""
    return tuple(starmap(Spot, rows))


def ceiling(product: str, across: float, deep: float) -> Spot:
    """A spot on the ceiling, by shares of the room's two sides."""
    return Spot(product, "C", across, 0.0, deep)
