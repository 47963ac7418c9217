"""Cells as people fill them in: numbers with comma, years, grades, words of three languages."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from robuild.register.spoken import listed, nothings, plain
from robuild.tabular import RawCell, number_text

Value = TypeVar("Value")

_SPACE = "[ \u00a0\u202f]"
_POINT = re.compile(rf"[+-]?(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:\.\d+)?")
_COMMA = re.compile(rf"[+-]?(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+),\d+")
_UNSURE = re.compile(r"[+-]?\d{1,3},\d{3}")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,\d{1,2}|(?:,\d{3})+\.\d{1,2})")
"""Thousands and decimals parted by different marks: only one number can be meant."""
_WITH_UNIT = re.compile(
    r"([+-]?\d[\d \u00a0\u202f.,]*?)\s*[a-zæøå²³%][a-zæøå²³%.]*\d?", re.IGNORECASE
)
_GRADE = re.compile(r"(?:tg|tilstandsgrad)?\s*-?\s*([0-3])", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1700, 2200
_LONGEST = 2_000
_LONGEST_SHOWN = 80
MOST_QUANTITY = 1e9


class CellError(Exception):
    """A cell that cannot be read: code, sentence, what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def text_of(raw: RawCell) -> str | None:
    """Text of a cell; `None` where it is empty or a word for nothing stands in it.

    >>> text_of(" Bad "), text_of(101.0), text_of("–"), text_of("ikke kjent")
    ('Bad', '101', None, None)

    Raises:
        CellError: more letters than any name has.
    """
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return number_text(raw) if math.isfinite(raw) else None
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else raw.isoformat(sep=" ")
    text = "" if raw is None else str(raw).strip()
    if len(text) > _LONGEST:
        raise CellError(
            "text_too_long",
            f"the text has {len(text)} letters; at most {_LONGEST} are kept.",
            "Shorten it.",
        )
    return None if plain(text) in nothings() else text


def rating_of(raw: RawCell) -> str | None:
    """Text of a rating, in which a dash says that there is none; `None` where it is not known.

    >>> rating_of("EI 30"), rating_of("-"), rating_of("–")
    ('EI 30', '-', None)
    """
    return "-" if isinstance(raw, str) and raw.strip() == "-" else text_of(raw)


def amount_of(raw: RawCell, *, decimal_comma: bool = False) -> float | None:
    """A number that is not negative; `None` where the cell is empty or says nothing.

    `12,5` and `1 234,5` are read as people in Norway write them. `1,234` is refused, for it may be
    either, unless the file's cells stand between `;` (`decimal_comma`).

    >>> amount_of("1 234,5"), amount_of(12), amount_of("–")
    (1234.5, 12.0, None)

    Raises:
        CellError: no number, a number with a unit, a date, a negative or a huge number.
    """
    value = number_of(raw, decimal_comma=decimal_comma)
    if value is None:
        return None
    text = str(text_of(raw))
    if value < 0:
        raise CellError("negative", f"{shown(text)} is negative; 0 or more is allowed.")
    if value > MOST_QUANTITY:
        raise CellError("too_large", f"{shown(text)} is too large; at most {MOST_QUANTITY:.0f}.")
    return value


def number_of(raw: RawCell, *, decimal_comma: bool = False) -> float | None:
    """A number of either sign; `None` where the cell is empty or says nothing.

    >>> number_of("-0,5"), number_of("4 %"), number_of(3)
    (-0.5, 0.04, 3.0)

    Raises:
        CellError: no number, a number with a unit, or a date.
    """
    text = text_of(raw)
    if text is None:
        return None
    if isinstance(raw, bool | dt.datetime | dt.date | dt.time | dt.timedelta):
        raise CellError(
            "not_a_number",
            f"{shown(text)} is not a number.",
            "Format the cell as a number and type it anew.",
        )
    if isinstance(raw, int | float):
        return float(raw)
    if text.endswith("%"):
        return _number(text[:-1].strip(), decimal_comma) / 100
    return _number(text, decimal_comma)


def _number(text: str, decimal_comma: bool) -> float:
    bare = re.sub(_SPACE, "", text)
    if _POINT.fullmatch(text):
        return float(bare)
    if _COMMA.fullmatch(text) and (decimal_comma or not _UNSURE.fullmatch(text)):
        return float(bare.replace(",", "."))
    if _BOTH.fullmatch(text):  # the last mark parts the decimals, the other the thousands
        last = max(text, key=lambda mark: text.rfind(mark) if mark in ".," else -1)
        other = "," if last == "." else "."
        return float(text.replace(other, "").replace(last, "."))
    if _UNSURE.fullmatch(text):
        raise CellError(
            "number_unsure",
            f"{shown(text)} may be {bare.replace(',', '.')} or {bare.replace(',', '')}.",
            "Format the cell as a number and type it anew.",
        )
    hint = "Write digits only; leave the cell empty where it is not known."
    if found := _WITH_UNIT.fullmatch(text[:_LONGEST_SHOWN]):
        hint = f"Write {found.group(1).strip()} here, and the unit in the column for units."
    raise CellError("not_a_number", f"{shown(text)} is not a number.", hint)


def year_of(raw: RawCell) -> float | None:
    """A year; `None` where it is not known.

    Raises:
        CellError: a date, or no year of a building.
    """
    text = text_of(raw)
    if text is None:
        return None
    if isinstance(raw, dt.datetime | dt.date | dt.time | dt.timedelta):
        raise CellError(
            "date_in_year",
            f"{shown(text)} is a date; a year with four digits is needed.",
            "Format the cell as a number, and write the year alone, such as 1998.",
        )
    year = float(text) if re.fullmatch(r"\d{4}", text) else math.nan
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CellError(
            "not_a_year",
            f"{shown(text)} is not a year from {_FIRST_YEAR} to {_LAST_YEAR}.",
            "Write four digits, such as 1998; leave the cell empty where it is not known.",
        )
    return year


def grade_of(raw: RawCell) -> str | None:
    """A condition grade as `TG2`; `None` where nobody has looked.

    Raises:
        CellError: no grade of NS 3424.
    """
    text = text_of(raw)
    if text is None:
        return None
    found = _GRADE.fullmatch(text)
    if not found:
        raise CellError(
            "not_a_grade",
            f"{shown(text)} is not a condition grade; allowed are TG0, TG1, TG2 and TG3.",
            "Leave the cell empty where nobody has looked.",
        )
    return f"TG{found.group(1)}"


def word_of(raw: RawCell, words: Mapping[str, Value], code: str = "unknown_word") -> Value | None:
    """The value that a word stands for; `None` where the cell is empty.

    Raises:
        CellError: no such word, with the nearest.
    """
    text = text_of(raw)
    if text is None:
        return None
    if plain(text) in words:
        return words[plain(text)]
    allowed = sorted(words)
    raise CellError(
        code, f"{shown(text)} is not one of {listed(allowed)}.", nearest(plain(text), allowed)
    )


def shown(text: str) -> str:
    """A text for a message: in quotation marks, hidden characters spelled out, not too long."""
    return repr(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…")


def nearest(word: str, words: Any) -> str:
    """`Did you mean …?`, or nothing when no word is near.

    >>> nearest("badd", ["bad", "stue"])
    "Did you mean 'bad'?"
    """
    near = get_close_matches(word[:200], list(words), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""
