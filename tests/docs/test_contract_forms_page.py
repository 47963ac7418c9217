"""The page on contract forms: its commands run, its tables are those of the catalog."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from robuild.catalog import read_catalog
from robuild.cli.app import app
from robuild.shipped import CATALOG, shipped
from robuild.terms.contract_forms import LIMITS, Selector
from robuild.terms.vocabulary import Mark

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "contract-forms.md").read_text(encoding="utf-8")
QUICK = ["--no-geometry", "--set", "uncertainty_draws=16", "--set", "period_years=12"]


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def table(first: str) -> list[list[str]]:
    body = PAGE.split(f"| {first} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in body]


def commands() -> list[str]:
    return [line for block in fenced("sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder as the page has it: the demo model, and the layer it writes."""
    made = tmp_path_factory.mktemp("page")
    (made / "models").mkdir()
    shutil.copy(ROOT / "models" / "demo-rop-house.ifc", made / "models")
    own = made / "own-forms"
    own.mkdir()
    (layer,) = fenced("toml")
    forms, parameters = fenced("csv")
    assert tomllib.loads(layer)["layer_id"] == own.name
    for name, text in (("layer.toml", layer), ("contract_forms.csv", forms),
                       ("contract_parameters.csv", parameters)):  # fmt: skip
        (own / name).write_text(text, encoding="utf-8")
    return made


def run(line: str, more: list[str], folder: Path, monkeypatch) -> str:
    monkeypatch.chdir(folder)
    words = shlex.split(line, comments=True)[1:]
    done = CliRunner().invoke(app, [*words, *more], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_first_command_prints_what_the_page_shows(folder, monkeypatch) -> None:
    printed = run(commands()[0], [], folder, monkeypatch)
    (shown,) = fenced("text")
    assert printed.replace("\xa0", " ").startswith(shown)
    sheet = load_workbook("contracts.xlsx", data_only=True)["Kontraktsformer"]
    (row,) = [row for row in sheet.iter_rows(values_only=True)
              if str(row[0]).startswith("Forskjell om B og C")]  # fmt: skip
    said = PAGE.split("others would lie from ")[1].split(" *Totalentreprise*")[0]
    assert said.startswith(f"{-min(row[2:8]) / 1000:.0f} 000 below")
    assert f"{max(row[2:8]) / 1000:.0f} 000 NOK above" in said


@pytest.mark.parametrize("line", commands()[1:])
def test_the_other_commands_run(line, folder, monkeypatch) -> None:
    more = QUICK if " contracts " in line else []
    if "uncertainty_draws" in line:
        more = ["--no-geometry"]
    printed = run(line, more, folder, monkeypatch)
    if "own.xlsx" in line:
        assert "Rammeavtale" in printed


def test_every_parameter_is_told_of_with_unit_and_what_it_rests_on() -> None:
    rows = {row[0].strip("`"): row for row in table("Parameter")}
    assert list(rows) == [str(term) for term in LIMITS]
    catalog = read_catalog(shipped(CATALOG))
    for term, limits in LIMITS.items():
        _, unit, _, rests_on = rows[term]
        assert unit == limits.unit, term
        marks = [
            catalog.source_by_id[row.source_id].mark
            for row in catalog.contract_parameters if row.parameter is term
        ]  # fmt: skip
        better = {Mark.READ: "literature", Mark.MEMORY: "memory"}
        (found,) = {better[mark] for mark in marks if mark in better} or {"assumption"}
        assert rests_on == found, term


def test_every_selector_is_told_of() -> None:
    assert [row[0].strip("`") for row in table("Selector")] == list(Selector)
