"""Small models: STEP text written by hand, and models built with the parser's own interface."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from robuild.model import read_models
from robuild.terms import tables
from robuild.terms.inventory import ModelInventory
from robuild.terms.settings import Settings

SHARED = Path(os.environ.get("ROBUILD_SHARED", Path(__file__).resolve().parents[3] / "shared"))

METRE = "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n#4=IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.);"
MILLIMETRE = METRE.replace(",$,.METRE.", ",.MILLI.,.METRE.")
FOOT = """#3=IFCCONVERSIONBASEDUNIT(#70,.LENGTHUNIT.,'FOOT',#71);
#70=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);
#71=IFCMEASUREWITHUNIT(IFCRATIOMEASURE(0.3048),#72);
#72=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);
#4=IFCCONVERSIONBASEDUNIT(#70,.AREAUNIT.,'SQUARE FOOT',#73);
#73=IFCMEASUREWITHUNIT(IFCRATIOMEASURE(0.09290304),#74);
#74=IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.);"""


def guid(number: int) -> str:
    """A valid GlobalId that is easy to recognise."""
    return f"0{number:021d}"


def step(body: str = "", *, schema: str = "IFC4", units: str = METRE, head: str = "") -> str:
    """A STEP file with project, building #11 and storeys #12 and #13 around the body."""
    return f"""ISO-10303-21;
HEADER;
FILE_DESCRIPTION(('ViewDefinition [CoordinationView]'),'2;1');
FILE_NAME('small.ifc','2026-01-01T00:00:00',(''),(''),'','','');
FILE_SCHEMA(('{schema}'));
ENDSEC;
DATA;
{head}#1=IFCPROJECT('{guid(1)}',$,'Small project',$,$,$,$,$,#2);
#2=IFCUNITASSIGNMENT((#3,#4));
{units}
#11=IFCBUILDING('{guid(11)}',$,'House',$,$,$,$,$,.ELEMENT.,$,$,$);
#12=IFCBUILDINGSTOREY('{guid(12)}',$,'1. etasje',$,$,$,$,$,.ELEMENT.,0.);
#13=IFCBUILDINGSTOREY('{guid(13)}',$,'2. etasje',$,$,$,$,$,.ELEMENT.,3.);
#21=IFCRELAGGREGATES('{guid(21)}',$,$,$,#1,(#11));
#22=IFCRELAGGREGATES('{guid(22)}',$,$,$,#11,(#12,#13));
{body}
ENDSEC;
END-ISO-10303-21;
"""


def contained(elements: str, place: int = 12, number: int = 900) -> str:
    """Containment of elements, such as `#30,#31`, in a place."""
    start = f"#{number}=IFCRELCONTAINEDINSPATIALSTRUCTURE('{guid(number)}',$,$,$,"
    return f"{start}({elements}),#{place});"


def properties(number: int, name: str, on: str, *values: str) -> str:
    """A property set with values such as `'Width',IFCLENGTHMEASURE(1.)` on elements."""
    singles = "".join(
        "#{}=IFCPROPERTYSINGLEVALUE({},$,{},$);\n".format(number + 2 + i, *value.split(",", 1))
        for i, value in enumerate(values)
    )
    listed = ",".join(f"#{number + 2 + i}" for i in range(len(values)))
    return (
        f"{singles}#{number}=IFCPROPERTYSET('{guid(number)}',$,'{name}',$,({listed}));\n"
        f"#{number + 1}=IFCRELDEFINESBYPROPERTIES('{guid(number + 1)}',$,$,$,({on}),#{number});\n"
    )


def door(number: int, name: str = "Door", *, last: str = "2.1,0.9,$,$,$") -> str:
    """An IFC4 door; `last` are height, width and the three words behind them."""
    return f"#{number}=IFCDOOR('{guid(number)}',$,'{name}',$,$,$,$,$,{last});\n"


class Small:
    """Writes small models into one folder and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.step = step
        self.guid = guid
        self.contained = contained
        self.properties = properties
        self.door = door
        self.METRE, self.MILLIMETRE, self.FOOT = METRE, MILLIMETRE, FOOT

    def write(self, text: str | bytes, name: str = "small.ifc") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def read(self, *paths: Path, **more: Any) -> ModelInventory:
        settings = more.pop("settings", Settings())
        inventory = read_models(list(paths), settings=settings, **more)
        check(inventory)
        return inventory

    def read_text(self, text: str | bytes, **more: Any) -> ModelInventory:
        return self.read(self.write(text), **more)


def check(inventory: ModelInventory) -> None:
    """What holds of every inventory."""
    tables.checked(tables.COMPONENTS, inventory.components)
    tables.checked(tables.SPACES, inventory.spaces)
    tables.checked(tables.REJECTS, inventory.rejects)
    assert inventory.elements_read == len(inventory.components) + len(inventory.rejects)
    assert inventory.elements_read == sum(model.elements_read for model in inventory.models)
    assert set(inventory.properties) == set(inventory.components["component_id"])
    rooms = set(inventory.spaces["space_id"])
    assert set(inventory.components["space_id"].dropna()) <= rooms


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path)


@pytest.fixture(scope="session")
def checked() -> Callable[[ModelInventory], None]:
    return check


@pytest.fixture(scope="session")
def models() -> Path:
    folder = SHARED / "ifc"
    if not folder.is_dir():
        pytest.skip("the real models are not beside the project")
    return folder
