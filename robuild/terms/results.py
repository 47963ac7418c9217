"""Figures of a run that several rooms hand on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all lines. Amounts are sums of what is known; `complete` says if that is all."""

    acquisition_cost_nok: float
    life_cycle_cost_nok: float
    outside_pv_nok: float
    weighted_cost_nok: float
    annual_equivalent_nok: float
    lines_missing: int
    """Lines without any amount (no price, no life or no quantity at all)."""
    components_missing_quantity: int
    components_unmatched: int
    additions_missing_quantity: int = 0
    """Rows of room templates whose room has no such quantity."""
    not_modelled_acquisition_nok: float = 0.0
    """Part of the sum above that rests on room templates, not on the models."""
    not_modelled_life_cycle_cost_nok: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether nothing is missing from the amounts."""
        return not (
            self.lines_missing
            or self.components_missing_quantity
            or self.components_unmatched
            or self.additions_missing_quantity
        )


@dataclass(frozen=True, slots=True)
class ShapeTally:
    """How much measuring on shapes there was."""

    asked: int = 0
    """Components and rooms whose quantities nothing better told."""
    measured: int = 0
    meshed: int = 0
    """Distinct shapes worked out."""
    reused: int = 0
    """Times an equal shape was used again."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class RenewalTable:
    """Expected renewals of what lines are or may become; rows are kinds of life."""

    row_of_line: NDArray[np.int64]
    """Lines × use intensities, in their order: row number from 1, 0 where no life is known."""
    row_of_offer: NDArray[np.int64]
    """The same for every variant that a line may have: offers × use intensities."""
    first_offer: NDArray[np.int64]
    """Place from 0 of each line's first offer; offers follow in the order of the catalog."""
    esl_years: NDArray[np.float64]
    losses_per_year: NDArray[np.float64]
    """Total losses per unit and year."""
    scatters: NDArray[np.bool_]
    """False: a fixed life without losses, for which the integer rule is exact."""
    planned: NDArray[np.float64]
    """Rows × years 0 … 75: planned replacements."""
    value_share: NDArray[np.float64]
    """Rows × years 0 … 75: value left at the end of a period of so long."""
