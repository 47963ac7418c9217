"""Property sets, one of a kind for each line, shared by all of its elements."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import robuild
from robuild.language import Texts
from robuild.plan_result import PlanResult
from robuild.repair_ease import detachability_words
from robuild.repair_ease.detachability import PROPERTY_SET as MADASTER
from robuild.terms.own_marks import MARK, OWN_SETS
from robuild.writing_back.line_facts import LineFacts, Property, properties_of
from robuild.writing_back.members import (
    CONDITION,
    SERVICE_LIFE,
    Member,
    Members,
    service_life_said,
)
from robuild.writing_back.step import Ref, Statements, Typed, Value, duration, label
from robuild.writing_back.told import Enriched, LeftAlone

LIFE_CYCLE = f"{OWN_SETS}LifeCycle"
_KINDS = {"text": "IfcLabel", "number": "IfcReal", "count": "IfcInteger", "year": "IfcInteger"}


def marked(text: str = "") -> str:
    """A Description that tells robuild's own things from the author's.

    >>> marked("line door").startswith("[robuild "), marked().endswith("]")
    (True, True)
    """
    return label(f"{MARK}{robuild.__version__}] {text}")


@dataclass
class SetWriter:
    """Writes the sets of one file."""

    statements: Statements
    words: Texts
    told: Enriched
    money: Ref | None
    """The krone, where the schema has amounts with a currency."""

    def write(self, result: PlanResult, facts: dict[str, LineFacts], members: Members) -> set[int]:
        """Every set of every line.

        Returns:
            Statements of the elements that got at least one set.
        """
        reached: set[int] = set()
        for line_id, line in facts.items():
            here = members.by_line.get(line_id)
            if here:
                self._life_cycle(result, line, line_id, here)
                self._detachability(result, line, line_id, here)
                if not self.statements.old:
                    self._service_life(line, line_id, here)
                reached |= {member.number for member in here}
        if not self.statements.old:
            self._conditions(member for each in members.by_line.values() for member in each)
        return reached

    def _life_cycle(
        self, result: PlanResult, line: LineFacts, line_id: str, here: list[Member]
    ) -> None:
        parts = [self._property(each) for each in properties_of(line, result, self.words)]
        self._set(LIFE_CYCLE, line_id, parts, here)

    def _detachability(
        self, result: PlanResult, line: LineFacts, line_id: str, here: list[Member]
    ) -> None:
        said = detachability_words(line.variant, result.catalog.repair_levels)
        free = []
        for member in here:
            if MADASTER in member.own_sets or member.says(MADASTER):
                self.told.leave(LeftAlone.DETACHABILITY_THERE, member.global_id)
            else:
                free.append(member)
        if said and free:
            parts = [self._single(name, Typed("IfcLabel", word)) for name, word in said.items()]
            self._set(MADASTER, line_id, parts, free)

    def _service_life(self, line: LineFacts, line_id: str, here: list[Member]) -> None:
        life = line.service_life_years
        if math.isnan(life):
            self.told.left[LeftAlone.SERVICE_LIFE_UNKNOWN] += len(here)
            return
        free = []
        for member in here:
            reason = service_life_said(member)
            if reason is None:
                free.append(member)
            else:
                self.told.leave(reason, member.global_id)
        if free:
            low, high = line.bounds_years()
            part = self.statements.add(
                "IfcPropertyBoundedValue",
                Name="ServiceLifeDuration",
                **self._about("ServiceLifeDuration"),
                UpperBoundValue=_duration(high),
                LowerBoundValue=_duration(low),
                SetPointValue=_duration(life),
            )
            self._set(SERVICE_LIFE, line_id, [part], free)

    def _conditions(self, members: Iterable[Member]) -> None:
        by_grade: dict[str, list[Member]] = defaultdict(list)
        for member in members:
            if not member.grade:
                continue
            if CONDITION in member.own_sets or member.says(CONDITION):
                self.told.leave(LeftAlone.CONDITION_THERE, member.global_id)
            else:
                by_grade[member.grade].append(member)
        for grade, free in sorted(by_grade.items()):
            part = self._single("AssessmentCondition", Typed("IfcLabel", grade))
            self._set(CONDITION, grade, [part], free)

    def _set(self, name: str, key: str, parts: list[Ref], on: list[Member]) -> None:
        text = self.words.get(f"enrich.set.{name}")
        made = self.statements.root(
            "IfcPropertySet", f"{name}|{key}", Name=name, Description=marked(text),
            HasProperties=parts,
        )  # fmt: skip
        self.statements.root(
            "IfcRelDefinesByProperties",
            f"{name}|{key}",
            Description=marked(),
            RelatedObjects=[Ref(member.number) for member in on],
            RelatingPropertyDefinition=made,
        )
        self.told.sets[name] += len(on)

    def _property(self, each: Property) -> Ref:
        if isinstance(each.value, tuple):
            return self.statements.add(
                "IfcPropertyListValue",
                Name=each.name,
                **self._about(each.name),
                ListValues=[Typed("IfcLabel", label(value)) for value in each.value],
            )
        if each.value is None:
            return self._single(each.name, None)
        if each.kind == "money":
            kind = "IfcReal" if self.money is None else "IfcMonetaryMeasure"
            return self._single(each.name, Typed(kind, each.value), self.money)
        value = label(each.value) if isinstance(each.value, str) else each.value
        return self._single(each.name, Typed(_KINDS[each.kind], value))

    def _about(self, name: str) -> dict[str, Value]:
        return {self.statements.says: self.words.get(f"enrich.property.{name}")}

    def _single(self, name: str, value: Typed | None, unit: Ref | None = None) -> Ref:
        return self.statements.add(
            "IfcPropertySingleValue",
            Name=name,
            **self._about(name),
            NominalValue=value,
            Unit=unit,
        )


def _duration(years: float | None) -> Typed | None:
    return None if years is None else Typed("IfcDuration", duration(years))
