"""A triangle mesh: areas, normals, whether it is closed, and which triangles belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_WELD_M = 1e-5
_SMALLEST_M2 = 1e-10
_SMOOTH = float(np.cos(np.radians(35)))
"""Facets of a curved face differ by less: the kernel's widest step is 28.6 degrees."""
_ASIDE = np.array([1.3e-4, 2.9e-4, 3.7e-4])
_MOST_CROSSINGS = 200_000
"""Rays times triangles looked at together: a few MB."""
_MOST_TO_ORIENT = 1_500
"""Triangles whose orientation is found by rays; the work grows with their square."""


@dataclass(frozen=True)
class Mesh:
    """Triangles with z up, in m, near the origin."""

    points: Floats
    triangles: Ints

    @cached_property
    def corners(self) -> Floats:
        """(m, 3, 3): the corners of every triangle."""
        return self.points[self.triangles]

    @cached_property
    def _cross(self) -> Floats:
        a, b, c = (self.corners[:, i] for i in range(3))
        return _cross(b - a, c - a)

    @cached_property
    def areas(self) -> Floats:
        """Of every triangle, m²."""
        return np.asarray(np.linalg.norm(self._cross, axis=1) / 2)

    @cached_property
    def normals(self) -> Floats:
        """Of length 1; they point out of a closed body."""
        return np.asarray(self._cross / np.maximum(2 * self.areas, 1e-300)[:, None])

    @cached_property
    def middles(self) -> Floats:
        """Of every triangle."""
        return np.asarray(self.corners.mean(axis=1))

    @cached_property
    def sizes(self) -> Floats:
        """Extent along x, y and z."""
        return np.asarray(np.ptp(self.points, axis=0))

    @cached_property
    def _edges(self) -> tuple[Ints, Ints, Ints]:
        """For every side of every triangle: number of its edge, its direction, its triangle."""
        t = self.triangles
        start = np.concatenate([t[:, 0], t[:, 1], t[:, 2]])
        end = np.concatenate([t[:, 1], t[:, 2], t[:, 0]])
        code = np.minimum(start, end) * len(self.points) + np.maximum(start, end)
        _, edge = np.unique(code, return_inverse=True)
        owner = np.tile(np.arange(len(t)), 3)
        return edge.astype(np.int64), np.where(start < end, 1, -1).astype(np.int64), owner

    @cached_property
    def _neighbours(self) -> Ints:
        """Pairs of triangles that share an edge which no third has."""
        edge, _, owner = self._edges
        twice = np.bincount(edge)[edge] == 2
        order = np.argsort(edge[twice], kind="stable")
        return np.asarray(owner[twice][order].reshape(-1, 2))

    @cached_property
    def closed(self) -> bool:
        """Whether every edge is walked as often one way as the other."""
        edge, direction, _ = self._edges
        return not np.bincount(edge, weights=direction).any()

    @cached_property
    def without_border(self) -> bool:
        """Whether every edge has an even number of triangles, whichever way they turn."""
        return not (np.bincount(self._edges[0]) % 2).any()

    @cached_property
    def bodies(self) -> Ints:
        """Number of the connected body of every triangle, from 0; bodies that touch stay apart."""
        return _numbered(connected(len(self.triangles), self._neighbours))

    @cached_property
    def groups(self) -> Ints:
        """Number of the smooth face of every triangle: flat, or curved without a crease."""
        pairs = self._neighbours
        bend = (self.normals[pairs[:, 0]] * self.normals[pairs[:, 1]]).sum(axis=1)
        return _numbered(connected(len(self.triangles), pairs[bend > _SMOOTH]))

    @cached_property
    def signed_volume(self) -> float:
        """Volume of a closed body, negative when its faces look inwards, m³."""
        return float(_signed_volumes(self).sum())


def mesh_of(points: Floats, triangles: Ints) -> Mesh:
    """A mesh with near points made one, slivers left out and faces turned outwards.

    Args:
        points: (n, 3) in m, z up.
        triangles: (m, 3) numbers of points.
    """
    if len(points) == 0 or len(triangles) == 0:
        return Mesh(np.zeros((0, 3)), np.zeros((0, 3), dtype=np.int64))
    _, first, welded = np.unique(
        np.round(points / _WELD_M).astype(np.int64), axis=0, return_index=True, return_inverse=True
    )
    mesh = Mesh(points[first], welded.reshape(-1)[triangles].astype(np.int64))
    mesh = Mesh(mesh.points, mesh.triangles[mesh.areas > _SMALLEST_M2])
    return _outwards(mesh) if len(mesh.triangles) else mesh


