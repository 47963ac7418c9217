"""What a finding in free text is: its kind, where it stands, what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_DIGIT = re.compile(r"\d")
_BLOT = "•"
_LAST_SHOWN = 2


class PersonalKind(StrEnum):
    """Kinds of what may be about a person."""

    PERSONAL_NUMBER = "personal_number"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    HEALTH = "health"
    ABOUT_PERSON = "about_person"


ADVICE: Mapping[PersonalKind, str] = {
    PersonalKind.PERSONAL_NUMBER: "Take the number out; robuild never needs to know who it is.",
    PersonalKind.BIRTH_DATE: "Take the date out; the dwelling code is enough.",
    PersonalKind.PHONE: "Take the number out, or write a switchboard in a role's own register.",
    PersonalKind.EMAIL: "Write a role address such as drift@kommune.no, or take it out.",
    PersonalKind.NAME: "Write the dwelling code or the role, such as A102 or caretaker.",
    PersonalKind.HEALTH: "Take the word out; write what is worn or broken, and where.",
    PersonalKind.ABOUT_PERSON: "Write what happened to the thing, not who: door leaf has a hole.",
}
"""What to do, by kind; a person decides, robuild changes no text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text that may be about a person."""

    column: str
    row: int
    """Row as the user sees it: 1 is the header."""
    kind: PersonalKind
    shown: str
    """What was found; of numbers only the last two digits, of an address its first letter."""

    @property
    def what_to_do(self) -> str:
        """Advice in plain English."""
        return ADVICE[self.kind]


@dataclass(frozen=True, slots=True)
class Span:
    """A find within one text, before it is placed in a table."""

    kind: PersonalKind
    start: int
    end: int
    shown: str


def masked(text: str, shown: int = _LAST_SHOWN) -> str:
    """A number with all but its last digits blotted out.

    >>> masked("+47 912 34 567"), masked("12.03.1970", 0)
    ('+•• ••• •• •67', '••.••.••••')
    """
    left = len(_DIGIT.findall(text)) - shown

    def blot(found: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        return _BLOT if left >= 0 else found.group()

    return _DIGIT.sub(blot, text)


def masked_address(address: str) -> str:
    """An e-mail address with only its first letter and its domain.

    >>> masked_address("kari.nordmann@example.no")
    'k•••@example.no'
    """
    local, _, domain = address.partition("@")
    return f"{local[:1]}{_BLOT * 3}@{domain}"
