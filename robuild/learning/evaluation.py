"""What was assumed beside what happened, by building, component and variant; and what to change.

A number of events is called more or fewer than assumed when it lies outside the range that holds
with 90 % certainty had the assumption been right: chance alone makes years differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from robuild.learning.counting import GROUP, event_numbers, planned_tasks, with_lines
from robuild.learning.rates import LEVEL
from robuild.terms.catalog import Catalog
from robuild.terms.column_kinds import count, number, schema, text, words
from robuild.terms.tables import checked
from robuild.terms.work_log import KeptLog, LoggedAction, damage_events


class Verdict(StrEnum):
    """How what happened compares with what was assumed."""

    MORE = "more"
    FEWER = "fewer"
    AS_ASSUMED = "as_assumed"
    NOT_KNOWN = "not_known"


class Change(StrEnum):
    """What to look at before building more."""

    BREAKS_MORE = "breaks_more"
    LASTS_BETTER = "lasts_better"
    TAKES_LONGER = "takes_longer"
    WAITS_LONGER = "waits_longer"
    COSTS_MORE = "costs_more"


EVALUATION = schema(
    "evaluation",
    {
        "building": text(),
        "component_key": text(),
        "variant_id": text(nullable=True),  # null: nobody said which
        "events_expected": number(nullable=True),
        "events_low": number(nullable=True),  # 5 % and 95 % had the assumption been right
        "events_high": number(nullable=True),
        "events": number(),
        "whole_events": number(),
        "verdict": words(Verdict),
        "hours_expected": number(nullable=True),  # of one event
        "hours": number(nullable=True),  # mean of rows that say it
        "hours_rows": count(),
        "cost_expected_nok": number(nullable=True),
        "cost_nok": number(nullable=True),
        "cost_rows": count(),
        "days_expected": number(nullable=True),
        "days": number(nullable=True),
        "days_rows": count(),
        "extra_nok_per_year": number(None, nullable=True),  # beyond what was assumed
    },
    None,
)
CHANGES = schema(
    "changes_to_make",
    {
        "component_key": text(),
        "change": words(Change),
        "ratio": number(),  # happened over assumed
        "rows": number(),
        "extra_nok_per_year": number(None, nullable=True),
    },
    ["component_key", "change"],
)
FEWEST_ROWS = 3
"""Events or rows behind anything to change."""
FEWEST_FOR_MORE = 2
"""One event is chance, however rare it was thought to be."""
MUCH = 1.25
"""Happened over assumed: from here on it is worth saying."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Both tables."""

    table: pd.DataFrame
    """`EVALUATION`, building after building."""
    changes: pd.DataFrame
    """`CHANGES`, the dearest first."""


def evaluate(logs: Sequence[KeptLog], catalog: Catalog) -> Evaluation:
    """Assumed and actual events, hours, cost and days of every building.

    What was assumed stands in the logs, from the plan they were read against; a later catalog
    changes nothing.

    Args:
        logs: of one or several buildings.
        catalog: tells planned jobs from damage.
    """
    frames = [_of_building(log, catalog) for log in logs]
    table = pd.concat(frames) if frames else pd.DataFrame(columns=list(EVALUATION.columns))
    types = {name: str(column.dtype) for name, column in EVALUATION.columns.items()}
    table = checked(EVALUATION, table[list(EVALUATION.columns)].astype(types))
    table = table.reset_index(drop=True)
    return Evaluation(table, _changes(table))


def _of_building(log: KeptLog, catalog: Catalog) -> pd.DataFrame:
    from scipy.stats import poisson

    lines = log.exposures
    assumed = _assumed(lines, log.years)
    events = damage_events(log.events, planned_tasks(catalog))
    events = with_lines(events.assign(number=event_numbers(events, catalog)), lines)
    happened = _happened(events)
    table = assumed.join(happened, how="outer")
    for name in ("events", "whole_events", "hours_rows", "cost_rows", "days_rows"):
        table[name] = table[name].fillna(0)
    expected = table["events_expected"].to_numpy(dtype=float)
    tail = (1.0 - LEVEL) / 2.0
    table["events_low"] = poisson.ppf(tail, expected)
    table["events_high"] = poisson.ppf(1.0 - tail, expected)
    table["verdict"] = [
        str(_verdict(*cells))
        for cells in zip(table["events"], table["events_low"], table["events_high"], strict=True)
    ]
    known_cost = table["cost_nok"].where(table["cost_rows"] > 0, table["cost_expected_nok"])
    table["extra_nok_per_year"] = (
        table["events"] * known_cost - table["events_expected"] * table["cost_expected_nok"]
    ) / log.years
    table = table.reset_index()
    table["variant_id"] = table["variant_id"].replace("", None)
    return table.assign(building=log.building)


