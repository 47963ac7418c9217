"""What is the least change that makes a variant easier to repair?

One level of one criterion at a time, the rest as it is. robuild knows no price of a change, so the
least is: fewest levels up; then what takes no other product (parts in stock, instructions) before
what does; then the larger gain. What a change is worth is for costing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from robuild.repair_ease.index import join_values, repair_ease_class
from robuild.repair_ease.levels import Levels, levels_of
from robuild.repair_ease.variants import Weights, preset_weights
from robuild.terms.catalog import LEVEL_FIELDS, Catalog, Variant
from robuild.terms.settings import Settings
from robuild.terms.tables import REPAIR_CHANGES, checked
from robuild.terms.vocabulary import Criterion, RepairEaseClass, RepairEaseMethod

_WITHOUT_ANOTHER_PRODUCT = frozenset({Criterion.PARTS, Criterion.DOCUMENTATION})
_WORTH_AIMING_AT = {Criterion.CONNECTION: 0.8}
"""Lowest value that is any improvement: a fastening that comes off without damage."""
_BY_LAW_BELOW = 0.5
"""Work that only an approved firm may do stays so, however a thing is made (criterion C6)."""


@dataclass(frozen=True, slots=True)
class _Change:
    criterion: Criterion
    level: str | None
    better_level: str
    steps: int
    rei: float
    better_class: RepairEaseClass
    lifts_class: bool

    @property
    def effort(self) -> tuple[bool, int, bool, float]:
        """Least first; one that lifts the class before any that does not."""
        product = self.criterion not in _WITHOUT_ANOTHER_PRODUCT
        if not self.lifts_class:  # nothing lifts it: the largest gain
            return (True, 0, False, -self.rei)
        return (False, self.steps, product, -self.rei)


def least_changes(catalog: Catalog, settings: Settings) -> pd.DataFrame:
    """`tables.REPAIR_CHANGES`: the least single change of each variant that is not class A.

    Where no single change lifts the class, the one with the largest gain. A level that is not known
    counts as the worst, and as a step below it: finding out is a change too.

    Raises:
        InputError: the catalog has no weights for `repair_ease_preset`, or its levels lack effects.
    """
    weights = preset_weights(catalog, settings.repair_ease_preset)
    levels = levels_of(catalog)
    rows = []
    for variant in catalog.variants:
        now, changes = _changes(variant, levels, weights, settings.repair_ease_method)
        if now is RepairEaseClass.A or not changes:
            continue
        least = min(changes, key=lambda change: (change.effort, change.criterion))
        rows.append(
            {
                "variant_id": variant.variant_id,
                "repair_ease_class": str(now),
                "criterion": str(least.criterion),
                "level": least.level,
                "better_level": least.better_level,
                "steps": least.steps,
                "better_rei": least.rei,
                "better_class": str(least.better_class),
                "lifts_class": least.lifts_class,
            }
        )
    table = pd.DataFrame(rows, columns=list(REPAIR_CHANGES.columns))
    types = {name: str(column.dtype) for name, column in REPAIR_CHANGES.columns.items()}
    return checked(REPAIR_CHANGES, table.astype(types))


def with_changes(catalog: Catalog, changes: pd.DataFrame) -> Catalog:
    """The catalog as if every one of these changes had been made.

    Args:
        catalog: of which the changes are.
        changes: `tables.REPAIR_CHANGES`.
    """
    of_variant = {str(row["variant_id"]): row for row in changes.to_dict("records")}

    def changed(variant: Variant) -> Variant:
        change = of_variant.get(variant.variant_id)
        if change is None:
            return variant
        criterion = Criterion(change["criterion"])
        facts: dict[str, object] = {LEVEL_FIELDS[criterion]: change["better_level"]}
        if criterion is Criterion.PARTS:
            facts["lead_time_days"] = None  # the better level says how long
        return variant.model_copy(update=facts)

    tables = {name: getattr(catalog, name) for name in Catalog.model_fields}
    variants = tuple(changed(variant) for variant in catalog.variants)
    return Catalog(**(tables | {"variants": variants}))


def _changes(
    variant: Variant, levels: Levels, weights: Weights, method: RepairEaseMethod
) -> tuple[RepairEaseClass, list[_Change]]:
    known = levels.known(variant)
    values = levels.values(known, low=True)
    rei = join_values(values, weights, method)
    now = repair_ease_class(rei)
    found = []
    for criterion in Criterion:
        if not weights.get(criterion):
            continue
        if criterion is Criterion.SKILL and values[criterion] < _BY_LAW_BELOW:
            continue
        level = known[criterion].level if criterion in known else None
        for steps, (better, value) in enumerate(_better(levels, criterion, level), start=1):
            index = join_values(values | {criterion: value}, weights, method)
            if index <= rei or value < _WORTH_AIMING_AT.get(criterion, 0.0):
                continue
            letter = repair_ease_class(index)
            found.append(_Change(criterion, level, better, steps, index, letter, letter is not now))
    return now, found


def _better(levels: Levels, criterion: Criterion, level: str | None) -> Iterator[tuple[str, float]]:
    """Levels above this one and their values, the next one first."""
    ladder = sorted(
        (row for (of, _), row in levels.rows.items() if of is criterion),
        key=lambda row: (row.value, -(row.effect or 0.0)),
    )
    place = next((n for n, row in enumerate(ladder) if row.level == level), -1)
    return ((row.level, row.value) for row in ladder[place + 1 :])
