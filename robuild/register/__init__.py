"""What people write for robuild in Excel or CSV: registers, room lists and answers to questions.

In: a register of components or a list of rooms where there is no model, the Register sheet of an
earlier plan, an overrides file. Out: an inventory like that of models with what people said of it,
empty forms, files of suggestions. Rules: nobody's words are lost, every fault at once, rows =
components + rejects (conventions §1).
"""

from __future__ import annotations

from robuild.register.earlier_suggestions import EarlierSuggestions, read_earlier_suggestions
from robuild.register.suggestions import SuggestionsWritten, write_suggestions

__all__ = [
    "EarlierSuggestions",
    "SuggestionsWritten",
    "read_earlier_suggestions",
    "write_suggestions",
]
