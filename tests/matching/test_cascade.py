from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from robuild.matching import match_components
from robuild.matching.rules import compile_rules, looked_at
from robuild.matching.subjects import distinct_subjects
from robuild.terms.catalog import Catalog
from robuild.terms.match_rules import MatchRule, Override

NS = {"classification_system": "NS 3451:2009"}


@pytest.fixture
def match(build: Any, catalog: Catalog) -> Any:
    def run(*components: dict[str, Any], overrides: tuple[Override, ...] = ()) -> pd.DataFrame:
        matches = match_components(build(list(components)), catalog, overrides)
        return matches.set_index("component_id", drop=False)

    return run


def rule(**cells: str) -> MatchRule:
    base = {"rule_id": "r1", "rung": "name", "outcome": "wc", "confidence": "high"}
    return MatchRule.model_validate(base | cells)


# ------------------------------------------------------------------------------------- evidence
def test_every_step_names_its_rung_and_what_it_saw(match: Any) -> None:
    found = match(
        {"component_id": "code", "ifc_class": "IfcWindow", **NS, "classification_code": "234"},
        {"component_id": "type", "ifc_class": "IfcDoor", "type_name": "Våtromsdør 9x21"},
        {"component_id": "property", "ifc_class": "IfcDoor", "is_external": "yes"},
        {"component_id": "material", "ifc_class": "IfcCovering", "predefined_type": "FLOORING",
         "material": "Parkett eik"},
        {"component_id": "name", "ifc_class": "IfcFlowTerminal", "name": "Vaskeservant 2"},
        {"component_id": "class", "ifc_class": "IfcRailing"},
    )  # fmt: skip
    assert found["rung"].to_dict() == {
        "code": "classification",
        "type": "type_name",
        "property": "predefined_type",
        "material": "material",
        "name": "name",
        "class": "ifc_class",
    }
    assert found["component_key"].to_dict() == {
        "code": "window",
        "type": "door_wetroom",
        "property": "door_external",
        "material": "floor_parquet",
        "name": "washbasin",
        "class": "railing",
    }
    for row, word in {
        "code": "234", "type": "våtromsdør", "property": "is_external: yes",
        "material": "parkett", "name": "vaskeservant", "class": "IfcRailing",
    }.items():  # fmt: skip
        assert word in found.loc[row, "evidence"]


def test_a_code_against_the_name_is_said_and_makes_the_match_less_sure(match: Any) -> None:
    plain = {"component_id": "plain", "ifc_class": "IfcRailing", "type_name": "Rekkverk"}
    against = plain | {"component_id": "against", **NS, "classification_code": "442"}
    found = match(plain, against)
    assert found["component_key"].tolist() == ["railing", "railing"]
    assert found["confidence"].tolist() == ["high", "medium"]
    assert "against it: classification code: 442" in found.loc["against", "evidence"]


def test_a_name_against_the_code_is_said_too(match: Any) -> None:
    facts = {"ifc_class": "IfcDoor", **NS, "classification_code": "234", "type_name": "Branndør"}
    row = match(facts).iloc[0]
    assert (row["component_key"], row["confidence"]) == ("door_external", "medium")
    assert "door_fire_common" in row["evidence"]


def test_what_no_rule_knows_is_unmatched_with_the_nearest_keys(match: Any) -> None:
    found = match(
        {"component_id": "odd", "ifc_class": "IfcBuildingElementProxy", "name": "Servantskrog"},
        {"component_id": "bare", "ifc_class": "IfcBuildingElementProxy"},
    )
    assert found["status"].tolist() == ["unmatched", "unmatched"]
    assert found["reason"].tolist() == ["no_rule", "no_name"]
    assert "washbasin" in found.loc["odd", "candidates"].split("; ")
    assert found["component_key"].isna().all()
    assert found["confidence"].isna().all()


def test_out_of_scope_says_why(match: Any) -> None:
    found = match(
        {"ifc_class": "IfcBeam"},
        {"ifc_class": "IfcFlowFitting"},
        {"ifc_class": "IfcVirtualElement"},
        {"ifc_class": "IfcSanitaryTerminal", "predefined_type": "BIDET"},
    )
    assert set(found["status"]) == {"out_of_scope"}
    assert found["reason"].tolist() == ["structure", "fitting", "annotation", "no_key"]


