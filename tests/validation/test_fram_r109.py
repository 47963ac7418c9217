"""Stepped Norwegian rates of circular R-109/2021, as FRAM calculates with them.

Kystverket/FRAM3_5 6f4a2ba, example outputs "Strekning 15/output 1.xlsx" and "Strekning 11/output
11.xlsx": read in the source. 4 % in 2023 to 2065, 3 % from 2066, present value in 2022; the 40
years of the first rate count from opening, 2026 being the first of them. The factors counted from
year 0 are calculated from the circular's rates (4 % to year 40, 3 % to year 75, then 2 %).
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.costing import discount_factors
from robuild.terms.settings import Settings

BASE, LAST = 2022, 2100


def fram():
    settings = Settings(base_year=BASE, opening_year=2025)
    return discount_factors(settings.model_copy(update={"period_years": LAST - BASE}))


def default(years):
    """Robuild's own schedule, over a period longer than the workbook has columns for."""
    return discount_factors(Settings().model_copy(update={"period_years": years}))


def value(*blocks):
    flows = np.zeros(LAST - BASE + 1)
    for first, last, nok in blocks:
        flows[first - BASE : last - BASE + 1] += nok
    return float(flows @ fram())


def by(printed, tolerance):
    return pytest.approx(printed, abs=tolerance)


BUILT = (2026, 2027, -200_000.0)
FRAM = {
    "df_2030": (lambda: fram()[2030 - BASE], by(0.7306902050019838, 1e-12)),
    "df_2065": (lambda: fram()[2065 - BASE], by(0.1851682022563982, 1e-12)),
    "df_2066": (lambda: fram()[2066 - BASE], by(0.1797749536469885, 1e-12)),
    "df_2100": (lambda: fram()[2100 - BASE], by(0.06580570488394938, 1e-12)),
    "invest_2025": (lambda: value((2025, 2025, -6_762_600.0)), by(-6_011_926.775148, 1e-3)),
    "capex_plus_om_75y": (
        lambda: value(BUILT, (2028, 2100, -10_000.0)), by(-534_323.4848077033, 1e-4)),
    "capex_plus_om_40y": (
        lambda: value(BUILT, (2028, 2065, -10_000.0)), by(-494_535.9856835537, 1e-4)),
}  # fmt: skip
FROM_YEAR_0 = {
    "df_40": (lambda: default(100)[40], by(0.20828904466294113, 1e-12)),
    "df_41": (lambda: default(100)[41], by(0.20222237345916613, 1e-12)),
    "df_75": (lambda: default(100)[75], by(0.07402246841857886, 1e-12)),
    "df_100": (lambda: default(100)[100], by(0.04511897961382841, 1e-12)),
}
CARRIED = {"fram_r109_chain": FRAM, "r109_zero_based": FROM_YEAR_0}


@pytest.mark.parametrize(
    ("group", "name"), [(group, name) for group, rows in CARRIED.items() for name in rows]
)
def test_steps_are_chained(group, name):
    found, printed = CARRIED[group][name]
    assert found() == printed
