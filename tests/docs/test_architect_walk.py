"""Every command of the architect's page, run in its order as a reader would."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from robuild.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to-architect.md"


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("robuild ")]


def small_model(doors: int) -> str:
    """A room with doors and a counter; enough for a page, and quick."""
    door = (
        "IFCDOOR('0fYWUFSeDBSRsebfQn3W{n:02d}',$,'Innerdør {n}',$,'Innerdør 9x21',$,$,$,"
        "2.1,0.9,.DOOR.,$,$)"
    )
    lines = [f"#{40 + n}={door.format(n=n)};" for n in range(doors)]
    inside = ",".join(["#30", *(f"#{40 + n}" for n in range(doors))])
    body = "\n".join(lines).encode("ascii", "backslashreplace").decode()
    body = body.replace("\\xf8", "\\X\\F8")
    return f"""ISO-10303-21;
HEADER;
FILE_DESCRIPTION((''),'2;1');
FILE_NAME('small.ifc','2026-01-01T00:00:00',(''),(''),'','','');
FILE_SCHEMA(('IFC4'));
ENDSEC;
DATA;
#1=IFCPROJECT('0000000000000000000001',$,'Small',$,$,$,$,$,#2);
#2=IFCUNITASSIGNMENT((#3));
#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);
#11=IFCBUILDING('0000000000000000000011',$,'House',$,$,$,$,$,.ELEMENT.,$,$,$);
#12=IFCBUILDINGSTOREY('0000000000000000000012',$,'1',$,$,$,$,$,.ELEMENT.,0.);
#13=IFCSPACE('0000000000000000000013',$,'101',$,$,$,$,'Stue',.ELEMENT.,.INTERNAL.,$);
#21=IFCRELAGGREGATES('0000000000000000000021',$,$,$,#1,(#11));
#22=IFCRELAGGREGATES('0000000000000000000022',$,$,$,#11,(#12));
#23=IFCRELAGGREGATES('0000000000000000000023',$,$,$,#12,(#13));
#30=IFCFURNITURE('0000000000000000000030',$,'Fast benk i resepsjon',$,$,$,$,$,.USERDEFINED.);
{body}
#24=IFCRELCONTAINEDINSPATIALSTRUCTURE('0000000000000000000024',$,$,$,({inside}),#13);
ENDSEC;
END-ISO-10303-21;
"""


def test_the_page_can_be_walked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for doors, name in enumerate(("model.ifc", "arkitekt.ifc", "elektro.ifc", "vvs.ifc"), 3):
        Path(name).write_text(small_model(doors), encoding="ascii")
    (block,) = re.findall(r"```csv\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    filled = block.replace("KEY", "door_internal_set").replace(",VARIANT,", ",,")
    Path("my-overrides.csv").write_text(filled, encoding="utf-8")
    for line in commands():
        words = shlex.split(line, comments=True)[1:]
        if words[0] in ("plan", "compare", "view", "enrich"):
            words += ["--set", "uncertainty_draws=0"]
        if "--suggest" in words:
            Path("my-overrides.csv").unlink()  # the page says: from nothing
        done = CliRunner().invoke(app, words)
        expected = (0, 3) if "--fail-on" in words else (0,)
        assert done.exit_code in expected, f"{line}\n{done.output}"
    made = {path.name for path in tmp_path.iterdir()}
    assert {"components.csv", "plan.xlsx", "cobie.xlsx", "endringer.xlsx", "krav.ids",
            "funn.bcfzip", "kontroll.html", "beriket.ifc", "modell.html"} <= made  # fmt: skip
    assert len(commands()) >= 12
