"""Lines of the shipped catalog, and of one component of it whose numbers are fixed here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.costing import Costing, cost_lines
from robuild.operations import replacement_plan
from robuild.repair_ease import rate_variants
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty

SHIPPED = Path(__file__).parents[2] / "catalogs" / "norwegian-housing"
DOOR = "door_internal_set"
DOOR_NUMBERS = {
    "price_nok": 1000.0, "install_hours": 2.0, "disposal_nok": 50.0, "trade": "carpenter",
    "service_life_typical_years": 20.0, "c6_skill": "no_trade_skill",
    "c4_smallest_part": "worn_part",
}  # fmt: skip
DAMAGE = {
    "damage_rate_per": "piece", "damage_rate_ordinary_per_year": 0.0,
    "damage_rate_raised_per_year": 0.1, "damage_rate_heavy_per_year": 0.3, "event_quantity": 1.0,
    "intensity_sensitivity_share": 0.0,
}  # fmt: skip
LINE: dict[str, Any] = {
    "location_class": "dwelling", "dwelling_type": "", "use_intensity": "ordinary",
    "start_state": "new", "unit": "stk", "fire": "no", "separating": "no", "security": "no",
    "quantity": 1.0, "component_count": 1, "missing_quantity_count": 0, "dwelling_count": 1,
    "place_count": 1,
    "modelled": True,
}  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """A plan with everything it was made from."""

    lines: pd.DataFrame
    catalog: Catalog
    settings: Settings
    repair_ease: pd.DataFrame
    costing: Costing

    def plan(self, **more: Any) -> pd.DataFrame:
        return replacement_plan(
            self.lines, self.costing, self.catalog, self.settings, self.repair_ease, **more
        )


def planned(catalog: Catalog, lines: list[dict[str, Any]], **choices: Any) -> Planned:
    settings = Settings(**({"base_year": 2026, "opening_year": 2026, "engine": "en"} | choices))
    rows = [{"line_id": f"L{n:03}"} | LINE | line for n, line in enumerate(lines, start=1)]
    table = pd.DataFrame(rows, columns=list(LINES.columns)) if rows else empty(LINES)
    table = table.astype({"quantity": float})
    ease = rate_variants(catalog, settings)
    costing = cost_lines(checked(LINES, table), catalog, settings, ease)
    return Planned(table, catalog, settings, ease, costing)


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    return read_catalog(SHIPPED)


@pytest.fixture(scope="session")
def doors(shipped: Catalog) -> Callable[..., Planned]:
    """Lines of one door with fixed price, hours, life and damage, and the tasks that are given."""

    def make(
        *lines: dict[str, Any], tasks: tuple[dict[str, Any], ...] = (), **choices: Any
    ) -> Planned:
        component = shipped.component_by_key[DOOR].model_copy(update=DAMAGE)
        variant = shipped.variant_by_id[component.default_variant_id].model_copy(
            update=DOOR_NUMBERS
        )
        pattern = next(t for t in shipped.tasks if t.interval_years and t.component_key == DOOR)
        tables = {name: getattr(shipped, name) for name in Catalog.model_fields}
        tables["components"], tables["variants"] = (component,), (variant,)
        tables["tasks"] = tuple(pattern.model_copy(update=task) for task in tasks)
        catalog = Catalog.model_construct(**tables)  # a copy would keep the old look-ups
        keys = {"component_key": DOOR, "variant_id": variant.variant_id}
        return planned(catalog, [keys | line for line in lines], **choices)

    return make


@pytest.fixture(scope="session")
def everything(shipped: Catalog) -> Planned:
    """Every variant once, with starts and uses going round."""
    starts = ("new", "age:18", "TG3:?", "TG2:?", "age:unknown")
    lines = [
        {
            "component_key": variant.component_key,
            "variant_id": variant.variant_id,
            "start_state": starts[n % 5],
            "use_intensity": ("ordinary", "raised", "heavy", "extreme")[n % 4],
            "unit": str(shipped.component_by_key[variant.component_key].unit),
            "quantity": 2.0 + 3.5 * (n % 9),
            "place_count": 1 + n % 3,
        }
        for n, variant in enumerate(shipped.variants)
    ]
    return planned(shipped, lines)
