"""What a field means, for the notes on the headers of a catalog workbook."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

from robuild.catalog.columns import Column, Kind

_UNITS = (
    ("_per_year", "Events per year."),
    ("_nok", "NOK ex VAT."),
    ("_years", "Years."),
    ("_hours", "Hours."),
    ("hours", "Hours."),
    ("_days", "Days."),
    ("_share", "Share from 0 to 1."),
    ("_m", "Metres."),
    ("_kg", "Kilograms."),
    ("source_id", "Who says so: a row of sources."),
    ("_en", "English."),
    ("_nb", "Norwegian bokmål."),
    ("_nn", "Norwegian nynorsk."),
)


@cache
def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """Field -> the string that stands below it in the class."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(model)))
    except OSError:  # an installation without sources
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    docs: dict[str, str] = {}
    for before, here in pairwise(body):
        if (
            isinstance(before, ast.AnnAssign)
            and isinstance(before.target, ast.Name)
            and isinstance(here, ast.Expr)
            and isinstance(here.value, ast.Constant)
            and isinstance(here.value.value, str)
        ):
            docs[before.target.id] = " ".join(here.value.value.split())
    return docs


def column_note(model: type[BaseModel], column: Column) -> str:
    """Meaning, unit, allowed words and what an empty cell says, one line each."""
    unit = next((words for suffix, words in _UNITS if column.name.endswith(suffix)), "")
    kind = "Whole number." if column.kind is Kind.WHOLE else ""
    doc = field_docs(model).get(column.name, "").replace("`", "")
    if "empty:" in doc:
        empty = ""  # says itself what an empty cell means
    elif column.may_be_empty:
        empty = "Empty: not known."
    elif column.empty_word:
        empty = f"Empty: {column.empty_word}."
    else:
        empty = "" if not column.needed else "Needed."
    words = f"One of: {', '.join(column.words)}." if column.words else ""
    lines = (doc, unit or kind, words, empty)
    return "\n".join(line for line in lines if line)
