"""Damage rates from counted events: gamma prior, Poisson counts, gamma posterior.

A rate is what the catalog says times a factor. All use intensities of a component share the factor,
so that what is learnt in one class keeps the order of the others; variants may differ from each
other by a factor of their own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.costing.rate_spread import shape_of_spread

LEVEL = 0.9
"""Share of belief inside an interval, half of the rest on each side."""
VARIANT_SPREAD = 2.0
"""A variant's factor is 95 % sure to be at most this many times 1, and at least 1/this."""
_GRID = 400


@dataclass(frozen=True, slots=True)
class Belief:
    """What is held of one number after counting."""

    mean: float
    low: float
    high: float
    """5 % and 95 %."""
    weight_share: float
    """How much of it comes from the data: 0 nothing, 1 all."""


def gamma_poisson(shape: float, exposure: float, events: float, seen: float) -> Belief:
    """Rate after counting.

    Args:
        shape: of the gamma prior, above 0.
        exposure: rate of the gamma prior, above 0: what the prior counts for.
        events: counted.
        seen: exposure they were counted in, in the same unit.

    Raises:
        ValueError: a prior that is not above 0, or counts below 0.

    Example:
        >>> round(gamma_poisson(2.0, 20.0, 7, 35).mean, 4)
        0.1636
    """
    from scipy.stats import gamma

    if not shape > 0 or not exposure > 0:
        raise ValueError(f"shape {shape} and exposure {exposure} of the prior must be above 0")
    if events < 0 or seen < 0:
        raise ValueError(f"events {events} and exposure {seen} must be 0 or more")
    after = gamma(shape + events, scale=1.0 / (exposure + seen))
    tail = (1.0 - LEVEL) / 2.0
    return Belief(
        (shape + events) / (exposure + seen), float(after.ppf(tail)), float(after.ppf(1.0 - tail)),
        seen / (exposure + seen),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Factors:
    """How often a component is damaged, as a multiple of what was expected."""

    component: Belief
    variants: dict[str, Belief]
    """Of those that can be told apart; empty where there is one, or no event names any."""


def learn_factors(
    shape: float,
    expected: Mapping[str, float],
    events: Mapping[str, float],
    events_of_no_variant: float = 0.0,
) -> Factors:
    """Factors of a component and of its variants.

    Args:
        shape: of the gamma prior of the component's factor, whose mean is 1.
        expected: variant_id -> events that the catalog expects in what was seen.
        events: variant_id -> events counted.
        events_of_no_variant: counted where nobody said which variant.
    """
    all_expected, named = sum(expected.values()), sum(events.values())
    counted = named + events_of_no_variant
    told_apart = [each for each, number in expected.items() if number > 0]
    if len(told_apart) < 2 or named == 0:
        return Factors(gamma_poisson(shape, shape, counted, all_expected), {})
    # events that name no variant are taken from all alike
    share = named / counted
    found = np.array([float(events.get(each, 0.0)) for each in told_apart])
    offered = np.array([expected[each] * share for each in told_apart])
    rest = (events_of_no_variant, all_expected * (1.0 - share))
    return _with_variants(shape, told_apart, found, offered, rest)


def _with_variants(
    shape: float,
    names: Sequence[str],
    found: FloatArray,
    offered: FloatArray,
    rest: tuple[float, float],
) -> Factors:
    """The component's factor on a grid, each variant's as a mixture over it."""
    from scipy.stats import gamma, nbinom

    own = shape_of_spread(VARIANT_SPREAD)
    all_events = float(np.sum(found)) + rest[0]
    all_expected = float(np.sum(offered)) + rest[1]
    around = gamma(
        min(shape, 1.0) + 0.25 * all_events, scale=1.0 / (min(shape, 1.0) + 0.25 * all_expected)
    )
    # wide enough for the posterior, whichever way variants pull
    theta = np.exp(
        np.linspace(math.log(max(around.ppf(1e-6), 1e-6)), math.log(around.ppf(1 - 1e-9)), _GRID)
    )
    log_weight: FloatArray = gamma(shape, scale=1.0 / shape).logpdf(theta) + np.log(theta)
    success = own / (own + np.outer(theta, offered))
    log_weight += np.asarray(nbinom.logpmf(found, own, success)).sum(axis=1)
    if rest[1] > 0:
        log_weight += rest[0] * np.log(theta) - theta * rest[1]
    weight = np.exp(log_weight - log_weight.max())
    weight /= np.sum(weight)
    mean = float((weight * theta).sum())
    component = Belief(
        mean, *_quantiles(theta, weight),
        _data_share(mean, float((weight * (theta - mean) ** 2).sum()), 1.0 / shape),
    )  # fmt: skip
    return Factors(
        component,
        {
            name: _mixture(own, theta, weight, float(found[at]), float(offered[at]))
            for at, name in enumerate(names)
        },
    )


def _mixture(
    own: float, theta: FloatArray, weight: FloatArray, events: float, offered: float
) -> Belief:
    """A variant's factor: gamma at each value of the component's, weighed."""
    from scipy.stats import gamma

    shape, rate = own + events, own + theta * offered
    mean = float((weight * shape / rate).sum())
    second = float((weight * shape * (shape + 1.0) / rate**2).sum())
    spots = np.exp(np.linspace(math.log(mean / 20.0), math.log(mean * 20.0), _GRID))
    share = gamma.cdf(np.outer(spots, rate), shape) @ weight
    tail = (1.0 - LEVEL) / 2.0
    low, high = (float(np.interp(at, share, spots)) for at in (tail, 1.0 - tail))
    return Belief(mean, low, high, _data_share(mean, second - mean**2, 1.0 / own))


def _quantiles(values: FloatArray, weight: FloatArray) -> tuple[float, float]:
    share = np.cumsum(weight) - weight / 2.0
    tail = (1.0 - LEVEL) / 2.0
    return float(np.interp(tail, share, values)), float(np.interp(1.0 - tail, share, values))


def _data_share(mean: float, variance: float, prior_relative_variance: float) -> float:
    """How much narrower the belief has become, relative to its size."""
    relative: float = variance / mean**2 / prior_relative_variance
    return min(1.0, max(0.0, 1.0 - relative))
