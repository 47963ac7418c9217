"""Real models of the three schemas enriched: nothing else changes, and the plan stays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import ifcopenshell
import ifcopenshell.validate
import pandas as pd
import pytest

from robuild import pipeline, shipped
from robuild.pipeline import Job
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

pytestmark = pytest.mark.external

ENRICHED = {
    "01_no_grethes_hus_revit2019_ifc2x3.ifc": 85,
    "07_house_blenderbim_ifc4.ifc": 57,
    "13_pcert_architecture_ifc4x3.ifc": 2,
}
"""File -> elements on lines, counted in its plan's Register."""


def faults(path: Path) -> Counter[str]:
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(ifcopenshell.open(path), log)
    return Counter(f"{each.get('message')} {each.get('instance')}" for each in log.statements)


@pytest.mark.parametrize("name", ENRICHED)
def test_a_real_model(models: Path, tmp_path: Path, name: str) -> None:
    catalog, settings = shipped.shipped(shipped.CATALOG), Settings(uncertainty_draws=0)
    source, target = models / name, tmp_path / name
    job = Job((source,), catalog, settings, geometry=False)
    done = pipeline.enrich(job, {source: target}, Language.NN, replace_them=False)
    assert done.models[0].elements == ENRICHED[name]
    again = pipeline.plan(Job((target,), catalog, settings, geometry=False))
    pd.testing.assert_frame_equal(done.plan.lcc, again.lcc)
    pd.testing.assert_frame_equal(done.plan.matches, again.matches)
    before, after = ({e.id(): str(e) for e in ifcopenshell.open(p)} for p in (source, target))
    changed = [text for number, text in before.items() if after.get(number) != text]
    assert all("IfcUnitAssignment" in text for text in changed)
    assert len(changed) <= 1
    assert not faults(target) - faults(source)
