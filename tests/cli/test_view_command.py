"""The page to look at, as its user makes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

MODEL = Path(__file__).resolve().parents[2] / "models" / "demo-rop-house.ifc"


def test_a_page_is_written_where_exports_go_and_replaced(robuild, tmp_path):
    made = robuild("view", MODEL, "--json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["elements_read"] == told["components"] + sum(told["rejects"].values())
    assert told["drawn"] + sum(told["not_drawn"].values()) == told["components"]
    assert told["drawn"] > 1_000
    target = tmp_path / "exports" / "demo-rop-house.html"
    assert told["outputs"] == [str(target.relative_to(tmp_path))]
    assert target.stat().st_size == told["bytes"] < 8_000_000
    again = robuild("view", MODEL, "--no-geometry", "--lang", "en")
    assert again.returncode == 0, again.stderr
    assert "0 of 1236 elements drawn" in again.stdout
    assert "--no-geometry" in target.read_text(encoding="utf-8")
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_of_somebody_else_is_left_as_it_is(robuild, tmp_path):
    target = tmp_path / "mine.html"
    target.write_text("<html>mine</html>", encoding="utf-8")
    refused = robuild("view", MODEL, "-o", target)
    assert refused.returncode == 2
    assert "mine.html" in refused.stderr
    assert target.read_text(encoding="utf-8") == "<html>mine</html>"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "IFC file"),
        ((MODEL, "-o", "page.xlsx"), ".html"),
        (("absent.ifc",), "absent.ifc"),
        ((MODEL, "--set", "period_years=0"), "period_years"),
    ],
)
def test_bad_requests(robuild, tmp_path, arguments, said):
    told = robuild("view", *arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert not list(tmp_path.iterdir())
