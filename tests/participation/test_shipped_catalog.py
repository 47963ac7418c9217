"""The shipped catalog answers what the gates ask, with the results a housing officer expects."""

from __future__ import annotations

from typing import Any

import pytest

from robuild.catalog import read_catalog
from robuild.participation import Participation, dignity_breaches, evaluate, gate_findings
from robuild.shipped import CATALOG, shipped
from robuild.terms.catalog import Catalog
from robuild.terms.issues import Severity
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import TaskKind


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(shipped(CATALOG))


@pytest.fixture(scope="module")
def lines(catalog: Catalog, lines_of: Any) -> Any:
    """Each component once in a dwelling and once in a common area, all its facts known."""
    return lines_of(
        *(
            {
                "line_id": f"{component.component_key}/{place}",
                "component_key": component.component_key,
                "variant_id": component.default_variant_id,
                "location_class": place,
                "fire": "yes" if component.fire_function == "yes" else "no",
                "separating": "yes" if component.separating == "yes" else "no",
                "security": "yes" if component.security == "yes" else "no",
            }
            for component in catalog.components
            for place in ("dwelling", "common")
        )
    )


@pytest.fixture(scope="module")
def found(catalog: Catalog, lines: Any) -> Participation:
    return evaluate(lines, catalog, Settings(build_year=1995))


def test_every_attribute_of_every_task_is_answered(found: Participation) -> None:
    unknown = found.gates[found.gates["gate_id"] == "G16"]
    assert unknown.empty, unknown.to_string()


def test_gate_table_does_what_it_says(catalog: Catalog) -> None:
    assert {issue.severity for issue in gate_findings(catalog)} <= {Severity.INFO}


def test_no_decision_is_taken_away(catalog: Catalog, found: Participation) -> None:
    assert len(found.participation) == 2 * len(catalog.tasks)
    assert dignity_breaches(found, catalog).empty


@pytest.mark.parametrize(
    ("line", "task", "decide", "do"),
    [
        ("paint_wall/dwelling", "paint_wall.replacement", "D3", "W3"),
        ("kitchen_front/dwelling", "kitchen_front.replacement", "D2", "W3"),
        ("socket/dwelling", "socket.repair", "D1", "W3"),
        ("socket/common", "socket.repair", "D1", "W1"),
        ("socket/dwelling", "socket.replacement", "D1", "W1"),
        ("smoke_alarm/dwelling", "smoke_alarm.test", "D1", "W3"),
        ("tap_basin/dwelling", "tap_basin.replacement", "D2", "W2"),
        ("door_apartment_entrance/dwelling", "door_apartment_entrance.repair", "D1", "W0"),
        ("lock_cylinder/dwelling", "lock_cylinder.replacement", "D1", "W0"),
        ("door_leaf_hollow/dwelling", "door_leaf_hollow.replacement", "D2", "W2"),
        ("table/dwelling", "table.tighten", "D3", "W3"),
    ],
)
def test_well_known_tasks(found: Participation, line: str, task: str, decide: str, do: str) -> None:
    table = found.participation
    (row,) = table[(table["line_id"] == line) & (table["task_id"] == task)].to_dict("records")
    assert (row["decide_level"], row["do_level"]) == (decide, do)


def test_membranes_fixed_wiring_gas_and_lifts_are_never_for_residents(
    catalog: Catalog, found: Participation
) -> None:
    """Recomputed from the catalog's own words, not through the rules."""
    do = found.participation.set_index(["line_id", "task_id"])["do_level"]
    asked = 0
    for task in catalog.tasks:
        worst = do[f"{task.component_key}/dwelling", task.task_id]
        if task.water in ("membrane", "pipe") or task.electrical == "fixed":
            assert worst <= "W1", task.task_id
            asked += 1
        if "yes" in (task.gas_or_refrigerant, task.machinery, task.structural, task.biohazard):
            assert worst == "W0", task.task_id
            asked += 1
    assert asked > 20


def test_residents_can_join_in_somewhere(catalog: Catalog, found: Participation) -> None:
    """Gates that close everything would be as wrong as gates that close nothing."""
    table = found.participation[found.participation["line_id"].str.endswith("/dwelling")]
    share = (table["do_level"] >= "W2").mean()
    assert 0.2 < share < 0.8
    recurring = {task.task_id for task in catalog.tasks if task.kind is TaskKind.CLEANING}
    assert (table[table["task_id"].isin(recurring)]["do_level"] == "W3").any()
