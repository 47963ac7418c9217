"""Bids: expected costs by plain loops (`bid_cases`), never by robuild's own rooms."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from bid_cases import (
    BAD,
    GOOD,
    MIDDLE,
    SCALES,
    answer,
    bid,
    by_hand,
    position,
    tender,
    terms,
    total_by_hand,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from robuild.procurement.bids import (
    WhatIf,
    award,
    break_evens,
    evaluate,
    figures_of,
    points_of_cost,
    reversal,
    total_points,
)
from robuild.procurement.bids import count_answers as counted
from robuild.procurement.bids.points import PointModel, made_up_reversal
from robuild.procurement.bids.sensitivity import Tried, changed
from robuild.terms.bids import BidStatus
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings
from robuild.terms.tender import PositionUse
from robuild.terms.vocabulary import Criterion, Unit, UseIntensity

NO_DRAWS = Settings(uncertainty_draws=0)


def run(found, **bids):
    return award(found, [bid(name, *rows) for name, rows in bids.items()], NO_DRAWS)


def by_name(result):
    return {each.bidder: each for each in result.results}


def every(found, **changes):
    return [answer(row.position_id, **changes) for row in found.positions]


def codes(result, name):
    return [each.code for each in result.findings if each.bidder == name]


@pytest.mark.parametrize("mid_year", [False, True])
@pytest.mark.parametrize("alpha", [0.0, 0.7])
@pytest.mark.parametrize(
    "level", [BAD, GOOD, MIDDLE, MIDDLE | {"C4": "surface", "C6": "caretaker"}]
)
def test_one_position_costs_what_the_loops_say(level, alpha, mid_year) -> None:
    found = tender(
        position(1), position(2, quantity=31.5, unit=Unit.SQUARE_METRE, event_quantity=2.0,
                              owner_life_years=7.5, most_life_years=12.5),
        terms=terms(alpha=alpha, mid_year=mid_year, opening_offset_years=2, spare_premium=1.3,
                    real_rate_until_years=(20, 30), caretaker_minimum_order_nok=700.0,
                    caretaker_call_out_nok=150.0),
    )  # fmt: skip
    rows = [answer(row.position_id, level, life_years=11.0, hours=3.1) for row in found.positions]
    result = run(found, one=rows)
    for at, row in enumerate(found.positions):
        expected = by_hand(found, row, rows[at])
        for part in ("price", "corrective", "planned", "preference", "total"):
            value = getattr(result.costs, part)[0, at]
            assert value == pytest.approx(expected[part], rel=1e-9), part
        assert result.figures.rei[0, at] == pytest.approx(expected["rei"], rel=1e-12)
    whole = [by_hand(found, row, rows[at]) for at, row in enumerate(found.positions)]
    assert result.results[0].repair_hours == pytest.approx(sum(w["hours"] for w in whole))
    by_value = sum(w["rei"] * w["price"] for w in whole) / sum(w["price"] for w in whole)
    assert result.results[0].rei_by_value == pytest.approx(by_value)


def test_index_by_interventions_is_weighted_by_damage_and_renewals() -> None:
    found = tender(position(1), position(2, quantity=60.0))
    rows = [
        answer(found.positions[0].position_id, BAD),
        answer(found.positions[1].position_id, GOOD),
    ]
    whole = [by_hand(found, row, rows[at]) for at, row in enumerate(found.positions)]
    # the planned pieces of a kind counted in pieces are its quantity
    expected = sum(w["rei"] * w["interventions"] for w in whole) / sum(
        w["interventions"] for w in whole
    )
    assert run(found, one=rows).results[0].rei_by_use == pytest.approx(expected, rel=1e-9)


def test_the_lowest_price_loses_and_elsewhere_wins() -> None:
    found = tender(position(1), position(2))
    cheap = every(found, level=BAD, unit_price_nok=4000.0, material_price_nok=2000.0, life_years=12)
    good = every(found, level=GOOD, unit_price_nok=8000.0, material_price_nok=5000.0,
                 life_years=25, life_evidence="tested")  # fmt: skip
    result = run(found, cheap=cheap, good=good)
    assert [each.bidder for each in result.results] == ["good", "cheap"]
    assert result.results[0].price_nok > result.results[1].price_nok
    for name, rows in (("cheap", cheap), ("good", good)):
        assert by_name(result)[name].evaluated_nok == pytest.approx(total_by_hand(found, rows))
    # hardly any damage and no renewal within the period: price decides
    uses = (PositionUse(use_intensity=UseIntensity.ORDINARY, quantity=20.0, life_factor=1.0,
                        damage_events_per_year=0.01),)  # fmt: skip
    quiet = tender(
        position(1, owner_life_years=80.0, most_life_years=90.0, uses=uses),
        position(2, owner_life_years=80.0, most_life_years=90.0, uses=uses),
    )
    cheap, good = (
        every(quiet, level=BAD, unit_price_nok=4000.0, life_years=80),
        every(quiet, level=GOOD, unit_price_nok=8000.0, life_years=90),
    )
    result = run(quiet, good=good, cheap=cheap)
    assert [each.bidder for each in result.results] == ["cheap", "good"]
    assert by_name(result)["cheap"].evaluated_nok == pytest.approx(total_by_hand(quiet, cheap))


def test_a_tie_is_told_as_one() -> None:
    found = tender(position(1, quantity=1.0, uses=(
        PositionUse(use_intensity=UseIntensity.RAISED, quantity=1.0, life_factor=1.0,
                    damage_events_per_year=0.1),)))  # fmt: skip
    rows = {name: every(found, unit_price_nok=7000.0) for name in ("b", "A")}
    rows["c"] = every(found, unit_price_nok=7000.004)
    rows["d"] = every(found, unit_price_nok=7000.02)
    result = run(found, **rows)
    assert {each.bidder: each.rank for each in result.results} == {"A": 1, "b": 1, "c": 1, "d": 4}
    assert [result.results[at].bidder for at in result.winners] == ["A", "b", "c"]


@pytest.mark.parametrize("gap", ["unit_price_nok", "material_price_nok"])
def test_what_is_missing_is_never_nought_and_not_ranked(gap) -> None:
    found = tender(position(1), position(2), position(3, mandatory=False))
    whole, lacking = every(found), every(found, unit_price_nok=1.0)
    lacking[1][gap] = None
    result = run(found, whole=whole, lacking=lacking)
    one = by_name(result)["lacking"]
    assert one.status is BidStatus.INCOMPLETE
    assert math.isnan(one.rank)
    assert math.isnan(one.evaluated_nok)
    assert one.missing == 1
    assert [f.field for f in result.findings if f.code == "missing"] == [gap]
    assert by_name(result)["whole"].rank == 1
    # an option that was not priced leaves the bid whole, and out of every sum
    optional = every(found)
    optional[2]["unit_price_nok"] = None
    result = run(found, whole=whole, optional=optional)
    assert [each.rank for each in result.results] == [1, 1]
    assert by_name(result)["whole"].evaluated_nok == pytest.approx(total_by_hand(found, whole))


def test_a_kind_whose_life_nobody_knows_is_judged_by_price() -> None:
    found = tender(position(1, owner_life_years=None, most_life_years=None))
    rows = every(found, material_price_nok=None, hours=None, life_years=None)
    result = run(found, one=rows)
    assert result.results[0].evaluated_nok == pytest.approx(7000.0 * 20)
    assert result.results[0].corrective_nok == 0


@pytest.mark.parametrize(
    ("claim", "evidence", "counts"),
    [(18, "none", 18), (26, "none", 20), (26, "declared", 26), (35, "declared", 30),
     (35, "tested", 35), (60, "tested", 40), (None, "none", 20)],
)  # fmt: skip
def test_a_claimed_life_counts_as_far_as_its_evidence(claim, evidence, counts) -> None:
    found = tender()
    given = bid("one", *every(found, life_years=claim, life_evidence=evidence))
    (one,), findings = counted(found, given)
    assert one.life_years == counts
    said = [f.code for f in findings if f.field == "life_years"]
    expected = ["owner_figure"] if claim is None else ["claim_capped"] if claim > counts else []
    assert said == expected


@pytest.mark.parametrize(
    ("claim", "evidence", "counts"),
    [(3.0, "none", 3.5), (3.0, "declared", 3.0), (2.6, "declared", 3.0), (2.6, "tested", 2.6),
     (1.0, "tested", 2.5), (9.0, "none", 9.0)],
)  # fmt: skip
def test_claimed_hours_count_as_far_as_their_evidence(claim, evidence, counts) -> None:
    found = tender()
    (one,), _ = counted(found, bid("one", *every(found, hours=claim, levels_evidence=evidence)))
    assert one.hours == counts


@pytest.mark.parametrize(
    ("evidence", "own", "counts"),
    # limits on C1: 0.2 without evidence, 0.6 half way, 1.0 in full
    [("none", "soft_seal", "soft_seal"), ("declared", "soft_seal", "soft_seal"),
     ("tested", "soft_seal", "dry"), ("declared", "screw", "screw"), ("none", None, "dry")],
)  # fmt: skip
def test_a_claimed_level_counts_as_far_as_its_evidence(evidence, own, counts) -> None:
    own = {Criterion.CONNECTION: own} if own else {}
    found = tender(position(owner_levels=own))
    rows = every(found, level=MIDDLE | {"C1": "dry"}, levels_evidence=evidence)
    (one,), findings = counted(found, bid("one", *rows))
    assert one.levels[Criterion.CONNECTION].level == counts
    assert ("level_capped" in [f.code for f in findings]) == (counts != "dry")


def test_an_unanswered_level_counts_as_the_worst() -> None:
    found = tender()
    rows = every(found)
    rows[0]["level_c4"] = None
    (one,), findings = counted(found, bid("one", *rows))
    assert one.levels[Criterion.SMALLEST_PART].level == "surface"
    assert [f.code for f in findings] == ["level_missing"]


def test_below_a_minimum_is_a_reservation_and_still_ranked() -> None:
    found = tender(
        position(minimum_levels={Criterion.SMALLEST_PART: "assembly"}, minimum_repair_ease=0.9)
    )
    rows = every(found, level=MIDDLE | {"C4": "whole"}, lead_time_days=90.0, warranty_years=2.0,
                 spare_parts_years=None)  # fmt: skip
    result = run(found, one=rows)
    assert result.results[0].rank == 1
    said = {(f.code, f.field) for f in result.findings if f.reservation}
    assert said == {("below_minimum", "level_c4"), ("above_maximum", "lead_time_days"),
                    ("below_minimum", "warranty_years"), ("not_answered", "spare_parts_years"),
                    ("below_minimum", "repair_ease")}  # fmt: skip
    assert result.results[0].reservations == 5


def test_prices_out_of_range_are_marked_and_never_changed() -> None:
    found = tender(position(1), position(2), position(3))
    rows = every(found)
    for row, price in zip(rows, (900.0, 30_000.0, 0.0), strict=True):
        row["unit_price_nok"] = price
    result = run(found, one=rows)
    said = {f.code for f in result.findings if f.field == "unit_price_nok"}
    assert said == {"price_below", "price_above", "zero_price"}
    assert result.results[0].price_nok == pytest.approx(20 * 30_900.0)


def test_a_bid_far_below_the_others_is_marked() -> None:
    found = tender()
    prices = {"low": 1600.0, "b": 20_000.0, "c": 22_000.0}
    rows = {name: every(found, unit_price_nok=price, material_price_nok=1000.0, level=GOOD)
            for name, price in prices.items()}  # fmt: skip
    result = run(found, **rows)
    totals = {name: total_by_hand(found, each) for name, each in rows.items()}
    assert totals["low"] < 0.7 * (totals["b"] + totals["c"]) / 2
    assert [each.low for each in result.results] == [True, False, False]
    assert "abnormally_low" in codes(result, "low")
    assert by_name(run(found, low=rows["low"])).get("low").low is False


def test_an_outlier_is_outside_half_and_twice_the_median() -> None:
    found = tender(position(owner_life_years=None))
    prices = {"a": 7000.0, "b": 7400.0, "c": 3000.0, "d": 16_000.0}
    result = run(found, **{n: every(found, unit_price_nok=p) for n, p in prices.items()})
    said = {f.bidder: f.code for f in result.findings if f.code.startswith("outlier")}
    assert said == {"c": "outlier_low", "d": "outlier_high"}


@pytest.fixture(scope="module")
def five():
    """Five bidders on 300 positions."""
    draw = random.Random(11)
    mixes = [BAD, GOOD, MIDDLE, MIDDLE | {"C4": "worn_part"}, GOOD | {"C7": "bespoke"}]
    rows = [
        position(n, quantity=float(draw.randint(1, 60)), event_quantity=draw.choice([1.0, 0.5]),
                 owner_life_years=draw.choice([8.0, 12.5, 20.0, 30.0]), most_life_years=40.0,
                 mandatory=n % 10 != 3)
        for n in range(1, 301)
    ]  # fmt: skip
    found = tender(*rows)
    answers = {
        f"bidder {at}": [
            answer(row.position_id, level, unit_price_nok=round(draw.uniform(3000, 9000), 2),
                   material_price_nok=round(draw.uniform(1500, 3000), 2),
                   life_years=draw.choice([9.0, 15.0, 33.3]),
                   life_evidence=draw.choice(["none", "declared", "tested"]))
            for row in rows
        ]
        for at, level in enumerate(mixes)
    }  # fmt: skip
    return found, answers


def test_five_bidders_on_three_hundred_lines(five) -> None:
    found, answers = five
    result = run(found, **answers)
    totals = {name: total_by_hand(found, rows) for name, rows in answers.items()}
    order = sorted(totals, key=totals.get)
    assert [each.bidder for each in result.results] == order
    for each in result.results:
        assert each.evaluated_nok == pytest.approx(totals[each.bidder], rel=1e-9)
        assert each.rank == 1 + order.index(each.bidder)


@pytest.mark.parametrize(
    ("tried", "value", "what"),
    [(Tried.RATE, 0.07, {"rates": (0.07,) * 3}), (Tried.PERIOD, 22, {"period": 22}),
     (Tried.ALPHA, 1.5, {"alpha": 1.5}), (Tried.DAMAGE, 2.5, {"damage": 2.5})],
)  # fmt: skip
def test_other_terms_give_what_the_loops_give(five, tried, value, what) -> None:
    found, answers = five
    bids = [bid(name, *rows) for name, rows in answers.items()]
    figures = figures_of(found, list(answers), [counted(found, each)[0] for each in bids])
    costs = evaluate(found, figures, changed(WhatIf.announced(found.terms), tried, value))
    for at, rows in enumerate(answers.values()):
        assert costs.evaluated[at] == pytest.approx(total_by_hand(found, rows, what), rel=1e-9)


@pytest.mark.parametrize(
    ("price", "least"),
    [(14_000.0, {Tried.RATE, Tried.ALPHA, Tried.DAMAGE}), (12_000.0, {Tried.PERIOD})],
)
def test_at_a_break_even_both_cost_the_same(price, least) -> None:
    found = tender(position(1))
    # dear to buy and easy to repair against cheap to buy and hard to repair
    rows = {
        "easy": every(found, level=GOOD, unit_price_nok=price, life_years=20),
        "hard": every(found, level=MIDDLE, unit_price_nok=7000.0, life_years=20),
    }
    result = run(found, **rows)
    first, other = (each.bidder for each in result.results)
    keys = {Tried.RATE: "rates", Tried.ALPHA: "alpha", Tried.DAMAGE: "damage"}
    reached = [each for each in result.break_evens if each.value is not None]
    assert {each.tried for each in reached} >= least
    for each in reached:
        if each.tried is Tried.PERIOD:
            there, before = (
                total_by_hand(found, rows[other], {"period": int(each.value) + step})
                < total_by_hand(found, rows[first], {"period": int(each.value) + step})
                for step in (0, 1 if each.value < 50 else -1)
            )
            assert there
            assert not before
            continue
        value = (each.value,) * 3 if each.tried is Tried.RATE else each.value
        what = {keys[each.tried]: value}
        gap = total_by_hand(found, rows[first], what) - total_by_hand(found, rows[other], what)
        assert abs(gap) < 1e-3
    assert break_evens(found, result.figures, 0) == list(result.break_evens)


def test_points_of_each_model() -> None:
    import numpy as np

    costs = np.array([100.0, 125.0, 300.0])
    assert points_of_cost(PointModel.RELATIVE, costs).tolist() == pytest.approx([10, 7.5, 0])
    assert points_of_cost(PointModel.PROPORTIONAL, costs).tolist() == pytest.approx([10, 8, 10 / 3])
    assert points_of_cost(PointModel.SPAN, costs).tolist() == pytest.approx([10, 8.75, 0])


def test_taking_a_losing_bid_away_turns_two_others_round() -> None:
    import numpy as np

    names = ["dear", "middle", "cheap"]
    costs, quality = np.array([1.3e6, 1.0e6, 0.8e6]), np.array([0.95, 0.64, 0.1])
    found = reversal(names, costs, quality)
    assert found is not None
    assert found.removed not in (found.before, found.after)
    points = total_points(found.model, costs, quality, found.cost_weight)
    best = names[int(points.argmax())]
    assert found.removed != best
    left = [at for at, name in enumerate(names) if name != found.removed]
    fewer = total_points(found.model, costs[left], quality[left], found.cost_weight)
    rank = dict(zip([names[at] for at in left], fewer, strict=True))
    assert points[names.index(found.before)] > points[names.index(found.after)]
    assert rank[found.before] < rank[found.after]
    assert reversal(names[:2], costs[:2], quality[:2]) is None
    assert made_up_reversal().made_up


def test_the_same_files_give_the_same_hash_and_one_term_another() -> None:
    found = tender()
    one = run(found, a=every(found), b=every(found, unit_price_nok=1.0))
    assert (
        one.method_hash
        == run(found, b=every(found, unit_price_nok=1.0), a=every(found)).method_hash
    )
    other = tender(terms=terms(period_years=51))
    assert other.hash != found.hash
    assert run(other, a=every(other), b=every(other)).method_hash != one.method_hash


@settings(max_examples=12)
@given(data=st.data())
def test_in_money_no_bid_moves_another_and_dearer_is_never_better(data) -> None:
    found = tender(position(1), position(2, owner_life_years=9.0))
    mixes = st.fixed_dictionaries({c: st.sampled_from([r[0] for r in SCALES[c]]) for c in SCALES})
    rows = {
        name: every(found, level=data.draw(mixes), unit_price_nok=data.draw(st.floats(100, 2e4)),
                    material_price_nok=data.draw(st.floats(1, 1e4)),
                    life_years=data.draw(st.floats(1, 60)), hours=data.draw(st.floats(0.1, 9)))
        for name in "abc"
    }  # fmt: skip
    whole = by_name(run(found, **rows))
    fewer = by_name(run(found, a=rows["a"], b=rows["b"]))
    for name in "ab":
        assert fewer[name].evaluated_nok == whole[name].evaluated_nok
    better = sorted("ab", key=lambda name: whole[name].rank)
    assert sorted("ab", key=lambda name: fewer[name].rank) == better
    dearer = [
        each
        | {
            "unit_price_nok": each["unit_price_nok"] * 1.1,
            "material_price_nok": each["material_price_nok"] * 1.1,
        }
        for each in rows["a"]
    ]
    after = by_name(run(found, a=dearer, b=rows["b"], c=rows["c"]))
    assert after["a"].evaluated_nok > whole["a"].evaluated_nok
    assert after["a"].rank >= whole["a"].rank


def test_nothing_to_evaluate_is_refused() -> None:
    found = tender()
    faulty = replace(bid("x"), status=BidStatus.FAULTY, answers=None)
    with pytest.raises(InputError, match="no bid can be evaluated"):
        award(found, [faulty], NO_DRAWS)
    optional = tender(position(mandatory=False))
    with pytest.raises(InputError, match="no mandatory position"):
        run(optional, a=every(optional))


def test_scales_of_the_tests_cover_all_criteria() -> None:
    assert set(SCALES) == {criterion.value for criterion in Criterion}
