"""Shapes that are drawn: right in size and place, shared where equal, lost one by one."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from robuild.geometry import child_process, draw_shapes
from robuild.geometry.drawing import creases
from robuild.model import read_models
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import ShapeStatus

FAR = (10_000.0, 20_000.0, 30.0)


def corners(drawing, item_id):
    """All points of a component in the world, m."""
    placed = [each for each in drawing.placed if each.component_id == item_id]
    return np.vstack(
        [
            drawing.shapes[each.shape].points @ each.matrix[:, :3].T + each.matrix[:, 3]
            for each in placed
        ]
    )


@pytest.mark.parametrize("unit_m", [1.0, 0.001, 0.3048])
def test_size_and_place_are_those_of_the_model_in_metres(bench, unit_m):
    model = bench.Drawing(unit_m)
    for number, turn in ((50, 0.0), (51, 90.0)):
        body = model.body(model.prism(bench.rectangle(3.0, 0.25), 2.5))
        model.product("IfcWall", number, body, model.placement(model.axes(FAR, turn)))
    model.space(60, model.body(model.prism(bench.rectangle(9.0, 9.0), 9.0)))
    drawing = draw_shapes(bench.read(model))
    assert list(drawing.status.values()) == [ShapeStatus.MEASURED] * 2  # the room is not drawn
    assert len(drawing.shapes) == 1  # turned, but equal
    straight, turned = (corners(drawing, item_id) for item_id in drawing.status)
    assert straight.min(axis=0) == pytest.approx(FAR, abs=1e-3)
    assert np.ptp(straight, axis=0) == pytest.approx([3.0, 0.25, 2.5], abs=1e-3)
    assert np.ptp(turned, axis=0) == pytest.approx([0.25, 3.0, 2.5], abs=1e-3)
    (shape,) = drawing.shapes
    assert len(shape.points) == 8
    assert len(shape.triangles) == 12
    assert len(shape.edges) == 12  # of a box, without the diagonals of its sides


def test_a_file_without_a_unit_is_taken_in_the_unit_that_was_given(bench):
    model = bench.Drawing(0.001)
    body = model.body(model.prism(bench.rectangle(3.0, 0.25), 2.5))
    model.product("IfcWall", 50, body, model.placement(model.axes((1.0, 2.0, 3.0))))
    text = (
        model.text()
        .replace("(#3,#4)", "(#4)")
        .replace("#3=IFCSIUNIT(*,.LENGTHUNIT.", "#3=IFCSIUNIT(*,.TIMEUNIT.")
        .replace(".MILLI.,.METRE.", "$,.SECOND.")
    )
    path = bench.folder / "no unit.ifc"
    path.write_text(text, encoding="utf-8")
    inventory = read_models([path], settings=Settings(), length_unit="mm")
    points = corners(draw_shapes(inventory), bench.guid(50))
    assert points.min(axis=0) == pytest.approx([1.0, 2.0, 3.0], abs=1e-3)
    assert np.ptp(points, axis=0) == pytest.approx([3.0, 0.25, 2.5], abs=1e-3)
    assert bench.measure(inventory).shapes["side_area_m2"].tolist() == pytest.approx(
        [7.5], rel=1e-4
    )


def test_parts_stand_for_a_whole_and_openings_are_cut(bench):
    model = bench.Drawing()
    parts = []
    for number in range(2):
        body = model.body(model.prism(bench.rectangle(1.0, 1.0), 1.0, (2.0 * number, 0, 0)))
        parts.append(model.product("IfcMember", 60 + number, body, last="$,$"))
    whole = model.product("IfcCurtainWall", 50, None, last="$,$")
    model.parts(70, whole, parts)
    wall = model.product("IfcWall", 51, model.body(model.prism(bench.rectangle(3.0, 0.3), 3.0)))
    hole = model.body(model.prism(bench.rectangle(1.0, 1.0), 1.0))
    model.opening(80, wall, hole, model.placement(model.axes((1.0, -0.5, 1.0))))
    inventory = bench.read(model)
    drawing = draw_shapes(inventory)
    assert np.ptp(corners(drawing, bench.guid(50)), axis=0) == pytest.approx([3, 1, 1], abs=1e-3)
    cut = [each for each in drawing.placed if each.component_id == bench.guid(51)]
    assert len(drawing.shapes[cut[0].shape].points) == 16
    assert set(drawing.status) == set(inventory.components["component_id"])


def test_a_crash_takes_one_shape_and_no_other(processes, tmp_path, monkeypatch):
    model = processes.Drawing()
    for number in range(3):
        body = model.body(model.prism(processes.rectangle(1.0 + number, 1.0), 0.1))
        model.product("IfcCovering", 50 + number, body)
    model.product("IfcCovering", 53, None)
    script = tmp_path / "faulty worker.py"
    script.write_text(
        "import os\n"
        "from robuild.geometry import drawing, worker\n"
        "real = drawing.drawn_of\n"
        "def faulty(alike, *rest):\n"
        f"    if alike[0].product.get_argument(0) == {processes.guid(51)!r}:\n"
        "        os.abort()\n"
        "    return real(alike, *rest)\n"
        "drawing.drawn_of = faulty\n"
        "worker.main()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(child_process, "WORKER_COMMAND", [sys.executable, str(script)])
    drawing = draw_shapes(processes.read(model))
    assert [str(each) for each in drawing.status.values()] == [
        "measured", "crashed", "measured", "no_shape",
    ]  # fmt: skip
    assert drawing.drawn == 2
    assert sorted((issue.code, issue.count) for issue in drawing.issues) == [
        ("not_drawn_crashed", 1), ("not_drawn_no_shape", 1),
    ]  # fmt: skip


def test_edges_are_creases_and_borders():
    fold = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [1, 1, 1]])
    flat = [[0, 1, 2], [0, 2, 3]]
    assert [0, 2] not in creases(fold, np.array(flat)).tolist()
    bent = creases(fold, np.array([*flat, [3, 2, 5], [3, 5, 4]])).tolist()
    assert [2, 3] in bent
    assert [0, 2] not in bent
    assert [3, 5] not in bent
