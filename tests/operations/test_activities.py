"""What residents can take part in: hours and money by hand, and never a saving by default."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.costing import cost_lines
from robuild.operations import activities
from robuild.participation import evaluate
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty
from robuild.terms.vocabulary import Trade

KEYS = ("skirting", "door_internal_set", "paint_wall", "chair", "wardrobe", "window")


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def made(catalog, place="dwelling", quantity=6.0, **choices):
    settings = Settings(
        **({"base_year": 2026, "opening_year": 2026, "build_year": 1995, "engine": "en"} | choices)
    )
    rows = [
        {
            "line_id": key, "component_key": key,
            "variant_id": catalog.component_by_key[key].default_variant_id,
            "location_class": place, "dwelling_type": "", "use_intensity": "ordinary",
            "start_state": "new", "unit": str(catalog.component_by_key[key].unit), "fire": "no",
            "separating": "no", "security": "no", "quantity": quantity, "component_count": 6,
            "missing_quantity_count": 0, "dwelling_count": 3, "place_count": 3, "modelled": True,
        }
        for key in KEYS
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LINES.columns))
    lines = checked(LINES, table.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))
    costing = cost_lines(lines, catalog, settings, rate_variants(catalog, settings))
    part = evaluate(lines, catalog, settings)
    table = activities(lines, part.participation, part.gates, costing, catalog, settings)
    return table, part, costing


def test_only_what_may_be_done_together_or_alone_is_there(catalog):
    table, part, _ = made(catalog)
    rows = part.participation
    open_to = rows[rows["do_level"].isin(["W2", "W3"])]
    assert len(table) == len(open_to) > 5
    assert set(zip(table["line_id"], table["task_id"], strict=True)) == set(
        zip(open_to["line_id"], open_to["task_id"], strict=True)
    )
    assert set(table.loc[table["do_level"] == "W2", "group_size"]) == {2}


def test_hours_and_money_of_recurring_work_by_hand(catalog):
    table, _, _ = made(catalog)
    tasks = {task.task_id: task for task in catalog.tasks}
    recurring = [row for row in table.to_dict("records") if tasks[row["task_id"]].interval_years]
    assert recurring
    for row in recurring:
        task = tasks[row["task_id"]]
        rate = catalog.rate_by_trade[task.trade].hourly_rate_nok
        staff = catalog.rate_by_trade[Trade.CARETAKER].hourly_rate_nok
        hours, times = 6.0 * task.hours / task.interval_years, 3 / task.interval_years
        support = hours if row["do_level"] == "W2" else 0.0
        assert row["times_per_year"] == pytest.approx(times)
        assert row["hours_per_year"] == pytest.approx(hours)
        assert row["support_hours_per_year"] == pytest.approx(support)
        assert row["check_hours_per_year"] == pytest.approx(0.25 * times)
        net = -(support + 0.25 * times) * staff - 120 * hours - 0.1 * hours * rate
        assert row["net_nok_per_year"] == pytest.approx(net)


def test_damage_is_shared_among_the_repair_tasks_of_a_component(catalog):
    table, _, costing = made(catalog)
    kinds = {task.task_id: task for task in catalog.tasks}
    costs = costing.line_costs.set_index("line_id")
    for key in KEYS:
        repairs = [t for t in catalog.tasks if t.component_key == key and t.kind == "repair"]
        here = table[(table["line_id"] == key)]
        here = here[[kinds[t].kind == "repair" for t in here["task_id"]]]
        line = costs.loc[key]
        hits = line["damage_events_per_year"] * (1 - line["total_loss_share"])
        for times in here["times_per_year"]:
            assert times == pytest.approx(hits / len(repairs))


def test_nothing_is_saved_unless_somebody_says_so(catalog):
    table, _, _ = made(catalog)
    assert (table["saved_nok_per_year"] == 0).all()
    assert (table["net_nok_per_year"] <= 0).all()
    saving, _, _ = made(catalog, participation_saved_share=1.0)
    assert (saving["net_nok_per_year"] > table["net_nok_per_year"]).any()


def test_season_and_place_are_words(catalog):
    table, _, _ = made(catalog)
    months = {task.task_id: task for task in catalog.tasks}
    for row in table.to_dict("records"):
        task = months[row["task_id"]]
        if task.kind in ("repair", "replacement"):
            assert row["season"] == "when_needed"
        elif task.month is None:
            assert row["season"] == "any"
        else:
            seasons = ["winter", "spring", "summer", "autumn"]
            assert row["season"] == seasons[task.month % 12 // 3]
    assert set(table["outdoors"]) == {"no"}
    assert set(made(catalog, place="unknown")[0]["outdoors"]) <= {"unknown"}


def test_what_is_missing_stays_missing(catalog):
    table, _, _ = made(catalog, quantity=math.nan)
    assert len(table)
    recurring = table[table["season"] != "when_needed"]
    assert np.isnan(recurring["hours_per_year"]).all()
    assert np.isnan(recurring["net_nok_per_year"]).all()
