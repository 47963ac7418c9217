"""STEP statements as text: attributes in the order of the schema, values in its spelling."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import robuild
from robuild.tabular import safe_text

_MAKER = "robuild"
_SPACE = uuid.UUID("6d3b4f0e-6b0a-5a53-9b0d-0f1c5a4f7a21")
_FAR = re.compile(r"[^\x20-\x7e]+")
_LONGEST_LABEL = 255


class Ref(int):
    """Number of another statement."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A value with its class, where a choice of classes is allowed."""

    kind: str
    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an enumeration."""

    word: str


Value = Ref | Typed | Word | str | float | int | bool | None | Sequence[Any]


@cache
def _names(schema: str, kind: str) -> tuple[str, ...]:
    from ifcopenshell import ifcopenshell_wrapper

    declaration: Any = ifcopenshell_wrapper.schema_by_name(schema).declaration_by_name(kind)
    return tuple(attribute.name() for attribute in declaration.all_attributes())


class Statements:
    """Collects new statements of one file, with numbers from the first free one."""

    def __init__(self, schema: str, first: int, owner_history: int | None, identity: str) -> None:
        self.schema = schema
        self.texts: list[str] = []
        self._next = first
        self._owner = None if owner_history is None else Ref(owner_history)
        self._identity = identity

    @property
    def old(self) -> bool:
        """Whether the schema is IFC2X3, which has no recurring tasks and no cost values."""
        return self.schema == "IFC2X3"

    @property
    def says(self) -> str:
        """What a property calls its own description."""
        return "Specification" if self.schema.startswith("IFC4X3") else "Description"

    def add(self, kind: str, **attributes: Value) -> Ref:
        """A statement; what is not given is empty.

        Raises:
            KeyError: the class has no such attribute in this schema.
        """
        names = _names(self.schema, kind)
        unknown = set(attributes) - set(names)
        if unknown:
            raise KeyError(f"{kind} has no {sorted(unknown)} in {self.schema}")
        values = ",".join(spelled(attributes.get(name)) for name in names)
        number = Ref(self._next)
        self._next += 1
        self.texts.append(f"#{number}={kind.upper()}({values});")
        return number

    def root(self, kind: str, key: str, **attributes: Value) -> Ref:
        """A statement with a GlobalId that is the same in every run.

        Args:
            kind: class.
            key: what tells it from all others of its class in the file.
            attributes: as in `add`.
        """
        owner = self._owner if self.old else None  # later schemas may leave the history out
        return self.add(
            kind, GlobalId=self.global_id(f"{kind}|{key}"), OwnerHistory=owner, **attributes
        )

    def own_history(self) -> None:
        """An owner history for files of IFC2X3 that have none, since every root must have one."""
        maker = self.add("IfcOrganization", Name=_MAKER)
        program = self.add(
            "IfcApplication", ApplicationDeveloper=maker, Version=robuild.__version__,
            ApplicationFullName=_MAKER, ApplicationIdentifier=_MAKER,
        )  # fmt: skip
        user = self.add(
            "IfcPersonAndOrganization", ThePerson=self.add("IfcPerson", Id=_MAKER),
            TheOrganization=maker,
        )  # fmt: skip
        self._owner = self.add(
            "IfcOwnerHistory", OwningUser=user, OwningApplication=program,
            ChangeAction=Word("ADDED"), CreationDate=0,
        )  # fmt: skip

    def global_id(self, key: str) -> str:
        """A GlobalId made from the identity of the file and a key."""
        import ifcopenshell.guid

        made = uuid.uuid5(_SPACE, f"{self._identity}|{key}")
        return str(ifcopenshell.guid.compress(made.hex))


def spelled(value: Value) -> str:
    r"""A value as STEP spells it.

    >>> spelled("Gulv på 'bad'"), spelled(2.0), spelled([Ref(7), Ref(8)]), spelled(None)
    ("'Gulv p\\X2\\00E5\\X0\\ ''bad'''", '2.', '(#7,#8)', '$')
    >>> spelled(Typed("IfcLabel", "x")), spelled(Word("MAINTENANCE")), spelled(True)
    ("IFCLABEL('x')", '.MAINTENANCE.', '.T.')
    """
    if value is None:
        return "$"
    if isinstance(value, Ref):
        return f"#{int(value)}"
    if isinstance(value, Typed):
        return f"{value.kind.upper()}({spelled(value.value)})"
    if isinstance(value, Word):
        return f".{value.word}."
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return ".T." if value else ".F."
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _real(value)
    return f"({','.join(map(spelled, value))})"


def label(text: str) -> str:
    r"""Text of one line that fits an IfcLabel.

    >>> label(" two\nlines "), len(label("x" * 300))
    ('two lines', 255)
    """
    line = " ".join(safe_text(text).split())
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1] + "…"


def duration(years: float) -> str:
    """Years as whole years and months of ISO 8601; at least a month.

    >>> duration(30.0), duration(12.5), duration(0.25)
    ('P30Y', 'P12Y6M', 'P3M')
    """
    months = max(1, round(years * 12.0))
    whole, rest = divmod(months, 12)
    return "P" + (f"{whole}Y" if whole else "") + (f"{rest}M" if rest else "")


def _real(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written; missing numbers are left empty")
    mantissa, exponent, power = repr(value).upper().partition("E")
    mantissa = mantissa.removesuffix("0") if mantissa.endswith(".0") else mantissa
    return (mantissa if "." in mantissa else f"{mantissa}.") + exponent + power


def _text(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("'", "''")
    return "'" + _FAR.sub(lambda found: _escaped(found[0]), plain) + "'"


def _escaped(text: str) -> str:
    if all(ord(letter) < 0x10000 for letter in text):
        return f"\\X2\\{text.encode('utf-16-be', 'replace').hex().upper()}\\X0\\"
    return f"\\X4\\{text.encode('utf-32-be', 'replace').hex().upper()}\\X0\\"
