"""Madaster's words in and out: evidence beside the catalog, and never a silent change."""

from __future__ import annotations

import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.repair_ease import detachability_findings, detachability_words, stated_detachability
from robuild.repair_ease.detachability import PROPERTY_SET, WORDS
from robuild.shipped import CATALOG, shipped
from robuild.terms.inventory import ModelInventory
from robuild.terms.tables import COMPONENTS, REJECTS, SPACES, empty


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def inventory(**sets):
    properties = {name: {PROPERTY_SET: values} for name, values in sets.items()}
    return ModelInventory(
        (), empty(COMPONENTS), empty(SPACES), empty(REJECTS), properties, len(sets), ()
    )


def tables(variant_id, *components):
    lines = pd.DataFrame({"line_id": ["L1"], "variant_id": [variant_id]})
    of = pd.DataFrame({"component_id": list(components), "line_id": ["L1"] * len(components)})
    return lines, of


def test_the_lower_of_two_properties_counts():
    found, issues = stated_detachability(
        inventory(a={"DetachabilityIntersection": "None", "DetachabilityProductEdge": "Closed"})
    )
    assert [(each.criterion, each.value) for each in found] == [("C3", 0.1)]
    assert issues == ()


def test_an_unknown_word_is_told_and_not_guessed():
    found, issues = stated_detachability(
        inventory(a={"DetachabilityConnectionType": "Chewing gum"}, b={"Comment": "x"})
    )
    assert found == ()
    (issue,) = issues
    assert issue.code == "detachability_unknown"
    assert "Chewing gum" in issue.message
    assert "DryConnection" in issue.hint


def test_model_and_plan_that_differ_are_told_once_with_their_number(catalog):
    glued = {"DetachabilityConnectionType": "hard chemical connection"}
    screwed = {"DetachabilityConnectionType": "AddedConnectionConnection"}
    both = inventory(a=glued, b=glued, c=screwed)
    lines, of = tables("door_internal_set.solid_hpl", "a", "b", "c")
    (issue,) = detachability_findings(both, lines, of, catalog)
    assert issue.code == "detachability_differs"
    assert issue.count == 2
    assert detachability_findings(inventory(), lines, of, catalog) == ()


def test_what_is_written_is_read_back_as_no_better(catalog):
    value = {(row.criterion, row.level): row.value for row in catalog.repair_levels}
    for variant in catalog.variants:
        words = detachability_words(variant, catalog.repair_levels)
        assert set(words) == set(WORDS)
        found, issues = stated_detachability(inventory(a=words))
        assert issues == ()
        for each in found:
            own = value[each.criterion, variant.level(each.criterion)]
            assert each.value <= own + 1e-9
            assert own - each.value <= 0.4 + 1e-9
