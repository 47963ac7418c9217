"""EnergyPlus life-cycle cost: unit tests of EconomicLifeCycleCost. Read in the source.

NREL/EnergyPlus 06a0bbcf, tst/EnergyPlus/unit/EconomicLifeCycleCost.unit.cc, and the source it
tests. Its first month is month 1: what is paid at once stands in year 1 and is discounted by a
year under EndOfYear, where robuild books it in year 0 undiscounted (conventions §2.2).
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.costing import replacement_years
from robuild.costing.price_terms import Flows, PriceTerms, escalated

# EnergyPlus states price levels of each year, robuild growth over the year before
LEVELS = np.array([1.03, 1.05, 1.07, 1.11, 1.15])
GROWTH = LEVELS / np.concatenate([[1.0], LEVELS[:-1]]) - 1.0
USED = Flows(np.array([0.0, 100.0, 110.0, 120.0, 130.0, 140.0]), PriceTerms.REAL)
MONTHS = (2023 - 2020) * 12 + 10  # service year, base year, months from service


def first_place(elapsed, period):
    """Where robuild books a single event, in years or months alike."""
    return replacement_years(10.0 * period, period, first_years=elapsed)[0]


VECTORS = {
    "escalated_energy": (
        lambda: escalated(USED, GROWTH).nok[1:],
        pytest.approx([103.0, 115.5, 128.4, 144.3, 161.0], abs=0.001)),
    # + 1: EnergyPlus calls the first month 1, not the end of it
    "month_of_cost": (lambda: first_place(MONTHS, 240) + 1, pytest.approx(47, abs=0)),
    "year_of_cost": (lambda: first_place(MONTHS / 12, 20), pytest.approx(4, abs=0)),
}  # fmt: skip
CARRIED = {"energyplus_lcc_unit": VECTORS}
NOT_CARRIED = {"annual_total": "adds its own twelve months; robuild has no months"}


@pytest.mark.parametrize("name", VECTORS)
def test_asserted_in_its_tests(name):
    found, printed = VECTORS[name]
    assert found() == printed


def test_what_is_paid_at_once_stands_in_year_0_here_and_in_year_1_there():
    assert first_place(0.0, 20) == 0
