"""Gaps by money, and the files for those who mend models, as their user makes them."""

from __future__ import annotations

import json
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from robuild import pipeline, shipped
from robuild.cli import checking
from robuild.gaps import GapKind
from robuild.pipeline.bcf_checking import bcf_of
from robuild.pipeline.check_page import check_page
from robuild.pipeline.checking import priced_gaps
from robuild.pipeline.ids_checking import ids_of
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

MODEL = Path(__file__).resolve().parents[2] / "models" / "demo-rop-house.ifc"
NOW = "2026-01-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def checked():
    job = pipeline.Job(
        (MODEL,), shipped.shipped(shipped.CATALOG), Settings(preset="rop"), geometry=False
    )
    return priced_gaps(pipeline.find(job))


@pytest.fixture(scope="module")
def ids(checked):
    return ids_of(checked, Language.NB)


def texts_of(content: bytes, folder: Path) -> str:
    file = folder / "x.bcfzip"
    file.write_bytes(content)
    with zipfile.ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_no_code_of_a_dwelling_goes_into_any_file(checked, ids, tmp_path):
    spaces = checked.found.inventory.spaces
    codes = set(spaces["dwelling_code"].dropna())
    assert len(codes) == 6
    for language in Language:
        files = (
            ids_of(checked, language).content.decode(),
            texts_of(bcf_of(checked, tmp_path / "none.bcfzip", NOW, language).content, tmp_path),
            check_page(checked, ids, language),
        )
        for text in files:
            assert len(text) > 5_000
            assert not [code for code in codes if code in text]


def test_the_page_needs_no_network_and_runs_nothing(checked, ids):
    page = check_page(checked, ids, Language.NN)
    assert "default-src 'none'" in page
    assert not re.search(r"<script|https?://|url\(|<img|<link|\bon\w+=", page)
    assert '<html lang="nn">' in page
    gap = next(gap for gap in checked.gaps if gap.kind is GapKind.NO_FIRE_RATING)
    assert f"{gap.count} av {gap.asked}" in page


def test_a_page_of_a_register_says_nothing_of_design_programs(checked):
    assert "ArchiCAD" in check_page(checked, None, Language.NB)
    assert "ArchiCAD" not in check_page(replace(checked, of_register=True), None, Language.NB)


def test_a_topic_needs_a_model(checked, tmp_path):
    files = checking.Files(None, tmp_path / "a.bcfzip", None, money=False, replace=False)
    of_register = checking.deliver(
        checked.found, files, [], Language.EN, lambda stage, share: None, of_register=True,
    )  # fmt: skip
    assert "register" in of_register.faults[0].message
    assert not list(tmp_path.iterdir())


def test_robuild_and_the_ids_agree_on_the_demo(ids):
    pytest.importorskip("ifctester")
    assert ids.results
    for result in ids.results:
        assert not result.outcome.fault
        assert not result.only_robuild, result.outcome.name
    by_kind = {r.kind: r for r in ids.results if r.kind in (GapKind.PROXY, GapKind.NO_EXTERNAL)}
    assert by_kind[GapKind.PROXY].both == 2
    fire = next(r for r in ids.results if r.kind is GapKind.NO_FIRE_RATING)
    assert fire.both == 34


def test_every_gap_is_a_topic_with_its_components(checked, tmp_path):
    bcfxml = pytest.importorskip("bcf.v2.bcfxml")
    file = tmp_path / "a.bcfzip"
    file.write_bytes(bcf_of(checked, file, NOW, Language.NB).content)
    book = bcfxml.BcfXml.load(file)
    topics = {t.topic.labels[0]: t for t in book.topics.values()}
    for gap in checked.gaps:
        topic = topics[f"robuild.{gap.kind}"]
        (view,) = topic.viewpoints.values()
        assert len(view.get_selected_guids()) == len(gap.component_ids or gap.space_ids)
    fire = topics[f"robuild.{GapKind.NO_FIRE_RATING}"]
    (view,) = fire.viewpoints.values()
    assert view.visualization_info.perspective_camera is not None
    book.close()
    again = bcf_of(checked, file, "2027-01-01T00:00:00+00:00", Language.NB)
    assert (again.new, again.updated, again.unchanged) == (0, 0, len(topics))


def test_all_files_at_once(robuild, tmp_path):
    told = robuild(
        "check", MODEL, "--no-geometry", "--json", "--ids", "a.ids", "--bcf", "a.bcfzip",
        "--html", "out/a.html",
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    data = json.loads(told.stdout)
    assert data["outputs"] == ["a.ids", "a.bcfzip", str(Path("out/a.html"))]
    assert all((tmp_path / name).stat().st_size > 1_000 for name in data["outputs"])
    kinds = {gap["kind"]: gap for gap in data["gaps"]}
    assert kinds["unmatched"]["life_cycle_cost_nok"] is None
    assert not data["complete"]
    assert kinds["no_product"]["life_cycle_cost_nok"] > 1_000_000
    assert data["bcf"] == {"new": 13, "updated": 0, "unchanged": 0, "closed": 0, "kept": 0}


def test_one_file_that_cannot_be_written_stops_no_other(robuild, tmp_path):
    model = tmp_path / "m.ifc"
    model.write_bytes(MODEL.read_bytes())
    (tmp_path / "theirs.bcfzip").write_bytes(b"not a zip")
    told = robuild(
        "check", model, "--no-geometry", "--ids", model, "--bcf", "theirs.bcfzip",
        "--html", "a.html",
    )  # fmt: skip
    assert told.returncode == 2
    assert len(told.stderr.strip().splitlines()) == 2
    assert "Traceback" not in told.stderr
    assert model.read_bytes() == MODEL.read_bytes()
    assert (tmp_path / "theirs.bcfzip").read_bytes() == b"not a zip"
    assert (tmp_path / "a.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert "1237" in told.stdout


def delivered(checked, tmp_path, **files):
    asked = dict.fromkeys(("ids", "bcf", "html")) | files
    return checking.deliver(
        checked.found, checking.Files(**asked, money=False, replace=False), [], Language.EN,
        lambda stage, share: None,
    )  # fmt: skip


def test_a_folder_that_may_not_be_written_in_stops_no_other(checked, tmp_path, monkeypatch):
    locked = tmp_path / "locked"
    locked.mkdir()
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != locked and may(path, mode))
    good = tmp_path / "a.html"
    done = delivered(checked, tmp_path, bcf=locked / "a.bcfzip", html=good)
    (fault,) = done.faults
    assert "no right to write" in fault.message
    assert done.outputs == [good]
    assert not list(locked.iterdir())


def test_a_disk_that_fails_leaves_what_was_there(checked, tmp_path, monkeypatch):
    target = tmp_path / "a.html"
    assert delivered(checked, tmp_path, html=target).outputs == [target]
    before = target.read_bytes()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    done = delivered(checked, tmp_path, html=target)
    assert "No space left" in done.faults[0].message
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_an_ids_that_says_something_else_is_not_replaced(checked, tmp_path):
    target = tmp_path / "a.ids"
    target.write_bytes(b"mine")
    done = delivered(checked, tmp_path, ids=target)
    assert "--replace" in done.faults[0].message
    assert target.read_bytes() == b"mine"


def test_nothing_is_costed_where_nothing_asks_for_money(checked, tmp_path):
    done = delivered(checked, tmp_path)
    assert (done.outputs, done.told, done.json) == ([], [], {})
