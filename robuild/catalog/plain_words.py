"""pydantic's findings in plain sentences: what is wrong and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from robuild.catalog.cells import CellError, shown
from robuild.tabular import number_text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_PATTERNS = {
    r"^[a-z][a-z0-9_.\-]{1,79}$": (
        "an id: 2 to 80 of the small letters a to z, digits and _ . -, starting with a letter"
    ),
    r"^\d{2,4}$": "a code of 2 to 4 digits, such as 244",
    r"^Ifc[A-Za-z]+$": "an IFC class, such as IfcDoor",
    r"^\d{4}-\d{2}-\d{2}$": "a date as 2026-01-31",
    r"^G\d{1,2}[a-z]?$": "a gate such as G4 or G4b",
    r"^[A-Z]{3}$": "a currency of three capital letters, such as NOK",
    r"^([a-z][a-z0-9_]*)?$": "one word of small letters, digits and _",
}
_BOUNDS = {
    "greater_than": ("gt", "it must be more than"),
    "greater_than_equal": ("ge", "it must be at least"),
    "less_than": ("lt", "it must be less than"),
    "less_than_equal": ("le", "it must be at most"),
}


def plain(error: ErrorDetails) -> CellError:
    """One finding of pydantic as a sentence with the value and what is allowed."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        limit = number_text(float(context[key]))
        return CellError("out_of_range", f"{shown(value)} is not allowed; {words} {limit}.")
    if value == "" and kind in ("string_pattern_mismatch", "string_too_short"):
        return CellError("empty_cell", "the cell is empty; a text is needed.")
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        wanted = _PATTERNS.get(pattern, f"a text that fits {pattern}")
        return CellError("wrong_form", f"{shown(value)} is not {wanted}.")
    if kind == "string_too_long":
        return CellError(
            "text_too_long",
            f"the text has {len(str(value))} letters; at most {context['max_length']}.",
            "Shorten it.",
        )
    if kind == "finite_number":
        return CellError("not_a_number", f"{shown(value)} is not a finite number.")
    if kind == "value_error":
        return CellError("not_allowed", f"{context['error']}.")
    return CellError("not_allowed", f"{shown(value)}: {error['msg']}.")
