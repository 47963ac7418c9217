"""Words of the product in Bokmål, Nynorsk and English.

In: the TOML files beside this module, `<part>.<language>.toml` or `<language>.toml`, keyed by
identifier. Out: `texts(language)`, which answers with the nearest language that has the key: nn
falls back to nb, nb to en. Keys of tables and settings are never translated, only shown words.
"""

from __future__ import annotations

from robuild.language.numbers import decimal, kr
from robuild.language.texts import Texts, texts_in, texts

__all__ = ["Texts", "decimal", "kr", "texts_in", "texts"]
