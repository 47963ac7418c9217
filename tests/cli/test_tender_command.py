"""`robuild tender` as its user runs it: the package, and what it refuses to replace."""

from __future__ import annotations

import json
import shutil

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from robuild.cli.app import app
from robuild.cli.faults import guarded
from robuild.terms.tender import Tender

REGISTER = (
    "component_id,component_key,quantity,unit,dwelling_code\n"
    "d1,door_internal_set,4,stk,A1\n"
    "d2,door_internal_set,3,stk,A2\n"
    "p1,paint_wall,120,m2,A1\n"
    "s1,floor_linoleum,,m2,A1\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tender")
    (folder / "house.csv").write_text(REGISTER, encoding="utf-8")
    return folder


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["tender", *map(str, arguments)])
    return result.exit_code, result.stdout, str(result.exception or "")


def as_guarded(monkeypatch, capsys, *arguments: object) -> tuple[int, str]:
    """Exit code and stderr, by the same door as from a terminal."""
    monkeypatch.setattr("sys.argv", ["robuild", "tender", *map(str, arguments)])
    code = guarded(app)
    return code, capsys.readouterr().err


@pytest.fixture(scope="module")
def package(home):
    code, out, error = run(
        "--register", home / "house.csv", "-o", home / "package", "--brief", "--rehearse",
        "--json", "--lang", "nn", "--id", "house-1", "--project", "Huset",
    )  # fmt: skip
    assert code == 0, error
    return home / "package", json.loads(out)


def test_a_package_has_every_file_and_accounts_for_every_line(package) -> None:
    folder, data = package
    assert data["lines"] == data["lines_in_positions"] + sum(data["left_out"].values())
    assert data["left_out"] == {"quantity": 1}
    assert data["positions"] == 2
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names >= {
        "tender.json", "announcement-nn.html", "bid-nn.xlsx", "requirements-nn.xlsx",
        "requirements.ids", "rehearsal/tender.json", "rehearsal/bids/example-1-cheapest.xlsx",
    }  # fmt: skip
    assert len(list((folder / "rehearsal" / "bids").iterdir())) == 5
    assert (folder / "bids").is_dir()
    assert {str(folder / name) for name in names} == set(data["outputs"])


def test_the_same_hash_stands_everywhere(package) -> None:
    folder, data = package
    master = Tender.model_validate_json((folder / "tender.json").read_text(encoding="utf-8"))
    assert master.hash == data["hash"]
    page = (folder / "announcement-nn.html").read_text(encoding="utf-8")
    assert page.count(master.hash) >= 2
    assert "Huset" in page
    assert "<script" not in page
    keys = {row[0].value: row[1].value for row in load_workbook(folder / "bid-nn.xlsx")["_robuild"]}
    assert keys["tender_hash"] == master.hash
    own = Tender.model_validate_json(
        (folder / "rehearsal" / "tender.json").read_text(encoding="utf-8")
    )
    assert own.hash != master.hash


def test_the_annex_prints_every_locked_figure_of_a_position(package) -> None:
    folder, _ = package
    master = Tender.model_validate_json((folder / "tender.json").read_text(encoding="utf-8"))
    page = (folder / "announcement-nn.html").read_text(encoding="utf-8")
    for row in master.positions:
        assert row.position_id in page
        assert row.name_nn in page
    assert "dwelling" not in page.split("</style>")[1]
    assert "A1" not in page.split("</style>")[1].replace("SHA-256", "")
    for amount in ("1 500", "0,80", "15 %", "80 %"):
        assert amount in page.replace("\u00a0", " "), amount


