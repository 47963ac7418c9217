"""Leaving out rules whose words are nowhere loses no rule that holds."""

from __future__ import annotations

from robuild.matching.rules import compile_rules, looked_at
from robuild.matching.rules_at_hand import RulesAtHand
from robuild.matching.subjects import distinct_subjects
from robuild.terms.catalog import Catalog
from tests.matching.conftest import Build

NAMES = (
    "Innerdør 9x21", "Küchenoberschrank 60", "M_Base Cabinet-Double Door", "Vindu 12x12", "wc",
    "Stikkontakt for komfyr", "Dusjvegg", "Parkett eik", "Раковина 60", "Wandfliesen 20x20", "?",
)  # fmt: skip
CLASSES = ("IfcDoor", "IfcWindow", "IfcFurniture", "IfcFlowTerminal", "IfcCovering", "IfcWall")


def test_every_rule_that_holds_is_asked(build: Build, catalog: Catalog) -> None:
    fields = ("type_name", "name", "material", "description")
    inventory = build(
        [
            {"ifc_class": ifc_class, field: name}
            for ifc_class in CLASSES
            for name in NAMES
            for field in fields
        ]
    )
    rules = compile_rules(catalog.match_rules)
    subjects, _ = distinct_subjects(inventory, looked_at(rules))
    at_hand = RulesAtHand(rules, [subject.classes for subject in subjects])
    asked = holding = 0
    for subject in subjects:
        meant = [rule for rule in rules if rule.may_be(subject.classes)]
        can_hold = at_hand.that_can_hold(subject)
        hits = [hit for rule in can_hold if (hit := rule.hit(subject))]
        of_all = [hit for rule in meant if (hit := rule.hit(subject))]
        assert hits == of_all
        asked, holding = asked + len(can_hold), holding + len(hits)
    assert len(subjects) == len(CLASSES) * len(NAMES) * len(fields)
    assert 0 < holding <= asked < 0.2 * len(subjects) * len(rules)
