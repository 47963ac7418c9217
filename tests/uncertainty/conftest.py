"""A door, a floor and a lamp in two variants each; each test says what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

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
from robuild.terms.vocabulary import Criterion, Engine

LEVELS: dict[str, dict[str, tuple[float, float | None]]] = {
    "C1": {"best": (1.0, 0.10)}, "C2": {"best": (1.0, 0.0)}, "C3": {"best": (1.0, 0.05)},
    "C4": {"best": (1.0, 0.15)}, "C5": {"best": (1.0, None)}, "C6": {"best": (1.0, None)},
    "C7": {"best": (1.0, 0.5), "worst": (0.2, 40.0)}, "C8": {"best": (1.0, 0.25)},
    "C9": {"best": (1.0, 0.0)},
}  # fmt: skip
CRITERIA = (
    "c1_connection", "c2_access", "c3_independence", "c4_smallest_part", "c5_tools", "c6_skill",
    "c7_parts", "c8_documentation", "c9_disturbance",
)  # fmt: skip


def names(text: str) -> dict[str, str]:
    return {f"name_{language}": text for language in ("en", "nb", "nn")}


def component(key: str, **other: Any) -> Component:
    facts: dict[str, Any] = {
        "component_key": key, **names(key), "element_code_system": "NS 3451",
        "element_code_edition": "2009", "element_code": "244", "ifc_class": "IfcDoor",
        "unit": "stk", "default_variant_id": f"{key}.a", "critical_function": "no",
        "intensity_sensitivity_share": 1.0, "damage_rate_per": "piece",
        "damage_rate_ordinary_per_year": 0.0, "damage_rate_raised_per_year": 0.1,
        "damage_rate_heavy_per_year": 0.3, "event_quantity": 1.0, "damage_source_id": "src",
        "fire_function": "no", "separating": "no", "security": "no",
        "element_code_source_id": "src",
    }  # fmt: skip
    return Component(**(facts | other))


def variant(key: str, which: str, **other: Any) -> Variant:
    facts: dict[str, Any] = {
        "variant_id": f"{key}.{which}", "component_key": key, "role": "ordinary", **names(which),
        "price_nok": 1000.0, "price_source_id": "src", "install_hours": 2.0,
        "hours_source_id": "src", "trade": "carpenter", "service_life_low_years": 14.0,
        "service_life_typical_years": 20.0, "service_life_high_years": 40.0,
        "service_life_source_id": "src", **dict.fromkeys(CRITERIA, "best"),
        "criteria_source_id": "src", "lead_time_days": None, "spare_parts_years": None,
        "parts_source_id": "src", "drying_days": 0.0, "disposal_nok": 50.0,
        "institutional_look": "none", "warranty_years": None,
    }  # fmt: skip
    return Variant(**(facts | other))


TASKS = [
    Task(
        task_id=f"door.{name}", component_key="door", kind="planned_maintenance", **names(name),
        interval_years=every, hours=0.5, material_nok=20.0, trade="caretaker", month=None,
        statutory="no", skill=None, electrical=None, fire_task=None, alarm_stand_alone="no",
        water=None, gas_or_refrigerant="no", fall_height_m=None, substances=None,
        drilling_or_demolition="no", structural="no", machinery="no", lock_or_access="no",
        biohazard="no", power_tool_class=None, weight_kg=None, urgent="no", decide_level="D1",
        source_id="src",
    )
    for name, every in (("care", 1.0), ("paint", 7.0))
]  # fmt: skip
COMPONENTS = (
    component("door", damage_rate_ordinary_per_year=0.15),
    component("floor", intensity_sensitivity_share=0.4),
    component("lamp", damage_rate_ordinary_per_year=0.02, intensity_sensitivity_share=0.0),
)
VARIANTS = (
    variant("door", "a"),
    variant(
        "door", "b", price_nok=1800.0, service_life_low_years=24.0,
        service_life_typical_years=35.0, service_life_high_years=60.0,
    ),
    variant("floor", "a", price_nok=600.0, service_life_typical_years=12.0),
    variant("floor", "b", price_nok=1500.0, service_life_typical_years=30.0),
    variant(
        "lamp", "a", price_nok=300.0, service_life_low_years=8.0, service_life_typical_years=8.0,
        service_life_high_years=8.0,
    ),
    variant("lamp", "b", price_nok=None),
)  # fmt: skip


def make_catalog(variants: tuple[Variant, ...] = VARIANTS) -> Catalog:
    return Catalog(
        header=CatalogHeader(
            catalog_id="small", version="1", price_year=2026, currency="NOK", licence="CC0-1.0",
            language="en",
        ),
        sources=(), components=COMPONENTS, variants=variants,
        repair_levels=tuple(
            RepairLevel(
                criterion=criterion, level=level, value=value, effect=effect, **names(level),
                source_id="src", valid_from="2026-01-01",
            )
            for criterion, levels in LEVELS.items()
            for level, (value, effect) in levels.items()
        ),
        repair_weights=tuple(
            RepairWeight(preset="robuild", criterion=c, weight_share=1 / 9, source_id="src")
            for c in Criterion
        ),
        tasks=tuple(TASKS),
        rates=(
            TradeRate(trade="caretaker", hourly_rate_nok=450.0, call_out_nok=0.0,
                      minimum_order_nok=0.0, source_id="src"),
            TradeRate(trade="carpenter", hourly_rate_nok=650.0, call_out_nok=600.0,
                      minimum_order_nok=0.0, source_id="src"),
        ),
        service_lives=(), gates=(), match_rules=(),
    )  # fmt: skip


LINE: dict[str, Any] = {
    "location_class": "common", "dwelling_type": "", "use_intensity": "ordinary",
    "start_state": "new", "unit": "stk", "fire": "no", "separating": "no", "security": "no",
    "quantity": 10.0, "component_count": 1, "missing_quantity_count": 0, "dwelling_count": 0,
    "place_count": 1, "modelled": True,
}  # fmt: skip
HOUSE = (
    "door.a", "floor.a", "lamp.a", ("door.b", {"start_state": "age:12"}),
    ("floor.b", {"start_state": "TG3:?"}), ("floor.a", {"quantity": 40.0}),
)  # fmt: skip


@dataclass(frozen=True)
class House:
    """Lines as costed."""

    costing: Costing
    catalog: Catalog
    settings: Settings

    def of_tables(self):
        costing = self.costing
        return (
            costing.rows, costing.line_costs, costing.line_tasks, self.catalog, self.settings,
            costing.time,
        )  # fmt: skip


def make_house(*lines: Any, catalog: Catalog | None = None, **settings: Any) -> House:
    """Lines by variant id, or variant id and what differs."""
    catalog = catalog or make_catalog()
    asked = {"base_year": 2026, "opening_year": 2026, "engine": Engine.RENEWAL}
    chosen = Settings(**(asked | {"uncertainty_draws": 1024} | settings))
    rows = []
    for number, line in enumerate(lines or HOUSE, start=1):
        name, other = (line, {}) if isinstance(line, str) else line
        key = {"component_key": name.split(".")[0], "variant_id": name}
        rows.append({"line_id": f"L{number:03}"} | LINE | key | other)
    table = checked(LINES, pd.DataFrame(rows, columns=list(LINES.columns)))
    costing = cost_lines(table, catalog, chosen, rate_variants(catalog, chosen))
    return House(costing, catalog, chosen)


CERTAIN = {
    "type_spread_share": 0.0, "spread_price": 1.0, "spread_labour": 1.0, "spread_damage": 1.0,
    "spread_intensity": 1.0,
}  # fmt: skip


@pytest.fixture(scope="session")
def house():
    return make_house


@pytest.fixture(scope="session")
def certain():
    return CERTAIN


@pytest.fixture(scope="session")
def catalog_with():
    """The catalog with other facts of one variant."""

    def changed(variant_id: str, **facts: Any) -> Catalog:
        return make_catalog(
            tuple(
                Variant(**(v.model_dump() | facts)) if v.variant_id == variant_id else v
                for v in VARIANTS
            )
        )

    return changed
