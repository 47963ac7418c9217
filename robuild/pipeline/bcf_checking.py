"""Findings as a BCF file: with positions from the models, and onto the file that is there."""

from __future__ import annotations

from pathlib import Path

from robuild.exchange.bcf import BcfMade, bcf_file, read_bcf
from robuild.exchange.gap_topics import Findings, possible_guids, topics_of, wanted_places
from robuild.geometry.where import whereabouts
from robuild.language import texts
from robuild.pipeline.checking import Checked
from robuild.terms.vocabulary import Language

AUTHOR = "robuild"


def bcf_of(checked: Checked, target: Path, now: str, language: Language) -> BcfMade:
    """The BCF file with what was found now, and with all that people put into the one there.

    Args:
        checked: models, not a register: a topic points into a model.
        target: the .bcfzip to write; read when it is there.
        now: ISO 8601 with time zone, for what is new or changed.
        language: of the texts.

    Raises:
        InputError: the file that is there cannot be added to, or a model has gone meanwhile.
    """
    earlier = read_bcf(target) if target.exists() else None
    found = checked.found
    places = whereabouts(found.inventory, wanted_places(checked.gaps, found.inventory))
    findings = Findings(
        checked.gaps, found.issues, found.inventory, found.catalog, places.projects, places.points_m
    )
    words = texts(language)
    return bcf_file(
        topics_of(findings, words),
        author=AUTHOR,
        now=now,
        told_closed=words.get("gap_word.found_no_longer"),
        earlier=earlier,
        ours=possible_guids(findings),
    )
