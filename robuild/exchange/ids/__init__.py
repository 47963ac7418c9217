"""What a model should carry, as an IDS 1.0 file (buildingSMART) that any checker reads.

In: `IdsSpecification`s, each a kind of element and what it must have. Out: the bytes of a file. No
project of robuild is known here: whoever asks for information says what.
"""

from robuild.exchange.ids.facets import (
    SCHEMAS,
    Attribute,
    Bounds,
    Cardinality,
    Classification,
    Entity,
    Facet,
    IdsSpecification,
    Material,
    OneOf,
    PartOf,
    Pattern,
    Property,
    Value,
)
from robuild.exchange.ids.writing import ids_file

__all__ = [
    "SCHEMAS",
    "Attribute",
    "Bounds",
    "Cardinality",
    "Classification",
    "Entity",
    "Facet",
    "IdsSpecification",
    "Material",
    "OneOf",
    "PartOf",
    "Pattern",
    "Property",
    "Value",
    "ids_file",
]
