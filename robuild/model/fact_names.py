"""What properties are called in the wild, and which fact or quantity each one carries.

Names are compared squeezed (small letters and digits only). The number is the rank: a lower one
wins over a higher one within the same level (occurrence before type).
"""

from __future__ import annotations

FACTS: dict[str, tuple[str, int]] = {
    **{n: ("fire_rating", i) for i, n in enumerate((
        "firerating", "fireresistancerating", "brannklasse", "brannmotstand", "brannkrav",
        "brandklasse", "brandmotstånd", "feuerwiderstandsklasse", "feuerwiderstand",
        "brandwerendheid", "wbdbo"))},
    **{n: ("security_rating", i) for i, n in enumerate((
        "securityrating", "innbruddsklasse", "sikkerhetsklasse", "inbrottsklass",
        "widerstandsklasse", "inbraakwerendheid", "burglarresistance"))},
    **{n: ("acoustic_rating", i) for i, n in enumerate((
        "acousticrating", "lydklasse", "lydkrav", "lydreduksjon", "ljudklass",
        "schallschutzklasse", "soundrating"))},
    **{n: ("is_external", i) for i, n in enumerate((
        "isexternal", "erutvendig", "utvendig"))},
    **{n: ("load_bearing", i) for i, n in enumerate((
        "loadbearing", "bærende", "erbærende", "tragend", "dragend"))},
    **{n: ("status", i) for i, n in enumerate((
        "status", "renovationstatus", "renovatiestatus", "renoveringsstatus", "umbaustatus"))},
    **{n: ("manufacturer", i) for i, n in enumerate((
        "manufacturer", "produsent", "tilverkare", "hersteller", "fabrikant"))},
    **{n: ("article_number", i) for i, n in enumerate((
        "articlenumber", "artikkelnummer", "artikkelnr", "nobbnummer", "nobbnr", "nobb",
        "globaltradeitemnumber", "gtin", "artikelnummer", "artikelnr", "modelnumber",
        "modelreference", "modellabel"))},
    **{n: ("warranty", i) for i, n in enumerate((
        "warrantyperiod", "warrantydurationparts", "warrantydurationlabor", "warrantyduration",
        "garantitid", "garantiperiode", "garantiår"))},
    **{n: ("warranty_unit", i) for i, n in enumerate((
        "warrantydurationunit",))},
    **{n: ("condition", i) for i, n in enumerate((
        "tilstandsgrad", "tg", "assessmentcondition", "conditiongrade", "tilstand"))},
    **{n: ("installed", i) for i, n in enumerate((
        "installationdate", "putintooperationdate", "acceptancedate", "installasjonsår",
        "installasjonsdato", "monteringsår", "monteringsdato", "installert", "acquisitiondate",
        "productionyear", "produksjonsår"))},
    **{n: ("thickness", i) for i, n in enumerate((
        "totalthickness", "thickness", "tykkelse", "schichtdicke", "dicke", "dikte", "tjocklek"))},
}  # fmt: skip
"""Squeezed property name -> fact and rank."""

STANDARD_ONLY = frozenset({"status"})
"""Facts whose names are too common: taken from `Pset_*` sets, or under a telling name only."""

CODES: dict[str, tuple[str, int]] = {
    "ns3451": ("NS 3451", 0),
    "ns3451kode": ("NS 3451", 0),
    "ns3451code": ("NS 3451", 0),
    "ns34512009": ("NS 3451", 0),
    "ns34512022": ("NS 3451", 0),
    "bygningsdelsnummer": ("NS 3451", 1),
    "bygningsdelsnr": ("NS 3451", 1),
    "bygningsdelskode": ("NS 3451", 1),
    "bygningsdel": ("NS 3451", 2),
    "bygningsdelstabell": ("NS 3451", 2),
    "assemblycode": ("Assembly Code", 3),
    "uniformatcode": ("Uniformat", 4),
    "omniclassnumber": ("OmniClass", 5),
    "omniclasscode": ("OmniClass", 5),
    "nlsfb": ("NL/SfB", 4),
    "nlsfbcode": ("NL/SfB", 4),
    "nlsfb4cijfers": ("NL/SfB", 4),
    "uniclass": ("Uniclass", 5),
    "uniclasscode": ("Uniclass", 5),
    "cocode": ("CoClass", 5),
    "bsab": ("BSAB", 5),
    "bsabkod": ("BSAB", 5),
}
"""Squeezed property name -> classification system it usually carries and rank."""

CODE_NAMES = frozenset({"assemblydescription", "omniclasstitle", "bygningsdelsnavn"})

SIDE_AREAS = ("netsidearea", "grosssidearea")
PLANE_AREAS = ("netarea", "grossarea")
AREAS = ("area", "areal", "fläche", "flache", "flaeche", "oppervlakte", "yta", "superficie")
ROOF_AREAS = ("totalarea", "totalsurfacearea")
LENGTHS = (
    "length", "netlength", "nominallength", "lengde", "länge", "lange", "lengte", "längd",
    "longueur", "grosslength",
)  # fmt: skip
WIDTHS = ("width", "overallwidth", "nominalwidth", "bredde", "breite", "breedte", "bredd")
HEIGHTS = (
    "height", "overallheight", "nominalheight", "unconnectedheight", "høyde", "höhe", "hohe",
    "hoogte", "höjd",
)  # fmt: skip
THICKNESSES = ("depth", "thickness", "tykkelse", "dicke", "dikte", "totalthickness")

SPACE_AREAS = ("netfloorarea", "grossfloorarea", "gsabimarea", "netarea", "grossarea", "area")
SPACE_HEIGHTS = (
    "finishceilingheight", "netheight", "height", "grossheight", "usableheight",
    "unboundedheight", "nominalheight",
)  # fmt: skip
SPACE_WALLS = ("netwallarea", "grosswallarea", "wallarea")
SPACE_CEILINGS = ("netceilingarea", "grossceilingarea", "ceilingarea")
SPACE_PERIMETERS = ("netperimeter", "grossperimeter", "perimeter")

POWER_OF_NAME: dict[str, int] = {
    **dict.fromkeys(
        (
            *SIDE_AREAS,
            *PLANE_AREAS,
            *AREAS,
            *ROOF_AREAS,
            *SPACE_AREAS,
            *SPACE_WALLS,
            *SPACE_CEILINGS,
        ),
        2,
    ),
    **dict.fromkeys(
        (*LENGTHS, *WIDTHS, *HEIGHTS, *THICKNESSES, *SPACE_HEIGHTS, *SPACE_PERIMETERS), 1
    ),
}
"""Squeezed quantity name -> power of metre it must have."""
