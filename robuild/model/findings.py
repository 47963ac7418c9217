"""What is odd in a model that can still be used: one issue per kind of finding, with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from robuild.model.places import Places
from robuild.model.space_rows import Row, SpaceRows
from robuild.terms.issues import Issue, Origin, Severity

_SHOWN = 5


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return ", ".join(name[:60] for name in listed[:_SHOWN]) + more


def global_ids(
    all_ids: Sequence[str], doubles: int, valid: Callable[[str], bool], origin: Origin
) -> list[Issue]:
    """GlobalIds used twice and GlobalIds that are none."""
    issues = []
    twice = [text for text, count in Counter(all_ids).items() if count > 1 and text]
    if twice:
        issues.append(
            Issue(
                Severity.WARNING,
                "duplicate_global_id",
                f"{len(twice)} GlobalIds are used more than once ({_some(twice)}); {doubles} "
                "components got #2, #3 … behind theirs.",
                Origin(file=origin.file, global_id=twice[0]),
                "Export the model again; copied elements need GlobalIds of their own.",
                len(twice),
            )
        )
    odd = [text for text in all_ids if not valid(text)]
    if odd:
        issues.append(
            Issue(
                Severity.WARNING,
                "invalid_global_id",
                f"{len(odd)} GlobalIds do not follow the standard "
                f"({_some(text or '(empty)' for text in odd)}).",
                Origin(file=origin.file, global_id=odd[0]),
                "They are kept as they are, but may change with the next export.",
                len(odd),
            )
        )
    return issues


def rooms(spaces: SpaceRows, places: Places, elements: int, origin: Origin) -> list[Issue]:
    """No rooms, zones that are no dwellings, storeys that are none."""
    issues = []
    if not spaces.rows and elements:
        issues.append(
            Issue(
                Severity.INFO,
                "no_rooms",
                "the file holds no rooms (IfcSpace), so nothing in it can be placed in a dwelling.",
                origin,
                "Place rooms in the design program and export them.",
            )
        )
    if spaces.zones > spaces.dwelling_zones:
        issues.append(
            Issue(
                Severity.INFO,
                "other_zones",
                f"{spaces.zones - spaces.dwelling_zones} of {spaces.zones} zones were not taken "
                "for dwellings.",
                origin,
                "Write for example “Leilighet” or “Apartment” into a dwelling zone's ObjectType.",
                spaces.zones - spaces.dwelling_zones,
            )
        )
    with_rooms = {row["storey"] for row in spaces.rows}
    names = [name or "(no name)" for name in places.storeys().values() if name not in with_rooms]
    if spaces.rows and names:
        issues.append(
            Issue(
                Severity.INFO,
                "storeys_without_rooms",
                f"{len(names)} of {len(places.storeys())} storeys hold no room and may be levels "
                f"for construction ({_some(names)}).",
                origin,
                "Mark only floors as building storeys when exporting.",
                len(names),
            )
        )
    return issues


def elements(rows: Sequence[Row], origin: Origin) -> list[Issue]:
    """Elements without a class of their own, and elements that are nowhere."""
    issues = []
    proxies = sum(row["ifc_class"] == "IfcBuildingElementProxy" for row in rows)
    if proxies:
        issues.append(
            Issue(
                Severity.INFO,
                "proxies",
                f"{proxies} components have no class of their own (IfcBuildingElementProxy).",
                origin,
                "Map their categories to IFC classes when exporting.",
                proxies,
            )
        )
    nowhere = [r for r in rows if r["storey"] is None and r["space_id"] is None]
    nowhere = [row for row in nowhere if row["building"] is None]
    if nowhere:
        issues.append(
            Issue(
                Severity.WARNING,
                "nowhere",
                f"{len(nowhere)} components are in no storey, room or building.",
                Origin(file=origin.file, global_id=nowhere[0]["global_id"]),
                "Place them on a storey in the design program.",
                len(nowhere),
            )
        )
    return issues


def contents(placeholders: int, shortened: int, origin: Origin) -> list[Issue]:
    """Property values that say nothing, and texts too long to be kept whole."""
    issues = []
    if placeholders:
        issues.append(
            Issue(
                Severity.INFO,
                "placeholder_values",
                f"{placeholders} property values only hold a place (empty words, the property's "
                "own name, 0 for a life or a cost); they count as missing.",
                origin,
                "Fill them in or leave the properties out.",
                placeholders,
            )
        )
    if shortened:
        issues.append(
            Issue(
                Severity.WARNING,
                "text_shortened",
                f"{shortened} texts were longer than 2,000 letters and were cut.",
                origin,
                count=shortened,
            )
        )
    return issues


def relations(unreadable: int, origin: Origin) -> list[Issue]:
    """Relations that lead nowhere."""
    if not unreadable:
        return []
    return [
        Issue(
            Severity.WARNING,
            "broken_relations",
            f"{unreadable} relations lack one of their ends; what they tell is not known.",
            origin,
            "Export the model again.",
            unreadable,
        )
    ]
