"""All measures of one body: what comes of a mesh."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from robuild.geometry.boxes import own_box
from robuild.geometry.faces import faces_of
from robuild.geometry.meshes import Floats, Mesh
from robuild.geometry.outlines import covered, rings_of, without_slivers
from robuild.geometry.sheets import Level, Side, level_side, one_side

UP = np.array([0.0, 0.0, 1.0])
LARGEST_M = 10_000.0
"""No component or room is longer."""
_SMALLEST_M = 1e-4
_LEVEL = 0.34
"""Least vertical part of a normal that looks up or down: slopes up to 70 degrees."""
_SLENDER = 4.0
"""A plan this many times longer than wide is a run, such as a railing or a skirting."""


@dataclass(frozen=True, slots=True)
class Measures:
    """One body, in m, m² and m³; NaN where a measure has no meaning or costs too much."""

    values: dict[str, float]
    across: list[float] | None = None
    """Level direction across the body, the shorter way."""
    rings: list[list[list[float]]] = field(default_factory=list)
    """Outline of a room seen from above."""


def degenerate(mesh: Mesh) -> bool:
    """Whether a mesh has no extent, or one that no building has."""
    sizes = mesh.sizes
    if not np.isfinite(mesh.points).all():
        return True
    return bool(np.sort(sizes)[1] < _SMALLEST_M or sizes.max() > LARGEST_M)


def measure_mesh(mesh: Mesh, *, room: bool) -> Measures:
    """Measure a mesh that is not degenerate.

    Args:
        mesh: z up, in m, near the origin.
        room: a room has all its walls measured, not one side of them, and its outline is kept.
    """
    faces = faces_of(mesh)
    top = level_side(mesh, faces, 1.0, _LEVEL, edges=room)
    bottom = level_side(mesh, faces, -1.0, _LEVEL, edges=room)
    up_m2, down_m2 = top.area_m2, bottom.area_m2
    if not mesh.closed and min(up_m2, down_m2) < 0.01 * max(up_m2, down_m2):
        up_m2 = down_m2 = max(up_m2, down_m2)  # a bare surface has both
    outline = _plan(mesh, top)
    standing = np.abs(mesh.normals[:, 2]) <= (_LEVEL if room else 0.7)
    stands = np.bincount(faces.group, weights=mesh.areas * standing) > 0.5 * faces.areas
    side = one_side(mesh, faces, stands)
    sheet = one_side(mesh, faces, np.ones(len(faces.areas), dtype=bool))
    extents, axes = own_box(mesh, faces)
    values = {
        "side_area_m2": float(mesh.areas[standing].sum()) if room else side.mean_m2,
        "top_area_m2": up_m2,
        "bottom_area_m2": down_m2,
        "footprint_area_m2": np.nan if outline is None else float(outline.area),
        "face_area_m2": sheet.larger_m2,
        "volume_m3": abs(mesh.signed_volume) if mesh.closed else np.nan,
        "length_m": max(float(extents[0]), _run(outline)),
        "thickness_m": _thickness(side, sheet, extents),
        "height_m": float(mesh.sizes[2]),
        "perimeter_m": np.nan if outline is None else float(outline.length),
    }
    rings = rings_of(outline) if room and outline is not None else []
    return Measures(values, _across(axes), rings)


def _plan(mesh: Mesh, top: Level) -> Any:
    """The outline seen from above: that of the top where it covers the whole body."""
    looks = mesh.normals[:, 2] > 1e-6 if mesh.closed else np.abs(mesh.normals[:, 2]) > 1e-6
    if top.outline is not None and mesh.closed and top.triangles == np.count_nonzero(looks):
        return without_slivers(top.outline)
    outline = covered(mesh.corners[looks], UP)
    return None if outline is None else without_slivers(outline)


def _run(outline: Any) -> float:
    """Length along the middle of a long and narrow plan, which may bend; 0 for other plans."""
    if outline is None or outline.area <= 0:
        return 0.0
    half, area = outline.length / 2, outline.area
    room = half * half - 4 * area
    if room <= 0:
        return 0.0
    length = (half + np.sqrt(room)) / 2
    one_piece = outline.geom_type == "Polygon"
    return float(length) if one_piece and length > _SLENDER * area / length else 0.0


def _thickness(side: Side, sheet: Side, extents: Floats) -> float:
    """Of what stands its own, even where it is low and its top is larger."""
    if side.mean_m2 >= 0.5 * sheet.larger_m2:
        sheet = side
    if np.isfinite(sheet.thickness_m) and sheet.thickness_m > 0:
        return float(sheet.thickness_m)
    return float(extents[2])


def _across(axes: Floats) -> list[float] | None:
    """The most level short axis of the box, in the plan."""
    for number in (2, 1, 0):
        axis = axes[number]
        if abs(axis[2]) < 0.3:
            level = axis[:2] / np.linalg.norm(axis[:2])
            return [float(level[0]), float(level[1])]
    return None
