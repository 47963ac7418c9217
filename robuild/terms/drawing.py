"""What a model looks like: shapes drawn once, and where each component has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from robuild.terms.issues import Issue
from robuild.terms.vocabulary import ShapeStatus


@dataclass(frozen=True, slots=True, eq=False)
class DrawnShape:
    """One shape on a grid of its own; a grid step is at least half a millimetre."""

    points: NDArray[np.uint16]
    """(n, 3) grid steps."""
    triangles: NDArray[np.uint32]
    """(m, 3) numbers of points."""
    edges: NDArray[np.uint32]
    """(k, 2) numbers of points: creases and borders, drawn as lines."""


@dataclass(frozen=True, slots=True, eq=False)
class PlacedShape:
    """A shape of a component where it stands."""

    component_id: str
    shape: int
    """Number in `Drawing.shapes`."""
    matrix: NDArray[np.float64]
    """(3, 4): grid steps to the model's world in m, z up."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of some models that could be drawn, and what became of the rest."""

    shapes: tuple[DrawnShape, ...]
    placed: tuple[PlacedShape, ...]
    status: Mapping[str, ShapeStatus]
    """component_id -> `measured` where it is drawn, else why not. Empty: nobody asked."""
    issues: tuple[Issue, ...] = ()
    seconds: float = 0.0

    @property
    def drawn(self) -> int:
        """Components that can be seen."""
        return sum(status is ShapeStatus.MEASURED for status in self.status.values())


NOTHING_DRAWN = Drawing((), (), {})
"""Of a register, or where geometry is left out."""
