"""Time and memory of reading, as ratios to a bare open of the same file in the same run.

Run with `python -m pytest tests/benchmarks -m benchmark -s`. Processor time, so that other work on
the machine counts less; each figure is the best of several fresh processes, turn and turn about.
Memory is the peak above what the imports take.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

STATUS = Path("/proc/self/status")
pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.external,
    pytest.mark.skipif(not STATUS.exists(), reason="peak memory is read from Linux's own counter"),
]
ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("ROBUILD_SHARED", Path(__file__).resolve().parents[3] / "shared"))
ROUNDS = 5

LARGE = "20_derived_24_duplexes_large_ifc2x3.ifc"
PROPERTY_HEAVY, GEOMETRY_HEAVY = 1.3, 0.8
"""Ratios allowed; the first has a tenth of room for a busy machine."""
SMALL = (
    "02_duplex_arch_revit2011_ifc2x3.ifc",
    "09_nl_gym_revit2020_ifc4.ifc",
    "10_office_revit2011_ifc2x3.ifc",
    "15_de_heating_electrical_ddscad_ifc2x3.ifc",
    "18_house_freecad_no_types_no_psets_ifc2x3.ifc",
)
FIXED_SECONDS = 0.4
"""What reading a file of a few MB may take beside the open: tables and first use of everything."""

COMMON = """
import json, re, sys, time
from pathlib import Path
import ifcopenshell
def peak():  # of this process alone; what `resource` says starts at the parent's peak
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\\s+(\\d+)", status)[1])
"""
BARE = (
    COMMON
    + """
before = peak()
start = time.process_time()
model = ifcopenshell.open(sys.argv[1])
seconds = time.process_time() - start
print(json.dumps([seconds, peak() - before]))
"""
)
OURS = (
    COMMON
    + """
from robuild.model import read_models
from robuild.terms.settings import Settings
before = peak()
start = time.process_time()
inventory = read_models([Path(sys.argv[1])], settings=Settings())
seconds = time.process_time() - start
print(json.dumps([seconds, peak() - before]))
"""
)


def measured(code: str, path: Path) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    seconds, kilobytes = json.loads(done.stdout)
    return float(seconds), float(kilobytes)


def ratios(path: Path, rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Time and peak memory of reading as ratios to the bare open, and the seconds between."""
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(measured(BARE, path))
        ours.append(measured(OURS, path))
    seconds = [min(run[0] for run in runs) for runs in (bare, ours)]
    memory = [min(run[1] for run in runs) for runs in (bare, ours)]
    time_ratio, memory_ratio = seconds[1] / seconds[0], memory[1] / memory[0]
    print(
        f"\n{path.name[:45]}: open {seconds[0]:.3f} s, read {seconds[1]:.3f} s, ratio "
        f"{time_ratio:.2f}; memory {memory[1] / 1024:.0f} of {memory[0] / 1024:.0f} MB, "
        f"ratio {memory_ratio:.2f}"
    )
    return time_ratio, memory_ratio, seconds[1] - seconds[0]


def model(name: str) -> Path:
    path = SHARED / "ifc" / name
    if not path.exists():
        pytest.skip("the real models are not beside the project")
    return path


def test_a_property_heavy_model() -> None:
    time_ratio, memory_ratio, _ = ratios(model(LARGE))
    assert time_ratio <= PROPERTY_HEAVY
    assert memory_ratio <= 1.0


@pytest.mark.parametrize("name", SMALL)
def test_small_models(name: str) -> None:
    _, _, seconds = ratios(model(name), 3)
    assert seconds <= FIXED_SECONDS


def test_a_geometry_heavy_model(tmp_path: Path) -> None:
    """The geometry of one house many times over, the house itself once."""
    source = model(SMALL[-1])
    path = tmp_path / "heavy.ifc"
    path.write_bytes(copies_of_geometry(source.read_bytes(), 12))
    time_ratio, memory_ratio, _ = ratios(path, 3)
    assert time_ratio <= GEOMETRY_HEAVY
    assert memory_ratio <= 1.0


def copies_of_geometry(text: bytes, copies: int) -> bytes:
    """Repeat every statement of geometry, with numbers of its own."""
    head, _, rest = text.partition(b"DATA;")
    data, _, tail = rest.rpartition(b"ENDSEC;")
    geometry = rb"(?m)^#\d+\s*=\s*IFC(?:CARTESIAN|DIRECTION|AXIS|POLY|FACE|CLOSED|EXTRUDED)[^\n]*\n"
    kept = re.findall(geometry, data)
    block = b"".join(kept)
    step = 1 + max(int(number) for number in re.findall(rb"#(\d+)\s*=", data))
    more = []
    for copy in range(1, copies):
        shift = copy * step
        more.append(re.sub(rb"#(\d+)", lambda m, s=shift: b"#%d" % (int(m[1]) + s), block))  # type: ignore[misc]
    return head + b"DATA;" + data + b"".join(more) + b"ENDSEC;" + tail
