"""Lives with censoring and truncation: against direct sums, printed figures and simulation."""

from __future__ import annotations

import numpy as np
import pytest

from robuild.learning.lives import Histories, fit_life, learn_life, log_likelihood


def seen(rows):
    entry, exit_, failed, units = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Histories(
        np.array(entry, dtype=float), np.array(exit_, dtype=float),
        np.array(failed, dtype=bool), np.array(units, dtype=float),
    )  # fmt: skip


def test_nothing_seen_leaves_what_was_held():
    life = learn_life(seen([]), 15.0, 2.5)
    assert (life.median_years, life.shape) == pytest.approx((15.0, 2.5))
    assert life.weight_share == pytest.approx(0.0, abs=1e-9)
    assert life.median_low_years == pytest.approx(15 * np.exp(-1.645 * 0.35), rel=0.01)


def test_two_worked_examples():
    """Prior median 15, shape 2.5: both worked out with another program beforehand."""
    alive = learn_life(seen([(0, 6, False, 30)]), 15.0, 2.5)
    assert alive.median_years == pytest.approx(19.4, abs=0.15)
    assert (alive.median_low_years, alive.median_high_years) == pytest.approx((12.5, 31.7), abs=0.4)
    failed = [(0, years, True, 1) for years in (2, 3, 3.5, 4, 5)]
    early = learn_life(seen([*failed, (0, 6, False, 25)]), 15.0, 2.5)
    assert early.median_years == pytest.approx(12.7, abs=0.5)
    assert (early.median_low_years, early.median_high_years) == pytest.approx((9.0, 19.9), abs=1)


def test_the_grid_is_the_sum_over_units():
    """The likelihood of the grid, from cumulated hazards, equals that of unit after unit."""
    rows = [(0, 4, True, 1), (3, 9, True, 2), (3, 10, False, 7), (0, 1.5, False, 0.5)]
    histories = seen(rows)
    medians, shapes = np.linspace(-4, 4, 121), np.linspace(-4, 4, 81)
    weight = np.zeros((121, 81))
    for i, m in enumerate(medians):
        for j, s in enumerate(shapes):
            median, shape = 12 * np.exp(0.35 * m), 3 * np.exp(0.35 * s)
            scale = median / np.log(2) ** (1 / shape)
            weight[i, j] = log_likelihood(histories, scale, shape) - (m * m + s * s) / 2
    weight = np.exp(weight - weight.max())
    of_median = weight.sum(axis=1) / weight.sum()
    mean = of_median @ (np.log(12) + 0.35 * medians)
    found = learn_life(histories, 12.0, 3.0)
    assert np.log(found.median_years) == pytest.approx(mean, abs=0.02)
    shape = np.exp((weight.sum(axis=0) / weight.sum()) @ (np.log(3) + 0.35 * shapes))
    assert found.shape == pytest.approx(shape, rel=1e-6)


def test_old_units_that_last_say_more_than_new_ones():
    new = learn_life(seen([(0, 5, False, 20)]), 15.0, 3.0)
    old = learn_life(seen([(15, 20, False, 20)]), 15.0, 3.0)
    assert old.median_years > 1.2 * new.median_years


def test_two_failures_of_many_are_never_fitted_bare():
    histories = seen([(0, 4.9, True, 1), (0, 5.0, True, 1), (0, 5.1, False, 50)])
    with pytest.raises(ValueError, match="2 failures"):
        fit_life(histories)
    assert learn_life(histories, 15.0, 2.5).shape < 5


def test_failures_all_at_one_age_are_never_fitted_bare():
    with pytest.raises(ValueError, match="1 ages"):
        fit_life(seen([(0, 5, True, 9)]))


@pytest.mark.parametrize(("median", "shape"), [(0, 2), (10, 0), (10, np.inf)])
def test_nonsense_is_refused(median, shape):
    with pytest.raises(ValueError, match="above 0"):
        learn_life(seen([]), median, shape)
    with pytest.raises(ValueError, match="lower age"):
        learn_life(seen([(5, 3, False, 1)]), 10, 2)


def test_a_bare_fit_with_truncation_finds_the_truth():
    random = np.random.default_rng(7)
    lives = 20 * random.weibull(3.0, 20_000)
    entry = random.uniform(0, 15, 20_000)
    there = lives > entry
    lives, entry = lives[there], entry[there]
    last = entry + 10
    failed = lives < last
    ages = np.where(failed, lives, last)
    scale, shape = fit_life(Histories(entry, ages, failed, np.ones(len(ages))))
    assert (scale, shape) == pytest.approx((20, 3), rel=0.015)
    # a fit that forgets that old units had lasted
    blind = fit_life(Histories(np.zeros(len(ages)), ages, failed, np.ones(len(ages))))
    assert blind[0] > 1.02 * scale


def test_intervals_cover_the_truth():
    """Houses of 30 units of mixed age, ten years of log, 200 times."""
    random = np.random.default_rng(42)
    runs, held = 200, 0
    for _ in range(runs):
        median = 15 * np.exp(0.35 * random.normal())
        shape = 2.5 * np.exp(0.35 * random.normal())
        scale = median / np.log(2) ** (1 / shape)
        entry = random.choice([0.0, 4.0, 8.0], 30)
        # age at failure of a unit that had lasted to its entry
        worn = (entry / scale) ** shape + random.exponential(1.0, 30)
        age = scale * worn ** (1 / shape)
        failed = age < entry + 10
        life = learn_life(
            Histories(entry, np.where(failed, age, entry + 10), failed, np.ones(30)), 15.0, 2.5
        )
        held += life.median_low_years <= median <= life.median_high_years
    assert 0.85 <= held / runs <= 0.95, held / runs
