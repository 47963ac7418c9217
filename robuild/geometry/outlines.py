"""What triangles cover when they are seen from one side: area, border and outline."""

from __future__ import annotations

from typing import Any

import numpy as np

from robuild.geometry.meshes import Floats

_SLIVER_M = 2e-3
_MOST_TRIANGLES = 20_000
"""Above this an outline costs more than it is worth."""


def covered(corners: Floats, direction: Floats) -> Any | None:
    """The outline of triangles seen against a direction, as a shapely geometry in m.

    Args:
        corners: (m, 3, 3).
        direction: of length 1; z up keeps x and y as they are.

    Returns:
        `None` for too many triangles.
    """
    import shapely

    if len(corners) > _MOST_TRIANGLES:
        return None
    across = axes_across(direction)
    flat = corners @ across.T
    one, two = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    flat = flat[np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) > 2e-8]
    if len(flat) == 0:
        return shapely.Polygon()
    # the same twice, as a roof's underside below its top, needs no second union
    flat = flat[np.unique(np.round(np.sort(flat, axis=1), 5), axis=0, return_index=True)[1]]
    rings = shapely.linearrings(np.concatenate([flat, flat[:, :1]], axis=1))
    return shapely.union_all(shapely.polygons(rings))


def axes_across(direction: Floats) -> Floats:
    """Two axes across a direction, x and y where it points up.

    >>> axes_across(np.array([0.0, 0.0, 1.0])).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    if abs(direction[2]) > 1 - 1e-12:
        return np.eye(3)[:2]
    first = np.cross([0.0, 0.0, 1.0], direction)
    first /= np.linalg.norm(first)
    return np.array([first, np.cross(direction, first)])


def without_slivers(outline: Any) -> Any:
    """An outline whose gaps of a few millimetres, as between layers, are closed."""
    return outline.buffer(_SLIVER_M, join_style="mitre").buffer(-_SLIVER_M, join_style="mitre")


def rings_of(outline: Any) -> list[list[list[float]]]:
    """Outer rings of an outline first, then its holes, as lists of x and y in m."""
    import shapely

    parts = [part for part in shapely.get_parts(outline) if part.geom_type == "Polygon"]
    rings = [part.exterior for part in parts]
    rings += [hole for part in parts for hole in part.interiors]
    return [np.asarray(ring.coords)[:-1, :2].tolist() for ring in rings]
