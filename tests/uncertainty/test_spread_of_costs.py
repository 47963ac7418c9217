"""Spread of costs: against direct solutions at the same draws, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest

from robuild.catalog import read_catalog
from robuild.costing import cost_lines
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty
from robuild.terms.vocabulary import Engine
from robuild.uncertainty import (
    BreakEvenInput,
    NoCrossing,
    break_evens,
    compare_uncertain,
    simulate,
    tornado,
)

CERTAIN = {
    "spread_price": 1.0, "spread_labour": 1.0, "spread_damage": 1.0, "spread_intensity": 1.0,
    "type_spread_share": 0.0,
}  # fmt: skip
KEYS = ("door_internal_set", "luminaire", "floor_vinyl_sheet", "window", "wc")
STATES = ("new", "age:6", "TG2:?", "TG3:?", "new")


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def lines_of(catalog, keys=KEYS, *, place=0, quantity=10.0):
    """One line a key, in the variant that stands at a place among those of the key."""
    rows = []
    for number, key in enumerate(keys, 1):
        variants = [v.variant_id for v in catalog.variants if v.component_key == key]
        rows.append(
            dict.fromkeys(("fire", "separating", "security"), "no")
            | {
                "line_id": f"L{number}", "component_key": key,
                "variant_id": variants[min(place, len(variants) - 1)],
                "location_class": "dwelling", "dwelling_type": "", "use_intensity": "heavy",
                "start_state": STATES[(number - 1) % 5],
                "unit": str(catalog.component_by_key[key].unit), "quantity": quantity,
                "component_count": 10, "missing_quantity_count": 0, "dwelling_count": 2,
                "place_count": 2, "modelled": True,
            }
        )  # fmt: skip
    frame = empty(LINES).astype(object).reindex(range(len(rows)))
    for name in LINES.columns:
        frame[name] = [row[name] for row in rows]
    return checked(LINES, frame.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))


def costed(catalog, choices=None, **lines):
    given = {"base_year": 2026, "opening_year": 2026, "uncertainty_draws": 256} | (choices or {})
    settings = Settings(**given)
    table = lines_of(catalog, **lines)
    ease = rate_variants(catalog, settings)
    return cost_lines(table, catalog, settings, ease), settings


def simulated(catalog, choices=None, **lines):
    costing, settings = costed(catalog, choices, **lines)
    return simulate(
        costing.rows, costing.line_costs, costing.line_tasks, catalog, settings, costing.time
    )


def test_without_spread_it_is_the_expected_cost(catalog):
    choices = CERTAIN | {"residual_share": 0.5, "real_price_growth": 0.01, "acquisition_years": 2}
    costing, _ = costed(catalog, choices)
    found = simulated(catalog, choices)
    expected = costing.by_engine[Engine.RENEWAL]
    total = expected.totals
    for distribution, wanted in (
        (found.life_cycle_cost, total.life_cycle_cost_nok),
        (found.weighted_cost, total.weighted_cost_nok),
    ):
        for figure in ("mean_nok", "p10_nok", "p50_nok", "p90_nok"):
            assert getattr(distribution, figure) == pytest.approx(wanted, rel=1e-6)
    np.testing.assert_allclose(
        found.lines["life_cycle_cost_mean_nok"], expected.lcc["life_cycle_cost_nok"], rtol=1e-6
    )
    flows = expected.cash_flows
    core = flows[~flows["module"].isin(["X", "RV"])].groupby("year")["real_cost_nok"].sum()
    wanted = core.reindex(range(61), fill_value=0.0)
    # years are kept with seven digits
    np.testing.assert_allclose(found.years["mean_nok"], wanted, rtol=1e-4)


def test_the_same_seed_gives_the_same_and_another_nearly_so(catalog):
    one, again = (simulated(catalog) for _ in range(2))
    assert one.life_cycle_cost == again.life_cycle_cost
    other = simulated(catalog, {"seed": 77})
    apart = abs(one.life_cycle_cost.mean_nok - other.life_cycle_cost.mean_nok)
    errors = math.hypot(
        one.life_cycle_cost.standard_error_nok, other.life_cycle_cost.standard_error_nok
    )
    assert 0 < apart < 4 * errors


def test_stated_rates_and_prices_are_means(catalog):
    """Spread of what enters linearly leaves the mean of costs where it was."""
    wide = CERTAIN | {"spread_price": 1.6, "spread_labour": 1.6, "uncertainty_draws": 4096}
    found, expected = simulated(catalog, wide), costed(catalog, wide)[0]
    wanted = expected.by_engine[Engine.RENEWAL].totals.life_cycle_cost_nok
    assert found.life_cycle_cost.mean_nok == pytest.approx(wanted, rel=3e-3)


@pytest.mark.parametrize(
    "wider",
    [{"spread_damage": 4.0}, {"spread_price": 2.0}, {"spread_labour": 2.0},
     {"type_spread_share": 0.9}, {"spread_intensity": 1.8}],
)  # fmt: skip
def test_more_spread_never_narrows_the_result(catalog, wider):
    near, far = simulated(catalog, CERTAIN), simulated(catalog, CERTAIN | wider)
    width = [d.life_cycle_cost.p90_nok - d.life_cycle_cost.p10_nok for d in (near, far)]
    assert width[1] > width[0]


def test_what_is_not_known_of_a_type_does_not_even_out(catalog):
    """Two hundred equal doors are as uncertain as one of them, times two hundred."""
    one = simulated(catalog, keys=("door_internal_set",), quantity=1.0)
    many = simulated(catalog, keys=("door_internal_set",), quantity=200.0)
    width = [d.life_cycle_cost.p90_nok - d.life_cycle_cost.p10_nok for d in (one, many)]
    # call-outs of planned replacements are shared
    assert width[1] == pytest.approx(200 * width[0], rel=0.1)


def test_lines_that_lack_something_are_counted(catalog):
    lines = lines_of(catalog)
    lines.loc[1, "quantity"] = np.nan
    settings = Settings(base_year=2026, opening_year=2026, uncertainty_draws=64)
    ease = rate_variants(catalog, settings)
    costing = cost_lines(lines, catalog, settings, ease)
    found = simulate(
        costing.rows, costing.line_costs, costing.line_tasks, catalog, settings, costing.time
    )
    assert found.lines_missing == 1
    assert "L2" not in set(found.lines["line_id"])
    assert len(found.lines) == len(lines) - 1


def test_a_half_where_nothing_differs_and_complements_elsewhere(catalog):
    first, settings = costed(catalog)
    second, _ = costed(catalog, place=1)
    same = compare_uncertain(first, first, catalog, settings)
    assert same.second_cheaper_probability == 0.5
    assert same.difference.p90_nok == 0.0
    one = compare_uncertain(first, second, catalog, settings, enough_share=0.0)
    other = compare_uncertain(second, first, catalog, settings, enough_share=0.0)
    assert one.second_cheaper_probability + other.second_cheaper_probability == pytest.approx(1)
    assert one.difference.mean_nok == pytest.approx(-other.difference.mean_nok)


def test_common_draws_make_the_difference_known_better(catalog):
    first, settings = costed(catalog)
    second, _ = costed(catalog, place=1)
    found = compare_uncertain(first, second, catalog, settings, enough_share=0.0)
    width = found.difference.p90_nok - found.difference.p10_nok
    apart = [d.p90_nok - d.p10_nok for d in (found.first, found.second)]
    assert width < math.hypot(*apart)


def test_a_clear_difference_stops_early(catalog):
    choices = {"uncertainty_draws": 4096}
    first, settings = costed(catalog, choices)
    second, _ = costed(catalog, choices, quantity=40.0)
    found = compare_uncertain(first, second, catalog, settings)
    assert found.stopped_early
    assert found.draws < 4096
    error = found.difference.standard_error_nok
    assert error <= 0.01 * abs(found.difference.mean_nok)


def test_tornado_is_about_the_difference_as_stated(catalog):
    first, settings = costed(catalog)
    second, _ = costed(catalog, place=1)
    found = tornado(first, second, catalog, settings)
    widths = (found.bars["high_nok"] - found.bars["low_nok"]).abs()
    assert widths.is_monotonic_decreasing
    certain = tornado(
        *(costed(catalog, CERTAIN, place=n)[0] for n in (0, 1)), catalog,
        settings.model_copy(update=CERTAIN),
    )  # fmt: skip
    still = certain.bars.set_index("input").drop(index=["real_rate", "residual"])
    np.testing.assert_allclose(still, certain.base_nok, rtol=1e-9)


def test_break_evens_make_both_cost_the_same(catalog):
    choices = {"type_spread_share": 0.0}
    # materials of maintenance follow prices too, but belong to the component and not the variant
    catalog = with_tables(
        catalog, tasks=tuple(t.model_copy(update={"material_nok": 0.0}) for t in catalog.tasks)
    )
    first, settings = costed(catalog, choices)
    second, _ = costed(catalog, choices, place=1)
    found = {each.input: each for each in break_evens(first, second, catalog, settings)}
    assert set(found) == set(BreakEvenInput)
    rate = found[BreakEvenInput.REAL_RATE]
    if not isinstance(rate.value, NoCrossing):
        flat = choices | {f"real_rate_{n}": rate.value for n in (1, 2, 3)}
        costs = [costed(catalog, flat, place=n)[0].by_engine[Engine.RENEWAL].totals for n in (0, 1)]
        assert costs[0].life_cycle_cost_nok == pytest.approx(costs[1].life_cycle_cost_nok)
    price = found[BreakEvenInput.PRICE]
    if not isinstance(price.value, NoCrossing):
        dearer = 1 if price.dearer_is_second else 0
        priced = with_prices(catalog, dearer, price.value)
        sides = [costed(priced if n == dearer else catalog, choices, place=n)[0] for n in (0, 1)]
        amounts = [side.by_engine[Engine.RENEWAL].totals.life_cycle_cost_nok for side in sides]
        assert amounts[0] == pytest.approx(amounts[1], rel=1e-6)
    numbers = [each for each in found.values() if not isinstance(each.value, NoCrossing)]
    assert all(each.lowest <= each.value <= each.highest for each in numbers)


def with_prices(catalog, place, factor):
    """The catalog with other prices of the variants that stand at a place of their keys."""
    chosen = set(lines_of(catalog, place=place)["variant_id"])
    variants = tuple(
        v.model_copy(update={"price_nok": v.price_nok * factor}) if v.variant_id in chosen else v
        for v in catalog.variants
    )
    return with_tables(catalog, variants=variants)


def with_tables(catalog, **changed):
    tables = {name: getattr(catalog, name) for name in type(catalog).model_fields}
    return type(catalog).model_construct(**(tables | changed))


def test_no_crossing_is_a_word(catalog):
    first, settings = costed(catalog)
    for each in break_evens(first, first, catalog, settings):
        # what moves one of two equal things makes them differ, and crosses where nothing is moved
        one_sided = each.input in (BreakEvenInput.LIFE, BreakEvenInput.PRICE)
        assert each.value == pytest.approx(1.0) if one_sided else each.value is NoCrossing.SAME
