"""Components whose own name says nothing, of a type whose other components have told names.

People name some chairs and copy the rest. When at least three components of one type are known by
their own names, all as the same key, and they are a third of the type or more, the nameless ones
are taken for the same, with low confidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from robuild.matching.match import Match
from robuild.terms.inventory import ModelInventory
from robuild.terms.vocabulary import Confidence, MatchRung, MatchStatus

_FEWEST = 3
_SHARE = 1 / 3

Type = tuple[str, str, str]


def with_type_mates(inventory: ModelInventory, matches: list[Match]) -> list[Match]:
    """Matches in which nameless components follow the named ones of their type."""
    if not any(match.status is MatchStatus.UNMATCHED for match in matches):
        return matches
    types = _types(inventory)
    leaders = _leaders(types, matches)
    out = []
    for kind, match in zip(types, matches, strict=True):
        leader = leaders.get(kind) if kind else None
        if match.status is not MatchStatus.UNMATCHED or leader is None:
            out.append(match)
            continue
        known, count = leader
        evidence = f"same type as {count} components with {known.evidence}"
        out.append(
            replace(known, rung=MatchRung.TYPE_NAME, confidence=Confidence.LOW, evidence=evidence)
        )
    return out


def _types(inventory: ModelInventory) -> list[Type | None]:
    columns = (inventory.components[name] for name in ("model_id", "ifc_class", "type_name"))
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [(m, c, t) if isinstance(t, str) and t.strip() else None for m, c, t in rows]


def _leaders(types: list[Type | None], matches: list[Match]) -> dict[Type, tuple[Match, int]]:
    """For every type whose named components agree: one of them, and how many they are."""
    size = Counter(types)
    named: dict[Type, list[Match]] = defaultdict(list)
    for kind, match in zip(types, matches, strict=True):
        if kind and match.status is not MatchStatus.UNMATCHED:
            named[kind].append(match)
    found = {}
    for kind, known in named.items():
        keys = {match.component_key for match in known}
        by_name = all(match.rung is MatchRung.NAME for match in known)
        enough = len(known) >= max(_FEWEST, _SHARE * size[kind])
        if len(keys) == 1 and None not in keys and by_name and enough:
            first = min(known, key=lambda match: match.evidence or "")
            found[kind] = (first, len(known))
    return found
