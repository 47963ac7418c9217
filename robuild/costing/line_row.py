"""One line with what the later steps of costing need of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Cells = dict[str, Any]


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
    acquisition_nok: float
    material_nok: float
    """Price of the whole line; what residual value is a share of."""
    costs: Cells
    """Columns of `tables.LINE_COSTS` but for maintenance."""
