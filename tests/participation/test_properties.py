"""What must hold for every combination of facts, not only for the cases."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ANSWER = ("yes", "no")

# every value an attribute can take, and how "not known" is written
TASK_VALUES: dict[str, tuple[tuple[Any, ...], Any]] = {
    "skill": (
        ("resident", "caretaker", "skilled_trade", "authorised_firm", "manufacturer_only"),
        None,
    ),
    "hours": ((0.0, 0.5, 4.0, 4.01, 8.0, 8.01, 100.0), None),
    "electrical": (("none", "whitelist", "fixed"), None),
    "fire_task": (("none", "test", "battery", "other"), None),
    "alarm_stand_alone": (ANSWER, "unknown"),
    "water": (("none", "consumable", "tap", "pipe", "membrane"), None),
    "gas_or_refrigerant": (ANSWER, "unknown"),
    "fall_height_m": ((0.0, 0.49, 0.5, 2.0, 2.01, 12.0), None),
    "substances": (
        (
            "none",
            "low_emission",
            "asbestos_possible_if_drilled",
            "lead_paint",
            "isocyanate",
            "epoxy",
            "strong_solvent",
            "heavy_dust",
            "low_emission; heavy_dust",
        ),
        None,
    ),
    "drilling_or_demolition": (ANSWER, "unknown"),
    "structural": (ANSWER, "unknown"),
    "machinery": (ANSWER, "unknown"),
    "lock_or_access": (ANSWER, "unknown"),
    "biohazard": (ANSWER, "unknown"),
    "power_tool_class": ((0, 1, 2, 3), None),
    "weight_kg": ((0.0, 15.0, 15.1, 25.0, 25.1, 300.0), None),
    "urgent": (ANSWER, "unknown"),
}
LINE_VALUES: dict[str, tuple[tuple[Any, ...], Any]] = {
    "location_class": (("dwelling", "common", "staff", "exterior"), "unknown"),
    "fire": (ANSWER, "unknown"),
    "separating": (ANSWER, "unknown"),
    "security": (ANSWER, "unknown"),
}
VARIANT_VALUES: dict[str, tuple[tuple[Any, ...], Any]] = {
    "c5_tools": (("none", "basic_hand_tools", "trade_power_tools", "proprietary"), None),
}
BUILD_YEARS: tuple[tuple[Any, ...], Any] = ((1900, 1984, 1985, 2024), None)
KINDS = ("inspection", "cleaning", "planned_maintenance", "repair", "replacement")
TUNABLE = ("G1w", "G3b", "G3c", "G5b", "G11", "G11b", "G12", "G12b", "G15", "G16")
ABSOLUTE_CAPS = {
    "G1": "W1",
    "G2": "W0",
    "G3": "W1",
    "G4": "W0",
    "G5": "W0",
    "G6": "W0",
    "G7": "W0",
    "G8": "W0",
    "G9": "W0",
    "G10": "W0",
}


Situation = dict[str, Any]
ATTRIBUTES: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {
    **{("task", name): values for name, values in TASK_VALUES.items()},
    **{("line", name): values for name, values in LINE_VALUES.items()},
    **{("variant", name): values for name, values in VARIANT_VALUES.items()},
    ("settings", "build_year"): BUILD_YEARS,
}


def _all_values(attribute: tuple[str, str]) -> tuple[Any, ...]:
    known, missing = ATTRIBUTES[attribute]
    return (*known, missing)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """The harmless task with up to five facts changed, and up to four caps of the owner's own.

    Few changes at a time: with all facts drawn freely nearly every task would be W0.
    """
    names = draw(st.lists(st.sampled_from(sorted(ATTRIBUTES)), max_size=5, unique=True))
    situation: Situation = {"task": {"kind": draw(st.sampled_from(KINDS))}, "line": {}}
    situation |= {"variant": {}, "settings": {"build_year": 1995}}
    for where, name in names:
        situation[where][name] = draw(st.sampled_from(_all_values((where, name))))
    caps = st.sampled_from(("W0", "W1", "W2", "W3"))
    ids = st.sampled_from((*TUNABLE, *ABSOLUTE_CAPS))
    situation["gates"] = draw(st.dictionaries(ids, caps, max_size=4))
    return situation


@pytest.mark.parametrize("attribute", sorted(ATTRIBUTES), ids=lambda a: ".".join(a))
@given(situation=situations())
@settings(max_examples=25, deadline=None)
def test_unknown_is_never_safer_than_any_value(
    attribute: tuple[str, str], situation: Situation, outcome_of: Any
) -> None:
    where, name = attribute
    known, missing = ATTRIBUTES[attribute]

    def do(value: Any) -> str:
        level: str = outcome_of(situation | {where: situation[where] | {name: value}}).do
        return level

    assert do(missing) <= min(do(value) for value in known)


# only looked at where it matters: the build year where something is drilled, the variant's tools
# where it is taken apart
MATTERS = {
    ("settings", "build_year"): {"drilling_or_demolition": "yes"},
    ("variant", "c5_tools"): {"kind": "repair"},
}


@pytest.mark.parametrize("attribute", sorted(ATTRIBUTES), ids=lambda a: ".".join(a))
def test_one_unknown_on_a_harmless_task_is_at_most_w1(
    attribute: tuple[str, str], participation_of: Any
) -> None:
    where, name = attribute
    changes: Situation = {"task": dict(MATTERS.get(attribute, {})), "line": {}, "variant": {}}
    changes["settings"] = {}
    changes[where][name] = ATTRIBUTES[attribute][1]
    result = participation_of(**changes.pop("settings"), **changes)
    (row,) = result.participation.to_dict("records")
    assert row["do_level"] <= "W1"
    assert row["unknown_count"] == 1
    (listed,) = result.gates[result.gates["gate_id"] == "G16"].to_dict("records")
    assert (listed["attribute"], listed["value"]) == (name, "unknown")


@given(situation=situations())
@settings(max_examples=150, deadline=None)
def test_do_is_the_lowest_of_base_rule_and_listed_gates(
    situation: Situation, outcome_of: Any
) -> None:
    found = outcome_of(situation)
    assert found.do == min([found.base, *(hit.cap for hit in found.hits)])
    ids = [hit.gate_id for hit in found.hits]
    assert len(set(ids)) == len(ids)
    assert ("G16" in ids) == (found.unknown_count > 0)
    assert all(hit.attribute.count("; ") == hit.value.count("; ") for hit in found.hits)


@given(situation=situations())
@settings(max_examples=150, deadline=None)
def test_a_catalog_never_raises_an_absolute_gate_nor_what_is_unknown(
    situation: Situation, outcome_of: Any
) -> None:
    for hit in outcome_of(situation).hits:
        if hit.gate_id in ABSOLUTE_CAPS:
            assert hit.absolute
            assert hit.cap <= ABSOLUTE_CAPS[hit.gate_id]
        if hit.gate_id == "G16" or (hit.gate_id == "G1w" and hit.absolute):
            assert hit.cap <= "W1"


@given(situation=situations(), level=st.sampled_from(("D0", "D1", "D2", "D3")))
@settings(max_examples=15, deadline=None)
def test_no_gate_takes_a_decision_away(
    situation: Situation, level: str, participation_of: Any
) -> None:
    result = participation_of(
        task=situation["task"] | {"decide_level": level},
        line=situation["line"],
        variant=situation["variant"],
        gates=situation["gates"],
        **situation["settings"],
    )
    assert result.participation["decide_level"].item() == level
