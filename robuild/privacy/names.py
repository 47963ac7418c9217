"""Names of persons in a text.

Only where the words around them say so: after a word for a person (`beboer Kari`), a title (`fru
Berg`), a preposition before a known given name (`hos Ola`), before what is theirs (`Olas seng`),
or as a known given name with a family name. A capital letter alone proves nothing in papers full
of makes, firms, streets and rooms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from robuild.privacy.kinds import PersonalKind, Span
from robuild.privacy.name_lists import GIVEN_NAMES, NOT_NAMES, SURNAMES, THING_NAMES, WORD_NAMES
from robuild.privacy.word_sets import any_of, word_set

PERSON_WORDS = word_set(
    "beboer beboeren bebuar bebuaren leietaker leietakeren leigetakar leigetakaren leieboer",
    "leieboeren leigebuar leigebuaren pasient pasienten klient klienten brukeren brukaren",
    "pårørende pårørande nabo naboen søker søkeren resident tenant occupant patient client",
    "neighbour neighbor",
)
"""Words for a person, after which a name may come."""
TITLES = word_set("herr hr fru frk frøken mr mrs ms miss dr")
NAME_WORDS = GIVEN_NAMES | frozenset(f"{name}s" for name in GIVEN_NAMES)
"""Given names, plain and as owners."""

_UP = "A-ZÀ-ÖØ-ÞČĆŠŽŁĐŚŻ"
_LOW = "a-zà-öø-ÿāăąćčđęěğłńňőřśšşťūůűźżž"
_CAP = rf"[{_UP}][{_LOW}]+(?:-[{_UP}][{_LOW}]+)?"
_WORD = rf"[{_UP}{_LOW}]{{2,}}(?:-[{_UP}][{_LOW}]+)?"
_NOT_A_PERSON = re.compile(
    r"-|[^\w\n]{1,2}(?:AS|ASA|ANS|DA|SA|BA|Ltd|Inc|GmbH|AB|ApS|Oy|&)(?![^\W_])"
    r"|(?:s|'s|’s|s’)? ?(?:gate|gata|gt|vei|veg|veien|vegen|vn|plass|torg|allé|alle|bakke|bakken|"
    r"minde|hus|street|road|avenue|square|house|møbler|bygg)\b",
)
_AFTER_PERSON = re.compile(
    rf"\b(?P<role>(?i:{any_of(PERSON_WORDS)}))"
    r"[\s:,(\"]{1,3}(?:heter |heiter |ved navn |med navn |named |called )?"
    rf"(?P<first>{_WORD})(?: (?P<second>{_WORD}))?"
)
_AFTER_TITLE = re.compile(
    rf"\b(?i:{any_of(TITLES)})\b\.? "
    rf"(?P<first>{_CAP})(?: (?P<second>{_CAP}))?"
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?i:hos|med|til|av|fra|frå|for|ved|and|og|with|from|by|to|at|kontakt|kontaktperson|navn"
    r"|namn|name|signert|sign|spør|spurte|ring|ringte|ask|asked|call|called|informed|informert"
    r"|varslet|varsla|møtte|ifølge|ifølgje|sier|seier|says|vaktmester|vaktmeister|montør|snekker"
    r"|snikkar|maler|målar|elektriker|elektrikar|rørlegger|røyrleggjar|renholder|reinhaldar"
    r"|driftsleder|driftsleiar|caretaker|handyman|plumber|electrician|carpenter|painter|cleaner)"
    r"\.?[ :]{1,2}"
    rf"(?P<first>{_CAP})(?: (?P<second>{_CAP}))?"
)
_BEFORE_VERB = re.compile(
    rf"\b(?P<first>{_CAP})(?: (?P<second>{_CAP}))? (?:in? [A-H]?\d+"
    r"|har|hadde|er|var|vil|ville"
    r"|ønsker|ønskjer|ønsket|ønskte|meldte|melder|melde|ringte|sa|sier|seier|ga|gav|kom|kjem|kommer"
    r"|valgte|valde|bor|bur|trenger|treng|fikk|fekk|skal|has|had|is|was|wants|wanted|asked|says"
    r"|said|called|reported|needs|lives|chose|came|got|fixed|fikset|fiksa|reparerte|skiftet"
    r"|skifta)\b"
)
"""Who does something that things do not do, or not with a given name."""
_OWNER = re.compile(
    rf"\b(?P<first>{_CAP}?)(?:s|'s|’s|') (?:leilighet|leilegheit|bolig|bustad|hybel|rom|soverom|bad"
    r"|kjøkken|stue|stove|seng|dør|lås|nøkkel|flat|apartment|room|bedroom|bathroom|kitchen|door"
    r"|bed|key|home)(?:en|a|et|men|met)?\b"
)
_FULL = re.compile(rf"\b(?=(?P<first>{_CAP}) (?:(?:{_CAP}|[{_UP}]\.) )?(?P<second>{_CAP})\b)")
"""Looks ahead, so that `Ring Kari Nordmann` is tried from each of its words."""


def names(text: str, words: frozenset[str] | set[str]) -> Iterator[Span]:
    """Names of persons; `words` are the small-lettered words of the text."""
    taken: list[Span] = []
    for span in _all(text, words):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
            yield span


def _all(text: str, words: frozenset[str] | set[str]) -> Iterator[Span]:
    if not PERSON_WORDS.isdisjoint(words):
        yield from (_span(it, text) for it in _AFTER_PERSON.finditer(text) if _names_a_person(it))
    if not TITLES.isdisjoint(words):
        for found in _AFTER_TITLE.finditer(text):
            if found["first"].casefold() not in NOT_NAMES:
                yield from _unless_place(found, text)
    # `per` and `tom` are in every log; as names they have a capital letter
    if any(word.capitalize() in text for word in NAME_WORDS.intersection(words)):
        yield from _known(text)


def _known(text: str) -> Iterator[Span]:
    """Known given names."""
    for found in _FULL.finditer(text):
        if _given(found["first"]) and _is_surname(found["second"]):
            yield from _unless_place(found, text)
    for found in (*_AFTER_PREPOSITION.finditer(text), *_BEFORE_VERB.finditer(text)):
        if _given(found["first"]) and found["first"].casefold() not in THING_NAMES:
            yield from _unless_place(found, text)
    for found in _OWNER.finditer(text):
        if _given(found["first"]) and found["first"].casefold() not in THING_NAMES:
            yield Span(PersonalKind.NAME, found.start(), found.end("first"), found["first"])


def _names_a_person(found: re.Match[str]) -> bool:
    """Whether what stands after a word for a person is a name.

    A known given name is, also in small or in capital letters; another word with a capital letter
    is where the word before it has none (`beboer Xiu`), or where two such words follow each other.
    Rooms in models are written `Resident Room` and `Beboer Bad`.
    """
    first, second = found["first"], found["second"] or ""
    given, small = _given(first), first.casefold()
    if given and (first[0].isupper() or small not in WORD_NAMES) and small not in NOT_NAMES:
        return True
    if not _capital(first) or small in NOT_NAMES:
        return False
    if found["role"].islower():
        return _NOT_A_PERSON.match(found.string, found.end()) is None
    return _capital(second) and _is_surname(second)


def _given(word: str) -> bool:
    return word.partition("-")[0].casefold() in GIVEN_NAMES


def _is_surname(word: str) -> bool:
    small = word.casefold()
    return small in SURNAMES or (len(small) > 4 and small.endswith(("sen", "sson", "datter")))


def _capital(word: str) -> bool:
    return word[:1].isupper() and word[1:2].islower()


def _unless_place(found: re.Match[str], text: str) -> Iterator[Span]:
    if _NOT_A_PERSON.match(text, found.end("first")) is None:
        span = _span(found, text)
        if _NOT_A_PERSON.match(text, span.end) is None:
            yield span


def _span(found: re.Match[str], text: str) -> Span:
    """From the first word to the last that is a name."""
    second = found["second"] or ""
    last = "second" if _capital(second) and second.casefold() not in NOT_NAMES else "first"
    start, end = found.start("first"), found.end(last)
    return Span(PersonalKind.NAME, start, end, text[start:end])