# ------------------------------------------------------------------------ habits of exporters
def test_the_family_of_revit_is_part_of_the_type(match: Any) -> None:
    facts = {
        "ifc_class": "IfcDoor",
        "name": "M_Sliding-Closet:1830 x 2032mm:228117",
        "type_name": "1830 x 2032mm",
        "is_external": "no",
    }
    row = match(facts).iloc[0]
    assert (row["component_key"], row["rung"]) == ("door_sliding", "type_name")


def test_a_generic_flow_terminal_is_what_its_type_is(match: Any) -> None:
    facts = {
        "ifc_class": "IfcFlowTerminal",
        "type_class": "IfcSanitaryTerminalType",
        "predefined_type": "TOILETPAN",
        "type_name": "X-1200",
    }
    assert match(facts).iloc[0]["component_key"] == "wc"


def test_only_the_outermost_layer_of_a_slab_is_a_finish(match: Any) -> None:
    found = match(
        {"ifc_class": "IfcSlab", "material": "Oak flooring; Chipboard; Timber joist"},
        {"ifc_class": "IfcSlab", "material": "Concrete; Oak flooring"},
    )
    assert found["component_key"].fillna("-").tolist() == ["floor_parquet", "-"]
    assert found["reason"].tolist()[1] == "structure"


def test_masonry_is_structure_and_boards_on_studs_are_a_partition(match: Any) -> None:
    found = match(
        {"ifc_class": "IfcWallStandardCase", "material": "Gipsplate; Stål; Gipsplate"},
        {"ifc_class": "IfcWall", "material": "Puss; Tegl; Puss"},
        {"ifc_class": "IfcWall", "material": "Gipskarton; Ziegel"},
    )
    assert found["component_key"].fillna("-").tolist() == ["partition_gypsum", "-", "-"]


def test_a_sink_is_what_its_room_is_for(match: Any) -> None:
    sink = {"ifc_class": "IfcFlowTerminal", "name": "Sink"}
    found = match(
        sink | {"space_name": "Kjøkken 12"},
        sink | {"space_name": "Bathroom"},
        sink,
    )
    assert found["component_key"].tolist() == ["sink_kitchen", "washbasin", "sink_kitchen"]
    assert found["confidence"].tolist() == ["high", "medium", "low"]


def test_a_rating_of_none_makes_no_fire_door(match: Any) -> None:
    found = match(
        {"ifc_class": "IfcDoor", "fire_rating": "Geen", "is_external": "no"},
        {"ifc_class": "IfcDoor", "fire_rating": "EI 60", "is_external": "no"},
    )
    assert found["component_key"].tolist() == ["door_internal_set", "door_fire_common"]


def test_nameless_copies_follow_the_named_ones_of_their_type(match: Any) -> None:
    copy = {"ifc_class": "IfcFurnishingElement", "type_name": "Objekt-7"}
    named = [copy | {"name": "Stuhl"} for _ in range(3)]
    found = match(*named, copy, copy)
    assert found["component_key"].tolist() == ["chair"] * 5
    assert found["confidence"].tolist() == ["high"] * 3 + ["low"] * 2
    assert found["evidence"].iloc[-1] == "same type as 3 components with name: stuhl"
    for spoiled in (
        [*named[:2], copy],  # too few
        [*named, *[copy] * 7],  # too small a share
        [*named, copy | {"name": "Tisch"}, copy],  # they disagree
    ):
        assert match(*spoiled)["status"].iloc[-1] == "unmatched"


# ------------------------------------------------------------------------- wholes and parts
ROOF = {"component_id": "roof", "ifc_class": "IfcRoof"}
PLANE = {
    "component_id": "plane",
    "ifc_class": "IfcSlab",
    "predefined_type": "ROOF",
    "material": "Takstein; Lekt",
    "parent_id": "roof",
    "parent_class": "IfcRoof",
}


def test_a_part_is_not_counted_beside_its_whole(match: Any) -> None:
    found = match(ROOF | {"area_m2": 80.0, "area_rung": "quantity_set"}, PLANE)
    assert found["component_key"].fillna("-").to_dict() == {"roof": "roof_tile", "plane": "-"}
    assert found.loc["plane", "reason"] == "part_of_whole"