def connected(count: int, pairs: Ints) -> Ints:
    """For every node the smallest node it is connected with.

    >>> connected(4, np.array([[0, 2], [2, 3]])).tolist()
    [0, 1, 0, 0]
    """
    labels = np.arange(count)
    if len(pairs) == 0:
        return labels
    a, b = pairs[:, 0], pairs[:, 1]
    while True:
        before = labels.copy()
        least = np.minimum(labels[a], labels[b])
        np.minimum.at(labels, labels[a], least)
        np.minimum.at(labels, labels[b], least)
        np.minimum.at(labels, a, least)
        np.minimum.at(labels, b, least)
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels


def _numbered(labels: Ints) -> Ints:
    return np.asarray(np.unique(labels, return_inverse=True)[1]).astype(np.int64)


def _signed_volumes(mesh: Mesh) -> Floats:
    """Of the tetrahedron between the origin and every triangle."""
    a, b, c = (mesh.corners[:, i] for i in range(3))
    return np.asarray((a * np.cross(b, c)).sum(axis=1) / 6)


def _outwards(mesh: Mesh) -> Mesh:
    if mesh.closed:
        turned = _inside_out(mesh)
    elif mesh.without_border and len(mesh.triangles) <= _MOST_TO_ORIENT:
        turned = _looking_in(mesh)
    else:
        return mesh
    if not turned.any():
        return mesh
    triangles = mesh.triangles.copy()
    triangles[turned] = triangles[turned][:, ::-1]
    return replace(mesh, triangles=triangles)


def _inside_out(mesh: Mesh) -> Flags:
    """Triangles of bodies whose faces all look inwards; a hollow within a body stays."""
    volumes = np.bincount(mesh.bodies, weights=_signed_volumes(mesh))
    if (volumes >= 0).all():
        return np.zeros(len(mesh.triangles), dtype=bool)
    corners = mesh.corners
    low = np.array([corners[mesh.bodies == b].min(axis=(0, 1)) for b in range(len(volumes))])
    high = np.array([corners[mesh.bodies == b].max(axis=(0, 1)) for b in range(len(volumes))])
    wrong = [
        number
        for number in np.flatnonzero(volumes < 0)
        if not ((low < low[number]) & (high > high[number])).all(axis=1).any()
    ]
    return np.asarray(np.isin(mesh.bodies, wrong))


def _looking_in(mesh: Mesh) -> Flags:
    """Triangles that look inwards: a ray along the normal leaves the body an odd time."""
    odd = [
        ((far > _WELD_M) & np.isfinite(far)).sum(axis=1)
        for far in hits(mesh, mesh.middles, mesh.normals)
    ]
    turned = np.concatenate(odd) % 2 == 1
    return np.asarray(turned)


def hits(mesh: Mesh, starts: Floats, directions: Floats) -> Iterator[Floats]:
    """Distances at which rays meet triangles: some rays at a time, one row each, m.

    Infinite where a ray passes by. Directions are turned aside a little, so that no ray runs along
    an edge.
    """
    a = mesh.corners[:, 0]
    one, two = mesh.corners[:, 1] - a, mesh.corners[:, 2] - a
    normal = np.cross(one, two)
    aside = directions + _ASIDE
    aside /= np.linalg.norm(aside, axis=1)[:, None]
    step = max(1, _MOST_CROSSINGS // len(a))
    for low in range(0, len(starts), step):
        start, way = starts[low : low + step], aside[low : low + step]
        # Möller and Trumbore, with the triple products turned so that they are matrix products
        scale = -(way @ normal.T)
        away = start[:, None, :] - a
        with np.errstate(divide="ignore", invalid="ignore"):
            far = np.einsum("rti,ti->rt", away, normal) / scale
            turned = _cross(away, way[:, None, :])
            u = np.einsum("rti,ti->rt", turned, two) / scale
            v = np.einsum("rti,ti->rt", turned, one) / -scale
            met = (np.abs(scale) > 1e-14) & (u >= 0) & (v >= 0) & (u + v <= 1) & (far > 0)
        yield np.where(met, far, np.inf)


def _cross(a: Floats, b: Floats) -> Floats:
    """Cross products along the last axis; numpy's own spends most of its time on axes."""
    x = a[..., 1] * b[..., 2] - a[..., 2] * b[..., 1]
    y = a[..., 2] * b[..., 0] - a[..., 0] * b[..., 2]
    z = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return np.stack([x, y, z], axis=-1)
