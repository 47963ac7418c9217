"""What a room of a kind normally holds, as data that people can edit.

Cells that name several things hold words joined by `|`, as match rules do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from robuild.terms.match_rules import split_words
from robuild.terms.vocabulary import Discipline, LocationClass

ROOM_TYPES = (
    "bath",
    "wc",
    "kitchen",
    "living_kitchen",
    "living",
    "bedroom",
    "studio",
    "entrance",
    "corridor",
    "storage",
    "laundry",
    "common",
    "stair",
    "cleaning",
    "staff",
    "technical",
    "garage",
)
"""Kinds of rooms a template may be for; outdoors, lifts and shafts have none."""
PLACES = tuple(str(each) for each in LocationClass if each is not LocationClass.EXTERIOR)
"""Kinds of places a template may be limited to."""
_SHARED = (LocationClass.COMMON, LocationClass.STAFF)

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.\-]{1,79}$")]
_Cell = Annotated[str, StringConstraints(max_length=2000)]
_KEY_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.-*")


class TemplateBasis(StrEnum):
    """What the amount of a template is multiplied with."""

    FLOOR_AREA = "floor_area"
    WALL_AREA = "wall_area"
    CEILING_AREA = "ceiling_area"
    SKIRTING_LENGTH = "skirting_length"
    ROOM = "room"
    DWELLING = "dwelling"


class RoomTemplate(BaseModel):
    """`room_templates.csv`: what a room of a kind normally holds when no model shows it.

    A row adds nothing where the models show its component, a part or the whole of it, or anything
    named in `covered_by` or `not_with`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    template_id: _Id
    room_types: _Cell
    """Kinds of rooms joined by `|`, such as `bedroom|living`. With basis `dwelling`: in the first
    of these kinds that the dwelling has."""
    location_classes: _Cell = ""
    """`dwelling|common|staff|unknown`: only rooms in such places; empty: any place indoors."""
    discipline: Discipline
    """Who would have modelled it; the setting `room_templates` switches each on or off."""
    component_key: _Id
    basis: TemplateBasis
    """`floor_area`, `wall_area` and `ceiling_area` in m², `skirting_length` in m, or one for each
    `room` or `dwelling`."""
    amount: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
    """In the unit of the component, for each m², m, room or dwelling. Pieces are rounded up to
    whole numbers in each room."""
    at_least: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    """Smallest quantity of a room; empty: none."""
    covered_by: _Cell = ""
    """Other component keys joined by `|` that count as the same thing; `floor_*` is every key that
    begins so and has the same unit."""
    not_with: _Cell = ""
    """Other things that, where a model shows them, tell that this one is not missing: a kitchen
    drawn as one piece has its worktop."""
    source_id: _Id
    note: _Cell = ""

    @field_validator("room_types")
    @classmethod
    def _known_room_types(cls, value: str) -> str:
        if not split_words(value):
            raise ValueError(f"the cell is empty; needed are kinds of rooms: {_list(ROOM_TYPES)}")
        return _known_words(value, ROOM_TYPES)

    @field_validator("location_classes")
    @classmethod
    def _known_places(cls, value: str) -> str:
        return _known_words(value, PLACES)

    @field_validator("covered_by", "not_with")
    @classmethod
    def _key_words(cls, value: str) -> str:
        for word in split_words(value):
            if set(word) - _KEY_LETTERS or not word.strip("*"):
                raise ValueError(f"{word!r} is no component key, nor a beginning such as floor_*")
        return _no_empty_word(value)

    @model_validator(mode="after")
    def _once_in_a_dwelling(self) -> RoomTemplate:
        places = split_words(self.location_classes)
        if self.basis is TemplateBasis.DWELLING and places and not set(places) - set(_SHARED):
            raise ValueError(
                f"basis dwelling is for rooms in dwellings, but location_classes is "
                f"{self.location_classes!r}: leave it empty, or choose basis room"
            )
        return self

    def room_type_order(self) -> tuple[str, ...]:
        """Kinds of rooms, in the order of the cell."""
        return split_words(self.room_types)

    def is_for(self, room_type: str | None, location_class: str) -> bool:
        """Whether the template is for a room of this kind in such a place."""
        places = split_words(self.location_classes) or PLACES
        if self.basis is TemplateBasis.DWELLING:
            places = tuple(place for place in places if place not in _SHARED)
        return room_type in self.room_type_order() and location_class in places


def _known_words(value: str, known: Sequence[str]) -> str:
    for word in split_words(value):
        if word not in known:
            near = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
            meant = f"; did you mean {near[0]!r}" if near else ""
            raise ValueError(f"{word!r} is not one of {_list(known)}{meant}")
    return _no_empty_word(value)


def _no_empty_word(value: str) -> str:
    if value and not all(word.strip() for word in value.split("|")):
        raise ValueError("there is an empty word beside a |")
    return value


def _list(words: Sequence[str]) -> str:
    return ", ".join(words)


def covering_keys(
    template: RoomTemplate, units: Mapping[str, str], part_of: Mapping[str, str]
) -> frozenset[str]:
    """Component keys that, when modelled, count as what the template would add.

    Its own key, the wholes it is a part of, its parts (a whole is bought with them), and what
    `covered_by` names. A word with `*` finds keys of the template's own unit only, so that
    `floor_*` finds floors and not a floor drain.

    Args:
        template: one row.
        units: component_key -> unit, of the whole catalog.
        part_of: component_key -> key of the set it is a part of, "" where it stands alone.
    """
    key = template.component_key
    found = {key, *_wholes(key, part_of)}
    found |= {part for part in part_of if key in _wholes(part, part_of)}
    return frozenset(found | _named(template.covered_by, key, units))


def silencing_keys(
    template: RoomTemplate, units: Mapping[str, str], part_of: Mapping[str, str]
) -> frozenset[str]:
    """Component keys that, when modelled, keep the template from adding anything.

    What counts as the same thing (`covering_keys`), and what `not_with` names.
    """
    named = _named(template.not_with, template.component_key, units)
    return covering_keys(template, units, part_of) | named


def _named(cell: str, key: str, units: Mapping[str, str]) -> set[str]:
    """Keys that a cell names; a beginning finds keys of the same unit as `key` only."""
    found: set[str] = set()
    for word in split_words(cell):
        if "*" in word:
            alike = (other for other in units if fnmatchcase(other, word))
            found |= {other for other in alike if units[other] == units.get(key)}
        else:
            found.add(word)
    return found


def _wholes(key: str, part_of: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    whole = part_of.get(key, "")
    while whole and whole not in found:
        found.append(whole)
        whole = part_of.get(whole, "")
    return found
