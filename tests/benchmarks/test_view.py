"""Time and size of the page of 5,000 elements, as ratios to the plan it shows and to one building.

Run with `python -m pytest tests/benchmarks/test_view.py -m benchmark -s`.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from robuild import pipeline, shipped
from robuild.geometry import draw_shapes
from robuild.pipeline import Job
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language
from robuild.web import view_page

pytestmark = [pytest.mark.benchmark, pytest.mark.external]
SHARED = Path(os.environ.get("ROBUILD_SHARED", Path(__file__).resolve().parents[3] / "shared"))
ONE, LARGE = "02_duplex_arch_revit2011_ifc2x3.ifc", "20_derived_24_duplexes_large_ifc2x3.ifc"
LONGER = 2.0
"""Drawing and page take at most so many times the plan."""
LARGER = 4.0
"""24 buildings are shared shapes: at most so many times the page of one."""


def test_the_page_costs_no_more_than_the_plan() -> None:
    if not (SHARED / "ifc" / LARGE).is_file():
        pytest.skip("the real models are not beside the project")
    sizes = {}
    for name in (ONE, LARGE):
        job = Job(
            (SHARED / "ifc" / name,),
            shipped.shipped(shipped.CATALOG),
            Settings(uncertainty_draws=0),
        )
        start = time.monotonic()
        plan = pipeline.plan(job)
        planned = time.monotonic()
        page = view_page(plan, draw_shapes(plan.inventory), Language.NB)
        done = time.monotonic()
        sizes[name] = len(page.html)
        print(f"{name}: plan {planned - start:.1f} s, page {done - planned:.1f} s, "
              f"{len(page.html) / 1e6:.1f} MB")  # fmt: skip
        assert page.drawn == page.elements
    assert done - planned <= LONGER * (planned - start)
    assert sizes[LARGE] <= LARGER * sizes[ONE]
