"""Classification codes, judged by what they look like rather than by what the system is called.

Exporters often name the system wrongly (a Dutch NL/SfB code under «Uniformat»), put the code into
the name, or leave one of the two out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from robuild.model.texts import Texts, is_placeholder, squeezed
from robuild.terms.inventory import PropertyValue

_MOST_LINKS = 16
_LONGEST_CODE = 60

_NS3451 = re.compile(r"[2-7]\d{1,3}(?:\.\d+)*")
_PATTERNS = (
    ("OmniClass", re.compile(r"\d\d-\d\d(?: \d\d)*(?:\.\d+)?|\d\d(?:\.\d\d){3,}")),
    ("Uniclass", re.compile(r"(?:Ss|Pr|EF|En|Ac|SL|Co|TE|PM|FI|Ro|Zz)_\d\d(?:_\d\d)*")),
    ("NL/SfB", re.compile(r"\(?\d\d(?:\.\d\d?){1,2}[a-z]?\)?|\(\d\d\)")),
    ("Uniformat", re.compile(r"[A-G]\d{2}(?:\d{2}(?:\d{3})?(?:\.\d+)?)?|[A-G]\d{4,7}")),
    ("NS 3451", _NS3451),
)
_CODE_AND_NAME = re.compile(r"^([A-Za-z]{0,3}[_]?\(?\d[\w .\-()]{0,30}?)\s*[:–—]\s*(\S.*)$")
_LEADING_CODE = re.compile(r"^([2-7]\d{1,3}(?:\.\d+)*)(?:\s+[-–]?\s*|\s*[-–]\s*)(\D.*)$")


@dataclass(frozen=True, slots=True)
class Code:
    """One classification of one component."""

    system: str | None
    """As named in the file; with the judged system in front where the name cannot be right."""
    code: str | None
    name: str | None


def judged_system(code: str) -> str | None:
    """The system a code looks like; `None` when it looks like none known.

    >>> judged_system("31.30"), judged_system("B2020100"), judged_system("23-17 11 00")
    ('NL/SfB', 'Uniformat', 'OmniClass')
    >>> judged_system("244")
    'NS 3451'
    """
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(code.strip())), None)


@cache
def says_ns3451(system: str | None) -> bool:
    """Whether a system's name means NS 3451, in whatever edition and spelling.

    >>> says_ns3451("NS3451:2022"), says_ns3451("Uniformat")
    (True, False)
    """
    return bool(system) and "3451" in squeezed(system or "")


def read_code(reference: Any, texts: Texts) -> Code | None:
    """Code, name and system of an IfcClassificationReference, IfcClassification or notation."""
    if reference is None:
        return None
    kind = reference.is_a()
    if kind == "IfcClassification":
        name = texts(reference[3])
        return Code(name, None, None) if name else None
    if kind == "IfcClassificationNotation":
        facets = [texts(facet[0]) for facet in reference[0] or ()]
        return tidy(None, ".".join(f for f in facets if f) or None, None)
    if not kind.startswith("IfcClassificationReference"):
        return None
    return tidy(_system_of(reference, texts), texts(reference[1]), texts(reference[2]))


def _system_of(reference: Any, texts: Texts) -> str | None:
    source = reference[3]
    for _ in range(_MOST_LINKS):
        if source is None or not source.is_a("IfcClassificationReference"):
            break
        source = source[3]
    if source is None or not source.is_a("IfcClassification"):
        return None
    name = texts(source[3])
    edition = texts(source[1])
    if name and edition and says_ns3451(name) and edition[:4].isdigit() and edition not in name:
        return f"{name}:{edition}"
    return name


def tidy(system: str | None, code: str | None, name: str | None) -> Code | None:
    """A code with its parts where they belong; `None` when nothing is said.

    >>> tidy(None, "23-30 10: Doors", "23-30 10: Doors")
    Code(system='OmniClass', code='23-30 10', name='Doors')
    >>> tidy("Uniformat", "31.30", "buitenwandopeningen").system
    'NL/SfB (named Uniformat)'
    """
    code = None if code is None or is_placeholder("code", code) else code
    name = None if name is None or is_placeholder("name", name) else name
    if code is None and name is None:
        return None
    split = _CODE_AND_NAME.match(code or name or "")
    if split and judged_system(split[1]):
        code, name = split[1].strip(), split[2].strip()
    elif code is None and name and (split := _LEADING_CODE.match(name)):
        code, name = split[1], split[2].strip()
    elif code is None and name and judged_system(name):
        code, name = name, None
    if code is not None and len(code) > _LONGEST_CODE:
        code, name = None, name or code
    return Code(_honest_system(system, code), code, name)


def _honest_system(system: str | None, code: str | None) -> str | None:
    looks = judged_system(code) if code else None
    if looks is None or looks == "NS 3451":
        # two to four digits alone prove nothing: the name given stands
        return system
    if system is None:
        return looks
    named = next((n for n, _ in _PATTERNS if squeezed(n) in squeezed(system)), None)
    if named is None or named == looks or _fits(named, code or ""):
        return system
    return f"{looks} (named {system})"


def _fits(system: str, code: str) -> bool:
    return any(name == system and pattern.fullmatch(code) for name, pattern in _PATTERNS)


def code_from_property(system: str, name: str, value: PropertyValue) -> Code | None:
    """A code that stands in a property, weaker evidence than a classification reference.

    >>> code_from_property("NS 3451", "NS3451", "244 Innvendige dører")
    Code(system='NS 3451 (property NS3451)', code='244', name='Innvendige dører')
    """
    if isinstance(value, bool) or value is None:
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = text.strip()
    looks = judged_system(text)
    label = None
    if looks is None:
        split = _LEADING_CODE.match(text) or _CODE_AND_NAME.match(text)
        if split is None or judged_system(split[1]) is None:
            return None
        text, label = split[1].strip(), split[2].strip()
        looks = judged_system(text)
    if system == "NS 3451" and not _NS3451.fullmatch(text):
        return None
    if system == "Assembly Code" and looks is not None:
        # Revit's field takes any system; the digits of NS 3451 are common in Norwegian offices
        system = looks
    return Code(f"{system} (property {name})", text, label)


def best(codes: Sequence[Code]) -> tuple[Code | None, tuple[Code, ...]]:
    """The code that says most, and the rest: NS 3451 named and looking so, else any code first."""
    if not codes:
        return None, ()
    order = sorted(range(len(codes)), key=lambda i: (_worth(codes[i]), i))
    chosen = codes[order[0]]
    return chosen, tuple(codes[i] for i in order[1:] if codes[i] != chosen)


def _worth(code: Code) -> int:
    if code.code is None:
        return 4
    weaker = 1 if "(property " in (code.system or "") else 0
    if says_ns3451(code.system) and _NS3451.fullmatch(code.code):
        return weaker
    return 2 + weaker
