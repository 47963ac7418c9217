"""Stock: by summing probabilities, and the two measures that are mixed up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.operations.stock import (
    base_stock,
    base_stock_of_uncertain_rate,
    cheapest_stock,
    expected_shortage,
    ready_share,
    stock_cost,
)

demand = st.floats(0.01, 30)


def chances(mu, most=200):
    term = math.exp(-mu)
    found = [term]
    for k in range(1, most):
        term *= mu / k
        found.append(term)
    return found


@given(demand, st.floats(0.5, 0.999))
def test_the_least_stock_that_is_ready_often_enough(mu, ready):
    found = base_stock(mu, ready)
    p = chances(mu)
    assert sum(p[:found]) >= ready - 1e-9
    assert found == 0 or sum(p[: found - 1]) < ready + 1e-9
    assert ready_share(found, mu) == pytest.approx(sum(p[:found]))


@given(demand, st.integers(0, 40))
def test_shortage_against_the_sum(mu, stock):
    by_hand = sum((k - stock) * p for k, p in enumerate(chances(mu)) if k > stock)
    assert expected_shortage(stock, mu) == pytest.approx(by_hand, abs=1e-9)


@given(demand, st.floats(0.05, 5), st.floats(0.05, 50))
def test_no_other_stock_costs_less(mu, holding, shortage):
    best = cheapest_stock(mu, holding, shortage)
    cost = stock_cost(best, mu, holding, shortage)
    for other in range(max(0, best - 5), best + 6):
        assert cost <= stock_cost(other, mu, holding, shortage) + 1e-7


@given(st.floats(0.5, 10), st.floats(1, 100), st.floats(0.1, 20), st.floats(0.95, 0.999))
def test_what_is_not_known_never_takes_less(shape, exposure, lead, ready):
    known = base_stock(shape / exposure * lead, ready)
    assert base_stock_of_uncertain_rate(shape, exposure, lead, ready) >= known - 1


def test_nothing_breaks_and_nothing_is_kept():
    assert base_stock(0.0, 0.95) == 0
    assert base_stock_of_uncertain_rate(2.0, 20.0, 0.0, 0.95) == 0


@pytest.mark.parametrize(
    "call",
    [lambda: base_stock(-1.0, 0.9), lambda: base_stock(1.0, 1.0),
     lambda: base_stock_of_uncertain_rate(0.0, 1.0, 1.0, 0.9),
     lambda: cheapest_stock(1.0, 0.0, 1.0)],
)  # fmt: skip
def test_what_cannot_be_is_refused(call):
    with pytest.raises(ValueError, match="must be"):
        call()
