"""Time of both engines on a large building, and of one renewal function beside relife's.

Run with `python -m pytest tests/benchmarks/test_costing.py -m benchmark -s`. relife is not needed:
`pip install relife` for the comparison.
"""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from many_lines import LINE_COUNT, best_of, costed

from robuild.catalog import read_catalog
from robuild.costing import Lives
from robuild.costing.renewal import expected_renewals
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Engine

pytestmark = pytest.mark.benchmark
YEARS = 60
CASES = [(12.0, 2.0), (20.0, 2.5), (30.0, 4.0)]
"""Median life and Weibull shape."""


def lives(cases):
    median, shape = np.array(cases).T
    return Lives(median, shape, np.zeros(len(cases)), np.zeros(len(cases)))


def test_both_engines_of_five_hundred_lines():
    catalog = read_catalog(shipped(CATALOG))
    year = catalog.header.price_year
    settings = Settings(base_year=year, opening_year=year, period_years=YEARS)
    costing = costed(catalog, settings)  # also warms up
    assert set(costing.by_engine) == {Engine.EN, Engine.RENEWAL}
    whole = best_of(3, lambda: costed(catalog, settings))
    draw = np.random.default_rng(1)
    many = Lives(
        draw.uniform(5, 50, LINE_COUNT), draw.uniform(1.5, 8, LINE_COUNT),
        draw.uniform(0, 0.1, LINE_COUNT), draw.uniform(0, 5, LINE_COUNT),
    )  # fmt: skip
    alone = best_of(3, lambda: expected_renewals(many, YEARS))
    print(f"\n{LINE_COUNT} lines x {YEARS} years: {whole:.2f} s with all tables, "
          f"renewals alone {alone:.3f} s")  # fmt: skip
    assert alone <= 0.3


def test_one_type():
    one = lives(CASES[:1])
    seconds = best_of(20, lambda: expected_renewals(one, YEARS))
    print(f"\none type {1000 * seconds:.2f} ms")
    assert seconds <= 0.002


def test_beside_relife():
    models = pytest.importorskip("relife.lifetime_models")
    processes = pytest.importorskip("relife.stochastic_processes")
    found = expected_renewals(lives(CASES), YEARS).per_year.sum(axis=1)
    ours = best_of(5, lambda: expected_renewals(lives(CASES), YEARS))
    theirs = 0.0
    for (median, shape), number in zip(CASES, found, strict=True):
        wear = models.Weibull(shape, math.log(2.0) ** (1.0 / shape) / median)
        start = time.perf_counter()
        _, wanted = processes.RenewalProcess(wear).renewal_function(float(YEARS), 12 * YEARS + 1)
        theirs += time.perf_counter() - start
        assert number == pytest.approx(wanted[-1], abs=2e-3)
    print(f"\nthree types: robuild {1000 * ours:.2f} ms, relife {1000 * theirs:.2f} ms, "
          f"ratio {theirs / ours:.0f}")  # fmt: skip