def _verdict(events: float, low: float, high: float) -> Verdict:
    if np.isnan(low):
        return Verdict.NOT_KNOWN
    if events > high:
        return Verdict.MORE if events >= FEWEST_FOR_MORE else Verdict.AS_ASSUMED
    return Verdict.FEWER if events < low else Verdict.AS_ASSUMED


def _assumed(lines: pd.DataFrame, years: float) -> pd.DataFrame:
    """By component and variant; what a line does not know, its variant does not."""
    rows = []
    for (key, variant), group in lines.groupby(GROUP[:2], sort=True):
        a_year = group["events_expected_per_year"].to_numpy(dtype=float)
        weight = a_year / a_year.sum() if a_year.sum() > 0 else np.full(len(a_year), np.nan)
        rows.append(
            {
                "component_key": key,
                "variant_id": variant,
                "events_expected": float(a_year.sum()) * years,
                "hours_expected": float(weight @ group["hours_per_event"]),
                "cost_expected_nok": float(weight @ group["cost_nok_per_event"]),
                "days_expected": float(weight @ group["days_per_event"]),
            }
        )
    names = ["component_key", "variant_id", "events_expected", "hours_expected",
             "cost_expected_nok", "days_expected"]  # fmt: skip
    return pd.DataFrame(rows, columns=names).set_index(GROUP[:2])


def _happened(events: pd.DataFrame) -> pd.DataFrame:
    """Of one event, where a row stands for several: hours and cost are of all of them."""
    each = events.assign(
        variant_id=events["variant_id"].fillna(""),
        hours=events["hours"] / events["number"],
        cost_nok=events["cost_nok"] / events["number"],
        whole=events["number"].where(events["action"].eq(str(LoggedAction.WHOLE)), 0.0),
    )
    return each.groupby(GROUP[:2]).agg(
        events=("number", "sum"),
        whole_events=("whole", "sum"),
        hours=("hours", "mean"),
        hours_rows=("hours", "count"),
        cost_nok=("cost_nok", "mean"),
        cost_rows=("cost_nok", "count"),
        days=("days", "mean"),
        days_rows=("days", "count"),
    )


def _changes(table: pd.DataFrame) -> pd.DataFrame:
    """Components whose figures are off in all buildings together, with reason enough to say so."""
    from scipy.stats import poisson

    tail = (1.0 - LEVEL) / 2.0
    rows = []
    for key, group in table.groupby("component_key", sort=True):
        extra = float(group["extra_nok_per_year"].sum())
        events, expected = float(group["events"].sum()), float(group["events_expected"].sum())
        if expected > 0 and group["events_expected"].notna().all():
            if events > poisson.ppf(1.0 - tail, expected) and events >= FEWEST_ROWS:
                rows.append((key, Change.BREAKS_MORE, events / expected, events, extra))
            elif events < poisson.ppf(tail, expected):
                rows.append((key, Change.LASTS_BETTER, events / expected, events, extra))
        for change, name, assumed in (
            (Change.TAKES_LONGER, "hours", "hours_expected"),
            (Change.COSTS_MORE, "cost", "cost_expected_nok"),
            (Change.WAITS_LONGER, "days", "days_expected"),
        ):
            seen = group[f"{name}_rows"].to_numpy(dtype=float)
            mean = group["cost_nok" if name == "cost" else name].to_numpy(dtype=float)
            before = group[assumed].to_numpy(dtype=float)
            there = (seen > 0) & (before > 0)
            if seen[there].sum() < FEWEST_ROWS:
                continue
            ratio = float((seen[there] @ (mean[there] / before[there])) / seen[there].sum())
            if ratio > MUCH:
                rows.append((key, change, ratio, float(seen[there].sum()), extra))
    found = pd.DataFrame(rows, columns=list(CHANGES.columns))
    types = {name: str(column.dtype) for name, column in CHANGES.columns.items()}
    found = found.astype(types).sort_values(
        ["extra_nok_per_year", "component_key", "change"], ascending=[False, True, True]
    )
    return checked(CHANGES, found.reset_index(drop=True))
