"""Which statements of one file stand on which line of the plan, and what their author says."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from robuild.model.classification import judged_system, says_ns3451
from robuild.model.properties import Properties
from robuild.model.statement_numbers import StatementNumbers
from robuild.plan_result import PlanResult
from robuild.terms.inventory import PropertySets
from robuild.terms.vocabulary import Confidence
from robuild.writing_back.told import LeftAlone

SERVICE_LIFE, CONDITION = "Pset_ServiceLife", "Pset_Condition"
_OTHER_CODES = "Other classifications"


@dataclass(frozen=True, slots=True)
class Member:
    """One element that is on a line."""

    number: int
    global_id: str
    line_id: str
    component_key: str
    quantity: float
    own_sets: PropertySets
    """What its author's sets on the element itself say."""
    all_sets: PropertySets
    """The same with those of its type below."""
    grade: str
    """Condition grade, `TG0` to `TG3`; empty where none is known."""
    has_code: bool
    """Whether it has a code of NS 3451 already."""
    sure: bool
    """Whether the match is more than a guess."""

    def says(self, name: str) -> bool:
        """Whether its author's set of this name says anything at all."""
        return any(value is not None for value in self.all_sets.get(name, {}).values())


@dataclass
class Members:
    """The elements of one file."""

    by_line: dict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))
    left: Counter[LeftAlone] = field(default_factory=Counter)

    def numbers(self, line_id: str) -> list[int]:
        """Statements of the elements on a line."""
        return [member.number for member in self.by_line[line_id]]


def members_of(result: PlanResult, numbers: StatementNumbers, model_id: str) -> Members:
    """The elements of one file by line, and how many of it are on none and why."""
    found = Members()
    properties = result.inventory.properties
    if not isinstance(properties, Properties):
        raise TypeError("the inventory was not read from models")
    table = result.inventory.components
    table = table[table["model_id"] == model_id]
    matches = result.matches.set_index("component_id")
    on_line = result.line_of_component.set_index("component_id")
    line_of: dict[Any, str] = on_line["line_id"].to_dict()
    quantity_of: dict[Any, float] = on_line["quantity"].to_dict()
    status_of: dict[Any, str] = matches["status"].to_dict()
    key_of: dict[Any, str] = matches["component_key"].to_dict()
    confidence_of: dict[Any, str] = matches["confidence"].to_dict()
    for row in table.to_dict("records"):
        component_id = str(row["component_id"])
        in_file = component_id.removesuffix(f"#{model_id}")
        line_id = line_of.get(component_id)
        if line_id is None:
            found.left[LeftAlone(status_of[component_id])] += 1
            continue
        own, whole = properties.levels_of(component_id)
        found.by_line[line_id].append(
            Member(
                number=numbers.elements[in_file],
                global_id=str(row["global_id"]),
                line_id=line_id,
                component_key=key_of[component_id],
                quantity=quantity_of[component_id],
                own_sets=own,
                all_sets=whole,
                grade=row["condition_grade"] if isinstance(row["condition_grade"], str) else "",
                has_code=_has_code(row, whole),
                sure=confidence_of[component_id] != Confidence.LOW,
            )
        )
    twice = result.inventory.rejects
    twice = twice[(twice["model_id"] == model_id) & (twice["reason"] == "same_in_other_file")]
    found.left[LeftAlone.IN_OTHER_FILE] += len(twice)
    found.left = +found.left
    return found


def _has_code(row: Mapping[Any, Any], sets: PropertySets) -> bool:
    system, code = row["classification_system"], row["classification_code"]
    if isinstance(system, str) and says_ns3451(system):
        return True
    if not isinstance(system, str) and isinstance(code, str) and judged_system(code) == "NS 3451":
        return True  # a bare number that looks like one: its author's word stands
    return any(says_ns3451(name) for name in sets.get(_OTHER_CODES, {}))


def service_life_said(member: Member) -> LeftAlone | None:
    """Why the service life of an element is left to its author; `None` where it is robuild's."""
    value = member.all_sets.get(SERVICE_LIFE, {}).get("ServiceLifeDuration")
    if value is not None and not _is_zero(value):
        return LeftAlone.SERVICE_LIFE_THERE
    return LeftAlone.SERVICE_LIFE_PLACEHOLDER if SERVICE_LIFE in member.own_sets else None


def _is_zero(value: object) -> bool:
    digits = re.findall(r"\d", str(value))
    return bool(digits) and not any(digit != "0" for digit in digits)


def share_here(result_row: Mapping[Any, Any], members: list[Member]) -> float:
    """Part of a line that is in this file, by quantity; by number where no quantity is known."""
    whole = float(result_row["quantity"])
    here = math.fsum(each.quantity for each in members if not math.isnan(each.quantity))
    if math.isnan(whole) or whole <= 0:
        return len(members) / int(result_row["component_count"])
    return here / whole
