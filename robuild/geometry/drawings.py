"""The door of the room for looking: components come in, their shapes and places go out."""

from __future__ import annotations

import base64
import time
from typing import Any

import numpy as np

from robuild.geometry.asked import Asked, asked_of
from robuild.geometry.crew import FileShapes, Told
from robuild.geometry.files import shapes_of_file
from robuild.geometry.findings import drawing_issues
from robuild.geometry.measuring import Progress
from robuild.geometry.shape_rows import ItemShape, without_shape
from robuild.terms.drawing import Drawing, DrawnShape, PlacedShape
from robuild.terms.inventory import ModelFacts, ModelInventory
from robuild.terms.issues import InputError, Issue
from robuild.terms.vocabulary import ShapeStatus

STAGE = "draw"


def draw_shapes(
    inventory: ModelInventory,
    *,
    timeout_s: float = 60.0,
    most_seconds: float | None = None,
    progress: Progress | None = None,
) -> Drawing:
    """Draw every component of the models; rooms and openings are not drawn.

    The kernel works in processes of its own, as for `measure_shapes`: a shape that crashes or hangs
    it is left out and named, all others are drawn. Equal shapes of a file are meshed once.

    Args:
        inventory: the models; their files must still be where they were.
        timeout_s: how long a worker may be silent before the shape in hand is given up.
        most_seconds: for all together; what is not reached is `timed_out`.
        progress: called with `draw` and the share done, 0 to 1.
    """
    start = time.monotonic()
    until = None if most_seconds is None else start + most_seconds
    asked = asked_of(inventory, inventory.components["component_id"].tolist(), ())
    session = _Session(timeout_s, until, progress, sum(map(len, asked.values())))
    for facts in inventory.models:
        session.draw(facts, asked.get(facts.model_id, []))
    for facts in inventory.models:
        session.draw(facts, session.elsewhere(facts))
    return Drawing(
        tuple(session.shapes),
        tuple(session.placed),
        dict(session.status),
        tuple(session.all_issues(inventory)),
        time.monotonic() - start,
    )


class _Session:
    """One call: what has been drawn so far."""

    def __init__(
        self, timeout_s: float, until: float | None, progress: Progress | None, items: int
    ) -> None:
        self._timeout_s, self._until = timeout_s, until
        self._progress, self._items, self._done = progress, max(items, 1), 0
        self._asked: dict[str, Asked] = {}
        self._rows: list[ItemShape] = []
        self._faults: list[Issue] = []
        self.shapes: list[DrawnShape] = []
        self.placed: list[PlacedShape] = []
        self.status: dict[str, ShapeStatus] = {}

    def draw(self, facts: ModelFacts, asked: list[Asked]) -> None:
        """Draw items of one file."""
        if not asked:
            return
        found = self._run(facts, asked)
        numbers: dict[str, int] = {}
        for each in asked:
            self._asked.setdefault(each.item_id, each)
            status, placed = _told(each, found)
            for told in placed:
                self._place(each.item_id, told, found, numbers)
            self.status[each.item_id] = status

    def elsewhere(self, facts: ModelFacts) -> list[Asked]:
        """What is not drawn yet, and is in this file too."""
        return [
            other
            for item_id, status in self.status.items()
            if status is not ShapeStatus.MEASURED
            for other in self._asked[item_id].elsewhere
            if other.model_id == facts.model_id
        ]

    def all_issues(self, inventory: ModelInventory) -> list[Issue]:
        """Files that could not be read, then what is not drawn, per file."""
        issues = list(self._faults)
        for facts in inventory.models:
            rows = [
                without_shape(item_id, facts.model_id, status)
                for item_id, status in self.status.items()
                if status is not ShapeStatus.MEASURED
                and self._asked[item_id].model_id == facts.model_id
            ]
            issues += drawing_issues(facts.file, rows)
        return issues

    def _place(self, item_id: str, told: Told, found: FileShapes, numbers: dict[str, int]) -> None:
        key = str(told.key)
        if key not in numbers:
            numbers[key] = len(self.shapes)
            self.shapes.append(_shape(found.meshes[key]))
        matrix = np.array(told.place["matrix"], dtype=np.float64).reshape(3, 4)
        self.placed.append(PlacedShape(item_id, numbers[key], matrix))

    def _run(self, facts: ModelFacts, asked: list[Asked]) -> FileShapes:
        if self._until is not None and time.monotonic() >= self._until:
            return FileShapes(left=ShapeStatus.TIMED_OUT)
        try:
            return shapes_of_file(
                facts, asked, draw=True, timeout_s=self._timeout_s, until=self._until,
                advanced=self._advance,
            )  # fmt: skip
        except InputError as error:
            self._faults += error.issues
            return FileShapes(left=ShapeStatus.FAILED)

    def _advance(self, bodies: int) -> None:
        self._done += bodies
        if self._progress:
            self._progress(STAGE, min(self._done / self._items, 0.99))


def _told(asked: Asked, found: FileShapes) -> tuple[ShapeStatus, list[Told]]:
    """Status of an item, and its bodies that can be drawn: parts may be missing."""
    bodies = found.listed.get(asked.in_file)
    if bodies is None:
        return (ShapeStatus.NO_SHAPE if found.listed else found.left), []
    told = [found.told.get(number, Told(found.left)) for number in bodies]
    placed = [each for each in told if each.status is ShapeStatus.MEASURED]
    if placed:
        return ShapeStatus.MEASURED, placed
    return (told[0].status if told else ShapeStatus.NO_SHAPE), []


def _shape(mesh: dict[str, Any]) -> DrawnShape:
    def values(name: str, kind: str, width: int) -> Any:
        return np.frombuffer(base64.b64decode(mesh[name]), dtype=kind).reshape(-1, width)

    return DrawnShape(
        values("points", "<u2", 3), values("triangles", "<u4", 3), values("edges", "<u4", 2)
    )
