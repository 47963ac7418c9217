"""Wholes and their parts: neither is counted twice.

A part whose whole has the same key, or the key of the set it is a part of, is out of scope
(`part_of_whole`) when the whole can be counted; a whole of an area or a length that has no
quantity, or that is less surely the same than its parts, gives way to them (`counted_by_parts`).
"""

from __future__ import annotations

from dataclasses import replace

from robuild.matching.match import Match
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.vocabulary import Confidence, MatchStatus, Unit

_SURE = (*Confidence, None)
_QUANTITY = {Unit.SQUARE_METRE: "area_m2", Unit.METRE: "length_m"}


def without_double_counts(
    inventory: ModelInventory, matches: list[Match], catalog: Catalog
) -> list[Match]:
    """Matches in which no part is counted beside its whole."""
    table = inventory.components
    ids = table["component_id"].tolist()
    at = {component_id: number for number, component_id in enumerate(ids)}
    parents = [at.get(p) if isinstance(p, str) else None for p in table["parent_id"]]
    if all(parent is None for parent in parents):
        return matches
    wholes = [_whole(number, parents, matches, catalog) for number in range(len(matches))]
    quantities = {name: table[name].notna().tolist() for name in _QUANTITY.values()}
    giving_way = set()
    for number, whole in enumerate(wholes):
        if whole is None or matches[whole].component_key != matches[number].component_key:
            continue
        unit = catalog.component_by_key[str(matches[number].component_key)].unit
        known = quantities.get(_QUANTITY.get(unit, ""))
        surer = _SURE.index(matches[number].confidence) < _SURE.index(matches[whole].confidence)
        if surer or (known and known[number] and not known[whole]):
            giving_way.add(whole)
    out = list(matches)
    for number, whole in enumerate(wholes):
        if number in giving_way:
            out[number] = _gone(matches[number], "counted_by_parts")
        elif whole is not None and whole not in giving_way:
            out[number] = _gone(matches[number], "part_of_whole")
    return out


def _whole(
    number: int, parents: list[int | None], matches: list[Match], catalog: Catalog
) -> int | None:
    """The nearest whole that has the part's key, or the key of the set it belongs to."""
    key = matches[number].component_key
    if key is None:
        return None
    wanted = {key, catalog.component_by_key[key].part_of} - {""}
    parent, seen = parents[number], {number}
    found = None
    while parent is not None and parent not in seen:
        if found is None and matches[parent].component_key in wanted:
            found = parent
        seen.add(parent)
        parent = parents[parent]
    # a file may say that two components are parts of each other; then neither is lost
    return None if parent == number else found


def _gone(match: Match, reason: str) -> Match:
    return replace(
        match,
        status=MatchStatus.OUT_OF_SCOPE,
        component_key=None,
        evidence=f"{match.evidence}; would be {match.component_key}",
        reason=reason,
    )
