"""Amounts of every bid on every position before years and rates come in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from robuild.costing.discounting import FloatArray
from robuild.procurement.bids.counted import CountedAnswer, judged_by_price, rei_of
from robuild.repair_ease import EventCost, EventInput, repair_event, repair_trade
from robuild.terms.tender import Tender, TenderLevel
from robuild.terms.vocabulary import Criterion, Trade, Unit

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
KINDS = ("material", "work", "other")
"""What an amount follows: prices, rates of trades, neither."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Parts of positions that are used alike, one row for each bid: planned replacement."""

    bid: IntArray
    position: IntArray
    life_years: FloatArray
    losses_per_year: FloatArray
    """Total losses per unit: mu of conventions §3.4."""
    cost_nok: FloatArray
    """Rows × kinds, of one replacement of the whole part."""
    pieces: FloatArray


@dataclass(frozen=True, slots=True)
class Figures:
    """Bids × positions; NaN where an amount is not known."""

    bidders: tuple[str, ...]
    counted: tuple[tuple[CountedAnswer, ...], ...]
    price_nok: FloatArray
    """Unit price times quantity."""
    repair: tuple[tuple[EventCost | None, ...], ...]
    loss: tuple[tuple[EventCost | None, ...], ...]
    events_per_year: FloatArray
    """By position."""
    loss_share: FloatArray
    """Bids × positions: p of conventions §4.3."""
    corrective_nok: FloatArray
    """Bids × positions × kinds, a year."""
    repair_hours: FloatArray
    """A year."""
    rei: FloatArray
    lead_time_days: FloatArray
    """As answered, else as the level of C7 says."""
    uses: Uses
    in_sum: BoolArray
    """By position: the mandatory ones."""
    by_price: BoolArray
    """By position: judged by price alone."""
    complete: BoolArray
    """By bid."""

    @property
    def ranked(self) -> IntArray:
        """Numbers of the bids that are ranked."""
        return np.flatnonzero(self.complete)


def figures_of(
    tender: Tender, bidders: Sequence[str], counted: Sequence[Sequence[CountedAnswer]]
) -> Figures:
    """Amounts of every bid (conventions §4), money NOK ex VAT in prices of year 0."""
    shape = (len(bidders), len(tender.positions))
    nan = np.full(shape, np.nan)
    price, share, rei, lead, hours = (nan.copy() for _ in range(5))
    corrective = np.full((*shape, len(KINDS)), np.nan)
    repairs: list[tuple[EventCost | None, ...]] = []
    losses: list[tuple[EventCost | None, ...]] = []
    uses: list[tuple[float, ...]] = []
    for bid, answers in enumerate(counted):
        events = [_events(tender, answer) for answer in answers]
        repairs.append(tuple(pair[0] if pair else None for pair in events))
        losses.append(tuple(pair[1] if pair else None for pair in events))
        for at, (answer, pair) in enumerate(zip(answers, events, strict=True)):
            row = answer.position
            price[bid, at] = answer.unit_price_nok * row.quantity
            rei[bid, at] = rei_of(tender, answer.levels)
            lead[bid, at] = _lead_time(answer)
            yearly = math.fsum(use.damage_events_per_year for use in row.uses)
            if judged_by_price(row):
                corrective[bid, at], share[bid, at], hours[bid, at] = 0.0, 0.0, 0.0
            if pair is None:
                continue
            p = loss_share(tender, answer)
            share[bid, at] = p
            corrective[bid, at] = yearly * ((1 - p) * _kinds(pair[0]) + p * _kinds(pair[1]))
            hours[bid, at] = yearly * ((1 - p) * pair[0].hours + p * pair[1].hours)
            uses.extend(_uses(bid, at, answer, p))
    in_sum = np.array([row.mandatory for row in tender.positions], dtype=bool)
    lacking = np.array([[bool(a.missing) for a in answers] for answers in counted], dtype=bool)
    return Figures(
        bidders=tuple(bidders),
        counted=tuple(tuple(answers) for answers in counted),
        price_nok=price, repair=tuple(repairs), loss=tuple(losses),
        events_per_year=np.array([
            math.fsum(use.damage_events_per_year for use in row.uses) for row in tender.positions
        ]),
        loss_share=share, corrective_nok=corrective, repair_hours=hours, rei=rei,
        lead_time_days=lead, uses=_table(uses), in_sum=in_sum,
        by_price=np.array([judged_by_price(row) for row in tender.positions], dtype=bool),
        complete=~(lacking.reshape(shape) & in_sum).any(axis=1),
    )  # fmt: skip


