"""The spread of costs against the engine `renewal`, direct solves and simulated lives."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from robuild.costing import Lives
from robuild.costing.renewal import expected_renewals
from robuild.uncertainty import simulate
from robuild.uncertainty.draws import batches
from robuild.uncertainty.evaluating import Case, costs_of_key
from robuild.uncertainty.exact import Factors, life_cycle_costs, planned_at, real_flows
from robuild.uncertainty.parts import Parts


def direct(case: Case, draws, draw: int, what=life_cycle_costs):
    """Costs of each line in one draw, with the renewal equation solved by months."""
    parts, spreads = case.parts, case.spreads
    shape = parts.lives.shape
    reach = spreads.reach(shape, parts.sensitivity)
    z = draws.life[parts.key, draw]
    log = (
        spreads.type_sigma(shape) * z
        + parts.sensitivity * spreads.intensity * draws.intensity[draw]
    )
    factors = Factors(
        life=np.exp(np.clip(log, -reach, reach)),
        damage=np.exp(spreads.damage * draws.damage[parts.key, draw] - spreads.damage**2 / 2),
        price=np.exp(
            spreads.price_level * draws.price_level[draw]
            + spreads.price_of_key * draws.price[parts.key, draw]
            - (spreads.price_level**2 + spreads.price_of_key**2) / 2
        ),
        labour=float(np.exp(spreads.labour * draws.labour[draw] - spreads.labour**2 / 2)),
    )
    return what(unit_case(case), factors)


def unit_case(case: Case) -> Case:
    """The same lines with the scatter of single units only."""
    p, lives = case.parts, case.parts.lives
    unit = Lives(
        lives.median_years, case.spreads.unit_shape(lives.shape), lives.losses_per_year,
        lives.age_years,
    )  # fmt: skip
    values = {name: getattr(p, name) for name in Parts.__slots__}
    return Case(Parts(**(values | {"lives": unit})), case.spreads, case.settings, case.time)


def interpolated(case: Case, draws):
    cost = np.empty((len(case.parts.line_id), draws.labour.size))
    for key in case.keys_used:
        found = costs_of_key(case, key, case.groups(key), draws)
        cost[found.places] = found.life_cycle_cost
    return cost


@pytest.mark.parametrize(
    "other",
    [
        {}, {"residual_share": 0.7}, {"residual_share": 0.7, "tail": "strict"},
        {"discount_timing": "mid_year", "real_price_growth": 0.01, "acquisition_years": 3},
        {"project_kind": "existing", "period_years": 17},
    ],
)  # fmt: skip
def test_without_spread_it_is_the_renewal_engine(house, certain, other):
    made = house(**certain, **other)
    found = simulate(*made.of_tables())
    lcc = made.costing.lcc.set_index("line_id")
    table = found.lines.set_index("line_id")
    for figure in ("mean", "p10", "p90"):
        assert_allclose(
            table[f"life_cycle_cost_{figure}_nok"], lcc["life_cycle_cost_nok"], rtol=1e-9
        )
        assert_allclose(table[f"weighted_cost_{figure}_nok"], lcc["weighted_cost_nok"], rtol=1e-9)
    assert found.life_cycle_cost.mean_nok == pytest.approx(
        made.costing.totals.life_cycle_cost_nok, rel=1e-9
    )
    flows = made.costing.cash_flows
    spent = flows[flows["kind"] != "residual_value"]
    spent = spent[spent["module"] != "X"].groupby("year")["real_cost_nok"].sum()
    wanted = spent.reindex(range(made.settings.period_years + 1), fill_value=0.0)
    assert_allclose(found.years["mean_nok"], wanted, rtol=1e-6, atol=1e-3)


@pytest.mark.parametrize(
    "other",
    [
        {}, {"residual_share": 1.0}, {"type_spread_share": 0.8}, {"spread_damage": 6.0},
        {"type_spread_share": 1.0, "spread_intensity": 1.0},
    ],
)  # fmt: skip
def test_interpolation_agrees_with_direct_solves_at_the_same_draws(house, other):
    made = house(uncertainty_draws=304, **other)
    case = Case.of(*made.of_tables())
    draws = next(batches(len(case.parts.keys), made.settings))
    cost = interpolated(case, draws)
    wanted = np.column_stack([direct(case, draws, n) for n in range(draws.labour.size)])
    assert np.abs(cost / wanted - 1.0).max() < 0.01
    assert_allclose(cost.mean(axis=1), wanted.mean(axis=1), rtol=0.001)
    total, direct_total = cost.sum(axis=0), wanted.sum(axis=0)
    assert total.mean() == pytest.approx(direct_total.mean(), rel=0.0005)
    for share in (0.1, 0.5, 0.9):
        assert np.quantile(total, share) == pytest.approx(
            np.quantile(direct_total, share), rel=0.001
        )


def test_years_agree_with_direct_solves_at_the_same_draws(house):
    made = house(uncertainty_draws=256)
    case = Case.of(*made.of_tables())
    draws = next(batches(len(case.parts.keys), made.settings))

    def flows(one, factors):
        return real_flows(one, factors, planned_at(one, factors)).sum(axis=0)

    wanted = np.array([direct(case, draws, n, flows) for n in range(draws.labour.size)])
    found = simulate(*made.of_tables()).years
    assert found["year"].tolist() == list(range(61))
    assert_allclose(found["mean_nok"], wanted.mean(axis=0), rtol=0.003)
    for figure, share in (("p10_nok", 0.1), ("p50_nok", 0.5), ("p90_nok", 0.9)):
        assert_allclose(found[figure], np.quantile(wanted, share, axis=0), rtol=0.03)


def test_mean_is_that_of_lives_simulated_one_by_one(house):
    made = house("floor.a", spread_price=1.0, spread_labour=1.0)
    found = simulate(*made.of_tables())
    case = Case.of(*made.of_tables())
    shape, median = case.parts.lives.shape[0], case.parts.lives.median_years[0]
    spreads, years = case.spreads, made.settings.period_years
    rng = np.random.default_rng(20261123)
    paths = 100_000
    z = rng.standard_normal((2, paths)).clip(-3, 3)
    moved = float(spreads.type_sigma(np.array([shape]))[0]) * z[0] + 0.4 * spreads.intensity * z[1]
    unit = float(spreads.unit_shape(np.array([shape]))[0])
    scale = median * np.exp(moved) / math.log(2.0) ** (1.0 / unit)
    at, present = np.zeros(paths), np.zeros(paths)
    factors = np.append(made.costing.time.present, 0.0)
    while (at < years).any():
        at += scale * rng.weibull(unit, paths)
        present += factors[np.minimum(np.ceil(at), years + 1).astype(int)]
    replacement = case.parts.replacement_nok.sum()
    running = (case.parts.acquisition_nok.sum(), replacement * present.mean())
    error = math.hypot(
        replacement * present.std() / math.sqrt(paths), found.life_cycle_cost.standard_error_nok
    )
    assert abs(found.life_cycle_cost.mean_nok - sum(running)) < 4 * error


def test_same_seed_same_figures_and_another_seed_within_four_standard_errors(house):
    one, again, other = (simulate(*house(seed=seed).of_tables()) for seed in (1, 1, 2))
    assert one.life_cycle_cost == again.life_cycle_cost
    assert one.lines.equals(again.lines)
    assert one.years.equals(again.years)
    first, second = one.life_cycle_cost, other.life_cycle_cost
    assert first.mean_nok != second.mean_nok
    error = math.hypot(first.standard_error_nok, second.standard_error_nok)
    assert abs(first.mean_nok - second.mean_nok) < 4 * error
    assert first.standard_error_nok < 0.005 * first.mean_nok


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("spread_price", (1.0, 1.2, 1.6)), ("spread_labour", (1.0, 1.2, 1.6)),
        ("spread_damage", (1.0, 2.0, 4.0)), ("spread_intensity", (1.0, 1.2, 1.5)),
        ("type_spread_share", (0.0, 0.3, 0.6)),
    ],
)  # fmt: skip
def test_a_wider_input_never_narrows_the_result(house, certain, name, values):
    found = [
        simulate(*house(**(certain | {name: value})).of_tables()).life_cycle_cost
        for value in values
    ]
    widths = [one.p90_nok - one.p10_nok for one in found]
    assert widths[0] == pytest.approx(0.0, abs=1e-6)
    assert widths[0] < widths[1] < widths[2]


def test_units_share_their_draws_and_do_not_average_out(house):
    # no call-out, which a line pays once: 200 doors cost 200 times one
    one = simulate(*house(("floor.a", {"quantity": 1.0})).of_tables())
    lines = [("floor.a", {"quantity": 1.0})] * 200
    many = simulate(*house(*lines).of_tables())
    for figure in ("mean_nok", "p10_nok", "p50_nok", "p90_nok", "standard_error_nok"):
        wanted = 200 * getattr(one.life_cycle_cost, figure)
        assert getattr(many.life_cycle_cost, figure) == pytest.approx(wanted, rel=1e-9)
    assert_allclose(many.years["p90_nok"], 200 * one.years["p90_nok"], rtol=1e-5)


def test_lines_sum_to_the_building_and_keep_their_draws_beside_others(house):
    all_lines = simulate(*house().of_tables())
    assert all_lines.lines["life_cycle_cost_mean_nok"].sum() == pytest.approx(
        all_lines.life_cycle_cost.mean_nok, rel=1e-12
    )
    alone = simulate(*house("door.a").of_tables()).lines.iloc[0]
    beside = all_lines.lines.iloc[0]
    assert alone.drop("line_id").tolist() == pytest.approx(
        beside.drop("line_id").tolist(), rel=1e-9
    )


def test_lines_that_lack_something_are_left_out_and_counted(house):
    found = simulate(*house("door.a", "lamp.b", "floor.a").of_tables())
    assert found.lines_missing == 1
    assert found.lines["line_id"].tolist() == ["L001", "L003"]
    nothing = simulate(*house("lamp.b").of_tables())
    assert nothing.lines.empty
    assert nothing.life_cycle_cost.mean_nok == 0.0


def test_no_draws_is_refused(house):
    with pytest.raises(ValueError, match="uncertainty_draws is 0"):
        simulate(*house(uncertainty_draws=0).of_tables())


@pytest.mark.parametrize(("asked", "made"), [(1, 8), (17, 16), (1000, 512), (2048, 2048)])
def test_draws_are_eight_times_a_power_of_two(house, asked, made):
    assert simulate(*house("floor.a", uncertainty_draws=asked).of_tables()).draws == made


def test_fixed_lives_stay_fixed(house):
    made = house("lamp.a", spread_price=1.0, spread_labour=1.0, spread_damage=1.0)
    found = simulate(*made.of_tables()).life_cycle_cost
    assert found.p10_nok == pytest.approx(found.p90_nok, rel=1e-12)
    assert found.mean_nok == pytest.approx(made.costing.totals.life_cycle_cost_nok, rel=1e-9)


def test_means_of_the_draws_are_what_is_stated(house):
    case = Case.of(*house(uncertainty_draws=4096).of_tables())
    draws = next(batches(len(case.parts.keys), case.settings))
    factor = draws.damage_factor(0, case.spreads)
    # three standard deviations are the most that is drawn
    assert factor.mean() == pytest.approx(1.0, rel=0.01)
    assert np.quantile(factor, 0.95) / np.median(factor) == pytest.approx(3.0, rel=0.01)
    price = draws.price_factor(1, case.spreads)
    assert price.mean() == pytest.approx(1.0, rel=0.002)
    assert np.quantile(price, 0.95) / np.median(price) == pytest.approx(1.25, rel=0.01)


def test_the_coarse_grid_agrees_with_a_fine_one():
    from robuild.terms.settings import Settings
    from robuild.uncertainty.renewals_at import Kinds, coarse_renewals

    median, shape, losses, age = (
        x.ravel() for x in np.meshgrid([3.0, 8, 20, 45], [2.0, 5, 15], [0.0, 0.05, 0.4], [0.0, 2])
    )
    lives = Lives(median, shape, losses, age)
    found = coarse_renewals(Kinds(lives, np.zeros(len(median), bool)), Settings()).per_year
    fine = expected_renewals(lives, 60, 48).per_year - np.append(0.0, np.ones(60)) * losses[:, None]
    present = 1.04 ** -np.arange(61.0)
    # of what is renewed in all: planned renewals may be none where losses are many
    scale = expected_renewals(lives, 60).per_year @ present
    assert (np.abs(found @ present - fine @ present) / scale).max() < 0.001
