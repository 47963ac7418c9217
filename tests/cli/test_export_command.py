"""Files for other tools, as their user makes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

MODEL = Path(__file__).resolve().parents[2] / "models" / "demo-rop-house.ifc"


def test_a_calendar_is_written_once_and_never_over_what_somebody_changed(robuild, tmp_path):
    first = robuild("export", "ics", MODEL, "-o", "wheel.ics", "--no-geometry")
    assert first.returncode == 0, first.stderr
    target = tmp_path / "wheel.ics"
    data = target.read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR")
    again = robuild("export", "ics", MODEL, "-o", "wheel.ics", "--no-geometry")
    assert again.returncode == 0
    assert "Uendret" in again.stdout
    target.write_bytes(data + b"mine")
    refused = robuild("export", "ics", MODEL, "-o", "wheel.ics", "--no-geometry")
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert target.read_bytes() == data + b"mine"
    replaced = robuild("export", "ics", MODEL, "-o", "wheel.ics", "--no-geometry", "--replace")
    assert replaced.returncode == 0
    assert target.read_bytes() == data
    assert (tmp_path / "wheel.ics.old").read_bytes() == data + b"mine"


def test_a_folder_for_atlas_says_how_much_is_in_it(robuild, tmp_path):
    made = robuild("export", "atlas", MODEL, "--grouped", "-o", "atlas", "--no-geometry", "--json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["assets"] <= 50 < told["components"]
    assert len(list((tmp_path / "atlas").iterdir())) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ics", MODEL, "--year", "2027"), "--year"),
        (("fdv", MODEL, "--grouped"), "--grouped"),
        (("fdv", MODEL, "-o", "x.xlsx"), ".csv"),
        (("orders", MODEL, "--year", "2099", "--no-geometry"), "2099"),
        (("gantt", MODEL), "gantt"),
        (("cobie", MODEL, "-o", "x.csv"), ".xlsx"),
        (("cobie", MODEL, "--contact", "drift"), "e-mail"),
        (("cobie", MODEL, "--contact", "ola.nordmann@kommune.no"), "person"),
        (("ics", MODEL, "--contact", "drift@kommune.no"), "--contact"),
    ],
)
def test_bad_requests(robuild, tmp_path, arguments, said):
    told = robuild("export", *arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert not list(tmp_path.iterdir())


def test_the_hand_over_workbook_says_what_is_in_it_and_what_is_not(robuild, tmp_path):
    asked = ("cobie", MODEL, "-o", "x.xlsx", "--no-geometry", "--contact", "drift@kommune.no")
    made = robuild("export", *asked, "--json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    left = sum(told["left_out"][why] for why in ("rejected", "unmatched", "out_of_scope"))
    assert told["elements_read"] == told["components"] + left
    assert told["sheets"]["Component"] == told["components"] == 1200
    assert told["contact"] == "drift@kommune.no"
    data = (tmp_path / "x.xlsx").read_bytes()
    assert data.startswith(b"PK")
