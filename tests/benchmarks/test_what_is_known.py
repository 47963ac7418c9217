"""What robuild knows of every real model before and after measuring shapes and rooms, and how long.

Run with `python -m pytest tests/benchmarks/test_what_is_known.py -m benchmark -s`. A fresh process
for each model; the ratio is to a bare open of the same file in the same process.
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
MODELS = sorted((SHARED / "ifc").glob("*.[iI][fF][cC]*"))
COLUMNS = (
    "elements", "needed", "before", "after", "lacking", "shapes", "meshed", "reused", "rooms",
    "floor", "wall", "added", "added_lacking", "seconds", "geometry", "open", "ratio",
)  # fmt: skip

JOB = """
import json, sys, time
from pathlib import Path
import ifcopenshell
from robuild import pipeline, shipped
from robuild.terms.settings import Settings

path = Path(sys.argv[1])
start = time.perf_counter()
ifcopenshell.open(path)
opened = time.perf_counter() - start
job = pipeline.Job((path,), shipped.shipped(shipped.CATALOG), Settings(preset="rop"))
start = time.perf_counter()
result = pipeline.plan(job)
seconds = time.perf_counter() - start
measured = result.line_of_component[
    result.line_of_component["component_id"].isin(result.inventory.components["component_id"])
]
units = result.lines.set_index("line_id")["unit"].reindex(measured["line_id"]).to_numpy()
needed = measured[units != "stk"]
before = needed[~needed["quantity_rung"].isin(["geometry", "missing"])]
rooms = result.rooms[result.rooms["repeats"].isna()]
money = result.lcc.set_index("line_id")["life_cycle_cost_nok"]
by_key = result.lines.assign(money=result.lines["line_id"].map(money))
gaps = by_key[by_key["money"].isna() | (by_key["missing_quantity_count"] > 0)]
gaps = gaps.sort_values("component_count", ascending=False)["component_key"].unique()[:3].tolist()
templates = by_key[~by_key["modelled"]].groupby("component_key")["money"].sum()
heavy = templates.sort_values(ascending=False).head(3)
print(json.dumps({
    "elements": result.inventory.elements_read,
    "needed": len(needed), "before": len(before), "after": int(needed["quantity"].notna().sum()),
    "lacking": int(needed["quantity"].isna().sum()),
    "shapes": result.shapes.asked, "meshed": result.shapes.meshed,
    "reused": result.shapes.reused, "geometry": result.shapes.seconds,
    "rooms": len(rooms), "floor": int(rooms["floor_area_m2"].notna().sum()),
    "wall": int(rooms["wall_area_m2"].notna().sum()),
    "added": len(result.not_modelled),
    "added_lacking": int(result.not_modelled["quantity"].isna().sum()),
    "seconds": seconds, "open": opened, "ratio": seconds / opened,
    "gaps": gaps, "lcc": result.totals.life_cycle_cost_nok,
    "not_modelled": result.totals.not_modelled_life_cycle_cost_nok,
    "unmatched": result.totals.components_unmatched,
    "heaviest_added": {k: round(v) for k, v in heavy.items()},
}))
"""


def figures(path: Path) -> dict[str, object] | None:
    done = subprocess.run(
        [sys.executable, "-c", JOB, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return json.loads(done.stdout) if done.returncode == 0 else None


@pytest.mark.skipif(not MODELS, reason="the real models are not here")
def test_shapes_and_rooms_fill_what_the_models_leave_out() -> None:
    print("\n" + " | ".join(("model", *COLUMNS)))
    found = {path.name: each for path in MODELS if (each := figures(path))}
    for name, each in found.items():
        cells = [each[column] for column in COLUMNS]
        shown = [f"{c:.2f}" if isinstance(c, float) else str(c) for c in cells]
        print(" | ".join((name[:28], *shown)))
    for name, each in found.items():
        print(
            f"{name[:28]}: {each['lcc']:,.0f} NOK, of which not modelled "
            f"{each['not_modelled']:,.0f}; unmatched {each['unmatched']}; gaps {each['gaps']}; "
            f"heaviest added {each['heaviest_added']}"
        )
    needed = sum(int(str(each["needed"])) for each in found.values())
    before = sum(int(str(each["before"])) for each in found.values())
    after = sum(int(str(each["after"])) for each in found.values())
    print(f"in all: {needed} quantities needed, {before} known before, {after} after")
    assert after >= 0.95 * needed
