"""Time and memory of the spread of costs of a large building.

Run with `python -m pytest tests/benchmarks/test_uncertainty.py -m benchmark -s`.
"""

from __future__ import annotations

import time
import tracemalloc

import numpy as np
import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.costing import Costing, cost_lines
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked
from robuild.terms.vocabulary import UseIntensity
from robuild.uncertainty import break_evens, compare_uncertain, simulate, tornado

pytestmark = pytest.mark.benchmark
LINE_COUNT = 500
ROUNDS = 3


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


@pytest.fixture(scope="module")
def settings(catalog):
    year = catalog.header.price_year
    return Settings(base_year=year, opening_year=year, period_years=60, uncertainty_draws=2048)


def costed(catalog, settings, *, other_variant=False) -> Costing:
    """Every variant at every use intensity, each of some age: no two lines alike."""
    draw = np.random.default_rng(7)
    variants: dict[str, list[str]] = {}
    for variant in catalog.variants:
        variants.setdefault(variant.component_key, []).append(variant.variant_id)
    rows = []
    for age in range(3):
        for component in catalog.components:
            of_key = variants[component.component_key]
            for intensity in UseIntensity:
                variant_id = of_key[len(rows) % len(of_key)]
                rows.append(
                    {
                        "line_id": f"line-{len(rows):04}",
                        "component_key": component.component_key,
                        "variant_id": of_key[-1] if other_variant else variant_id,
                        "location_class": "dwelling", "dwelling_type": "",
                        "use_intensity": str(intensity),
                        "start_state": "new" if age == 0 else f"age:{draw.integers(1, 12)}",
                        "unit": str(component.unit), "fire": "no", "separating": "no",
                        "security": "no", "quantity": float(draw.integers(1, 200)),
                        "component_count": 1, "missing_quantity_count": 0, "dwelling_count": 1,
                        "place_count": 1, "modelled": True,
                    }
                )  # fmt: skip
    table = checked(LINES, pd.DataFrame(rows[:LINE_COUNT], columns=list(LINES.columns)))
    return cost_lines(table, catalog, settings, rate_variants(catalog, settings))


def best_of(rounds, run):
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def test_five_hundred_lines_over_sixty_years(catalog, settings):
    costing = costed(catalog, settings)

    def run():
        return simulate(
            costing.rows, costing.line_costs, costing.line_tasks, catalog, settings, costing.time
        )

    found = run()
    seconds = best_of(ROUNDS, run)
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.draws == 2048
    print(f"\n{LINE_COUNT - found.lines_missing} lines, {seconds:.2f} s, peak {peak / 1e6:.0f} MB")
    assert found.lines_missing < LINE_COUNT / 10
    assert seconds <= 3.0
    assert peak <= 1e9


def test_two_alternatives(catalog, settings):
    one = costed(catalog, settings)
    other = costed(catalog, settings, other_variant=True)
    runs = {
        "compare": lambda: compare_uncertain(one, other, catalog, settings),
        "tornado": lambda: tornado(one, other, catalog, settings),
        "break-even": lambda: break_evens(one, other, catalog, settings),
        "break-even of each line": lambda: break_evens(one, other, catalog, settings, by_line=True),
    }
    for name, run in runs.items():
        print(f"\n{name} {best_of(1, run):.2f} s", end="")
