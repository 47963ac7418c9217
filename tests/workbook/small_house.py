# ruff: noqa: E501
"""A small house with its catalog, for the workbook alone: no model, no catalog files."""

from __future__ import annotations

import pandas as pd

from robuild.terms import tables
from robuild.terms.catalog import (
    Catalog,
    CatalogHeader,
    Component,
    RepairLevel,
    RepairWeight,
    Source,
    Task,
    TradeRate,
    Variant,
)
from robuild.terms.inventory import ModelFacts, ModelInventory
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Criterion, Trade

HOSTILE = (
    "=1+1", '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0",
    "a\x01b", "#N/A", "&P&D", "<b>&amp;</b>", "_x0041_", "x" * 40_000, "‮gnp.exe", "TRUE", "007",
)  # fmt: skip

LEVELS = {  # criterion -> level -> (value, effect)
    Criterion.CONNECTION: {"loose": (1.0, 0.0), "glued": (0.3, 0.6)},
    Criterion.ACCESS: {"open": (1.0, 0.0), "behind": (0.4, 0.5)},
    Criterion.INDEPENDENCE: {"alone": (1.0, 0.0), "neighbours": (0.4, 0.3)},
    Criterion.SMALLEST_PART: {"part": (1.0, 0.15), "whole": (0.2, 1.0)},
    Criterion.TOOLS: {"hand": (1.0, None), "special": (0.3, None)},
    Criterion.SKILL: {"none": (1.0, None), "trade": (0.5, None)},
    Criterion.PARTS: {"shelf": (1.0, 1.0), "ordered": (0.4, 21.0)},
    Criterion.DOCUMENTATION: {"good": (1.0, 0.1), "nothing": (0.2, 1.5)},
    Criterion.DISTURBANCE: {"little": (1.0, 0.05), "vacate": (0.2, 0.6)},
}
FIELDS = (
    "c1_connection", "c2_access", "c3_independence", "c4_smallest_part", "c5_tools", "c6_skill",
    "c7_parts", "c8_documentation", "c9_disturbance",
)  # fmt: skip
EASY = ("loose", "open", "alone", "part", "hand", "none", "shelf", "good", "little")
HARD = (
    "glued",
    "behind",
    "neighbours",
    "whole",
    "special",
    "trade",
    "ordered",
    "nothing",
    "vacate",
)
MIXED = ("loose", "behind", "alone", "part", "hand", "trade", "ordered", None, "vacate")


def _component(key: str, code: str, unit: str, per: str, rates: tuple, quantity: float, **more):
    names = {f"name_{lang}": f"{key} {lang}" for lang in ("en", "nb", "nn")} | more.pop("names", {})
    return Component(
        component_key=key, **names, element_code_system="NS 3451", element_code_edition="2022",
        element_code=code, ifc_class="IfcDoor", unit=unit, default_variant_id=f"{key}.std",
        critical_function=more.get("critical", "no"),
        intensity_sensitivity_share=more.get("sensitivity", 1.0), damage_rate_per=per,
        damage_rate_ordinary_per_year=rates[0], damage_rate_raised_per_year=rates[1],
        damage_rate_heavy_per_year=rates[2], event_quantity=quantity, damage_source_id="guess",
        fire_function="no", separating="no", security="no", element_code_source_id="ns",
    )  # fmt: skip


def _variant(key: str, price, hours, life, levels, trade="carpenter", **more):
    kind = more.get("kind", "std")
    called = "variant" if kind == "std" else kind
    names = {f"name_{lang}": f"{key} {called} {lang}" for lang in ("en", "nb", "nn")}
    return Variant(
        variant_id=f"{key}.{kind}", component_key=key, role=more.get("role", "ordinary"), **(names | more.pop("names", {})),
        price_nok=price, price_source_id="guess", install_hours=hours, hours_source_id="ns",
        trade=trade, service_life_low_years=life and life * 0.7, service_life_typical_years=life,
        service_life_high_years=life and life * 1.4, service_life_source_id="table",
        **dict(zip(FIELDS, levels, strict=True)), criteria_source_id="guess",
        lead_time_days=more.get("lead"), spare_parts_years=None, parts_source_id="guess",
        drying_days=more.get("drying", 0.0), disposal_nok=more.get("disposal", 120.0),
        institutional_look="none", warranty_years=None, damage_rate_factor=0.7,
        repair_hours_factor=1.3,
    )  # fmt: skip


