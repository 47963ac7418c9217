"""E-mail addresses of persons; those of a role or an office are fine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from robuild.privacy.kinds import PersonalKind, Span, masked_address
from robuild.privacy.word_sets import word_set

_ADDRESS = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)")
_PARTS = re.compile(r"[^\W\d_]+")
_ROLES = word_set(
    "post postmottak epost mail mottak firmapost info informasjon information kontakt contact",
    "drift driftsavdeling driftssentral forvaltning fdv vedlikehold vedlikehald maintenance",
    "service servicetorg kundeservice kunde customer support hjelp help helpdesk",
    "vaktmester vaktmeister vaktmestere vaktmestertjenesten caretaker janitor vakt vakttelefon",
    "beredskap alarm brann brannvern fire hms hse sha miljø eiendom eigedom bygg bolig boligkontor",
    "boligforvaltning bustad bustadkontor housing property estates utleie bestilling ordre order",
    "orders booking innkjøp purchasing salg sal sales butikk shop faktura fakturamottak invoice",
    "invoices regnskap rekneskap accounts accounting økonomi okonomi lønn admin administrasjon",
    "warranty claim claims parts care customercare salesrep garanti",
    "administration office kontor sekretariat resepsjon reception sentralbord switchboard teknisk",
    "technical it ikt elektro rør ror vvs ventilasjon lås las snekker maler reklamasjon klage web",
    "webmaster noreply no reply hello hei personvern personvernombud privacy dpo arkiv archive",
    "prosjekt project tender anbud byggesak kommune avdeling avd team enhet eining region bydel",
    "distrikt nord sør sor øst ost aust vest sentrum north south east west og and",
)
"""What the words of a role's address are."""


def emails(text: str) -> Iterator[Span]:
    """Addresses that are not of a role."""
    for found in _ADDRESS.finditer(text):
        if not is_of_role(found.group(1), found.group(2)):
            shown = masked_address(found.group().rstrip("."))
            yield Span(PersonalKind.EMAIL, found.start(), found.end(), shown)


def is_of_role(local: str, domain: str) -> bool:
    """Whether an address belongs to a role or an office, not to a person.

    Every word before the @ is a role, an office or a quarter of the town, or stands in the domain
    too, and one at least is a role: `drift@`, `sandnes.drift@sandnes.kommune.no`.

    >>> is_of_role("vaktmester2", "kommune.no"), is_of_role("kari.drift", "kommune.no")
    (True, False)
    """
    words = set(_PARTS.findall(local.casefold()))
    return bool(words & _ROLES) and words <= _ROLES.union(_PARTS.findall(domain.casefold()))
