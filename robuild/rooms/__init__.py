"""What a room is, how large its surfaces are, and what it holds that no model shows.

In come the inventory, shapes of spaces, matches and the catalog's room templates; out go
`tables.ROOMS`, `tables.NOT_MODELLED` and `tables.TEMPLATE_SKIPS`. Rules: conventions §9.
"""

from robuild.rooms.quantities import RoomsMeasured, measure_rooms, spaces_to_measure
from robuild.rooms.templates import Additions, add_not_modelled

__all__ = [
    "Additions",
    "RoomsMeasured",
    "add_not_modelled",
    "measure_rooms",
    "spaces_to_measure",
]
