"""A register or a room list becomes an inventory like that of models, or one list of faults."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from robuild.register.component_rows import (
    GivenComponents,
    given_components,
    with_likely_classes,
)
from robuild.register.key_book import KeyBook
from robuild.register.room_rows import GivenRoom, RoomIndex, given_rooms
from robuild.register.sheets import FilledTable, read_tables
from robuild.register.spoken import Kind, listed
from robuild.terms import tables
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelFacts, ModelInventory
from robuild.terms.issues import InputError, Issue, Origin, Severity
from robuild.terms.settings import Settings

SCHEMA = "register"
"""Stands for the IFC schema where there is no model."""


@dataclass(frozen=True, slots=True)
class Register:
    """What people wrote down of a building that may have no model."""

    file: str
    inventory: ModelInventory
    """Its `models` have the schema `register`; its issues are those of the reading."""
    given: pd.DataFrame
    """One row per component, in order: component_id, row, component_key, variant_id, status,
    reason, candidates, location_class, quantity and unit, `None` or NaN where nothing is said;
    class_guessed where the name alone tells the IFC class."""
    rooms: tuple[GivenRoom, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was odd, and did not stop the reading; the inventory has the same."""
        return self.inventory.issues


def read_register(path: Path, catalog: Catalog, settings: Settings) -> Register:
    """Read a register of components, a room list, or both.

    A row of 14 pieces becomes 14 components; a row of 30 m² stays one. In a plan workbook of
    robuild, in any language, the sheets for register and rooms are read.

    Args:
        path: .xlsx or CSV with a header in Bokmål, Nynorsk or English, or with robuild's keys.
        catalog: keys, names and variants that may be named.
        settings: `dwelling_pattern` finds dwelling codes in room names.

    Raises:
        InputError: every fault of the file at once, with sheet, row, column, value and what to do.
    """
    found = {table.kind: table for table in read_tables(path)}
    model_id = path.name
    rooms: list[GivenRoom] = []
    components = GivenComponents()
    if Kind.ROOMS in found:
        rooms = given_rooms(found[Kind.ROOMS], model_id)
        rooms = _with_dwellings(rooms, settings.dwelling_pattern)
    if Kind.COMPONENTS in found:
        table = found[Kind.COMPONENTS]
        components = given_components(table, KeyBook(catalog), RoomIndex(rooms), model_id)
        rooms = _with_dwelling_types(rooms, components.components)
    faults = [fault for table in found.values() for fault in table.faults]
    if not faults and not rooms and not components.components:
        faults = [_nothing_in(path)]
    if faults:
        raise InputError(sorted(faults, key=lambda each: (each.origin.sheet, each.origin.row or 0)))
    with_likely_classes(components, catalog)
    notes = [note for table in found.values() for note in table.notes]
    return Register(
        str(path),
        _inventory(path, components, rooms, (*dict.fromkeys(notes), *_oddities(found, components))),
        _given_table(components.given),
        tuple(rooms),
    )


def _nothing_in(path: Path) -> Issue:
    return Issue(
        Severity.ERROR,
        "register_empty",
        "the file has a header, but neither components nor rooms below it.",
        Origin(str(path)),
        "Fill in at least one row.",
    )


def _with_dwellings(rooms: Sequence[GivenRoom], pattern: str | None) -> list[GivenRoom]:
    """Rooms without dwelling code get the one in their name, where the user said how it looks."""
    if not pattern or pattern.count("{code}") != 1:
        return list(rooms)
    before, after = (
        ".{0,200}?".join(re.escape(part) for part in re.split(r"\*+", text))
        for text in pattern.split("{code}")
    )
    looks = re.compile(f"{before}(?P<code>.{{1,40}}?){after}", re.IGNORECASE)
    out = []
    for room in rooms:
        found = (
            looks.fullmatch(room.name) if room.name and not room.texts["dwelling_code"] else None
        )
        code = found["code"].strip() if found else ""
        out.append(replace(room, texts={**room.texts, "dwelling_code": code}) if code else room)
    return out


