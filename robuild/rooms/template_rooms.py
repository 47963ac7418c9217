"""Rooms as templates see them: one row each, and which rows are the same room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.terms.room_templates import TemplateBasis
from robuild.terms.vocabulary import LocationClass, QuantityRung

_MEASURED = {
    TemplateBasis.FLOOR_AREA: ("floor_area_m2", "floor_area"),
    TemplateBasis.WALL_AREA: ("wall_area_m2", "wall_area"),
    TemplateBasis.CEILING_AREA: ("ceiling_area_m2", "ceiling_area"),
    TemplateBasis.SKIRTING_LENGTH: ("skirting_length_m", "skirting_length"),
}
_SHARED = (LocationClass.COMMON, LocationClass.STAFF)


@dataclass(frozen=True, slots=True)
class Base:
    """A quantity of a room that templates multiply."""

    value: float
    """m² or m; NaN where it is not known."""
    rung: str
    method: str | None


@dataclass(frozen=True, slots=True)
class Near:
    """Where a room or a component without one is, as far as that decides what may be whose."""

    model_id: str
    building: str | None
    storey: str | None
    dwelling_code: str | None
    location: str

    @property
    def shared(self) -> bool:
        """Whether it is certainly in no dwelling."""
        return self.location in _SHARED


@dataclass(frozen=True, slots=True)
class TemplateRoom:
    """One room."""

    space_id: str
    name: str | None
    room_type: str | None
    dwelling_type: str | None
    counted_as: str
    """space_id of the row that counts for this room; its own unless the row repeats another."""
    near: Near
    bases: Mapping[TemplateBasis, Base]

    @property
    def repeats(self) -> bool:
        """Whether another row counts for this room."""
        return self.counted_as != self.space_id

    @property
    def shown(self) -> str:
        """Its name, or its id where it has none."""
        return self.name or self.space_id


def template_rooms(table: pd.DataFrame) -> list[TemplateRoom]:
    """Every row of `tables.ROOMS`, in its order."""
    names = list(table.columns)
    rows = [
        dict(zip(names, values, strict=True))
        for values in zip(*(table[name].tolist() for name in names), strict=True)
    ]
    ids = {str(row["space_id"]) for row in rows}
    repeats = {
        str(row["space_id"]): other
        for row in rows
        if (other := text(row["repeats"])) in ids and other != row["space_id"]
    }
    return [_room(row, _counted_as(str(row["space_id"]), repeats)) for row in rows]


def text(value: Any) -> str | None:
    """A text of a table, `None` where there is none."""
    return value if isinstance(value, str) and value.strip() else None


def texts(table: pd.DataFrame, names: Sequence[str]) -> Iterable[tuple[str | None, ...]]:
    """Rows of some text columns."""
    return zip(*([text(value) for value in table[name].tolist()] for name in names), strict=True)


def _counted_as(space_id: str, repeats: Mapping[str, str | None]) -> str:
    """The end of a chain of repeats; the smallest id where rows repeat each other."""
    seen = [space_id]
    while (other := repeats.get(seen[-1])) is not None:
        if other in seen:
            return min(seen[seen.index(other) :])
        seen.append(other)
    return seen[-1]


def _room(row: Mapping[str, Any], counted_as: str) -> TemplateRoom:
    return TemplateRoom(
        space_id=str(row["space_id"]),
        name=text(row["room_name"]),
        room_type=text(row["room_type"]),
        dwelling_type=text(row["dwelling_type"]),
        counted_as=counted_as,
        near=Near(
            str(row["model_id"]),
            text(row["building"]),
            text(row["storey"]),
            text(row["dwelling_code"]),
            str(row["location_class"]),
        ),
        bases={
            basis: Base(float(row[column]), str(row[f"{name}_rung"]), text(row[f"{name}_method"]))
            for basis, (column, name) in _MEASURED.items()
        }
        | {
            basis: Base(1.0, str(QuantityRung.ROOM), None)
            for basis in (TemplateBasis.ROOM, TemplateBasis.DWELLING)
        },
    )


def known(base: Base) -> bool:
    """Whether the quantity is known."""
    return not math.isnan(base.value)
