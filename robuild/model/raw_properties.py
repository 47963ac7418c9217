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
from robuild.terms.own_marks import MARK, OWN_SETS

CLASSES = ("IfcPropertySingleValue", "IfcRelDefinesByProperties")
"""Classes the parser may leave out when this reader is used."""

_TEXT = rb"'[^']*(?:''[^']*)*'"
_ANY_TEXT = rb"(?:\$|" + _TEXT + rb")"
_BODY = rb"[^;']*(?:'[^']*'[^;']*)*"
_STATEMENTS = re.compile(
    rb"=\s*IFC(?:PROPERTYS(?:INGLEVALUE\s*\((" + _BODY + rb")\)"
    rb"|ET\s*\(\s*" + _ANY_TEXT + rb"\s*,\s*(?:\$|#\d+)\s*,\s*(" + _ANY_TEXT + rb")\s*,"
    rb"\s*(" + _ANY_TEXT + rb")\s*,\s*\(([#\d\s,]*)\)\s*\))"
    rb"|RELDEFINESBYPROPERTIES\s*\(\s*" + _ANY_TEXT + rb"\s*,\s*(?:\$|#\d+)\s*,"
    rb"\s*"
    + _ANY_TEXT
    + rb"\s*,\s*"
    + _ANY_TEXT
    + rb"\s*,\s*\(([#\d\s,]*)\)\s*,\s*#(\d+)\s*\))\s*;"
)
_SINGLE_VALUE = re.compile(
    rb"\s*(" + _TEXT + rb")\s*,\s*" + _ANY_TEXT + rb"\s*,"
    rb"\s*(?:\$|(IFC\w+)\s*\(\s*([^()']*?|" + _TEXT + rb")\s*\))\s*,\s*(?:\$|#(\d+))\s*"
)
_LOGICAL: dict[bytes, str | bool] = {b".T.": True, b".F.": False, b".U.": "UNKNOWN"}
_BEFORE = 40
_MARK, _OWN_SETS = f"'{MARK}".encode("ascii"), f"'{OWN_SETS}".encode("ascii")


class UnusualError(Exception):
    """A statement of another form than the simple one."""


@dataclass(frozen=True, slots=True, eq=False)
class RawValue:
    """One IfcPropertySingleValue; statements alike share one object and compare by identity."""

    name: str
    measure: str
    """Class of the value in capitals; empty when there is no value."""
    value: str | float | bool | None
    unit: int | None
    """Id of its own unit."""


@dataclass
class RawProperties:
    """Property statements of one file."""

    values: dict[int, RawValue] = field(default_factory=dict)
    sets: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)
    """Id -> name and references, as written."""
    relations: list[tuple[int, bytes, int]] = field(default_factory=list)
    """Id, references to the elements as written, id of the set; in order of id."""
    own: set[int] = field(default_factory=set)
    """Sets that robuild itself wrote."""


def read_raw(path: Path, statements: Counter[str]) -> RawProperties | None:
    """Property statements of a file; `None` when one of them is not of the simple form.

    Args:
        path: STEP file.
        statements: statements per class, to see that none was missed.
    """
    raw = RawProperties()
    alike: dict[bytes, RawValue] = {}
    try:
        for piece in pieces(path):
            if b"IFCPROPERTYS" in piece or b"IFCRELDEFINESBYPROPERTIES" in piece:
                _read_piece(piece, raw, alike)
    except (UnusualError, ValueError):
        return None
    complete = (
        len(raw.values) == statements["IFCPROPERTYSINGLEVALUE"]
        and len(raw.sets) == statements["IFCPROPERTYSET"]
        and len(raw.relations) == statements["IFCRELDEFINESBYPROPERTIES"]
    )
    if not complete:
        return None
    raw.relations.sort()
    return raw


def _read_piece(piece: bytes, raw: RawProperties, alike: dict[bytes, RawValue]) -> None:
    values, sets, relations = raw.values, raw.sets, raw.relations
    number_sign = piece.rfind
    for found in _STATEMENTS.finditer(piece):
        at = found.start()
        # a wrong number sign, or none, gives no number: ValueError
        number = int(piece[number_sign(b"#", at - _BEFORE if at > _BEFORE else 0, at) + 1 : at])
        body, name, description, references, elements, definition = found.groups()
        if body is not None:
            value = alike.get(body)
            if value is None:
                value = alike[body] = raw_value(body)
            values[number] = value
        elif references is not None:
            sets[number] = (name, references)
            if description.startswith(_MARK) or name.startswith(_OWN_SETS):
                raw.own.add(number)
        else:
            relations.append((number, elements, int(definition)))


def references(text: bytes) -> list[int]:
    """Ids in a list of references.

    >>> references(b"#12, #7")
    [12, 7]
    """
    if b"," not in text:
        one = text.strip()
        return [int(one[1:])] if one else []
    inner = text.replace(b"#", b"").strip()
    return list(map(int, inner.split(b","))) if inner else []


def raw_value(body: bytes) -> RawValue:
    """One single value from the text between its outer brackets.

    >>> raw_value(b"'Width',$,IFCLENGTHMEASURE(0.9),$").value
    0.9

    Raises:
        UnusualError: another form.
    """
    found = _SINGLE_VALUE.fullmatch(body)
    if found is None:
        raise UnusualError
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
        raise UnusualError from None


def decoded(text: bytes) -> str:
    r"""A STEP text with its escapes undone.

    >>> decoded(rb"'it''s \X2\00E5\X0\'")
    "it's å"

    Raises:
        UnusualError: an escape that is none, or letters outside ASCII.
    """
    inner = text[1:-1] if text.startswith(b"'") else b""
    try:
        plain = inner.decode("ascii")
        if "\\" not in plain:
            return plain.replace("''", "'")
        import ifcopenshell

        return str(ifcopenshell.decode_spf_string(plain))
    except (RuntimeError, UnicodeDecodeError):
        raise UnusualError from None
