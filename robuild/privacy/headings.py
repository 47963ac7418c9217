"""Headings of columns that could hold personal data: such a column is refused, not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from robuild.privacy.word_sets import word_set

_CAMEL = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_NOT_WORD = re.compile(r"[\W_\d]+")
_MAIL = re.compile(r"\be (post|mail)")
_LIGATURES = str.maketrans({"ø": "o", "æ": "ae"})

_ANYWHERE = word_set(
    "etternavn fornavn mellomnavn etternamn fornamn mellomnamn surname lastname forename",
    "firstname fullname beboernavn beboernamn bebuarnamn leietakernavn leigetakarnamn tenantname",
    "residentname",
    "personnavn personnamn brukernavn brukarnamn username",
    "telefon telefonen telefonnummer telefonnr tlf tlfnr mobilnummer mobilnr mobiltelefon phone",
    "telephone cellphone phonenumber mobilephone",
    "epost epostadresse epostadr email emailaddress",
    "fodselsdato fodselsnummer fodselsnr fodselsar fodt fodd fnr personnummer personnr dnummer",
    "birthdate birthday birth dob ssn",
    "beboer beboeren beboers beboerens bebuar bebuaren bebuars leietaker leietakeren leietakers",
    "leietakerens leigetakar leigetakaren leieboer leieboeren leigebuar leigebuaren tenant",
    "resident occupant occupier pasient pasienten pasientens patient klient klienten client person",
    "kontaktperson kontaktpersonen parorende parorande verge kin guardian nabo",
    "diagnose diagnosen diagnoser diagnosar diagnosis diagnoses medisin medisiner medisinar",
    "medication medicine sykdom sjukdom illness helse helsetilstand health rus rusmiddel rusmidler",
    "rusmidlar psykiatri psykisk psychiatric atferd adferd behaviour behavior addiction",
    "statsborgerskap statsborgarskap nasjonalitet nationality religion etnisitet ethnicity kjonn",
    "gender kontonummer kontonr bankkonto iban passnummer passnr passport inntekt income",
)
"""Words that make a heading one of personal data wherever they stand; accents taken off."""
_ALONE = word_set("navn namn name mobil mobile mail cell signatur signature sign initialer")
"""Words that do so only when the heading says nothing else."""
_FILLING = word_set(
    "nr nummer number no full fullt hele heile the eventuelt privat private prive og and min my",
    "adresse address dato date id",
)
_OF_NAMES = word_set("first last middle full given family")
_NAMES = word_set("navn namn name names")


@dataclass(frozen=True, slots=True)
class RefusedColumn:
    """A heading that is refused, and the word it is refused for."""

    heading: str
    word: str
    what_to_do: str


def refused_columns(names: Iterable[str], *, allowed: Iterable[str] = ()) -> list[RefusedColumn]:
    """Headings under which personal data could stand, in Bokmål, Nynorsk or English.

    Case, accents, punctuation and camelCase make no difference; words count whole. `Navn` alone is
    refused, `Navn på komponent` and `room_name` are not. What begins with # is read by nobody.

    Args:
        names: headings as they stand in the file.
        allowed: headings that are known to be about things in this table, such as `Navn` in a
            register of components. Compared as written, without case.

    >>> [each.word for each in refused_columns(["Tlf.", "room_name", "E-post", "Navn"])]
    ['tlf', 'epost', 'navn']
    """
    known = {_plain(name) for name in allowed}
    refused = []
    for heading in names:
        plain = _plain(heading)
        passed_over = heading.lstrip().startswith("#") or plain in known
        word = None if passed_over else _personal_word(plain.split())
        if word is not None:
            refused.append(RefusedColumn(heading, word, _advice(heading)))
    return refused


def _personal_word(words: list[str]) -> str | None:
    for word in words:
        if word in _ANYWHERE:
            return word
    if any(a in _OF_NAMES and b in _NAMES for a, b in pairwise(words)):
        return " ".join(words)
    rest = [word for word in words if word not in _FILLING]
    return rest[0] if len(rest) == 1 and rest[0] in _ALONE else None


def _plain(heading: str) -> str:
    """Small words without accents and punctuation, single spaces between."""
    text = _CAMEL.sub(" ", unicodedata.normalize("NFC", heading)).casefold().translate(_LIGATURES)
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _MAIL.sub(r"e\1", _NOT_WORD.sub(" ", bare).strip())


def _advice(heading: str) -> str:
    return (
        f"Delete the column {heading}; a dwelling code is enough. If it is about things, give it a "
        "heading that says so, such as component_name; begin it with # to have it passed over."
    )
