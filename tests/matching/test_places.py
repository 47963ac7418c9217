from __future__ import annotations

from typing import Any

import pytest

from robuild.matching import locate_components
from robuild.matching.rooms import room_kind
from robuild.terms.settings import Settings

ROOMS = """
Kjøkken øst | kitchen
Stue/kjøkken | living_kitchen
Keuken | kitchen
Köksdel | kitchen
Bad/WC | bath
Bad 2 | bath
Badkamer | bath
Badezimmer OG | bath
Salle de bains | bath
Dusjrom | bath
Gäste-WC | wc
Toalett | wc
Soverom 3 | bedroom
Schlafzimmer Eltern | bedroom
Slaapkamer 2 | bedroom
Chambre parents | bedroom
Sovrum | bedroom
Stue | living
Wohnzimmer | living
Oppholdsrom | living
Vardagsrum | living
Korridor 1. etg | corridor
Fellesgang | corridor
Hallway | corridor
Flur | corridor
Trapperom A | stair
Treppenhaus H1 | stair
Trappenhuis | stair
Vaskerom felles | laundry
Waschküche | laundry
Vaktrom | staff
Personalrom | staff
Teknisk rom | technical
Meterkast | technical
Bod | storage
Berging | storage
Abstellraum | storage
Entré | entrance
Vindfang | entrance
Balkong | outdoors
Terrasse | outdoors
Fellesrom | common
Sykkelbod | common
Renholdsrom | cleaning
Werkkast | cleaning
Sanitair | wc
Toestellenberging | storage
Heissjakt | lift
"""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [tuple(part.strip() for part in line.split("|")) for line in ROOMS.strip().splitlines()],
)
def test_rooms_of_many_languages(name: str, wanted: str) -> None:
    found = room_kind(name)
    assert found, name
    assert found[0].room_type == wanted


@pytest.mark.parametrize("name", ["101", "A-2", "Space", "", "Raum", "---"])
def test_a_name_that_says_nothing_is_no_room(name: str) -> None:
    assert room_kind(name) is None


SPACES = [
    {"space_id": "kitchen", "name": "H0101", "long_name": "Kjøkken", "dwelling_code": "H0101"},
    {"space_id": "stair", "long_name": "Trapperom", "storey": "1"},
    {"space_id": "guard", "long_name": "Vaktrom", "storey": "1"},
    {"space_id": "balcony", "long_name": "Plass", "is_external": "yes"},
    {"space_id": "odd", "long_name": "Rom X", "storey": "1"},
    {"space_id": "bath", "long_name": "Bad", "storey": "1"},
]


def places(build: Any, settings: Settings, rows: list[dict[str, Any]], spaces: Any) -> Any:
    rows = [{"ifc_class": "IfcDoor", **row} for row in rows]
    return locate_components(build(rows, spaces), settings).set_index("component_id")


def test_the_first_evidence_that_holds_decides(build: Any, settings: Settings) -> None:
    found = places(
        build,
        settings,
        [
            {"component_id": "in dwelling", "space_id": "kitchen", "is_external": "yes"},
            {"component_id": "own code", "dwelling_code": "H0102", "dwelling_evidence": "zone"},
            {"component_id": "stair", "space_id": "stair"},
            {"component_id": "guard", "space_id": "guard"},
            {"component_id": "balcony", "space_id": "balcony"},
            {"component_id": "shell", "is_external": "yes", "storey": "1"},
            {"component_id": "bath", "space_id": "bath", "storey": "1"},
            {"component_id": "odd", "space_id": "odd", "space_name": "Rom X", "storey": "1"},
            {"component_id": "nowhere"},
            {"component_id": "not assigned", "dwelling_code": "unassigned"},
        ],
        SPACES,
    )
    assert found["location_class"].to_dict() == {
        "in dwelling": "dwelling",
        "own code": "dwelling",
        "stair": "common",
        "guard": "staff",
        "balcony": "exterior",
        "shell": "exterior",
        "bath": "unknown",
        "odd": "unknown",
        "nowhere": "unknown",
        "not assigned": "unknown",
    }
    assert found["room_type"].fillna("-").to_dict() == {
        "in dwelling": "kitchen", "own code": "-", "stair": "stair", "guard": "staff",
        "balcony": "-", "shell": "-", "bath": "bath", "odd": "-", "nowhere": "-",
        "not assigned": "-",
    }  # fmt: skip
    assert found.loc["own code", "location_evidence"] == "dwelling H0102 (zone)"
    assert "trapperom" in found.loc["stair", "location_evidence"]


def test_a_storey_with_only_rooms_of_homes_is_a_home(build: Any, settings: Settings) -> None:
    rows = [
        {"component_id": "bath", "space_id": "bath", "storey": "1"},
        {"component_id": "door", "storey": "1"},
        {"component_id": "elsewhere", "storey": "2"},
    ]
    home = [
        {"space_id": "bath", "long_name": "Bad", "storey": "1"},
        {"space_id": "bedroom", "long_name": "Soverom", "storey": "1"},
    ]
    found = places(build, settings, rows, home)["location_class"].to_dict()
    assert found == {"bath": "dwelling", "door": "dwelling", "elsewhere": "unknown"}
    shared = [*home, {"space_id": "stair", "long_name": "Trapperom", "storey": "1"}]
    found = places(build, settings, rows, shared)["location_class"].to_dict()
    assert found == {"bath": "unknown", "door": "unknown", "elsewhere": "unknown"}


def test_a_corridor_outside_the_drawn_dwellings_is_common(build: Any, settings: Settings) -> None:
    flat = {"space_id": "bath", "long_name": "Bad", "storey": "1", "dwelling_code": "H0101"}
    hall = {"space_id": "hall", "long_name": "Korridor", "storey": "1"}
    rows = [{"component_id": "door", "space_id": "hall", "storey": "1", "is_external": "no"}]
    for confidence, wanted in (("high", "common"), ("low", "unknown")):
        spaces = [flat | {"dwelling_confidence": confidence}, hall]
        found = places(build, settings, rows, spaces)
        assert found.loc["door", "location_class"] == wanted
