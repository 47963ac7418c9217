"""A second person's path through the workbook page: change, pick, fill in, plan anew, find it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook import Workbook as Book
from typer.testing import CliRunner

from robuild.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
DOOR = "door_internal_set.solid_hpl"


def commands() -> list[str]:
    text = (ROOT / "docs" / "how-to-workbook.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("robuild ")]


def cells(book: Book, name: str) -> list:
    ((title, at),) = book.defined_names[name].destinations
    found = book[title][at.replace("$", "")]
    return [row[0] for row in found] if isinstance(found, tuple) else [found]


def solid_door(book: Book) -> str:
    ids = [cell.value for cell in cells(book, "prices_variant_id")]
    return str(cells(book, "prices_variant_name")[ids.index(DOOR)].value)


def chosen_door(book: Book) -> object:
    keys = [cell.value for cell in cells(book, "choices_component_key")]
    return cells(book, "choices_chosen")[keys.index("door_internal_set")]


def work_in(path: Path) -> None:
    """The rate, another door, two rows of the log."""
    book = load_workbook(path)
    cells(book, "real_rate_1")[0].value = 0.05
    chosen_door(book).value = solid_door(book)
    for row, (month, note) in enumerate((("2027-02", "vrider løs"), ("2027-06", "blad skrapet"))):
        filled = {"month": month, "component": "Innerdør, komplett", "cause": "slitt",
                  "action": "reparert", "note": note}  # fmt: skip
        for column, value in filled.items():
            cells(book, f"answers_log_{column}")[row].value = value
    book.save(path)


def expect_it_all(path: Path) -> None:
    book = load_workbook(path)
    assert cells(book, "real_rate_1")[0].value == 0.05
    assert chosen_door(book).value == solid_door(book)
    assert [cell.value for cell in cells(book, "answers_log_note")[:3]] == [
        "vrider løs", "blad skrapet", None,
    ]  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "models" / "demo-rop-house.ifc", "model.ifc")
    assert CliRunner().invoke(app, ["demo", "-o", "d.xlsx", "--revision", "-q"]).exit_code == 0
    shutil.copy("demo-rop-house-rev-b.ifc", "model-b.ifc")
    cover = Workbook()
    cover.active.title = "Vår forside"
    cover.active["A1"] = "Plan for {{building}}, {{period_years}} år"
    cover.save("ours.xlsx")
    return tmp_path


def test_the_page_can_be_walked(here: Path) -> None:
    walked = commands()
    assert len(walked) == 5
    for line in walked:
        words = shlex.split(line, comments=True)[1:]
        words += ["--no-geometry"]
        words += ["--set", "uncertainty_draws=0"] if words[0] == "plan" else []
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, f"{line}\n{done.output}"
        if words[:4] == ["plan", "model.ifc", "-o", "plan.xlsx"]:
            work_in(here / "plan.xlsx")
            shutil.copy("plan.xlsx", "as_edited.xlsx")
    cover = load_workbook(here / "plan-ours.xlsx")
    assert cover.sheetnames[0] == "Vår forside"
    assert cover["Vår forside"]["A1"].value.endswith(", 60 år")
    assert "{{" not in cover["Vår forside"]["A1"].value
    kept = json.loads((here / "2027.json").read_text(encoding="utf-8"))["events"]
    assert len(kept["log_id"]) == 2
    assert (here / "plan.before.xlsx").read_bytes() == (here / "as_edited.xlsx").read_bytes()
    for name in ("plan.xlsx", "plan-b.xlsx"):
        expect_it_all(here / name)
    assert "Oppdatering" in load_workbook(here / "plan-b.xlsx").sheetnames
