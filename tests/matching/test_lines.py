from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from robuild.matching import group_lines, locate_components, match_components
from robuild.terms.catalog import Catalog
from robuild.terms.match_rules import Override
from robuild.terms.settings import Settings
from robuild.terms.start_state import StartState
from robuild.terms.vocabulary import ProjectKind, VariantRole

DOOR = {"ifc_class": "IfcDoor", "type_name": "Innerdør", "is_external": "no"}
FLOOR = {"ifc_class": "IfcCovering", "predefined_type": "FLOORING", "type_name": "Linoleum"}
SKIRTING = {"ifc_class": "IfcCovering", "predefined_type": "SKIRTINGBOARD"}


@pytest.fixture
def lines(build: Any, catalog: Catalog, settings: Settings) -> Any:
    def run(
        *components: dict[str, Any],
        overrides: tuple[Override, ...] = (),
        properties: Any = None,
        **changes: Any,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        own = settings.model_copy(update=changes)
        inventory = build(list(components), None, properties)
        matches = match_components(inventory, catalog, overrides)
        places = locate_components(inventory, own)
        return group_lines(inventory, matches, places, catalog, own, overrides)

    return run


def test_quantity_follows_the_unit_of_the_component(lines: Any) -> None:
    found, members = lines(
        DOOR,
        DOOR,
        FLOOR | {"area_m2": 12.5, "area_rung": "quantity_set", "area_method": "NetArea"},
        FLOOR | {"area_m2": 7.5, "area_rung": "geometry"},
        SKIRTING | {"length_m": 4.0, "length_rung": "dimensions"},
    )
    amounts = found.set_index("component_key")
    assert amounts["quantity"].to_dict() == {
        "door_internal_set": 2.0, "floor_linoleum": 20.0, "skirting": 4.0,
    }  # fmt: skip
    assert amounts["unit"].to_dict() == {
        "door_internal_set": "stk", "floor_linoleum": "m2", "skirting": "m",
    }  # fmt: skip
    assert members["quantity_rung"].tolist() == [
        "count", "count", "quantity_set", "geometry", "dimensions",
    ]  # fmt: skip
    assert members["quantity_method"].fillna("-").tolist() == ["-", "-", "NetArea", "-", "-"]


def test_what_is_missing_stays_missing_and_is_counted(lines: Any) -> None:
    known = FLOOR | {"area_m2": 10.0, "area_rung": "quantity_set"}
    found, members = lines(known, FLOOR, SKIRTING)
    floor = found.set_index("component_key").loc["floor_linoleum"]
    assert (floor["quantity"], floor["component_count"], floor["missing_quantity_count"]) == (
        10.0, 2, 1,
    )  # fmt: skip
    skirting = found.set_index("component_key").loc["skirting"]
    assert math.isnan(skirting["quantity"])
    assert skirting["missing_quantity_count"] == 1
    assert members["quantity_rung"].tolist() == ["quantity_set", "missing", "missing"]


def test_alike_components_are_one_line_and_others_are_not(lines: Any) -> None:
    home = {"dwelling_code": "H0101", "dwelling_type": "2-roms"}
    found, _ = lines(
        DOOR | home,
        DOOR | home | {"dwelling_code": "H0102"},
        DOOR | home | {"dwelling_type": "3-roms"},
        DOOR | home | {"fire_rating": "EI 30", "type_name": "Innerdør brann"},
        DOOR | {"space_name": "Korridor"},
        DOOR | {"space_name": "Fellesrom"},
    )
    counts = found.groupby(["dwelling_type", "location_class", "fire"])["component_count"].sum()
    assert counts.to_dict() == {
        ("", "common", "yes"): 1,  # a door of a common area, and the model is silent
        ("", "unknown", "no"): 1,
        ("2-roms", "dwelling", "no"): 2,
        ("2-roms", "dwelling", "yes"): 1,
        ("3-roms", "dwelling", "no"): 1,
    }
    assert found["line_id"].is_monotonic_increasing


def test_places_are_dwellings_else_rooms_and_at_least_one(lines: Any) -> None:
    flat = {"dwelling_code": "H0101", "building": "A"}
    found, _ = lines(DOOR | flat, DOOR | flat, DOOR | flat | {"building": "B"})
    assert found[["dwelling_count", "place_count"]].to_numpy().tolist() == [[2, 2]]
    found, _ = lines(DOOR | {"space_id": "s1"}, DOOR | {"space_id": "s2"}, DOOR)
    assert found[["dwelling_count", "place_count"]].to_numpy().tolist() == [[0, 2]]
    found, _ = lines(DOOR)
    assert found[["dwelling_count", "place_count"]].to_numpy().tolist() == [[0, 1]]


def test_the_model_answers_before_the_catalog(lines: Any, catalog: Catalog) -> None:
    wall = {"ifc_class": "IfcWall", "type_name": "Innervegg gips", "area_m2": 9.0,
            "area_rung": "quantity_set", "component_id": "w"}  # fmt: skip
    default = catalog.component_by_key["partition_gypsum"].separating
    told = {"w": {"Pset_WallCommon": {"Compartmentation": True}}}
    assert lines(wall)[0].iloc[0]["separating"] == default
    assert lines(wall, properties=told)[0].iloc[0]["separating"] == "yes"
    secured = lines(DOOR | {"security_rating": "RC2"})[0].iloc[0]
    assert secured["security"] == "yes"


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "age:unknown"),
        ({"installed_year": 1995.0}, "age:30"),
        ({"installed_year": 2031.0}, "age:0"),
        ({"condition_grade": "TG2"}, "TG2:?"),
        ({"condition_grade": "3", "installed_year": 2005.0}, "TG3:20"),
        ({"condition_grade": "good", "installed_year": 2005.0}, "age:20"),
    ],
)
def test_start_state_of_existing_homes(lines: Any, facts: dict[str, Any], state: str) -> None:
    found, _ = lines(DOOR | facts, project_kind=ProjectKind.EXISTING)
    assert found.iloc[0]["start_state"] == state
    assert str(StartState.parse(state)) == state
    assert lines(DOOR | facts)[0].iloc[0]["start_state"] == "new"


