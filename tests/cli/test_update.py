"""A plan workbook that people worked in, planned anew: nothing they wrote is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
RESULTS = (
    "out_life_cycle_cost_nok", "out_life_cycle_cost_en_nok", "out_weighted_cost_nok",
    "out_annual_equivalent_nok",
)  # fmt: skip
NUMBERS = {
    "real_rate_1": 0.055, "period_years": 48, "alpha": 0.9, "intensity_common": "hard",
    "intensity_dwelling_type_1": "hard", "rate_carpenter_nok_per_hour": 777,
    "spare_premium": 1.3,
}  # fmt: skip
"""Inputs that the workbook follows live."""


def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "robuild", *map(str, arguments)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder, "demo", "-o", "plan.xlsx", "--revision", "-q")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def here(demo, tmp_path) -> Path:
    for path in demo.iterdir():
        shutil.copy2(path, tmp_path / path.name)
    return tmp_path


def cells(book, name):
    ((title, at),) = book.defined_names[name].destinations
    found = book[title][at.replace("$", "")]
    return [row[0] for row in found] if isinstance(found, tuple) else [found]


def values(path: Path, *names: str) -> list:
    book = load_workbook(path, data_only=True)
    return [cells(book, name)[0].value for name in names]


def work_in(path: Path, more=lambda book: None) -> None:
    """What a person does: other numbers, another door, answers, two rows of the log."""
    book = load_workbook(path)
    for name, value in NUMBERS.items():
        cells(book, name)[0].value = value
    ids = [cell.value for cell in cells(book, "choices_component_key")]
    door = ids.index("door_internal_set")
    offered = [c.value for c in cells(book, "prices_variant_id")]
    other = offered.index("door_internal_set.solid_hpl")
    cells(book, "choices_chosen")[door].value = cells(book, "prices_variant_name")[other].value
    cells(book, "prices_price")[other].value = 6543
    cells(book, "work_hours")[2].value = 0.9
    cells(book, "answers_recommendations_own")[6].value = "Totalentreprise med oppfølging"
    cells(book, "answers_participation_lower_to")[4].value = "W0"
    for row, month in enumerate(("2027-02", "2027-03")):
        cells(book, "answers_log_month")[row].value = month
        cells(book, "answers_log_component")[row].value = "door_internal_set"
        cells(book, "answers_log_cause")[row].value = "slitt"
        cells(book, "answers_log_action")[row].value = "del skiftet"
    more(book)
    book.save(path)


def test_the_new_plan_is_what_the_edited_workbook_showed(here) -> None:
    """Every change, applied by the engine, gives what the live cells gave; nothing is lost."""
    work_in(here / "plan.xlsx")
    shutil.copy2(here / "plan.xlsx", here / "as_edited.xlsx")
    done = run(here, "plan", "demo-rop-house.ifc", "--update", "plan.xlsx", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (len(told["carried_over"]), told["not_carried"], told["revision"]) == (11, [], None)
    assert (here / "plan.before.xlsx").read_bytes() == (here / "as_edited.xlsx").read_bytes()
    assert values(here / "plan.xlsx", *NUMBERS) == list(NUMBERS.values())
    if importlib.util.find_spec("formualizer"):
        import formualizer

        formualizer.recalculate_xlsx_file(str(here / "as_edited.xlsx"), str(here / "live.xlsx"))
        live, anew = values(here / "live.xlsx", *RESULTS), values(here / "plan.xlsx", *RESULTS)
        assert anew == pytest.approx(live, rel=1e-9)
    book = load_workbook(here / "plan.xlsx")
    assert cells(book, "answers_recommendations_own")[6].value == "Totalentreprise med oppfølging"
    assert cells(book, "answers_log_month")[1].value == "2027-03"
    told_rows = [[cell.value for cell in row[:4]] for row in book["Oppdatering"].iter_rows()]
    picked = next(row for row in told_rows if row[0] == "Variant")
    assert picked[1] == "Innerdør, komplett"
    assert picked[2].startswith("Lettdør")
    assert picked[3].startswith("Massiv dør med laminat")  # names, never keys
    log = run(here, "log", "demo-rop-house.ifc", "plan.xlsx", "--no-geometry", "-o", "kept.json")
    assert log.returncode == 0, log.stderr
    events = json.loads((here / "kept.json").read_text(encoding="utf-8"))["events"]
    assert len(events["log_id"]) == 2


def test_a_new_revision_is_told_with_its_cost_and_grades_move_along(here) -> None:
    def grade_all(book) -> None:
        for cell in cells(book, "answers_register_condition_grade"):
            if cell.value is None:
                cell.value = "TG1"

    work_in(here / "plan.xlsx", grade_all)
    done = run(here, "plan", "demo-rop-house-rev-b.ifc", "--update", "plan.xlsx", "-o", "new.xlsx",
               "--json", "--set", "uncertainty_draws=0")  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    counts = {key: told["revision"][key] for key in ("added", "removed", "id_changed")}
    assert counts == {"added": 1, "removed": 3, "id_changed": 62}
    assert told["revision_life_cycle_cost_nok"] != 0
    reasons = {each["reason"] for each in told["not_carried"]}
    assert reasons == {"not_in_model"}
    assert len(told["not_carried"]) == 1
    book = load_workbook(here / "new.xlsx")
    assert "Ikke overført" in book.sheetnames
    grades = [cell.value for cell in cells(book, "answers_register_condition_grade")]
    assert (grades.count(None), grades.count("TG2")) == (1, 1)  # the added one; the model's own


def test_a_sheet_of_others_is_never_replaced(here) -> None:
    work_in(here / "plan.xlsx", lambda book: book.create_sheet("Mine notater"))
    before = (here / "plan.xlsx").read_bytes()
    done = run(here, "plan", "demo-rop-house.ifc", "--update", "plan.xlsx")
    assert done.returncode == 2
    assert "Mine notater" in done.stderr
    assert "-o" in done.stderr
    assert (here / "plan.xlsx").read_bytes() == before
    assert not list(here.glob("*.before*"))


@pytest.mark.parametrize("name", ["demo-rop-house.ifc", "none.xlsx", "empty.xlsx"])
def test_what_is_no_plan_is_refused_and_left_alone(here, name) -> None:
    (here / "empty.xlsx").write_bytes(b"")
    files = {path.name: path.read_bytes() for path in here.iterdir()}
    done = run(here, "plan", "demo-rop-house.ifc", "--update", name)
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in here.iterdir()} == files


def test_every_bad_cell_is_named(here) -> None:
    def spoil(book) -> None:
        cells(book, "real_rate_1")[0].value = "mye"
        cells(book, "prices_price")[3].value = "gratis"

    work_in(here / "plan.xlsx", spoil)
    done = run(here, "plan", "demo-rop-house.ifc", "--update", "plan.xlsx")
    assert done.returncode == 2
    assert "Forutsetninger" in done.stderr
    assert "Priser" in done.stderr
    assert "gratis" in done.stderr
