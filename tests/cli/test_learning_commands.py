"""From a log to a plan that has learnt from it, as its user does it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

MODEL = Path(__file__).resolve().parents[2] / "models" / "demo-rop-house.ifc"
HEADER = ["Måned", "Komponent", "Bolig", "Årsak", "Gjort", "Timer", "Kostnad", "Merknad"]


def log_file(path: Path) -> Path:
    rows = [
        [f"20{27 + n % 3}-{n % 12 + 1:02d}", "Innerdør, komplett", "", "plutselig", "del skiftet",
         "2,5", "3 000", f"hull i dørblad {n}"]
        for n in range(12)
    ]  # fmt: skip
    rows += [
        ["2027-02", "Romferge", "", "slitt", "reparert", "", "", ""],
        ["2027-03", "Klosett", "", "slitt", "reparert", "-4", "", ""],
        ["2027-04", "Klosett", "", "slitt", "reparert", "1", "", "Ring Kari Nordmann"],
        ["2031-04", "Klosett", "", "slitt", "reparert", "1", "", "senere"],
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADER, *rows])
    return path


@pytest.fixture
def kept(robuild, tmp_path):
    made = robuild(
        "log", MODEL, log_file(tmp_path / "logg.csv"), "--from", "2027-01", "--to", "2029-12",
        "-o", "kept.json", "--report", "report.csv", "--no-geometry", "--json",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


def test_from_log_to_plan(robuild, tmp_path, kept):
    assert kept["rows_read"] == 16
    assert (kept["used"], kept["refused_rows"], kept["asked_rows"]) == (12, 3, 1)
    assert {each["code"] for each in kept["refused"]} == {
        "unknown_component", "negative", "outside_period",
    }  # fmt: skip
    assert kept["asked"][0]["code"] == "personal_name"
    report = (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert report.count("refused") == 3
    # the log is not for sharing, and what may be about a person is not in it
    assert "Nordmann" not in (tmp_path / "kept.json").read_text(encoding="utf-8")

    learnt = robuild("calibrate", "kept.json", "-o", "counted", "--share", "share.csv")
    assert learnt.returncode == 0, learnt.stderr
    assert "Innerdør, komplett" in learnt.stdout
    assert "vekt" in learnt.stdout
    assert {each.name for each in (tmp_path / "counted").iterdir()} == {
        "layer.toml", "components.csv", "variants.csv", "learned.csv",
    }  # fmt: skip
    again = robuild("calibrate", "kept.json", "-o", "counted")
    assert again.returncode == 2
    assert "--replace" in again.stderr

    before = robuild("plan", MODEL, "-o", "a.xlsx", "--no-geometry", "--json",
                     "--set", "uncertainty_draws=0")  # fmt: skip
    after = robuild("plan", MODEL, "-o", "b.xlsx", "--no-geometry", "--json", "-c", "counted",
                    "--set", "uncertainty_draws=0")  # fmt: skip
    assert after.returncode == 0, after.stderr
    totals = [json.loads(each.stdout)["known_part"] for each in (before, after)]
    assert totals[0]["life_cycle_cost_nok"] != totals[1]["life_cycle_cost_nok"]

    # what others counted stacks with one's own; it is counted once more
    both = robuild("calibrate", "share.csv", "--json", "-o", "theirs")
    assert both.returncode == 0, both.stderr
    doors = [
        row
        for row in json.loads(both.stdout)["learned"]
        if (row["what"], row["component_key"]) == ("damage_rate", "door_internal_set")
    ]
    assert doors[0]["events"] == 12


def test_evaluation_as_text_page_and_data(robuild, tmp_path, kept):
    told = robuild("evaluate", "kept.json", "-o", "page.html", "--lang", "en")
    assert told.returncode == 0, told.stderr
    assert "demo-rop-house: 12 events" in told.stdout
    assert "more:  Internal door" in told.stdout
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in page
    assert "<script" not in page
    data = robuild("evaluate", "kept.json", "--json")
    rows = json.loads(data.stdout)["evaluation"]
    doors = [row for row in rows if row["component_key"] == "door_internal_set"]
    assert sum(row["events"] for row in doors) == 12
    assert {row["verdict"] for row in doors} == {"more"}
    assert (doors[0]["hours"], doors[0]["cost_nok"]) == (2.5, 3000)


def test_an_empty_form_and_bad_requests(robuild, tmp_path, kept):
    made = robuild("log", MODEL, "--new", "form.xlsx", "--no-geometry", "--lang", "nn")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "form.xlsx").stat().st_size > 5_000
    kept_again = robuild("log", MODEL, "logg.csv", "-o", "kept.json", "--no-geometry")
    assert kept_again.returncode == 2
    (tmp_path / "own.xlsx").write_bytes(b"somebody's own")
    for arguments, said in (
        (("log", MODEL), "--new"),
        (("log", MODEL, "logg.csv", "--from", "2027-13"), "2027-13"),
        (("calibrate", "logg.csv"), "robuild log MODEL LOG"),
        (("calibrate", "nothing.json"), "nothing.json"),
        (("calibrate", "kept.json", "kept.json"), "--building"),
        (("calibrate", "kept.json", "--name", "A b"), "small letters"),
        (("evaluate", "kept.json", "-o", "page.pdf"), ".html"),
        (("evaluate", "kept.json", "-o", "own.xlsx"), "left as it is"),
    ):
        told = robuild(*arguments)
        assert told.returncode == 2, (arguments, told.stderr)
        assert said in told.stderr
        assert "Traceback" not in told.stderr
