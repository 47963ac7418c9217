"""What models lack, with the money that hangs on it: what `robuild check` tells beyond counts."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.costing import cost_lines
from robuild.gaps import Found, Gap, find_gaps
from robuild.model.properties import placeholder_counts
from robuild.pipeline.finding import Findings
from robuild.pipeline.job import Progress, silent
from robuild.pipeline.participating import lines_of
from robuild.repair_ease import rate_variants
from robuild.terms.results import Totals


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what it lacks."""

    found: Findings
    gaps: tuple[Gap, ...]
    totals: Totals


def priced_gaps(found: Findings, progress: Progress = silent) -> Checked:
    """Cost what was found, and rank what it lacks by money. Nothing is chosen or drawn."""
    progress("cost", 0.0)
    lines, line_of_component = lines_of(found)
    costing = cost_lines(
        lines, found.catalog, found.settings,
        repair_ease=rate_variants(found.catalog, found.settings),
        components_unmatched=int((found.matches["status"] == "unmatched").sum()),
    )  # fmt: skip
    tables = Found(
        inventory=found.inventory,
        matches=found.matches,
        places=found.places,
        rooms=found.rooms,
        not_modelled=found.not_modelled,
        lines=lines,
        line_of_component=line_of_component,
        lcc=costing.lcc,
        placeholders=placeholder_counts(found.inventory.properties),
    )
    return Checked(found, find_gaps(tables, found.catalog, found.settings), costing.totals)
