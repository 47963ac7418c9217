"""The phrases a work log's keeper can read and argue with: `phrases.toml`."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from robuild.privacy import PersonalKind, find_personal_data

FILE = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
PHRASES: list[dict[str, Any]] = FILE["phrase"]


def kinds(text: str) -> list[str]:
    return [str(finding.kind) for finding in find_personal_data([text], column="note")]


@pytest.mark.parametrize(
    "phrase", [p for p in PHRASES if not p.get("gap")], ids=lambda phrase: phrase["text"]
)
def test_phrase(phrase: dict[str, Any]) -> None:
    assert kinds(phrase["text"]) == phrase["find"]


def test_gaps_are_still_gaps() -> None:
    """One that is closed becomes an ordinary phrase."""
    gaps = [phrase for phrase in PHRASES if phrase.get("gap")]
    assert gaps
    assert [p["text"] for p in gaps if kinds(p["text"]) == p["find"]] == []


def test_precision_and_recall() -> None:
    right = found = there = 0
    for phrase in PHRASES:
        got, want = Counter(kinds(phrase["text"])), Counter(phrase["find"])
        right += (got & want).total()
        found += got.total()
        there += want.total()
    precision, recall = right / found, right / there
    print(f"precision {precision:.3f} ({right}/{found}), recall {recall:.3f} ({right}/{there})")
    assert precision >= FILE["least_precision"]
    assert recall >= FILE["least_recall"]


def test_there_are_enough_of_each() -> None:
    assert len(PHRASES) >= 120
    assert len({phrase["text"] for phrase in PHRASES}) == len(PHRASES)
    by_language = Counter((phrase["lang"], bool(phrase["find"])) for phrase in PHRASES)
    assert min(by_language[lang, hit] for lang in ("nb", "nn", "en") for hit in (True, False)) >= 8
    assert {kind for phrase in PHRASES for kind in phrase["find"]} == set(PersonalKind)
