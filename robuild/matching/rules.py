"""One row of `match_rules.csv`, made ready to be held against what is known of a component."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from robuild.matching.subjects import Subject, Value
from robuild.matching.words import Words, compiled, spellings
from robuild.terms.match_rules import MatchRule, split_words
from robuild.terms.vocabulary import MatchRung

TYPE_FIELDS = ("type_name", "type_description", "object_type")
OWN_FIELDS = ("name", "description", "classification_name")
_USUAL_FIELDS = {
    MatchRung.CLASSIFICATION: ("classification_name", *TYPE_FIELDS, "name", "description"),
    MatchRung.TYPE_NAME: (*TYPE_FIELDS, *OWN_FIELDS),
    MatchRung.MATERIAL: ("surface_material", "material"),
    MatchRung.NAME: ("name", "description", "object_type"),
}
_ALL_TEXTS = (*TYPE_FIELDS, *OWN_FIELDS, "material")
_TEST = re.compile(r"\s*([^!=<>]+?)\s*(!=|<=|>=|=|<|>)\s*(.+?)\s*$")


@dataclass(frozen=True, slots=True)
class Test:
    """`field operator value`, such as `width_m < 0.4`."""

    field: str
    operator: str
    values: tuple[str, ...]

    def holds(self, subject: Subject) -> bool:
        """Whether it holds; what is not known holds only for `!=`."""
        value = subject.facts.get(self.field)
        if value == "unknown" and "unknown" not in self.values:
            value = None
        if self.operator in ("<", ">", "<=", ">="):
            return isinstance(value, float) and _compare(value, self.operator, self.values[0])
        inside = value is not None and any(_same(value, one) for one in self.values)
        return inside == (self.operator == "=")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that held, on which rung, and the words that made it hold."""

    rule: MatchRule
    rung: MatchRung
    evidence: str
    field: str = ""
    """The text that the words were found in; empty for rules without words."""
    run: str = ""
    """The words found."""
    weight: int = 0
    """Letters of the pattern that found them, without its `*`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule."""

    row: MatchRule
    rung: MatchRung
    classes: re.Pattern[str] | None
    predefined: re.Pattern[str] | None
    codes: re.Pattern[str] | None
    systems: Words | None
    fields: tuple[str, ...]
    words: Words | None
    also: Words | None
    excluded: Words | None
    materials: Words | None
    tests: tuple[Test, ...]

    def may_be(self, classes: Iterable[str]) -> bool:
        """Whether the rule is meant for a component of these classes."""
        return self.classes is None or any(self.classes.match(name) for name in classes)

    def hit(self, subject: Subject) -> Hit | None:
        """The rule with its evidence when every cell holds, else `None`."""
        evidence: list[str] = []
        if not self._codes_hold(subject, evidence):
            return None
        name = self._field_found(subject)
        if name is None:
            return None
        run, weight = "", 0
        if name and self.words:
            run, weight = self.words.heaviest(subject.heads[name])
            evidence.append(f"{name}: {run}")
        if not self._other_words_hold(subject, evidence):
            return None
        for test in self.tests:
            if not test.holds(subject):
                return None
            value = subject.facts.get(test.field)
            evidence.append(f"{test.field}: {_short(value)}" if value else f"no {test.field}")
        if self.predefined is not None:
            evidence.append(f"predefined type: {subject.facts['predefined_type']}")
        if not evidence or self.row.rung is MatchRung.IFC_CLASS:
            evidence.append(f"class: {subject.classes[-1]}")
        return Hit(self.row, self.rung, "; ".join(evidence), name, run, weight)

    def _codes_hold(self, subject: Subject, evidence: list[str]) -> bool:
        kind = subject.facts.get("predefined_type")
        if self.predefined and not (kind and self.predefined.fullmatch(str(kind).casefold())):
            return False
        if self.systems:
            system = subject.facts.get("classification_system")
            if not (system and self.systems.find(spellings(str(system)))):
                return False
        if self.codes:
            code = str(subject.facts.get("classification_code") or "").strip().casefold()
            if not self.codes.fullmatch(code):
                return False
            evidence.append(f"classification code: {_short(code)}")
        return True

    def _field_found(self, subject: Subject) -> str | None:
        """The first text that has the words; empty for a rule without words; else `None`."""
        if self.words is None:
            return ""
        for name in self.fields:
            head, text = subject.heads.get(name), subject.words.get(name)
            excluded = self.excluded and text and self.excluded.find(text)
            if head and self.words.find(head) and not excluded:
                return name
        return None

    def _other_words_hold(self, subject: Subject, evidence: list[str]) -> bool:
        if self.words is None and self.excluded:
            texts = (subject.words.get(name) for name in self.fields or _ALL_TEXTS)
            if any(text and self.excluded.find(text) for text in texts):
                return False
        if self.also:
            found = first_found(self.also, subject, _ALL_TEXTS)
            if not found:
                return False
            evidence.append(found)
        if self.materials:
            found = first_found(self.materials, subject, ("material",))
            if not found:
                return False
            evidence.append(found)
        return True


