"""oemof/oemof-tools 45e85e4, tests/test_tools.py: annuity with replacements. Read in the source.

1 000 now and at every replacement before year 10, at 10 %, printed in whole numbers; the price
falls 10 % a year in the last row. oemof's closed form counts parts of a replacement where the life
does not divide the period, so only lives that do are taken.
"""

from __future__ import annotations

import numpy as np
import pytest
from year_flows import worth

from robuild.costing import annual_equivalent, times_due
from robuild.costing.price_terms import Flows, PriceTerms, chained_factors, escalated


def annuity(life, price_growth=0.0):
    bought = Flows(1_000.0 * times_due(0.0, life, 10), PriceTerms.REAL)
    return annual_equivalent(
        worth(escalated(bought, price_growth), 0.1), chained_factors(np.full(10, 0.1))
    )


def by(printed):
    return pytest.approx(printed, abs=0.5)


VECTORS = {
    "plain": (lambda: annuity(10), by(163)),
    "replace_at_5": (lambda: annuity(5), by(264)),
    "replace_at_5_cheaper": (lambda: annuity(5, -0.1), by(222)),
}
CARRIED = {"oemof_annuity_replacement": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_asserted_in_its_tests(name):
    found, printed = VECTORS[name]
    assert found() == printed
