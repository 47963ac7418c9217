"""From equal bodies to one message: measures once, places for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from robuild.geometry.bodies import Body
from robuild.geometry.kernel import Kernels, NotMeshed
from robuild.geometry.kernel_names import GROSS
from robuild.geometry.measures import Measures, degenerate, measure_mesh
from robuild.geometry.meshes import Floats, mesh_of

_FAULTS = (ArithmeticError, ValueError, IndexError, MemoryError)


def shape_of(
    alike: Sequence[Body], kernels: Kernels, room: bool, length_m: float
) -> dict[str, Any]:
    """What the worker says of bodies of one key: `shape` or `none`.

    Args:
        alike: bodies whose shape and tilt are equal.
        kernels: of the model.
        room: whether they are rooms.
        length_m: metres per unit of the file.
    """
    first = alike[0]
    numbers = [body.number for body in alike]
    meshed = kernels.mesh(first)
    if isinstance(meshed, NotMeshed):
        return _none(numbers, meshed.status, meshed.detail)
    own = first.matrix is not None
    turn = _upright(first.matrix[2, :3] if first.matrix is not None else meshed.matrix[2, :3])
    if not np.isfinite(meshed.points).all():
        return _none(numbers, "degenerate", "")
    # far from its own origin, as bodies drawn in the world's coordinates are: measured near it
    middle = (meshed.points.min(axis=0) + meshed.points.max(axis=0)) / 2
    mesh = mesh_of((meshed.points - middle) @ turn.T, meshed.triangles)
    if len(mesh.triangles) == 0 or degenerate(mesh):
        return _none(numbers, "degenerate", "")
    try:
        measures = measure_mesh(mesh, room=room)
    except _FAULTS as error:
        return _none(numbers, "failed", f"{type(error).__name__}: {error}"[:160])
    places = {}
    corners = mesh.points @ turn
    for body in alike:
        matrix = meshed.matrix if not own or body.matrix is None else _in_metres(body, length_m)
        places[str(body.number)] = _place(corners, matrix, turn, middle, measures)
    return {
        "what": "shape",
        "key": first.key,
        "kernel": f"{meshed.kernel}, {GROSS}" if meshed.gross else meshed.kernel,
        "measures": {k: v if np.isfinite(v) else None for k, v in measures.values.items()},
        "places": places,
    }


def _none(numbers: Sequence[int], status: str, detail: str) -> dict[str, Any]:
    return {"what": "none", "numbers": list(numbers), "status": status, "detail": detail}


def _in_metres(body: Body, length_m: float) -> Floats:
    assert body.matrix is not None
    matrix = body.matrix.copy()
    matrix[:3, 3] *= length_m
    return matrix


def _upright(up: Floats) -> Floats:
    """The rotation that turns the world's up, seen in own axes, to z; none where it is z."""
    up = up / np.linalg.norm(up)
    if up[2] > 1 - 1e-12:
        return np.eye(3)
    if up[2] < -1 + 1e-12:
        return np.diag([1.0, -1.0, -1.0])
    x = np.cross([0.0, 1.0, 0.0] if abs(up[1]) < 0.9 else [1.0, 0.0, 0.0], up)
    x /= np.linalg.norm(x)
    return np.array([x, np.cross(up, x), up])


def _place(
    corners: Floats, matrix: Floats, turn: Floats, middle: Floats, measures: Measures
) -> dict[str, Any]:
    """Box in the world, the level direction across, and the outline of a room.

    Corners are those of the mesh about its middle, so that nothing is lost far from the origin.
    """
    rotation, shift = matrix[:3, :3], matrix[:3, 3]
    there = corners @ rotation.T
    base = rotation @ middle + shift
    low, high = there.min(axis=0), there.max(axis=0)
    place: dict[str, Any] = {
        "middle": (base + (low + high) / 2).tolist(),
        "size": (high - low).tolist(),
    }
    level = rotation @ turn.T
    if measures.across is not None:
        place["across"] = (level @ np.array([*measures.across, 0.0]))[:2].tolist()
    if measures.rings:
        place["rings"] = [
            (np.column_stack([ring, np.zeros(len(ring))]) @ level.T + base)[:, :2].tolist()
            for ring in measures.rings
        ]
    return place
