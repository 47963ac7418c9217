"""Next year's plan: the same building, with what a log says was replaced, and what still waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from robuild.learning import planned_tasks
from robuild.operations import (
    Rolled,
    RolledOn,
    backlog,
    overdue_replacements,
    roll_units,
    task_backlog,
)
from robuild.pipeline.finding import Findings, find
from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.learning_from import read_kept
from robuild.pipeline.participating import lines_of
from robuild.pipeline.planning import plan_of
from robuild.plan_result import PlanResult
from robuild.terms.issues import Issue, Origin, Severity, input_error
from robuild.terms.rolling_tables import UNITS
from robuild.terms.room_tables import NOT_MODELLED
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import ProjectKind, Unit
from robuild.terms.work_log import KeptLog

_LAST_MONTH = 12


def roll(
    job: Job, logs: Sequence[Path], to_year: int | None = None, progress: Progress = silent
) -> PlanResult:
    """The plan of a later year.

    Args:
        job: as for the first plan; its base year is the one that everything is rolled from.
        logs: kept logs of the building, all since the first plan.
        to_year: year 0 of the new plan; without it, the last year that the logs cover whole.
        progress: told of each stage.

    Raises:
        InputError: as `find`; a file is no kept log; the year is not after the base year.
    """
    kept, counts = read_kept(logs, one_building=True)
    if counts:
        raise input_error(
            "not_kept", "counts of others do not say what was done in this building.",
            hint="Give the kept logs of this building: robuild log MODEL LOG -o KEPT.json",
        )  # fmt: skip
    found = find(job, progress)
    first = found.settings.base_year or 0
    year = _year_of(kept, first, to_year)
    events = _events(kept)
    settings = rolled_settings(found.settings, year)
    units = units_of(found)
    rolled = roll_units(units, events, planned_tasks(found.catalog))
    result = plan_of(job, rolled_findings(found, rolled, settings), progress)
    since = settings.tasks_from_year or first
    jobs = task_backlog(result.lines, result.line_tasks, events, found.catalog, since, year)
    waits = backlog([jobs, overdue_replacements(result.lines, result.line_costs, year)])
    return replace(
        result,
        rolled=RolledOn(first, year, rolled.done, rolled.repairs, waits),
        issues=(*result.issues, *_notes(units, kept, first)),
    )


def _events(kept: Sequence[KeptLog]) -> pd.DataFrame:
    """Rows of all logs; one that stands in two of them counts once."""
    table = pd.concat([log.events for log in kept], ignore_index=True)
    return table.drop_duplicates("log_id", keep="last").reset_index(drop=True)


def _year_of(kept: Sequence[KeptLog], first: int, to_year: int | None) -> int:
    last = max(log.last_month for log in kept)
    whole = int(last[:4]) if int(last[5:]) == _LAST_MONTH else int(last[:4]) - 1
    year = whole if to_year is None else to_year
    if year <= first:
        told = f"the logs are whole to {whole}" if to_year is None else f"asked for is {to_year}"
        raise input_error(
            "nothing_to_roll",
            f"the first plan has year 0 in {first}, and {told}: there is no year to roll on.",
            hint="Give a log that goes on to December of a later year, or say --to-year.",
        )
    return year


def rolled_settings(settings: Settings, year: int) -> Settings:
    """Settings of the plan some years on; prices and rates stay, turns of jobs go on.

    Args:
        settings: with base, opening and price year resolved.
        year: the new year 0.
    """
    changed: dict[str, object] = {"base_year": year, "project_kind": ProjectKind.EXISTING}
    if settings.project_kind is ProjectKind.NEW and settings.installed_year is None:
        changed["installed_year"] = settings.base_year
    if settings.tasks_from_year is None:
        changed["tasks_from_year"] = settings.base_year
    return settings.model_copy(update=changed)


def units_of(found: Findings) -> pd.DataFrame:
    """`UNITS` of what was found: components on lines, and what room templates add."""
    lines, of = lines_of(found)
    variants = dict(zip(lines["line_id"], lines["variant_id"], strict=True))
    keys = dict(zip(lines["line_id"], lines["component_key"], strict=True))
    shown = ["component_id", "dwelling_code", "installed_year", "condition_grade"]
    modelled = found.inventory.components[shown].assign(divisible=False)
    added = found.not_modelled.rename(columns={"addition_id": "component_id"})
    added = added[["component_id", "dwelling_code", "installed_year"]]
    added = added.assign(condition_grade=None, divisible=True)
    added["condition_grade"] = added["condition_grade"].astype("str")
    table = of[["component_id", "line_id", "quantity"]].merge(
        pd.concat([modelled, added], ignore_index=True), on="component_id", validate="one_to_one"
    )
    counted = {row.component_key for row in found.catalog.components if row.unit is Unit.PIECE}
    table["component_key"] = table["line_id"].map(keys).astype("str")
    table["variant_id"] = table["line_id"].map(variants).astype("str")
    table["counted"] = table["component_key"].isin(counted)
    table["divisible"] = table["divisible"].astype(bool) & table["counted"]
    table["installed_year"] = table["installed_year"].astype(float)
    year = found.settings.base_year if found.settings.project_kind is ProjectKind.NEW else None
    known = found.settings.installed_year or year
    if known is not None:
        table["installed_year"] = table["installed_year"].fillna(float(known))
    table = table.rename(columns={"component_id": "unit_id"}).assign(
        origin_id=lambda each: each["unit_id"]
    )
    return checked(UNITS, table[list(UNITS.columns)].reset_index(drop=True))


def rolled_findings(found: Findings, rolled: Rolled, settings: Settings) -> Findings:
    """What was found, with the years and grades of the units some years on."""
    units = rolled.units.set_index("unit_id")
    components = found.inventory.components.copy()
    mine = components["component_id"].isin(units.index)
    ids = components.loc[mine, "component_id"]
    for name in ("installed_year", "condition_grade"):
        components.loc[mine, name] = units.loc[ids, name].to_numpy()
    return replace(
        found,
        settings=settings,
        inventory=replace(found.inventory, components=components),
        not_modelled=_additions(found.not_modelled, rolled.units),
    )


def _additions(not_modelled: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Rows of room templates, divided where some of their pieces are newer than others."""
    mine = units[["unit_id", "origin_id", "quantity", "installed_year"]]
    mine = mine[mine["origin_id"].isin(set(not_modelled["addition_id"]))]
    rest = not_modelled.drop(columns=["quantity", "installed_year"])
    table = mine.merge(rest, left_on="origin_id", right_on="addition_id").assign(
        addition_id=lambda each: each["unit_id"]
    )
    left = not_modelled[~not_modelled["addition_id"].isin(set(mine["origin_id"]))]
    table = pd.concat([table[list(NOT_MODELLED.columns)], left], ignore_index=True)
    return checked(NOT_MODELLED, table.sort_values("addition_id", ignore_index=True))


def _notes(units: pd.DataFrame, kept: Sequence[KeptLog], first: int) -> list[Issue]:
    found = []
    graded = int(units["condition_grade"].notna().sum())
    if graded:
        found.append(
            Issue(
                Severity.INFO, "grades_from_before",
                f"{graded} components carry a condition grade from before {first + 1}; it stands "
                "until somebody has looked again.",
                Origin("", "register"), "Grade them anew in the Register sheet.", graded,
            )
        )  # fmt: skip
    began = min(log.first_month for log in kept)
    if int(began[:4]) > first + 1:
        found.append(
            Issue(
                Severity.WARNING, "log_begins_late",
                f"the logs begin in {began}, but the plan is rolled from {first}: what was "
                "replaced before counts as old.",
                Origin(), "Give the logs of the years between too.",
            )
        )  # fmt: skip
    return found
