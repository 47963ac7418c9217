"""Rows of `tables.SHAPES` from what was told of bodies: one body, or the sum of parts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from robuild.geometry.crew import FileShapes, Told
from robuild.terms.vocabulary import ShapeStatus

PARTS = "parts:"
"""Start of the shape_key of what has no body itself and is the sum of its parts."""
MEASURES = (
    "side_area_m2", "top_area_m2", "bottom_area_m2", "footprint_area_m2", "face_area_m2",
    "volume_m3", "length_m", "thickness_m", "height_m", "perimeter_m",
)  # fmt: skip
_SUMMED = (
    "side_area_m2", "top_area_m2", "bottom_area_m2", "footprint_area_m2", "face_area_m2",
    "volume_m3",
)  # fmt: skip
_STOPS = (ShapeStatus.CRASHED, ShapeStatus.TIMED_OUT, ShapeStatus.FAILED)
"""A sum without such a part would be too small."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a thing stands in the plan, in m in the world."""

    rings: tuple[tuple[tuple[float, float], ...], ...] = ()
    """Outline of a room: borders of its parts and of holes in them."""
    across: tuple[float, float] | None = None
    """Level direction through a thing, the short way; of length 1."""


@dataclass(frozen=True, slots=True)
class ItemShape:
    """One item's row, why it has no measures, and its outline."""

    row: dict[str, Any]
    detail: str = ""
    outline: Outline = field(default_factory=Outline)

    @property
    def status(self) -> str:
        """Status of the row."""
        return str(self.row["status"])


def item_shape(item_id: str, model_id: str, found: FileShapes) -> ItemShape:
    """The row of one item of a file."""
    bodies = found.listed.get(item_id)
    if bodies is None:
        status = found.left if not found.listed else ShapeStatus.NO_SHAPE
        return without_shape(item_id, model_id, status, found.unreadable)
    if not bodies:
        return without_shape(item_id, model_id, ShapeStatus.NO_SHAPE)
    told = [found.told.get(number, Told(found.left)) for number in bodies]
    measured = [each for each in told if each.status == ShapeStatus.MEASURED]
    stopped = [each for each in told if each.status in _STOPS]
    if stopped or not measured:
        worst = (stopped or told)[0]
        return without_shape(item_id, model_id, worst.status, worst.detail)
    values = _of_one(measured[0]) if len(told) == 1 else _of_parts(measured)
    row = {"item_id": item_id, "model_id": model_id, "status": str(ShapeStatus.MEASURED), **values}
    return ItemShape(row, "", _outline(measured))


def without_shape(item_id: str, model_id: str, status: ShapeStatus, detail: str = "") -> ItemShape:
    """The row of an item that was not measured."""
    places = ("x_m", "y_m", "z_m", "size_x_m", "size_y_m", "size_z_m")
    row = {"item_id": item_id, "model_id": model_id, "status": str(status)}
    row |= {"kernel": None, "shape_key": None}  # type: ignore[dict-item]
    return ItemShape({**row, **dict.fromkeys((*MEASURES, *places), np.nan)}, detail)


def _of_one(told: Told) -> dict[str, Any]:
    measures = {name: _number(told.measures.get(name)) for name in MEASURES}
    middle, size = np.array(told.place["middle"]), np.array(told.place["size"])
    return {"kernel": told.kernel, "shape_key": told.key, **measures, **_box(middle, size)}


def _of_parts(parts: Sequence[Told]) -> dict[str, Any]:
    """Areas and volumes added up; extents of the box around all."""
    middles = np.array([part.place["middle"] for part in parts])
    sizes = np.array([part.place["size"] for part in parts])
    low, high = (middles - sizes / 2).min(axis=0), (middles + sizes / 2).max(axis=0)
    values = dict.fromkeys(MEASURES, np.nan)
    for name in _SUMMED:
        values[name] = float(sum(_number(part.measures.get(name)) for part in parts))
    values["height_m"] = float(high[2] - low[2])
    values["length_m"] = float((high - low).max())
    keys = "\x1f".join(sorted(part.key or "" for part in parts))
    digest = hashlib.blake2b(keys.encode(), digest_size=12).hexdigest()
    kernels = sorted({part.kernel for part in parts if part.kernel}, key=len)
    return {
        "kernel": kernels[-1] if kernels else None,
        "shape_key": PARTS + digest,
        **values,
        **_box((low + high) / 2, high - low),
    }


def _box(middle: Any, size: Any) -> dict[str, float]:
    axes = ("x", "y", "z")
    box = {f"{axis}_m": float(value) for axis, value in zip(axes, middle, strict=True)}
    return box | {f"size_{axis}_m": float(v) for axis, v in zip(axes, size, strict=True)}


def _number(value: float | None) -> float:
    return np.nan if value is None else max(float(value), 0.0)


def _outline(measured: Sequence[Told]) -> Outline:
    rings = [
        tuple((float(x), float(y)) for x, y in ring)
        for told in measured
        for ring in told.place.get("rings", ())
    ]
    across = measured[0].place.get("across") if len(measured) == 1 else None
    return Outline(tuple(rings), None if across is None else (across[0], across[1]))
