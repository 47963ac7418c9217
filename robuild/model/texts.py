"""Texts of strangers: control characters out, a sane length, and words that only hold a place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 2_000
"""Letters kept of one text; no honest name is longer, and a workbook cell holds 32,767."""

_KEPT_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PLACEHOLDERS = frozenset(
    {
        "", "-", "--", "---", "?", "??", "???", ".", "n/a", "n.a.", "na", "#n/a", "notknown",
        "not known", "unknown", "unset", "notdefined", "not defined", "undefined", "notset",
        "not set", "<none>", "<not set>", "null", "nil", "tbd", "tbc", "ukjent", "ikke satt",
        "ikke angitt", "ikke definert", "unbekannt", "nicht definiert", "onbekend",
    }
)  # fmt: skip
_SEPARATORS = re.compile(r"[\W_]+")
_ZERO_IS_MISSING = re.compile(
    r"life|cost|price|duration|warrant|levetid|kostnad|pris|garanti", re.IGNORECASE
)


def squeezed(text: str) -> str:
    """Small letters and digits only, so that spellings of one name meet.

    >>> squeezed("Fire Rating") == squeezed("FireRating")
    True
    """
    return _SEPARATORS.sub("", text.casefold())


def is_placeholder(name: str, value: str) -> bool:
    """Whether a property's text says nothing: an empty word, or the property's own name.

    >>> is_placeholder("FireRating", "Fire Rating"), is_placeholder("FireRating", "EI 30")
    (True, False)
    """
    folded = value.strip().casefold()
    if folded in _PLACEHOLDERS:
        return True
    own = _own_name(name)
    if not own or (folded[0].isalnum() and folded[0] != own[0]):
        return False  # most texts end here; squeezing them all costs a tenth of the reading
    return squeezed(value) == own


_own_name = lru_cache(maxsize=4096)(squeezed)


def zero_is_missing(name: str) -> bool:
    """Whether 0 under this property name can only mean that nobody filled it in.

    >>> zero_is_missing("ExpectedLife"), zero_is_missing("SillHeight")
    (True, False)
    """
    return bool(_ZERO_IS_MISSING.search(name))


class Texts:
    """Cleans the texts of one file; equal texts become one object in memory."""

    def __init__(self) -> None:
        self.shortened = 0
        """Texts that were cut at `LONGEST` letters."""
        self._known: dict[str, str | None] = {}
        self._labels: dict[str, str] = {}

    def __call__(self, value: object) -> str | None:
        """The text without control characters and outer spaces; `None` when nothing is left."""
        if value is None:
            return None
        text = value if isinstance(value, str) else str(value)
        try:
            return self._known[text]
        except KeyError:
            clean = self._known[text] = self._cleaned(text)
            return clean

    def label(self, value: object) -> str:
        """The name of a set or property: as `__call__`, but outer spaces stay.

        Exporters indent names; two names may differ by their indent alone.
        """
        if value is None:
            return ""
        text = value if isinstance(value, str) else str(value)
        found = self._labels.get(text)
        if found is None:
            found = self._labels[text] = self._printable(text)
        return found

    def _cleaned(self, text: str) -> str | None:
        return self._printable(text).strip() or None

    def _printable(self, text: str) -> str:
        if len(text) > LONGEST:
            self.shortened += 1
            text = text[: LONGEST - 1] + "…"
        if not text.isprintable():
            text = "".join(map(_printable, text))
        return text


def _printable(letter: str) -> str:
    if letter in "\n\r\t\u2028\u2029":
        return " "
    category = unicodedata.category(letter)
    if category == "Zs":
        return " "
    return "" if category in _KEPT_OUT else letter
