"""Which dwelling a room belongs to: a zone, the user's pattern, or what rooms are called.

The rule, strongest first:

1. **IfcZone**. A zone is a dwelling when its object type, name, description or occupancy type has
   a word for one (leilighet, boenhet, hybel, apartment, flat, Wohnung, `2-roms` …) or its name is
   a dwelling number (H0101), and none of them has a word for something else (fire compartment,
   heating circuit, shared, staff, technical …). High confidence.
2. **`dwelling_pattern`** of the settings on the room's name, then its long name. Medium.
3. **Room names**, low confidence: a Norwegian dwelling number in front (`H0101 Bad`); a word and a
   number (`Leilighet 3 – stue`); or a prefix shared by several rooms (`A102`, `1-1.12-03`), when
   the rooms that share it include both a wet room and a room to live in.
4. Otherwise the room has no dwelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from robuild.model.texts import is_placeholder
from robuild.terms.issues import input_error
from robuild.terms.vocabulary import Confidence

_DWELLING_WORDS = re.compile(
    r"\b(?:bolig(?!bygg|blokk|hus)\w*|boenhet\w*|bueining\w*|leilighet\w*|leil|hybel\w*|"
    r"omsorgsbolig\w*|\d\s*-?\s*roms?\b|lägenhet\w*|bostad\w*|lejlighed\w*|apartments?|apt|flats?|dwellings?|"
    r"residential unit|housing unit|wohnung\w*|wohneinheit\w*|woning\w*|appartement\w*|logement\w*|"
    r"alloggio|appartamento|квартира)\b",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(
    r"fire|brann|brand|feuer|rauch|smoke|røyk|compart|hvac|ventil|heating|cooling|varme(?!rom)|"
    r"therm|klima|zonering|alarm|sprinkl|felles|common|shared|gemeinsam|gemeenschap|personal|"
    r"staff|ansatt|tekn|techn|korridor|corridor|trapp|stair|heis|circulation|kommunikasjon|"
    r"parker|parking|garasje|adkomst|access control|sikring|energy|energi",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![A-Za-z0-9])([HKLU]\d{4})(?!\d)")
_WORD_AND_NUMBER = re.compile(
    r"\b((?:leilighet|leil|bolig|boenhet|hybel|lägenhet|lgh|lejlighed|apartment|apt|flat|unit|"
    r"wohnung|whg|appartement|woning)\.?\s*(?:nr\.?\s*)?[A-Z]?\d{1,4}[A-Za-z]?)\b",
    re.IGNORECASE,
)
_LETTER_PREFIX = re.compile(r"([A-ZÆØÅ])[-. ]?\d{2,4}[a-z]?")
_LONG_PREFIX = re.compile(r"(\S(?:.{0,14}\S)?)[-./_ ]\d{1,3}[a-z]?")
_WET = re.compile(
    r"\b(?:bad|baderom\w*|bath\w*|wc\d?|du/wc\d?|toilet\w*|toalett\w*|dusj\w*|dusch\w*|badkamer|"
    r"badezimmer|shower)\b|bad\b",
    re.IGNORECASE,
)
_LIVING = re.compile(
    r"kjøkken|kitchen|küche|keuken|\bkök|stue|opphold|living|wohn|soverom|\bsov|bedroom|schlaf|"
    r"zimmer|slaapkamer|alrom|vardagsrum|essen",
    re.IGNORECASE,
)
_FEWEST_ROOMS = 3


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A dwelling code with what it rests on."""

    code: str
    kind: str | None
    """Sort of dwelling, such as `2-roms`."""
    evidence: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Zone:
    """What a zone says of itself."""

    number: int
    name: str | None
    long_name: str | None
    object_type: str | None
    description: str | None
    occupancy: str | None


@dataclass(frozen=True, slots=True)
class Room:
    """What a room says of itself."""

    number: int
    name: str | None
    long_name: str | None
    building: str | None


