"""What people should look at: groups of components that no rule knew, or not surely.

One row of an overrides file for each group, with a pattern that takes exactly the group, and what
robuild thinks of it now. Pure: reading and writing the file is done elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from robuild.matching.candidates import Nearest
from robuild.matching.overrides import Answer, OverrideIndex, PatternIndex, Row, exact_pattern
from robuild.matching.rules import compile_rules, looked_at
from robuild.matching.subjects import distinct_subjects
from robuild.terms.catalog import Catalog
from robuild.terms.exact_names import exact_name, exactly
from robuild.terms.inventory import ModelInventory
from robuild.terms.match_rules import Override, OverrideBy
from robuild.terms.vocabulary import Confidence, MatchRung, MatchStatus

AGAINST = "against it:"
"""What the evidence of a match says where some of it speaks for another key."""
_MOST_CANDIDATES = 3
_DECIDED_BY_PEOPLE = (MatchRung.OVERRIDE, MatchRung.REGISTER)


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One group of components, as a row of an overrides file."""

    by: OverrideBy
    pattern: str
    count: int
    """Components that the row takes when it stands alone."""
    uncertain: int = 0
    """Those of them that are unmatched or not surely matched."""
    outcome: str = ""
    """Empty: nobody has decided."""
    variant_id: str = ""
    note: str = ""
    ifc_class: str | None = None
    example: str | None = None
    """Name of one of them."""
    place: str | None = None
    """Room and storey of one of them."""
    materials: str | None = None
    now: tuple[tuple[str, int], ...] = ()
    """component_key, `out_of_scope` or `unmatched`, with how many, most first."""
    rule_id: str | None = None
    confidence: str | None = None
    evidence: str | None = None
    candidates: tuple[str, ...] = ()
    """At most three component keys, nearest first."""

    @property
    def answer(self) -> Answer:
        """What the row recognises components by."""
        return self.by, self.pattern


def suggestion_rows(
    inventory: ModelInventory,
    matches: pd.DataFrame,
    catalog: Catalog,
    overrides: Sequence[Override] = (),
    also: Iterable[Answer] = (),
) -> list[SuggestionRow]:
    """Groups of unmatched and uncertain components, those on which most rests first.

    Uncertain is a match of low confidence, and one of medium confidence where other evidence
    speaks against it. A group goes by type name; without one by name, by the rule that matched it,
    or by GlobalId. Its pattern takes exactly the components that are called so.

    Args:
        inventory: models of one building.
        matches: `tables.MATCHES` of the inventory.
        catalog: keys and rules.
        overrides: rows that are decided; they come with their outcome, whatever they match.
        also: rows of an earlier file, decided or not, that are wanted even when nothing fits.

    Returns:
        Open groups by number of uncertain components, then what else was asked for.
    """
    table = _Table(inventory, matches)
    open_groups = Counter(table.group(n) for n in range(table.length) if table.uncertain[n])
    decided = {(each.by, each.pattern): each for each in overrides}
    answers = dict.fromkeys([*open_groups, *decided, *also])
    rows = [table.row(answer) for answer in answers]
    rows = [_with_decision(row, decided.get(row.answer)) for row in rows]
    rows = _with_candidates(rows, table, inventory, catalog)
    known = [row for row in rows if row.answer in open_groups]
    others = [row for row in rows if row.answer not in open_groups]
    return sorted(known, key=lambda row: (-row.uncertain, -row.count, row.by, row.pattern)) + others


def _with_decision(row: SuggestionRow, override: Override | None) -> SuggestionRow:
    if override is None:
        return row
    return replace(
        row, outcome=override.outcome, variant_id=override.variant_id, note=override.note
    )


