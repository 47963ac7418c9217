"""What was learnt as cells of a layer over the catalog."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from robuild.costing.lives import P95_TO_P5
from robuild.learning.calibration import Learned
from robuild.terms.catalog import Catalog

_RATES = (
    "damage_rate_ordinary_per_year",
    "damage_rate_raised_per_year",
    "damage_rate_heavy_per_year",
)
_DIGITS = 6
_MOST_FACTOR = 20.0


def layer_rows(learned: pd.DataFrame, catalog: Catalog) -> dict[str, list[dict[str, Any]]]:
    """Table of the catalog -> rows with key and changed cells.

    Numbers are cut to six digits. All use intensities of a component get the same factor.

    Args:
        learned: `LEARNED`.
        catalog: that the learning started from.
    """
    components: dict[str, dict[str, Any]] = {}
    variants: dict[str, dict[str, Any]] = {}
    for row in learned[learned["not_learned"].isna()].to_dict("records"):
        what, key, variant_id = Learned(row["what"]), row["component_key"], row["variant_id"]
        if what is Learned.DAMAGE_RATE:
            components[key] = {"component_key": key} | _rates(row, catalog)
        elif what is Learned.SERVICE_LIFE:
            if row["events"] > 0 or row["weight_share"] > 0.01:
                _of(variants, variant_id).update(_life(row))
        elif what is Learned.VARIANT_FACTOR:
            _of(variants, variant_id)["damage_rate_factor"] = _capped(row["posterior"])
        elif what is Learned.REPAIR_HOURS:
            before = catalog.variant_by_id[variant_id].repair_hours_factor
            factor = before * row["posterior"] / row["prior"]
            _of(variants, variant_id)["repair_hours_factor"] = _capped(factor)
        else:
            _of(variants, variant_id)["lead_time_days"] = _cut(row["posterior"])
    return {"components": list(components.values()), "variants": list(variants.values())}


def _of(variants: dict[str, dict[str, Any]], variant_id: str) -> dict[str, Any]:
    return variants.setdefault(variant_id, {"variant_id": variant_id})


def _rates(row: dict[Any, Any], catalog: Catalog) -> dict[str, Any]:
    component = catalog.component_by_key[row["component_key"]]
    factor = row["posterior"] / row["prior"]
    cells = {
        name: _cut(rate * factor)
        for name in _RATES
        if (rate := getattr(component, name)) is not None
    }
    return cells | {"damage_rate_events": _cut(row["shape"])}


def _life(row: dict[Any, Any]) -> dict[str, Any]:
    """Low, typical and high life of a Weibull with this median and shape."""
    median, shape = row["posterior"], row["shape"]
    low = median * (-math.log(0.95) / math.log(2.0)) ** (1.0 / shape)
    high = low * P95_TO_P5 ** (1.0 / shape)
    return {
        "service_life_low_years": _cut(low),
        "service_life_typical_years": _cut(median),
        "service_life_high_years": _cut(high),
    }


def _capped(factor: float) -> float:
    return _cut(min(max(factor, 1.0 / _MOST_FACTOR), _MOST_FACTOR))


def _cut(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
