"""What one repair event costs, part by part (conventions §4.4 to §4.8)."""

from __future__ import annotations

from dataclasses import dataclass

VACATED_FROM_SHARE = 0.5
"""From this downtime share on the dwelling has to be vacated and lodging is paid."""


@dataclass(frozen=True, slots=True)
class EventInput:
    """Everything one event depends on. Money NOK, for `event_quantity` of the component."""

    price_nok: float
    """Of the quantity the event hits."""
    install_hours: float
    """Of the quantity the event hits."""
    part_fraction: float
    """Share of the quantity that is renewed; above 1 when more than the component goes."""
    dismantling_share: float
    access_share: float
    collateral_share: float
    diagnosis_hours: float
    lead_days: float
    downtime_share: float
    hourly_rate_nok: float
    call_out_nok: float = 0.0
    minimum_order_nok: float = 0.0
    disposal_nok: float = 0.0
    spare_premium: float = 1.0
    visits: float = 1.0
    administrative_delay_days: float = 0.0
    drying_days: float = 0.0
    workday_hours: float = 7.5
    rent_nok_per_day: float = 0.0
    lodging_nok_per_day: float = 0.0
    critical: bool = False
    temporary_measure_nok: float = 0.0
    temporary_tolerance_days: float = 1.0


@dataclass(frozen=True, slots=True)
class EventCost:
    """One event: the parts sum to `cost_nok`; downtime stands apart (module X)."""

    parts_nok: float
    labour_nok: float
    """Labour and call-out, or the minimum order where that is more."""
    collateral_nok: float
    temporary_nok: float
    waste_nok: float
    downtime_nok: float
    hours: float
    delay_days: float

    @property
    def cost_nok(self) -> float:
        """Core cost, without downtime."""
        return (
            self.parts_nok
            + self.labour_nok
            + self.collateral_nok
            + self.temporary_nok
            + self.waste_nok
        )


def repair_event(given: EventInput) -> EventCost:
    """Cost of one corrective event [NOK].

    A fraction of 1 or more is a total loss: the whole quantity is renewed.

    Raises:
        ValueError: `part_fraction` or `workday_hours` is not above 0.

    Example:
        >>> event = repair_event(EventInput(7500, 2.8, 0.15, 0.25, 0, 0, 0.25, 0.5, 0, 450))
        >>> round(event.hours, 3), round(event.cost_nok, 2)
        (0.775, 1473.75)
    """
    if given.part_fraction <= 0:
        raise ValueError(f"part_fraction is {given.part_fraction}; it must be above 0")
    if given.workday_hours <= 0:
        raise ValueError(f"workday_hours is {given.workday_hours}; it must be above 0")
    fraction = given.part_fraction
    share = min(fraction, 1.0)
    work = 1.0 + given.dismantling_share + given.access_share
    hours = given.install_hours * share * work + given.diagnosis_hours
    labour = hours * given.hourly_rate_nok + given.visits * given.call_out_nok
    delay = (
        given.administrative_delay_days
        + given.lead_days
        + hours / given.workday_hours
        + given.drying_days
    )
    vacated = given.downtime_share >= VACATED_FROM_SHARE
    day = given.rent_nok_per_day + (given.lodging_nok_per_day if vacated else 0.0)
    out_too_long = given.critical and delay > given.temporary_tolerance_days
    premium = given.spare_premium if fraction < 1 else 1.0
    return EventCost(
        parts_nok=fraction * given.price_nok * premium,
        labour_nok=max(labour, given.minimum_order_nok),
        collateral_nok=given.collateral_share * fraction * given.price_nok,
        temporary_nok=given.temporary_measure_nok if out_too_long else 0.0,
        waste_nok=given.disposal_nok * share,
        downtime_nok=given.downtime_share * delay * day,
        hours=hours,
        delay_days=delay,
    )
