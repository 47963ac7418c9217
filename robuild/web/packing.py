"""A drawing as bytes for the page: little-endian arrays, one after the other.

Header: 7 numbers of 32 bits (version, shapes, places, points, triangles, edges, bytes of an index).
Then per shape the numbers of its points, triangles and edges; per place its matrix (12 × float32,
row by row, to m about `middle`), its shape and its element; then all triangles, all edges, all
points. `src/drawing.js` reads it.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping

import numpy as np

from robuild.terms.drawing import Drawing, PlacedShape

VERSION = 1
_SMALL = 65_536


def packed(drawing: Drawing, element_of: Mapping[str, int]) -> str:
    """The drawing as gzip in base64; the same bytes for the same drawing.

    Args:
        drawing: of the models.
        element_of: component_id -> number of its element in the page; what is not in it is left
            out.
    """
    placed = [each for each in drawing.placed if each.component_id in element_of]
    return base64.b64encode(gzip.compress(_bytes(drawing, placed, element_of), 9, mtime=0)).decode()


def _bytes(
    drawing: Drawing, placed: list[PlacedShape], element_of: Mapping[str, int]
) -> bytes:  # fmt: skip
    shapes = drawing.shapes
    wide = max((len(shape.points) for shape in shapes), default=0) >= _SMALL
    index = np.dtype("<u4" if wide else "<u2")
    counts = [(len(s.points), len(s.triangles), len(s.edges)) for s in shapes]
    sums = np.array(counts, dtype=np.int64).reshape(-1, 3).sum(axis=0)
    header = [VERSION, len(shapes), len(placed), *sums.tolist(), index.itemsize]
    matrices = np.array([each.matrix for each in placed], dtype=np.float64).reshape(-1, 3, 4)
    matrices[:, :, 3] -= middle(drawing, placed)
    parts = [
        np.array(header, dtype="<u4"),
        np.array(counts, dtype="<u4"),
        matrices.astype("<f4"),
        np.array([each.shape for each in placed], dtype="<u4"),
        np.array([element_of[each.component_id] for each in placed], dtype="<u4"),
        *[shape.triangles.astype(index) for shape in shapes],
        *[shape.edges.astype(index) for shape in shapes],
        *[shape.points.astype("<u2") for shape in shapes],
    ]
    return b"".join(part.tobytes() for part in parts)


def middle(
    drawing: Drawing, placed: list[PlacedShape]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Middle of most of what is drawn, in whole metres: models may lie far from the origin."""
    if not placed:
        return np.zeros(3)
    centres = [
        each.matrix[:, :3] @ (drawing.shapes[each.shape].points.max(axis=0) / 2) + each.matrix[:, 3]
        for each in placed
    ]
    return np.asarray(np.round(np.median(centres, axis=0)))
