"""A building some years on: by hand, and rolling twice against rolling once."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robuild.catalog import read_catalog
from robuild.costing import cost_lines
from robuild.operations import overdue_replacements, roll_units, task_backlog
from robuild.operations.backlog import due_years
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.rolling_tables import UNITS
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty
from robuild.terms.vocabulary import ProjectKind
from robuild.terms.work_log import WORK_LOG

DOOR, PAINT = "door_internal_set", "paint_wall"


def units(*rows):
    base = {"component_key": DOOR, "variant_id": "door.soft", "dwelling_code": "A", "quantity": 1.0,
            "counted": True, "divisible": False, "installed_year": 2026.0,
            "condition_grade": None}  # fmt: skip
    full = [base | {"unit_id": row["unit_id"], "origin_id": row["unit_id"]} | row for row in rows]
    return typed(UNITS, full)


def typed(schema, rows):
    table = pd.DataFrame(rows, columns=list(schema.columns))
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    return checked(schema, table.astype(types))


def events(*rows):
    base = {"component_key": DOOR, "variant_id": None, "line_id": None, "component_id": None,
            "dwelling_code": None, "month": "2027-05", "cause": "wear", "action": "whole",
            "quantity": math.nan, "age_years": math.nan, "hours": math.nan, "cost_nok": math.nan,
            "days": math.nan, "task_id": None, "note": None, "file": "log.csv",
            "row": 2}  # fmt: skip
    return typed(WORK_LOG, [base | {"log_id": f"r{n:03d}"} | row for n, row in enumerate(rows)])


def years(rolled):
    return dict(zip(rolled.units["unit_id"], rolled.units["installed_year"], strict=True))


def outcome(rolled, at=0):
    row = rolled.done.iloc[at]
    reason = row["reason"]
    return row["outcome"], row["placed_quantity"], None if pd.isna(reason) else reason


def test_the_oldest_is_replaced_first_and_a_bad_grade_before_it():
    house = units(
        {"unit_id": "a", "installed_year": 2010.0}, {"unit_id": "b", "installed_year": 2000.0},
        {"unit_id": "c", "condition_grade": "TG3"}, {"unit_id": "d", "installed_year": math.nan},
    )  # fmt: skip
    rolled = roll_units(house, events({}, {"month": "2027-06"}, {"month": "2027-07"}))
    found = years(rolled)
    assert (found["c"], found["d"], found["b"], found["a"]) == (2027, 2027, 2027, 2010)
    grade = rolled.units.set_index("unit_id")["condition_grade"]
    assert grade.isna().all()


def test_what_a_row_names_decides():
    house = units(
        {"unit_id": "a"}, {"unit_id": "b", "dwelling_code": "B"},
        {"unit_id": "c", "variant_id": "door.hard"},
    )  # fmt: skip
    rolled = roll_units(house, events(
        {"dwelling_code": "B"}, {"variant_id": "door.hard"},
        {"component_id": "a", "month": "2028-01"}, {"dwelling_code": "Z"},
        {"component_key": "window"},
    ))  # fmt: skip
    assert years(rolled) == {"a": 2028, "b": 2027, "c": 2027}
    done = rolled.done.set_index("log_id")
    assert done.loc[["r003", "r004"], "reason"].tolist() == ["none_there", "none_there"]


def test_some_of_the_pieces_of_a_room_are_divided_and_no_piece_is_lost():
    house = units({"unit_id": "s1/t", "quantity": 6.0, "divisible": True})
    rolled = roll_units(house, events({"quantity": 2.0}, {"month": "2028-01"}))
    found = rolled.units.set_index("unit_id")["quantity"].to_dict()
    assert found == {"s1/t": 3.0, "s1/t@2027": 2.0, "s1/t@2028": 1.0}
    assert rolled.units["origin_id"].unique().tolist() == ["s1/t"]
    again = roll_units(house, events({"quantity": 2.0}, {"quantity": 1.0}))
    assert again.units.set_index("unit_id")["quantity"].to_dict() == {"s1/t": 3.0, "s1/t@2027": 3.0}


def test_more_replaced_than_there_is_told():
    rolled = roll_units(units({"unit_id": "a"}, {"unit_id": "b"}), events({"quantity": 5.0}))
    assert outcome(rolled) == ("partly", 2.0, "more_than_there")


def test_surfaces_are_whole_or_not_at_all():
    wall = {"component_key": PAINT, "counted": False}
    house = units(
        {"unit_id": "w1", "quantity": 20.0} | wall, {"unit_id": "w2", "quantity": 40.0} | wall
    )
    part = roll_units(house, events({"component_key": PAINT, "quantity": 12.0}))
    assert outcome(part) == ("not_placed", 0.0, "part_of_one")
    assert set(years(part).values()) == {2026}
    nearly = roll_units(house, events({"component_key": PAINT, "quantity": 19.5}))
    assert outcome(nearly) == ("reset", 20.0, None)
    unsaid = roll_units(house, events({"component_key": PAINT}))
    assert outcome(unsaid) == ("reset", 20.0, None)
    unknown = units({"unit_id": "w1", "quantity": math.nan} | wall)
    told = roll_units(unknown, events({"component_key": PAINT, "quantity": 5.0}))
    assert outcome(told) == ("not_placed", 0.0, "quantity_unknown")


def test_repairs_change_no_age_and_every_row_is_counted():
    rolled = roll_units(
        units({"unit_id": "a"}),
        events({"action": "repair"}, {"action": "part"}, {"task_id": "t", "action": "repair"}, {}),
        ["t"],
    )
    assert rolled.repairs == 2
    assert rolled.done["outcome"].tolist() == ["job_done", "reset"]


@st.composite
def houses(draw):
    rows = []
    for n in range(draw(st.integers(1, 6))):
        counted = draw(st.booleans())
        divisible = counted and draw(st.booleans())
        size = draw(st.integers(1, 8)) if divisible else 1 if counted else draw(st.integers(5, 40))
        rows.append(
            {
                "unit_id": f"u{n}", "component_key": DOOR if counted else PAINT,
                "dwelling_code": draw(st.sampled_from("AB")), "quantity": float(size),
                "counted": counted, "divisible": divisible,
                "installed_year": draw(st.sampled_from([1990.0, 2026.0, math.nan])),
                "condition_grade": draw(st.sampled_from([None, "TG2", "TG3"])),
            }
        )  # fmt: skip
    return units(*rows)


@st.composite
def logs(draw):
    rows = [
        {
            "component_key": draw(st.sampled_from([DOOR, PAINT])),
            "month": f"20{draw(st.integers(27, 28))}-{draw(st.integers(1, 12)):02d}",
            "dwelling_code": draw(st.sampled_from([None, "A", "B"])),
            "quantity": draw(st.sampled_from([math.nan, 1.0, 2.0, 10.0, 30.0])),
            "action": draw(st.sampled_from(["whole", "repair"])),
        }
        for _ in range(draw(st.integers(0, 10)))
    ]
    return events(*rows)


@settings(max_examples=150, deadline=None)
@given(houses(), logs())
def test_rolling_twice_is_rolling_over_both_years(house, log):
    first = log[log["month"] < "2028"]
    second = log[log["month"] >= "2028"]
    once = roll_units(house, log)
    one = roll_units(house, first)
    two = roll_units(one.units, second)
    by_id = [each.units.sort_values("unit_id", ignore_index=True) for each in (once, two)]
    pd.testing.assert_frame_equal(*by_id)
    assert once.done["outcome"].tolist() == [*one.done["outcome"], *two.done["outcome"]]
    assert once.repairs == one.repairs + two.repairs
    # nothing is lost: the same pieces and surfaces, and every row of the log told or counted
    before, after = (
        each.groupby("component_key")["quantity"].sum() for each in (house, once.units)
    )
    pd.testing.assert_series_equal(before, after)
    assert len(once.done) + once.repairs == len(log)


@pytest.mark.parametrize(
    ("interval", "since", "until", "due"),
    [(2.0, 2026, 2031, [2028, 2030]), (2.5, 2026, 2034, [2029, 2031, 2034]), (10, 2026, 2030, [])],
)
def test_years_in_which_a_job_is_due(interval, since, until, due):
    assert due_years(interval, since, until) == due


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def house_of(catalog, key, start="age:5", quantity=10.0):
    variant = next(v.variant_id for v in catalog.variants if v.component_key == key)
    row = {
        "line_id": "L1", "component_key": key, "variant_id": variant,
        "location_class": "dwelling", "dwelling_type": "2-roms", "use_intensity": "ordinary",
        "start_state": start, "unit": str(catalog.component_by_key[key].unit), "fire": "no",
        "separating": "no", "security": "no", "quantity": quantity, "component_count": 10,
        "missing_quantity_count": 0, "dwelling_count": 4, "place_count": 4, "modelled": True,
    }  # fmt: skip
    lines = pd.DataFrame([row], columns=list(LINES.columns))
    lines = checked(LINES, lines.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))
    later = Settings(base_year=2031, opening_year=2026, price_year=2026,
                     project_kind=ProjectKind.EXISTING)  # fmt: skip
    costing = cost_lines(lines, catalog, later, rate_variants(catalog, later))
    return lines, costing


def job(catalog, at_least=2.0):
    return next(t for t in catalog.tasks if (t.interval_years or 0) == at_least and t.hours)


def waits(catalog, task, *rows, year=2031):
    lines, costing = house_of(catalog, task.component_key)
    log = events(
        *({"component_key": task.component_key, "task_id": task.task_id, "action": "repair"} | row
          for row in rows)
    )  # fmt: skip
    table = task_backlog(lines, costing.line_tasks, log, catalog, 2026, year)
    mine = table[table["task_id"] == task.task_id]
    return None if mine.empty else mine.iloc[0]


def test_a_job_waits_until_a_log_says_it_was_done(catalog):
    task = job(catalog)  # due 2028 and 2030
    late = waits(catalog, task)
    assert (late["due_year"], late["done_share"], late["quantity"]) == (2028, 0, 10)
    assert late["hours"] == pytest.approx(10 * task.hours)
    assert waits(catalog, task, {"month": "2028-04"})["due_year"] == 2030
    assert waits(catalog, task, {"month": "2030-04"}) is None  # done once for both
    assert waits(catalog, task, {"month": "2027-04"})["due_year"] == 2028  # the half way: not yet
    assert waits(catalog, task, year=2027) is None


def test_a_job_may_be_done_in_parts(catalog):
    task = job(catalog)
    half = waits(catalog, task, {"month": "2030-04", "quantity": 4.0})
    assert half["done_share"] == pytest.approx(0.4)
    assert half["quantity"] == pytest.approx(6)
    homes = [{"month": "2030-04", "dwelling_code": f"H{n}"} for n in range(3)]
    assert waits(catalog, task, *homes)["done_share"] == pytest.approx(0.75)
    assert waits(catalog, task, *homes, {"month": "2031-02", "dwelling_code": "H4"}) is None


def test_what_is_past_its_life_waits_since_then(catalog):
    lines, costing = house_of(catalog, DOOR, "age:60")
    life = float(costing.line_costs["estimated_service_life_years"].iloc[0])
    row = overdue_replacements(lines, costing.line_costs, 2031).iloc[0]
    assert row["due_year"] == 2031 - math.floor(60 - life)
    assert row["cost_nok"] == costing.line_costs["replacement_nok"].iloc[0]
    young, costed = house_of(catalog, DOOR, "age:5")
    assert overdue_replacements(young, costed.line_costs, 2031).empty
    graded, costed = house_of(catalog, DOOR, "TG3:5")
    assert overdue_replacements(graded, costed.line_costs, 2031)["due_year"].tolist() == [2031]
