"""What people call columns and words, in every language of the product."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from robuild.language import texts, texts_in
from robuild.terms.vocabulary import Answer, Language, LocationClass, MatchStatus, Unit


class Kind(StrEnum):
    """What the rows of a table are."""

    COMPONENTS = "components"
    ROOMS = "rooms"


Word = TypeVar("Word", bound=StrEnum)

_WORKBOOK_TABLE = {Kind.COMPONENTS: "register", Kind.ROOMS: "rooms"}
_MORE_UNITS = {
    "pcs": Unit.PIECE, "pc": Unit.PIECE, "piece": Unit.PIECE, "pieces": Unit.PIECE,
    "st": Unit.PIECE, "stykk": Unit.PIECE, "stykker": Unit.PIECE, "stykke": Unit.PIECE,
    "ea": Unit.PIECE, "kvm": Unit.SQUARE_METRE, "sqm": Unit.SQUARE_METRE, "lm": Unit.METRE,
    "meter": Unit.METRE, "metre": Unit.METRE, "løpemeter": Unit.METRE,
}  # fmt: skip
_MORE_ANSWERS = {"true": Answer.YES, "false": Answer.NO, "1": Answer.YES, "0": Answer.NO}
_MORE_SHEETS = {
    Kind.COMPONENTS: ("Components", "Komponenter", "Komponentar", "Inventar"),
    Kind.ROOMS: ("Rooms", "Romliste", "Room list", "Romskjema"),
}


def plain(text: str) -> str:
    """A header or word as it is compared: small letters, single spaces, no mark at its end.

    >>> plain("  Gulv  (m²) *"), plain("Antall:")
    ('gulv (m2)', 'antall')
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(composed.split()).rstrip(" :*.")


@cache
def column_names(kind: Kind) -> Mapping[str, str]:
    """Plain header -> key of the column, for every header that is known."""
    found: dict[str, str] = {}
    table = _WORKBOOK_TABLE[kind]
    for language in Language:
        for key, text in texts_in(language).items():
            if key.startswith(prefix := f"column.{table}."):
                found[plain(text)] = key.removeprefix(prefix)
    for language in Language:
        for key, text in texts_in(language).items():
            if key.startswith(prefix := f"form.{kind}."):
                column = key.removeprefix(prefix)
                found.update((plain(name), column) for name in text.split("|"))
                found[plain(column)] = column
    for key in texts_in(Language.EN):
        if key.startswith(prefix := f"column.{table}."):
            found[key.removeprefix(prefix)] = key.removeprefix(prefix)
    return found


@cache
def sheet_titles(kind: Kind) -> Mapping[str, str]:
    """Titles of sheets that hold such tables: in small letters, and as they are written."""
    keys = (f"sheet.{_WORKBOOK_TABLE[kind]}.title", f"form.{kind}_sheet")
    told = [texts(language).get(key) for language in Language for key in keys]
    return {title.casefold(): title for title in (*_MORE_SHEETS[kind], *told)}


def header_of(kind: Kind, column: str, language: Language) -> str:
    """What a column is called in a form."""
    return texts(language).get(f"form.{kind}.{column}").split("|", 1)[0]


@cache
def units() -> Mapping[str, Unit]:
    """Plain word -> unit."""
    return {**_MORE_UNITS, **_said("unit", Unit)}


@cache
def answers() -> Mapping[str, Answer]:
    """Plain word -> yes, no or unknown."""
    return {**_MORE_ANSWERS, **_said("answer", Answer)}


@cache
def locations() -> Mapping[str, LocationClass]:
    """Plain word -> kind of place."""
    return _said("location_class", LocationClass)


@cache
def statuses() -> Mapping[str, MatchStatus]:
    """Plain word -> outcome of an earlier matching."""
    return _said("match_status", MatchStatus)


@cache
def room_types() -> Mapping[str, str]:
    """Plain word -> room type."""
    return _keyed("room_type")


@cache
def reasons() -> Mapping[str, str]:
    """Plain word -> reason of an earlier matching."""
    return _keyed("reason")


@cache
def nothings() -> frozenset[str]:
    """Words that stand where nothing is known."""
    keys = ("word.nothing", "word.not_known", "word.missing", "word.not_given")
    told = {plain(texts(language).get(key)) for language in Language for key in keys}
    return frozenset({*told, "-", ""})


def _said(group: str, words: type[Word]) -> Mapping[str, Word]:
    by_key = _keyed(group)
    known = {plain(str(word)): word for word in words}
    return {**known, **{said: words(key) for said, key in by_key.items() if key in list(words)}}


def _keyed(group: str) -> Mapping[str, str]:
    keys = {
        key.removeprefix(f"{group}.")
        for language in Language
        for key in texts_in(language)
        if key.startswith(f"{group}.")
    }
    said = {plain(key): key for key in keys}
    for language in Language:
        said |= {plain(texts(language).word(group, key)): key for key in sorted(keys)}
    return said


def listed(words: Iterable[str], most: int = 12) -> str:
    """Some words for a message."""
    all_words = list(words)
    return ", ".join(all_words[:most]) + (" …" if len(all_words) > most else "")
