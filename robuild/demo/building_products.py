"""Walls, slabs, finishes, doors and windows that the demo building is made of."""

from __future__ import annotations

from robuild.demo.draft import PropertySetsInput
from robuild.demo.products import LayeredProduct, LeafProduct


def _wall(
    *, fire: str | None, sound: str, external: bool = False, bearing: bool = False
) -> PropertySetsInput:
    common: dict[str, str | bool] = {"FireRating": fire} if fire else {}
    common |= {"AcousticRating": sound, "IsExternal": external, "LoadBearing": bearing}
    return {"Pset_WallCommon": common}


_EXTERNAL = _wall(fire="REI60", sound="Rw 45", external=True, bearing=True)
_DWELLING = _wall(fire="REI60", sound="Rw 55", bearing=True)
_CORRIDOR = _wall(fire="REI60", sound="Rw 48", bearing=True)
_INNER = _wall(fire=None, sound="Rw 35")

_GYPSUM = ("Gips", 0.0125)
_FIBRE = ("Fibergips", 0.0125)

WALLS = (
    LayeredProduct(
        "wall_external",
        "IfcWall",
        "SOLIDWALL",
        "231",
        "Yttervegg 300 bindingsverk",
        (("Mineralull", 0.25), ("Heltre furu", 0.0375), _FIBRE),
        sets=_EXTERNAL,
    ),
    LayeredProduct(
        "wall_dwelling",
        "IfcWall",
        "SOLIDWALL",
        "241",
        "Innervegg 250 betong mot bolig",
        (("Betong", 0.2375), _GYPSUM),
        sets=_DWELLING,
    ),
    LayeredProduct(
        "wall_corridor",
        "IfcWall",
        "SOLIDWALL",
        "241",
        "Innervegg betong bærende",
        (("Betong", 0.2),),
        sets=_CORRIDOR,
    ),
    LayeredProduct(
        "wall_clt",
        "IfcWall",
        "SOLIDWALL",
        "241",
        "Leilighetsskillevegg 250 massivtre",
        (
            _GYPSUM,
            ("Krysslimt massivtre", 0.10),
            ("Mineralull", 0.025),
            ("Krysslimt massivtre", 0.10),
            _GYPSUM,
        ),
        sets=_DWELLING,
    ),
    LayeredProduct(
        "wall_gypsum",
        "IfcWall",
        "PARTITIONING",
        "242",
        "Innervegg 100 stålstender gips",
        (_GYPSUM, ("Mineralull", 0.075), _GYPSUM),
        sets=_INNER,
    ),
    LayeredProduct(
        "wall_robust",
        "IfcWall",
        "PARTITIONING",
        "242",
        "Innervegg 200 robust fibergips",
        (_FIBRE, _FIBRE, ("Mineralull", 0.15), _FIBRE, _FIBRE),
        sets=_INNER,
    ),
    LayeredProduct(
        "wall_wet",
        "IfcWall",
        "PARTITIONING",
        "242",
        "Innervegg 100 stålstender fibergips",
        (_FIBRE, ("Mineralull", 0.075), _FIBRE),
        sets=_INNER,
    ),
)

SLABS = (
    LayeredProduct(
        "slab_ground",
        "IfcSlab",
        "BASESLAB",
        "252",
        "Gulv på grunn 250",
        (("Betong", 0.10), ("Skumplast", 0.15)),
    ),
    LayeredProduct(
        "slab_floor", "IfcSlab", "FLOOR", "251", "Dekke 300 betong", (("Betong", 0.30),)
    ),
    LayeredProduct(
        "slab_loft",
        "IfcSlab",
        "FLOOR",
        "251",
        "Etasjeskiller mot loft 300 bjelkelag",
        (("Mineralull", 0.30),),
    ),
    LayeredProduct(
        "slab_roof", "IfcSlab", "ROOF", "261", "Takflate W-takstoler", (("Heltre furu", 0.15),)
    ),
    LayeredProduct(
        "slab_canopy",
        "IfcSlab",
        "ROOF",
        "286",
        "Inngangstak massivtre",
        (("Krysslimt massivtre", 0.12),),
    ),
    LayeredProduct(
        "slab_landing", "IfcSlab", "LANDING", "281", "Trapperepos heltre", (("Heltre furu", 0.06),)
    ),
)


def _finish(
    key: str, predefined: str, code: str, name: str, material: str, thickness: float, word: str = ""
) -> LayeredProduct:
    return LayeredProduct(
        key, "IfcCovering", predefined, code, name, ((material, thickness),), word
    )


