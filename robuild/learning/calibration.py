"""From logs to what is held now: one row for each number that a log says something of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from robuild.costing import (
    Effects,
    damage_rate,
    event_input,
    in_use_factor,
    shape_behind,
    weibull_shape,
)
from robuild.costing.events import intensity_factor
from robuild.learning.counting import (
    counts_of,
    event_numbers,
    planned_tasks,
    together,
    with_lines,
)
from robuild.learning.credibility import Credible, credible_ratios
from robuild.learning.histories import VariantHistories, histories_by_variant
from robuild.learning.lives import Life, expected_failures, learn_life
from robuild.learning.rates import Belief, learn_factors
from robuild.repair_ease import rate_variants, repair_event
from robuild.terms.catalog import Catalog, Component
from robuild.terms.column_kinds import number, schema, text, words
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import LocationClass, Trade, UseIntensity
from robuild.terms.work_log import KeptLog, LoggedAction, damage_events


class Learned(StrEnum):
    """What sort of number."""

    DAMAGE_RATE = "damage_rate"
    VARIANT_FACTOR = "variant_factor"
    SERVICE_LIFE = "service_life"
    REPAIR_HOURS = "repair_hours"
    LEAD_TIME = "lead_time"


class NotLearned(StrEnum):
    """Why the log leaves a number as it was."""

    NO_RATE = "no_rate"
    """The catalog has no rate above 0 to start from."""
    EXPOSURE_UNKNOWN = "exposure_unknown"
    NOT_IN_BUILDING = "not_in_building"
    AGE_UNKNOWN = "age_unknown"
    FIXED_LIFE = "fixed_life"
    NONE_LOGGED = "none_logged"
    """None was replaced worn though some should have been: planned jobs may be kept elsewhere."""


_ENOUGH_EXPECTED, _LEAST_LOGGED_SHARE = 3.0, 1 / 3
"""With 3 expected, none at all has a chance of 5 %."""
LEARNED = schema(
    "learned",
    {
        "what": words(Learned),
        "component_key": text(),
        "variant_id": text(nullable=True),
        "unit": text(),
        "prior": number(nullable=True),
        "observed": number(nullable=True),
        "posterior": number(nullable=True),
        "low": number(nullable=True),  # 5 %
        "high": number(nullable=True),  # 95 %
        "weight_share": number(nullable=True),  # of the data in the posterior
        "shape": number(nullable=True),  # gamma shape of a rate, Weibull shape of a life
        "events": number(),
        "expected_events": number(nullable=True),
        "exposure_years": number(nullable=True),
        "exposure_per": text(nullable=True),
        "dwelling_years": number(nullable=True),
        "not_learned": words(NotLearned, nullable=True),
    },
    None,
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What logs say, and what lies behind it."""

    learned: pd.DataFrame
    """`LEARNED`."""
    counts: pd.DataFrame
    """`RATE_COUNTS` of the logs alone, without what others gave."""
    all_counts: pd.DataFrame
    """With them."""


def calibrate(
    catalog: Catalog,
    settings: Settings,
    logs: Sequence[KeptLog],
    given: Sequence[pd.DataFrame] = (),
) -> Calibration:
    """What is held of rates, lives, hours and lead times after some logs.

    Args:
        catalog: what was held before; the start of every number.
        settings: spreads and factors.
        logs: of one or several buildings, over any time.
        given: `RATE_COUNTS` of others.

    Raises:
        ValueError: counts of others are per another thing than the catalog's rates; says which.
    """
    own, loose = counts_of(logs, catalog)
    everything = together([own, *given])
    rows = [
        *_rates(catalog, settings, logs, everything, loose),
        *_lives(catalog, settings, logs),
        *_hours_and_lead_times(catalog, settings, logs),
    ]
    table = pd.DataFrame(rows, columns=list(LEARNED.columns))
    types = {name: str(column.dtype) for name, column in LEARNED.columns.items()}
    learned = checked(LEARNED, table.astype(types).reset_index(drop=True))
    return Calibration(learned, own, everything)


def _rates(
    catalog: Catalog,
    settings: Settings,
    logs: Sequence[KeptLog],
    counts: pd.DataFrame,
    loose: pd.Series,
) -> list[dict[str, Any]]:
    rows = []
    years = _dwelling_years(logs)
    for key, group in counts.groupby("component_key", sort=True):
        component = catalog.component_by_key.get(str(key))
        if component is not None:
            rows += _rate_rows(component, catalog, settings, group, loose.get(key, 0.0), years)
    seen = set(counts["component_key"])
    for key, (number_of, why) in sorted(_not_counted(logs, catalog, seen).items()):
        rows.append(
            {"what": Learned.DAMAGE_RATE, "component_key": key, "unit": "1/year",
             "events": number_of, "not_learned": why}
        )  # fmt: skip
    return rows


