"""The main job on real models from many tools, and on broken ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from robuild import pipeline, shipped
from robuild.pipeline import Job
from robuild.summary import summary
from robuild.terms.settings import Settings

pytestmark = pytest.mark.external
ROOT = Path(__file__).resolve().parents[2]

READABLE = {
    "01_no_grethes_hus_revit2019_ifc2x3.ifc": 117,
    "02_duplex_arch_revit2011_ifc2x3.ifc": 218,
    "02_duplex_cobie_handover_ifc2x3.ifc": 232,
    "02_duplex_electrical_revit2013_ifc2x3.ifc": 103,
    "03_fzk_haus_archicad20_ifc4.ifc": 85,
    "03_fzk_haus_archicad20_ifc4.ifczip": 85,
    "04_nl_schependomlaan_windows_archicad18_ifc2x3.ifczip": 164,
    "05_nl_schependomlaan_frames_tekla20_ifc2x3.ifcZIP": 1978,
    "06_ch_two_flats_allplan2016_ifc2x3.ifc": 334,
    "07_house_blenderbim_ifc4.ifc": 333,
    "08_ru_house_renga2_ifc2x3.ifc": 139,
    "09_nl_gym_revit2020_ifc4.ifc": 492,
    "10_office_revit2011_ifc2x3.ifc": 805,
    "11_us_house_renovation_revit2014_feet_ifc2x3.ifc": 133,
    "12_it_costitems_revit2023_ifc4.ifc": 37,
    "13_pcert_architecture_ifc4x3.ifc": 15,
    "13_pcert_hvac_ifc4x3.ifc": 6,
    "13_pcert_structural_ifc4x3.ifc": 18,
    "14_no_v440_classified_bridge_tekla2020_ifc2x3.ifc": 28,
    "15_de_heating_electrical_ddscad_ifc2x3.ifc": 738,
    "16_de_heatpump_system_revit2021_ifc4.ifc": 92,
    "17_de_institute_archicad11_ifc2x3.ifczip": 702,
    "18_house_freecad_no_types_no_psets_ifc2x3.ifc": 216,
    "19_jp_vectorworks2013_sjis_bytes_ifc2x3.ifc": 22,
}
"""File -> elements, counted with another reader (see the models' own list)."""

REFUSED = {
    "invalid/empty_file.ifc": "empty",
    "invalid/html_page_saved_as.ifc": "HTML",
    "invalid/unknown_schema_IFC99.ifc": "IFC99",
    "invalid/unsupported_schema_ifc2x2.ifc": "IFC2X2",
    "invalid/invalid_utf8_with_bom.ifc": "",
    "invalid/errorfile_silent_partial_parse.ifc": "",
    "invalid/truncated_duplex.ifc": "",
    "invalid/no_lengthunit.ifc": "--length-unit",
    "invalid/broken_conversion_unit.ifc": "--length-unit",
    "invalid/fail-pjs101-absent_project.ifc": "IfcProject",
    "03_fzk_haus_ifcconvert_xml_not_iso.ifcxml": "",
    "21_six_spaces_ifcxml2x3.ifcxml": "",
    "22_ikea_kitchen_cabinets_ifcxml4.ifcXML": "",
}
ACCEPTED_WITH_ISSUES = {
    "doubleguids.ifc": "duplicate_global_id",
    "latin1_encoded.ifc": None,
    "fail-pjs003-guids.ifc": "invalid_global_id",
    "fail-pjs101-multiple_projects.ifc": "several_projects",
}


def plan(*paths: Path) -> pipeline.PlanResult:
    job = Job(paths, shipped.shipped(shipped.CATALOG), Settings())
    return pipeline.plan(job)


def robuild(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "robuild", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("name", READABLE)
def test_the_balance_holds(models: Path, name: str) -> None:
    result = plan(models / name)
    data = summary(result)
    rejects = data["rejects"]
    assert isinstance(rejects, dict)
    assert data["elements_read"] == READABLE[name]
    assert data["elements_read"] == len(result.inventory.components) + sum(rejects.values())
    statuses = result.matches["status"].value_counts()
    assert data["components"] == statuses.sum()
    counts = result.lines.groupby("modelled")["component_count"].sum()
    assert counts.get(True, 0) == statuses.get("matched", 0)
    assert counts.get(False, 0) == data["not_modelled"] == len(result.not_modelled)
    json.dumps(data, allow_nan=False)


def test_three_discipline_files_are_one_building(models: Path) -> None:
    names = [name for name in READABLE if name.startswith("02_")]
    result = plan(*(models / name for name in names))
    assert result.inventory.elements_read == sum(READABLE[name] for name in names)
    reasons = result.inventory.rejects["reason"].value_counts()
    assert reasons["same_in_other_file"] == 99 + 86
    assert len(result.inventory.components) + reasons.sum() == result.inventory.elements_read


def test_twenty_four_copies_are_twenty_four_times_one(models: Path) -> None:
    one = plan(models / "02_duplex_arch_revit2011_ifc2x3.ifc")
    many = plan(models / "20_derived_24_duplexes_large_ifc2x3.ifc")
    keys = ("elements_read", "components", "matched", "unmatched", "out_of_scope", "dwellings")
    first, all_of_them = summary(one), summary(many)
    assert {key: all_of_them[key] for key in keys} == {key: 24 * first[key] for key in keys}  # type: ignore[operator]
    by_key = one.lines.groupby("component_key")["component_count"].sum()
    by_key_of_many = many.lines.groupby("component_key")["component_count"].sum()
    assert by_key_of_many.to_dict() == (24 * by_key).to_dict()


def test_zipped_and_plain_agree(models: Path) -> None:
    plain = plan(models / "03_fzk_haus_archicad20_ifc4.ifc")
    zipped = plan(models / "03_fzk_haus_archicad20_ifc4.ifczip")
    without_names = ["model_id", "space_id", "bordered_space_ids"]
    left = plain.inventory.components.drop(columns=without_names)
    right = zipped.inventory.components.drop(columns=without_names)
    assert left.equals(right)
    assert plain.lcc.equals(zipped.lcc)


@pytest.mark.parametrize("name", REFUSED)
def test_unusable_files_get_one_clear_message(models: Path, tmp_path: Path, name: str) -> None:
    done = robuild(tmp_path, "plan", models / name, "-o", "out.xlsx")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    messages = done.stderr.strip().splitlines()
    assert len(messages) == 1, done.stderr
    assert Path(name).name in messages[0]
    assert REFUSED[name].casefold() in messages[0].casefold()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["no_lengthunit.ifc", "broken_conversion_unit.ifc"])
def test_a_length_unit_may_be_given(models: Path, tmp_path: Path, name: str) -> None:
    done = robuild(tmp_path, "check", models / "invalid" / name, "--length-unit", "mm")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ACCEPTED_WITH_ISSUES)
def test_odd_files_are_read_and_the_oddity_is_listed(
    models: Path, tmp_path: Path, name: str
) -> None:
    done = robuild(tmp_path, "check", models / "invalid" / name, "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["elements_read"] == data["components"] + sum(data["rejects"].values())
    if code := ACCEPTED_WITH_ISSUES[name]:
        assert code in {finding["code"] for finding in data["findings"]}


def test_raw_latin_letters_survive(models: Path) -> None:
    from robuild.model import read_models

    path = models / "invalid" / "latin1_encoded.ifc"
    inventory = read_models([path], settings=Settings())
    cells = inventory.components.to_numpy().ravel().tolist()
    texts = [cell for cell in cells if isinstance(cell, str)]
    texts += [fact.project_name for fact in inventory.models]
    raw = path.read_bytes().decode("cp1252")
    assert "ø" in raw
    assert any("ø" in text for text in texts) or inventory.components.empty
