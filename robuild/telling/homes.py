"""What stands in each type of dwelling, who may do what there, and what residents choose."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from robuild.language import Texts, figure
from robuild.plan_result import PlanResult
from robuild.terms.catalog import Variant
from robuild.terms.vocabulary import Criterion, DecideLevel, LocationClass

_CHOOSES = (DecideLevel.CHOOSES, DecideLevel.DECIDES)


@dataclass(frozen=True, slots=True)
class Option:
    """One variant to choose."""

    name: str
    look: str
    letter: str
    now: bool


@dataclass(frozen=True, slots=True)
class HomeThing:
    """One kind of thing in a type of dwelling."""

    component_key: str
    component: str
    amount: str
    variant: str
    letter: str
    weakest: str
    best_do: str
    """Highest level at which some task on it may be done."""
    options: tuple[Option, ...]
    """Empty where residents do not choose, or there is nothing to choose between."""


@dataclass(frozen=True, slots=True)
class Home:
    """A type of dwelling; never a dwelling of somebody."""

    key: str
    """As lines call it; empty for all dwellings together."""
    name: str
    count: int
    things: tuple[HomeThing, ...]


def homes(result: PlanResult, words: Texts) -> list[Home]:
    """Types of dwelling, or all dwellings together where there are none."""
    inside = result.lines[result.lines["location_class"] == str(LocationClass.DWELLING)]
    found = []
    for kind, group in inside.groupby("dwelling_type", sort=True):
        things = [_thing(result, words, line) for line in group.to_dict("records")]
        things.sort(key=lambda each: each.component)
        name = str(kind) or words.get("turnover.all_kinds")
        found.append(Home(str(kind), name, int(group["dwelling_count"].max()), tuple(things)))
    return found


def common_choices(result: PlanResult, words: Texts) -> list[HomeThing]:
    """What a residents' meeting chooses for the common areas."""
    common = result.lines[result.lines["location_class"] == str(LocationClass.COMMON)]
    things = [_thing(result, words, line) for line in common.to_dict("records")]
    unique = {thing.component: thing for thing in things if thing.options}
    return [unique[name] for name in sorted(unique)]


def _thing(result: PlanResult, words: Texts, line: dict[Any, Any]) -> HomeThing:
    catalog = result.catalog
    component = catalog.component_by_key[line["component_key"]]
    variant = catalog.variant_by_id[line["variant_id"]]
    ease = _ease(result)[variant.variant_id]
    rows = result.participation[result.participation["line_id"] == line["line_id"]]
    quantity = float(line["quantity"])
    amount = words.get("word.not_known")
    if not math.isnan(quantity):
        homes_of = max(1, int(line["dwelling_count"]))
        number = figure(quantity / homes_of, words.language, 1)
        number = number.removesuffix(",0").removesuffix(".0")
        amount = f"{number} {words.word('unit', line['unit'])}"
    chooses = rows["decide_level"].isin(_CHOOSES).any()
    return HomeThing(
        component_key=component.component_key,
        component=str(getattr(component, f"name_{words.language}")),
        amount=amount,
        variant=str(getattr(variant, f"name_{words.language}")),
        letter=str(ease["repair_ease_class"]),
        weakest=words.word("criterion", Criterion(ease["weakest_criterion"])),
        best_do=str(rows["do_level"].max()) if len(rows) else "",
        options=_options(result, words, variant) if chooses else (),
    )


def _ease(result: PlanResult) -> dict[str, dict[Any, Any]]:
    return {str(row["variant_id"]): row for row in result.repair_ease.to_dict("records")}


def _options(result: PlanResult, words: Texts, now: Variant) -> tuple[Option, ...]:
    offered = [v for v in result.catalog.variants if v.component_key == now.component_key]
    if len(offered) < 2:
        return ()
    ease = _ease(result)
    return tuple(
        Option(
            str(getattr(variant, f"name_{words.language}")),
            words.word("institutional_look", variant.institutional_look),
            str(ease[variant.variant_id]["repair_ease_class"]),
            variant.variant_id == now.variant_id,
        )
        for variant in offered
    )
