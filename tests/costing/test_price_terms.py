"""Real and nominal: they convert into each other and never meet unconverted."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.costing import annual_equivalent, annuity_factor, discount_factors
from robuild.costing.price_terms import (
    Flows,
    PriceTerms,
    Rate,
    chained_factors,
    escalated,
    growth_factors,
    in_nominal_terms,
    in_real_terms,
    inflation_between,
    nominal_of_real,
    present_value,
    real_of_nominal,
)
from robuild.terms.settings import Settings

SHARES = st.floats(-0.5, 0.5)
AMOUNTS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40).map(np.array)
YEARLY = np.array([0.0, 100.0, 100.0, 100.0, 100.0, 100.0])
REAL, NOMINAL = PriceTerms.REAL, PriceTerms.NOMINAL


@pytest.mark.parametrize(
    ("rate", "flows", "cure"),
    [(NOMINAL, REAL, "real_of_nominal"), (REAL, NOMINAL, "nominal_of_real")],
)
def test_nominal_and_real_are_not_mixed(rate, flows, cure):
    text = (
        f"a {rate} rate of 0.06 meets {flows} flows; both must be real or both nominal: convert "
        f"the rate with {cure} or the flows with in_{rate}_terms"
    )
    with pytest.raises(ValueError, match=text):
        present_value(Flows(YEARLY, flows), Rate(0.06, rate))
    with pytest.raises(ValueError, match=text):  # not even in one year of many
        present_value(Flows(YEARLY, flows), [Rate(0.04, flows)] * 4 + [Rate(0.06, rate)])


def test_flows_are_not_converted_twice():
    with pytest.raises(ValueError, match="the flows are nominal already"):
        in_nominal_terms(in_nominal_terms(Flows(YEARLY, REAL), 0.02), 0.02)
    with pytest.raises(ValueError, match="the flows are real already"):
        in_real_terms(Flows(YEARLY, REAL), 0.02)


@given(AMOUNTS, SHARES, SHARES)
def test_nominal_flows_at_the_nominal_rate_are_worth_what_real_ones_are(amounts, real, inflation):
    flows = Flows(amounts, REAL)
    value = present_value(flows, Rate(real, REAL))
    nominal = Rate(nominal_of_real(real, inflation), NOMINAL)
    found = present_value(in_nominal_terms(flows, inflation), nominal)
    size = float(np.abs(amounts) @ chained_factors(np.full(len(amounts) - 1, real)))
    assert found == pytest.approx(value, abs=1e-9 * max(size, 1.0))
    back = in_real_terms(in_nominal_terms(flows, inflation), inflation)
    assert back.terms is REAL
    np.testing.assert_allclose(back.nok, amounts, rtol=1e-12, atol=1e-12)


@given(SHARES, SHARES)
def test_rates_and_inflation_belong_together(real, inflation):
    nominal = nominal_of_real(real, inflation)
    assert real_of_nominal(nominal, inflation) == pytest.approx(real, abs=1e-12)
    assert inflation_between(nominal, real) == pytest.approx(inflation, abs=1e-12)


@given(st.floats(-0.3, 0.3), st.integers(1, 75))
def test_prices_that_grow_like_the_rate_keep_their_present_value(share, years):
    flows = Flows(np.ones(years + 1), REAL)
    found = present_value(escalated(flows, share), Rate(share, REAL))
    assert found == pytest.approx(years + 1, rel=1e-9)


def test_at_no_rate_the_annual_amount_is_the_mean():
    assert present_value(Flows(YEARLY, REAL), Rate(0.0, REAL)) == 500.0
    factors = chained_factors(np.zeros(50))
    assert annuity_factor(factors) == 50.0
    assert annual_equivalent(1_000.0, factors) == 20.0


@pytest.mark.parametrize(
    "settings",
    [Settings(), Settings(real_rate_1_until_year=5, real_rate_2_until_year=9, period_years=12),
     Settings(base_year=2026, opening_year=2029, real_rate_1=0.055)],
    ids=["defaults", "early steps", "later opening"],
)  # fmt: skip
def test_the_schedule_of_the_settings_is_chained_alike(settings):
    factors = discount_factors(settings)
    shares = factors[:-1] / factors[1:] - 1.0
    np.testing.assert_allclose(chained_factors(shares), factors, rtol=1e-13)
    flows = Flows(np.arange(len(factors)) * 10.0, REAL)
    stepped = [Rate(float(share), REAL) for share in shares]
    assert present_value(flows, stepped) == pytest.approx(float(flows.nok @ factors), rel=1e-12)


def test_growth_of_single_years():
    np.testing.assert_allclose(growth_factors([0.1, 0.0, -0.5]), [1.0, 1.1, 1.1, 0.55])
    found = escalated(Flows(np.full(4, 10.0), NOMINAL), [0.1, 0.0, -0.5])
    assert found.terms is NOMINAL
    np.testing.assert_allclose(found.nok, [10.0, 11.0, 11.0, 5.5])


@pytest.mark.parametrize("share", [-1.0, -2.0, math.nan, math.inf])
def test_what_is_no_rate_is_refused(share):
    with pytest.raises(ValueError, match=r"rate is .*; use a fraction above -1, e.g. 0.04 for 4 %"):
        Rate(share, REAL)
    with pytest.raises(ValueError, match="rate of year 2 is"):
        chained_factors([0.04, share])
    with pytest.raises(ValueError, match="growth of year 1 is"):
        growth_factors([share])
    with pytest.raises(ValueError, match="inflation is"):
        nominal_of_real(0.04, share)
    with pytest.raises(ValueError, match="nominal rate is"):
        real_of_nominal(share, 0.02)
    with pytest.raises(ValueError, match="real rate is"):
        inflation_between(0.04, share)


def test_other_numbers_of_years_are_refused():
    with pytest.raises(ValueError, match="2 yearly shares for 5 years"):
        present_value(Flows(YEARLY, REAL), [Rate(0.04, REAL)] * 2)
    with pytest.raises(ValueError, match="6 yearly shares for 5 years"):
        escalated(Flows(YEARLY, REAL), np.zeros(6))
    for shape in ((0,), (2, 3)):
        with pytest.raises(ValueError, match="one amount for each year"):
            Flows(np.zeros(shape), REAL)
