"""NIST E3 (Economic Evaluation Engine): unit tests in its history.

Repository usnistgov/E3: discountingTests.txt (a821e2a), "cashFlows Tests 1.txt" (d73709f),
measuresUnitTests1.py (82af68b), Java ResidualValuePipelineTest. Read in the source.
"""

from __future__ import annotations

import numpy as np
import pytest
from year_flows import real, worth

from robuild.costing import replacement_times, straight_line_share
from robuild.costing.measures import adjusted_return, savings_to_investment_ratio
from robuild.costing.price_terms import (
    chained_factors,
    escalated,
    inflation_between,
    nominal_of_real,
    real_of_nominal,
)

# 1 000 units at 0.087: the price grows 3 % and the quantity 5 % a year, discounted at 3 %


def growing(**years):
    return worth(escalated(escalated(real(10, **years), 0.03), 0.05), 0.03)


def residual():
    # bought at the start of year 1, which is the end of year 0 here; life 30, study 10 years
    left = straight_line_share(np.array([10.0]), np.array([30.0]))[0]
    return worth(real(10, y10=-200.0 * left), 0.03)


def last(first, interval):
    return replacement_times(interval, 25.0, first_years=first)[-1]


def by(printed, tolerance):
    return pytest.approx(printed, abs=tolerance)


VECTORS = {
    "inflation_from_rates": (lambda: inflation_between(0.02, 0.01), by(0.00990099009900991, 1e-12)),
    "nominal_rate": (lambda: nominal_of_real(0.2, 0.03), by(0.236, 1e-12)),
    "real_rate": (lambda: real_of_nominal(0.236, 0.03), by(0.2, 1e-12)),
    "single_pv_with_growth": (
        lambda: worth(escalated(real(2, y2=1.0), 0.2), 0.3), by(0.85207100591716, 1e-12)),
    "flow_disc_y1": (lambda: growing(y1=87.0), by(91.35, 1e-6)),
    "flow_disc_y10": (lambda: growing(y10=87.0), by(141.7138325, 1e-6)),
    "flow_disc_sum": (lambda: growing(y1_10=87.0), by(1_148.990483, 1e-5)),
    # an older text file of the same repository prints −73.33 before discounting: the used share
    "residual_disc": (residual, by(-99.21252199, 1e-6)),
    "airr": (
        lambda: adjusted_return(2.5001, chained_factors(np.full(10, 0.05))), by(0.150760741, 1e-7)),
    "sir": (
        lambda: savings_to_investment_ratio(249.991084, 100.00110000000001),
        by(2.499883341, 1e-6)),
    "last_interval_25_0_7": (lambda: last(0.0, 7.0), by(21, 0)),
    "last_interval_25_2_7": (lambda: last(2.0, 7.0), by(23, 0)),
    "last_interval_25_10_2": (lambda: last(10.0, 2.0), by(24, 0)),
}  # fmt: skip
CARRIED = {"nist_e3_unit_tests": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_asserted_in_its_tests(name):
    found, printed = VECTORS[name]
    assert found() == printed


def test_an_event_at_the_very_end_counts_there_and_not_here():
    """E3 gives 25 for first 5, interval 2 and 25 years; conventions §2.4 leave the end out."""
    assert last(5.0, 2.0) == 23
    assert replacement_times(2.0, 25.0 + 1.0, first_years=5.0)[-1] == 25
