"""From equal bodies to one message that draws them: a mesh on a grid, its creases, its places."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

from robuild.geometry.bodies import Body
from robuild.geometry.kernel import Kernels, NotMeshed
from robuild.geometry.kernel_names import GROSS
from robuild.geometry.measures import LARGEST_M
from robuild.geometry.meshes import Floats, Ints

GRID = 65_535
_STEP_M = 0.0005
_CREASE = float(np.cos(np.radians(30)))
_MANY, _COARSE = 6_000, 300
"""Triangles from which a shape is drawn coarser, and into how many steps it then goes."""


def drawn_of(alike: Sequence[Body], kernels: Kernels, length_m: float) -> dict[str, Any]:
    """What the worker says of bodies of one key: `shape` with a mesh, or `none`.

    Args:
        alike: bodies whose shape and tilt are equal.
        kernels: of the model.
        length_m: metres per unit of the file.
    """
    first = alike[0]
    numbers = [body.number for body in alike]
    meshed = kernels.mesh(first)
    if isinstance(meshed, NotMeshed):
        return _none(numbers, meshed.status, meshed.detail)
    sizes = np.ptp(meshed.points, axis=0)
    if not np.isfinite(meshed.points).all() or not 0 < sizes.max() <= LARGEST_M:
        return _none(numbers, "degenerate", "")
    low = meshed.points.min(axis=0)
    points, triangles, step = _on_grid(meshed.points - low, meshed.triangles)
    if len(triangles) == 0:
        return _none(numbers, "degenerate", "")
    places = {}
    for body in alike:
        matrix = meshed.matrix if body.matrix is None else _in_metres(body.matrix, length_m)
        rotation, shift = matrix[:3, :3], matrix[:3, 3]
        placed = np.column_stack([rotation * step, rotation @ low + shift])
        places[str(body.number)] = {"matrix": placed.ravel().tolist()}
    return {
        "what": "shape",
        "key": first.key,
        "kernel": f"{meshed.kernel}, {GROSS}" if meshed.gross else meshed.kernel,
        "measures": {},
        "places": places,
        "mesh": {
            "points": _text(points.astype("<u2")),
            "triangles": _text(triangles.astype("<u4")),
            "edges": _text(creases(points.astype(np.float64) * step, triangles).astype("<u4")),
        },
    }


def _on_grid(points: Floats, triangles: Ints) -> tuple[Ints, Ints, float]:
    """Points as grid steps, near ones made one; what has no area any more is left out."""
    extent = float(points.max())
    step = max(extent / GRID, _STEP_M)
    if len(triangles) > _MANY:
        step = max(step, extent / _COARSE)
    grid, number = np.unique(np.round(points / step).astype(np.int64), axis=0, return_inverse=True)
    welded = number.reshape(-1)[triangles].astype(np.int64)
    a, b, c = welded.T
    kept = welded[(a != b) & (b != c) & (c != a)]
    _, first = np.unique(np.sort(kept, axis=1), axis=0, return_index=True)
    kept = kept[np.sort(first)]
    used, renumbered = np.unique(kept, return_inverse=True)
    return grid[used], renumbered.reshape(-1, 3), step


def creases(points: Floats, triangles: Ints) -> Ints:
    """(k, 2): sides of triangles where the surface bends, ends, or more than two meet.

    Example:
        >>> flat = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
        >>> creases(flat, np.array([[0, 1, 2], [0, 2, 3]])).tolist()
        [[0, 1], [0, 3], [1, 2], [2, 3]]
    """
    corners = points[triangles]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = normals / np.maximum(np.linalg.norm(normals, axis=1), 1e-12)[:, None]
    sides = np.sort(triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    owner = np.repeat(np.arange(len(triangles)), 3)
    edges, number, count = np.unique(sides, axis=0, return_inverse=True, return_counts=True)
    number = number.reshape(-1)
    order = np.argsort(number, kind="stable")
    starts = np.concatenate([[0], np.cumsum(count)[:-1]])
    one, two = owner[order[starts]], owner[order[starts + count - 1]]
    # kernels do not turn all faces of an open body the same way: a bend is one either way
    bend = np.abs((normals[one] * normals[two]).sum(axis=1))
    return np.asarray(edges[(count != 2) | (bend < _CREASE)])


def _in_metres(matrix: Floats, length_m: float) -> Floats:
    scaled = matrix.copy()
    scaled[:3, 3] *= length_m
    return scaled


def _text(values: Any) -> str:
    return base64.b64encode(values.tobytes()).decode("ascii")


def _none(numbers: Sequence[int], status: str, detail: str) -> dict[str, Any]:
    return {"what": "none", "numbers": list(numbers), "status": status, "detail": detail}
