"""Nearest keys for what no rule knows: by likeness of words with the catalog's names, and class."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import log

from rapidfuzz import fuzz

from robuild.matching.subjects import Subject, class_names
from robuild.matching.words import FORM, spellings, without_accents
from robuild.terms.catalog import Catalog

_MOST = 3
_SHORTEST_WORD = 4
_ALIKE = 0.75
_CLASS_WEIGHT = 1.2
_FIELDS = ("type_name", "name", "object_type", "type_description", "description")


class Nearest:
    """Finds the keys whose names and class are nearest to a component."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._likeness: dict[tuple[str, str], float] = {}

    @cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        rows = self._catalog.components
        return {row.component_key: frozenset(class_names(row.ifc_class)) for row in rows}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        rows = self._catalog.components
        return {
            row.component_key: _words(f"{row.name_nb} {row.name_nn} {row.name_en}") for row in rows
        }

    @cached_property
    def _keys_with(self) -> Counter[str]:
        return Counter(word for words in self._words.values() for word in words)

    def to(self, subject: Subject) -> str | None:
        """Up to three keys, nearest first, `; ` between them; `None` when none is near."""
        own: set[str] = set()
        for name in _FIELDS:
            own |= _split(subject.words.get(name, ""))
        scores = {
            key: sum(self._best(word, words) for word in own)
            + (_CLASS_WEIGHT if self._classes[key].intersection(subject.classes) else 0.0)
            for key, words in self._words.items()
        }
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        near = [key for key in ranked[:_MOST] if scores[key] > 0]
        return "; ".join(near) or None

    def _best(self, word: str, words: frozenset[str]) -> float:
        """Likeness with the likest word; a word that many keys share says little."""
        return max(
            (self._alike(word, other) / (1 + log(self._keys_with[other])) for other in words),
            default=0.0,
        )

    def _alike(self, word: str, other: str) -> float:
        pair = (word, other)
        if pair not in self._likeness:
            self._likeness[pair] = _likeness(word, other)
        return self._likeness[pair]


def _likeness(word: str, other: str) -> float:
    """0 to 1; a compound that holds the other word is nearly the word itself.

    >>> _likeness("vindu", "vindu"), _likeness("vindu", "lampe")
    (1.0, 0.0)
    """
    if word == other:
        return 1.0
    if word in other or other in word:
        return 0.8
    if word[0] != other[0]:
        return 0.0
    return fuzz.ratio(word, other, score_cutoff=100 * _ALIKE) / 100


def _words(text: str) -> frozenset[str]:
    return frozenset(_split(spellings(text)))


def _split(text: str) -> set[str]:
    words = text.replace(FORM, " ").split()
    return {
        without_accents(word)
        for word in words
        if len(word) >= _SHORTEST_WORD and not word.isdigit()
    }
