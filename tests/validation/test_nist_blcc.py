"""NIST Building Life-Cycle Cost program BLCC 5.3-19: its printed reports.

Repository usnistgov/blcc 3cfbded: FederalFinanced.xml (4 June 2020), FEMPEnergy.xml and
MilconECIP.xml with their reports; the rules are those of NIST Handbook 135. Read in the source.

BLCC discounts by days / 365.25, robuild by whole years: hence 1e-4 on large amounts. The financed
case prints 3.1 % but calculates with (1.03)(1.001) − 1 = 3.103 % nominal.
"""

from __future__ import annotations

import numpy as np
import pytest
from year_flows import booked, nominal, real, worth

from robuild.costing import annual_equivalent, discount_factors, time_value
from robuild.costing.measures import (
    Spending,
    adjusted_return,
    compare,
    even_payback_years,
    savings_to_investment_ratio,
)
from robuild.costing.price_terms import (
    PriceTerms,
    chained_factors,
    escalated,
    in_nominal_terms,
    nominal_of_real,
)
from robuild.terms.settings import Settings

INFLATION = 0.001
NOMINAL = 0.03103
# DOE's escalation of energy prices, nominal, percent a year
ENERGY = np.array(
    [-3.93, -3.44, 1.24, 1.85, 0.57, 2.45, 1.95, 0.57, -0.04, 0.35, 0.77, 0.76, 0.84, 0.21, 0.02]
) / 100  # fmt: skip
FIFTEEN = chained_factors(np.full(15, NOMINAL))


def inflated(**amounts):
    return in_nominal_terms(real(15, **amounts), INFLATION)


def energy(amount):
    return escalated(nominal(15, y1_15=amount), ENERGY)


def total(*flows):
    assert {each.terms for each in flows} == {PriceTerms.NOMINAL}
    return sum(worth(each, NOMINAL) for each in flows)


EXISTING = (inflated(y1_15=5_600), energy(49_801.118), energy(30_105))
RETROFIT = (
    nominal(15, y1_10=67_000),  # the contract is a fixed nominal sum a year
    energy(9_517.906),
    energy(3_311),
    inflated(y11_15=3_000),
    nominal(15, y15=-99_094.59465064478),  # a quarter of the first cost, inflated
)


def near(printed, share=1e-4):
    return pytest.approx(printed, rel=share)


def by(printed, tolerance):
    return pytest.approx(printed, abs=tolerance)


FINANCED = {
    "existing_omr": (lambda: total(EXISTING[0]), near(66_856)),
    "retrofit_contract": (lambda: total(RETROFIT[0]), near(568_558)),
    "retrofit_post_contract_om": (lambda: total(RETROFIT[3]), near(10_224)),
    "existing_energy": (lambda: total(EXISTING[1]), near(585_002)),
    "existing_demand": (lambda: total(EXISTING[2]), near(353_636)),
    "retrofit_energy": (lambda: total(RETROFIT[1]), near(111_805)),
    "retrofit_demand": (lambda: total(RETROFIT[2]), near(38_894)),
    "retrofit_residual": (lambda: total(RETROFIT[4]), near(-62_662)),
    "existing_total_lcc": (lambda: total(*EXISTING), near(1_005_494)),
    "retrofit_total_lcc": (lambda: total(*RETROFIT), near(666_818)),
    "existing_annual_value": (
        lambda: annual_equivalent(total(*EXISTING), FIFTEEN), near(84_865, 1.5e-4)),
    "retrofit_annual_value": (
        lambda: annual_equivalent(total(*RETROFIT), FIFTEEN), near(56_280, 1.5e-4)),
    "cash_flow_omr_y1": (lambda: EXISTING[0].nok[1], by(5_606, 0.6)),
    "cash_flow_omr_y15": (lambda: EXISTING[0].nok[15], by(5_685, 0.6)),
    "cash_flow_residual_y15": (lambda: inflated(y15=97_620).nok[15], by(99_094, 1.0)),
}  # fmt: skip

