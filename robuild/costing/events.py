"""From a line and its catalog rows to the inputs of its repair events (conventions §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from robuild.repair_ease import EventInput
from robuild.terms.catalog import Component, TradeRate, Variant
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Answer, LocationClass, RateExposure, UseIntensity

_DAYS_PER_MONTH = 30.0
_LIVED_IN = {LocationClass.DWELLING, LocationClass.UNKNOWN}
_PER_HUNDRED = {RateExposure.PER_100_M2, RateExposure.PER_100_M}


@dataclass(frozen=True, slots=True)
class Effects:
    """What the levels of a variant do to an event: columns of `tables.REPAIR_EASE`."""

    dismantling_share: float
    access_share: float
    collateral_share: float
    part_fraction: float
    lead_days: float
    diagnosis_hours: float
    downtime_share: float

    @classmethod
    def of(cls, ease: dict[str, Any]) -> Effects:
        """From one row of `tables.REPAIR_EASE`."""
        return cls(**{name: float(ease[name]) for name in cls.__slots__})

    @property
    def work_factor(self) -> float:
        """Hours of taking apart, getting at it and fitting, per hour of first installation."""
        return 1.0 + self.dismantling_share + self.access_share


def event_input(
    component: Component,
    variant: Variant,
    effects: Effects,
    rate: TradeRate,
    location: LocationClass,
    settings: Settings,
) -> EventInput:
    """Inputs of a damage event of this variant; what is not known is left out as 0.

    A caller shows no amount of a line with something missing.
    """
    quantity = component.event_quantity
    lived_in = location in _LIVED_IN
    return EventInput(
        price_nok=(variant.price_nok or 0.0) * quantity,
        install_hours=(variant.install_hours or 0.0) * quantity,
        part_fraction=effects.part_fraction,
        dismantling_share=effects.dismantling_share,
        access_share=effects.access_share,
        collateral_share=effects.collateral_share,
        diagnosis_hours=effects.diagnosis_hours,
        lead_days=effects.lead_days,
        downtime_share=effects.downtime_share,
        hourly_rate_nok=rate.hourly_rate_nok,
        call_out_nok=rate.call_out_nok,
        minimum_order_nok=rate.minimum_order_nok,
        disposal_nok=(variant.disposal_nok or 0.0) * quantity,
        spare_premium=settings.spare_premium,
        visits=settings.visits_per_event,
        administrative_delay_days=settings.administrative_delay_days,
        drying_days=variant.drying_days,
        workday_hours=settings.workday_hours,
        rent_nok_per_day=settings.rent_nok_per_month / _DAYS_PER_MONTH if lived_in else 0.0,
        lodging_nok_per_day=settings.lodging_nok_per_day if lived_in else 0.0,
        # a function nobody knows of counts as one a dwelling cannot do without
        critical=component.critical_function is not Answer.NO,
        temporary_measure_nok=settings.temporary_measure_nok,
        temporary_tolerance_days=settings.temporary_tolerance_days,
        hours_factor=variant.repair_hours_factor,
    )


def damage_rate(
    component: Component, variant: Variant, intensity: UseIntensity, settings: Settings
) -> float | None:
    """Damage events per unit of exposure and year; `None` where the catalog does not know.

    Class extreme has the heavy rate times `extreme_damage_factor` (conventions §3.2); a variant
    may be damaged more or less often than its kind (§3.9).
    """
    rate = _rate_of_kind(component, intensity, settings)
    return None if rate is None else rate * variant.damage_rate_factor


def _rate_of_kind(
    component: Component, intensity: UseIntensity, settings: Settings
) -> float | None:
    match intensity:
        case UseIntensity.ORDINARY:
            return component.damage_rate_ordinary_per_year
        case UseIntensity.RAISED:
            return component.damage_rate_raised_per_year
        case UseIntensity.HEAVY:
            return component.damage_rate_heavy_per_year
        case UseIntensity.EXTREME:
            heavy = component.damage_rate_heavy_per_year
            return None if heavy is None else heavy * settings.extreme_damage_factor


def exposure(component: Component, quantity: float, place_count: int) -> float:
    """Exposure of a line in the unit of its damage rate (conventions §4.2)."""
    if component.damage_rate_per is RateExposure.DWELLING:
        return float(place_count)
    return quantity / 100.0 if component.damage_rate_per in _PER_HUNDRED else quantity


def intensity_factor(intensity: UseIntensity, settings: Settings) -> float:
    """Factor of a use-intensity class on wear life (conventions §3.1)."""
    return float(getattr(settings, f"factor_{intensity}"))
