"""Whole lines: small ones worked out by hand, what is missing, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from robuild.costing import cost_lines, discounted_by_line
from robuild.costing.life_cycle_cost import check_balance
from robuild.terms.tables import LINES, empty


def flows_of(costing, kind):
    rows = costing.cash_flows[costing.cash_flows["kind"] == kind]
    return dict(zip(rows["year"], rows["real_cost_nok"], strict=True))


def test_a_line_without_damage_by_hand(case):
    """Two of price 1000 and 2 h at 650, disposal 50, d 0.1, life 20, 50 years at 4 and 3 %."""
    costing = case({"quantity": 2.0}, period_years=50).cost()
    assert flows_of(costing, "purchase") == {0: pytest.approx(4600.0)}
    once = 2 * (1000 + 2.2 * 650 + 50) + 600
    assert flows_of(costing, "planned_replacement") == {
        20: pytest.approx(once), 40: pytest.approx(once),
    }  # fmt: skip
    lcc = costing.lcc.iloc[0]
    wanted = 4600 + once * (1.04**-20 + 1.04**-40)
    assert lcc["life_cycle_cost_nok"] == pytest.approx(wanted, rel=1e-12)
    assert lcc["weighted_cost_nok"] == lcc["life_cycle_cost_nok"]  # nothing corrective
    annuity = (1 - 1.04**-40) / 0.04 + 1.04**-40 * (1 - 1.03**-10) / 0.03
    assert lcc["annual_equivalent_nok"] == pytest.approx(wanted / annuity, rel=1e-12)


def test_damage_by_hand(case):
    """Raised use: 0.1 events a year and piece, life 15; 2 pieces; repaired by the caretaker."""
    costing = case({"quantity": 2.0, "use_intensity": "raised"}, period_years=30).cost()
    row = costing.line_costs.iloc[0]
    assert row["damage_events_per_year"] == pytest.approx(0.2)
    assert row["repair_event_hours"] == pytest.approx(2 * 0.15 * 1.1 + 0.25)
    assert row["repair_event_nok"] == pytest.approx(150 + 0.58 * 450 + 7.5)
    assert row["total_loss_event_nok"] == pytest.approx(1000 + 2.45 * 450 + 50)
    assert flows_of(costing, "damage_repair")[1] == pytest.approx(0.16 * 418.5)
    assert flows_of(costing, "damage_replacement")[30] == pytest.approx(0.04 * 2152.5)
    losses = 0.1 * 0.2 * 15  # of each piece in a life
    assert row["planned_share"] == pytest.approx(losses / (math.exp(losses) - 1), rel=1e-12)


def test_no_rate_sums_the_years(case):
    costing = case(
        {"use_intensity": "heavy"}, tasks=[{}], period_years=40, real_rate_1=0.0, alpha=0.0
    ).cost()
    lcc = costing.lcc.iloc[0]
    inside = costing.cash_flows[costing.cash_flows["module"] != "X"]["real_cost_nok"].sum()
    assert lcc["life_cycle_cost_nok"] == pytest.approx(inside, rel=1e-12)
    assert lcc["annual_equivalent_nok"] == pytest.approx(inside / 40, rel=1e-12)


def test_what_a_grade_replaces_at_once_counts_in_full(case):
    """Damage has not had time to renew anything before year 0."""
    costing = case({"start_state": "TG3:?", "use_intensity": "heavy"}, period_years=25).cost()
    row = costing.line_costs.iloc[0]
    assert row["planned_share"] < 0.8
    flows = flows_of(costing, "planned_replacement")
    assert flows == {
        0: pytest.approx(row["replacement_nok"]),
        10: pytest.approx(row["replacement_nok"] * row["planned_share"]),
        20: pytest.approx(row["replacement_nok"] * row["planned_share"]),
    }
    assert row["replacements"] == 3


def test_filters_are_replaced_twice_a_year(case):
    costing = case({}, variant={"service_life_typical_years": 0.5}, period_years=3).cost()
    once = costing.line_costs.iloc[0]["replacement_nok"]
    assert flows_of(costing, "planned_replacement") == {
        1: pytest.approx(2 * once), 2: pytest.approx(2 * once), 3: pytest.approx(once),
    }  # fmt: skip


def test_residual_value_by_hand(case):
    """Bought in year 20 and 40 of 50: 10 of 20 years left of 1000, half of it realised."""
    costing = case({}, period_years=50, residual_share=0.5).cost()
    assert flows_of(costing, "residual_value") == {50: pytest.approx(-250.0)}
    assert costing.lcc.iloc[0]["residual_pv_nok"] == pytest.approx(250 * 1.04**-40 * 1.03**-10)


@pytest.mark.parametrize(
    ("state", "years_left"),
    [("new", 12.0), ("age:5", 7.0), ("age:25", 13.0), ("TG2:?", 17.0)],
)
def test_residual_value_counts_from_the_last_renewal(case, state, years_left):
    """Life 20, period 8: new 12 left, 5 years old 7 left; older ones are renewed in year 1 or 5."""
    costing = case({"start_state": state}, period_years=8, residual_share=1.0).cost()
    assert flows_of(costing, "residual_value") == {8: pytest.approx(-1000 * years_left / 20)}


def test_no_residual_value_past_the_service_life(case):
    costing = case({"start_state": "age:30"}, period_years=1, residual_share=1.0).cost()
    assert flows_of(costing, "residual_value") == {}
    assert costing.lcc.iloc[0]["residual_pv_nok"] == 0.0
    assert not np.signbit(costing.lcc.iloc[0]["residual_pv_nok"])


def test_acquisition_is_sunk_in_an_existing_building(case):
    costing = case({}, project_kind="existing").cost()
    assert flows_of(costing, "purchase") == {}
    assert costing.lcc.iloc[0]["acquisition_cost_nok"] == 0.0


def test_downtime_stays_outside(case):
    easy = case(
        {"location_class": "common", "use_intensity": "heavy"}, variant={"c9_disturbance": "worst"}
    )
    lived_in = case(
        {"location_class": "dwelling", "use_intensity": "heavy"},
        variant={"c9_disturbance": "worst"},
    )
    without, with_rent = easy.cost().lcc.iloc[0], lived_in.cost().lcc.iloc[0]
    assert without["outside_pv_nok"] == 0.0
    assert with_rent["outside_pv_nok"] > 0.0
    assert with_rent["life_cycle_cost_nok"] == without["life_cycle_cost_nok"]


def test_tasks_of_a_line(case):
    """0.5 h of 450 and 20 of material: yearly, twice a year, and every 7.5 years of 20."""
    tasks = [
        {"task_id": "thing.a"},
        {"task_id": "thing.b", "interval_years": 0.5},
        {"task_id": "thing.c", "interval_years": 7.5},
        {"task_id": "thing.d", "kind": "repair", "interval_years": None},
    ]
    costing = case({"quantity": 4.0}, tasks=tasks, period_years=20).cost()
    each = 4 * (0.5 * 450 + 20)
    assert costing.line_tasks["task_id"].tolist() == ["thing.a", "thing.b", "thing.c"]
    assert costing.line_tasks["hours"].tolist() == [2.0, 2.0, 2.0]
    assert costing.line_tasks["cost_nok"].tolist() == [each] * 3
    assert costing.line_costs.iloc[0]["maintenance_nok_per_year"] == pytest.approx(3 * each)
    flows = flows_of(costing, "planned_maintenance")
    assert flows[1] == pytest.approx(3 * each)
    assert [year for year, nok in flows.items() if nok > 3.5 * each] == [8, 15]
    assert 0 not in flows
    assert max(flows) == 20


MISSING = [
    ({"quantity": math.nan}, {}, {}, {}, "quantity"),
    ({}, {}, {"price_nok": None}, {}, "price"),
    ({}, {}, {"install_hours": None}, {}, "hours"),
    ({}, {}, {"disposal_nok": None}, {}, "disposal"),
    ({}, {}, {"service_life_typical_years": None}, {}, "service_life"),
    ({}, {"damage_rate_ordinary_per_year": None}, {}, {}, "damage_rate"),
    ({"use_intensity": "extreme"}, {"damage_rate_heavy_per_year": None}, {}, {}, "damage_rate"),
    ({}, {}, {}, {"hours": None}, "task_hours"),
    ({}, {}, {}, {"material_nok": None}, "task_material"),
    ({"quantity": math.nan}, {}, {"price_nok": None}, {"hours": None},
     "quantity; price; task_hours"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "component", "variant", "task", "words"), MISSING)
def test_what_is_missing_leaves_no_amounts(case, line, component, variant, task, words):
    costing = case(line, component=component, variant=variant, tasks=[task]).cost()
    row = costing.line_costs.iloc[0]
    assert row["missing"] == words
    money = [name for name in costing.line_costs if name.endswith(("_nok", "_hours", "_per_year"))]
    assert row[[*money, "planned_share", "replacements"]].isna().all()
    assert costing.lcc.drop(columns="line_id").isna().all(axis=None)
    assert len(costing.cash_flows) == 0
    assert costing.line_tasks[["hours", "cost_nok"]].isna().all(axis=None)
    assert costing.totals.lines_missing == 1
    assert costing.totals.life_cycle_cost_nok == 0.0
    assert not costing.totals.complete


def test_a_known_zero_is_not_missing(case):
    costing = case(
        {"quantity": 0.0}, variant={"price_nok": 0.0, "disposal_nok": 0.0}, tasks=[{}]
    ).cost()
    assert costing.totals.complete
    row = costing.line_costs.iloc[0]
    assert row["missing"] is None or pd.isna(row["missing"])
    assert row["damage_events_per_year"] == 0.0
    assert row["planned_share"] == 1.0


def test_no_tasks_are_no_cost_and_nothing_missing(case):
    assert case({}).cost().line_costs.iloc[0]["maintenance_nok_per_year"] == 0.0


def test_totals_are_sums_of_what_is_known(case):
    found = case(
        {"quantity": 2.0, "use_intensity": "raised"},
        {"quantity": math.nan, "missing_quantity_count": 4, "component_count": 4},
        {"quantity": 5.0, "missing_quantity_count": 1, "component_count": 6},
    )
    costing = cost_lines(
        found.lines, found.catalog, found.settings, found.repair_ease, components_unmatched=7
    )
    known = costing.lcc.drop(index=1)
    assert costing.totals.life_cycle_cost_nok == pytest.approx(known["life_cycle_cost_nok"].sum())
    assert costing.totals.weighted_cost_nok == pytest.approx(known["weighted_cost_nok"].sum())
    counts = (costing.totals.lines_missing, costing.totals.components_missing_quantity)
    assert counts == (1, 5)
    assert costing.totals.components_unmatched == 7
    assert not costing.totals.complete


def test_no_lines_at_all(case):
    found = case({})
    costing = cost_lines(empty(LINES), found.catalog, found.settings, found.repair_ease)
    for table in (costing.lcc, costing.line_costs, costing.line_tasks, costing.cash_flows):
        assert len(table) == 0
    assert costing.totals.life_cycle_cost_nok == 0.0
    assert costing.totals.complete


def test_unknown_component_is_an_internal_fault(case):
    found = case({})
    lines = found.lines.assign(component_key="other")
    with pytest.raises(KeyError, match="other"):
        cost_lines(lines, found.catalog, found.settings, found.repair_ease)


def test_each_life_cycle_cost_is_its_discounted_cash_flows(case):
    found = case(
        {"use_intensity": "heavy", "start_state": "TG3:?"}, {"start_state": "age:unknown"},
        {"quantity": 40.0, "location_class": "dwelling", "use_intensity": "raised"},
        tasks=[{}, {"task_id": "thing.b", "interval_years": 3.0}],
        residual_share=0.4, period_years=75,
    )  # fmt: skip
    costing = found.cost()
    by_line = discounted_by_line(costing.cash_flows, costing.time)
    lcc = costing.lcc.set_index("line_id")["life_cycle_cost_nok"]
    np.testing.assert_allclose(by_line.reindex(lcc.index), lcc, rtol=1e-12)
    assert costing.cash_flows["year"].between(0, 75).all()


def test_a_lost_cash_flow_is_noticed(case):
    found = case({"use_intensity": "heavy"}, {"quantity": 3.0})
    costing = found.cost()
    with pytest.raises(ArithmeticError, match=r"1 lines .* first is L2"):
        check_balance(costing.lcc, costing.cash_flows.drop(index=1), costing.time)
    late = costing.cash_flows.assign(year=costing.cash_flows["year"] + 1)
    with pytest.raises(ArithmeticError, match="after year"):
        check_balance(costing.lcc, late, costing.time)


def test_a_variant_is_damaged_as_often_as_its_factor_says(case):
    component = {"damage_rate_ordinary_per_year": 0.3}
    kind = case({}, component=component).cost()
    half = case({}, component=component, variant={"damage_rate_factor": 0.5}).cost()
    for name in ("damage_events_per_year",):
        assert half.line_costs[name].iloc[0] == pytest.approx(kind.line_costs[name].iloc[0] / 2)
    for name in ("repair_pv_nok", "damage_replacement_pv_nok"):
        assert half.lcc[name].iloc[0] == pytest.approx(kind.lcc[name].iloc[0] / 2)
