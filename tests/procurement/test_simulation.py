"""Simulated forms: closed forms within four standard errors, and the same draws for all."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad

from robuild.procurement import (
    amounts_of,
    compare_contracts,
    contract_options,
    contract_tornado,
    ranges_of,
    simulate_forms,
    triangular,
)
from robuild.repair_ease import rate_variants
from robuild.terms.contract_forms import ContractTerm as T

CERTAIN = {
    "spread_price": 1.0, "spread_labour": 1.0, "spread_damage": 1.0, "spread_intensity": 1.0,
    "type_spread_share": 0.0,
}  # fmt: skip
SEED = {"seed": 5, "uncertainty_draws": 4096}


def density(x, low, value, high):
    if x < value:
        return 2 * (x - low) / ((high - low) * (value - low))
    return 2 * (high - x) / ((high - low) * (high - value)) if high > value else 0.0


def expectation(f, low, value, high):
    if high <= low:
        return f(value)
    points = [value] if low < value < high else None
    return quad(lambda x: f(x) * density(x, low, value, high), low, high, points=points,
                epsabs=1e-6, epsrel=1e-6)[0]  # fmt: skip


@pytest.fixture(scope="module")
def ranges(catalog):
    return ranges_of(catalog)


def test_means_of_what_is_drawn_are_the_closed_forms(
    lines, catalog, settings, forms, ranges
) -> None:
    """Only contract parameters are uncertain: the mean is a product of means and one integral."""
    certain = settings.model_copy(update=CERTAIN | SEED)
    ease = rate_variants(catalog, certain)
    grid = np.linspace(0.72, 1.22, 101)
    options = contract_options(lines, catalog, certain, ease, grid)
    found = simulate_forms(options, forms, ranges, "design_build", catalog, certain)
    for form, told in zip(forms, found.forms, strict=True):

        def mean(term, form=form):
            low, high = ranges[form.form_id, term]
            return (low + form.values[term] + high) / 3

        def of_life(design, form=form):
            def inner(execution):
                changed = form.changed(
                    {
                        T.DESIGN_FACTOR: design,
                        T.EXECUTION_FACTOR: execution,
                        T.OWNER_FIXED_SHARE: mean(T.OWNER_FIXED_SHARE),
                        T.MIX_SHARE: mean(T.MIX_SHARE),
                        T.OPERATION_PREMIUM_SHARE: mean(T.OPERATION_PREMIUM_SHARE),
                    }
                )
                amounts = amounts_of(options, changed, certain)
                return amounts.operation_nok + amounts.premium_nok

            low, high = ranges[form.form_id, T.EXECUTION_FACTOR]
            return expectation(inner, low, form.values[T.EXECUTION_FACTOR], high)

        low, high = ranges[form.form_id, T.DESIGN_FACTOR]
        nodes, weights = np.polynomial.legendre.leggauss(12)
        lived = 0.0
        for a, b in ((low, form.values[T.DESIGN_FACTOR]), (form.values[T.DESIGN_FACTOR], high)):
            for x, w in zip(nodes, weights, strict=True):
                at = (a + b) / 2 + (b - a) / 2 * x
                if b > a:
                    lived += (
                        (b - a)
                        / 2
                        * w
                        * of_life(at)
                        * density(at, low, form.values[T.DESIGN_FACTOR], high)
                    )
        every = form.changed(
            {
                term: mean(term)
                for term in (
                    T.OWNER_FIXED_SHARE,
                    T.MIX_SHARE,
                    T.MARKUP_SHARE,
                    T.GROWTH_SHARE,
                    T.OWNER_COST_SHARE,
                    T.FOLLOW_UP_SHARE,
                    T.DEFECTS_SHARE,
                    T.RECOVERED_SHARE,
                )
            }
        )
        amounts = amounts_of(options, every, certain)
        # owner's own share enters both the pick and nothing else, so that all is a product
        bought = amounts.bought_nok + amounts.follow_up_nok
        expected = bought + amounts.defects_nok + lived
        error = 4 * told.total.standard_error_nok + 2e-4 * expected  # tables of lives: 0.02 %
        assert told.total.mean_nok == pytest.approx(expected, abs=error), form.form_id


def test_without_any_uncertainty_every_draw_is_the_stated_total(
    lines, catalog, settings, forms, options
) -> None:
    certain = settings.model_copy(update=CERTAIN)
    points = {(form.form_id, term): (form.values[term],) * 2 for form in forms for term in T}
    found = simulate_forms(options, forms, points, "design_build", catalog, certain)
    for form, told in zip(forms, found.forms, strict=True):
        stated = amounts_of(options, form, certain).total_nok
        assert told.total.p10_nok == pytest.approx(stated, rel=2e-4)
        assert told.total.p90_nok == pytest.approx(told.total.p10_nok, rel=1e-9)
    assert math.fsum(each.cheapest_probability for each in found.forms) == pytest.approx(1.0)


def test_the_same_draws_for_all_make_differences_surer(
    options, forms, ranges, catalog, settings
) -> None:
    """Two runs with other seeds are independent: their differences spread far more."""

    def run(seed):
        asked = settings.model_copy(update={"seed": seed})
        return {
            each.form_id: each
            for each in simulate_forms(options, forms, ranges, "design_build", catalog, asked).forms
        }

    one, other = run(1), run(2)
    width = {name: each.total.p90_nok - each.total.p10_nok for name, each in one.items()}
    for name in ("separate", "general", "partnering"):
        independent = math.hypot(width[name], width["design_build"])
        paired = one[name].difference.p90_nok - one[name].difference.p10_nok
        assert paired < 0.6 * independent
        spread = 4 * math.hypot(one[name].total.standard_error_nok,
                                other[name].total.standard_error_nok)  # fmt: skip
        assert one[name].total.mean_nok == pytest.approx(other[name].total.mean_nok, abs=spread)


def test_the_same_seed_gives_the_same_figures(options, forms, ranges, catalog, settings) -> None:
    few = settings.model_copy(update={"uncertainty_draws": 256})
    one, other = (
        simulate_forms(options, forms, ranges, "design_build", catalog, few) for _ in range(2)
    )
    assert one == other
    none = settings.model_copy(update={"uncertainty_draws": 0})
    assert simulate_forms(options, forms, ranges, "design_build", catalog, none) is None


@pytest.mark.parametrize("shape", [(0.0, 0.2, 1.0), (2.0, 2.0, 5.0), (1.0, 4.0, 4.0)])
def test_triangular_draws_have_the_moments_of_a_triangle(shape) -> None:
    low, value, high = shape
    drawn = triangular((np.arange(200_000) + 0.5) / 200_000, low, value, high)
    assert drawn.mean() == pytest.approx((low + value + high) / 3, rel=1e-4)
    variance = (low**2 + value**2 + high**2 - low * value - low * high - value * high) / 18
    assert drawn.var() == pytest.approx(variance, rel=1e-3)


def test_the_tornado_is_the_difference_with_one_end_at_a_time(
    options, forms, ranges, settings
) -> None:
    by_id = {form.form_id: form for form in forms}
    reference, compared = by_id["design_build"], by_id["design_build_required"]
    bars = contract_tornado(options, reference, compared, ranges, settings)
    widths = [bar.width_nok for bar in bars]
    assert widths == sorted(widths, reverse=True)
    for bar in bars[:6]:
        pair = {form.form_id: form for form in (reference, compared)}
        pair[bar.form_id] = pair[bar.form_id].changed({bar.parameter: bar.high})
        first, second = (amounts_of(options, pair[name], settings).total_nok
                         for name in ("design_build", "design_build_required"))  # fmt: skip
        assert bar.high_nok == pytest.approx(second - first, abs=1e-6)


def test_bars_of_life_factors_are_exact_and_the_workbook_keeps_fewer_nodes(
    lines, catalog, settings
) -> None:
    few = settings.model_copy(update={"uncertainty_draws": 0})
    ease = rate_variants(catalog, few)
    found = compare_contracts(lines, catalog, few, ease, ("design_build", "partnering"))
    by_id = {each.form.form_id: each for each in found.results}
    bar = next(bar for bar in found.tornado
               if (bar.form_id, bar.parameter) == ("design_build", T.DESIGN_FACTOR))  # fmt: skip
    low = by_id["design_build"].form.changed({T.DESIGN_FACTOR: bar.low})
    assert round(low.life_factor, 9) not in found.options.nodes
    exact = contract_options(lines, catalog, few, ease, [low.life_factor])
    changed = amounts_of(exact, low, few).total_nok
    assert bar.low_nok == pytest.approx(by_id["partnering"].own.total_nok - changed, abs=1e-4)
