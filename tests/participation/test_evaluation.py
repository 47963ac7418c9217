"""Many lines at once, owners' own caps, and the figures for the summary sheet."""

from __future__ import annotations

import time
from typing import Any

import pytest

from robuild.participation import caps_of, dignity_breaches, evaluate, gate_findings, summary
from robuild.participation.gates import GATE_RULES
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import DecideLevel, DoLevel

SETTINGS = Settings(build_year=1995)


def test_one_row_per_line_and_task_in_their_order(catalog_of: Any, lines_of: Any) -> None:
    catalog = catalog_of(tasks=[{"task_id": "thing.wash"}, {"task_id": "thing.paint"}])
    lines = lines_of({"line_id": "L2"}, {"line_id": "L1", "location_class": "common"})
    rows = evaluate(lines, catalog, SETTINGS).participation
    assert list(zip(rows["line_id"], rows["task_id"], strict=True)) == [
        ("L2", "thing.wash"),
        ("L2", "thing.paint"),
        ("L1", "thing.wash"),
        ("L1", "thing.paint"),
    ]


def test_tasks_of_other_components_do_not_count(catalog_of: Any, lines_of: Any) -> None:
    catalog = catalog_of(tasks=[{"component_key": "another"}])
    result = evaluate(lines_of({}), catalog, SETTINGS)
    assert result.participation.empty
    assert result.gates.empty


def test_no_lines_gives_empty_tables(catalog_of: Any, lines_of: Any) -> None:
    result = evaluate(lines_of({}).iloc[:0], catalog_of(), SETTINGS)
    assert result.participation.empty
    assert summary(result).rows == 0


def test_a_gate_names_every_attribute_that_triggered_it(participation_of: Any) -> None:
    result = participation_of(
        task={"substances": "epoxy;heavy_dust", "drilling_or_demolition": "yes"}, build_year=1972
    )
    (gate,) = result.gates.to_dict("records")
    assert gate["gate_id"] == "G6"
    assert gate["attribute"] == "substances; substances; drilling_or_demolition; build_year"
    assert gate["value"] == "epoxy; heavy_dust; yes; 1972"


def test_numbers_are_shown_as_people_write_them(participation_of: Any) -> None:
    gates = participation_of(task={"fall_height_m": 3.0, "weight_kg": 25.5}).gates
    assert dict(zip(gates["gate_id"], gates["value"], strict=True)) == {
        "G5": "3",
        "G12": "25.5",
        "G12b": "25.5",
    }


@pytest.mark.parametrize(("cap", "do"), [("W0", "W0"), ("W1", "W1"), ("W2", "W2"), ("W3", "W3")])
def test_owner_sets_the_cap_of_a_gate_that_is_not_absolute(
    participation_of: Any, cap: str, do: str
) -> None:
    result = participation_of(task={"water": "tap"}, gates={"G3b": cap})
    assert result.participation["do_level"].item() == do
    assert not result.gates["absolute"].item()


def test_owner_cannot_raise_an_absolute_gate(participation_of: Any) -> None:
    result = participation_of(line={"fire": "yes"}, gates={"G2": "W3"})
    assert result.participation["do_level"].item() == "W0"


def test_what_is_worse_is_never_allowed_more(participation_of: Any) -> None:
    """Taps closed by the owner: pipes, and water nobody knows about, are closed with them."""
    for water in ("tap", "pipe", "membrane", None):
        result = participation_of(task={"water": water}, gates={"G3b": "W0"})
        assert result.participation["do_level"].item() == "W0"


def test_cover_plates_closed_by_the_owner_close_all_electrical_work(participation_of: Any) -> None:
    for electrical in ("whitelist", "fixed", None):
        result = participation_of(task={"electrical": electrical}, gates={"G1w": "W0"})
        assert result.participation["do_level"].item() == "W0"


def test_the_stricter_of_two_rows_for_one_gate_counts(catalog_of: Any) -> None:
    caps = caps_of(catalog_of(gates=[("G12", "W1"), ("G12", "W3")]))
    assert dict(zip((r.gate_id for r in GATE_RULES), caps, strict=True))["G12"] == "W1"


def test_gate_findings_say_what_a_catalog_cannot_do(catalog_of: Any) -> None:
    catalog = catalog_of(
        gates=[("G2", "W3"), ("G99", "W1"), ("G13", "W0"), ("G16", "W3"), ("G3b", "W1")]
    )
    found = gate_findings(catalog)
    assert [(i.code, i.origin.row) for i in found] == [
        ("gate_is_absolute", 2),
        ("gate_unknown", 3),
        ("gate_not_evaluated", 4),
        ("gate_not_raised", 5),
        ("gate_default", None),
    ]
    assert "G11 W2" in found[-1].message
    assert "G3b" not in found[-1].message


def test_a_full_gate_table_has_no_findings(catalog_of: Any) -> None:
    own = {r.gate_id: r.max_do_level for r in GATE_RULES if not r.absolute}
    assert gate_findings(catalog_of(gates=own)) == ()


def test_summary_counts_every_level(catalog_of: Any, lines_of: Any) -> None:
    catalog = catalog_of(
        tasks=[
            {"task_id": "thing.paint", "decide_level": "D3"},
            {"task_id": "thing.wire", "electrical": "fixed", "decide_level": "D0"},
        ]
    )
    lines = lines_of(
        {"line_id": "a"}, {"line_id": "b", "fire": "yes"}, {"line_id": "c", "fire": "unknown"}
    )
    overview = summary(evaluate(lines, catalog, SETTINGS))
    # a: W3 and W1; b and c: a fire door, W0 for both tasks
    assert overview.do == {
        DoLevel.NONE: 4,
        DoLevel.AROUND: 1,
        DoLevel.WITH: 0,
        DoLevel.ALONE: 1,
    }
    assert overview.decide == {
        DecideLevel.INFORMED: 3,
        DecideLevel.HEARD: 0,
        DecideLevel.CHOOSES: 0,
        DecideLevel.DECIDES: 3,
    }
    assert overview.rows == 6
    assert overview.held_by_unknown == 2


def test_dignity_check_finds_a_decision_taken_away(catalog_of: Any, lines_of: Any) -> None:
    catalog = catalog_of(tasks=[{"decide_level": "D2"}])
    result = evaluate(lines_of({"fire": "yes"}), catalog, SETTINGS)
    assert dignity_breaches(result, catalog).empty
    result.participation.loc[0, "decide_level"] = "D0"
    assert dignity_breaches(result, catalog)["line_id"].tolist() == ["L1"]


def test_two_hundred_lines_of_five_tasks_take_less_than_half_a_second(
    catalog_of: Any, lines_of: Any
) -> None:
    catalog = catalog_of(tasks=[{"task_id": f"thing.t{n}", "hours": float(n)} for n in range(5)])
    lines = lines_of(
        *(
            {
                "line_id": f"L{n}",
                "location_class": ("dwelling", "common", "staff", "unknown")[n % 4],
                "fire": ("yes", "no", "unknown")[n % 3],
            }
            for n in range(200)
        )
    )
    evaluate(lines.head(1), catalog, SETTINGS)
    start = time.perf_counter()
    result = evaluate(lines, catalog, SETTINGS)
    assert len(result.participation) == 1000
    assert time.perf_counter() - start < 0.5
