"""Gaps and odd things of models as BCF topics: one for each finding, all it is about selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from robuild.exchange.bcf import Topic, camera_on, topic_guid
from robuild.exchange.bcf.topics import Point
from robuild.exchange.bcf.writing import selectable
from robuild.gaps import Gap, GapKind, Priority
from robuild.language import Texts, told
from robuild.telling import ToldGap, told_gaps
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue, Severity

ODDITIES = (
    "duplicate_global_id", "invalid_global_id", "several_projects", "broken_relations",
    "area_unit_missing", "volume_unit_missing", "raw_letters", "bad_escapes", "unknown_class",
    "other_zones", "text_shortened",
)  # fmt: skip
"""Findings of the reader that no gap covers, and whose words name no room and no dwelling."""
_OF_SEVERITY = {
    Severity.ERROR: Priority.HIGH,
    Severity.WARNING: Priority.MEDIUM,
    Severity.INFO: Priority.LOW,
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What topics are made of."""

    gaps: tuple[Gap, ...]
    issues: tuple[Issue, ...]
    inventory: ModelInventory
    catalog: Catalog
    projects: Mapping[str, str]
    """model_id -> GlobalId of its project."""
    points_m: Mapping[str, Point]
    """GlobalId -> where it stands."""


def topics_of(findings: Findings, words: Texts) -> tuple[Topic, ...]:
    """Gaps in their order, then what the reader found odd."""
    identity = _identity(findings)
    ids = _global_ids(findings.inventory)
    said = told_gaps(findings.gaps, findings.catalog, words)
    topics = [
        _of_gap(gap, each, index, identity, ids, findings.points_m, words)
        for index, (gap, each) in enumerate(zip(findings.gaps, said, strict=True), start=1)
    ]
    odd = [issue for issue in findings.issues if issue.code in ODDITIES]
    for issue in odd:
        topics.append(_of_issue(issue, len(topics) + 1, findings, words))
    return tuple({topic.guid: topic for topic in topics}.values())


def possible_guids(findings: Findings) -> frozenset[str]:
    """GUIDs of every topic that could be made of these models, found or not."""
    of_gaps = (_gap_guid(kind, _identity(findings)) for kind in GapKind)
    of_models = (
        _issue_guid(code, project) for code in ODDITIES for project in findings.projects.values()
    )
    return frozenset((*of_gaps, *of_models))


def wanted_places(gaps: Sequence[Gap], inventory: ModelInventory) -> frozenset[str]:
    """GlobalIds whose positions the topics need."""
    ids = _global_ids(inventory)
    return frozenset(
        ids[key] for gap in gaps for key in (*gap.component_ids, *gap.space_ids) if key in ids
    )


def _identity(findings: Findings) -> str:
    """Identity of the building: that of the model that was given first."""
    first = findings.inventory.models[0].model_id
    return findings.projects[first]


def _gap_guid(kind: GapKind, identity: str) -> str:
    return topic_guid(f"gap.{kind}", identity)


def _issue_guid(code: str, project: str) -> str:
    return topic_guid(f"issue.{code}", project)


def _global_ids(inventory: ModelInventory) -> dict[str, str]:
    """component_id or space_id -> GlobalId."""

    def pairs(table: pd.DataFrame, key: str) -> dict[str, str]:
        return dict(zip(table[key], table["global_id"], strict=True))

    return pairs(inventory.components, "component_id") | pairs(inventory.spaces, "space_id")


def _of_gap(
    gap: Gap,
    said: ToldGap,
    index: int,
    identity: str,
    ids: Mapping[str, str],
    points_m: Mapping[str, Point],
    words: Texts,
) -> Topic:
    rooms = not gap.component_ids
    chosen = [ids[key] for key in (gap.space_ids if rooms else gap.component_ids) if key in ids]
    selected = selectable(chosen)
    lost = len(set(chosen)) - len(selected)
    return Topic(
        guid=_gap_guid(gap.kind, identity),
        title=f"{said.title}: {said.count}, {said.life_cycle_cost}",
        description=_described(said, lost, words),
        priority=said.priority_word,
        label=f"robuild.{gap.kind}",
        index=index,
        global_ids=selected,
        rooms=rooms,
        camera=camera_on([points_m[each] for each in selected if each in points_m]),
    )


def _described(said: ToldGap, lost: int, words: Texts) -> str:
    share = f" ({said.share})" if said.share else ""
    lines = [
        said.why,
        "",
        f"{words.get('gap_word.life_cycle_cost')}: {said.life_cycle_cost}{share}",
        f"{words.get('gap_word.acquisition')}: {said.acquisition}",
        *said.notes,
    ]
    if lost:
        lines.append(words.get("gap_word.not_selected", count=lost))
    lines.append("")
    lines += [f"{each.name}: {each.count}" for each in said.groups]
    if said.more_groups:
        lines.append(words.get("gap_word.more", count=said.more_groups))
    lines += ["", f"Revit: {said.revit}", f"ArchiCAD: {said.archicad}"]
    return "\n".join(lines)


def _of_issue(issue: Issue, index: int, findings: Findings, words: Texts) -> Topic:
    by_file = {facts.file: facts.model_id for facts in findings.inventory.models}
    model = by_file.get(issue.origin.file, findings.inventory.models[0].model_id)
    message, hint = told(words, issue)
    selected = selectable([issue.origin.global_id] if issue.origin.global_id else [])
    return Topic(
        guid=_issue_guid(issue.code, findings.projects[model]),
        title=message.partition(". ")[0].rstrip(".")[:200],
        description=f"{message} {hint}".strip(),
        priority=words.word("gap_priority", _OF_SEVERITY[issue.severity]),
        label=f"robuild.{issue.code}",
        index=index,
        global_ids=selected,
        camera=None,
    )
