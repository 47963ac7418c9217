"""Detachability as Madaster's property set says it, and the levels of C1 to C3 it stands for.

Read: what a model says of its components is evidence beside the catalog's levels; it changes none.
Written: what a variant's levels are in those words. The words and their values are Madaster's
documented ones; no conformity with its index is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from robuild.terms.catalog import LEVEL_FIELDS, Catalog, RepairLevel, Variant
from robuild.terms.inventory import ModelInventory, PropertyValue
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.vocabulary import Criterion

PROPERTY_SET = "CPset_Madaster"
CONNECTION = "DetachabilityConnectionType"
ACCESSIBILITY = "DetachabilityAccessibility"
INTERSECTION = "DetachabilityIntersection"
PRODUCT_EDGE = "DetachabilityProductEdge"
WORDS: Mapping[str, tuple[Criterion, Mapping[str, float]]] = {
    CONNECTION: (
        Criterion.CONNECTION,
        {
            "DryConnection": 1.0, "AddedConnectionConnection": 0.8, "DirectConnection": 0.6,
            "SoftChemicalConnection": 0.2, "HardChemicalConnection": 0.1,
        },
    ),
    ACCESSIBILITY: (
        Criterion.ACCESS,
        {
            "Accessible": 1.0, "PartialNoDamage": 0.8, "PartialWithRepairableDamage": 0.6,
            "PartialWithDamage": 0.4, "NotAccessible": 0.1,
        },
    ),
    INTERSECTION: (Criterion.INDEPENDENCE, {"None": 1.0, "Incidental": 0.4, "Complete": 0.1}),
    PRODUCT_EDGE: (Criterion.INDEPENDENCE, {"Open": 1.0, "Overlapping": 0.4, "Closed": 0.1}),
}  # fmt: skip
"""Property -> criterion, and value of each of its words on the scale of the criterion."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one component's model says of one criterion."""

    component_id: str
    criterion: Criterion
    value: float
    """Where two properties speak of one criterion, the lower one."""
    words: str


def stated_detachability(
    inventory: ModelInventory,
) -> tuple[tuple[Stated, ...], tuple[Issue, ...]]:
    """What the models say, and words of theirs that nobody knows."""
    found: list[Stated] = []
    unknown: dict[tuple[str, str], list[str]] = {}
    for component_id, sets in inventory.properties.items():
        values = sets.get(PROPERTY_SET)
        if not values:
            continue
        by_criterion: dict[Criterion, list[tuple[float, str]]] = {}
        for name, (criterion, known) in WORDS.items():
            said = _said(values.get(name))
            if said is None:
                continue
            value = _value(said, known)
            if value is None:
                unknown.setdefault((name, said), []).append(component_id)
            else:
                by_criterion.setdefault(criterion, []).append((value, f"{name} {said}"))
        for criterion, pairs in by_criterion.items():
            lowest = min(pairs)
            found.append(Stated(component_id, criterion, lowest[0], lowest[1]))
    return tuple(found), tuple(_unknown(unknown))


def detachability_findings(
    inventory: ModelInventory,
    lines: pd.DataFrame,
    line_of_component: pd.DataFrame,
    catalog: Catalog,
) -> tuple[Issue, ...]:
    """Where a model and the variant of the plan say different things of the same component.

    Args:
        inventory: with the property sets of the components.
        lines: `tables.LINES`.
        line_of_component: `tables.LINE_OF_COMPONENT`.
        catalog: variants and levels.
    """
    stated, issues = stated_detachability(inventory)
    if not stated:
        return issues
    of_line = dict(
        zip(line_of_component["component_id"], line_of_component["line_id"], strict=True)
    )
    variant_of = dict(zip(lines["line_id"], lines["variant_id"], strict=True))
    value_of = {(row.criterion, row.level): row.value for row in catalog.repair_levels}
    differing: dict[tuple[str, Criterion, str], int] = {}
    for each in stated:
        line_id = of_line.get(each.component_id)
        if line_id is None:
            continue
        variant = catalog.variant_by_id[variant_of[line_id]]
        level = variant.level(each.criterion)
        if level is None or abs(value_of[each.criterion, level] - each.value) > 0.15:
            key = (variant.variant_id, each.criterion, each.words)
            differing[key] = differing.get(key, 0) + 1
    return (*issues, *(_differs(*key, count) for key, count in sorted(differing.items())))


def detachability_words(variant: Variant, levels: Iterable[RepairLevel]) -> dict[str, str]:
    """Madaster's words for the levels of a variant; a level that is not known has none.

    One criterion stands behind both intersection and edge: both get its word.
    """
    value_of = {(row.criterion, row.level): row.value for row in levels}
    found = {}
    for name, (criterion, known) in WORDS.items():
        level = getattr(variant, LEVEL_FIELDS[criterion])
        if level is not None:
            value = value_of[criterion, level]
            # a word between two is told as the less detachable one
            fitting = [word for word, its in known.items() if its <= value + 1e-9]
            found[name] = max(fitting or [min(known, key=known.__getitem__)],
                              key=known.__getitem__)  # fmt: skip
    return found


def _said(value: PropertyValue) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _value(said: str, known: Mapping[str, float]) -> float | None:
    squeezed = {word.casefold(): value for word, value in known.items()}
    return squeezed.get(said.replace(" ", "").casefold())


def _unknown(found: Mapping[tuple[str, str], list[str]]) -> Iterable[Issue]:
    for (name, said), components in sorted(found.items()):
        allowed = ", ".join(WORDS[name][1])
        yield Issue(
            Severity.WARNING,
            "detachability_unknown",
            f"{PROPERTY_SET}.{name} is {said[:60]!r}, which is none of its words.",
            Origin(column=name),
            f"Allowed: {allowed}.",
            len(components),
        )


def _differs(variant_id: str, criterion: Criterion, words: str, count: int) -> Issue:
    return Issue(
        Severity.INFO,
        "detachability_differs",
        f"the model says {words}; variant {variant_id} of the plan has another {criterion} level.",
        Origin(column=words.partition(" ")[0]),
        "Choose the variant that is there, or correct the model; the catalog's level counts.",
        count,
    )
