"""What a product is: the shape, material, code and class that its occurrences share."""

from __future__ import annotations

from dataclasses import dataclass, field

from robuild.demo.draft import PropertySetsInput
from robuild.demo.shapes import Box

# NS 3451:2009, the codes used in the demo building
CODE_NAMES = {
    "231": "Bærende yttervegger",
    "234": "Vinduer, dører, porter",
    "235": "Utvendig kledning og overflate",
    "236": "Innvendig overflate",
    "237": "Solavskjerming",
    "241": "Bærende innervegger",
    "242": "Ikke-bærende innervegger",
    "244": "Vinduer, dører, foldevegger",
    "246": "Kledning og overflate",
    "251": "Frittbærende dekker",
    "252": "Gulv på grunn",
    "255": "Gulvoverflate",
    "256": "Faste himlinger og overflatebehandling",
    "257": "Systemhimlinger",
    "261": "Primærkonstruksjon",
    "262": "Taktekning",
    "265": "Gesimser, takrenner og nedløp",
    "273": "Kjøkkeninnredning",
    "274": "Innredning og garnityr for våtrom",
    "275": "Skap og reoler",
    "277": "Skilt og tavler",
    "281": "Innvendige trapper",
    "286": "Baldakiner og skjermtak",
    "287": "Andre rekkverk, håndlister og fendere",
    "312": "Ledningsnett for sanitærinstallasjoner",
    "315": "Utstyr for sanitærinstallasjoner",
    "325": "Utstyr for varmeinstallasjoner",
    "331": "Installasjon for manuell brannslokking med vann",
    "332": "Installasjon for brannslokking med sprinkler",
    "364": "Utstyr for luftfordeling",
    "365": "Utstyr for luftbehandling",
    "433": "Elkraftfordeling til alminnelig forbruk",
    "442": "Belysningsutstyr",
    "443": "Nødlysutstyr",
    "452": "Varmeovner",
    "453": "Varmeelementer for innebygging",
    "534": "Systemer for porttelefoner",
    "542": "Brannalarm",
    "543": "Adgangskontroll, innbrudds- og overfallsalarm",
}

MATERIAL_COLOURS = {
    "Aluminium": (0.62, 0.64, 0.66),
    "Betong": (0.66, 0.66, 0.64),
    "Bitumenmembran": (0.2, 0.2, 0.22),
    "Epoksy": (0.5, 0.56, 0.6),
    "Fibergips": (0.85, 0.84, 0.8),
    "Gips": (0.92, 0.91, 0.88),
    "Glass": (0.65, 0.82, 0.88),
    "Heltre furu": (0.83, 0.68, 0.45),
    "Høytrykkslaminat": (0.93, 0.93, 0.92),
    "Keramisk flis": (0.74, 0.76, 0.78),
    "Kryssfiner bjørk": (0.86, 0.74, 0.55),
    "Krysslimt massivtre": (0.88, 0.78, 0.6),
    "Laminat eik": (0.72, 0.57, 0.38),
    "Linoleum": (0.55, 0.5, 0.42),
    "Maling": (0.95, 0.94, 0.9),
    "Mineralull": (0.9, 0.85, 0.55),
    "Parkett eik": (0.7, 0.52, 0.32),
    "Plast": (0.9, 0.9, 0.9),
    "Polymermembran": (0.3, 0.4, 0.5),
    "Sanitærporselen": (0.97, 0.97, 0.97),
    "Silikon": (0.88, 0.88, 0.88),
    "Skumplast": (0.6, 0.66, 0.72),
    "Spon, melamin": (0.94, 0.92, 0.88),
    "Stål": (0.55, 0.57, 0.6),
    "Stål, rustfritt": (0.72, 0.74, 0.76),
    "Tapet": (0.82, 0.86, 0.82),
    "Tekstil": (0.36, 0.44, 0.52),
    "Teglstein": (0.62, 0.34, 0.24),
    "Trekledning gran": (0.52, 0.3, 0.2),
    "Vinyl": (0.62, 0.6, 0.55),
    "Vinyl våtrom": (0.56, 0.6, 0.63),
    "Våtromsplate laminat": (0.9, 0.92, 0.92),
}


@dataclass(frozen=True, slots=True)
class Product:
    """A kind of thing that occurs many times; becomes one IFC type."""

    key: str
    ifc_class: str
    predefined: str
    code: str | None
    name: str
    material: str
    boxes: tuple[Box, ...] = ()
    cylinders: tuple[tuple[float, float, float, float, float], ...] = ()
    object_type: str = ""
    """Word for the type when the predefined type is USERDEFINED."""
    quantity: tuple[str, float] | None = None
    """(Length or Area, value) of one piece, where it is not counted."""
    sets: PropertySetsInput = field(default_factory=dict)

    @property
    def height(self) -> float:
        """Highest point above the product's own origin [m]."""
        tops = [z + dz for _, _, z, _, _, dz in self.boxes]
        return max([*tops, *(z + h for _, _, z, _, h in self.cylinders)], default=0.0)


@dataclass(frozen=True, slots=True)
class LayeredProduct:
    """A wall, slab or covering kind: layers from the outside in, thickness in metres."""

    key: str
    ifc_class: str
    predefined: str
    code: str
    name: str
    layers: tuple[tuple[str, float], ...]
    object_type: str = ""
    sets: PropertySetsInput = field(default_factory=dict)

    @property
    def thickness(self) -> float:
        """Sum of the layers [m]."""
        return round(sum(thickness for _, thickness in self.layers), 4)


@dataclass(frozen=True, slots=True)
class LeafProduct:
    """A door or window kind; `operation` is the IFC operation or partitioning."""

    key: str
    ifc_class: str
    code: str
    name: str
    width: float
    height: float
    operation: str
    leaf: str
    """Material of the leaf."""
    sets: PropertySetsInput = field(default_factory=dict)

    @property
    def area(self) -> float:
        """Width times height [m²]."""
        return round(self.width * self.height, 4)
