"""Overrides by exact name and by rule: which row takes which component."""

from __future__ import annotations

import pytest

from robuild.matching import (
    group_lines,
    locate_components,
    match_components,
    unused_overrides,
)
from robuild.matching.overrides import PatternIndex
from robuild.terms.match_rules import Override, OverrideBy
from robuild.terms.vocabulary import Unit

NAME, TYPE, RULE = OverrideBy.NAME, OverrideBy.TYPE_NAME, OverrideBy.RULE


@pytest.mark.parametrize(
    ("pattern", "name", "hit"),
    [
        ('"Dør 9"', "Dør 9", True),
        ('"Dør 9"', "dør 9", False),
        ('"Dør 9"', "Dør 9 ", False),
        ('"Dør *"', "Dør 9", False),
        ('"Dør *"', "Dør *", True),
        ("Dør *", "dør-9", True),
        ('"Vegg:Lett"', "Vegg:Lett:151086", True),
        ('"Vegg:Lett:151086"', "Vegg:Lett:151086", True),
        ('"Vegg:Lett:151086"', "Vegg:Lett:151087", False),
        ('"Vegg:900"', "Vegg:900:151086", False),
        (r'"a\n\u202eb"', "a\n\u202eb", True),
    ],
)
def test_a_name_in_quotation_marks_is_taken_letter_by_letter(pattern, name, hit) -> None:
    index = PatternIndex([(NAME, pattern)])
    assert (index.first(("id", None, name)) is not None) is hit


def test_the_first_row_that_fits_wins_whether_exact_or_not() -> None:
    index = PatternIndex([(NAME, "dør*"), (NAME, '"Dør 9"')])
    assert index.first(("id", None, "Dør 9")) == 0
    index = PatternIndex([(NAME, '"Dør 9"'), (NAME, "dør*")])
    assert index.first(("id", None, "Dør 9")) == 0
    assert index.first(("id", None, "Dør 8")) == 1


def test_a_row_by_rule_takes_what_no_other_row_takes() -> None:
    index = PatternIndex([(RULE, "r"), (TYPE, '"T"')])
    assert index.first(("id", "T", None), "r") == 1
    assert index.first(("id", "U", None), "r") == 0
    assert index.first(("id", "U", None), "other") is None


def test_an_override_by_rule_chooses_key_and_variant(build, catalog, settings) -> None:
    inventory = build([{"ifc_class": "IfcDoor", "type_name": "Innerdør 9x21"}] * 2)
    plain = match_components(inventory, catalog)
    (rule,) = set(plain["rule_id"])
    known = catalog.component_by_key
    variant = next(
        v
        for v in catalog.variants
        if known[v.component_key].unit is Unit.PIECE
        and known[v.component_key].default_variant_id != v.variant_id
        and v.component_key not in set(plain["component_key"])
    )
    key = variant.component_key
    override = Override(by=RULE, pattern=rule, outcome=key, variant_id=variant.variant_id)
    matches = match_components(inventory, catalog, [override])
    assert set(matches["rung"]) == {"override"}
    assert set(matches["component_key"]) == {key}
    assert not unused_overrides(inventory.components, [override], matches)
    places = locate_components(inventory, settings)
    lines, _ = group_lines(inventory, matches, places, catalog, settings, [override])
    assert lines["variant_id"].tolist() == [variant.variant_id]
    assert lines["quantity"].tolist() == [2.0]


def test_a_rule_that_matched_nothing_is_told(build, catalog) -> None:
    inventory = build([{"ifc_class": "IfcDoor", "type_name": "Innerdør"}])
    override = Override(by=RULE, pattern="no_such_rule", outcome="out_of_scope")
    matches = match_components(inventory, catalog, [override])
    assert unused_overrides(inventory.components, [override], matches) == (override,)
