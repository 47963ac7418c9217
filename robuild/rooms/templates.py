"""What rooms normally hold that no model shows (`room_templates.csv` of the catalog).

Every room meets every template of its kind and place, and each such pair becomes an addition or a
skip with a reason. Nothing that any of the models shows, or may show, is added a second time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.rooms.template_amounts import amount
from robuild.rooms.template_evidence import (
    Evidence,
    Keys,
    Levels,
    NearBy,
    Shown,
    collect,
    shown_elsewhere,
    told,
    total,
)
from robuild.rooms.template_findings import findings
from robuild.rooms.template_rooms import TemplateRoom, template_rooms
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue
from robuild.terms.room_templates import RoomTemplate, TemplateBasis, silencing_keys
from robuild.terms.settings import Settings
from robuild.terms.tables import NOT_MODELLED, TEMPLATE_SKIPS, checked, text_column
from robuild.terms.template_switch import parse_switch
from robuild.terms.vocabulary import Discipline, LocationClass, TemplateSkip, Unit

Skip = tuple[TemplateSkip, str | None]
Home = tuple[str | None, str | None]
"""Building and dwelling code."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What room templates add, what they do not add and why."""

    not_modelled: pd.DataFrame
    """`tables.NOT_MODELLED`."""
    skips: pd.DataFrame
    """`tables.TEMPLATE_SKIPS`."""
    issues: tuple[Issue, ...]


def add_not_modelled(
    rooms: pd.DataFrame,
    inventory: ModelInventory,
    matches: pd.DataFrame,
    places: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
) -> Additions:
    """What the rooms of a building normally hold and no model shows.

    For each room and each template of its kind and place, the first of these that holds: another
    row counts for the room; the discipline is switched off for the model the room comes from; the
    dwelling has its one in another room; something that counts as the same thing is modelled in
    the room, or may be what no rule knew there; it is modelled without room at a place that may be
    this room; it is a fitting, and other rooms of the kind in the building show it, so that its
    lack here is deliberate. Otherwise it is added.

    Args:
        rooms: `tables.ROOMS` of all models; `repeats` names the row that counts for a room.
        inventory: models of one building.
        matches: `tables.MATCHES` of the inventory.
        places: `tables.PLACES` of the inventory.
        catalog: with the templates and the components they name.
        settings: `room_templates` switches disciplines off.

    Returns:
        One row for every pair of room and template, in the order of rooms and catalog. Rooms
        outdoors, and of no kind that templates know, have no pairs.
    """
    found = template_rooms(rooms)
    deciding = _Deciding(found, inventory, matches, places, catalog, settings)
    added: list[dict[str, Any]] = []
    skipped: list[dict[str, Any]] = []
    pairs = list(_pairs(found, catalog.room_templates))
    for room, template in pairs:
        skip = deciding.skip(room, template)
        if skip is None:
            added.append(_addition(room, template, catalog))
        else:
            skipped.append(
                {
                    "space_id": room.space_id,
                    "template_id": template.template_id,
                    "reason": str(skip[0]),
                    "detail": skip[1],
                }
            )
    if len(added) + len(skipped) != len(pairs):
        raise AssertionError("a room and its template are neither added nor skipped")
    return Additions(
        _not_modelled(added),
        _skips(skipped),
        findings(found, added, deciding.held_back, catalog, settings, inventory),
    )


def _pairs(
    rooms: Sequence[TemplateRoom], templates: Sequence[RoomTemplate]
) -> Iterator[tuple[TemplateRoom, RoomTemplate]]:
    fitting: dict[tuple[str | None, str], list[RoomTemplate]] = {}
    for room in rooms:
        kind = (room.room_type, room.near.location)
        if kind not in fitting:
            fitting[kind] = [template for template in templates if template.is_for(*kind)]
        yield from ((room, template) for template in fitting[kind])


