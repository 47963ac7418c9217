"""Time and memory of the spread of costs of a large building.

Run with `python -m pytest tests/benchmarks/test_uncertainty.py -m benchmark -s`.
"""

from __future__ import annotations

import tracemalloc

import pytest
from many_lines import LINE_COUNT, best_of, costed

from robuild.catalog import read_catalog
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.uncertainty import break_evens, compare_uncertain, simulate, tornado

pytestmark = pytest.mark.benchmark
ROUNDS = 3


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


@pytest.fixture(scope="module")
def settings(catalog):
    year = catalog.header.price_year
    return Settings(base_year=year, opening_year=year, period_years=60, uncertainty_draws=2048)


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
