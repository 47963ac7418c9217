"""What each line costs per event, per replacement and per year (conventions §4)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing.events import (
    Effects,
    damage_rate,
    event_input,
    exposure,
    intensity_factor,
    total_loss,
)
from robuild.costing.service_life import (
    estimated_service_life,
    first_replacement,
    in_use_factor,
    planned_share,
    replacement_times,
)
from robuild.repair_ease import EventCost, repair_event
from robuild.terms.catalog import Catalog, Component, Task, TradeRate, Variant
from robuild.terms.settings import Settings
from robuild.terms.tables import LINE_COSTS, LINE_TASKS, checked, text_column
from robuild.terms.vocabulary import LocationClass, ProjectKind, TaskKind, Trade, UseIntensity

NAN = math.nan
_RECURRING = {TaskKind.INSPECTION, TaskKind.CLEANING, TaskKind.PLANNED_MAINTENANCE}
_EFFECT_COLUMNS = (
    "dismantling_share",
    "access_share",
    "collateral_share",
    "part_fraction",
    "lead_days",
    "diagnosis_hours",
    "downtime_share",
)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line with its catalog rows and what follows from them."""

    line: Any
    component: Component
    variant: Variant
    rei: float
    missing: tuple[str, ...]
    first_years: float
    esl_years: float
    costs: dict[str, object]
    acquisition_nok: float
    material_nok: float
    """Price of the whole line; what residual value is a share of."""


def line_rows(
    lines: pd.DataFrame, catalog: Catalog, settings: Settings, repair_ease: pd.DataFrame
) -> Iterator[LineRow]:
    """Every line with its costs, in order.

    Raises:
        KeyError: a line names a component, variant or trade that the catalog lacks.
    """
    ease: dict[Any, Any] = repair_ease.set_index("variant_id").to_dict("index")
    line: Any
    for line in lines.itertuples(index=False):
        component = catalog.component_by_key[line.component_key]
        variant = catalog.variant_by_id[line.variant_id]
        yield _row(line, component, variant, ease[line.variant_id], catalog, settings)


def _row(
    line: Any,
    component: Component,
    variant: Variant,
    ease: dict[str, Any],
    catalog: Catalog,
    settings: Settings,
) -> LineRow:
    intensity = UseIntensity(line.use_intensity)
    rate_per_exposure = damage_rate(component, intensity, settings)
    missing = _missing(line, variant, rate_per_exposure)
    quantity = NAN if missing else float(line.quantity)
    effects = Effects(**{name: ease[name] for name in _EFFECT_COLUMNS})
    location = LocationClass(line.location_class)
    repair_rate = catalog.rate_by_trade[Trade(ease["repair_trade"])]
    trade_rate = catalog.rate_by_trade[variant.trade]
    given = event_input(component, variant, effects, repair_rate, location, settings)
    repair, whole = repair_event(given), repair_event(total_loss(given))
    esl = _esl(component, variant, intensity, settings)
    lost = 1.0 if effects.part_fraction >= 1 else settings.total_loss_share
    events = (
        NAN
        if missing
        else (rate_per_exposure or 0.0) * exposure(component, quantity, line.place_count)
    )
    lost_per_unit = events * lost * component.event_quantity / quantity if quantity else 0.0
    first = first_replacement(esl, line.start_state)
    times = [] if math.isnan(esl) else replacement_times(esl, settings.period_years, first)
    day = _lived_in_day(given.rent_nok_per_day, given.lodging_nok_per_day, effects)
    planned = _planned(variant, effects, trade_rate, quantity, line.place_count, day, settings)
    costs: dict[str, object] = {
        "line_id": line.line_id,
        "estimated_service_life_years": esl,
        "damage_events_per_year": events,
        "total_loss_share": lost,
        **_event_columns("repair_event", repair, known=not missing),
        **_event_columns("total_loss_event", whole, known=not missing),
        **planned,
        "planned_share": NAN if missing else planned_share(lost_per_unit, esl),
        "replacements": NAN if missing else float(len(times)),
        "maintenance_nok_per_year": 0.0,
        "missing": "; ".join(missing) or None,
    }
    price, hours = variant.price_nok or 0.0, variant.install_hours or 0.0
    sunk = settings.project_kind is ProjectKind.EXISTING
    bought = 0.0 if sunk else price + hours * trade_rate.hourly_rate_nok
    return LineRow(
        line=line,
        component=component,
        variant=variant,
        rei=ease["rei"],
        missing=missing,
        first_years=first,
        esl_years=esl,
        costs=costs,
        acquisition_nok=quantity * bought,
        material_nok=quantity * price,
    )


