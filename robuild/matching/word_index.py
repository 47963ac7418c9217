"""Many cells of words at once: which of them have a word in a text.

A text is looked at once instead of once for every rule. Its runs of words lead to patterns by
themselves, by their first or by their last letters. What one run led to is kept, as the names of a
model share most of their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from robuild.matching.words import OfLength, Words, fits, runs_of

_LETTERS = 3
"""So many letters tell most patterns apart."""


class _Edges:
    """Patterns by the first or the last letters that a run must have."""

    def __init__(self, *, last: bool = False) -> None:
        self._last = last
        self._patterns: dict[str, dict[str, list[int]]] = {}
        self._lengths: tuple[int, ...] = ()

    def add(self, edge: str, pattern: str, number: int) -> None:
        key = self._key(edge, min(_LETTERS, len(edge)))
        if key not in self._patterns:
            self._lengths = tuple(sorted({*self._lengths, len(key)}))
        self._patterns.setdefault(key, {}).setdefault(pattern, []).append(number)

    def near(self, run: str) -> Iterable[tuple[str, list[int]]]:
        """Patterns that may hold for a run, each with the numbers it stands for."""
        for length in self._lengths:
            if length > len(run):
                return
            yield from self._patterns.get(self._key(run, length), {}).items()

    def _key(self, text: str, length: int) -> str:
        return text[len(text) - length :] if self._last else text[:length]


class _RunIndex:
    """Patterns of the same number of words."""

    def __init__(self) -> None:
        self._exact: dict[str, list[int]] = {}
        self._inside: dict[str, list[int]] = {}
        self._beginnings, self._ends, self._others = _Edges(), _Edges(last=True), _Edges()

    def add(self, number: int, patterns: OfLength) -> None:
        for run in patterns.exact:
            self._exact.setdefault(run, []).append(number)
        for start in patterns.beginnings:
            self._beginnings.add(start, start, number)
        for end in patterns.ends:
            self._ends.add(end, end, number)
        for part in patterns.inside:
            self._inside.setdefault(part, []).append(number)
        for other in patterns.others:
            self._others.add(other.split("*", 1)[0], other, number)

    def look_for(self, run: str) -> Iterable[int]:
        yield from self._exact.get(run, ())
        for part, numbers in self._inside.items():
            if part in run:
                yield from numbers
        kinds: tuple[tuple[_Edges, Callable[[str, str], bool]], ...] = (
            (self._beginnings, str.startswith), (self._ends, str.endswith), (self._others, fits),
        )  # fmt: skip
        for edges, holds in kinds:
            for pattern, numbers in edges.near(run):
                if holds(run, pattern):
                    yield from numbers


@lru_cache(maxsize=65_536)
def _of_run(index: _RunIndex, run: str) -> frozenset[int]:
    return frozenset(index.look_for(run))


class WordIndex:
    """Answers for many `Words` at once what `Words.find` answers for one."""

    def __init__(self, words: Sequence[Words]) -> None:
        lengths: dict[int, _RunIndex] = {}
        for number, each in enumerate(words):
            for length, patterns in each.by_length:
                lengths.setdefault(length, _RunIndex()).add(number, patterns)
        self._by_length = tuple(lengths.items())

    def holding(self, text: str) -> frozenset[int]:
        """Places of those that have a word in a text of `spellings`."""
        return frozenset(
            number
            for length, index in self._by_length
            for run in runs_of(text, length)
            for number in _of_run(index, run)
        )


@lru_cache(maxsize=8)
def index_of(words: tuple[Words, ...]) -> WordIndex:
    """The index of these words; models of one kind have the same classes, and so the same."""
    return WordIndex(words)
