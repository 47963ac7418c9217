"""Small models with shapes, written as STEP text: what is in them is what the tests know."""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pandas as pd
import pytest

from robuild.geometry import ShapesMeasured, measure_shapes
from robuild.geometry.child_process import Heard
from robuild.geometry.statements import Statements
from robuild.geometry.worker import Job, opened, work
from robuild.model import read_models
from robuild.terms import tables
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings

SHARED = Path(os.environ.get("ROBUILD_SHARED", Path(__file__).resolve().parents[3] / "shared"))
Point = tuple[float, ...]

UNITS = {
    1.0: "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);",
    0.001: "#3=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);",
    0.3048: "#3=IFCCONVERSIONBASEDUNIT(#70,.LENGTHUNIT.,'FOOT',#71);\n"
    "#70=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);\n"
    "#71=IFCMEASUREWITHUNIT(IFCRATIOMEASURE(0.3048),#72);\n"
    "#72=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);",
}
"""Metres per unit -> its statements."""


def guid(number: int) -> str:
    return f"0{number:021d}"


class Drawing:
    """Writes one IFC4 model; lengths are given in m and written in its unit."""

    def __init__(self, unit_m: float = 1.0) -> None:
        self.unit_m = unit_m
        self.lines: list[str] = []
        self.next = 100

    def add(self, text: str) -> int:
        self.next += 1
        self.lines.append(f"#{self.next}={text};")
        return self.next

    def point(self, values: Sequence[float]) -> int:
        numbers = ",".join(_real(value / self.unit_m) for value in values)
        return self.add(f"IFCCARTESIANPOINT(({numbers}))")

    def way(self, values: Sequence[float]) -> int:
        return self.add(f"IFCDIRECTION(({','.join(_real(value) for value in values)}))")

    def axes(
        self, at: Sequence[float] = (0, 0, 0), turn: float = 0.0, z: Sequence[float] | None = None
    ) -> int:
        """Placement turned about z by degrees, or with a z of its own."""
        angle = math.radians(turn)
        x = self.way((math.cos(angle), math.sin(angle), 0.0) if z is None else (1.0, 0.0, 0.0))
        return self.add(f"IFCAXIS2PLACEMENT3D(#{self.point(at)},#{self.way(z or (0, 0, 1))},#{x})")

    def placement(self, axes: int, within: int | None = None) -> int:
        outer = "$" if within is None else f"#{within}"
        return self.add(f"IFCLOCALPLACEMENT({outer},#{axes})")

    def prism(self, plan: Sequence[Point], height: float, at: Point = (0, 0, 0)) -> int:
        """Extrusion of a closed plan."""
        points = [self.point(p) for p in (*plan, plan[0])]
        line = self.add(f"IFCPOLYLINE(({','.join(f'#{p}' for p in points)}))")
        profile = self.add(f"IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#{line})")
        length = _real(height / self.unit_m)
        up = self.way((0, 0, 1))
        return self.add(f"IFCEXTRUDEDAREASOLID(#{profile},#{self.axes(at)},#{up},{length})")

    def faceted(self, points: Sequence[Point], faces: Sequence[Sequence[int]]) -> int:
        """Boundary of a body; corners counted from 0."""
        known = [self.point(p) for p in points]
        made = []
        for face in faces:
            loop = self.add(f"IFCPOLYLOOP(({','.join(f'#{known[i]}' for i in face)}))")
            bound = self.add(f"IFCFACEOUTERBOUND(#{loop},.T.)")
            made.append(self.add(f"IFCFACE((#{bound}))"))
        shell = self.add(f"IFCCLOSEDSHELL(({','.join(f'#{f}' for f in made)}))")
        return self.add(f"IFCFACETEDBREP(#{shell})")

    def body(self, *items: int, name: str = "Body", kind: str = "SweptSolid") -> int:
        listed = ",".join(f"#{item}" for item in items)
        shown = self.add(f"IFCSHAPEREPRESENTATION(#9,'{name}','{kind}',({listed}))")
        return self.add(f"IFCPRODUCTDEFINITIONSHAPE($,$,(#{shown}))")

    def product(
        self,
        ifc_class: str,
        number: int,
        shape: int | None,
        placement: int | None = None,
        last: str = "$,$",
    ) -> int:
        """An element; `last` are its tag and what follows."""
        where = f"#{placement or self.placement(self.axes())}"
        what = "$" if shape is None else f"#{shape}"
        text = f"{ifc_class.upper()}('{guid(number)}',$,'Thing',$,$,{where},{what},{last})"
        return self.add(text)

    def space(self, number: int, shape: int | None, placement: int | None = None) -> int:
        return self.product("IfcSpace", number, shape, placement, "$,.ELEMENT.,.INTERNAL.,$")

    def opening(self, number: int, element: int, shape: int, placement: int) -> None:
        void = self.product("IfcOpeningElement", number, shape, placement)
        text = f"IFCRELVOIDSELEMENT('{guid(number + 500)}',$,$,$,#{element},#{void})"
        self.add(text)

    def parts(self, number: int, whole: int, parts: Sequence[int]) -> None:
        listed = ",".join(f"#{part}" for part in parts)
        self.add(f"IFCRELAGGREGATES('{guid(number)}',$,$,$,#{whole},({listed}))")

    def text(self) -> str:
        body = "\n".join(self.lines)
        return f"""ISO-10303-21;
HEADER;
FILE_DESCRIPTION((''),'2;1');
FILE_NAME('small.ifc','2026-01-01T00:00:00',(''),(''),'','','');
FILE_SCHEMA(('IFC4'));
ENDSEC;
DATA;
#1=IFCPROJECT('{guid(1)}',$,'Small',$,$,$,$,(#8),#2);
#2=IFCUNITASSIGNMENT((#3,#4));
{UNITS[self.unit_m]}
#4=IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.);
#5=IFCCARTESIANPOINT((0.,0.,0.));
#6=IFCAXIS2PLACEMENT3D(#5,$,$);
#8=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,#6,$);
#9=IFCGEOMETRICREPRESENTATIONSUBCONTEXT('Body','Model',*,*,*,*,#8,$,.MODEL_VIEW.,$);
{body}
ENDSEC;
END-ISO-10303-21;
"""


