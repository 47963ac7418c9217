"""Rooms of two revisions: by GlobalId, then by storey and name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from robuild.plan_result import PlanResult
from robuild.revisions.tables import ROOM_CHANGES, ChangeKind
from robuild.terms.tables import checked, text_column

_COMPARED = ("room_name", "room_type", "storey", "building", "dwelling_code", "location_class")
_SAME_SHARE = 0.001
Row = dict[str, Any]


def room_changes(old: PlanResult, new: PlanResult) -> pd.DataFrame:
    """Rooms added, removed or changed; `ROOM_CHANGES`."""
    before, after = _rooms(old), _rooms(new)
    pairs = [(row, after[key]) for key, row in before.items() if key in after]
    gone = [row for key, row in before.items() if key not in after]
    come = [row for key, row in after.items() if key not in before]
    renewed = _by_name(gone, come)
    pairs += renewed
    taken = {id(row) for pair in renewed for row in pair}
    rows = []
    for one, other in pairs:
        fields = _differing(one, other)
        if fields:
            rows.append(_row(ChangeKind.CHANGED, one, other, fields))
    rows += [_row(ChangeKind.REMOVED, row, None) for row in gone if id(row) not in taken]
    rows += [_row(ChangeKind.ADDED, None, row) for row in come if id(row) not in taken]
    return _table(rows)


def _rooms(result: PlanResult) -> dict[str, Row]:
    """Rooms that count, by GlobalId."""
    found = {}
    for row in result.rooms.to_dict("records"):
        if not isinstance(row["repeats"], str):
            key = str(row["space_id"]).removeprefix(f"{row['model_id']}:")
            found[key] = {str(name): value for name, value in row.items()}
    return found


def _by_name(gone: Sequence[Row], come: Sequence[Row]) -> list[tuple[Row, Row]]:
    def grouped(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            groups.setdefault(
                tuple(str(row[name]) for name in ("building", "storey", "room_name")), []
            ).append(row)
        return groups

    left, right = grouped(gone), grouped(come)
    return [
        pair
        for key, mine in left.items()
        if len(mine) == len(right.get(key, ()))
        for pair in zip(mine, right[key], strict=True)
    ]


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    fields = [
        name for name in _COMPARED if isinstance(one[name], str) or isinstance(other[name], str)
        if one[name] != other[name]
    ]  # fmt: skip
    a, b = float(one["floor_area_m2"]), float(other["floor_area_m2"])
    both = not (math.isnan(a) or math.isnan(b))
    if math.isnan(a) != math.isnan(b) or (both and abs(a - b) > _SAME_SHARE * max(a, b)):
        fields.append("floor_area_m2")
    return fields


def _row(kind: ChangeKind, one: Row | None, other: Row | None, fields: Sequence[str] = ()) -> Row:
    shown = other or one or {}
    return {
        "kind": str(kind),
        "room_old": one and one["room_name"],
        "room_new": other and other["room_name"],
        "building": shown["building"],
        "storey": shown["storey"],
        "floor_area_m2_old": one["floor_area_m2"] if one else math.nan,
        "floor_area_m2_new": other["floor_area_m2"] if other else math.nan,
        "fields": "; ".join(fields) or None,
    }


def _table(rows: Sequence[Row]) -> pd.DataFrame:
    columns = {}
    for name, column in ROOM_CHANGES.columns.items():
        values = [row[name] for row in rows]
        is_number = str(column.dtype).startswith("float")
        columns[name] = (
            pd.Series(values, dtype=float)
            if is_number
            else text_column([v if isinstance(v, str) else None for v in values])
        )
    return checked(ROOM_CHANGES, pd.DataFrame(columns))
