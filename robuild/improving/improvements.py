"""Per line: the least change that makes it easier to repair, and what that is worth."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from robuild.costing import Costing, cost_lines
from robuild.repair_ease import least_changes, rate_variants, with_changes
from robuild.terms import vocabulary as v
from robuild.terms.catalog import Catalog, Variant
from robuild.terms.column_kinds import number, schema, text, words
from robuild.terms.settings import Settings
from robuild.terms.tables import checked

IMPROVEMENTS = schema(
    "improvements",
    {
        "line_id": text(unique=True),
        "variant_id": text(),
        "rei": number(),
        "repair_ease_class": words(v.RepairEaseClass),
        "weakest_criterion": words(v.Criterion),
        "criterion": words(v.Criterion, nullable=True),  # null: class A, or nothing helps
        "level": text(nullable=True),  # null with a criterion: not known
        "better_level": text(nullable=True),
        "better_class": words(v.RepairEaseClass, nullable=True),
        "lifts_class": words(v.Answer),
        "saved_nok": number(None, nullable=True),  # life-cycle cost of the line
        "saved_weighted_nok": number(None, nullable=True),
        "worth_nok_per_unit": number(None, nullable=True),  # what it may cost to buy it so
        "easier_variant_id": text(nullable=True),  # in the catalog, of a better class
        "easier_class": words(v.RepairEaseClass, nullable=True),
        "easier_extra_nok_per_unit": number(None, nullable=True),  # to buy and fit
    },
    None,
)


def improvements(
    lines: pd.DataFrame,
    costing: Costing,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
) -> pd.DataFrame:
    """`IMPROVEMENTS`, a row per line in their order.

    What a change is worth is what it saves over the period, by costing every line anew with its
    change; its price nobody has told.

    Args:
        lines: `tables.LINES`.
        costing: of the same lines.
        catalog: that they were costed with.
        settings: likewise.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
    """
    changes = least_changes(catalog, settings)
    changed = with_changes(catalog, changes)
    after = cost_lines(lines, changed, settings, rate_variants(changed, settings)).lcc
    saved = {
        name: costing.lcc[name].to_numpy(dtype=float) - after[name].to_numpy(dtype=float)
        for name in ("life_cycle_cost_nok", "weighted_cost_nok")
    }
    table = lines[["line_id", "variant_id"]].merge(
        repair_ease[["variant_id", "rei", "repair_ease_class", "weakest_criterion"]],
        on="variant_id", how="left", sort=False, validate="many_to_one",
    )  # fmt: skip
    own = changes[["variant_id", "criterion", "level", "better_level", "better_class"]]
    table = table.merge(own, on="variant_id", how="left", sort=False, validate="many_to_one")
    lifting = set(changes.loc[changes["lifts_class"], "variant_id"])
    helped = table["criterion"].notna().to_numpy(dtype=bool)
    table["lifts_class"] = [
        str(v.Answer.YES if variant in lifting else v.Answer.NO) for variant in table["variant_id"]
    ]
    table["saved_nok"] = np.where(helped, saved["life_cycle_cost_nok"], np.nan)
    table["saved_weighted_nok"] = np.where(helped, saved["weighted_cost_nok"], np.nan)
    quantity = lines["quantity"].to_numpy(dtype=float)
    units = np.where(quantity > 0, quantity, np.nan)
    table["worth_nok_per_unit"] = table["saved_nok"].to_numpy(dtype=float) / units
    easier = _easier_variants(catalog, repair_ease)
    found = [easier.get(variant, _NOTHING) for variant in table["variant_id"]]
    table["easier_variant_id"] = pd.Series([each[0] for each in found], dtype="str")
    table["easier_class"] = pd.Series([each[1] for each in found], dtype="str")
    table["easier_extra_nok_per_unit"] = [each[2] for each in found]
    table = table[list(IMPROVEMENTS.columns)].reset_index(drop=True)
    types = {name: str(column.dtype) for name, column in IMPROVEMENTS.columns.items()}
    return checked(IMPROVEMENTS, table.astype(types))


_Easier = tuple[str | None, str | None, float]
_NOTHING: _Easier = (None, None, math.nan)


def _easier_variants(catalog: Catalog, repair_ease: pd.DataFrame) -> dict[str, _Easier]:
    """Variant -> the cheapest one to buy of those of its key with a better class."""
    letter: dict[str, Any] = dict(
        zip(repair_ease["variant_id"], repair_ease["repair_ease_class"], strict=True)
    )
    of_key: dict[str, list[Variant]] = {}
    for variant in catalog.variants:
        of_key.setdefault(variant.component_key, []).append(variant)
    found: dict[str, _Easier] = {}
    for variant in catalog.variants:
        own = _to_buy(variant, catalog)
        better = [
            (cost - own, other.variant_id)
            for other in of_key[variant.component_key]
            if letter[other.variant_id] < letter[variant.variant_id]
            and not math.isnan(cost := _to_buy(other, catalog))
        ]
        if better and not math.isnan(own):
            extra, chosen = min(better)
            found[variant.variant_id] = (chosen, str(letter[chosen]), extra)
    return found


def _to_buy(variant: Variant, catalog: Catalog) -> float:
    """Price and fitting of one unit [NOK]; NaN where one of them is missing."""
    if variant.price_nok is None or variant.install_hours is None:
        return math.nan
    rate = catalog.rate_by_trade[variant.trade].hourly_rate_nok
    return variant.price_nok + variant.install_hours * rate
