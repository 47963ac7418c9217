"""Rates and factors of variants: by hand, by numerical integration, and covered by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import gamma, poisson

from robuild.costing import shape_behind, shape_of_spread
from robuild.learning.rates import (
    VARIANT_SPREAD,
    gamma_poisson,
    learn_factors,
)


def test_a_rate_nobody_has_counted_stays():
    belief = gamma_poisson(2.0, 20.0, 0, 0)
    assert belief.mean == 0.1
    assert belief.weight_share == 0
    assert (belief.low, belief.high) == pytest.approx(gamma(2, scale=1 / 20).ppf([0.05, 0.95]))


def test_nothing_seen_in_a_long_time_lowers_a_rate():
    assert gamma_poisson(2.0, 20.0, 0, 60).mean == 2 / 80


@pytest.mark.parametrize(("given", "word"), [((0, 1, 1, 1), "prior"), ((1, 1, -1, 1), "counts|ev")])
def test_nonsense_is_refused(given, word):
    with pytest.raises(ValueError, match=word):
        gamma_poisson(*given)


def test_shape_behind_a_spread():
    # a lognormal whose 95th percentile is 3 times its median, and the gamma of its relative spread
    sigma = np.log(3) / 1.6448536
    draws = np.random.default_rng(1).lognormal(0, sigma, 2_000_000)
    assert shape_of_spread(3.0) == pytest.approx(1 / (draws.std() / draws.mean()) ** 2, rel=0.02)
    assert shape_behind(None, 3.0) == shape_of_spread(3.0)
    assert shape_behind(12.0, 3.0) == 12.0


def test_one_variant_is_the_plain_update():
    factors = learn_factors(2.0, {"a": 4.0}, {"a": 7.0}, 1.0)
    assert factors.variants == {}
    assert factors.component.mean == (2 + 8) / (2 + 4)


def test_two_variants_by_integration():
    """Component and variants against sums over a grid of all three factors."""
    own, shape = shape_of_spread(VARIANT_SPREAD), 1.8
    offered, found = {"a": 6.0, "b": 3.0}, {"a": 4.0, "b": 9.0}
    factors = learn_factors(shape, offered, found)
    theta = np.exp(np.linspace(-5, 3, 300))[:, None, None]
    a = np.exp(np.linspace(-3, 3, 160))[None, :, None]
    b = np.exp(np.linspace(-3, 3, 160))[None, None, :]
    log = (
        gamma(shape, scale=1 / shape).logpdf(theta) + np.log(theta)
        + gamma(own, scale=1 / own).logpdf(a) + np.log(a)
        + gamma(own, scale=1 / own).logpdf(b) + np.log(b)
        + poisson.logpmf(4, theta * a * 6) + poisson.logpmf(9, theta * b * 3)
    )  # fmt: skip
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    assert factors.component.mean == pytest.approx((weight * theta).sum(), rel=0.005)
    assert factors.variants["a"].mean == pytest.approx((weight * a).sum(), rel=0.005)
    assert factors.variants["b"].mean == pytest.approx((weight * b).sum(), rel=0.005)
    share = np.cumsum(weight.sum(axis=(0, 1)))
    by_grid = np.interp([0.05, 0.95], share, b.ravel())
    assert (factors.variants["b"].low, factors.variants["b"].high) == pytest.approx(
        by_grid, rel=0.03
    )


def test_events_that_name_no_variant_count_for_the_component_alone():
    named = learn_factors(1.8, {"a": 5.0, "b": 5.0}, {"a": 3.0, "b": 6.0})
    loose = learn_factors(1.8, {"a": 5.0, "b": 5.0}, {"a": 3.0, "b": 6.0}, 9.0)
    assert loose.component.mean > named.component.mean
    ratios = [each.variants["b"].mean / each.variants["a"].mean for each in (named, loose)]
    assert ratios[1] == pytest.approx(ratios[0], rel=0.1)
    assert learn_factors(1.8, {"a": 5.0, "b": 5.0}, {}, 9.0).variants == {}


RUNS = 200


def test_intervals_cover_the_truth():
    """Ten years of log of a house with known rates, 200 times: nine in ten intervals hold."""
    shape, own = shape_of_spread(3.0), shape_of_spread(VARIANT_SPREAD)
    random = np.random.default_rng(20261123)
    held = {"rate": 0, "factor": 0, "effective": 0}
    for _ in range(RUNS):
        truth = random.gamma(shape, 1 / shape)
        expected = 0.1 * 24 * 10  # 24 doors, ten years
        belief = gamma_poisson(shape, shape / 0.1, random.poisson(truth * expected), 240)
        held["rate"] += belief.low <= 0.1 * truth <= belief.high
        own_truth = random.gamma(own, 1 / own, 2)
        seen = {
            name: float(random.poisson(truth * each * 0.1 * 12 * 10))
            for name, each in zip("ab", own_truth, strict=True)
        }
        factors = learn_factors(shape, {"a": 12.0, "b": 12.0}, seen)
        held["factor"] += factors.component.low <= truth <= factors.component.high
        b = factors.variants.get("b")
        held["effective"] += b is None or b.low <= own_truth[1] <= b.high
    assert all(0.85 <= number / RUNS <= 0.95 for number in held.values()), held


@pytest.mark.parametrize(
    ("seen", "moved"),
    [
        ({"a": 12.0, "b": 2.0}, True),  # as many of each, one broken six times as often
        ({"a": 4.0, "b": 3.0}, False),
        ({"a": 7.0, "b": 7.0}, False),
    ],
)
def test_two_years_tell_two_variants_apart_where_they_should(seen, moved):
    factors = learn_factors(shape_of_spread(3.0), {"a": 4.0, "b": 4.0}, seen)
    a, b = factors.variants["a"], factors.variants["b"]
    assert (a.mean > 1.4 * b.mean) is moved
    assert (b.high < a.mean) is moved