def _rate_rows(
    component: Component,
    catalog: Catalog,
    settings: Settings,
    counts: pd.DataFrame,
    loose: float,
    dwelling_years: float,
) -> list[dict[str, Any]]:
    expected: dict[str, float] = {}
    events: dict[str, float] = {}
    for row in counts.to_dict("records"):
        variant = catalog.variant_by_id.get(str(row["variant_id"]))
        intensity = UseIntensity(row["use_intensity"])
        rate = damage_rate(component, variant, intensity, settings) if variant else None
        if variant is None or rate is None:
            continue
        expected[variant.variant_id] = (
            expected.get(variant.variant_id, 0.0) + rate * row["exposure_years"]
        )
        events[variant.variant_id] = events.get(variant.variant_id, 0.0) + row["events"]
    all_events, all_expected = sum(events.values()) + loose, sum(expected.values())
    exposure = float(counts["exposure_years"].sum())
    base = {
        "what": Learned.DAMAGE_RATE, "component_key": component.component_key, "unit": "1/year",
        "events": all_events, "expected_events": all_expected, "exposure_years": exposure,
        "exposure_per": str(component.damage_rate_per), "dwelling_years": dwelling_years,
    }  # fmt: skip
    if all_expected <= 0:
        why = NotLearned.NO_RATE if exposure > 0 else NotLearned.EXPOSURE_UNKNOWN
        return [base | {"not_learned": why}] if all_events or exposure else []
    shape = shape_behind(component.damage_rate_events, settings.spread_damage)
    factors = learn_factors(shape, expected, events, loose)
    prior = all_expected / exposure
    rows = [base | _belief(factors.component, prior, prior * all_events / all_expected)
            | {"shape": shape + all_events}]  # fmt: skip
    for variant_id, belief in factors.variants.items():
        before = catalog.variant_by_id[variant_id].damage_rate_factor
        seen = events.get(variant_id, 0.0) / expected[variant_id] * before
        rows.append(
            base
            | {"what": Learned.VARIANT_FACTOR, "variant_id": variant_id, "unit": "factor",
               "events": events.get(variant_id, 0.0), "expected_events": expected[variant_id]}
            | _belief(belief, before, seen)
        )  # fmt: skip
    return rows


def _belief(belief: Belief, prior: float, observed: float) -> dict[str, float]:
    return {
        "prior": prior,
        "observed": observed,
        "posterior": prior * belief.mean,
        "low": prior * belief.low,
        "high": prior * belief.high,
        "weight_share": belief.weight_share,
    }


def _not_counted(
    logs: Sequence[KeptLog], catalog: Catalog, seen: set[str]
) -> dict[str, tuple[float, NotLearned]]:
    """component_key -> events that no exposure belongs to, and why."""
    found: dict[str, tuple[float, NotLearned]] = {}
    for log in logs:
        there = set(log.exposures["component_key"])
        events = damage_events(log.events, planned_tasks(catalog))
        numbers = event_numbers(events, catalog).groupby(events["component_key"]).sum()
        for key, events_of in numbers.items():
            if key in seen and key in there:
                continue
            why = NotLearned.EXPOSURE_UNKNOWN if key in there else NotLearned.NOT_IN_BUILDING
            before = found.get(str(key), (0.0, why))[0]
            found[str(key)] = (before + float(events_of), why)
    return {key: each for key, each in found.items() if key not in seen}


def _lives(catalog: Catalog, settings: Settings, logs: Sequence[KeptLog]) -> list[dict[str, Any]]:
    in_use = {
        (row.component_key, str(intensity)): in_use_factor(
            intensity_factor(intensity, settings), row.intensity_sensitivity_share
        )
        for row in catalog.components
        for intensity in UseIntensity
    }
    found: list[tuple[dict[str, Any], VariantHistories, float, float]] = []
    rows = []
    for variant_id, seen in histories_by_variant(logs, catalog, in_use).items():
        variant = catalog.variant_by_id.get(variant_id)
        typical = variant.service_life_typical_years if variant else None
        if variant is None or typical is None or seen.units <= 0:
            continue
        base = {
            "what": Learned.SERVICE_LIFE, "component_key": variant.component_key,
            "variant_id": variant_id, "unit": "years", "prior": typical,
            "events": seen.histories.failures + seen.failures_without_age,
            "dwelling_years": _dwelling_years(logs),
        }  # fmt: skip
        shape = weibull_shape(variant.service_life_low_years, variant.service_life_high_years)
        if math.isinf(shape):
            rows.append(base | {"not_learned": NotLearned.FIXED_LIFE})
        elif seen.units_of_unknown_age > 0 or seen.failures_without_age > 0:
            # survivors of unknown age left out would make every life look short
            rows.append(base | {"not_learned": NotLearned.AGE_UNKNOWN})
        else:
            found.append((base, seen, typical, shape))
    logged = _logged([each[1:] for each in found])
    for is_logged, (base, seen, typical, shape) in zip(logged, found, strict=True):
        rows.append(
            base | _life_cells(seen, learn_life(seen.histories, typical, shape))
            if is_logged
            else base | {"not_learned": NotLearned.NONE_LOGGED}
        )
    return rows