def first_found(words: Words, subject: Subject, fields: Iterable[str]) -> str | None:
    """`field: words` of the first field the words are in."""
    for name in fields:
        text = subject.words.get(name)
        found = words.find(text) if text else None
        if found:
            return f"{name}: {found}"
    return None


@lru_cache(maxsize=4)
def compile_rules(rows: tuple[MatchRule, ...]) -> tuple[Rule, ...]:
    """Rules in the order in which they are tried: by rung, then as in the file.

    A rule that looks both at the type and at the component itself becomes two.
    """
    rules = [rule for row in rows for rule in _halves(row)]
    order = list(MatchRung)
    return tuple(sorted(rules, key=lambda rule: order.index(rule.rung)))


def looked_at(rules: Iterable[Rule]) -> set[str]:
    """Every field that some rule looks at."""
    found = {"classification_code", "classification_system"}
    for rule in rules:
        found |= {test.field for test in rule.tests}
        if rule.words or rule.excluded:
            found |= set(rule.fields or _ALL_TEXTS)
        if rule.also:
            found |= set(_ALL_TEXTS)
    return found


def _halves(row: MatchRule) -> list[Rule]:
    fields = split_words(row.fields) or _USUAL_FIELDS.get(row.rung, _ALL_TEXTS)
    if row.rung is not MatchRung.TYPE_NAME:
        return [_compile(row, row.rung, fields)]
    of_type = tuple(name for name in fields if name in TYPE_FIELDS)
    of_own = tuple(name for name in fields if name not in TYPE_FIELDS)
    halves = [(MatchRung.TYPE_NAME, of_type), (MatchRung.NAME, of_own)]
    return [_compile(row, rung, names) for rung, names in halves if names]


def _compile(row: MatchRule, rung: MatchRung, fields: tuple[str, ...]) -> Rule:
    return Rule(
        row=row,
        rung=rung,
        classes=_codes(row.ifc_classes),
        predefined=_codes(row.predefined_types.casefold()),
        codes=_codes(row.codes.casefold()),
        systems=compiled(split_words(row.code_systems)),
        fields=fields,
        words=compiled(split_words(row.words)),
        also=compiled(split_words(row.also_words)),
        excluded=compiled(split_words(row.exclude_words)),
        materials=compiled(split_words(row.materials)),
        tests=tuple(_tests(row.tests)),
    )


def _codes(cell: str) -> re.Pattern[str] | None:
    """Whole-text patterns of a cell: `*` any characters, `#` one digit."""
    parts = [
        re.escape(word).replace(r"\*", ".*").replace(r"\#", r"\d").replace("#", r"\d")
        for word in split_words(cell)
    ]
    return re.compile(f"(?:{'|'.join(parts)})$") if parts else None


def _tests(cell: str) -> Iterable[Test]:
    for part in filter(str.strip, cell.split(";")):
        found = _TEST.match(part)
        if found:  # the row has checked its own form
            yield Test(found[1].strip(), found[2], split_words(found[3]))


def _compare(value: float, operator: str, limit: str) -> bool:
    number = float(limit)
    return {
        "<": value < number,
        ">": value > number,
        "<=": value <= number,
        ">=": value >= number,
    }[operator]


def _same(value: Value, wanted: str) -> bool:
    if wanted == "*":
        return True
    if wanted.startswith("Ifc"):
        pattern = _codes(wanted)
        return bool(pattern and pattern.fullmatch(str(value).removesuffix("StandardCase")))
    return str(value).casefold() == wanted.casefold()


def _short(value: object, most: int = 40) -> str:
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"
