"""`robuild bids` as a person runs it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "procurement"))

from bid_cases import GOOD, answer, position, tender, total_by_hand
from bid_workbooks import write_bid

from robuild.cli.app import app
from robuild.cli.faults import guarded


@pytest.fixture
def folder(tmp_path):
    found = tender(position(1), position(2))
    (tmp_path / "tender.json").write_text(found.model_dump_json(indent=2), encoding="utf-8")
    for name, level in (("a", None), ("b", GOOD)):
        rows = [answer(row.position_id, level) for row in found.positions]
        write_bid(tmp_path / "bids" / f"{name}.xlsx", found, f"{name.upper()} AS", rows)
    lacking = [answer(found.positions[0].position_id, unit_price_nok="etter avtale")]
    write_bid(tmp_path / "bids" / "c.xlsx", found, "C AS", lacking)
    (tmp_path / "bids" / "d.xlsx").write_bytes(b"no workbook")
    return tmp_path


def run(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["robuild", *arguments])
    code = guarded(app)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_findings_are_no_failure_and_json_says_what_is_missing(folder, tmp_path) -> None:
    target = tmp_path / "award.xlsx"
    done = CliRunner().invoke(app, ["bids", str(folder), "-o", str(target), "--json", "--draws",
                                    "64"])  # fmt: skip
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert [(b["bidder"], b["rank"], b["status"]) for b in data["bids"]] == [
        ("B AS", 1, "complete"), ("A AS", 2, "complete"), ("C AS", None, "incomplete"),
    ]  # fmt: skip
    assert data["bids"][2]["evaluated_nok"] is None
    assert data["bids"][2]["price_nok"] is None
    found = tender(position(1), position(2))
    rows = [answer(row.position_id, GOOD) for row in found.positions]
    assert data["bids"][0]["evaluated_nok"] == pytest.approx(total_by_hand(found, rows))
    assert [each["code"] for each in data["faulty"]] == ["unreadable_file"]
    assert any(f["code"] == "not_a_number" and f["cell"] == "H8" for f in data["findings"])
    assert sum(b["win_share"] or 0 for b in data["bids"]) == pytest.approx(1)
    assert load_workbook(target).sheetnames[0] == "Rangering"


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_summary_in_every_language(folder, tmp_path, lang) -> None:
    done = CliRunner().invoke(
        app, ["bids", str(folder), "-o", str(tmp_path / f"{lang}.xlsx"), "--lang", lang]
    )
    assert done.exit_code == 0, done.output
    assert "B AS" in done.output
    assert {"nb": "ufullstendig", "nn": "ufullstendig", "en": "incomplete"}[lang] in done.output


def test_what_cannot_be_evaluated_at_all_ends_with_2(folder, monkeypatch, capsys, tmp_path) -> None:
    for name in "abc":
        (folder / "bids" / f"{name}.xlsx").unlink()
    code, _, said = run(monkeypatch, capsys, "bids", str(folder), "-o", str(tmp_path / "x.xlsx"))
    assert code == 2
    assert "no bid can be evaluated: d.xlsx: the file is not a whole .xlsx workbook" in said
    assert "Traceback" not in said
    assert not (tmp_path / "x.xlsx").exists()
    code, _, said = run(monkeypatch, capsys, "bids", str(tmp_path / "nowhere"))
    assert (code, "tender.json" in said) == (2, True)
    code, _, said = run(monkeypatch, capsys, "bids", str(folder), str(folder))
    assert (code, "one" in said) == (2, True)


def test_an_award_that_somebody_edited_is_not_overwritten(
    folder, tmp_path, monkeypatch, capsys
) -> None:
    target = tmp_path / "award.xlsx"
    arguments = ("bids", str(folder), "-o", str(target), "-q", "--draws", "0")
    assert run(monkeypatch, capsys, *arguments)[0] == 0
    first = target.read_bytes()
    assert run(monkeypatch, capsys, *arguments)[0] == 0
    assert target.read_bytes() == first  # the same files give the same bytes
    book = load_workbook(target)
    book["Rangering"]["A40"] = "eget notat"
    book.save(target)
    edited = target.read_bytes()
    assert run(monkeypatch, capsys, *arguments)[0] != 0
    assert target.read_bytes() == edited


def test_an_output_never_replaces_a_bid(folder, monkeypatch, capsys) -> None:
    bid = folder / "bids" / "a.xlsx"
    before = bid.read_bytes()
    assert run(monkeypatch, capsys, "bids", str(folder), "-o", str(bid))[0] == 2
    assert bid.read_bytes() == before


@pytest.mark.parametrize("more", [("--draws", "-1"), ("--no-such-option",)])
def test_faults_of_the_command_line_are_json_too(folder, monkeypatch, capsys, more) -> None:
    code, out, said = run(monkeypatch, capsys, "bids", str(folder), *more, "--json")
    assert (code, more[0] in said) == (2, True)
    data = json.loads(out)
    assert data["complete"] is False
    assert [each["code"] for each in data["errors"]] == ["usage"]
    assert more[0] in data["errors"][0]["message"]


def test_a_master_that_somebody_edited_is_named(folder, monkeypatch, capsys) -> None:
    master = folder / "tender.json"
    text = master.read_text(encoding="utf-8")
    master.write_text(text.replace("Testgården", "Testgata"), encoding="utf-8")
    assert text != master.read_text(encoding="utf-8")
    code, _, said = run(monkeypatch, capsys, "bids", str(folder), "--draws", "0")
    assert (code, "tender.json may have been edited" in said) == (2, True)


def test_the_master_stands_for_its_folder_and_a_bid_does_not(
    folder, tmp_path, monkeypatch, capsys
) -> None:
    target = str(tmp_path / "x.xlsx")
    given = ("-o", target, "--draws", "0", "-q")
    assert run(monkeypatch, capsys, "bids", str(folder / "tender.json"), *given)[0] == 0
    code, _, said = run(monkeypatch, capsys, "bids", str(folder / "bids" / "a.xlsx"), *given)
    assert (code, "this is a file" in said) == (2, True)
