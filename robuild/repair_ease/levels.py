"""The levels of the nine criteria: their values, their effects, and what an unknown one counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from robuild.repair_ease.index import BEST, WORST
from robuild.terms.catalog import Catalog, RepairLevel, Variant
from robuild.terms.issues import InputError, Issue, Origin, Severity
from robuild.terms.vocabulary import Criterion

EFFECTS: Mapping[str, Criterion] = {
    "dismantling_share": Criterion.CONNECTION,
    "access_share": Criterion.ACCESS,
    "collateral_share": Criterion.INDEPENDENCE,
    "part_fraction": Criterion.SMALLEST_PART,
    "lead_days": Criterion.PARTS,
    "diagnosis_hours": Criterion.DOCUMENTATION,
    "downtime_share": Criterion.DISTURBANCE,
}
"""Column of `tables.REPAIR_EASE` -> the criterion whose level has this effect."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of a catalog, ready to be asked for a variant."""

    rows: Mapping[tuple[Criterion, str], RepairLevel]
    worst: Mapping[Criterion, RepairLevel]
    """Lowest value, then largest effect: what an unknown level counts as (conventions §4)."""
    best: Mapping[Criterion, RepairLevel]

    def known(self, variant: Variant) -> dict[Criterion, RepairLevel]:
        """The levels of a variant that are known."""
        return {
            criterion: self.rows[criterion, level]
            for criterion in Criterion
            if (level := variant.level(criterion)) is not None
        }

    def values(
        self, known: Mapping[Criterion, RepairLevel], *, low: bool
    ) -> dict[Criterion, float]:
        """Value of every criterion; unknown ones at the low or the high end."""
        ends, end = (self.worst, WORST) if low else (self.best, BEST)
        fallback = {c: ends[c].value if c in ends else end for c in Criterion}
        return fallback | {criterion: row.value for criterion, row in known.items()}

    def effects(self, variant: Variant, known: Mapping[Criterion, RepairLevel]) -> dict[str, float]:
        """Effects of a variant's levels on an event, by column of `tables.REPAIR_EASE`."""
        found = {
            name: float((known.get(criterion) or self.worst[criterion]).effect or 0.0)
            for name, criterion in EFFECTS.items()
        }
        if variant.lead_time_days is not None:
            found["lead_days"] = variant.lead_time_days
        return found


def levels_of(catalog: Catalog) -> Levels:
    """The levels of a catalog.

    Raises:
        InputError: a criterion that has an effect on events has no level, a level of it has no
            effect, or a part fraction of 0; every fault at once.
    """
    groups: dict[Criterion, list[RepairLevel]] = {}
    for row in catalog.repair_levels:
        groups.setdefault(row.criterion, []).append(row)
    faults = _faults(catalog, groups)
    if faults:
        raise InputError(faults)
    return Levels(
        rows={(row.criterion, row.level): row for row in catalog.repair_levels},
        worst={criterion: min(rows, key=_worst_first) for criterion, rows in groups.items()},
        best={
            criterion: max(rows, key=lambda row: row.value) for criterion, rows in groups.items()
        },
    )


def _worst_first(row: RepairLevel) -> tuple[float, float]:
    return row.value, -(row.effect or 0.0)


def _faults(catalog: Catalog, groups: Mapping[Criterion, list[RepairLevel]]) -> list[Issue]:
    faults = [
        _fault(f"criterion {criterion} has no level, so {name} is not known.", None)
        for name, criterion in EFFECTS.items()
        if criterion not in groups
    ]
    with_effect = set(EFFECTS.values())
    for number, row in enumerate(catalog.repair_levels, start=2):
        where = f"{row.criterion} {row.level}"
        if row.criterion in with_effect and row.effect is None:
            faults.append(_fault(f"{where} has no effect.", number))
        if row.criterion is Criterion.SMALLEST_PART and row.effect == 0:
            faults.append(_fault(f"{where} has effect 0: a repair renews a part above 0.", number))
    return faults


def _fault(message: str, row: int | None) -> Issue:
    return Issue(
        Severity.ERROR,
        "level_effect_unknown",
        message,
        Origin(sheet="repair_levels", row=row, column="effect"),
        "Only C5 and C6 have no effect of their own; fill in the others.",
    )
