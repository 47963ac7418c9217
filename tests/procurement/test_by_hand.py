"""Two kinds of component, two variants each, ten years at 10 %: every amount added up by hand.

Annuity of 10 % over 10 years 6.1446, over 5 years 3.7908, 5 years at 20 % 2.9906 and the single
payment in year 5 0.6209 are those of any table of compound interest.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from robuild.costing import TimeValue
from robuild.procurement import ContractOptions, Form, amounts_of, compare_forms
from robuild.procurement.forms import whole_oere
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.contract_forms import Selector
from robuild.terms.settings import Settings

TEN, FIVE, FIVE_AT_20, ONCE = 6.144567, 3.790787, 2.990612, 0.620921
SETTINGS = Settings(alpha=0.5)

# what each variant costs to buy, a year, its index, hours a year; A's cheap one is renewed once
A_CHEAP, A_GOOD = (100.0, 20.0, 0.30, 2.0), (150.0, 5.0, 0.80, 0.5)
B_CHEAP, B_DEAR = (200.0, 10.0, 0.40, 1.0), (230.0, 9.0, 0.70, 0.9)
BASE = {
    T.OWNER_FIXED_SHARE: 0.25, T.MIX_SHARE: 0.5, T.HORIZON_YEARS: 5, T.CONTRACTOR_RATE_SHARE: 0.2,
    T.MINIMUM_REPAIR_EASE: 0.0, T.MARKUP_SHARE: 0.10, T.GROWTH_SHARE: 0.05,
    T.OWNER_COST_SHARE: 0.08, T.FOLLOW_UP_SHARE: 0.0, T.FOLLOW_UP_YEARS: 0, T.DESIGN_FACTOR: 1.0,
    T.EXECUTION_FACTOR: 1.0, T.DEFECTS_SHARE: 0.04, T.DEFECTS_YEARS: 10, T.RECOVERED_SHARE: 0.5,
    T.LIABILITY_YEARS: 5, T.OPERATION_YEARS: 0, T.OPERATION_PREMIUM_SHARE: 0.0,
}  # fmt: skip
PLAIN = Form("plain", Selector.MIN_CAPEX, BASE)
BRIEFED = Form(
    "briefed", Selector.MIN_CAPEX,
    {**BASE, T.OWNER_FIXED_SHARE: 0.7, T.MINIMUM_REPAIR_EASE: 0.5, T.MARKUP_SHARE: 0.12},
)  # fmt: skip
OPERATED = Form(
    "operated", Selector.MIN_LCC_HORIZON,
    {**BASE, T.OWNER_FIXED_SHARE: 0.4, T.FOLLOW_UP_SHARE: 0.005, T.FOLLOW_UP_YEARS: 5,
     T.LIABILITY_YEARS: 10, T.RECOVERED_SHARE: 0.9, T.OPERATION_YEARS: 5,
     T.OPERATION_PREMIUM_SHARE: 0.1},
)  # fmt: skip


@pytest.fixture(scope="module")
def options() -> ContractOptions:
    variants = (A_CHEAP, A_GOOD, B_CHEAP, B_DEAR)
    table = pd.DataFrame(
        {
            "component_key": ["a", "a", "b", "b"], "variant_id": ["a.1", "a.2", "b.1", "b.2"],
            "kind_no": [0, 0, 1, 1], "line_count": 1, "component_count": 1,
            "acquisition_nok": [v[0] for v in variants], "rei": [v[2] for v in variants],
            "easy": [int(v[2] >= 0.65) for v in variants],
            "repair_hours_per_year": [v[3] for v in variants],
            "corrective_nok_per_year": [v[1] for v in variants],
        }
    )  # fmt: skip
    years = np.arange(11)
    running = np.outer([v[1] for v in variants], years > 0).astype(float)
    replaced = np.zeros((2, 4, 11))
    replaced[0, 0, [2, 4, 6, 8]] = 100.0  # lives a half as long
    replaced[1, 0, 5] = 100.0
    time = TimeValue(
        discount=1.1**-years, price=np.ones(11), end_discount=1.1**-10, end_price=1.0,
        acquisition_shares=(years == 0).astype(float),
    )  # fmt: skip
    return ContractOptions(
        table, np.array([0.5, 1.0]), running, replaced, np.zeros((2, 4)), time, (), None, {}
    )


def near(value: float):
    return pytest.approx(value, abs=2e-3)  # the factors have six decimals


def test_the_plain_form(options) -> None:
    """A quarter is the owner's (good A, cheap B), the rest the cheapest to buy."""
    found = amounts_of(options, PLAIN, SETTINGS)
    a, b = 0.25 * 150 + 0.75 * 100, 200.0
    contract = (a + b) * 1.10 * 1.05
    a_year, once = 0.25 * 5 + 0.75 * 20, 0.75 * 100
    assert found.acquisition_nok == pytest.approx(312.5)
    assert found.contract_nok == pytest.approx(360.9375)
    assert found.owner_nok == pytest.approx(0.08 * 360.9375)
    assert found.operation_nok == near((a_year + 10) * TEN + once * ONCE)
    # 0.4 % of the contract sum a year; half of it comes back in the first five years
    assert found.defects_nok == near(contract * 0.004 * (0.5 * FIVE + (TEN - FIVE)))
    assert found.premium_nok == 0.0
    assert found.easy_share == pytest.approx(0.25 * 150 / 312.5)
    assert found.repair_hours == pytest.approx(10 * (0.25 * 0.5 + 0.75 * 2.0 + 1.0))
    unrest = 0.25 * 0.2 * 5 + 0.75 * 0.7 * 20 + 0.6 * 10
    assert found.preference_nok == near(0.5 * TEN * unrest)


