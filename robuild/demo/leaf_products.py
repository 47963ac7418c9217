"""Doors, windows and the glass field of the demo building."""

from __future__ import annotations

from robuild.demo.draft import PropertySetsInput
from robuild.demo.products import LeafProduct


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
