"""Expected renewals against published tables, closed forms and other programs.

Sources of the numbers stand with them. None of them is robuild's own.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from robuild.costing import Lives, median_of_mean, renewals_by_step, weibull_shape

# H.C. Tijms, A First Course in Stochastic Models, table 8.1.1: Weibull lives of mean 1 with squared
# coefficient of variation 0.25 (shape 2.10135) and 2 (shape 0.72090); printed digits.
TIJMS = {
    2.10135: {
        0.1: 0.0061, 0.2: 0.0261, 0.4: 0.1087, 0.6: 0.2422, 0.8: 0.4141, 1.0: 0.6091,
        1.2: 0.8143, 1.5: 1.124, 2.0: 1.627, 2.5: 2.125,
    },
    0.72090: {
        0.2: 0.3841, 0.5: 0.7785, 1.0: 1.357, 1.5: 1.901, 2.0: 2.428, 2.5: 2.947, 3.0: 3.460,
        3.5: 3.969, 5.0: 5.485, 7.5: 7.995,
    },
}  # fmt: skip

# relife 3.0.0 (RTE), RenewalProcess and RunToFailurePolicy with 5,001 steps; a simulation of
# 400,000 paths agrees: mean life, shape, years, rate -> expected (discounted) renewals.
RELIFE = [
    (15, 2.5, 50, 0.0, 2.92499), (8, 2.0, 60, 0.0, 7.13662), (20, 4.0, 50, 0.0, 2.05380),
    (25, 3.0, 50, 0.0, 1.55948), (25, 3.0, 30, 0.0, 0.76587), (15, 2.5, 50, 0.04, 1.10047),
    (15, 1.0, 50, 0.04, 1.46060), (8, 2.0, 60, 0.04, 2.54684), (20, 4.0, 50, 0.04, 0.70099),
    (25, 3.0, 50, 0.04, 0.52001), (25, 3.0, 30, 0.04, 0.34831),
]  # fmt: skip
STEP = 1 / 12


def life(mean=None, shape=1.0, *, median=None, losses=0.0, age=0.0):
    middle = median_of_mean(mean, shape) if median is None else median
    return Lives(*(np.array([float(x)]) for x in (middle, shape, losses, age)))


@pytest.mark.parametrize("shape", TIJMS)
def test_renewal_function_of_weibull_lives(shape):
    wrong = {}
    for years, printed in TIJMS[shape].items():
        found = renewals_by_step(life(1.0, shape), 2000, years / 2000).sum()
        digit = 6e-5 if round(printed, 4) != round(printed, 3) or printed < 0.9 else 6e-4
        if abs(found - printed) > digit:
            wrong[years] = (found, printed)
    assert not wrong


@pytest.mark.parametrize(("mean", "shape", "years", "rate", "wanted"), RELIFE)
def test_discounted_renewals_of_another_program(mean, shape, years, rate, wanted):
    numbers = renewals_by_step(life(mean, shape), years * 12, STEP)[0]
    middles = (np.arange(years * 12) + 0.5) * STEP
    # continuous discounting, to compare; robuild itself books at the end of years
    assert numbers @ (1 + rate) ** -middles == pytest.approx(wanted, abs=1e-5)


def test_what_has_lasted_ten_years():
    # relife 3.0.0, delayed process: mean 15, shape 2.5, age 10, 30 years
    found = renewals_by_step(life(15, 2.5, age=10), 360, STEP).sum()
    assert found == pytest.approx(2.09311, abs=1e-5)


def test_closed_forms():
    # exponential: t / mean
    assert renewals_by_step(life(15, 1.0), 600, STEP).sum() == pytest.approx(50 / 15, abs=1e-5)
    # no wear within sight, losses only: mu * t whatever the age
    lasting = renewals_by_step(life(median=1e6, shape=4.0, losses=0.3, age=7.0), 720, STEP)
    assert lasting.sum() == pytest.approx(0.3 * 60, rel=1e-4)
    # in the long run one renewal per mean life, and the scatter term of the elementary theorem
    cv2 = math.gamma(1 + 2 / 3) / math.gamma(1 + 1 / 3) ** 2 - 1
    far = renewals_by_step(life(5, 3.0), 75 * 12, STEP).sum()
    assert far == pytest.approx(75 / 5 + (cv2 - 1) / 2, abs=1e-3)


def test_low_and_high_ends_are_what_19_of_20_outlast_and_1_of_20():
    shape = weibull_shape(15.0, 40.0)
    scattered = life(median=25.0, shape=shape)
    low, high = 25.0 * np.log(20 / 19) ** (1 / shape), 25.0 * np.log(20) ** (1 / shape)
    ends = np.array([low, 25 * np.log(2) ** (1 / shape), high]) / np.log(2) ** (1 / shape)
    assert scattered.survival(ends)[0] == pytest.approx([0.95, 0.5, 0.05], abs=1e-12)
    assert ends[2] / ends[0] == pytest.approx(40 / 15)
    assert round(shape, 2) == 4.15  # method: 15/25/40 years
