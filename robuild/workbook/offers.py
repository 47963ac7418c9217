"""What can be chosen in the workbook: kinds of components, their variants, types of dwellings."""

from __future__ import annotations

from dataclasses import dataclass

from robuild.costing.tasks import recurring_tasks
from robuild.matching.lines import variant_of
from robuild.plan_result import PlanResult
from robuild.terms.catalog import Component, Task, Variant
from robuild.terms.vocabulary import LocationClass


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant that can be chosen; numbers count from 1."""

    number: int
    ordinal: int
    """Among the variants of its kind, in the order of the catalog."""
    variant: Variant


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of component on some line, and the variant its lines have."""

    number: int
    component: Component
    offers: tuple[Offer, ...]
    chosen: Offer


class Offers:
    """Everything that can be chosen for the lines of a plan."""

    def __init__(self, result: PlanResult) -> None:
        recurring = recurring_tasks(result.catalog)
        in_use = set(result.lines["component_key"].tolist())
        of_key: dict[str, list[Variant]] = {key: [] for key in in_use}
        for variant in result.catalog.variants:
            if variant.component_key in in_use:
                of_key[variant.component_key].append(variant)
        self.choices: list[Choice] = []
        self.offers: list[Offer] = []
        for component in result.catalog.components:
            key = component.component_key
            if key not in in_use:
                continue
            mine = [
                Offer(len(self.offers) + ordinal, ordinal, variant)
                for ordinal, variant in enumerate(of_key[key], start=1)
            ]
            usual = variant_of(key, result.catalog, result.settings)
            chosen = next(each for each in mine if each.variant.variant_id == usual)
            self.choices.append(Choice(len(self.choices) + 1, component, tuple(mine), chosen))
            self.offers += mine
        self.choice_of_key = {each.component.component_key: each for each in self.choices}
        self.offer_of_variant = {each.variant.variant_id: each for each in self.offers}
        self.tasks: list[Task] = [
            task for key in self.choice_of_key for task in recurring.get(key, [])
        ]
        """Recurring jobs on the lines."""
        self.number_of_task = {task.task_id: n for n, task in enumerate(self.tasks, start=1)}
        self.dwelling_types = _dwelling_types(result)

    def type_number(self, location: LocationClass, dwelling_type: object) -> int:
        """Number of a line's dwelling type; 0 where the intensity of its location counts."""
        if location is not LocationClass.DWELLING or not isinstance(dwelling_type, str):
            return 0
        known = self.dwelling_types
        return known.index(dwelling_type) + 1 if dwelling_type in known else 0


def _dwelling_types(result: PlanResult) -> tuple[str, ...]:
    lines = result.lines
    inside = lines[lines["location_class"] == LocationClass.DWELLING]["dwelling_type"]
    return tuple(sorted({str(each) for each in inside.dropna().tolist() if each}))
