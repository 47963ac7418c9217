"""What stands in each cell of a line: the engine's figures, and the steps between them.

The engine hands over results; the sheet also shows the steps that lead there. Steps are taken
from catalog and settings as the conventions say; every result is the engine's own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing.service_life import UNKNOWN_AGE_SHARE
from robuild.plan_result import PlanResult
from robuild.terms.catalog import Component, Variant
from robuild.terms.start_state import StartState
from robuild.terms.vocabulary import (
    Answer,
    Criterion,
    LocationClass,
    ProjectKind,
    RateExposure,
    Trade,
    UseIntensity,
)
from robuild.workbook.lists import INTENSITIES, LOCATIONS, TRADES, factor_of
from robuild.workbook.page import Book, is_missing
from robuild.workbook.plan.lines.line_engines import engine_cells
from robuild.workbook.plan.lines.renewal_numbers import renewal_cells

Cells = dict[str, Any]
_NEEDED = ("quantity", "price", "hours", "disposal", "life")
_MARK_FIELDS = {
    "price_mark": "price_source_id",
    "life_mark": "service_life_source_id",
    "hours_mark": "hours_source_id",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its place in the sheet and the value of every column."""

    number: int
    component: Component
    variant: Variant
    cells: Cells


def lines_of(book: Book) -> list[Line]:
    """Every line with all its cells, in the order of the engine's table."""
    result = book.result
    lines = result.lines.reset_index(drop=True)
    costs = _rows(result.line_costs)
    lcc = _rows(result.lcc)
    ease = _rows(result.repair_ease, "variant_id")
    known = _share_with_quantity(result)
    task_counts = result.line_tasks["line_id"].value_counts().to_dict()
    found = []
    for number, record in enumerate(lines.to_dict("records"), start=1):
        row: Cells = {str(key): value for key, value in record.items()}
        line_id = str(row["line_id"])
        component = result.catalog.component_by_key[str(row["component_key"])]
        variant = result.catalog.variant_by_id[str(row["variant_id"])]
        cells = {
            **_identity(book, row, component, variant),
            **_inputs(result, row, component, variant),
            **_ease_cells(book, ease[variant.variant_id]),
            "evidence_share": known.get(line_id, 0.0),
            "line_no": number,
        }
        cells |= _cost_cells(costs[line_id], lcc[line_id])
        cells |= _choice_cells(book, row, component, variant)
        cells["task_count"] = task_counts.get(line_id, 0)
        cells |= _steps(result, cells, row, component)
        cells |= renewal_cells(book, cells)
        cells |= engine_cells(book, number, cells)
        cells["missing"] = _missing_word(book, cells)
        found.append(Line(number, component, variant, cells))
    _rank(found)
    return found


def _rows(table: pd.DataFrame, key: str = "line_id") -> dict[str, Cells]:
    return {str(row[key]): {str(k): v for k, v in row.items()} for row in table.to_dict("records")}


def _share_with_quantity(result: PlanResult) -> dict[str, float]:
    table = result.line_of_component
    shares = table["quantity"].notna().groupby(table["line_id"]).mean()
    return {str(line_id): float(share) for line_id, share in shares.items()}


def _identity(book: Book, row: Cells, component: Component, variant: Variant) -> Cells:
    words = book.words
    location = words.word("location_class", row["location_class"])
    dwelling_type = str(row["dwelling_type"] or "")
    name = book.name_of(component)
    where = f"{location}, {dwelling_type}" if dwelling_type else location
    return {
        "line_id": row["line_id"],
        "component_name": name,
        "element_code": component.element_code,
        "location": location,
        "dwelling_type": dwelling_type or words.get("word.nothing"),
        "place": where,
        "basis": words.get("word.modelled" if row["modelled"] else "word.not_modelled"),
        "start_state": _start_word(book, str(row["start_state"])),
        "intensity": words.word("use_intensity", row["use_intensity"]),
        "variant_name": book.name_of(variant),
        "unit": words.word("unit", row["unit"]),
        "trade": words.word("trade", variant.trade),
    }


