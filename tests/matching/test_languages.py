"""Names as they stand in models of eight countries; none of them is taken from a test model."""

from __future__ import annotations

from typing import Any

import pytest

from robuild.matching import match_components
from robuild.terms.catalog import Catalog

CASES = """
IfcDoor | Innerdør 9x21 hvit | door_internal_set
IfcDoor | Innvendig dør M10x21 | door_internal_set
IfcDoor | Zimmertür 1-flügelig | door_internal_set
IfcDoor | Binnendeur stomp 930 | door_internal_set
IfcDoor | Porte intérieure 83 | door_internal_set
IfcDoor | Innerdörr 9x21 | door_internal_set
IfcDoor | Leilighetsdør EI30 42dB | door_apartment_entrance
IfcDoor | Wohnungseingangstür T30 | door_apartment_entrance
IfcDoor | Lägenhetsdörr EI30 | door_apartment_entrance
IfcDoor | Baderomsdør 8x21 | door_wetroom
IfcDoor | Balkongdør med glass | door_external
IfcDoor | Haustür Alu | door_external
IfcDoor | Achterdeur | door_external
IfcDoor | Skyvedør i vegg | door_sliding
IfcDoor | Schuifdeur enkel | door_sliding
IfcDoor | Brandschutztür T90 | door_fire_common
IfcDoor | Leddport 3x3 | out_of_scope
IfcWindow | Vindu 12x12 | window
IfcWindow | Fönster 12x14 | window
IfcWindow | Single-Flush 0915 x 2134mm | door_internal_set
IfcBuildingElementProxy | Dachfenster | window
IfcSanitaryTerminal | Vegghengt toalett | wc
IfcFlowTerminal | Wand-WC Tiefspüler | wc
IfcFlowTerminal | Wandcloset | wc
IfcSanitaryTerminal | Toalettstol golvmonterad | wc
IfcSanitaryTerminal | Handwaschbecken 45 | washbasin
IfcFlowTerminal | Fonteintje | washbasin
IfcFlowTerminal | Lavabo double | washbasin
IfcSanitaryTerminal | Tvättställ 60 | washbasin
IfcSanitaryTerminal | Badewanne 170 | bathtub
IfcFlowTerminal | Küchenspüle 80 | sink_kitchen
IfcFlowTerminal | Oppvaskbenk 120 | sink_kitchen
IfcSanitaryTerminal | Dusjkabinett 90x90 | shower_cabinet
IfcSanitaryTerminal | Douchescherm glas | shower_screen
IfcWasteTerminal | Gulvsluk 110 | floor_drain
IfcWasteTerminal | Golvbrunn 75 | floor_drain
IfcFurniture | Klesskap 100 | wardrobe
IfcFurnishingElement | Kleiderschrank 2-türig | wardrobe
IfcFurnishingElement | Kjøkkenskap 60 | kitchen_cabinet
IfcFurnishingElement | Keukenkastje 60 | kitchen_cabinet
IfcFurnishingElement | Bänkskåp 60 | kitchen_cabinet
IfcFurniture | Arbeitsplatte Eiche | kitchen_worktop
IfcFurniture | Dobbeltseng 160 | bed
IfcFurniture | Nattbord | table
IfcFurniture | Esstisch rund | table
IfcFurniture | Skrivbord 160x80 | table
IfcFurniture | Bürostuhl | chair
IfcFurniture | Spisestol | chair
IfcFurniture | Lenestol | sofa
IfcFurniture | Bokhylle | shelf_fixed
IfcFurniture | Single Person Wardrobe | wardrobe
IfcFlowTerminal | Doppelsteckdose | socket
IfcOutlet | Dobbel stikkontakt | socket
IfcFlowTerminal | Wandcontactdoos | socket
IfcFlowTerminal | Prise de courant | socket
IfcOutlet | Datauttak RJ45 | data_outlet
IfcFlowTerminal | Wechselschalter | switch
IfcSwitchingDevice | Dimmer LED | switch
IfcFlowTerminal | Deckenleuchte rund | luminaire
IfcLightFixture | Taklampe | luminaire
IfcLightFixture | Nødlys over dør | luminaire_emergency
IfcFlowTerminal | Vluchtwegaanduiding | luminaire_emergency
IfcSensor | Rauchwarnmelder | smoke_alarm
IfcSensor | Brandvarnare | smoke_alarm
IfcFlowController | Smoke Detector | fire_detector
IfcElectricAppliance | Oppvaskmaskin 60 | dishwasher
IfcFurnishingElement | Waschmaschine | washing_machine
IfcElectricAppliance | Kühl-Gefrierkombination | fridge_freezer
IfcElectricAppliance | Induksjonstopp | hob
IfcElectricAppliance | Fornuis 60 | cooker
IfcFan | Dunstabzugshaube | cooker_hood
IfcSpaceHeater | Paneelradiator type 22 | radiator
IfcSpaceHeater | Plattenheizkörper 22 | radiator
IfcElectricAppliance | Varmtvannsbereder 200 l | water_heater
IfcAirTerminal | Tallerkenventil 125 | air_terminal
IfcRailing | Geländer Balkon | railing
IfcStair | Holztreppe gewendelt | stair_timber
IfcStair | Betongtrapp | out_of_scope
IfcWall | GK-Ständerwand 125 | partition_gypsum
IfcWall | Lettvegg 98 gips | partition_gypsum
IfcWall | Cloison 72/48 | partition_gypsum
IfcWall | Kalkzandsteen 214 | out_of_scope
IfcBeam | Limtredrager | out_of_scope
IfcMember | Kozijnstijl | out_of_scope
IfcBuildingElementProxy | Löwenstatue | unmatched
IfcTransportElement | Personheis | lift
IfcDiscreteAccessory | Türschließer | door_closer
IfcDiscreteAccessory | Handtuchhalter | bath_accessory
IfcFurniture | Postkassestativ | mailbox
IfcFurniture | Sofabord 60x60 | table
IfcFurniture | Bordlampe | luminaire
IfcFurniture | Skap for brannslange | unmatched
IfcFurniture | Arbeidsbenk | unmatched
IfcFurniture | Oppvaskbenk med skap | sink_kitchen
IfcFlowTerminal | Dusjbatteri med hånddusj | shower_mixer
IfcFlowTerminal | Stikkontakt for komfyr | socket
IfcFlowTerminal | Downlight over servant | luminaire
IfcFlowTerminal | Vaskemaskinkran | out_of_scope
IfcFlowTerminal | WC-børste | unmatched
IfcFlowTerminal | Anschluss für Waschmaschine | unmatched
IfcSwitchingDevice | Nødstopp | out_of_scope
IfcWindow | Takluke | out_of_scope
IfcDoor | Foldeport | out_of_scope
IfcBuildingElementProxy | Innerdør | door_internal_set
IfcBuildingElementProxy | Tre, bjørk | out_of_scope
IfcCovering | Taklist | out_of_scope
IfcCovering | Brannisolering | out_of_scope
IfcWall | Glassvegg | unmatched
IfcWall | Generic - 200mm | unmatched
"""
COVERINGS = """
FLOORING | Linoleum 2,5 mm | floor_linoleum
FLOORING | Eikeparkett 3-stav | floor_parquet
FLOORING | Teppichboden | floor_carpet
FLOORING | Plavuizen 30x30 | floor_tile
FLOORING | Klinkers 15x15 | floor_tile
FLOORING | Vinylgolv | floor_vinyl_sheet
FLOORING | Laminaat eiken | floor_laminate
FLOORING | Gietvloer PU | floor_epoxy
CEILING | Systemhimling 600x600 | ceiling_system
CEILING | Gipskartondecke abgehängt | ceiling_gypsum
CEILING | Systeemplafond 600x600 | ceiling_system
CLADDING | Wandfliesen 20x20 | wall_tile
CLADDING | Vegg malt | paint_wall
CLADDING | Behang vlies | wallpaper
CLADDING | Liggende kledning dobbelfals | cladding_timber
CLADDING | Utvendig maling | paint_facade
SKIRTINGBOARD | Plint wit | skirting
ROOFING | Dakpannen | roof_tile
ROOFING | Takpapp | roof_felt
"""


