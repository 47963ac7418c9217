"""The commands as their user meets them: exit codes, files, messages, JSON."""

from __future__ import annotations

import csv
import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "models" / "demo-rop-house.ifc"
CATALOG = ROOT / "catalogs" / "norwegian-housing"


def test_demo_writes_model_and_workbook(robuild: Run, tmp_path: Path) -> None:
    done = robuild("demo", "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    for path in data["outputs"]:
        assert (tmp_path / path).stat().st_size > 10_000
    assert data["elements_read"] == data["components"] + sum(data["rejects"].values())
    assert (
        data["components"]
        == data["matched"] + data["unmatched"] + data["out_of_scope"]
    )  # fmt: skip
    assert data["dwellings"] == 6
    assert data["period_of_analysis_years"] == 60
    # the demo has dirt on purpose, so its totals are not complete and say so
    assert data["complete"] is False
    assert data["life_cycle_cost_nok"] is None
    assert data["known_part"]["life_cycle_cost_nok"] > data["known_part"]["acquisition_cost_nok"]
    assert (tmp_path / "exports/demo-rop-house.ifc").read_bytes() == DEMO.read_bytes()


def test_plan_on_the_shipped_model_in_english(robuild: Run, tmp_path: Path) -> None:
    done = robuild(
        "plan", DEMO, "-o", "out.xlsx", "--lang", "en", "--set", "period_years=40",
        "--set", "preset=rop", "--components", "components.csv",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Elements read" in done.stdout
    assert "over 40 years" in done.stdout
    assert "INCOMPLETE" in done.stdout
    with (tmp_path / "components.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "component_id", "global_id", "class", "key", "rule", "rung", "confidence",
    ]  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert "Summary" in book.sheetnames
    book.close()


def test_components_csv_agrees_with_the_json(robuild: Run, tmp_path: Path) -> None:
    done = robuild("check", DEMO, "--json", "--components", "c.csv")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        kinds = Counter(
            "unmatched" if not row["key"] else "out" if row["key"] == "out_of_scope" else "matched"
            for row in csv.DictReader(file)
        )
    assert kinds["matched"] == data["matched"]
    assert kinds["unmatched"] == data["unmatched"]
    assert kinds["out"] == data["out_of_scope"]


def test_an_edited_workbook_is_not_replaced(robuild: Run, tmp_path: Path) -> None:
    assert robuild("plan", DEMO, "-o", "out.xlsx", "-q").returncode == 0
    assert robuild("plan", DEMO, "-o", "out.xlsx", "-q").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    book.worksheets[0]["B2"] = "written by a person"
    book.save(tmp_path / "out.xlsx")
    before = (tmp_path / "out.xlsx").read_bytes()
    done = robuild("plan", DEMO, "-o", "out.xlsx")
    assert done.returncode == 2
    assert "edited since" in done.stderr
    assert (tmp_path / "out.xlsx").read_bytes() == before


def test_fail_on_gives_exit_code_3(robuild: Run) -> None:
    assert robuild("check", DEMO, "-q", "--fail-on", "unmatched").returncode == 3
    assert robuild("check", DEMO, "-q").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plan", "nothing.ifc"], ["nothing.ifc"]),
        (["plan", DEMO, "--set", "period_years=0"], ["period_years", "0"]),
        (["plan", DEMO, "--set", "price_year=2001"], ["price_year is 2001", "no price index"]),
        (["plan", DEMO, "-c", "nowhere"], ["nowhere"]),
        (["plan", DEMO, "--overrides", "nowhere.csv"], ["nowhere.csv"]),
    ],
)
def test_bad_input_is_one_clear_message(
    robuild: Run, tmp_path: Path, arguments: list[str], words: list[str]
) -> None:
    done = robuild(*arguments, "-o", "out.xlsx")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    assert not list(tmp_path.iterdir())


def test_bad_input_is_told_to_machines_too(robuild: Run) -> None:
    done = robuild("plan", "nothing.ifc", "--json")
    assert done.returncode == 2
    data = json.loads(done.stdout)
    assert data["complete"] is False
    assert "nothing.ifc" in data["errors"][0]["where"] + data["errors"][0]["message"]


def test_catalog_goes_to_excel_and_back_without_loss(robuild: Run, tmp_path: Path) -> None:
    assert robuild("catalog", "to-xlsx", CATALOG, "c.xlsx").returncode == 0
    assert robuild("catalog", "from-xlsx", "c.xlsx", "folder").returncode == 0
    for table in CATALOG.iterdir():
        if table.suffix in {".csv", ".toml"}:
            assert (tmp_path / "folder" / table.name).read_bytes() == table.read_bytes(), table.name
    assert robuild("catalog", "check", "folder").returncode == 0
    refused = robuild("catalog", "to-xlsx", CATALOG, "c.xlsx")
    assert refused.returncode == 2
    assert "left as it is" in refused.stderr
    assert robuild("catalog", "to-xlsx", CATALOG, "c.xlsx", "--replace").returncode == 0
    assert (tmp_path / "c.xlsx.old").exists()