def _task(task_id: str, key: str, kind: str, interval, hours, material, name: str, **more):
    return Task(
        task_id=task_id, component_key=key, kind=kind, name_en=name, name_nb=name, name_nn=name,
        interval_years=interval, hours=hours, material_nok=material,
        trade=more.get("trade", "caretaker"), month=None, statutory="no", skill=more.get("skill"),
        electrical=more.get("electrical", "none"), fire_task="none", alarm_stand_alone="no",
        water="none", gas_or_refrigerant="no", fall_height_m=0.0, substances="none",
        drilling_or_demolition="no", structural="no", machinery="no", lock_or_access="no",
        biohazard="no", power_tool_class=0, weight_kg=5.0, urgent="no",
        decide_level=more.get("decide", "D1"), instruction_nb=more.get("instruction", ""),
        source_id="guess",
    )  # fmt: skip


def small_catalog(**changes: object) -> Catalog:
    """Five keys: a door, a floor, a kitchen, a lamp and one whose price nobody knows."""
    names = {"name_nb": "Innerdør", "name_nn": "Innerdør", "name_en": "Interior door"}
    floor = {
        "name_nb": "Gulvbelegg, vinyl",
        "name_nn": "Golvbelegg, vinyl",
        "name_en": "Vinyl floor",
    }
    rows = {
        "header": CatalogHeader(
            catalog_id="small-house", version="1", price_year=2025, currency="NOK", licence="CC0-1.0",
            language="nb",
        ),
        "sources": (
            Source(source_id="guess", title="robuilds anslag", mark="assumption"),
            Source(source_id="ns", title="NS 3451:2022", where="tabell 1", date="2022", mark="read"),
            Source(source_id="table", title="Levetidstabell", mark="secondary"),
        ),
        "components": (
            _component("door", "244", "stk", "piece", (0.05, 0.12, 0.3), 1.0, critical="yes", names=names),
            _component("floor", "255", "m2", "100_m2", (0.3, 0.7, 1.6), 2.0, sensitivity=0.9, names=floor),
            _component("kitchen", "273", "stk", "dwelling", (0.1, 0.2, 0.5), 1.0, sensitivity=0.5),
            _component("lamp", "442", "stk", "piece", (0.02, 0.05, 0.1), 1.0, critical="unknown"),
            _component("rail", "287", "m", "100_m", (0.5, 1.0, 2.0), 2.0),
        ),
        "variants": (
            _variant("door", 3500.0, 2.8, 30.0, EASY),
            _variant("floor", 420.0, 0.35, 15.0, HARD, "flooring", drying=2.0),
            _variant("kitchen", 48_000.0, 22.0, 25.0, MIXED, drying=0.5, lead=30.0),
            _variant("lamp", 900.0, 0.7, 20.0, EASY, "electrician"),
            _variant("rail", None, 0.5, 25.0, EASY),
            _variant("door", 1900.0, 2.5, 11.0, HARD, kind="cheap", role="cheapest"),
            _variant("door", 9500.0, 3.0, 45.0, EASY, kind="robust", role="robust"),
            _variant("floor", 560.0, 0.25, 18.0, EASY, "flooring", kind="loose", role="easy_repair"),
        ),
        "repair_levels": tuple(
            RepairLevel(
                criterion=criterion, level=level, value=value, effect=effect, name_en=level,
                name_nb=level, name_nn=level, source_id="guess", valid_from="2025-01-01",
            )
            for criterion, levels in LEVELS.items()
            for level, (value, effect) in levels.items()
        ),
        "repair_weights": tuple(
            RepairWeight(preset="robuild", criterion=c, weight_share=1 / 9, source_id="guess")
            for c in Criterion
        ),
        "tasks": (
            _task("door.oil", "door", "planned_maintenance", 1.0, 0.1, 5.0, "Smøre hengsler", skill="none", decide="D2", instruction="Olje på hengslene."),
            _task("door.adjust", "door", "planned_maintenance", 5.0, 0.3, 0.0, "Justere dør", trade="carpenter"),
            _task("floor.polish", "floor", "cleaning", 0.5, 0.02, 2.0, "Polere gulv"),
            _task("lamp.check", "lamp", "inspection", 3.0, 0.1, 0.0, "Kontroll", trade="electrician", electrical="fixed"),
            _task("kitchen.seal", "kitchen", "planned_maintenance", 8.0, 1.0, 150.0, "Fornye fuger"),
            _task("door.repair", "door", "repair", None, 1.5, None, "Reparere dør", skill="trade", decide="D1"),
        ),
        "rates": tuple(
            TradeRate(
                trade=trade, hourly_rate_nok=450.0 + 40 * place, call_out_nok=0.0 if not place else 600.0,
                minimum_order_nok=0.0 if not place else 1200.0, source_id="guess",
            )
            for place, trade in enumerate(Trade)
        ),
        "service_lives": (), "gates": (), "match_rules": (),
    }  # fmt: skip
    return Catalog(**(rows | changes))


