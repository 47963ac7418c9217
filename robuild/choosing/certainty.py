"""How sure the cost is, and how sure it is that the best choice is better than the present."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.choosing.result import BudgetChoice
from robuild.costing import Costing, cost_lines
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.uncertainty import (
    BreakEven,
    Tornado,
    UncertainDifference,
    Uncertainty,
    break_evens,
    compare_uncertain,
    simulate,
    tornado,
)


@dataclass(frozen=True, slots=True)
class ChoiceCertainty:
    """The best choice less what there is now, over the lines whose variant differs."""

    difference: UncertainDifference
    tornado: Tornado
    break_evens: tuple[BreakEven, ...]
    lines_changed: int


@dataclass(frozen=True, slots=True)
class Certainty:
    """What is known of the cost when lives, prices, rates and use are not."""

    now: Uncertainty
    choice: ChoiceCertainty | None
    """`None` where the best choice is what there is now."""


def how_sure(
    lines: pd.DataFrame,
    costing: Costing,
    choice: BudgetChoice,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
) -> Certainty | None:
    """Spread of the cost of the plan, and of what the best choice saves.

    Args:
        lines: `tables.LINES` of the plan.
        costing: of the same lines.
        choice: what was chosen for them.
        catalog: that they were costed with.
        settings: spreads, draws and seed.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.

    Returns:
        `None` where no draws are asked for.
    """
    if settings.uncertainty_draws == 0:
        return None
    now = simulate(
        costing.rows, costing.line_costs, costing.line_tasks, catalog, settings, costing.time
    )
    chosen = dict(zip(choice.lines["line_id"], choice.lines["variant_id"], strict=True))
    wanted = lines["line_id"].map(chosen).fillna(lines["variant_id"])
    changed = (wanted != lines["variant_id"]) & costing.line_costs["missing"].isna().to_numpy()
    if not changed.any():
        return Certainty(now, None)
    before = lines[changed].reset_index(drop=True)
    after = before.assign(variant_id=wanted[changed].to_numpy())
    first = cost_lines(before, catalog, settings, repair_ease)
    second = cost_lines(after, catalog, settings, repair_ease)
    return Certainty(
        now,
        ChoiceCertainty(
            compare_uncertain(first, second, catalog, settings),
            tornado(first, second, catalog, settings),
            break_evens(first, second, catalog, settings),
            int(changed.sum()),
        ),
    )
