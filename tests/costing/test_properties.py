"""What must hold for any line, price, life and rate."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.config import config_context

from robuild.costing import cost_lines

slow = settings(max_examples=12)


@pytest.fixture(scope="module", autouse=True)
def _numbers_only():
    """Schemas are checked on every table elsewhere; here some hundred runs look at numbers."""
    with config_context(validation_enabled=False):
        yield


STATES = ("new", "age:3", "age:unknown", "TG0:?", "TG1:8", "TG2:?", "TG3:?")
lines = st.fixed_dictionaries(
    {
        "quantity": st.floats(0.5, 500),
        "use_intensity": st.sampled_from(("ordinary", "raised", "heavy", "extreme")),
        "location_class": st.sampled_from(("dwelling", "common", "unknown", "exterior")),
        "start_state": st.sampled_from(STATES),
        "place_count": st.integers(1, 20),
        "modelled": st.booleans(),
    }
)
components = st.fixed_dictionaries(
    {
        "damage_rate_per": st.sampled_from(("piece", "dwelling", "100_m2", "100_m")),
        "damage_rate_ordinary_per_year": st.floats(0, 0.5),
        "damage_rate_raised_per_year": st.floats(0, 0.5),
        "damage_rate_heavy_per_year": st.floats(0, 0.5),
        "event_quantity": st.floats(0.5, 3),
        "intensity_sensitivity_share": st.floats(0, 1),
        "critical_function": st.sampled_from(("yes", "no", "unknown")),
    }
)
variants = st.fixed_dictionaries(
    {
        "price_nok": st.floats(10, 50_000),
        "install_hours": st.floats(0.1, 20),
        "service_life_typical_years": st.floats(0.5, 80),
        "disposal_nok": st.floats(0, 1000),
        "drying_days": st.floats(0, 5),
        "c1_connection": st.sampled_from(("best", "worst", None)),
        "c4_smallest_part": st.sampled_from(("best", "whole", "worst", None)),
        "c6_skill": st.sampled_from(("best", "worst", None)),
        "c9_disturbance": st.sampled_from(("best", "worst", None)),
    }
)
tasks = st.lists(st.sampled_from((0.25, 1.0, 2.0, 7.5)), max_size=2, unique=True).map(
    lambda intervals: [
        {"task_id": f"thing.t{n}", "interval_years": every} for n, every in enumerate(intervals)
    ]
)
choices = st.fixed_dictionaries(
    {
        "period_years": st.integers(1, 75),
        "residual_share": st.sampled_from((0.0, 0.5)),
        "total_loss_share": st.floats(0, 1),
        "project_kind": st.sampled_from(("new", "existing")),
        "alpha": st.floats(0, 2),
        "engine": st.sampled_from(("en", "renewal")),
    }
)
FREE_CALL_OUT = (("caretaker", 450.0, 0.0, 0.0), ("carpenter", 650.0, 0.0, 0.0))


def not_cheaper(one, other):
    """But for the last digits; a cost is negative where residual value is all there is."""
    return one >= other - 1e-12 * abs(other) - 1e-9


def life_cycle_cost(found, column="life_cycle_cost_nok"):
    return float(found.cost().lcc[column].iloc[0])


@slow
@given(line=lines, component=components, variant=variants, task=tasks, choice=choices)
def test_books_balance_and_end_with_the_period(case, line, component, variant, task, choice):
    costing = case(line, component=component, variant=variant, tasks=task, **choice).cost()
    lcc, costs = costing.lcc.iloc[0], costing.line_costs.iloc[0]
    parts = (
        lcc["acquisition_cost_nok"] + lcc["maintenance_pv_nok"] + lcc["repair_pv_nok"]
        + lcc["replacement_pv_nok"] - lcc["residual_pv_nok"]
    )  # fmt: skip
    assert lcc["life_cycle_cost_nok"] == pytest.approx(parts, rel=1e-9, abs=1e-6)
    assert costing.cash_flows["year"].between(0, choice["period_years"]).all()
    assert 0 <= costs["planned_share"] <= 1
    assert costs["replacements"] == int(costs["replacements"])
    assert lcc["weighted_cost_nok"] >= lcc["life_cycle_cost_nok"] - 1e-9


@slow
@given(line=lines, component=components, variant=variants, task=tasks, choice=choices)
def test_alpha_0_is_life_cycle_cost(case, line, component, variant, task, choice):
    told = choice | {"alpha": 0.0}
    lcc = case(line, component=component, variant=variant, tasks=task, **told).cost().lcc
    assert lcc["weighted_cost_nok"].tolist() == lcc["life_cycle_cost_nok"].tolist()


@slow
@given(
    line=lines, component=components, variant=variants, task=tasks, choice=choices,
    rates=st.tuples(st.floats(0, 0.3), st.floats(0, 0.3)),
)  # fmt: skip
def test_cost_falls_when_the_rate_rises(case, line, component, variant, task, choice, rates):
    """Without residual value every later cash flow is a cost."""
    low, high = sorted(rates)
    told = {"component": component, "variant": variant, "tasks": task}
    kept = choice | {"residual_share": 0.0}
    cheap, dear = (
        case(line, **told, **kept, real_rate_1=rate, real_rate_2=rate, real_rate_3=rate)
        for rate in (high, low)
    )
    assert not_cheaper(life_cycle_cost(dear), life_cycle_cost(cheap))


@slow
@given(
    line=lines, component=components, variant=variants, choice=choices,
    name=st.sampled_from(("price_nok", "install_hours", "disposal_nok", "drying_days")),
    factor=st.floats(1, 3),
)  # fmt: skip
def test_dearer_things_are_never_cheaper(case, line, component, variant, choice, name, factor):
    kept = choice | {"residual_share": 0.0}
    dearer = variant | {name: variant[name] * factor}
    before = case(line, component=component, variant=variant, **kept).cost().lcc.iloc[0]
    after = case(line, component=component, variant=dearer, **kept).cost().lcc.iloc[0]
    for column in ("life_cycle_cost_nok", "outside_pv_nok", "weighted_cost_nok"):
        assert not_cheaper(after[column], before[column])


@slow
@given(
    line=lines, component=components, variant=variants, choice=choices, factor=st.floats(0.3, 1)
)  # fmt: skip
def test_shorter_lives_are_never_cheaper(case, line, component, variant, choice, factor):
    """Without damage, which shares renewals with wear, and from new: an age counts in years."""
    calm = component | {
        f"damage_rate_{use}_per_year": 0.0 for use in ("ordinary", "raised", "heavy")
    }
    kept = choice | {"residual_share": 0.0}
    shorter = variant | {
        "service_life_typical_years": variant["service_life_typical_years"] * factor
    }
    new = line | {"start_state": "new"}
    before = case(new, component=calm, variant=variant, **kept)
    after = case(new, component=calm, variant=shorter, **kept)
    assert not_cheaper(life_cycle_cost(after), life_cycle_cost(before))


@slow
@given(line=lines, component=components, variant=variants, choice=choices, factor=st.floats(1, 3))
def test_more_damage_is_never_cheaper(case, line, component, variant, choice, factor):
    """Repairs only: a total loss also spares a planned renewal, which may have cost more."""
    kept = choice | {"total_loss_share": 0.0}
    parts = variant | {"c4_smallest_part": "best"}
    worse = component | {
        name: component[name] * factor for name in component if name.startswith("damage_rate_")
        and name.endswith("_per_year")
    }  # fmt: skip
    before = case(line, component=component, variant=parts, **kept).cost().lcc.iloc[0]
    after = case(line, component=worse, variant=parts, **kept).cost().lcc.iloc[0]
    for column in ("life_cycle_cost_nok", "outside_pv_nok", "weighted_cost_nok"):
        assert not_cheaper(after[column], before[column])


@slow
@given(
    line=lines, component=components, variant=variants, choice=choices, factor=st.floats(1, 3),
    rate=st.floats(0, 0.1),
)  # fmt: skip
def test_more_total_losses_are_never_cheaper(case, line, component, variant, choice, factor, rate):
    """New things, a trade that repairs at the rates it installs at, no call-out shared."""
    kept = choice | {"residual_share": 0.0, "total_loss_share": 1.0}
    same = dict.fromkeys(("real_rate_1", "real_rate_2", "real_rate_3"), rate)
    whole = variant | {"c4_smallest_part": "whole", "c6_skill": "worst"}
    worse = component | {
        name: component[name] * factor for name in component if name.startswith("damage_rate_")
        and name.endswith("_per_year")
    }  # fmt: skip
    new = line | {"start_state": "new"}
    told = {"variant": whole, "rates": FREE_CALL_OUT} | kept | same
    before, after = case(new, component=component, **told), case(new, component=worse, **told)
    assert not_cheaper(life_cycle_cost(after), life_cycle_cost(before))


@slow
@given(several=st.lists(lines, min_size=2, max_size=6), component=components, variant=variants,
       order=st.randoms(use_true_random=False))  # fmt: skip
def test_order_of_lines_does_not_matter(case, several, component, variant, order):
    found = case(*several, component=component, variant=variant, tasks=[{}])
    places = list(range(len(several)))
    order.shuffle(places)
    moved = dataclasses.replace(found, lines=found.lines.iloc[places].reset_index(drop=True))
    one, other = found.cost(), moved.cost()
    assert one.lcc["line_id"].tolist() == found.lines["line_id"].tolist()
    assert other.lcc["line_id"].tolist() == moved.lines["line_id"].tolist()
    for name in ("lcc", "line_costs"):
        pd.testing.assert_frame_equal(
            getattr(one, name).sort_values("line_id", ignore_index=True),
            getattr(other, name).sort_values("line_id", ignore_index=True),
        )
    key = ["line_id", "year", "kind"]
    pd.testing.assert_frame_equal(
        one.cash_flows.sort_values(key, ignore_index=True),
        other.cash_flows.sort_values(key, ignore_index=True),
    )
    assert one.totals.life_cycle_cost_nok == pytest.approx(other.totals.life_cycle_cost_nok)


@slow
@given(line=lines, component=components, variant=variants, task=tasks, choice=choices,
       times=st.integers(2, 9))  # fmt: skip
def test_as_many_units_cost_as_many_times(case, line, component, variant, task, choice, times):
    """LCC(n units) = n · LCC(1 unit) where no call-out is shared and rates count the units."""
    counted = component | {"damage_rate_per": "piece"}
    told = {"component": counted, "variant": variant | {"drying_days": 0.0}, "tasks": task,
            "rates": FREE_CALL_OUT} | choice  # fmt: skip
    many = line | {"quantity": line["quantity"] * times}
    one, more = case(line, **told).cost().lcc, case(many, **told).cost().lcc
    np.testing.assert_allclose(
        more.drop(columns="line_id").to_numpy(), one.drop(columns="line_id").to_numpy() * times,
        rtol=1e-9, atol=1e-6,
    )  # fmt: skip


def test_a_shared_call_out_is_paid_once(case):
    """Two units together cost less than two alone by one call-out at each renewal."""
    two = life_cycle_cost(case({"quantity": 2.0}, period_years=50))
    one = life_cycle_cost(case({"quantity": 1.0}, period_years=50))
    assert 2 * one - two == pytest.approx(600 * (1.04**-20 + 1.04**-40))


@slow
@given(line=lines, component=components, variant=variants, choice=choices,
       scale=st.floats(0.01, 100))  # fmt: skip
def test_currency_passes_through(case, line, component, variant, choice, scale):
    """Every amount of catalog and settings in another currency scales every result."""
    rates = (("caretaker", 450.0, 0.0, 300.0), ("carpenter", 650.0, 600.0, 1500.0))
    amounts = {"rent_nok_per_month": 12_000.0, "lodging_nok_per_day": 1_200.0,
               "temporary_measure_nok": 1_500.0}  # fmt: skip
    task = {"material_nok": 20.0}
    other_variant = variant | {
        name: variant[name] * scale for name in ("price_nok", "disposal_nok")
    }
    before = case(
        line, component=component, variant=variant, tasks=[task], rates=rates, **choice, **amounts
    )
    after = case(
        line, component=component, variant=other_variant, tasks=[{"material_nok": 20.0 * scale}],
        rates=tuple((t, h * scale, c * scale, m * scale) for t, h, c, m in rates),
        **choice, **{name: nok * scale for name, nok in amounts.items()},
    )  # fmt: skip
    np.testing.assert_allclose(
        after.cost().lcc.drop(columns="line_id").to_numpy(),
        before.cost().lcc.drop(columns="line_id").to_numpy() * scale, rtol=1e-9, atol=1e-6,
    )  # fmt: skip


def test_cost_lines_takes_repair_ease_by_name_too(case):
    found = case({})
    named = cost_lines(
        lines=found.lines, catalog=found.catalog, settings=found.settings,
        repair_ease=found.repair_ease,
    )  # fmt: skip
    pd.testing.assert_frame_equal(named.lcc, found.cost().lcc)
