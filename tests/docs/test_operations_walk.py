"""Every command of the pages for operations, run in their order as a reader would."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from robuild import pipeline
from robuild.cli.app import app
from robuild.pipeline import keeping, planning
from robuild.pipeline.job import silent
from robuild.plan_result import PlanResult

ROOT = Path(__file__).resolve().parents[2]
OWN_WORD = "task_id,do_level,reason\ndoor_internal_set.care,W0,the caretaker is there anyway\n"


PAGES = {
    "how-to-operations.md": (
        15,
        {"plan.xlsx", "wheel.ics", "work.csv", "orders.csv", "fdv.csv", "atlas", "2027.json",
         "evaluation.xlsx", "evaluation.html", "counted", "counts.csv", "plan-counted.xlsx",
         "plan-next.xlsx"},
    ),
    "how-to-log.md": (3, {"log.xlsx", "2027.json", "refused.csv", "evaluation.xlsx"}),
    "how-to-export.md": (5, {"wheel.ics", "work.csv", "orders.csv", "fdv.csv", "atlas"}),
}  # fmt: skip
MADE: dict[str, PlanResult] = {}
"""Plans by what was asked for: the tables of one building are made once here."""


def commands(page: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("robuild ")]


def fill_in(form: Path) -> None:
    """Two doors with a new handle, one new lamp: what a caretaker writes in a year."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    named = {str(value).split("|")[0]: place for place, value in
             enumerate((cell.value for cell in sheet[1]), 1)}  # fmt: skip
    rows = [
        {"Måned": "2027-03", "Komponent": "Innerdør, komplett", "Årsak": "plutselig",
         "Gjort": "del skiftet", "Timer": 2.5, "Merknad om tingen": "vrider brukket"},
        {"Måned": "2027-05", "Komponent": "Innerdør, komplett", "Årsak": "slitt",
         "Gjort": "reparert", "Timer": 0.5, "Merknad om tingen": "hengsel løst"},
        {"Måned": "2027-09", "Komponent": "Lysarmatur, innendørs", "Årsak": "slitt",
         "Gjort": "hele skiftet", "Timer": 1, "Merknad om tingen": ""},
    ]  # fmt: skip
    for number, row in enumerate(rows, 2):
        for title, value in row.items():
            sheet.cell(number, named[title], value)
    book.save(form)


def same_plan_once(monkeypatch) -> None:
    """Pages make the same plan many times."""
    plan = planning.plan

    def once(job, progress=silent):
        key = repr(job)
        if key not in MADE:
            MADE[key] = plan(job, progress)
        return MADE[key]

    monkeypatch.setattr(pipeline, "plan", once)
    monkeypatch.setattr(keeping, "plan", once)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_can_be_walked(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    same_plan_once(monkeypatch)
    shutil.copy(ROOT / "models" / "demo-rop-house.ifc", "model.ifc")
    Path("own.csv").write_text(OWN_WORD, encoding="utf-8")
    fewest, files = PAGES[page]
    walked = commands(page)
    assert len(walked) >= fewest
    for line in walked:
        words = shlex.split(line, comments=True)[1:]
        if "model.ifc" in words:
            words += ["--no-geometry"]
            words += ["--set", "uncertainty_draws=0"] if words[0] == "plan" else []
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, f"{line}\n{done.output}"
        if "--new" in words:
            fill_in(Path("log.xlsx"))
        elif words[0] == "log":
            assert "brukt 3" in done.output
    assert files <= {path.name for path in tmp_path.iterdir()}
