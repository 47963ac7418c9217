"""Every room with its kind, its place and how large its surfaces are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pandas as pd

from robuild.matching import locate_spaces
from robuild.rooms.repeats import Box, Candidate, repeated
from robuild.rooms.surfaces import (
    USUAL_HEIGHT_M,
    Known,
    Openings,
    Surfaces,
    is_implausible,
    stated_floor,
    stated_height,
    stated_perimeter,
    stated_walls,
    surfaces,
)
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue, Severity
from robuild.terms.settings import Settings
from robuild.terms.tables import ROOMS, checked, text_column
from robuild.terms.vocabulary import QuantityRung, ShapeStatus

Row = dict[str, Any]
_DIFFERS = 0.2
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class RoomsMeasured:
    """Rooms, and what was odd about them."""

    rooms: pd.DataFrame
    """`tables.ROOMS`, in the order of `inventory.spaces`."""
    issues: tuple[Issue, ...]


def spaces_to_measure(inventory: ModelInventory) -> list[str]:
    """space_ids whose floor, height or walls the models do not state well enough."""
    return [
        str(row["space_id"])
        for row in _rows(inventory.spaces)
        if not stated_floor(row).there
        or not stated_height(row).there
        or not (stated_walls(row).there and stated_perimeter(row).there)
    ]


def measure_rooms(
    inventory: ModelInventory, shapes: pd.DataFrame, settings: Settings
) -> RoomsMeasured:
    """Kind, place and surfaces of every room.

    Args:
        inventory: models of one building; doors and windows that border rooms are subtracted.
        shapes: `tables.SHAPES` of spaces, as far as they were measured.
        settings: not needed yet.

    Returns:
        One row for every space; areas in m², lengths in m, each with rung and method. `repeats`
        names the room that counts where a row is the same room again, or lies around others.
    """
    del settings
    spaces = list(_rows(inventory.spaces))
    bodies = _bodies(shapes)
    openings = _openings(inventory.components)
    heights = _usual_heights(spaces, bodies)
    measured = [
        surfaces(
            row,
            bodies.get(row["space_id"]),
            openings.get(row["space_id"], Openings()),
            heights[_storey(row)],
        )
        for row in spaces
    ]
    repeats = repeated(
        [
            _candidate(row, found, bodies.get(row["space_id"]))
            for row, found in zip(spaces, measured, strict=True)
        ]
    )
    rooms = _table(inventory, spaces, measured, repeats)
    return RoomsMeasured(rooms, _findings(spaces, measured, bodies, repeats))


def _rows(table: pd.DataFrame) -> Iterable[Row]:
    names = list(table.columns)
    for values in zip(*(table[name].tolist() for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _bodies(shapes: pd.DataFrame) -> dict[str, Row]:
    good = shapes[shapes["status"] == str(ShapeStatus.MEASURED)]
    return {row["item_id"]: row for row in _rows(good)}


def _openings(components: pd.DataFrame) -> dict[str, Openings]:
    """Doors and windows by the rooms they border; one between two rooms counts for both."""
    found: dict[str, Openings] = defaultdict(Openings)
    columns = ["ifc_class", "space_id", "bordered_space_ids", "width_m", "height_m"]
    for row in _rows(components[columns]):
        door = row["ifc_class"].startswith("IfcDoor")
        if not door and not row["ifc_class"].startswith("IfcWindow"):
            continue
        bordered, own = row["bordered_space_ids"], row["space_id"]
        rooms = bordered.split("\n") if isinstance(bordered, str) else [own]
        width, height = row["width_m"], row["height_m"]
        sized = not (math.isnan(width) or math.isnan(height))
        for room in rooms:
            if isinstance(room, str):
                so_far = found[room]
                found[room] = Openings(
                    so_far.area_m2 + (width * height if sized else 0.0),
                    so_far.door_width_m + (width if sized and door else 0.0),
                    so_far.count + 1,
                    so_far.unsized + (not sized),
                )
    return found


def _storey(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return _text(row["building"]), _text(row["storey"])


def _usual_heights(spaces: Sequence[Row], bodies: Mapping[str, Row]) -> dict[Any, Known]:
    """Height for rooms that have none: the middle one of their storey, else the usual one."""
    heights: dict[Any, list[float]] = defaultdict(list)
    for row in spaces:
        told = stated_height(row)
        body = bodies.get(row["space_id"])
        value = told.value if told.there else float(body["height_m"]) if body else math.nan
        if not math.isnan(value):
            heights[_storey(row)].append(value)
    usual = Known(
        USUAL_HEIGHT_M, QuantityRung.ROOM, f"height assumed {USUAL_HEIGHT_M} m, as usual in homes"
    )
    method = "height of the other rooms of the storey"
    return defaultdict(
        lambda: usual,
        {k: Known(median(v), QuantityRung.ROOM, method) for k, v in heights.items()},
    )


def _candidate(row: Row, found: Surfaces, body: Row | None) -> Candidate:
    names = (_text(row["name"]), _text(row["long_name"]))
    known = (found.floor, found.walls, found.ceiling, found.skirting, found.height)
    return Candidate(
        space_id=row["space_id"],
        model_id=row["model_id"],
        building=_text(row["building"]),
        storey=_text(row["storey"]),
        name=" ".join(name for name in names if name),
        area_m2=found.floor.value,
        box=_box(body),
        told=sum(each.there for each in known),
    )


def _box(body: Row | None) -> Box | None:
    if body is None:
        return None
    middle = [float(body[f"{axis}_m"]) for axis in "xyz"]
    half = [float(body[f"size_{axis}_m"]) / 2 for axis in "xyz"]
    if any(math.isnan(value) for value in (*middle, *half)):
        return None
    low = tuple(m - h for m, h in zip(middle, half, strict=True))
    high = tuple(m + h for m, h in zip(middle, half, strict=True))
    return Box((low[0], low[1], low[2]), (high[0], high[1], high[2]))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


_AMOUNTS = (
    ("floor_area", "m2", "floor"),
    ("wall_area", "m2", "walls"),
    ("ceiling_area", "m2", "ceiling"),
    ("skirting_length", "m", "skirting"),
    ("height", "m", "height"),
)


def _table(
    inventory: ModelInventory,
    spaces: Sequence[Row],
    measured: Sequence[Surfaces],
    repeats: Mapping[str, str],
) -> pd.DataFrame:
    located = locate_spaces(inventory)
    rows = []
    for row, found, location, kind, word in zip(
        spaces,
        measured,
        located["location_class"].tolist(),
        located["room_type"].tolist(),
        located["word"].tolist(),
        strict=True,
    ):
        names = (_text(row["name"]), _text(row["long_name"]))
        room: Row = {name: row.get(name) for name in ROOMS.columns}
        room["room_name"] = " ".join(name for name in names if name) or None
        room["location_class"] = location
        room["room_type"] = kind
        room["room_type_evidence"] = f"room name: {word}" if isinstance(word, str) else None
        room["repeats"] = repeats.get(row["space_id"])
        for column, unit, part in _AMOUNTS:
            known: Known = getattr(found, part)
            room[f"{column}_{unit}"] = known.value
            room[f"{column}_rung"] = str(known.rung)
            room[f"{column}_method"] = known.method
        rows.append(room)
    columns = {}
    for name, schema in ROOMS.columns.items():
        values = [room[name] for room in rows]
        is_number = str(schema.dtype).startswith("float")
        columns[name] = (
            pd.Series(values, dtype=float)
            if is_number
            else text_column([_text(value) for value in values])
        )
    return checked(ROOMS, pd.DataFrame(columns))


def _findings(
    spaces: Sequence[Row],
    measured: Sequence[Surfaces],
    bodies: Mapping[str, Row],
    repeats: Mapping[str, str],
) -> tuple[Issue, ...]:
    odd = [row for row in spaces if is_implausible(row)]
    sizeless = [r for r, m in zip(spaces, measured, strict=True) if not m.floor.there]
    differ = [row for row in spaces if _differs(row, bodies.get(row["space_id"]))]
    again = [row for row in spaces if row["space_id"] in repeats]
    found = [
        _issue(
            "room_size_implausible", odd, Severity.WARNING,
            "{n} rooms state a floor area or height that no room has; it was not used: {names}.",
            "Check the units of the export.",
        ),
        _issue(
            "room_size_missing", sizeless, Severity.WARNING,
            "{n} rooms have neither floor area nor shape, so what they hold has no quantity: "
            "{names}.",
            "Export the quantities of rooms, or their shapes.",
        ),
        _issue(
            "room_size_differs", differ, Severity.INFO,
            "{n} rooms state a floor area that differs from their shape by more than 20 %; the "
            "stated one counts: {names}.",
            "Check which one is right.",
        ),
        _issue(
            "room_repeated", again, Severity.INFO,
            "{n} rooms are there again, in another file or as a whole around other rooms, and do "
            "not count: {names}.",
            "Check that the rooms are drawn once in each file.",
        ),
    ]  # fmt: skip
    return tuple(issue for issue in found if issue)


def _differs(row: Row, body: Row | None) -> bool:
    told = stated_floor(row)
    shape = math.nan if body is None else float(body["footprint_area_m2"])
    return told.there and abs(shape - told.value) > _DIFFERS * told.value


def _issue(
    code: str, rows: Sequence[Row], severity: Severity, message: str, hint: str
) -> Issue | None:
    if not rows:
        return None
    shown = [_text(row["long_name"]) or _text(row["name"]) or row["space_id"] for row in rows]
    names = ", ".join(shown[:_EXAMPLES]) + (" …" if len(shown) > _EXAMPLES else "")
    return Issue(
        severity, code, message.format(n=len(rows), names=names), hint=hint, count=len(rows)
    )
