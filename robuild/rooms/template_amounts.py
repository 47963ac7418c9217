"""How much a template adds to a room, and how that is told."""

from __future__ import annotations

import math

from robuild.rooms.template_rooms import Base, known
from robuild.terms.room_templates import RoomTemplate, TemplateBasis
from robuild.terms.vocabulary import QuantityRung, Unit

_WORDS = {
    TemplateBasis.FLOOR_AREA: ("floor area", "m²"),
    TemplateBasis.WALL_AREA: ("wall area", "m²"),
    TemplateBasis.CEILING_AREA: ("ceiling area", "m²"),
    TemplateBasis.SKIRTING_LENGTH: ("skirting length", "m"),
}
_DIGITS = 9
"""Products such as 0.1 · 30 lie a hair above the whole number they mean."""


def amount(template: RoomTemplate, base: Base, unit: Unit) -> tuple[float, QuantityRung, str]:
    """Quantity in the unit of the component, its rung, and how it was worked out.

    Pieces are rounded up to whole numbers. Without the quantity of the room it is NaN, also when
    the template says `at_least`.
    """
    if not known(base):
        return math.nan, QuantityRung.MISSING, f"{_WORDS[template.basis][0]} of the room not known"
    quantity = template.amount * base.value
    method = _told(template, base)
    if template.at_least is not None and quantity < template.at_least:
        quantity = template.at_least
        method += f"; at least {template.at_least:g}"
    if unit is Unit.PIECE:
        whole = float(math.ceil(round(quantity, _DIGITS)))
        if whole != round(quantity, _DIGITS):
            method += "; whole pieces"
        quantity = whole
    return quantity, QuantityRung.ROOM, method


def _told(template: RoomTemplate, base: Base) -> str:
    if template.basis not in _WORDS:
        return f"{template.amount:g} per {template.basis}"
    what, unit = _WORDS[template.basis]
    evidence = base.rung.replace("_", " ")
    evidence += f": {base.method}" if base.method else ""
    return f"{template.amount:g} × {what} {base.value:.2f} {unit} of the room ({evidence})"