def _with_dwelling_types(
    rooms: Sequence[GivenRoom], components: Iterable[Mapping[str, Any]]
) -> list[GivenRoom]:
    """Rooms that do not say what sort of dwelling they are in have that of its components."""
    sorts: dict[tuple[Any, Any], set[str]] = defaultdict(set)
    for row in components:
        if row["dwelling_code"] and row["dwelling_type"]:
            sorts[row["building"], row["dwelling_code"]].add(row["dwelling_type"])
    out = []
    for room in rooms:
        code, told = room.texts["dwelling_code"], room.texts["dwelling_type"]
        known = sorts.get((room.texts["building"], code), set())
        if code and not told and len(known) == 1:
            room = replace(room, texts={**room.texts, "dwelling_type": next(iter(known))})
        out.append(room)
    return out


def _inventory(
    path: Path,
    components: GivenComponents,
    rooms: Sequence[GivenRoom],
    issues: tuple[Issue, ...],
) -> ModelInventory:
    spaces = [room.as_space() for room in rooms]
    return ModelInventory(
        models=_facts(path, components.components, spaces),
        components=_table(tables.COMPONENTS, components.components),
        spaces=_table(tables.SPACES, spaces),
        rejects=tables.empty(tables.REJECTS),
        properties=components.properties,
        elements_read=len(components.components),
        issues=issues,
    )


def _facts(
    path: Path, components: Sequence[Mapping[str, Any]], spaces: Sequence[Mapping[str, Any]]
) -> tuple[ModelFacts, ...]:
    """One for each file that rows say they come from, as a plan of several models has them."""
    counts = Counter(row["model_id"] for row in components)
    rooms = Counter(row["model_id"] for row in spaces)
    return tuple(
        ModelFacts(
            model_id=model_id,
            file=str(path),
            schema=SCHEMA,
            application="",
            project_name="",
            length_unit_m=1.0,
            bytes=path.stat().st_size,
            entities=counts[model_id] + rooms[model_id],
            elements_read=counts[model_id],
        )
        for model_id in dict.fromkeys([*counts, *rooms])
    )


def _table(schema: Any, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for name, column in schema.columns.items():
        values = [row.get(name) for row in rows]
        if str(column.dtype).startswith("float"):
            columns[name] = pd.Series(values, dtype=float)
        else:
            columns[name] = tables.text_column(values)
    return tables.checked(schema, pd.DataFrame(columns))


def _given_table(given: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    texts = ("component_id", "component_key", "variant_id", "status", "reason", "candidates",
             "location_class", "unit")  # fmt: skip
    columns = {
        name: tables.text_column([None if row[name] is None else str(row[name]) for row in given])
        for name in texts
    }
    columns["row"] = pd.Series([row["row"] for row in given], dtype=int)
    columns["class_guessed"] = pd.Series([row["class_guessed"] for row in given], dtype=bool)
    columns["quantity"] = pd.Series([row["quantity"] for row in given], dtype=float)
    return pd.DataFrame(columns)


def _oddities(found: Mapping[Kind, FilledTable], components: GivenComponents) -> Iterable[Issue]:
    table = found.get(Kind.COMPONENTS)
    if table is None:
        return
    if components.names_not_tried:
        yield Issue(
            Severity.WARNING,
            "names_not_tried",
            f"{components.names_not_tried} different names without a key were too many to look "
            "for; they may not be recognised.",
            Origin(table.raw.file, table.raw.sheet),
            "Choose keys from the list, or give the IFC class.",
            components.names_not_tried,
        )
    said = (
        (
            components.rooms_unclear,
            "room_unclear",
            "there are several rooms of this name in the room list",
            "space_name",
            "Write storey, building or dwelling as well, or the room id.",
        ),
        (
            components.rooms_not_listed,
            "room_not_listed",
            "the room is not in the room list",
            "space_name",
            "Write the name as it stands there, or add the room.",
        ),
        (
            components.grades_not_read,
            "grade_not_read",
            "the condition grade is none of TG0 to TG3 and counts as not known",
            "condition_grade",
            "Write TG0, TG1, TG2 or TG3.",
        ),
    )
    for rows, code, message, column, hint in said:
        if not rows:
            continue
        origin = Origin(table.raw.file, table.raw.sheet, rows[0], table.titles.get(column, column))
        told = f"{message}: {len(rows)} rows ({listed(map(str, rows), 5)})."
        yield Issue(Severity.WARNING, code, told, origin, hint, len(rows))