class _Deciding:
    """Whether a template adds something to a room."""

    def __init__(
        self,
        rooms: Sequence[TemplateRoom],
        inventory: ModelInventory,
        matches: pd.DataFrame,
        places: pd.DataFrame,
        catalog: Catalog,
        settings: Settings,
    ) -> None:
        self.held_back: Counter[str] = Counter()
        """component_key -> rooms without it because of components that have no room."""
        self._catalog = catalog
        self._switch = parse_switch(settings.room_templates)
        self._groups = _groups(catalog)
        bases = _bases(catalog.room_templates, self._groups)
        self._evidence: Evidence = collect(rooms, inventory, matches, places, bases)
        self._near = NearBy(self._evidence, Levels(rooms))
        self._by_id = {room.space_id: room for room in rooms}
        self._dwellings = _by_dwelling(rooms)
        self._hosts = _hosts(self._dwellings, catalog.room_templates)
        self._rooms_with = shown_elsewhere(rooms, self._evidence.in_room, _kind_in_building)
        self._homes_with = _homes_with(self._dwellings, self._evidence.in_room)
        self._in_dwelling: dict[Home, tuple[Shown, Shown, Shown]] = {}

    def skip(self, room: TemplateRoom, template: RoomTemplate) -> Skip | None:
        """Why nothing is added; `None` when it is."""
        if room.repeats:
            return TemplateSkip.ROOM_REPEATED, self._by_id[room.counted_as].shown
        if template.discipline not in self._switch.of(room.near.model_id):
            return TemplateSkip.SWITCHED_OFF, str(template.discipline)
        group = self._groups[template.template_id]
        if template.basis is TemplateBasis.DWELLING:
            return self._skip_in_dwelling(room, template, group)
        space_id = room.space_id
        return (
            _there(self._evidence.in_room.get(space_id, {}), group)
            or _perhaps(self._evidence.perhaps.get(space_id, {}), group)
            or self._without_room(self._near.room(room.near), group, template)
            or self._deliberate(room, template, group)
        )

    def _skip_in_dwelling(
        self, room: TemplateRoom, template: RoomTemplate, group: Keys
    ) -> Skip | None:
        home = _home(room)
        hosts = self._hosts[template.template_id, home]
        if room.space_id not in hosts:
            shown = self._by_id[hosts[0]].shown if hosts else "no dwelling is known here"
            return TemplateSkip.ONCE_PER_DWELLING, shown
        in_room, perhaps, loose = self._dwelling(home)
        elsewhere = told(in_room, group)
        return (
            _there(self._evidence.in_room.get(room.space_id, {}), group)
            or (_elsewhere(f"in another room of the dwelling: {elsewhere}") if elsewhere else None)
            or _perhaps(perhaps, group)
            or self._without_room(loose, group, template)
            or _in_others(self._homes_with[home[0]], group, "other dwellings")
        )

    def _dwelling(self, home: Home) -> tuple[Shown, Shown, Shown]:
        if home not in self._in_dwelling:
            rooms = self._dwellings[home]
            ids = [room.space_id for room in rooms]
            nears = {room.near for room in rooms}
            self._in_dwelling[home] = (
                total(self._evidence.in_room[i] for i in ids if i in self._evidence.in_room),
                total(self._evidence.perhaps[i] for i in ids if i in self._evidence.perhaps),
                total(self._near.room(near) for near in nears),
            )
        return self._in_dwelling[home]

    def _without_room(self, loose: Shown, group: Keys, template: RoomTemplate) -> Skip | None:
        there = told(loose, group)
        if there is None:
            return None
        self.held_back[template.component_key] += 1
        return _elsewhere(f"modelled without a room of its own: {there}")

    def _deliberate(self, room: TemplateRoom, template: RoomTemplate, group: Keys) -> Skip | None:
        """A fitting that other such rooms show is left out here on purpose; a surface is not."""
        if self._is_surface(template):
            return None
        return _in_others(
            self._rooms_with[_kind_in_building(room)],
            group,
            f"other rooms of kind {room.room_type}",
        )

    def _is_surface(self, template: RoomTemplate) -> bool:
        unit = self._catalog.component_by_key[template.component_key].unit
        return template.discipline is Discipline.FINISHES and unit is not Unit.PIECE


def _elsewhere(detail: str) -> Skip:
    return TemplateSkip.MODELLED_ELSEWHERE, detail


def _there(shown: Mapping[str, int], group: Keys) -> Skip | None:
    there = told(shown, group)
    return (TemplateSkip.MODELLED_IN_ROOM, there) if there else None


def _perhaps(shown: Mapping[str, int], group: Keys) -> Skip | None:
    there = told(shown, group)
    return (TemplateSkip.MODELLED_IN_ROOM, f"not recognised, may be {there}") if there else None


def _in_others(rooms_with: Counter[str], group: Keys, where: str) -> Skip | None:
    there = told(rooms_with, group)
    return _elsewhere(f"modelled in {where}: {there}") if there else None


def _groups(catalog: Catalog) -> dict[str, Keys]:
    units = {row.component_key: str(row.unit) for row in catalog.components}
    part_of = {row.component_key: row.part_of for row in catalog.components}
    return {
        template.template_id: silencing_keys(template, units, part_of)
        for template in catalog.room_templates
    }


