"""The index: published door example, bounds, order of the methods, classes, weakest criterion."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.repair_ease import join_values, repair_ease_class, sub_index, weakest
from robuild.terms.vocabulary import Criterion, RepairEaseMethod

GEOMETRIC, HARMONIC, ARITHMETIC, MINIMUM = RepairEaseMethod
C1, C2, C3, C4, C5, C6, C7, C8, C9 = Criterion

value = st.floats(0.1, 1.0)
nine_values = st.fixed_dictionaries(dict.fromkeys(Criterion, value))
nine_weights = st.fixed_dictionaries(dict.fromkeys(Criterion, st.floats(0.0, 1.0))).filter(
    lambda weights: sum(weights.values()) > 0.01
)


# decisions 3.8 for the geometric index, method II.4 for the others, digits as printed
@pytest.mark.parametrize(
    ("door", "method", "printed", "half_a_digit"),
    [
        ("hollow", GEOMETRIC, 0.446, 0.0005),
        ("solid", GEOMETRIC, 0.935, 0.0005),
        ("hollow", ARITHMETIC, 0.50, 0.005),
        ("hollow", HARMONIC, 0.40, 0.005),
        ("solid", ARITHMETIC, 0.94, 0.005),
        ("solid", HARMONIC, 0.93, 0.005),
    ],
)
def test_doors_of_the_method(door, method, printed, half_a_digit, weights, request):
    values = request.getfixturevalue(f"{door}_door_values")
    assert join_values(values, weights, method) == pytest.approx(printed, abs=half_a_digit)


def test_geometric_is_the_product_of_powers(hollow_door_values, weights):
    by_hand = math.prod(hollow_door_values[c] ** weights[c] for c in Criterion)
    assert join_values(hollow_door_values, weights) == pytest.approx(by_hand, rel=1e-12)


def test_minimum_looks_at_weighted_criteria_only():
    values = {C1: 0.6, C2: 0.3, C3: 0.1}
    assert join_values(values, {C1: 0.5, C2: 0.5, C3: 0.0}, MINIMUM) == 0.3


def test_one_weak_link_counts_for_more_than_in_an_average(weights):
    values = dict.fromkeys(Criterion, 1.0) | {C1: 0.1}
    assert join_values(values, weights, ARITHMETIC) == pytest.approx(0.865)
    assert join_values(values, weights, GEOMETRIC) == pytest.approx(0.1**0.15)


def test_no_weights_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        join_values({C1: 0.5}, {C1: 0.0})


@given(nine_values, nine_weights, st.sampled_from(RepairEaseMethod))
def test_index_lies_between_the_least_and_the_greatest_weighted_value(values, weights, method):
    used = [values[c] for c in Criterion if weights[c] > 0]
    index = join_values(values, weights, method)
    assert 0.1 <= index <= 1.0
    assert min(used) - 1e-12 <= index <= max(used) + 1e-12


@given(nine_values, nine_weights)
def test_the_stricter_the_method_the_lower_the_index(values, weights):
    index = [join_values(values, weights, m) for m in (MINIMUM, HARMONIC, GEOMETRIC, ARITHMETIC)]
    assert all(low <= high + 1e-12 for low, high in pairwise(index))


@given(
    nine_values, nine_weights, st.sampled_from(RepairEaseMethod), st.sampled_from(Criterion), value
)
def test_a_better_value_never_lowers_the_index(values, weights, method, criterion, other):
    better = values | {criterion: max(other, values[criterion])}
    worse = values | {criterion: min(other, values[criterion])}
    assert join_values(better, weights, method) >= join_values(worse, weights, method) - 1e-12


@given(nine_values, nine_weights, st.floats(0.1, 50.0))
def test_only_the_proportions_of_weights_count(values, weights, scale):
    scaled = {criterion: weight * scale for criterion, weight in weights.items()}
    assert join_values(values, scaled) == pytest.approx(join_values(values, weights), rel=1e-9)


@pytest.mark.parametrize(
    ("rei", "letter"),
    [(1.0, "A"), (0.80, "A"), (0.7999, "B"), (0.65, "B"), (0.6499, "C"), (0.50, "C"),
     (0.4999, "D"), (0.35, "D"), (0.3499, "E"), (0.1, "E")],
)  # fmt: skip
def test_class_borders(rei, letter):
    assert str(repair_ease_class(rei)) == letter


@given(st.sampled_from([(0.8, "A"), (0.65, "B"), (0.5, "C"), (0.35, "D")]), nine_weights)
def test_values_all_at_a_border_are_in_the_better_class(border, weights):
    at, letter = border
    for method in RepairEaseMethod:
        index = join_values(dict.fromkeys(Criterion, at), weights, method)
        assert str(repair_ease_class(index)) == letter


def test_sub_index_uses_the_weights_of_its_group(hollow_door_values, weights):
    logistics = sub_index("logistics", hollow_door_values, weights, GEOMETRIC)
    assert logistics == pytest.approx(0.8)  # C7 0.8 and C9 0.8
    means = sub_index("means", hollow_door_values, weights, ARITHMETIC)
    assert means == pytest.approx((0.05 * 0.8 + 0.10 * 0.5 + 0.05 * 0.4) / 0.20)


def test_sub_index_without_weights_counts_all_alike(hollow_door_values):
    only_physical = {C1: 1 / 3, C2: 1 / 3, C3: 1 / 3}
    means = sub_index("means", hollow_door_values, only_physical, ARITHMETIC)
    assert means == pytest.approx((0.8 + 0.5 + 0.4) / 3)


@pytest.mark.parametrize(
    ("values", "weights", "criterion"),
    [
        ({C1: 0.3, C2: 0.2, C3: 0.4}, {C1: 0.9, C2: 0.05, C3: 0.05}, "C2"),
        ({C1: 0.2, C2: 0.2, C3: 0.4}, {C1: 0.2, C2: 0.5, C3: 0.3}, "C2"),
        ({C1: 0.2, C2: 0.2, C3: 0.4}, {C1: 0.4, C2: 0.4, C3: 0.2}, "C1"),
        ({C1: 0.9, C2: 0.8, C3: 0.1}, {C1: 0.5, C2: 0.5, C3: 0.0}, "C2"),
    ],
    ids=["lowest value", "tie: heavier", "tie: first", "without weight it does not count"],
)
def test_weakest_criterion(values, weights, criterion):
    assert str(weakest(values, weights)) == criterion
