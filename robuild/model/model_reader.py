"""Everything of one model file: components, rooms, rejects and what was found odd."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from robuild.model import findings
from robuild.model.definitions import Definitions
from robuild.model.element_rows import ElementReader
from robuild.model.fact_values import rejected_by_status
from robuild.model.identity import component_ids, elements_of
from robuild.model.materials import Materials
from robuild.model.opening import open_model, require_whole
from robuild.model.places import Places
from robuild.model.properties import Levels
from robuild.model.relations import RelationReader
from robuild.model.source_files import SourceFile
from robuild.model.space_rows import Row, read_spaces
from robuild.model.texts import Texts
from robuild.model.units import Units, read_units
from robuild.terms.inventory import ModelFacts
from robuild.terms.issues import Issue, Origin

_GLOBAL_ID = re.compile(r"[0-3][0-9A-Za-z_$]{21}")


def is_global_id(text: str) -> bool:
    """Whether a text is a GlobalId: 22 letters of IFC's alphabet, the first 0 to 3.

    >>> is_global_id("3cUkl32yn9qRSPvBJVyWw5"), is_global_id("14oxcl5")
    (True, False)
    """
    return bool(_GLOBAL_ID.fullmatch(text))


@dataclass
class ModelRead:
    """One model file, read."""

    facts: ModelFacts
    components: list[Row] = field(default_factory=list)
    levels: dict[str, Levels] = field(default_factory=dict)
    rejects: list[Row] = field(default_factory=list)
    spaces: list[Row] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_model(
    source: SourceFile,
    model_id: str,
    *,
    given_length_m: float | None,
    pattern: re.Pattern[str] | None,
    lazy: bool,
) -> ModelRead:
    """Read one prepared model file; arguments as in `read_models`.

    Raises:
        InputError: the model cannot be used.
    """
    from ifcopenshell import ifcopenshell_wrapper

    origin = Origin(file=str(source.given))
    opened = open_model(source, lazy=lazy)
    model = opened.model
    project, more = require_whole(source, model)
    units, odd_units = read_units(project, given_length_m, origin)
    issues = [*source.notes, *opened.issues, *more, *odd_units]
    schema = ifcopenshell_wrapper.schema_by_name(source.schema)
    texts = Texts()
    application = _application(model, texts)
    definitions = Definitions(model, schema, units, texts, opened.raw)
    materials = Materials(units, texts, application)
    reader = RelationReader(model, definitions, materials, texts, opened.raw)

    elements = elements_of(model)
    wanted = {*elements, *(s.id() for s in model.by_type("IfcSpace"))}
    wanted |= {z.id() for z in model.by_type("IfcZone")}
    links = reader.read(wanted)
    places = Places(model, links, texts)
    spaces = read_spaces(model, model_id, links, places, texts, pattern)
    ids, doubles = component_ids(elements, model_id, texts)

    facts = _model_facts(source, model_id, application, project, texts, units, len(elements))
    read = ModelRead(facts, spaces=spaces.rows, issues=issues)
    rows = ElementReader(schema, model_id, units, texts, links, places, spaces.by_number)
    _sort_out(rows.read(elements, ids), read)
    read.issues += [
        *findings.global_ids(_all_global_ids(model, texts), doubles, is_global_id, origin),
        *findings.rooms(spaces, places, len(elements), origin),
        *findings.elements(read.components, origin),
        *findings.contents(definitions.placeholders, texts.shortened, origin),
        *findings.relations(reader.unreadable, origin),
    ]
    return read


def _model_facts(
    source: SourceFile,
    model_id: str,
    application: str,
    project: Any,
    texts: Texts,
    units: Units,
    elements_read: int,
) -> ModelFacts:
    return ModelFacts(
        model_id=model_id,
        file=str(source.given),
        schema=source.stated_schema,
        application=application,
        project_name=texts(project[2]) or texts(project[5]) or "",
        length_unit_m=units.length_m,
        bytes=source.bytes,
        entities=sum(source.look.statements.values()),
        elements_read=elements_read,
    )


def _sort_out(rows: Iterable[tuple[Row, Levels, str | None]], read: ModelRead) -> None:
    """Components to one side, what is demolished or temporary to the other."""
    for row, levels, status in rows:
        reason = rejected_by_status(status)
        if reason is None:
            read.components.append(row)
            read.levels[row["component_id"]] = levels
        else:
            read.rejects.append(reject(row, str(reason), f"status {status}"))


def reject(row: Row, reason: str, detail: str) -> Row:
    """A row of `tables.REJECTS` for an element that does not become a component."""
    kept = ("global_id", "model_id", "ifc_class", "name")
    return {**{name: row[name] for name in kept}, "reason": reason, "detail": detail}


def _all_global_ids(model: Any, texts: Texts) -> list[str]:
    found = [texts(product.get_argument(0)) or "" for product in model.by_type("IfcProduct")]
    return found + [texts(project[0]) or "" for project in model.by_type("IfcProject")]


def _application(model: Any, texts: Texts) -> str:
    for application in model.by_type("IfcApplication"):
        name = texts(application[2]) or texts(application[3])
        if name:
            version = texts(application[1])
            return name if not version or version in name else f"{name} {version}"
    return ""
