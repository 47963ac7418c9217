"""Plain property statements read straight from the bytes.

Single values, property sets and the relations that hang them on elements are most of what is left
of a file once geometry is out, and all of the same simple form. Reading them here costs a third
of asking the parser for each attribute. Only used when every statement of the three classes has
the simple form; otherwise the parser reads them, with the same result (a test compares the two).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from robuild.model.step_bytes import pieces

CLASSES = ("IfcPropertySingleValue", "IfcRelDefinesByProperties")
"""Classes the parser may leave out when this reader is used."""

_TEXT = rb"'[^']*(?:''[^']*)*'"
_ANY_TEXT = rb"(?:\$|" + _TEXT + rb")"
_BODY = rb"[^;']*(?:'[^']*'[^;']*)*"
_STATEMENTS = re.compile(
    rb"=\s*(?:IFCPROPERTYSINGLEVALUE\s*\((" + _BODY + rb")\)"
    rb"|IFCPROPERTYSET\s*\(\s*" + _ANY_TEXT + rb"\s*,\s*(?:\$|#\d+)\s*,\s*(" + _ANY_TEXT + rb")\s*,"
    rb"\s*" + _ANY_TEXT + rb"\s*,\s*\(([#\d\s,]*)\)\s*\)"
    rb"|IFCRELDEFINESBYPROPERTIES\s*\(\s*" + _ANY_TEXT + rb"\s*,\s*(?:\$|#\d+)\s*,"
    rb"\s*" + _ANY_TEXT + rb"\s*,\s*" + _ANY_TEXT + rb"\s*,\s*\(([#\d\s,]*)\)\s*,\s*#(\d+)\s*\))\s*;"
)
_SINGLE_VALUE = re.compile(
    rb"\s*(" + _TEXT + rb")\s*,\s*" + _ANY_TEXT + rb"\s*,"
    rb"\s*(?:\$|(IFC\w+)\s*\(\s*([^()']*?|" + _TEXT + rb")\s*\))\s*,\s*(?:\$|#(\d+))\s*"
)
_LOGICAL = {b".T.": True, b".F.": False, b".U.": "UNKNOWN"}
_BEFORE = 40


class Unusual(Exception):
    """A statement of another form than the simple one."""


@dataclass(frozen=True, slots=True)
class RawValue:
    """One IfcPropertySingleValue."""

    name: str
    measure: str
    """Class of the value in capitals; empty when there is no value."""
    value: str | float | bool | None
    unit: int | None
    """Id of its own unit."""


@dataclass
class RawProperties:
    """Property statements of one file."""

    values: dict[int, bytes] = field(default_factory=dict)
    """Id -> text of the statement; equal texts are one object."""
    sets: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)
    """Id -> name and references, as written."""
    relations: list[tuple[int, bytes, int]] = field(default_factory=list)
    """Id, references to the elements as written, id of the set; in order of id."""


def read_raw(path: Path, statements: Counter[str]) -> RawProperties | None:
    """Property statements of a file; `None` when one of them is not of the simple form.

    Args:
        path: STEP file.
        statements: statements per class, to see that none was missed.
    """
    raw = RawProperties()
    texts: dict[bytes, bytes] = {}
    for piece in pieces(path):
        for found in _STATEMENTS.finditer(piece):
            at = found.start()
            start = piece.rfind(b"#", max(0, at - _BEFORE), at)
            try:
                number = int(piece[start + 1 : at])
            except ValueError:
                return None
            body, name, references, elements, definition = found.groups()
            if body is not None:
                raw.values[number] = texts.setdefault(body, body)
            elif references is not None:
                raw.sets[number] = (name, references)
            else:
                raw.relations.append((number, elements, int(definition)))
    complete = (
        len(raw.values) == statements["IFCPROPERTYSINGLEVALUE"]
        and len(raw.sets) == statements["IFCPROPERTYSET"]
        and len(raw.relations) == statements["IFCRELDEFINESBYPROPERTIES"]
    )
    if not complete or not _all_plain(texts):
        return None
    raw.relations.sort()
    return raw


def _all_plain(texts: dict[bytes, bytes]) -> bool:
    try:
        for text in texts:
            raw_value(text)
        return True
    except Unusual:
        return False


def references(text: bytes) -> list[int]:
    """Ids in a list of references.

    >>> references(b"#12, #7")
    [12, 7]
    """
    inner = text.replace(b"#", b"").strip()
    return [int(part) for part in inner.split(b",")] if inner else []


def raw_value(body: bytes) -> RawValue:
    """One single value from the text between its outer brackets.

    >>> raw_value(b"'Width',$,IFCLENGTHMEASURE(0.9),$").value
    0.9

    Raises:
        Unusual: another form.
    """
    found = _SINGLE_VALUE.fullmatch(body)
    if found is None:
        raise Unusual
    name, measure, value, unit = found.groups()
    return RawValue(
        decoded(name),
        "" if measure is None else measure.decode("ascii").upper(),
        None if value is None else _value(value),
        None if unit is None else int(unit),
    )


def _value(text: bytes) -> str | float | bool | None:
    if text.startswith(b"'"):
        return decoded(text)
    if text in _LOGICAL:
        return _LOGICAL[text]
    if text == b"$":
        return None
    try:
        return int(text) if text.lstrip(b"+-").isdigit() else float(text)
    except ValueError:
        raise Unusual from None


def decoded(text: bytes) -> str:
    """A STEP text with its escapes undone.

    >>> decoded(rb"'it''s \\X2\\00E5\\X0\\'")
    "it's å"

    Raises:
        Unusual: an escape that is none, or letters outside ASCII.
    """
    inner = text[1:-1] if text.startswith(b"'") else b""
    try:
        plain = inner.decode("ascii")
        if "\\" not in plain:
            return plain.replace("''", "'")
        import ifcopenshell

        return str(ifcopenshell.decode_spf_string(plain))
    except (RuntimeError, UnicodeDecodeError):
        raise Unusual from None
