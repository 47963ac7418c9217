"""What every sheet is made from: the plan, the models' structure, words, and who and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from robuild.exchange.cobie.headers import NA
from robuild.exchange.cobie.wording import Cleaner, shown
from robuild.language import Texts
from robuild.plan_result import PlanResult
from robuild.terms.structure import ModelStructure

Row = dict[str, object]
"""Heading -> value; a heading that is not there is written as `n/a`."""
OWN = "robuild"
"""ExtSystem of rows that no model has."""


@dataclass(slots=True)
class Source:
    """Everything the sheets share."""

    result: PlanResult
    structures: tuple[ModelStructure, ...]
    words: Texts
    contact: str
    clean: Cleaner = field(init=False)
    stamp: str = field(init=False)
    """Of rows that come from no model: the newest model's, else the base year's first day."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Reason -> how many things are not in the file for it."""
    firms: dict[str, str] = field(default_factory=dict)
    """E-mail -> firm that a row points to."""
    _systems: dict[str, str] = field(init=False)
    _stamps: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        inventory = self.result.inventory
        codes = set(inventory.components["dwelling_code"].dropna())
        codes |= set(inventory.spaces["dwelling_code"].dropna())
        self.clean = Cleaner(codes)
        default = f"{self.result.settings.base_year}-01-01T00:00:00"
        self._stamps = {each.model_id: each.time_stamp for each in self.structures}
        self.stamp = max([stamp for stamp in self._stamps.values() if stamp], default=default)
        self._systems = {each.model_id: shown(each.application) for each in inventory.models}

    def made(self, model_id: object = None) -> Row:
        """Who made a row and when: the model's time stamp for what a model says."""
        stamp = self._stamps.get(str(model_id)) or self.stamp
        return {"CreatedBy": self.contact, "CreatedOn": stamp}

    def outside(self, model_id: object, entity: object, global_id: object) -> Row:
        """Where a row comes from in the model."""
        return {
            "ExtSystem": self._systems.get(str(model_id)) or NA,
            "ExtObject": shown(entity),
            "ExtIdentifier": shown(global_id),
        }

    def own(self, entity: str, identifier: str) -> Row:
        """Where a row comes from in the plan."""
        return {"ExtSystem": OWN, "ExtObject": entity, "ExtIdentifier": identifier}

    def system_of(self, model_id: object) -> str:
        """Program that wrote a model."""
        return self._systems.get(str(model_id)) or NA


def by_id(rows: Any, key: str) -> Mapping[str, dict[Any, Any]]:
    """Rows of a table by their key."""
    return {str(row[key]): row for row in rows.to_dict("records")}