def _real(value: float) -> str:
    text = repr(float(value)).upper()
    return text if "." in text else text.replace("E", ".E") if "E" in text else text + "."


def rectangle(length: float, width: float) -> list[Point]:
    return [(0, 0), (length, 0), (length, width), (0, width)]


class Bench:
    """Writes drawings into one folder and measures them."""

    Drawing = Drawing
    guid = staticmethod(guid)
    rectangle = staticmethod(rectangle)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, *drawings: Drawing) -> ModelInventory:
        paths = []
        for number, drawing in enumerate(drawings, 1):
            paths.append(self.folder / f"a model {number}.ifc")
            paths[-1].write_text(drawing.text(), encoding="utf-8")
        return read_models(paths, settings=Settings())

    def all(self, *drawings: Drawing, **more: object) -> ShapesMeasured:
        inventory = self.read(*drawings)
        return self.measure(inventory, **more)

    def measure(self, inventory: ModelInventory, **more: object) -> ShapesMeasured:
        components = inventory.components["component_id"].tolist()
        spaces = inventory.spaces["space_id"].tolist()
        measured = measure_shapes(inventory, components, spaces, **more)  # type: ignore[arg-type]
        tables.checked(tables.SHAPES, measured.shapes)
        assert measured.shapes["item_id"].tolist() == [*components, *spaces]
        return measured

    def one(self, drawing: Drawing) -> dict[str, float]:
        rows = self.all(drawing).shapes
        assert rows["status"].tolist() == ["measured"]
        return dict(rows.iloc[0])

    def row(self, measured: ShapesMeasured, number: int) -> pd.Series:
        found = measured.shapes[measured.shapes["item_id"].str.contains(guid(number), regex=False)]
        return found.iloc[0]


class InThisProcess:
    """Stands in for a worker: the same work and the same lines, without starting a process."""

    def __init__(self, number: int, job: Job, heard: SimpleQueue[Heard]) -> None:
        self.number, self.job = number, job
        self.begun: list[int] = []
        self.finished = False
        self.last_heard = time.monotonic()

        def say(what: str, **facts: Any) -> None:
            line = json.dumps({"say": what, **facts})
            heard.put(Heard(number, json.loads(line)))

        with Statements(Path(job.path)) as statements:
            work(job, opened(job.path), statements, say)
        say("end")
        heard.put(Heard(number, None))

    def stop(self) -> None:
        pass


@pytest.fixture
def processes(tmp_path: Path) -> Bench:
    """Measures as users do, in processes of their own."""
    folder = tmp_path / "a folder"
    folder.mkdir()
    return Bench(folder)


@pytest.fixture
def bench(processes: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Measures in this process, for what does not depend on processes."""
    monkeypatch.setattr("robuild.geometry.crew.Worker", InThisProcess)
    return processes


@pytest.fixture(scope="session")
def models() -> Path:
    folder = SHARED / "ifc"
    if not folder.is_dir():
        pytest.skip("the real models are not beside the project")
    return folder
