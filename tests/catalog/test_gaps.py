"""What a usable catalog leaves open is listed, and never stops it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from robuild.catalog import catalog_gaps, check_catalog, read_catalog
from robuild.terms.issues import Issue, Severity

Tables = dict[str, list[dict[str, str]]]
Write = Callable[..., Path]


def gaps(path: Path) -> dict[str, Issue]:
    found = catalog_gaps(read_catalog(path))
    assert all(issue.severity is not Severity.ERROR for issue in found)
    assert check_catalog(path) == found
    return {issue.code: issue for issue in found if issue.origin.sheet != "gates"}


def test_the_small_catalog_lacks_one_price(tables: Tables, write: Write) -> None:
    found = gaps(write(tables))
    assert set(found) == {"variant_incomplete", "weak_source"}
    gap = found["variant_incomplete"]
    assert "door_strong: price_nok is not known" in gap.message
    assert (gap.origin.sheet, gap.origin.row, gap.origin.column) == ("variants", 3, "price_nok")


def test_each_gap_is_named(tables: Tables, write: Write) -> None:
    tables["variants"][1]["price_nok"] = "1"
    tables["variants"][0]["service_life_typical_years"] = ""
    tables["variants"][2]["c4_smallest_part"] = ""
    tables["components"][0]["damage_rate_heavy_per_year"] = ""
    tables["components"][1]["damage_rate_ordinary_per_year"] = "0.5"
    tables["tasks"][0]["hours"] = ""
    tables["tasks"][1]["hours"] = ""  # a repair: its money comes from the variant
    tables["match_rules"].pop()
    tables["sources"].append(
        {"source_id": "book", "title": "A book", "where": "p. 3", "date": "", "mark": "memory"}
    )
    found = gaps(write(tables))
    assert "It is a default variant" in found["variant_incomplete"].hint
    assert "repair levels not known: C4" in found["level_unknown"].message
    assert "damage_rate_heavy_per_year is not known" in found["damage_rate_unknown"].message
    assert "floor: damage rates fall" in found["damage_rates_fall"].message
    assert "door_oil: hours is not known" in found["task_incomplete"].message
    assert "floor: no match rule" in found["component_without_rule"].message
    assert "book: no row names this source" in found["source_unused"].message
    assert found["weak_source"].severity is Severity.INFO
    assert len(found) == 8


def test_a_gate_that_does_nothing_is_named(tables: Tables, write: Write) -> None:
    tables["gates"].append({"gate_id": "G99", "max_do_level": "W0", "source_id": "own"})
    about = [i for i in catalog_gaps(read_catalog(write(tables))) if i.origin.sheet == "gates"]
    assert [issue.origin.row for issue in about if "G99" in issue.message] == [3]


def test_text_like_a_formula_is_named(tables: Tables, write: Write) -> None:
    tables["variants"][0]["name_nn"] = "=cmd|' /C calc'!A0"
    gap = gaps(write(tables))["formula_like_text"]
    assert (gap.origin.sheet, gap.origin.row, gap.origin.column) == ("variants", 2, "name_nn")
