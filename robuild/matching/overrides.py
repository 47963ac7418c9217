"""The user's own answers, found quickly for every component."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import pandas as pd

from robuild.matching.words import FORM, fits, spellings, variants, without_revit_id
from robuild.terms.match_rules import Override, OverrideBy

Row = tuple[str, str | None, str | None]


class OverrideIndex:
    """Overrides by what they recognise; the first row that fits wins."""

    def __init__(self, overrides: Sequence[Override]) -> None:
        self._overrides = overrides
        self._by_id: dict[str, int] = {}
        self._by_name: list[tuple[int, OverrideBy, str]] = []
        for number, override in enumerate(overrides):
            if override.by is OverrideBy.GLOBAL_ID:
                self._by_id.setdefault(override.pattern, number)
            else:
                self._by_name.append((number, override.by, override.pattern))
        self._named: dict[tuple[str | None, str | None], int | None] = {}

    @staticmethod
    def rows(components: pd.DataFrame) -> Iterable[Row]:
        """GlobalId, type name and name of every component."""
        names = (_texts(components[name]) for name in ("type_name", "name"))
        return zip(components["global_id"].tolist(), *names, strict=True)

    def first(self, global_id: str, type_name: str | None, name: str | None) -> Override | None:
        """The first override that fits, if any."""
        pair = (type_name, name)
        if pair not in self._named:
            self._named[pair] = self._first_named(type_name, name)
        found = [n for n in (self._by_id.get(global_id), self._named[pair]) if n is not None]
        return self._overrides[min(found)] if found else None

    def _first_named(self, type_name: str | None, name: str | None) -> int | None:
        for number, by, pattern in self._by_name:
            text = type_name if by is OverrideBy.TYPE_NAME else name
            if text is not None and whole_name_is(text, pattern):
                return number
        return None


def unused_overrides(
    components: pd.DataFrame, overrides: Sequence[Override]
) -> tuple[Override, ...]:
    """Overrides that no component took: nothing fits them, or an earlier one does first.

    Args:
        components: `tables.COMPONENTS`.
        overrides: in the order of the user's file.
    """
    index = OverrideIndex(overrides)
    used = {id(index.first(*row)) for row in index.rows(components)}
    return tuple(each for each in overrides if id(each) not in used)


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
