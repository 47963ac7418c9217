"""Kitchens, bathrooms and laundry equipment of the demo building."""

from __future__ import annotations

from robuild.demo.pieces import block, fitted, of
from robuild.demo.shapes import Box

_APPLIANCE, _TERMINAL, _ACCESSORY, _VALVE = (
    "IfcElectricAppliance",
    "IfcSanitaryTerminal",
    "IfcDiscreteAccessory",
    "IfcValve",
)
_BOARD, _HPL, _STEEL = "Spon, melamin", "Høytrykkslaminat", "Stål"
_INOX, _CHINA, _GLASS = "Stål, rustfritt", "Sanitærporselen", "Glass"


def _wc() -> tuple[Box, ...]:
    return (block(0.38, 0.65, 0.40), block(0.38, 0.18, 0.40, z=0.40))


def _tap(reach: float, height: float) -> tuple[Box, ...]:
    return (block(0.05, 0.05, height, y=0.05), block(0.03, reach, 0.03, z=height, y=0.05))


KITCHEN = (
    fitted(
        "base_cabinet",
        "273",
        "Kjøkkenskap under 600 robust",
        _HPL,
        (block(0.6, 0.58, 0.87),),
        "Kjøkkenskap",
    ),
    fitted(
        "wall_cabinet",
        "273",
        "Kjøkkenskap over 600",
        _BOARD,
        (block(0.6, 0.35, 0.7),),
        "Kjøkkenskap",
    ),
    of(
        "worktop_18",
        "IfcSystemFurnitureElement",
        "WORKSURFACE",
        "273",
        "Benkeplate kompaktlaminat 1800",
        _HPL,
        (block(1.8, 0.62, 0.03),),
        quantity=("Length", 1.8),
    ),
    of(
        "worktop_24",
        "IfcSystemFurnitureElement",
        "WORKSURFACE",
        "273",
        "Benkeplate kompaktlaminat 2400",
        _HPL,
        (block(2.4, 0.62, 0.03),),
        quantity=("Length", 2.4),
    ),
    of(
        "kitchen_sink",
        _TERMINAL,
        "SINK",
        "315",
        "Oppvaskkum rustfri 500x400",
        _INOX,
        (block(0.5, 0.4, 0.18, y=0.1),),
    ),
    of(
        "kitchen_tap",
        _VALVE,
        "FAUCET",
        "315",
        "Kjøkkenbatteri ettgreps med avstengning",
        _INOX,
        _tap(0.2, 0.2),
    ),
    of(
        "cooker",
        _APPLIANCE,
        "ELECTRICCOOKER",
        "273",
        "Komfyr 60 cm keramisk topp",
        _STEEL,
        (block(0.6, 0.6, 0.9),),
    ),
    of(
        "hob",
        _APPLIANCE,
        "ELECTRICCOOKER",
        "273",
        "Platetopp 60 cm keramisk",
        _GLASS,
        (block(0.58, 0.51, 0.02, y=0.05),),
    ),
    of(
        "cooker_hood",
        "IfcFan",
        "USERDEFINED",
        "365",
        "Kjøkkenhette 60 cm",
        _STEEL,
        (block(0.6, 0.45, 0.15),),
        "Kjøkkenhette",
    ),
    of(
        "hood_filter",
        "IfcFilter",
        "USERDEFINED",
        "365",
        "Fettfilter metall kjøkkenhette",
        _INOX,
        (block(0.5, 0.3, 0.02, y=0.1),),
        "Fettfilter",
    ),
    of(
        "stove_guard",
        "IfcController",
        "USERDEFINED",
        "433",
        "Komfyrvakt med sensor",
        "Plast",
        (block(0.14, 0.03, 0.04),),
        "Komfyrvakt",
    ),
    of(
        "fridge",
        _APPLIANCE,
        "FRIDGE_FREEZER",
        "273",
        "Kjøleskap/fryser 60 cm",
        _STEEL,
        (block(0.6, 0.62, 1.85),),
    ),
    of(
        "dishwasher",
        _APPLIANCE,
        "DISHWASHER",
        "273",
        "Oppvaskmaskin 60 cm",
        _STEEL,
        (block(0.6, 0.58, 0.86),),
    ),
)

