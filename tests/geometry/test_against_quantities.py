"""Our areas against the quantity sets of models from several programs.

Run with `-s` for the table. Net is compared with net; a gross area counts only where nothing is cut
out of the element, for then it is the net one too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.util.element
import numpy as np
import pandas as pd
import pytest

from robuild.geometry import measure_shapes, with_geometry
from robuild.model import read_models
from robuild.terms.settings import Settings

pytestmark = pytest.mark.external

FILES = (
    "03_fzk_haus_archicad20_ifc4.ifc",
    "08_ru_house_renga2_ifc2x3.ifc",
    "09_nl_gym_revit2020_ifc4.ifc",
    "11_us_house_renovation_revit2014_feet_ifc2x3.ifc",
    "12_it_costitems_revit2023_ifc4.ifc",
    "13_pcert_architecture_ifc4x3.ifc",
    "13_pcert_structural_ifc4x3.ifc",
    "17_de_institute_archicad11_ifc2x3.ifczip",
)
DEMO = Path(__file__).resolve().parents[2] / "models" / "demo-rop-house.ifc"
STATED = {
    "IfcWall": ("NetSideArea", "GrossSideArea"),
    "IfcSlab": ("NetArea", "GrossArea"),
    "IfcCovering": ("NetArea", "GrossArea"),
}
"""Class -> net and gross quantity."""
FACTOR = {
    "08_ru_house_renga2_ifc2x3.ifc": 1e-6,
    "11_us_house_renovation_revit2014_feet_ifc2x3.ifc": 0.3048**2,
}
"""m² per unit of area where it is not m²."""
TOO_SHORT_M2 = 2.0
"""Stubs of walls: the programs state axis × height, which at a corner is not the body."""


def stated(element: Any) -> float | None:
    sets = ifcopenshell.util.element.get_psets(element, qtos_only=True).values()
    values = {name: value for one in sets for name, value in one.items()}
    kind = next((k for k in STATED if element.is_a(k)), None)
    if kind is None:
        return None
    if contradicts_itself(values):
        return None
    net, gross = STATED[kind]
    if values.get(net):
        return float(values[net])
    return float(values[gross]) if values.get(gross) and not element.HasOpenings else None


def contradicts_itself(values: dict[str, Any]) -> bool:
    """A wall whose side is stated as axis × height although its stated plan is not axis × width.

    One old program does so; its walls are clipped by the roof and by each other.
    """
    numbers = [values.get(n) for n in ("Length", "Width", "GrossFootprintArea")]
    if not all(isinstance(n, int | float) and n > 0 for n in numbers):
        return False
    length, width, plan = (float(n) for n in numbers)  # type: ignore[arg-type]
    side = values.get("GrossSideArea") or 0
    nominal = abs(side - length * (values.get("Height") or 0)) < 1e-3 * side
    return nominal and abs(plan / (length * width) - 1) > 0.01


def compared(path: Path) -> pd.DataFrame:
    """Stated and measured area of every wall, slab and covering that has both."""
    inventory = read_models([path], settings=Settings())
    bare = inventory.components.assign(area_m2=np.nan, area_rung="missing", area_method=None)
    bare["area_method"] = bare["area_method"].astype("str")
    wanted = pd.DataFrame({"component_id": bare["component_id"], "unit": "m2"}).assign(
        component_key="any"
    )
    model = ifcopenshell.open(path)
    truth = {}
    for element in model.by_type("IfcElement"):
        area = stated(element)
        if area:
            truth[element.GlobalId] = area * FACTOR.get(path.name, 1.0)
    measured = measure_shapes(inventory, list(truth))
    from dataclasses import replace

    without = replace(inventory, components=bare)
    table = with_geometry(without, measured.shapes, wanted).components
    table = table[table["component_id"].isin(truth) & table["area_m2"].notna()].copy()
    table["stated_m2"] = table["component_id"].map(truth)
    table["kind"] = [next(k for k in STATED if c.startswith(k)) for c in table["ifc_class"]]
    table["off"] = table["area_m2"] / table["stated_m2"] - 1
    assert len(table) == len(truth)
    return table.assign(file=path.name[:24])


def unpacked(path: Path) -> str:
    return str(path)


def shown(table: pd.DataFrame) -> pd.DataFrame:
    off = table["off"].abs()
    return pd.DataFrame(
        {
            "n": off.groupby(table["kind"]).size(),
            "median_%": 100 * off.groupby(table["kind"]).median(),
            "p95_%": 100 * off.groupby(table["kind"]).quantile(0.95),
            "sum_%": 100
            * (
                table.groupby("kind")["area_m2"].sum() / table.groupby("kind")["stated_m2"].sum()
                - 1
            ),
        }
    ).round(2)


def test_areas_agree_with_the_quantity_sets(models: Path) -> None:
    tables = [compared(models / name) for name in FILES]
    whole = pd.concat(tables)
    for table in tables:
        if len(table):
            print(f"\n{table['file'].iloc[0]}\n{shown(table).to_string()}")
    print(f"\nall\n{shown(whole).to_string()}")
    outliers = whole[whole["off"].abs() > 0.05]
    columns = ["file", "component_id", "ifc_class", "stated_m2", "area_m2", "off", "area_method"]
    print(f"\nmore than 5 % off\n{outliers[columns].to_string(index=False)}")
    stubs = (whole["kind"] == "IfcWall") & (whole["stated_m2"] < TOO_SHORT_M2)
    for kind, rows in whole[~stubs].groupby("kind"):
        off = rows["off"].abs()
        assert off.median() <= 0.01, kind
        assert off.quantile(0.95) <= 0.05, kind


def test_areas_of_the_demo_building(models: Path) -> None:
    table = compared(DEMO)
    print(f"\n{shown(table).to_string()}")
    assert (table["off"].abs().groupby(table["kind"]).median() <= 0.01).all()
    assert (table["off"].abs().groupby(table["kind"]).quantile(0.95) <= 0.05).all()
