"""Every gate alone and every pair of gates: both are listed, the lower one counts."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

TRIGGERS = tomllib.loads(
    Path(__file__).with_name("gate_triggers.toml").read_text(encoding="utf-8")
)["trigger"]
PAIRS = [
    (one, other)
    for one, other in combinations(TRIGGERS, 2)
    if not set(one.get("task", {})) & set(other.get("task", {}))
]


def evaluated(participation_of: Any, *triggers: dict[str, Any]) -> tuple[Any, set[str]]:
    task: dict[str, Any] = {}
    line: dict[str, Any] = {}
    for trigger in triggers:
        task |= {k: None if v == "unknown" else v for k, v in trigger.get("task", {}).items()}
        line |= trigger.get("line", {})
    result = participation_of(task=task, line=line or None, variant={}, build_year=1995)
    (row,) = result.participation.to_dict("records")
    return row, set(result.gates["gate_id"])


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda each: each["gate"])
def test_each_gate_alone(participation_of: Any, trigger: dict[str, Any]) -> None:
    row, gates = evaluated(participation_of, trigger)
    assert gates == {trigger["gate"]}
    # power tools and unknown skill are in the base rule too, which may hold lower
    assert row["do_level"] == min(trigger["most"], row["base_do_level"])


@pytest.mark.parametrize(
    ("one", "other"), PAIRS, ids=[f"{a['gate']}+{b['gate']}" for a, b in PAIRS]
)
def test_every_pair(participation_of: Any, one: dict[str, Any], other: dict[str, Any]) -> None:
    row, gates = evaluated(participation_of, one, other)
    assert gates == {one["gate"], other["gate"]}
    assert row["do_level"] == min(one["most"], other["most"], row["base_do_level"])
    assert row["gate_count"] == 2
    assert row["decide_level"] == "D1"


def test_there_are_enough() -> None:
    assert len(PAIRS) > 100
