"""How long a large plan workbook takes to write, and to open and recalculate.

Run with `python -m pytest tests/benchmarks/test_workbook.py -m benchmark -s`. Asked: 500 lines of
5,000 components written in 6 s and under 5 MB, opened and recalculated by LibreOffice in 5 s.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workbook"))

from recalculation import by_libreoffice
from small_plan import small_plan

from robuild.earlier import read_earlier
from robuild.terms.vocabulary import Language
from robuild.workbook import write_plan

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def large():
    plan = small_plan(copies=63)
    assert len(plan.lines) >= 500
    return plan


def test_write_and_open(large, tmp_path) -> None:
    path = tmp_path / "large.xlsx"
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        write_plan(large, path, Language.NB)
        seconds.append(time.perf_counter() - started)
    size = path.stat().st_size / 1e6
    components = len(large.inventory.components)
    print(
        f"\n{len(large.lines)} lines, {components} components: {min(seconds):.1f} s, {size:.1f} MB"
    )
    started = time.perf_counter()
    read_earlier(path)
    print(f"read back: {time.perf_counter() - started:.1f} s")
    if shutil.which("soffice"):
        print(f"LibreOffice, start, open and recalculate: {_opened(path, tmp_path):.1f} s")
    assert size < 5


def _opened(path: Path, folder: Path) -> float:
    """Seconds until LibreOffice has recalculated everything; one small sheet is all it saves."""
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        by_libreoffice([path], folder, "csv")
        seconds.append(time.perf_counter() - started)
    return min(seconds)
