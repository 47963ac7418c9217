"""From lines of a plan to the rows that bidders price.

One kind of component with one function is one position, whatever rooms it stands in: nobody buys
another door for every corridor. How hard each part of it is used is kept, because it decides how
long things last and how often they are damaged.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing import damage_rate, exposure, in_use_factor, intensity_factor
from robuild.procurement.requirements import Asking, functional_words, meeting
from robuild.terms.catalog import Catalog, Component, Variant
from robuild.terms.settings import Settings
from robuild.terms.start_state import StartState
from robuild.terms.tender import Position, PositionUse
from robuild.terms.vocabulary import Answer, Criterion, Unit, UseIntensity

FUNCTION = ("component_key", "fire", "separating", "security", "unit")
"""Columns of `tables.LINES` that make a position."""
QUANTITY_DECIMALS, RATE_DECIMALS = 2, 6
"""What is locked is what is printed: no digit stands behind it."""
_LONGEST_KEY = 30
_LETTER = {Answer.YES: "Y", Answer.NO: "N", Answer.UNKNOWN: "U"}


@dataclass(frozen=True, slots=True)
class Positions:
    """Rows to price, and where every line of the plan went."""

    rows: tuple[Position, ...]
    """In the order of the catalog."""
    position_of_line: Mapping[str, str]
    left_out: Mapping[str, str]
    """line_id -> why: `stands_already`, `quantity`, `nothing_of_it`, `damage_rate`, `disposal`."""
    without_variant: tuple[str, ...]
    """Positions with a function that no variant of the catalog is said to have."""


def positions_of(
    lines: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    asking: Asking,
) -> Positions:
    """Positions of the lines of a new building.

    Args:
        lines: `tables.LINES`; what stands already is left out.
        catalog: prices, lives, hours and damage rates that the owner counts with.
        settings: use factors and how far prices may lie apart (`spread_price`).
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        asking: what repair asks of a position.

    Raises:
        ValueError: two functions got the same id; an internal fault.
    """
    work_factor = {
        str(row["variant_id"]): 1.0 + row["dismantling_share"] + row["access_share"]
        for row in repair_ease.to_dict("records")
    }
    place = {component.component_key: at for at, component in enumerate(catalog.components)}
    left = {
        str(line["line_id"]): reason
        for line in _records(lines)
        if (reason := _left_out(line, catalog, settings))
    }
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for line in _records(lines):
        if line["line_id"] not in left:
            groups.setdefault(tuple(str(line[name]) for name in FUNCTION), []).append(line)
    basis = _Basis(catalog, settings, work_factor, asking)
    rows: list[Position] = []
    of_line: dict[str, str] = {}
    without: list[str] = []
    for group in sorted(groups, key=lambda each: (place[each[0]], each)):
        row, met = basis.position(group, groups[group])
        rows.append(row)
        of_line |= {str(line["line_id"]): row.position_id for line in groups[group]}
        if not met:
            without.append(row.position_id)
    if len({row.position_id for row in rows}) < len(rows):
        raise ValueError("two positions have the same id")
    return Positions(tuple(rows), of_line, left, tuple(without))


def position_id(component: Component, fire: str, separating: str, security: str, unit: str) -> str:
    """Id of a position: its key and its function, and its unit where that is not the usual one.

    The letters say fire, separating, security: Y(es), N(o), U(nknown).
    """
    key = component.component_key
    name = key.upper().replace("_", "-")
    if len(name) > _LONGEST_KEY or "-" in key:
        name = f"{name[: _LONGEST_KEY - 7].rstrip('-.')}-{_digest(key)}"
    letters = "".join(_LETTER[Answer(each)] for each in (fire, separating, security))
    usual = Unit(unit) is component.unit
    return f"{name}.{letters}" if usual else f"{name}.{letters}.{unit.upper()}"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:6].upper()


def _records(table: pd.DataFrame) -> Iterable[dict[str, Any]]:
    return ({str(k): v for k, v in row.items()} for row in table.to_dict("records"))


def _left_out(line: dict[str, Any], catalog: Catalog, settings: Settings) -> str | None:
    """Why a line can be no position; `None` where it can."""
    if not StartState.parse(line["start_state"]).new:
        return "stands_already"
    if math.isnan(line["quantity"]):
        return "quantity"
    if round(line["quantity"], QUANTITY_DECIMALS) <= 0:
        return "nothing_of_it"
    variant = catalog.variant_by_id[line["variant_id"]]
    if _rate(line, catalog, settings) is None:
        return "damage_rate"
    return "disposal" if variant.disposal_nok is None else None


def _rate(line: dict[str, Any], catalog: Catalog, settings: Settings) -> float | None:
    """Damage rate of the kind: bidders do not change it, and the owner's variant does not."""
    component = catalog.component_by_key[line["component_key"]]
    variant = catalog.variant_by_id[line["variant_id"]]
    plain = variant.model_copy(update={"damage_rate_factor": 1.0})
    return damage_rate(component, plain, UseIntensity(line["use_intensity"]), settings)


