"""Renewals of lives that are not Weibull: the solver takes any survival.

Gamma lives of shape 2 have the closed form m(t) = t/mean − 1/4 + exp(−4t/mean)/4: from memory,
confirmed by an independent solver. The exponential stands with the other programs' results.
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.costing import Lives, renewals_by_step

STEPS_PER_YEAR = 12


class GammaLives(Lives):
    """Gamma of shape 2: two exponential stages after each other."""

    MEAN_YEARS = 15.0

    def survival(self, years, *, aged=False):
        stages = 2.0 * years / self.MEAN_YEARS
        return ((1.0 + stages) * np.exp(-stages))[np.newaxis, :]


def gamma(years):
    none = np.zeros(1)
    lives = GammaLives(none, none, none, none)  # all in `survival`
    return renewals_by_step(lives, years * STEPS_PER_YEAR, 1.0 / STEPS_PER_YEAR).sum()


VECTORS = {"gamma2": (lambda: gamma(50), pytest.approx(3.0833337382325317, abs=1e-4))}
CARRIED = {"renewal_closed_forms": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_closed_form(name):
    found, printed = VECTORS[name]
    assert found() == printed
