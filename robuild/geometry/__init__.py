"""Quantities measured on the shapes of components and rooms, where nothing better is known.

An inventory and the ids to measure come in; `tables.SHAPES` goes out, and with `with_geometry` the
inventory filled in where a quantity was missing. The geometry kernel runs in processes of its own
and may crash or hang: what was in hand is given up and named, all else is delivered. Rule: nothing
measured replaces what the model says (ifc.md §3.3), and what cannot be measured stays missing
(conventions §1.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from robuild.geometry.doors import doors_to_place, with_rooms_beside
    from robuild.geometry.drawings import draw_shapes
    from robuild.geometry.filling import with_geometry
    from robuild.geometry.measuring import ShapesMeasured, measure_shapes
    from robuild.geometry.rooms_around import place_in_rooms

__all__ = [
    "ShapesMeasured",
    "doors_to_place",
    "draw_shapes",
    "measure_shapes",
    "place_in_rooms",
    "with_geometry",
    "with_rooms_beside",
]

_WHERE = {
    "ShapesMeasured": "measuring",
    "doors_to_place": "doors",
    "draw_shapes": "drawings",
    "with_rooms_beside": "doors",
    "measure_shapes": "measuring",
    "place_in_rooms": "rooms_around",
    "with_geometry": "filling",
}


def __getattr__(name: str) -> Any:
    # on first use: the worker is a module of this room and must start without tables
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"robuild.geometry.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
