"""Pages of real models: how much is drawn, how large they are, and what is told of the rest."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from robuild import pipeline, shipped
from robuild.pipeline import Job
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

pytestmark = pytest.mark.external


def view(*paths: Path) -> pipeline.Viewed:
    job = Job(paths, shipped.shipped(shipped.CATALOG), Settings(uncertainty_draws=0))
    return pipeline.view(job, Language.NB)


def test_three_files_of_one_building_are_one_page(models: Path) -> None:
    names = ("arch_revit2011", "cobie_handover", "electrical_revit2013")
    done = view(*(models / f"02_duplex_{name}_ifc2x3.ifc" for name in names))
    components = done.plan.inventory.components
    assert done.page.elements == len(components) == len(done.drawing.status)
    assert len(done.page.html) < 8_000_000
    # 218 of the architect's, some of them counted in another file, and 103 of the electrician's
    assert Counter(map(str, done.drawing.status.values())) == {
        "measured": 218 + 103,
        "no_shape": 47,
    }
    for room in done.plan.inventory.spaces["name"].dropna().unique():
        if len(room) > 3:  # A101 …
            assert f'"{room}"' not in done.page.html.decode()


def test_what_has_no_shape_is_told(models: Path) -> None:
    done = view(models / "03_fzk_haus_archicad20_ifc4.ifc")
    assert Counter(map(str, done.drawing.status.values())) == {"measured": 82, "no_shape": 3}
    assert [issue.code for issue in done.drawing.issues] == ["not_drawn_no_shape"]