def given_map(text: str | None) -> dict[str, str]:
    """`a=b; c=d` as a map, read without robuild."""
    return dict(part.strip().split("=") for part in (text or "").split(";") if part)


def line_rows(settings: Settings) -> list[dict[str, object]]:
    """Eight lines; the last lacks a price, one lacks a quantity."""
    base = {
        "fire": "no", "separating": "no", "security": "no", "missing_quantity_count": 0,
        "dwelling_count": 4, "start_state": "new", "dwelling_type": "",
    }  # fmt: skip
    given = [
        ("door", "dwelling", "new", "2-roms", "stk", 24.0, 24, 4),
        ("door", "common", "age:12", "", "stk", 6.0, 6, 2),
        ("floor", "dwelling", "TG2:?", "2-roms", "m2", 180.5, 12, 4),
        ("kitchen", "dwelling", "new", "2-roms", "stk", 4.0, 4, 4),
        ("lamp", "exterior", "TG3:7", "", "stk", 9.0, 9, 3),
        ("lamp", "unknown", "age:unknown", "", "stk", float("nan"), 2, 1),
        ("kitchen", "common", "TG1:9", "", "stk", 1.0, 1, 1),
        ("rail", "staff", "new", "", "m", 30.0, 5, 2),
    ]
    chosen = given_map(settings.chosen_variants)
    own = given_map(settings.intensity_by_dwelling_type)
    rows = []
    for number, (key, place, state, dwelling, unit, quantity, count, places) in enumerate(given, 1):
        rows.append(
            base
            | {
                "line_id": f"L{number:03}", "component_key": key, "variant_id": chosen.get(key, f"{key}.std"),
                "location_class": place, "dwelling_type": dwelling, "start_state": state,
                "use_intensity": own.get(dwelling) or str(getattr(settings, f"intensity_{place}")),
                "unit": unit,
                "quantity": quantity, "component_count": count, "place_count": places,
                "modelled": number != 7,
                "missing_quantity_count": 2 if quantity != quantity else 1 if key == "floor" else 0,
            }
        )  # fmt: skip
    return rows


