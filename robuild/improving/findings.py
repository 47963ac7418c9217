"""All that is said about repair ease beyond the index of each variant."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.costing import Costing
from robuild.improving.ease_of_places import ease_of_places
from robuild.improving.improvements import improvements
from robuild.improving.repair_or_replace import repair_or_replace
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class RepairFindings:
    """Tables of this room for the lines of a plan."""

    improvements: pd.DataFrame
    """`IMPROVEMENTS`."""
    repair_or_replace: pd.DataFrame
    """`REPAIR_OR_REPLACE`."""
    ease_of_places: pd.DataFrame
    """`EASE_OF_PLACES`."""


def repair_findings(
    lines: pd.DataFrame,
    costing: Costing,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
) -> RepairFindings:
    """Improvements, advice and indices of the lines; arguments as `improvements`."""
    return RepairFindings(
        improvements(lines, costing, catalog, settings, repair_ease),
        repair_or_replace(costing, catalog, settings),
        ease_of_places(lines, costing, repair_ease),
    )
