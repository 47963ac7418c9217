"""Kitchens, bathrooms, furniture and laundry equipment of the demo building.

A product's origin is the middle of its back at the height it is mounted; it reaches out along y.
"""

from __future__ import annotations

from robuild.demo.draft import PropertySetsInput
from robuild.demo.products import Product
from robuild.demo.shapes import Box

_NONE: PropertySetsInput = {}
_FURNITURE, _APPLIANCE, _TERMINAL = "IfcFurniture", "IfcElectricAppliance", "IfcSanitaryTerminal"
_ACCESSORY, _VALVE = "IfcDiscreteAccessory", "IfcValve"
_WOOD, _BOARD, _HPL, _STEEL = "Heltre furu", "Spon, melamin", "Høytrykkslaminat", "Stål"
_INOX, _CHINA, _FOAM, _GLASS = "Stål, rustfritt", "Sanitærporselen", "Skumplast", "Glass"


def block(width: float, depth: float, height: float, z: float = 0.0, y: float = 0.0) -> Box:
    """A box centred on the product's back."""
    return (-width / 2, y, z, width, depth, height)


def _legs(width: float, depth: float, height: float) -> tuple[Box, ...]:
    side = 0.05
    return tuple(
        (x, y, 0.0, side, side, height)
        for x in (-width / 2, width / 2 - side)
        for y in (0.0, depth - side)
    )


def _table(width: float, depth: float, height: float) -> tuple[Box, ...]:
    return (block(width, depth, 0.04, z=height - 0.04), *_legs(width, depth, height - 0.04))


def _chair() -> tuple[Box, ...]:
    return (
        *_legs(0.45, 0.45, 0.42),
        block(0.45, 0.45, 0.04, z=0.42),
        block(0.45, 0.04, 0.4, z=0.46),
    )


def _sofa(width: float) -> tuple[Box, ...]:
    arms = (
        (-width / 2, 0.2, 0.42, 0.15, 0.65, 0.2),
        (width / 2 - 0.15, 0.2, 0.42, 0.15, 0.65, 0.2),
    )
    return (block(width, 0.85, 0.42), block(width, 0.2, 0.38, z=0.42), *arms)


def _wc() -> tuple[Box, ...]:
    return (block(0.38, 0.65, 0.40), block(0.38, 0.18, 0.40, z=0.40))


def _tap(reach: float, height: float) -> tuple[Box, ...]:
    return (block(0.05, 0.05, height, y=0.05), block(0.03, reach, 0.03, z=height, y=0.05))


def _shelf(width: float, depth: float, height: float) -> tuple[Box, ...]:
    boards = tuple(block(width, depth, 0.03, z=z) for z in (0.1, 0.6, 1.1, 1.6))
    return (*boards, *_legs(width, depth, height))


def _of(
    key: str,
    ifc_class: str,
    predefined: str,
    code: str | None,
    name: str,
    material: str,
    boxes: tuple[Box, ...],
    word: str = "",
    quantity: tuple[str, float] | None = None,
) -> Product:
    return Product(
        key,
        ifc_class,
        predefined,
        code,
        name,
        material,
        boxes,
        object_type=word,
        quantity=quantity,
    )


def _fitted(
    key: str, code: str | None, name: str, material: str, boxes: tuple[Box, ...], word: str
) -> Product:
    return _of(key, _FURNITURE, "USERDEFINED", code, name, material, boxes, word)


