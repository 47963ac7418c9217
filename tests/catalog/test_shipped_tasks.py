"""The shipped tasks: every component has its work, costs are sane, words can be followed."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import pytest

from robuild.shipped import CATALOG, shipped

LANGUAGES = ("en", "nb", "nn")
RECURRING = {"inspection", "cleaning", "planned_maintenance"}
Rows = list[dict[str, str]]

ATTRIBUTES = """
skill electrical fire_task alarm_stand_alone water gas_or_refrigerant fall_height_m substances
drilling_or_demolition structural machinery lock_or_access biohazard power_tool_class weight_kg
urgent hours decide_level
"""


def rows_of(table: str) -> Rows:
    with (shipped(CATALOG) / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


TASKS = rows_of("tasks")
TASK = {row["task_id"]: row for row in TASKS}
COMPONENTS = {row["component_key"]: row for row in rows_of("components")}
RATES = {row["trade"]: float(row["hourly_rate_nok"]) for row in rows_of("rates")}
KINDS_OF: dict[str, set[str]] = defaultdict(set)
for _row in TASKS:
    KINDS_OF[_row["component_key"]].add(_row["kind"])


def test_every_component_can_be_repaired_and_replaced() -> None:
    assert len(TASK) == len(TASKS)
    for key in COMPONENTS:
        assert {"repair", "replacement"} <= KINDS_OF[key], key


def test_only_work_that_comes_again_has_an_interval() -> None:
    for row in TASKS:
        assert bool(row["interval_years"]) == (row["kind"] in RECURRING), row["task_id"]
    with_upkeep = {row["component_key"] for row in TASKS if row["kind"] in RECURRING}
    assert len(with_upkeep) >= 75


@pytest.mark.parametrize(
    ("task", "years"),
    [
        ("smoke_alarm.test", 1 / 12),
        ("smoke_alarm.battery", 1),
        ("door_fire_common.control", 0.5),
        ("door_apartment_entrance.control", 0.5),
        ("door_closer.control", 0.5),
        ("door_seal.control", 0.5),
        ("ventilation_unit.balance", 5),
        ("floor_drain.flush", 10),
        ("sealant_wet.look", 1),
    ],
)
def test_intervals_are_those_of_the_papers(task: str, years: float) -> None:
    assert float(TASK[task]["interval_years"]) == pytest.approx(years, rel=1e-9)


def test_the_alarm_battery_is_changed_in_december() -> None:
    assert TASK["smoke_alarm.battery"]["month"] == "12"


def test_upkeep_costs_a_sane_amount_each_year() -> None:
    most = {"stk": 700.0, "m2": 20.0, "m": 30.0}  # NOK per unit and year
    dearer = {"ventilation_unit": 2500.0, "lift": 15000.0}
    cost: dict[str, float] = defaultdict(float)
    for row in TASKS:
        if row["kind"] in RECURRING:
            each = float(row["hours"]) * RATES[row["trade"]] + float(row["material_nok"])
            cost[row["component_key"]] += each / float(row["interval_years"])
    for key, nok in cost.items():
        limit = dearer.get(key, most[COMPONENTS[key]["unit"]])
        assert 0 < nok <= limit, (key, nok)


def test_participation_attributes_have_all_been_thought_through() -> None:
    for row in TASKS:
        assert all(row[name] for name in ATTRIBUTES.split()), row["task_id"]


def test_fixed_electrical_work_is_marked_and_the_cover_plate_is_not() -> None:
    for key in ("socket", "switch", "luminaire", "hob", "heating_cable", "distribution_board"):
        assert TASK[f"{key}.replacement"]["electrical"] == "fixed", key
    for task in ("socket.repair", "switch.repair", "luminaire.plug", "panel_heater.replacement"):
        assert TASK[task]["electrical"] == "whitelist", task


def test_nobody_but_a_registered_firm_is_priced_for_what_is_wired_fast() -> None:
    wired = "switch socket distribution_board heating_cable hob stove_guard cooker_hood extract_fan"
    found = [row for row in rows_of("variants") if row["component_key"] in wired.split()]
    assert len(found) == 12
    assert {(row["c6_skill"], row["trade"]) for row in found} == {
        ("authorised_firm", "electrician")
    }
    # residents may swap a cover plate at home; when none does, an electrician must
    assert {TASK[f"{key}.repair"]["trade"] for key in ("switch", "socket")} == {"electrician"}


def test_water_work_is_marked_by_what_may_leak() -> None:
    for task, water in {
        "shower_hose_head.replacement": "consumable",
        "wc_seat.replacement": "consumable",
        "washbasin.trap": "consumable",
        "tap_kitchen.replacement": "tap",
        "wc.replacement": "tap",
        "pipe_hot.repair": "pipe",
        "water_heater.replacement": "pipe",
        "wetroom_membrane.replacement": "membrane",
        "floor_drain.replacement": "membrane",
        "wall_tile.repair": "membrane",
    }.items():
        assert TASK[task]["water"] == water, task


def test_work_on_locks_fire_parts_and_machinery_is_marked() -> None:
    for task in ("lock_case.replacement", "lock_cylinder.replacement", "mailbox.repair",
                 "access_control_reader.repair", "door_apartment_entrance.repair"):  # fmt: skip
        assert TASK[task]["lock_or_access"] == "yes", task
    for task in ("door_closer.repair", "door_seal.replacement", "door_fire_common.repair",
                 "sprinkler_head.replacement", "fire_detector.repair"):  # fmt: skip
        assert TASK[task]["fire_task"] == "other", task
    assert TASK["smoke_alarm.test"]["fire_task"] == "test"
    assert TASK["smoke_alarm.battery"]["fire_task"] == "battery"
    alone = {r["component_key"] for r in TASKS if r["alarm_stand_alone"] == "yes"}
    assert alone == {"smoke_alarm"}
    assert all(r["machinery"] == "yes" for r in TASKS if r["component_key"] == "lift")


def test_roofs_facades_and_windows_are_work_at_height() -> None:
    for task in ("roof_tile.repair", "roof_felt.look", "gutter.clear", "paint_facade.replacement",
                 "window.replacement", "glazing_insulated.replacement"):  # fmt: skip
        assert float(TASK[task]["fall_height_m"]) > 2, task
    assert float(TASK["paint_wall.replacement"]["fall_height_m"]) < 0.5


def test_going_into_a_wall_or_floor_asks_about_asbestos_and_heavy_dust_is_named() -> None:
    for task in ("partition_gypsum.repair", "floor_tile.replacement", "ceiling_gypsum.repair"):
        assert TASK[task]["drilling_or_demolition"] == "yes", task
        assert "asbestos_possible_if_drilled" in TASK[task]["substances"].split(";"), task
    assert "heavy_dust" in TASK["floor_parquet_finish.replacement"]["substances"]
    assert "epoxy" in TASK["floor_epoxy.repair"]["substances"]
    allowed = {
        "none", "low_emission", "asbestos_possible_if_drilled", "lead_paint", "isocyanate", "epoxy",
        "strong_solvent", "heavy_dust",
    }  # fmt: skip
    assert all(set(row["substances"].split(";")) <= allowed for row in TASKS)


@pytest.mark.parametrize(
    ("key", "level"),
    [("paint_wall", "D3"), ("door_handle", "D3"), ("chair", "D3"), ("kitchen_front", "D2"),
     ("floor_vinyl_sheet", "D2"), ("wardrobe", "D2"), ("lock_cylinder", "D1"), ("pipe_cold", "D0"),
     ("sprinkler_head", "D0"), ("window", "D1")],
)  # fmt: skip
def test_residents_decide_as_far_as_the_default_says(key: str, level: str) -> None:
    assert TASK[f"{key}.replacement"]["decide_level"] == level


def test_instructions_are_there_in_all_languages_with_the_same_steps() -> None:
    with_text = [row for row in TASKS if any(row[f"instruction_{x}"] for x in LANGUAGES)]
    assert len(with_text) >= 120
    for row in with_text:
        steps = [re.findall(r"(?<!\S)(\d)\. ", row[f"instruction_{x}"]) for x in LANGUAGES]
        assert steps[0] == steps[1] == steps[2], row["task_id"]
        assert steps[0] == [str(n + 1) for n in range(len(steps[0]))], row["task_id"]
        assert 2 <= len(steps[0]) <= 6, row["task_id"]
        assert row["instruction_en"] != row["instruction_nb"], row["task_id"]


def test_whatever_takes_no_trade_skill_and_is_harmless_is_explained() -> None:
    harmless = {"none", "low_emission"}
    for row in TASKS:
        component = COMPONENTS[row["component_key"]]
        easy = (
            row["skill"] == "no_trade_skill"
            and row["electrical"] != "fixed"
            and row["fire_task"] in ("none", "test", "battery")
            and row["water"] in ("none", "consumable")
            and row["lock_or_access"] == row["urgent"] == row["drilling_or_demolition"] == "no"
            and set(row["substances"].split(";")) <= harmless
            and float(row["fall_height_m"]) <= 2
            and float(row["weight_kg"]) <= 15
            and component["separating"] == component["security"] == "no"
            and (component["fire_function"] == "no" or row["alarm_stand_alone"] == "yes")
        )
        if easy:
            assert row["instruction_nb"], row["task_id"]


def test_work_that_needs_a_professional_is_not_explained_as_do_it_yourself() -> None:
    for row in TASKS:
        if row["electrical"] == "fixed" or row["water"] in ("pipe", "membrane"):
            assert not row["instruction_en"], row["task_id"]
        if (
            row["machinery"] == "yes"
            or row["lock_or_access"] == "yes"
            or row["structural"] == "yes"
        ):
            assert not row["instruction_en"], row["task_id"]
