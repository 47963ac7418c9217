"""The smooth faces of a mesh, and how thick the body is behind each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.geometry.meshes import Flags, Floats, Ints, Mesh, hits

_MOST_FACES = 60
"""Faces whose depth is measured, the largest first."""
_SMALL_SHARE = 0.002
"""Faces with less of the whole surface are not measured."""
_RAYS = 5
_MOST_TRIANGLES = 30_000
"""Above this a ray costs too much."""
_TOUCHING_M = 1e-4


@dataclass(frozen=True)
class Faces:
    """One entry per smooth face."""

    areas: Floats
    directions: Floats
    """Mean normal of length 1."""
    flatness: Floats
    """1 for flat faces, 0 for a whole cylinder."""
    widths: Floats
    """Area over longest extent: the width of a strip, m."""
    depths: Floats
    """Distance to the face behind, m; infinite where there is none, NaN where not measured."""
    group: Ints
    """Face of every triangle."""


def faces_of(mesh: Mesh) -> Faces:
    """The smooth faces of a mesh with at least one triangle."""
    group = mesh.groups
    areas: Floats = np.bincount(group, weights=mesh.areas).astype(np.float64)
    summed = np.column_stack(
        [np.bincount(group, weights=mesh.areas * mesh.normals[:, i]) for i in range(3)]
    )
    length = np.linalg.norm(summed, axis=1)
    return Faces(
        areas=areas,
        directions=summed / np.maximum(length, 1e-300)[:, None],
        flatness=length / areas,
        widths=areas / np.maximum(_longest(mesh, group, len(areas)), 1e-9),
        depths=_depths(mesh, group, areas),
        group=group,
    )


def _longest(mesh: Mesh, group: Ints, count: int) -> Floats:
    low = np.full((count, 3), np.inf)
    high = np.full((count, 3), -np.inf)
    np.minimum.at(low, group, mesh.corners.min(axis=1))
    np.maximum.at(high, group, mesh.corners.max(axis=1))
    return np.asarray(np.linalg.norm(high - low, axis=1))


def _depths(mesh: Mesh, group: Ints, areas: Floats) -> Floats:
    found = np.full(len(areas), np.nan)
    if len(mesh.triangles) > _MOST_TRIANGLES:
        return found
    numbers = np.argsort(-areas, kind="stable")[:_MOST_FACES]
    numbers = numbers[areas[numbers] >= _SMALL_SHARE * areas.sum()]
    by_size = np.argsort(-mesh.areas, kind="stable")
    chosen = [by_size[group[by_size] == number][:_RAYS] for number in numbers]
    triangles = np.concatenate(chosen)
    rows = hits(mesh, mesh.middles[triangles], -mesh.normals[triangles])
    depths = np.concatenate([np.where(far > _TOUCHING_M, far, np.inf).min(axis=1) for far in rows])
    ends = np.cumsum([len(each) for each in chosen])[:-1]
    for number, each, own in zip(numbers, chosen, np.split(depths, ends), strict=True):
        found[number] = _weighted_median(own, mesh.areas[each])
    return found


def _weighted_median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    summed = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(summed, summed[-1] / 2)])


def typical_depth(faces: Faces, chosen: Flags) -> float:
    """Depth behind most of the area of the chosen faces, m; infinite for a bare surface."""
    known = chosen & ~np.isnan(faces.depths)
    if not known.any():
        return np.inf
    # strips see along the body, not through it: the largest face tells
    largest = np.flatnonzero(known)[np.argmax(faces.areas[known])]
    alike = known & (np.abs(faces.directions @ faces.directions[largest]) > 0.95)
    return _weighted_median(faces.depths[alike], faces.areas[alike])
