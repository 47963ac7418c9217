"""A plan's workbook, given back as a register, is the same plan."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from robuild import pipeline
from robuild.choosing import find_alternatives
from robuild.costing import cost_lines, renewal_table
from robuild.improving import repair_findings
from robuild.language import texts
from robuild.matching import group_lines, locate_components, match_components
from robuild.operations import activities, operations_findings, replacement_plan
from robuild.participation import evaluate
from robuild.plan_result import PlanResult
from robuild.register import (
    Register,
    read_register,
    variant_choices,
    with_given_keys,
    with_given_places,
    with_given_rooms,
)
from robuild.rooms import add_not_modelled, measure_rooms
from robuild.settings_file import read_settings
from robuild.shipped import CATALOG, shipped
from robuild.terms.match_rules import Override, OverrideBy
from robuild.terms.tables import PARTICIPATION_LOG, SHAPES, empty
from robuild.terms.vocabulary import Language


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> PlanResult:
    """A part of the demo building as it stands today, with a variant that an override chose."""
    folder = tmp_path_factory.mktemp("planned")
    model = folder / "demo.ifc"
    pipeline.write_demo_building(model)
    settings, changed = read_settings(None, ["project_kind=existing"], {})
    whole = pipeline.plan(pipeline.Job((model,), shipped(CATALOG), settings, changed))
    inventory = replace(
        whole.inventory,
        components=whole.inventory.components.iloc[::7].reset_index(drop=True),
        spaces=whole.inventory.spaces.iloc[:16].reset_index(drop=True),
    )
    catalog, settings = whole.catalog, whole.settings
    table = inventory.components.merge(whole.matches, on="component_id")
    key, variant = next(
        (v.component_key, v.variant_id)
        for v in catalog.variants
        if v.component_key in set(table["component_key"])
        and catalog.component_by_key[v.component_key].default_variant_id != v.variant_id
    )
    chosen = table.loc[table["component_key"] == key, "global_id"].iloc[0]
    override = Override(by=OverrideBy.GLOBAL_ID, pattern=chosen, outcome=key, variant_id=variant)
    matches = match_components(inventory, catalog, [override])
    places = locate_components(inventory, settings)
    rooms = measure_rooms(inventory, empty(SHAPES), settings).rooms
    added = add_not_modelled(rooms, inventory, matches, places, catalog, settings)
    lines, line_of_component = group_lines(
        inventory, matches, places, catalog, settings, [override], added.not_modelled
    )
    costing = cost_lines(lines, catalog, settings, repair_ease=whole.repair_ease)
    part = evaluate(lines, catalog, settings)
    return replace(
        whole, inventory=inventory, matches=matches, places=places, rooms=rooms,
        not_modelled=added.not_modelled, template_skips=added.skips, lines=lines,
        line_of_component=line_of_component, line_costs=costing.line_costs,
        line_tasks=costing.line_tasks, cash_flows=costing.cash_flows, lcc=costing.lcc,
        totals=costing.totals, gates=part.gates, participation=part.participation,
        lcc_by_engine={engine: each.lcc for engine, each in costing.by_engine.items()},
        totals_by_engine={engine: each.totals for engine, each in costing.by_engine.items()},
        renewals=renewal_table(lines, catalog, settings, whole.repair_ease),
        alternatives=find_alternatives(lines, catalog, settings, whole.repair_ease),
        certainty=None,
        participation_log=empty(PARTICIPATION_LOG),
        activities=activities(lines, part.participation, part.gates, costing, catalog, settings),
        repair=repair_findings(lines, costing, catalog, settings, whole.repair_ease),
        plan=(plan := replacement_plan(lines, costing, catalog, settings, whole.repair_ease)),
        operations=operations_findings(
            lines, plan, costing, catalog, settings, whole.repair_ease
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def written(planned: PlanResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "plan.xlsx"
    pipeline.write(planned, path, Language.NB)
    return path


def again(register: Register, result: PlanResult) -> pd.DataFrame:
    """Lines of a register, as the pipeline makes them."""
    inventory, catalog, settings = register.inventory, result.catalog, result.settings
    matches = with_given_keys(match_components(inventory, catalog), register, catalog)
    places = with_given_places(locate_components(inventory, settings), register)
    rooms = with_given_rooms(measure_rooms(inventory, empty(SHAPES), settings).rooms, register)
    added = add_not_modelled(rooms, inventory, matches, places, catalog, settings).not_modelled
    chosen = variant_choices(register)
    lines, _ = group_lines(inventory, matches, places, catalog, settings, chosen, added)
    return lines


def edited(path: Path, language: Language, *edits: tuple[int, dict[str, Any]]) -> None:
    """What a person does in Excel; row 0 is the first component."""
    book = openpyxl.load_workbook(path)
    said = texts(language)
    sheet = book[said.get("sheet.register.title")]
    first = said.get("column.register.component_id")
    header = next(n for n in range(1, 20) if sheet.cell(n, 1).value == first)
    names = [cell.value for cell in sheet[header]]
    for row, words in edits:
        for key, value in words.items():
            column = names.index(said.get(f"column.register.{key}")) + 1
            sheet.cell(header + 1 + row, column).value = value
    book.save(path)


@pytest.mark.parametrize("language", Language)
def test_an_unchanged_workbook_gives_the_same_lines_and_cost(planned, tmp_path, language) -> None:
    path = tmp_path / "plan.xlsx"
    pipeline.write(planned, path, language)
    register = read_register(path, planned.catalog, planned.settings)
    assert register.inventory.elements_read == len(planned.inventory.components)
    lines = again(register, planned)
    pd.testing.assert_frame_equal(lines, planned.lines)
    cost = cost_lines(lines, planned.catalog, planned.settings, repair_ease=planned.repair_ease)
    pd.testing.assert_frame_equal(cost.lcc, planned.lcc)


def test_what_people_change_in_the_workbook_counts(planned, written, tmp_path) -> None:
    path = tmp_path / "plan.xlsx"
    shutil.copy(written, path)
    area = planned.catalog.component_by_key
    components = planned.inventory.components.drop(columns="status")
    table = components.merge(planned.matches, on="component_id")
    at = next(n for n, key in enumerate(table["component_key"]) if key and key in area
              and area[key].unit == "m2")  # fmt: skip
    unknown = next(n for n, status in enumerate(table["status"]) if status == "out_of_scope")
    edited(
        path,
        Language.NB,
        (at, {"quantity": 1234.25, "condition_grade": "TG3"}),
        (unknown, {"component_key": "door_internal_set"}),
        (len(table), {"component_key": "window", "quantity": 7, "unit": "stk"}),
    )
    register = read_register(path, planned.catalog, planned.settings)
    components = register.inventory.components
    assert len(components) == len(table) + 7
    assert components["area_m2"][at] == 1234.25
    assert components["condition_grade"][at] == "TG3"
    matches = with_given_keys(
        match_components(register.inventory, planned.catalog), register, planned.catalog
    )
    assert matches["component_key"][unknown] == "door_internal_set"
    assert matches["component_key"].tolist()[-7:] == ["window"] * 7
    unchanged = [n for n in range(len(table)) if n != unknown]
    assert matches["status"][unchanged].tolist() == table["status"][unchanged].tolist()


def test_overrides_count_before_the_register(planned, written) -> None:
    register = read_register(written, planned.catalog, planned.settings)
    first = register.inventory.components["global_id"][0]
    override = Override(by=OverrideBy.GLOBAL_ID, pattern=first, outcome="out_of_scope")
    matches = match_components(register.inventory, planned.catalog, [override])
    matches = with_given_keys(matches, register, planned.catalog)
    assert (matches["status"][0], matches["rung"][0]) == ("out_of_scope", "override")
    assert "override" not in set(matches["rung"][1:])
