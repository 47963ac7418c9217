"""From what a property says to the fact: years, grades, yes and no, states."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from robuild.model.texts import squeezed
from robuild.terms.inventory import PropertyValue
from robuild.terms.vocabulary import Answer, RejectReason

_YES = frozenset({"yes", "true", "ja", "1", "t", "y", ".t.", "oui", "si", "sant"})
_NO = frozenset({"no", "false", "nei", "nein", "nee", "0", "f", "n", ".f.", "non", "usant"})
_DEMOLISHED = frozenset(
    {
        "demolish", "demolished", "tobedemolished", "demolition", "rives", "skalrives", "revet",
        "riving", "revs", "rivs", "abbruch", "abzubrechen", "tesloper", "teslopen", "slopen",
        "sloop", "àdémolir", "purettava",
    }
)  # fmt: skip
_TEMPORARY = frozenset({"temporary", "midlertidig", "mellombels", "temporär", "tijdelijk"})
_GRADE = re.compile(r"(?:tg|tilstandsgrad|grade|grad)?[\s:\-]*([0-3])(?:[^\d].*)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|21\d\d)(?!\d)")
_NEVER_SET = ("1899-12-3", "1900-01-01", "1900-12-31", "1970-01-01")
_ISO_DURATION = re.compile(
    r"P(?:(?P<y>\d+(?:\.\d+)?)Y)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<w>\d+(?:\.\d+)?)W)?"
    r"(?:(?P<d>\d+(?:\.\d+)?)D)?(?:T.*)?"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_PER_YEAR = (
    (("year", "år", "jahr", "jaar", "ans"), 1.0),
    (("month", "mån", "mnd", "måned", "monat", "maand", "mois"), 12.0),
    (("week", "uke", "woche"), 365.25 / 7),
    (("day", "dag", "døgn", "tag"), 365.25),
)
_SECONDS_A_YEAR = 365.25 * 86_400
_LONGEST_YEARS = 200.0


def answer(value: PropertyValue) -> Answer:
    """Yes, no or unknown.

    >>> str(answer(True)), str(answer("Nei")), str(answer("partly"))
    ('yes', 'no', 'unknown')
    """
    if isinstance(value, bool):
        return Answer.YES if value else Answer.NO
    if isinstance(value, str):
        folded = value.strip().casefold()
        return Answer.YES if folded in _YES else Answer.NO if folded in _NO else Answer.UNKNOWN
    if value in (0, 1):
        return Answer.YES if value else Answer.NO
    return Answer.UNKNOWN


def rejected_by_status(status: str | None) -> RejectReason | None:
    """Whether a status takes the element out of the plan.

    >>> str(rejected_by_status("DEMOLISH")), rejected_by_status("EXISTING")
    ('demolished', None)
    """
    if not status:
        return None
    words = {squeezed(part) for part in status.split(";")}
    if words & _DEMOLISHED:
        return RejectReason.DEMOLISHED
    return RejectReason.TEMPORARY if words & _TEMPORARY else None


def condition_grade(value: PropertyValue) -> str | None:
    """TG0 to TG3 of NS 3424; `None` for words of other scales.

    >>> condition_grade("TG 2"), condition_grade("1 - mindre avvik"), condition_grade("good")
    ('TG2', 'TG1', None)
    """
    if isinstance(value, bool) or value is None:
        return None
    text = f"{value:g}" if isinstance(value, float | int) else value.strip()
    found = _GRADE.fullmatch(text)
    return f"TG{found[1]}" if found else None


def year(value: PropertyValue) -> float | None:
    """A calendar year from a date or a number.

    >>> year("2014-06-30T12:00:00"), year(1998), year("1900-12-31T23:59:59")
    (2014.0, 1998.0, None)
    """
    if isinstance(value, bool) or value is None:
        return None
    text = f"{value:.0f}" if isinstance(value, float | int) else value
    if text.startswith(_NEVER_SET):
        return None
    found = _YEAR.search(text)
    return float(found[1]) if found else None


def years(value: PropertyValue, unit: PropertyValue = None, second: float = 1.0) -> float | None:
    """A duration in years; bare numbers are years unless they can only be seconds.

    Args:
        value: ISO 8601 duration, words with a unit, or a number.
        unit: word of the unit, where another property states it.
        second: seconds per time unit of the file.

    >>> years("P5Y"), years("P18M"), years("2 år"), years(24, "months"), years(157788000.0)
    (5.0, 1.5, 2.0, 2.0, 5.0)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        text = value.strip()
        if (iso := _ISO_DURATION.fullmatch(text)) and len(text) > 1:
            found = _iso_years(iso)
        else:
            number = _NUMBER.search(text)
            if number is None:
                return None
            found = _in_years(_float(number[0]), text if _per_year(text) else unit)
    else:
        found = _in_years(float(value), unit)
        if found > _LONGEST_YEARS:
            found = float(value) * second / _SECONDS_A_YEAR
    return round(found, 3) if 0 < found <= _LONGEST_YEARS else None


def _float(text: str) -> float:
    try:
        return float(Decimal(text.replace(",", ".")))
    except (InvalidOperation, OverflowError):
        return 0.0


def _iso_years(found: re.Match[str]) -> float:
    part = {key: float(text) for key, text in found.groupdict().items() if text}
    days = part.get("w", 0.0) * 7 + part.get("d", 0.0)
    return part.get("y", 0.0) + part.get("m", 0.0) / 12 + days / 365.25


def _in_years(number: float, unit: PropertyValue) -> float:
    return number / (_per_year(unit) or 1.0)


def _per_year(unit: PropertyValue) -> float | None:
    if not isinstance(unit, str):
        return None
    folded = unit.casefold()
    return next((per for words, per in _PER_YEAR if any(w in folded for w in words)), None)
