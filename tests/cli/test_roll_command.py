"""Next year's plan, as its user makes it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

MODEL = Path(__file__).resolve().parents[2] / "models" / "demo-rop-house.ifc"
HEADER = ["Måned", "Komponent", "Bolig", "Årsak", "Gjort", "Antall", "Merknad"]
ROWS = [
    ["2027-05", "Innerdør, komplett", "", "plutselig", "hele skiftet", "2", ""],
    ["2027-06", "Stikkontakt", "", "slitt", "hele skiftet", "3", "deksel knekt"],
    ["2027-08", "Klosett", "", "slitt", "reparert", "", ""],
    ["2028-02", "Maling på vegg", "", "slitt", "hele skiftet", "", ""],
    ["2028-09", "Klosett", "", "plutselig", "hele skiftet", "400", ""],
]


@pytest.fixture
def kept(robuild, tmp_path):
    def made(name, rows, first, last):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([HEADER, *rows])
        done = robuild("log", MODEL, f"{name}.csv", "--from", first, "--to", last, "-o",
                       f"{name}.json", "--no-geometry", "-q")  # fmt: skip
        assert done.returncode == 0, done.stderr
        return f"{name}.json"

    return made


def rolled(robuild, *logs, output="next.xlsx", more=()):
    given = [part for log in logs for part in ("--log", log)]
    done = robuild("roll", MODEL, *given, "-o", output, "--no-geometry", "--json",
                   "--set", "uncertainty_draws=0", *more)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_two_logs_of_a_year_are_one_of_two_years(robuild, tmp_path, kept):
    first = kept("a", ROWS[:3], "2027-01", "2027-12")
    second = kept("b", ROWS[3:], "2028-01", "2028-12")
    both = kept("c", ROWS, "2027-01", "2028-12")
    one = rolled(robuild, both)
    two = rolled(robuild, first, second, output="two.xlsx")
    assert (one["from_year"], one["year"]) == (2026, 2028)
    for result in (one, two):
        del result["outputs"]
    assert one == two
    assert one["repairs"] == 1
    assert sorted(row["outcome"] for row in one["done"]) == ["partly", "reset", "reset", "reset"]
    assert "Overført" in load_workbook(tmp_path / "next.xlsx").sheetnames
    year_on = rolled(robuild, first, output="year.xlsx")
    assert year_on["year"] == 2027
    assert {row["due_year"] for row in year_on["backlog"]} <= {2027.0}
    assert len(one["backlog"]) > len(year_on["backlog"])  # what nobody did still waits


def test_what_cannot_be_rolled_is_told(robuild, tmp_path, kept):
    log = kept("a", ROWS[:1], "2027-01", "2027-06")
    half = robuild("roll", MODEL, "--log", log, "-o", "x.xlsx", "--no-geometry")
    assert half.returncode == 2
    assert "--to-year" in half.stderr
    assert not (tmp_path / "x.xlsx").exists()
    asked = rolled(robuild, log, more=("--to-year", "2027"))
    assert asked["year"] == 2027
    none = robuild("roll", MODEL)
    assert none.returncode == 2
    assert "--log" in none.stderr
    raw = robuild("roll", MODEL, "--log", "a.csv", "-o", "x.xlsx")
    assert raw.returncode == 2
    assert "robuild log" in raw.stderr
