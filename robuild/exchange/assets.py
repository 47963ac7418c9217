"""Components of a plan as another system keeps them: one by one, with a place and a unique name."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from robuild.costing import first_replacement
from robuild.exchange.jobs import name_of
from robuild.language import Texts
from robuild.plan_result import PlanResult
from robuild.tabular import safe_text
from robuild.terms.catalog import Component, Variant

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Asset:
    """One component of the building on a line of the plan."""

    name: str
    """Unique in the building."""
    component_id: str
    global_id: str
    """Empty for what no model shows."""
    component: Component
    variant: Variant
    building: str
    storey: str
    room: str
    """The room's name; empty where it is in none."""
    quantity: float
    cost_nok: float
    """Price of the material; NaN where it is not known."""
    grade: str
    next_year: int | None
    """Calendar year of the first planned replacement; `None` where none is known."""
    replacement_nok: float
    line_id: str


def assets_of(result: PlanResult, words: Texts) -> list[Asset]:
    """Every component that is on a line, in the order of places and names."""
    lines = {str(row["line_id"]): row for row in result.lines.to_dict("records")}
    costs = {str(row["line_id"]): row for row in result.line_costs.to_dict("records")}
    facts = {
        str(row["component_id"]): row for row in result.inventory.components.to_dict("records")
    }
    facts |= {str(row["addition_id"]): row for row in result.not_modelled.to_dict("records")}
    rows = [
        _asset(
            result, str(row["component_id"]), facts[str(row["component_id"])],
            lines[str(row["line_id"])], costs[str(row["line_id"])], float(row["quantity"]), words,
        )
        for row in result.line_of_component.to_dict("records")
    ]  # fmt: skip
    rows.sort(key=lambda each: (each.building, each.storey, each.room, each.name,
                                each.component_id))  # fmt: skip
    return _named(rows)


def _asset(
    result: PlanResult, component_id: str, facts: dict[Any, Any], line: dict[Any, Any],
    cost: dict[Any, Any], quantity: float, words: Texts,
) -> Asset:  # fmt: skip
    catalog = result.catalog
    component = catalog.component_by_key[line["component_key"]]
    variant = catalog.variant_by_id[line["variant_id"]]
    price = variant.price_nok
    esl = float(cost["estimated_service_life_years"])
    share = quantity / float(line["quantity"]) if line["quantity"] else math.nan
    room = _text(facts.get("space_name") or facts.get("room_name"))
    return Asset(
        name=shortened(f"{room or words.get('exchange.no_room')} - {name_of(component, words)}"),
        component_id=component_id,
        global_id=_text(facts.get("global_id")),
        component=component,
        variant=variant,
        building=_text(facts.get("building")) or words.get("exchange.building"),
        storey=_text(facts.get("storey")),
        room=room,
        quantity=quantity,
        cost_nok=math.nan if price is None else price * quantity,
        grade=_text(facts.get("condition_grade")),
        next_year=_next_year(result, esl, str(line["start_state"])),
        replacement_nok=float(cost["replacement_nok"]) * share,
        line_id=str(line["line_id"]),
    )


def _next_year(result: PlanResult, esl: float, start_state: str) -> int | None:
    if math.isnan(esl):
        return None
    first = first_replacement(esl, start_state)
    if first >= result.settings.period_years:
        return None
    return (result.settings.base_year or 0) + math.ceil(first - 1e-9)


def _named(assets: list[Asset]) -> list[Asset]:
    """Names with a number, because links of other systems go by name."""
    seen: Counter[str] = Counter()
    found = []
    for each in assets:
        base = each.name.casefold()
        seen[base] += 1
        found.append(replace(each, name=f"{each.name} - {seen[base]:02d}"))
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(safe_text(value).split())


def shortened(text: str) -> str:
    """Text that fits a column of 255 letters beside a tag that makes it unique."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
