"""Headings under which personal data could stand are refused; those about things are not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from robuild.language import texts, told
from robuild.privacy import refusal_issues, refused_columns
from robuild.terms import tables
from robuild.terms.vocabulary import Language

CATALOG = Path(__file__).resolve().parents[2] / "catalogs" / "norwegian-housing"


@pytest.mark.parametrize(
    "heading",
    [
        *("Navn", "NAMN", "name", "Fullt navn", "Full name", "Etternavn", "First name", "lastName"),
        *("Telefon", "tlf", "Tlf.nr", "Mobil", "mobilnr.", "Phone number", "phoneNumber"),
        *("E-post", "epost", "e post", "E-mail", "Mail", "Email address", "epostadresse"),
        *("Fødselsdato", "FODSELSDATO", "fødselsnummer", "fnr", "Personnummer", "Date of birth"),
        *("Diagnose", "Leietaker", "Leietakers navn", "Tenant", "tenant_name", "Resident"),
        *("Beboer", "beboer_navn", "Namn på bebuar", "Bebuar", "Leigetakar", "Pårørende"),
        *("Kontaktperson", "Medisin", "Health", "Statsborgerskap", "Kjønn", "Mobil 2"),
    ],
)
def test_refused(heading: str) -> None:
    assert [each.heading for each in refused_columns([heading])] == [heading]


@pytest.mark.parametrize(
    "heading",
    [
        *("component_name", "room_name", "Romnavn", "Navn på komponent", "Name of component"),
        *("Typenavn", "type_name", "Produktnavn", "Navnløs", "Komponent", "Bygningsnavn"),
        *("Mobilkran", "Telefonskap", "Mailbox", "Postkasse", "Personheis", "Rustfri", "Status"),
        *("Alder", "Byggeår", "Antall beboere", "Residents' choices", "Beboermøte", "Boligtype"),
        *("Helsesjekk av tak", "Kontakt", "Stikkontakt", "Utført av", "Rolle", "# Navn", ""),
    ],
)
def test_not_refused(heading: str) -> None:
    assert refused_columns([heading]) == []


def test_what_is_allowed_is_allowed_as_written_only() -> None:
    names = ["Navn", "NAVN", "Navn beboer", "tlf"]
    refused = refused_columns(names, allowed=["navn"])
    assert [each.heading for each in refused] == ["Navn beboer", "tlf"]


def test_order_and_repeats_are_kept() -> None:
    assert [each.word for each in refused_columns(["tlf", "Bad", "tlf", "E-post"])] == [
        *("tlf", "tlf"),
        "epost",
    ]


def test_a_refusal_says_what_where_and_what_to_do() -> None:
    (issue,) = refusal_issues(refused_columns(["Beboer"]), file="r.xlsx", sheet="Register")
    assert str(issue) == (
        "r.xlsx, sheet Register, row 1, column Beboer: the heading 'Beboer' asks for what is about "
        "a person (beboer); robuild reads columns about things. Delete the column Beboer; a "
        "dwelling code is enough. If it is about things, give it a heading that says so, such as "
        "component_name; begin it with # to have it passed over."
    )
    for language in (Language.NB, Language.NN):
        message, hint = told(texts(language), issue)
        assert "overskrift" in message.casefold()
        assert "#" in hint


@pytest.mark.parametrize("schema", [tables.COMPONENTS, tables.SPACES, tables.REJECTS])
def test_no_table_of_components_or_rooms_has_one(schema: object) -> None:
    allowed = ["name"]  # of a component or a room
    assert refused_columns(schema.columns, allowed=allowed) == []  # type: ignore[attr-defined]


def test_no_table_of_the_catalog_has_one() -> None:
    for file in sorted(CATALOG.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines))
        # says whose the upkeep of a component is by law, not who lives there
        assert refused_columns(header, allowed=["tenant_maintains"]) == [], file.name
