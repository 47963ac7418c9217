"""Storeys, systems, types and time stamp of models: what hand-over files need beside components."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from robuild.model.opening import open_model
from robuild.model.source_files import prepare
from robuild.model.texts import Texts, is_placeholder
from robuild.terms.inventory import ModelFacts
from robuild.terms.structure import BuildingFacts, ModelStructure, StoreyFacts, SystemFacts

_STAMP = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T[0-2]\d:[0-5]\d:[0-5]\d")
_MOST_STEPS = 64
"""Longest chain of wholes followed; also ends circles."""


def read_structure(models: Sequence[ModelFacts]) -> tuple[ModelStructure, ...]:
    """Read what models that were read before say of their buildings.

    Args:
        models: of an inventory; the files are opened once more, without geometry.

    Raises:
        InputError: a file is no longer what it was.
    """
    found = []
    for facts in models:
        with tempfile.TemporaryDirectory(prefix="robuild-", ignore_cleanup_errors=True) as folder:
            source = prepare(Path(facts.file), Path(folder))
            found.append(_structure(open_model(source, lazy=True).model, facts))
    return tuple(found)


def _structure(model: Any, facts: ModelFacts) -> ModelStructure:
    texts = Texts()
    site = next(iter(model.by_type("IfcSite")), None)
    buildings = _buildings(model, texts)
    return ModelStructure(
        model_id=facts.model_id,
        time_stamp=_stamp(model),
        project_id=_id(next(iter(model.by_type("IfcProject")), None), texts),
        site_id=_id(site, texts),
        site_name=_name(site, texts) if site is not None else "",
        buildings=tuple(buildings.values()),
        storeys=tuple(_storeys(model, buildings, texts, facts.length_unit_m)),
        systems=tuple(_systems(model, texts)),
        type_ids=_types(model, texts),
    )


def _stamp(model: Any) -> str:
    """Time stamp of the header without zone; empty where it is not a date."""
    said = str(getattr(model.header.file_name, "time_stamp", "") or "")
    found = _STAMP.match(said)
    return found.group() if found else ""


def _id(entity: Any, texts: Texts) -> str:
    return "" if entity is None else texts(entity[0]) or ""


def _name(entity: Any, texts: Texts, place: int = 2) -> str:
    said = texts(entity[place])
    return "" if said is None or is_placeholder("Name", said) else said


def _buildings(model: Any, texts: Texts) -> dict[int, BuildingFacts]:
    """Buildings by number, named as `places.Places` names them."""
    entities = model.by_type("IfcBuilding")
    shared = Counter(texts(each[2]) for each in entities)
    found = {}
    for each in entities:
        name, global_id = texts(each[2]), _id(each, texts)
        if name and shared[name] > 1:
            name = f"{name} ({global_id[-6:]})"
        found[each.id()] = BuildingFacts(
            global_id, name or global_id, texts(each[3]) or "", texts(each[4]) or ""
        )
    return found


def _storeys(
    model: Any, buildings: dict[int, BuildingFacts], texts: Texts, length_m: float
) -> list[StoreyFacts]:
    found = []
    for each in model.by_type("IfcBuildingStorey"):
        elevation = each[9]
        found.append(
            StoreyFacts(
                _id(each, texts),
                texts(each[2]) or "",
                _building_of(each, buildings),
                None if elevation is None else round(float(elevation) * length_m, 4),
            )
        )
    return found


def _building_of(storey: Any, buildings: dict[int, BuildingFacts]) -> str:
    step: Any = storey
    for _ in range(_MOST_STEPS):
        relation = next(iter(step.Decomposes), None)
        step = relation.RelatingObject if relation is not None else None
        if step is None:
            return ""
        if step.id() in buildings:
            return buildings[step.id()].name
    return ""


def _systems(model: Any, texts: Texts) -> list[SystemFacts]:
    """Systems that hold elements; zones, which are systems in newer schemas, hold rooms."""
    members: dict[int, list[str]] = {}
    for relation in model.by_type("IfcRelAssignsToGroup"):
        group = relation.RelatingGroup
        if group is None or not group.is_a("IfcSystem") or group.is_a("IfcZone"):
            continue
        ids = [_id(each, texts) for each in relation.RelatedObjects if each.is_a("IfcElement")]
        members.setdefault(group.id(), []).extend(ids)
    return [
        SystemFacts(
            _id(each, texts), _name(each, texts), texts(each[3]) or "",
            tuple(dict.fromkeys(members[each.id()])),
        )
        for each in model.by_type("IfcSystem")
        if members.get(each.id())
    ]  # fmt: skip


def _types(model: Any, texts: Texts) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for each in model.by_type("IfcTypeObject"):
        name = texts(each[2])
        if name:
            found.setdefault((each.is_a(), name), _id(each, texts))
    return found
