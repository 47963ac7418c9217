"""A catalog with the numbers that an owner set in a plan workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from robuild.terms.carried import CarriedChange, NotCarried, OwnChange
from robuild.terms.catalog import Catalog, Component, Source, Task, TradeRate, Variant
from robuild.terms.vocabulary import Mark

SOURCE_ID = "own_plan_workbook"
_SOURCE_FIELDS = {
    "price_nok": "price_source_id",
    "disposal_nok": "price_source_id",
    "install_hours": "hours_source_id",
    "service_life_typical_years": "service_life_source_id",
    "damage_rate_ordinary_per_year": "damage_source_id",
    "damage_rate_raised_per_year": "damage_source_id",
    "damage_rate_heavy_per_year": "damage_source_id",
}
_LISTS = {
    "price": ("variants", "variant_id"),
    "damage_rate": ("components", "component_key"),
    "task": ("tasks", "task_id"),
    "trade_rate": ("rates", "trade"),
}
_LIFE = "service_life_typical_years"
Row = Variant | Component | Task | TradeRate


def with_own_changes(
    catalog: Catalog, changes: Sequence[OwnChange], source_title: str
) -> tuple[Catalog, list[CarriedChange], list[NotCarried]]:
    """The catalog as its owner changed it; changed numbers have a source of their own.

    A changed life keeps its spread: the low and high lives move in the same proportion.

    Args:
        catalog: as read, with its layers.
        changes: of an earlier plan workbook; condition grades are passed over.
        source_title: what the new source is called.

    Returns:
        The catalog, what was changed in it, and what fits nothing in it.
    """
    rows: dict[str, dict[str, Row]] = {
        name: {str(getattr(row, key)): row for row in getattr(catalog, name)}
        for name, key in set(_LISTS.values())
    }
    applied: list[CarriedChange] = []
    left: list[NotCarried] = []
    for change in changes:
        if change.kind not in _LISTS or not isinstance(change.value, int | float):
            continue
        table = rows[_LISTS[change.kind][0]]
        row = table.get(change.row_id)
        if row is None or not hasattr(row, change.column):
            left.append(NotCarried(change.place, change.shown, change.value, "not_in_catalog"))
            continue
        changed = _changed(row, change.column, float(change.value))
        if changed is None:
            left.append(NotCarried(change.place, change.shown, change.value, "not_allowed"))
            continue
        table[change.row_id] = changed
        applied.append(
            CarriedChange(
                f"{change.kind}.{change.column}", change.row_id, change.shown or change.row_id,
                getattr(row, change.column), change.value,
            )
        )  # fmt: skip
    if not applied:
        return catalog, applied, left
    source = Source(source_id=SOURCE_ID, title=source_title, mark=Mark.USER)
    sources = [each for each in catalog.sources if each.source_id != SOURCE_ID]
    update: dict[str, Any] = {name: tuple(table.values()) for name, table in rows.items()}
    update["sources"] = (*sources, source)
    return Catalog.model_validate(_fields(catalog) | update), applied, left


def _fields(row: Row | Catalog) -> dict[str, Any]:
    """Fields alone: `dict(row)` would also give what a row has worked out and kept."""
    return {name: getattr(row, name) for name in type(row).model_fields}


def _changed(row: Row, column: str, value: float) -> Row | None:
    """The row with another number; `None` where its schema does not allow it."""
    update: dict[str, Any] = {column: value}
    if column in _SOURCE_FIELDS:
        update[_SOURCE_FIELDS[column]] = SOURCE_ID
    elif hasattr(row, "source_id"):
        update["source_id"] = SOURCE_ID
    before = getattr(row, column)
    if column == _LIFE and before:
        for end in ("service_life_low_years", "service_life_high_years"):
            known = getattr(row, end)
            update[end] = None if known is None else known * value / before
    try:
        return type(row).model_validate(_fields(row) | update)
    except ValidationError:
        return None
