"""What the plan says of one line, as it is written into models."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import robuild
from robuild.costing import year_of_first_replacement
from robuild.exchange.jobs import name_of
from robuild.language import Texts
from robuild.plan_result import PlanResult
from robuild.terms.catalog import Component, Variant
from robuild.terms.settings import Settings

MONEY_DECIMALS = 2
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of the plan with all that is known of it."""

    line: Mapping[Any, Any]
    cost: Mapping[Any, Any]
    lcc: Mapping[Any, Any]
    ease: Mapping[Any, Any]
    component: Component
    variant: Variant
    task_levels: tuple[str, ...]
    """`task_id: D2/W3`, decide level and do level of each of its tasks."""

    @property
    def service_life_years(self) -> float:
        """Estimated service life; NaN where it is not known."""
        return float(self.cost["estimated_service_life_years"])

    def bounds_years(self) -> tuple[float | None, float | None]:
        """Low and high life: those of the variant, in the proportion of the estimated life."""
        variant, life = self.variant, self.service_life_years
        typical = variant.service_life_typical_years
        if typical is None or math.isnan(life):
            return None, None
        low, high = (
            None if each is None else each * life / typical
            for each in (variant.service_life_low_years, variant.service_life_high_years)
        )
        return low, high


def facts_by_line(result: PlanResult) -> dict[str, LineFacts]:
    """Facts of every line, in the order of their ids."""
    costs = _by_id(result.line_costs, "line_id")
    lcc = _by_id(result.lcc, "line_id")
    ease = _by_id(result.repair_ease, "variant_id")
    levels: dict[str, list[str]] = {}
    for row in result.participation.to_dict("records"):
        levels.setdefault(str(row["line_id"]), []).append(
            f"{row['task_id']}: {row['decide_level']}/{row['do_level']}"
        )
    return {
        line_id: LineFacts(
            line=line,
            cost=costs[line_id],
            lcc=lcc[line_id],
            ease=ease[line["variant_id"]],
            component=result.catalog.component_by_key[line["component_key"]],
            variant=result.catalog.variant_by_id[line["variant_id"]],
            task_levels=tuple(sorted(levels.get(line_id, ()))),
        )
        for line_id, line in _by_id(result.lines, "line_id").items()
    }


def _by_id(table: Any, column: str) -> dict[str, dict[Any, Any]]:
    return {str(row[column]): row for row in table.to_dict("records")}


@dataclass(frozen=True, slots=True)
class Property:
    """One property of robuild's own set."""

    name: str
    """Says its unit: `...NOK`, `...Years`, `...Share`; `Line...` is of the whole line."""
    kind: str
    """`text`, `texts`, `number`, `count`, `year` or `money`."""
    value: str | float | int | tuple[str, ...] | None
    """`None` where it is not known."""


def properties_of(facts: LineFacts, result: PlanResult, words: Texts) -> list[Property]:
    """Robuild_LifeCycle of one line; what is not known has no value, never 0."""
    line, lcc, ease, settings = facts.line, facts.lcc, facts.ease, result.settings
    quantity = _known(line["quantity"])
    per_unit = quantity or None
    missing = facts.cost["missing"]
    return [
        Property("LineId", "text", str(line["line_id"])),
        Property("ComponentKey", "text", facts.component.component_key),
        Property("ComponentName", "text", name_of(facts.component, words)),
        Property("VariantId", "text", facts.variant.variant_id),
        Property("VariantName", "text", name_of(facts.variant, words)),
        Property("StartState", "text", str(line["start_state"])),
        Property("LineComponents", "count", int(line["component_count"])),
        Property("LineQuantity", "number", quantity),
        Property("LineQuantityUnit", "text", words.word("unit", line["unit"])),
        Property("ServiceLifeYears", "number", _known(facts.service_life_years)),
        Property("NextReplacementYear", "year", _next_year(facts, result)),
        Property("LineAcquisitionCostNOK", "money", _amount(lcc["acquisition_cost_nok"])),
        Property("LineLifeCycleCostNOK", "money", _amount(lcc["life_cycle_cost_nok"])),
        Property("LineWeightedCostNOK", "money", _amount(lcc["weighted_cost_nok"])),
        Property("LineAnnualCostNOKPerYear", "money", _amount(lcc["annual_equivalent_nok"])),
        Property("LifeCycleCostNOKPerUnit", "money", _amount(lcc["life_cycle_cost_nok"], per_unit)),
        Property("WeightedCostNOKPerUnit", "money", _amount(lcc["weighted_cost_nok"], per_unit)),
        Property("MissingForCost", "text", missing if isinstance(missing, str) else None),
        Property("RepairEaseIndex", "number", _known(ease["rei"])),
        Property("RepairEaseClass", "text", str(ease["repair_ease_class"])),
        Property("RepairEaseWeakest", "text", words.word("criterion", ease["weakest_criterion"])),
        Property("RepairEaseKnownShare", "number", _known(ease["coverage_share"])),
        Property("TaskLevels", "texts", facts.task_levels or None),
        Property("PeriodYears", "count", settings.period_years),
        Property("RealDiscountRateShares", "text", _rates(settings)),
        Property("AlphaWeight", "number", float(settings.alpha)),
        Property("PriceYear", "year", settings.price_year),
        Property("Currency", "text", result.catalog.header.currency),
        Property("Catalog", "text", result.catalog_label),
        Property("RobuildVersion", "text", robuild.__version__),
    ]  # fmt: skip


def _rates(settings: Settings) -> str:
    """Rate and years it holds for: `0.04: 1-40, 0.03: 41-75, 0.02: 76-`."""
    first, second = settings.real_rate_1_until_year, settings.real_rate_2_until_year
    return (
        f"{settings.real_rate_1:g}: 1-{first}, {settings.real_rate_2:g}: {first + 1}-{second}, "
        f"{settings.real_rate_3:g}: {second + 1}-"
    )


def _known(value: Any) -> float | None:
    number = float(value)
    return round(number, _DECIMALS) if math.isfinite(number) else None


def _amount(value: Any, over: float | None = 1.0) -> float | None:
    """NOK in whole øre, of the line or per unit; `None` where either is not known."""
    number = float(value)
    if not math.isfinite(number) or over is None:
        return None
    return round(number / over, MONEY_DECIMALS)


def _next_year(facts: LineFacts, result: PlanResult) -> int | None:
    life = facts.service_life_years
    if math.isnan(life) or result.settings.base_year is None:
        return None
    first = year_of_first_replacement(life, str(facts.line["start_state"]))
    return result.settings.base_year + first
