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


_PURPOSE = frozenset(
    {"for", "over", "under", "til", "ved", "för", "till", "vid"}
    | {"above", "below", "beside", "near", "pour", "sous"}
    | {"für", "fuer", "über", "ueber", "unter", "neben", "zu", "zum", "zur"}
    | {"voor", "boven", "onder", "naast"}
    | {"with", "med", "mit", "met", "avec", "con", "incl", "inkl", "including", "uten", "without"}
)
"""Words after which a name tells what the thing is for, where it hangs or what comes with it."""
_PURPOSE_BARE = frozenset(without_accents(word) for word in _PURPOSE)


@lru_cache(maxsize=16_384)
def what_it_is(text: str) -> str:
    """A text of `spellings` without what the thing is for or where it hangs.

    >>> what_it_is(spellings("Stikkontakt for komfyr"))
    'stikkontakt'
    """
    return FORM.join(dict.fromkeys(_head(form) for form in text.split(FORM)))


def _head(form: str) -> str:
    words = form.split(" ")
    for at, word in enumerate(words[1:], start=1):
        if word in _PURPOSE or word in _PURPOSE_BARE:
            return " ".join(words[:at])
    return form


@lru_cache(maxsize=65_536)
def runs_of(text: str, length: int) -> tuple[str, ...]:
    """Every run of so many words in a text of `spellings`."""
    found: dict[str, None] = {}
    for form in text.split(FORM):
        words = form.split(" ")
        for start in range(len(words) - length + 1):
            found[" ".join(words[start : start + length])] = None
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class OfLength:
    """Patterns of the same number of words, sorted by where their `*` stands."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    ends: tuple[str, ...]
    inside: tuple[str, ...]
    others: tuple[str, ...]
    other_heads: tuple[str, ...]
    """What `others` begin with: most words begin otherwise, and that is soon seen."""

    def holds(self, run: str) -> bool:
        """Whether a run of so many words is as one of the patterns."""
        if run in self.exact or run.startswith(self.beginnings) or run.endswith(self.ends):
            return True
        if any(part in run for part in self.inside):
            return True
        if not run.startswith(self.other_heads):
            return False
        return any(fits(run, pattern) for pattern in self.others)

    def weight(self, run: str) -> int:
        """Letters of the longest pattern that a run of words is as, `*` not counted."""
        found = [len(run)] if run in self.exact else []
        found += [len(start) for start in self.beginnings if run.startswith(start)]
        found += [len(end) for end in self.ends if run.endswith(end)]
        found += [len(part) for part in self.inside if part in run]
        found += [len(p) - p.count("*") for p in self.others if fits(run, p)]
        return max(found, default=0)


@lru_cache(maxsize=65_536)
def _holds(patterns: OfLength, run: str) -> bool:
    """`OfLength.holds`; the names of a model share most of their words."""
    return patterns.holds(run)


@dataclass(frozen=True)
class Words:
    """Patterns of one cell: true where one of them is in a text.

    Not regular expressions: a thousand words would take longer to compile than to look for.
    """

    patterns: tuple[str, ...]

    @cached_property
    def by_length(self) -> tuple[tuple[int, OfLength], ...]:
        """The spellings of the patterns by their number of words, fewest first."""
        # when first asked for: most rules are for classes that a model does not have
        forms = dict.fromkeys(form for text in self.patterns for form in variants(text))
        groups: dict[int, list[str]] = {}
        for form in forms:
            groups.setdefault(form.count(" ") + 1, []).append(form)
        return tuple((length, _sorted(group)) for length, group in sorted(groups.items()))

    def find(self, text: str) -> str | None:
        """The words found in a text of `spellings`, or `None`."""
        for length, patterns in self.by_length:
            for run in runs_of(text, length):
                if _holds(patterns, run):
                    return run
        return None

    def heaviest(self, text: str) -> tuple[str, int]:
        """The words found by the longest pattern, and its letters; `("", 0)` when none is.

        >>> compiled(("sink", "kitchen sink*")).heaviest(spellings("Kitchen sink 80"))
        ('kitchen sink', 12)
        """
        best = ("", 0)
        for length, patterns in self.by_length:
            for run in runs_of(text, length):
                if _holds(patterns, run):
                    best = max(best, (run, patterns.weight(run)), key=lambda pair: pair[1])
        return best


def _sorted(forms: list[str]) -> OfLength:
    kinds: dict[tuple[bool, bool, bool], list[str]] = {}
    for form in forms:
        inner = "*" in form[1:-1]
        kinds.setdefault((form.startswith("*"), inner, form.endswith("*")), []).append(form)
    exact = kinds.pop((False, False, False), [])
    beginnings = kinds.pop((False, False, True), [])
    ends = kinds.pop((True, False, False), [])
    inside = kinds.pop((True, False, True), [])
    others = [form for group in kinds.values() for form in group]
    return OfLength(
        exact=frozenset(exact) | {f"{form}s" for form in exact if _takes_plural(form)},
        beginnings=tuple(form[:-1] for form in beginnings),
        ends=tuple(
            end
            for form in ends
            for end in ((form[1:], f"{form[1:]}s") if _takes_plural(form) else (form[1:],))
        ),
        inside=tuple(form[1:-1] for form in inside),
        others=tuple(others),
        other_heads=tuple({form.split("*", 1)[0] for form in others}),
    )


def fits(text: str, pattern: str) -> bool:
    """Whether a whole text is as a pattern says; `*` stands for anything, also for nothing.

    >>> fits("kitchen base unit", "kitchen*unit"), fits("kitchen", "kitchen*unit")
    (True, False)
    """
    first, *rest = pattern.split("*")
    if not rest:
        return text == pattern
    *middle, last = rest
    if not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for part in middle:
        at = text.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return at <= end


@lru_cache(maxsize=4096)
def compiled(patterns: tuple[str, ...]) -> Words | None:
    """The patterns of one cell; `None` when none of them has a letter or digit.

    >>> compiled(("*tür", "inner door")).find(spellings("Zimmertuer 2"))
    'zimmertuer'
    """
    real = tuple(text for text in patterns if any(letter.isalnum() for letter in text))
    return Words(real) if real else None


def variants(pattern: str) -> Iterable[str]:
    """The spellings of a pattern: as written, with digraphs, and long ones without accents."""
    written = unicodedata.normalize("NFC", pattern).casefold()
    plain = _DIGITS.sub(" ", _NOT_PATTERN.sub(" ", written)).strip()
    if not plain:
        return
    yield plain
    yield plain.translate(_DIGRAPHS)
    if len(plain.replace("*", "")) >= _SHORTEST_WITHOUT_ACCENT:
        yield without_accents(plain)


def _takes_plural(form: str) -> bool:
    last = form.rsplit(" ", 1)[-1].lstrip("*")
    return last.isalpha() and len(last) >= _SHORTEST_PLURAL and not last.endswith("s")
