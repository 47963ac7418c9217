"""Measures of shapes whose sizes are known by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

UNITS = [1.0, 0.001, 0.3048]


def wall_with_window(bench: Any, unit_m: float, at: Any, turn: float) -> Any:
    """4 × 2.5 m, 0.2 m thick, with a hole of 1.2 × 1 m."""
    drawing = bench.Drawing(unit_m)
    placement = drawing.placement(drawing.axes(at, turn))
    solid = drawing.prism(bench.rectangle(4.0, 0.2), 2.5)
    wall = drawing.product("IfcWall", 50, drawing.body(solid), placement)
    hole = drawing.prism(bench.rectangle(1.2, 0.6), 1.0)
    there = drawing.placement(drawing.axes((1.0, -0.2, 0.9)), placement)
    drawing.opening(60, wall, drawing.body(hole), there)
    return drawing


@pytest.mark.parametrize("unit_m", UNITS)
@pytest.mark.parametrize("at", [(0, 0, 0), (12_000.0, -34_000.0, 150.0), (1e6, 7e6, 0.0)])
def test_a_wall_with_a_window(bench: Any, unit_m: float, at: Any) -> None:
    row = bench.one(wall_with_window(bench, unit_m, at, 30.0))
    net = 4 * 2.5 - 1.2 * 1.0
    assert row["side_area_m2"] == pytest.approx(net, rel=1e-6)
    assert row["face_area_m2"] == pytest.approx(net, rel=1e-6)
    assert row["volume_m3"] == pytest.approx(net * 0.2, rel=1e-6)
    assert row["footprint_area_m2"] == pytest.approx(4 * 0.2, rel=1e-4)
    assert row["perimeter_m"] == pytest.approx(2 * (4 + 0.2), rel=1e-4)
    assert row["length_m"] == pytest.approx(4.0, rel=1e-6)
    assert row["thickness_m"] == pytest.approx(0.2, rel=1e-4)
    assert row["height_m"] == pytest.approx(2.5, rel=1e-6)
    # middle of a rectangle turned by 30 degrees about its corner
    c, s = math.cos(math.radians(30)), math.sin(math.radians(30))
    assert row["x_m"] == pytest.approx(at[0] + 2 * c - 0.1 * s, abs=1e-5)
    assert row["y_m"] == pytest.approx(at[1] + 2 * s + 0.1 * c, abs=1e-5)
    assert row["z_m"] == pytest.approx(at[2] + 1.25, abs=1e-5)
    assert row["size_x_m"] == pytest.approx(4 * c + 0.2 * s, abs=1e-5)
    assert row["size_y_m"] == pytest.approx(4 * s + 0.2 * c, abs=1e-5)


def test_a_body_drawn_in_the_coordinates_of_the_world(bench: Any) -> None:
    drawing = bench.Drawing()
    x, y = 612_345.25, 6_643_210.5
    plan = [(x, y), (x + 3, y), (x + 3, y + 0.1), (x, y + 0.1)]
    drawing.product("IfcWall", 50, drawing.body(drawing.prism(plan, 2.4)))
    row = bench.one(drawing)
    assert row["side_area_m2"] == pytest.approx(7.2, rel=1e-4)
    assert (row["x_m"], row["y_m"]) == pytest.approx((x + 1.5, y + 0.05), abs=1e-4)


def test_a_room_in_the_shape_of_an_l(bench: Any) -> None:
    drawing = bench.Drawing(0.001)
    plan = [(0, 0), (5, 0), (5, 2), (2, 2), (2, 4), (0, 4)]
    drawing.space(50, drawing.body(drawing.prism(plan, 2.5)))
    row = bench.one(drawing)
    assert row["bottom_area_m2"] == pytest.approx(5 * 2 + 2 * 2)
    assert row["top_area_m2"] == pytest.approx(14)
    assert row["footprint_area_m2"] == pytest.approx(14)
    assert row["perimeter_m"] == pytest.approx(5 + 2 + 3 + 2 + 2 + 4)
    assert row["side_area_m2"] == pytest.approx(18 * 2.5)
    assert row["volume_m3"] == pytest.approx(35)


def test_a_wall_in_the_shape_of_an_l_counts_both_legs(bench: Any) -> None:
    drawing = bench.Drawing()
    plan = [(0, 0), (6, 0), (6, 0.2), (0.2, 0.2), (0.2, 4), (0, 4)]
    drawing.product("IfcWall", 50, drawing.body(drawing.prism(plan, 2.5)))
    row = bench.one(drawing)
    middle = 5.9 + 3.9
    assert row["side_area_m2"] == pytest.approx(middle * 2.5)
    assert row["length_m"] == pytest.approx(middle, rel=0.02)
    assert row["thickness_m"] == pytest.approx(0.2, rel=1e-3)


def test_a_curved_wall(bench: Any) -> None:
    """A quarter of a ring, as wide as its radius differs."""
    drawing = bench.Drawing()
    angles = [math.radians(a) for a in range(0, 91, 5)]
    outer = [(5 * math.cos(a), 5 * math.sin(a)) for a in angles]
    inner = [(4.8 * math.cos(a), 4.8 * math.sin(a)) for a in reversed(angles)]
    drawing.product("IfcWall", 50, drawing.body(drawing.prism([*outer, *inner], 3.0)))
    row = bench.one(drawing)
    chord = 2 * math.sin(math.radians(2.5))
    assert row["side_area_m2"] == pytest.approx(4.9 * chord * 18 * 3.0, rel=1e-6)
    assert row["thickness_m"] == pytest.approx(0.2, rel=0.02)


def test_layers_of_a_wall_count_once(bench: Any) -> None:
    drawing = bench.Drawing()
    layers = [
        drawing.prism(bench.rectangle(3.0, thick), 2.4, (0, at, 0))
        for at, thick in ((0.0, 0.013), (0.013, 0.1), (0.113, 0.013))
    ]
    drawing.product("IfcWall", 50, drawing.body(*layers))
    row = bench.one(drawing)
    assert row["side_area_m2"] == pytest.approx(7.2, rel=1e-6)
    assert row["thickness_m"] == pytest.approx(0.126, rel=1e-3)


def test_a_mitred_wall_is_measured_along_its_middle(bench: Any) -> None:
    drawing = bench.Drawing()
    plan = [(0, 0), (5, 0), (4.7, 0.3), (0.3, 0.3)]
    drawing.product("IfcWall", 50, drawing.body(drawing.prism(plan, 2.0)))
    row = bench.one(drawing)
    assert row["side_area_m2"] == pytest.approx((5 + 4.4) / 2 * 2.0)


def gable(bench: Any, *, inside_out: bool = False, mixed: bool = False) -> Any:
    """A wall 6 m long and 0.2 m thick, 2 m high at its ends and 4 m in the middle."""
    front = [(0, 0, 0), (6, 0, 0), (6, 0, 2), (3, 0, 4), (0, 0, 2)]
    points = front + [(x, 0.2, z) for x, _, z in front]
    faces = [[0, 1, 2, 3, 4], [9, 8, 7, 6, 5]]
    faces += [[i, i + 5, (i + 1) % 5 + 5, (i + 1) % 5] for i in range(5)]
    if inside_out:
        faces = [face[::-1] for face in faces]
    if mixed:
        faces = [face[::-1] if i % 2 else face for i, face in enumerate(faces)]
    drawing = bench.Drawing()
    body = drawing.body(drawing.faceted(points, faces), kind="Brep")
    drawing.product("IfcWall", 50, body)
    return drawing


@pytest.mark.parametrize("fault", [{}, {"inside_out": True}, {"mixed": True}])
def test_a_gable_whichever_way_its_faces_turn(bench: Any, fault: dict[str, bool]) -> None:
    row = bench.one(gable(bench, **fault))
    assert row["side_area_m2"] == pytest.approx(6 * 2 + 6 * 2 / 2)
    slope = math.hypot(3, 2)
    assert row["top_area_m2"] == pytest.approx(2 * slope * 0.2)
    assert row["bottom_area_m2"] == pytest.approx(6 * 0.2)


@pytest.mark.parametrize("pitch", [20, 45, 60])
def test_a_sloping_roof_counts_its_slope_and_no_edges(bench: Any, pitch: float) -> None:
    """A board of 5 × 4 × 0.3 m, tipped about its first side."""
    angle = math.radians(pitch)
    drawing = bench.Drawing()
    axes = drawing.axes((0, 0, 3), z=(0.0, -math.sin(angle), math.cos(angle)))
    solid = drawing.prism(bench.rectangle(5, 4), 0.3)
    drawing.product("IfcRoof", 50, drawing.body(solid), drawing.placement(axes))
    row = bench.one(drawing)
    assert row["top_area_m2"] == pytest.approx(20)
    assert row["bottom_area_m2"] == pytest.approx(20)
    assert row["face_area_m2"] == pytest.approx(20)
    assert row["thickness_m"] == pytest.approx(0.3, rel=1e-3)
    seen = 5 * (4 * math.cos(angle) + 0.3 * math.sin(angle))
    assert row["footprint_area_m2"] == pytest.approx(seen, rel=1e-3)
    assert row["height_m"] == pytest.approx(4 * math.sin(angle) + 0.3 * math.cos(angle))


def test_a_slab_with_a_shaft(bench: Any) -> None:
    drawing = bench.Drawing(0.001)
    placement = drawing.placement(drawing.axes())
    solid = drawing.prism(bench.rectangle(6, 5), 0.25)
    slab = drawing.product("IfcSlab", 50, drawing.body(solid), placement)
    hole = drawing.body(drawing.prism(bench.rectangle(1, 2), 1.0))
    drawing.opening(60, slab, hole, drawing.placement(drawing.axes((2, 2, -0.4)), placement))
    row = bench.one(drawing)
    assert row["top_area_m2"] == pytest.approx(28)
    assert row["perimeter_m"] == pytest.approx(22 + 6, rel=1e-3)
    assert row["thickness_m"] == pytest.approx(0.25, rel=1e-3)


def test_a_bare_surface_has_an_area_and_no_volume(bench: Any) -> None:
    drawing = bench.Drawing()
    points = [(0, 0, 0), (3, 0, 0), (3, 2, 0), (0, 2, 0)]
    body = drawing.body(drawing.faceted(points, [[0, 1, 2, 3]]), kind="Brep")
    drawing.product("IfcCovering", 50, body)
    row = bench.one(drawing)
    assert row["top_area_m2"] == row["bottom_area_m2"] == pytest.approx(6)
    assert row["face_area_m2"] == pytest.approx(6)
    assert math.isnan(row["volume_m3"])


def test_a_railing_with_a_corner_is_as_long_as_both_sides(bench: Any) -> None:
    drawing = bench.Drawing()
    plan = [(0, 0), (4, 0), (4, 3), (3.95, 3), (3.95, 0.05), (0, 0.05)]
    drawing.product("IfcRailing", 50, drawing.body(drawing.prism(plan, 0.05)))
    assert bench.one(drawing)["length_m"] == pytest.approx(4 + 3 - 0.05, rel=0.01)


def test_a_pipe_that_slopes_any_way(bench: Any) -> None:
    drawing = bench.Drawing()
    plan = [(0.05 * math.cos(i * math.pi / 8), 0.05 * math.sin(i * math.pi / 8)) for i in range(16)]
    placement = drawing.placement(drawing.axes(z=(0.3, 0.5, 0.4)))
    drawing.product("IfcPipeSegment", 50, drawing.body(drawing.prism(plan, 3.3)), placement)
    row = bench.one(drawing)
    assert row["length_m"] == pytest.approx(3.3, rel=1e-3)
    assert row["thickness_m"] == pytest.approx(0.1, rel=0.05)


def test_equal_shapes_are_meshed_once_and_lie_in_their_own_places(bench: Any) -> None:
    """Six equal boards: four upright and turned about z, two tipped another way."""
    drawing = bench.Drawing()
    for number in range(6):
        at = (10.0 * number, 5.0, 0.0)
        tip = (0.0, 1.0, 0.0) if number > 3 else None
        placement = drawing.placement(drawing.axes(at, 90.0 * number, tip))
        body = drawing.body(drawing.prism(bench.rectangle(3.0, 1.0), 0.02))
        drawing.product("IfcCovering", 50 + number, body, placement)
    measured = bench.all(drawing)
    assert (measured.meshed, measured.reused) == (2, 4)
    rows = measured.shapes
    assert rows["shape_key"].nunique() == 2
    assert rows["top_area_m2"].tolist()[:4] == pytest.approx([3.0] * 4)
    assert rows["side_area_m2"].tolist()[4:] == pytest.approx([3.0] * 2)
    middles = [(1.5, 0.5), (-0.5, 1.5), (-1.5, -0.5), (0.5, -1.5)]
    for number, (x, y) in enumerate(middles):
        assert rows["x_m"][number] == pytest.approx(10.0 * number + x, abs=1e-6)
        assert rows["y_m"][number] == pytest.approx(5.0 + y, abs=1e-6)


def test_openings_make_equal_bodies_different_shapes(bench: Any) -> None:
    drawing = bench.Drawing()
    for number in range(3):
        placement = drawing.placement(drawing.axes((0, 9.0 * number, 0)))
        body = drawing.body(drawing.prism(bench.rectangle(3.0, 0.1), 2.0))
        wall = drawing.product("IfcWall", 50 + number, body, placement)
        if number:
            hole = drawing.body(drawing.prism(bench.rectangle(1.0, 0.5), 1.0))
            there = drawing.placement(drawing.axes((1.0, -0.2, 0.5)), placement)
            drawing.opening(60 + number, wall, hole, there)
    measured = bench.all(drawing)
    assert (measured.meshed, measured.reused) == (2, 1)
    assert measured.shapes["side_area_m2"].tolist() == pytest.approx([6.0, 5.0, 5.0])


def test_a_mapped_shape_is_measured_as_large_as_it_is_drawn(bench: Any) -> None:
    drawing = bench.Drawing()
    solid = drawing.prism(bench.rectangle(1.0, 0.02), 1.0)
    shown = drawing.add(f"IFCSHAPEREPRESENTATION(#9,'Body','SweptSolid',(#{solid}))")
    source = drawing.add(f"IFCREPRESENTATIONMAP(#{drawing.axes()},#{shown})")
    for number, scale in enumerate((1.0, 2.0)):
        origin = drawing.point((0, 0, 0))
        way = drawing.add(f"IFCCARTESIANTRANSFORMATIONOPERATOR3D($,$,#{origin},{scale},$)")
        item = drawing.add(f"IFCMAPPEDITEM(#{source},#{way})")
        drawing.product("IfcPlate", 50 + number, drawing.body(item, kind="MappedRepresentation"))
    assert bench.all(drawing).shapes["face_area_m2"].tolist() == pytest.approx([1.0, 4.0])


def test_what_has_only_parts_is_their_sum(bench: Any) -> None:
    drawing = bench.Drawing()
    whole = drawing.product("IfcCurtainWall", 50, None)
    parts = [
        drawing.product(
            "IfcPlate", 51 + i, drawing.body(drawing.prism(bench.rectangle(1.0, 0.02), 2.0)),
            drawing.placement(drawing.axes((1.0 * i, 0, 0))),
        )
        for i in range(3)
    ]  # fmt: skip
    drawing.parts(90, whole, parts)
    measured = bench.all(drawing)
    row = bench.row(measured, 50)
    assert row["status"] == "measured"
    assert row["shape_key"].startswith("parts:")
    assert row["side_area_m2"] == pytest.approx(6.0)
    assert row["size_x_m"] == pytest.approx(3.0)
    assert row["x_m"] == pytest.approx(1.5)
    assert measured.meshed == 1
