"""Dates as people and systems write them, kept as a month."""

from __future__ import annotations

import datetime as dt
import re

from robuild.register.cells import CellError, shown
from robuild.tabular import RawCell

_NAMES = {
    1: "januar january jan", 2: "februar february feb", 3: "mars march mar mrs",
    4: "april apr", 5: "mai may", 6: "juni june jun", 7: "juli july jul",
    8: "august aug", 9: "september sep sept", 10: "oktober october okt oct",
    11: "november nov", 12: "desember december des dec",
}  # fmt: skip
_MONTH = {name: number for number, names in _NAMES.items() for name in names.split()}
_TIME = r"(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})(?:-(\d{{1,2}}){_TIME})?")
_DOTS = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}|\d{{2}}){_TIME}")
_DAY_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})\s?-\s?(\d{4}|\d{2})")
_SLASHES = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}}){_TIME}")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-zæøå]+)\.?,?\s+'?(\d{4}|\d{2})", re.IGNORECASE)
_SERIAL = (20_000, 80_000)
"""Excel counts days from 1900: 1954 to 2119."""
_ZERO = dt.date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1970, 2150


def date_of(raw: RawCell) -> tuple[str, dt.date | None] | None:
    """Month and, where it is told, the day; `None` where the cell is empty.

    The day is only for the time between two dates, and is kept nowhere.

    >>> date_of("14/3-26"), date_of("mars 2026")
    (('2026-03', datetime.date(2026, 3, 14)), ('2026-03', None))

    Raises:
        CellError: no date, a date there is not, or one that may be two.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, dt.datetime):
        return _told(raw.year, raw.month, raw.day, raw)
    if isinstance(raw, dt.date):
        return _told(raw.year, raw.month, raw.day, raw)
    number = raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None
    text = str(raw).strip()
    if number is None and re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        number = float(text)
    if number is not None and _SERIAL[0] < number < _SERIAL[1]:
        day = _ZERO + dt.timedelta(days=int(number))
        return _told(day.year, day.month, day.day, raw)
    return _of_text(text, raw)


def _of_text(text: str, raw: RawCell) -> tuple[str, dt.date | None]:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _told(int(year), int(month), int(day) if day else None, raw)
    for pattern in (_DOTS, _DAY_SLASH):
        if found := pattern.fullmatch(text):
            day, month, year = found.groups()
            return _told(_year(year), int(month), int(day), raw)
    if found := _SLASHES.fullmatch(text):
        first, second, year = found.groups()
        if int(first) <= 12 and int(second) <= 12 and first.zfill(2) != second.zfill(2):
            raise CellError(
                "date_unsure",
                f"{shown(text)} may be in month {int(first)} or in month {int(second)}.",
                f"Write {_year(year)}-{int(second):02d} or {_year(year)}-{int(first):02d}.",
            )
        day, month = (first, second) if int(second) <= 12 else (second, first)
        return _told(_year(year), int(month), int(day), raw)
    if found := _MONTH_YEAR.fullmatch(text):
        return _told(int(found.group(2)), int(found.group(1)), None, raw)
    found = _WORDS.fullmatch(text)
    if found and found.group(2).lower() in _MONTH:
        day = found.group(1)
        month_number = _MONTH[found.group(2).lower()]
        return _told(_year(found.group(3)), month_number, int(day) if day else None, raw)
    raise CellError("not_a_date", f"{shown(text)} is not a date.", "Write it as 2026-03.")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _told(year: int, month: int, day: int | None, raw: RawCell) -> tuple[str, dt.date | None]:
    try:
        date = dt.date(year, month, day or 1)
    except ValueError:
        raise CellError(
            "no_such_date", f"{shown(str(raw))} is a date there is not.", "Write it as 2026-03."
        ) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(
            "date_far_off",
            f"{shown(str(raw))} is in {year}; {FIRST_YEAR} to {LAST_YEAR} is read.",
            "Write it as 2026-03.",
        )
    return f"{year:04d}-{month:02d}", date if day else None
