"""Settings that hold a small map: `door_internal=door_internal.solid; window=window.alu`.

Parts are joined by `;`; the last `=` of a part divides name and value. A `;` within a name is
written `%3B`, a `%` before two hexadecimal digits `%25`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from robuild.terms.vocabulary import UseIntensity


@lru_cache(maxsize=256)
def parse_map(text: str) -> Mapping[str, str]:
    """Names and values, in order.

    >>> dict(parse_map("2-roms=heavy; hybel = raised"))
    {'2-roms': 'heavy', 'hybel': 'raised'}

    Raises:
        ValueError: a part without name or value, or a name that stands twice.
    """
    found: dict[str, str] = {}
    for part in text.split(";"):
        if not part.strip():
            continue
        name, equals, value = (unquote(each.strip()) for each in part.rpartition("="))
        if not (equals and name and value):
            raise ValueError(f"{part.strip()[:80]!r} is not NAME=VALUE")
        if name in found:
            raise ValueError(f"{name[:80]!r} stands twice")
        found[name] = value
    return MappingProxyType(found)


def map_text(values: Mapping[str, str]) -> str:
    """The text that `parse_map` reads.

    >>> map_text({"a;b": "heavy", "2-roms": "raised"})
    '2-roms=raised; a%3Bb=heavy'
    """
    pairs = sorted((_written(name), _written(value)) for name, value in values.items())
    return "; ".join(f"{name}={value}" for name, value in pairs)


def _written(text: str) -> str:
    return text.replace("%", "%25").replace(";", "%3B")


def checked_intensities(text: str | None) -> str | None:
    """The text of `intensity_by_dwelling_type`, when every value is a use intensity.

    Raises:
        ValueError: a value is no use intensity, or the text is no map.
    """
    allowed = ", ".join(UseIntensity)
    for name, word in parse_map(text or "").items():
        if word not in list(UseIntensity):
            raise ValueError(f"{word[:80]!r} for {name[:80]!r} is none of {allowed}")
    return text


def checked_map(text: str | None) -> str | None:
    """A text, when it is a map.

    Raises:
        ValueError: as `parse_map`.
    """
    parse_map(text or "")
    return text
