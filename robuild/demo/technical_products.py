"""Heating, ventilation, electrical, fire and access equipment of the demo building."""

from __future__ import annotations

from robuild.demo.pieces import block
from robuild.demo.products import Product
from robuild.demo.shapes import Box

_STEEL, _PLASTIC, _ALU = "Stål", "Plast", "Aluminium"
_USER = "USERDEFINED"


def _of(
    key: str,
    ifc_class: str,
    predefined: str,
    code: str | None,
    name: str,
    material: str,
    *boxes: Box,
    word: str = "",
    quantity: tuple[str, float] | None = None,
) -> Product:
    return Product(key, ifc_class, predefined, code, name, material, boxes, (), word, quantity)


def _round(
    key: str, ifc_class: str, predefined: str, code: str, name: str, radius: float, height: float
) -> Product:
    disc = ((0.0, 0.0, 0.0, radius, height),)
    return Product(key, ifc_class, predefined, code, name, _PLASTIC, (), disc)


HEATING = (
    _of(
        "radiator",
        "IfcSpaceHeater",
        "RADIATOR",
        "325",
        "Radiator 100x50 vannbåren",
        _STEEL,
        block(1.0, 0.1, 0.5),
    ),
    _of(
        "thermostat",
        "IfcValve",
        "REGULATING",
        "325",
        "Radiatortermostat",
        _PLASTIC,
        block(0.06, 0.08, 0.06),
    ),
    _of(
        "panel_heater",
        "IfcElectricAppliance",
        "FREESTANDINGELECTRICHEATER",
        "452",
        "Panelovn 1000 W med termostat",
        _STEEL,
        block(1.0, 0.08, 0.4),
    ),
    _of(
        "water_heater",
        "IfcElectricAppliance",
        "FREESTANDINGWATERHEATER",
        "315",
        "Varmtvannsbereder 120 l",
        _STEEL,
        block(0.56, 0.56, 1.3),
    ),
    _of("boiler", "IfcBoiler", "WATER", "325", "Elkjel 30 kW", _STEEL, block(0.6, 0.6, 1.6)),
)

VENTILATION = (
    _of(
        "ventilation_unit",
        "IfcUnitaryEquipment",
        "AIRHANDLER",
        "365",
        "Ventilasjonsaggregat leilighet roterende",
        _STEEL,
        block(0.6, 0.45, 0.75),
    ),
    _of(
        "air_filter",
        "IfcFilter",
        "AIRPARTICLEFILTER",
        "365",
        "Ventilasjonsfilter ePM1 F7",
        "Mineralull",
        block(0.3, 0.05, 0.3, z=0.2, y=0.2),
    ),
    _of(
        "extract_fan",
        "IfcFan",
        _USER,
        "365",
        "Baderomsvifte fuktstyrt",
        _PLASTIC,
        block(0.18, 0.08, 0.18),
        word="Avtrekksvifte",
    ),
    _round("air_valve", "IfcAirTerminal", "GRILLE", "364", "Ventil avtrekk 100", 0.07, 0.04),
    _round("air_supply", "IfcAirTerminal", "DIFFUSER", "364", "Ventil tilluft 125", 0.08, 0.04),
)

ELECTRICAL = (
    _round(
        "luminaire",
        "IfcLightFixture",
        "POINTSOURCE",
        "442",
        "Lysarmatur LED slagfast rund",
        0.15,
        0.06,
    ),
    _of(
        "luminaire_long",
        "IfcLightFixture",
        "DIRECTIONSOURCE",
        "442",
        "Lysarmatur LED innfelt 60x60",
        _PLASTIC,
        (-0.3, -0.3, 0.0, 0.6, 0.6, 0.02),
    ),
    _of(
        "luminaire_bench",
        "IfcLightFixture",
        "DIRECTIONSOURCE",
        "442",
        "Lysarmatur LED benk",
        _ALU,
        block(0.6, 0.05, 0.02),
    ),
    _of(
        "luminaire_mirror",
        "IfcLightFixture",
        "POINTSOURCE",
        "442",
        "Lysarmatur speil IP44",
        _PLASTIC,
        block(0.5, 0.08, 0.06),
    ),
    _of(
        "emergency_light",
        "IfcLightFixture",
        "SECURITYLIGHTING",
        "443",
        "Ledelys utgang LED",
        _PLASTIC,
        block(0.3, 0.05, 0.15),
    ),
    _of(
        "switch",
        "IfcSwitchingDevice",
        "TOGGLESWITCH",
        "433",
        "Lysbryter 1-pol",
        _PLASTIC,
        block(0.08, 0.012, 0.08),
    ),
    _of(
        "socket",
        "IfcOutlet",
        "POWEROUTLET",
        "433",
        "Stikkontakt dobbel 16 A",
        _PLASTIC,
        block(0.12, 0.012, 0.08),
    ),
    _of(
        "board",
        "IfcElectricDistributionBoard",
        "CONSUMERUNIT",
        "433",
        "Sikringsskap leilighet",
        _STEEL,
        block(0.4, 0.12, 0.6),
    ),
    _of(
        "main_board",
        "IfcElectricDistributionBoard",
        "DISTRIBUTIONBOARD",
        "433",
        "Hovedtavle",
        _STEEL,
        block(0.8, 0.25, 1.8),
    ),
)

