"""`robuild check --suggest`: questions to people, asked again without losing an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from robuild.terms.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

    from robuild.register import SuggestionsWritten
    from robuild.terms.catalog import Catalog
    from robuild.terms.inventory import ModelInventory
    from robuild.terms.match_rules import Override


def suggest(
    path: Path,
    inventory: ModelInventory,
    matches: pd.DataFrame,
    catalog: Catalog,
    overrides: Sequence[Override],
    language: Language,
) -> SuggestionsWritten:
    """Write the groups that people should decide on, or add them to the file that is there.

    Raises:
        InputError: what is there is no overrides file; it is left as it is.
        OutputError: the file could not be written; what was there is still there.
    """
    from robuild.matching.suggestion_groups import suggestion_rows
    from robuild.register import read_earlier_suggestions, write_suggestions

    earlier = read_earlier_suggestions(path)
    also = earlier.answers if earlier else ()
    rows = suggestion_rows(inventory, matches, catalog, overrides, also)
    return write_suggestions(path, rows, earlier, catalog, language)


def told(written: SuggestionsWritten, language: Language) -> str:
    """What was written, in a sentence."""
    from robuild.language import texts

    words = texts(language)
    if not written.rows:
        return words.get("suggest.nothing")
    return words.get(
        "suggest.written",
        path=written.path,
        rows=written.rows,
        added=written.added,
        undecided=written.undecided,
        gone=written.gone,
    )
