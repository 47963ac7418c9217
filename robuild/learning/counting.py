"""What was seen, added up: events and exposure by component, variant and use intensity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from robuild.terms.catalog import Catalog
from robuild.terms.tables import checked
from robuild.terms.vocabulary import RateExposure, TaskKind, Unit
from robuild.terms.work_log import RATE_COUNTS, KeptLog, damage_events

GROUP = ["component_key", "variant_id", "use_intensity"]
_NOT_DAMAGE = {TaskKind.INSPECTION, TaskKind.CLEANING, TaskKind.PLANNED_MAINTENANCE,
               TaskKind.REPLACEMENT}  # fmt: skip


def planned_tasks(catalog: Catalog) -> list[str]:
    """Ids of tasks that a plan foresees; rows of a log about them are no damage."""
    return [task.task_id for task in catalog.tasks if task.kind in _NOT_DAMAGE]


def event_numbers(events: pd.DataFrame, catalog: Catalog) -> pd.Series:
    """How many events each row of `WORK_LOG` is: pieces where things are counted, else 1."""
    pieces = {row.component_key for row in catalog.components if row.unit is Unit.PIECE}
    counted = events["component_key"].isin(pieces) & events["quantity"].ge(1.0)
    return events["quantity"].where(counted, 1.0)


def counts_of(logs: Sequence[KeptLog], catalog: Catalog) -> tuple[pd.DataFrame, pd.Series]:
    """Counts that name a variant, and events that name none, by component.

    Lines whose exposure is not known are left out with all events of their component: the rate of
    what is only partly measured cannot be told.

    Args:
        logs: of one or several buildings.
        catalog: tells planned tasks from damage.

    Returns:
        `RATE_COUNTS`, and component_key -> events without a variant.
    """
    frames, loose = [], []
    for log in logs:
        lines = log.exposures
        unknown = set(lines.loc[lines["exposure_units"].isna(), "component_key"])
        lines = lines[~lines["component_key"].isin(unknown)]
        events = damage_events(log.events, planned_tasks(catalog))
        events = events[events["component_key"].isin(set(lines["component_key"]))]
        events = with_lines(events.assign(events=event_numbers(events, catalog)), lines)
        # an event whose line is not known is spread over the lines it may be of
        seen = lines.groupby(GROUP, as_index=False).agg(
            exposure_units=("exposure_units", "sum")
        ).merge(_dwellings(lines, log.dwellings), on=GROUP)  # fmt: skip
        seen["exposure_years"] = seen["exposure_units"] * log.years
        named = events[events["variant_id"].notna()]
        found = _by_group(named, seen)
        frames.append(seen.assign(events=found, building_count=1))
        loose.append(events[events["variant_id"].isna()].groupby("component_key")["events"].sum())
    return _added(frames, catalog), _sum(loose)


def with_lines(events: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Events with the variant and the use intensity of their line, where these follow."""
    by_line = lines.set_index("line_id")
    variant = events["line_id"].map(by_line["variant_id"]).astype("str")
    intensity = events["line_id"].map(by_line["use_intensity"]).astype("str")
    one = lines.groupby("component_key")["variant_id"].agg(["nunique", "first"])
    only = one.loc[one["nunique"] == 1, "first"]
    known = events["variant_id"].where(events["variant_id"].notna(), variant)
    known = known.where(known.notna(), events["component_key"].map(only).astype("str"))
    # a variant that the building does not have is none
    pairs = set(zip(lines["component_key"], lines["variant_id"], strict=True))
    there = [pair in pairs for pair in zip(events["component_key"], known, strict=True)]
    return events.assign(
        variant_id=known.where(pd.Series(there, index=events.index, dtype=bool)),
        use_intensity=intensity,
    )


def _by_group(events: pd.DataFrame, seen: pd.DataFrame) -> np.ndarray:
    """Events of each row of `seen`; those of no known intensity are shared out by exposure."""
    exact = events[events["use_intensity"].notna()]
    table = exact.groupby(GROUP)["events"].sum()
    keys = pd.MultiIndex.from_frame(seen[GROUP])
    found = table.reindex(keys, fill_value=0.0).to_numpy(dtype=float)
    rest = events[events["use_intensity"].isna()].groupby(GROUP[:2])["events"].sum()
    pair = pd.MultiIndex.from_frame(seen[GROUP[:2]])
    shares = seen["exposure_units"] / seen.groupby(GROUP[:2])["exposure_units"].transform("sum")
    over = rest.reindex(pair, fill_value=0.0).to_numpy(dtype=float)
    result: np.ndarray = found + over * shares.fillna(0.0).to_numpy(dtype=float)
    return result


def _dwellings(lines: pd.DataFrame, of_building: int) -> pd.DataFrame:
    """How many dwellings a group covers: what all share covers all of them."""
    inside = lines["location_class"].eq("dwelling")
    most = (
        lines.assign(homes=lines["dwelling_count"].where(inside, of_building))
        .groupby([*GROUP, "dwelling_type"])["homes"].max()
        .groupby(level=[0, 1, 2]).sum()
    )  # fmt: skip
    return most.clip(upper=of_building).rename("dwelling_count").reset_index()


def _added(frames: Sequence[pd.DataFrame], catalog: Catalog) -> pd.DataFrame:
    columns = list(RATE_COUNTS.columns)
    if not frames:
        table = pd.DataFrame({name: [] for name in columns})
    else:
        table = (
            pd.concat(frames)
            .groupby(GROUP, as_index=False)[
                ["exposure_years", "events", "dwelling_count", "building_count"]
            ]
            .sum()
        )
        per = {row.component_key: str(row.damage_rate_per) for row in catalog.components}
        table["exposure_per"] = table["component_key"].map(per)
        table = table[table["exposure_per"].notna()]
    types = {name: str(column.dtype) for name, column in RATE_COUNTS.columns.items()}
    return checked(RATE_COUNTS, table[columns].astype(types).reset_index(drop=True))


def _sum(series: Sequence[pd.Series]) -> pd.Series:
    if not series:
        return pd.Series([], dtype=float)
    added: pd.Series = pd.concat(series).groupby(level=0).sum()
    return added


def together(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several `RATE_COUNTS` added up.

    Raises:
        ValueError: the same component is counted per different things; says which.
    """
    table = pd.concat([each for each in tables if len(each)] or [tables[0]])
    per = table.groupby("component_key")["exposure_per"].nunique()
    if (per > 1).any():
        wrong = ", ".join(sorted(per[per > 1].index))
        raise ValueError(f"{wrong}: counted per different things")
    added = table.groupby([*GROUP, "exposure_per"], as_index=False)[
        ["exposure_years", "events", "dwelling_count", "building_count"]
    ].sum()
    return checked(RATE_COUNTS, added[list(RATE_COUNTS.columns)])


EXPOSURE_WORD = {
    RateExposure.PIECE: "piece-years",
    RateExposure.DWELLING: "dwelling-years",
    RateExposure.PER_100_M2: "100 m² × years",
    RateExposure.PER_100_M: "100 m × years",
}