FINISHES = (
    _finish("floor_vinyl", "FLOORING", "255", "Vinylbelegg 2 mm homogent", "Vinyl", 0.002),
    _finish(
        "floor_vinyl_wet",
        "FLOORING",
        "255",
        "Vinylbelegg våtrom sklisikkert 2 mm",
        "Vinyl våtrom",
        0.002,
    ),
    _finish("floor_linoleum", "FLOORING", "255", "Linoleum 2,5 mm", "Linoleum", 0.0025),
    _finish("floor_laminate", "FLOORING", "255", "Laminatgulv 8 mm eik", "Laminat eik", 0.008),
    _finish("floor_parquet", "FLOORING", "255", "Parkett 14 mm eik 3-stav", "Parkett eik", 0.014),
    _finish("floor_tile", "FLOORING", "255", "Gulvflis keramisk 200x200", "Keramisk flis", 0.01),
    _finish("floor_epoxy", "FLOORING", "255", "Epoksybelegg gulv 3 mm", "Epoksy", 0.003),
    _finish("floor_carpet", "FLOORING", "255", "Teppefliser 500x500", "Tekstil", 0.006),
    _finish("membrane", "MEMBRANE", "255", "Våtromsmembran påstrykning", "Bitumenmembran", 0.001),
    _finish(
        "wall_paint", "USERDEFINED", "246", "Maling vegg akryl glans 10", "Maling", 0.001, "Maling"
    ),
    _finish(
        "wall_wallpaper",
        "USERDEFINED",
        "246",
        "Tapet glassfiberstrie malt",
        "Tapet",
        0.001,
        "Tapet",
    ),
    _finish(
        "wall_plywood",
        "CLADDING",
        "246",
        "Veggkledning kryssfiner 12 mm",
        "Kryssfiner bjørk",
        0.012,
    ),
    _finish(
        "wall_tile", "CLADDING", "246", "Veggflis keramisk 200x200 hvit", "Keramisk flis", 0.008
    ),
    _finish(
        "wall_panel",
        "CLADDING",
        "246",
        "Våtromsplate 11 mm høytrykkslaminat",
        "Våtromsplate laminat",
        0.011,
    ),
    _finish("ceiling_gypsum", "CEILING", "256", "Fast himling gips 13 mm", "Gips", 0.0125),
    _finish(
        "ceiling_paint", "USERDEFINED", "256", "Maling himling matt", "Maling", 0.001, "Maling"
    ),
    _finish(
        "ceiling_system", "CEILING", "257", "Systemhimling 600x600 mineralull", "Mineralull", 0.02
    ),
    _finish(
        "skirting_pine",
        "SKIRTINGBOARD",
        "255",
        "Gulvlist furu 12x60 hvitmalt",
        "Heltre furu",
        0.012,
    ),
    _finish("skirting_vinyl", "SKIRTINGBOARD", "255", "Gulvlist oppkant vinyl 100", "Vinyl", 0.003),
    _finish(
        "facade_timber",
        "CLADDING",
        "235",
        "Trekledning stående gran 23 mm",
        "Trekledning gran",
        0.023,
    ),
    _finish("facade_steel", "CLADDING", "235", "Platekledning stål 0,6 mm gavl", "Stål", 0.02),
    _finish(
        "facade_paint",
        "USERDEFINED",
        "235",
        "Utvendig maling trekledning",
        "Maling",
        0.001,
        "Utvendig maling",
    ),
    _finish("roof_tile", "ROOFING", "262", "Takstein tegl rød", "Teglstein", 0.05),
    _finish("roof_felt", "ROOFING", "262", "Takpapp 2-lags asfalt", "Bitumenmembran", 0.01),
    _finish(
        "window_sill",
        "USERDEFINED",
        "236",
        "Vindusbrett høytrykkslaminat hvit",
        "Høytrykkslaminat",
        0.02,
        "Vindusbrett",
    ),
)


def _door(
    *,
    external: bool = False,
    fire: str | None = None,
    sound: str | None = None,
    security: str | None = None,
    closing: bool = False,
) -> PropertySetsInput:
    common: dict[str, str | bool] = {"IsExternal": external, "SelfClosing": closing}
    if fire:
        common["FireRating"] = fire
    if sound:
        common["AcousticRating"] = sound
    if security:
        common["SecurityRating"] = security
    return {"Pset_DoorCommon": common}


_SWING = "SINGLE_SWING_LEFT"
_HPL = "Høytrykkslaminat"

