"""Where things are: 4 x 4 matrices from placements, in the file's unit of length."""

from __future__ import annotations

from typing import Any

import numpy as np

from robuild.geometry.meshes import Floats

_MOST_LINKS = 100


class Placements:
    """Placements of one model, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, Floats | None] = {}

    def matrix(self, placement: Any, links: int = 0) -> Floats | None:
        """Local to world; `None` for placements on grids and along lines, and broken ones."""
        if placement is None:
            return np.eye(4)
        number = placement.id()
        if number not in self._known:
            self._known[number] = None  # a placement within itself has none
            self._known[number] = self._worked_out(placement, links)
        return self._known[number]

    def _worked_out(self, placement: Any, links: int) -> Floats | None:
        if placement.is_a() != "IfcLocalPlacement" or links > _MOST_LINKS:
            return None
        outer = self.matrix(placement[0], links + 1)
        own = axis_matrix(placement[1])
        return None if outer is None or own is None else outer @ own


def axis_matrix(axes: Any) -> Floats | None:
    """Matrix of an IfcAxis2Placement2D or 3D; `None` when it is broken."""
    if axes is None:
        return np.eye(4)
    kind = axes.is_a()
    try:
        place = np.array((*axes[0][0], 0.0, 0.0, 0.0)[:3], dtype=float)
        if kind == "IfcAxis2Placement2D":
            x = _unit(axes[1], (1.0, 0.0))
            z = np.array([0.0, 0.0, 1.0])
        elif kind == "IfcAxis2Placement3D":
            z = _unit(axes[1], (0.0, 0.0, 1.0))
            x = _unit(axes[2], (1.0, 0.0, 0.0) if abs(z[0]) < 0.9999 else (0.0, 0.0, 1.0))
        else:
            return None
    except (TypeError, ValueError, IndexError, RuntimeError):
        return None
    x = x - (x @ z) * z
    length = float(np.linalg.norm(x))
    if length < 1e-9:
        return None
    matrix = np.eye(4)
    matrix[:3, 0] = x / length
    matrix[:3, 2] = z
    matrix[:3, 1] = np.cross(z, x / length)
    matrix[:3, 3] = place
    return matrix


def _unit(direction: Any, otherwise: tuple[float, ...]) -> Floats:
    ratios = direction[0] if direction is not None else otherwise
    vector = np.array((*ratios, 0.0)[:3], dtype=float)
    length = float(np.linalg.norm(vector))
    if not length > 0:
        raise ValueError("a direction without length")
    return np.asarray(vector / length)