def compiled_pattern(pattern: str | None) -> re.Pattern[str] | None:
    r"""The user's pattern: `*` is any text, `{code}` the dwelling code.

    >>> compiled_pattern("{code} - *").fullmatch("A12 - Bad")["code"]
    'A12'

    Raises:
        InputError: not exactly one `{code}`.
    """
    if not pattern:
        return None
    if pattern.count("{code}") != 1:
        raise input_error(
            "bad_dwelling_pattern",
            f"dwelling_pattern is “{pattern[:80]}”; it must hold {{code}} exactly once.",
            hint="For rooms such as “H0101 Bad” write --set dwelling_pattern='{code} *'.",
        )
    before, after = pattern.split("{code}")
    # possessive classes and one lazy group keep matching linear on hostile names
    return re.compile(f"{_glob(before)}(?P<code>.{{1,40}}?){_glob(after)}", re.IGNORECASE)


def _glob(text: str) -> str:
    return ".{0,200}?".join(re.escape(part) for part in re.split(r"\*+", text))


def zone_dwelling(zone: Zone) -> Dwelling | None:
    """The dwelling a zone stands for; `None` when it is another sort of zone."""
    kind = _said(zone.object_type, "ObjectType")
    occupancy = _said(zone.occupancy, "OccupancyType")
    name, long_name = _said(zone.name, "Name"), _said(zone.long_name, "LongName")
    texts = [kind, occupancy, name, long_name, _said(zone.description, "Description")]
    own = name or long_name
    if own is None or any(t and _OTHER_WORDS.search(t) for t in texts[:4]):
        return None
    number = _NUMBER.search(own)
    if not (number or any(t and _DWELLING_WORDS.search(t) for t in texts)):
        return None
    sort = next((t for t in (kind, occupancy) if t), None)
    if sort is None and number and long_name and long_name != own:
        sort = long_name
    return Dwelling(own, sort, f"zone: {own}", Confidence.HIGH)


def _said(text: str | None, name: str) -> str | None:
    if text is None or is_placeholder(name, text) or text.startswith("OccupancyZone"):
        return None
    return text


def dwellings_of_rooms(
    rooms: Iterable[Room],
    zones: Mapping[int, Dwelling],
    pattern: re.Pattern[str] | None,
) -> dict[int, Dwelling]:
    """Dwelling of every room that has one.

    Args:
        rooms: rooms of one file.
        zones: id of a room -> dwelling of its zone.
        pattern: the user's, see `compiled_pattern`.
    """
    found: dict[int, Dwelling] = {}
    rooms = list(rooms)
    for room in rooms:
        dwelling = zones.get(room.number) or _by_pattern(room, pattern) or _by_number(room)
        if dwelling is not None:
            found[room.number] = dwelling
    return {**_by_prefix(rooms, found), **found}


def _by_pattern(room: Room, pattern: re.Pattern[str] | None) -> Dwelling | None:
    for text in (room.name, room.long_name) if pattern else ():
        hit = pattern.fullmatch(text) if pattern and text else None
        if hit and hit["code"].strip():
            return Dwelling(
                hit["code"].strip(), None, f"dwelling_pattern on “{text}”", Confidence.MEDIUM
            )
    return None


def _by_number(room: Room) -> Dwelling | None:
    for text in (room.name, room.long_name):
        if not text:
            continue
        hit = _NUMBER.match(text) or _WORD_AND_NUMBER.search(text)
        if hit:
            code = " ".join(hit[1].split())
            return Dwelling(code, None, f"room name “{text}”", Confidence.LOW)
    return None


def _by_prefix(rooms: list[Room], known: Mapping[int, Dwelling]) -> dict[int, Dwelling]:
    groups: dict[tuple[str | None, str], list[Room]] = {}
    for room in rooms:
        name = (room.name or "")[:60]
        hit = _LETTER_PREFIX.fullmatch(name) or _LONG_PREFIX.fullmatch(name)
        if hit:
            groups.setdefault((room.building, hit[1]), []).append(room)
    found: dict[int, Dwelling] = {}
    for (_, code), group in groups.items():
        words = " | ".join(f"{room.long_name or ''}" for room in group)
        if len(group) >= _FEWEST_ROOMS and _WET.search(words) and _LIVING.search(words):
            # rooms that a zone forgot follow the rooms of the same prefix
            better = {(d.code, d.kind) for r in group if (d := known.get(r.number))}
            own_code, kind = better.pop() if len(better) == 1 else (code, None)
            for room in group:
                evidence = f"prefix of room name “{room.name}”"
                found[room.number] = Dwelling(own_code, kind, evidence, Confidence.LOW)
    return found
