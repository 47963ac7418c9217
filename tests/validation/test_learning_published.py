"""Weibull fits with censoring and the gamma-Poisson update against published figures.

NIST/SEMATECH e-Handbook 8.4.1.3; two samples of a lecture on censored data that scipy's tests
carry; the worked sample of a reliability package. The gamma-Poisson numbers were worked out with
the file and not by robuild.
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.learning.lives import Histories, fit_life, log_likelihood, weibull_mean
from robuild.learning.rates import gamma_poisson

NIST = ((54, 187, 216, 240, 244, 335, 361, 373, 375, 386), (500,) * 10)
LECTURE = (
    (3, 5, 8, 15, 22, 23, 29, 32, 35, 40, 26, 28, 21), (6, 10, 11, 20, 27, 33, 24),
)  # fmt: skip
SAMPLE = (
    (58, 75, 36, 52, 63, 65, 22, 17, 28, 64, 23, 40, 73, 45, 52, 36, 52, 60, 13, 55, 82, 55, 34,
     57, 23, 42, 66, 35, 34, 25),
    (),
)  # fmt: skip


def seen(failed, last_seen):
    ages = np.array([*failed, *last_seen], dtype=float)
    return Histories(
        np.zeros(len(ages)), ages, np.arange(len(ages)) < len(failed), np.ones(len(ages))
    )


def likelihood(sample):
    histories = seen(*sample)
    return log_likelihood(histories, *fit_life(histories))


def within(printed, tolerance):
    return pytest.approx(printed, abs=tolerance)


def part(printed, tolerance):
    return pytest.approx(printed, rel=tolerance)


LIVES = {
    "nist_8413_scale": (lambda: fit_life(seen(*NIST))[0], within(606.528, 0.001)),
    "nist_8413_shape": (lambda: fit_life(seen(*NIST))[1], within(1.7208, 5e-05)),
    "nist_8413_mean": (lambda: weibull_mean(606.528, 1.7208), within(540.737, 0.002)),
    "nist_8413_loglik": (lambda: likelihood(NIST), within(-75.135, 0.0006)),
    "suny_shape": (lambda: fit_life(seen(*LECTURE))[1], part(2.149, 0.001)),
    "suny_scale": (lambda: fit_life(seen(*LECTURE))[0], part(28.99, 0.001)),
    "reliability_docs_scale": (lambda: fit_life(seen(*SAMPLE))[0], within(51.858, 0.0005)),
    "reliability_docs_shape": (lambda: fit_life(seen(*SAMPLE))[1], within(2.80086, 5e-06)),
    "reliability_docs_loglik": (lambda: likelihood(SAMPLE), within(-129.063, 0.0005)),
}
RATES = {
    "post_mean": (lambda: gamma_poisson(2, 20, 7, 35).mean, within(0.16363636363636364, 1e-12)),
    "Z": (lambda: gamma_poisson(2, 20, 7, 35).weight_share, within(0.6363636363636364, 1e-12)),
}
CARRIED = {"weibull_mle_censored": LIVES, "gamma_poisson": RATES}


@pytest.mark.parametrize("name", [*LIVES, *RATES])
def test_learning(name):
    found, printed = (LIVES | RATES)[name]
    assert found() == printed
