"""Words as people write them in models: case, accents, camelCase, punctuation, compounds.

A text becomes lower-case words with single spaces. A pattern is one or more such words where `*`
stands for any letters. Both sides are treated alike, so `Innerdør`, `INNERDØR-01`, `innerdoer`
and `innerDør` are all found by `innerdør*`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

FORM = "|"
"""Stands between the spellings of one text; no pattern reaches across it."""

_REVIT_ID = re.compile(r"(?<=[^:]):\d{3,}\s*$")
_CAMEL = re.compile(
    r"(?<=[a-zà-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])"
)
_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_PATTERN = re.compile(r"[^\w*]+|_+")
_JOINER = re.compile(r"(?<=\w)-(?=\w)")
_LIGATURES = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "œ": "oe", "ł": "l", "đ": "d"})
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SHORTEST_WITHOUT_ACCENT = 5
"""Shorter words become other words without their accents: `tür` and `tur`."""
_SHORTEST_PLURAL = 4


def without_revit_id(name: str) -> str:
    """The name without the element number that Revit puts behind `Family:Type`.

    >>> without_revit_id("Basic Wall:Interior:151086")
    'Basic Wall:Interior'
    """
    return _REVIT_ID.sub("", name)


def without_accents(text: str) -> str:
    """Letters without their marks.

    >>> without_accents("flügeltür på trinn")
    'flugeltur pa trinn'
    """
    bare = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def spellings(text: str) -> str:
    """All spellings of a text that patterns are held against, `|` between them.

    >>> spellings("InnerDør_900x2100")
    'inner dør 900 x 2100|innerdør 900 x 2100|inner dor 900 x 2100|innerdor 900 x 2100'
    """
    composed = unicodedata.normalize("NFC", text)
    forms = [_plain(_CAMEL.sub(" ", composed)), _plain(_JOINER.sub("", composed))]
    forms += [without_accents(form) for form in forms]
    return FORM.join(dict.fromkeys(form for form in forms if form))


def _plain(text: str) -> str:
    return _DIGITS.sub(" ", _NOT_WORD.sub(" ", text).strip().casefold())


@dataclass(frozen=True)
class Words:
    """Patterns of one cell: true where one of them is in a text."""

    patterns: tuple[str, ...]
    plural: bool = True

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first asked for: most rules are for classes that a model has not."""
        variants = dict.fromkeys(form for text in self.patterns for form in _variants(text))
        either = FORM.join(_expression(form, plural=self.plural) for form in variants)
        return re.compile(rf"(?<![^ |])(?:{either})(?![^ |])")

    def find(self, text: str) -> str | None:
        """The words found in a text of `spellings`, or `None`."""
        found = self.pattern.search(text)
        return found.group() if found else None


@lru_cache(maxsize=4096)
def compiled(patterns: tuple[str, ...], *, plural: bool = True) -> Words | None:
    """The patterns of one cell; `None` when none of them has a letter or digit.

    >>> compiled(("*tür", "inner door")).find(spellings("Zimmertuer 2"))
    'zimmertuer'
    """
    real = tuple(text for text in patterns if any(letter.isalnum() for letter in text))
    return Words(real, plural) if real else None


def _variants(pattern: str) -> Iterable[str]:
    written = unicodedata.normalize("NFC", pattern).casefold()
    plain = _DIGITS.sub(" ", _NOT_PATTERN.sub(" ", written)).strip()
    if not plain:
        return
    yield plain
    yield plain.translate(_DIGRAPHS)
    if len(plain.replace("*", "")) >= _SHORTEST_WITHOUT_ACCENT:
        yield without_accents(plain)


def _expression(form: str, *, plural: bool) -> str:
    letters = re.escape(form).replace(r"\*", "[^ |]*").replace(r"\ ", " ")
    last = form.rsplit(" ", 1)[-1]
    if plural and last.isalpha() and len(last) >= _SHORTEST_PLURAL and not last.endswith("s"):
        letters += "s?"
    return letters
