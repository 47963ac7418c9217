"""The cases a housing officer can read: `cases.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]
ANSWERS = {
    "alarm_stand_alone",
    "gas_or_refrigerant",
    "drilling_or_demolition",
    "structural",
    "machinery",
    "lock_or_access",
    "biohazard",
    "urgent",
}


def _none(values: dict[str, Any]) -> dict[str, Any]:
    """The word "unknown" of the cases is an empty cell, except where it is an answer of its own."""
    return {k: None if v == "unknown" and k not in ANSWERS else v for k, v in values.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], participation_of: Any) -> None:
    task = _none(case.get("task", {}))
    if "decide" in case:
        task["decide_level"] = case["decide"]
    year = case.get("build_year", 1995)
    result = participation_of(
        task=task,
        line=case.get("line"),
        variant=_none(case.get("variant", {})),
        build_year=None if year == "unknown" else year,
    )
    (row,) = result.participation.to_dict("records")
    assert row["do_level"] == case["do"]
    assert sorted(result.gates["gate_id"]) == sorted(case["gates"])
    assert row["gate_count"] == len(case["gates"])
    assert row["base_do_level"] == case.get("base", row["base_do_level"])
    assert row["decide_level"] == case.get("decide", "D1")


def test_there_are_enough_cases_and_every_gate_has_one() -> None:
    from robuild.participation import GATE_RULES

    assert len({case["name"] for case in CASES}) == len(CASES) >= 25
    assert {rule.gate_id for rule in GATE_RULES} == {g for case in CASES for g in case["gates"]}
