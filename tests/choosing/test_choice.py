"""What gets one variant, what is left out, and what is told about it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import linprog

from robuild.choosing import (
    CHOICES,
    LEFT_OUT,
    LINE_CHOICES,
    NEXT_STEPS,
    OFFERS,
    PARETO,
    choose,
)
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings
from robuild.terms.tables import checked, empty
from robuild.terms.vocabulary import ChoosePer

KNAPSACK = {
    "window": [(10, 60), (14, 48), (20, 40)],
    "lock": [(5, 30), (9, 22)],
    "kitchen": [(30, 120), (38, 98), (45, 95)],
    "door": [(8, 40), (8.5, 36), (12, 33)],
}


@pytest.fixture
def small(offer, table):
    return table(
        [
            offer(line, f"{line}-{n}", *pair, current=n == 0)
            for line, pairs in KNAPSACK.items()
            for n, pair in enumerate(pairs)
        ]
    )


@pytest.fixture
def doors(offer, table):
    """Two lines of doors in two types of dwelling, and windows."""
    rows = []
    for line, kind, number in (("d1", "2r", 4), ("d2", "3r", 6)):
        for name, price, cost in (("soft", 100, 900), ("solid", 300, 500)):
            more = {"key": "door", "kind": kind, "number": number, "family": f"{kind}:23"}
            more |= {"current": name == "soft", "weighted": (cost + 50) * number}
            rows.append(offer(line, name, price * number, cost * number, **more))
    rows.append(offer("w1", "frame", 1000, 5000, key="window", kind="2r", current=True))
    return table(rows)


def chosen(result):
    return dict(zip(result.choices["class_id"], result.choices["variant_id"], strict=True))


class TestClasses:
    @pytest.mark.parametrize(
        ("per", "classes"),
        [
            (ChoosePer.BUILDING, ["door", "window"]),
            (ChoosePer.DWELLING_TYPE, ["door|2r", "door|3r", "window|2r"]),
            (ChoosePer.LINE, ["d1", "d2", "w1"]),
        ],
    )
    def test_what_gets_one_variant(self, doors, per, classes):
        result = choose(doors, Settings(choose_per=per))
        assert list(result.choices["class_id"]) == classes
        assert list(result.lines["line_id"]) == ["d1", "d2", "w1"]

    def test_amounts_are_sums_over_the_lines_of_a_class(self, doors):
        door = choose(doors, Settings()).choices.iloc[0]
        assert door["variant_id"] == "solid"
        assert door["acquisition_cost_nok"] == 10 * 300
        assert door["life_cycle_cost_nok"] == 10 * 500
        assert door["weighted_difference_nok"] == 4 * 550 + 6 * 550 - 4 * 950 - 6 * 950
        assert door["dwelling_type"] == "2r; 3r"
        assert door["current_variant_id"] == "soft"
        assert door["changed"]

    def test_between_one_variant_for_all_and_one_for_each(self, doors):
        budget = 1000 + 4 * 300 + 6 * 100
        by_line = choose(doors, Settings(choose_per="line", budget_nok=budget))
        assert chosen(by_line) == {"d1": "solid", "d2": "soft", "w1": "frame"}
        assert chosen(choose(doors, Settings(budget_nok=budget)))["door"] == "soft"

    def test_tables_keep_their_schemas(self, doors):
        result = choose(doors, Settings(choose_per="line"))
        for kind, found in (
            (CHOICES, result.choices),
            (LINE_CHOICES, result.lines),
            (NEXT_STEPS, result.next_steps),
            (PARETO, result.pareto),
            (LEFT_OUT, result.left_out),
        ):
            checked(kind, found)

    def test_weighted_cost_can_be_what_is_made_smallest(self, offer, table):
        found = table(
            [
                offer("a", "quick", 10, 100, weighted=300),
                offer("a", "calm", 10, 120, weighted=130),
            ]
        )
        assert chosen(choose(found, Settings())) == {"a": "quick"}
        result = choose(found, Settings(objective="weighted_cost"))
        assert chosen(result) == {"a": "calm"}
        assert result.objective_nok == result.totals.weighted_cost_nok == 130


class TestLeftOut:
    def test_a_missing_amount_is_never_chosen(self, offer, table):
        found = table(
            [
                offer("a", "known", 10, 100),
                offer("a", "cheap", 5, math.nan, current=True),
                offer("b", "lost", math.nan, 10),
            ]
        )
        result = choose(found, Settings(budget_nok=10))
        assert chosen(result) == {"a": "known"}
        assert result.lines_not_choosable == ("b",)
        rows = result.left_out[["line_id", "variant_id", "reason"]]
        assert [tuple(row) for row in rows.to_numpy()] == [
            ("a", "cheap", "no_amount"),
            ("b", "lost", "no_amount"),
        ]
        assert result.totals.acquisition_cost_nok == 10
        assert result.current_totals is None

    def test_a_variant_has_to_be_priced_on_every_line_of_the_class(self, offer, table):
        found = table(
            [
                offer("a", "x", 10, 100, key="door"),
                offer("a", "y", 10, 50, key="door"),
                offer("b", "x", 10, 100, key="door"),
                offer("b", "y", math.nan, 50, key="door"),
            ]
        )
        result = choose(found, Settings())
        assert chosen(result) == {"door": "x"}
        assert list(result.left_out["reason"]) == ["not_on_every_line", "no_amount"]

    def test_lines_without_a_common_variant_cannot_be_chosen_for(self, offer, table):
        found = table([offer("a", "x", 1, 1, key="door"), offer("b", "y", 1, 1, key="door")])
        result = choose(found, Settings())
        assert result.lines_not_choosable == ("a", "b")
        assert result.choices.empty

    def test_nothing_to_choose_from(self):
        result = choose(empty(OFFERS), Settings(budget_nok=1))
        assert result.objective_nok == 0
        assert result.choices.empty
        assert result.next_steps.empty
        assert result.strong_share is None

    def test_classes_that_cannot_reach_the_least_repair_ease_are_listed(self, offer, table):
        found = table(
            [
                offer("a", "hard", 1, 1, rei=0.2),
                offer("a", "easy", 9, 9, rei=0.8),
                offer("b", "hard", 1, 1, rei=0.2),
            ]
        )
        result = choose(found, Settings(minimum_repair_ease=0.5))
        assert chosen(result) == {"a": "easy", "b": "hard"}
        assert result.classes_below_minimum == ("b",)
        assert list(result.left_out["reason"]) == ["below_minimum"]


class TestSteps:
    def test_next_best_krone(self, small):
        steps = choose(small, Settings()).next_steps
        # 4/0.5, 12/4, 22/8, 8/4, 8/6, 3/3.5, 3/7
        savings = [8, 3, 2.75, 2, 8 / 6, 3 / 3.5, 3 / 7]
        assert list(steps["saving_per_krone"]) == pytest.approx(savings)
        assert steps["cumulated_acquisition_nok"].iloc[-1] == 20 + 9 + 45 + 12
        assert steps["cumulated_objective_nok"].iloc[-1] == 190
        assert not steps["free"].any()

    def test_a_saving_that_costs_nothing_comes_first(self, offer, table):
        found = table(
            [
                offer("a", "now", 10, 100, current=True),
                offer("a", "same price", 10, 80),
                offer("b", "x", 1, 1000),
                offer("b", "y", 2, 1),
            ]
        )
        steps = choose(found, Settings(choose_per="line")).next_steps
        assert list(steps["to_variant_id"]) == ["same price", "y"]
        assert list(steps["free"]) == [True, False]
        assert math.isnan(steps["saving_per_krone"].iloc[0])

    def test_dominated_variants_are_never_stepped_on(self, offer, table):
        prices = [(0, 100), (10, 99), (20, 50), (30, 60), (40, 40)]
        found = table([offer("a", f"v{n}", *pair) for n, pair in enumerate(prices)])
        assert list(choose(found, Settings()).next_steps["to_variant_id"]) == ["v2", "v4"]

    def test_marginal_value_is_the_difference_between_whole_steps(self, small):
        steps = choose(small, Settings()).next_steps
        budgets = [53.0, *steps["cumulated_acquisition_nok"]]
        found = [choose(small, Settings(budget_nok=b)) for b in budgets]
        values = np.array([each.objective_nok for each in found])
        slopes = -np.diff(values) / np.diff(budgets)
        assert [each.saving_per_extra_krone for each in found[:-1]] == pytest.approx(list(slopes))
        assert found[-1].saving_per_extra_krone == 0
        assert found[-1].budget_state == "not_binding"
        # filled to the brim, step by step is the best there is
        assert [each.bound_nok for each in found] == pytest.approx(list(values))

    @pytest.mark.parametrize("budget", [54.2, 58, 61, 62, 66.6, 80])
    def test_the_bound_is_that_of_the_linear_relaxation(self, small, budget):
        groups = small["line_id"].factorize()[0]
        relaxed = linprog(
            small["life_cycle_cost_nok"],
            A_ub=[small["acquisition_cost_nok"]],
            b_ub=[budget],
            A_eq=(groups == np.arange(4)[:, None]).astype(float),
            b_eq=np.ones(4),
        )
        assert choose(small, Settings(budget_nok=budget)).bound_nok == pytest.approx(relaxed.fun)

    def test_curve_ends_where_another_krone_saves_nothing(self, small):
        result = choose(small, Settings(budget_nok=62))
        curve = result.pareto
        assert curve["budget_nok"].iloc[0] == result.least_acquisition_nok == 53
        assert curve["budget_nok"].iloc[-1] == 86
        assert curve["objective_nok"].iloc[[0, -1]].tolist() == [250, 190]
        assert curve.loc[curve["point"] == "asked", "objective_nok"].tolist() == [224]
        assert curve["objective_nok"].is_monotonic_decreasing


class TestTies:
    def test_equal_cost_goes_to_the_cheaper_to_buy(self, offer, table):
        found = table([offer("a", "dear", 20, 50, current=True), offer("a", "cheap", 10, 50)])
        assert chosen(choose(found, Settings())) == {"a": "cheap"}

    @pytest.mark.parametrize(("now", "expected"), [("b", "b"), ("", "a")])
    @pytest.mark.parametrize("more", [{}, {"institutional_look_share": 1.0}])
    def test_then_to_the_present_variant_then_by_name(self, offer, table, now, expected, more):
        rows = [offer("l", name, 10, 50, current=name == now) for name in "abc"]
        rows.append(offer("l", "poor", 5, 90))
        for budget in (None, 10.0, 12.0):
            assert chosen(choose(table(rows), Settings(budget_nok=budget, **more))) == {
                "l": expected
            }


class TestBetweenClasses:
    def test_one_role_in_a_family(self, offer, table):
        found = table(
            [
                offer("a", "a1", 10, 10, role="cheapest", family="f"),
                offer("a", "a2", 10, 30, role="robust", family="f"),
                offer("b", "b1", 10, 90, role="cheapest", family="f"),
                offer("b", "b2", 10, 30, role="robust", family="f"),
                offer("c", "c1", 10, 1, role="easy_repair", family="f"),
            ]
        )
        assert set(chosen(choose(found, Settings())).values()) == {"a1", "b2", "c1"}
        result = choose(found, Settings(same_family=True, budget_nok=30))
        assert result.steps_are_guide
        # c offers neither role and takes what it has; sharing easy_repair leaves a and b free
        assert chosen(result) == {"a": "a1", "b": "b2", "c": "c1"}
        without = choose(found[found["line_id"] != "c"], Settings(same_family=True))
        assert chosen(without) == {"a": "a2", "b": "b2"}

    def test_cap_on_institutional_look(self, offer, table):
        found = table(
            [
                offer("a", "steel", 10, 10, look="strong", number=3),
                offer("a", "wood", 10, 50, number=3),
                offer("b", "steel", 10, 10, look="strong", number=1),
                offer("b", "wood", 10, 20, number=1),
            ]
        )
        settings = Settings(institutional_look_share=0.25)
        result = choose(found, settings)
        assert chosen(result) == {"a": "wood", "b": "steel"}
        assert result.strong_share == 0.25


class TestRefusals:
    def test_budget_below_the_least(self, small):
        with pytest.raises(InputError, match="costs at least 53 NOK to buy") as found:
            choose(small, Settings(budget_nok=52.9))
        issue = found.value.issues[0]
        assert issue.code == "budget_too_small"
        assert issue.message.startswith("budget_nok is 52, but")
        assert issue.hint == "Set budget_nok to 53 or more."
        assert choose(small, Settings(budget_nok=53)).objective_nok == 250

    def test_least_under_every_constraint(self, offer, table):
        found = table(
            [
                offer("a", "steel", 10, 10, look="strong"),
                offer("a", "wood", 1200.5, 50),
                offer("b", "only", 10, 10),
            ]
        )
        settings = Settings(budget_nok=100, institutional_look_share=0.0)
        with pytest.raises(InputError) as refused:
            choose(found, settings)
        issue = refused.value.issues[0]
        assert "at least 1,211 NOK to buy with institutional_look_share 0.0" in issue.message
        assert "20 NOK where each variant may be chosen by itself" in issue.message
        assert issue.hint == (
            "Set budget_nok to 1,211 or more, or ease institutional_look_share 0.0."
        )

    def test_institutional_look_that_cannot_be_had(self, offer, table):
        found = table(
            [
                offer("a", "steel", 10, 10, look="strong", number=1),
                offer("b", "wood", 10, 10, number=2),
            ]
        )
        with pytest.raises(InputError, match="at least 1 of 3 components") as refused:
            choose(found, Settings(institutional_look_share=0.3))
        issue = refused.value.issues[0]
        assert issue.code == "institutional_look_share_too_small"
        assert "a share of 0.3334" in issue.message
        assert "institutional_look_share to 0.3334 or more" in issue.hint
        assert choose(found, Settings(institutional_look_share=0.3334)).strong_share == 1 / 3
