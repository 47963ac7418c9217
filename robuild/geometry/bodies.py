"""What of the model is to be meshed: bodies of elements and rooms, parts, equal shapes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from robuild.geometry.meshes import Floats
from robuild.geometry.placements import Placements
from robuild.geometry.statements import Statements

_BODY = {"body": 0, "facetation": 1, "body-fallback": 2, "tessellation": 2}
_FLAT = ("curve", "annotation", "boundingbox", "box", "point", "geometricset", "fillarea", "text",
         "light", "vertex", "edge", "path", "geometriccurveset", "segment")  # fmt: skip
"""Starts of representation types that are no bodies."""
_NO_BODY = frozenset({
    "axis", "box", "footprint", "plan", "annotation", "cog", "profile", "lighting", "reference",
    "surveypoints", "clearance",
})  # fmt: skip
_MOST_DEPTH = 6
_TILT_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Body:
    """One body of the model, to be meshed once for all that equal it."""

    number: int
    product: Any
    representation: Any
    key: str
    matrix: Floats | None
    """Local to world in the file's unit; `None` when only the kernel knows."""
    openings: int


def bodies_of(item: Any, parts: dict[int, list[Any]], depth: int = 0) -> Iterator[Any]:
    """The item where it has a body, else its parts that have one."""
    if best_representation(item) is not None:
        yield item
    elif depth < _MOST_DEPTH:
        for part in parts.get(item.id(), ()):
            if not part.is_a("IfcFeatureElement"):
                yield from bodies_of(part, parts, depth + 1)


def parts_by_whole(model: Any) -> dict[int, list[Any]]:
    """Number of a whole -> its parts (IfcRelAggregates)."""
    found: dict[int, list[Any]] = {}
    for relation in model.by_type("IfcRelAggregates"):
        whole, parts = relation[4], relation[5]
        if whole is not None and whole.is_a("IfcElement"):
            found.setdefault(whole.id(), []).extend(
                part for part in parts or () if part is not None and part.is_a("IfcElement")
            )
    return found


def openings_by_element(model: Any) -> dict[int, list[Any]]:
    """Number of an element -> its openings (IfcRelVoidsElement)."""
    found: dict[int, list[Any]] = {}
    for relation in model.by_type("IfcRelVoidsElement"):
        if relation[4] is not None and relation[5] is not None:
            found.setdefault(relation[4].id(), []).append(relation[5])
    return found


def best_representation(product: Any) -> Any | None:
    """The representation that shows the body; `None` when there is none."""
    try:
        shape = product.get_argument(6)
    except (IndexError, RuntimeError):
        return None
    if shape is None or not hasattr(shape, "is_a"):
        return None
    best = None
    for representation in shape[2] or ():
        rank = _rank(representation)
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, representation)
    return best and best[1]


def _rank(representation: Any) -> int | None:
    if representation is None or not representation[3]:
        return None
    name = (representation[1] or "").casefold()
    kind = (representation[2] or "").casefold()
    if name in _NO_BODY or kind.startswith(_FLAT):
        # sets of surfaces are bodies when they are called so
        return 3 if name == "body" and kind.startswith("geometricset") else None
    return _BODY.get(name, 4)


class Bodies:
    """Makes bodies of products, with keys that are equal for equal shapes."""

    def __init__(self, model: Any, statements: Statements, length_m: float) -> None:
        self._statements = statements
        self._openings = openings_by_element(model)
        self._placements = Placements()
        self._length_m = length_m

    def body(self, product: Any, *, room: bool) -> Body:
        """The body of a product that has one."""
        representation = best_representation(product)
        assert representation is not None
        matrix = self._placements.matrix(product.get_argument(5))
        openings = self._openings.get(product.id(), [])
        parts = [b"room" if room else b"element", repr(self._length_m).encode()]
        parts.append(self._statements.digest(representation.id()))
        if matrix is None:
            parts.append(b"#%d" % product.id())
        else:
            tilt = np.round(matrix[2, :3], _TILT_DIGITS) + 0.0
            parts.append(tilt.tobytes())
            parts += sorted(self._opening(o, product, matrix) for o in openings)
        key = hashlib.blake2b(b"\x1f".join(parts), digest_size=12).hexdigest()
        number = product.id()
        return Body(number, product, representation, key, matrix, len(openings))

    def _opening(self, opening: Any, product: Any, matrix: Floats) -> bytes:
        """Shape of an opening and its place within the element."""
        representation = best_representation(opening)
        shape = b"-" if representation is None else self._statements.digest(representation.id())
        placement = opening.get_argument(5)
        own = product.get_argument(5)
        if placement is not None and placement.is_a() == "IfcLocalPlacement":
            outer, axes = placement[0], placement[1]
            same = (outer is None and own is None) or (
                outer is not None and own is not None and outer.id() == own.id()
            )
            if same and axes is not None:
                return shape + self._statements.digest(axes.id())
        there = self._placements.matrix(placement)
        if there is None:
            return shape + b"#%d" % opening.id()
        within = np.round(np.linalg.inv(matrix) @ there, 6) + 0.0
        return shape + within.tobytes()
