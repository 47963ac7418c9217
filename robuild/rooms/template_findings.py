"""What the user is told about room templates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from robuild.rooms.template_rooms import TemplateRoom
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue, Severity
from robuild.terms.settings import Settings
from robuild.terms.template_switch import parse_switch
from robuild.terms.vocabulary import LocationClass

_EXAMPLES = 3
_LONGEST = 40


def findings(
    rooms: Sequence[TemplateRoom],
    added: Sequence[Mapping[str, Any]],
    held_back: Mapping[str, int],
    catalog: Catalog,
    settings: Settings,
    inventory: ModelInventory,
) -> tuple[Issue, ...]:
    """Rooms and files nobody knows, missing quantities, and what loose components held back."""
    switch = parse_switch(settings.room_templates)
    issues = list(_unknown_files(switch.by_model, inventory))
    counting = [room for room in rooms if not room.repeats and switch.of(room.near.model_id)]
    if catalog.room_templates:
        issues += _unknown_rooms(counting)
    issues += _missing(added)
    issues += _held_back(held_back)
    return tuple(issues)


def _unknown_files(named: Mapping[str, object], inventory: ModelInventory) -> Iterator[Issue]:
    known = {model.model_id.casefold() for model in inventory.models}
    strange = sorted(set(named) - known)
    if strange:
        files = ", ".join(model.model_id for model in inventory.models)
        yield Issue(
            Severity.WARNING,
            "templates_unknown_model",
            f"room_templates names {', '.join(strange)}, which is none of the models: {files}.",
            hint="Write the file name without its folder.",
            count=len(strange),
        )


def _unknown_rooms(rooms: Sequence[TemplateRoom]) -> Iterator[Issue]:
    unknown = [
        room
        for room in rooms
        if room.room_type is None and room.near.location != LocationClass.EXTERIOR
    ]
    if unknown:
        names = sorted({room.shown for room in unknown})
        yield Issue(
            Severity.WARNING,
            "rooms_of_unknown_kind",
            f"{len(unknown)} rooms are of no kind that robuild knows, so no room template adds "
            f"anything to them: {_some(names)}.",
            hint="Give the rooms names such as Bad, Soverom or Bod in the model.",
            count=len(unknown),
        )


def _missing(added: Sequence[Mapping[str, Any]]) -> Iterator[Issue]:
    rows = [row for row in added if math.isnan(row["quantity"])]
    if rows:
        rooms = sorted({row["room_name"] or row["space_id"] for row in rows})
        yield Issue(
            Severity.WARNING,
            "template_quantity_missing",
            f"{len(rows)} rows of room templates have no quantity, because {len(rooms)} rooms lack "
            f"an area or a length: {_some(rooms)}.",
            hint="Export rooms with their quantities and shapes.",
            count=len(rows),
        )


def _held_back(held_back: Mapping[str, int]) -> Iterator[Issue]:
    if held_back:
        what = ", ".join(f"{key} ({held_back[key]})" for key in sorted(held_back))
        yield Issue(
            Severity.INFO,
            "templates_held_back",
            f"{sum(held_back.values())} rows of room templates were left out because components "
            f"without a room may be what they would add: {what}.",
            hint="Place those components in rooms in the model.",
            count=sum(held_back.values()),
        )


def _some(names: Sequence[str]) -> str:
    shown = [name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…" for name in names]
    more = f" and {len(shown) - _EXAMPLES} more" if len(shown) > _EXAMPLES else ""
    return ", ".join(repr(name) for name in shown[:_EXAMPLES]) + more
