"""Shapes that are measured, where nothing better tells a quantity or a place."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import pandas as pd

from robuild.geometry import (
    ShapesMeasured,
    doors_to_place,
    measure_shapes,
    place_in_rooms,
    with_geometry,
    with_rooms_beside,
)
from robuild.matching import missing_quantities
from robuild.pipeline.job import Job, Progress
from robuild.rooms import spaces_to_measure
from robuild.terms import tables
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue
from robuild.terms.results import ShapeTally
from robuild.terms.template_switch import NONE
from robuild.terms.vocabulary import ShapeStatus


@dataclass(frozen=True, slots=True)
class Shaped:
    """The inventory with what shapes told, and the shapes."""

    inventory: ModelInventory
    shapes: pd.DataFrame
    tally: ShapeTally
    issues: tuple[Issue, ...] = ()


def placed(job: Job, inventory: ModelInventory, progress: Progress) -> Shaped:
    """Rooms beside doors by position, where the model does not name them."""
    doors = doors_to_place(inventory)
    if not doors or not job.geometry or job.register:
        return Shaped(inventory, tables.empty(tables.SHAPES), ShapeTally())
    rooms = inventory.spaces["space_id"].tolist()
    found = measure_shapes(inventory, doors, rooms, progress=progress)
    beside = place_in_rooms(found, doors)
    kept = found.shapes[found.shapes["item_id"].isin(rooms)].reset_index(drop=True)
    return Shaped(with_rooms_beside(inventory, beside), kept, _tally(found), found.issues)


def measured(
    job: Job, around: Shaped, matches: pd.DataFrame, catalog: Catalog, progress: Progress
) -> Shaped:
    """Only what is priced by area or length and has no better evidence, and rooms likewise."""
    inventory = around.inventory
    wanted = missing_quantities(inventory, matches, catalog)
    rooms = spaces_to_measure(inventory) if job.settings.room_templates != NONE else []
    left = sorted(set(rooms) - set(around.shapes["item_id"]))
    if not job.geometry or job.register or not (len(wanted) or left):
        return around
    found = measure_shapes(inventory, wanted["component_id"].tolist(), left, progress=progress)
    shapes = pd.concat([around.shapes, found.shapes], ignore_index=True)
    before, after = around.tally, _tally(found)
    return Shaped(
        with_geometry(inventory, found.shapes, wanted),
        tables.checked(tables.SHAPES, shapes),
        ShapeTally(*(a + b for a, b in zip(astuple(before), astuple(after), strict=True))),
        (*around.issues, *found.issues),
    )


def _tally(found: ShapesMeasured) -> ShapeTally:
    measured = int((found.shapes["status"] == str(ShapeStatus.MEASURED)).sum())
    return ShapeTally(len(found.shapes), measured, found.meshed, found.reused, found.seconds)
