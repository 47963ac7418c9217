"""What people write for robuild in Excel or CSV: registers, room lists and answers to questions.

In: a register of components or a list of rooms where there is no model, the Register sheet of an
earlier plan, an overrides file. Out: an inventory like that of models with what people said of it,
empty forms, files of suggestions. Rules: nobody's words are lost, every fault at once, rows =
components + rejects (conventions §1).
"""

from __future__ import annotations

from robuild.register.earlier_suggestions import EarlierSuggestions, read_earlier_suggestions
from robuild.register.form import write_register_template
from robuild.register.reading import SCHEMA, Register, read_register
from robuild.register.said import (
    register_findings,
    variant_choices,
    with_given_keys,
    with_given_places,
    with_given_rooms,
)
from robuild.register.suggestions import SuggestionsWritten, write_suggestions

__all__ = [
    "SCHEMA",
    "EarlierSuggestions",
    "Register",
    "SuggestionsWritten",
    "read_earlier_suggestions",
    "read_register",
    "register_findings",
    "variant_choices",
    "with_given_keys",
    "with_given_places",
    "with_given_rooms",
    "write_register_template",
    "write_suggestions",
]