DOORS = (
    LeafProduct(
        "door_internal",
        "IfcDoor",
        "244",
        "Innerdør 9x21 kompakt hvit",
        0.9,
        2.1,
        _SWING,
        _HPL,
        _door(),
    ),
    LeafProduct(
        "door_robust",
        "IfcDoor",
        "244",
        "Innerdør 10x21 massiv laminat robust",
        1.0,
        2.1,
        _SWING,
        _HPL,
        _door(),
    ),
    LeafProduct(
        "door_office",
        "IfcDoor",
        "244",
        "Innerdør 9x21 lyd Rw35 eik",
        0.9,
        2.1,
        _SWING,
        "Laminat eik",
        _door(sound="Rw35"),
    ),
    LeafProduct(
        "door_wetroom", "IfcDoor", "244", "Våtromsdør 9x21 hvit", 0.9, 2.1, _SWING, "Plast", _door()
    ),
    LeafProduct(
        "door_sliding",
        "IfcDoor",
        "244",
        "Skyvedør 10x21 utenpåliggende hvit",
        1.0,
        2.1,
        "SLIDING_TO_LEFT",
        _HPL,
        _door(),
    ),
    LeafProduct(
        "door_entrance",
        "IfcDoor",
        "244",
        "Inngangsdør EI30 Rw40 10x21",
        1.0,
        2.1,
        _SWING,
        "Laminat eik",
        _door(fire="EI30-CSa", sound="Rw40", security="RC2", closing=True),
    ),
    LeafProduct(
        "door_fire_steel",
        "IfcDoor",
        "244",
        "Branndør stål EI60-CSa 10x21",
        1.0,
        2.1,
        _SWING,
        "Stål",
        _door(fire="EI60-CSa", closing=True),
    ),
    LeafProduct(
        "door_fire_glass",
        "IfcDoor",
        "244",
        "Branndør glassfelt EI30-CSa 11x21",
        1.1,
        2.1,
        _SWING,
        "Aluminium",
        _door(fire="EI30-CSa", closing=True),
    ),
    LeafProduct(
        "door_external",
        "IfcDoor",
        "234",
        "Ytterdør 10x21 isolert",
        1.0,
        2.1,
        _SWING,
        "Laminat eik",
        _door(external=True, security="RC2"),
    ),
    LeafProduct(
        "door_main",
        "IfcDoor",
        "234",
        "Ytterdør hovedinngang 12x21 aluminium glassfelt",
        1.2,
        2.1,
        _SWING,
        "Aluminium",
        _door(external=True, security="RC3", closing=True),
    ),
)

_WINDOW: PropertySetsInput = {
    "Pset_WindowCommon": {
        "IsExternal": True,
        "ThermalTransmittance": ("IfcThermalTransmittanceMeasure", 0.8),
    }
}
_SAFE: PropertySetsInput = {
    "Pset_WindowCommon": {**_WINDOW["Pset_WindowCommon"], "SecurityRating": "P4A"}
}

WINDOWS = (
    LeafProduct(
        "window_medium",
        "IfcWindow",
        "234",
        "Vindu 12x12 innadslående 3-lags",
        1.2,
        1.2,
        "SINGLE_PANEL",
        "Heltre furu",
        _WINDOW,
    ),
    LeafProduct(
        "window_large",
        "IfcWindow",
        "234",
        "Vindu 18x13 to fag 3-lags laminert",
        1.8,
        1.3,
        "DOUBLE_PANEL_VERTICAL",
        "Heltre furu",
        _SAFE,
    ),
    LeafProduct(
        "window_low",
        "IfcWindow",
        "234",
        "Vindu 12x6 topphengslet 3-lags",
        1.2,
        0.6,
        "SINGLE_PANEL",
        "Heltre furu",
        _WINDOW,
    ),
)

GLASS_SCREEN = ("glass_screen", "Glassfelt laminert sikkerhetsglass 6x21", 0.6, 2.1)
"""Key, name, width and height of the glass field beside the porch door (an IfcPlate)."""
UNTYPED_DOOR = ("door_untyped", "Dør 9x21", 0.9, 2.1)
"""Key, name, width and height of the one door that has no type."""

LEAVES = {leaf.key: leaf for leaf in (*DOORS, *WINDOWS)}
LAYERED = {product.key: product for product in (*WALLS, *SLABS, *FINISHES)}


def opening_size(product: str) -> tuple[float, float]:
    """Width and height of what fills an opening [m].

    Raises:
        KeyError: no such product.
    """
    for key, _, width, height in (GLASS_SCREEN, UNTYPED_DOOR):
        if product == key:
            return width, height
    leaf = LEAVES[product]
    return leaf.width, leaf.height
