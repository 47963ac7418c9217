"""HM Treasury, The Green Book, annex 6 (table 6.1): declining social time preference rate.

3.5 % to year 30, 3 % to 75, 2.5 % to 125, 2 % to 200, 1.5 % to 300, then 1 %. Factors as asserted
in textbook/py_wlc dd54d74, tests/economics/test_discount.py, four decimals. Read in the source.
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.costing import discount_factors
from robuild.costing.price_terms import chained_factors
from robuild.terms.settings import Settings

BANDS = np.repeat([0.035, 0.03, 0.025, 0.02, 0.015], [30, 45, 50, 75, 100])
# Department for Transport: present value in 2010, bands counted from 2014, so that the first rate
# holds from 2011 to 2044, as robuild does before opening (conventions §2.3)
SPLIT = np.repeat([0.035, 0.03, 0.025, 0.02], [34, 45, 50, 21])


def by(printed):
    return pytest.approx(printed, abs=1e-4)


VECTORS = {
    "df_10": (lambda: chained_factors(BANDS)[10], by(0.7089)),
    "df_20": (lambda: chained_factors(BANDS)[20], by(0.5026)),
    "df_40": (lambda: chained_factors(BANDS)[40], by(0.2651)),
    "df_125": (lambda: chained_factors(BANDS)[125], by(0.0274)),
    "base2010_bands_from_2014_year2160": (
        lambda: chained_factors(SPLIT)[2160 - 2010], by(0.0158)),
}  # fmt: skip
CARRIED = {"uk_green_book": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_factors(name):
    found, printed = VECTORS[name]
    assert found() == printed


def test_the_settings_make_the_same_of_the_first_three_bands():
    settings = Settings(
        real_rate_1=0.035, real_rate_1_until_year=30, real_rate_2=0.03, real_rate_2_until_year=75,
        real_rate_3=0.025,
    )  # fmt: skip
    bands = discount_factors(settings.model_copy(update={"period_years": 125}))
    np.testing.assert_allclose(bands, chained_factors(BANDS)[:126], rtol=1e-13)
    split = settings.model_copy(
        update={"period_years": 129, "base_year": 2010, "opening_year": 2014}
    )
    np.testing.assert_allclose(discount_factors(split), chained_factors(SPLIT)[:130], rtol=1e-13)
