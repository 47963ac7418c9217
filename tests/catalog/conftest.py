"""A catalog small enough to be read at a glance, with at least one row in every table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from robuild.terms.contract_forms import LIMITS, ContractTerm

HEADER = """\
catalog_id = "small"
version = "1.0"
price_year = 2026
currency = "NOK"
licence = "CC0-1.0"
language = "en"
"""

CRITERIA = ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9")

Rows = list[dict[str, str]]
Tables = dict[str, Rows]
WriteTables = Callable[..., Path]


def small_tables() -> dict[str, Rows]:
    """Table name -> rows as texts, columns in their order."""
    levels: Rows = []
    weights: Rows = []
    for number, criterion in enumerate(CRITERIA):
        for level, value in (("best", "1"), ("worst", "0.1")):
            levels.append(
                {
                    "criterion": criterion,
                    "level": level,
                    "value": value,
                    "effect": "" if criterion in ("C5", "C6") else "0.5",
                    "name_en": level,
                    "name_nb": level,
                    "name_nn": level,
                    "source_id": "own",
                    "valid_from": "2026-01-01",
                }
            )
        weights.append(
            {
                "preset": "robuild",
                "criterion": criterion,
                "weight_share": "0.2" if number == 0 else "0.1",
                "source_id": "own",
            }
        )
    return {
        "sources": [
            {"source_id": "own", "title": "Our own", "where": "", "date": "2026-01",
             "mark": "assumption"},
        ],
        "components": [_component("door", "door_plain"), _component("floor", "floor_plain")],
        "variants": [
            _variant("door_plain", "door"),
            _variant("door_strong", "door") | {"role": "robust", "price_nok": ""},
            _variant("floor_plain", "floor") | {"name_nb": "Gulv, æøå"},
        ],
        "repair_levels": levels,
        "repair_weights": weights,
        "tasks": [
            _task("door_oil", "door"),
            _task("door_repair", "door") | {"kind": "repair", "interval_years": ""},
        ],
        "rates": [
            {"trade": trade, "hourly_rate_nok": "650.5", "call_out_nok": "0",
             "minimum_order_nok": "1200", "source_id": "own"}
            for trade in ("caretaker", "carpenter")
        ],
        "service_lives": [
            {"component_key": "door", "low_years": "20", "typical_years": "30", "high_years": "",
             "note": "inside", "source_id": "own"},
        ],
        "gates": [{"gate_id": "G5b", "max_do_level": "W1", "source_id": "own"}],
        "match_rules": [
            _rule("door_class", "door"), _rule("floor_class", "floor"),
        ],
        "room_templates": [
            {"template_id": "door_of_rooms", "room_types": "bedroom|living",
             "location_classes": "dwelling", "discipline": "fittings", "component_key": "door",
             "basis": "room", "amount": "1", "at_least": "", "covered_by": "", "not_with": "",
             "source_id": "own",
             "note": "one, æøå"},
        ],
        "contract_forms": [
            {"form_id": "own_form", "name_en": "Own", "name_nb": "Egen, æøå", "name_nn": "Eigen",
             "standard": "", "selector": "min_capex", "source_id": "own"},
        ],
        "contract_parameters": [
            {"form_id": "own_form", "parameter": str(term), "value": "1", "low": "1", "high": "1",
             "source_id": "own"}
            if LIMITS[term].highest >= 1 else
            {"form_id": "own_form", "parameter": str(term), "value": "0.05", "low": "0.05",
             "high": "0.05", "source_id": "own"}
            for term in ContractTerm
        ],
    }  # fmt: skip


def _component(key: str, variant: str) -> dict[str, str]:
    return {
        "component_key": key,
        "name_en": key.title(),
        "name_nb": "Dør",
        "name_nn": "Dør",
        "element_code_system": "NS 3451",
        "element_code_edition": "2022",
        "element_code": "244",
        "ifc_class": "IfcDoor",
        "predefined_type": "",
        "unit": "stk",
        "part_of": "",
        "default_variant_id": variant,
        "critical_function": "yes",
        "intensity_sensitivity_share": "1",
        "damage_rate_per": "piece",
        "damage_rate_ordinary_per_year": "0.01",
        "damage_rate_raised_per_year": "0.02",
        "damage_rate_heavy_per_year": "0.1",
        "event_quantity": "1",
        "damage_source_id": "own",
        "fire_function": "unknown",
        "separating": "no",
        "security": "unknown",
        "element_code_source_id": "own",
        "tenant_maintains": "yes",
        "damage_rate_events": "12.5",
    }


def _variant(key: str, component: str) -> dict[str, str]:
    fields = [
        "c1_connection",
        "c2_access",
        "c3_independence",
        "c4_smallest_part",
        "c5_tools",
        "c6_skill",
        "c7_parts",
        "c8_documentation",
        "c9_disturbance",
    ]
    return {
        "variant_id": key,
        "component_key": component,
        "role": "ordinary",
        "name_en": key,
        "name_nb": key,
        "name_nn": key,
        "price_nok": "4200",
        "price_source_id": "own",
        "install_hours": "2.8",
        "hours_source_id": "own",
        "trade": "carpenter",
        "service_life_low_years": "20",
        "service_life_typical_years": "30",
        "service_life_high_years": "40",
        "service_life_source_id": "own",
        **dict.fromkeys(fields, "best"),
        "criteria_source_id": "own",
        "lead_time_days": "",
        "spare_parts_years": "0",
        "parts_source_id": "own",
        "drying_days": "0",
        "disposal_nok": "150",
        "institutional_look": "none",
        "minimum_spec": "fire;security",
        "warranty_years": "",
        "damage_rate_factor": "1",
        "repair_hours_factor": "1",
    }


def _task(key: str, component: str) -> dict[str, str]:
    return {
        "task_id": key,
        "component_key": component,
        "kind": "planned_maintenance",
        "name_en": "Oil the hinges",
        "name_nb": "Smør hengslene",
        "name_nn": "Smør hengslene",
        "interval_years": "0.5",
        "hours": "0.1",
        "material_nok": "5",
        "trade": "caretaker",
        "month": "4",
        "statutory": "no",
        "skill": "best",
        "electrical": "none",
        "fire_task": "none",
        "alarm_stand_alone": "unknown",
        "water": "none",
        "gas_or_refrigerant": "no",
        "fall_height_m": "0",
        "substances": "none",
        "drilling_or_demolition": "no",
        "structural": "no",
        "machinery": "no",
        "lock_or_access": "no",
        "biohazard": "no",
        "power_tool_class": "0",
        "weight_kg": "",
        "urgent": "no",
        "decide_level": "D2",
        "instruction_en": 'Say "oil",\nnot grease.',
        "instruction_nb": "",
        "instruction_nn": "",
        "source_id": "own",
    }


def _rule(key: str, component: str) -> dict[str, str]:
    return {
        "rule_id": key,
        "rung": "ifc_class",
        "outcome": component,
        "confidence": "low",
        "ifc_classes": "IfcDoor",
    }


def write_tables(folder: Path, tables: dict[str, Rows], header: str = HEADER) -> Path:
    """Write tables as a catalog folder, with Python's own csv and nothing of robuild."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalog.toml").write_text(header, encoding="utf-8", newline="")
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture
def tables() -> Tables:
    """A good catalog, to be spoilt by the test."""
    return small_tables()


@pytest.fixture
def header() -> str:
    """`catalog.toml` of the good catalog."""
    return HEADER


@pytest.fixture
def write(tmp_path: Path) -> WriteTables:
    """Write tables as a folder `catalog`."""
    return lambda tables, header=HEADER: write_tables(tmp_path / "catalog", tables, header)
