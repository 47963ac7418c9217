"""Fewer and cheaper events: the mean of both orders, and the sum of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.improving import Corrective, two_effects

number, money = st.floats(0.01, 100), st.floats(1, 1e6)


def both_orders(first, second):
    n1, n2 = first.events, second.events
    k1, k2 = first.present_value_nok / n1, second.present_value_nok / n2
    fewer_first = ((n1 - n2) * k1, n2 * (k1 - k2))
    cheaper_first = ((n1 - n2) * k2, n1 * (k1 - k2))
    return tuple((a + b) / 2 for a, b in zip(fewer_first, cheaper_first, strict=True))


@given(number, money, number, money)
def test_it_is_the_mean_of_both_orders_and_sums_to_the_difference(n1, a, n2, b):
    first, second = Corrective(n1, a), Corrective(n2, b)
    found = two_effects(first, second)
    wanted = both_orders(first, second)
    size = abs(a) + abs(b) + abs(wanted[0]) + abs(wanted[1])
    assert found.fewer_events_nok == pytest.approx(wanted[0], abs=1e-9 * size)
    assert found.cheaper_events_nok == pytest.approx(wanted[1], abs=1e-9 * size)
    assert found.saved_nok == pytest.approx(a - b, abs=1e-9 * size)


def test_the_two_doors_of_the_method():
    """Door A 0.3 events a year at 8,224 NOK, door B 0.1 at 1,473.75 over 30 years at 4 %."""
    annuity = sum(1.04**-year for year in range(1, 31))
    hollow = Corrective(0.3 * annuity, 0.3 * annuity * 8224.0)
    solid = Corrective(0.1 * annuity, 0.1 * annuity * 1473.75)
    found = two_effects(hollow, solid)
    assert found.saved_nok == pytest.approx(42_663 - 2_548, abs=5)
    assert found.fewer_events_nok == pytest.approx(0.2 * annuity * (8224 + 1473.75) / 2)
    assert found.cheaper_events_nok == pytest.approx(0.2 * annuity * (8224 - 1473.75))


def test_without_events_the_difference_is_one_of_number():
    assert two_effects(Corrective(2.0, 500.0), Corrective(0.0, 0.0)).fewer_events_nok == 500.0
    found = two_effects(Corrective(0.0, 0.0), Corrective(0.0, 0.0))
    assert (found.fewer_events_nok, found.cheaper_events_nok) == (0.0, 0.0)