def rows(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def answers(build: Any, catalog: Catalog) -> dict[str, str]:
    """Every case as a type's name and as the component's own, matched in one go."""
    facts = []
    for ifc_class, name, _ in rows(CASES):
        for field in ("type_name", "name"):
            own = {"component_id": f"{ifc_class}|{name}|{field}", "ifc_class": ifc_class}
            facts.append(own | {field: name})
    for kind, name, _ in rows(COVERINGS):
        own = {"component_id": f"{kind}|{name}", "ifc_class": "IfcCovering"}
        facts.append(own | {"predefined_type": kind, "type_name": name})
    matches = match_components(build(facts), catalog)
    keys = matches["component_key"].fillna(matches["status"])
    return dict(zip(matches["component_id"], keys, strict=True))


@pytest.mark.parametrize(("ifc_class", "name", "wanted"), rows(CASES))
@pytest.mark.parametrize("field", ["type_name", "name"])
def test_names_of_many_languages(
    answers: dict[str, str], ifc_class: str, name: str, wanted: str, field: str
) -> None:
    assert answers[f"{ifc_class}|{name}|{field}"] == wanted


@pytest.mark.parametrize(("kind", "name", "wanted"), rows(COVERINGS))
def test_coverings_of_many_languages(
    answers: dict[str, str], kind: str, name: str, wanted: str
) -> None:
    assert answers[f"{kind}|{name}"] == wanted
