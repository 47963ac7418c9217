"""Small random cases, compared with trying every combination."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pandera.config import config_context

from robuild.choosing import choose
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings

some = effort(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module", autouse=True)
def _numbers_only():
    """Schemas are checked on every table elsewhere; here some hundred runs look at numbers."""
    with config_context(validation_enabled=False):
        yield


ROLES = ("ordinary", "cheapest", "robust", "easy_repair")
variants = st.fixed_dictionaries(
    {
        "capex": st.integers(0, 20) | st.floats(0, 2e6),
        "lcc": st.integers(-5, 40) | st.floats(0, 5e6),
        "role": st.sampled_from(ROLES),
        "rei": st.sampled_from((0.1, 0.3, 0.5, 0.9)),
        "look": st.sampled_from(("none", "some", "strong")),
        "current": st.booleans(),
    }
)
lines = st.fixed_dictionaries(
    {
        "number": st.integers(0, 5),
        "family": st.sampled_from(("", "f", "g")),
        "variants": st.lists(variants, min_size=1, max_size=4),
    }
)
houses = st.lists(lines, min_size=1, max_size=5)


def offers(house, offer, table):
    return table(
        [
            offer(f"l{n}", f"v{k}", number=line["number"], family=line["family"], **variant)
            for n, line in enumerate(house)
            for k, variant in enumerate(line["variants"])
        ]
    )


def budget_of(found, part):
    capex = found.groupby("line_id")["acquisition_cost_nok"]
    return max(1e-3, float(capex.min().sum() * (1 - part) + capex.max().sum() * part))


def check(found, settings, expected):
    if expected is None:
        with pytest.raises(InputError):
            choose(found, settings)
        return None
    result = choose(found, settings)
    # the solver may stop within a millionth of what is left to save
    close = 1e-6 + 1e-9 * abs(expected[0])
    assert result.objective_nok == pytest.approx(expected[0], abs=close, rel=1e-9)
    assert result.bound_nok <= result.objective_nok
    assert result.bound_nok <= expected[0] + close
    assert result.least_acquisition_nok <= result.totals.acquisition_cost_nok + 1e-6
    assert result.proven
    pareto = result.pareto
    assert (np.diff(pareto["objective_nok"]) <= 1e-6).all()
    assert (np.diff(pareto["budget_nok"]) > 0).all()
    assert (pareto["acquisition_cost_nok"] <= pareto["budget_nok"] + 2e-6).all()
    return result


@some
@given(houses, st.floats(0, 1))
def test_budget_alone(offer, table, brute_force, house, part):
    found = offers(house, offer, table)
    budget = budget_of(found, part)
    result = check(
        found, Settings(choose_per="line", budget_nok=budget), brute_force(found, budget)
    )
    assert result.totals.acquisition_cost_nok <= budget + 1e-6
    assert not result.steps_are_guide
    steps = result.next_steps
    ratio = steps["saving_per_krone"].fillna(np.inf).to_numpy()
    assert (ratio[1:] <= ratio[:-1] * (1 + 1e-9)).all()


@some
@given(houses, st.floats(0, 1), st.sampled_from((0.3, 0.5, 0.9)))
def test_least_repair_ease(offer, table, brute_force, house, part, minimum):
    found = offers(house, offer, table)
    budget = budget_of(found, part)
    settings = Settings(choose_per="line", budget_nok=budget, minimum_repair_ease=minimum)
    check(found, settings, brute_force(found, budget, minimum=minimum))


@some
@given(houses, st.floats(0, 1), st.sampled_from((0.0, 0.2, 0.5)))
def test_institutional_look(offer, table, brute_force, house, part, share):
    found = offers(house, offer, table)
    budget = budget_of(found, part)
    settings = Settings(choose_per="line", budget_nok=budget, institutional_look_share=share)
    result = check(found, settings, brute_force(found, budget, share=share))
    if result is not None and result.strong_share is not None:
        assert result.strong_share <= share


@some
@given(houses, st.floats(0, 1))
def test_same_family(offer, table, brute_force, house, part):
    found = offers(house, offer, table)
    budget = budget_of(found, part)
    settings = Settings(choose_per="line", budget_nok=budget, same_family=True)
    check(found, settings, brute_force(found, budget, family=True))


@some
@given(houses, st.none() | st.floats(0, 1))
def test_everything_at_once(offer, table, brute_force, house, part):
    found = offers(house, offer, table)
    budget = None if part is None else budget_of(found, part)
    settings = Settings(
        choose_per="line",
        budget_nok=budget,
        minimum_repair_ease=0.3,
        institutional_look_share=0.4,
        same_family=True,
    )
    expected = brute_force(found, budget, minimum=0.3, share=0.4, family=True)
    check(found, settings, expected)


@some
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    ),
    st.integers(1, 40),
)
def test_of_equally_good_choices_the_cheaper(offer, table, brute_force, house, budget):
    found = table(
        [
            offer(f"l{n}", f"v{k}", *pair)
            for n, row in enumerate(house)
            for k, pair in enumerate(row)
        ]
    )
    expected = brute_force(found, budget)
    assume(expected is not None)
    result = choose(found, Settings(choose_per="line", budget_nok=budget))
    assert (result.objective_nok, result.totals.acquisition_cost_nok) == expected


@some
@given(houses, st.floats(0, 1), st.booleans(), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(offer, table, brute_force, house, part, family, random):
    found = offers(house, offer, table)
    assume(brute_force(found, budget_of(found, part), family=family) is not None)
    settings = Settings(choose_per="line", budget_nok=budget_of(found, part), same_family=family)
    order = list(range(len(found)))
    random.shuffle(order)
    first = choose(found, settings)
    second = choose(found.iloc[order].reset_index(drop=True), settings)
    for field in dataclasses.fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one, other)
        else:
            assert one == other
