"""A harmless task on a harmless thing, and a way to change one fact of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from robuild.participation import Participation, caps_of, evaluate
from robuild.participation.evaluation import Outcome, judge
from robuild.participation.facts import facts_of
from robuild.terms.catalog import (
    Catalog,
    CatalogHeader,
    Component,
    Gate,
    RepairLevel,
    Task,
    Variant,
)
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked

Evaluate = Callable[..., Participation]

NAMES = {"name_en": "Thing", "name_nb": "Ting", "name_nn": "Ting"}

# method paper II.3: level -> value of criteria C5 and C6
LEVELS = {
    "C5": {"none": 1.0, "basic_hand_tools": 0.8, "trade_power_tools": 0.5, "proprietary": 0.2},
    "C6": {
        "resident": 1.0,
        "caretaker": 0.8,
        "skilled_trade": 0.5,
        "authorised_firm": 0.3,
        "manufacturer_only": 0.1,
    },
}

LINE: dict[str, Any] = {
    "line_id": "L1",
    "component_key": "thing",
    "variant_id": "thing.a",
    "location_class": "dwelling",
    "dwelling_type": "",
    "use_intensity": "ordinary",
    "start_state": "new",
    "unit": "stk",
    "fire": "no",
    "separating": "no",
    "security": "no",
    "quantity": 1.0,
    "component_count": 1,
    "missing_quantity_count": 0,
    "dwelling_count": 1,
    "place_count": 1,
    "modelled": True,
}

VARIANT: dict[str, Any] = {
    **NAMES,
    "variant_id": "thing.a",
    "component_key": "thing",
    "role": "ordinary",
    "price_nok": 100.0,
    "price_source_id": "src",
    "install_hours": 1.0,
    "hours_source_id": "src",
    "trade": "caretaker",
    "service_life_low_years": 10.0,
    "service_life_typical_years": 20.0,
    "service_life_high_years": 30.0,
    "service_life_source_id": "src",
    **dict.fromkeys(
        (
            "c1_connection",
            "c2_access",
            "c3_independence",
            "c4_smallest_part",
            "c6_skill",
            "c7_parts",
            "c8_documentation",
            "c9_disturbance",
        )
    ),
    "c5_tools": "basic_hand_tools",
    "criteria_source_id": "src",
    "lead_time_days": 1.0,
    "spare_parts_years": None,
    "parts_source_id": "src",
    "drying_days": 0.0,
    "disposal_nok": None,
    "institutional_look": "none",
    "warranty_years": None,
}

TASK: dict[str, Any] = {
    **NAMES,
    "task_id": "thing.do",
    "component_key": "thing",
    "kind": "planned_maintenance",
    "interval_years": None,
    "hours": 0.5,
    "material_nok": None,
    "trade": "caretaker",
    "month": None,
    "statutory": "no",
    "skill": "resident",
    "electrical": "none",
    "fire_task": "none",
    "alarm_stand_alone": "no",
    "water": "none",
    "gas_or_refrigerant": "no",
    "fall_height_m": 0.0,
    "substances": "none",
    "drilling_or_demolition": "no",
    "structural": "no",
    "machinery": "no",
    "lock_or_access": "no",
    "biohazard": "no",
    "power_tool_class": 0,
    "weight_kg": 5.0,
    "urgent": "no",
    "decide_level": "D1",
    "source_id": "src",
}

COMPONENT: dict[str, Any] = {
    **NAMES,
    "component_key": "thing",
    "element_code_system": "NS 3451",
    "element_code_edition": "2022",
    "element_code": "244",
    "ifc_class": "IfcDoor",
    "unit": "stk",
    "default_variant_id": "thing.a",
    "critical_function": "no",
    "intensity_sensitivity_share": 1.0,
    "damage_rate_per": "piece",
    "damage_rate_ordinary_per_year": None,
    "damage_rate_raised_per_year": None,
    "damage_rate_heavy_per_year": None,
    "event_quantity": 1.0,
    "damage_source_id": "src",
    "fire_function": "unknown",
    "separating": "unknown",
    "security": "unknown",
    "element_code_source_id": "src",
}


def a_catalog(
    *,
    tasks: Sequence[Mapping[str, Any]] = ({},),
    variant: Mapping[str, Any] | None = None,
    gates: Mapping[str, str] | Sequence[tuple[str, str]] = (),
) -> Catalog:
    rows = gates.items() if isinstance(gates, Mapping) else gates
    return Catalog(
        header=CatalogHeader(
            catalog_id="test", version="1", price_year=2025, currency="NOK",
            licence="CC0", language="en",
        ),
        sources=(),
        components=(Component(**COMPONENT),),
        variants=(Variant(**(VARIANT | dict(variant or {}))),),
        repair_levels=tuple(
            RepairLevel(
                criterion=criterion, level=level, value=value, effect=None,
                source_id="src", valid_from="2025-01-01", **NAMES,
            )
            for criterion, levels in LEVELS.items()
            for level, value in levels.items()
        ),
        repair_weights=(),
        tasks=tuple(Task(**(TASK | dict(task))) for task in tasks),
        rates=(),
        service_lives=(),
        gates=tuple(Gate(gate_id=i, max_do_level=w, source_id="src") for i, w in rows),
        match_rules=(),
    )  # fmt: skip


def some_lines(*changes: Mapping[str, Any]) -> pd.DataFrame:
    return checked(LINES, pd.DataFrame([LINE | dict(change) for change in changes]))


@pytest.fixture(scope="session")
def catalog_of() -> Callable[..., Catalog]:
    return a_catalog


@pytest.fixture(scope="session")
def lines_of() -> Callable[..., pd.DataFrame]:
    return some_lines


@pytest.fixture(scope="session")
def participation_of() -> Evaluate:
    """Evaluate one line × one task, each the harmless one but for what is named."""

    def run(
        *,
        task: Mapping[str, Any] | None = None,
        line: Mapping[str, Any] | None = None,
        variant: Mapping[str, Any] | None = None,
        gates: Mapping[str, str] | None = None,
        build_year: int | None = 1995,
    ) -> Participation:
        catalog = a_catalog(tasks=[task or {}], variant=variant, gates=gates or {})
        return evaluate(some_lines(line or {}), catalog, Settings(build_year=build_year))

    return run


@pytest.fixture(scope="session")
def outcome_of() -> Callable[[Mapping[str, Any]], Outcome]:
    """The rules alone, without tables: quick enough for thousands of made-up situations."""
    catalog = a_catalog()
    values = {(row.criterion, row.level): row.value for row in catalog.repair_levels}

    def run(situation: Mapping[str, Any]) -> Outcome:
        gates = tuple(
            Gate(gate_id=i, max_do_level=w, source_id="src") for i, w in situation["gates"].items()
        )
        line = LINE | situation["line"]
        facts = facts_of(
            Task(**(TASK | situation["task"])),
            Variant(**(VARIANT | situation["variant"])),
            (line["location_class"], line["fire"], line["separating"], line["security"]),
            values,
            Settings(**situation["settings"]),
        )
        return judge(facts, caps_of(catalog.model_copy(update={"gates": gates})))

    return run
