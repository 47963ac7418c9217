"""What the demo building shows, and the faults it is meant to have."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import ifcopenshell.util.classification as classification
import ifcopenshell.util.element as elements_of
import pytest

import robuild.demo
from robuild.demo.dirt import DIRT
from robuild.demo.products import CODE_NAMES

README = Path(__file__).resolve().parents[2] / "models" / "README.md"
SHARED = Path(os.environ.get("ROBUILD_SHARED", str(Path(__file__).resolve().parents[3] / "shared")))


def codes(element: Any) -> set[str]:
    return {reference.Identification for reference in classification.get_references(element)}


def test_six_dwellings_with_their_rooms(model: Any) -> None:
    zones = {zone.Name: zone for zone in model.by_type("IfcZone")}
    kinds = {name: zone.ObjectType for name, zone in zones.items() if name.startswith("H0")}
    assert kinds == {
        "H0101": "2-roms tilpasset",
        "H0102": "2-roms",
        "H0103": "2-roms tilpasset",
        "H0201": "2-roms",
        "H0202": "2-roms",
        "H0203": "2-roms",
    }
    for name in kinds:
        rooms = {space.LongName for space in zones[name].IsGroupedBy[0].RelatedObjects}
        assert rooms == {"Bad", "Entré", "Bod", "Soverom", "Stue/kjøkken"}
    shared = {space.LongName for space in model.by_type("IfcSpace")}
    assert {"Fellesrom", "Vaskerom", "Vaktrom", "WC personale", "Teknisk rom"} <= shared


def test_every_home_can_be_lived_in(model: Any) -> None:
    wanted = {
        "Bad": {"Klosett", "Servant", "Dusjbatteri", "Dusjvegg", "Speil", "Sluk"},
        "Stue/kjøkken": {"Komfyr", "Komfyrvakt", "Oppvaskkum", "Kjøleskap/fryser", "Sofa"},
        "Soverom": {"Seng", "Madrass", "Røykvarsler", "Panelovn"},
        "Bod": {"Sikringsskap", "Varmtvannsbereder", "Ventilasjonsaggregat"},
        "Entré": {"Inngangsdør", "Porttelefon", "Røykvarsler"},
    }
    for space in model.by_type("IfcSpace"):
        if space.Name.startswith("H0"):
            inside = {
                element.Name.split()[0]
                for relation in space.ContainsElements
                for element in relation.RelatedElements
            }
            assert wanted[space.LongName] <= inside, space.Name


def test_between_900_and_1500_elements(model: Any) -> None:
    read = [e for e in model.by_type("IfcElement") if not e.is_a("IfcFeatureElement")]
    assert 900 <= len(read) <= 1500


def test_all_deliberate_faults_are_there(model: Any, by_tag: dict[str, Any]) -> None:
    def pset(tag: str, name: str) -> Any:
        set_name, _, prop = name.partition(".")
        return elements_of.get_pset(by_tag[tag], set_name, prop)

    tag = {dirt.word: dirt.tag for dirt in DIRT}
    door = by_tag[tag["untyped_door"]]
    assert elements_of.get_type(door) is None
    assert codes(door) == set()
    assert pset(tag["placeholder_fire_rating"], "Pset_DoorCommon.FireRating") == "FireRating"
    # the rest of the type's set still shows through
    assert pset(tag["placeholder_fire_rating"], "Pset_DoorCommon.SelfClosing") is True
    maker = "Pset_ManufacturerTypeInformation.Manufacturer"
    assert pset(tag["placeholder_manufacturer"], maker) == "Manufacturer"
    assert pset("102/washing_machine/1", maker) == "Leverandør B"
    dishwasher = by_tag[tag["proxy_dishwasher"]]
    assert (dishwasher.is_a(), dishwasher.Name) == (
        "IfcBuildingElementProxy",
        "Oppvaskmaskin 60 cm",
    )
    bare = by_tag[tag["covering_without_quantity"]]
    assert bare.is_a("IfcCovering")
    assert elements_of.get_psets(bare, qtos_only=True) == {}
    status = "Pset_ElectricApplianceTypeCommon.Status"
    assert pset(tag["status_demolish"], status) == ["DEMOLISH"]
    assert pset(tag["status_existing"], status) == ["EXISTING"]
    assert pset(tag["status_existing"], "Pset_Condition.AssessmentCondition") == "TG2"
    assert by_tag[tag["formula_name"]].Name.startswith("=")
    space = next(s for s in model.by_type("IfcSpace") if s.Name == tag["room_without_zone"])
    assert space.HasAssignments == ()
    unknown = by_tag[tag["unknown_proxy"]]
    assert (unknown.is_a(), unknown.Name) == ("IfcBuildingElementProxy", "Objekt 17")
    assert codes(by_tag[tag["outdated_code"]]) == {"441"}
    assert "441" not in CODE_NAMES
    assert by_tag[tag["tree_proxy"]].is_a("IfcBuildingElementProxy")


def test_apart_from_the_faults_the_model_is_clean(model: Any) -> None:
    dirty = {dirt.tag for dirt in DIRT}
    for element in model.by_type("IfcElement"):
        if element.is_a("IfcOpeningElement") or element.Tag in dirty:
            continue
        assert not element.Name.startswith(("=", "+", "-", "@"))
        assert codes(element) <= set(CODE_NAMES)
        if element.is_a("IfcDoor"):
            common = elements_of.get_pset(element, "Pset_DoorCommon")
            assert common["IsExternal"] == element.Tag.startswith("Y"), element.Tag
            assert common.get("FireRating") != "FireRating"
        if element.is_a("IfcCovering"):
            assert elements_of.get_psets(element, qtos_only=True), element.Tag
    without = [s.Name for s in model.by_type("IfcSpace") if not s.HasAssignments]
    assert without == ["208"]


def test_supplier_facts_are_read_back(by_tag: dict[str, Any]) -> None:
    heater = by_tag["H0101/storeroom/water_heater/1"]
    sets = elements_of.get_psets(heater)
    assert sets["Pset_Warranty"]["WarrantyPeriod"] == "P10Y"
    life = sets["Pset_ServiceLife"]["ServiceLifeDuration"]
    assert (life["LowerBoundValue"], life["UpperBoundValue"]) == ("P15Y", "P30Y")
    assert elements_of.get_pset(by_tag["Y02"], "Pset_Condition", "AssessmentCondition") == "TG1"


def test_the_faults_are_told_in_docstring_and_readme() -> None:
    told, page = robuild.demo.__doc__ or "", README.read_text(encoding="utf-8")
    for dirt in DIRT:
        assert f"`{dirt.tag}`" in told
        assert f"| `{dirt.tag}` |" in page
        assert dirt.what in page


def test_the_readme_counts_what_is_there(model: Any) -> None:
    page = README.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (Ifc\w+) \| (\d+) \|$", page, re.MULTILINE)
    told = {name: int(count) for name, count in rows}
    found = Counter(
        e.is_a() for e in model.by_type("IfcElement") if not e.is_a("IfcFeatureElement")
    )
    assert told == dict(found)
    assert f"{sum(found.values())} elements" in page


@pytest.mark.external
def test_codes_are_those_of_ns_3451() -> None:
    path = SHARED / "data" / "norway" / "ns3451-2009.csv"
    if not path.is_file():
        pytest.skip("the table is not beside the project")
    with path.open(encoding="utf-8", newline="") as stream:
        table = {row[0]: row[1].strip().casefold() for row in csv.reader(stream) if len(row) > 1}
    for code, name in CODE_NAMES.items():
        # the public list leaves 246 out
        if code != "246":
            assert table[code].startswith(name.casefold()[:20]), code
    assert "441" not in table


@pytest.mark.external
def test_most_component_keys_are_shown(model: Any) -> None:
    path = SHARED / "data" / "service-lives.csv"
    if not path.is_file():
        pytest.skip("the table is not beside the project")
    with path.open(encoding="utf-8", newline="") as stream:
        keys = {row["component_key"]: row for row in csv.DictReader(stream)}
    names = {(e.is_a(), e.Name.casefold()) for e in model.by_type("IfcElement") if e.Name}
    shown = set()
    for key, row in keys.items():
        words = [w[:6] for w in re.findall(r"\w+", row["name_nb"].casefold()) if len(w) > 3]
        if any(c == row["ifc_class"] and any(w in n for w in words) for c, n in names):
            shown.add(key)
    assert len(shown) >= 95
