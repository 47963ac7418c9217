"""Gaps of the small house, counted and priced by hand."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workbook"))

from small_house import inventory_of, lines_table, small_catalog

from robuild.costing import cost_lines
from robuild.gaps import Found, Gap, GapKind, Priority, find_gaps, money_by_rung
from robuild.repair_ease import rate_variants
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import ProjectKind

CATALOG = small_catalog()
SETTINGS = Settings(base_year=2025, opening_year=2027, price_year=2025, project_kind="existing")


@pytest.fixture(scope="module")
def house() -> Found:
    lines = lines_table(SETTINGS)
    inventory, told = inventory_of(lines)
    ease = rate_variants(CATALOG, SETTINGS)
    costing = cost_lines(lines, CATALOG, SETTINGS, repair_ease=ease, components_unmatched=3)
    del told["template_skips"]
    first = str(inventory.components["component_id"].iloc[0])
    return Found(inventory=inventory, lines=lines, lcc=costing.lcc, placeholders={first: 9}, **told)


@pytest.fixture(scope="module")
def gaps(house) -> dict[GapKind, Gap]:
    return {gap.kind: gap for gap in find_gaps(house, CATALOG, SETTINGS)}


def lcc_of(house, *line_ids: str) -> float:
    table = house.lcc.set_index("line_id")["life_cycle_cost_nok"]
    return math.fsum(table[f"{each}/0"] for each in line_ids)


def test_what_no_sum_holds_comes_first_and_has_no_amount(house):
    gaps = find_gaps(house, CATALOG, SETTINGS)
    unknown = [gap.kind for gap in gaps if gap.life_cycle_cost_nok is None]
    assert [gap.kind for gap in gaps[: len(unknown)]] == unknown
    assert {GapKind.UNMATCHED, GapKind.NO_QUANTITY, GapKind.ROOM_KIND} <= set(unknown)
    known = [gap.life_cycle_cost_nok for gap in gaps[len(unknown) :]]
    assert known == sorted(known, reverse=True)
    assert all(gap.priority is Priority.HIGH for gap in gaps[: len(unknown)])


def test_counts_are_those_of_the_house(gaps):
    # 62 components on lines and 3 unmatched; 12 floors and 5 rails are measured
    assert (gaps[GapKind.UNMATCHED].count, gaps[GapKind.UNMATCHED].asked) == (3, 65)
    assert (gaps[GapKind.NO_QUANTITY].count, gaps[GapKind.NO_QUANTITY].asked) == (1, 17)
    assert gaps[GapKind.ROOM_KIND].space_ids == ("s0", "s2", "s3")
    assert GapKind.NO_TYPE not in gaps
    assert GapKind.NOWHERE not in gaps


def test_only_what_holds_a_place_is_told_of_placeholders(house, gaps):
    first = house.inventory.components["component_id"].iloc[0]
    assert gaps[GapKind.PLACEHOLDERS].component_ids == (first,)


def test_the_money_of_a_gap_is_that_of_the_components_concerned(house, gaps):
    # every component lacks a code: all lines but the not modelled one, whatever has an amount
    priced = lcc_of(house, "L001", "L002", "L003", "L004", "L005")
    assert gaps[GapKind.NO_CLASSIFICATION].life_cycle_cost_nok == pytest.approx(priced)
    assert gaps[GapKind.NOT_MODELLED].life_cycle_cost_nok == pytest.approx(lcc_of(house, "L007"))
    # two lamps without quantity, a floor without, five rails without price
    assert gaps[GapKind.NO_CLASSIFICATION].without_amount == 2 + 1 + 5
    age = gaps[GapKind.NO_AGE]
    assert (age.count, age.life_cycle_cost_nok, age.without_amount) == (2, None, 2)


def test_a_component_has_its_share_of_its_line(house):
    # the first of 24 doors lacks a fire rating that its 23 like have
    doors = house.line_of_component["line_id"] == "L001/0"
    first = house.line_of_component.loc[doors, "component_id"].iloc[0]
    table = house.inventory.components
    rated = table.assign(
        fire_rating=table["fire_rating"].mask(table["component_id"] != first, "EI 30")
    )
    asked = replace(house, inventory=replace(house.inventory, components=rated))
    gap = next(g for g in find_gaps(asked, CATALOG, SETTINGS) if g.kind is GapKind.NO_FIRE_RATING)
    assert gap.component_ids == (first,)
    assert gap.life_cycle_cost_nok == pytest.approx(lcc_of(house, "L001") / 24)
    whole = house.lcc["life_cycle_cost_nok"].sum()
    assert gap.life_cycle_share == pytest.approx(gap.life_cycle_cost_nok / whole)


def test_a_missing_fire_rating_tells_what_residents_cannot_do(house, gaps):
    # as lines say "no" already, nothing is held back; where they say "yes", something is
    assert gaps[GapKind.NO_FIRE_RATING].tasks_held == 0
    feared = replace(house, lines=house.lines.assign(fire="yes"))
    held = {gap.kind: gap.tasks_held for gap in find_gaps(feared, CATALOG, SETTINGS)}
    assert held[GapKind.NO_FIRE_RATING] > 0
    assert held[GapKind.NO_CLASSIFICATION] is None


def test_age_is_asked_only_of_what_stands_already(house):
    new = SETTINGS.model_copy(update={"project_kind": ProjectKind.NEW})
    assert GapKind.NO_AGE not in {gap.kind for gap in find_gaps(house, CATALOG, new)}


def test_money_by_rung_is_all_money_of_modelled_lines(house):
    (only,) = money_by_rung(house)
    assert (str(only.rung), only.count) == ("type_name", 62)
    modelled = lcc_of(house, "L001", "L002", "L003", "L004", "L005")
    assert only.life_cycle_cost_nok == pytest.approx(modelled)


def test_a_register_is_not_asked_what_only_models_say(house):
    of_register = replace(house, of_register=True)
    kinds = {gap.kind for gap in find_gaps(of_register, CATALOG, SETTINGS)}
    assert not kinds & {GapKind.NO_CLASSIFICATION, GapKind.NO_TYPE, GapKind.PLACEHOLDERS}
    assert {GapKind.UNMATCHED, GapKind.NO_QUANTITY, GapKind.NO_PRODUCT} <= kinds


def test_groups_add_up_to_the_gap(gaps):
    for gap in gaps.values():
        if gap.groups:
            assert sum(group.count for group in gap.groups) == gap.count
            money = [g.life_cycle_cost_nok for g in gap.groups if g.life_cycle_cost_nok is not None]
            assert math.fsum(money) == pytest.approx(gap.life_cycle_cost_nok or 0.0)
