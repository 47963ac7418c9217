"""Rooms are known by what drawings call them, in eight languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from robuild.matching.rooms import ROOM_KINDS, room_kind
from robuild.terms.vocabulary import LocationClass

TABLES = tomllib.loads((Path(__file__).parent / "room_names.toml").read_text(encoding="utf-8"))


def kind_of(name: str) -> str:
    found = room_kind(name)
    return found[0].room_type if found else "unknown"


@pytest.mark.parametrize("table", TABLES)
def test_names_of_rooms(table: str) -> None:
    names = [(name, kind) for kind, names in TABLES[table].items() for name in names]
    wrong = {name: (kind_of(name), kind) for name, kind in names if kind_of(name) != kind}
    assert len(names) > 150
    assert len(wrong) <= 0.03 * len(names), wrong


def test_every_kind_has_names_to_try() -> None:
    tried = {kind for table in TABLES.values() for kind in table}
    assert {kind.room_type for kind in ROOM_KINDS} <= tried


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("Soverom 2", LocationClass.DWELLING),
        ("Stue/kjøkken", LocationClass.DWELLING),
        ("Felleskjøkken", LocationClass.COMMON),
        ("Personalrom", LocationClass.STAFF),
        ("Terrasse", LocationClass.EXTERIOR),
        ("Bad", LocationClass.UNKNOWN),
    ],
)
def test_what_the_name_alone_says_of_the_place(name: str, location: LocationClass) -> None:
    found = room_kind(name)
    assert found is not None
    assert found[0].location is location


def test_words_are_whole_words() -> None:
    assert kind_of("Badminton") == "unknown"
    assert kind_of("Wcdonald") == "unknown"
