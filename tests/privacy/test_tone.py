"""No text of robuild's own describes, judges or blames a person."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from robuild.language import texts_in
from robuild.privacy import HiddenReason, PersonalKind, find_personal_data, words_about_people
from robuild.terms.vocabulary import Language

CATALOG = Path(__file__).resolve().parents[2] / "catalogs" / "norwegian-housing"
TEXT_COLUMNS = ("name", "instruction", "note", "title", "where", "reason")

# says that health decides nothing: the word is there to be ruled out
SAID_ON_PURPOSE = {"condition.2"}


def language_texts() -> Iterator[tuple[str, str]]:
    for language in Language:
        for key, text in texts_in(language).items():
            yield f"{language}:{key}", text


def catalog_texts() -> Iterator[tuple[str, str]]:
    for file in sorted(CATALOG.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                for column, text in row.items():
                    if text and column.startswith(TEXT_COLUMNS):
                        yield f"{file.name}:{number}:{column}", text


def purpose(place: str) -> bool:
    key = place.partition(":")[2]
    # the language file of this room names what it looks for
    own = ("personal_kind.", "privacy.", "finding.personal_", "hidden_reason.")
    return key in SAID_ON_PURPOSE or key.startswith(own)


def test_no_text_of_the_product_is_about_people() -> None:
    texts = [*language_texts(), *catalog_texts()]
    assert len(texts) > 3_000
    hits = {place: found for place, text in texts if (found := words_about_people(text))}
    assert {place: found for place, found in hits.items() if not purpose(place)} == {}


def test_what_is_said_on_purpose_is_still_said() -> None:
    said = {place.partition(":")[2] for place, text in language_texts() if words_about_people(text)}
    assert said >= SAID_ON_PURPOSE


def test_no_text_of_the_product_holds_personal_data() -> None:
    texts = [(p, t) for p, t in (*language_texts(), *catalog_texts()) if not purpose(p)]
    found = find_personal_data([text for _, text in texts], column="text", first_row=0)
    assert [(texts[each.row][0], each.shown) for each in found] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karmen er skadet.", ()),
        ("Skadet av beboer.", ("Skadet av beboer",)),
        ("Ruta er knust av leigetakaren", ("knust av leigetakaren",)),
        ("Tåler uforsiktig bruk", ("uforsiktig",)),
        ("For rusmisbrukere og andre svake", ("rusmisbrukere", "svake")),
        ("Toler hard bruk; vandalsikker", ()),
        ("Lat cella stå tom", ()),
        ("Later than the first step", ()),
        ("Svake punkter i fugen, svakstrøm", ()),
        ("Made for careless users", ("careless",)),
        ("Violent tenants", ("Violent",)),
        ("Withstands vandalism", ()),
        ("Blame the tenant", ("Blame",)),
        ("Residents choose the colour", ()),
        ("Beboerne velger blant godkjente varianter", ()),
        ("Medisinskap med lås, rustfritt", ()),
        ("Brukarfeil", ("Brukarfeil",)),
    ],
)
def test_words_about_people(text: str, words: tuple[str, ...]) -> None:
    assert words_about_people(text) == words


def own_keys(language: Language) -> set[str]:
    """Keys of `privacy.<language>.toml` but findings, which rooms tell in English themselves."""
    file = resources.files("robuild.language") / f"privacy.{language}.toml"
    groups: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{group}.{key}" for group, t in groups.items() if group != "finding" for key in t}


def test_every_kind_and_reason_has_a_word_in_each_language() -> None:
    keys = [own_keys(language) for language in Language]
    assert keys[0] == keys[1] == keys[2]
    assert {f"personal_kind.{kind}" for kind in PersonalKind} <= keys[0]
    assert {f"hidden_reason.{reason}" for reason in HiddenReason} <= keys[0]
