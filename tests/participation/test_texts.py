"""Every gate, level and attribute has words in all three languages."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from importlib import resources
from typing import Any

import pytest

from robuild.language import texts_in
from robuild.participation import GATE_RULES
from robuild.participation.facts import HARMFUL_SUBSTANCES, Facts
from robuild.participation.gates import NOT_EVALUATED
from robuild.terms.vocabulary import DecideLevel, DoLevel, Language


@pytest.mark.parametrize("language", Language)
def test_nothing_lacks_words(language: Language) -> None:
    known = texts_in(language)
    needed = {f"gate.{rule.gate_id}.reason" for rule in GATE_RULES}
    needed |= {f"gate.{gate}.reason" for gate in NOT_EVALUATED}
    needed |= {f"{group}.{level}" for group, level in _levels()}
    needed |= {f"do_level.{level}.meaning" for level in DoLevel}
    needed |= {f"decide_level.{level}.meaning" for level in DecideLevel}
    needed |= {f"base_rule.{level}" for level in DoLevel if level != DoLevel.NONE}
    needed |= {f"condition.{n}" for n in range(1, 10)}
    needed |= {f"participation_attribute.{field.name}" for field in fields(Facts)}
    needed |= {f"participation_value.{word}" for word in HARMFUL_SUBSTANCES}
    assert needed <= set(known)


def _levels() -> list[tuple[str, str]]:
    return [("do_level", w) for w in DoLevel] + [("decide_level", d) for d in DecideLevel]


def own_keys(language: Language) -> set[str]:
    """Keys of `participation.<language>.toml`; other rooms add words of their own."""
    file = resources.files("robuild.language") / f"participation.{language}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{group}.{key}" for group, table in tables.items() for key in table}


def test_the_three_languages_have_the_same_keys() -> None:
    keys = [own_keys(language) for language in Language]
    assert keys[0] == keys[1] == keys[2]
    assert len(keys[0]) > 100


@pytest.mark.parametrize("language", Language)
def test_reasons_fit_a_cell_and_fill_in_nothing(language: Language) -> None:
    known = texts_in(language)
    for key in own_keys(language):
        text = known[key]
        assert 0 < len(text) <= 140, key
        assert text == text.strip(), key
        assert text.format() == text, key


def test_every_attribute_a_gate_prints_has_a_word(participation_of: Any) -> None:
    """Everything dangerous at once: what the gates print is what the language files name."""
    bad = {
        "electrical": "fixed",
        "fire_task": "other",
        "water": "membrane",
        "fall_height_m": 9.0,
        "substances": "epoxy;heavy_dust",
        "power_tool_class": 3,
        "weight_kg": 90.0,
        "skill": None,
        **dict.fromkeys(
            (
                *("gas_or_refrigerant", "drilling_or_demolition", "structural", "machinery"),
                *("lock_or_access", "biohazard", "urgent"),
            ),
            "yes",
        ),
    }
    line = dict.fromkeys(("fire", "separating", "security"), "yes")
    gates = participation_of(task=bad, line=line, build_year=1960).gates
    words = texts_in(Language.NB)
    for gate in gates.to_dict("records"):
        for name in gate["attribute"].split("; "):
            assert f"participation_attribute.{name}" in words
        for value in gate["value"].split("; "):
            assert f"participation_value.{value}" in words or float(value) > 0
