"""Expected renewals against simulated lives, and what must hold of any of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.costing import (
    Lives,
    expected_renewals,
    number_of_replacements,
    weibull_shape,
)

PATHS = 100_000


def lives(median, shape, losses=0.0, age=0.0):
    return Lives(*(np.array([float(x)]) for x in (median, shape, losses, age)))


def simulated(one: Lives, years, rng):
    """Renewals per year and value left, each path drawn life by life."""
    shape, losses = one.shape[0], one.losses_per_year[0]
    scale = one.median_years[0] / math.log(2) ** (1 / shape)
    counts = np.zeros((PATHS, years))
    born = np.full(PATHS, -one.age_years[0])
    # a life that has lasted to its age: inverse of the conditional distribution
    worn = scale * ((one.age_years[0] / scale) ** shape + rng.exponential(size=PATHS)) ** (
        1 / shape
    )
    next_at = np.minimum(born + worn, rng.exponential(size=PATHS) / max(losses, 1e-12))
    going = np.flatnonzero(next_at < years)
    while len(going):
        np.add.at(counts, (going, next_at[going].astype(int)), 1)
        born[going] = next_at[going]
        fresh = scale * rng.exponential(size=len(going)) ** (1 / shape)
        hit = rng.exponential(size=len(going)) / max(losses, 1e-12)
        next_at[going] += np.minimum(fresh, hit)
        going = going[next_at[going] < years]
    return counts, np.maximum(0.0, 1 - (years - born) / one.median_years[0])


def random_cases():
    rng = np.random.default_rng(20261123)
    return [
        (
            rng.uniform(4, 30), rng.uniform(0.9, 6), rng.choice([0.0, 0.02, 0.15]),
            rng.choice([0.0, 3.0, 12.0]), int(rng.integers(20, 75)),
        )
        for _ in range(10)
    ]  # fmt: skip


@pytest.mark.parametrize("case", random_cases())
def test_expectation_is_the_mean_of_a_hundred_thousand_lives(case):
    *of, years = case
    one = lives(*of)
    counts, left = simulated(one, years, np.random.default_rng(7))
    found = expected_renewals(one, years)
    factors = 1.04 ** -np.arange(1, years + 1)
    for mine, drawn in (
        (found.per_year[0, 1:].sum(), counts.sum(axis=1)),
        (found.per_year[0, 1:] @ factors, counts @ factors),
        (found.value_share[0], left),
    ):
        assert abs(mine - drawn.mean()) <= 4 * drawn.std() / math.sqrt(PATHS) + 1e-4


wear = st.tuples(st.floats(1, 80), st.floats(0.8, 60), st.floats(0, 1), st.floats(0, 60))


@given(wear, st.integers(1, 75))
def test_numbers_are_sound(of, years):
    found = expected_renewals(lives(*of), years)
    assert (found.per_year >= 0).all()
    assert found.per_year[0, 0] == 0
    assert 0 <= found.value_share[0] <= 1
    assert found.per_year.sum() >= of[2] * years - 1e-3  # at least the total losses


@given(st.floats(2, 60), st.integers(1, 75))
def test_lives_that_hardly_scatter_come_near_the_integer_rule(esl, years):
    # away from the edge, where a day decides
    if abs(years / esl - round(years / esl)) * esl < 0.12 * years + 0.5:
        return
    found = expected_renewals(lives(esl, 150.0), years).per_year.sum()
    assert found == pytest.approx(float(number_of_replacements(esl, esl, years)), abs=0.06)


@given(st.floats(3, 40), st.floats(1, 6), st.floats(0, 0.3), st.integers(5, 60))
def test_more_damage_never_means_fewer_renewals(median, shape, losses, years):
    a = expected_renewals(lives(median, shape, losses), years).per_year.sum()
    b = expected_renewals(lives(median, shape, losses + 0.05), years).per_year.sum()
    assert b >= a - 1e-6


def test_one_line_of_many_is_as_alone():
    rng = np.random.default_rng(5)
    some = [rng.uniform(3, 40, 700), rng.uniform(1, 8, 700), rng.uniform(0, 0.2, 700)]
    many = Lives(*some, rng.uniform(0, 20, 700))
    together = expected_renewals(many, 60)
    for at in (0, 255, 256, 699):
        each = [part[at] for part in (*some, many.age_years)]
        alone = expected_renewals(lives(*each), 60)
        assert together.per_year[at] == pytest.approx(alone.per_year[0], abs=1e-12)


def test_a_line_without_life_has_no_numbers():
    found = expected_renewals(
        Lives(*(np.array(x) for x in ([10.0, math.nan], [3.0, 3.0], [0.0, 0.0], [0.0, 0.0]))), 30
    )
    assert np.isnan(found.per_year[1]).all()
    assert not np.isnan(found.per_year[0]).any()


@pytest.mark.parametrize(("low", "high"), [(0.0, 5.0), (-1.0, 5.0), (9.0, 5.0)])
def test_ends_that_cannot_be_are_refused(low, high):
    with pytest.raises(ValueError, match="years; low must be above 0 and not above high"):
        weibull_shape(low, high)
