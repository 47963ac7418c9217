"""What each line costs per event and per replacement (conventions §3.1, §4)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing.events import (
    Effects,
    damage_rate,
    event_input,
    exposure,
    intensity_factor,
)
from robuild.costing.line_row import Cells, CostParts, LineRow
from robuild.costing.lives import weibull_shape
from robuild.costing.service_life import (
    estimated_service_life,
    first_replacement,
    in_use_factor,
    planned_share,
    replacements_made,
    starting_age,
)
from robuild.costing.tasks import recurring_tasks
from robuild.repair_ease import EventCost, EventInput, day_nok, repair_event
from robuild.terms.catalog import Catalog, Component, Task, TradeRate, Variant
from robuild.terms.settings import Settings
from robuild.terms.tables import LINE_COSTS, checked, text_column
from robuild.terms.vocabulary import LocationClass, ProjectKind, Trade, UseIntensity

NAN = math.nan


@dataclass(frozen=True, slots=True)
class Basis:
    """What every line is costed with."""

    catalog: Catalog
    settings: Settings
    ease: Mapping[str, Cells]
    """variant_id -> row of `tables.REPAIR_EASE`."""
    tasks: Mapping[str, list[Task]]
    """component_key -> recurring tasks."""


def line_rows(
    lines: pd.DataFrame, catalog: Catalog, settings: Settings, repair_ease: pd.DataFrame
) -> list[LineRow]:
    """Every line with its costs, in order.

    Raises:
        KeyError: a line names a component, variant or trade that the catalog lacks.
    """
    ease: dict[str, Cells] = {
        str(row["variant_id"]): {str(key): value for key, value in row.items()}
        for row in repair_ease.to_dict("records")
    }
    basis = Basis(catalog, settings, ease, recurring_tasks(catalog))
    return [_row(line, basis) for line in lines.itertuples(index=False)]


def _row(line: Any, basis: Basis) -> LineRow:
    catalog, settings = basis.catalog, basis.settings
    component = catalog.component_by_key[line.component_key]
    variant = catalog.variant_by_id[line.variant_id]
    ease = basis.ease[variant.variant_id]
    rate_per_exposure = damage_rate(component, variant, UseIntensity(line.use_intensity), settings)
    tasks = basis.tasks.get(component.component_key, [])
    missing = missing_words(line.quantity, variant, rate_per_exposure, tasks)
    quantity = NAN if missing else float(line.quantity)
    effects = Effects.of(ease)
    rate = catalog.rate_by_trade[variant.trade]
    given = event_input(
        component,
        variant,
        effects,
        catalog.rate_by_trade[Trade(ease["repair_trade"])],
        LocationClass(line.location_class),
        settings,
    )
    esl = _esl(component, variant, UseIntensity(line.use_intensity), settings)
    first = NAN if math.isnan(esl) else first_replacement(esl, line.start_state)
    replacement = _replacement(variant, effects, rate, quantity)
    repair, total_loss = repair_event(given), repair_event(given, total_loss=True)
    damage = _damage(component, given, rate_per_exposure, quantity, line.place_count, settings)
    known = not missing
    losses = _losses_per_unit(damage, component.event_quantity, quantity)
    bought = 0.0 if settings.project_kind is ProjectKind.EXISTING else 1.0
    price, hours = variant.price_nok or 0.0, variant.install_hours or 0.0
    return LineRow(
        line_id=line.line_id,
        component_key=component.component_key,
        quantity=quantity,
        rei=float(ease["rei"]),
        missing=missing,
        first_years=first,
        start_age_years=NAN if math.isnan(esl) else starting_age(esl, line.start_state),
        life_shape=weibull_shape(variant.service_life_low_years, variant.service_life_high_years),
        losses_per_unit=losses,
        acquisition=CostParts(
            bought * quantity * price, bought * quantity * hours * rate.hourly_rate_nok
        ),
        replacement=replacement,
        repair=_parts(repair, known=known),
        total_loss=_parts(total_loss, known=known),
        material_nok=quantity * price,
        costs={
            "line_id": line.line_id,
            "estimated_service_life_years": esl,
            **damage,
            **_event_columns("repair_event", repair, known=known),
            **_event_columns("total_loss_event", total_loss, known=known),
            "replacement_nok": replacement.cost_nok,
            **_replacement_work(variant, effects, quantity, line.place_count, given),
            "planned_share": NAN if missing else planned_share(losses, esl),
            "replacements": NAN if missing else replacements_made(first, esl, settings),
            "missing": "; ".join(missing) or None,
        },
    )


def missing_words(
    quantity: float, variant: Variant, rate: float | None, tasks: list[Task]
) -> tuple[str, ...]:
    """What a line lacks; with any of these it has no amounts (conventions §1.2)."""
    known = {
        "quantity": not pd.isna(quantity),
        "price": variant.price_nok is not None,
        "hours": variant.install_hours is not None,
        "disposal": variant.disposal_nok is not None,
        "service_life": variant.service_life_typical_years is not None,
        "damage_rate": rate is not None,
        "task_hours": all(task.hours is not None for task in tasks),
        "task_material": all(task.material_nok is not None for task in tasks),
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


def _damage(
    component: Component,
    given: EventInput,
    rate_per_exposure: float | None,
    quantity: float,
    place_count: int,
    settings: Settings,
) -> Cells:
    """Events a year of the whole line, and what one costs (conventions §4.2 to §4.8)."""
    known = not math.isnan(quantity)
    rate = NAN if rate_per_exposure is None else rate_per_exposure
    return {
        "damage_events_per_year": rate * exposure(component, quantity, place_count)
        if known
        else NAN,
        "total_loss_share": 1.0 if given.part_fraction >= 1 else settings.total_loss_share,
    }


def _parts(event: EventCost, *, known: bool) -> CostParts:
    if not known:
        return CostParts(NAN, NAN, NAN)
    return CostParts(event.material_nok, event.work_nok, event.other_nok)


def _event_columns(name: str, event: EventCost, *, known: bool) -> Cells:
    return {
        f"{name}_nok": event.cost_nok if known else NAN,
        f"{name}_hours": event.hours if known else NAN,
        f"{name}_downtime_nok": event.downtime_nok if known else NAN,
    }


def _losses_per_unit(damage: Cells, event_quantity: float, quantity: float) -> float:
    """Total losses per unit of the component and year: mu of conventions §3.4."""
    lost = float(damage["damage_events_per_year"]) * float(damage["total_loss_share"])
    return lost * event_quantity / quantity if quantity else 0.0


def _replacement(variant: Variant, effects: Effects, rate: TradeRate, quantity: float) -> CostParts:
    """Planned replacement of the whole line, once (conventions §4.9)."""
    price = (variant.price_nok or 0.0) * (1.0 + effects.collateral_share)
    hours = (variant.install_hours or 0.0) * effects.work_factor
    return CostParts(
        quantity * price,
        quantity * hours * rate.hourly_rate_nok + rate.call_out_nok,
        quantity * (variant.disposal_nok or 0.0),
    )


def _replacement_work(
    variant: Variant, effects: Effects, quantity: float, place_count: int, given: EventInput
) -> Cells:
    """Hours and downtime of a planned replacement of the whole line (conventions §4.9)."""
    hours = quantity * (variant.install_hours or 0.0) * effects.work_factor
    days = hours / given.workday_hours + variant.drying_days * place_count
    return {
        "replacement_hours": hours,
        "replacement_downtime_nok": effects.downtime_share * days * day_nok(given),
    }


def line_costs(rows: list[LineRow], maintenance: Mapping[str, float]) -> pd.DataFrame:
    """`tables.LINE_COSTS`.

    Args:
        rows: of `line_rows`.
        maintenance: line_id -> yearly cost of work done at least once a year; a line that is not
            there has no such work.
    """
    cells = [
        row.costs
        | {"maintenance_nok_per_year": NAN if row.missing else maintenance.get(row.line_id, 0.0)}
        for row in rows
    ]
    table = pd.DataFrame(cells, columns=list(LINE_COSTS.columns))
    words = {
        "line_id": table["line_id"].astype("str"),
        "missing": text_column(list(table["missing"])),
    }
    numbers = dict.fromkeys((name for name in table.columns if name not in words), float)
    return checked(LINE_COSTS, table.assign(**words).astype(numbers))
