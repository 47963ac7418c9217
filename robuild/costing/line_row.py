"""One line with what the later steps of costing need of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CostParts:
    """A cost by what it follows [NOK]; the parts sum to the cost."""

    material_nok: float
    """Follows the price of the component."""
    work_nok: float
    """Follows the rates of trades."""
    other_nok: float = 0.0

    @property
    def cost_nok(self) -> float:
        """All of it."""
        return self.material_nok + self.work_nok + self.other_nok


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line with its catalog rows and what follows from them."""

    line_id: str
    component_key: str
    quantity: float
    """NaN where the line has something missing."""
    rei: float
    missing: tuple[str, ...]
    first_years: float
    """Time of the first planned replacement; NaN without a service life."""
    start_age_years: float
    """Age in year 0; NaN without a service life."""
    life_shape: float
    """Weibull shape of wear; infinity is a fixed life."""
    losses_per_unit: float
    """Total losses per unit and year; NaN where the line has something missing."""
    acquisition: CostParts
    replacement: CostParts
    """Of the whole line, planned, once."""
    repair: CostParts
    """Of one event that is repaired."""
    total_loss: CostParts
    """Of one event in which the whole is lost."""
    material_nok: float
    """Price of the whole line; what residual value is a share of."""
    costs: Cells
    """Columns of `tables.LINE_COSTS` but for maintenance."""
