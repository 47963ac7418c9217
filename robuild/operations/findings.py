"""All that operations is told beside the plan itself."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.costing import Costing
from robuild.operations.budget import budget
from robuild.operations.smoothing import Smoothed, smooth
from robuild.operations.spares import Spares, spare_parts
from robuild.operations.turnover import Turnovers, turnovers
from robuild.operations.year_numbers import year_numbers
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import InstitutionalLook


@dataclass(frozen=True, slots=True)
class OperationsFindings:
    """Tables of this room for the lines of a plan."""

    budget: pd.DataFrame
    """`BUDGET`."""
    smoothed: Smoothed
    year_numbers: pd.DataFrame
    """`YEAR_NUMBERS`."""
    turnovers: Turnovers
    easy_turnovers: Turnovers
    """The same with the variants that are easiest to repair and do not look institutional."""
    spares: Spares


def operations_findings(
    lines: pd.DataFrame,
    plan: pd.DataFrame,
    costing: Costing,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    spread: pd.DataFrame | None = None,
) -> OperationsFindings:
    """Budget, even years, numbers by year and changes of resident.

    Args:
        lines: `tables.LINES`.
        plan: `tables.PLAN` of the same lines.
        costing: of the same lines.
        catalog: that they were costed with.
        settings: likewise.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        spread: years with `p90_nok`; `None` where nothing was drawn.
    """
    easiest = with_easiest(lines, catalog, repair_ease)
    return OperationsFindings(
        budget(costing, settings, spread),
        smooth(plan, costing, within_years=settings.smooth_within_years),
        year_numbers(lines, costing, settings),
        turnovers(lines, catalog, settings, repair_ease),
        turnovers(easiest, catalog, settings, repair_ease),
        spare_parts(lines, costing, catalog, settings, repair_ease),
    )


def with_easiest(lines: pd.DataFrame, catalog: Catalog, repair_ease: pd.DataFrame) -> pd.DataFrame:
    """The lines in the variant with the highest index that does not look strongly institutional.

    What lacks a price, hours or disposal is not offered; where nothing else is, the line keeps its
    own variant.
    """
    rei = dict(zip(repair_ease["variant_id"], repair_ease["rei"], strict=True))
    best: dict[str, str] = {}
    for variant in catalog.variants:
        known = None not in (variant.price_nok, variant.install_hours, variant.disposal_nok)
        if not known or variant.institutional_look is InstitutionalLook.STRONG:
            continue
        now = best.get(variant.component_key)
        if now is None or rei[variant.variant_id] > rei[now]:
            best[variant.component_key] = variant.variant_id
    chosen = [
        best[key] if key in best and rei[best[key]] > rei[own] else own
        for key, own in zip(lines["component_key"], lines["variant_id"], strict=True)
    ]
    return lines.assign(variant_id=pd.Series(chosen, dtype="str", index=lines.index))
