"""Choice within a budget: a small multiple-choice knapsack with 54 combinations.

Brute force over every combination; scipy.optimize.milp agrees. Amounts have no unit there.
Exchanging by savings per krone alone gives 226 at a budget of 62, which is not the best.
"""

from __future__ import annotations

import pandas as pd
import pytest

from robuild.choosing import choose
from robuild.terms.settings import Settings

CAPEX = [[10, 14, 20], [5, 9], [30, 38, 45], [8, 8.5, 12]]
LCC = [[60, 48, 40], [30, 22], [120, 98, 95], [40, 36, 33]]


def offers():
    rows = [
        {
            "line_id": f"line-{n}",
            "component_key": f"key-{n}",
            "variant_id": f"variant-{k}",
            "role": "ordinary",
            "dwelling_type": "",
            "family_group": "",
            "component_count": 1,
            "acquisition_cost_nok": float(capex),
            "life_cycle_cost_nok": float(lcc),
            "weighted_cost_nok": float(lcc),
            "repair_ease": 0.5,
            "institutional_look": "none",
            "current": k == 0,
        }
        for n, pairs in enumerate(zip(CAPEX, LCC, strict=True))
        for k, (capex, lcc) in enumerate(zip(*pairs, strict=True))
    ]
    return pd.DataFrame(rows)


def least(budget):
    return choose(offers(), Settings(budget_nok=budget)).objective_nok


def by(printed):
    return pytest.approx(printed, abs=1e-9)


VECTORS = {
    f"B{budget}": (lambda budget=budget: least(budget), by(printed))
    for budget, printed in {53: 250, 58: 234, 62: 224, 66: 212, 70: 204, 76: 196, 90: 190}.items()
}
CARRIED = {"mckp_small": VECTORS}


@pytest.mark.parametrize("name", VECTORS)
def test_least_cost_within_a_budget(name):
    found, printed = VECTORS[name]
    assert found() == printed


def test_step_by_step_alone_is_not_the_best():
    result = choose(offers(), Settings(budget_nok=62))
    assert result.solved_by == "milp"
    assert result.bound_nok < 224
