"""Every line in every variant that the catalog offers for it, costed by both engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing import Costing, cost_lines
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked
from robuild.terms.vocabulary import Engine

_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class OfferedLines:
    """Lines by variants: one row each in every table, in the same order."""

    lines: pd.DataFrame
    """`tables.LINES` whose `line_id` is the offer's: line, then variant."""
    of_line: pd.DataFrame
    """offer_id, line_id, variant_id, current."""
    costing: Costing


def cost_offers(
    lines: pd.DataFrame, catalog: Catalog, settings: Settings, repair_ease: pd.DataFrame
) -> OfferedLines:
    """Cost of each line in each variant of its component key.

    Args:
        lines: `tables.LINES`.
        catalog: what is offered.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
    """
    variants: dict[str, list[str]] = {}
    for variant in catalog.variants:
        variants.setdefault(variant.component_key, []).append(variant.variant_id)
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in line.items()} | {"offered": variant_id}
        for line in lines.to_dict("records")
        for variant_id in variants[str(line["component_key"])]
    ]
    table = pd.DataFrame(rows, columns=[*LINES.columns, "offered"])
    of_line = pd.DataFrame(
        {
            "offer_id": (table["line_id"] + _BETWEEN + table["offered"]).astype("str"),
            "line_id": table["line_id"].astype("str"),
            "variant_id": table["offered"].astype("str"),
            "current": (table["offered"] == table["variant_id"]).astype(bool),
        }
    )
    offered = table.assign(line_id=of_line["offer_id"], variant_id=of_line["variant_id"])
    kinds = {name: lines[name].dtype for name in LINES.columns}
    offered = checked(LINES, offered[list(LINES.columns)].astype(kinds))
    return OfferedLines(offered, of_line, cost_lines(offered, catalog, settings, repair_ease))


def offers_table(
    offered: OfferedLines, catalog: Catalog, repair_ease: pd.DataFrame, engine: Engine
) -> pd.DataFrame:
    """`choosing.OFFERS` of one engine, to choose from."""
    lcc = offered.costing.by_engine[engine].lcc
    rei = dict(zip(repair_ease["variant_id"], repair_ease["rei"], strict=True))
    lines, ids = offered.lines, offered.of_line
    variants = [catalog.variant_by_id[v] for v in ids["variant_id"]]
    codes = [catalog.component_by_key[key].element_code for key in lines["component_key"]]
    families = [f"{kind}:{code}" for kind, code in zip(lines["dwelling_type"], codes, strict=True)]
    return pd.DataFrame(
        {
            "line_id": ids["line_id"],
            "component_key": lines["component_key"],
            "variant_id": ids["variant_id"],
            "role": pd.Series([str(v.role) for v in variants], dtype="str"),
            "dwelling_type": lines["dwelling_type"],
            "family_group": pd.Series(families, dtype="str"),
            "component_count": lines["component_count"],
            "acquisition_cost_nok": lcc["acquisition_cost_nok"],
            "life_cycle_cost_nok": lcc["life_cycle_cost_nok"],
            "weighted_cost_nok": lcc["weighted_cost_nok"],
            "repair_ease": ids["variant_id"].map(rei).astype(float),
            "institutional_look": pd.Series(
                [str(v.institutional_look) for v in variants], dtype="str"
            ),
            "current": ids["current"],
        }
    )