def _bases(
    templates: Sequence[RoomTemplate], groups: Mapping[str, Keys]
) -> dict[str, frozenset[TemplateBasis]]:
    """component_key -> surfaces that templates for finishes it covers go by."""
    found: dict[str, set[TemplateBasis]] = defaultdict(set)
    for template in templates:
        whole = template.basis in (TemplateBasis.ROOM, TemplateBasis.DWELLING)
        if template.discipline is Discipline.FINISHES and not whole:
            for key in groups[template.template_id]:
                found[key].add(template.basis)
    return {key: frozenset(bases) for key, bases in found.items()}


def _kind_in_building(room: TemplateRoom) -> Hashable:
    return room.near.building, room.room_type


def _home(room: TemplateRoom) -> Home:
    """Building and dwelling code; rooms whose dwelling nobody named are kept together."""
    return room.near.building, room.near.dwelling_code


def _by_dwelling(rooms: Sequence[TemplateRoom]) -> dict[Home, list[TemplateRoom]]:
    """Rooms that count, by dwelling; shared rooms and places outdoors are in none."""
    homes: dict[Home, list[TemplateRoom]] = defaultdict(list)
    for room in rooms:
        if not (room.repeats or room.near.shared or room.near.location == LocationClass.EXTERIOR):
            homes[_home(room)].append(room)
    return homes


def _hosts(
    homes: Mapping[Home, Sequence[TemplateRoom]], templates: Sequence[RoomTemplate]
) -> dict[tuple[str, Home], list[str]]:
    """(template_id, dwelling) -> rooms that get what a dwelling has once.

    One room: of the kind that comes first in the template, the first by name. Where nobody has
    said which rooms are a dwelling, as many rooms of that kind as there are dwellings.
    """
    found: dict[tuple[str, Home], list[str]] = {}
    once = [each for each in templates if each.basis is TemplateBasis.DWELLING]
    for home, rooms in homes.items():
        dwellings = 1 if home[1] is not None else _dwellings(rooms)
        for template in once:
            order = template.room_type_order()
            fitting = [r for r in rooms if template.is_for(r.room_type, r.near.location)]
            first = min((order.index(str(room.room_type)) for room in fitting), default=0)
            hosts = [room for room in fitting if room.room_type == order[first]]
            hosts.sort(key=lambda room: (room.shown, room.space_id))
            found[template.template_id, home] = [room.space_id for room in hosts[:dwellings]]
    return found


def _dwellings(rooms: Sequence[TemplateRoom]) -> int:
    """How many dwellings rooms without a code are: as many as they have kitchens."""
    kinds = Counter(room.room_type for room in rooms)
    kitchens = sum(kinds[kind] for kind in ("kitchen", "living_kitchen", "studio"))
    return kitchens or (1 if kinds["living"] or kinds["bedroom"] else 0)


def _homes_with(
    homes: Mapping[Home, Sequence[TemplateRoom]], in_room: Mapping[str, Shown]
) -> dict[str | None, Counter[str]]:
    """Building -> component_key -> in how many of its dwellings the models show it."""
    found: dict[str | None, Counter[str]] = defaultdict(Counter)
    for (building, code), rooms in homes.items():
        if code is not None:
            shown = total(in_room[r.space_id] for r in rooms if r.space_id in in_room)
            found[building].update(shown.keys())
    return found


def _addition(room: TemplateRoom, template: RoomTemplate, catalog: Catalog) -> dict[str, Any]:
    unit = catalog.component_by_key[template.component_key].unit
    quantity, rung, method = amount(template, room.bases[template.basis], unit)
    return {
        "addition_id": f"{room.space_id}/{template.template_id}",
        "template_id": template.template_id,
        "discipline": str(template.discipline),
        "component_key": template.component_key,
        "space_id": room.space_id,
        "model_id": room.near.model_id,
        "room_name": room.name,
        "room_type": room.room_type,
        "building": room.near.building,
        "storey": room.near.storey,
        "dwelling_code": room.near.dwelling_code,
        "dwelling_type": room.dwelling_type,
        "location_class": room.near.location,
        "quantity": quantity,
        "quantity_rung": str(rung),
        "quantity_method": method,
        "installed_year": float("nan"),
    }


def _not_modelled(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for name in NOT_MODELLED.columns:
        values = [row[name] for row in rows]
        is_number = name in ("quantity", "installed_year")
        columns[name] = pd.Series(values, dtype=float) if is_number else text_column(values)
    return checked(NOT_MODELLED, pd.DataFrame(columns))


def _skips(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns = {name: text_column([row[name] for row in rows]) for name in TEMPLATE_SKIPS.columns}
    return checked(TEMPLATE_SKIPS, pd.DataFrame(columns))
