"""The rules for the classes of a model, of which a look is asked only those that can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from robuild.matching.rules import Rule
from robuild.matching.subjects import Subject
from robuild.matching.word_index import index_of

Classes = tuple[str, ...]


class RulesAtHand:
    """Rules by class, and an index of their words."""

    def __init__(self, rules: Sequence[Rule], looks: Iterable[Classes]) -> None:
        self._rules = rules
        self._places = {classes: _meant_for(rules, classes) for classes in dict.fromkeys(looks)}
        at_hand = {place for places in self._places.values() for place in places}
        words = {rules[place].words: None for place in sorted(at_hand)}
        words.pop(None, None)
        numbers = {each: number for number, each in enumerate(words)}
        self._index = index_of(tuple(each for each in words if each))
        self._number = {p: numbers[w] for p in at_hand if (w := rules[p].words)}

    def that_can_hold(self, subject: Subject) -> list[Rule]:
        """Rules for its class, in their order, without those whose words are in none of its texts.

        Only such are left out: all others still have to be asked.
        """
        held: set[int | None] = {None}  # a rule without words
        for text in dict.fromkeys(filter(None, subject.heads.values())):
            held |= self._index.holding(text)
        places, number = self._places[subject.classes], self._number
        return [self._rules[place] for place in places if number.get(place) in held]


def _meant_for(rules: Sequence[Rule], classes: Classes) -> list[int]:
    """Places of the rules that are meant for some classes; many rules name the same."""
    meant: dict[re.Pattern[str] | None, bool] = {}
    places = []
    for place, rule in enumerate(rules):
        if rule.classes not in meant:
            meant[rule.classes] = rule.may_be(classes)
        if meant[rule.classes]:
            places.append(place)
    return places
