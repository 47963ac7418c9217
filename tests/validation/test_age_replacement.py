"""Optimal age replacement: MatthewReid854/reliability, page "Optimal replacement time".

After the example of ReliaSoft: planned 1, failure 5, Weibull scale 1 000, shape 2.5. The page
prints 493.19 and 0.0035 (read in the source, found there on a grid); the exact optimum, 493.047 at
0.0034620427, was calculated independently of robuild.
"""

from __future__ import annotations

import math

import pytest

from robuild.costing.age_replacement import (
    AgeReplacement,
    NoReplacementAge,
    optimal_replacement_age,
)


def by_scale(planned, failure, scale, shape):
    return optimal_replacement_age(planned, failure, scale * math.log(2) ** (1 / shape), shape)


VECTORS = {
    "t_opt": (lambda: by_scale(1, 5, 1_000, 2.5).age_years, pytest.approx(493.19, abs=0.5)),
    "rate": (
        lambda: by_scale(1, 5, 1_000, 2.5).cost_nok_per_year,
        pytest.approx(0.0034620427, abs=1e-8)),
}  # fmt: skip
CARRIED = {"age_replacement": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_optimum(name):
    found, printed = VECTORS[name]
    assert found() == printed


def test_the_exact_optimum_is_a_little_below_the_printed_one():
    assert by_scale(1, 5, 1_000, 2.5).age_years == pytest.approx(493.047, abs=5e-4)


@pytest.mark.parametrize(
    ("planned", "failure", "shape"),
    [(1.0, 5.0, 1.0), (1.0, 5.0, 0.7), (5.0, 5.0, 3.0), (5.0, 1.0, 3.0), (1.0, 1.000001, 1.5)],
    ids=["no wear", "gets better", "costs the same", "planned is dearer", "hardly dearer"],
)
def test_waiting_for_the_failure_is_a_word(planned, failure, shape):
    assert optimal_replacement_age(planned, failure, 20.0, shape) is NoReplacementAge.RUN_TO_FAILURE


def test_a_fixed_life_is_replaced_as_it_ends():
    assert optimal_replacement_age(1.0, 5.0, 20.0, math.inf) == AgeReplacement(20.0, 0.05)
    near = optimal_replacement_age(1.0, 5.0, 20.0, 400.0)
    assert near.age_years == pytest.approx(20.0, rel=0.03)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [((0.0, 5.0, 20.0, 2.0), "planned_nok is 0.0"), ((1.0, math.nan, 20.0, 2.0), "failure_nok"),
     ((1.0, 5.0, -1.0, 2.0), "median_years is -1.0"), ((1.0, 5.0, 20.0, 0.0), "shape is 0.0")],
)  # fmt: skip
def test_what_is_no_cost_or_life_is_refused(wrong, text):
    with pytest.raises(ValueError, match=text):
        optimal_replacement_age(*wrong)
