"""What models say of a component that the inventory has no column for: serial number, colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from robuild.terms.inventory import PropertySets, PropertyValue

OF_COMPONENT = ("SerialNumber", "InstallationDate", "WarrantyStartDate", "TagNumber", "BarCode",
                "AssetIdentifier")  # fmt: skip
OF_TYPE = ("WarrantyDescription", "ModelReference", "Shape", "Size", "Color", "Finish", "Grade",
           "Constituents", "Features", "AccessibilityPerformance", "CodePerformance",
           "SustainabilityPerformance", "WarrantyGuarantorParts", "WarrantyGuarantorLabor",
           "WarrantyDurationLabor", "AssetType", "Material",
           "NominalLength", "NominalWidth", "NominalHeight")  # fmt: skip
_ALSO = {"colour": "Color", "modellabel": "ModelReference", "assettag": "TagNumber"}
_WANTED = {name.casefold(): name for name in (*OF_COMPONENT, *OF_TYPE)} | _ALSO
_LETTERS = re.compile(r"[^0-9a-z]+")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?")
_NOTHING = frozenset({"", "-", "?", "none", "unknown", "notknown", "notdefined", "undefined",
                      "tbd", "null", "ukjent"})  # fmt: skip


def facts_in(sets: PropertySets, clean: Callable[[object], str]) -> dict[str, PropertyValue]:
    """Headings of COBie that the property sets of a component answer.

    Args:
        sets: property set -> property -> value.
        clean: what takes codes of dwellings out of a text.

    A text that only repeats the name of its property says nothing.
    """
    found: dict[str, PropertyValue] = {}
    for properties in sets.values():
        for name, value in properties.items():
            heading = _WANTED.get(_LETTERS.sub("", name.casefold()))
            if heading is None or value is None or isinstance(value, bool) or heading in found:
                continue
            text = clean(value) if isinstance(value, str) else value
            squeezed = _LETTERS.sub("", str(text).casefold())
            if squeezed in _NOTHING or squeezed == heading.casefold():
                continue
            found[heading] = text
    return found


def date_of(value: object, year: object = None) -> str:
    """ISO 8601 with 19 letters; the first of January where only the year is known.

    >>> date_of("2010-04-18"), date_of("18.4.2010"), date_of(None, 2010.0)
    ('2010-04-18T00:00:00', '', '2010-01-01T00:00:00')
    """
    found = _DATE.match(str(value or ""))
    if found:
        return f"{found.group(1)}T{found.group(2) or '00:00:00'}"
    if isinstance(year, float) and year == year:
        return f"{int(year):04d}-01-01T00:00:00"
    return ""


def one_of(values: Iterable[Any]) -> Any:
    """The value that all agree on; `None` where they differ or none is known."""
    known = {value for value in values if value is not None and value == value and value != ""}
    return known.pop() if len(known) == 1 else None