KITCHEN = (
    _fitted(
        "base_cabinet",
        "273",
        "Kjøkkenskap under 600 robust",
        _HPL,
        (block(0.6, 0.58, 0.87),),
        "Kjøkkenskap",
    ),
    _fitted(
        "wall_cabinet",
        "273",
        "Kjøkkenskap over 600",
        _BOARD,
        (block(0.6, 0.35, 0.7),),
        "Kjøkkenskap",
    ),
    _of(
        "worktop_18",
        "IfcSystemFurnitureElement",
        "WORKSURFACE",
        "273",
        "Benkeplate kompaktlaminat 1800",
        _HPL,
        (block(1.8, 0.62, 0.03),),
        quantity=("Length", 1.8),
    ),
    _of(
        "worktop_24",
        "IfcSystemFurnitureElement",
        "WORKSURFACE",
        "273",
        "Benkeplate kompaktlaminat 2400",
        _HPL,
        (block(2.4, 0.62, 0.03),),
        quantity=("Length", 2.4),
    ),
    _of(
        "kitchen_sink",
        _TERMINAL,
        "SINK",
        "315",
        "Oppvaskkum rustfri 500x400",
        _INOX,
        (block(0.5, 0.4, 0.18, y=0.1),),
    ),
    _of(
        "kitchen_tap",
        _VALVE,
        "FAUCET",
        "315",
        "Kjøkkenbatteri ettgreps med avstengning",
        _INOX,
        _tap(0.2, 0.2),
    ),
    _of(
        "cooker",
        _APPLIANCE,
        "ELECTRICCOOKER",
        "273",
        "Komfyr 60 cm keramisk topp",
        _STEEL,
        (block(0.6, 0.6, 0.9),),
    ),
    _of(
        "hob",
        _APPLIANCE,
        "ELECTRICCOOKER",
        "273",
        "Platetopp 60 cm keramisk",
        _GLASS,
        (block(0.58, 0.51, 0.02, y=0.05),),
    ),
    _of(
        "cooker_hood",
        "IfcFan",
        "USERDEFINED",
        "365",
        "Kjøkkenhette 60 cm",
        _STEEL,
        (block(0.6, 0.45, 0.15),),
        "Kjøkkenhette",
    ),
    _of(
        "hood_filter",
        "IfcFilter",
        "USERDEFINED",
        "365",
        "Fettfilter metall kjøkkenhette",
        _INOX,
        (block(0.5, 0.3, 0.02, y=0.1),),
        "Fettfilter",
    ),
    _of(
        "stove_guard",
        "IfcController",
        "USERDEFINED",
        "433",
        "Komfyrvakt med sensor",
        "Plast",
        (block(0.14, 0.03, 0.04),),
        "Komfyrvakt",
    ),
    _of(
        "fridge",
        _APPLIANCE,
        "FRIDGE_FREEZER",
        "273",
        "Kjøleskap/fryser 60 cm",
        _STEEL,
        (block(0.6, 0.62, 1.85),),
    ),
    _of(
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
    _of("wc", _TERMINAL, "TOILETPAN", "315", "Klosett gulvstående hvit", _CHINA, _wc()),
    _of(
        "wc_seat",
        _TERMINAL,
        "WCSEAT",
        "315",
        "Klosettsete med lokk, hardplast",
        "Plast",
        (block(0.36, 0.43, 0.04, y=0.2),),
    ),
    _of(
        "washbasin",
        _TERMINAL,
        "WASHHANDBASIN",
        "315",
        "Servant 60 cm hvit",
        _CHINA,
        (block(0.6, 0.45, 0.14),),
    ),
    _of("basin_tap", _VALVE, "FAUCET", "315", "Servantbatteri ettgreps", _INOX, _tap(0.12, 0.1)),
    _of(
        "shower_mixer",
        _VALVE,
        "MIXING",
        "315",
        "Dusjbatteri termostat",
        _INOX,
        (block(0.28, 0.08, 0.06),),
    ),
    _of(
        "shower_set",
        _ACCESSORY,
        "USERDEFINED",
        "315",
        "Dusjslange og hånddusj med stang",
        _INOX,
        (block(0.04, 0.06, 0.8), block(0.1, 0.2, 0.04, z=0.8)),
        "Dusjgarnityr",
    ),
    _of(
        "shower_screen",
        _TERMINAL,
        "SHOWER",
        "274",
        "Dusjvegg herdet glass 90",
        _GLASS,
        (block(0.02, 0.9, 1.95),),
    ),
    _of(
        "shower_cabinet",
        _TERMINAL,
        "SHOWER",
        "274",
        "Dusjkabinett 80x80",
        "Plast",
        (block(0.8, 0.8, 2.1),),
    ),
    _of(
        "floor_drain",
        "IfcWasteTerminal",
        "FLOORTRAP",
        "315",
        "Sluk rustfri 150",
        _INOX,
        (block(0.15, 0.15, 0.08, z=-0.08),),
    ),
    _fitted(
        "vanity",
        "274",
        "Baderomsskap under servant 60",
        _HPL,
        (block(0.6, 0.44, 0.5),),
        "Baderomsskap",
    ),
    _fitted(
        "bath_cabinet",
        "274",
        "Baderomsskap høyskap 30",
        _HPL,
        (block(0.3, 0.3, 1.2),),
        "Baderomsskap",
    ),
    _fitted(
        "mirror", "274", "Speil 60x80 sikkerhetsglass", _GLASS, (block(0.6, 0.02, 0.8),), "Speil"
    ),
    _of(
        "paper_holder",
        _ACCESSORY,
        "BRACKET",
        "274",
        "Garnityr toalettpapirholder rustfri",
        _INOX,
        (block(0.14, 0.08, 0.1),),
    ),
    _of(
        "towel_hooks",
        _ACCESSORY,
        "BRACKET",
        "274",
        "Garnityr håndklekroker rustfri",
        _INOX,
        (block(0.4, 0.05, 0.06),),
    ),
    _of(
        "grab_bar",
        _ACCESSORY,
        "BRACKET",
        "274",
        "Støttehåndtak vegg 600 rustfri",
        _INOX,
        (block(0.6, 0.08, 0.04),),
    ),
)

FURNITURE = (
    _of(
        "bed",
        _FURNITURE,
        "BED",
        None,
        "Seng 90x200 robust bunn",
        _WOOD,
        (block(0.95, 2.05, 0.3), block(0.95, 0.05, 0.5, z=0.3)),
    ),
    _fitted(
        "mattress",
        None,
        "Madrass 90x200 vaskbart trekk",
        _FOAM,
        (block(0.9, 1.98, 0.16, y=0.06),),
        "Madrass",
    ),
    _of("sofa", _FURNITURE, "SOFA", None, "Sofa 3-seter robust trekk", "Tekstil", _sofa(1.8)),
    _of("sofa_small", _FURNITURE, "SOFA", None, "Lenestol robust trekk", "Tekstil", _sofa(0.85)),
    _of(
        "coffee_table",
        _FURNITURE,
        "TABLE",
        None,
        "Bord sofabord 90x60",
        _HPL,
        _table(0.9, 0.6, 0.5),
    ),
    _of(
        "dining_table",
        _FURNITURE,
        "TABLE",
        None,
        "Bord spisebord 80x80",
        _HPL,
        _table(0.8, 0.8, 0.74),
    ),
    _of(
        "long_table",
        _FURNITURE,
        "TABLE",
        None,
        "Bord spisebord 180x80",
        _HPL,
        _table(1.8, 0.8, 0.74),
    ),
    _of(
        "desk",
        _FURNITURE,
        "DESK",
        None,
        "Skrivebord 160x80 hev/senk",
        _BOARD,
        _table(1.6, 0.8, 0.74),
    ),
    _of("chair", _FURNITURE, "CHAIR", None, "Stol stablebar tre", _WOOD, _chair()),
    _fitted(
        "wardrobe",
        "275",
        "Garderobeskap 100x60 robust",
        _HPL,
        (block(1.0, 0.6, 2.1),),
        "Garderobeskap",
    ),
    _fitted(
        "wardrobe_hall",
        "275",
        "Garderobeskap entré 70x40",
        _HPL,
        (block(0.7, 0.4, 2.1),),
        "Garderobeskap",
    ),
    _fitted(
        "locker",
        "275",
        "Garderobeskap stål 2-delt",
        _STEEL,
        (block(0.6, 0.5, 1.8),),
        "Garderobeskap",
    ),
    _of("shelf", _FURNITURE, "SHELF", "275", "Hylle 90x40 fast", _BOARD, _shelf(0.9, 0.4, 1.8)),
    _of(
        "wall_shelf",
        _FURNITURE,
        "SHELF",
        "275",
        "Hylle vegghengt 80x25",
        _BOARD,
        (block(0.8, 0.25, 0.03),),
    ),
    _fitted(
        "mailbox", "277", "Postkasse stål innendørs", _STEEL, (block(0.3, 0.35, 0.12),), "Postkasse"
    ),
    _fitted(
        "bin", None, "Avfallsbeholder 240 l", "Plast", (block(0.6, 0.7, 1.05),), "Avfallsbeholder"
    ),
)

LAUNDRY = (
    _of(
        "washing_machine",
        _APPLIANCE,
        "WASHINGMACHINE",
        "273",
        "Vaskemaskin 8 kg felles",
        _STEEL,
        (block(0.6, 0.62, 0.85),),
    ),
    _of(
        "tumble_dryer",
        _APPLIANCE,
        "TUMBLEDRYER",
        "273",
        "Tørketrommel 8 kg felles",
        _STEEL,
        (block(0.6, 0.62, 0.85),),
    ),
    _of(
        "utility_sink",
        _TERMINAL,
        "SINK",
        "315",
        "Utslagsvask rustfri",
        _INOX,
        (block(0.5, 0.4, 0.25),),
    ),
)
