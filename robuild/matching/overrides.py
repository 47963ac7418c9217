"""The user's own answers, found quickly for every component."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import pandas as pd

from robuild.matching.words import FORM, fits, spellings, variants, without_revit_id
from robuild.terms.exact_names import exact_name, exactly
from robuild.terms.match_rules import Override, OverrideBy

Row = tuple[str, str | None, str | None]
"""GlobalId, type name and name of a component."""
Answer = tuple[OverrideBy, str]
"""What a row of an overrides file recognises components by, and its pattern."""


class PatternIndex:
    """Rows of an overrides file by what they recognise; the first row that fits wins.

    A row that goes by rule takes only what no other row takes, wherever it stands.
    """

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._by_id: dict[str, int] = {}
        self._by_rule: dict[str, int] = {}
        self._exact: dict[tuple[OverrideBy, str], int] = {}
        self._by_words: list[tuple[int, OverrideBy, str]] = []
        for number, (by, pattern) in enumerate(answers):
            exact = exact_name(pattern)
            if by is OverrideBy.GLOBAL_ID:
                self._by_id.setdefault(pattern if exact is None else exact, number)
            elif by is OverrideBy.RULE:
                self._by_rule.setdefault(pattern if exact is None else exact, number)
            elif exact is not None:
                self._exact.setdefault((by, exact), number)
            else:
                self._by_words.append((number, by, pattern))
        self._named: dict[tuple[str | None, str | None], int | None] = {}

    def first(self, row: Row, rule_id: str | None = None) -> int | None:
        """Number of the first row that fits, if any."""
        global_id, *pair = row
        type_name, name = pair
        if (type_name, name) not in self._named:
            self._named[type_name, name] = self._first_named(type_name, name)
        found = [
            number
            for number in (self._by_id.get(global_id), self._named[type_name, name])
            if number is not None
        ]
        return min(found) if found else self._by_rule.get(rule_id or "")

    def _first_named(self, type_name: str | None, name: str | None) -> int | None:
        found = []
        if type_name is not None:
            found.append(self._exact.get((OverrideBy.TYPE_NAME, type_name)))
        if name is not None:
            forms = (name, _bare(name))
            found += [self._exact.get((OverrideBy.NAME, each)) for each in forms]
        for number, by, pattern in self._by_words:
            text = type_name if by is OverrideBy.TYPE_NAME else name
            if text is not None and whole_name_is(text, pattern):
                found.append(number)
                break
        return min((number for number in found if number is not None), default=None)


class OverrideIndex:
    """Overrides by what they recognise; the first row that fits wins."""

    def __init__(self, overrides: Sequence[Override]) -> None:
        self._overrides = overrides
        self._index = PatternIndex((each.by, each.pattern) for each in overrides)

    @staticmethod
    def rows(components: pd.DataFrame) -> Iterable[Row]:
        """GlobalId, type name and name of every component."""
        names = (_texts(components[name]) for name in ("type_name", "name"))
        return zip(components["global_id"].tolist(), *names, strict=True)

    def first(
        self, global_id: str, type_name: str | None, name: str | None, rule_id: str | None = None
    ) -> Override | None:
        """The first override that fits, if any; `rule_id` is the rule that matched it."""
        number = self._index.first((global_id, type_name, name), rule_id)
        return None if number is None else self._overrides[number]


def unused_overrides(
    components: pd.DataFrame,
    overrides: Sequence[Override],
    matches: pd.DataFrame | None = None,
) -> tuple[Override, ...]:
    """Overrides that no component took: nothing fits them, or an earlier one does first.

    Args:
        components: `tables.COMPONENTS`.
        overrides: in the order of the user's file.
        matches: `tables.MATCHES` of the components, with the overrides in them: which rule had
            matched each. Without them, rows that go by rule are taken to be used.
    """
    index = OverrideIndex(overrides)
    rules = [None] * len(components) if matches is None else _texts(matches["rule_id"])
    rows = zip(index.rows(components), rules, strict=True)
    used = {id(index.first(*row, rule)) for row, rule in rows}
    return tuple(
        each
        for each in overrides
        if id(each) not in used and not (matches is None and each.by is OverrideBy.RULE)
    )


def exact_pattern(by: OverrideBy, text: str) -> str:
    r"""The pattern under which a row takes exactly the components that are called so.

    A component's own name stands without the number that Revit puts behind it, so that all of a
    kind come together.

    >>> print(exact_pattern(OverrideBy.NAME, "Wall:Lett*:151086"))
    "Wall:Lett*"
    """
    return exactly(_bare(text) if by is OverrideBy.NAME else text)


def _bare(name: str) -> str:
    """A name without the number that Revit puts behind it.

    >>> _bare("Wall:Lett:151086"), _bare("Wall:900:151086")
    ('Wall:Lett', 'Wall:900:151086')
    """
    bare = without_revit_id(name)
    # what still ends like such a number could be the whole name of another component
    return bare if without_revit_id(bare) == bare else name


@lru_cache(maxsize=16_384)
def whole_name_is(text: str, pattern: str) -> bool:
    """Whether a whole name is as an override says; spelling as in rules, `*` any letters.

    >>> whole_name_is("Basic Wall:GK 13:151086", "basic wall gk*")
    True
    >>> whole_name_is("Innerdør 9x21", "innerdør")
    False
    """
    bare = without_revit_id(text)
    if pattern.strip() == text.strip() or pattern.strip() == bare.strip():
        return True
    forms = spellings(bare).split(FORM)
    return any(fits(form, variant) for variant in variants(pattern) for form in forms)


def _texts(column: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) else None for value in column.tolist()]
