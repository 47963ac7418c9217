"""Ten changes in the cells of real plans: a program that is not robuild gives the engine's figures.

The whole table, with LibreOffice and other models, is printed by `ten_changes.py`.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from recalculation import by_formualizer
from ten_changes import largest_error, planned, ten_changes, write_change

from robuild import shipped

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.skipif(importlib.util.find_spec("formualizer") is None, reason="not installed"),
]
_BESIDE = Path(__file__).resolve().parents[3] / "shared"
IFC = Path(os.environ.get("ROBUILD_SHARED", _BESIDE)) / "ifc"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    model = shipped.shipped("models") / "demo-rop-house.ifc"
    return planned(model, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def book(demo):
    return load_workbook(demo[2])


NAMES = (
    "rate steps", "period", "alpha and total loss", "intensity of places", "intensity of a type",
    "trade rates and call-out", "damage rates", "prices", "variants",
    "hours of tasks, mid-year, growth",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_demo_follows(name, demo, book, tmp_path) -> None:
    found, result, _ = demo
    change = ten_changes(result)[name]
    path = write_change(book, change, tmp_path / "changed.xlsx")
    done = by_formualizer(path, tmp_path / "done.xlsx")
    assert largest_error(done, found, change) < 1e-9


def test_without_the_change_the_engine_is_not_met(demo, book, tmp_path) -> None:
    """Negative control: the comparison sees a change that was not made in the workbook."""
    found, result, path = demo
    for name, change in ten_changes(result).items():
        if name != "alpha and total loss":
            assert largest_error(path, found, change) > 1e-6, name


@pytest.mark.external
@pytest.mark.parametrize(
    "model", ["01_no_grethes_hus_revit2019_ifc2x3.ifc", "02_duplex_arch_revit2011_ifc2x3.ifc"]
)
def test_real_models_follow(model, tmp_path) -> None:
    if not (IFC / model).exists():
        pytest.skip("the real models are not beside the project")
    found, result, path = planned(IFC / model, tmp_path)
    real = load_workbook(path)
    for name, change in ten_changes(result).items():
        changed = write_change(real, change, tmp_path / "changed.xlsx")
        done = by_formualizer(changed, tmp_path / "done.xlsx")
        assert largest_error(done, found, change) < 1e-9, name