BATHROOM = (
    of("wc", _TERMINAL, "TOILETPAN", "315", "Klosett gulvstående hvit", _CHINA, _wc()),
    of(
        "wc_seat",
        _TERMINAL,
        "WCSEAT",
        "315",
        "Klosettsete med lokk, hardplast",
        "Plast",
        (block(0.36, 0.43, 0.04, y=0.2),),
    ),
    of(
        "washbasin",
        _TERMINAL,
        "WASHHANDBASIN",
        "315",
        "Servant 60 cm hvit",
        _CHINA,
        (block(0.6, 0.45, 0.14),),
    ),
    of("basin_tap", _VALVE, "FAUCET", "315", "Servantbatteri ettgreps", _INOX, _tap(0.12, 0.1)),
    of(
        "shower_mixer",
        _VALVE,
        "MIXING",
        "315",
        "Dusjbatteri termostat",
        _INOX,
        (block(0.28, 0.08, 0.06),),
    ),
    of(
        "shower_set",
        _ACCESSORY,
        "USERDEFINED",
        "315",
        "Dusjslange og hånddusj med stang",
        _INOX,
        (block(0.04, 0.06, 0.8), block(0.1, 0.2, 0.04, z=0.8)),
        "Dusjgarnityr",
    ),
    of(
        "shower_screen",
        _TERMINAL,
        "SHOWER",
        "274",
        "Dusjvegg herdet glass 90",
        _GLASS,
        (block(0.02, 0.9, 1.95),),
    ),
    of(
        "shower_cabinet",
        _TERMINAL,
        "SHOWER",
        "274",
        "Dusjkabinett 80x80",
        "Plast",
        (block(0.8, 0.8, 2.1),),
    ),
    of(
        "floor_drain",
        "IfcWasteTerminal",
        "FLOORTRAP",
        "315",
        "Sluk rustfri 150",
        _INOX,
        (block(0.15, 0.15, 0.08, z=-0.08),),
    ),
    fitted(
        "vanity",
        "274",
        "Baderomsskap under servant 60",
        _HPL,
        (block(0.6, 0.44, 0.5),),
        "Baderomsskap",
    ),
    fitted(
        "bath_cabinet",
        "274",
        "Baderomsskap høyskap 30",
        _HPL,
        (block(0.3, 0.3, 1.2),),
        "Baderomsskap",
    ),
    fitted(
        "mirror", "274", "Speil 60x80 sikkerhetsglass", _GLASS, (block(0.6, 0.02, 0.8),), "Speil"
    ),
    of(
        "paper_holder",
        _ACCESSORY,
        "BRACKET",
        "274",
        "Garnityr toalettpapirholder rustfri",
        _INOX,
        (block(0.14, 0.08, 0.1),),
    ),
    of(
        "towel_hooks",
        _ACCESSORY,
        "BRACKET",
        "274",
        "Garnityr håndklekroker rustfri",
        _INOX,
        (block(0.4, 0.05, 0.06),),
    ),
    of(
        "grab_bar",
        _ACCESSORY,
        "BRACKET",
        "274",
        "Støttehåndtak vegg 600 rustfri",
        _INOX,
        (block(0.6, 0.08, 0.04),),
    ),
)

LAUNDRY = (
    of(
        "washing_machine",
        _APPLIANCE,
        "WASHINGMACHINE",
        "273",
        "Vaskemaskin 8 kg felles",
        _STEEL,
        (block(0.6, 0.62, 0.85),),
    ),
    of(
        "tumble_dryer",
        _APPLIANCE,
        "TUMBLEDRYER",
        "273",
        "Tørketrommel 8 kg felles",
        _STEEL,
        (block(0.6, 0.62, 0.85),),
    ),
    of(
        "utility_sink",
        _TERMINAL,
        "SINK",
        "315",
        "Utslagsvask rustfri",
        _INOX,
        (block(0.5, 0.4, 0.25),),
    ),
)
