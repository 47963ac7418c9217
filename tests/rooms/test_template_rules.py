"""Room templates: what is added, what is not and why, on houses built by hand."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from robuild.catalog import read_catalog
from robuild.rooms.templates import Additions, add_not_modelled
from robuild.shipped import CATALOG, shipped
from robuild.terms import tables
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelFacts, ModelInventory
from robuild.terms.room_templates import RoomTemplate
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Discipline

Row = dict[str, Any]
FILES = ("arch.ifc", "el.ifc")


@cache
def shipped_catalog() -> Catalog:
    return read_catalog(shipped(CATALOG))


@cache
def no_rows() -> tuple[pd.DataFrame, pd.DataFrame]:
    return tables.empty(tables.SPACES), tables.empty(tables.REJECTS)


def template(key: str, basis: str = "room", amount: float = 1.0, **more: Any) -> RoomTemplate:
    row = {"template_id": f"{key}.t", "room_types": "bedroom", "discipline": "fittings"}
    row |= {"component_key": key, "basis": basis, "amount": amount, "source_id": "own"}
    return RoomTemplate.model_validate(row | more)


def catalog_with(*templates: RoomTemplate) -> Catalog:
    return shipped_catalog().model_copy(update={"room_templates": templates})


def filled(schema: Any, rows: list[Row], base: Row) -> pd.DataFrame:
    """A table of this schema; what a row does not say is missing."""
    columns = {}
    for name, column in schema.columns.items():
        empty = "missing" if name.endswith("_rung") else None
        values = [{**base, **row}.get(name, empty) for row in rows]
        kind = str(column.dtype)
        columns[name] = pd.Series(values, dtype=float if kind.startswith("float") else "str")
    return pd.DataFrame(columns)


def room(space_id: str, room_type: str | None = "bedroom", **more: Any) -> Row:
    row = {"space_id": space_id, "model_id": "arch.ifc", "room_type": room_type}
    row |= {"room_name": f"Room {space_id}", "building": "A", "storey": "1"}
    row |= {"location_class": "dwelling", "floor_area_m2": 12.0, "floor_area_rung": "quantity_set"}
    row |= {"wall_area_m2": 30.0, "wall_area_rung": "geometry", "wall_area_method": "five faces"}
    row |= {"ceiling_area_m2": 12.0, "ceiling_area_rung": "geometry"}
    row |= {"skirting_length_m": 13.2, "skirting_length_rung": "room"}
    return row | more


def thing(key: str | None, space_id: str | None = None, **more: Any) -> Row:
    """A component: matched to `key`, or unmatched with `candidates`."""
    row = {"model_id": "arch.ifc", "building": "A", "storey": "1", "space_id": space_id}
    row |= {"key": key, "location_class": "unknown", "status": "matched" if key else "unmatched"}
    return row | more


def run(
    rooms: list[Row],
    things: list[Row] | None = None,
    catalog: Catalog | None = None,
    switch: str = "all",
) -> Additions:
    things = [{"component_id": f"c{n}", **each} for n, each in enumerate(things or [])]
    unknown = {"is_external": "unknown", "load_bearing": "unknown", "ifc_class": "IfcFurniture"}
    components = filled(
        tables.COMPONENTS,
        [{"global_id": each["component_id"], **_without(each)} for each in things],
        unknown,
    )
    facts = tuple(
        ModelFacts(name, name, "IFC4", "test", "House", 1.0, 0, 0, 0)
        for name in (*FILES, *(each["model_id"] for each in rooms))
    )
    inventory = ModelInventory(facts, components, *no_rows(), {}, 0, ())
    matches = filled(
        tables.MATCHES,
        [
            {
                "component_id": each["component_id"],
                "status": each["status"],
                "component_key": each["key"],
                "rung": "name",
                "candidates": each.get("candidates"),
            }
            for each in things
        ],
        {},
    )
    matches["rung"] = matches["rung"].replace("missing", "name")
    places = filled(
        tables.PLACES,
        [
            {
                "component_id": each["component_id"],
                "location_class": each["location_class"],
                "location_evidence": "test",
            }
            for each in things
        ],
        {},
    )
    return add_not_modelled(
        filled(tables.ROOMS, rooms, {}),
        inventory,
        matches,
        places,
        catalog or shipped_catalog(),
        Settings(room_templates=switch),
    )


def _without(row: Row) -> Row:
    return {name: row[name] for name in tables.COMPONENTS.columns if name in row}


def added(found: Additions) -> dict[str, float]:
    return dict(zip(found.not_modelled["addition_id"], found.not_modelled["quantity"], strict=True))


def reasons(found: Additions) -> dict[tuple[str, str], str]:
    return {
        (row.space_id, row.template_id): row.reason for row in found.skips.itertuples(index=False)
    }


def details(found: Additions) -> list[str | None]:
    return found.skips["detail"].tolist()


# --- amounts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("each", "floor", "expected"),
    [
        (template("floor_vinyl_sheet", "floor_area"), 12.0, 12.0),
        (template("wetroom_panel", "wall_area", 0.2), 12.0, 6.0),
        (template("skirting", "skirting_length"), 12.0, 13.2),
        (template("kitchen_worktop", "room", 1.8), 12.0, 1.8),
        (template("socket", "floor_area", 0.25), 12.0, 3),
        (template("socket", "floor_area", 0.25), 12.1, 4),  # 3.025 sockets are four
        (template("socket", "floor_area", 0.07), 100.0, 7),  # 7.000000000000001 are seven
        (template("socket", "floor_area", 0.25, at_least=2), 5.0, 2),
        (template("socket", "floor_area", 0.25, at_least=2.5), 5.0, 3),
        (template("floor_vinyl_sheet", "floor_area", at_least=20), 12.0, 20.0),
        (template("wc", "room", 2), math.nan, 2),
    ],
)
def test_amounts_by_hand(each: RoomTemplate, floor: float, expected: float) -> None:
    found = run([room("r", floor_area_m2=floor)], catalog=catalog_with(each))
    assert list(added(found).values()) == [pytest.approx(expected)]
    assert found.not_modelled["quantity_rung"].tolist() == ["room"]


def test_the_method_tells_the_quantity_of_the_room_and_its_evidence() -> None:
    found = run(
        [room("r")], catalog=catalog_with(template("socket", "wall_area", 0.01, at_least=1.5))
    )
    (method,) = found.not_modelled["quantity_method"]
    assert method == (
        "0.01 × wall area 30.00 m² of the room (geometry: five faces); at least 1.5; whole pieces"
    )


@pytest.mark.parametrize("least", [None, 2])
def test_a_quantity_nobody_knows_is_missing_and_told(least: float | None) -> None:
    found = run(
        [room("r", floor_area_m2=math.nan, floor_area_rung="missing")],
        catalog=catalog_with(template("socket", "floor_area", 0.25, at_least=least)),
    )
    assert [math.isnan(q) for q in added(found).values()] == [True]
    assert found.not_modelled["quantity_rung"].tolist() == ["missing"]
    (issue,) = found.issues
    assert (issue.code, issue.count) == ("template_quantity_missing", 1)
    assert "'Room r'" in issue.message


# --- which rooms ----------------------------------------------------------------------------


def test_only_rooms_of_the_kind_and_place_meet_a_template() -> None:
    each = template("wardrobe", room_types="bedroom|studio", location_classes="dwelling|unknown")
    rooms = [
        room("a"),
        room("b", "studio", location_class="unknown"),
        room("c", location_class="staff"),
        room("d", "living"),
        room("e", location_class="exterior"),
    ]
    found = run(rooms, catalog=catalog_with(each))
    assert set(added(found)) == {"a/wardrobe.t", "b/wardrobe.t"}
    assert len(found.skips) == 0


def test_no_template_is_for_places_outdoors() -> None:
    rooms = [room(kind, kind, location_class="exterior") for kind in ("entrance", "storage")]
    found = run([*rooms, room("o", "outdoors", location_class="exterior")])
    assert not len(found.not_modelled)
    assert not len(found.skips)


def test_rooms_of_unknown_kind_are_named_once() -> None:
    rooms = [room(f"r{n}", None, room_name=f"A-{n}") for n in range(5)]
    outside = room("o", None, location_class="exterior")
    again = room("again", None, repeats="r1", model_id="el.ifc")
    found = run([*rooms, outside, again])
    (issue,) = found.issues
    assert (issue.code, issue.count) == ("rooms_of_unknown_kind", 5)
    assert "'A-0', 'A-1', 'A-2' and 2 more" in issue.message
    assert not run([*rooms, outside], switch="none").issues


# --- what is modelled -----------------------------------------------------------------------

VINYL = template("floor_vinyl_sheet", "floor_area", discipline="finishes", covered_by="floor_*")


@pytest.mark.parametrize(
    ("each", "modelled", "skipped"),
    [
        (VINYL, "floor_vinyl_sheet", True),
        (VINYL, "floor_tile", True),
        (VINYL, "floor_drain", False),  # begins alike, but is no floor
        (VINYL, "skirting", False),
        (template("wc"), "wc", True),
        (template("wc"), "wc_seat", True),  # a part: the whole is bought with it
        (template("wc_seat"), "wc", True),  # the whole has it
        (template("kitchen_worktop", not_with="kitchen_cabinet"), "kitchen_cabinet", True),
        (template("kitchen_cabinet", covered_by="kitchen_w*"), "kitchen_worktop", False),
        (template("kitchen_cabinet"), "kitchen_front", True),
        (template("paint_wall", "wall_area"), "partition_gypsum", False),  # holds no paint
    ],
)
def test_what_counts_as_the_same_thing(each: RoomTemplate, modelled: str, skipped: bool) -> None:
    found = run([room("r")], [thing(modelled, "r")], catalog_with(each))
    assert len(found.skips) == skipped
    assert len(found.not_modelled) == (not skipped)
    if skipped:
        assert list(reasons(found).values()) == ["modelled_in_room"]
        assert details(found) == [f"{modelled} (1)"]


def test_what_no_rule_knew_may_be_it() -> None:
    odd = thing(None, "r", candidates="sofa; floor_tile; wc")
    assert list(reasons(run([room("r")], [odd], catalog_with(VINYL))).values()) == [
        "modelled_in_room"
    ]
    far = thing(None, "other", candidates="floor_tile")
    rooms = [room("r"), room("other", "living")]
    assert len(run(rooms, [far], catalog_with(VINYL)).not_modelled) == 1


@pytest.mark.parametrize(
    ("where", "may_be"),
    [
        ({}, True),
        ({"storey": None}, True),
        ({"storey": None, "building": None}, True),
        ({"storey": "2"}, False),
        ({"building": "B"}, False),
        ({"location_class": "exterior"}, False),
        ({"location_class": "common"}, False),
        ({"dwelling_code": "H0101"}, True),
        ({"dwelling_code": "H0102"}, False),
        ({"model_id": "el.ifc"}, True),
        ({"model_id": "el.ifc", "storey": "2"}, False),  # rooms of arch.ifc are there
        ({"model_id": "el.ifc", "storey": "Plan 01"}, True),  # its own word for some storey
        ({"model_id": "el.ifc", "building": "House"}, True),
        ({"space_id": "no such room"}, True),
        ({"space_id": "r2"}, False),
    ],
)
def test_what_has_no_room_may_be_in_this_one(where: Row, may_be: bool) -> None:
    rooms = [room("r", dwelling_code="H0101"), room("r2", "living", storey="2")]
    found = run(rooms, [thing("floor_tile", **where)], catalog_with(VINYL))
    assert list(reasons(found).values()) == ["modelled_elsewhere"] * may_be
    assert len(found.not_modelled) == (not may_be)
    assert [issue.code for issue in found.issues] == ["templates_held_back"] * may_be


def test_a_shared_room_does_not_take_what_belongs_to_a_dwelling() -> None:
    shared = room("r", "corridor", location_class="common")
    each = template("luminaire", room_types="corridor", discipline="electrics")
    lamp = thing("luminaire", dwelling_code="H0101")
    assert len(run([shared], [lamp], catalog_with(each)).not_modelled) == 1


def test_a_fitting_that_other_rooms_of_the_kind_show_is_left_out_on_purpose() -> None:
    rooms = [room("a"), room("b"), room("c", building="B"), room("d", "living")]
    found = run(rooms, [thing("wardrobe", "a")], catalog_with(template("wardrobe")))
    assert reasons(found) == {
        ("a", "wardrobe.t"): "modelled_in_room",
        ("b", "wardrobe.t"): "modelled_elsewhere",
    }
    assert set(added(found)) == {"c/wardrobe.t"}


def test_a_surface_that_other_rooms_show_is_missing_here() -> None:
    found = run([room("a"), room("b")], [thing("floor_tile", "a")], catalog_with(VINYL))
    assert set(added(found)) == {"b/floor_vinyl_sheet.t"}


@pytest.mark.parametrize(
    ("area", "further"), [(12.0, False), (14.9, False), (15.1, True), (math.nan, False)]
)
def test_a_floor_larger_than_its_room_may_be_that_of_others(area: float, further: bool) -> None:
    rooms = [
        room("a", dwelling_code="1"),
        room("b", dwelling_code="1"),
        room("c", dwelling_code="2"),
        room("d", dwelling_code="1", storey="2"),
    ]
    found = run(rooms, [thing("floor_tile", "a", area_m2=area)], catalog_with(VINYL))
    assert reasons(found).get(("b", "floor_vinyl_sheet.t")) == (
        "modelled_elsewhere" if further else None
    )
    assert reasons(found)["a", "floor_vinyl_sheet.t"] == "modelled_in_room"
    assert set(added(found)) - {"b/floor_vinyl_sheet.t"} == {
        "c/floor_vinyl_sheet.t", "d/floor_vinyl_sheet.t",
    }  # fmt: skip


def test_what_may_be_a_wall_is_compared_with_the_walls() -> None:
    wall = template("wallpaper", "wall_area", discipline="finishes", covered_by="floor_tile")
    rooms = [room("a"), room("b")]  # 12 m² of floor, 30 m² of wall
    tiles = thing("floor_tile", "a", area_m2=20.0)
    found = run(rooms, [tiles], catalog_with(VINYL, wall))
    assert set(added(found)) == {"b/floor_vinyl_sheet.t", "b/wallpaper.t"}


def test_a_large_fitting_stays_in_its_room() -> None:
    sofa = thing("wardrobe", "a", area_m2=500.0)
    rooms = [room("a"), room("b", "studio")]
    each = template("wardrobe", room_types="bedroom|studio")
    assert set(added(run(rooms, [sofa], catalog_with(each)))) == {"b/wardrobe.t"}


# --- once for a dwelling --------------------------------------------------------------------

BOARD = template(
    "distribution_board", "dwelling", room_types="storage|entrance|bedroom", discipline="electrics"
)


def home(code: str | None, *kinds: str) -> list[Row]:
    return [room(f"{code}-{n}-{kind}", kind, dwelling_code=code) for n, kind in enumerate(kinds)]


def test_a_dwelling_has_one_in_the_first_kind_of_room_it_has() -> None:
    rooms = home("1", "bedroom", "entrance", "entrance") + home("2", "entrance", "storage")
    found = run(rooms, catalog=catalog_with(BOARD))
    assert set(added(found)) == {
        "1-1-entrance/distribution_board.t", "2-1-storage/distribution_board.t",
    }  # fmt: skip
    assert set(reasons(found).values()) == {"once_per_dwelling"}
    assert details(found) == ["Room 1-1-entrance", "Room 1-1-entrance", "Room 2-1-storage"]


@pytest.mark.parametrize(
    ("kinds", "boards"),
    [
        (("entrance", "entrance", "bedroom"), 1),  # nothing tells of a second dwelling
        (("entrance", "entrance", "kitchen", "kitchen"), 2),
        (("entrance", "kitchen", "living_kitchen", "studio"), 1),
        (("storage", "storage", "entrance", "wc"), 0),  # nobody lives here
    ],
)
def test_without_dwellings_there_are_as_many_as_kitchens(
    kinds: tuple[str, ...], boards: int
) -> None:
    found = run(home(None, *kinds), catalog=catalog_with(BOARD))
    assert len(found.not_modelled) == boards
    assert set(found.skips["reason"]) <= {"once_per_dwelling"}


def test_what_shared_rooms_have_says_nothing_of_dwellings_nobody_named() -> None:
    rooms = [
        *home(None, "kitchen", "entrance", "entrance"),
        room("shared kitchen", "kitchen", location_class="common"),
        room("shared hall", "entrance", location_class="common"),
    ]
    found = run(rooms, [thing("distribution_board", "shared hall")], catalog_with(BOARD))
    assert set(added(found)) == {"None-1-entrance/distribution_board.t"}


def test_what_stands_in_another_room_of_the_dwelling_is_not_added() -> None:
    rooms = home("1", "entrance", "living")
    found = run(rooms, [thing("distribution_board", "1-1-living")], catalog_with(BOARD))
    assert list(reasons(found).values()) == ["modelled_elsewhere"]


def test_what_other_dwellings_show_is_left_out_on_purpose() -> None:
    rooms = home("1", "entrance") + home("2", "entrance")
    found = run(rooms, [thing("distribution_board", "1-0-entrance")], catalog_with(BOARD))
    assert sorted(reasons(found).values()) == ["modelled_elsewhere", "modelled_in_room"]


def test_shared_rooms_are_no_dwelling() -> None:
    shared = room("r", "storage", location_class="common")
    found = run([shared], catalog=catalog_with(BOARD))
    assert not len(found.not_modelled)
    assert not len(found.skips)


# --- the switch and rooms in two files -------------------------------------------------------


def test_a_model_can_be_switched_off() -> None:
    rooms = [room("a"), room("b", model_id="el.ifc")]
    each = catalog_with(template("wardrobe"), template("socket", discipline="electrics"))
    found = run(rooms, catalog=each, switch="electrics; EL.ifc=fittings")
    assert set(added(found)) == {"a/socket.t", "b/wardrobe.t"}
    assert set(reasons(found).values()) == {"switched_off"}


def test_a_file_that_is_not_there_is_named() -> None:
    (issue,) = run([room("a")], switch="all; rib.ifc=none").issues
    assert issue.code == "templates_unknown_model"
    assert "rib.ifc" in issue.message
    assert "arch.ifc" in issue.message


def test_the_same_room_in_two_files_counts_once_and_holds_what_both_show() -> None:
    rooms = [room("arch"), room("el", model_id="el.ifc", repeats="arch")]
    each = catalog_with(template("wardrobe"), template("socket", discipline="electrics"))
    found = run(rooms, [thing("socket", "el", model_id="el.ifc")], each)
    assert set(added(found)) == {"arch/wardrobe.t"}
    assert reasons(found) == {
        ("arch", "socket.t"): "modelled_in_room",
        ("el", "wardrobe.t"): "room_repeated",
        ("el", "socket.t"): "room_repeated",
    }


def test_rooms_that_repeat_each_other_count_once() -> None:
    rooms = [room("a", repeats="b"), room("b", repeats="c"), room("c", repeats="a")]
    found = run(rooms, catalog=catalog_with(template("wardrobe")))
    assert set(added(found)) == {"a/wardrobe.t"}


def test_a_room_that_repeats_one_nobody_knows_counts_itself() -> None:
    found = run([room("a", repeats="gone")], catalog=catalog_with(template("wardrobe")))
    assert set(added(found)) == {"a/wardrobe.t"}


# --- what holds for every house ---------------------------------------------------------------

SPACE_IDS = [f"s{n}" for n in range(7)]
KEYS = sorted({row.component_key for row in shipped_catalog().room_templates})
areas = st.none() | st.floats(0.5, 60)


@st.composite
def houses(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    kinds = ["bath", "bedroom", "living_kitchen", "entrance", "storage", "corridor", "common", None]
    rooms = []
    for space_id in SPACE_IDS[: draw(st.integers(1, 7))]:
        kind = draw(st.sampled_from(kinds))
        more = {
            "model_id": draw(st.sampled_from(FILES)),
            "storey": draw(st.sampled_from(["1", "2", None])),
            "dwelling_code": draw(st.sampled_from([None, "H1", "H2"])),
            "location_class": draw(st.sampled_from(["dwelling", "common", "unknown", "exterior"])),
            "repeats": draw(st.none() | st.sampled_from(SPACE_IDS)),
        }
        for column in ("floor_area_m2", "wall_area_m2", "skirting_length_m"):
            more[column] = draw(areas)
        rooms.append(room(space_id, kind, **more))
    return rooms, draw(st.lists(components(), max_size=6))


@st.composite
def components(draw: st.DrawFn) -> Row:
    known = draw(st.booleans())
    return thing(
        draw(st.sampled_from([*KEYS, "wc_seat", "hob", "partition_gypsum"])) if known else None,
        draw(st.none() | st.sampled_from(SPACE_IDS)),
        candidates=None if known else "; ".join(draw(st.lists(st.sampled_from(KEYS), max_size=3))),
        storey=draw(st.sampled_from(["1", "2", "Roof", None])),
        building=draw(st.sampled_from(["A", "B", None])),
        model_id=draw(st.sampled_from(FILES)),
        dwelling_code=draw(st.sampled_from([None, "H1", "H2"])),
        location_class=draw(st.sampled_from(["dwelling", "common", "unknown", "exterior"])),
        area_m2=draw(areas),
        length_m=draw(areas),
    )


many = hypothesis_settings(max_examples=20, deadline=None)


def same(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))


def is_subset(less: dict[str, float], more: dict[str, float]) -> bool:
    return all(key in more and same(value, more[key]) for key, value in less.items())


@many
@given(houses(), components())
def test_one_component_more_never_gives_more_additions(
    house: tuple[list[Row], list[Row]], one: Row
) -> None:
    rooms, things = house
    assert is_subset(added(run(rooms, [*things, one])), added(run(rooms, things)))


@many
@given(houses(), st.sampled_from(list(Discipline)))
def test_switching_a_discipline_off_takes_exactly_its_additions(
    house: tuple[list[Row], list[Row]], off: Discipline
) -> None:
    every, rest = run(*house), ",".join(each for each in Discipline if each != off)
    kept = every.not_modelled[every.not_modelled["discipline"] != off]
    less = run(*house, switch=rest)
    assert less.not_modelled["addition_id"].tolist() == kept["addition_id"].tolist()
    assert not len(run(*house, switch="none").not_modelled)


@many
@given(houses(), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(
    house: tuple[list[Row], list[Row]], shuffle: Any
) -> None:
    rooms, things = house
    things = [{"component_id": f"x{n}", **each} for n, each in enumerate(things)]
    mixed = [list(rows) for rows in (rooms, things, shipped_catalog().room_templates)]
    for rows in mixed:
        shuffle.shuffle(rows)
    one, other = run(rooms, things), run(mixed[0], mixed[1], catalog_with(*mixed[2]))
    for table, key in (("not_modelled", ["addition_id"]), ("skips", ["space_id", "template_id"])):
        pd.testing.assert_frame_equal(
            getattr(one, table).sort_values(key, ignore_index=True),
            getattr(other, table).sort_values(key, ignore_index=True),
        )
    assert one.issues == other.issues


@many
@given(houses())
def test_every_room_meets_every_template_of_its_kind(house: tuple[list[Row], list[Row]]) -> None:
    found = run(*house)
    pairs = {
        (row["space_id"], each.template_id)
        for row in house[0]
        for each in shipped_catalog().room_templates
        if row["room_type"] in each.room_types.split("|")
        and row["location_class"] in (each.location_classes or "dwelling|common|unknown").split("|")
        and not (each.basis == "dwelling" and row["location_class"] == "common")
    }
    rows = found.not_modelled[["space_id", "template_id"]].itertuples(index=False, name=None)
    both = [*rows, *reasons(found)]
    assert len(both) == len(set(both))
    assert set(both) == pairs


@many
@given(houses())
def test_rooms_that_are_there_twice_add_nothing(house: tuple[list[Row], list[Row]]) -> None:
    rooms, things = house
    twins = [
        row | {"space_id": f"{row['space_id']}-twin", "repeats": row["space_id"]} for row in rooms
    ]
    once, twice = added(run(rooms, things)), added(run([*rooms, *twins], things))
    assert is_subset(once, twice)
    assert is_subset(twice, once)


def test_the_shipped_rows_are_sound_for_every_kind_of_room() -> None:
    rooms = [
        room(f"{kind}-{place}", kind, location_class=place)
        for kind in ("bath", "wc", "kitchen", "living", "corridor", "entrance", "storage")
        for place in ("dwelling", "common", "staff", "unknown")
    ]
    table = run(rooms).not_modelled
    surfaces = table[table["discipline"] == "finishes"].groupby("space_id")["component_key"]
    for space_id, keys in surfaces:
        kinds = [key for key in keys if key.startswith("floor_")]
        assert len(kinds) == 1, space_id
        assert sum(key in ("paint_wall", "wetroom_panel") for key in keys) == 1, space_id
        assert sum(key.startswith("ceiling_") for key in keys) == 1, space_id
