"""A drawing made by hand far from the origin, and how to look into a page."""

from __future__ import annotations

import base64
import gzip
import json
import re

import numpy as np

from robuild.terms.drawing import Drawing, DrawnShape, PlacedShape
from robuild.terms.vocabulary import ShapeStatus

FAR = np.array([10_000_000.0, -6_500_000.0, 120.0])
"""Coordinates of a national grid, m."""


def drawing_of(plan) -> Drawing:
    """A box of 1 × 2 × 0.5 m for every component but the last, one a metre along."""
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])
    shape = DrawnShape(
        (corners * [1000, 2000, 500]).astype(np.uint16),
        np.array([[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5]], dtype=np.uint32),
        np.array([[0, 1], [2, 3]], dtype=np.uint32),
    )
    ids = plan.inventory.components["component_id"].tolist()
    placed = tuple(
        PlacedShape(each, 0, np.column_stack([np.eye(3) / 1000, FAR + np.array([number, 0, 0])]))
        for number, each in enumerate(ids[:-1])
    )
    status = dict.fromkeys(ids, ShapeStatus.MEASURED) | {ids[-1]: ShapeStatus.CRASHED}
    return Drawing((shape,), placed, status)


def part(html: str, name: str) -> str:
    """What stands in a script element."""
    found = re.findall(rf'<script type="[^"]+" id="{name}">(.*?)</script>', html, flags=re.DOTALL)
    assert len(found) == 1, name
    return found[0]


def data_of(html: str):
    return json.loads(part(html, "data"))


def unpacked(html: str) -> bytes:
    return gzip.decompress(base64.b64decode(part(html, "drawing")))
