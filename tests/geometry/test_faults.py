"""Shapes that crash, hang or mean nothing, and files that went away: all else is delivered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from robuild.geometry import child_process

FAULTY = """
import os, sys, time
from robuild.geometry import meshing, worker
real = meshing.shape_of
def faulty(alike, *rest):
    for body in alike:
        kind = {{{faults}}}.get(body.product.get_argument(0))
        if kind == "crash":
            os.abort()
        if kind == "vanish":
            os._exit(0)
        if kind == "hang":
            time.sleep(600)
        if kind == "chatter":
            print("the kernel writes where it should not", flush=True)
    return real(alike, *rest)
meshing.shape_of = faulty
if {at_once!r}:
    os.abort()
worker.main()
"""


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: Any) -> Callable[..., None]:
    """Plant faults, by the number of the element, in the process that meshes."""

    def planted(faults: dict[int, str], *, at_once: bool = False) -> None:
        listed = ", ".join(f"{processes.guid(n)!r}: {kind!r}" for n, kind in faults.items())
        script = tmp_path / "faulty worker.py"
        script.write_text(FAULTY.format(faults=listed, at_once=at_once), encoding="utf-8")
        monkeypatch.setattr(child_process, "WORKER_COMMAND", [sys.executable, str(script)])

    return planted


def boards(bench: Any, count: int) -> Any:
    """Boards of 1 × 1, 2 × 1, 3 × 1 … m."""
    drawing = bench.Drawing()
    for number in range(count):
        body = drawing.body(drawing.prism(bench.rectangle(1.0 + number, 1.0), 0.02))
        drawing.product("IfcCovering", 50 + number, body)
    return drawing


def test_a_crash_takes_one_shape_and_no_other(processes: Any, plant: Any) -> None:
    plant({51: "crash", 53: "vanish", 54: "chatter"})
    measured = processes.all(boards(processes, 5))
    expected = ["measured", "crashed", "measured", "crashed", "measured"]
    assert measured.shapes["status"].tolist() == expected
    assert measured.shapes["top_area_m2"].dropna().tolist() == pytest.approx([1.0, 3.0, 5.0])
    (issue,) = measured.issues
    assert (issue.code, issue.count) == ("shape_crashed", 2)
    assert processes.guid(51) in issue.message
    assert processes.guid(53) in issue.message
    assert issue.origin.file.endswith("a model 1.ifc")


def test_a_shape_that_hangs_is_given_up(processes: Any, plant: Any) -> None:
    plant({50: "hang"})
    measured = processes.all(boards(processes, 3), timeout_s=2.0)
    assert measured.shapes["status"].tolist() == ["timed_out", "measured", "measured"]
    assert [issue.code for issue in measured.issues] == ["shape_timed_out"]


def test_the_time_for_all_is_kept(processes: Any, plant: Any) -> None:
    plant({51: "hang"})
    measured = processes.all(boards(processes, 3), most_seconds=3.0)
    assert measured.shapes["status"].tolist() == ["measured", "timed_out", "timed_out"]
    assert measured.seconds < 10


def test_a_process_that_never_starts_work_is_not_started_for_ever(
    processes: Any, plant: Any
) -> None:
    plant({}, at_once=True)
    measured = processes.all(boards(processes, 2))
    assert measured.shapes["status"].tolist() == ["crashed", "crashed"]


def test_restarts_have_an_end(processes: Any, plant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("robuild.geometry.crew.MOST_RESTARTS", 1)
    plant({50: "crash", 51: "crash"})
    measured = processes.all(boards(processes, 3))
    assert measured.shapes["status"].tolist() == ["crashed"] * 3


def test_two_processes_share_many_shapes(
    processes: Any, plant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("robuild.geometry.crew.WORTH_TWO", 50)
    plant({60: "crash"})
    measured = processes.all(boards(processes, 70))
    statuses = measured.shapes["status"].value_counts().to_dict()
    assert statuses == {"measured": 69, "crashed": 1}
    assert measured.meshed == 69


def test_what_has_no_body_or_an_impossible_one(bench: Any) -> None:
    drawing = bench.Drawing()
    drawing.product("IfcWall", 50, None)
    axis = drawing.add(f"IFCPOLYLINE((#{drawing.point((0, 0))},#{drawing.point((3, 0))}))")
    drawing.product("IfcWall", 51, drawing.body(axis, name="Axis", kind="Curve2D"))
    flat = [(0, 0, 0), (1, 0, 0), (2, 0, 0)]
    drawing.product("IfcSlab", 52, drawing.body(drawing.faceted(flat, [[0, 1, 2]]), kind="Brep"))
    huge = drawing.prism(bench.rectangle(50_000.0, 1.0), 1.0)
    drawing.product("IfcSlab", 53, drawing.body(huge))
    good = drawing.prism(bench.rectangle(2.0, 1.0), 0.1)
    drawing.product("IfcSlab", 54, drawing.body(good))
    measured = bench.all(drawing)
    statuses = measured.shapes["status"].tolist()
    assert statuses[:2] == ["no_shape", "no_shape"]
    assert statuses[2] in ("empty", "degenerate", "failed")
    assert statuses[3:] == ["degenerate", "measured"]
    assert {issue.code for issue in measured.issues} >= {"shape_missing", "shape_degenerate"}
    assert measured.shapes.iloc[:4].select_dtypes("number").isna().all(axis=None)


def test_a_part_that_fails_leaves_no_sum_that_is_too_small(processes: Any, plant: Any) -> None:
    drawing = processes.Drawing()
    whole = drawing.product("IfcCurtainWall", 50, None)
    parts = [
        drawing.product(
            "IfcPlate",
            51 + i,
            drawing.body(drawing.prism(processes.rectangle(1.0 + i, 0.02), 2.0)),
        )
        for i in range(2)
    ]
    drawing.parts(90, whole, parts)
    plant({52: "crash"})
    measured = processes.all(drawing)
    assert processes.row(measured, 50)["status"] == "crashed"
    assert processes.row(measured, 51)["status"] == "measured"


def test_a_whole_within_itself_ends(bench: Any) -> None:
    drawing = bench.Drawing()
    whole = drawing.product("IfcElementAssembly", 50, None, last="$,$,$")
    drawing.parts(90, whole, [whole])
    assert bench.all(drawing).shapes["status"].tolist() == ["no_shape"]


def test_a_file_that_went_away_is_an_issue(bench: Any) -> None:
    inventory = bench.read(boards(bench, 2))
    for path in bench.folder.iterdir():
        path.unlink()
    measured = bench.measure(inventory)
    assert measured.shapes["status"].tolist() == ["failed", "failed"]
    assert "file_missing" in {issue.code for issue in measured.issues}


def test_the_shape_of_the_other_file_is_taken(bench: Any) -> None:
    """Equal GlobalIds in two files; the one that says more has no shape."""
    says_more = bench.Drawing()
    says_more.product("IfcCovering", 50, None, last="'A tag',.FLOORING.")
    says_more.space(40, None)
    has_shape = bench.Drawing(0.001)
    body = has_shape.body(has_shape.prism(bench.rectangle(3.0, 2.0), 0.02))
    has_shape.product("IfcCovering", 50, body)
    room = has_shape.body(has_shape.prism(bench.rectangle(4.0, 2.0), 2.5))
    has_shape.space(40, room)
    measured = bench.all(says_more, has_shape)
    assert measured.shapes["status"].tolist() == ["measured", "measured"]
    assert measured.shapes["model_id"].tolist() == ["a model 2.ifc"] * 2
    assert measured.shapes["bottom_area_m2"].tolist() == pytest.approx([6.0, 8.0])
    assert measured.issues == ()


def test_a_globalid_used_twice_is_two_shapes(bench: Any) -> None:
    drawing = bench.Drawing()
    for length in (1.0, 2.0):
        body = drawing.body(drawing.prism(bench.rectangle(length, 1.0), 0.02))
        drawing.product("IfcCovering", 50, body)
    measured = bench.all(drawing)
    assert measured.shapes["top_area_m2"].tolist() == pytest.approx([1.0, 2.0])


def test_progress_reaches_the_end(bench: Any) -> None:
    told: list[float] = []
    bench.all(boards(bench, 3), progress=lambda stage, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_nothing_asked_starts_nothing(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    inventory = bench.read(bench.Drawing())
    monkeypatch.setattr(subprocess, "Popen", None)
    measured = bench.measure(inventory)
    assert len(measured.shapes) == 0
    assert measured.meshed == 0


def test_the_kernel_stays_out_of_the_house() -> None:
    code = (
        "import sys, robuild.geometry as g; g.measure_shapes; g.with_geometry; g.place_in_rooms;"
        "print([m for m in sys.modules if m.startswith(('ifcopenshell', 'shapely'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_statement_of_the_wrong_kind_takes_one_shape(bench: Any) -> None:
    """A shape where a placement must stand, and a representation that holds itself."""
    drawing = boards(bench, 2)
    body = drawing.body(drawing.prism(bench.rectangle(1.0, 1.0), 0.1))
    drawing.product("IfcSlab", 80, body, placement=body)
    drawing.product("IfcSlab", 81, drawing.placement(drawing.axes()))
    measured = bench.all(drawing)
    statuses = measured.shapes["status"].tolist()
    assert statuses[:2] == ["measured", "measured"]
    assert set(statuses[2:]) <= {"failed", "no_shape", "measured"}
    assert statuses[3] != "measured"


def test_an_id_that_is_in_no_model_is_our_fault(bench: Any) -> None:
    from robuild.geometry import measure_shapes

    inventory = bench.read(boards(bench, 1))
    with pytest.raises(ValueError, match="not in the inventory"):
        measure_shapes(inventory, ["nobody"])


def test_equal_statements_have_equal_digests_whatever_their_numbers(tmp_path: Path) -> None:
    from robuild.geometry.statements import Statements

    lines = [
        b"#1=IFCA((1.,2.));", b"#2=IFCB(#1,#1);", b"#11=IFCA((1.,2.));", b"#12 = IFCB(#11,\n #11);",
        b"#21=IFCA((1.,3.));", b"#22=IFCB(#21,#1);", b"#31=IFCB(#32);", b"#32=IFCB(#31);",
    ]  # fmt: skip
    path = tmp_path / "few.ifc"
    path.write_bytes(b"DATA;\n" + b"\n".join(lines) + b"\nENDSEC;\n")
    with Statements(path) as statements:
        digests = {n: statements.digest(n) for n in (1, 2, 11, 22, 21, 31, 32, 99)}
        assert statements.text(12) == b"IFCB(#11, #11);"
        assert digests[1] == digests[11]
        assert digests[2] != digests[22]
        assert statements.digest(2) == statements.digest(2)
        assert digests[99] not in {digests[n] for n in (1, 2, 21, 22, 31, 32)}
