"""What untrusted text may hold before it is put into a cell."""

from __future__ import annotations

import re

LONGEST_CELL = 32_767
"""Most letters Excel holds in a cell, in UTF-16 units."""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_HARMFUL = re.compile(f"[{_CONTROL}{_BIDI}]")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet may calculate the text instead of showing it."""
    return text.startswith(_FORMULA_START)


def harmful_character(text: str) -> str | None:
    r"""First control character or writing-direction override, `None` when there is none.

    >>> harmful_character("door\u202etxt")
    '\u202e'
    """
    found = _HARMFUL.search(text)
    return found.group() if found else None


def safe_text(value: object) -> str:
    r"""Text for a cell: no control characters, no direction overrides, no more than fits.

    Line breaks become line feeds. Removed are characters that XML cannot hold and the marks
    U+202A to U+202E and U+2066 to U+2069, with which a name can pretend to be another one.

    >>> safe_text("a\x07b\r\nc\u202ed")
    'ab\ncd'
    """
    text = _HARMFUL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= LONGEST_CELL:
        return text
    # Excel counts UTF-16 units; a pair must not be cut in two
    return text.encode("utf-16-le")[: LONGEST_CELL * 2].decode("utf-16-le", errors="ignore")