def test_a_whole_without_area_gives_way_to_parts_that_have_one(match: Any) -> None:
    measured = PLANE | {"area_m2": 40.0, "area_rung": "quantity_set"}
    other = measured | {"component_id": "other"}
    bare = PLANE | {"component_id": "bare"}
    for parts in ((measured, other, bare), (bare, other, measured)):
        found = match(*parts, ROOF)
        keys = found["component_key"].fillna("-").to_dict()
        assert keys == {
            "roof": "-", "plane": "roof_tile", "other": "roof_tile", "bare": "roof_tile",
        }  # fmt: skip
        assert found.loc["roof", "reason"] == "counted_by_parts"


def test_parts_of_each_other_are_both_counted(match: Any) -> None:
    door = {"ifc_class": "IfcDoor", "name": "Innerdør", "parent_class": "IfcDoor"}
    loop = [door | {"component_id": n, "parent_id": up} for n, up in ("ab", "bc", "ca")]
    inside = door | {"component_id": "d", "parent_id": "a"}
    alone = match(door | {"component_id": "a", "parent_id": None})["component_key"].tolist()
    found = match(*loop, inside)
    assert found["component_key"].tolist()[:3] == alone * 3
    assert found["reason"].tolist()[3] == "part_of_whole"


def test_a_whole_that_is_less_sure_gives_way(match: Any) -> None:
    frame = {"component_id": "f", "ifc_class": "IfcCurtainWall", "type_name": "Kozijn 67x114"}
    window = {"component_id": "w", "ifc_class": "IfcWindow", "type_name": "Raam 1",
              "parent_id": "f", "parent_class": "IfcCurtainWall"}  # fmt: skip
    assert match(frame).iloc[0]["component_key"] == "window"
    found = match(frame, window)
    assert found["component_key"].fillna("-").to_dict() == {"f": "-", "w": "window"}
    assert found.loc["f", "reason"] == "counted_by_parts"


def test_a_part_of_a_set_is_paid_with_the_set(match: Any, catalog: Catalog) -> None:
    assert catalog.component_by_key["door_handle"].part_of == "door_internal_set"
    door = {"component_id": "door", "ifc_class": "IfcDoor", "is_external": "no"}
    handle = {"ifc_class": "IfcDiscreteAccessory", "name": "Dørvrider"}
    own = {"component_id": "own", "parent_id": "door", "parent_class": "IfcDoor"}
    found = match(door, handle | own, handle | {"component_id": "alone"})
    assert found["component_key"].fillna("-").to_dict() == {
        "door": "door_internal_set", "own": "-", "alone": "door_handle",
    }  # fmt: skip


def test_parents_in_a_ring_do_not_hang(match: Any) -> None:
    found = match(
        PLANE | {"component_id": "a", "parent_id": "b"},
        PLANE | {"component_id": "b", "parent_id": "a"},
    )
    assert len(found) == 2


# ------------------------------------------------------------------------------- overrides
def override(**cells: str) -> Override:
    return Override.model_validate(cells)


def test_an_override_wins_over_every_rule_and_says_what_they_said(match: Any) -> None:
    door = {"component_id": "d", "global_id": "2xK", "ifc_class": "IfcDoor", "is_external": "yes"}
    own = override(by="global_id", pattern="2xK", outcome="door_fire_common")
    row = match(door, overrides=(own,)).iloc[0]
    assert (row["component_key"], row["rung"], row["confidence"]) == (
        "door_fire_common", "override", "high",
    )  # fmt: skip
    assert "door_external" in row["evidence"]


def test_the_first_override_that_fits_wins(match: Any) -> None:
    row = {"ifc_class": "IfcDoor", "type_name": "Innerdør 9x21", "name": "D-101"}
    first = override(by="type_name", pattern="innerdør*", outcome="out_of_scope")
    second = override(by="name", pattern="D-1*", outcome="door_sliding")
    assert match(row, overrides=(first, second)).iloc[0]["reason"] == "override"
    assert match(row, overrides=(second, first)).iloc[0]["component_key"] == "door_sliding"


def test_an_override_means_the_whole_name(match: Any) -> None:
    row = {"ifc_class": "IfcDoor", "type_name": "Innerdør 9x21", "is_external": "no"}
    own = override(by="type_name", pattern="Innerdør", outcome="door_sliding")
    assert match(row, overrides=(own,)).iloc[0]["component_key"] == "door_internal_set"


