"""One change of resident, by type of dwelling: jobs, parts, hours, cost and days until ready.

Damage that is first found then is repaired in one go: one call-out a trade, one painting of a
surface, trades side by side. What will be found is an expected number, so a call-out counts with
the chance that its trade is needed, and the longest wait with the chance that nothing waits longer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.costing import Effects, damage_rate, event_input, exposure
from robuild.repair_ease import EventCost, repair_event
from robuild.terms.catalog import Catalog
from robuild.terms.column_kinds import count, number, schema, text, words
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import LocationClass, Trade, UseIntensity

TURNOVERS = schema(
    "turnovers",
    {
        "dwelling_type": text(),  # "" where dwellings have none
        "dwelling_count": count(),
        "jobs_expected": number(),
        "hours": number(),  # of trades, without the walk-through
        "cost_nok": number(),  # in one go
        "cost_alone_nok": number(),  # the same jobs one by one
        "days": number(),  # working days from moved out to ready
        "waiting_days": number(),  # of them for parts and drying
        "lines_missing": count(),  # left out: something is not known
    },
    ["dwelling_type"],
)
TURNOVER_JOBS = schema(
    "turnover_jobs",
    {
        "dwelling_type": text(),
        "component_key": text(),
        "trade": words(Trade),
        "jobs_expected": number(),
        "hours": number(),
        "material_nok": number(),
        "waiting_days": number(),  # of one job
    },
    ["dwelling_type", "component_key", "trade"],
)


@dataclass(frozen=True, slots=True)
class Turnovers:
    """Both tables."""

    by_type: pd.DataFrame
    """`TURNOVERS`."""
    jobs: pd.DataFrame
    """`TURNOVER_JOBS`, what is most likely to be found first."""


@dataclass(frozen=True, slots=True)
class _Job:
    component_key: str
    trade: Trade
    number: float
    """Expected in one dwelling at one change."""
    event: EventCost
    waiting_days: float


def turnovers(
    lines: pd.DataFrame, catalog: Catalog, settings: Settings, repair_ease: pd.DataFrame
) -> Turnovers:
    """Change of resident in each type of dwelling, with the variants the lines have.

    Args:
        lines: `tables.LINES`; only those in dwellings are looked at.
        catalog: prices, rates of damage and of trades.
        settings: what is found at a change, and of events.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
    """
    ease = {str(r["variant_id"]): r for r in repair_ease.to_dict("records")}
    inside = lines[lines["location_class"] == str(LocationClass.DWELLING)]
    rows, job_rows = [], []
    for kind, group in inside.groupby("dwelling_type", sort=True):
        homes = int(group["dwelling_count"].max())
        if homes < 1:
            continue
        records = group.to_dict("records")
        found = [_jobs(line, homes, catalog, settings, ease) for line in records]
        jobs = [job for each in found if each is not None for job in each]
        rows.append(
            {"dwelling_type": str(kind), "dwelling_count": homes}
            | _package(jobs, catalog, settings)
            | {"lines_missing": sum(each is None for each in found)}
        )
        job_rows += _by_component(str(kind), jobs)
    return Turnovers(_table(TURNOVERS, rows), _table(TURNOVER_JOBS, job_rows))


def _jobs(
    line: dict[Any, Any], homes: int, catalog: Catalog, settings: Settings, ease: dict[str, Any]
) -> list[_Job] | None:
    """Repairs and total losses of one line in one dwelling; `None` where something is missing."""
    component = catalog.component_by_key[line["component_key"]]
    variant = catalog.variant_by_id[line["variant_id"]]
    rate = damage_rate(component, variant, UseIntensity(line["use_intensity"]), settings)
    amounts = (variant.price_nok, variant.install_hours, variant.disposal_nok, rate)
    if any(each is None for each in amounts) or pd.isna(line["quantity"]) or rate is None:
        return None
    row = ease[variant.variant_id]
    trade = Trade(row["repair_trade"])
    given = event_input(
        component, variant, Effects.of(row), catalog.rate_by_trade[trade],
        LocationClass.DWELLING, settings,
    )  # fmt: skip
    a_year = rate * exposure(component, float(line["quantity"]), int(line["place_count"]))
    number = a_year / homes * settings.turnover_found_share
    lost = 1.0 if given.part_fraction >= 1 else settings.total_loss_share
    jobs = []
    for share, whole in ((1.0 - lost, False), (lost, True)):
        if share * number > 0:
            event = repair_event(given, total_loss=whole)
            waiting = event.delay_days - event.hours / settings.workday_hours
            # a change is known beforehand: nobody waits for a decision
            waiting -= settings.administrative_delay_days
            jobs.append(_Job(component.component_key, trade, share * number, event, waiting))
    return jobs


def _package(jobs: Sequence[_Job], catalog: Catalog, settings: Settings) -> dict[str, float]:
    hours: dict[Trade, float] = {}
    called: dict[Trade, float] = {}
    cost = 0.0
    for job in jobs:
        event = job.event
        hours[job.trade] = hours.get(job.trade, 0.0) + job.number * event.hours
        called[job.trade] = called.get(job.trade, 0.0) + job.number
        cost += job.number * (event.material_nok + event.other_nok - event.temporary_nok)
    for trade, expected in called.items():
        rate = catalog.rate_by_trade[trade]
        needed = -math.expm1(-expected)
        work = hours[trade] * rate.hourly_rate_nok + needed * rate.call_out_nok
        cost += max(work, needed * rate.minimum_order_nok)
    waiting = expected_longest([(job.number, job.waiting_days) for job in jobs])
    busiest = max(hours.values(), default=0.0)
    days = (settings.turnover_check_hours + busiest) / settings.workday_hours + waiting
    return {
        "jobs_expected": sum(called.values()),
        "hours": sum(hours.values()),
        "cost_nok": cost,
        "cost_alone_nok": sum(job.number * job.event.cost_nok for job in jobs),
        "days": days,
        "waiting_days": waiting,
    }


def expected_longest(jobs: Sequence[tuple[float, float]]) -> float:
    """Expected longest wait among jobs that come by chance [days].

    Args:
        jobs: expected number (Poisson) and wait of each.

    Example:
        >>> round(expected_longest([(1e9, 3.0), (1e9, 10.0)]), 3)
        10.0
        >>> round(expected_longest([(0.5, 10.0)]), 3)  # there is one with 1 - exp(-0.5)
        3.935
    """
    longest, none_longer = 0.0, 1.0
    for expected, days in sorted(jobs, key=lambda job: -job[1]):
        none = math.exp(-expected)
        longest += none_longer * (1.0 - none) * max(0.0, days)
        none_longer *= none
    return longest


def _by_component(kind: str, jobs: Sequence[_Job]) -> list[dict[str, Any]]:
    found: dict[tuple[str, Trade], list[_Job]] = {}
    for job in jobs:
        found.setdefault((job.component_key, job.trade), []).append(job)
    rows = []
    for (key, trade), same in found.items():
        number = sum(job.number for job in same)
        rows.append(
            {
                "dwelling_type": kind,
                "component_key": key,
                "trade": str(trade),
                "jobs_expected": number,
                "hours": sum(job.number * job.event.hours for job in same),
                "material_nok": sum(job.number * job.event.material_nok for job in same),
                "waiting_days": sum(job.number * job.waiting_days for job in same) / number,
            }
        )
    return sorted(rows, key=lambda row: (-row["jobs_expected"], row["component_key"]))


def _table(schema_of: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(schema_of.columns))
    types = {name: str(column.dtype) for name, column in schema_of.columns.items()}
    return checked(schema_of, table.astype(types))