def _missing(line: Any, variant: Variant, rate: float | None) -> tuple[str, ...]:
    known = {
        "quantity": not pd.isna(line.quantity),
        "price": variant.price_nok is not None,
        "hours": variant.install_hours is not None,
        "disposal": variant.disposal_nok is not None,
        "service_life": variant.service_life_typical_years is not None,
        "damage_rate": rate is not None,
    }
    return tuple(name for name, is_known in known.items() if not is_known)


def _esl(
    component: Component, variant: Variant, intensity: UseIntensity, settings: Settings
) -> float:
    if variant.service_life_typical_years is None:
        return NAN
    factor_f = in_use_factor(
        intensity_factor(intensity, settings), component.intensity_sensitivity_share
    )
    return estimated_service_life(
        variant.service_life_typical_years, (1.0, 1.0, 1.0, 1.0, 1.0, factor_f, 1.0)
    )


def _event_columns(name: str, event: EventCost, *, known: bool) -> dict[str, object]:
    return {
        f"{name}_nok": event.cost_nok if known else NAN,
        f"{name}_hours": event.hours if known else NAN,
        f"{name}_downtime_nok": event.downtime_nok if known else NAN,
    }


def _lived_in_day(rent: float, lodging: float, effects: Effects) -> float:
    return rent + (lodging if effects.downtime_share >= 0.5 else 0.0)


def _planned(
    variant: Variant,
    effects: Effects,
    rate: TradeRate,
    quantity: float,
    place_count: int,
    day_nok: float,
    settings: Settings,
) -> dict[str, object]:
    """Planned replacement of the whole line, once (conventions §4.9)."""
    price = variant.price_nok or 0.0
    unit_hours = (variant.install_hours or 0.0) * effects.work_factor
    per_unit = (
        price
        + unit_hours * rate.hourly_rate_nok
        + effects.collateral_share * price
        + (variant.disposal_nok or 0.0)
    )
    hours = quantity * unit_hours
    days = hours / settings.workday_hours + variant.drying_days * place_count
    return {
        "replacement_nok": quantity * per_unit + rate.call_out_nok,
        "replacement_hours": hours,
        "replacement_downtime_nok": effects.downtime_share * days * day_nok,
    }


def line_tasks(rows: list[LineRow], catalog: Catalog) -> pd.DataFrame:
    """`tables.LINE_TASKS`: recurring work on each line (conventions §4.11)."""
    tasks: dict[str, list[Task]] = {}
    for task in catalog.tasks:
        if task.kind in _RECURRING and task.interval_years is not None:
            tasks.setdefault(task.component_key, []).append(task)
    found = [
        _line_task(row, task, catalog)
        for row in rows
        for task in tasks.get(row.component.component_key, [])
    ]
    return checked(LINE_TASKS, pd.DataFrame(found, columns=list(LINE_TASKS.columns)).astype(
        {"line_id": "str", "task_id": "str", "trade": "str", "interval_years": float,
         "hours": float, "cost_nok": float}
    ))  # fmt: skip


def _line_task(row: LineRow, task: Task, catalog: Catalog) -> dict[str, object]:
    quantity = NAN if row.missing else float(row.line.quantity)
    rate = catalog.rate_by_trade[task.trade].hourly_rate_nok
    hours = NAN if task.hours is None else task.hours * quantity
    material = NAN if task.material_nok is None else task.material_nok * quantity
    return {
        "line_id": row.line.line_id,
        "task_id": task.task_id,
        "trade": str(task.trade),
        "interval_years": task.interval_years,
        "hours": hours,
        "cost_nok": hours * rate + material,
    }


def line_costs(rows: list[LineRow], tasks: pd.DataFrame) -> pd.DataFrame:
    """`tables.LINE_COSTS`, with the yearly cost of work done at least once a year."""
    table = pd.DataFrame([row.costs for row in rows], columns=list(LINE_COSTS.columns))
    frequent = tasks[(tasks["interval_years"] <= 1.0) & tasks["cost_nok"].notna()]
    yearly = (frequent["cost_nok"] / frequent["interval_years"]).groupby(frequent["line_id"]).sum()
    table["maintenance_nok_per_year"] = (
        table["line_id"].map(yearly).fillna(0.0).astype(float)  # no such work is 0 NOK of it
    )
    table["line_id"] = table["line_id"].astype("str")
    table["missing"] = text_column(list(table["missing"])) if len(table) else text_column([])
    numbers = [c for c in table.columns if c not in {"line_id", "missing"}]
    return checked(LINE_COSTS, table.astype(dict.fromkeys(numbers, float)))
