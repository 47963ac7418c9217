"""Spare parts: what to keep on the shelf, how often it is there, and what that saves.

Parts are shared by all dwellings of the plan. A part is kept only where waiting for it costs more
than keeping it; its number follows the share of demands that shall find it, with a damage rate that
is itself uncertain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pandas as pd

from robuild.costing import Costing, Effects, LineRow, event_input, shape_behind
from robuild.operations.stock import base_stock_of_uncertain_rate, expected_shortage, ready_share
from robuild.repair_ease import EventInput, rate_variants, repair_event
from robuild.terms.catalog import Catalog, Variant
from robuild.terms.column_kinds import count, number, schema, text, words
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import Criterion, LocationClass, RepairEaseClass, TaskKind, Trade

DAYS_PER_YEAR = 365.25


class Spare(StrEnum):
    """What lies on the shelf."""

    PART = "part"
    """The part that a repair renews."""
    WHOLE = "whole"
    """A whole one, for what is lost."""


class Keep(StrEnum):
    """Whether to keep it."""

    STOCK = "stock"
    ORDER = "order"
    """Waiting costs less than keeping it: order when it is needed."""
    AT_ONCE = "at_once"
    """It comes as fast as from the own shelf."""


SPARES = schema(
    "spares",
    {
        "variant_id": text(),
        "component_key": text(),
        "spare": words(Spare),
        "trade": words(Trade),
        "installed": number(),  # in the unit of the component
        "dwelling_count": count(),
        "lead_days": number(),
        "demand_per_year": number(),
        "demand_in_lead_time": number(),
        "unit_nok": number(),
        "stock": count(),  # on the shelf or on its way
        "full_stock": count(),  # what the wanted share needs, kept or not
        "separate_stock": count(),  # were each dwelling to keep its own
        "reorder_point": number(nullable=True),  # order when so many are left
        "ready_share": number(),
        "holding_nok_per_year": number(),
        "waiting_nok_per_year": number(),  # beyond the wait for a part from the own shelf
        "saved_nok_per_year": number(),  # of it, of the demands that find a part
        "keep": words(Keep),
        "rei": number(),
        "rei_stocked": number(),
        "repair_ease_class": words(RepairEaseClass),
        "class_stocked": words(RepairEaseClass),
        "spare_parts_years": number(nullable=True),  # how long the supplier promises parts
        "last_buy_year": number(nullable=True),  # calendar year; none where the promise lasts
        "last_buy": number(nullable=True),  # number that is enough with 90 % certainty
    },
    ["variant_id", "spare"],
)
KITS = schema(
    "kits",
    {
        "task_id": text(),
        "component_key": text(),
        "variant_id": text(),
        "spare": words(Spare),
        "trade": words(Trade),
        "per_job": number(),  # of the thing named, for one job
        "hours": number(),
        "consumables_nok": number(nullable=True),
        "stock": count(),
        "jobs_per_year": number(),
    },
    ["task_id", "variant_id", "spare"],
)
LAST_BUY_CERTAINTY = 0.9


@dataclass(frozen=True, slots=True)
class Spares:
    """What to keep, and what to bring."""

    parts: pd.DataFrame
    """`SPARES`, what saves most first."""
    kits: pd.DataFrame
    """`KITS`: what each repair task takes from the shelf or the order."""
    lines_missing: int
    """Lines that are left out: something is not known."""

    @property
    def value_nok(self) -> float:
        """Of everything that is kept."""
        kept = self.parts["stock"] * self.parts["unit_nok"]
        return float(kept.sum())


@dataclass(slots=True)
class _Need:
    """Demand for one spare from all its lines."""

    variant: Variant
    spare: Spare
    trade: Trade
    unit_nok: float
    lead_days: float
    hours: float
    installed: float = 0.0
    dwellings: dict[str, int] | None = None
    demand_per_year: float = 0.0
    waiting_nok_per_year: float = 0.0
    """What waiting costs beyond the wait for a part from the shelf."""
    left_years: float = 0.0
    """Until the last of them is to be replaced by something else."""
    age_years: float = 0.0


def spare_parts(
    lines: pd.DataFrame,
    costing: Costing,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
) -> Spares:
    """Spares of everything that is damaged now and then.

    Args:
        lines: `tables.LINES`.
        costing: of the same lines.
        catalog: that they were costed with.
        settings: likewise; the base year is set.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
    """
    ease = {str(r["variant_id"]): r for r in repair_ease.to_dict("records")}
    on_site = _on_site_days(catalog)
    needs: dict[tuple[str, Spare], _Need] = {}
    missing = 0
    events = costing.line_costs[["damage_events_per_year", "total_loss_share"]].to_numpy()
    pairs = zip(lines.to_dict("records"), costing.rows, events, strict=True)
    for line, row, (number_of, lost) in pairs:
        if row.missing:
            missing += 1
        elif number_of > 0:
            cells = {str(key): value for key, value in line.items()}
            _add(needs, cells, row, float(number_of), float(lost), catalog, settings, ease, on_site)
    stocked = _stocked_ease(catalog, settings, {v for v, _ in needs}, on_site)
    rows = [_row(need, catalog, settings, ease, stocked, on_site) for need in needs.values()]
    parts = _table(SPARES, rows).sort_values(
        ["saved_nok_per_year", "demand_per_year", "variant_id", "spare"],
        ascending=[False, False, True, True],
    )
    return Spares(parts.reset_index(drop=True), _kits(catalog, needs, parts), missing)


def _on_site_days(catalog: Catalog) -> float:
    """Days until a part from the own shelf is where it is needed."""
    levels = [row for row in catalog.repair_levels if row.criterion is Criterion.PARTS]
    return max(levels, key=lambda row: row.value).effect or 0.0


def _add(
    needs: dict[tuple[str, Spare], _Need],
    line: Mapping[str, Any],
    row: LineRow,
    number_of: float,
    lost: float,
    catalog: Catalog,
    settings: Settings,
    ease: Mapping[str, Any],
    on_site: float,
) -> None:
    """Demand of one line for a part, and for a whole one."""
    variant = catalog.variant_by_id[line["variant_id"]]
    component = catalog.component_by_key[line["component_key"]]
    levels = ease[variant.variant_id]
    trade = Trade(levels["repair_trade"])
    given = event_input(
        component, variant, Effects.of(levels), catalog.rate_by_trade[trade],
        LocationClass(line["location_class"]), settings,
    )  # fmt: skip
    for spare, share in ((Spare.PART, 1.0 - lost), (Spare.WHOLE, lost)):
        if share <= 0:
            continue
        whole = spare is Spare.WHOLE
        event = repair_event(given, total_loss=whole)
        need = needs.setdefault(
            (variant.variant_id, spare),
            _Need(variant, spare, trade, event.parts_nok, given.lead_days, event.hours),
        )
        need.installed += row.quantity
        need.dwellings = need.dwellings or {}
        kind = str(line["dwelling_type"])
        homes = int(line["dwelling_count"])
        need.dwellings[kind] = max(need.dwellings.get(kind, 0), homes)
        need.demand_per_year += number_of * share
        waits = _waiting(given, whole=whole) - _waiting(
            replace(given, lead_days=min(on_site, given.lead_days)), whole=whole
        )
        need.waiting_nok_per_year += number_of * share * waits
        if not math.isnan(row.first_years):
            need.left_years = max(need.left_years, row.first_years)
        if not math.isnan(row.start_age_years):
            need.age_years = max(need.age_years, row.start_age_years)


def _waiting(given: EventInput, *, whole: bool) -> float:
    """What waiting for the end of an event costs [NOK]."""
    event = repair_event(given, total_loss=whole)
    return event.downtime_nok + event.temporary_nok


def _stocked_ease(
    catalog: Catalog, settings: Settings, variants: set[str], on_site: float
) -> dict[str, Any]:
    """Repair ease of variants whose parts lie on the own shelf."""
    if not variants:
        return {}
    best = max(
        (row for row in catalog.repair_levels if row.criterion is Criterion.PARTS),
        key=lambda row: row.value,
    )
    changed = tuple(
        row.model_copy(update={"c7_parts": best.level, "lead_time_days": on_site})
        for row in catalog.variants
        if row.variant_id in variants
    )
    rated = rate_variants(catalog.model_copy(update={"variants": changed}), settings)
    return {str(r["variant_id"]): r for r in rated.to_dict("records")}


def _row(
    need: _Need,
    catalog: Catalog,
    settings: Settings,
    ease: Mapping[str, Any],
    stocked: Mapping[str, Any],
    on_site: float,
) -> dict[str, Any]:
    variant = need.variant
    component = catalog.component_by_key[variant.component_key]
    shape = shape_behind(component.damage_rate_events, settings.spread_damage)
    mu = need.demand_per_year * need.lead_days / DAYS_PER_YEAR
    full = base_stock_of_uncertain_rate(shape, shape, mu, settings.stock_ready_share)
    on_hand = full - mu + expected_shortage(full, mu)
    holding = settings.stock_holding_share_per_year * need.unit_nok * on_hand
    ready = ready_share(full, mu) if full else 0.0
    saved = need.waiting_nok_per_year * ready
    keep = Keep.STOCK if saved > holding and full else Keep.ORDER
    if need.lead_days <= on_site:
        keep = Keep.AT_ONCE
    kept = keep is Keep.STOCK
    homes = sum((need.dwellings or {}).values())
    own = base_stock_of_uncertain_rate(
        shape, shape, mu / max(homes, 1), settings.stock_ready_share
    )  # fmt: skip
    before, after = ease[variant.variant_id], stocked[variant.variant_id]
    return {
        "variant_id": variant.variant_id,
        "component_key": variant.component_key,
        "spare": str(need.spare),
        "trade": str(need.trade),
        "installed": need.installed,
        "dwelling_count": homes,
        "lead_days": need.lead_days,
        "demand_per_year": need.demand_per_year,
        "demand_in_lead_time": mu,
        "unit_nok": need.unit_nok,
        "stock": full if kept else 0,
        "full_stock": full,
        "separate_stock": own * max(homes, 1),
        "reorder_point": float(full - 1) if kept else math.nan,
        "ready_share": ready if kept else 0.0,
        "holding_nok_per_year": holding if kept else 0.0,
        "waiting_nok_per_year": need.waiting_nok_per_year,
        "saved_nok_per_year": saved if kept else 0.0,
        "keep": str(keep),
        "rei": before["rei"],
        "rei_stocked": after["rei"] if kept else before["rei"],
        "repair_ease_class": before["repair_ease_class"],
        "class_stocked": after["repair_ease_class"] if kept else before["repair_ease_class"],
        "spare_parts_years": math.nan
        if variant.spare_parts_years is None
        else variant.spare_parts_years,
        **_last_buy(need, shape, settings),
    }


def _last_buy(need: _Need, shape: float, settings: Settings) -> dict[str, float]:
    """Parts for the years between the end of the supplier's promise and the end of the series.

    Whole ones are not bought ahead: another product does.
    """
    promised = need.variant.spare_parts_years
    until = min(need.left_years, float(settings.period_years))
    if promised is None or need.spare is Spare.WHOLE or settings.base_year is None:
        return {"last_buy_year": math.nan, "last_buy": math.nan}
    ends = max(0.0, promised - need.age_years)
    if ends >= until:
        return {"last_buy_year": math.nan, "last_buy": math.nan}
    from scipy.stats import nbinom

    expected = need.demand_per_year * (until - ends)
    enough = nbinom.ppf(LAST_BUY_CERTAINTY, shape, shape / (shape + expected))
    return {
        "last_buy_year": float(settings.base_year + math.floor(ends)),
        "last_buy": float(max(0.0, enough)),
    }


def _kits(
    catalog: Catalog, needs: Mapping[tuple[str, Spare], _Need], parts: pd.DataFrame
) -> pd.DataFrame:
    """What each repair and replacement task takes along."""
    kept = {(r["variant_id"], r["spare"]): r["stock"] for r in parts.to_dict("records")}
    tasks: dict[tuple[str, Spare], list[Any]] = {}
    for task in catalog.tasks:
        if task.kind in (TaskKind.REPAIR, TaskKind.REPLACEMENT):
            spare = Spare.PART if task.kind is TaskKind.REPAIR else Spare.WHOLE
            tasks.setdefault((task.component_key, spare), []).append(task)
    rows = [
        {
            "task_id": task.task_id,
            "component_key": need.variant.component_key,
            "variant_id": variant_id,
            "spare": str(spare),
            "trade": str(need.trade),
            "per_job": 1.0,
            "hours": need.hours,
            "consumables_nok": math.nan if task.material_nok is None else task.material_nok,
            "stock": int(kept[variant_id, str(spare)]),
            "jobs_per_year": need.demand_per_year,
        }
        for (variant_id, spare), need in sorted(needs.items())
        for task in tasks.get((need.variant.component_key, spare), [])
    ]
    return _table(KITS, rows)


def _table(schema_of: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(schema_of.columns))
    types = {name: str(column.dtype) for name, column in schema_of.columns.items()}
    return checked(schema_of, table.astype(types))
