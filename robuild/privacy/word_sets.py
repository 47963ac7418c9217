"""Sets of words as they are easiest to read and to amend: in rows, spaces between."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile("[a-zß-öø-ɏ]+")
"""Words of a text in small letters; quicker than asking of each letter what it is."""


def word_set(*rows: str) -> frozenset[str]:
    """The words of all rows.

    >>> sorted(word_set("seng bord", "stol"))
    ['bord', 'seng', 'stol']
    """
    return frozenset(word for row in rows for word in row.split())


def any_of(words: Iterable[str]) -> str:
    """A pattern that is any of the words, the longest first.

    >>> any_of({"seng", "senga"})
    '(?:senga|seng)'
    """
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"
