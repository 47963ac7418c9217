"""Condition grades of NS 3424 as people write them."""

from __future__ import annotations

import re

_GRADE = re.compile(r"(?:TG|tilstandsgrad|grade)?\s*-?\s*([0-3])(?![0-9])", re.IGNORECASE)


def condition_grade(text: object) -> int | None:
    """Grade of NS 3424 in a text.

    >>> condition_grade("TG 2"), condition_grade("3"), condition_grade("good")
    (2, 3, None)
    """
    found = _GRADE.fullmatch(text.strip()) if isinstance(text, str) else None
    return int(found[1]) if found else None
