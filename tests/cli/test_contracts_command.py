"""`robuild contracts` as its user meets it: the summary, own forms, and one message a fault."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

Run = Callable[..., subprocess.CompletedProcess[str]]
CATALOG = Path(__file__).resolve().parents[2] / "catalogs" / "norwegian-housing"
IN_BUILDING = "#7=IFCRELCONTAINEDINSPATIALSTRUCTURE('20vctVUKr0kugbFTf53O9L',$,$,$,(#6),#4);\n"
FOOTING = "#6=IFCFOOTING('3YvctVUKr0kugbFTf53O9L',$,'F',$,$,$,$,$,.STRIP_FOOTING.);\n" + IN_BUILDING
DOOR = (
    "#6=IFCDOOR('3YvctVUKr0kugbFTf53O9L',$,'Interior door',$,'Interior door',$,$,$,2100.,900.,"
    ".DOOR.,$,$);\n" + IN_BUILDING
)
FAST = ("--no-geometry", "--set", "uncertainty_draws=64", "--set", "period_years=10")
FORMS = ["separate", "general", "design_build", "design_build_required", "partnering",
         "with_operation"]  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command without a process of its own."""
    from robuild.cli.app import app
    from robuild.cli.faults import guarded

    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr("sys.argv", ["robuild", "contracts", *map(str, arguments)])
        capsys.readouterr()
        code = guarded(app)
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run


def model(path: Path, elements: str) -> Path:
    """A small building in millimetres."""
    path.write_text(
        "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\n"
        "FILE_NAME('m','2020-01-01T00:00:00',(''),(''),'','','');\nFILE_SCHEMA(('IFC4'));\n"
        "ENDSEC;\nDATA;\n#1=IFCPROJECT('0YvctVUKr0kugbFTf53O9L',$,'P',$,$,$,$,$,#2);\n"
        "#2=IFCUNITASSIGNMENT((#3));\n#3=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);\n"
        "#4=IFCBUILDING('1YvctVUKr0kugbFTf53O9L',$,'B',$,$,$,$,$,.ELEMENT.,$,$,$);\n"
        "#5=IFCRELAGGREGATES('2YvctVUKr0kugbFTf53O9L',$,$,$,#1,(#4));\n"
        f"{elements}ENDSEC;\nEND-ISO-10303-21;\n",
        encoding="ascii",
    )
    return path


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 2, all the words, no traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def door(tmp_path: Path) -> Path:
    return model(tmp_path / "house.ifc", DOOR)


def layer(folder: Path, tables: dict[str, list[dict[str, object]]]) -> Path:
    folder.mkdir()
    (folder / "layer.toml").write_text(
        'layer_id = "own-forms"\nversion = "1"\ntitle = "Our own forms"\n', encoding="utf-8"
    )
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def own_form() -> dict[str, list[dict[str, object]]]:
    """A form of one's own: the parameters of another with a few changed."""
    with (CATALOG / "contract_parameters.csv").open(encoding="utf-8") as file:
        alike = [row for row in csv.DictReader(file) if row["form_id"] == "design_build_required"]
    changed = {"owner_fixed_share": (0.85, 0.8, 0.9), "markup_share": (0.13, 0.1, 0.16)}
    rows = []
    for row in alike:
        numbers = changed.get(row["parameter"], (row["value"], row["low"], row["high"]))
        rows.append({"form_id": "framework", "parameter": row["parameter"],
                     **dict(zip(("value", "low", "high"), numbers, strict=True))})  # fmt: skip
    names = {f"name_{lang}": "Rammeavtale" for lang in ("en", "nb", "nn")}
    form = {"form_id": "framework", **names, "standard": "NS 8407", "selector": "min_capex"}
    return {"contract_forms": [form], "contract_parameters": rows}


