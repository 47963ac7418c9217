"""Components that are alike become one line, the unit that is costed."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field, replace
from itertools import chain
from typing import Any

import pandas as pd

from robuild.matching.inherited import Inherited, inherited_answers, worse
from robuild.matching.line_facts import (
    fire_answer,
    quantity,
    security_answer,
    separating_answer,
    start_state,
)
from robuild.matching.overrides import OverrideIndex
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.match_rules import Override
from robuild.terms.own_choices import parse_map
from robuild.terms.settings import Settings
from robuild.terms.settings_of import intensity_in
from robuild.terms.tables import LINE_OF_COMPONENT, LINES, checked, text_column
from robuild.terms.vocabulary import Answer, MatchStatus, QuantityRung

_SHORT_HASH = 3  # bytes, six hex digits


@dataclass(frozen=True, slots=True)
class LineKey:
    """What components of one line share (conventions §7.2).

    `chosen_variant_id` is empty unless an override names a variant: then those components stand
    on a line of their own, for a line has one variant. What no model shows stands apart too.
    """

    component_key: str
    location_class: str
    dwelling_type: str
    use_intensity: str
    start_state: str
    unit: str
    fire: str
    separating: str
    security: str
    chosen_variant_id: str = ""
    origin: str = ""
    """`room` for what room templates add."""

    @property
    def line_id(self) -> str:
        """Readable and stable: the same in every run, whatever else is in the model."""
        parts = (self.component_key, self.location_class, self.dwelling_type or "-")
        more = (self.use_intensity, self.start_state, *filter(None, (self.origin,)))
        shown = "/".join(_slug(part) for part in (*parts, *more))
        whole = "\x1f".join(astuple(self)).encode("utf-8")
        return f"{shown}#{hashlib.blake2s(whole, digest_size=_SHORT_HASH).hexdigest()}"


@dataclass(slots=True)
class _Members:
    """What is summed over the components of one line."""

    quantities: list[float] = field(default_factory=list)
    missing: int = 0
    dwellings: set[tuple[str, str]] = field(default_factory=set)
    spaces: set[str] = field(default_factory=set)

    def add(self, facts: dict[str, Any], amount: float) -> None:
        if math.isnan(amount):
            self.missing += 1
        else:
            self.quantities.append(amount)
        if isinstance(facts["dwelling_code"], str) and facts["dwelling_code"]:
            building = facts["building"] if isinstance(facts["building"], str) else ""
            self.dwellings.add((building, facts["dwelling_code"]))
        if isinstance(facts["space_id"], str):
            self.spaces.add(facts["space_id"])

    @property
    def count(self) -> int:
        return len(self.quantities) + self.missing

    @property
    def places(self) -> int:
        return len(self.dwellings) or len(self.spaces) or 1


def group_lines(
    inventory: ModelInventory,
    matches: pd.DataFrame,
    places: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    overrides: Sequence[Override] = (),
    not_modelled: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join matched components that are alike into lines (conventions §1.2, §7.2).

    A line's quantity is the sum of what is known, in the unit of its component key; components
    without a quantity are counted. Its variant is the one an override names, else the one of
    `settings.chosen_variants`, else of `settings.variant_role` where the key has one, else the
    key's default. `start_state` is a text of `terms.start_state`: `new`, `age:12`, `age:unknown`,
    `TG2:12` or `TG2:?`.

    Args:
        inventory: models of one building.
        matches: `tables.MATCHES` of the inventory.
        places: `tables.PLACES` of the inventory.
        catalog: component keys and variants.
        settings: with `base_year` resolved.
        overrides: the user's own answers, for the variants they name.
        not_modelled: `tables.NOT_MODELLED`, what room templates add; on lines of their own.

    Returns:
        `tables.LINES` sorted by line_id, and `tables.LINE_OF_COMPONENT` for matched components in
        the order of the inventory, then for what was added. Neither depends on the order of rows.
    """
    members: dict[LineKey, _Members] = {}
    rows = []
    found = chain(_matched_rows(inventory, matches, places, overrides), _added_rows(not_modelled))
    wholes = inherited_answers(inventory, matches, places, catalog)
    for facts in found:
        key, amount, rung, method = _line_of(facts, inventory, catalog, settings)
        if (of_whole := wholes.get(facts["component_id"])) is not None:
            key = _with_inherited(key, of_whole)
        members.setdefault(key, _Members()).add(facts, amount)
        rows.append((facts["component_id"], key, amount, rung, method))
    ids = {key: key.line_id for key in members}
    lines = [
        {"line_id": ids[key], **_line(key, members[key], catalog, settings)}
        for key in sorted(members, key=ids.__getitem__)
    ]
    members_table = _line_of_component_table([(i, ids[key], *rest) for i, key, *rest in rows])
    return _lines_table(lines), members_table


def _matched_rows(
    inventory: ModelInventory,
    matches: pd.DataFrame,
    places: pd.DataFrame,
    overrides: Sequence[Override],
) -> Iterable[dict[str, Any]]:
    wanted = ["component_id", "component_key", "rule_id"]
    found = matches.loc[matches["status"] == MatchStatus.MATCHED, wanted]
    table = inventory.components.merge(
        found,
        on="component_id", how="inner", validate="one_to_one",
    ).merge(
        places[["component_id", "location_class"]],
        on="component_id", how="left", validate="one_to_one",
    )  # fmt: skip
    table["chosen_variant_id"] = _chosen_variants(table, overrides)
    table["origin"] = ""
    yield from _rows(table)


