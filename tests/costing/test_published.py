"""Published results of others: inputs and outcomes are facts of the source named in each row.

Tolerances are half of the last digit printed, or wider where the source itself rounds on the way.
Where a source escalates a cost, the cash flows are escalated here and discounted by robuild.
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.costing import (
    annual_equivalent,
    annuity_factor,
    discount_factors,
    number_of_replacements,
    replacement_times,
    replacement_years,
    straight_line_share,
    times_due,
)
from robuild.terms.settings import Settings

BLCC_FINANCED = (
    "NIST BLCC 5.3-19, printed reports of FederalFinanced.xml (2020), "
    "repository usnistgov/blcc 3cfbded; 3.103 % nominal, exponents by days"
)
BLCC_FEMP = "NIST BLCC 5.3-19, comparative analysis of FEMPEnergy.xml, repository usnistgov/blcc"
BLCC_ECIP = "NIST BLCC 5.3-19, ECIP report of MilconECIP.xml: factors as in NIST Handbook 135"
E3 = "usnistgov/E3, discountingTests.txt, cashFlows Tests 1.txt and ResidualValuePipelineTest"
NUMPY_FINANCIAL = "numpy/numpy-financial f47e8af, tests/test_financial.py"
USACE = "USACE-WRISES/LifeCycleCost-package 2aa9707 (R package EngrEcon), documented results"


def flat(rate: float, years: int) -> np.ndarray:
    """Factors of one rate over a period of any length."""
    steps = {"real_rate_1": rate, "real_rate_2": rate, "real_rate_3": rate}
    return discount_factors(Settings(**steps).model_copy(update={"period_years": years}))


def booked(years: int, **amounts: float) -> np.ndarray:
    """Cash flows of years 0 … years from `y3=…` for one year and `y1_15=…` for a run of them."""
    flows = np.zeros(years + 1)
    for span, amount in amounts.items():
        first, _, last = span.removeprefix("y").partition("_")
        flows[int(first) : int(last or first) + 1] += amount
    return flows


def growing(flows: np.ndarray, growth: float) -> np.ndarray:
    return flows * (1.0 + growth) ** np.arange(len(flows))


# rate, cash flows, present value, tolerance, source
PRESENT_VALUES = {
    "contract 10 of 15 years": (0.03103, booked(15, y1_10=67_000), 568_558, 57, BLCC_FINANCED),
    "running cost, growing": (
        0.03103, growing(booked(15, y1_15=5_600), 0.001), 66_856, 7, BLCC_FINANCED),
    "running cost from year 11": (
        0.03103, growing(booked(15, y11_15=3_000), 0.001), 10_224, 1.1, BLCC_FINANCED),
    "residual in year 15": (0.03103, booked(15, y15=-99_094.59465), -62_662, 7, BLCC_FINANCED),
    "yearly 50 and 200 in year 10": (0.03, booked(15, y1_15=50, y10=200), 746, 1, BLCC_FEMP),
    "replacement in year 10": (0.03, booked(15, y10=600), 446, 1, BLCC_FEMP),
    "residuals of three things": (0.03, booked(15, y15=-50 - 100 - 300), -289, 1, BLCC_FEMP),
    "yearly 100 and 600 in year 8": (0.03, booked(15, y1_15=100, y8=600), 1_668, 1, BLCC_FEMP),
    "residual of the new one": (0.03, booked(15, y15=-750), -481, 1, BLCC_FEMP),
    "repair in year 7": (0.03, booked(21, y7=9_000), 7_318, 1, BLCC_ECIP),
    "repair avoided in year 13": (0.03, booked(21, y13=-9_000), -6_128, 1.5, BLCC_ECIP),
    "repair in year 19": (0.03, booked(21, y19=12_000), 6_843, 1.5, BLCC_ECIP),
    "quantity and price both grow": (
        0.03, growing(growing(booked(10, y1_10=87.0), 0.03), 0.05), 1_148.990483, 1e-5, E3),
    "net present value": (
        0.05, np.array([-15_000, 1_500, 2_500, 3_500, 4_500, 6_000.0]), 122.89, 0.005,
        NUMPY_FINANCIAL),
    "annuity of 20 years": (0.07, booked(20, y1_20=12_000), 127_128.1709461939, 1e-6,
        NUMPY_FINANCIAL),
    "annuity of 30 years": (0.08, booked(30, y1_30=30_000), 337_733.5, 0.05, USACE),
    "single sum in year 30": (0.08, booked(30, y30=30_000), 2_981.32, 0.005, USACE),
    "gradient": (0.08, 3_000.0 * np.maximum(np.arange(31) - 1.0, 0), 310_367.4, 0.05, USACE),
    "upkeep every 3 of 50 years": (0.03, 1_000 * times_due(3, 3, 50), 8_174.547, 0.001, USACE),
}  # fmt: skip


@pytest.mark.parametrize("name", PRESENT_VALUES)
def test_present_values(name):
    rate, flows, printed, tolerance, _ = PRESENT_VALUES[name]
    factors = flat(rate, len(flows) - 1)
    assert float(flows @ factors) == pytest.approx(printed, abs=tolerance)


@pytest.mark.parametrize(
    ("year", "printed"),
    [(7, 0.813), (13, 0.681), (19, 0.570), (6, 0.837), (11, 0.722), (16, 0.623)],
)
def test_single_present_value_factors_of_nist(year, printed):
    """NIST BLCC 5.3-19, ECIP report, 3 %."""
    assert flat(0.03, 20)[year] == pytest.approx(printed, abs=0.0005)


def fram_factors() -> np.ndarray:
    """Kystverket/FRAM 3.5 6f4a2ba, example outputs 1.xlsx and 11.xlsx, rates of R-109/2021.

    4 % in 2023 to 2065, 3 % from 2066, present value in 2022: the 40 years of the first rate
    count from opening, 2026 being the first of them.
    """
    settings = Settings(base_year=2022, opening_year=2025, real_rate_1_until_year=40)
    return discount_factors(settings.model_copy(update={"period_years": 2100 - 2022}))


@pytest.mark.parametrize(
    ("year", "printed"),
    [(2030, 0.7306902050019838), (2065, 0.1851682022563982), (2066, 0.1797749536469885),
     (2100, 0.06580570488394938)],
)  # fmt: skip
def test_norwegian_steps_are_chained_as_in_fram(year, printed):
    assert fram_factors()[year - 2022] == pytest.approx(printed, abs=1e-12)


@pytest.mark.parametrize(
    ("blocks", "printed", "tolerance"),
    [
        ([(2025, 2025, -6_762_600.0)], -6_011_926.775148, 1e-3),
        ([(2026, 2027, -200_000), (2028, 2100, -10_000)], -534_323.4848077033, 1e-4),
        ([(2026, 2027, -200_000), (2028, 2065, -10_000)], -494_535.9856835537, 1e-4),
    ],
    ids=["investment", "75 years", "40 years"],
)
def test_present_values_of_fram(blocks, printed, tolerance):
    factors = fram_factors()
    value = sum(
        amount * factors[first - 2022 : last - 2022 + 1].sum() for first, last, amount in blocks
    )
    assert value == pytest.approx(printed, abs=tolerance)


@pytest.mark.parametrize(
    ("year", "printed"), [(10, 0.7089), (20, 0.5026), (40, 0.2651), (125, 0.0274)]
)
def test_green_book_steps(year, printed):
    """HM Treasury Green Book annex 6, as tested in textbook/py_wlc dd54d74, four decimals.

    3.5 % to year 30, 3 % to year 75, then 2.5 %.
    """
    settings = Settings(
        real_rate_1=0.035, real_rate_1_until_year=30, real_rate_2=0.03, real_rate_2_until_year=75,
        real_rate_3=0.025,
    ).model_copy(update={"period_years": 125})  # fmt: skip
    assert discount_factors(settings)[year] == pytest.approx(printed, abs=1e-4)


@pytest.mark.parametrize(
    ("present_value", "rate", "years", "printed", "tolerance", "source"),
    [
        (1_005_494, 0.03103, 15, 84_865, 12.7, BLCC_FINANCED),
        (666_818, 0.03103, 15, 56_280, 8.4, BLCC_FINANCED),
        (200_000, 0.08, 30, 17_765.49, 0.005, USACE),
        (15_000, 0.08 / 12, 60, 304.145914, 1e-6, NUMPY_FINANCIAL),
        (15_000, 0.0, 60, 250.0, 1e-9, NUMPY_FINANCIAL),
    ],
)
def test_annual_equivalents(present_value, rate, years, printed, tolerance, source):
    del source
    found = annual_equivalent(present_value, flat(rate, years))
    assert found == pytest.approx(printed, abs=tolerance)


@pytest.mark.parametrize(
    ("life", "price_change", "printed"), [(10, 0.0, 163), (5, 0.0, 264), (5, -0.1, 222)]
)
def test_annuity_with_replacements_of_oemof(life, price_change, printed):
    """oemof/oemof-tools 45e85e4, tests/test_tools.py, whole numbers.

    1 000 now and at every replacement before year 10, at 10 %; prices fall in the last row.
    """
    flows = times_due(0.0, life, 10) * 1_000 * (1.0 + price_change) ** np.arange(11)
    assert annual_equivalent(float(flows @ flat(0.1, 10)), flat(0.1, 10)) == pytest.approx(
        printed, abs=0.5
    )


@pytest.mark.parametrize(
    ("period", "life", "printed"),
    [(50, 15, 3), (50, 25, 1), (50, 50, 0), (50, 60, 0), (60, 20, 2), (50, 12.5, 3), (60, 8, 7),
     (30, 20, 1), (50, 3, 16), (60, 15, 3)],
)  # fmt: skip
def test_number_of_replacements_of_the_standard(period, life, printed):
    """EN 15978 and EN 16627 as on eebguide.eu p=2030: whole numbers, ceil(T / ESL) − 1."""
    assert int(number_of_replacements(life, life, period)) == printed
    assert len(replacement_years(life, period)) == printed
    assert int(times_due(life, life, period).sum()) == printed


@pytest.mark.parametrize(("first", "interval", "last"), [(0, 7, 21), (2, 7, 23), (10, 2, 24)])
def test_last_interval_of_e3(first, interval, last):
    """usnistgov/E3, lastInterval."""
    assert replacement_times(interval, 25, first_years=first)[-1] == last


def test_nothing_falls_due_at_the_end_unlike_in_e3():
    """E3 counts 25 for first 5, interval 2 and 25 years; the end itself is not counted here."""
    assert replacement_times(2, 25, first_years=5)[-1] == 23


@pytest.mark.parametrize(
    ("cost", "scrap", "life", "age", "printed"),
    [(17_000, 2_000, 5, 0, 17_000), (17_000, 2_000, 5, 1, 14_000), (17_000, 2_000, 5, 2, 11_000),
     (17_000, 2_000, 5, 3, 8_000), (17_000, 2_000, 5, 4, 5_000), (17_000, 2_000, 5, 5, 2_000),
     (17_000, 2_000, 5, 6, 2_000), (156, 0, 10, 5, 78)],
)  # fmt: skip
def test_straight_line_value(cost, scrap, life, age, printed):
    """textbook/py_wlc dd54d74, test_residual_value.py; last row E3, ResidualValuePipelineTest."""
    left = straight_line_share(np.array([float(age)]), np.array([float(life)]))[0]
    assert scrap + (cost - scrap) * left == pytest.approx(printed, abs=1e-9)


def test_discounted_residual_of_e3():
    """Bought at the start of year 1 for 200, life 30, study 10 years, 3 %: −99.21252199."""
    left = straight_line_share(np.array([10.0]), np.array([30.0]))[0]
    assert -200 * left * flat(0.03, 10)[10] == pytest.approx(-99.21252199, abs=1e-6)


def test_uniform_present_value_factor():
    """The annuity above by its closed form, (1 − 1.07^−20) / 0.07."""
    assert annuity_factor(flat(0.07, 20)) == pytest.approx((1 - 1.07**-20) / 0.07, rel=1e-12)
