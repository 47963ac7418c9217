"""Words of the product in Bokmål, Nynorsk and English.

In: the TOML files beside this module, `<part>.<language>.toml` or `<language>.toml`, keyed by
identifier. Out: `texts(language)`, which answers with the nearest language that has the key: nn
falls back to nb, nb to en. Keys of tables and settings are never translated, only shown words.
"""

from __future__ import annotations

from robuild.language.chain import Texts, texts, texts_in
from robuild.language.evidence import method_told, source_told
from robuild.language.findings import told, told_line
from robuild.language.numbers import decimal, figure, kr

__all__ = [
    "Texts", "decimal", "figure", "kr", "method_told", "source_told", "texts", "texts_in", "told",
    "told_line",
]  # fmt: skip
