"""Real models: robuild's own check and the IDS agree, and BCF files are read by another reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from robuild import pipeline, shipped
from robuild.pipeline.bcf_checking import bcf_of
from robuild.pipeline.checking import priced_gaps
from robuild.pipeline.ids_checking import ids_of
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Language

pytestmark = pytest.mark.external

DISCIPLINES = (
    "02_duplex_arch_revit2011_ifc2x3.ifc",
    "02_duplex_cobie_handover_ifc2x3.ifc",
    "02_duplex_electrical_revit2013_ifc2x3.ifc",
)
BUILDINGS = (
    DISCIPLINES[:1],
    DISCIPLINES,
    ("03_fzk_haus_archicad20_ifc4.ifc",),
    ("13_pcert_architecture_ifc4x3.ifc",),
    ("18_house_freecad_no_types_no_psets_ifc2x3.ifc",),
)


@pytest.mark.parametrize("names", BUILDINGS, ids=lambda names: f"{len(names)} {names[0][:12]}")
def test_what_robuild_lacks_fails_the_ids_and_is_a_topic(
    models: Path, tmp_path: Path, names: tuple[str, ...]
) -> None:
    pytest.importorskip("ifctester")
    bcfxml = pytest.importorskip("bcf.v2.bcfxml")
    paths = tuple(models / name for name in names)
    job = pipeline.Job(paths, shipped.shipped(shipped.CATALOG), Settings(), geometry=False)
    checked = priced_gaps(pipeline.find(job))
    ids = ids_of(checked, Language.NB)
    assert ids.results
    assert not [r.outcome.fault for r in ids.results if r.outcome.fault]
    assert not [r.outcome.name for r in ids.results if r.only_robuild]
    assert sum(r.both for r in ids.results) > 0
    file = tmp_path / "a.bcfzip"
    file.write_bytes(bcf_of(checked, file, "2026-01-01T00:00:00Z", Language.NB).content)
    book = bcfxml.BcfXml.load(file)
    topics = {topic.topic.labels[0]: topic for topic in book.topics.values()}
    known = set(checked.found.inventory.components["global_id"])
    known |= set(checked.found.inventory.spaces["global_id"])
    for gap in checked.gaps:
        for view in topics[f"robuild.{gap.kind}"].viewpoints.values():
            assert set(view.get_selected_guids() or ()) <= known
    book.close()
