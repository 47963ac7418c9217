"""A topic, who it is, and where one looks to see it."""

from __future__ import annotations

import math
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float, float]
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://robuild.invalid/bcf")
"""Never changes: it makes a topic of one run the topic of the next."""
FIELD_OF_VIEW_DEGREES = 60.0
_NEAREST_M = 4.0
"""How far away one stands from a single thing."""
_DIRECTION = (-1.0, 1.0, -0.8)
"""From the south-east and above, as buildings are usually drawn."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Perspective camera, m in the world of the model."""

    point_m: Point
    direction: Point
    up: Point


@dataclass(frozen=True, slots=True)
class Topic:
    """One finding."""

    guid: str
    title: str
    description: str
    priority: str
    label: str
    """The rule that found it."""
    index: int
    """Place in the order of money, from 1."""
    global_ids: tuple[str, ...] = ()
    """What is selected."""
    rooms: bool = False
    """Whether rooms are selected, which viewers hide unless told."""
    camera: Camera | None = None


def topic_guid(rule: str, model: str) -> str:
    """The same GUID for the same rule and model, always.

    Args:
        rule: what was found; a word that never changes.
        model: identity of the model that outlives an export, such as the project's GlobalId.
    """
    return str(uuid.uuid5(_SPACE, f"{model}\n{rule}"))


def part_guid(topic: str, part: str) -> str:
    """GUID of a part of a topic."""
    return str(uuid.uuid5(uuid.UUID(topic), part))


def camera_on(points_m: Sequence[Point]) -> Camera | None:
    """A camera that sees all the points; `None` where they tell nothing.

    Where most things are said to stand at one and the same point, their places are in their shapes
    and not known here.
    """
    if not points_m:
        return None
    most = Counter(tuple(round(each, 3) for each in point) for point in points_m)
    if len(points_m) > 2 and most.most_common(1)[0][1] > len(points_m) / 2:
        return None
    low = [min(point[axis] for point in points_m) for axis in range(3)]
    high = [max(point[axis] for point in points_m) for axis in range(3)]
    middle = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    reach = math.dist(low, high) / 2
    away = max(_NEAREST_M, 1.2 * reach / math.sin(math.radians(FIELD_OF_VIEW_DEGREES / 2)))
    length = math.hypot(*_DIRECTION)
    x, y, z = (part / length for part in _DIRECTION)
    flat = math.hypot(x, y)
    return Camera(
        point_m=(middle[0] - away * x, middle[1] - away * y, middle[2] - away * z),
        direction=(x, y, z),
        up=(-z * x / flat, -z * y / flat, flat),
    )
