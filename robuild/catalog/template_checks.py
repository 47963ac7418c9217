"""What must hold between room templates and the components they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from robuild.catalog.cells import nearest_hint, shown
from robuild.catalog.rows import Placed, ReadTable
from robuild.terms.match_rules import split_words
from robuild.terms.room_templates import PLACES, RoomTemplate, TemplateBasis, covering_keys
from robuild.terms.vocabulary import Unit

_AREAS = (TemplateBasis.FLOOR_AREA, TemplateBasis.WALL_AREA, TemplateBasis.CEILING_AREA)
_WHOLE = (TemplateBasis.ROOM, TemplateBasis.DWELLING)
FITTING: Mapping[Unit, tuple[TemplateBasis, ...]] = {
    Unit.SQUARE_METRE: (*_AREAS, *_WHOLE),
    Unit.METRE: (TemplateBasis.SKIRTING_LENGTH, TemplateBasis.FLOOR_AREA, *_WHOLE),
    Unit.PIECE: (*_AREAS, *_WHOLE),
}
"""Pipes are metres for each m² of floor; nothing is so many m² or pieces for each m of skirting."""
_MOST_SHARE = 3.0
"""m² for each m² above this is a slip: 100 for 100 %."""
_FULL = 1.0 + 1e-9


def check_templates(templates: ReadTable[Any], components: ReadTable[Any]) -> None:
    """Add the faults of templates that only show beside components and other templates."""
    units: dict[str, Unit] = dict(
        values for _, values in components.values("component_key", "unit")
    )
    part_of = {
        key: whole or "" for _, (key, whole) in components.values("component_key", "part_of")
    }
    keys = {key for _, (key,) in components.values("component_key")}
    if components.complete:
        for column in ("covered_by", "not_with"):
            _keys_named(templates, column, keys, units)
    _units(templates, units)
    _overlaps(templates, units, part_of)


def _keys_named(
    templates: ReadTable[Any], column: str, keys: set[str], units: Mapping[str, Unit]
) -> None:
    for number, (key, cell) in templates.values("component_key", column):
        for word in split_words(cell or ""):
            if word in keys:
                continue
            alike = [other for other in keys if fnmatchcase(other, word)] if "*" in word else []
            # of a row with a fault in its unit nothing more can be said
            unit = units.get(key)
            if any(unit is None or units.get(other, unit) == unit for other in alike):
                continue
            if alike:
                hint = f"Keys that begin so have another unit than {key}; write them out in full."
            else:
                hint = nearest_hint(word, keys) or "Name keys of components, | between."
            templates.fault(
                "missing_reference",
                f"{shown(word)} finds nothing in table components.",
                number,
                column,
                hint,
            )


def _units(templates: ReadTable[Any], units: Mapping[str, Unit]) -> None:
    for number, (key, basis, amount) in templates.values("component_key", "basis", "amount"):
        unit = units.get(key)
        if unit is None:
            continue
        fitting = FITTING[Unit(unit)]
        if basis not in fitting:
            templates.fault(
                "basis_does_not_fit",
                f"{key} is counted in {unit}, which does not go with basis {basis}.",
                number,
                "basis",
                f"Choose one of {', '.join(fitting)}.",
            )
        elif unit == Unit.SQUARE_METRE and basis in _AREAS and amount > _MOST_SHARE:
            templates.fault(
                "out_of_range",
                f"{shown(amount)} m² of {key} for each m²; at most {_MOST_SHARE:g}.",
                number,
                "amount",
                "Write a share: 1 for all of it, 0.2 for a fifth.",
            )


def _overlaps(
    templates: ReadTable[Any], units: Mapping[str, Unit], part_of: Mapping[str, str]
) -> None:
    """Rows that would give a room what an earlier row gives it; each is told once."""
    by_key: dict[str, list[Placed[RoomTemplate]]] = defaultdict(list)
    by_cover: dict[str, list[Placed[RoomTemplate]]] = defaultdict(list)
    for placed in templates.rows:
        row: RoomTemplate = placed.row
        group = covering_keys(row, units, part_of)
        earlier = [*by_cover[row.component_key], *(e for key in group for e in by_key[key])]
        for other in sorted(earlier, key=lambda each: each.number):
            room = _room_of_both(other.row, row, units)
            if room is not None:
                _twice(templates, other, placed, room)
                break
        by_key[row.component_key].append(placed)
        for key in group:
            by_cover[key].append(placed)


def _share_a_surface(one: RoomTemplate, other: RoomTemplate, units: Mapping[str, Unit]) -> bool:
    """Whether both fit on one surface, such as 0.2 tile and 0.8 paint."""
    return (
        one.component_key != other.component_key
        and one.basis is other.basis
        and one.basis in (*_AREAS, TemplateBasis.SKIRTING_LENGTH)
        and units.get(one.component_key) != Unit.PIECE
        and one.amount + other.amount <= _FULL
    )


def _room_of_both(one: RoomTemplate, other: RoomTemplate, units: Mapping[str, Unit]) -> str | None:
    """A kind of room that would get the same thing from both rows."""
    if units.get(one.component_key) != units.get(other.component_key):
        return None
    if _share_a_surface(one, other, units):
        return None
    if one.basis is other.basis is TemplateBasis.DWELLING and _share_a_place(one, other):
        return other.room_type_order()[0]  # a dwelling may have both kinds of rooms
    for room_type in one.room_type_order():
        if any(one.is_for(room_type, p) and other.is_for(room_type, p) for p in PLACES):
            return room_type
    return None


def _share_a_place(one: RoomTemplate, other: RoomTemplate) -> bool:
    return any(
        one.is_for(one.room_type_order()[0], place)
        and other.is_for(other.room_type_order()[0], place)
        for place in PLACES
    )


def _twice(
    templates: ReadTable[Any],
    first: Placed[RoomTemplate],
    second: Placed[RoomTemplate],
    room: str,
) -> None:
    templates.fault(
        "templates_overlap",
        f"rooms of kind {room} would get {second.row.component_key} beside "
        f"{first.row.component_key} of row {first.number}, which counts as the same thing.",
        second.number,
        "component_key",
        "Delete one of the rows, give them different rooms or places, or amounts that together "
        "are at most 1.",
    )