def test_version_and_help(robuild: Run) -> None:
    assert robuild("--version").stdout.startswith("robuild ")
    assert robuild("plan", "--help").returncode == 0
    assert robuild().returncode == 2


def test_an_internal_fault_is_said_to_be_ours(capsys: pytest.CaptureFixture[str]) -> None:
    from robuild.cli.faults import guarded

    def broken() -> None:
        raise KeyError("lost")

    assert guarded(broken) == 1
    assert "internal fault, not your input" in capsys.readouterr().err


def test_alternatives_within_a_budget(robuild: Run, tmp_path: Path) -> None:
    done = robuild(
        "alternatives",
        DEMO,
        "--budget",
        "5400000",
        "--no-geometry",
        "--set",
        "preset=rop",
        "--json",
    )
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)  # nothing but JSON, whatever the solver prints
    assert data["budget_state"] == "binding"
    assert data["chosen"]["acquisition_cost_nok"] <= 5_400_000
    assert data["chosen"]["life_cycle_cost_nok"] < data["now"]["life_cycle_cost_nok"]
    assert data["bound_nok"] <= data["chosen"]["life_cycle_cost_nok"] * (1 + 1e-12)
    costs = [point["objective_nok"] for point in data["pareto"]]
    assert costs == sorted(costs, reverse=True)
    assert not list(tmp_path.iterdir())


def test_alternatives_are_told_in_words_and_written_when_asked(
    robuild: Run, tmp_path: Path
) -> None:
    done = robuild(
        "alternatives", DEMO, "--no-geometry", "--choose-per", "dwelling_type", "-o", "out.xlsx",
        "--lang", "en", "--min-repair-ease", "0.5", "--same-family",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "The best choice" in done.stdout
    assert "more to buy, saves" in done.stdout
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert "Alternatives" in book.sheetnames
    book.close()


def test_a_folder_gets_the_usual_name(robuild: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    done = robuild(
        "plan", DEMO, "-o", "out", "--no-geometry", "--json", "--set", "uncertainty_draws=64"
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{Path(DEMO).stem}.xlsx"]
    found = json.loads(done.stdout)["uncertainty"]
    assert found["draws"] == 64
    amounts = [found[f"life_cycle_cost_{share}_nok"] for share in ("p10", "p50", "p90")]
    assert amounts == sorted(amounts)
    assert 0 <= found["best_choice_cheaper_probability"] <= 1


def test_without_draws_there_is_no_spread(robuild: Run) -> None:
    done = robuild("plan", DEMO, "--no-geometry", "--json", "--set", "uncertainty_draws=0")
    assert json.loads(done.stdout)["uncertainty"] is None


def test_who_may_do_what_is_one_list(robuild: Run) -> None:
    done = robuild("participation", DEMO, "--no-geometry", "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    keys = {(row["line_id"], row["task_id"]) for row in data["tasks"]}
    assert len(keys) == len(data["tasks"]) == sum(data["levels"]["do"].values()) > 100
    needed = {
        "line_id", "task_id", "component_key", "task_name", "location_class", "decide", "do",
        "gates", "attributes",
    }  # fmt: skip
    for row in data["tasks"]:
        assert needed <= set(row)
        assert all(gate["reason"] and gate["most"] >= row["do"] for gate in row["gates"])
        fixed = row["attributes"]["electrical"] == "fixed"
        assert row["do"] <= "W1" or not fixed
        assert row["do"] == "W0" or row["attributes"]["fire"] == "no" or "alarm" in row["task_id"]


def test_an_owner_overrides_in_a_file(robuild: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("task_id,do_level,reason\nskirting.repair,W0,trapp\n", encoding="utf-8")
    arguments = ("participation", DEMO, "--no-geometry", "--participation-overrides", "own.csv")
    data = json.loads(robuild(*arguments, "--json").stdout)
    rows = [row for row in data["tasks"] if row["task_id"] == "skirting.repair"]
    assert {row["do"] for row in rows} == {"W0"}
    assert {row["override"] for row in rows} == {"lowered"}
    assert len(data["overrides"]) == len(rows) > 0
    own.write_text(
        "task_id,do_level,reason\nskirting.repair,W7,x\nno.task,W0,x\n", encoding="utf-8"
    )
    refused = robuild(*arguments)
    assert refused.returncode == 2
    assert "W7" in refused.stderr
    assert "no.task" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_cards_are_written_and_nothing_else_is_lost(robuild: Run, tmp_path: Path) -> None:
    arguments = ("participation", DEMO, "--no-geometry", "--set", "uncertainty_draws=0", "-q")
    assert robuild(*arguments, "-o", "cards.html").returncode == 0
    assert "<article" in (tmp_path / "cards.html").read_text(encoding="utf-8")
    (tmp_path / "mine.html").write_text("<p>mine</p>", encoding="utf-8")
    refused = robuild(*arguments, "-o", "mine.html")
    assert refused.returncode == 2
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == "<p>mine</p>"
    assert robuild(*arguments, "-o", "cards.pdf").returncode == 2