def table(schema, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as a table of a schema, missing where a row says nothing."""
    frame = tables.empty(schema)
    made = {
        name: pd.Series([row.get(name) for row in rows], dtype=frame[name].dtype)
        for name in schema.columns
    }
    return tables.checked(schema, pd.DataFrame(made))


def lines_table(settings: Settings, copies: int = 1) -> pd.DataFrame:
    """`tables.LINES` of the small house, over and over where a large one is wanted."""
    rows = [
        row | {"line_id": f"{row['line_id']}/{copy}"}
        for copy in range(copies)
        for row in line_rows(settings)
    ]
    return table(tables.LINES, rows)


def inventory_of(lines: pd.DataFrame, names: tuple[str, ...] = ()) -> tuple[ModelInventory, dict]:
    """Components, spaces, rejects and the tables that tell what became of them."""
    components, matches, places, of_line, added = [], [], [], [], []

    def add(status: str, line: dict | None, place: int, has_quantity: bool = True) -> None:
        n = len(components) + 1
        cid = f"GID{n:019}"
        name = names[n % len(names)] if names else f"Del {n}"
        components.append(
            {
                "component_id": cid, "global_id": cid, "model_id": "hus.ifc", "ifc_class": "IfcDoor",
                "name": name, "type_name": name if names else f"Type {n % 7}", "building": "Bygg A",
                "storey": name if names else "1. etasje", "space_name": name if names else "Rom 1",
                "dwelling_code": f"B{place % 4}", "is_external": "no", "load_bearing": "no",
                "manufacturer": name if names else None,
                "length_rung": "missing", "area_rung": "missing",
                "condition_grade": "TG2" if n % 9 == 0 else None,
            }
        )  # fmt: skip
        key = str(line["component_key"]) if line else None
        matches.append(
            {
                "component_id": cid, "status": status, "component_key": key,
                "rule_id": "r.door" if line else None, "rung": "type_name" if line else "none",
                "confidence": "high" if line else None, "evidence": name if line else None,
                "reason": None if line else "structure" if status == "out_of_scope" else "no_rule",
                "candidates": "door; lamp" if status == "unmatched" else None,
            }
        )  # fmt: skip
        places.append(
            {"component_id": cid, "location_class": str(line["location_class"]) if line else "unknown",
             "location_evidence": "room"}
        )  # fmt: skip
        if line:
            of_line.append(
                {
                    "component_id": cid, "line_id": str(line["line_id"]),
                    "quantity": 1.0 if has_quantity else float("nan"),
                    "quantity_rung": "count" if has_quantity else "missing",
                }
            )  # fmt: skip

    for row in lines.to_dict("records"):
        if not row["modelled"]:
            added.append(
                {
                    "addition_id": f"s1/{row['line_id']}", "template_id": "t.kitchen",
                    "discipline": "fittings", "component_key": row["component_key"],
                    "space_id": "s1", "model_id": "hus.ifc", "room_type": "kitchen",
                    "location_class": row["location_class"], "quantity": row["quantity"],
                    "quantity_rung": "room", "quantity_method": "1 per room",
                }
            )  # fmt: skip
            of_line.append(
                {"component_id": f"s1/{row['line_id']}", "line_id": str(row["line_id"]),
                 "quantity": row["quantity"], "quantity_rung": "room",
                 "quantity_method": "1 per room"}
            )  # fmt: skip
            continue
        for place in range(int(row["component_count"])):
            add("matched", row, place, place >= int(row["missing_quantity_count"]))
    for place in range(3):
        add("unmatched", None, place)
        add("out_of_scope", None, place)
    spaces = [
        missing_rungs(tables.SPACES)
        | {"space_id": f"s{n}", "global_id": f"s{n}", "model_id": "hus.ifc", "name": f"Rom {n}",
         "dwelling_code": f"B{n}", "floor_area_m2": 42.5, "is_external": "no"}
        for n in range(4)
    ]  # fmt: skip
    rejects = [
        {"global_id": "R1", "model_id": "hus.ifc", "ifc_class": "IfcDoor",
         "name": names[0] if names else "Rest", "reason": "demolished"}
    ]  # fmt: skip
    model = ModelFacts("hus.ifc", "hus.ifc", "IFC4", names[0] if names else "CAD", names[1] if names else "Testhus",
                       1.0, 4096, 99, len(components) + 1)  # fmt: skip
    inventory = ModelInventory(
        (model,), table(tables.COMPONENTS, components), table(tables.SPACES, spaces),
        table(tables.REJECTS, rejects), {}, len(components) + 1, (),
    )  # fmt: skip
    return inventory, {
        "matches": table(tables.MATCHES, matches),
        "places": table(tables.PLACES, places),
        "line_of_component": table(tables.LINE_OF_COMPONENT, of_line),
        "not_modelled": table(tables.NOT_MODELLED, added),
        "rooms": table(
            tables.ROOMS,
            [
                missing_rungs(tables.ROOMS)
                | {"space_id": f"s{n}", "model_id": "hus.ifc", "room_name": names[n] if names else f"Rom {n}",
                   "location_class": "dwelling", "room_type": "kitchen" if n == 1 else None,
                   "floor_area_m2": 42.5, "floor_area_rung": "quantity_set"}
                for n in range(4)
            ],
        ),
        "template_skips": table(
            tables.TEMPLATE_SKIPS,
            [{"space_id": "s0", "template_id": "t.kitchen", "reason": "modelled_in_room"}],
        ),
    }  # fmt: skip


def missing_rungs(schema) -> dict[str, str]:
    """Every rung of a table as missing."""
    return dict.fromkeys((c for c in schema.columns if c.endswith("_rung")), "missing")


ISSUES = (
    Issue(Severity.WARNING, "duplicate_global_id", "GlobalId X is used twice.", Origin("hus.ifc", global_id="X"), "Tell the modeller.", 2),
    Issue(Severity.INFO, "no_zone", "=1+1 no zone", Origin("hus.ifc")),
)  # fmt: skip
