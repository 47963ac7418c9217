"""What one repair event costs, part by part (conventions §4.3 to §4.8)."""

from __future__ import annotations

from dataclasses import dataclass

VACATED_FROM_SHARE = 0.5
"""From this downtime share on the dwelling has to be vacated and lodging is paid."""


@dataclass(frozen=True, slots=True)
class EventInput:
    """Everything one event depends on. Money NOK ex VAT, for the quantity the event hits."""

    price_nok: float
    """Material of the quantity the event hits, bought new."""
    install_hours: float
    """First installation of the quantity the event hits."""
    part_fraction: float
    """f: share of the quantity that is renewed; above 1 when more than the component goes."""
    dismantling_share: float
    """d: hours of taking apart, as a share of first installation."""
    access_share: float
    """a: hours of getting at it, as a share of first installation."""
    collateral_share: float
    """c: damage to neighbours, as a share of the price of what is renewed."""
    diagnosis_hours: float
    """g."""
    lead_days: float
    downtime_share: float
    """u: how much of the dwelling is out of use while waiting."""
    hourly_rate_nok: float
    call_out_nok: float = 0.0
    minimum_order_nok: float = 0.0
    disposal_nok: float = 0.0
    spare_premium: float = 1.0
    """What a spare part costs as a multiple of its share of the price."""
    visits: float = 1.0
    administrative_delay_days: float = 0.0
    drying_days: float = 0.0
    workday_hours: float = 7.5
    rent_nok_per_day: float = 0.0
    lodging_nok_per_day: float = 0.0
    """Paid beside the rent when the dwelling has to be vacated."""
    critical: bool = False
    temporary_measure_nok: float = 0.0
    temporary_tolerance_days: float = 1.0
    hours_factor: float = 1.0
    """Hours of a repair as a multiple of what the levels say, where somebody has timed them."""
    recovered_share: float = 0.0
    """Part of parts and work that a contractor or supplier pays (warranty, defects)."""


@dataclass(frozen=True, slots=True)
class EventCost:
    """One event: parts to waste less what is recovered is `cost_nok`; downtime is module X."""

    parts_nok: float
    labour_nok: float
    call_out_nok: float
    minimum_order_nok: float
    """What is added to labour and call-out to reach the minimum order; mostly 0."""
    collateral_nok: float
    temporary_nok: float
    waste_nok: float
    recovered_nok: float
    """Positive number, subtracted."""
    downtime_nok: float
    hours: float
    delay_days: float

    @property
    def cost_nok(self) -> float:
        """Core cost, without downtime [NOK]."""
        return self.material_nok + self.work_nok + self.other_nok

    @property
    def material_nok(self) -> float:
        """What follows the price of the component [NOK]."""
        return (self.parts_nok + self.collateral_nok) * self._own_share

    @property
    def work_nok(self) -> float:
        """What follows the rates of trades [NOK]."""
        return (self.labour_nok + self.call_out_nok + self.minimum_order_nok) * self._own_share

    @property
    def _own_share(self) -> float:
        paid = (
            self.parts_nok + self.collateral_nok
            + self.labour_nok + self.call_out_nok + self.minimum_order_nok
        )  # fmt: skip
        return 1.0 - self.recovered_nok / paid if paid > 0 else 1.0

    @property
    def other_nok(self) -> float:
        """What follows neither [NOK]."""
        return self.temporary_nok + self.waste_nok


def repair_event(given: EventInput, *, total_loss: bool = False) -> EventCost:
    """Cost of one corrective event [NOK] (conventions §4.4 to §4.8).

    Args:
        given: prices, hours, levels and settings of the event.
        total_loss: the whole quantity is renewed (§4.6) instead of a part of it (§4.5). A part
            fraction of 1 or more is a total loss in any case.

    Raises:
        ValueError: `part_fraction` or `workday_hours` is not above 0, or `recovered_share` is no
            share.

    Example:
        >>> event = repair_event(EventInput(7500, 2.8, 0.15, 0.25, 0, 0, 0.25, 0.5, 0, 450))
        >>> round(event.hours, 3), event.parts_nok, round(event.cost_nok, 2)
        (0.775, 1125.0, 1473.75)
    """
    if not given.part_fraction > 0:
        raise ValueError(f"part_fraction is {given.part_fraction}; it must be above 0")
    if not 0 <= given.recovered_share <= 1:
        raise ValueError(f"recovered_share is {given.recovered_share}; it must be from 0 to 1")
    if not given.workday_hours > 0:
        raise ValueError(f"workday_hours is {given.workday_hours}; it must be above 0")
    whole = total_loss or given.part_fraction >= 1
    fraction = max(given.part_fraction, 1.0) if whole else given.part_fraction
    share = min(fraction, 1.0)  # nobody installs or carries away more than what was hit
    hours = (
        given.install_hours * share * (1.0 + given.dismantling_share + given.access_share)
        + given.diagnosis_hours
    ) * (1.0 if whole else given.hours_factor)
    delay = delay_days(given, hours)
    parts = fraction * given.price_nok * (1.0 if whole else given.spare_premium)
    collateral = given.collateral_share * fraction * given.price_nok
    labour = hours * given.hourly_rate_nok
    call_out = given.visits * given.call_out_nok
    out_too_long = given.critical and delay > given.temporary_tolerance_days
    least = max(0.0, given.minimum_order_nok - labour - call_out)
    return EventCost(
        parts_nok=parts,
        labour_nok=labour,
        call_out_nok=call_out,
        minimum_order_nok=least,
        collateral_nok=collateral,
        temporary_nok=given.temporary_measure_nok if out_too_long else 0.0,
        waste_nok=given.disposal_nok * share,
        recovered_nok=given.recovered_share * (parts + collateral + labour + call_out + least),
        downtime_nok=given.downtime_share * delay * day_nok(given),
        hours=hours,
        delay_days=delay,
    )


def delay_days(given: EventInput, hours: float) -> float:
    """Days from the fault until it works again (conventions §4.7)."""
    return (
        given.administrative_delay_days
        + given.lead_days
        + hours / given.workday_hours
        + given.drying_days
    )


def day_nok(given: EventInput) -> float:
    """What a day out of use costs: rent, and lodging where the dwelling is vacated (§4.8)."""
    vacated = given.downtime_share >= VACATED_FROM_SHARE
    return given.rent_nok_per_day + (given.lodging_nok_per_day if vacated else 0.0)
