"""What the text of a rating property says."""

from __future__ import annotations

from robuild.matching.words import compiled, spellings
from robuild.terms.vocabulary import Answer

_NO = (
    "no",
    "none",
    "nei",
    "ingen",
    "nein",
    "keine",
    "geen",
    "aucun",
    "aucune",
    "inga",
    "not rated",
    "unrated",
)
_SAYS_NO = compiled(_NO)
_ALSO_NO = frozenset({"0", "-", "false"})
_SAYS_NOTHING = frozenset({"", "n/a", "na", "?", "unknown", "ukjent", "notknown", "unset"})


def rated(rating: object) -> Answer:
    """What a rating text says: a class is yes, a plain no is no, nothing is unknown.

    >>> [str(rated(text)) for text in ("EI 30", "ingen", "n/a", None)]
    ['yes', 'no', 'unknown', 'unknown']
    """
    bare = rating.strip().casefold() if isinstance(rating, str) else ""
    if bare in _SAYS_NOTHING:
        return Answer.UNKNOWN
    if bare in _ALSO_NO or (_SAYS_NO and _SAYS_NO.find(spellings(bare))):
        return Answer.NO
    return Answer.YES
