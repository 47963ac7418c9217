"""How a counted product is drawn.

Its origin is the middle of its back at the height it is mounted; it reaches out along y.
"""

from __future__ import annotations

from robuild.demo.products import Product
from robuild.demo.shapes import Box


def block(width: float, depth: float, height: float, z: float = 0.0, y: float = 0.0) -> Box:
    """A box centred on the product's back."""
    return (-width / 2, y, z, width, depth, height)


def of(
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
    """A counted product of these boxes."""
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


def fitted(
    key: str, code: str | None, name: str, material: str, boxes: tuple[Box, ...], word: str
) -> Product:
    """A piece of furniture that IFC has no word of its own for."""
    return of(key, "IfcFurniture", "USERDEFINED", code, name, material, boxes, word)