def _start_word(book: Book, text: str) -> str:
    state = StartState.parse(text)
    if state.new:
        return book.words.get("start_state.new")
    age = book.words.get("start_state.unknown")
    if state.age_years is not None:
        age = book.words.get("start_state.age", age=state.age_years)
    return age if state.condition_grade is None else f"TG{state.condition_grade}, {age}"


def _inputs(result: PlanResult, row: Cells, component: Component, variant: Variant) -> Cells:
    sources = result.catalog.source_by_id
    location = LocationClass(row["location_class"])
    marks = {key: str(sources[getattr(variant, field)].mark) for key, field in _MARK_FIELDS.items()}
    return {
        **marks,
        "damage_mark": str(sources[component.damage_source_id].mark),
        "quantity": row["quantity"],
        "component_count": row["component_count"],
        "missing_quantity_count": row["missing_quantity_count"],
        "place_count": row["place_count"],
        **_start(str(row["start_state"])),
        "price": variant.price_nok,
        "hours": variant.install_hours,
        "life": variant.service_life_typical_years,
        "sensitivity": component.intensity_sensitivity_share,
        "rate_ordinary": _rate(component.damage_rate_ordinary_per_year, variant),
        "rate_raised": _rate(component.damage_rate_raised_per_year, variant),
        "rate_heavy": _rate(component.damage_rate_heavy_per_year, variant),
        "event_quantity": component.event_quantity,
        "critical": int(component.critical_function is not Answer.NO),
        "lived_in": int(location in (LocationClass.DWELLING, LocationClass.UNKNOWN)),
        "disposal": variant.disposal_nok,
        "drying_days": variant.drying_days,
        "repair_hours_factor": variant.repair_hours_factor,
        "location_no": LOCATIONS.index(location) + 1,
        "intensity_no": INTENSITIES.index(UseIntensity(row["use_intensity"])) + 1,
        "trade_no": TRADES.index(variant.trade) + 1,
        "buys": int(result.settings.project_kind is ProjectKind.NEW),
    }


def _choice_cells(book: Book, row: Cells, component: Component, variant: Variant) -> Cells:
    """Where the line finds its variant, and the use intensity of its type of dwelling."""
    choice = book.offers.choice_of_key[component.component_key]
    offer = book.offers.offer_of_variant[variant.variant_id]
    location = LocationClass(row["location_class"])
    return {
        "key_no": choice.number,
        "choice_row": choice.number,
        "own_variant_no": 0 if offer is choice.chosen else offer.number,
        "variant_row": offer.number,
        "place_id": "|".join(
            str(row[key])
            for key in ("component_key", "location_class", "dwelling_type", "modelled")
        ),
        "type_no": book.offers.type_number(location, row["dwelling_type"]),
    }


def _rate(of_kind: float | None, variant: Variant) -> float | None:
    """Damage rate of a variant; the rates of its kind are what the catalog states."""
    return None if of_kind is None else of_kind * variant.damage_rate_factor


def _ease_cells(book: Book, ease: Cells) -> Cells:
    words = book.words
    return {
        "rei": ease["rei"],
        "rei_low": ease["rei_low"],
        "rei_high": ease["rei_high"],
        "coverage_share": ease["coverage_share"],
        "repair_ease_class": ease["repair_ease_class"],
        "weakest_criterion": words.word("criterion", Criterion(ease["weakest_criterion"])),
        "dismantling_share": ease["dismantling_share"],
        "access_share": ease["access_share"],
        "collateral_share": ease["collateral_share"],
        "part_fraction": ease["part_fraction"],
        "lead_days": ease["lead_days"],
        "diagnosis_hours": ease["diagnosis_hours"],
        "downtime_share": ease["downtime_share"],
        "repair_trade_no": TRADES.index(Trade(ease["repair_trade"])) + 1,
        "repair_trade": words.word("trade", ease["repair_trade"]),
    }


