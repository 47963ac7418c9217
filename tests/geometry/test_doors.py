"""Rooms beside doors, filled in where the model named none."""

from __future__ import annotations

from typing import Any

import pandas as pd

from robuild.geometry import doors_to_place, with_rooms_beside
from robuild.terms import tables
from robuild.terms.inventory import ModelInventory


def table(schema: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = {}
    for name, column in schema.columns.items():
        values = [row.get(name, "missing" if name.endswith("_rung") else None) for row in rows]
        kind = float if str(column.dtype).startswith("float") else "str"
        columns[name] = pd.Series(values, dtype=kind)
    return tables.checked(schema, pd.DataFrame(columns))


def component(number: int, ifc_class: str = "IfcDoor", **known: Any) -> dict[str, Any]:
    return {
        "component_id": f"c{number}", "global_id": f"c{number}", "model_id": "a.ifc",
        "ifc_class": ifc_class, "is_external": "no", "load_bearing": "no",
    } | known  # fmt: skip


def space(space_id: str, name: str, code: str | None = None) -> dict[str, Any]:
    return {
        "space_id": space_id, "global_id": space_id, "model_id": "a.ifc", "name": "1",
        "long_name": name, "dwelling_code": code, "is_external": "no",
    }  # fmt: skip


def house(*components: dict[str, Any], rooms: bool = True) -> ModelInventory:
    spaces = [space("s1", "Trapperom"), space("s2", "Entré", "H0101")] if rooms else []
    return ModelInventory(
        (), table(tables.COMPONENTS, list(components)), table(tables.SPACES, spaces),
        tables.empty(tables.REJECTS), {}, len(components), (),
    )  # fmt: skip


def test_only_doors_without_known_rooms_are_placed() -> None:
    told = component(2, bordered_space_ids="s1")
    everything = house(component(1), told, component(3, "IfcWindow"), component(4, "IfcWall"))
    assert doors_to_place(everything) == ["c1"]
    assert doors_to_place(house(component(1), rooms=False)) == []


def test_a_door_between_a_stair_and_a_dwelling_is_in_the_dwelling() -> None:
    placed = pd.DataFrame({"component_id": ["c1", "c1"], "space_id": ["s1", "s2"]})
    row = with_rooms_beside(house(component(1)), placed).components.iloc[0]
    assert row["bordered_space_ids"] == "s1\ns2"
    assert (row["space_id"], row["space_name"], row["dwelling_code"]) == ("s2", "1 Entré", "H0101")


def test_what_the_model_says_stays() -> None:
    placed = pd.DataFrame({"component_id": ["c1", "c2"], "space_id": ["s2", "s2"]})
    inventory = house(component(1, bordered_space_ids="s1", space_id="s1"),
                      component(2, space_id="s1", space_name="1 Trapperom"))  # fmt: skip
    rows = with_rooms_beside(inventory, placed).components
    assert rows["bordered_space_ids"].tolist() == ["s1", "s2"]
    assert rows["space_id"].tolist() == ["s1", "s1"]
