"""The file is the same on every run, and the committed one is that file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from robuild.demo import write_demo
from robuild.shipped import DEMO_MODEL, shipped
from robuild.terms.issues import OutputError


def test_two_runs_in_two_processes_give_the_same_bytes(demo_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ifc"
    code = "import sys, pathlib, robuild.demo as d; d.write_demo(pathlib.Path(sys.argv[1]))"
    # another hash seed: nothing may depend on the order of a set
    subprocess.run(
        [sys.executable, "-c", code, str(other)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "77"},
    )
    assert other.read_bytes() == demo_path.read_bytes()


def test_the_committed_file_is_a_fresh_write(demo_path: Path) -> None:
    assert shipped(DEMO_MODEL).read_bytes().replace(b"\r\n", b"\n") == demo_path.read_bytes()


def test_it_is_modest_plain_ascii_with_a_fixed_header(demo_path: Path) -> None:
    data = demo_path.read_bytes()
    assert len(data) < 2_000_000
    assert data.isascii()
    assert b"\r" not in data
    header = data[: data.index(b"ENDSEC")].decode()
    assert "'2025-01-15T08:00:00'" in header
    assert "ifcopenshell" not in header.lower()
    assert "FILE_SCHEMA(('IFC4'))" in header


def test_a_missing_folder_is_made_and_an_old_file_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("robuild.demo.house.demo_text", lambda: "ISO-10303-21;")
    target = tmp_path / "ny mappe" / "bygg.ifc"
    write_demo(target)
    target.write_text("gammelt", encoding="utf-8")
    write_demo(target)
    assert target.read_bytes().startswith(b"ISO-10303-21;")
    assert [path.name for path in target.parent.iterdir()] == ["bygg.ifc"]


def test_a_target_that_cannot_be_written_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("robuild.demo.house.demo_text", lambda: "ISO-10303-21;")
    blocked = tmp_path / "mappe.ifc"
    (blocked / "innhold").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"mappe\.ifc cannot be written"):
        write_demo(blocked)
    assert [path.name for path in tmp_path.iterdir()] == ["mappe.ifc"]
    in_the_way = tmp_path / "fil"
    in_the_way.write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_demo(in_the_way / "bygg.ifc")
