"""Floor, walls, ceiling, skirting and height of rooms, by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robuild.rooms import measure_rooms, spaces_to_measure
from robuild.rooms.repeats import Box, Candidate, repeated
from robuild.terms import tables
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings

RUNGS = ("floor_area", "height", "wall_area", "ceiling_area", "perimeter")


def table(schema: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = {}
    for name, column in schema.columns.items():
        values = [row.get(name) for row in rows]
        kind = float if str(column.dtype).startswith("float") else "str"
        columns[name] = pd.Series(values, dtype=kind)
    return tables.checked(schema, pd.DataFrame(columns))


def space(name: str = "Stue", space_id: str = "a.ifc:1", **known: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "space_id": space_id, "global_id": space_id, "model_id": space_id.split(":", maxsplit=1)[0],
        "name": name, "storey": "1", "is_external": "no",
    }  # fmt: skip
    for rung in RUNGS:
        stated = any(key.startswith(rung) for key in known)
        row[f"{rung}_rung"] = "quantity_set" if stated else "missing"
    return row | known


def shape(space_id: str = "a.ifc:1", **known: Any) -> dict[str, Any]:
    return {"item_id": space_id, "model_id": "a.ifc", "status": "measured"} | known


def opening(ifc_class: str, rooms: str | None, width: float, height: float, n: int = 1) -> Any:
    return {
        "component_id": f"{ifc_class}{n}", "global_id": f"{ifc_class}{n}", "model_id": "a.ifc",
        "ifc_class": ifc_class, "bordered_space_ids": rooms, "width_m": width, "height_m": height,
        "is_external": "no", "load_bearing": "no", "length_rung": "missing", "area_rung": "missing",
    }  # fmt: skip


def rooms_of(
    spaces: list[dict[str, Any]],
    shapes: list[dict[str, Any]] | None = None,
    components: list[dict[str, Any]] | None = None,
) -> tuple[pd.DataFrame, set[str]]:
    inventory = ModelInventory(
        (), table(tables.COMPONENTS, components or []), table(tables.SPACES, spaces),
        tables.empty(tables.REJECTS), {}, len(components or []), (),
    )  # fmt: skip
    found = measure_rooms(inventory, table(tables.SHAPES, shapes or []), Settings())
    return found.rooms, {issue.code for issue in found.issues}


def amounts(row: pd.Series) -> list[float]:
    names = ("floor_area_m2", "wall_area_m2", "ceiling_area_m2", "skirting_length_m", "height_m")
    return [round(float(row[name]), 6) for name in names]


def test_what_the_model_says_comes_first() -> None:
    told = space(
        floor_area_m2=12.0, height_m=2.5, wall_area_m2=30.0, ceiling_area_m2=11.5,
        perimeter_m=14.0, wall_area_method="Qto_SpaceBaseQuantities.NetWallArea",
    )  # fmt: skip
    body = shape(footprint_area_m2=12.1, perimeter_m=14.2, height_m=2.6)
    rooms, _ = rooms_of([told], [body])
    assert amounts(rooms.iloc[0]) == [12.0, 30.0, 11.5, 14.0, 2.5]
    assert rooms.iloc[0]["wall_area_rung"] == "quantity_set"


def test_gross_walls_lose_their_doors_and_windows() -> None:
    """3 × 4 m, 2.5 high: walls 35 m² gross; a door 0.9 × 2.1 and a window 1.2 × 1.2."""
    told = space(floor_area_m2=12.0, height_m=2.5, perimeter_m=14.0)
    both = [
        opening("IfcDoor", "a.ifc:1\na.ifc:2", 0.9, 2.1),
        opening("IfcWindow", "a.ifc:1", 1.2, 1.2),
    ]
    rooms, _ = rooms_of([told, space("Gang", "a.ifc:2", floor_area_m2=4.0)], None, both)
    assert amounts(rooms.iloc[0]) == [12.0, 31.67, 12.0, 13.1, 2.5]
    assert "less 2 doors and windows" in rooms.iloc[0]["wall_area_method"]
    assert "less 1 doors and windows" in rooms.iloc[1]["wall_area_method"]


def test_walls_without_known_openings_say_so() -> None:
    rooms, _ = rooms_of([space(floor_area_m2=12.0, height_m=2.5, perimeter_m=14.0)])
    assert rooms.iloc[0]["wall_area_m2"] == 35.0
    assert "openings not subtracted" in rooms.iloc[0]["wall_area_method"]
    assert "doors not subtracted" in rooms.iloc[0]["skirting_length_method"]


def test_a_shape_fills_what_is_not_said() -> None:
    """L-shaped: 4 × 4 less 2 × 2 is 12 m², 16 m around; 2.7 high."""
    body = shape(footprint_area_m2=12.0, perimeter_m=16.0, height_m=2.7, volume_m3=32.4)
    rooms, _ = rooms_of([space()], [body])
    assert amounts(rooms.iloc[0]) == [12.0, 43.2, 12.0, 16.0, 2.7]
    assert set(rooms.iloc[0][[f"{n}_rung" for n in ("floor_area", "wall_area", "height")]]) == {
        "geometry"
    }


def test_under_a_slope_the_mean_height_counts() -> None:
    """4 × 5 m, 1 m at the eaves and 4 m at the ridge: 50 m³, so 2.5 m on average."""
    body = shape(footprint_area_m2=20.0, perimeter_m=18.0, height_m=4.0, volume_m3=50.0)
    rooms, _ = rooms_of([space()], [body])
    assert rooms.iloc[0]["height_m"] == 2.5
    assert rooms.iloc[0]["wall_area_m2"] == 45.0


def test_from_area_alone_with_assumptions_that_are_named() -> None:
    others = [space("Bad", "a.ifc:2", height_m=2.3), space("Bod", "a.ifc:3", height_m=2.5)]
    rooms, _ = rooms_of([space(floor_area_m2=16.0), *others])
    row = rooms.iloc[0]
    assert row["height_m"] == 2.4  # the middle of 2.3 and 2.5
    assert row["skirting_length_m"] == pytest.approx(4.2 * 4)
    assert row["wall_area_m2"] == pytest.approx(4.2 * 4 * 2.4)
    assert row["wall_area_rung"] == "room"
    assert "perimeter assumed" in row["wall_area_method"]
    assert "other rooms of the storey" in row["wall_area_method"]


def test_a_room_with_a_name_only_is_there_without_quantities() -> None:
    rooms, codes = rooms_of([space("Soverom 2")])
    row = rooms.iloc[0]
    assert row["room_type"] == "bedroom"
    assert all(math.isnan(row[name]) for name in ("floor_area_m2", "wall_area_m2"))
    assert row["floor_area_rung"] == "missing"
    assert "room_size_missing" in codes


def test_sizes_that_no_room_has_are_told_and_not_used() -> None:
    rooms, codes = rooms_of([space(floor_area_m2=0.0), space("Bad", "a.ifc:2", height_m=2700.0)])
    assert rooms["floor_area_m2"].isna().all()
    assert rooms.iloc[1]["height_rung"] == "room"
    assert "room_size_implausible" in codes


def test_an_area_that_is_not_the_shapes_is_told() -> None:
    body = shape(footprint_area_m2=20.0, perimeter_m=18.0, height_m=2.5)
    rooms, codes = rooms_of([space(floor_area_m2=12.0)], [body])
    assert rooms.iloc[0]["floor_area_m2"] == 12.0
    assert "room_size_differs" in codes


def test_only_rooms_that_lack_something_are_measured() -> None:
    whole = space(floor_area_m2=12.0, height_m=2.5, wall_area_m2=30.0, perimeter_m=14.0)
    inventory = ModelInventory(
        (), tables.empty(tables.COMPONENTS),
        table(tables.SPACES, [whole, space("Bad", "a.ifc:2", floor_area_m2=4.0)]),
        tables.empty(tables.REJECTS), {}, 0, (),
    )  # fmt: skip
    assert spaces_to_measure(inventory) == ["a.ifc:2"]


@settings(deadline=None, max_examples=30)
@given(
    st.floats(0.5, 500), st.floats(1.5, 6), st.floats(3, 200), st.floats(0.3, 4), st.floats(0.3, 4)
)
def test_openings_never_make_more_of_a_room(
    area: float, height: float, perimeter: float, width: float, tall: float
) -> None:
    told = space(floor_area_m2=area, height_m=height, perimeter_m=perimeter)
    bare, _ = rooms_of([told])
    pierced, _ = rooms_of([told], None, [opening("IfcDoor", "a.ifc:1", width, tall)])
    for name in ("wall_area_m2", "skirting_length_m"):
        assert 0 <= pierced.iloc[0][name] <= bare.iloc[0][name]


def box(x: float, y: float, wide: float, deep: float, z: float = 0.0) -> Box:
    return Box((x, y, z), (x + wide, y + deep, z + 2.5))


def candidate(space_id: str, name: str, where: Box | None, **more: Any) -> Candidate:
    area = math.nan
    if where is not None:
        area = (where.high[0] - where.low[0]) * (where.high[1] - where.low[1])
    facts = {"building": "B", "storey": "1", "area_m2": area, "told": 5} | more
    return Candidate(space_id, space_id.split(":")[0], name=name, box=where, **facts)


def test_the_same_room_in_two_files_counts_once() -> None:
    rooms = [
        candidate("a:1", "101 Stue", box(0, 0, 4, 5)),
        candidate("b:9", "Stue", box(0.02, 0, 4, 5), told=3),
        candidate("b:10", "Bad", box(4, 0, 2, 2)),
    ]
    assert repeated(rooms) == {"b:9": "a:1"}


def test_by_name_where_there_are_no_shapes() -> None:
    rooms = [
        candidate("a:1", "101 Stue", None, area_m2=20.0),
        candidate("b:1", "101 stue", None, area_m2=20.1, told=2),
        candidate("b:2", "102 Stue", None, area_m2=20.1),
        candidate("a:2", "Bod", None, area_m2=3.0),
        candidate("a:3", "Bod", None, area_m2=3.0),  # two storage rooms of one file are two
    ]
    assert repeated(rooms) == {"b:1": "a:1"}


def test_a_whole_around_its_rooms_does_not_count() -> None:
    rooms = [
        candidate("a:1", "Leilighet 1", box(0, 0, 10, 5)),
        candidate("a:2", "Stue", box(0, 0, 6, 5)),
        candidate("a:3", "Soverom", box(6, 0, 4, 5)),
        candidate("a:4", "Bad", box(20, 0, 2, 2)),
    ]
    assert repeated(rooms) == {"a:1": "a:2"}


def test_a_bent_corridor_is_not_a_whole() -> None:
    """Its box holds three rooms, but it is no larger than 12 m² itself."""
    rooms = [
        candidate("a:1", "Gang", box(0, 0, 10, 6), area_m2=12.0),
        *(candidate(f"a:{n}", "Kontor", box(3 * n - 5, 1, 2.5, 4)) for n in (2, 3, 4)),
    ]
    assert repeated(rooms) == {}


def test_rooms_above_each_other_are_two() -> None:
    rooms = [
        candidate("a:1", "Stue", box(0, 0, 4, 5)),
        candidate("a:2", "Stue", box(0, 0, 4, 5, z=3.0), storey="2"),
    ]
    assert repeated(rooms) == {}
