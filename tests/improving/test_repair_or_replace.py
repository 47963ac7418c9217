"""Repair or replace: the break-even age against a search of its own, and what must hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robuild.improving import break_even_age

positive = st.floats(100.0, 1e5)


def gain(age, replacement, esl, rate):
    """What putting the next replacement off is worth, from a chain of 4,000 replacements."""
    if rate == 0.0:
        return replacement * age / esl
    v = 1.0 / (1.0 + rate)
    chain = sum(v ** (esl * n) for n in range(4000))
    return replacement * chain * (v ** (esl - age) - v**esl)


@pytest.mark.parametrize(
    ("extra", "replacement", "esl", "rate"),
    [(2000, 8000, 20, 0.04), (500, 8000, 8, 0.04), (3000, 4000, 30, 0.0), (900, 1000, 25, 0.02)],
)
def test_both_cost_the_same_at_the_age_found(extra, replacement, esl, rate):
    age = break_even_age(extra, replacement, esl, rate)
    assert gain(age, replacement, esl, rate) == pytest.approx(extra, rel=1e-9)


@given(positive, positive, st.floats(1, 60), st.floats(0, 0.1))
def test_the_age_is_within_the_life_or_never(extra, replacement, esl, rate):
    age = break_even_age(extra, replacement, esl, rate)
    assert age > 0
    assert age < esl or math.isinf(age)
    if extra < replacement:
        assert not math.isinf(age)


@given(positive, positive, st.floats(1, 60), st.floats(0, 0.1), st.floats(1.01, 3))
def test_what_costs_more_extra_is_repaired_longer(extra, replacement, esl, rate, factor):
    assert break_even_age(extra * factor, replacement, esl, rate) >= break_even_age(
        extra, replacement, esl, rate
    )


def test_what_costs_no_more_is_replaced_at_any_age():
    assert break_even_age(0.0, 1000.0, 20.0, 0.04) == 0.0
    assert break_even_age(-5.0, 1000.0, 20.0, 0.04) == 0.0


@pytest.mark.parametrize(("replacement", "esl", "rate"), [(0, 20, 0.04), (9, 0, 0.04), (9, 9, -1)])
def test_what_cannot_be_is_refused(replacement, esl, rate):
    with pytest.raises(ValueError, match="must be above 0"):
        break_even_age(100.0, replacement, esl, rate)
