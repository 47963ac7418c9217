"""USACE-WRISES/LifeCycleCost-package 2aa9707 (R package EngrEcon): documented results.

Factors of Newnan, Eschenbach and Lavelle, Engineering Economic Analysis; `om_distribute` as shown
at rdrr.io. Read in the source; the 200 000 behind the annual amount is inferred from the result.
"""

from __future__ import annotations

import numpy as np
import pytest
from year_flows import real, worth

from robuild.costing import annual_equivalent, times_due
from robuild.costing.price_terms import Flows, PriceTerms, chained_factors

GRADIENT = Flows(3_000.0 * np.maximum(np.arange(31.0) - 1.0, 0.0), PriceTerms.REAL)
# upkeep in years 3, 6 … 48 of 50: a part that lasts 3 years under the integer rule
UPKEEP = Flows(1_000.0 * times_due(3, 3, 50), PriceTerms.REAL)


def by(printed, tolerance):
    return pytest.approx(printed, abs=tolerance)


VECTORS = {
    "annual_to_present": (lambda: worth(real(30, y1_30=30_000), 0.08), by(337_733.5, 0.05)),
    "future_to_present": (lambda: worth(real(30, y30=30_000), 0.08), by(2_981.32, 0.005)),
    "present_to_annual": (
        lambda: annual_equivalent(200_000, chained_factors(np.full(30, 0.08))),
        by(17_765.49, 0.005)),
    "gradient_to_present": (lambda: worth(GRADIENT, 0.08), by(310_367.4, 0.05)),
    "om_every_3_years_in_50": (lambda: worth(UPKEEP, 0.03), by(8_174.547, 0.001)),
}  # fmt: skip
CARRIED = {"usace_engecon_r": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_documented(name):
    found, printed = VECTORS[name]
    assert found() == printed
