"""How often a bid wins: means by integrals, the same draws for all, shares by counting."""

from __future__ import annotations

import math

import numpy as np
import pytest
from bid_cases import BAD, GOOD, MIDDLE, answer, bid, by_hand, factors, position, tender
from scipy.stats import norm

from robuild.procurement.bids import award, count_answers, drawn_totals, figures_of
from robuild.terms.settings import Settings

CERTAIN = {"spread_price": 1.0, "spread_labour": 1.0, "spread_damage": 1.0,
           "spread_intensity": 1.0, "type_spread_share": 0.0}  # fmt: skip
P95 = 1.6448536269514722


def settings(**changes) -> Settings:
    return Settings(**(CERTAIN | {"uncertainty_draws": 4096, "seed": 3} | changes))


def case(*mixes, **changes):
    found = tender(position(1, **changes))
    rows = {f"b{at}": answer(found.positions[0].position_id, mix, unit_price_nok=6000.0 + 900 * at)
            for at, mix in enumerate(mixes)}  # fmt: skip
    figures = figures_of(
        found, list(rows),
        [count_answers(found, bid(name, row))[0] for name, row in rows.items()],
    )  # fmt: skip
    return found, rows, figures


def replicate_error(drawn: np.ndarray) -> float:
    means = drawn.reshape(8, -1).mean(axis=1)
    return float(means.std(ddof=1) / math.sqrt(8))


def test_without_uncertainty_every_draw_is_the_evaluated_cost() -> None:
    found, rows, figures = case(BAD, GOOD, MIDDLE)
    totals, draws = drawn_totals(found, figures, settings())
    assert draws == 4096
    for at, row in enumerate(rows.values()):
        expected = by_hand(found, found.positions[0], row)["total"]
        np.testing.assert_allclose(totals[at], expected, rtol=1e-12)


def cut_normal(n: int) -> np.ndarray:
    """Equally likely values of a standard normal cut at ±3."""
    return np.clip(norm.ppf((np.arange(n) + 0.5) / n), -3, 3)


def test_mean_over_damage_prices_and_wages_is_an_integral() -> None:
    """Damage moves repairs and, through total losses, the share of planned renewals.

    Prices and wages are factors with mean 1 of their own, so that only damage is integrated.
    """
    spread = {"spread_damage": 3.0, "spread_price": 1.25, "spread_labour": 1.25}
    found, rows, figures = case(BAD, GOOD, MIDDLE)
    totals, _ = drawn_totals(found, figures, settings(**spread))
    sigma = math.log(3.0) / P95
    row = found.positions[0]
    for at, given in enumerate(rows.values()):
        expected = 0.0
        for z in (drawn := cut_normal(2000)):
            factor = math.exp(sigma * z - sigma**2 / 2)
            expected += by_hand(found, row, given, {"damage": factor})["total"] / len(drawn)
        error = replicate_error(totals[at])
        assert error < 2e-3 * expected
        # what the cut at ±3 takes from the mean of prices and wages is below 2e-4
        assert totals[at].mean() == pytest.approx(expected, abs=4 * error + 2e-4 * expected)


def test_mean_over_lives_is_an_integral() -> None:
    """One use without damage: only the number of renewals and their years move."""
    from robuild.terms.tender import PositionUse
    from robuild.terms.vocabulary import UseIntensity

    uses = (PositionUse(use_intensity=UseIntensity.RAISED, quantity=20.0, life_factor=0.75,
                        damage_events_per_year=0.0),)  # fmt: skip
    found, rows, figures = case(MIDDLE, GOOD, uses=uses)
    totals, _ = drawn_totals(found, figures, settings(type_spread_share=0.5, spread_intensity=1.2))
    type_sigma = math.sqrt(0.5) * math.pi / math.sqrt(6) / 2.5
    both = math.hypot(type_sigma, math.log(1.2) / P95)
    z = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    df = factors(found)
    row = found.positions[0]
    for at, given in enumerate(rows.values()):
        m, c3 = given["material_price_nok"], {0: 0.05, 1: 0.0}[at]
        once = (
            20.0 * (m * (1 + c3) + 3.5 * row.hourly_rate_nok + row.disposal_nok) + row.call_out_nok
        )
        worth = 0.0
        for zz in z:
            life = 20.0 * 0.75 * math.exp(min(max(both * zz, -3 * both), 3 * both))
            k = 1
            while k * life < 50:
                worth += df[math.ceil(k * life)] / len(z)
                k += 1
        expected = given["unit_price_nok"] * 20 + once * worth
        error = replicate_error(totals[at])
        assert totals[at].mean() == pytest.approx(expected, abs=4 * error + 2e-4 * expected)


def test_the_same_draws_make_differences_surer_than_draws_of_their_own() -> None:
    found, _, figures = case(BAD, GOOD, MIDDLE)
    spread = {"spread_damage": 3.0, "type_spread_share": 0.5}
    one, _ = drawn_totals(found, figures, settings(seed=1, **spread))
    other, _ = drawn_totals(found, figures, settings(seed=2, **spread))
    for a, b in ((0, 1), (0, 2), (1, 2)):
        common, independent = (one[a] - one[b]).var(), (one[a] - other[b]).var()
        assert common < 0.8 * independent
        assert independent == pytest.approx(one[a].var() + one[b].var(), rel=0.15)


def test_win_shares_are_counts_and_sum_to_one() -> None:
    found = tender(position(1))
    row = found.positions[0].position_id
    # nearly alike: which is lowest hangs on the draw
    bids = [bid("a", answer(row, GOOD, unit_price_nok=11_700.0)), bid("b", answer(row, MIDDLE)),
            bid("c", answer(row, MIDDLE))]  # fmt: skip
    spread = Settings(uncertainty_draws=1024, seed=7)
    result = award(found, bids, spread)
    totals, draws = drawn_totals(found, result.figures, spread)
    shares = {result.results[s.bid].bidder: s.win_share for s in result.robustness.spreads}
    names = [each.bidder for each in result.results]
    wins = dict.fromkeys(names, 0.0)
    for column in totals.T:
        best = [n for n, value in zip(names, column, strict=True) if value <= column.min() + 1e-6]
        for name in best:
            wins[name] += 1 / len(best) / draws
    assert shares == pytest.approx(wins)
    assert math.fsum(shares.values()) == pytest.approx(1)
    assert 0.05 < shares["a"] < 0.95
    assert shares["b"] == pytest.approx(shares["c"])
    again = award(found, bids, spread)
    assert again.robustness == result.robustness
    assert award(found, bids, Settings(uncertainty_draws=0)).robustness is None
