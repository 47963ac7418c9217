"""Discount factors where the rate steps, where opening is later, and at no rate at all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.costing import annual_equivalent, annuity_factor, discount_factors
from robuild.terms.settings import Settings


def factors(**choices):
    return discount_factors(Settings(**choices))


def test_year_0_is_not_discounted_and_there_is_one_factor_a_year():
    found = factors(period_years=60)
    assert found[0] == 1.0
    assert len(found) == 61


@pytest.mark.parametrize(
    ("year", "by_hand"),
    [(40, 1.04**-40), (41, 1.04**-40 / 1.03), (75, 1.04**-40 / 1.03**35)],
)
def test_default_rates_step_after_year_40_and_are_chained(year, by_hand):
    assert factors(period_years=75)[year] == pytest.approx(by_hand, rel=1e-13)


def test_third_rate_follows_the_second_step():
    """Steps moved 35 years forward, so that 40/41 is what 75/76 is by default."""
    found = factors(period_years=42, real_rate_1_until_year=5, real_rate_2_until_year=40)
    assert found[40] / found[41] == pytest.approx(1.02, rel=1e-13)
    assert found[39] / found[40] == pytest.approx(1.03, rel=1e-13)
    assert found[5] / found[6] == pytest.approx(1.03, rel=1e-13)
    assert found[4] / found[5] == pytest.approx(1.04, rel=1e-13)


def test_a_long_period_does_not_change_the_first_years():
    np.testing.assert_array_equal(factors(period_years=75)[:31], factors(period_years=30))


def test_steps_count_from_a_later_opening():
    """Opening 5 years on: years 1 to 45 at the first rate, then the second."""
    found = factors(period_years=60, base_year=2026, opening_year=2031)
    assert found[45] == pytest.approx(1.04**-45, rel=1e-13)
    assert found[46] == pytest.approx(1.04**-45 / 1.03, rel=1e-13)


def test_opening_that_is_not_set_is_the_base_year():
    np.testing.assert_array_equal(factors(base_year=2026), factors())


def test_opening_without_base_year_is_refused():
    with pytest.raises(ValueError, match="base_year is not set"):
        factors(opening_year=2030)


def test_no_rate_means_no_discounting():
    found = factors(period_years=50, real_rate_1=0.0, real_rate_2=0.0)
    np.testing.assert_array_equal(found, np.ones(51))
    assert annual_equivalent(1000.0, found) == pytest.approx(20.0)


def test_negative_rates_make_later_costs_weigh_more():
    assert factors(period_years=2, real_rate_1=-0.01)[2] == pytest.approx(0.99**-2)


@given(st.floats(0.001, 0.4), st.integers(1, 75))
def test_one_rate_has_the_closed_form(rate, years):
    found = factors(period_years=years, real_rate_1=rate, real_rate_2=rate, real_rate_3=rate)
    assert found[-1] == pytest.approx((1 + rate) ** -years, rel=1e-9)
    assert annuity_factor(found) == pytest.approx((1 - (1 + rate) ** -years) / rate, rel=1e-9)


@given(st.floats(0.0, 0.4), st.floats(0.0, 0.4), st.integers(1, 75), st.integers(0, 30))
def test_higher_rates_weigh_later_years_less(one, other, years, offset):
    low, high = sorted((one, other))
    span = {"period_years": years, "base_year": 2026, "opening_year": 2026 + offset}
    least = factors(real_rate_1=high, real_rate_2=high, **span)
    most = factors(real_rate_1=low, real_rate_2=low, **span)
    assert (least <= most + 1e-15).all()
    assert (np.diff(most) <= 1e-15).all()
