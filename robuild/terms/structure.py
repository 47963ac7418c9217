"""What a model says of its building as a whole: storeys, systems, types and when it was written.

Beside `ModelInventory`, which is about components; only hand-over files need this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """One IfcBuilding."""

    global_id: str
    name: str
    """As `ModelInventory` names it."""
    description: str
    use: str
    """What the building is for, where the model says so."""


@dataclass(frozen=True, slots=True)
class StoreyFacts:
    """One IfcBuildingStorey."""

    global_id: str
    name: str
    building: str
    elevation_m: float | None
    """Above the building's own zero; `None` where it is not stated."""


@dataclass(frozen=True, slots=True)
class SystemFacts:
    """One IfcSystem with the elements in it."""

    global_id: str
    name: str
    description: str
    members: tuple[str, ...]
    """GlobalIds of elements of the same model."""


@dataclass(frozen=True, slots=True)
class ModelStructure:
    """One model file."""

    model_id: str
    time_stamp: str
    """ISO 8601, 19 letters, from the file's header; empty where it has none that can be read."""
    project_id: str
    site_id: str
    site_name: str
    buildings: tuple[BuildingFacts, ...]
    storeys: tuple[StoreyFacts, ...]
    systems: tuple[SystemFacts, ...]
    type_ids: Mapping[tuple[str, str], str]
    """Class and name of a type -> GlobalId of the first such type."""
