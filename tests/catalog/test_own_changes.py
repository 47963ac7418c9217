"""Numbers an owner set in a plan workbook, put into a catalog."""

from __future__ import annotations

import pytest

from robuild import shipped
from robuild.catalog import read_stack, with_own_changes
from robuild.terms.carried import OwnChange
from robuild.terms.vocabulary import Mark


@pytest.fixture(scope="module")
def catalog():
    found = read_stack((), shipped.shipped(shipped.CATALOG)).catalog
    assert found.variant_by_id  # what a catalog has worked out must not get in the way
    return found


def test_changed_numbers_have_a_source_of_their_own(catalog) -> None:
    variant = catalog.variants[0]
    key, task, rate = catalog.components[0].component_key, catalog.tasks[0], catalog.rates[0]
    changes = [
        OwnChange("price", variant.variant_id, "price_nok", 123.0),
        OwnChange("damage_rate", key, "damage_rate_heavy_per_year", 0.77),
        OwnChange("task", task.task_id, "hours", 9.0),
        OwnChange("trade_rate", str(rate.trade), "hourly_rate_nok", 999.0),
    ]
    changed, applied, left = with_own_changes(catalog, changes, "Own")
    assert left == []
    assert [each.now for each in applied] == [123.0, 0.77, 9.0, 999.0]
    assert applied[0].before == variant.price_nok
    new = changed.variants[0]
    assert (new.price_nok, changed.source_by_id[new.price_source_id].mark) == (123.0, Mark.USER)
    assert new.hours_source_id == variant.hours_source_id
    assert changed.component_by_key[key].damage_rate_heavy_per_year == 0.77
    assert changed.tasks[0].hours == 9.0
    assert changed.rate_by_trade[rate.trade].hourly_rate_nok == 999.0
    assert changed.variants[1:] == catalog.variants[1:]


def test_a_changed_life_keeps_its_spread(catalog) -> None:
    variant = next(v for v in catalog.variants if v.service_life_low_years)
    typical = variant.service_life_typical_years
    change = OwnChange("price", variant.variant_id, "service_life_typical_years", 2 * typical)
    changed, _, _ = with_own_changes(catalog, [change], "Own")
    new = changed.variant_by_id[variant.variant_id]
    assert new.service_life_low_years == pytest.approx(2 * variant.service_life_low_years)
    assert new.service_life_high_years == pytest.approx(2 * variant.service_life_high_years)


def test_what_does_not_fit_is_told(catalog) -> None:
    variant = catalog.variants[0]
    changes = [
        OwnChange("price", "gone.variant", "price_nok", 1.0, "Priser!E9", "Gone"),
        OwnChange("price", variant.variant_id, "service_life_typical_years", 0.0, "Priser!H9"),
    ]
    changed, applied, left = with_own_changes(catalog, changes, "Own")
    assert changed is catalog
    assert applied == []
    assert [each.reason for each in left] == ["not_in_catalog", "not_allowed"]
