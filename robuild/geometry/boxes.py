"""The smallest box around a body, turned as the body is turned."""

from __future__ import annotations

import numpy as np

from robuild.geometry.faces import Faces
from robuild.geometry.meshes import Floats, Mesh
from robuild.geometry.outlines import axes_across

_MOST_POINTS = 20_000


def own_box(mesh: Mesh, faces: Faces) -> tuple[Floats, Floats]:
    """Extents and axes of the smallest of some likely boxes around a mesh.

    Tried are boxes that stand upright, that lie on one of the largest faces, and that follow the
    longest edge.

    Returns:
        Extents in m, longest first, and the axis of each as a row of length 1.
    """
    points = mesh.points
    if len(points) > _MOST_POINTS:
        points = points[np.unique(_extreme(points))]
    best: tuple[float, Floats, Floats] | None = None
    for axis in _likely_axes(mesh, faces):
        extents, axes = _box_along(points, axis)
        size = float(np.prod(np.maximum(extents, 1e-4)))
        if best is None or size < best[0] * 0.999:
            best = (size, extents, axes)
    assert best is not None
    order = np.argsort(-best[1], kind="stable")
    return best[1][order], best[2][order]


def _likely_axes(mesh: Mesh, faces: Faces) -> list[Floats]:
    axes = [np.array([0.0, 0.0, 1.0])]
    flat = np.flatnonzero(faces.flatness > 0.99)
    largest = flat[np.argsort(-faces.areas[flat], kind="stable")][:3]
    axes += [faces.directions[number] for number in largest]
    sides = mesh.corners - np.roll(mesh.corners, 1, axis=1)
    lengths = np.linalg.norm(sides, axis=2)
    triangle, corner = np.unravel_index(np.argmax(lengths), lengths.shape)
    axes.append(sides[triangle, corner] / lengths[triangle, corner])
    different: list[Floats] = []
    for axis in axes:
        if all(abs(float(axis @ other)) < 0.9999 for other in different):
            different.append(axis)
    return different


def _box_along(points: Floats, axis: Floats) -> tuple[Floats, Floats]:
    across = axes_across(axis)
    angle, sides = _smallest_rectangle(points @ across.T)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.array([*sides, np.ptp(points @ axis)]), np.vstack([turn @ across, axis])


def _smallest_rectangle(flat: Floats) -> tuple[float, Floats]:
    """Angle and sides of the smallest rectangle around points in a plane."""
    import shapely

    hull = shapely.convex_hull(shapely.multipoints(flat))
    ring = shapely.get_coordinates(hull)
    edges = np.diff(ring, axis=0)
    edges = edges[np.linalg.norm(edges, axis=1) > 1e-9]
    if len(edges) == 0:
        return 0.0, np.zeros(2)
    angles = np.unique(np.round(np.arctan2(edges[:, 1], edges[:, 0]) % (np.pi / 2), 7))
    along = ring @ np.array([np.cos(angles), np.sin(angles)])
    aside = ring @ np.array([-np.sin(angles), np.cos(angles)])
    sides = np.column_stack([np.ptp(along, axis=0), np.ptp(aside, axis=0)])
    best = int(np.argmin(np.maximum(sides[:, 0], 1e-6) * np.maximum(sides[:, 1], 1e-6)))
    return float(angles[best]), sides[best]


def _extreme(points: Floats) -> Floats:
    """Numbers of the points that lie furthest out in many directions."""
    turns = np.linspace(0, np.pi, 60, endpoint=False)
    rises = np.linspace(-np.pi / 2, np.pi / 2, 31)
    a, b = (grid.ravel() for grid in np.meshgrid(turns, rises))
    directions = np.array([np.cos(a) * np.cos(b), np.sin(a) * np.cos(b), np.sin(b)])
    along = points @ directions
    return np.concatenate([along.argmin(axis=0), along.argmax(axis=0)])
