"""Every published vector of the shared oracle file that is about what costing calculates.

The file lies beside the project. Where a source escalates a cost, the flows are escalated here and
robuild discounts them. What robuild has no function for is named, so that nothing is passed over.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from robuild.costing import (
    annual_equivalent,
    annuity_factor,
    discount_factors,
    number_of_replacements,
    replacement_times,
    straight_line_share,
    times_due,
)
from robuild.terms.settings import Settings

pytestmark = pytest.mark.external
SHARED = Path(os.environ.get("ROBUILD_SHARED", Path(__file__).resolve().parents[3] / "shared"))
RATES = ("real_rate_1", "real_rate_2", "real_rate_3")


def flat(rate, years):
    settings = Settings(**dict.fromkeys(RATES, rate))
    return discount_factors(settings.model_copy(update={"period_years": years}))


def stepped(ends_and_rates, years):
    """Factors of up to three rates, each up to and with a year; `None` is for ever."""
    if sum((end or math.inf) < years for end, _ in ends_and_rates) >= len(RATES):
        pytest.fail(f"more than three rates within {years} years; robuild has three")
    chosen = (ends_and_rates + [[math.inf, ends_and_rates[-1][1]]] * 2)[:3]
    update = {name: rate for name, (_, rate) in zip(RATES, chosen, strict=True)}
    update |= {f"{name}_until_year": end for name, (end, _) in zip(RATES[:2], chosen, strict=False)}
    return discount_factors(Settings().model_copy(update=update | {"period_years": years}))


def from_first_years(base, steps, last):
    """Steps given by the first calendar year of each rate."""
    ends = [first - 1 - base for first, _ in steps[1:]] + [math.inf]
    rates = [rate for _, rate in steps]
    return stepped([list(span) for span in zip(ends, rates, strict=True)], last - base)


def run(amount, first, last, growth, rate):
    years = np.arange(last + 1.0)
    flows = np.where(years >= first, amount * (1 + growth) ** years, 0.0)
    return float(flows @ flat(rate, last))


def escalated(amount, escalation_pct, rate):
    prices = amount * np.cumprod(1 + np.array([0.0, *escalation_pct]) / 100)
    return float(prices[1:] @ flat(rate, len(escalation_pct))[1:])


def listed(flows, rate):
    return sum(
        f["amount"] * flat(rate, f["t"])[f["t"]]
        if f["kind"] == "single"
        else run(f["amount"], f["first"], f["last"], 0.0, rate)
        for f in flows
    )


def growing(unit, price_growth, qty, qty_growth, rate, t):
    return unit * qty * ((1 + price_growth) * (1 + qty_growth)) ** t * flat(rate, t)[t]


def blocks(base, steps, blocks):
    factors = from_first_years(base, steps, max(last for _, last, _ in blocks))
    return sum(nok * factors[first - base : last - base + 1].sum() for first, last, nok in blocks)


def with_replacements(capex, n, u, rate, decrease):
    bought = times_due(0.0, u, n) * capex * (1 - decrease) ** np.arange(n + 1)
    return annual_equivalent(float(bought @ flat(rate, n)), flat(rate, n))


CALCULATED = {
    "pv_recurring": run,
    "pv_escalated": escalated,
    "pv_single": lambda amount, t, rate: amount * flat(rate, t)[t],
    "annuity_of_pv": lambda pv, n, rate: annual_equivalent(pv, flat(rate, n)),
    "sum_pv": listed,
    "spv": lambda rate, t: flat(rate, t)[t],
    "spv_growth": lambda growth, rate, t: (1 + growth) ** t * flat(rate, t)[t],
    "pv_growing": growing,
    "pv_growing_sum": lambda n, **g: sum(growing(t=t, **g) for t in range(1, n + 1)),
    "last_interval": lambda T, first, interval: replacement_times(interval, T, first)[-1],
    "df_chain": lambda base, year, steps: from_first_years(base, steps, year)[year - base],
    "npv_chain": blocks,
    "df_steps": lambda t, steps: stepped(steps, t)[t],
    "straight_line": lambda cost, life, age, scrap: (
        scrap
        + (cost - scrap) * straight_line_share(np.array([float(age)]), np.array([float(life)]))[0]
    ),
    "npf_pv": lambda rate, nper, pmt: -pmt * annuity_factor(flat(rate, nper)),
    "npf_npv": lambda rate, values: float(np.array(values) @ flat(rate, len(values) - 1)),
    "npf_pmt": lambda rate, nper, pv: -annual_equivalent(pv, flat(rate, nper)),
    "npf_fv": lambda rate, nper, pmt: (
        -pmt * annuity_factor(flat(rate, nper)) / flat(rate, nper)[nper]
    ),
    "gradient_pv": lambda g, n, rate: float(
        g * np.maximum(np.arange(n + 1.0) - 1, 0) @ flat(rate, n)
    ),
    "pv_periodic": lambda amount, interval, T, rate: float(
        amount * times_due(interval, interval, T) @ flat(rate, T)
    ),
    "n_repl": lambda T, L: int(number_of_replacements(L, L, T)),
    "annuity_repl": with_replacements,
}
NOT_CALCULATED = {
    "arithmetic of the source's own printed numbers": {"given_sum", "ratio", "multiply"},
    "prices and rates are real throughout": {"escalate", "inflation", "nominal", "real"},
    "savings against a base case": {"airr", "npf_irr"},
    "mid-year and monthly conventions": {"upv_star_mid", "eplus_month", "eplus_year"},
    "lives that scatter": {
        "renewal_m", "renewal_m_weibull", "renewal_m_gamma", "renewal_delayed", "age_repl_t",
        "age_repl_c", "weib_mle_eta", "weib_mle_beta", "weib_mean", "weib_loglik",
    },
    "spares, learning and budgets": {
        "poisson_loss", "newsvendor_S", "newsvendor_cost", "ready_rate", "gp_mean", "gp_z", "mckp",
    },
}  # fmt: skip
FOUR_RATES = {"base2010_bands_from_2014_year2160"}


@pytest.fixture(scope="module")
def groups():
    file = SHARED / "data" / "lcc-oracles.json"
    if not file.is_file():
        pytest.skip("the oracle file is not beside the project")
    return json.loads(file.read_text(encoding="utf-8"))["groups"]


def close(found, vector):
    rel = vector["tol_type"] == "rel"
    return math.isclose(
        found, vector["expected"], rel_tol=vector["tol"] if rel else 0.0,
        abs_tol=0.0 if rel else vector["tol"],
    )  # fmt: skip


def test_every_vector_that_costing_calculates(groups, record_property):
    counts, wrong = Counter(), []
    for group in groups:
        found = {}
        for vector in group["vectors"]:
            inputs, fn = vector["inputs"], vector["fn"]
            if fn == "sum_of":  # totals of vectors before it in the same group
                value = sum(found[name] for name in inputs["of"])
            elif fn in CALCULATED and vector["id"] not in FOUR_RATES:
                value = CALCULATED[fn](**inputs)
            else:
                continue
            found[vector["id"]] = value
            counts[fn] += 1
            if not close(value, vector):
                wrong.append((group["id"], vector["id"], value, vector["expected"]))
    record_property("vectors", counts.total())
    assert not wrong
    assert set(counts) == {*CALCULATED, "sum_of"}  # none stands here that no vector asks for
    assert counts.total() == 80  # counted group by group in the file


def test_what_is_not_calculated_is_named(groups):
    asked = {vector["fn"] for group in groups for vector in group["vectors"]}
    others = set().union(*NOT_CALCULATED.values())
    assert asked == {*CALCULATED, "sum_of"} | others
    assert not others & set(CALCULATED)
