"""Repair ease of every variant of a catalog."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from robuild.repair_ease.index import (
    SUB_INDICES,
    join_values,
    repair_ease_class,
    sub_index,
    weakest,
)
from robuild.repair_ease.levels import Levels, levels_of
from robuild.terms.catalog import Catalog, Variant
from robuild.terms.issues import input_error
from robuild.terms.settings import Settings
from robuild.terms.tables import REPAIR_EASE, checked
from robuild.terms.vocabulary import Criterion, RepairEaseMethod, Trade

CARETAKER_FROM = 0.8
"""From this value of C6 on the caretaker does the repair (conventions §4.1)."""
Weights = Mapping[Criterion, float]


def rate_variants(catalog: Catalog, settings: Settings) -> pd.DataFrame:
    """`tables.REPAIR_EASE`, a row per variant in catalog order (conventions §5.1).

    `rei` is `rei_low`: an unknown level counts as the worst of its criterion, there and in every
    effect; in `rei_high` it counts as the best. `coverage_share` is the weight of what is known.

    Raises:
        InputError: the catalog has no weights for `repair_ease_preset`, or its levels lack effects.
    """
    weights = preset_weights(catalog, settings.repair_ease_preset)
    levels = levels_of(catalog)
    rows = [
        _rate(variant, levels, weights, settings.repair_ease_method) for variant in catalog.variants
    ]
    return checked(REPAIR_EASE, pd.DataFrame(rows, columns=list(REPAIR_EASE.columns)))


def preset_weights(catalog: Catalog, preset: str) -> Weights:
    """Weights of the criteria in a preset.

    Raises:
        InputError: the catalog has none of this name.
    """
    weights = {
        row.criterion: row.weight_share for row in catalog.repair_weights if row.preset == preset
    }
    if not any(weights.values()):
        presets = sorted({row.preset for row in catalog.repair_weights})
        raise input_error(
            "unknown_preset",
            f"repair_ease_preset is {preset!r}; the catalog has weights for {', '.join(presets)}.",
            hint="Choose one of these, or add weights for it to repair_weights.",
        )
    return weights


def _rate(
    variant: Variant, levels: Levels, weights: Weights, method: RepairEaseMethod
) -> dict[str, object]:
    known = levels.known(variant)
    low, high = levels.values(known, low=True), levels.values(known, low=False)
    rei = join_values(low, weights, method)
    return {
        "variant_id": variant.variant_id,
        "rei": rei,
        "rei_low": rei,
        "rei_high": join_values(high, weights, method),
        "coverage_share": _coverage(known, weights),
        "repair_ease_class": str(repair_ease_class(rei)),
        "weakest_criterion": str(weakest(low, weights)),
        **{name: sub_index(name, low, weights, method) for name in SUB_INDICES},
        **levels.effects(variant, known),
        "repair_trade": str(repair_trade(low[Criterion.SKILL], variant.trade)),
    }


def _coverage(known: Mapping[Criterion, object], weights: Weights) -> float:
    # fsum: all criteria known is exactly 1, whatever the order of the rows
    of_known = math.fsum(weights.get(criterion, 0.0) for criterion in known)
    return min(of_known / math.fsum(weights.values()), 1.0)


def repair_trade(skill_value: float, trade: Trade) -> Trade:
    """Who repairs: the caretaker where no trade skill is needed (conventions §4.1).

    Example:
        >>> str(repair_trade(0.8, Trade.CARPENTER)), str(repair_trade(0.5, Trade.CARPENTER))
        ('caretaker', 'carpenter')
    """
    return Trade.CARETAKER if skill_value >= CARETAKER_FROM else trade
