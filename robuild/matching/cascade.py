"""The matching cascade: component x catalog -> component key, with everything that led to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from robuild.matching.candidates import Nearest
from robuild.matching.choice import WORD_RUNGS, best_of
from robuild.matching.match import Match
from robuild.matching.overrides import OverrideIndex
from robuild.matching.rules import Hit, Rule, compile_rules, looked_at
from robuild.matching.rules_at_hand import RulesAtHand
from robuild.matching.subjects import Subject, distinct_subjects
from robuild.matching.type_mates import with_type_mates
from robuild.matching.wholes import without_double_counts
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.match_rules import OUT_OF_SCOPE, Override, OverrideBy
from robuild.terms.tables import MATCHES, checked, text_column
from robuild.terms.vocabulary import Confidence, MatchRung, MatchStatus

_LOWER = {
    Confidence.HIGH: Confidence.MEDIUM,
    Confidence.MEDIUM: Confidence.LOW,
    Confidence.LOW: Confidence.LOW,
}


def match_components(
    inventory: ModelInventory, catalog: Catalog, overrides: Sequence[Override] = ()
) -> pd.DataFrame:
    """Give every component a key, or say why it has none.

    The strongest evidence wins: override, classification, type name, class with predefined type
    and properties, material, own name, class alone. Where evidence disagrees, the match is one
    step less sure and says so. Nameless components follow the named ones of their type. What no
    rule knows is `unmatched`, with the nearest keys. A part of a whole that is counted itself is
    out of scope (`part_of_whole`).

    Args:
        inventory: models of one building.
        catalog: keys, names and rules.
        overrides: the user's own answers; the first that fits wins over every rule.

    Returns:
        `tables.MATCHES`, in the order of `inventory.components`.
    """
    rules = compile_rules(catalog.match_rules)
    subjects, number_of = distinct_subjects(inventory, looked_at(rules))
    nearest = Nearest(catalog)
    at_hand = RulesAtHand(rules, (subject.classes for subject in subjects))
    found = [
        match_subject(subject, at_hand.that_can_hold(subject), catalog, nearest)
        for subject in subjects
    ]
    matches = [found[number] for number in number_of]
    matches = with_type_mates(inventory, matches)
    matches = without_double_counts(inventory, matches, catalog)
    matches = _overridden(inventory, matches, overrides)
    return _table(inventory.components["component_id"].tolist(), matches)


def match_subject(
    subject: Subject, rules: Iterable[Rule], catalog: Catalog, nearest: Nearest
) -> Match:
    """The match of one distinct look by the rules for its class, in their order."""
    hits = [hit for rule in rules if (hit := rule.hit(subject)) and _known(hit, catalog)]
    if not hits:
        return Match(
            MatchStatus.UNMATCHED, None, None, MatchRung.NONE, None, None,
            "no_rule" if _has_name(subject) else "no_name", nearest.to(subject),
        )  # fmt: skip
    first, otherwise = best_of(hits)
    confidence, evidence = _weighed(first, otherwise, hits, subject, catalog)
    out = first.rule.outcome == OUT_OF_SCOPE
    return Match(
        MatchStatus.OUT_OF_SCOPE if out else MatchStatus.MATCHED,
        None if out else first.rule.outcome,
        first.rule.rule_id,
        first.rung,
        confidence,
        evidence,
        first.rule.reason if out else None,
    )


def _known(hit: Hit, catalog: Catalog) -> bool:
    return hit.rule.outcome == OUT_OF_SCOPE or hit.rule.outcome in catalog.component_by_key


def _has_name(subject: Subject) -> bool:
    return any(subject.words.get(name) for name in ("type_name", "name", "object_type"))


def _weighed(
    first: Hit, otherwise: Hit | None, hits: Sequence[Hit], subject: Subject, catalog: Catalog
) -> tuple[Confidence, str]:
    """Confidence and evidence once the evidence that says otherwise has been heard."""
    confidence, evidence = first.rule.confidence, first.evidence
    against = _code_against(first, subject, catalog)
    if not against and first.rung is MatchRung.CLASSIFICATION:
        otherwise = next((hit for hit in hits if hit.rung in WORD_RUNGS), None)
    if not against and otherwise and otherwise.rule.outcome != first.rule.outcome:
        against = f"{otherwise.evidence} ({otherwise.rule.outcome})"
    if against:
        return _LOWER[confidence], f"{evidence}; against it: {against}"
    return confidence, evidence


def _code_against(hit: Hit, subject: Subject, catalog: Catalog) -> str | None:
    """The NS 3451 code of the model, where it speaks of another building part than the key."""
    component = catalog.component_by_key.get(hit.rule.outcome)
    code = str(subject.facts.get("classification_code") or "").strip()
    system = str(subject.facts.get("classification_system") or "")
    if component is None or hit.rung is MatchRung.CLASSIFICATION:
        return None
    if "3451" not in system or not code[:2].isdigit():
        return None
    same = code[:2] == component.element_code[:2]
    return None if same else f"classification code: {code[:20]}"


def _overridden(
    inventory: ModelInventory, matches: list[Match], overrides: Sequence[Override]
) -> list[Match]:
    if not overrides:
        return matches
    index = OverrideIndex(overrides)
    out = []
    for row, match in zip(index.rows(inventory.components), matches, strict=True):
        override = index.first(*row, match.rule_id)
        if override is None:
            out.append(match)
            continue
        gone = override.outcome == OUT_OF_SCOPE
        was = match.component_key or match.status
        out.append(
            replace(
                match,
                status=MatchStatus.OUT_OF_SCOPE if gone else MatchStatus.MATCHED,
                component_key=None if gone else override.outcome,
                # an override by rule stays tied to the rule: lines ask it for the variant
                rule_id=match.rule_id if override.by is OverrideBy.RULE else None,
                rung=MatchRung.OVERRIDE,
                confidence=Confidence.HIGH,
                evidence=f"{override.by}: {override.pattern} (rules: {was})",
                reason="override" if gone else None,
                candidates=None,
            )
        )
    return out


def _table(ids: list[str], matches: list[Match]) -> pd.DataFrame:
    texts: dict[str, list[str | None]] = {
        name: [None if (v := getattr(m, name)) is None else str(v) for m in matches]
        for name in list(MATCHES.columns)[1:]
    }
    columns = {"component_id": text_column(list(ids))}
    columns |= {name: text_column(values) for name, values in texts.items()}
    return checked(MATCHES, pd.DataFrame(columns))
