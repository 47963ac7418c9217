"""The plan of the first years: what stands in it, and that it equals the cash flows."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from robuild.operations import PEAK_FACTOR

WORK = [
    "inspection", "cleaning", "planned_maintenance", "planned_replacement", "damage_repair",
    "damage_replacement",
]  # fmt: skip


def flows_of_work(costing, first, last):
    flows = costing.cash_flows
    return flows[flows["kind"].isin(WORK) & flows["year"].between(first, last)]


@pytest.mark.parametrize("years", [1, 10, 60, 75])
def test_amounts_equal_the_cash_flows_by_line_year_and_kind(everything, years):
    plan = everything.plan(years=years)
    key = ["line_id", "year", "kind"]
    found = plan.groupby(key)["real_cost_nok"].sum()
    wanted = (
        flows_of_work(everything.costing, 0, years).set_index(key)["real_cost_nok"].sort_index()
    )
    assert found.index.equals(wanted.index)
    np.testing.assert_allclose(found, wanted, rtol=1e-12)


def test_nothing_is_planned_after_the_period(doors):
    plan = doors({"use_intensity": "raised"}, period_years=4).plan()
    assert plan["year"].max() == 4


def test_calendar_years_follow_the_base_year(everything):
    plan = everything.plan()
    assert (plan["calendar_year"] - plan["year"] == 2026).all()


def test_a_planned_replacement_by_hand(doors):
    """Three doors 15 years old of 20: all in year 5, by the carpenter who installs them."""
    found = doors({"start_state": "age:15", "quantity": 3.0})
    row = found.plan().iloc[0]
    assert (row["year"], row["kind"], row["trade"]) == (5, "planned_replacement", "carpenter")
    assert (row["quantity"], row["events"]) == (3.0, 1.0)
    ease = found.repair_ease.iloc[0]
    unit_hours = 2.0 * (1 + ease["dismantling_share"] + ease["access_share"])
    assert row["hours"] == pytest.approx(3 * unit_hours)
    rate = found.catalog.rate_by_trade["carpenter"]
    unit = 1000 * (1 + ease["collateral_share"]) + unit_hours * rate.hourly_rate_nok + 50
    assert row["real_cost_nok"] == pytest.approx(3 * unit + rate.call_out_nok)
    assert pd.isna(row["task_id"])


def test_what_a_grade_asks_for_at_once_is_in_year_0(doors):
    found = doors({"start_state": "TG3:?", "use_intensity": "heavy", "quantity": 2.0})
    plan = found.plan()
    at_once = plan[plan["year"] == 0]
    assert at_once["kind"].tolist() == ["planned_replacement"]
    assert at_once["quantity"].tolist() == [2.0]  # all of them, whatever damage will do later
    assert at_once["calendar_year"].tolist() == [2026]


def test_without_such_a_grade_the_plan_begins_in_year_1(doors):
    assert doors({"use_intensity": "heavy"}).plan()["year"].min() == 1


def test_damage_by_hand(doors):
    """0.1 events a door and year, a fifth of them total losses, 4 doors, by the caretaker."""
    plan = doors({"use_intensity": "raised", "quantity": 4.0}).plan()
    repair = plan[plan["kind"] == "damage_repair"]
    loss = plan[plan["kind"] == "damage_replacement"]
    assert repair["year"].tolist() == loss["year"].tolist() == list(range(1, 11))
    assert set(repair["trade"]) == set(loss["trade"]) == {"caretaker"}
    np.testing.assert_allclose(repair["events"], 4 * 0.1 * 0.8)
    np.testing.assert_allclose(loss["events"], 4 * 0.1 * 0.2)
    np.testing.assert_allclose(loss["quantity"], loss["events"])


def test_damage_of_a_surface_counts_square_metres(everything):
    """Events times what one event hits."""
    plan = everything.plan()
    lines = everything.lines.set_index("line_id")
    hit = (
        plan["line_id"]
        .map(lines["component_key"])
        .map({c.component_key: c.event_quantity for c in everything.catalog.components})
    )
    damage = plan["kind"].str.startswith("damage")
    np.testing.assert_allclose(plan["quantity"][damage], (plan["events"] * hit)[damage])


def test_tasks_by_hand(doors):
    """Monthly is 12 a year; every 2.5 years is in 3, 5, 8 and 10."""
    tasks = (
        {"task_id": "door.clean", "interval_years": 1 / 12, "hours": 0.1, "material_nok": 1.0,
         "trade": "caretaker"},
        {"task_id": "door.paint", "interval_years": 2.5, "hours": 1.5, "material_nok": 30.0,
         "trade": "painter"},
    )  # fmt: skip
    found = doors({"quantity": 2.0}, tasks=tasks)
    plan = found.plan()
    clean = plan[plan["task_id"] == "door.clean"]
    assert clean["year"].tolist() == list(range(1, 11))
    np.testing.assert_allclose(clean["events"], 12)
    np.testing.assert_allclose(clean["hours"], 12 * 0.1 * 2)
    np.testing.assert_allclose(clean["quantity"], 24)
    paint = plan[plan["task_id"] == "door.paint"]
    assert paint["year"].tolist() == [3, 5, 8, 10]
    assert set(paint["trade"]) == {"painter"}
    rate = found.catalog.rate_by_trade["painter"].hourly_rate_nok
    np.testing.assert_allclose(paint["real_cost_nok"], 2 * (1.5 * rate + 30))


def test_two_tasks_in_one_year_are_two_rows(doors):
    tasks = (
        {"task_id": "door.a", "interval_years": 5.0},
        {"task_id": "door.b", "interval_years": 5.0},
    )
    plan = doors({}, tasks=tasks).plan()
    assert plan[["year", "task_id"]].to_numpy().tolist() == [
        [5, "door.a"], [5, "door.b"], [10, "door.a"], [10, "door.b"],
    ]  # fmt: skip


def test_a_peak_costs_more_than_one_and_a_half_times_the_mean_of_the_ten_years(doors):
    """Replacement in year 5 alone: the mean is a tenth of it, nine years of nothing included."""
    plan = doors({"start_state": "age:15"}).plan()
    assert plan["year"].tolist() == [5]
    assert plan["peak"].tolist() == [True]


@pytest.mark.parametrize(("extra", "peaks"), [(70.0, set()), (75.0, {5, 10})])
def test_where_a_peak_begins(doors, extra, peaks):
    """100 a year and 70 or 75 more in years 5 and 10: 1.49 or 1.52 times the mean."""
    nothing = {"hours": 0.0}
    tasks = (
        nothing | {"task_id": "door.a", "interval_years": 1.0, "material_nok": 100.0},
        nothing | {"task_id": "door.b", "interval_years": 5.0, "material_nok": extra},
    )
    plan = doors({}, tasks=tasks).plan()
    assert set(plan["year"][plan["peak"]]) == peaks


def test_the_same_work_every_year_is_no_peak(doors):
    plan = doors({"use_intensity": "raised"}, tasks=({"task_id": "door.a", "interval_years": 1.0},))
    assert not plan.plan()["peak"].any()


def test_peaks_of_every_line_together(everything):
    plan = everything.plan()
    by_year = plan.groupby("year")["real_cost_nok"].sum()
    mean = math.fsum(by_year.get(year, 0.0) for year in range(1, 11)) / 10
    for year, rows in plan.groupby("year"):
        assert set(rows["peak"]) == {bool(by_year[year] > PEAK_FACTOR * mean)}
    assert 0 < plan["peak"].sum() < len(plan)


def test_lines_with_something_missing_are_left_out(doors):
    found = doors({"use_intensity": "raised"}, {"quantity": math.nan, "use_intensity": "raised"})
    assert set(found.plan()["line_id"]) == {"L001"}


def test_nothing_to_do_is_an_empty_plan(doors):
    assert len(doors({}, period_years=3).plan()) == 0


def test_no_lines_is_an_empty_plan(doors):
    found = doors()
    assert len(found.plan()) == 0


def test_rows_are_in_order_of_years_and_lines(everything):
    plan = everything.plan()
    assert plan["year"].is_monotonic_increasing
    for _, rows in plan.groupby("year"):
        assert rows["line_id"].is_monotonic_increasing


def test_order_of_lines_does_not_change_the_plan(doors):
    one = doors({"start_state": "age:15"}, {"use_intensity": "heavy"}, {"start_state": "TG3:?"})
    mirror = slice(None, None, -1)
    events = one.costing.en.events
    turned = {f.name: getattr(events, f.name)[mirror] for f in dataclasses.fields(events)}
    en = dataclasses.replace(one.costing.en, events=type(events)(**turned))
    costing = dataclasses.replace(
        one.costing,
        line_costs=one.costing.line_costs.iloc[mirror],
        by_engine=one.costing.by_engine | {"en": en},
    )
    other = dataclasses.replace(one, lines=one.lines.iloc[mirror], costing=costing)
    pd.testing.assert_frame_equal(one.plan(), other.plan())


def test_years_below_one_are_refused(doors):
    with pytest.raises(ValueError, match="years is 0"):
        doors({}).plan(years=0)


def test_a_plan_needs_a_base_year(doors):
    found = doors({"start_state": "age:15"})
    unresolved = found.settings.model_copy(update={"base_year": None, "opening_year": None})
    with pytest.raises(ValueError, match="base_year is not set"):
        dataclasses.replace(found, settings=unresolved).plan()
