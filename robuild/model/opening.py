"""Opening a model: only what is needed is parsed, and the parser's silence is not trusted."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from robuild.model.source_files import SourceFile
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


@cache
def bypassed_classes(schema: str) -> tuple[str, ...]:
    """Every class below the geometry roots, as the parser wants them: exact names."""
    from ifcopenshell import ifcopenshell_wrapper

    definition = ifcopenshell_wrapper.schema_by_name(schema)
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


def open_model(source: SourceFile, *, lazy: bool) -> tuple[Any, list[Issue]]:
    """The model, with geometry left out, and what was found odd.

    Raises:
        InputError: the parser fails, or reads less than the file holds.
    """
    origin = Origin(file=str(source.given))
    model = _opened(source, origin, lazy=lazy)
    expected = _expected(source.look.statements, source.schema)
    if len(model.entity_names()) == expected:
        return model, _unknown_classes(source.look.statements, source.schema, origin)
    careful, again = careful_count(source.path)
    if again:
        raise input_error(
            "statement_number_twice",
            f"{again} statements use a number (#…) that another statement has; references to it "
            "are ambiguous.",
            origin,
            "Export the model again.",
        )
    if lazy and len(model.entity_names()) != _expected(careful, source.schema):
        model = _opened(source, origin, lazy=False)
    if len(model.entity_names()) != _expected(careful, source.schema):
        raise _partial(source, sum(careful.values()), origin)
    return model, _unknown_classes(careful, source.schema, origin)


def _opened(source: SourceFile, origin: Origin, *, lazy: bool) -> Any:
    import ifcopenshell

    try:
        return ifcopenshell.open(
            source.path, ".ifc", lazy=lazy, bypass_types=bypassed_classes(source.schema)
        )
    except Exception as error:  # the parser raises many kinds, some of them bare Exception
        text = (str(error).splitlines() or [""])[0][:160]
        raise input_error(
            "unreadable_model",
            f"the model cannot be read ({text or type(error).__name__}).",
            origin,
            "Open it in a viewer; if that fails too, export it again.",
        ) from None


def _expected(statements: Counter[str], schema: str) -> int:
    bypassed = {name.upper() for name in bypassed_classes(schema)}
    known = _all_classes(schema)
    return sum(n for name, n in statements.items() if name not in bypassed and name in known)


def _unknown_classes(statements: Counter[str], schema: str, origin: Origin) -> list[Issue]:
    unknown = {n: c for n, c in statements.items() if n not in _all_classes(schema)}
    # words after `=` inside texts are no statements; class names start with IFC
    unknown = {n: c for n, c in unknown.items() if n.startswith("IFC") and len(n) > 3}
    if not unknown:
        return []
    names = ", ".join(sorted(unknown)[:5])
    return [
        Issue(
            Severity.WARNING,
            "unknown_class",
            f"{sum(unknown.values())} statements are of classes that {schema} does not have "
            f"({names}); they were left out.",
            origin,
            "Export the model again with the right schema.",
            sum(unknown.values()),
        )
    ]


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
