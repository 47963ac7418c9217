"""Hand-built inventories: what a test does not mention is missing."""

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

_UNKNOWN = ("is_external", "load_bearing")
_MISSING = ("length_rung", "area_rung")
_ROOM_RUNGS = [name for name in SPACES.columns if name.endswith("_rung")]


def _table(schema: Any, rows: Rows) -> pd.DataFrame:
    columns = {}
    for name, column in schema.columns.items():
        values = [row.get(name) for row in rows]
        if str(column.dtype).startswith("float"):
            columns[name] = pd.Series(values, dtype=float)
        else:
            columns[name] = pd.Series(values, dtype="str")
    return checked(schema, pd.DataFrame(columns))


def build_inventory(
    components: Rows,
    spaces: Rows | None = None,
    properties: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
) -> ModelInventory:
    rows = []
    for number, given in enumerate(components):
        own_id = given.get("component_id", f"c{number}")
        base = {"component_id": own_id, "global_id": own_id, "model_id": "house.ifc"}
        base |= dict.fromkeys(_UNKNOWN, "unknown") | dict.fromkeys(_MISSING, "missing")
        rows.append(base | given)
    rooms = [
        dict.fromkeys(_ROOM_RUNGS, "missing")
        | {"global_id": room["space_id"], "model_id": "house.ifc", "is_external": "unknown"}
        | room
        for room in spaces or []
    ]
    return ModelInventory(
        models=(),
        components=_table(COMPONENTS, rows),
        spaces=_table(SPACES, rooms) if rooms else empty(SPACES),
        rejects=empty(REJECTS),
        properties=properties or {},
        elements_read=len(rows),
        issues=(),
    )


@pytest.fixture(scope="session")
def build() -> Build:
    """Builds an inventory from dicts of the columns that matter."""
    return build_inventory


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that ships with robuild, with its rules."""
    return read_catalog(shipped(CATALOG))


@pytest.fixture
def settings() -> Settings:
    return Settings(base_year=2025, opening_year=2025, price_year=2025)
