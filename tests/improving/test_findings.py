"""Improvements and indices of lines of the shipped catalog, against costing done by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.costing import cost_lines
from robuild.improving import ease_of_places, repair_findings
from robuild.repair_ease import least_changes, rate_variants
from robuild.shipped import CATALOG, shipped
from robuild.terms.catalog import LEVEL_FIELDS, Catalog
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty
from robuild.terms.vocabulary import Criterion

KEYS = ("door_internal_set", "floor_vinyl_sheet", "luminaire", "wc", "sofa", "window")
SETTINGS = Settings(base_year=2026, opening_year=2026, preset="rop")


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def lines_of(catalog, keys=KEYS):
    rows = [
        {
            "line_id": f"L{number}", "component_key": key,
            "variant_id": catalog.component_by_key[key].default_variant_id,
            "location_class": "dwelling" if number % 2 else "common",
            "dwelling_type": "2-roms" if number % 2 else "", "use_intensity": "raised",
            "start_state": "new", "unit": str(catalog.component_by_key[key].unit), "fire": "no",
            "separating": "no", "security": "no", "quantity": 4.0 + number, "component_count": 4,
            "missing_quantity_count": 0, "dwelling_count": 2, "place_count": 2, "modelled": True,
        }
        for number, key in enumerate(keys, start=1)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LINES.columns))
    return checked(LINES, table.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))


@pytest.fixture(scope="module")
def found(catalog):
    lines = lines_of(catalog)
    ease = rate_variants(catalog, SETTINGS)
    costing = cost_lines(lines, catalog, SETTINGS, ease)
    return lines, costing, ease, repair_findings(lines, costing, catalog, SETTINGS, ease)


def with_level(catalog, variant_id, criterion, level):
    """A catalog written anew with one level changed, by nothing of the room under test."""
    other = {LEVEL_FIELDS[criterion]: level}
    if criterion is Criterion.PARTS:
        other["lead_time_days"] = None
    tables = {name: getattr(catalog, name) for name in Catalog.model_fields}
    variants = tuple(
        v.model_copy(update=other) if v.variant_id == variant_id else v for v in catalog.variants
    )
    return Catalog(**(tables | {"variants": variants}))


def test_what_a_change_saves_is_what_costing_says_with_it(catalog, found):
    lines, costing, _, findings = found
    before = costing.lcc.set_index("line_id")["life_cycle_cost_nok"]
    table = findings.improvements
    assert table["criterion"].notna().sum() >= 4
    for row in table[table["criterion"].notna()].to_dict("records"):
        changed = with_level(
            catalog, row["variant_id"], Criterion(row["criterion"]), row["better_level"]
        )
        own = lines[lines["line_id"] == row["line_id"]].reset_index(drop=True)
        ease = rate_variants(changed, SETTINGS)
        after = cost_lines(own, changed, SETTINGS, ease).lcc["life_cycle_cost_nok"].iloc[0]
        assert row["saved_nok"] == pytest.approx(before[row["line_id"]] - after, abs=1e-6)
        quantity = float(own["quantity"].iloc[0])
        assert row["worth_nok_per_unit"] == pytest.approx(row["saved_nok"] / quantity)
        letter = ease.set_index("variant_id").loc[row["variant_id"], "repair_ease_class"]
        assert letter == row["better_class"]
        assert (letter < row["repair_ease_class"]) == (row["lifts_class"] == "yes")


def test_no_change_with_fewer_steps_lifts_the_class(catalog):
    """Every single change by brute force."""
    changes = least_changes(catalog, SETTINGS).set_index("variant_id")
    ladder = {
        criterion: [
            row.level
            for row in sorted(
                (r for r in catalog.repair_levels if r.criterion is criterion),
                key=lambda row: (row.value, -(row.effect or 0.0)),
            )
        ]
        for criterion in Criterion
    }
    value = {(r.criterion, r.level): r.value for r in catalog.repair_levels}
    some = [v for v in catalog.variants if v.variant_id in changes.index][::9]
    for variant in some:
        chosen = changes.loc[variant.variant_id]
        for criterion in Criterion:
            level = variant.level(criterion)
            place = ladder[criterion].index(level) if level else -1
            if criterion is Criterion.SKILL and value.get((criterion, level), 0.1) < 0.5:
                continue
            for steps, better in enumerate(ladder[criterion][place + 1 :], start=1):
                if criterion is Criterion.CONNECTION and value[criterion, better] < 0.8:
                    continue
                changed = with_level(catalog, variant.variant_id, criterion, better)
                ease = rate_variants(changed, SETTINGS).set_index("variant_id")
                letter = ease.loc[variant.variant_id, "repair_ease_class"]
                lifts = letter < chosen["repair_ease_class"]
                assert not (lifts and not chosen["lifts_class"])
                assert not (lifts and chosen["lifts_class"] and steps < chosen["steps"])


def test_an_easier_variant_is_the_cheapest_of_a_better_class(catalog, found):
    _, _, ease, findings = found
    letters = dict(zip(ease["variant_id"], ease["repair_ease_class"], strict=True))

    def to_buy(variant):
        rate = catalog.rate_by_trade[variant.trade].hourly_rate_nok
        return variant.price_nok + variant.install_hours * rate

    for row in findings.improvements.to_dict("records"):
        own = catalog.variant_by_id[row["variant_id"]]
        better = [
            v for v in catalog.variants
            if v.component_key == own.component_key
            and letters[v.variant_id] < letters[own.variant_id]
        ]  # fmt: skip
        if not better:
            assert pd.isna(row["easier_variant_id"])
            continue
        assert row["easier_extra_nok_per_unit"] == pytest.approx(
            min(map(to_buy, better)) - to_buy(own)
        )


def test_the_index_of_a_building_is_weighted_by_interventions(found):
    lines, costing, ease, findings = found
    rei = ease.set_index("variant_id")["rei_low"]
    events = costing.shown.events
    weights = []
    for place, line in enumerate(lines.to_dict("records")):
        times = line["quantity"] if line["unit"] == "stk" else line["place_count"]
        hits = events.repairs[place].sum() + events.total_losses[place].sum()
        weights.append((hits + events.planned[place].sum() * times) / SETTINGS.period_years)
    values = [rei[variant] for variant in lines["variant_id"]]
    table = findings.ease_of_places
    assert table["rei"].iloc[0] == pytest.approx(np.average(values, weights=weights))
    assert table["interventions_per_year"].iloc[0] == pytest.approx(sum(weights))
    parts = table[table["location_class"].notna() & (table["dwelling_type"] == "")]
    assert parts["interventions_per_year"].sum() == pytest.approx(sum(weights))
    assert parts["line_count"].sum() == len(lines)


def test_lines_that_lack_something_are_counted_and_not_weighed(catalog):
    lines = lines_of(catalog)
    lines.loc[0, "quantity"] = np.nan
    ease = rate_variants(catalog, SETTINGS)
    costing = cost_lines(lines, catalog, SETTINGS, ease)
    table = ease_of_places(lines, costing, ease)
    assert table["lines_missing"].iloc[0] == 1
    findings = repair_findings(lines, costing, catalog, SETTINGS, ease)
    assert findings.repair_or_replace["advice"].iloc[0] == "missing"
    assert np.isnan(findings.improvements["saved_nok"].iloc[0])
