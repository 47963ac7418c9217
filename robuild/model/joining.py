"""Models of one building together: what is in two files is one component (conventions §7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from robuild.model.model_reader import ModelRead, is_global_id, reject
from robuild.model.properties import Levels
from robuild.model.space_rows import Row
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.vocabulary import QuantityRung, RejectReason

_TOGETHER = (
    ("predefined_type",), ("object_type",), ("name",), ("description",), ("tag",),
    ("type_class", "type_name", "type_description"), ("building",), ("storey",),
    ("space_id", "space_name"), ("bordered_space_ids",), ("parent_id", "parent_class"),
    ("material",), ("thickness_m",),
    ("classification_code", "classification_system", "classification_name"), ("is_external",),
    ("fire_rating",), ("security_rating",), ("acoustic_rating",), ("load_bearing",), ("status",),
    ("manufacturer",), ("article_number",), ("warranty_years",), ("condition_grade",),
    ("installed_year",), ("length_m", "length_rung", "length_method"),
    ("area_m2", "area_rung", "area_method"), ("width_m",), ("height_m",),
)  # fmt: skip
"""Columns filled together when the first of them is missing."""
_SPACE_TOGETHER = (
    ("name",), ("long_name",), ("building",), ("storey",),
    ("floor_area_m2", "floor_area_rung", "floor_area_method"),
    ("height_m", "height_rung", "height_method"),
    ("wall_area_m2", "wall_area_rung", "wall_area_method"),
    ("ceiling_area_m2", "ceiling_area_rung", "ceiling_area_method"),
    ("perimeter_m", "perimeter_rung", "perimeter_method"), ("is_external",),
)  # fmt: skip
_DWELLING = ("dwelling_code", "dwelling_type", "dwelling_evidence", "dwelling_confidence")
_STRENGTH = {"low": 1, "medium": 2, "high": 3}
_SHORT_ID = 6


def joined(reads: Sequence[ModelRead]) -> ModelRead:
    """All files as one: components once, rooms once, dwelling codes that stay apart.

    Facts that the kept component lacks are taken from the one that is rejected.
    """
    result = ModelRead(reads[0].facts)
    for read in reads:
        result.issues += read.issues
    spaces = _joined_spaces(reads)
    _joined_components(reads, result)
    result.spaces = _once(spaces)
    for row in result.components:
        if row["space_id"] is not None:
            row["space_id"] = spaces[row["space_id"]]["space_id"]
        if row["bordered_space_ids"] is not None:
            rooms = (spaces.get(each) for each in row["bordered_space_ids"].split("\n"))
            row["bordered_space_ids"] = "\n".join({r["space_id"]: None for r in rooms if r})
    _apart(result.spaces)
    _add_dwellings(result.components, result.spaces)
    for row in result.spaces:
        del row["_building_id"]
    return result


def _once(spaces: dict[str, Row]) -> list[Row]:
    return list({id(row): row for row in spaces.values()}.values())


def _joined_spaces(reads: Sequence[ModelRead]) -> dict[str, Row]:
    """space_id as read -> the row kept; rooms of equal GlobalId are one."""
    kept: dict[str, tuple[str, Row]] = {}
    found: dict[str, Row] = {}
    better: dict[tuple[str | None, str], list[Row]] = {}
    for read in reads:
        for row in read.spaces:
            first = kept.get(row["global_id"])
            if first is None or first[0] == row["model_id"] or not is_global_id(row["global_id"]):
                kept.setdefault(row["global_id"], (row["model_id"], row))
                found[row["space_id"]] = row
            else:
                _fill(first[1], row, _SPACE_TOGETHER)
                _take_better_dwelling(first[1], row, better)
                found[row["space_id"]] = first[1]
    for row in found.values():
        # rooms known by a weak code alone follow the rooms that had the same code
        named = better.get((row["_building_id"], row["dwelling_code"]), [])
        if row["dwelling_code"] and len({n["dwelling_code"] for n in named}) == 1:
            row["dwelling_code"] = named[0]["dwelling_code"]
            row["dwelling_type"] = named[0]["dwelling_type"]
    return found


def _take_better_dwelling(
    keep: Row, other: Row, better: dict[tuple[str | None, str], list[Row]]
) -> None:
    if _strength(other) <= _strength(keep):
        return
    if keep["dwelling_code"]:
        better.setdefault((keep["_building_id"], keep["dwelling_code"]), []).append(other)
    for name in _DWELLING:
        keep[name] = other[name]


def _strength(row: Row) -> int:
    return _STRENGTH.get(row["dwelling_confidence"], 0)


def _joined_components(reads: Sequence[ModelRead], result: ModelRead) -> None:
    rows: dict[str, Row] = {}
    levels: dict[str, Levels] = {}
    for read in reads:
        result.rejects += read.rejects
        same = 0
        for row in read.components:
            key = row["component_id"]
            other = rows.get(key)
            if other is None:
                rows[key] = row
                levels[key] = read.levels[key]
                continue
            if not is_global_id(row["global_id"]):
                # two things under one broken id; the file tells them apart
                row["component_id"] = key = f"{key}#{row['model_id']}"
                rows[key] = row
                levels[key] = read.levels[row["component_id"].removesuffix(f"#{row['model_id']}")]
                continue
            same += 1
            rows[key], levels[key], dropped = _one_of(other, row, levels[key], read.levels[key])
            detail = f"kept from {rows[key]['model_id']}, which says more or came first"
            reason = str(RejectReason.SAME_IN_OTHER_FILE)
            result.rejects.append(reject(dropped, reason, detail))
        if same:
            result.issues.append(_same_issue(same, read.facts.file))
    result.components = list(rows.values())
    result.levels = levels


def _one_of(first: Row, second: Row, own: Levels, other: Levels) -> tuple[Row, Levels, Row]:
    """The row kept, its properties with those of the other file below, and the row dropped."""
    keep, drop = (first, second) if _said(first) >= _said(second) else (second, first)
    if keep is second:
        own, other = other, own
    _fill(keep, drop, _TOGETHER)
    return keep, (*own, *other), drop


def _said(row: Row) -> int:
    """How much a row tells: columns that are neither missing nor unknown."""
    return sum(not _is_missing(value) for value in row.values())


def _is_missing(value: Any) -> bool:
    if value is None or value == "unknown" or value == QuantityRung.MISSING:
        return True
    return isinstance(value, float) and value != value  # NaN


def _fill(keep: Row, drop: Row, groups: Sequence[tuple[str, ...]]) -> None:
    for group in groups:
        if _is_missing(keep[group[0]]) and not _is_missing(drop[group[0]]):
            for name in group:
                keep[name] = drop[name]


def _same_issue(count: int, file: str) -> Issue:
    return Issue(
        Severity.INFO,
        "same_in_other_file",
        f"{count} elements are in another file too (equal GlobalId) and count once.",
        Origin(file=file),
        count=count,
    )


def _apart(spaces: list[Row]) -> None:
    """Codes that repeat from building to building get the building's GlobalId in front."""
    of_file: dict[str, set[str]] = {}
    for row in spaces:
        if row["dwelling_code"] and row["_building_id"]:
            of_file.setdefault(row["model_id"], set()).add(row["_building_id"])
    several = {building for ids in of_file.values() if len(ids) > 1 for building in ids}
    short = {building: building[-_SHORT_ID:] for building in several}
    unique = len(set(short.values())) == len(short)
    for row in spaces:
        building = row["_building_id"]
        if row["dwelling_code"] and building in several:
            row["dwelling_code"] = (
                f"{short[building] if unique else building} {row['dwelling_code']}"
            )


def _add_dwellings(components: list[Row], spaces: list[Row]) -> None:
    by_id = {row["space_id"]: row for row in spaces}
    for row in components:
        room = by_id.get(row["space_id"]) if row["space_id"] else None
        if room is not None and room["dwelling_code"]:
            for name in _DWELLING:
                row[name] = room[name]
