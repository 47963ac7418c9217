"""When in the year recurring jobs fall."""

from __future__ import annotations

import datetime as dt
import hashlib

_MONTHS = 12
_HOLIDAY = 7
_WEEKS_A_YEAR = 52
MOST_OFTEN_BY_MONTH = 1.0 / 18.0
"""Jobs more frequent than this are of the week, not of the month."""


def months_of(interval_years: float, month: int | None) -> list[int]:
    """Months in which a task falls; January on where nobody has said when.

    Example:
        >>> months_of(0.25, None), months_of(1.0, 12), months_of(5.0, None)
        ([1, 4, 7, 10], [12], [])
    """
    if interval_years <= 0:
        return []
    if interval_years >= 1:
        return [month] if month else []
    times = max(1, min(_MONTHS, round(1.0 / interval_years)))
    step = _MONTHS / times
    first = month or 1
    return sorted({int(first - 1 + n * step) % _MONTHS + 1 for n in range(times)})


def month_for(name: str, month: int | None) -> int:
    """The month of a job; where nobody has said, one that is always the same, and not July.

    Example:
        >>> month_for("door.care", 9), month_for("door.care", None) != 7
        (9, True)
    """
    if month is not None:
        return month
    found = int.from_bytes(hashlib.blake2s(name.encode(), digest_size=4).digest(), "big") % 11 + 1
    return found if found < _HOLIDAY else found + 1


def week_of(year: int, month: int) -> int:
    """ISO week of the first Monday of a month.

    Example:
        >>> week_of(2027, 1), week_of(2027, 12)
        (1, 49)
    """
    first = dt.date(year, month, 1)
    monday = first + dt.timedelta(days=(7 - first.weekday()) % 7)
    return monday.isocalendar().week


def weeks_of(interval_years: float, name: str, month: int | None, year: int) -> list[int]:
    """Weeks of a year in which a job that is done at least yearly falls.

    Example:
        >>> len(weeks_of(1 / 52, "fire.look", None, 2027)), weeks_of(0.5, "x", 2, 2027)
        (52, [5, 31])
    """
    if interval_years < MOST_OFTEN_BY_MONTH:
        times = min(_WEEKS_A_YEAR, round(1.0 / interval_years))
        return sorted({1 + int(n * _WEEKS_A_YEAR / times) for n in range(times)})
    months = months_of(interval_years, month) or [month_for(name, month)]
    return sorted(week_of(year, each) for each in months)
