"""Moves that even out years: never worse, within their reach, and priced by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.costing import cost_lines
from robuild.operations import replacement_plan
from robuild.operations.budget import budget
from robuild.operations.smoothing import smooth
from robuild.operations.year_numbers import planned_numbers, year_numbers
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty

KEYS = ("door_internal_set", "floor_vinyl_sheet", "luminaire", "wc", "sofa", "fridge_freezer",
        "paint_wall", "tap_basin", "water_heater", "chair")  # fmt: skip


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def made(catalog, **choices):
    settings = Settings(**({"base_year": 2026, "opening_year": 2026} | choices))
    rows = [
        {
            "line_id": f"L{number}", "component_key": key,
            "variant_id": catalog.component_by_key[key].default_variant_id,
            "location_class": "dwelling", "dwelling_type": "2-roms", "use_intensity": "raised",
            "start_state": f"age:{3 + number % 5}", "unit": str(catalog.component_by_key[key].unit),
            "fire": "no", "separating": "no", "security": "no", "quantity": 8.0 + number,
            "component_count": 8, "missing_quantity_count": 0, "dwelling_count": 4,
            "place_count": 4, "modelled": True,
        }
        for number, key in enumerate(KEYS)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LINES.columns))
    lines = checked(LINES, table.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))
    ease = rate_variants(catalog, settings)
    costing = cost_lines(lines, catalog, settings, ease)
    return lines, costing, settings, replacement_plan(lines, costing, catalog, settings, ease)


@pytest.mark.parametrize("within", [0, 1, 2, 4])
def test_years_are_never_less_even_and_sums_stay(catalog, within):
    _, costing, _, plan = made(catalog)
    found = smooth(plan, costing, within_years=within)
    assert found.after_nok.sum() == pytest.approx(found.before_nok.sum())
    assert (found.after_nok**2).sum() <= (found.before_nok**2).sum() + 1e-6
    by_hand = plan[plan["year"] > 0].groupby("year")["real_cost_nok"].sum()
    np.testing.assert_allclose(found.before_nok, by_hand.reindex(range(1, 11), fill_value=0.0))
    moved = found.moves
    assert ((moved["to_year"] - moved["from_year"]).abs() <= within).all()
    assert moved["line_id"].is_unique
    assert len(moved) > 0 or within == 0


def test_a_move_costs_what_all_later_replacements_move_by(catalog):
    _, costing, settings, plan = made(catalog)
    found = smooth(plan, costing)
    esl = costing.line_costs.set_index("line_id")["estimated_service_life_years"]

    def factor(year):
        return 1.04 ** -min(year, 40) * 1.03 ** -max(0, year - 40)

    for move in found.moves.to_dict("records"):
        life = esl[move["line_id"]]
        sums = []
        for first in (move["from_year"], move["to_year"]):
            at, years = float(first), []
            while at < settings.period_years:
                years.append(math.ceil(at))
                at += life
            sums.append(move["real_cost_nok"] * sum(factor(year) for year in years))
        assert move["extra_pv_nok"] == pytest.approx(sums[1] - sums[0])
    assert found.extra_pv_nok == pytest.approx(found.moves["extra_pv_nok"].sum())


def test_planned_numbers_keep_up_with_what_is_expected():
    draw = np.random.default_rng(3)
    expected = draw.uniform(0, 3, (20, 10))
    whole = planned_numbers(expected)
    assert (np.abs(whole.cumsum(axis=1) - expected.cumsum(axis=1)) <= 0.5 + 1e-6).all()
    assert (whole >= 0).all()


def test_numbers_of_a_year_sum_to_the_events_of_the_engine(catalog):
    lines, costing, settings, _ = made(catalog)
    table = year_numbers(lines, costing, settings)
    events = costing.shown.events
    repaired = events.repairs[:, 1:11].sum()
    assert table["repaired_expected"].sum() == pytest.approx(repaired)
    assert (table["replaced_p90"] >= np.floor(table["replaced_expected"])).all()
    # P90 of a Poisson number by summing its probabilities
    for row in table.sample(12, random_state=1).to_dict("records"):
        rate, k, upto = row["repaired_expected"], 0, math.exp(-row["repaired_expected"])
        term = upto
        while upto < 0.9:
            k += 1
            term *= rate / k
            upto += term
        assert row["repaired_p90"] == k


def test_a_budget_is_the_cash_flows_split_in_two(catalog):
    _, costing, settings, _ = made(catalog, engine="en", vat_compensated_share=0.4)
    table = budget(costing, settings)
    flows = costing.cash_flows
    paid = flows[~flows["module"].isin(["X", "RV"]) & (flows["year"] <= 10)]
    assert (table["operating_nok"] + table["investment_nok"]).sum() == pytest.approx(
        paid["real_cost_nok"].sum()
    )
    assert table["investment_nok"].iloc[0] == pytest.approx(
        flows.loc[flows["kind"] == "purchase", "real_cost_nok"].sum()
    )
    real = table["operating_nok"] + table["investment_nok"]
    np.testing.assert_allclose(table["vat_nok"], real * 0.25 * 0.6)
    np.testing.assert_allclose(
        table["nominal_nok"], (real + table["vat_nok"]) * 1.02 ** table["year"]
    )
    assert table["p90_nok"].isna().all()
    nothing = budget(costing, settings.model_copy(update={"investment_from_nok": 1e7}))
    assert nothing["investment_nok"].iloc[1:].sum() == 0


def test_what_cannot_be_is_refused(catalog):
    lines, costing, settings, plan = made(catalog)
    with pytest.raises(ValueError, match="0 or more"):
        smooth(plan, costing, within_years=-1)
    bare = settings.model_copy(update={"base_year": None})
    for call in (lambda: year_numbers(lines, costing, bare), lambda: budget(costing, bare)):
        with pytest.raises(ValueError, match="base_year"):
            call()
