"""Which quantities the catalog asks for and the models do not state."""

from __future__ import annotations

import pandas as pd

from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.tables import text_column
from robuild.terms.vocabulary import MatchStatus, Unit

_COLUMN = {Unit.SQUARE_METRE: "area_m2", Unit.METRE: "length_m"}


def missing_quantities(
    inventory: ModelInventory, matches: pd.DataFrame, catalog: Catalog
) -> pd.DataFrame:
    """Components priced per m² or m of which the models state no such quantity.

    Args:
        inventory: models of one building.
        matches: `tables.MATCHES` of the inventory.
        catalog: the unit of each component key.

    Returns:
        `component_id`, `component_key` and `unit` (`m2` or `m`), in the order of the inventory.
    """
    keys = matches.loc[matches["status"] == str(MatchStatus.MATCHED)]
    table = inventory.components[["component_id", *_COLUMN.values()]].merge(
        keys[["component_id", "component_key"]], on="component_id", validate="one_to_one"
    )
    rows: list[tuple[str, str, str]] = []
    amounts = {unit: table[column].isna().tolist() for unit, column in _COLUMN.items()}
    ids, names = table["component_id"].tolist(), table["component_key"].tolist()
    for number, (component_id, key) in enumerate(zip(ids, names, strict=True)):
        unit = catalog.component_by_key[key].unit
        if unit in amounts and amounts[unit][number]:
            rows.append((component_id, key, str(unit)))
    columns = ("component_id", "component_key", "unit")
    return pd.DataFrame(
        {name: text_column([row[at] for row in rows]) for at, name in enumerate(columns)}
    )
