"""Time of the main job, as a ratio to a bare open of the same file in the same run.

Run with `python -m pytest tests/benchmarks -m benchmark -s`. Each figure is the best of several
fresh processes, taken turn and turn about so that a busy machine hits both sides alike.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.benchmark, pytest.mark.external]
ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("ROBUILD_SHARED", Path(__file__).resolve().parents[3] / "shared"))
LARGE = SHARED / "ifc" / "20_derived_24_duplexes_large_ifc2x3.ifc"
DEMO = ROOT / "models" / "demo-rop-house.ifc"
ROUNDS = 3

BARE = """
import json, sys, time
import ifcopenshell
start = time.perf_counter()
model = ifcopenshell.open(sys.argv[1])
print(json.dumps({"open": time.perf_counter() - start}))
"""

JOB = """
import json, sys, time
from pathlib import Path
import ifcopenshell
from robuild import pipeline, shipped
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
job = pipeline.Job((Path(sys.argv[1]),), shipped.shipped(shipped.CATALOG), Settings(preset="rop"))
start = time.perf_counter()
result = pipeline.plan(job)
planned = time.perf_counter()
pipeline.write(result, Path(sys.argv[2]), Language.NB)
print(json.dumps({"plan": planned - start, "write": time.perf_counter() - planned}))
"""


def timed(code: str, *arguments: object) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def test_reading_matching_and_costing_of_a_large_model(tmp_path: Path) -> None:
    if not LARGE.exists():
        pytest.skip("the large model is not beside the project")
    opens, plans = [], []
    for _ in range(ROUNDS):
        opens.append(timed(BARE, LARGE)["open"])
        plans.append(timed(JOB, LARGE, tmp_path / "out.xlsx")["plan"])
    ratio = min(plans) / min(opens)
    print(f"\nopen {min(opens):.2f} s, plan {min(plans):.2f} s, ratio {ratio:.2f}")
    assert ratio <= 1.8


def test_workbook_of_the_demo_building(tmp_path: Path) -> None:
    seconds = min(timed(JOB, DEMO, tmp_path / "out.xlsx")["write"] for _ in range(ROUNDS))
    size = (tmp_path / "out.xlsx").stat().st_size
    print(f"\nworkbook {seconds:.2f} s, {size / 1e6:.2f} MB")
    assert seconds <= 3.0
    assert size < 5_000_000
