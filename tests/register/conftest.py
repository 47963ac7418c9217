"""Hand-built inventories and the shipped catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.shipped import CATALOG, shipped
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings
from robuild.terms.tables import COMPONENTS, REJECTS, SPACES, checked, empty

Rows = list[dict[str, Any]]
Build = Callable[..., ModelInventory]


def _table(schema: Any, rows: Rows) -> pd.DataFrame:
    return checked(
        schema,
        pd.DataFrame(
            {
                name: pd.Series(
                    [row.get(name) for row in rows],
                    dtype=float if str(column.dtype).startswith("float") else "str",
                )
                for name, column in schema.columns.items()
            }
        ),
    )


def build_inventory(
    components: Rows,
    properties: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
) -> ModelInventory:
    rows = []
    for number, given in enumerate(components):
        own_id = given.get("component_id", f"c{number}")
        base = {"component_id": own_id, "global_id": own_id, "model_id": "house.ifc"}
        base |= dict.fromkeys(("is_external", "load_bearing"), "unknown")
        base |= dict.fromkeys(("length_rung", "area_rung"), "missing")
        rows.append(base | {"ifc_class": "IfcBuildingElementProxy"} | given)
    return ModelInventory(
        (), _table(COMPONENTS, rows), empty(SPACES), empty(REJECTS), properties or {}, len(rows), ()
    )


@pytest.fixture(scope="session")
def build() -> Build:
    """Builds an inventory from dicts of the columns that matter."""
    return build_inventory


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that ships with robuild."""
    return read_catalog(shipped(CATALOG))


@pytest.fixture
def settings() -> Settings:
    return Settings(base_year=2025, opening_year=2025, price_year=2025)
