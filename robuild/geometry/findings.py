"""What could not be measured, told once per reason and file."""

from __future__ import annotations

from collections.abc import Sequence

from robuild.geometry.kernel_names import GROSS
from robuild.geometry.shape_rows import ItemShape
from robuild.terms.issues import Issue, Origin, Severity
from robuild.terms.vocabulary import ShapeStatus

_SHOWN = 5
_TEXTS: dict[str, tuple[Severity, str, str, str]] = {
    ShapeStatus.NO_SHAPE: (
        Severity.INFO, "shape_missing", "have no body in the model, so nothing could be measured",
        "Export them with their 3D shape, or with quantities.",
    ),
    ShapeStatus.EMPTY: (
        Severity.WARNING, "shape_empty", "have a body of which nothing is left when it is built",
        "Look at them in a viewer, and export them again.",
    ),
    ShapeStatus.DEGENERATE: (
        Severity.WARNING, "shape_degenerate",
        "have a body without extent, or one larger than any building",
        "Look at them in a viewer, and export them again.",
    ),
    ShapeStatus.TIMED_OUT: (
        Severity.WARNING, "shape_timed_out", "were given up because measuring took too long",
        "Simplify them, export quantities, or leave geometry out (--no-geometry).",
    ),
    ShapeStatus.CRASHED: (
        Severity.WARNING, "shape_crashed", "stopped the geometry kernel and were given up",
        "Export them again or with quantities; all others were measured.",
    ),
    ShapeStatus.FAILED: (
        Severity.WARNING, "shape_failed", "were refused by the geometry kernel",
        "Look at them in a viewer, and export them again.",
    ),
}  # fmt: skip
_NOT_DRAWN = {
    ShapeStatus.NO_SHAPE: ("not_drawn_no_shape", "no body in the model"),
    ShapeStatus.EMPTY: ("not_drawn_empty", "nothing is left of the body when it is built"),
    ShapeStatus.DEGENERATE: ("not_drawn_degenerate", "without extent, or larger than any building"),
    ShapeStatus.TIMED_OUT: ("not_drawn_timed_out", "given up because it took too long"),
    ShapeStatus.CRASHED: ("not_drawn_crashed", "stopped the geometry kernel"),
    ShapeStatus.FAILED: ("not_drawn_failed", "refused by the geometry kernel"),
}


def shape_issues(file: str, shapes: Sequence[ItemShape]) -> list[Issue]:
    """One issue per status that is not `measured`, and one for openings left in."""
    issues = []
    for status, (severity, code, what, hint) in _TEXTS.items():
        found = [shape for shape in shapes if shape.status == status]
        if found:
            ids = [_global_id(shape) for shape in found]
            reasons = sorted({shape.detail for shape in found if shape.detail})
            why = f" (it says: {reasons[0]})" if reasons else ""
            issues.append(_issue(severity, code, f"{what}{why}", file, ids, hint))
    gross = [s for s in shapes if s.row["kernel"] and GROSS in s.row["kernel"]]
    if gross:
        ids = [_global_id(shape) for shape in gross]
        issues.append(
            _issue(
                Severity.INFO, "shape_gross",
                "have openings that could not be subtracted; they are measured without", file, ids,
                "The areas are a little too large; openings must lie within the element.",
            )
        )  # fmt: skip
    return issues


def drawing_issues(file: str, shapes: Sequence[ItemShape]) -> list[Issue]:
    """One issue per status of what could not be drawn."""
    issues = []
    for status, (severity, _, _, hint) in _TEXTS.items():
        ids = [_global_id(shape) for shape in shapes if shape.status == status]
        if ids:
            code, why = _NOT_DRAWN[ShapeStatus(status)]
            issues.append(_issue(severity, code, f"are not drawn ({why})", file, ids, hint))
    return issues


def _issue(
    severity: Severity, code: str, what: str, file: str, ids: Sequence[str], hint: str
) -> Issue:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    shown = ", ".join(each[:60] for each in ids[:_SHOWN]) + more
    message = f"{len(ids)} shapes {what}: {shown}."
    return Issue(severity, code, message, Origin(file=file, global_id=ids[0]), hint, len(ids))


def _global_id(shape: ItemShape) -> str:
    """The GlobalId within a component_id or space_id."""
    item = str(shape.row["item_id"])
    return item.removeprefix(f"{shape.row['model_id']}:").partition("#")[0] or item
