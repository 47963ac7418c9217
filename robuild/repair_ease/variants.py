"""Repair ease of every variant of a catalog."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from robuild.repair_ease.index import (
    BEST,
    SUB_INDICES,
    WORST,
    join_values,
    repair_ease_class,
    sub_index,
    weakest,
)
from robuild.terms.catalog import Catalog, RepairLevel, Variant
from robuild.terms.settings import Settings
from robuild.terms.tables import REPAIR_EASE, checked
from robuild.terms.vocabulary import Criterion, Trade

CARETAKER_FROM = 0.8
"""From this value of C6 on the caretaker does the repair (conventions §4.1)."""
_EFFECTS = {
    "dismantling_share": Criterion.CONNECTION,
    "access_share": Criterion.ACCESS,
    "collateral_share": Criterion.INDEPENDENCE,
    "part_fraction": Criterion.SMALLEST_PART,
    "lead_days": Criterion.PARTS,
    "diagnosis_hours": Criterion.DOCUMENTATION,
    "downtime_share": Criterion.DISTURBANCE,
}
Levels = Mapping[tuple[Criterion, str], RepairLevel]


def rate_variants(catalog: Catalog, settings: Settings) -> pd.DataFrame:
    """`tables.REPAIR_EASE`, a row per variant in catalog order.

    An unknown level counts as its worst in `rei` and in every effect; `rei_high` counts it as 1.

    Raises:
        ValueError: the catalog has no weights for `repair_ease_preset`.
    """
    weights = {
        row.criterion: row.weight_share
        for row in catalog.repair_weights
        if row.preset == settings.repair_ease_preset
    }
    if not weights:
        presets = sorted({row.preset for row in catalog.repair_weights})
        raise ValueError(
            f"repair_ease_preset is {settings.repair_ease_preset!r}; "
            f"the catalog has {', '.join(presets)}"
        )
    levels = {(row.criterion, row.level): row for row in catalog.repair_levels}
    rows = [_rate(variant, levels, weights, settings) for variant in catalog.variants]
    return checked(REPAIR_EASE, pd.DataFrame(rows, columns=list(REPAIR_EASE.columns)))


def _rate(
    variant: Variant,
    levels: Levels,
    weights: Mapping[Criterion, float],
    settings: Settings,
) -> dict[str, object]:
    method = settings.repair_ease_method
    known = {
        criterion: levels[criterion, level]
        for criterion in Criterion
        if (level := variant.level(criterion)) is not None
    }
    low = {c: known[c].value if c in known else WORST for c in Criterion}
    high = {c: known[c].value if c in known else BEST for c in Criterion}
    rei = join_values(low, weights, method)
    by_caretaker = low[Criterion.SKILL] >= CARETAKER_FROM
    coverage = sum(weights.get(c, 0.0) for c in known) / sum(weights.values())
    return {
        "variant_id": variant.variant_id,
        "rei": rei,
        "rei_low": rei,
        "rei_high": join_values(high, weights, method),
        "coverage_share": min(max(coverage, 0.0), 1.0),
        "repair_ease_class": str(repair_ease_class(rei)),
        "weakest_criterion": str(weakest(low, weights)),
        **{name: sub_index(name, low, weights, method) for name in SUB_INDICES},
        **_effects(variant, known, levels),
        "repair_trade": str(Trade.CARETAKER if by_caretaker else variant.trade),
    }


def _effects(
    variant: Variant, known: Mapping[Criterion, RepairLevel], levels: Levels
) -> dict[str, float]:
    effects = {}
    for name, criterion in _EFFECTS.items():
        row = known.get(criterion) or _worst(criterion, levels)
        effects[name] = 0.0 if row.effect is None else float(row.effect)
    if variant.lead_time_days is not None:
        effects["lead_days"] = variant.lead_time_days
    return effects


def _worst(criterion: Criterion, levels: Levels) -> RepairLevel:
    return min(
        (row for (of, _), row in levels.items() if of == criterion), key=lambda row: row.value
    )
