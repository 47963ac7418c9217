"""Which of several rules that hold is right, and how sure that is.

Within one rung the rule that stands first in the file wins, unless another one found longer words
around the same place: `waschtisch` says more than `*tisch`, `kitchen sink` more than `sink`. Words
in the type's name go before words in its description. What still says otherwise makes the match
one step less sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from robuild.matching.rules import Hit
from robuild.terms.vocabulary import MatchRung

WORD_RUNGS = (MatchRung.TYPE_NAME, MatchRung.NAME)
_FIELD_ORDER = ("type_name", "name", "object_type", "type_description", "description")


def best_of(hits: Sequence[Hit]) -> tuple[Hit, Hit | None]:
    """The hit that wins, and the first one that says otherwise with other words.

    Args:
        hits: every hit of a component, by rung and then by place in the file; at least one.
    """
    rung = hits[0].rung
    if rung not in WORD_RUNGS:
        return hits[0], None
    rivals = list(takewhile(lambda hit: hit.rung is rung, hits))
    field = min((hit.field for hit in rivals), key=_place)
    rivals = [hit for hit in rivals if hit.field == field]
    best = rivals[0]
    for hit in rivals:
        if _around(hit.run, best.run) and hit.weight > best.weight:
            best = hit
    other = (
        hit
        for hit in rivals
        if hit.rule.outcome != best.rule.outcome and not _around(best.run, hit.run)
    )
    return best, next(other, None)


def _place(field: str) -> int:
    return _FIELD_ORDER.index(field) if field in _FIELD_ORDER else len(_FIELD_ORDER)


def _around(outer: str, inner: str) -> bool:
    """Whether some words hold some other words, whole or as part of a compound.

    >>> _around("kitchen sink", "sink"), _around("sink", "vanity")
    (True, False)
    """
    return inner in outer