def in_order(figures: Figures, order: Sequence[int]) -> Figures:
    """The same bids in another order."""
    at = np.array(order, dtype=np.int64)
    place = np.argsort(at)
    uses = figures.uses
    rows = np.lexsort((np.arange(len(uses.bid)), place[uses.bid]))
    return replace(
        figures,
        bidders=tuple(figures.bidders[n] for n in order),
        counted=tuple(figures.counted[n] for n in order),
        repair=tuple(figures.repair[n] for n in order),
        loss=tuple(figures.loss[n] for n in order),
        **{
            name: getattr(figures, name)[at]
            for name in ("price_nok", "loss_share", "corrective_nok", "repair_hours", "rei",
                         "lead_time_days", "complete")
        },
        uses=Uses(
            place[uses.bid][rows], uses.position[rows], uses.life_years[rows],
            uses.losses_per_year[rows], uses.cost_nok[rows], uses.pieces[rows],
        ),
    )  # fmt: skip


def effect(answer: CountedAnswer, criterion: Criterion) -> float:
    """What the counted level of a criterion does to an event."""
    level: TenderLevel | None = answer.levels.get(criterion)
    return float(level.effect or 0.0) if level else 0.0


def trade_figures(tender: Tender, answer: CountedAnswer) -> tuple[float, float, float]:
    """Rate, call-out and minimum order of who repairs (conventions §4.1)."""
    row, terms = answer.position, tender.terms
    skill = answer.levels.get(Criterion.SKILL)
    if skill is not None and repair_trade(skill.value, row.trade) is Trade.CARETAKER:
        return (terms.caretaker_rate_nok, terms.caretaker_call_out_nok,
                terms.caretaker_minimum_order_nok)  # fmt: skip
    return row.hourly_rate_nok, row.call_out_nok, row.minimum_order_nok


def loss_share(tender: Tender, answer: CountedAnswer) -> float:
    """Share of damage events that take the whole (conventions §4.3)."""
    whole = effect(answer, Criterion.SMALLEST_PART) >= 1
    return 1.0 if whole else tender.terms.total_loss_share


def event_of(tender: Tender, answer: CountedAnswer) -> EventInput:
    """Inputs of a damage event. Answered hours hold taking apart and getting at it already."""
    row, terms = answer.position, tender.terms
    rate, call_out, least = trade_figures(tender, answer)
    quantity = row.event_quantity
    return EventInput(
        price_nok=answer.material_price_nok * quantity,
        install_hours=answer.hours * quantity,
        part_fraction=effect(answer, Criterion.SMALLEST_PART),
        dismantling_share=0.0,
        access_share=0.0,
        collateral_share=effect(answer, Criterion.INDEPENDENCE),
        diagnosis_hours=effect(answer, Criterion.DOCUMENTATION),
        lead_days=_lead_time(answer),
        downtime_share=0.0,
        hourly_rate_nok=rate,
        call_out_nok=call_out,
        minimum_order_nok=least,
        disposal_nok=row.disposal_nok * quantity,
        spare_premium=terms.spare_premium,
        visits=terms.visits_per_event,
        administrative_delay_days=terms.administrative_delay_days,
        drying_days=row.drying_days,
        workday_hours=terms.workday_hours,
    )


def _events(tender: Tender, answer: CountedAnswer) -> tuple[EventCost, EventCost] | None:
    if answer.missing or judged_by_price(answer.position):
        return None
    given = event_of(tender, answer)
    return repair_event(given), repair_event(given, total_loss=True)


def _kinds(event: EventCost) -> FloatArray:
    return np.array([event.material_nok, event.work_nok, event.other_nok])


def _lead_time(answer: CountedAnswer) -> float:
    if not math.isnan(answer.lead_time_days):
        return answer.lead_time_days
    return effect(answer, Criterion.PARTS)


def _uses(bid: int, at: int, answer: CountedAnswer, p: float) -> list[tuple[float, ...]]:
    """Planned replacement of each part (conventions §4.9)."""
    row = answer.position
    price = answer.material_price_nok * (1.0 + effect(answer, Criterion.INDEPENDENCE))
    found: list[tuple[float, ...]] = []
    for use in row.uses:
        if use.quantity <= 0:
            continue
        q = use.quantity
        pieces = q if row.unit is Unit.PIECE else row.component_count * q / row.quantity
        losses = p * use.damage_events_per_year * row.event_quantity / q
        work = q * answer.hours * row.hourly_rate_nok + row.call_out_nok
        found.append(
            (bid, at, answer.life_years * use.life_factor, losses, q * price, work,
             q * row.disposal_nok, pieces)
        )  # fmt: skip
    return found


def _table(rows: list[tuple[float, ...]]) -> Uses:
    table = np.array(rows, dtype=float).reshape(-1, 8)
    return Uses(
        table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2], table[:, 3],
        table[:, 4:7], table[:, 7],
    )  # fmt: skip
