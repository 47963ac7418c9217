"""One side of a sheet: walls, boards and coverings, straight, bent, curved or in layers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.geometry.faces import Faces, typical_depth
from robuild.geometry.meshes import Flags, Floats, Mesh
from robuild.geometry.outlines import covered

_DEEP = 1.6
"""What is this much deeper than the sheet is thick is an edge seen along the sheet."""
_STRIP = 1.6
"""A face that is no wider than this many thicknesses is an edge of the sheet, mitred or not."""
_SAME_WAY = 0.97
_DOUBLED = 1.15
"""Sides that add up to more than this many times what is seen are layers behind each other."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet."""

    mean_m2: float
    """Mean of both sides: the area in the middle of the sheet."""
    larger_m2: float
    thickness_m: float
    """Infinite for a bare surface, NaN where it was not measured."""
    direction: Floats | None
    """Across the sheet; `None` when it is bent or curved."""


def one_side(mesh: Mesh, faces: Faces, allowed: Flags) -> Side:
    """One side of a sheet, edges and reveals left out, layers counted once.

    Args:
        mesh: the body.
        faces: its smooth faces.
        allowed: faces that may belong to the sheet, such as the standing ones of a wall.
    """
    if not allowed.any():
        return Side(0.0, 0.0, np.nan, None)
    thickness = typical_depth(faces, allowed)
    sides = _sides(faces, allowed, thickness)
    first = np.flatnonzero(sides)[np.argmax(faces.areas[sides])]
    direction = faces.directions[first]
    along = faces.directions @ direction
    straight = bool(
        (faces.flatness[sides] > _SAME_WAY).all() and (np.abs(along[sides]) > _SAME_WAY).all()
    )
    total = float(faces.areas[sides].sum())
    if np.isinf(thickness):
        return Side(total, total, thickness, direction if straight else None)
    if not straight:
        return Side(total / 2, total / 2, thickness, None)
    front = float(faces.areas[sides & (along > 0)].sum())
    back = float(faces.areas[sides & (along < 0)].sum())
    mean, larger = _once(mesh, faces, sides & (along > 0), front, back, direction)
    if larger < max(front, back):  # layers
        thickness = float(np.ptp(mesh.points @ direction))
    return Side(mean, larger, thickness, direction)


def _sides(faces: Faces, allowed: Flags, thickness: float) -> Flags:
    if not np.isfinite(thickness):
        # nothing behind: every face counts; not measured: those of the largest one's direction
        if np.isinf(thickness):
            return allowed
        largest = np.flatnonzero(allowed)[np.argmax(faces.areas[allowed])]
        return np.asarray(
            allowed & (np.abs(faces.directions @ faces.directions[largest]) > _SAME_WAY)
        )
    deep = faces.depths > _DEEP * thickness + 0.01
    strip = faces.widths <= _STRIP * thickness
    sure = allowed & ~deep & ~strip & ~np.isnan(faces.depths)
    if not sure.any():
        largest = np.flatnonzero(allowed)[np.argmax(faces.areas[allowed])]
        sure = np.arange(len(faces.areas)) == largest
    ways = faces.directions[sure & (faces.areas >= 0.2 * faces.areas[sure].max())]
    aligned = (np.abs(faces.directions @ ways.T) > _SAME_WAY).any(axis=1)
    # small faces that look the same way as the sides are parts of them, unless seen edge on
    return np.asarray(sure | (allowed & aligned & ~(deep & strip)))


def _once(
    mesh: Mesh, faces: Faces, front_faces: Flags, front: float, back: float, direction: Floats
) -> tuple[float, float]:
    """Mean and larger of two sides; what is seen where layers lie behind each other."""
    mean, larger = (front + back) / 2, max(front, back)
    if front and np.count_nonzero(front_faces) > 1:
        seen = covered(mesh.corners[front_faces[faces.group]], direction)
        if seen is not None and mean > _DOUBLED * seen.area:
            return float(seen.area), float(seen.area)
    return mean, larger


@dataclass(frozen=True, slots=True)
class Level:
    """Faces that look up, or those that look down."""

    area_m2: float
    outline: object | None
    """Seen from above, a shapely geometry; `None` when too costly."""
    triangles: int


def level_side(mesh: Mesh, faces: Faces, sign: float, steepest: float, *, edges: bool) -> Level:
    """Faces that look up (sign 1) or down (-1), sloping ones in full, layers counted once.

    Args:
        mesh: the body.
        faces: its smooth faces.
        sign: 1 for up, -1 for down.
        steepest: least vertical part of a normal.
        edges: whether edges of sloping sheets count too, as they do for rooms.
    """
    looks = sign * mesh.normals[:, 2] > steepest
    if not edges:
        looks &= ~_edges_of_slopes(faces, sign * faces.directions[:, 2] > steepest)[faces.group]
    area = float(mesh.areas[looks].sum())
    if area == 0:
        return Level(0.0, None, 0)
    outline = covered(mesh.corners[looks], np.array([0.0, 0.0, 1.0]))
    flat = float((mesh.areas[looks] * np.abs(mesh.normals[looks, 2])).sum())
    if outline is not None and outline.area and flat > 1.02 * outline.area:
        area *= outline.area / flat
    return Level(area, outline, int(looks.sum()))


def _edges_of_slopes(faces: Faces, looking: Flags) -> Flags:
    thickness = typical_depth(faces, looking)
    if not looking.any() or not np.isfinite(thickness):
        return np.zeros(len(faces.areas), dtype=bool)
    small = faces.areas < 0.25 * faces.areas[looking].sum()
    deep = faces.depths > 2 * thickness
    sloping = np.abs(faces.directions[:, 2]) < 0.99
    return np.asarray(looking & small & deep & sloping & (faces.widths <= 1.5 * thickness))
