"""Which measure becomes the quantity, and what is never overwritten."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from robuild.geometry import place_in_rooms, with_geometry
from robuild.terms.inventory import ModelInventory


def filled(bench: Any, drawing: Any, units: dict[int, str]) -> pd.DataFrame:
    inventory = bench.read(drawing)
    before = inventory.components.copy()
    measured = bench.measure(inventory)
    wanted = pd.DataFrame(
        {
            "component_id": [bench.guid(number) for number in units],
            "unit": list(units.values()),
            "component_key": "any",
        }
    )
    out: ModelInventory = with_geometry(inventory, measured.shapes, wanted)
    pd.testing.assert_frame_equal(inventory.components, before)
    return out.components.set_index("component_id")


def board(bench: Any, drawing: Any, size: tuple[float, float, float]) -> int:
    return int(drawing.body(drawing.prism(bench.rectangle(size[0], size[1]), size[2])))


STANDING, LYING = (3.0, 0.1, 2.5), (3.0, 2.0, 0.1)


@pytest.mark.parametrize(
    ("ifc_class", "last", "size", "area", "method"),
    [
        ("IfcWall", "$,$", STANDING, 7.5, "one side of the shape, openings subtracted"),
        ("IfcWall", "$,$", LYING, 6.0, "larger side of the shape"),
        ("IfcCovering", "$,.CLADDING.", STANDING, 7.5, "one side of the shape"),
        ("IfcCovering", "$,.CLADDING.", LYING, 6.0, "larger side of the shape"),
        ("IfcCovering", "$,.FLOORING.", LYING, 6.0, "top of the shape, slopes in full"),
        ("IfcCovering", "$,.CEILING.", LYING, 6.0, "top of the shape, slopes in full"),
        ("IfcCovering", "$,$", STANDING, 7.5, "larger side of the shape"),
        ("IfcSlab", "$,.FLOOR.", LYING, 6.0, "top of the shape, slopes in full"),
        ("IfcSlab", "$,.FLOOR.", STANDING, 7.5, "larger side of the shape"),
        ("IfcRoof", "$,$", LYING, 6.0, "top of the shape, slopes in full"),
        ("IfcPlate", "$,$", STANDING, 7.5, "larger side of the shape"),
    ],
)
def test_the_area_that_fits_class_and_position(
    bench: Any, ifc_class: str, last: str, size: Any, area: float, method: str
) -> None:
    drawing = bench.Drawing()
    drawing.product(ifc_class, 50, board(bench, drawing, size), last=last)
    row = filled(bench, drawing, {50: "m2"}).loc[bench.guid(50)]
    assert row["area_m2"] == pytest.approx(area)
    assert row["area_rung"] == "geometry"
    assert row["area_method"].startswith(method)
    assert row["thickness_m"] == pytest.approx(0.1, rel=1e-3)
    assert row["height_m"] == pytest.approx(size[2])
    assert math.isnan(row["length_m"])
    assert row["length_rung"] == "missing"


def test_a_length_is_filled_for_what_is_priced_per_metre(bench: Any) -> None:
    drawing = bench.Drawing()
    drawing.product("IfcRailing", 50, board(bench, drawing, (4.0, 0.05, 1.0)))
    row = filled(bench, drawing, {50: "m"}).loc[bench.guid(50)]
    assert row["length_m"] == pytest.approx(4.0)
    assert row["length_rung"] == "geometry"
    assert row["area_rung"] == "missing"


def test_what_the_model_says_stays(bench: Any) -> None:
    drawing = bench.Drawing()
    slab = drawing.product("IfcSlab", 50, board(bench, drawing, LYING), last="$,.FLOOR.")
    area = drawing.add("IFCQUANTITYAREA('NetArea',$,$,5.5,$)")
    amounts = drawing.add(
        f"IFCELEMENTQUANTITY('{bench.guid(80)}',$,'Qto_SlabBaseQuantities',$,$,(#{area}))"
    )
    drawing.add(f"IFCRELDEFINESBYPROPERTIES('{bench.guid(81)}',$,$,$,(#{slab}),#{amounts})")
    row = filled(bench, drawing, {50: "m2"}).loc[bench.guid(50)]
    assert row["area_m2"] == 5.5
    assert row["area_rung"] == "quantity_set"


def test_only_what_is_wanted_is_filled(bench: Any) -> None:
    drawing = bench.Drawing()
    for number in (50, 51):
        drawing.product("IfcWall", number, board(bench, drawing, STANDING))
    table = filled(bench, drawing, {51: "m2"})
    assert table["area_rung"].tolist() == ["missing", "geometry"]


def test_an_area_that_no_building_has_stays_missing(bench: Any) -> None:
    drawing = bench.Drawing()
    drawing.product("IfcSlab", 50, board(bench, drawing, (900.0, 900.0, 0.2)), last="$,.FLOOR.")
    row = filled(bench, drawing, {50: "m2"}).loc[bench.guid(50)]
    assert math.isnan(row["area_m2"])
    assert row["area_rung"] == "missing"


def test_the_sum_of_parts_is_said_to_be_one(bench: Any) -> None:
    drawing = bench.Drawing()
    roof = drawing.product("IfcRoof", 50, None)
    slabs = [
        drawing.product("IfcSlab", 51 + i, board(bench, drawing, LYING), last="$,.ROOF.")
        for i in range(2)
    ]
    drawing.parts(90, roof, slabs)
    row = filled(bench, drawing, {50: "m2"}).loc[bench.guid(50)]
    assert row["area_m2"] == pytest.approx(12.0)
    assert row["area_method"] == "sum of the parts: top of the shape, slopes in full"


def test_doors_lie_between_rooms_and_things_within_them(bench: Any) -> None:
    """Two rooms side by side, turned by 20 degrees, with a wall of 0.2 m and a door between."""
    drawing = bench.Drawing(0.001)
    site = drawing.placement(drawing.axes((500.0, 800.0, 3.0), 20.0))

    def at(x: float, y: float, z: float = 0.0) -> int:
        return int(drawing.placement(drawing.axes((x, y, z)), site))

    room = drawing.body(drawing.prism(bench.rectangle(4.0, 3.0), 2.5))
    drawing.space(40, room, at(0, 0))
    around = [(4.2, 0), (9, 0), (9, 6), (0, 6), (0, 3.2), (4.2, 3.2)]
    drawing.space(41, drawing.body(drawing.prism(around, 2.5)), at(0, 0))
    drawing.space(42, room, at(0, 0, 3.0))
    leaf = board(bench, drawing, (0.1, 0.9, 2.1))
    drawing.product("IfcDoor", 50, leaf, at(4.05, 1.0), last="$,$,$,$,$,$")
    cupboard = board(bench, drawing, (0.6, 0.6, 2.0))
    drawing.product("IfcFurniture", 51, cupboard, at(0.5, 0.5), last="$,$")
    drawing.product("IfcFurniture", 52, cupboard, at(20.0, 0.5), last="$,$")
    drawing.product("IfcDoor", 53, leaf, at(-0.15, 1.0), last="$,$,$,$,$,$")
    found = place_in_rooms(bench.all(drawing), [bench.guid(50), bench.guid(53)])
    short = {bench.guid(n): n for n in (50, 51, 52, 53)}
    rooms = {f"a model 1.ifc:{bench.guid(n)}": n for n in (40, 41, 42)}
    rows = {
        (short[c], rooms[s], how)
        for c, s, how in found[["component_id", "space_id", "how"]].itertuples(index=False)
    }
    assert rows == {
        (50, 40, "borders"),
        (50, 41, "borders"),
        (51, 40, "inside"),
        (53, 40, "borders"),
    }
