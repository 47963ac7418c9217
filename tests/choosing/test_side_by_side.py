"""Variants beside the present one: measures from the flows, both engines, the present marked."""

from __future__ import annotations

import numpy as np
import pytest

from robuild.catalog import read_catalog
from robuild.choosing import cost_offers, find_alternatives
from robuild.repair_ease import rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty

KEYS = ("door_internal_set", "luminaire", "window")


def lines_of(catalog, states=("new", "new", "new")):
    rows = []
    for number, (key, state) in enumerate(zip(KEYS, states, strict=True), 1):
        component = catalog.component_by_key[key]
        rows.append(
            dict.fromkeys(("fire", "separating", "security"), "no")
            | {
                "line_id": f"L{number}", "component_key": key,
                "variant_id": component.default_variant_id, "location_class": "dwelling",
                "dwelling_type": "2-roms", "use_intensity": "raised", "start_state": state,
                "unit": str(component.unit), "quantity": 10.0, "component_count": 10,
                "missing_quantity_count": 0, "dwelling_count": 2, "place_count": 2,
                "modelled": True,
            }
        )  # fmt: skip
    table = empty(LINES).astype(object)
    frame = table.reindex(range(len(rows)))
    for name in LINES.columns:
        frame[name] = [row[name] for row in rows]
    return checked(LINES, frame.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def found(catalog, **choices):
    settings = Settings(base_year=2026, opening_year=2026, **choices)
    ease = rate_variants(catalog, settings)
    lines = lines_of(catalog)
    return find_alternatives(lines, catalog, settings, ease), settings, lines, ease


def test_net_savings_are_the_difference_of_life_cycle_costs(catalog):
    result, *_ = found(catalog)
    table = result.side_by_side
    for _, rows in table.groupby("class_id"):
        now = rows.loc[rows["current"], "life_cycle_cost_nok"].iloc[0]
        others = rows[~rows["current"]]
        np.testing.assert_allclose(
            others["net_savings_nok"], now - others["life_cycle_cost_nok"], rtol=1e-9, atol=1e-3
        )


@pytest.mark.parametrize(
    "choices",
    [
        {"discount_timing": "mid_year", "residual_share": 0.6, "real_price_growth": 0.02},
        {"engine": "en", "acquisition_years": 3},
    ],
)
def test_net_savings_hold_with_other_timing_too(catalog, choices):
    table = found(catalog, **choices)[0].side_by_side
    for _, rows in table.groupby("class_id"):
        now = rows.loc[rows["current"], "life_cycle_cost_nok"].iloc[0]
        others = rows[~rows["current"]]
        np.testing.assert_allclose(
            others["net_savings_nok"], now - others["life_cycle_cost_nok"], rtol=1e-9, atol=1e-3
        )


def test_each_engine_has_its_own_cost_and_its_own_best(catalog):
    result, settings, lines, ease = found(catalog)
    offered = cost_offers(lines, catalog, settings, ease)
    for engine in ("en", "renewal"):
        lcc = offered.costing.by_engine[engine].lcc["life_cycle_cost_nok"].to_numpy()
        column = f"life_cycle_cost_{engine}_nok"
        wanted = dict(zip(offered.of_line["variant_id"], lcc, strict=True))
        shown = dict(
            zip(result.side_by_side["variant_id"], result.side_by_side[column], strict=True)
        )
        assert shown == pytest.approx(wanted)
        best = result.side_by_side[result.side_by_side[f"best_{engine}"]]
        for row in best.itertuples():
            rest = result.side_by_side[result.side_by_side["class_id"] == row.class_id]
            assert getattr(row, column) == pytest.approx(rest[column].min())


def test_break_even_alpha_makes_the_weighted_costs_equal(catalog):
    table = found(catalog)[0].side_by_side
    some = table[table["break_even_alpha"].notna()]
    assert len(some)
    for row in some.itertuples():
        now = table[(table["class_id"] == row.class_id) & table["current"]].iloc[0]
        alpha = row.break_even_alpha
        mine = row.life_cycle_cost_nok + alpha * (1 - row.repair_ease) * row.corrective_pv_nok
        other = (
            now["life_cycle_cost_nok"] + alpha * (1 - now["repair_ease"]) * now["corrective_pv_nok"]
        )
        assert mine == pytest.approx(other, rel=1e-9)


def test_a_budget_where_nothing_is_bought_is_refused(catalog):
    with pytest.raises(InputError, match="project_kind is existing"):
        found(catalog, budget_nok=1e6, project_kind="existing")


def test_a_measure_or_a_word_never_neither(catalog):
    table = found(catalog)[0].side_by_side
    for number, word in (
        ("savings_to_investment_ratio", "measure_word"),
        ("break_even_alpha", "alpha_word"),
    ):
        assert (table[number].notna() ^ table[word].notna()).all()
    years = table["simple_payback_years"].notna() & table["discounted_payback_years"].notna()
    assert (years ^ table["payback_word"].notna()).all()
