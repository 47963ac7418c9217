"""The way from model to award on the procurement page, run in its order as a reader would."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from robuild.cli.app import app
from robuild.pipeline import contracting, tendering
from robuild.workbook.tender.form import ANSWERS, FIRST_ROW, PRICES, REPAIR

ROOT = Path(__file__).resolve().parents[2]
KNOWN = {command.name for command in app.registered_commands}


def commands() -> list[str]:
    text = (ROOT / "docs" / "how-to-procurement.md").read_text(encoding="utf-8")
    block = text.split("## From model to award")[1].split("```")[1]
    return [line for line in block.splitlines() if line.startswith("robuild ")]


def same_building_once(monkeypatch) -> None:
    """One building is read and costed once; every command of the way asks for the same."""
    for name in ("find", "plan_of"):
        made = {}
        real = getattr(tendering, name)

        def once(*arguments, real=real, made=made):
            if "done" not in made:
                made["done"] = real(*arguments)
            return made["done"]

        monkeypatch.setattr(tendering, name, once)
        monkeypatch.setattr(contracting, name, once)


def bidders_answer(folder: Path) -> None:
    """Two bidders copy what the examples say into the form that was announced."""
    examples = sorted((folder / "rehearsal" / "bids").glob("*.xlsx"))
    for number, example in enumerate((examples[0], examples[3]), start=1):
        said, form = load_workbook(example), load_workbook(folder / "bid-nb.xlsx")
        start = form.worksheets[0]
        start[form.defined_names["bidder_name"].attr_text.split("!")[1].replace("$", "")] = (
            f"Entreprenør {number} AS"
        )
        for keys, title in ((PRICES, "Pris og levetid"), (REPAIR, "Reparasjon og deler")):
            for column, key in enumerate(keys, start=1):
                if key in ANSWERS:
                    for row in range(FIRST_ROW, said[title].max_row + 1):
                        form[title].cell(row, column).value = said[title].cell(row, column).value
        form.save(folder / "bids" / f"bid-{number}.xlsx")


def test_the_way_from_model_to_award(tmp_path, monkeypatch) -> None:
    if "bids" not in KNOWN:
        pytest.skip("robuild bids is not there")
    monkeypatch.chdir(tmp_path)
    same_building_once(monkeypatch)
    exports = tmp_path / "exports"
    exports.mkdir()
    for line in commands():
        words = shlex.split(line, comments=True)[1:]
        if words[0] == "demo":  # written and planned by other tests
            shutil.copy(ROOT / "models" / "demo-rop-house.ifc", exports)
            continue
        if words[:2] == ["bids", "exports/tender"]:
            bidders_answer(exports / "tender")
        done = CliRunner().invoke(app, [*words, "--quiet"])
        assert done.exit_code == 0, (line, done.stdout, done.exception)
    for name in ("contracts", "brief", "rehearsal", "award"):
        assert (exports / f"{name}.xlsx").stat().st_size > 10_000
    shown = {
        str(cell.value)
        for sheet in load_workbook(exports / "award.xlsx", data_only=True).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert {"Entreprenør 1 AS", "Entreprenør 2 AS"} <= shown
