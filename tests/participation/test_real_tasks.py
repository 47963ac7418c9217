"""Sixty real tasks judged by hand, and every shipped task: nothing unsafe is allowed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from robuild.catalog import read_catalog
from robuild.participation import evaluate
from robuild.shipped import CATALOG, shipped
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty

TASKS = tomllib.loads(Path(__file__).with_name("real_tasks.toml").read_text(encoding="utf-8"))[
    "task"
]


def answer(participation_of: Any, case: dict[str, Any]) -> str:
    result = participation_of(
        task=case.get("task", {}), line=case.get("line"), variant={},
        build_year=case.get("build_year", 1995),
    )  # fmt: skip
    (row,) = result.participation.to_dict("records")
    return str(row["do_level"])


def test_no_answer_is_unsafe(participation_of: Any) -> None:
    answers = {case["name"]: (answer(participation_of, case), case["right"]) for case in TASKS}
    unsafe = {name: pair for name, pair in answers.items() if pair[0] > pair[1]}
    strict = {name: pair for name, pair in answers.items() if pair[0] < pair[1]}
    print(f"\n{len(TASKS)} tasks: {len(unsafe)} unsafe, {len(strict)} stricter than right")
    assert unsafe == {}
    assert len(strict) <= 3, strict
    assert len({case["name"] for case in TASKS}) == len(TASKS) >= 60


@pytest.fixture(scope="module")
def shipped_rows() -> pd.DataFrame:
    """Every shipped task in each kind of place, its attributes beside its level."""
    catalog = read_catalog(shipped(CATALOG))
    rows = [
        {
            "line_id": f"{component.component_key}/{place}",
            "component_key": component.component_key,
            "variant_id": component.default_variant_id, "location_class": place,
            "dwelling_type": "", "use_intensity": "ordinary", "start_state": "new",
            "unit": str(component.unit), "fire": str(component.fire_function),
            "separating": str(component.separating), "security": str(component.security),
            "quantity": 1.0, "component_count": 1, "missing_quantity_count": 0,
            "dwelling_count": 1, "place_count": 1, "modelled": True,
        }
        for component in catalog.components
        for place in ("dwelling", "common", "exterior", "unknown")
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LINES.columns))
    lines = checked(LINES, table.astype({n: empty(LINES)[n].dtype for n in LINES.columns}))
    found = evaluate(lines, catalog, Settings(build_year=1995)).participation
    facts = pd.DataFrame([task.model_dump(mode="json") for task in catalog.tasks])
    return found.merge(facts, on="task_id").merge(lines, on="line_id", suffixes=("", "_line"))


def test_shipped_tasks_are_safe_whatever_the_gates_say(shipped_rows: pd.DataFrame) -> None:
    t = shipped_rows
    alarm = (t["alarm_stand_alone"] == "yes") & t["fire_task"].isin(["test", "battery", "none"])
    most = {
        "W1": (t["electrical"] == "fixed")
        | ((t["electrical"] == "whitelist") & (t["location_class"] != "dwelling"))
        | t["water"].isin(["pipe", "membrane"])
        | (t["urgent"] == "yes")
        | (t["weight_kg"] > 25)
        | (t["power_tool_class"] >= 2)
        | t["hours"].isna()
        | (t["hours"] > 8),
        "W0": ((t["fire"] != "no") & ~alarm)
        | (t["fire_task"] == "other")
        | (t["gas_or_refrigerant"] != "no")
        | (t["fall_height_m"] > 2)
        | (t["structural"] != "no")
        | (t["separating"] != "no")
        | (t["machinery"] != "no")
        | (t["lock_or_access"] != "no")
        | (t["security"] != "no")
        | (t["biohazard"] != "no"),
        "W2": (t["fall_height_m"] >= 0.5) | (t["weight_kg"] > 15) | (t["power_tool_class"] >= 1)
        | (t["water"] == "tap") | (t["hours"] > 4),
    }  # fmt: skip
    for level, where in most.items():
        wrong = t[where & (t["do_level"] > level)]
        assert wrong.empty, wrong[["line_id", "task_id", "do_level"]].head().to_string()
        assert where.sum() > 20
    assert len(t) > 1200
