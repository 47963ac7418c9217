"""What people said of their components and rooms, put over what robuild found out by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from robuild.register.reading import Register
from robuild.register.spoken import listed
from robuild.terms import tables
from robuild.terms.catalog import Catalog
from robuild.terms.exact_names import exactly
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.match_rules import Override, OverrideBy
from robuild.terms.vocabulary import (
    Confidence,
    MatchRung,
    MatchStatus,
    QuantityRung,
)

_SURE_AT_MOST = {str(Confidence.HIGH): str(Confidence.MEDIUM)}
"""Rules rely on the class; a name alone is not as sure."""
_SURFACES = (
    ("floor_area_m2", "floor_area"),
    ("wall_area_m2", "wall_area"),
    ("ceiling_area_m2", "ceiling_area"),
    ("skirting_length_m", "skirting_length"),
    ("height_m", "height"),
)


def with_given_keys(matches: pd.DataFrame, register: Register, catalog: Catalog) -> pd.DataFrame:
    """Matches in which the register's own words count before every rule, and after overrides.

    A row with a key is matched, at rung `register`, with high confidence. A row of an earlier plan
    that was out of scope or not recognised stays so until somebody gives it a key.

    Args:
        matches: `tables.MATCHES` of the register's inventory.
        register: what was read.
        catalog: the catalog the register was read with.

    Returns:
        `tables.MATCHES`, in the same order.
    """
    given = _by_id(register.given)
    rows = [_match(row, given.get(row["component_id"], {}), catalog) for row in _rows(matches)]
    return _filled(tables.MATCHES, rows)


def with_given_places(places: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Places in which what the register says of a component, or else of its room, counts first.

    Args:
        places: `tables.PLACES` of the register's inventory.
        register: what was read.

    Returns:
        `tables.PLACES`, in the same order.
    """
    given = _by_id(register.given)
    components = register.inventory.components
    ids = zip(components["component_id"], components["space_id"], strict=True)
    room_of = dict(ids)
    rooms = {room.space_id: room for room in register.rooms}
    rows = []
    for row in _rows(places):
        said = given.get(row["component_id"], {})
        room = rooms.get(room_of.get(row["component_id"]) or "")
        if isinstance(said.get("location_class"), str):
            row |= {
                "location_class": said["location_class"],
                "location_evidence": f"register row {said['row']}",
            }
        elif room is not None and room.location:
            row |= {"location_class": room.location, "location_evidence": room.evidence}
        if room is not None and room.room_type:
            row["room_type"] = room.room_type
        rows.append(row)
    return _filled(tables.PLACES, rows)


def with_given_rooms(rooms: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Rooms in which what the room list says counts before what names and sizes tell.

    Args:
        rooms: `tables.ROOMS` of the register's inventory.
        register: what was read.

    Returns:
        `tables.ROOMS`, in the same order.
    """
    given = {room.space_id: room for room in register.rooms}
    out = []
    for row in _rows(rooms):
        room = given.get(row["space_id"])
        if room is not None:
            said = {"room_type": room.room_type, "location_class": room.location}
            row |= {name: value for name, value in said.items() if value}
            row |= {"room_type_evidence": room.evidence} if room.room_type else {}
            if room.knows_repeats:
                row["repeats"] = room.texts["repeats"] if room.texts["repeats"] in given else None
            for column, name in _SURFACES:
                if not math.isnan(room.amounts[column]):
                    row |= {
                        column: room.amounts[column],
                        f"{name}_rung": str(QuantityRung.REGISTER),
                        f"{name}_method": room.evidence,
                    }
        out.append(row)
    return _filled(tables.ROOMS, out)


def variant_choices(register: Register) -> tuple[Override, ...]:
    """The variants that rows name, as overrides for `group_lines`, behind the user's own."""
    given = register.given
    ids = register.inventory.components["global_id"]
    rows = zip(ids, given["component_key"], given["variant_id"], strict=True)
    return tuple(
        Override(
            by=OverrideBy.GLOBAL_ID, pattern=exactly(global_id), outcome=key, variant_id=variant
        )
        for global_id, key, variant in rows
        if isinstance(variant, str) and isinstance(key, str)
    )


def register_findings(
    register: Register, matches: pd.DataFrame, catalog: Catalog
) -> tuple[Issue, ...]:
    """What only shows once rows without a key have been matched: amounts in another unit.

    Args:
        register: what was read.
        matches: `tables.MATCHES` after `with_given_keys`.
        catalog: units of the keys.
    """
    given = _by_id(register.given)
    wrong: dict[int, str] = {}
    for row in _rows(matches):
        said = given.get(row["component_id"], {})
        component = catalog.component_by_key.get(row["component_key"] or "")
        unit = said.get("unit")
        if component and isinstance(unit, str) and unit != component.unit:
            wrong[int(said["row"])] = (
                f"row {said['row']}: {unit}, {component.component_key} is counted in "
                f"{component.unit}"
            )
    if not wrong:
        return ()
    return (
        Issue(
            Severity.WARNING,
            "register_unit_differs",
            f"{len(wrong)} rows give an amount in another unit than what they were recognised as "
            f"is counted in, so the amount is not used ({listed(wrong.values(), 3)}).",
            Origin(register.file, row=next(iter(wrong))),
            "Write the amount in that unit, or choose another key.",
            len(wrong),
        ),
    )


def _match(row: dict[str, Any], said: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    if row["rung"] == MatchRung.OVERRIDE:
        return row
    evidence = f"register row {said.get('row')}"
    nothing = dict.fromkeys(("component_key", "rule_id", "evidence", "reason", "candidates"))
    key, status = said.get("component_key"), said.get("status")
    if isinstance(key, str) and key in catalog.component_by_key:
        return row | nothing | {
            "status": str(MatchStatus.MATCHED),
            "component_key": key,
            "rung": str(MatchRung.REGISTER),
            "confidence": str(Confidence.HIGH),
            "evidence": evidence,
        }  # fmt: skip
    if status == MatchStatus.OUT_OF_SCOPE:
        return row | nothing | {
            "status": str(status),
            "rung": str(MatchRung.REGISTER),
            "confidence": str(Confidence.HIGH),
            "evidence": evidence,
            "reason": _text(said.get("reason")) or str(MatchRung.REGISTER),
        }  # fmt: skip
    if status == MatchStatus.UNMATCHED:
        return row | nothing | {
            "status": str(status),
            "rung": str(MatchRung.NONE),
            "confidence": None,
            "reason": _text(said.get("reason")) or "no_rule",
            "candidates": _text(said.get("candidates")),
        }  # fmt: skip
    if said.get("class_guessed") and row["status"] == MatchStatus.MATCHED:
        return row | {
            "confidence": _SURE_AT_MOST.get(row["confidence"], row["confidence"]),
            "evidence": f"{row['evidence']}; no class given, the name alone tells",
        }
    return row


def _by_id(given: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["component_id"]: row for row in _rows(given)}


def _rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = [str(name) for name in table.columns]
    for values in zip(*(table[name].tolist() for name in table.columns), strict=True):
        yield dict(zip(names, values, strict=True))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _filled(schema: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for name, column in schema.columns.items():
        values = [row[name] for row in rows]
        if str(column.dtype).startswith("float"):
            columns[name] = pd.Series(values, dtype=float)
        else:
            columns[name] = tables.text_column([v if isinstance(v, str) else None for v in values])
    return tables.checked(schema, pd.DataFrame(columns))
