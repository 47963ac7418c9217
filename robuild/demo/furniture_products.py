"""Furniture of the demo building."""

from __future__ import annotations

from robuild.demo.pieces import block, fitted, of
from robuild.demo.shapes import Box

_FURNITURE = "IfcFurniture"
_WOOD, _BOARD, _HPL, _STEEL, _FOAM = (
    "Heltre furu",
    "Spon, melamin",
    "Høytrykkslaminat",
    "Stål",
    "Skumplast",
)


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


def _shelf(width: float, depth: float, height: float) -> tuple[Box, ...]:
    boards = tuple(block(width, depth, 0.03, z=z) for z in (0.1, 0.6, 1.1, 1.6))
    return (*boards, *_legs(width, depth, height))


FURNITURE = (
    of(
        "bed",
        _FURNITURE,
        "BED",
        None,
        "Seng 90x200 robust bunn",
        _WOOD,
        (block(0.95, 2.05, 0.3), block(0.95, 0.05, 0.5, z=0.3)),
    ),
    fitted(
        "mattress",
        None,
        "Madrass 90x200 vaskbart trekk",
        _FOAM,
        (block(0.9, 1.98, 0.16, y=0.06),),
        "Madrass",
    ),
    of("sofa", _FURNITURE, "SOFA", None, "Sofa 3-seter robust trekk", "Tekstil", _sofa(1.8)),
    of("sofa_small", _FURNITURE, "SOFA", None, "Lenestol robust trekk", "Tekstil", _sofa(0.85)),
    of(
        "coffee_table",
        _FURNITURE,
        "TABLE",
        None,
        "Bord sofabord 90x60",
        _HPL,
        _table(0.9, 0.6, 0.5),
    ),
    of(
        "dining_table",
        _FURNITURE,
        "TABLE",
        None,
        "Bord spisebord 80x80",
        _HPL,
        _table(0.8, 0.8, 0.74),
    ),
    of(
        "long_table",
        _FURNITURE,
        "TABLE",
        None,
        "Bord spisebord 180x80",
        _HPL,
        _table(1.8, 0.8, 0.74),
    ),
    of(
        "desk",
        _FURNITURE,
        "DESK",
        None,
        "Skrivebord 160x80 hev/senk",
        _BOARD,
        _table(1.6, 0.8, 0.74),
    ),
    of("chair", _FURNITURE, "CHAIR", None, "Stol stablebar tre", _WOOD, _chair()),
    fitted(
        "wardrobe",
        "275",
        "Garderobeskap 100x60 robust",
        _HPL,
        (block(1.0, 0.6, 2.1),),
        "Garderobeskap",
    ),
    fitted(
        "wardrobe_hall",
        "275",
        "Garderobeskap entré 70x40",
        _HPL,
        (block(0.7, 0.4, 2.1),),
        "Garderobeskap",
    ),
    fitted(
        "locker",
        "275",
        "Garderobeskap stål 2-delt",
        _STEEL,
        (block(0.6, 0.5, 1.8),),
        "Garderobeskap",
    ),
    of("shelf", _FURNITURE, "SHELF", "275", "Hylle 90x40 fast", _BOARD, _shelf(0.9, 0.4, 1.8)),
    of(
        "wall_shelf",
        _FURNITURE,
        "SHELF",
        "275",
        "Hylle vegghengt 80x25",
        _BOARD,
        (block(0.8, 0.25, 0.03),),
    ),
    fitted(
        "mailbox", "277", "Postkasse stål innendørs", _STEEL, (block(0.3, 0.35, 0.12),), "Postkasse"
    ),
    fitted(
        "bin", None, "Avfallsbeholder 240 l", "Plast", (block(0.6, 0.7, 1.05),), "Avfallsbeholder"
    ),
)
