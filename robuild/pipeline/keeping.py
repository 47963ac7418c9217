"""A log read against the plan of its building, and kept for learning from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from robuild.learning import exposures_of
from robuild.logbook import Building, ReadLog, kept_log, read_logs, write_log_form
from robuild.pipeline.job import Job, Progress, silent
from robuild.pipeline.planning import plan
from robuild.plan_result import PlanResult
from robuild.terms.issues import Issue, Origin, Severity, input_error
from robuild.terms.vocabulary import Language
from robuild.terms.work_log import KeptLog, months_between

_LONGEST_MONTHS = 12 * 60


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of reading a log."""

    log: KeptLog
    read: ReadLog
    result: PlanResult
    period_said: bool
    """Whether somebody said when the log was kept, and not only its rows."""


def building_of(result: PlanResult) -> Building:
    """What logs of the building of a plan may be about."""
    settings = result.settings
    return Building.of(
        result.catalog,
        result.lines,
        result.line_of_component,
        result.inventory.components,
        settings.base_year or 0,
        settings.build_year or settings.installed_year,
    )


def write_form(result: PlanResult, path: Path, language: Language) -> None:
    """Write an empty log for the building of a plan.

    Raises:
        OutputError: the file could not be written.
    """
    write_log_form(path, building_of(result), language)


def keep(
    job: Job,
    logs: tuple[Path, ...],
    *,
    building: str,
    first_month: str | None = None,
    last_month: str | None = None,
    drop_notes: bool = False,
    progress: Progress = silent,
) -> Kept:
    """Read logs of one building against its plan.

    Args:
        job: the building; nothing is drawn.
        logs: files of people or of other systems.
        building: what to call it.
        first_month: in which the log began, as 2026-01; without it, the first month of a row.
        last_month: the last one of it; without it, that of the last row.
        drop_notes: use rows without their notes where a note may be about a person.
        progress: told of each stage.

    Raises:
        InputError: as `plan`; a file is no log of this building; no row can be used and nobody
            said when it was kept; months in the wrong order.
    """
    settings = job.settings.model_copy(update={"uncertainty_draws": 0})
    result = plan(replace(job, settings=settings), progress)
    progress("log", 0.0)
    read = read_logs(logs, building_of(result), drop_notes=drop_notes)
    first, last = _period(read, logs, first_month, last_month)
    _leave_out_others(read, first, last)
    exposures = exposures_of(
        result.lines, result.line_costs, result.catalog, result.settings, result.repair_ease, first
    )
    homes = result.inventory.components["dwelling_code"].nunique()
    homes = homes or int(result.lines["dwelling_count"].max()) if len(result.lines) else homes
    log = kept_log(
        read, exposures, building=building, first_month=first, last_month=last, dwellings=int(homes)
    )
    return Kept(log, read, result, first_month is not None and last_month is not None)


def _period(
    read: ReadLog, logs: tuple[Path, ...], first: str | None, last: str | None
) -> tuple[str, str]:
    months = sorted(read.table["month"])
    if not months and (first is None or last is None):
        raise input_error(
            "no_rows_used",
            f"none of {read.rows_read} rows can be used, and nobody said when the log was kept"
            + (f"; the first reason: {read.refused[0]}" if read.refused else "."),
            Origin(str(logs[0])),
            "Mend the rows, or say the months with --from and --to.",
        )
    if first is None or last is None:
        read.notes.append(
            Issue(
                Severity.WARNING, "period_assumed",
                f"nobody said when the log was kept; {first or months[0]} to {last or months[-1]} "
                "is taken from its rows, so quiet months at its ends are left out and rates look "
                "too high.",
                Origin(str(logs[0])), "Say it with --from 2026-01 --to 2026-12.",
            )
        )  # fmt: skip
    first, last = first or months[0], last or months[-1]
    if not 1 <= months_between(first, last) <= _LONGEST_MONTHS:
        raise input_error(
            "months_in_order", f"the log is from {first} to {last}; that is no time it was kept.",
            Origin(str(logs[0])), "Give --from before --to, at most 60 years apart.",
        )  # fmt: skip
    return first, last


def _leave_out_others(read: ReadLog, first: str, last: str) -> None:
    """Rows outside the months would be counted in no exposure."""
    outside = (read.table["month"] < first) | (read.table["month"] > last)
    for row in read.table[outside].to_dict("records"):
        file = str(row["file"])
        read.refused.append(
            Issue(
                Severity.ERROR, "outside_period",
                f"{row['month']} is outside {first} to {last}, when the log was kept.",
                Origin(file, "", int(row["row"]), read.month_headings.get(file, "month")),
                "Check the month, or say the months with --from and --to.",
                value=str(row["month"]),
            )
        )  # fmt: skip
    read.refused_rows += int(outside.sum())
    read.table = read.table[~outside].reset_index(drop=True)
