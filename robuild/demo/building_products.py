"""Walls, slabs and finishes that the demo building is made of."""

from __future__ import annotations

from robuild.demo.draft import PropertySetsInput
from robuild.demo.products import LayeredProduct


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
    _finish("membrane", "MEMBRANE", "255", "Våtromsmembran påstrykning", "Polymermembran", 0.001),
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

LAYERED = {product.key: product for product in (*WALLS, *SLABS, *FINISHES)}