def test_the_operating_contractor(options) -> None:
    """Over five years at 20 % cheap A costs 200.0 with its renewal, good A 165.0: it picks good."""
    found = amounts_of(options, OPERATED, SETTINGS)
    cheap_a, good_a = 100 + 20 * FIVE_AT_20 + 100 * 1.2**-5, 150 + 5 * FIVE_AT_20
    assert good_a < cheap_a
    contract = 350 * 1.10 * 1.05
    assert found.contract_nok == pytest.approx(contract)
    assert found.owner_nok == pytest.approx(contract * 0.08)
    assert found.follow_up_nok == near(contract * 0.005 * FIVE)
    assert found.bought_nok == pytest.approx(contract * 1.08)  # follow-up comes after handover
    assert found.operation_nok == near(15 * TEN)
    assert found.premium_nok == near(0.1 * 15 * FIVE)  # handed back after five years
    assert found.defects_nok == near(contract * 0.004 * 0.1 * TEN)  # liable all ten years
    sooner = OPERATED.changed({T.HORIZON_YEARS: 4})  # the renewal is then the owner's problem
    weight = 0.4
    assert amounts_of(options, sooner, SETTINGS).acquisition_nok == pytest.approx(
        weight * 150 + (1 - weight) * 100 + 200
    )


def test_form_and_brief_apart(options) -> None:
    """Both forms pick alike under one brief, so the form is two points of mark-up and no more."""
    plain, briefed, _ = compare_forms(options, (PLAIN, BRIEFED, OPERATED), "plain", SETTINGS)
    on_contract = 1 + 0.08 + 0.004 * (0.5 * FIVE + (TEN - FIVE))
    form = 312.5 * 1.05 * (1.12 - 1.10) * on_contract
    assert briefed.form_effect_nok == near(form)
    # with the brief all of A is good, and where B is free it has to be the dear one
    a, b = 150.0, 0.7 * 200 + 0.3 * 230
    living = 5 + 0.7 * 10 + 0.3 * 9

    def total(markup: float) -> float:
        return (a + b) * 1.05 * (1 + markup) * on_contract + living * TEN

    before = 312.5 * 1.05 * 1.10 * on_contract + 26.25 * TEN + 75 * ONCE
    assert plain.own.total_nok == near(before)
    assert briefed.brief_effect_nok == near(total(0.12) - (before + form))
    assert briefed.brief_alone_nok == near(total(0.10) - before)
    assert briefed.own.total_nok - plain.own.total_nok == near(total(0.12) - before)
    assert (plain.form_effect_nok, plain.brief_effect_nok, plain.brief_alone_nok) == (0, 0, 0)


def test_payback(options) -> None:
    """Beyond the plain form good A costs 62 more to get and 11.25 less a year, 75 in year 5."""
    plain, all_fixed = compare_forms(
        options, (PLAIN, Form("fixed", Selector.MIN_CAPEX, {**BASE, T.OWNER_FIXED_SHARE: 1.0})),
        "plain", SETTINGS,
    )  # fmt: skip
    more = 37.5 * 1.10 * 1.05
    extra = more * 1.08
    assert all_fixed.extra_bought_nok == pytest.approx(extra)
    left, year = extra, 0
    while left > 0:
        year += 1
        net = more * 0.004 * (0.5 if year <= 5 else 1.0)
        left += (net - 11.25 - (75 if year == 5 else 0)) / 1.1**year
    assert all_fixed.payback_year == year == 5
    assert (plain.extra_bought_nok, plain.payback_year) == (0.0, 0)


def test_amounts_are_rounded_as_a_sheet_rounds_them() -> None:
    """Excel and LibreOffice give these for ROUND(x, 2); halves to even would give others."""
    amounts = np.array([1.005, 48242.625, 2.345, -0.125, 0.0])
    assert whole_oere(amounts).tolist() == [1.01, 48242.63, 2.35, -0.13, 0.0]


def test_half_the_life_renews_four_times(options) -> None:
    worn = PLAIN.changed({T.DESIGN_FACTOR: 0.625, T.EXECUTION_FACTOR: 0.8})
    times = sum(1.1**-year for year in (2, 4, 6, 8))
    assert amounts_of(options, worn, SETTINGS).operation_nok == near(26.25 * TEN + 75 * times)
    found = compare_forms(options, (PLAIN, replace(worn, form_id="worn")), "plain", SETTINGS)[1]
    assert found.form_effect_nok == near(75 * (times - ONCE))
    assert found.difference_without_factors_nok == pytest.approx(0.0, abs=1e-9)
