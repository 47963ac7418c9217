"""numpy-financial f47e8af, tests/test_financial.py. Read in the source.

Spreadsheet functions count what is paid out as negative; robuild counts a cost as positive. The
rates are those of loans: nominal.
"""

from __future__ import annotations

import numpy as np
import pytest
from year_flows import nominal, worth

from robuild.costing import annual_equivalent, annuity_factor
from robuild.costing.measures import internal_rate_of_return
from robuild.costing.price_terms import Flows, PriceTerms, chained_factors

INVESTED = np.array([-15_000.0, 1_500.0, 2_500.0, 3_500.0, 4_500.0, 6_000.0])
GITMAN = np.array([-100.0, 39.0, 59.0, 55.0, 20.0])  # L.J. Gitman, p. 348


def flat(share, years):
    return chained_factors(np.full(years, share))


def by(printed, tolerance):
    return pytest.approx(printed, abs=tolerance)


VECTORS = {
    "pv": (lambda: -worth(nominal(20, y1_20=12_000.0), 0.07), by(-127_128.1709461939, 1e-6)),
    "npv": (lambda: worth(Flows(INVESTED, PriceTerms.NOMINAL), 0.05), by(122.89, 0.005)),
    "pmt": (lambda: -annual_equivalent(15_000.0, flat(0.08 / 12, 60)), by(-304.145914, 1e-6)),
    "pmt_zero_rate": (lambda: -annual_equivalent(15_000.0, flat(0.0, 60)), by(-250.0, 1e-9)),
    "fv": (
        lambda: worth(nominal(20, y1_20=2_000.0), 0.075) / flat(0.075, 20)[20],
        by(86_609.36267304292, 1e-6)),
    "irr": (lambda: internal_rate_of_return(GITMAN), by(0.28095, 5e-6)),
}  # fmt: skip
CARRIED = {"numpy_financial_tests": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_asserted_in_its_tests(name):
    found, printed = VECTORS[name]
    assert found() == printed


def test_the_annuity_is_the_uniform_present_value_factor():
    assert 12_000.0 * annuity_factor(flat(0.07, 20)) == by(127_128.1709461939, 1e-6)
