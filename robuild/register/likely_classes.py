"""Which IFC class a thing without class most likely has, by the match rules themselves.

Rules ask for a class, which people do not write. Each name is therefore tried as every class that
the catalog has things of; where all the surest answers agree, that class is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from robuild.matching import match_components
from robuild.matching.words import Words, compiled, fits, spellings
from robuild.terms import tables
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.match_rules import MatchRule, split_words
from robuild.terms.vocabulary import Confidence, MatchRung, MatchStatus

Look = tuple[Any, ...]
LOOK = ("name", "type_name", "material", "space_name", "is_external")
"""What decides, as far as people write it."""
_WORDS = 3
"""The first of them hold the words."""
PROXY = "IfcBuildingElementProxy"
_BY_WORDS = (MatchRung.TYPE_NAME, MatchRung.NAME, MatchRung.MATERIAL)
_SUREST_FIRST = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
MOST_LOOKS = 2_000
"""More different names than this stay without class, for time's sake."""


def likely_classes(components: Sequence[Mapping[str, Any]], catalog: Catalog) -> dict[Look, str]:
    """Class of each look of components that have none; looks nobody is sure of are left out.

    Args:
        components: rows of `tables.COMPONENTS` of class `IfcBuildingElementProxy`.
        catalog: with its rules.
    """
    looks = list(dict.fromkeys(look_of(row) for row in components))[:MOST_LOOKS]
    classes = [PROXY, *sorted({row.ifc_class for row in catalog.components} - {PROXY})]
    if not looks:
        return {}
    rules = [(words, rule) for rule in catalog.match_rules if (words := _words_of(rule))]
    tried = [(look, each) for look in looks for each in _worth_trying(look, rules, classes)]
    if not tried:
        return {}
    matches = match_components(_inventory(tried), catalog)
    answers: dict[Look, list[tuple[int, str, str]]] = defaultdict(list)
    columns = (matches[name].tolist() for name in ("status", "component_key", "rung", "confidence"))
    for (look, ifc_class), (status, key, rung, confidence) in zip(
        tried, zip(*columns, strict=True), strict=True
    ):
        if status == MatchStatus.MATCHED and rung in _BY_WORDS:
            answers[look].append((_SUREST_FIRST[Confidence(confidence)], ifc_class, str(key)))
    own_class = {row.component_key: row.ifc_class for row in catalog.components}
    found = {}
    for look, told in answers.items():
        surest = min(told)[0]
        best = [(ifc_class, key) for sure, ifc_class, key in told if sure == surest]
        # a key that goes by words as the very class the catalog gives it says most
        own = [(ifc_class, key) for ifc_class, key in best if own_class[key] == ifc_class]
        if len({key for _, key in own or best}) == 1:
            found[look] = (own or best)[0][0]
    return found


def _words_of(rule: MatchRule) -> Words | None:
    return compiled((*split_words(rule.words), *split_words(rule.materials)))


def _worth_trying(
    look: Look, rules: Sequence[tuple[Words, MatchRule]], classes: Sequence[str]
) -> list[str]:
    """Classes for which some rule has a word of the name; trying the others costs only time."""
    text = spellings(" ".join(str(each) for each in look[:_WORDS] if each))
    wanted: set[str] = set()
    for words, rule in rules:
        if words.find(text):
            patterns = split_words(rule.ifc_classes) or ("*",)
            wanted.update(c for c in classes if any(fits(c, pattern) for pattern in patterns))
    return [ifc_class for ifc_class in classes if ifc_class in wanted]


def look_of(row: Mapping[str, Any]) -> Look:
    """What tells one component without class from another."""
    return tuple(row.get(name) for name in LOOK)


def _inventory(tried: Sequence[tuple[Look, str]]) -> ModelInventory:
    rows = [
        {
            **dict(zip(LOOK, look, strict=True)),
            "component_id": str(number),
            "global_id": str(number),
            "model_id": "register",
            "ifc_class": ifc_class,
            "load_bearing": "unknown",
            "length_rung": "missing",
            "area_rung": "missing",
        }
        for number, (look, ifc_class) in enumerate(tried)
    ]
    columns: dict[str, pd.Series] = {}
    for name, column in tables.COMPONENTS.columns.items():
        values = [row.get(name) for row in rows]
        number = str(column.dtype).startswith("float")
        columns[name] = pd.Series(values, dtype=float) if number else tables.text_column(values)
    return ModelInventory(
        (),
        pd.DataFrame(columns),
        tables.empty(tables.SPACES),
        tables.empty(tables.REJECTS),
        {},
        len(rows),
        (),
    )
