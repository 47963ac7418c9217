"""Opening a model: only what is needed is parsed, and the parser's silence is not trusted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from robuild.model.raw_properties import CLASSES, RawProperties, read_raw
from robuild.model.source_files import SourceFile, with_plain_backslashes
from robuild.model.step_bytes import careful_count
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error

_BYPASSED_ROOTS = (
    "IfcGeometricRepresentationItem",
    "IfcTopologicalRepresentationItem",
    "IfcMappedItem",
    "IfcStyledItem",
    "IfcRepresentation",
    "IfcRepresentationMap",
    "IfcProductRepresentation",
    "IfcShapeAspect",
    "IfcObjectPlacement",
    "IfcPresentationStyle",
    "IfcPresentationStyleAssignment",
    "IfcPresentationItem",
    "IfcPresentationLayerAssignment",
    "IfcConnectionGeometry",
    "IfcProfileDef",
)
"""Geometry and looks: never asked for, and most of every file."""
_UNREADABLE = "unreadable_model"


@cache
def bypassed_classes(schema: str) -> tuple[str, ...]:
    """Every class below the geometry roots, as the parser wants them: exact names."""
    from ifcopenshell import ifcopenshell_wrapper

    definition: Any = ifcopenshell_wrapper.schema_by_name(schema)
    names: set[str] = set()
    for root in _BYPASSED_ROOTS:
        try:
            waiting = [definition.declaration_by_name(root)]
        except RuntimeError:  # not in this schema
            continue
        while waiting:
            declaration = waiting.pop()
            names.add(declaration.name())
            waiting += declaration.subtypes()
    return tuple(sorted(names))


@cache
def _all_classes(schema: str) -> frozenset[str]:
    from ifcopenshell import ifcopenshell_wrapper

    definition = ifcopenshell_wrapper.schema_by_name(schema)
    return frozenset(d.name().upper() for d in definition.entities())


@dataclass(frozen=True, slots=True)
class OpenModel:
    """A model open for reading, never for writing: most of it was left out."""

    model: Any
    raw: RawProperties | None
    """Property statements read beside the parser, where that is possible."""
    issues: tuple[Issue, ...]
    source: SourceFile
    """The file that was opened, where need be a copy with stray backslashes made plain."""


def open_model(source: SourceFile, *, lazy: bool) -> OpenModel:
    """The model, with geometry left out, and what was found odd.

    Args:
        source: the file, made ready.
        lazy: parse attributes only when asked for, and read plain properties from the bytes.

    Raises:
        InputError: the parser fails, or reads less than the file holds.
    """
    try:
        return _open_model(source, lazy=lazy)
    except InputError as error:
        if error.issues[0].code != _UNREADABLE:
            raise
        repaired = with_plain_backslashes(source)
        if repaired is None:
            raise
        found = _open_model(repaired, lazy=lazy)
        return replace(found, issues=(*repaired.notes[len(source.notes) :], *found.issues))


def _open_model(source: SourceFile, *, lazy: bool) -> OpenModel:
    origin = Origin(file=str(source.given))
    counts = source.look.statements
    raw = None
    # parts of complex properties hang on them, so the parser must see those itself
    if lazy and not counts["IFCCOMPLEXPROPERTY"]:
        raw = read_raw(source.path, counts)
    left_out = bypassed_classes(source.schema) + (CLASSES if raw else ())
    model = _opened(source, left_out, origin, lazy=lazy)
    if len(model.entity_names()) == _expected(counts, source.schema, left_out):
        return OpenModel(model, raw, _unknown_classes(counts, source.schema, origin), source)
    careful, again = careful_count(source.path)
    if again:
        raise input_error(
            "statement_number_twice",
            f"{again} statements use a number (#…) that another statement has; references to it "
            "are ambiguous.",
            origin,
            "Export the model again.",
        )
    expected = _expected(careful, source.schema, left_out)
    if len(model.entity_names()) != expected:
        # the quick way misses what the whole way reads, such as a second DATA section
        raw, left_out = None, bypassed_classes(source.schema)
        model = _opened(source, left_out, origin, lazy=False)
        expected = _expected(careful, source.schema, left_out)
    if len(model.entity_names()) != expected:
        raise _partial(source, sum(careful.values()), origin)
    return OpenModel(model, raw, _unknown_classes(careful, source.schema, origin), source)


def _opened(source: SourceFile, left_out: tuple[str, ...], origin: Origin, *, lazy: bool) -> Any:
    import ifcopenshell

    read: Any = ifcopenshell.open  # its stubs do not know `lazy` and `bypass_types` yet
    try:
        return read(source.path, ".ifc", lazy=lazy, bypass_types=left_out)
    except Exception as error:  # the parser raises many kinds, some of them bare Exception
        text = (str(error).splitlines() or [""])[0][:160]
        raise input_error(
            _UNREADABLE,
            f"the model cannot be read ({text or type(error).__name__}).",
            origin,
            "Open it in a viewer; if that fails too, export it again.",
        ) from None


def _expected(statements: Counter[str], schema: str, left_out: tuple[str, ...]) -> int:
    missing = {name.upper() for name in left_out}
    known = _all_classes(schema)
    return sum(n for name, n in statements.items() if name not in missing and name in known)


def _unknown_classes(statements: Counter[str], schema: str, origin: Origin) -> tuple[Issue, ...]:
    unknown = {n: c for n, c in statements.items() if n not in _all_classes(schema)}
    # words after `=` inside texts are no statements; class names start with IFC
    unknown = {n: c for n, c in unknown.items() if n.startswith("IFC") and len(n) > 3}
    if not unknown:
        return ()
    names = ", ".join(sorted(unknown)[:5])
    return (
        Issue(
            Severity.WARNING,
            "unknown_class",
            f"{sum(unknown.values())} statements are of classes that {schema} does not have "
            f"({names}); they were left out.",
            origin,
            "Export the model again with the right schema.",
            sum(unknown.values()),
        ),
    )


def _partial(source: SourceFile, statements: int, origin: Origin) -> InputError:
    cut = "" if source.look.ends else "; it lacks its closing line and is probably cut off"
    return input_error(
        "partial_model",
        f"the file holds {statements} statements, but reading stops before the end of them{cut}.",
        origin,
        "The file is damaged: get it again or export it again.",
    )


def require_whole(source: SourceFile, model: Any) -> tuple[Any, list[Issue]]:
    """The project, after the checks that decide whether the model can be used at all.

    Raises:
        InputError: the file is cut off, or holds no project.
    """
    origin = Origin(file=str(source.given))
    projects = model.by_type("IfcProject")
    if not source.look.ends and not projects:
        raise input_error(
            "truncated_model",
            "the file is cut off: it lacks its closing line and has no IfcProject.",
            origin,
            "Get it again or export it again.",
        )
    if not source.look.ends:
        raise input_error(
            "truncated_model", "the file is cut off: it lacks its closing line.", origin,
            "Get it again or export it again.",
        )  # fmt: skip
    if not projects:
        raise input_error(
            "project_missing",
            "the file holds no IfcProject, so it has no units and no building.",
            origin,
            "Export the building itself, not a library of products.",
        )
    issues = []
    if len(projects) > 1:
        issues.append(
            Issue(Severity.WARNING, "several_projects",
                  f"the file holds {len(projects)} IfcProject; the units of the first were used.",
                  origin, "Export one project to a file.", len(projects))
        )  # fmt: skip
    return projects[0], issues