class _Table:
    """Components beside their matches, found by what rows of an overrides file go by."""

    def __init__(self, inventory: ModelInventory, matches: pd.DataFrame) -> None:
        self.components = inventory.components
        by_id = matches.set_index("component_id").loc[self.components["component_id"]]
        self.matches = {name: _plain(by_id[name]) for name in by_id.columns}
        self.length = len(self.components)
        self._rows: list[Row] = list(OverrideIndex.rows(self.components))
        self.uncertain = [self._is_uncertain(n) for n in range(self.length)]
        self._exact: dict[Answer, list[int]] = defaultdict(list)
        for number in range(self.length):
            for answer in self._answers(number):
                self._exact[answer].append(number)

    def _is_uncertain(self, number: int) -> bool:
        if self.matches["status"][number] == MatchStatus.UNMATCHED:
            return True
        if self.matches["rung"][number] in _DECIDED_BY_PEOPLE:
            return False
        confidence = self.matches["confidence"][number]
        return confidence == Confidence.LOW or (
            confidence == Confidence.MEDIUM and AGAINST in (self.matches["evidence"][number] or "")
        )

    def _answers(self, number: int) -> Iterable[Answer]:
        """Every exact pattern that takes the component, what it is grouped by first."""
        global_id, type_name, name = self._rows[number]
        rule = self.matches["rule_id"][number]
        if type_name and type_name.strip():
            yield OverrideBy.TYPE_NAME, exact_pattern(OverrideBy.TYPE_NAME, type_name)
        if name and name.strip():
            yield OverrideBy.NAME, exact_pattern(OverrideBy.NAME, name)
        if rule:
            yield OverrideBy.RULE, rule
        yield OverrideBy.GLOBAL_ID, exactly(global_id) if _needs_quotes(global_id) else global_id

    def group(self, number: int) -> Answer:
        """What the component is grouped by."""
        return next(iter(self._answers(number)))

    def members(self, answer: Answer) -> list[int]:
        """Components that a row takes when it stands alone."""
        if answer in self._exact:
            return self._exact[answer]
        index = PatternIndex([answer])
        rules = self.matches["rule_id"]
        return [n for n, row in enumerate(self._rows) if index.first(row, rules[n]) is not None]

    def shown_first(self, answer: Answer) -> int | None:
        """The component that stands for a row: an uncertain one where there is one."""
        members = self.members(answer)
        return next((n for n in members if self.uncertain[n]), members[0] if members else None)

    def row(self, answer: Answer) -> SuggestionRow:
        """A row with what is known of its components."""
        members = self.members(answer)
        first = self.shown_first(answer)
        if first is None:
            return SuggestionRow(*answer, count=0)
        keys, status = self.matches["component_key"], self.matches["status"]
        now = Counter(keys[n] or str(status[n]) for n in members)
        facts = {
            name: _text(self.components[name].iloc[first])
            for name in ("ifc_class", "name", "type_name", "space_name", "storey")
        }
        materials = Counter(filter(None, _texts(self.components["material"], members)))
        return SuggestionRow(
            *answer,
            count=len(members),
            uncertain=sum(self.uncertain[n] for n in members),
            ifc_class=facts["ifc_class"],
            example=facts["name"] or facts["type_name"],
            place=", ".join(filter(None, (facts["space_name"], facts["storey"]))) or None,
            materials=materials.most_common(1)[0][0] if materials else None,
            now=tuple(sorted(now.items(), key=lambda each: (-each[1], each[0]))),
            rule_id=self.matches["rule_id"][first],
            confidence=self.matches["confidence"][first],
            evidence=self.matches["evidence"][first],
        )

    def candidates(self, number: int) -> list[str]:
        """Nearest keys that the matching itself found."""
        found = self.matches["candidates"][number] or ""
        return [key.strip() for key in found.split(";") if key.strip()]


def _with_candidates(
    rows: Sequence[SuggestionRow], table: _Table, inventory: ModelInventory, catalog: Catalog
) -> list[SuggestionRow]:
    """What robuild thinks now stands first, then what is near by its names and class."""
    firsts = [table.shown_first(row.answer) for row in rows]
    unlike = {n for n in firsts if n is not None and not table.candidates(n)}
    near = _nearest(sorted(unlike), inventory, catalog)
    out = []
    for row, first in zip(rows, firsts, strict=True):
        if first is None:
            out.append(row)
            continue
        key = table.matches["component_key"][first]
        own = [key] if key else []
        found = dict.fromkeys([*own, *table.candidates(first), *near.get(first, ())])
        out.append(replace(row, candidates=tuple(found)[:_MOST_CANDIDATES]))
    return out


def _nearest(
    numbers: Sequence[int], inventory: ModelInventory, catalog: Catalog
) -> Mapping[int, list[str]]:
    if not numbers:
        return {}
    few = replace(inventory, components=inventory.components.iloc[list(numbers)])
    subjects, subject_of = distinct_subjects(few, looked_at(compile_rules(catalog.match_rules)))
    nearest = Nearest(catalog)
    found = [(nearest.to(subject) or "").split("; ") for subject in subjects]
    return {
        number: [key for key in found[place] if key]
        for number, place in zip(numbers, subject_of, strict=True)
    }


def _needs_quotes(global_id: str) -> bool:
    """Whether an id would not come back as it is from a cell."""
    letters = global_id.replace("_", "").replace("$", "")
    plain = letters.isascii() and letters.isalnum() and not global_id.isdigit()
    return not plain or exact_name(global_id) is not None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _texts(column: pd.Series, numbers: Sequence[int]) -> list[str | None]:
    return [_text(value) for value in column.iloc[list(numbers)].tolist()]


def _plain(column: pd.Series) -> list[Any]:
    return [value if isinstance(value, str) else None for value in column.tolist()]
