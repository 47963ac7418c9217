"""Two plans of one building: what changed, and what each change costs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.plan_result import PlanResult
from robuild.revisions.items import COMPARED, Item, items_of
from robuild.revisions.pairing import Pair, paired
from robuild.revisions.room_changes import room_changes
from robuild.revisions.tables import (
    CHANGES,
    FIELD_CHANGES,
    LINE_CHANGES,
    MONEY,
    ChangeKind,
)
from robuild.terms.issues import Issue, Severity
from robuild.terms.tables import checked, text_column

_SAME_SHARE = 0.001
_BALANCE = 1e-9


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """One amount of the whole building in both revisions [NOK]."""

    old: float
    new: float
    changes: float
    """Differences of what was added, removed or changed."""
    scale: float
    """Differences of what did not change: call-outs and minimum orders spread otherwise."""
    missing: float
    """What became known, or is known no longer."""

    @property
    def difference(self) -> float:
        """New less old."""
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class Revision:
    """What differs between two revisions."""

    changes: pd.DataFrame
    """`CHANGES`: everything that is not unchanged."""
    fields: pd.DataFrame
    """`FIELD_CHANGES`: old and new value of every fact that changed."""
    rooms: pd.DataFrame
    lines: pd.DataFrame
    money: Mapping[str, MoneyChange]
    counts: Mapping[str, int]
    """Components by `ChangeKind`."""
    issues: tuple[Issue, ...]


def compare(old: PlanResult, new: PlanResult, compared: Sequence[str] = COMPARED) -> Revision:
    """What changed from one revision to the next, and what each change costs.

    A component's cost is its quantity times its line's amounts per unit. The differences of all
    changes, the effect of scale on what did not change, and what became known or unknown add up to
    the difference of the totals.

    Args:
        old: the plan before.
        new: the plan after.
        compared: facts whose change is told; fewer where one side does not know them all.

    Raises:
        ArithmeticError: they do not; an internal fault.
    """
    pairs, gone, come = paired(items_of(old), items_of(new))
    rows: list[dict[str, Any]] = []
    fields: list[dict[str, Any]] = []
    unchanged: list[Pair] = []
    for pair in pairs:
        differing = list(_differing(pair, compared))
        kind = ChangeKind.CHANGED if differing else ChangeKind.UNCHANGED
        if not differing and pair.old.id != pair.new.id:
            kind = ChangeKind.ID_CHANGED
        if kind is ChangeKind.UNCHANGED:
            unchanged.append(pair)
            continue
        rows.append(_row(kind, pair.old, pair.new, pair, differing))
        ids = {"id_old": pair.old.id, "id_new": pair.new.id}
        fields += [
            {**ids, "field": name, "old_value": _told(a), "new_value": _told(b)}
            for name, a, b in differing
        ]
    rows += [_row(ChangeKind.REMOVED, item, None) for item in gone]
    rows += [_row(ChangeKind.ADDED, None, item) for item in come]
    rows.sort(key=lambda row: -abs(_or_nothing(row["life_cycle_cost_nok_difference"])))
    money = {name: _money(name, old, new, rows, unchanged) for name in MONEY}
    return Revision(
        _table(CHANGES, rows),
        _table(FIELD_CHANGES, fields),
        room_changes(old, new),
        _table(LINE_CHANGES, _lines(old, new)),
        money,
        _counts(rows, unchanged),
        _issues(old, new, pairs),
    )


def _differing(pair: Pair, compared: Sequence[str]) -> Iterable[tuple[str, Any, Any]]:
    room = pair.old.fact("room_id")
    same_room = room is not None and room == pair.new.fact("room_id")
    for name in compared:
        if name == "room" and same_room:
            continue  # the room was renamed, which is a change of the room
        a, b = pair.old.fact(name), pair.new.fact(name)
        if isinstance(a, float) and isinstance(b, float):
            if abs(a - b) > _SAME_SHARE * max(abs(a), abs(b)):
                yield name, a, b
        elif a != b:
            yield name, a, b


def _row(
    kind: ChangeKind,
    old: Item | None,
    new: Item | None,
    pair: Pair | None = None,
    differing: Sequence[tuple[str, Any, Any]] = (),
) -> dict[str, Any]:
    shown = new or old
    assert shown is not None
    by_id = pair is None or pair.paired_by == "id"
    row: dict[str, Any] = {
        "kind": str(kind),
        "item": str(shown.item),
        "id_old": old and old.id,
        "id_new": new and new.id,
        "paired_by": None if pair is None or by_id else pair.paired_by,
        "confidence": None if pair is None or by_id else str(pair.confidence),
        **{
            name: shown.fact(name)
            for name in (
                "ifc_class", "component_key", "name", "type_name", "building", "storey", "room",
            )
        },
        "fields": "; ".join(name for name, _, _ in differing) or None,
        "quantity_old": old.facts["quantity"] if old else math.nan,
        "quantity_new": new.facts["quantity"] if new else math.nan,
    }  # fmt: skip
    for name in MONEY:
        a = old.money[name] if old else 0.0
        b = new.money[name] if new else 0.0
        row[f"{name}_old"], row[f"{name}_new"], row[f"{name}_difference"] = a, b, b - a
    return row


def _told(value: Any) -> str | None:
    if value is None:
        return None
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _or_nothing(amount: float) -> float:
    return 0.0 if math.isnan(amount) else amount


def _money(
    name: str,
    old: PlanResult,
    new: PlanResult,
    rows: Sequence[Mapping[str, Any]],
    unchanged: Sequence[Pair],
) -> MoneyChange:
    """How one total became another, and a check that nothing was lost on the way."""
    sides = [(row[f"{name}_old"], row[f"{name}_new"]) for row in rows]
    still = [(pair.old.money[name], pair.new.money[name]) for pair in unchanged]
    changes = math.fsum(b - a for a, b in sides if not math.isnan(a + b))
    scale = math.fsum(b - a for a, b in still if not math.isnan(a + b))
    missing = math.fsum(
        _or_nothing(b) - _or_nothing(a) for a, b in (*sides, *still) if math.isnan(a + b)
    )
    before, after = (float(getattr(side.totals, name)) for side in (old, new))
    found = MoneyChange(before, after, changes, scale, missing)
    size = max(1.0, abs(before), abs(after))
    if abs(changes + scale + missing - found.difference) > _BALANCE * size:
        raise ArithmeticError(f"the changes of {name} do not add up to its difference")
    return found


def _lines(old: PlanResult, new: PlanResult) -> list[dict[str, Any]]:
    tables = [
        side.lines[["line_id", "component_key", "location_class", "modelled", "quantity"]]
        .merge(side.lcc[["line_id", *MONEY]], on="line_id")
        .set_index("line_id")
        for side in (old, new)
    ]
    rows = []
    for line_id in dict.fromkeys((*tables[0].index, *tables[1].index)):
        sides = [table.loc[line_id] if line_id in table.index else None for table in tables]
        shown = sides[1] if sides[1] is not None else sides[0]
        assert shown is not None
        row: dict[str, Any] = {"line_id": line_id}
        row |= {name: str(shown[name]) for name in ("component_key", "location_class")}
        row["modelled"] = "yes" if shown["modelled"] else "no"
        for name in ("quantity", *MONEY):
            for side, word in zip(sides, ("old", "new"), strict=True):
                row[f"{name}_{word}"] = 0.0 if side is None else float(side[name])
        if row["quantity_old"] != row["quantity_new"] or any(
            row[f"{name}_old"] != row[f"{name}_new"] for name in MONEY
        ):
            rows.append(row)
    return rows


def _counts(rows: Sequence[Mapping[str, Any]], unchanged: Sequence[Pair]) -> dict[str, int]:
    counts = {str(kind): 0 for kind in ChangeKind}
    for row in rows:
        counts[row["kind"]] += 1
    counts[str(ChangeKind.UNCHANGED)] = len(unchanged)
    return counts


def _issues(old: PlanResult, new: PlanResult, pairs: Sequence[Pair]) -> tuple[Issue, ...]:
    found = []
    if old.settings != new.settings or old.catalog_label != new.catalog_label:
        found.append(
            Issue(
                Severity.WARNING,
                "revisions_unlike_settings",
                "the two plans have different settings or catalogs, so the difference is not only "
                "the models'.",
                hint="Plan both with the same catalog and settings.",
            )
        )
    shared = sum(pair.paired_by == "id" for pair in pairs)
    if pairs and shared < 0.5 * len(pairs):
        found.append(
            Issue(
                Severity.WARNING,
                "revisions_new_ids",
                f"{len(pairs) - shared} of {len(pairs)} components have another GlobalId in the "
                "new revision; they were known by type, name, size and room.",
                hint="Let the exporter keep GlobalIds, or check the pairs marked low.",
                count=len(pairs) - shared,
            )
        )
    return tuple(found)


def _table(schema: Any, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns = {}
    for name, column in schema.columns.items():
        values = [row[name] for row in rows]
        is_number = str(column.dtype).startswith("float")
        columns[name] = (
            pd.Series(values, dtype=float)
            if is_number
            else text_column([v if isinstance(v, str) else None for v in values])
        )
    return checked(schema, pd.DataFrame(columns))
