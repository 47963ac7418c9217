"""What was written into a model, and what was left alone and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class LeftAlone(StrEnum):
    """Why an element or a thing was left as it is."""

    SERVICE_LIFE_THERE = "service_life_there"
    """Its author states a service life."""
    SERVICE_LIFE_PLACEHOLDER = "service_life_placeholder"
    """Its author's Pset_ServiceLife says nothing; a second set of that name may not stand."""
    SERVICE_LIFE_UNKNOWN = "service_life_unknown"
    CONDITION_THERE = "condition_there"
    DETACHABILITY_THERE = "detachability_there"
    CODE_THERE = "code_there"
    """It has a code of NS 3451."""
    UNMATCHED = "unmatched"
    OUT_OF_SCOPE = "out_of_scope"
    IN_OTHER_FILE = "in_other_file"
    """Counted in another of the files."""
    NO_UNITS = "no_units"
    """The project has no unit assignment that a currency could stand in."""
    OTHER_CURRENCY = "other_currency"
    """The project's own currency is another; every amount says its own."""
    SETS_ONLY = "sets_only"
    """IFC2X3 has neither cost values nor recurring tasks."""
    NOT_MODELLED = "not_modelled"
    """Components that room templates add have no element."""


@dataclass
class Enriched:
    """What became of one model."""

    model_id: str
    target: Path
    schema: str
    elements: int = 0
    """Elements that got at least one set."""
    sets: Counter[str] = field(default_factory=Counter)
    """Name of the set, or `NS 3451` -> elements that got it."""
    cost_items: int = 0
    tasks: int = 0
    replaced: int = 0
    """Statements of an earlier run that were taken out."""
    left: Counter[LeftAlone] = field(default_factory=Counter)
    left_ids: dict[LeftAlone, list[str]] = field(default_factory=lambda: defaultdict(list))
    """GlobalIds of elements whose author's word stands."""
    low_confidence_codes: int = 0
    notes: list[str] = field(default_factory=list)
    """Codes of what the file itself had repaired, such as `raw_letters`."""
    changed: bool = True
    """False where the target said the same already."""
    kept: Path | None = None
    """Where the file that stood there before is kept."""

    def leave(self, reason: LeftAlone, global_id: str) -> None:
        """Note an element that was left as it is."""
        self.left[reason] += 1
        self.left_ids[reason].append(global_id)
