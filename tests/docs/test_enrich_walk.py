"""Every command of the page on enriching, run in its order on small models."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import ifcopenshell
from typer.testing import CliRunner

from robuild.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "writing_back"))
PAGE = (ROOT / "docs" / "how-to-enrich.md").read_text(encoding="utf-8")


def test_the_page_can_be_walked(tmp_path, monkeypatch):
    from enriched_house import house, sets_of

    monkeypatch.chdir(tmp_path)
    for place, name in enumerate(("model.ifc", "arkitekt.ifc", "elektro.ifc")):
        Path(name).write_text(house(start=100 * place), encoding="ascii")
    lines = [
        line
        for block in re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL)
        for line in block.splitlines()
    ]
    assert len(lines) >= 5
    for line in lines:
        done = CliRunner().invoke(app, [*shlex.split(line, comments=True)[1:], "--no-geometry"])
        assert done.exit_code == 0, f"{line}\n{done.output}"
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"model-robuild.ifc", "model-robuild.ifc.old", "model-robuild.ifczip", "again.ifc",
            "enriched/arkitekt.ifc", "enriched/elektro.ifc"} <= made  # fmt: skip
    model = ifcopenshell.open("again.ifc")
    written = sets_of(model, 31)
    for name in written:  # what the page's table promises
        assert f"`{name}`" in PAGE
    assert len(model.by_type("IfcCostSchedule")) == len(model.by_type("IfcWorkSchedule")) == 1
