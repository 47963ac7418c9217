"""Owners' overrides: lower freely, raise with role, basis and date, never past an absolute gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robuild.catalog import read_catalog, read_participation_overrides
from robuild.participation import evaluate, override_participation
from robuild.shipped import CATALOG, shipped
from robuild.terms.issues import InputError
from robuild.terms.participation_overrides import ParticipationOverride
from robuild.terms.settings import Settings
from robuild.terms.tables import LINES, checked, empty
from robuild.terms.vocabulary import DoLevel

LEVELS = [str(level) for level in DoLevel]
KEYS = (
    "door_internal_set", "door_fire_common", "socket", "paint_wall", "wc", "smoke_alarm",
    "lock_cylinder", "skirting", "wardrobe",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


@pytest.fixture(scope="module")
def found(catalog):
    rows: list[dict[str, Any]] = []
    for key in KEYS:
        component = catalog.component_by_key[key]
        for place in ("dwelling", "common"):
            rows.append(
                {
                    "line_id": f"{key}/{place}", "component_key": key,
                    "variant_id": component.default_variant_id, "location_class": place,
                    "dwelling_type": "", "use_intensity": "ordinary", "start_state": "new",
                    "unit": str(component.unit), "fire": str(component.fire_function),
                    "separating": str(component.separating), "security": str(component.security),
                    "quantity": 1.0, "component_count": 1, "missing_quantity_count": 0,
                    "dwelling_count": 1, "place_count": 1, "modelled": True,
                }
            )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LINES.columns)).astype(
        {name: empty(LINES)[name].dtype for name in LINES.columns}
    )
    return evaluate(checked(LINES, table), catalog, Settings(build_year=1995))


def override(task_id, level, **other):
    return ParticipationOverride(task_id=task_id, do_level=level, reason="agreed", **other)


def decided(task_id, level, **other):
    return override(
        task_id, level, role="driftsleder", basis="avtale 12", date="2026-03-31", **other
    )


def levels(done):
    table = done.participation.participation
    return dict(
        zip(zip(table["line_id"], table["task_id"], strict=True), table["do_level"], strict=True)
    )


def test_nothing_asked_changes_nothing(found):
    done = override_participation(found, ())
    assert done.participation is found
    assert done.log.empty
    assert done.issues == ()


def test_anybody_lowers_with_a_reason(found):
    done = override_participation(found, [override("skirting.repair", "W0")])
    log = done.log.set_index("line_id")
    assert levels(done)["skirting/dwelling", "skirting.repair"] == "W0"
    assert set(log["effect"]) == {"lowered"}
    assert log.loc["skirting/dwelling", "reason"] == "agreed"
    assert log["computed_do_level"].gt("W0").all()


def test_a_line_of_its_own_counts_before_all_lines(found):
    asked = [
        override("skirting.repair", "W0"),
        override("skirting.repair", "W1", line_id="skirting/dwelling"),
    ]
    got = levels(override_participation(found, asked))
    assert got["skirting/dwelling", "skirting.repair"] == "W1"
    assert got["skirting/common", "skirting.repair"] == "W0"


def test_to_raise_takes_role_basis_and_date(found):
    task = "door_internal_set.replacement"
    (now,) = {
        level for (_, name), level in levels(override_participation(found, ())).items()
        if name == task
    }  # fmt: skip
    assert now < "W3"
    with pytest.raises(InputError, match="without role, basis, date"):
        override_participation(found, [override(task, "W3")])
    done = override_participation(found, [decided(task, "W3")])
    assert set(done.log["effect"]) == {"raised"}
    assert set(done.log["role"]) == {"driftsleder"}


def test_an_absolute_gate_holds_and_says_so(found):
    done = override_participation(found, [decided("door_fire_common.repair", "W3")])
    assert set(done.log["effect"]) == {"held"}
    assert done.log["held_by"].str.contains("G2").all()
    assert {level for (line, _), level in levels(done).items() if "fire" in line} == {"W0"}
    assert [issue.code for issue in done.issues] == ["participation_override_held"]


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 10_000), st.sampled_from(LEVELS), st.booleans()), max_size=12
    )
)
def test_no_file_raises_past_an_absolute_gate_or_touches_deciding(found, rows):
    table = found.participation
    asked = [
        decided(row["task_id"], level, **({"line_id": row["line_id"]} if own else {}))
        for place, level, own in rows
        for row in [table.iloc[place % len(table)].to_dict()]
    ]
    done = override_participation(found, asked)
    absolute = found.gates[found.gates["absolute"] | (found.gates["gate_id"] == "G16")]
    caps = absolute.groupby(["line_id", "task_id"])["max_do_level"].min().to_dict()
    for key, level in levels(done).items():
        assert level <= caps.get(key, "W3")
    after = done.participation.participation
    assert after["decide_level"].equals(table["decide_level"])
    assert done.participation.gates is found.gates
    assert len(done.log) == after["override"].notna().sum()


def test_what_the_law_lays_on_the_tenant_is_no_permission(found):
    table = found.participation.set_index(["line_id", "task_id"])
    lock = table.loc["lock_cylinder/dwelling"]
    upkeep = lock[~lock.index.str.contains("replace")]
    assert set(upkeep["duty"]) == {"tenant"}
    assert set(upkeep["do_level"]) == {"W0"}
    assert set(table.loc["socket/common"]["duty"]) == {"owner"}
    replaced = table[table.index.get_level_values("task_id").str.endswith(".replacement")]
    assert len(replaced) > 5
    assert set(replaced["duty"]) == {"owner"}


def test_a_file_is_read_and_all_its_faults_told(tmp_path: Path, catalog) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "task_id,line_id,do_level,reason,role,basis,date\n"
        "skirting.repair,,W0,lav terskel,,,\n", encoding="utf-8",
    )  # fmt: skip
    ((row,), _) = read_participation_overrides(file, catalog)
    assert (row.task_id, row.do_level) == ("skirting.repair", DoLevel.NONE)
    file.write_text(
        "task_id,do_level,reason,date\nskirting.repair,W9,x,\nno.such,W1,x,\n"
        "skirting.repair,W1,x,31.3.2026\npaint_wall.repaint,W1,,\nskirting.repair,W0,x,\n"
        "skirting.repair,W1,x,\n", encoding="utf-8",
    )  # fmt: skip
    with pytest.raises(InputError) as refused:
        read_participation_overrides(file, catalog)
    rows = {issue.origin.row: issue for issue in refused.value.issues}
    assert set(rows) == {2, 3, 4, 5, 7}
    assert "W9" in rows[2].message
    assert "no.such" in rows[3].message
    assert rows[7].code == "conflicting_overrides"


def test_nothing_about_a_person_is_written_down(tmp_path: Path, catalog) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "task_id,do_level,reason\nskirting.repair,W0,beboer Kari Nordmann er ruset\n"
        "paint_wall.repaint,W1,ring 912 34 567\n", encoding="utf-8",
    )  # fmt: skip
    with pytest.raises(InputError) as refused:
        read_participation_overrides(file, catalog)
    rows = {issue.origin.row for issue in refused.value.issues}
    assert rows == {2, 3}
    assert "912 34 5" not in str(refused.value)
