"""Poisson loss and newsvendor: LarrySnyder/stockpyl 0bae176, tests/test_loss_functions.py.

Read in the source; the ready rate was worked out with the file and not by robuild.
"""

from __future__ import annotations

import pytest

from robuild.operations.stock import cheapest_stock, expected_shortage, ready_share, stock_cost


def by(printed, within=1e-9):
    return pytest.approx(printed, abs=within)


VECTORS = {
    "loss_220_200": (lambda: expected_shortage(220, 200), by(0.536005857158494)),
    "loss_5_7": (lambda: expected_shortage(5, 7), by(2.292600125697305)),
    "loss_50_47": (lambda: expected_shortage(50, 47), by(1.514546939496945)),
    "base_stock_50": (lambda: cheapest_stock(50, 0.18, 0.7), by(56, 0)),
    "cost_56": (lambda: stock_cost(56, 50, 0.18, 0.7), by(1.797235211809178)),
    "ready_rate_mu1_S4": (lambda: ready_share(4, 1.0), by(0.98101184, 1e-7)),
}
CARRIED = {"spares_poisson": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_stock(name):
    found, printed = VECTORS[name]
    assert found() == printed