_COSTS = {
    "esl": "estimated_service_life_years",
    "events": "damage_events_per_year",
    "total_loss": "total_loss_share",
    "repair_nok": "repair_event_nok",
    "repair_hours": "repair_event_hours",
    "repair_downtime_nok": "repair_event_downtime_nok",
    "total_loss_nok": "total_loss_event_nok",
    "total_loss_hours": "total_loss_event_hours",
    "total_loss_downtime_nok": "total_loss_event_downtime_nok",
    "replacement_nok": "replacement_nok",
    "replacement_hours": "replacement_hours",
    "replacement_downtime_nok": "replacement_downtime_nok",
    "planned_share": "planned_share",
    "replacements": "replacements",
    "often_nok": "maintenance_nok_per_year",
}
_LCC = {
    "acquisition": "acquisition_cost_nok",
    "pv_maintenance": "maintenance_pv_nok",
    "pv_repair": "repair_pv_nok",
    "pv_replacement": "replacement_pv_nok",
    "pv_damage_replacement": "damage_replacement_pv_nok",
    "pv_residual": "residual_pv_nok",
    "pv_outside": "outside_pv_nok",
    "life_cycle_cost": "life_cycle_cost_nok",
    "weighted_cost": "weighted_cost_nok",
    "annual_equivalent": "annual_equivalent_nok",
}


def _cost_cells(costs: Cells, lcc: Cells) -> Cells:
    found = {key: costs[field] for key, field in _COSTS.items()}
    found |= {key: lcc[field] for key, field in _LCC.items()}
    if is_missing(costs["missing"]):
        return found | {"known": 1}
    # the engine keeps what is known of a line without amounts; the sheet says missing throughout
    kept = {"esl": found["esl"], "total_loss": found["total_loss"], "known": 0}
    return dict.fromkeys(found, math.nan) | kept


def _steps(result: PlanResult, cells: Cells, row: Cells, component: Component) -> Cells:
    settings = result.settings
    intensity = UseIntensity(row["use_intensity"])
    factor = 1.0 + component.intensity_sensitivity_share * (factor_of(settings, intensity) - 1.0)
    rates = [cells[key] for key in ("rate_ordinary", "rate_raised", "rate_heavy")]
    rate = rates[min(INTENSITIES.index(intensity), 2)]
    if intensity is UseIntensity.EXTREME and rate is not None:
        rate *= settings.extreme_damage_factor
    return {
        "factor": factor,
        "damage_rate": rate,
        "exposure": _exposure(cells, component),
        "repair_wait_days": _wait(settings, cells, "repair_hours"),
        "total_loss_wait_days": _wait(settings, cells, "total_loss_hours"),
    }


def _exposure(cells: Cells, component: Component) -> float | None:
    quantity = cells["quantity"]
    if component.damage_rate_per is RateExposure.DWELLING:
        return float(cells["place_count"])
    if is_missing(quantity):
        return None
    per = 1.0 if component.damage_rate_per is RateExposure.PIECE else 100.0
    return float(quantity) / per


def _wait(settings: Any, cells: Cells, hours: str) -> float | None:
    if is_missing(cells[hours]):
        return None
    return float(
        settings.administrative_delay_days
        + cells["lead_days"]
        + cells[hours] / settings.workday_hours
        + cells["drying_days"]
    )


def _start(text: str) -> Cells:
    """Start state as numbers (conventions §3.3)."""
    state = StartState.parse(text)
    grade, age = state.condition_grade, state.age_years
    share = {None: 0.0, 1: 0.25, 2: 0.75}.get(grade, 0.0)
    if not state.new and grade is None and age is None:
        share = UNKNOWN_AGE_SHARE
    return {
        "start_kind": text,
        "start_age": float(age or 0),
        "start_age_share": share,
        "at_once": int(grade == 3),
    }


def _missing_word(book: Book, cells: Cells) -> str:
    """First thing that is missing, in the order the formula asks."""
    if cells["known"]:
        return book.words.get("word.nothing")
    gone = (key for key in (*_NEEDED, "damage_rate") if is_missing(cells[key]))
    return book.words.get(f"word.missing_{next(gone, 'task')}")


def _rank(lines: list[Line]) -> None:
    """Rank by weighted cost, highest first; equal costs in the order of the sheet."""
    amounts = [(line.cells["weighted_cost"], line) for line in lines]
    known = [(amount, line) for amount, line in amounts if not is_missing(amount)]
    known.sort(key=lambda pair: (-pair[0], pair[1].number))
    for line in lines:
        line.cells["rank"] = math.nan
    for rank, (_, line) in enumerate(known, start=1):
        line.cells["rank"] = rank
