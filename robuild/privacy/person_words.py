"""Words that describe, judge or blame a person: in logs, and never in robuild's own texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from robuild.privacy.health_words import WHOLE_WORD, health
from robuild.privacy.kinds import PersonalKind, Span
from robuild.privacy.word_sets import any_of, word_set

_DAMAGED = word_set(
    "ødelagt ødelagte øydelagt øydelagd øydelagde knust skadet skada skadd sparket sparka slått",
    "slege slegen revet rive riven brent brend brukket brote broten tilgriset tilgrisa misbrukt",
    "påført forårsaket forårsaka valda forsøplet forsøpla tilsølt herjet herja tagget tagga ripet",
    "ripa damaged broken smashed kicked punched destroyed ruined abused misused caused torn burnt",
    "burned vandalised vandalized trashed soiled",
)
"""What was done to a thing: no blame before `av beboer` stands behind it."""
_DID = word_set(
    "ødela ødelegger ødelagt øydela øydelegg øydelagt knuste knuser knust sparket sparka sparker",
    "sparkar slo slår slått slege rev revet brente brent brakk tagget tagga ripet ripa griset",
    "grisa griser grisar roper ropar skriker skrik truet truer truga trugar nekter nektet nektar",
    "nekta bråker bråket bråkar bråka drikker drikk drakk røyker røykjer røykte røykt stjal stal",
    "stjeler stel lyver lyg misbruker misbrukar herjet herja broke smashed kicked punched damaged",
    "destroyed ruined refuses refused shouts shouted threatened threatens smokes smoked drinks",
    "stole vandalised vandalized trashed abused misused misuses breaks breaking kicks kicking",
    "damages damaging destroys smashes smashing",
)
"""What a person is said to have done."""
_KINDS_OF = word_set(
    "vanskelig vanskelige vanskeleg vanskelege problematisk problematiske bråkete rotete skitten",
    "skitne ustelt ustabil ustabile uansvarlig uansvarlige uansvarleg uansvarlege farlig farlige",
    "farleg farlege slurvete uforsiktig uforsiktige uvøren uvørne utilregnelig utilregnelige",
    "utilrekneleg utilreknelege upålitelig upålitelige upåliteleg upålitelege uhygienisk",
    "uhygieniske plagsom plagsomme umulig umulige umogleg umoglege gal sint sinte difficult",
    "problem troublesome unruly careless reckless dirty filthy lazy irresponsible dangerous",
    "unstable unreliable noisy angry crazy hostile",
)
"""What a person is said to be."""
_AFTER_BY = word_set(
    "bruker brukar brukere brukarar user users ungdom ungdommer ungdommar youth youths",
)
"""Count as persons only behind `av` and `by`: `bruker` is a verb as well, `user` a role."""
PERSON_NOUNS = word_set(
    "vandal vandaler vandalar vandalen vandalene vandalane vandals hærverk hærverket hærverksmann",
    "herverk herverket vandalisme vandalismen vandalism vandalised vandalized vandalisert junkie",
    "junkies narkis narkiser bråkmaker bråkmakere bråkmakar bråkmakarar troublemaker troublemakers",
    "tyv tyven tyver tjuv tjuven tjuvar thief thieves gjerningsmann gjerningsmannen",
    "gjerningsperson gjerningspersonen culprit culprits offender offenders perpetrator",
    "perpetrators idiot idioten idioter idiots sinnssyk galning galningen bølle bøller synder",
    "synderen syndebukk",
)
"""Words that judge a person, alone; in capital letters or small."""
_ONES = word_set(
    "beboer beboeren beboerne beboere bebuar bebuaren bebuarane bebuarar leietaker leietakeren",
    "leietakerne leietakere leigetakar leigetakaren leigetakarane leigetakarar leieboer",
    "leieboeren leieboerne leieboere leigebuar leigebuaren leigebuarane leigebuarar brukeren",
    "brukerne brukaren brukarane pasient pasienten pasienter pasientar pasientene pasientane",
    "klient klienten klienter tenant tenants resident residents occupant occupants occupier",
    "occupiers patient patients client clients visitor visitors besøkende",
)
PERSONS = _ONES | _AFTER_BY
"""Words for persons, without which no sentence is looked at."""
JUDGING = _DAMAGED | _DID | _KINDS_OF
"""Words without which no sentence about a person judges."""

_ONE, _BY = any_of(_ONES), any_of(PERSONS)
_UNTIL_BY = r"(?:(?!\b(?:av|by)\b)[^.;!?\n])"
_ARTICLE = (
    "(?:the |a |an |en |ein |ei )?"
    "(?:tidligere |tidlegare |forrige |førre |annen |anna |previous |former |another |same )?"
)
_HAS = "(?:har |hadde |has |had |skal ha )?(?:selv |sjølv |igjen |again |keeps )?"
_IS = (
    "(?:er|var|is|was|are|were|virker|verkar|seems|blir|blei|ble) "
    "(?:svært |veldig |så |very |so |often |ofte )?"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{any_of(_DAMAGED)}\b{_UNTIL_BY}{{0,25}}?\b(?:av|by) {_ARTICLE}{_BY}\b",
        rf"\b{_ONE} {_HAS}{any_of(_DID)}\b",
        rf"\b{any_of(_KINDS_OF)} {_ONE}\b",
        rf"\b{_ONE} {_IS}{any_of(_KINDS_OF)}\b",
    )
)
_PROOF = re.compile(
    # what a product withstands is a property of the product
    r"\b(?:anti[- ]?)?(?:vandal|vandalism|vandalisme|hærverks?|herverks?|tyveri|thief|idiot)[- ]?"
    r"(?:proof|resist|safe|sikr|sikker|sikring|bestandig|klass|class|beskytt|vern|hemm|protect)\w*"
    r"|\banti[- ]?vandal\w*"
    r"|\b(?:mot|against|tåler|toler|withstands?|motstand mot|resistant to) (?:\w+ og |\w+ and )?"
    r"(?:hærverk|herverk|vandalisme|vandalism|tyver|tjuvar|thieves)\b"
    r"|\b(?:hærverks?|vandalism|vandalisme)[- ]?(?:forsikring|insurance)\w*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")

_TONE_STEMS: Mapping[str, str] = {
    "nb": (
        "skyldig klandre bebreid misbruker rusmisbruker narkoman alkoholiker belastet klønet"
        " uforsiktig slurvet uansvarlig dum problembeboer problemleietaker svak vanskeligstilt"
        " ressurssvak utskudd asosial brukerfeil mislighold hensynsløs uvettig"
    ),
    "nn": (
        "skuldig klandr misbrukar rusmisbrukar alkoholikar klønet uforsiktig slurvet uansvarleg"
        " vanskelegstilt ressurssvak brukarfeil misleghald omsynslaus uvettug problembebuar"
    ),
    "en": (
        "guilty blame abuser misuser addict junkie alcoholic careless reckless clumsy lazy stupid"
        " irresponsible antisocial vulnerable underprivileged misbehav feckless"
    ),
}
_ENDING = r"(?:e|t|en|er|r|ere|ene|ar|arar|ane|s|a|d|de|te|et|ed|es|ing|iour|ior|ly|ness)?"
_TONE = re.compile(
    rf"\b(?:{'|'.join(stem for text in _TONE_STEMS.values() for stem in text.split())}){_ENDING}\b",
    re.IGNORECASE,
)
_OF_THINGS = re.compile(
    r"\bsvak(?:e|t|er)? (?:strøm|lys|punkt|ledd|farge|vind|sug|lukt|sirkulasjon)\w*"
    r"|\b(?:svakstrøm|svakt sugende)\w*|\bvulnerable (?:to|part|point|edge|joint|place)s?",
    re.IGNORECASE,
)


def about_persons(text: str, words: frozenset[str] | set[str]) -> Iterator[Span]:
    """What describes or blames a person; `words` are the small-lettered words of the text."""
    taken: list[tuple[int, int]] = []
    if not (PERSONS.isdisjoint(words) or JUDGING.isdisjoint(words)):
        for found in (hit for pattern in _PATTERNS for hit in pattern.finditer(text)):
            if _apart(found.span(), taken):
                taken.append(found.span())
                yield Span(PersonalKind.ABOUT_PERSON, *found.span(), found.group())
    if PERSON_NOUNS.isdisjoint(words):
        return
    things = [found.span() for found in _PROOF.finditer(text)]
    for found in WHOLE_WORD.finditer(text):
        if found.group().casefold() in PERSON_NOUNS and _apart(found.span(), [*things, *taken]):
            yield Span(PersonalKind.ABOUT_PERSON, *found.span(), found.group())


def words_about_people(text: str) -> tuple[str, ...]:
    """The words of a text of robuild's own that describe, judge or blame a person, in order.

    Stricter than what is looked for in people's logs: health, behaviour and judging words of all
    three languages count wherever they stand.

    >>> words_about_people("Karmen er skadet."), words_about_people("Skadet av beboer.")
    ((), ('Skadet av beboer',))
    """
    words = {word.casefold() for word in _WORD.findall(text)}
    spans = [*about_persons(text, words), *health(text)]
    things = [found.span() for found in _OF_THINGS.finditer(text)]
    taken = [(span.start, span.end) for span in spans]
    spans += [
        Span(PersonalKind.ABOUT_PERSON, *found.span(), found.group())
        for found in _TONE.finditer(text)
        if _apart(found.span(), [*things, *taken])
    ]
    return tuple(span.shown for span in sorted(spans, key=lambda each: each.start))


def _apart(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in others)
