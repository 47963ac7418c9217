"""Sentences on what logs have taught, the same on the page and in the terminal."""

from __future__ import annotations

import math
from typing import Any

from robuild.language import Texts, figure
from robuild.terms.catalog import Catalog


def thing(row: dict[str, Any], catalog: Catalog, words: Texts) -> str:
    """Name of the component of a row, with that of its variant where the row is of one."""
    name = component(row, catalog, words)
    variant_id = row.get("variant_id")
    return f"{name}: {variant(variant_id, catalog, words)}" if isinstance(variant_id, str) else name


def component(row: dict[str, Any], catalog: Catalog, words: Texts) -> str:
    """Name of the component of a row."""
    return str(getattr(catalog.component_by_key[row["component_key"]], f"name_{words.language}"))


def variant(variant_id: object, catalog: Catalog, words: Texts) -> str:
    """Name of a variant."""
    if not isinstance(variant_id, str):
        return words.get("word.not_known")
    return str(getattr(catalog.variant_by_id[variant_id], f"name_{words.language}"))


def change_told(row: dict[str, Any], catalog: Catalog, words: Texts) -> str:
    """What to change before building more: a row of `CHANGES` in a sentence."""
    ratio = figure(row["ratio"], words.language)
    return words.get(f"change.{row['change']}", name=thing(row, catalog, words), ratio=ratio)


def paid_off_told(row: dict[str, Any], catalog: Catalog, words: Texts) -> str:
    """A row of `PAID_OFF` in a sentence."""
    lang, years = words.language, row["payback_years"]
    payback = (
        words.get("evaluation.no_payback")
        if math.isnan(years)
        else words.get("evaluation.payback", years=figure(years, lang))
    )
    return words.get(
        f"evaluation.tells_{row['tells']}",
        name=thing(row, catalog, words),
        against=variant(row["against"], catalog, words),
        events=figure(row["events_per_year"], lang),
        against_events=figure(row["against_events_per_year"], lang),
        payback=payback,
    )
