"""Several jobs in one go: one call-out a trade, one minimum order, one coat of paint.

Jobs that are done together, on one visit or at one change of resident, share what every job alone
would pay for. Parts, damage to neighbours, waste and temporary measures are each job's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from robuild.repair_ease.event import EventCost
from robuild.terms.catalog import TradeRate
from robuild.terms.vocabulary import Trade


@dataclass(frozen=True, slots=True)
class VisitJob:
    """One job of a visit."""

    trade: Trade
    event: EventCost
    """As it would be alone."""
    surface: str = ""
    """What is painted or covered anew; jobs on the same surface share the work on it."""


@dataclass(frozen=True, slots=True)
class VisitCost:
    """Jobs done together [NOK ex VAT]."""

    cost_nok: float
    alone_nok: float
    """The same jobs one by one."""
    hours: float
    delay_days: float
    """Days until all of it works again: the longest wait, and all hours of the busiest trade."""

    @property
    def saved_nok(self) -> float:
        """What doing them together saves."""
        return self.alone_nok - self.cost_nok


def together(
    jobs: Sequence[VisitJob], rates: dict[Trade, TradeRate], workday_hours: float = 7.5
) -> VisitCost:
    """What jobs cost when they are done in one go.

    Of jobs on the same surface by the same trade only the dearest is done: one painting covers all
    that was patched. Trades work side by side, so the busiest one sets the time.

    Args:
        jobs: of one visit; none costs nothing.
        rates: hourly rate, call-out and minimum order of every trade of the jobs.
        workday_hours: hours of a working day.

    Raises:
        KeyError: a trade without rate.
    """
    done = _once_a_surface(jobs)
    cost = sum(each.event.material_nok + each.event.other_nok for each in done)
    hours_of: dict[Trade, float] = {}
    for job in done:
        hours_of[job.trade] = hours_of.get(job.trade, 0.0) + job.event.hours
    for trade, hours in hours_of.items():
        rate = rates[trade]
        work = hours * rate.hourly_rate_nok + rate.call_out_nok
        cost += max(work, rate.minimum_order_nok)
    waits = [job.event.delay_days - job.event.hours / workday_hours for job in done]
    busiest = max(hours_of.values(), default=0.0) / workday_hours
    return VisitCost(
        cost_nok=cost,
        alone_nok=sum(job.event.cost_nok for job in jobs),
        hours=sum(hours_of.values()),
        delay_days=max(waits, default=0.0) + busiest,
    )


def _once_a_surface(jobs: Sequence[VisitJob]) -> list[VisitJob]:
    """The jobs without those that another one on the same surface covers."""
    dearest: dict[tuple[Trade, str], VisitJob] = {}
    done = []
    for job in jobs:
        if not job.surface:
            done.append(job)
            continue
        known = dearest.get((job.trade, job.surface))
        if known is None or job.event.cost_nok > known.event.cost_nok:
            dearest[job.trade, job.surface] = job
    return [*done, *dearest.values()]