def _logged(found: Sequence[tuple[VariantHistories, float, float]]) -> list[bool]:
    """Whether silence about a variant means that nothing wore out.

    A log of damage alone says nothing of filters changed by plan: read as survival, its silence
    would make every life long.
    """
    expected = np.array([expected_failures(seen.histories, *prior) for seen, *prior in found])
    failures = np.array([seen.histories.failures for seen, *_ in found])
    silent = (failures == 0) & (expected >= _ENOUGH_EXPECTED)
    rest = ~silent
    thin = expected[rest].sum() >= _ENOUGH_EXPECTED
    thin = thin and failures[rest].sum() < _LEAST_LOGGED_SHARE * expected[rest].sum()
    return [bool(each) for each in (failures > 0) | (rest & (not thin))]


def _life_cells(seen: VariantHistories, life: Life) -> dict[str, Any]:
    worn = seen.histories.units * (seen.histories.exit_years - seen.histories.entry_years)
    return {
        "posterior": life.median_years,
        "low": life.median_low_years,
        "high": life.median_high_years,
        "weight_share": life.weight_share,
        "shape": life.shape,
        "exposure_years": float(worn.sum()),
        "exposure_per": "unit",
    }


def _hours_and_lead_times(
    catalog: Catalog, settings: Settings, logs: Sequence[KeptLog]
) -> list[dict[str, Any]]:
    """Repairs that say how long they took, against what the variant's levels say."""
    ease = {str(r["variant_id"]): r for r in rate_variants(catalog, settings).to_dict("records")}
    hours: dict[str, list[float]] = {}
    leads: dict[str, list[float]] = {}
    cache: dict[str, tuple[float, float, float]] = {}
    for log in logs:
        events = damage_events(log.events, planned_tasks(catalog))
        events = events[events["action"].ne(str(LoggedAction.WHOLE))]
        events = with_lines(events.assign(number=event_numbers(events, catalog)), log.exposures)
        events = events[events["variant_id"].isin(list(catalog.variant_by_id))]
        for row in _plain(events[["variant_id", "action", "number", "hours", "days"]]):
            variant = str(row["variant_id"])
            if variant not in cache:
                cache[variant] = _expected(variant, catalog, settings, ease)
            each, lead, fixed = cache[variant]
            if not math.isnan(row["hours"]) and each > 0:
                hours.setdefault(variant, []).append(row["hours"] / row["number"] / each)
            waits = row["action"] == str(LoggedAction.PART) and lead > 0
            if waits and not math.isnan(row["days"]):
                leads.setdefault(variant, []).append(max(0.0, row["days"] - fixed) / lead)
    years = _dwelling_years(logs)
    rows = _credible_rows(Learned.REPAIR_HOURS, hours, catalog, cache, years)
    return rows + _credible_rows(Learned.LEAD_TIME, leads, catalog, cache, years)


def _plain(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows one after another; lists, because single cells of a frame are slow."""
    columns = [table[name].tolist() for name in table]
    for cells in zip(*columns, strict=True):
        yield dict(zip(table.columns, cells, strict=True))


def _expected(
    variant_id: str, catalog: Catalog, settings: Settings, ease: dict[str, Any]
) -> tuple[float, float, float]:
    """Hours of a repair, lead days of a part, and days that are neither."""
    variant = catalog.variant_by_id[variant_id]
    row = ease[variant_id]
    given = event_input(
        catalog.component_by_key[variant.component_key], variant, Effects.of(row),
        catalog.rate_by_trade[Trade(row["repair_trade"])], LocationClass.DWELLING, settings,
    )  # fmt: skip
    event = repair_event(given)
    return event.hours, given.lead_days, event.delay_days - given.lead_days


def _credible_rows(
    what: Learned,
    ratios: dict[str, list[float]],
    catalog: Catalog,
    expected: dict[str, tuple[float, float, float]],
    dwelling_years: float,
) -> list[dict[str, Any]]:
    rows = []
    for variant_id, found in sorted(credible_ratios(ratios).items()):
        prior = expected[variant_id][0 if what is Learned.REPAIR_HOURS else 1]
        rows.append(
            {"what": what, "component_key": catalog.variant_by_id[variant_id].component_key,
             "variant_id": variant_id,
             "unit": "hours" if what is Learned.REPAIR_HOURS else "days",
             "dwelling_years": dwelling_years}
            | _credible_cells(found, prior)
        )  # fmt: skip
    return rows


def _credible_cells(found: Credible, prior: float) -> dict[str, Any]:
    return {
        "prior": prior,
        "observed": prior * found.observed,
        "posterior": prior * found.ratio,
        "low": prior * found.low,
        "high": prior * found.high,
        "weight_share": found.weight_share,
        "events": float(found.rows),
    }


def _dwelling_years(logs: Sequence[KeptLog]) -> float:
    return sum(log.dwellings * log.years for log in logs)
