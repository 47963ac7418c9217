"""Time of a choice between many variants, and that it is still the best one.

Run with `python -m pytest tests/benchmarks/test_choosing.py -m benchmark -s`.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from robuild.choosing import OFFERS, choose
from robuild.terms.settings import Settings

pytestmark = pytest.mark.benchmark
ROLES = np.array(["cheapest", "ordinary", "robust", "easy_repair"])
LOOKS = np.array(["none", "some", "strong"])


def house(classes, variants, seed=1):
    """Dearer variants mostly cost less over the years, as in a catalog."""
    draw = np.random.default_rng(seed)
    size = classes * variants
    line = np.repeat(np.arange(classes), variants)
    variant = np.tile(np.arange(variants), classes)
    base = np.exp(draw.normal(10, 1, classes))[line]
    acquisition = base * (1 + 0.3 * variant * draw.uniform(0.5, 1.5, size))
    cost = base * (4 - 0.35 * variant * draw.uniform(0, 1.5, size)) + acquisition
    names = [f"line-{n:04}" for n in line]
    texts = {
        "line_id": names,
        "component_key": names,
        "variant_id": [f"variant-{n}" for n in variant],
        "role": ROLES[variant % 4],
        "dwelling_type": [""] * size,
        "family_group": [f"family-{n // 6}" for n in line],
        "institutional_look": LOOKS[draw.integers(0, 3, size)],
    }
    table = pd.DataFrame({name: pd.Series(list(v), dtype="str") for name, v in texts.items()})
    table["component_count"] = draw.integers(1, 50, classes)[line]
    table["acquisition_cost_nok"] = acquisition
    table["life_cycle_cost_nok"] = cost
    table["weighted_cost_nok"] = cost * 1.05
    table["repair_ease"] = draw.uniform(0.1, 1.0, size)
    table["current"] = variant == 0
    return table[list(OFFERS.columns)]


@pytest.mark.parametrize(
    ("asked", "most_seconds"),
    [
        ({}, 4.0),
        ({"minimum_repair_ease": 0.5}, 4.0),
        ({"institutional_look_share": 0.1}, 20.0),
        ({"same_family": True}, 60.0),
    ],
    ids=lambda value: next(iter(value), "budget") if isinstance(value, dict) else "",
)
def test_three_hundred_classes_of_six(asked, most_seconds):
    offers = house(300, 6)
    free = choose(offers, Settings(choose_per="line", **asked))
    least, most = free.least_acquisition_nok, free.totals.acquisition_cost_nok
    settings = Settings(choose_per="line", budget_nok=(least + most) / 2, **asked)
    start = time.perf_counter()
    result = choose(offers, settings)
    seconds = time.perf_counter() - start
    gap = result.objective_nok / result.bound_nok - 1
    print(
        f"\n{asked or 'budget alone'}: {seconds:.2f} s, {result.solved_by}, "
        f"{gap:.1e} above the bound, {len(result.next_steps)} steps, {len(result.pareto)} points"
    )
    assert result.proven
    assert seconds < most_seconds
