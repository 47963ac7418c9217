"""What was read from the models: the one thing `model/` hands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from robuild.terms.issues import Issue

PropertyValue = str | float | int | bool | None
PropertySets = Mapping[str, Mapping[str, PropertyValue]]
"""Property set name -> property name -> value; lengths, areas and volumes in metres."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """One model file."""

    model_id: str
    """File name without folder; unique within a run."""
    file: str
    """The path as the user gave it."""
    schema: str
    application: str
    project_name: str
    length_unit_m: float
    """Metres per length unit of the file."""
    bytes: int
    entities: int
    elements_read: int


@dataclass(frozen=True, slots=True)
class ModelInventory:
    """All models of one building.

    `elements_read = len(components) + len(rejects)`, always.
    """

    models: tuple[ModelFacts, ...]
    components: pd.DataFrame
    """`tables.COMPONENTS`, one row per component, in file order."""
    spaces: pd.DataFrame
    """`tables.SPACES`."""
    rejects: pd.DataFrame
    """`tables.REJECTS`."""
    properties: Mapping[str, PropertySets]
    """component_id -> property sets, the type's below the occurrence's."""
    elements_read: int
    issues: tuple[Issue, ...]
