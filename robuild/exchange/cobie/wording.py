"""Texts of strangers as COBie takes them: short, without dwelling codes, names that are unique."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from robuild.exchange.cobie.headers import LONGEST, NA
from robuild.privacy import PersonalKind, find_personal_data
from robuild.tabular import safe_text

_ROOM_FOR_NUMBER = 10
_EDGES = " -_/.:;,·|"
_SHORT_CODE = 3
_PERSONS = re.compile(r"[^@\s]+@([^@\s]+\.[^@\s]+)")
_ROLES = frozenset(
    {"sales", "service", "info", "parts", "post", "support", "customercare", "customerservice",
     "drift", "contact", "mail", "office", "kontakt", "kundeservice", "firmapost", "salg",
     "ordre", "order", "orders", "technical", "help", "teknisk",
     "salesrep", "warranty", "claim", "claims", "garanti", "reklamasjon"}
)  # fmt: skip

_IDENTIFYING = frozenset(
    {PersonalKind.NAME, PersonalKind.EMAIL, PersonalKind.PHONE, PersonalKind.PERSONAL_NUMBER,
     PersonalKind.BIRTH_DATE}
)  # fmt: skip


def shown(value: object) -> str:
    """One line of text; empty where there is none, or only `n/a`."""
    if not isinstance(value, str):
        return ""
    text = " ".join(safe_text(value).split())
    return "" if text.casefold() == NA else text


class Cleaner:
    """Takes dwelling codes out of texts and keeps them short; counts what it changed."""

    def __init__(self, codes: Iterable[str]) -> None:
        # `A` or `1` is a word of many texts; such a code is taken out only of its own rooms
        known = {code for code in codes if len(code) > _SHORT_CODE}
        self._everywhere = _pattern(known)
        self._cut: set[str] = set()

    @property
    def shortened(self) -> int:
        """How many texts were cut."""
        return len(self._cut)

    def __call__(self, value: object, code: object = None) -> str:
        """The text without codes, at most 255 letters."""
        return self.short(self.without_codes(shown(value), code))

    def place(self, value: object, code: object = None) -> str:
        """As a call, of a room's name: also without who lives there."""
        return self.short(self.without_persons(self.without_codes(shown(value), code)))

    def without_persons(self, text: str) -> str:
        """The text without names of people; nothing of it where it holds a number of theirs.

        >>> Cleaner([]).without_persons("Soverom Kari Nordmann")
        'Soverom'
        """
        kinds = find_personal_data([text], column="name")
        found = [each for each in kinds if each.kind in _IDENTIFYING]
        if any(each.kind is not PersonalKind.NAME or each.shown not in text for each in found):
            return ""
        for each in found:
            text = " ".join(text.replace(each.shown, " ").split()).strip(_EDGES)
        return text

    def without_codes(self, text: str, code: object = None) -> str:
        """The text without the codes of dwellings, and without what they leave hanging."""
        own = _pattern([code], glued=True) if isinstance(code, str) and code else None
        for pattern in (self._everywhere, own):
            if pattern and pattern.search(text):
                text = " ".join(pattern.sub(" ", text).split()).strip(_EDGES)
        return text

    def short(self, text: str) -> str:
        """At most 255 letters, with a mark where it was cut."""
        if len(text) <= LONGEST:
            return text
        self._cut.add(text)
        return text[: LONGEST - 1].rstrip() + "…"


def _pattern(codes: Iterable[str], *, glued: bool = False) -> re.Pattern[str] | None:
    """Codes as words; `glued` also right before a number, as in room A101 of dwelling A."""
    words = "|".join(re.escape(code) for code in sorted(codes, key=lambda c: (-len(c), c)))
    end = r"(?:(?![^\W_])|(?<=[^\W\d_])(?=\d))" if glued else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_])(?:{words}){end}", re.IGNORECASE) if words else None


def without_commas(text: str) -> str:
    """A name that can stand in a list parted by commas.

    >>> without_commas("Door 0,9 m, left")
    'Door 0.9 m; left'
    """
    return re.sub(r"(?<=\d),(?=\d)", ".", text).replace(",", ";")


def unique_names(names: Sequence[str], longest: int = LONGEST) -> list[str]:
    """The names, numbered where two are equal but for capitals, in the order given.

    >>> unique_names(["Door", "Lamp", "door"])
    ['Door - 01', 'Lamp', 'door - 02']
    """
    names = [without_commas(name)[:longest].strip() for name in names]
    counts = Counter(name.casefold() for name in names)
    taken = {key for key, count in counts.items() if count == 1}
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        key = name.casefold()
        while counts[key] > 1:
            seen[key] += 1
            width = max(2, len(str(counts[key])))
            numbered = f"{name[: longest - _ROOM_FOR_NUMBER].rstrip()} - {seen[key]:0{width}d}"
            if numbered.casefold() not in taken:
                taken.add(numbered.casefold())
                name = numbered
                break
        found.append(name)
    return found


def address_of(firm: str) -> str:
    """Address of a firm: its own when it is a role's, else one that can never be a person's.

    COBie knows firms by e-mail only. `.invalid` is reserved for what is no address (RFC 2606).

    >>> address_of("sales@maker.com"), address_of("ola.nordmann@maker.com"), address_of("Dør & Co")
    ('sales@maker.com', 'maker-com@firm.invalid', 'dør-co@firm.invalid')
    """
    match = _PERSONS.fullmatch(firm)
    if match and firm.split("@")[0].casefold() in _ROLES:
        return firm.casefold()
    name = match.group(1) if match else firm
    return "-".join(re.findall(r"\w+", name.casefold()))[:60] + "@firm.invalid"


def company_of(firm: str) -> str:
    """Name of a firm; of an e-mail, what stands after the @."""
    return firm.split("@")[-1]