def test_it_may_be_written_again_and_edits_are_kept(
    package, home, tmp_path, monkeypatch, capsys
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(package[0], folder)
    given = ("--register", home / "house.csv", "-o", folder, "--lang", "nn", "-q", "--brief",
             "--id", "house-1", "--project", "Huset", "--rehearse")  # fmt: skip
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert as_guarded(monkeypatch, capsys, *given) == (0, "")
    assert {path: path.read_bytes() for path in before} == before

    book = load_workbook(folder / "bid-nn.xlsx")
    book.worksheets[0]["B9"] = "Eit føretak"
    book.save(folder / "bid-nn.xlsx")
    master = json.loads((folder / "tender.json").read_text(encoding="utf-8"))
    master["terms"]["period_years"] = 30
    (folder / "tender.json").write_text(json.dumps(master), encoding="utf-8")
    annex = folder / "announcement-nn.html"
    page = annex.read_text(encoding="utf-8")
    annex.write_text(page.replace("</h1>", ", frist 1. mai</h1>"), encoding="utf-8")
    (folder / "requirements.ids").write_text("<ids>somebody else's</ids>", encoding="utf-8")
    edited = {path: path.read_bytes() for path in before}
    code, told = as_guarded(monkeypatch, capsys, *given)
    assert code == 2
    assert "bid-nn.xlsx" in told
    assert "tender.json has been edited" in told
    assert "announcement-nn.html has been edited" in told
    assert "requirements.ids is there already" in told
    assert {path: path.read_bytes() for path in before} == edited


@pytest.mark.parametrize("name", ["one.xlsx", "ONE.XLSX", "one.xlsm", "letter.pdf"])
def test_what_was_announced_is_not_changed_under_bids(
    name, package, home, tmp_path, monkeypatch, capsys
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(package[0], folder)
    shutil.copy(folder / "bid-nn.xlsx", folder / "bids" / name)
    given = ("--register", home / "house.csv", "-o", folder, "--lang", "nn", "-q", "--brief",
             "--id", "house-1", "--project", "Huset")  # fmt: skip
    code, told = as_guarded(monkeypatch, capsys, *given, "--alpha", "0.2")
    assert code == 2
    assert "1 bids for another version" in told


def test_no_file_of_an_earlier_version_stays_beside_a_new_one(package, home, tmp_path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(package[0], folder)
    code, out, error = run("--register", home / "house.csv", "-o", folder, "--id", "house-2")
    assert code == 0, error
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert left == {"tender.json", "announcement-nb.html", "bid-nb.xlsx"}
    assert out.count("Fjernet") == 10


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--set", "project_kind=existing"], "project_kind is existing"),
        (["--id", "no spaces here"], "--id is 'no spaces here'"),
        (["--alpha", "3"], "alpha"),
    ],
)
def test_bad_input_is_one_clear_message(more, said, home, tmp_path, monkeypatch, capsys) -> None:
    given = ("--register", home / "house.csv", "-o", tmp_path / "out", "-q")
    code, told = as_guarded(monkeypatch, capsys, *given, *more)
    assert code == 2
    assert said in told
    assert "Traceback" not in told
    assert not (tmp_path / "out" / "tender.json").exists()


def test_nothing_to_tender_says_so(home, tmp_path, monkeypatch, capsys) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text(
        "component_id,component_key,quantity,unit\ns1,floor_linoleum,,m2\n", encoding="utf-8"
    )
    code, told = as_guarded(monkeypatch, capsys, "--register", empty, "-o", tmp_path / "out", "-q")
    assert code == 2
    assert "no line can be a position" in told


@pytest.mark.parametrize(
    ("target", "more", "said"),
    [
        ("list.xlsx", [], "a package is a folder"),
        ("list.xlsx", ["--brief", "--rehearse"], "one language"),
        ("house.csv", [], "is a file"),
    ],
)
def test_targets_that_cannot_be(target, more, said, home, monkeypatch, capsys) -> None:
    given = ("--register", home / "house.csv", "-o", home / target, "-q", *more)
    code, told = as_guarded(monkeypatch, capsys, *given)
    assert code == 2
    assert said in " ".join(told.replace("│", " ").split())


def test_requirements_alone_are_a_workbook_and_an_ids(home, tmp_path) -> None:
    target = tmp_path / "list.xlsx"
    code, out, error = run(
        "--register", home / "house.csv", "-o", target, "--brief", "--lang", "en"
    )
    assert code == 0, error
    assert "Requirements: 2 positions with a least index" in out
    assert {path.name for path in tmp_path.iterdir()} == {"list.xlsx", "list.ids"}
    assert "or equivalent" in str(load_workbook(target).worksheets[0]["A3"].value)
