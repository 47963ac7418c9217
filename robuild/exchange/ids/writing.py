"""Specifications as the XML of IDS 1.0, the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET  # writes only; nothing is parsed here

from robuild.exchange.ids.facets import (
    Attribute,
    Bounds,
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
from robuild.tabular import safe_text

_IDS = "http://standards.buildingsmart.org/IDS"
_XS = "http://www.w3.org/2001/XMLSchema"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_WHERE = f"{_IDS} http://standards.buildingsmart.org/IDS/1.0/ids.xsd"
_AUTHOR = re.compile(r"[^@]+@[^.]+\..+")
_BOUNDS = (
    ("more_than", "minExclusive"), ("at_least", "minInclusive"),
    ("at_most", "maxInclusive"), ("less_than", "maxExclusive"),
)  # fmt: skip
_ORDER = (PartOf, Classification, Attribute, Property, Material)
"""In which order the schema wants facets."""


def ids_file(
    title: str,
    specifications: Sequence[IdsSpecification],
    *,
    description: str = "",
    author: str = "",
    date: str = "",
    version: str = "",
    purpose: str = "",
    milestone: str = "",
    copyright_: str = "",
) -> bytes:
    """The content of an .ids file.

    Args:
        title: of the file.
        specifications: at least one, in the order they are to be read.
        description: what it is for.
        author: an e-mail address of a role; nobody's name.
        date: ISO, such as 2026-01-31.
        version: of the file.
        purpose: what the information is used for.
        milestone: when in the project it must be there.
        copyright_: who owns the text.

    Raises:
        ValueError: no specification, or an author that is no address.
    """
    if not specifications:
        raise ValueError("an IDS file needs at least one specification")
    if author and not _AUTHOR.fullmatch(author):
        raise ValueError(f"author {author!r}: IDS takes an e-mail address")
    root = ET.Element(
        "ids", {"xmlns": _IDS, "xmlns:xs": _XS, "xmlns:xsi": _XSI, "xsi:schemaLocation": _WHERE}
    )
    info = ET.SubElement(root, "info")
    told = (
        ("title", title), ("copyright", copyright_), ("version", version),
        ("description", description), ("author", author), ("date", date), ("purpose", purpose),
        ("milestone", milestone),
    )  # fmt: skip
    for name, text in told:
        if text:
            ET.SubElement(info, name).text = safe_text(text)
    listed = ET.SubElement(root, "specifications")
    for each in specifications:
        _specification(listed, each)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _specification(parent: ET.Element, of: IdsSpecification) -> None:
    made = ET.SubElement(parent, "specification", {"name": safe_text(of.name)})
    made.set("ifcVersion", " ".join(of.schemas))
    for name in ("identifier", "description", "instructions"):
        if text := getattr(of, name):
            made.set(name, safe_text(text))
    most = "unbounded" if of.max_occurs is None else str(of.max_occurs)
    where = ET.SubElement(
        made, "applicability", {"minOccurs": str(of.min_occurs), "maxOccurs": most}
    )
    if of.entity:
        _entity(where, of.entity)
    for facet in _ordered(of.where):
        _facet(where, facet)
    if of.requirements:
        wanted = ET.SubElement(made, "requirements")
        for facet in _ordered(of.requirements):
            node = _facet(wanted, facet)
            node.set("cardinality", str(facet.cardinality))
            if facet.instructions:
                node.set("instructions", safe_text(facet.instructions))


def _ordered(facets: Sequence[Facet]) -> list[Facet]:
    return sorted(facets, key=lambda facet: _ORDER.index(type(facet)))


def _entity(parent: ET.Element, of: Entity) -> None:
    made = ET.SubElement(parent, "entity")
    _value(made, "name", of.names[0] if len(of.names) == 1 else OneOf(of.names))
    if of.predefined_type is not None:
        _value(made, "predefinedType", of.predefined_type)


def _facet(parent: ET.Element, of: Facet) -> ET.Element:
    if isinstance(of, PartOf):
        made = ET.SubElement(parent, "partOf")
        if of.relation:
            made.set("relation", of.relation)
        _entity(made, of.whole)
        return made
    name = type(of).__name__.lower()
    made = ET.SubElement(parent, name)
    if isinstance(of, Property):
        if of.data_type:
            made.set("dataType", of.data_type)
        _value(made, "propertySet", of.property_set)
        _value(made, "baseName", of.name)
    elif isinstance(of, Attribute):
        _value(made, "name", of.name)
    if of.value is not None:
        _value(made, "value", of.value)
    if isinstance(of, Classification):
        _value(made, "system", of.system)
    return made


def _value(parent: ET.Element, name: str, value: Value) -> None:
    made = ET.SubElement(parent, name)
    if isinstance(value, str):
        ET.SubElement(made, "simpleValue").text = safe_text(value)
        return
    base = "xs:double" if isinstance(value, Bounds) else "xs:string"
    within = ET.SubElement(made, "xs:restriction", {"base": base})
    if isinstance(value, OneOf):
        for each in value.values:
            ET.SubElement(within, "xs:enumeration", {"value": safe_text(each)})
    elif isinstance(value, Pattern):
        ET.SubElement(within, "xs:pattern", {"value": safe_text(value.pattern)})
    else:
        for field, facet in _BOUNDS:
            if (bound := getattr(value, field)) is not None:
                ET.SubElement(within, f"xs:{facet}", {"value": repr(float(bound))})
