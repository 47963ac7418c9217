"""Rating the variants of a catalog: intervals, effects, trades and faults."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robuild.repair_ease import rate_variants
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Criterion

C1, C2, C3, C4, C5, C6, C7, C8, C9 = Criterion


def rated(catalog, **choices):
    return rate_variants(catalog, Settings(**choices)).iloc[0]


def test_hollow_door_of_the_method(catalog_of, hollow_door_values):
    """REI 0.446, class D (method II.4), and the effects of its nine levels."""
    row = rated(catalog_of(hollow_door_values))
    assert row["rei"] == pytest.approx(0.446, abs=0.0005)
    assert row["repair_ease_class"] == "D"
    assert row["weakest_criterion"] == "C1"
    effects = {
        "dismantling_share": 0.75, "access_share": 0.30, "collateral_share": 0.25,
        "part_fraction": 1.0, "lead_days": 3.0, "diagnosis_hours": 1.0, "downtime_share": 0.05,
    }  # fmt: skip
    assert {name: row[name] for name in effects} == effects
    assert row["repair_trade"] == "carpenter"


def test_solid_door_of_the_method(catalog_of, solid_door_values):
    row = rated(catalog_of(solid_door_values))
    assert row["rei"] == pytest.approx(0.935, abs=0.0005)
    assert row["repair_ease_class"] == "A"
    assert row["repair_trade"] == "caretaker"  # C6 is 0.8 (conventions §4.1)


def test_known_levels_leave_no_interval(catalog_of, hollow_door_values):
    row = rated(catalog_of(hollow_door_values))
    assert row["rei_low"] == row["rei"] == row["rei_high"]
    assert row["coverage_share"] == 1.0


def test_unknown_level_counts_as_its_worst_and_gives_an_interval(catalog_of, all_best):
    row = rated(catalog_of(all_best | {C1: None, C4: None}))
    assert row["rei_low"] == row["rei"] == pytest.approx(0.1**0.15 * 0.1**0.15)
    assert row["rei_high"] == pytest.approx(1.0)
    assert row["coverage_share"] == pytest.approx(0.70)
    assert row["dismantling_share"] == 1.00
    assert row["part_fraction"] == 1.25


def test_worst_and_best_are_those_of_the_catalog(catalog_of, all_best, levels):
    """A catalog whose worst connection is 0.6 cannot have a worse one unknown."""
    changed = levels | {"C1": [(0.9, 0.1), (0.6, 0.4)]}
    row = rated(catalog_of(all_best | {C1: None}, changed))
    assert row["rei_low"] == pytest.approx(0.6**0.15)
    assert row["rei_high"] == pytest.approx(0.9**0.15)
    assert row["dismantling_share"] == 0.4


def test_of_two_worst_levels_the_one_with_more_effect_counts(catalog_of, all_best):
    catalog = catalog_of(all_best | {C9: None})
    twins = tuple(
        row.model_copy(update={"value": 0.1}) if row.criterion is C9 and row.value == 0.5 else row
        for row in catalog.repair_levels
    )  # effects 0.25 and 1.0 at the same value
    assert rated(catalog.model_copy(update={"repair_levels": twins}))["downtime_share"] == 1.0


def test_unknown_skill_is_not_the_caretakers(catalog_of, all_best):
    assert rated(catalog_of(all_best | {C6: None}))["repair_trade"] == "carpenter"


@pytest.mark.parametrize(("lead_time_days", "lead_days"), [(None, 3.0), (0.0, 0.0), (45.0, 45.0)])
def test_lead_time_of_the_variant_goes_before_its_level(
    catalog_of, all_best, lead_time_days, lead_days
):
    row = rated(catalog_of(all_best | {C7: 0.8}, lead_time_days=lead_time_days))
    assert row["lead_days"] == lead_days


def test_preset_that_leaves_criteria_out(catalog_of, all_best):
    """Detachability looks at C1, C2 and C3; an unknown skill does not lower its coverage."""
    weights = {C1: 1 / 3, C2: 1 / 3, C3: 1 / 3}
    row = rated(catalog_of(all_best | {C1: 0.2, C6: None, C8: 0.1}, weights=weights))
    assert row["rei"] == pytest.approx(0.2 ** (1 / 3))
    assert row["coverage_share"] == 1.0
    assert row["weakest_criterion"] == "C1"


def test_unknown_preset_names_those_there_are(catalog_of, all_best):
    with pytest.raises(InputError, match="'nobody'; the catalog has weights for robuild"):
        rated(catalog_of(all_best), repair_ease_preset="nobody")


def test_every_level_without_an_effect_is_named_at_once(catalog_of, all_best, levels):
    changed = levels | {
        "C1": [(1.0, None), (0.1, 1.0)],
        "C4": [(1.0, 0.0), (0.1, 1.25)],
    }
    del changed["C7"]
    catalog = catalog_of(all_best | {C7: None}, changed)
    with pytest.raises(InputError) as found:
        rated(catalog)
    assert len(found.value.issues) == 3
    assert {issue.code for issue in found.value.issues} == {"level_effect_unknown"}
    assert {issue.origin.row for issue in found.value.issues} == {None, 2, 13}


# None is not known; the others are values that the levels have
known_or_not = st.fixed_dictionaries(
    {
        c: st.sampled_from([None, 1.0, 0.1] if c in (C4, C8) else [None, 1.0, 0.8, 0.1])
        for c in Criterion
    }
)


@settings(max_examples=20)
@given(values=known_or_not)
def test_the_interval_holds_whatever_the_unknown_turns_out_to_be(catalog_of, weights, values):
    row = rated(catalog_of(values))
    for found in (1.0, 0.1):
        truth = rated(catalog_of({c: found if v is None else v for c, v in values.items()}))
        assert row["rei_low"] - 1e-12 <= truth["rei"] <= row["rei_high"] + 1e-12
        for effect in ("part_fraction", "diagnosis_hours", "lead_days", "downtime_share"):
            assert row[effect] >= truth[effect]
    assert 0.1 <= row["rei_low"] <= row["rei_high"] <= 1.0
    unknown = math.fsum(weights[c] for c, v in values.items() if v is None)
    assert row["coverage_share"] == pytest.approx(1.0 - unknown)