def _added_rows(not_modelled: pd.DataFrame | None) -> Iterable[dict[str, Any]]:
    """What templates add, with nothing known of each piece but its room."""
    if not_modelled is None:
        return
    unknown: dict[str, Any] = {
        "fire_rating": None, "security_rating": None, "is_external": str(Answer.UNKNOWN),
        "condition_grade": None, "chosen_variant_id": "",
        "origin": str(QuantityRung.ROOM),
    }  # fmt: skip
    for row in _rows(not_modelled.rename(columns={"addition_id": "component_id"})):
        yield unknown | row


def _rows(table: pd.DataFrame) -> Iterable[dict[str, Any]]:
    names = list(table.columns)
    for values in zip(*(table[name].tolist() for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _chosen_variants(table: pd.DataFrame, overrides: Sequence[Override]) -> list[str]:
    index = OverrideIndex(overrides)
    rows = zip(index.rows(table), table["rule_id"].tolist(), strict=True)
    found = (index.first(*row, rule if isinstance(rule, str) else None) for row, rule in rows)
    return [override.variant_id if override else "" for override in found]


def _line_of(
    facts: dict[str, Any], inventory: ModelInventory, catalog: Catalog, settings: Settings
) -> tuple[LineKey, float, QuantityRung, str | None]:
    component = catalog.component_by_key[facts["component_key"]]
    location = facts["location_class"]
    if facts["origin"]:
        amount, method = facts["quantity"], facts["quantity_method"]
        rung = QuantityRung(facts["quantity_rung"])
    else:
        amount, rung, method = quantity(facts, component.unit)
    dwelling_type = facts["dwelling_type"]
    dwelling_type = dwelling_type if isinstance(dwelling_type, str) else ""
    intensity = intensity_in(settings, location, dwelling_type)
    key = LineKey(
        component_key=component.component_key,
        location_class=location,
        dwelling_type=dwelling_type,
        use_intensity=str(intensity),
        start_state=str(start_state(facts, settings)),
        unit=str(component.unit),
        fire=str(fire_answer(facts, component, location)),
        separating=str(
            separating_answer(inventory.properties.get(facts["component_id"], {}), component)
        ),
        security=str(security_answer(facts, component)),
        chosen_variant_id=facts["chosen_variant_id"],
        origin=facts["origin"],
    )
    return key, amount, rung, method


def _with_inherited(key: LineKey, of_whole: Inherited) -> LineKey:
    own = (key.fire, key.separating, key.security)
    fire, separating, security = (
        str(worse(Answer(mine), theirs)) for mine, theirs in zip(own, of_whole, strict=True)
    )
    return replace(key, fire=fire, separating=separating, security=security)


def _line(key: LineKey, members: _Members, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    return {
        "component_key": key.component_key,
        "variant_id": key.chosen_variant_id or variant_of(key.component_key, catalog, settings),
        "location_class": key.location_class,
        "dwelling_type": key.dwelling_type,
        "use_intensity": key.use_intensity,
        "start_state": key.start_state,
        "unit": key.unit,
        "fire": key.fire,
        "separating": key.separating,
        "security": key.security,
        # fsum: the same sum in whatever order the components were read
        "quantity": math.fsum(members.quantities) if members.quantities else math.nan,
        "component_count": members.count,
        "missing_quantity_count": members.missing,
        "dwelling_count": len(members.dwellings),
        "place_count": members.places,
        "modelled": not key.origin,
    }


def variant_of(component_key: str, catalog: Catalog, settings: Settings) -> str:
    """The owner's own choice, else the variant of the wanted role, else the key's default."""
    own = parse_map(settings.chosen_variants or "").get(component_key)
    if own is not None:
        return own
    if settings.variant_role is not None:
        for variant in catalog.variants:
            if variant.component_key == component_key and variant.role is settings.variant_role:
                return variant.variant_id
    return catalog.component_by_key[component_key].default_variant_id


def _slug(text: str) -> str:
    """A text fit for an id; words of the vocabulary stay as they are.

    >>> _slug("2-roms tilpasset"), _slug("age:12"), _slug("door_external")
    ('2-roms-tilpasset', 'age:12', 'door_external')
    """
    return re.sub(r"[^\w:?]+", "-", text.casefold()).strip("-") or "-"


def _lines_table(lines: list[dict[str, Any]]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for name, column in LINES.columns.items():
        values = [line[name] for line in lines]
        kind = str(column.dtype)
        columns[name] = (
            text_column(values) if kind.startswith("str") else pd.Series(values, dtype=kind)
        )
    return checked(LINES, pd.DataFrame(columns))


def _line_of_component_table(
    rows: list[tuple[str, str, float, QuantityRung, str | None]],
) -> pd.DataFrame:
    return checked(
        LINE_OF_COMPONENT,
        pd.DataFrame(
            {
                "component_id": text_column([row[0] for row in rows]),
                "line_id": text_column([row[1] for row in rows]),
                "quantity": pd.Series([row[2] for row in rows], dtype=float),
                "quantity_rung": text_column([str(row[3]) for row in rows]),
                "quantity_method": text_column([row[4] for row in rows]),
            }
        ),
    )
