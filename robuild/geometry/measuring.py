"""The door of the room: what to measure comes in, one row per item goes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from robuild.geometry.asked import Asked, asked_of
from robuild.geometry.crew import FileShapes
from robuild.geometry.files import shapes_of_file
from robuild.geometry.findings import shape_issues
from robuild.geometry.shape_rows import ItemShape, Outline, item_shape
from robuild.terms.inventory import ModelFacts, ModelInventory
from robuild.terms.issues import InputError, Issue
from robuild.terms.tables import SHAPES, checked, text_column
from robuild.terms.vocabulary import ShapeStatus

Progress = Callable[[str, float], None]
STAGE = "geometry"


@dataclass(frozen=True, slots=True)
class ShapesMeasured:
    """What was measured, and what was not and why."""

    shapes: pd.DataFrame
    """`tables.SHAPES`, one row per item asked for, in the order asked."""
    issues: tuple[Issue, ...]
    meshed: int
    """Shapes that went through the kernel."""
    reused: int
    """Bodies that had the shape of another and needed no meshing."""
    seconds: float
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    """item_id -> outline in the plan, for `place_in_rooms`."""


def measure_shapes(
    inventory: ModelInventory,
    component_ids: Collection[str],
    space_ids: Collection[str] = (),
    *,
    timeout_s: float = 120.0,
    most_seconds: float | None = None,
    progress: Progress | None = None,
) -> ShapesMeasured:
    """Measure the shapes of components and rooms.

    The kernel works in processes of its own. A shape that crashes or hangs it is given up and
    named; all others are delivered. Equal shapes of a file are meshed once. What has no body but
    parts (IfcRelAggregates) is the sum of its parts. What has no shape in its own file is measured
    in another file that holds it too.

    Args:
        inventory: the models; their files must still be where they were.
        component_ids: components to measure.
        space_ids: rooms to measure.
        timeout_s: how long a worker may be silent before the shape in hand is given up.
        most_seconds: for all together; what is not reached is `timed_out`.
        progress: called with `geometry` and the share done, 0 to 1.

    Returns:
        Measures in m, m² and m³; z is up in the world. Areas of rooms: `side_area_m2` is all their
        walls, openings not subtracted; `bottom_area_m2` the floor.

    Raises:
        ValueError: an id is not in the inventory; an internal fault.
    """
    start = time.monotonic()
    until = None if most_seconds is None else start + most_seconds
    asked = asked_of(inventory, component_ids, space_ids)
    strangers = {*component_ids, *space_ids}.difference(
        each.item_id for of_file in asked.values() for each in of_file
    )
    if strangers:
        raise ValueError(f"not in the inventory: {sorted(strangers)[:5]}")
    session = _Session(timeout_s, until, progress, sum(map(len, asked.values())))
    for facts in inventory.models:
        session.measure(facts, asked.get(facts.model_id, []))
    for facts in inventory.models:
        others = [
            other for each in session.without() for other in each.elsewhere
            if other.model_id == facts.model_id
        ]  # fmt: skip
        session.measure(facts, others)
    order = [*dict.fromkeys(component_ids), *dict.fromkeys(space_ids)]
    shapes = [session.found[item_id] for item_id in order]
    if progress:
        progress(STAGE, 1.0)
    return ShapesMeasured(
        shapes=_table(shapes),
        issues=tuple(session.issues(inventory)),
        meshed=session.meshed,
        reused=session.reused,
        seconds=time.monotonic() - start,
        outlines={str(each.row["item_id"]): each.outline for each in shapes},
    )


class _Session:
    """One call: what has been found so far."""

    def __init__(
        self, timeout_s: float, until: float | None, progress: Progress | None, items: int
    ) -> None:
        self._timeout_s, self._until = timeout_s, until
        self._progress, self._items, self._done = progress, max(items, 1), 0
        self._asked: dict[str, Asked] = {}
        self._faults: list[Issue] = []
        self.found: dict[str, ItemShape] = {}
        self.meshed = 0
        self.reused = 0

    def measure(self, facts: ModelFacts, asked: list[Asked]) -> None:
        """Measure items of one file; a better row than before is kept."""
        if not asked:
            return
        for each in asked:
            self._asked.setdefault(each.item_id, each)
        if self._until is not None and time.monotonic() >= self._until:
            shapes = FileShapes(left=ShapeStatus.TIMED_OUT)
        else:
            shapes = self._run(facts, asked)
        self.meshed += shapes.meshed
        measured = sum(told.status == ShapeStatus.MEASURED for told in shapes.told.values())
        self.reused += measured - shapes.meshed
        for each in asked:
            shape = item_shape(each.in_file, facts.model_id, shapes)
            shape.row["item_id"] = each.item_id
            if each.item_id not in self.found or shape.status == ShapeStatus.MEASURED:
                self.found[each.item_id] = shape

    def without(self) -> list[Asked]:
        """Items that have no measures yet."""
        return [
            self._asked[item_id]
            for item_id, shape in self.found.items()
            if shape.status != ShapeStatus.MEASURED
        ]

    def issues(self, inventory: ModelInventory) -> list[Issue]:
        """Files that could not be read, then what was found per file."""
        issues = list(self._faults)
        for facts in inventory.models:
            of_file = [s for s in self.found.values() if s.row["model_id"] == facts.model_id]
            issues += shape_issues(facts.file, of_file)
        return issues

    def _run(self, facts: ModelFacts, asked: list[Asked]) -> FileShapes:
        try:
            return shapes_of_file(
                facts, asked, timeout_s=self._timeout_s, until=self._until, advanced=self._advance
            )
        except InputError as error:
            self._faults += error.issues
            return FileShapes(left=ShapeStatus.FAILED)

    def _advance(self, bodies: int) -> None:
        self._done += bodies
        if self._progress:
            self._progress(STAGE, min(self._done / self._items, 0.99))


def _table(shapes: list[ItemShape]) -> pd.DataFrame:
    columns = {}
    for name, column in SHAPES.columns.items():
        values = [shape.row[name] for shape in shapes]
        is_text = not str(column.dtype).startswith("float")
        columns[name] = text_column(values) if is_text else pd.Series(values, dtype="float64")
    return checked(SHAPES, pd.DataFrame(columns))