@dataclass(frozen=True, slots=True)
class _Basis:
    catalog: Catalog
    settings: Settings
    work_factor: Mapping[str, float]
    asking: Asking

    def position(
        self, group: tuple[str, ...], lines: Sequence[dict[str, Any]]
    ) -> tuple[Position, bool]:
        """The position of lines with one function, and whether a variant is said to have it."""
        key, fire, separating, security, unit = group
        catalog = self.catalog
        component = catalog.component_by_key[key]
        variants = [each for each in catalog.variants if each.component_key == key]
        words = functional_words(variants, fire=Answer(fire), separating=Answer(separating),
                                 security=Answer(security))  # fmt: skip
        fitting, met = meeting(variants, words)
        uses = self._uses(component, lines)
        asked = self.asking.of(fitting)
        owner = self._owner(catalog.variant_by_id[_most_of(lines)], fitting)
        rate = catalog.rate_by_trade[owner.trade]
        hours = [h for each in fitting if (h := self._hours(each)) is not None]
        own_hours = self._hours(owner)
        low, high = self._prices(fitting)
        return Position(
            position_id=position_id(component, fire, separating, security, unit),
            component_key=key,
            element_code=component.element_code,
            name_nb=component.name_nb,
            name_nn=component.name_nn,
            name_en=component.name_en,
            unit=Unit(unit),
            quantity=round(sum(use.quantity for use in uses), QUANTITY_DECIMALS),
            missing_quantity_count=sum(int(line["missing_quantity_count"]) for line in lines),
            component_count=sum(int(line["component_count"]) for line in lines),
            not_modelled_quantity=round(
                math.fsum(line["quantity"] for line in lines if not line["modelled"]),
                QUANTITY_DECIMALS,
            ),
            fire=Answer(fire),
            separating=Answer(separating),
            security=Answer(security),
            uses=uses,
            mandatory=True,
            trade=owner.trade,
            hourly_rate_nok=rate.hourly_rate_nok,
            call_out_nok=rate.call_out_nok,
            minimum_order_nok=rate.minimum_order_nok,
            event_quantity=component.event_quantity,
            owner_life_years=owner.service_life_typical_years,
            most_life_years=_longest(owner, variants),
            owner_hours=own_hours,
            least_hours=min([*hours, own_hours]) if hours and own_hours is not None else own_hours,
            disposal_nok=owner.disposal_nok or 0.0,
            drying_days=owner.drying_days,
            price_low_nok=low,
            price_high_nok=high,
            owner_levels={
                each: level for each in Criterion if (level := owner.level(each)) is not None
            },
            minimum_levels=dict(asked.levels),
            minimum_repair_ease=asked.index,
            minimum_words=words,
            most_lead_time_days=asked.most_lead_time_days,
            least_spare_parts_years=asked.least_spare_parts_years,
            least_warranty_years=asked.least_warranty_years,
        ), met

    def _uses(
        self, component: Component, lines: Sequence[dict[str, Any]]
    ) -> tuple[PositionUse, ...]:
        found = []
        for intensity in UseIntensity:
            some = [line for line in lines if line["use_intensity"] == intensity]
            if not some:
                continue
            rate = _rate(some[0], self.catalog, self.settings) or 0.0
            exposed = math.fsum(
                exposure(component, line["quantity"], int(line["place_count"])) for line in some
            )
            factor = in_use_factor(
                intensity_factor(intensity, self.settings), component.intensity_sensitivity_share
            )
            quantity = math.fsum(line["quantity"] for line in some)
            found.append(
                PositionUse(
                    use_intensity=intensity,
                    quantity=round(quantity, QUANTITY_DECIMALS),
                    life_factor=round(factor, RATE_DECIMALS),
                    damage_events_per_year=round(rate * exposed, RATE_DECIMALS),
                )
            )
        return tuple(found)

    def _owner(self, planned: Variant, fitting: Sequence[Variant]) -> Variant:
        """Variant whose figures the owner counts with: the plan's, where it is easy enough.

        Where it is not, the cheapest that is: who asks for easy repair cannot count with less.
        """
        easy = [
            each
            for each in self.asking.accepted(fitting)
            if each.disposal_nok is not None and self._whole_price(each) is not None
        ]
        if not easy or self.asking.enough(planned):
            return planned
        return min(easy, key=lambda each: (self._whole_price(each) or 0.0, each.variant_id))

    def _whole_price(self, variant: Variant) -> float | None:
        """Price of a unit delivered and installed."""
        if variant.price_nok is None or variant.install_hours is None:
            return None
        rate = self.catalog.rate_by_trade[variant.trade].hourly_rate_nok
        return variant.price_nok + variant.install_hours * rate

    def _hours(self, variant: Variant) -> float | None:
        """Hours to take out one unit and put in a new one."""
        if variant.install_hours is None:
            return None
        hours = variant.install_hours * self.work_factor[variant.variant_id]
        return round(hours, RATE_DECIMALS)

    def _prices(self, variants: Sequence[Variant]) -> tuple[float | None, float | None]:
        """Plausible range of a unit delivered and installed: the catalog's, a spread wider."""
        whole = [price for each in variants if (price := self._whole_price(each)) is not None]
        if not whole:
            return None, None
        spread = self.settings.spread_price
        return round(min(whole) / spread, 2), round(max(whole) * spread, 2)


def _most_of(lines: Sequence[dict[str, Any]]) -> str:
    """Variant of the plan: the one there is most of."""
    amount: dict[str, float] = {}
    for line in lines:
        amount[line["variant_id"]] = amount.get(line["variant_id"], 0.0) + line["quantity"]
    return min(amount, key=lambda each: (-amount[each], each))


def _longest(owner: Variant, variants: Sequence[Variant]) -> float | None:
    """The longest life that the catalog has for the kind; none where the owner has none."""
    if owner.service_life_typical_years is None:
        return None
    return max(
        years
        for each in variants
        for years in (each.service_life_typical_years, each.service_life_high_years)
        if years is not None
    )
