"""Where things stand in the world, from their placements alone; no shape is made."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from robuild.geometry.placements import Placements
from robuild.model.source_files import prepare
from robuild.terms.inventory import ModelFacts, ModelInventory

Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Identity of the models, and where things in them stand."""

    projects: Mapping[str, str]
    """model_id -> GlobalId of its project."""
    points_m: Mapping[str, Point]
    """GlobalId -> origin of the placement in the world, m; those that have none are left out."""


def whereabouts(inventory: ModelInventory, global_ids: Collection[str]) -> Whereabouts:
    """Identity of the models of an inventory, and positions of some of what is in them.

    Opens each model once more, placements included. What cannot be placed is left out; several
    things at one and the same point stand there only as far as anybody knows, and are kept.

    Raises:
        InputError: a model is no longer what it was when it was read.
    """
    wanted = set(global_ids)
    projects: dict[str, str] = {}
    points: dict[str, Point] = {}
    for facts in inventory.models:
        with tempfile.TemporaryDirectory(prefix="robuild-", ignore_cleanup_errors=True) as folder:
            model = _opened(facts, Path(folder))
            project = next(iter(model.by_type("IfcProject")), None)
            projects[facts.model_id] = str(project[0]) if project is not None else facts.model_id
            points |= _points(model, wanted - set(points), facts.length_unit_m)
            del model
    return Whereabouts(projects, points)


def _opened(facts: ModelFacts, folder: Path) -> Any:
    import ifcopenshell

    source = prepare(Path(facts.file), folder)
    read: Any = ifcopenshell.open  # its stubs do not know `lazy` yet
    return read(source.path, ".ifc", lazy=True)


def _points(model: Any, wanted: set[str], metre: float) -> dict[str, Point]:
    placements = Placements()
    found: dict[str, Point] = {}
    for product in model.by_type("IfcProduct"):
        global_id = product.get_argument(0)
        if global_id not in wanted:
            continue
        placement = product.get_argument(5)
        matrix = None if placement is None else placements.matrix(placement)
        if matrix is not None and np.isfinite(matrix).all():
            x, y, z = (float(number) * metre for number in matrix[:3, 3])
            found[global_id] = (x, y, z)
    return found
