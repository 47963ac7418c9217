"""The whole question at once: every variant beside the present one, and the best choice."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.choosing.choice import choose
from robuild.choosing.offered_lines import cost_offers, offers_table
from robuild.choosing.offers import choice_classes
from robuild.choosing.result import BudgetChoice
from robuild.choosing.side_by_side import side_by_side
from robuild.terms.catalog import Catalog
from robuild.terms.issues import input_error
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import ProjectKind


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Variants beside each other, and the best choice within the budget."""

    side_by_side: pd.DataFrame
    """`SIDE_BY_SIDE`, by the engine that is shown."""
    choice: BudgetChoice

    @property
    def flips(self) -> tuple[str, ...]:
        """Classes whose cheapest variant to own is another by the other engine."""
        table = self.side_by_side
        differ = table["best_en"] != table["best_renewal"]
        return tuple(dict.fromkeys(table.loc[differ, "class_id"]))


def find_alternatives(
    lines: pd.DataFrame, catalog: Catalog, settings: Settings, repair_ease: pd.DataFrame
) -> Alternatives:
    """Cost every line in every variant the catalog offers, and choose.

    Args:
        lines: `tables.LINES`.
        catalog: what is offered.
        settings: with years resolved; group `choice`, and the engine that is shown.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.

    Raises:
        InputError: a budget where nothing is bought, or as `choose`.
    """
    if settings.budget_nok is not None and settings.project_kind is ProjectKind.EXISTING:
        raise input_error(
            "budget_where_nothing_is_bought",
            f"budget_nok is {settings.budget_nok:,.0f}, but project_kind is existing: what stands "
            "there is paid for, and no acquisition can be held against a budget.",
            hint="Leave budget_nok out, or set project_kind to new to plan a purchase.",
        )
    offered = cost_offers(lines, catalog, settings, repair_ease)
    offers = offers_table(offered, catalog, repair_ease, settings.engine)
    choice = choose(offers, settings)
    classes = choice_classes(offers, settings.choose_per, settings.minimum_repair_ease)
    return Alternatives(side_by_side(offered, classes, choice), choice)
