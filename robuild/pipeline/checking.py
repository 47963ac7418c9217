"""What models lack, with the money that hangs on it: what `robuild check` tells beyond counts."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.costing import cost_lines
from robuild.gaps import Found, Gap, RungMoney, find_gaps, money_by_rung
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
    by_rung: tuple[RungMoney, ...]
    totals: Totals
    of_register: bool = False
    """Whether a register was read, and no model."""

    @property
    def anything_priced(self) -> bool:
        """Whether there is a component, modelled or not, that the catalog has a price for."""
        matched = (self.found.matches["status"] == "matched").any()
        return bool(matched) or len(self.found.not_modelled) > 0


def priced_gaps(
    found: Findings, progress: Progress = silent, *, of_register: bool = False
) -> Checked:
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
        of_register=of_register,
    )
    gaps = find_gaps(tables, found.catalog, found.settings)
    return Checked(found, gaps, money_by_rung(tables), costing.totals, of_register)
