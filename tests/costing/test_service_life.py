"""Service lives and when things fall due: the traps at the ends of lives, years and periods."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from robuild.costing import (
    estimated_service_life,
    first_due,
    first_replacement,
    in_use_factor,
    number_of_replacements,
    planned_share,
    replacement_times,
    replacement_years,
    starting_age,
    task_counts,
    times_due,
)
from robuild.terms.settings import Settings

lives = st.floats(0.2, 120)
periods = st.integers(1, 75)


def test_factor_method():
    """ISO 15686-8 by hand: 30 × 0.9 × 1.1 × 1.05 × 0.95 × 1 × 0.75 × 1.2."""
    found = estimated_service_life(30.0, (0.9, 1.1, 1.05, 0.95, 1.0, 0.75, 1.2))
    assert found == pytest.approx(26.663175, rel=1e-12)


@pytest.mark.parametrize(
    ("life", "factors", "told"),
    [
        (0.0, (1,) * 7, "service life is 0"),
        (math.nan, (1,) * 7, "service life is nan"),
        (20.0, (1, 1, 1, 0, 1, 1, 1), "factor D is 0"),
        (20.0, (1,) * 6, "6 factors given"),
    ],
)
def test_impossible_lives_are_refused(life, factors, told):
    with pytest.raises(ValueError, match=told):
        estimated_service_life(life, factors)


@pytest.mark.parametrize(("sensitivity", "found"), [(1.0, 0.35), (0.0, 1.0), (0.5, 0.675)])
def test_use_intensity_reaches_a_life_as_far_as_it_is_sensitive(sensitivity, found):
    assert in_use_factor(0.35, sensitivity) == pytest.approx(found)


@pytest.mark.parametrize(
    ("period", "life", "years"),
    [
        (50, 25, [25]),  # replacement at exactly T is none
        (50, 12.5, [13, 25, 38]),
        (50, 50, []),
        (50, 60, []),
        (60, 20, [20, 40]),
        (3, 1, [1, 2]),
        (2, 0.5, [1, 1, 2]),  # air filter: two a year, none at the end
        (1, 0.25, [1, 1, 1]),
        (10, 3, [3, 6, 9]),
        (10, 9.9, [10]),
        (30, 30 * 0.1 * 3, [9, 18, 27]),  # 9.000000000000002 years are 9
        (1, 1, []),
    ],
)
def test_years_of_replacement(period, life, years):
    assert replacement_years(life, period) == years


def test_two_filters_a_year():
    counts = times_due(0.5, 0.5, 60)
    assert counts[0] == 0
    assert (counts[1:60] == 2).all()
    assert counts[60] == 1  # the one at year 60.0 is not bought
    assert counts.sum() == 119


@given(lives, periods)
@example(12.5, 50)
@example(1 / 3, 30)
@example(0.1, 60)
def test_number_of_replacements_is_that_of_the_standard(life, period):
    exact = period / life
    whole = round(exact) if abs(exact - round(exact)) < 1e-9 else math.ceil(exact)
    assert int(number_of_replacements(life, life, period)) == max(0, whole - 1)
    assert times_due(life, life, period).sum() == max(0, whole - 1)


@given(lives, st.floats(0, 100), periods)
def test_every_replacement_is_booked_in_the_year_it_falls_in(life, first, period):
    """Year by year against the times one by one (conventions §2.2 and §2.4)."""
    counts = np.zeros(period + 1)
    for time in replacement_times(life, period, first_years=first):
        assert time < period
        counts[math.ceil(time - 1e-7)] += 1
    moved = np.abs(counts - times_due(first, life, period)).sum()
    near = any(abs(t - round(t)) < 1e-6 for t in replacement_times(life, period, first))
    assert moved == 0 or near  # within the dust of a whole year either year is right
    assert times_due(first, life, period).sum() == len(replacement_times(life, period, first))


def test_many_lines_at_once_are_as_many_alone():
    first, life = np.array([0.0, 7.5, 30.0, 80.0]), np.array([10.0, 7.5, 0.75, 5.0])
    together = times_due(first, life, 40)
    alone = [times_due(f, e, 40) for f, e in zip(first, life, strict=True)]
    np.testing.assert_array_equal(together, np.stack(alone))


@pytest.mark.parametrize(
    ("state", "age", "first"),
    [
        ("new", 0.0, 20.0),
        ("age:0", 0.0, 20.0),
        ("age:15", 15.0, 5.0),
        ("age:19", 19.0, 1.0),
        ("age:35", 35.0, 1.0),  # past its life: a year from now
        ("age:unknown", 10.0, 10.0),
        ("TG0:?", 0.0, 20.0),
        ("TG0:12", 12.0, 8.0),
        ("TG1:?", 5.0, 15.0),
        ("TG1:2", 5.0, 15.0),
        ("TG1:12", 12.0, 8.0),
        ("TG2:?", 15.0, 5.0),
        ("TG2:3", 15.0, 5.0),
        ("TG2:18", 18.0, 2.0),
        ("TG2:40", 40.0, 1.0),
        ("TG3:?", 0.0, 0.0),
        ("TG3:7", 7.0, 0.0),
    ],
)
def test_starts_of_a_component_that_lives_20_years(state, age, first):
    """Conventions §3.3."""
    assert starting_age(20.0, state) == age
    assert first_replacement(20.0, state) == first


def test_what_lives_half_a_year_is_not_kept_for_a_whole_one():
    assert first_replacement(0.5, "age:3") == 0.5
    assert first_replacement(0.5, "age:0") == first_replacement(0.5, "new")


@pytest.mark.parametrize("state", ["old", "TG4:?", "age:-3", "", "TG2:old", "nan"])
def test_start_states_that_are_none_are_refused(state):
    with pytest.raises(ValueError, match="is not a start state"):
        first_replacement(20.0, state)


@given(lives, st.integers(0, 100), st.integers(0, 100))
def test_the_older_the_sooner(life, one, other):
    young, old = sorted((one, other))
    assert first_replacement(life, f"age:{old}") <= first_replacement(life, f"age:{young}")


@given(lives, st.integers(0, 100))
def test_a_worse_grade_is_never_later(life, age):
    starts = [first_replacement(life, f"TG{grade}:{age}") for grade in range(4)]
    assert starts == sorted(starts, reverse=True)


@pytest.mark.parametrize(
    ("interval", "years", "counts"),
    [
        (1.0, 3, [0, 1, 1, 1]),  # every year, the last included
        (0.25, 2, [0, 4, 4]),
        (2.0, 4, [0, 0, 1, 0, 0]),  # not at the end
        (1.5, 4, [0, 0, 1, 1, 0]),
        (5.0, 4, [0, 0, 0, 0, 0]),
    ],
)
def test_years_of_a_task(interval, years, counts):
    """Conventions §4.11."""
    assert task_counts(interval, Settings(period_years=years)).tolist() == counts


@pytest.mark.parametrize(
    ("interval", "since", "first"),
    [(5.0, 0, 5.0), (5.0, 3, 2.0), (5.0, 5, 5.0), (2.5, 6, 1.5), (2.5, 5, 2.5), (0.3, 3, 0.3)],
)
def test_turns_go_on_when_a_plan_is_rolled(interval, since, first):
    """Counted by hand: every turn since the first year, those before year 0 left out."""
    settings = Settings(base_year=2026 + since, tasks_from_year=2026, period_years=20)
    assert first_due(interval, settings) == pytest.approx(first)
    if interval > 1:
        turns = [n * interval - since for n in range(1, 40)]
        booked = [math.ceil(turn - 1e-9) for turn in turns if turn - 1e-9 > 0 and turn < 20 - 1e-9]
        by_year = [booked.count(year) for year in range(21)]
        assert task_counts(interval, settings).tolist() == by_year


@given(st.floats(0, 3), st.floats(0.5, 80))
def test_planned_share_is_the_long_run_share(losses, life):
    """Age replacement: a cycle ends by damage or at ESL; planned ones per year, times ESL."""
    mean_cycle = life if losses * life < 1e-9 else -math.expm1(-losses * life) / losses
    planned_per_year = math.exp(-losses * life) / mean_cycle
    assert planned_share(losses, life) == pytest.approx(planned_per_year * life, rel=1e-6)


@given(st.floats(0, 1e4), st.floats(0, 1e4), lives)
def test_more_losses_leave_fewer_planned_renewals(one, other, life):
    few, many = sorted((one, other))
    assert 0.0 <= planned_share(many, life) <= planned_share(few, life) <= 1.0


def test_planned_share_of_many_lines():
    found = planned_share(np.array([0.0, 0.04, np.nan]), np.array([25.0, 25.0, 25.0]))
    np.testing.assert_allclose(found, [1.0, 1 / (math.e - 1), np.nan], rtol=1e-12)
