"""Names of IFC classes in each schema, as IDS wants them: upper case, every subtype by name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

_NEWEST = "IFC4X3_ADD2"


@cache
def _schema(name: str) -> Any:
    from ifcopenshell import ifcopenshell_wrapper

    return ifcopenshell_wrapper.schema_by_name(name)


@cache
def _declared(name: str, schema: str) -> Any | None:
    try:
        return _schema(schema).declaration_by_name(name)
    except RuntimeError:
        return None


def upper_names(classes: Iterable[str], schema: str) -> tuple[str, ...]:
    """What the classes and their subtypes are called in a schema, sorted.

    A class that an older schema lacks is there as the nearest class above it that things can be
    of; one that no schema knows is left out.

    >>> upper_names(["IfcSanitaryTerminal", "IfcWall"], "IFC2X3")
    ('IFCFLOWTERMINAL', 'IFCWALL', 'IFCWALLSTANDARDCASE')
    """
    found: set[str] = set()
    for name in classes:
        declaration = _nearest(name, schema)
        if declaration is not None:
            found |= _with_subtypes(declaration)
    return tuple(sorted(found))


def _nearest(name: str, schema: str) -> Any | None:
    declaration = _declared(name, schema)
    if declaration is not None:
        return declaration
    above = _declared(name, _NEWEST)
    while above is not None:
        above = above.supertype()
        here = None if above is None else _declared(above.name(), schema)
        if here is not None:
            return None if here.is_abstract() else here
    return None


def _with_subtypes(declaration: Any) -> set[str]:
    names = set() if declaration.is_abstract() else {declaration.name().upper()}
    for below in declaration.subtypes():
        names |= _with_subtypes(below)
    return names
