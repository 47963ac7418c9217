"""Life histories of units: from lines with an age, and what was replaced while the log was kept."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from robuild.costing.discounting import FloatArray
from robuild.learning.counting import event_numbers, with_lines
from robuild.learning.lives import Histories
from robuild.terms.catalog import Catalog
from robuild.terms.vocabulary import Unit
from robuild.terms.work_log import DamageCause, KeptLog, LoggedAction, month_number


@dataclass(frozen=True, slots=True)
class VariantHistories:
    """Units of one variant; ages in years of ordinary use."""

    histories: Histories
    units: float
    units_of_unknown_age: float
    failures_without_age: float


def histories_by_variant(
    logs: Sequence[KeptLog], catalog: Catalog, in_use: dict[tuple[str, str], float]
) -> dict[str, VariantHistories]:
    """Histories of every variant that is somewhere; units are pieces, or places of surfaces.

    Args:
        logs: of one or several buildings.
        catalog: units of components.
        in_use: (component_key, use intensity) -> factor on wear life; ages are divided by it, so
            that all are ages of ordinary use.
    """
    rows: dict[str, list[tuple[FloatArray, FloatArray, np.ndarray, FloatArray]]] = {}
    lost: dict[str, np.ndarray] = {}
    for log in logs:
        lines = log.exposures.assign(
            units=_units(log.exposures, catalog),
            factor=[
                in_use[key]
                for key in zip(
                    log.exposures["component_key"], log.exposures["use_intensity"], strict=True
                )
            ],
        )
        whole = _whole(log, lines, catalog)
        for variant, mine in lines.groupby("variant_id", sort=True):
            found, tally = _of_variant(mine, whole[whole["variant_id"] == variant], log.years)
            rows.setdefault(str(variant), []).append(found)
            lost[str(variant)] = lost.get(str(variant), np.zeros(3)) + tally
    return {
        variant: VariantHistories(
            Histories(*(np.concatenate(part) for part in zip(*parts, strict=True))),
            *(float(number) for number in lost[variant]),
        )
        for variant, parts in rows.items()
    }


def _units(lines: pd.DataFrame, catalog: Catalog) -> pd.Series:
    pieces = {row.component_key for row in catalog.components if row.unit is Unit.PIECE}
    counted = lines["component_key"].isin(pieces)
    return lines["quantity"].where(counted, lines["place_count"].astype(float)).fillna(0.0)


def _whole(log: KeptLog, lines: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Units that were replaced whole: line, when [years into the log], by wear or not, number."""
    events = log.events[log.events["action"].eq(str(LoggedAction.WHOLE))]
    events = with_lines(events.assign(number=event_numbers(events, catalog)), lines)
    start = month_number(log.first_month)
    middle = [month_number(month) - start + 0.5 for month in events["month"]]
    return events.assign(
        years_in=np.array(middle, dtype=float) / 12.0,
        worn=events["cause"].eq(str(DamageCause.WEAR)),
    )


def _of_variant(
    lines: pd.DataFrame, whole: pd.DataFrame, years: float
) -> tuple[tuple[FloatArray, FloatArray, np.ndarray, FloatArray], np.ndarray]:
    """Histories of one variant in one building; units, of them of unknown age, failures unplaced.

    A unit replaced for another reason than wear was last seen then. What came in its place is seen
    from new. A failure on no known line is of the lines in proportion to their units.
    """
    known = lines[lines["age_years"].notna()]
    unknown = float(lines.loc[lines["age_years"].isna(), "units"].sum())
    age = known["age_years"].to_numpy(dtype=float)
    left = known["units"].to_numpy(dtype=float).copy()
    factor = known["factor"].to_numpy(dtype=float)
    place = {line: at for at, line in enumerate(known["line_id"])}
    entry, exit_, failed, units = [], [], [], []
    unplaced = 0.0
    for row in whole.to_dict("records"):
        spots = _spots(row, place, age, left)
        if spots is None:
            unplaced += float(row["number"]) if row["worn"] else 0.0
            continue
        for at, number in spots:
            start = age[at]
            end = start + row["years_in"]
            if not np.isnan(row["age_years"]):
                # the age somebody wrote down; it was there before the log if it is so old
                end = max(float(row["age_years"]), 0.02)
                start = max(0.0, end - row["years_in"])
            if np.isnan(row["age_years"]) or row["age_years"] >= row["years_in"]:
                left[at] -= number  # else it came while the log was kept
            entry += [start / factor[at], 0.0]
            exit_ += [end / factor[at], (years - row["years_in"]) / factor[at]]
            failed += [bool(row["worn"]), False]
            units += [number, number]
    stay = np.maximum(left, 0.0)
    return (
        (
            np.concatenate([np.array(entry, dtype=float), age / factor]),
            np.concatenate([np.array(exit_, dtype=float), (age + years) / factor]),
            np.concatenate([np.array(failed, dtype=bool), np.zeros(len(age), dtype=bool)]),
            np.concatenate([np.array(units, dtype=float), stay]),
        ),
        np.array([float(lines["units"].sum()), unknown, unplaced]),
    )


def _spots(
    row: Mapping[Hashable, Any], place: dict[str, int], age: FloatArray, left: FloatArray
) -> list[tuple[int, float]] | None:
    """Lines that the units of an event were on, and how many on each; `None`: nobody can tell."""
    number = float(row["number"])
    line = row["line_id"]
    if line in place:
        return [(place[line], number)]
    total = float(np.maximum(left, 0.0).sum())
    if isinstance(line, str) or total <= 0:
        return None  # its line has no known age, or nothing is left that it could be
    share = np.maximum(left, 0.0) / total
    return [(at, number * share[at]) for at in range(len(age)) if share[at] > 0]
