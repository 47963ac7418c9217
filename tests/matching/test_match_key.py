"""Precision and recall against hand labels of ten real models; `-s` prints the table.

Strict: the one best key. Fair: any key the label accepts. Precision is over what robuild matched,
recall over components that must have a key. Unmatched counts as out of scope.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from robuild.catalog import read_catalog
from robuild.matching import match_components
from robuild.model import read_models
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings

SHARED = Path(os.environ.get("ROBUILD_SHARED", str(Path(__file__).resolve().parents[3] / "shared")))
KEYS = SHARED / "data" / "match-key"
MODELS = SHARED / "ifc"
LABELLED = sorted(path.stem for path in KEYS.glob("*.csv"))
HELD_OUT = ("09", "10", "17")
"""Rules were written without these. First contact, fair: 1.000, 0.998 and 0.885; after that only
general causes were mended (nameless copies of named furniture)."""

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(not LABELLED, reason="the labelled models are not here"),
]

LATER = frozenset(
    {"lining_gypsum", "toilet_cubicle", "decking", "ceiling_wood", "microwave", "tumble_dryer"}
    | {"bathtub", "boiler", "data_outlet", "roof_metal"}
)
"""Keys from after the labels: what is matched to one of them counts neither for nor against."""

FAIR = 0.97
RECALL = 0.95
PRECISION = 0.97


@dataclass(frozen=True)
class Score:
    stem: str
    labelled: int
    strict: float
    fair: float
    precision: float
    recall: float
    wrong: Counter[tuple[str, str, str]]
    by_confidence: Counter[tuple[str, bool]]
    """How many matches of each confidence are right (True) and wrong."""
    strictly: Counter[tuple[str, bool]]
    """The same, counting only the one best key as right."""
    out_of_scope: int
    wrongly_priced: int
    """Labelled out of scope and nothing else, and matched all the same."""
    later: int
    """Not counted: matched to a key that the labels do not know."""

    def __str__(self) -> str:
        shares = f"{self.strict:7.3f}{self.fair:7.3f}{self.precision:7.3f}{self.recall:7.3f}"
        held = " held out" if self.stem.startswith(HELD_OUT) else ""
        return f"{self.stem[:38]:38}{self.labelled:6}{shares}{held}"


def model_file(start: str) -> Path:
    names = sorted(p for p in MODELS.iterdir() if p.name.startswith(start))
    return next(p for p in names if p.suffix.casefold() in (".ifc", ".ifczip"))


@cache
def answers(path: Path) -> Any:
    catalog = read_catalog(shipped(CATALOG))
    inventory = read_models([path], settings=Settings(base_year=2025))
    matches = match_components(inventory, catalog, ())
    columns = inventory.components[["component_id", "global_id", "ifc_class", "name"]]
    return columns.merge(matches, on="component_id", validate="one_to_one")


@cache
def score(stem: str) -> Score:
    found = answers(model_file(stem)).set_index("global_id")
    rejected = "out_of_scope"
    strict = fair = right = wrong_matches = due = missed = out = priced = counted = 0
    wrong: Counter[tuple[str, str, str]] = Counter()
    by_confidence: Counter[tuple[str, bool]] = Counter()
    strictly: Counter[tuple[str, bool]] = Counter()
    with (KEYS / f"{stem}.csv").open(encoding="utf-8") as lines:
        labels = list(csv.DictReader(lines))
    for label in labels:
        accepted = label["acceptable"].split(";")
        key = rejected
        if label["global_id"] in found.index:
            row = found.loc[label["global_id"]]
            key = row["component_key"] if row["status"] == "matched" else rejected
        if key in LATER:
            continue
        counted += 1
        good = key in accepted
        if key != rejected:
            by_confidence[row["confidence"], good] += 1
            strictly[row["confidence"], key == label["key"]] += 1
        out += label["key"] == rejected
        priced += label["key"] == rejected and not good
        strict += key == label["key"]
        fair += good
        right += good and key != rejected
        wrong_matches += not good and key != rejected
        due += rejected not in accepted
        missed += rejected not in accepted and not good
        if not good:
            wrong[label["ifc_class"], label["key"], key] += 1
    return Score(
        stem,
        counted,
        strict / counted,
        fair / counted,
        right / (right + wrong_matches),
        1 - missed / due,
        wrong,
        by_confidence,
        strictly,
        out,
        priced,
        len(labels) - counted,
    )


@pytest.mark.parametrize("stem", LABELLED)
def test_precision_and_recall(stem: str) -> None:
    found = score(stem)
    print(f"\n{found}")
    for what, count in found.wrong.most_common(10):
        print("   ", count, *what)
    assert found.fair >= FAIR
    assert found.precision >= PRECISION
    assert found.recall >= RECALL


def test_on_average_nine_of_ten_are_right() -> None:
    scores = [score(stem) for stem in LABELLED]
    print("\nmodel                                 labels strict   fair  prec.  recall")
    print(*scores, sep="\n")
    assert sum(found.fair for found in scores) / len(scores) >= 0.95
    assert sum(found.strict for found in scores) / len(scores) >= 0.90


def test_surer_matches_are_more_often_right() -> None:
    counts: Counter[tuple[str, bool]] = Counter()
    for stem in LABELLED:
        counts += score(stem).by_confidence
    shares = {}
    print()
    for word in ("high", "medium", "low"):
        right, wrong = counts[word, True], counts[word, False]
        shares[word] = right / (right + wrong)
        print(f"{word:8}{right:6} right{wrong:6} wrong{shares[word]:8.3f}")
    assert shares["high"] >= 0.99
    assert shares["high"] >= shares["medium"] - 0.01 >= shares["low"] - 0.02


def test_window_frames_drawn_as_beams_are_not_priced_as_structure() -> None:
    found = answers(model_file("05"))
    assert (found["status"] == "matched").mean() < 0.01
    beams = found[found["ifc_class"].isin(["IfcBeam", "IfcColumn", "IfcMember"])]
    assert len(beams) > 1000
    assert set(beams["status"]) == {"out_of_scope"}


def test_a_bridge_has_nothing_to_match() -> None:
    found = answers(model_file("14"))
    assert len(found) == 28
    assert not (found["status"] == "matched").any()


def test_doors_written_as_windows_are_doors() -> None:
    # file 18: a tool without door class wrote `Single-Flush` and `Sliding-Closet` as IfcWindow
    found = answers(model_file("18"))
    names = found["name"].fillna("")
    flush = found[(found["ifc_class"] == "IfcWindow") & names.str.contains("Single-Flush")]
    assert len(flush) >= 10
    assert set(flush["component_key"]) == {"door_internal_set"}
    assert set(flush["confidence"]) == {"low"}


@pytest.mark.parametrize(
    "start", ["04", "08", "11", "12", "13_pcert_a", "13_pcert_h", "13_pcert_s", "16", "19"]
)
def test_every_component_of_other_models_is_accounted_for(start: str) -> None:
    found = answers(model_file(start))
    assert len(found)
    assert found["component_id"].is_unique
    told = found["component_key"].notna() | found["reason"].notna()
    assert told.all()
    structure = found["ifc_class"].isin(["IfcBeam", "IfcColumn", "IfcFooting", "IfcPile"])
    assert not (structure & (found["status"] == "matched")).any()
