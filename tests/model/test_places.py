"""Where components are, which dwelling that is, and what happens in circles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from robuild.model.dwellings import (
    Dwelling,
    Room,
    Zone,
    compiled_pattern,
    dwellings_of_rooms,
    zone_dwelling,
)
from robuild.terms.issues import InputError
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Confidence


def space(small: Any, number: int, name: str, long_name: str = "", storey: int = 12) -> str:
    return (
        f"#{number}=IFCSPACE('{small.guid(number)}',$,'{name}',$,$,$,$,'{long_name}',.ELEMENT.,"
        f".INTERNAL.,$);\n#{number + 500}=IFCRELAGGREGATES('{small.guid(number + 500)}',$,$,$,"
        f"#{storey},(#{number}));\n"
    )


def zone(small: Any, number: int, name: str, kind: str, *rooms: int) -> str:
    members = ",".join(f"#{room}" for room in rooms)
    return (
        f"#{number}=IFCZONE('{small.guid(number)}',$,'{name}',$,{kind},$);\n"
        f"#{number + 1}=IFCRELASSIGNSTOGROUP('{small.guid(number + 1)}',$,$,$,({members}),$,"
        f"#{number});\n"
    )


def texts(row: pd.Series, *names: str) -> list[Any]:
    return [None if pd.isna(row[name]) else row[name] for name in names]


def test_a_door_found_through_its_wall(small: Any) -> None:
    wall = f"#30=IFCWALL('{small.guid(30)}',$,'Wall',$,$,$,$,$,$);\n"
    opening = (
        f"#40=IFCOPENINGELEMENT('{small.guid(40)}',$,$,$,$,$,$,$,$);\n"
        f"#41=IFCRELVOIDSELEMENT('{small.guid(41)}',$,$,$,#30,#40);\n"
        f"#42=IFCRELFILLSELEMENT('{small.guid(42)}',$,$,$,#40,#50);\n"
    )
    body = wall + opening + small.door(50) + small.contained("#30", 13)
    inventory = small.read_text(small.step(body))
    assert inventory.elements_read == 2  # the opening is no element of its own
    row = inventory.components.set_index("component_id").loc[small.guid(50)]
    assert texts(row, "storey", "building") == ["2. etasje", "House"]
    assert texts(row, "parent_id", "parent_class") == [small.guid(30), "IfcWall"]


def test_parts_are_where_their_whole_is(small: Any) -> None:
    body = (
        f"#30=IFCELEMENTASSEMBLY('{small.guid(30)}',$,'Kitchen',$,$,$,$,$,$,$);\n"
        f"#31=IFCFURNITURE('{small.guid(31)}',$,'Cabinet',$,$,$,$,$,$);\n"
        f"#40=IFCRELAGGREGATES('{small.guid(40)}',$,$,$,#30,(#31));\n"
        + space(small, 60, "101", "Kjøkken") + small.contained("#30", 60)
    )  # fmt: skip
    row = small.read_text(small.step(body)).components.set_index("name").loc["Cabinet"]
    assert texts(row, "space_name", "storey") == ["101 Kjøkken", "1. etasje"]
    assert row["parent_id"] == small.guid(30)


def test_a_covering_is_in_the_room_it_covers_and_a_door_in_the_one_it_bounds(small: Any) -> None:
    body = (
        f"#30=IFCCOVERING('{small.guid(30)}',$,'Tiles',$,$,$,$,$,.FLOORING.);\n" + small.door(31)
        + f"#32=IFCWALL('{small.guid(32)}',$,'Wall',$,$,$,$,$,$);\n"
        + space(small, 60, "H0101", "Gang") + space(small, 61, "K1", "Korridor")
        + f"#40=IFCRELCOVERSSPACES('{small.guid(40)}',$,$,$,#61,(#30));\n"
        + "".join(
            f"#{n}=IFCRELSPACEBOUNDARY('{small.guid(n)}',$,$,$,#{room},#{element},$,.PHYSICAL.,.INTERNAL.);\n"
            for n, room, element in ((41, 61, 31), (42, 60, 31), (43, 60, 32))
        )
        + small.contained("#31,#32", 12)
    )  # fmt: skip
    rows = small.read_text(small.step(body)).components.set_index("name")
    assert rows.loc["Tiles", "space_name"] == "K1 Korridor"
    assert rows.loc["Door", "space_name"] == "H0101 Gang"  # the dwelling before the corridor
    assert rows.loc["Door", "dwelling_code"] == "H0101"
    assert pd.isna(rows.loc["Wall", "space_name"])
    both = str(rows.loc["Door", "bordered_space_ids"]).split("\n")
    assert [each.rpartition(":")[2] for each in both] == [small.guid(61), small.guid(60)]
    assert rows["bordered_space_ids"].notna().to_dict() == {
        "Tiles": False, "Door": True, "Wall": False,
    }  # fmt: skip


def test_circles_end(small: Any) -> None:
    body = (
        f"#30=IFCELEMENTASSEMBLY('{small.guid(30)}',$,'A',$,$,$,$,$,$,$);\n"
        f"#31=IFCELEMENTASSEMBLY('{small.guid(31)}',$,'B',$,$,$,$,$,$,$);\n"
        f"#40=IFCRELAGGREGATES('{small.guid(40)}',$,$,$,#30,(#31));\n"
        f"#41=IFCRELAGGREGATES('{small.guid(41)}',$,$,$,#31,(#30));\n"
        f"#42=IFCRELAGGREGATES('{small.guid(42)}',$,$,$,#12,(#11));\n"
        f"#43=IFCRELNESTS('{small.guid(43)}',$,$,$,#50,(#50));\n" + small.door(50)
        + zone(small, 70, "Leilighet 1", "$", 70, 71) + "#80=IFCUNITASSIGNMENT((#80));\n"
    )  # fmt: skip
    inventory = small.read_text(small.step(body))
    assert len(inventory.components) == 3
    assert "nowhere" in {issue.code for issue in inventory.issues}


def test_a_unit_that_is_made_of_itself(small: Any) -> None:
    units = small.METRE.replace(
        "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);",
        "#3=IFCCONVERSIONBASEDUNIT($,.LENGTHUNIT.,'x',#71);\n"
        "#71=IFCMEASUREWITHUNIT(IFCRATIOMEASURE(2.),#3);",
    )
    with pytest.raises(InputError, match="length unit is broken"):
        small.read_text(small.step(units=units))
    assert (
        small.read_text(small.step(units=units), length_unit="mm").models[0].length_unit_m == 0.001
    )


@pytest.mark.parametrize(("unit", "metres"), [("mm", 0.001), ("M", 1.0), ("foot", 0.3048)])
def test_a_missing_length_unit_may_be_given(small: Any, unit: str, metres: float) -> None:
    text = small.step().replace("#2=IFCUNITASSIGNMENT((#3,#4))", "#2=IFCUNITASSIGNMENT((#4))")
    with pytest.raises(InputError) as caught:
        small.read_text(text)
    assert [issue.code for issue in caught.value.issues] == ["length_unit_missing"]
    assert "--length-unit" in str(caught.value)
    inventory = small.read_text(text, length_unit=unit)
    assert inventory.models[0].length_unit_m == metres
    with pytest.raises(InputError, match="not known"):
        small.read_text(text, length_unit="furlong")


def test_a_given_unit_does_not_replace_a_stated_one(small: Any) -> None:
    inventory = small.read_text(small.step(), length_unit="mm")
    assert inventory.models[0].length_unit_m == 1.0
    assert "length_unit_ignored" in {issue.code for issue in inventory.issues}


# --- dwellings ----------------------------------------------------------------------------------


def named_zone(name: str | None, kind: str | None = None, more: str | None = None) -> Zone:
    return Zone(1, name, None, kind, more, None)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("H0101", "2-roms", "H0101"), ("H0101", None, "H0101"),
        ("Apartment B", "OccupancyZoneName", "Apartment B"),
        ("12", "Leilighet", "12"), ("Wohnung 3", None, "Wohnung 3"), ("Hybel 2", None, "Hybel 2"),
        ("Scala a prova di fumo", "FireCompartment", None), ("Fellesareal", "Fellesareal", None),
        ("Leilighet", "Branncelle", None), ("Personalareal", None, None),
        ("Boligblokk A", None, None),
        ("Teknisk areal", "Teknisk", None), ("house - living space", None, None),
        (None, "Leilighet", None),
        ("Varmesone leilighet 1", None, None), ("101", None, None),
    ],
)  # fmt: skip
def test_which_zones_are_dwellings(name: str | None, kind: str | None, code: str | None) -> None:
    found = zone_dwelling(named_zone(name, kind))
    assert (found and found.code) == code


def test_zone_before_pattern_before_name(small: Any) -> None:
    body = (
        space(small, 60, "H0101 Bad") + space(small, 61, "A7 Bad") + space(small, 62, "H0102 Bad")
        + space(small, 63, "Bod") + zone(small, 70, "H0909", "'2-roms'", 60)
        + zone(small, 80, "Brannseksjon", "$", 60, 61, 62, 63)
    )  # fmt: skip
    inventory = small.read_text(small.step(body), settings=Settings(dwelling_pattern="A{code} *"))
    rows = inventory.spaces.set_index("name")
    names = ("dwelling_code", "dwelling_type", "dwelling_confidence")
    assert texts(rows.loc["H0101 Bad"], *names) == ["H0909", "2-roms", "high"]
    assert texts(rows.loc["A7 Bad"], *names) == ["7", None, "medium"]
    assert texts(rows.loc["H0102 Bad"], *names) == ["H0102", None, "low"]
    assert texts(rows.loc["Bod"], *names) == [None, None, None]
    assert next(i.count for i in inventory.issues if i.code == "other_zones") == 1


def rooms(*names: tuple[str, str]) -> list[Room]:
    return [Room(i, name, long_name, "b") for i, (name, long_name) in enumerate(names)]


def test_prefixes_shared_by_the_rooms_of_a_home() -> None:
    home = rooms(("A101", "Gang"), ("A102", "Kitchen"), ("A103", "Bathroom 1"), ("R301", "Roof"))
    found = dwellings_of_rooms(home, {}, None)
    assert {number: d.code for number, d in found.items()} == {0: "A", 1: "A", 2: "A"}
    assert {d.confidence for d in found.values()} == {Confidence.LOW}
    office = rooms(("A101", "Office"), ("A102", "Meeting"), ("A103", "WC"), ("B1", "Kitchen"))
    assert dwellings_of_rooms(office, {}, None) == {}
    swiss = rooms(("1-1.12-01", "Küche"), ("1-1.12-02", "Zimmer"), ("1-1.12-03", "Du/Wc1"))
    assert {d.code for d in dwellings_of_rooms(swiss, {}, None).values()} == {"1-1.12"}


def test_rooms_a_zone_forgot_follow_their_prefix() -> None:
    home = rooms(("A101", "Gang"), ("A102", "Kitchen"), ("A103", "Bathroom 1"))
    of_zone = {n: Dwelling("Apartment A", "2-roms", "zone", Confidence.HIGH) for n in (0, 1)}
    found = dwellings_of_rooms(home, of_zone, None)
    assert [found[n].code for n in range(3)] == ["Apartment A"] * 3
    assert [found[n].confidence for n in range(3)] == ["high", "high", "low"]


def test_words_with_numbers() -> None:
    found = dwellings_of_rooms(rooms(("Leilighet  12 - stue", ""), ("Stue", "Leil. 3B")), {}, None)
    assert [d.code for d in found.values()] == ["Leilighet 12", "Leil. 3B"]


def test_zones_win_over_names() -> None:
    of_zone = {0: Dwelling("Z", "3-roms", "zone: Z", Confidence.HIGH)}
    assert dwellings_of_rooms(rooms(("H0101 Bad", "")), of_zone, None)[0].code == "Z"


@pytest.mark.parametrize("pattern", ["no code", "{code}{code}"])
def test_patterns_without_one_code(pattern: str) -> None:
    with pytest.raises(InputError, match="exactly once"):
        compiled_pattern(pattern)


def test_patterns_are_no_regular_expressions() -> None:
    found = compiled_pattern("({code}) *.")
    assert found is not None
    assert found.fullmatch("(A1) bad.")
    assert not found.fullmatch("A1 badx")


def test_codes_that_repeat_in_every_building_stay_apart(small: Any) -> None:
    other = (
        f"#14=IFCBUILDING('3{'x' * 15}abcdef',$,'House',$,$,$,$,$,.ELEMENT.,$,$,$);\n"
        f"#15=IFCBUILDINGSTOREY('{small.guid(15)}',$,'1. etasje',$,$,$,$,$,.ELEMENT.,0.);\n"
        f"#16=IFCRELAGGREGATES('{small.guid(16)}',$,$,$,#1,(#14));\n"
        f"#17=IFCRELAGGREGATES('{small.guid(17)}',$,$,$,#14,(#15));\n"
    )
    body = other + space(small, 60, "H0101 Bad") + space(small, 61, "H0101 Bad", storey=15)
    inventory = small.read_text(small.step(body))
    assert sorted(inventory.spaces["dwelling_code"]) == ["000011 H0101", "abcdef H0101"]
    assert inventory.spaces["building"].nunique() == 2  # two houses of one name


# --- identity -----------------------------------------------------------------------------------


def test_a_global_id_used_twice_in_one_file(small: Any) -> None:
    body = small.door(30, "First") + small.door(31, "Second").replace(
        small.guid(31), small.guid(30)
    )
    inventory = small.read_text(small.step(body))
    ids = dict(zip(inventory.components["name"], inventory.components["component_id"], strict=True))
    assert ids == {"First": small.guid(30), "Second": small.guid(30) + "#2"}
    assert next(i.count for i in inventory.issues if i.code == "duplicate_global_id") == 1


def test_global_ids_that_are_none(small: Any) -> None:
    body = small.door(30).replace(f"'{small.guid(30)}'", "'short'") + small.door(31).replace(
        f"'{small.guid(31)}'", "$"
    )
    inventory = small.read_text(small.step(body))
    assert inventory.components["component_id"].tolist() == ["short", "small.ifc#31"]
    assert next(i.count for i in inventory.issues if i.code == "invalid_global_id") == 2


def two(small: Any, first: str, second: str, **more: Any) -> list[Path]:
    return [
        small.write(small.step(first), "a.ifc"),
        small.write(small.step(second, **more), "b.ifc"),
    ]


def test_the_same_component_in_two_files_counts_once_and_knows_both(small: Any) -> None:
    own = small.properties(300, "Pset_DoorCommon", "#30", "'FireRating',IFCLABEL('EI 30')")
    other = small.properties(
        300, "Eier", "#30", "'Produsent',IFCLABEL('Fabrikk')", "'Tilstandsgrad',IFCLABEL('TG1')",
        "'Lydklasse',IFCLABEL('35')",
    )  # fmt: skip
    first = small.door(30) + own + small.contained("#30")
    second = (
        small.door(30, "Same door") + other + space(small, 60, "H0101", "Gang")
        + small.contained("#30", 60)
    )  # fmt: skip
    for paths in (two(small, first, second), list(reversed(two(small, first, second)))):
        inventory = small.read(*paths)
        assert inventory.elements_read == 2
        row = inventory.components.iloc[0]
        assert row["model_id"] == "b.ifc"  # says more
        assert texts(row, "fire_rating", "manufacturer", "dwelling_code", "name") == [
            "EI 30", "Fabrikk", "H0101", "Same door",
        ]  # fmt: skip
        assert set(inventory.properties[small.guid(30)]) == {"Pset_DoorCommon", "Eier"}
        assert inventory.rejects["reason"].tolist() == ["same_in_other_file"]
        assert inventory.rejects["model_id"].tolist() == ["a.ifc"]


def test_the_same_room_in_two_files_is_one_room(small: Any) -> None:
    first = small.door(30) + space(small, 60, "101", "Bad") + small.contained("#30", 60)
    second = (
        small.door(31, "Lamp") + space(small, 60, "101", "Bad") + small.contained("#31", 60)
        + zone(small, 70, "H0101", "$", 60)
    )  # fmt: skip
    inventory = small.read(*two(small, first, second))
    assert len(inventory.spaces) == 1
    assert inventory.components["dwelling_code"].tolist() == ["H0101", "H0101"]
    assert set(inventory.components["space_id"]) == set(inventory.spaces["space_id"])


def test_files_in_different_units(small: Any) -> None:
    second = small.door(31, last="2100.,900.,$,$,$")
    paths = two(small, small.door(30), second, units=small.MILLIMETRE)
    inventory = small.read(*paths)
    assert inventory.components["height_m"].tolist() == pytest.approx([2.1, 2.1])
    assert [model.length_unit_m for model in inventory.models] == [1.0, 0.001]


def test_files_of_one_name_are_told_apart(small: Any) -> None:
    paths = [
        small.write(small.step(small.door(30)), "east/model.ifc"),
        small.write(small.step(small.door(31)), "west/model.ifc"),
        small.write(small.step(small.door(32)), "west/other.ifc"),
    ]
    inventory = small.read(*paths)
    assert [m.model_id for m in inventory.models] == [
        "east/model.ifc",
        "west/model.ifc",
        "other.ifc",
    ]


# --- hostile ------------------------------------------------------------------------------------


def test_a_name_of_forty_thousand_letters(small: Any) -> None:
    inventory = small.read_text(small.step(small.door(30, "x" * 40_000)))
    name = inventory.components["name"].iloc[0]
    assert len(name) == 2_000
    assert name.endswith("…")
    assert next(i.count for i in inventory.issues if i.code == "text_shortened") == 1


def test_thousands_of_nested_zones_and_assemblies(small: Any) -> None:
    count = 3_000
    body = "".join(
        f"#{1000 + i}=IFCELEMENTASSEMBLY('{small.guid(1000 + i)}',$,'A',$,$,$,$,$,$,$);\n"
        for i in range(count)
    )
    body += "".join(
        f"#{9000 + i}=IFCRELAGGREGATES('{small.guid(9000 + i)}',$,$,$,#{1000 + i},(#{1001 + i}));\n"
        for i in range(count - 1)
    )
    inventory = small.read_text(small.step(body + small.contained("#1000", number=20000)))
    assert len(inventory.components) == count
    assert inventory.components["storey"].notna().sum() >= 60


def test_progress_is_told(small: Any) -> None:
    told: list[tuple[str, float]] = []
    paths = two(small, small.door(30), small.door(31))
    small.read(*paths, progress=lambda stage, share: told.append((stage, share)))
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("read", 1.0)


def test_reading_says_nothing(small: Any, capfd: pytest.CaptureFixture[str]) -> None:
    body = small.door(30) + small.door(31).replace(small.guid(31), small.guid(30))
    small.read_text(small.step(body + "#40=IFCWALL('x',$,12,#999,$,$,$,$,.FOO.);\n"))
    assert capfd.readouterr() == ("", "")
