"""Straight-line value: textbook/py_wlc dd54d74, tests/economics/test_residual_value.py; E3.

17 000 falls to a scrap value of 2 000 in 5 years; the last row is usnistgov/E3, Java
ResidualValuePipelineTest. Read in the source. robuild has no scrap value, so only what is above it
wears.
"""

from __future__ import annotations

import numpy as np
import pytest

from robuild.costing import straight_line_share


def value(cost, scrap, life, age):
    share = straight_line_share(np.array([float(age)]), np.array([float(life)]))[0]
    return scrap + (cost - scrap) * share


def by(printed):
    return pytest.approx(printed, abs=1e-9)


VECTORS = {
    **{f"linear_{age}": (lambda age=age: value(17_000, 2_000, 5, age), by(printed))
       for age, printed in enumerate([17_000, 14_000, 11_000, 8_000, 5_000, 2_000, 2_000])},
    "e3_half": (lambda: value(156, 0, 10, 5), by(78)),
}  # fmt: skip
CARRIED = {"residual_straight_line": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_value_left(name):
    found, printed = VECTORS[name]
    assert found() == printed
