"""Rooms by position against the rooms that real models state."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from robuild.geometry import measure_shapes, place_in_rooms
from robuild.model import read_models
from robuild.terms.settings import Settings

pytestmark = pytest.mark.external

OPENINGS = ("IfcDoor", "IfcWindow")
FURNITURE = "IfcFurnishingElement"


@pytest.mark.parametrize(
    "name", ["02_duplex_arch_revit2011_ifc2x3.ifc", "17_de_institute_archicad11_ifc2x3.ifczip"]
)
def test_position_agrees_with_what_the_model_says(models: Path, name: str) -> None:
    inventory = read_models([models / name], settings=Settings())
    table = inventory.components
    between = table["ifc_class"].str.startswith(OPENINGS)
    stated = table[table["space_id"].notna() & (between | (table["ifc_class"] == FURNITURE))]
    measured = measure_shapes(
        inventory, stated["component_id"].tolist(), inventory.spaces["space_id"].tolist()
    )
    openings = table.loc[between, "component_id"].tolist()
    found = place_in_rooms(measured, openings)
    both = found.merge(stated[["component_id", "space_id"]], on="component_id", how="right")
    agrees = pd.Series(both["space_id_x"] == both["space_id_y"]).groupby(both["component_id"]).any()
    kind = agrees.index.isin(openings)
    print(f"\n{name[:30]}: openings {agrees[kind].mean():.3f} of {kind.sum()}, "
          f"furniture {agrees[~kind].mean():.3f} of {(~kind).sum()}")  # fmt: skip
    assert agrees[~kind].mean() >= 0.95
    assert agrees[kind].mean() >= 0.85
    assert (found.groupby("component_id").size() <= 2).all()