SAFETY = (
    _round(
        "smoke_alarm", "IfcSensor", "SMOKESENSOR", "542", "Røykvarsler batteri 10 år", 0.06, 0.05
    ),
    _round(
        "fire_detector",
        "IfcSensor",
        "SMOKESENSOR",
        "542",
        "Branndetektor optisk i brannalarmanlegg",
        0.05,
        0.05,
    ),
    _of(
        "fire_panel",
        "IfcUnitaryControlElement",
        "ALARMPANEL",
        "542",
        "Brannsentral",
        _STEEL,
        block(0.4, 0.12, 0.5),
    ),
    _round(
        "sprinkler",
        "IfcFireSuppressionTerminal",
        "SPRINKLER",
        "332",
        "Sprinklerhode skjult boligsprinkler",
        0.035,
        0.03,
    ),
    _of(
        "hose_reel",
        "IfcFireSuppressionTerminal",
        "HOSEREEL",
        "331",
        "Brannslange i skap 30 m",
        _STEEL,
        block(0.7, 0.2, 0.7),
    ),
    _of(
        "extinguisher",
        "IfcFireSuppressionTerminal",
        _USER,
        None,
        "Slokkeapparat skum 6 l",
        _STEEL,
        block(0.2, 0.18, 0.5),
        word="Håndslokker",
    ),
)

DOOR_PARTS = (
    _of(
        "handle",
        "IfcDiscreteAccessory",
        _USER,
        "244",
        "Dørvrider rustfri med skilt",
        "Stål, rustfritt",
        (-0.06, -0.08, 0.0, 0.12, 0.16, 0.03),
        word="Dørvrider",
    ),
    _of(
        "lock_case",
        "IfcDiscreteAccessory",
        _USER,
        "244",
        "Låskasse FG-godkjent",
        _STEEL,
        (-0.08, -0.01, 0.0, 0.08, 0.02, 0.16),
        word="Låskasse",
    ),
    _of(
        "lock_cylinder",
        "IfcDiscreteAccessory",
        _USER,
        "244",
        "Låssylinder systemnøkkel",
        _STEEL,
        (-0.015, -0.04, 0.0, 0.03, 0.08, 0.04),
        word="Låssylinder",
    ),
    _of(
        "closer",
        "IfcDiscreteAccessory",
        _USER,
        "244",
        "Dørlukker EN 3-4",
        _STEEL,
        (-0.15, -0.08, 0.0, 0.3, 0.05, 0.06),
        word="Dørlukker",
    ),
    _of(
        "hinge",
        "IfcDiscreteAccessory",
        _USER,
        "244",
        "Hengsel justerbar 110 mm",
        _STEEL,
        (-0.02, -0.03, 0.0, 0.03, 0.06, 0.11),
        word="Hengsel",
    ),
    _of(
        "seal",
        "IfcDiscreteAccessory",
        _USER,
        "244",
        "Tettelist dør brann og lyd",
        "Silikon",
        (-0.47, -0.03, 0.0, 0.01, 0.01, 2.05),
        (0.46, -0.03, 0.0, 0.01, 0.01, 2.05),
        (-0.47, -0.03, 2.05, 0.94, 0.01, 0.01),
        word="Tettelist",
        quantity=("Length", 5.04),
    ),
    _of(
        "reader",
        "IfcSensor",
        "IDENTIFIERSENSOR",
        "543",
        "Kortleser med elektronisk lås",
        _PLASTIC,
        block(0.09, 0.03, 0.14),
    ),
    _of(
        "intercom",
        "IfcCommunicationsAppliance",
        _USER,
        "534",
        "Porttelefon dørstasjon",
        "Stål, rustfritt",
        block(0.12, 0.03, 0.25),
        word="Porttelefon",
    ),
    _of(
        "handset",
        "IfcCommunicationsAppliance",
        _USER,
        "534",
        "Porttelefon svarapparat",
        _PLASTIC,
        block(0.1, 0.04, 0.2),
        word="Porttelefon",
    ),
)

WINDOW_PARTS = (
    _of(
        "blind_medium",
        "IfcShadingDevice",
        "JALOUSIE",
        "237",
        "Persienne innvendig 120 cm",
        _ALU,
        block(1.2, 0.03, 1.2),
    ),
    _of(
        "blind_large",
        "IfcShadingDevice",
        "JALOUSIE",
        "237",
        "Persienne innvendig 180 cm",
        _ALU,
        block(1.8, 0.03, 1.3),
    ),
    _of(
        "awning",
        "IfcShadingDevice",
        "AWNING",
        "237",
        "Markise utvendig 200 cm",
        "Tekstil",
        block(2.0, 0.6, 0.04),
    ),
    _of(
        "window_hardware",
        "IfcDiscreteAccessory",
        _USER,
        "234",
        "Vindusbeslag med åpningsbegrenser",
        _STEEL,
        block(0.12, 0.03, 0.04),
        word="Vindusbeslag",
    ),
)
