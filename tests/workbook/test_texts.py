"""Texts: every key in every language it must be in, places for values alike, numbers as written."""

from __future__ import annotations

import csv
import re
import string
from pathlib import Path

import pytest

import robuild
from robuild import shipped
from robuild.language import decimal, kr, method_told, source_told, texts, texts_in, told
from robuild.terms.issues import Issue, Severity
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

NB, EN, NN = (texts_in(language) for language in (Language.NB, Language.EN, Language.NN))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_bokmal_and_english_have_the_same_keys() -> None:
    # the rooms tell findings in English themselves
    assert {key for key in NB if not key.startswith("finding.")} == set(EN)


def test_nynorsk_has_every_text_of_its_own() -> None:
    # a text that falls back is bokmål in the middle of a nynorsk sheet
    assert set(NN) == set(NB)


BOKMAL = (
    "ikke", "hva", "hvor", "hvem", "hvilken", "hvert", "noen", "noe", "fra", "mengde", "antall",
    "oppgave", "oppgaver", "bolig", "boliger", "timer", "dager", "sted", "steder", "enhet", "igjen",
    "kjent igjen", "forutsetninger", "beboere", "kjøring", "vedlikehold", "mangler",
    "kan endres", "skader", "nåverdi", "herav", "utenfor", "uten", "etter hvert", "ble",
)  # fmt: skip


def test_nynorsk_has_no_words_of_bokmal() -> None:
    # headings that are read list both ways of writing on purpose
    read = ("logbook.column.", "form.components.", "form.rooms.")
    found = [
        (key, word)
        for key, text in NN.items()
        if not key.startswith(read)
        for word in BOKMAL
        if re.search(rf"\b{word}\b", text, flags=re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize("other", [EN, NN], ids=["en", "nn"])
def test_the_same_values_go_into_a_text_in_every_language(other) -> None:
    assert [key for key in other if fields(other[key]) != fields(NB[key])] == []


def test_every_setting_has_a_label() -> None:
    assert [key for key in Settings.model_fields if f"setting.{key}.label" not in NB] == []


@pytest.mark.parametrize("language", Language)
def test_sheet_titles_fit_excel(language) -> None:
    titles = [
        texts(language).get(key)
        for key in NB
        if key.startswith("sheet.") and key.endswith(".title")
    ]
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in titles)
    assert len({title.casefold() for title in titles}) == len(titles)


def test_nynorsk_falls_back_to_bokmal(monkeypatch) -> None:
    chain = texts(Language.NN)._chain
    monkeypatch.setattr(texts(Language.NN), "_chain", ({}, *chain[1:]))
    assert texts(Language.NN).get("sheet.plan.title") == NB["sheet.plan.title"]


def test_an_unknown_key_is_an_error_and_an_unknown_word_is_shown() -> None:
    with pytest.raises(KeyError, match="no_such_key"):
        texts(Language.NB).get("no_such_key")
    assert texts(Language.NB).word("reason", "new_kind_of_reason") == "new kind of reason"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "0 kr"),
        (999.5, "1 000 kr"),
        (1234567, "1 234 567 kr"),
        (-1500, "−1 500 kr"),
        (-0.2, "0 kr"),
    ],
)
def test_kroner(amount, shown) -> None:
    assert kr(amount) == shown.replace(" ", "\u00a0")


def test_decimal_comma() -> None:
    assert decimal(1234.567, 2) == "1\u00a0234,57"


@pytest.mark.parametrize("language", [Language.NB, Language.NN])
def test_findings_are_told_in_the_readers_language(language) -> None:
    issue = Issue(Severity.INFO, "proxies", "4 components have no class.", hint="Map.", count=4)
    message, hint = told(texts(language), issue)
    assert message.startswith("4 komponent")
    assert "IFC-klass" in hint
    assert told(texts(Language.EN), issue) == (issue.message, issue.hint)
    odd = Issue(Severity.INFO, "never_heard_of", "Something {odd}.", hint="Look.")
    assert told(texts(language), odd) == (odd.message, odd.hint)


def test_findings_are_written_in_both_norwegians_and_name_real_codes() -> None:
    codes = [
        {key.split(".")[1] for key in texts_in(language) if key.startswith("finding.")}
        for language in (Language.NB, Language.NN)
    ]
    assert codes[0] == codes[1]
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(robuild.__file__).parent.rglob("*.py")
    )
    built = {"area_unit_missing", "volume_unit_missing"}
    assert {code for code in codes[0] - built if f'"{code}"' not in source} == set()


def shipped_sources() -> list[dict[str, str]]:
    path = shipped.shipped("catalogs") / "norwegian-housing" / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("language", [Language.NB, Language.NN])
def test_every_source_of_robuild_itself_is_told_in_norwegian(language) -> None:
    own = [row for row in shipped_sources() if row["title"].startswith("robuild's own")]
    assert len(own) >= 15
    for row in own:
        title, where = source_told(texts(language), row["source_id"], row["title"], row["where"])
        assert title != row["title"]
        assert (where != row["where"]) == bool(
            row["where"] and not row["where"].startswith("interval")
        ) or where.startswith("intervall"), row["source_id"]


def test_a_source_of_others_stands_as_they_gave_it() -> None:
    told_as = source_told(texts(Language.NB), "robuild-price-2026", "Our frame agreement", "2027")
    assert told_as == ("Our frame agreement", "2027")


@pytest.mark.parametrize(
    ("method", "shown"),
    [
        (("0.05 × floor area 10.56 m² of the room (quantity set: Qto_SpaceBaseQuantities."
         "NetFloorArea); at least 1; whole pieces"),
         ("0.05 × gulvareal 10.56 m² i rommet (mengdesett: Qto_SpaceBaseQuantities."
         "NetFloorArea); minst 1; hele stykker")),
        ("sum of the parts: top of the shape, slopes in full, openings subtracted",
         ("summen av delene: oversiden av formen, skråflater i full størrelse, "
         "åpninger trukket fra")),
        ("Pset_Own.floor area of mine", "Pset_Own.floor area of mine"),
    ],
)  # fmt: skip
def test_how_an_amount_is_known_is_told_in_norwegian(method, shown) -> None:
    assert method_told(texts(Language.NB), method) == shown
    assert method_told(texts(Language.EN), method) == method


def test_what_may_have_been_meant_is_said_in_norwegian_too() -> None:
    issue = Issue(
        Severity.ERROR, "unknown_component", "'x' is nothing.", hint="Did you mean 'seng'?",
        value="x",
    )  # fmt: skip
    assert told(texts(Language.NB), issue)[1].startswith("Mente du 'seng'? Skriv et navn")