def test_a_start_state_that_cannot_be_read_is_refused() -> None:
    for text in ("", "old", "age:-3", "TG4:2", "age:1.5"):
        with pytest.raises(ValueError, match="start state"):
            StartState.parse(text)


def test_use_intensity_is_that_of_the_place(lines: Any) -> None:
    found, _ = lines(
        DOOR | {"dwelling_code": "H1"}, DOOR, intensity_dwelling="heavy", intensity_unknown="raised"
    )
    by_place = found.set_index("location_class")["use_intensity"].to_dict()
    assert by_place == {"dwelling": "heavy", "unknown": "raised"}


def test_the_variant_is_of_the_wanted_role_where_there_is_one(lines: Any, catalog: Catalog) -> None:
    roles = {
        variant.role: variant.variant_id
        for variant in reversed(catalog.variants)
        if variant.component_key == "door_internal_set"
    }
    default = catalog.component_by_key["door_internal_set"].default_variant_id
    assert lines(DOOR)[0].iloc[0]["variant_id"] == default
    for role in VariantRole:
        wanted = roles.get(role, default)
        assert lines(DOOR, variant_role=role)[0].iloc[0]["variant_id"] == wanted
    assert len(set(roles.values())) > 1


def test_an_override_may_choose_the_variant(lines: Any, catalog: Catalog) -> None:
    default = catalog.component_by_key["door_internal_set"].default_variant_id
    other = next(
        variant.variant_id
        for variant in catalog.variants
        if variant.component_key == "door_internal_set" and variant.variant_id != default
    )
    own = Override(by="global_id", pattern="d1", outcome="door_internal_set", variant_id=other)
    found, _ = lines(DOOR | {"component_id": "d1"}, DOOR | {"component_id": "d2"}, overrides=(own,))
    assert sorted(found["variant_id"]) == sorted([default, other])
    assert found["component_count"].tolist() == [1, 1]


def test_nothing_matched_is_no_line(lines: Any) -> None:
    found, members = lines({"ifc_class": "IfcBeam"})
    assert found.empty
    assert members.empty


PARTS = st.fixed_dictionaries(
    {"area_m2": st.one_of(st.none(), st.floats(0, 1e6, allow_nan=False))},
    optional={
        "dwelling_code": st.sampled_from(["H1", "H2"]),
        "dwelling_type": st.sampled_from(["2-roms", "3-roms"]),
        "fire_rating": st.sampled_from(["EI 30", "nei"]),
        "space_id": st.sampled_from(["s1", "s2"]),
    },
)


@effort(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_lines_hold_all_and_do_not_depend_on_order(
    lines: Any, parts: list[dict[str, Any]], random: Any
) -> None:
    rows = [
        FLOOR | part | {
            "component_id": f"c{n}",
            "area_rung": "missing" if part["area_m2"] is None else "quantity_set",
        }
        for n, part in enumerate(parts)
    ]  # fmt: skip
    found, members = lines(*rows)
    assert found["component_count"].sum() == len(rows) == len(members)
    known = [part["area_m2"] for part in parts if part["area_m2"] is not None]
    assert found["missing_quantity_count"].sum() == len(rows) - len(known)
    assert math.isclose(found["quantity"].sum(), sum(known), rel_tol=1e-9, abs_tol=1e-9)
    assert set(members["line_id"]) == set(found["line_id"])
    again, _ = lines(*random.sample(rows, len(rows)))
    pd.testing.assert_frame_equal(again, found, check_exact=True)


HANDLE = {
    "ifc_class": "IfcDiscreteAccessory", "type_name": "Dørvrider", "parent_class": "IfcDoor",
    "is_external": "no",
}  # fmt: skip


def test_a_set_counts_and_its_parts_do_not(lines: Any) -> None:
    door = DOOR | {"component_id": "door"}
    _, members = lines(door, HANDLE | {"component_id": "handle", "parent_id": "door"})
    assert members["component_id"].tolist() == ["door"]


@pytest.mark.parametrize("rating", ["EI 30", "ingen", None])
def test_a_part_that_counts_alone_belongs_to_its_door(
    lines: Any, catalog: Catalog, rating: str | None
) -> None:
    """A handle is a part of inner doors only; in another door it has a line of its own."""
    door = {"ifc_class": "IfcDoor", "type_name": "Ytterdør", "is_external": "yes",
            "component_id": "door", "fire_rating": rating}  # fmt: skip
    found, members = lines(door, HANDLE | {"component_id": "handle", "parent_id": "door"})
    line = dict(zip(members["component_id"], members["line_id"], strict=True))
    answers = found.set_index("line_id")
    silent = str(catalog.component_by_key["door_external"].fire_function)
    wanted = {"EI 30": "yes", "ingen": "no", None: silent}[rating]
    for component in ("door", "handle"):
        assert answers.loc[line[component], "fire"] == wanted
    assert answers.loc[line["handle"], "security"] == answers.loc[line["door"], "security"]


def test_a_door_does_not_take_over_from_its_wall(lines: Any) -> None:
    wall = {"ifc_class": "IfcWall", "component_id": "wall", "fire_rating": "REI 60"}
    found, members = lines(wall, DOOR | {"component_id": "door", "parent_id": "wall"})
    line = dict(zip(members["component_id"], members["line_id"], strict=True))
    assert found.set_index("line_id").loc[line["door"], "fire"] == "no"
