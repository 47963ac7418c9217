"""One thing that can be bought in one variant, and lines of it; each test says what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

from robuild.costing import Costing, cost_lines
from robuild.repair_ease import rate_variants
from robuild.terms.catalog import (
    Catalog,
    CatalogHeader,
    Component,
    RepairLevel,
    RepairWeight,
    Task,
    TradeRate,
    Variant,
)
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked
from robuild.terms.vocabulary import Criterion

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

NAMES = {"name_en": "Thing", "name_nb": "Ting", "name_nn": "Ting"}
# criterion -> level -> (value, effect)
LEVELS: dict[str, dict[str, tuple[float, float | None]]] = {
    "C1": {"best": (1.0, 0.10), "worst": (0.2, 0.75)},
    "C2": {"best": (1.0, 0.0), "worst": (0.4, 0.50)},
    "C3": {"best": (1.0, 0.0), "worst": (0.4, 0.25)},
    "C4": {"best": (1.0, 0.15), "whole": (0.3, 1.0), "worst": (0.1, 1.25)},
    "C5": {"best": (1.0, None), "worst": (0.2, None)},
    "C6": {"best": (1.0, None), "worst": (0.3, None)},
    "C7": {"best": (1.0, 0.5), "worst": (0.2, 40.0)},
    "C8": {"best": (1.0, 0.25), "worst": (0.1, 2.0)},
    "C9": {"best": (1.0, 0.0), "worst": (0.2, 1.0)},
}
WEIGHTS = (0.15, 0.15, 0.15, 0.15, 0.05, 0.10, 0.10, 0.05, 0.10)

COMPONENT: dict[str, Any] = {
    "component_key": "thing", **NAMES, "element_code_system": "NS 3451",
    "element_code_edition": "2009", "element_code": "244", "ifc_class": "IfcDoor", "unit": "stk",
    "default_variant_id": "thing.a", "critical_function": "no", "intensity_sensitivity_share": 1.0,
    "damage_rate_per": "piece", "damage_rate_ordinary_per_year": 0.0,
    "damage_rate_raised_per_year": 0.1, "damage_rate_heavy_per_year": 0.3, "event_quantity": 1.0,
    "damage_source_id": "src", "fire_function": "no", "separating": "no", "security": "no",
    "element_code_source_id": "src",
}  # fmt: skip
VARIANT: dict[str, Any] = {
    "variant_id": "thing.a", "component_key": "thing", "role": "ordinary", **NAMES,
    "price_nok": 1000.0, "price_source_id": "src", "install_hours": 2.0, "hours_source_id": "src",
    "trade": "carpenter", "service_life_low_years": None, "service_life_typical_years": 20.0,
    "service_life_high_years": None, "service_life_source_id": "src", "c1_connection": "best",
    "c2_access": "best", "c3_independence": "best", "c4_smallest_part": "best",
    "c5_tools": "best", "c6_skill": "best", "c7_parts": "best", "c8_documentation": "best",
    "c9_disturbance": "best", "criteria_source_id": "src", "lead_time_days": None,
    "spare_parts_years": None, "parts_source_id": "src", "drying_days": 0.0, "disposal_nok": 50.0,
    "institutional_look": "none", "warranty_years": None,
}  # fmt: skip
TASK: dict[str, Any] = {
    "task_id": "thing.care", "component_key": "thing", "kind": "planned_maintenance", **NAMES,
    "interval_years": 1.0, "hours": 0.5, "material_nok": 20.0, "trade": "caretaker", "month": None,
    "statutory": "no", "skill": None, "electrical": None, "fire_task": None,
    "alarm_stand_alone": "no", "water": None, "gas_or_refrigerant": "no", "fall_height_m": None,
    "substances": None, "drilling_or_demolition": "no", "structural": "no", "machinery": "no",
    "lock_or_access": "no", "biohazard": "no", "power_tool_class": None, "weight_kg": None,
    "urgent": "no", "decide_level": "D1", "source_id": "src",
}  # fmt: skip
LINE: dict[str, Any] = {
    "line_id": "L1", "component_key": "thing", "variant_id": "thing.a",
    "location_class": "common", "dwelling_type": "", "use_intensity": "ordinary",
    "start_state": "new", "unit": "stk", "fire": "no", "separating": "no", "security": "no",
    "quantity": 1.0, "component_count": 1, "missing_quantity_count": 0, "dwelling_count": 0,
    "place_count": 1,
    "modelled": True,
}  # fmt: skip
RATES = (("caretaker", 450.0, 0.0, 0.0), ("carpenter", 650.0, 600.0, 0.0))


def make_catalog(
    component: dict[str, Any], variant: dict[str, Any], tasks: list[dict[str, Any]],
    rates: tuple[tuple[str, float, float, float], ...] = RATES,
) -> Catalog:  # fmt: skip
    return Catalog(
        header=CatalogHeader(
            catalog_id="small", version="1", price_year=2026, currency="NOK", licence="CC0-1.0",
            language="en",
        ),
        sources=(),
        components=(Component(**(COMPONENT | component)),),
        variants=(Variant(**(VARIANT | variant)),),
        repair_levels=tuple(
            RepairLevel(
                criterion=criterion, level=level, value=value, effect=effect, **NAMES,
                source_id="src", valid_from="2026-01-01",
            )
            for criterion, levels in LEVELS.items()
            for level, (value, effect) in levels.items()
        ),
        repair_weights=tuple(
            RepairWeight(preset="robuild", criterion=c, weight_share=w, source_id="src")
            for c, w in zip(Criterion, WEIGHTS, strict=True)
        ),
        tasks=tuple(Task(**(TASK | task)) for task in tasks),
        rates=tuple(
            TradeRate(
                trade=trade, hourly_rate_nok=hour, call_out_nok=call, minimum_order_nok=least,
                source_id="src",
            )
            for trade, hour, call, least in rates
        ),
        service_lives=(), gates=(), match_rules=(),
    )  # fmt: skip


def make_lines(lines: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame([LINE | line for line in lines], columns=list(LINES.columns))
    return checked(LINES, table.astype({"quantity": float}))


@dataclass(frozen=True)
class Case:
    """Everything a costing needs."""

    lines: pd.DataFrame
    catalog: Catalog
    settings: Settings
    repair_ease: pd.DataFrame

    def cost(self) -> Costing:
        return cost_lines(self.lines, self.catalog, self.settings, self.repair_ease)


def make_case(
    *lines: dict[str, Any],
    component: dict[str, Any] | None = None,
    variant: dict[str, Any] | None = None,
    tasks: list[dict[str, Any]] | None = None,
    rates: tuple[tuple[str, float, float, float], ...] = RATES,
    **settings: Any,
) -> Case:
    """Lines of one thing; whatever is not named is as in the rows above."""
    catalog = make_catalog(component or {}, variant or {}, tasks or [], rates)
    chosen = Settings(**({"base_year": 2026, "opening_year": 2026, "engine": "en"} | settings))
    found = [{"line_id": f"L{n}"} | line for n, line in enumerate(lines or [{}], start=1)]
    return Case(make_lines(found), catalog, chosen, rate_variants(catalog, chosen))


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    return make_case