THREE = chained_factors(np.full(15, 0.03))
# NIST counts replacements and residuals as investment. The energy rows are printed present values
# (the price escalation behind them is not): they stand in year 0.
OLD = Spending(booked(15, y0=1_500, y10=600, y15=-50 - 100 - 300),
               booked(15, y0=13_784, y1_15=50, y10=200))  # fmt: skip
NEW = Spending(booked(15, y0=3_000, y15=-750), booked(15, y0=9_419, y1_15=100, y8=600))


def life_cycle_cost(spending):
    """What a thing costs more than nothing at all."""
    nothing = Spending(np.zeros(16), np.zeros(16))
    return -compare(nothing, spending, THREE).net_savings_nok


def beside_old():
    return compare(OLD, NEW, THREE)


FEMP = {
    "existing_omr": (lambda: worth(real(15, y1_15=50, y10=200), 0.03), by(746, 1.0)),
    "existing_replacement": (lambda: worth(real(15, y10=600), 0.03), by(446, 1.0)),
    "existing_residual": (lambda: worth(real(15, y15=-50 - 100 - 300), 0.03), by(-289, 1.0)),
    "new_omr": (lambda: worth(real(15, y1_15=100, y8=600), 0.03), by(1_668, 1.0)),
    "new_residual": (lambda: worth(real(15, y15=-750), 0.03), by(-481, 1.0)),
    "existing_total": (lambda: life_cycle_cost(OLD), by(16_187, 1.0)),
    "new_total": (lambda: life_cycle_cost(NEW), by(13_605, 1.5)),
    "net_savings": (lambda: beside_old().net_savings_nok, by(2_582, 0.5)),
    "sir": (lambda: beside_old().savings_to_investment_ratio, by(4.0, 0.005)),
    "airr": (lambda: beside_old().adjusted_return_share_per_year, by(0.1297, 5e-5)),
}

# One year of building, then 20 of service: running costs at mid-year, single costs at whole years.
RATES = {"real_rate_1": 0.03, "real_rate_2": 0.03, "real_rate_3": 0.03, "period_years": 21}
ENDS = discount_factors(Settings(**RATES))
MIDDLES = time_value(Settings(**RATES, discount_timing="mid_year", real_price_growth=0.02)).present
SAVED, INVESTED = 308_166.0, 170_000.0

ECIP = {
    **{f"spv_{year}": (lambda year=year: ENDS[year], by(printed, 0.0005))
       for year, printed in
       {7: 0.813, 13: 0.681, 19: 0.570, 6: 0.837, 11: 0.722, 16: 0.623}.items()},
    "upv_star_mid_year": (lambda: MIDDLES[2:].sum(), by(17.993, 0.0005)),
    "pv_repair_y6": (lambda: worth(real(21, y7=9_000), 0.03), by(7_318, 1.0)),
    "pv_repair_y12": (lambda: worth(real(21, y13=-9_000), 0.03), by(-6_128, 1.5)),
    "pv_repair_y18": (lambda: worth(real(21, y19=12_000), 0.03), by(6_843, 1.5)),
    "sir": (lambda: savings_to_investment_ratio(SAVED, INVESTED), by(1.81, 0.005)),
    "airr": (
        lambda: adjusted_return(savings_to_investment_ratio(SAVED, INVESTED), ENDS),
        by(0.0596, 5e-5)),
    "simple_payback": (lambda: even_payback_years(INVESTED, 21_382.0), by(7.95, 0.005)),
}  # fmt: skip

CARRIED = {
    "nist_blcc5_federal_financed": FINANCED,
    "nist_blcc5_femp_energy": FEMP,
    "nist_blcc5_ecip": ECIP,
}


@pytest.mark.parametrize(
    ("group", "name"), [(group, name) for group, rows in CARRIED.items() for name in rows]
)
def test_printed_in_the_reports(group, name):
    found, printed = CARRIED[group][name]
    assert found() == printed


def test_the_nominal_rate_is_that_of_3_percent_real():
    assert nominal_of_real(0.03, INFLATION) == pytest.approx(NOMINAL, abs=1e-12)