def test_an_override_may_be_a_name_of_signs_alone(match: Any) -> None:
    row = {"ifc_class": "IfcBuildingElementProxy", "name": "---"}
    own = override(by="name", pattern="---", outcome="chair")
    assert match(row, overrides=(own,)).iloc[0]["component_key"] == "chair"


# ------------------------------------------------------------------------------- invariants
CLASSES = ("IfcDoor", "IfcWindow", "IfcWall", "IfcBuildingElementProxy", "IfcFlowTerminal")
FACTS = st.fixed_dictionaries(
    {"ifc_class": st.sampled_from(CLASSES)},
    optional={
        "type_name": st.sampled_from(["Dør", "WC", "Bord", "Generic - 200mm", "=1+1"]),
        "name": st.text(max_size=20),
        "is_external": st.sampled_from(["yes", "no", "unknown"]),
        "material": st.sampled_from(["Gips", "Betong; Puss", "?"]),
        "classification_code": st.sampled_from(["234", "244", "B2020", "x"]),
    },
)


@effort(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FACTS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_every_component_has_one_answer_whatever_the_order(
    match: Any, components: list[dict[str, Any]], random: Any
) -> None:
    rows = [facts | {"component_id": f"c{n}"} for n, facts in enumerate(components)]
    found = match(*rows)
    assert found["component_id"].tolist() == [row["component_id"] for row in rows]
    matched = found["status"] == "matched"
    assert (found["component_key"].notna() == matched).all()
    assert (found["reason"].notna() == ~matched).all()
    assert (found["candidates"].isna() | (found["status"] == "unmatched")).all()
    mixed = random.sample(rows, len(rows))
    pd.testing.assert_frame_equal(match(*mixed).loc[found.index], found)


def test_no_component_at_all_is_no_row(match: Any, build: Any, catalog: Catalog) -> None:
    assert match_components(build([]), catalog).empty


# ------------------------------------------------------------------------------- the rules
def test_the_shipped_rules_reach_every_key(catalog: Catalog) -> None:
    known = set(catalog.component_by_key)
    outcomes = {row.outcome for row in catalog.match_rules}
    assert outcomes - {"out_of_scope"} <= known
    assert known <= outcomes
    ids = [row.rule_id for row in catalog.match_rules]
    assert len(ids) == len(set(ids))


def test_rules_hold_no_names_of_single_elements(catalog: Catalog) -> None:
    # GlobalIds are 22 letters of this alphabet; a word that long would be one
    for row in catalog.match_rules:
        words = f"{row.words}|{row.also_words}|{row.materials}".split("|")
        assert not [word for word in words if len(word) == 22 and " " not in word and "*" not in
                    word and any(letter.isdigit() for letter in word)]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"words": "do(or)+"}, "not allowed"),
        ({"words": "door||gate"}, "empty word"),
        ({"words": "*"}, "only *"),
        ({"words": "door", "fields": "colour"}, "colour"),
        ({"words": "door", "tests": "is_external"}, "not a test"),
        ({}, "no class"),
        ({"words": "tree", "reason": "vegetation"}, "out_of_scope"),
        ({"words": "tree", "outcome": "out_of_scope"}, "out_of_scope"),
        ({"words": "door", "rung": "override"}, "not for rules"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(cells: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem.replace("*", r"\*")):
        rule(**cells)


@pytest.mark.parametrize(
    ("test", "facts", "holds"),
    [
        ("width_m<0.9", {"width_m": 0.8}, True),
        ("width_m<0.9", {"width_m": 0.9}, False),
        ("width_m<0.9", {}, False),
        ("width_m>=0.9", {"width_m": 0.9}, True),
        ("is_external!=yes", {"is_external": "unknown"}, True),
        ("is_external=unknown", {"is_external": "unknown"}, True),
        ("fire_rating=*", {"fire_rating": "EI 30"}, True),
        ("fire_rating=*", {}, False),
        ("parent_class=IfcWall", {"parent_class": "IfcWallStandardCase"}, True),
        ("room_type=bath|wc", {"space_name": "Bad/WC"}, True),
        ("Pset_DoorCommon.SelfClosing=yes", {}, True),
        ("Pset_DoorCommon.SelfClosing!=yes", {}, False),
    ],
)
def test_tests_of_facts(
    build: Any, catalog: Catalog, test: str, facts: dict[str, Any], holds: bool
) -> None:
    only = rule(ifc_classes="IfcDoor", rung="ifc_class", outcome="door_external", tests=test)
    small = catalog.model_copy(update={"match_rules": (only,)})
    properties = {"c0": {"Pset_DoorCommon": {"SelfClosing": True}}}
    found = match_components(build([{"ifc_class": "IfcDoor", **facts}], None, properties), small)
    assert (found.iloc[0]["status"] == "matched") is holds


def test_all_cells_of_a_rule_must_hold(build: Any, catalog: Catalog) -> None:
    only = rule(words="panel*", also_words="glass", exclude_words="solar", materials="stål",
                codes="24#", code_systems="ns*", outcome="window")  # fmt: skip
    small = catalog.model_copy(update={"match_rules": (only,)})
    good = {
        "ifc_class": "IfcPlate", "name": "Panel", "description": "with glass", "material": "Stål",
        "classification_code": "244", "classification_system": "NS3451",
    }  # fmt: skip
    spoiled = [
        {"name": "Board"}, {"description": None}, {"material": "Wood"},
        {"classification_code": "2445"}, {"classification_system": "CCS"}, {"name": "Solar panel"},
    ]  # fmt: skip
    rows = [good, *(good | change for change in spoiled)]
    found = match_components(build(rows), small)
    assert found["status"].tolist() == ["matched"] + ["unmatched"] * len(spoiled)


def test_copies_cost_no_more_rules(build: Any, catalog: Catalog) -> None:
    rules = compile_rules(catalog.match_rules)
    house = [
        {"ifc_class": "IfcDoor", "name": f"M_Single-Flush:0762 x 2032mm:{14000 + n}",
         "type_name": "0762 x 2032mm", "component_id": f"{n}"}
        for n in range(240)
    ]  # fmt: skip
    subjects, number_of = distinct_subjects(build(house), looked_at(rules))
    assert len(subjects) == 1
    assert number_of == [0] * 240


def test_a_stair_is_made_of_what_its_flights_are_made_of(match: Any) -> None:
    stair = {"component_id": "s", "ifc_class": "IfcStair", "name": "Stair"}
    flight = {"ifc_class": "IfcStairFlight", "parent_id": "s", "parent_class": "IfcStair"}
    assert match(stair).iloc[0]["status"] == "unmatched"
    wooden = match(stair, flight | {"material": "Wood - Stained"})
    assert wooden["component_key"].fillna("-").tolist() == ["stair_timber", "-"]
    assert wooden["reason"].tolist()[1] == "part_of_whole"
    heavy = match(stair, flight | {"material": "Concrete"})
    assert heavy["reason"].tolist() == ["structure", "part_of_whole"]


def test_layer_and_parent_may_be_asked_for(build: Any, catalog: Catalog) -> None:
    by_layer = rule(rule_id="by_layer", words="sanitær*", fields="layer", outcome="wc")
    by_parent = rule(rule_id="by_parent", words="kjøkken*", fields="parent_name", outcome="hob")
    small = catalog.model_copy(update={"match_rules": (by_layer, by_parent)})
    rows = [
        {"component_id": "unit", "ifc_class": "IfcElementAssembly", "name": "Kjøkkenblokk"},
        {"component_id": "in unit", "ifc_class": "IfcFurniture", "parent_id": "unit"},
        {"component_id": "on layer", "ifc_class": "IfcFurniture"},
        {"component_id": "elsewhere", "ifc_class": "IfcFurniture"},
    ]
    properties = {"on layer": {"CAD": {"Layer": "Sanitær utstyr", "Other": 1.5}}}
    found = match_components(build(rows, None, properties), small)
    assert found["component_key"].fillna("-").tolist() == ["-", "hob", "wc", "-"]


def test_numbers_in_property_sets_may_be_compared(build: Any, catalog: Catalog) -> None:
    only = rule(
        ifc_classes="IfcDoor", rung="ifc_class", outcome="door_external", tests="Own.Mass>50"
    )
    small = catalog.model_copy(update={"match_rules": (only,)})
    doors = [{"component_id": i, "ifc_class": "IfcDoor"} for i in ("light", "heavy", "bare")]
    masses = {"light": {"Own": {"Mass": 20}}, "heavy": {"Own": {"Mass": 80.5}}}
    found = match_components(build(doors, None, masses), small)
    assert found["status"].tolist() == ["unmatched", "matched", "unmatched"]
