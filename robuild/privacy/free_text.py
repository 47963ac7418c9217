"""Free text of logs, registers, overrides and meeting records: what may be about a person."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from robuild.privacy.addresses import emails
from robuild.privacy.health_words import HEALTH_WORDS, PHRASE_WORDS, health
from robuild.privacy.kinds import Finding, Span
from robuild.privacy.names import NAME_WORDS, PERSON_WORDS, TITLES, names
from robuild.privacy.numbers import (
    BIRTH_WORDS,
    CALL_WORDS,
    NUMBER_WORDS,
    SOME_DIGITS,
    birth_dates,
    personal_numbers,
    phones,
)
from robuild.privacy.person_words import JUDGING, PERSON_NOUNS, PERSONS, about_persons
from robuild.privacy.word_sets import WORD

_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Soft hyphens and letters without width: a word with one inside still reads as the word."""
_NAMING = PERSON_WORDS | TITLES | NAME_WORDS
_AILING = HEALTH_WORDS | PHRASE_WORDS
_TELLING = (
    _AILING | PERSON_NOUNS | PERSONS | JUDGING | _NAMING | BIRTH_WORDS | NUMBER_WORDS | CALL_WORDS
)
FIRST_ROW = 2
"""The header is row 1."""


def find_personal_data(
    values: Sequence[str | None], *, column: str, first_row: int = FIRST_ROW
) -> list[Finding]:
    """Everything in a column of free text that may be about a person, in order.

    Nothing is changed: findings are shown, and a person decides.

    Args:
        values: texts; `None` where there is none.
        column: heading, for the findings. Under one such as `NOBB` or `article_number`, eight
            digits are no telephone number unless called one.
        first_row: row of the first value as the user sees it.
    """
    known: dict[str, tuple[Span, ...]] = {}
    found: list[Finding] = []
    for row, value in enumerate(values, start=first_row):
        if not value:
            continue
        spans = known.get(value)
        if spans is None:
            spans = known[value] = _spans(value, column)
        if spans:
            found += [Finding(column, row, span.kind, span.shown) for span in spans]
    return found


def find_in_table(
    table: pd.DataFrame, *, columns: Iterable[str] | None = None, first_row: int = FIRST_ROW
) -> list[Finding]:
    """As `find_personal_data`, for a table; column by column.

    Args:
        table: one row per record; missing text is `None` or NaN.
        columns: which to look through; all that hold text when not given.
        first_row: row of the first record as the user sees it.

    Raises:
        KeyError: a column is not in the table.
    """
    wanted = list(columns) if columns is not None else [
        name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])
    ]  # fmt: skip
    found: list[Finding] = []
    for name in wanted:
        texts = [_text(value) for value in table[name].tolist()]
        found += find_personal_data(texts, column=str(name), first_row=first_row)
    return found


def _text(value: object) -> str | None:
    """A cell as text; Excel hands over a telephone number as 91234567.0."""
    if value is None or value is pd.NA or value is pd.NaT or isinstance(value, bool):
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def _spans(text: str, column: str) -> tuple[Span, ...]:
    """Finds in one text, in order; where two are the same place, the first kind counts."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
        text = _UNSEEN.sub("", text)
    words = _TELLING.intersection(WORD.findall(text.casefold()))
    digits = SOME_DIGITS.search(text) is not None
    if not words and not digits and "@" not in text:
        return ()
    found: list[Span] = []
    for span in _candidates(text, column, words, digits):
        if all(span.end <= other.start or other.end <= span.start for other in found):
            found.append(span)
    return tuple(sorted(found, key=lambda span: span.start))


def _candidates(text: str, column: str, words: frozenset[str], digits: bool) -> Iterator[Span]:
    if "@" in text:
        yield from emails(text)
    if digits or not NUMBER_WORDS.isdisjoint(words):
        yield from personal_numbers(text)
    if digits:
        yield from phones(text, column, words)
    if not BIRTH_WORDS.isdisjoint(words):
        yield from birth_dates(text)
    if not _NAMING.isdisjoint(words):
        yield from names(text, words)
    if not _AILING.isdisjoint(words):
        yield from health(text)
    if not PERSONS.isdisjoint(words) or not PERSON_NOUNS.isdisjoint(words):
        yield from about_persons(text, words)
