"""How amounts are known and who says a number, in the reader's language.

The rooms that measure say it in English; a phrase that nobody has translated stays as it was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from robuild.language.chain import Texts, texts_in
from robuild.terms.vocabulary import Language

_METHOD = "method."


def method_told(words: Texts, method: str) -> str:
    """How a quantity was worked out: known phrases in the reader's language, names as they are."""
    if words.language is Language.EN:
        return method
    pattern, keys = _phrases()
    return pattern.sub(lambda found: words.get(keys[found[0]]), method)


def source_told(words: Texts, source_id: str, title: str, where: str = "") -> tuple[str, str]:
    """Title and place of a source; robuild's own are translated, those of others stand as given.

    A catalog of somebody else may use the same id for another source: then its own words stand.
    """
    english = texts_in(Language.EN)
    if english.get(f"source_title.{source_id}") != title:
        return title, where
    told = words.get(f"source_title.{source_id}")
    place = f"source_where.{source_id}"
    return told, words.get(place) if english.get(place) == where else where


@cache
def _phrases() -> tuple[re.Pattern[str], Mapping[str, str]]:
    keys = {text: key for key, text in texts_in(Language.EN).items() if key.startswith(_METHOD)}
    longest_first = sorted(keys, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w.])(?:{either})(?![\w.])"), keys
