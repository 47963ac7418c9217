"""An alternative beside a base: every combination of signs has a number or a word."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from robuild.costing import discount_factors, weighted_cost
from robuild.costing.measures import (
    NoBreakEven,
    NoMeasure,
    NoRate,
    Spending,
    adjusted_return,
    break_even_alpha,
    compare,
    even_payback_years,
    internal_rate_of_return,
    payback_years,
    savings_to_investment_ratio,
)
from robuild.terms.settings import Settings

YEARS = 10
FACTORS = discount_factors(Settings(period_years=YEARS))
NOK = st.integers(-10_000, 10_000).map(float)
AMOUNTS = st.lists(NOK, min_size=YEARS + 1, max_size=YEARS + 1).map(np.array)
SPENDINGS = st.builds(Spending, AMOUNTS, AMOUNTS)


def spending(now, yearly, **later):
    """Bought now, run every year; `y5=…` on top in year 5."""
    investment, running = np.zeros(YEARS + 1), np.full(YEARS + 1, float(yearly))
    investment[0], running[0] = now, 0.0
    for year, amount in later.items():
        running[int(year[1:])] += amount
    return Spending(investment, running)


def numbers(found):
    return (
        found.savings_to_investment_ratio,
        found.adjusted_return_share_per_year,
        found.simple_payback_years,
        found.discounted_payback_years,
    )


def test_dearer_to_buy_and_cheaper_to_own_by_hand():
    """1 000 more now, 200 less a year, 10 years at 4 %: annuity factor 8.110896."""
    found = compare(spending(1_000, 500), spending(2_000, 300), FACTORS)
    assert found.extra_investment_pv_nok == 1_000
    assert found.running_savings_pv_nok == pytest.approx(1_622.179, abs=5e-4)
    assert found.net_savings_nok == pytest.approx(622.179, abs=5e-4)
    assert found.savings_to_investment_ratio == pytest.approx(1.622179, abs=5e-7)
    # saved 200 a year are 2 401.2214 after 10 years at 4 %: 2.4012214 ** 0.1 − 1
    assert found.adjusted_return_share_per_year == pytest.approx(0.091549, abs=5e-7)
    assert found.simple_payback_years == 5
    # after 5 years 890.36, after 6 years 1 048.43
    assert found.discounted_payback_years == 6


@pytest.mark.parametrize(
    ("extra", "saving", "word"),
    [
        (100, 0, NoMeasure.NO_SAVING),
        (100, -10, NoMeasure.NO_SAVING),
        (0, -10, NoMeasure.NO_SAVING),
        (0, 0, NoMeasure.SAME_COST),
        (0, 10, NoMeasure.CHEAPER_FROM_DAY_ONE),
        (-100, 0, NoMeasure.CHEAPER_FROM_DAY_ONE),
        (-100, 10, NoMeasure.CHEAPER_FROM_DAY_ONE),
        (-100, -10, NoMeasure.DEARER_TO_OWN),
        (-100, -1, NoMeasure.DEARER_TO_OWN),  # though it is cheaper over the whole life
    ],
)
def test_without_extra_investment_or_saving_there_is_a_word(extra, saving, word):
    found = compare(spending(1_000, 500), spending(1_000 + extra, 500 - saving), FACTORS)
    assert set(numbers(found)) == {word}
    assert found.net_savings_nok == pytest.approx(saving * FACTORS[1:].sum() - extra)


def test_a_saving_that_is_too_small_never_pays_back():
    found = compare(spending(0, 500), spending(10_000, 400), FACTORS)
    assert found.simple_payback_years is NoMeasure.NEVER
    assert found.discounted_payback_years is NoMeasure.NEVER
    assert 0 < found.savings_to_investment_ratio < 1  # a number: a part is paid back
    assert found.adjusted_return_share_per_year < 0.04


def test_interest_may_be_all_the_difference():
    found = compare(spending(0, 100), spending(1_000, 0), FACTORS)
    assert found.simple_payback_years == 10
    assert found.discounted_payback_years is NoMeasure.NEVER


def test_what_is_paid_back_and_lost_again_is_not_paid_back():
    found = compare(spending(0, 300), spending(1_000, 0, y8=2_500), FACTORS)
    assert found.simple_payback_years is NoMeasure.NOT_FOR_GOOD
    assert found.discounted_payback_years is NoMeasure.NOT_FOR_GOOD
    assert found.net_savings_nok < 0


def test_extra_investment_paid_over_several_years_counts_as_a_whole():
    extra, saving = np.zeros(YEARS + 1), np.full(YEARS + 1, 100.0)
    extra[:3], saving[0] = 100.0, 0.0
    assert payback_years(extra, saving, np.ones(YEARS + 1)) == 3


def test_dust_of_the_machine_is_no_extra_investment():
    one = spending(0.1 + 0.2, 100.0)
    assert set(numbers(compare(one, spending(0.3, 100.0), FACTORS))) == {NoMeasure.SAME_COST}
    exact = np.zeros(YEARS + 1)
    exact[1:] = 0.1  # ten tenths are a little less than 1 in binary
    extra = np.zeros(YEARS + 1)
    extra[0] = 1.0
    assert payback_years(extra, exact, np.ones(YEARS + 1)) == 10


@given(SPENDINGS, SPENDINGS)
def test_net_savings_are_the_difference_of_life_cycle_costs(base, alternative):
    costs = [float((s.investment_nok + s.running_nok) @ FACTORS) for s in (base, alternative)]
    found = compare(base, alternative, FACTORS).net_savings_nok
    assert found == pytest.approx(costs[0] - costs[1], abs=1e-3)


@given(SPENDINGS, SPENDINGS)
def test_answers_are_finite_or_words_and_agree(base, alternative):
    found = compare(base, alternative, FACTORS)
    answers = numbers(found)
    assert all(isinstance(a, NoMeasure) or math.isfinite(a) for a in answers)
    ratio, airr, _, payback = answers
    assume(abs(found.net_savings_nok) > 1e-3)
    if not isinstance(ratio, NoMeasure):
        assert (ratio > 1) == (found.net_savings_nok > 0)
        at_par = adjusted_return(1.0, FACTORS)  # the discount rate itself
        assert (airr > at_par) == (found.net_savings_nok > 0)
        assert isinstance(payback, int) == (found.net_savings_nok > 0)
    turned = compare(alternative, base, FACTORS)
    assert turned.net_savings_nok == pytest.approx(-found.net_savings_nok)
    if ratio is NoMeasure.DEARER_TO_OWN:
        assert not isinstance(turned.savings_to_investment_ratio, NoMeasure)
    if ratio is NoMeasure.CHEAPER_FROM_DAY_ONE:
        assert turned.savings_to_investment_ratio is NoMeasure.NO_SAVING


@given(SPENDINGS, SPENDINGS, st.sampled_from([0.125, 8.0]))
def test_the_unit_of_money_does_not_matter(base, alternative, unit):
    scaled = [Spending(s.investment_nok * unit, s.running_nok * unit) for s in (base, alternative)]
    found = numbers(compare(*scaled, FACTORS))
    for one, other in zip(found, numbers(compare(base, alternative, FACTORS)), strict=True):
        assert one == other if isinstance(other, NoMeasure) else one == pytest.approx(other)


def test_at_no_rate_nothing_is_discounted():
    ones = np.ones(YEARS + 1)
    found = compare(spending(0, 100), spending(500, 0), ones)
    assert found.net_savings_nok == 500
    assert found.discounted_payback_years == found.simple_payback_years == 5
    assert found.adjusted_return_share_per_year == pytest.approx(2.0**0.1 - 1)


def test_the_adjusted_return_of_stepped_rates_is_chained():
    factors = discount_factors(
        Settings(period_years=60, real_rate_1_until_year=20, real_rate_2_until_year=40)
    )
    mean = (1.04**20 * 1.03**20 * 1.02**20) ** (1 / 60) - 1
    assert adjusted_return(1.0, factors) == pytest.approx(mean, rel=1e-12)
    assert adjusted_return(3.0, factors) == pytest.approx((1 + mean) * 3 ** (1 / 60) - 1, rel=1e-12)


@pytest.mark.parametrize("ratio", [0.0, -1.0, math.inf, math.nan])
def test_there_is_no_return_on_nothing(ratio):
    with pytest.raises(ValueError, match="SIR is"):
        adjusted_return(ratio, FACTORS)
    with pytest.raises(ValueError, match="0 years after year 0"):
        adjusted_return(2.0, np.ones(1))


def test_an_even_saving():
    assert even_payback_years(100.0, 40.0) == 2.5
    assert even_payback_years(100.0, 0.0) is NoMeasure.NO_SAVING
    assert even_payback_years(0.0, 40.0) is NoMeasure.CHEAPER_FROM_DAY_ONE


@pytest.mark.parametrize("part", ["investment_nok", "running_nok"])
def test_what_is_not_known_is_not_compared(part):
    known, unknown = spending(1, 1), spending(1, 1)
    getattr(unknown, part)[3] = np.nan
    for pair in ((known, unknown), (unknown, known)):
        with pytest.raises(ValueError, match="not known in year 3; compare only"):
            compare(*pair, FACTORS)
    with pytest.raises(ValueError, match="saving is nan"):
        savings_to_investment_ratio(math.nan, 1.0)


def test_other_years_are_refused():
    with pytest.raises(ValueError, match=r"discount factors \(8\)"):
        compare(spending(1, 1), spending(1, 1), FACTORS[:8])
    with pytest.raises(ValueError, match="at least two"):
        compare(Spending(np.ones(1), np.ones(1)), Spending(np.ones(1), np.ones(1)), np.ones(1))


@given(st.floats(1.0, 1e6), st.lists(st.floats(0.0, 1e6), min_size=1, max_size=75).filter(any))
def test_flows_are_worth_nothing_at_their_internal_rate(invested, income):
    flows = np.array([-invested, *income])
    assume(max(income) > 1e-3)
    rate = internal_rate_of_return(flows)
    assert rate > -1
    exponents = -np.arange(len(flows)) * math.log1p(rate)
    weights = np.exp(exponents - exponents.max())
    assert abs(flows @ weights) <= 1e-7 * (np.abs(flows) @ weights)


def test_flows_without_one_internal_rate_get_a_word():
    assert internal_rate_of_return(np.array([100.0, 0.0, 5.0])) is NoRate.NO_CHANGE_OF_SIGN
    assert internal_rate_of_return(np.zeros(4)) is NoRate.NO_CHANGE_OF_SIGN
    # worth nothing at 0 % and at 100 %
    two = np.array([-1.0, 3.0, -2.0])
    assert internal_rate_of_return(two) is NoRate.SEVERAL_CHANGES_OF_SIGN
    assert internal_rate_of_return(np.array([-100.0, 0.0, 25.0])) == pytest.approx(-0.5)
    with pytest.raises(ValueError, match="not known"):
        internal_rate_of_return(np.array([-1.0, np.nan]))


def test_the_doors_never_rank_equal():
    """Method II.4: the solid door is cheaper and easier to repair, so alpha only adds to it."""
    found = break_even_alpha((60_591.0, 17_720.0), (42_663.0, 2_548.0), (0.446, 0.935))
    assert found is NoBreakEven.BELOW_RANGE


@pytest.mark.parametrize(
    ("costs", "corrective", "reis", "answer"),
    [
        ((1_000.0, 1_100.0), (500.0, 200.0), (0.5, 0.75), 0.5),
        ((1_100.0, 1_000.0), (200.0, 500.0), (0.75, 0.5), 0.5),
        ((1_000.0, 1_400.0), (500.0, 200.0), (0.5, 0.75), 2.0),
        ((1_000.0, 1_401.0), (500.0, 200.0), (0.5, 0.75), NoBreakEven.ABOVE_RANGE),
        ((1_000.0, 1_000.0), (500.0, 200.0), (0.5, 0.75), 0.0),
        ((1_000.0, 1_000.0), (200.0, 500.0), (0.75, 0.5), 0.0),
        ((1_000.0, 1_100.0), (200.0, 500.0), (0.75, 0.5), NoBreakEven.BELOW_RANGE),
        ((1_000.0, 1_100.0), (500.0, 500.0), (0.5, 0.5), NoBreakEven.EQUAL_AT_NO_ALPHA),
        ((1_000.0, 1_100.0), (0.0, 0.0), (0.5, 0.9), NoBreakEven.EQUAL_AT_NO_ALPHA),
        ((1_000.0, 1_000.0), (500.0, 250.0), (0.8, 0.6), NoBreakEven.EQUAL_AT_ANY_ALPHA),
    ],
)
def test_break_even_alpha(costs, corrective, reis, answer):
    found = break_even_alpha(costs, corrective, reis)
    assert found == (answer if isinstance(answer, NoBreakEven) else pytest.approx(answer))
    assert math.copysign(1.0, found) > 0 if isinstance(found, float) else True


POSITIVE = st.floats(1.0, 1e6)
INDEX = st.floats(0.1, 1.0)


@given(st.tuples(POSITIVE, POSITIVE), st.tuples(POSITIVE, POSITIVE), st.tuples(INDEX, INDEX))
def test_weighted_costs_are_equal_at_the_alpha_found_and_keep_their_order_without(
    costs, corrective, reis
):
    def dearer(alpha):
        one, other = weighted_cost(np.array(costs), np.array(corrective), np.array(reis), alpha)
        return (other - one) / (other + one)

    found = break_even_alpha(costs, corrective, reis)
    if isinstance(found, float):
        assert 0 <= found <= 2
        assert dearer(found) == pytest.approx(0.0, abs=1e-6)
    else:
        assert dearer(0.0) * dearer(2.0) >= -1e-12


@pytest.mark.parametrize("at", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_unknown_amounts_have_no_break_even(at):
    given_ = [[1_000.0, 1_100.0], [500.0, 200.0]]
    given_[at[0]][at[1]] = math.nan
    with pytest.raises(ValueError, match="known amount"):
        break_even_alpha(tuple(given_[0]), tuple(given_[1]), (0.5, 0.75))


def test_an_index_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        break_even_alpha((1.0, 2.0), (1.0, 2.0), (0.5, 1.1))