def as_workbook(path: Path, tables: dict[str, list[dict[str, object]]]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "layer"
    said = {"key": "value", "layer_id": "own-forms", "version": "1", "title": "Our own forms"}
    for pair in said.items():
        sheet.append(pair)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append([_number(value) for value in row.values()])
    book.save(path)
    return path


def _number(value: object) -> object:
    try:
        return float(str(value))
    except ValueError:
        return value


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_summary_has_a_line_for_each_form_within_a_hundred_columns(run, door, language) -> None:
    done = run(door, *FAST, "--lang", language, "-o", "out.xlsx")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    head, *rows = lines[1:8]
    for row in (head, *rows):
        assert len(row) == 100
        cells = [row[at : at + 8] for at in range(36, 100, 8)]
        assert all(cell.startswith(" ") and cell.strip() for cell in cells), row
    assert any("bare for" in line or "berre for" in line or "only for" in line for line in lines)


def test_json_is_stable(run, door) -> None:
    done = run(door, *FAST, "--json", "-o", "out.xlsx", "--reference", "general")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert list(data) == [
        "reference", "forms", "tornado", "kinds", "lines_outside", "draws", "seed", "outputs",
    ]  # fmt: skip
    assert data["reference"] == "general"
    assert [form["form_id"] for form in data["forms"]] == FORMS
    assert list(data["forms"][0]) == [
        "form_id", "selector", "parameters", "acquisition_nok", "contract_nok", "owner_nok",
        "follow_up_nok", "operation_nok", "premium_nok", "defects_nok", "preference_nok",
        "easy_share", "repair_hours", "total_nok", "form_effect_nok", "brief_effect_nok",
        "brief_alone_nok", "difference_without_factors_nok",
        "break_even_share", "extra_bought_nok", "payback_year", "mean_nok", "p10_nok", "p90_nok",
        "cheaper_probability", "cheapest_probability",
    ]  # fmt: skip
    for form in data["forms"]:
        parts = (
            "contract_nok",
            "owner_nok",
            "follow_up_nok",
            "operation_nok",
            "premium_nok",
            "defects_nok",
        )
        assert form["total_nok"] == pytest.approx(sum(form[part] for part in parts))
        assert form["p10_nok"] < form["mean_nok"] < form["p90_nok"]


def test_without_draws_the_rest_stands_and_what_is_drawn_is_null(run, door) -> None:
    done = run(door, *FAST[:1], "--set", "uncertainty_draws=0", "--json", "-o", "out.xlsx")
    data = json.loads(done.stdout)
    assert (data["draws"], data["seed"]) == (0, None)
    assert {form["p10_nok"] for form in data["forms"]} == {None}
    plain = run(door, *FAST[:1], "--set", "uncertainty_draws=0", "-o", "out.xlsx")
    assert plain.returncode == 0, plain.stderr
    assert load_workbook("out.xlsx")["Kontraktsformer"]


@pytest.mark.parametrize("form_of_layer", ["folder", "workbook"])
def test_an_own_form_stands_beside_the_others(run, door, tmp_path, form_of_layer) -> None:
    tables = own_form()
    given = (
        layer(tmp_path / "own", tables)
        if form_of_layer == "folder"
        else as_workbook(tmp_path / "own.xlsx", tables)
    )
    done = run(door, *FAST, "-c", given, "--compare", "framework", "--json", "-o", "out.xlsx")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert [form["form_id"] for form in data["forms"]] == [*FORMS, "framework"]
    assert data["forms"][-1]["parameters"]["owner_fixed_share"] == 0.85
    assert "framework" in {bar["form_id"] for bar in data["tornado"]}
    book = load_workbook("out.xlsx", data_only=True)
    ((title, at),) = book.defined_names["form_framework_markup_share"].destinations
    cell = book[title][at.replace("$", "")]
    assert cell.value == 0.13
    assert not cell.protection.locked
    told = [row[:10] for row in book["Vilkår og parametere"].iter_rows(values_only=True)
            if row[1] == "Rammeavtale"]  # fmt: skip
    assert len(told) == 18
    assert {row[9] for row in told} == {"Our own forms"}


def test_a_layer_changes_one_parameter_of_a_form(run, door, tmp_path) -> None:
    row = {"form_id": "design_build", "parameter": "markup_share", "value": 0.11}
    given = layer(tmp_path / "own", {"contract_parameters": [row]})
    data = json.loads(run(door, *FAST, "-c", given, "--json", "-o", "out.xlsx").stdout)
    assert data["forms"][2]["parameters"]["markup_share"] == 0.11


def test_unknown_forms_are_told_with_those_there_are(run, door, tmp_path) -> None:
    done = run(door, "--reference", "npm", "--compare", "bot", "-o", "out.xlsx")
    refused(done, "--reference", "'npm'", "--compare", "'bot'", *FORMS)
    assert not (tmp_path / "out.xlsx").exists()


def test_the_same_form_twice(run, door) -> None:
    done = run(door, "--reference", "general", "--compare", "general", "-o", "out.xlsx")
    refused(done, "--reference and --compare are both general", "two different forms")


def test_an_existing_building(run, door) -> None:
    done = run(door, "--set", "project_kind=existing", "-o", "out.xlsx")
    refused(done, "project_kind is existing", "Leave project_kind out")


def test_nothing_that_has_a_price(run, tmp_path) -> None:
    empty = model(tmp_path / "footing.ifc", FOOTING)
    done = run(empty, "--no-geometry", "-o", "out.xlsx")
    refused(done, "nothing to compare", "robuild check")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_catalog_without_forms(run, door, tmp_path) -> None:
    catalog = tmp_path / "catalog"
    shutil.copytree(CATALOG, catalog)
    for name in ("contract_forms", "contract_parameters"):
        (catalog / f"{name}.csv").unlink()
    done = run(door, "-c", catalog, "-o", "out.xlsx")
    refused(done, "has 0 contract forms; at least two are compared", "contract_parameters")


def test_all_faults_of_a_layer_are_told_at_once(run, door, tmp_path) -> None:
    tables = own_form()
    rows = tables["contract_parameters"]
    for row in rows:
        if row["parameter"] == "growth_share":
            row["value"] = 2.8
        if row["parameter"] == "horizon_years":
            row["low"] = 20
        if row["parameter"] == "recovered_share":
            row["low"] = 0.9
    tables["contract_parameters"] = [
        row for row in rows if row["parameter"] not in ("liability_years", "markup_share")
    ]
    done = run(door, "-c", layer(tmp_path / "own", tables), "-o", "out.xlsx")
    refused(
        done, "growth_share is 2.8 share; allowed are 0 to 1", "horizon_years decides a choice",
        "recovered_share is 0.75, outside its own range 0.9 to ",
        "'framework' has no row in contract_parameters for: markup_share, liability_years",
    )  # fmt: skip


def test_words_that_a_form_does_not_know(run, door, tmp_path) -> None:
    tables = own_form()
    tables["contract_forms"][0]["selector"] = "cheapest"
    tables["contract_parameters"][3]["parameter"] = "contractor_interest"
    done = run(door, "-c", layer(tmp_path / "own", tables), "-o", "out.xlsx")
    refused(done, "'cheapest' is not one of min_capex", "'contractor_interest'")


def test_two_forms_of_one_name(run, door, tmp_path) -> None:
    """The drop-down of the workbook could not tell them apart."""
    tables = own_form()
    tables["contract_forms"][0]["name_nb"] = "TOTALENTREPRISE"
    done = run(door, "-c", layer(tmp_path / "own", tables), "-o", "out.xlsx")
    refused(done, "'framework' is called 'TOTALENTREPRISE', as 'design_build' is", "name_nb")


def test_edits_are_not_lost(run, door) -> None:
    assert run(door, *FAST, "-o", "out.xlsx").returncode == 0
    assert run(door, *FAST, "-o", "out.xlsx").returncode == 0  # as robuild wrote it
    book = load_workbook("out.xlsx")
    book["Kontraktsformer"]["A1"].value = "Ours"
    book.save("out.xlsx")
    done = run(door, *FAST, "-o", "out.xlsx")
    refused(done, "out.xlsx", "edited since")
    assert load_workbook("out.xlsx")["Kontraktsformer"]["A1"].value == "Ours"
