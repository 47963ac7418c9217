"""Who may do what: models read and matched, nothing costed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.matching import group_lines
from robuild.participation import Overridden, Participation, evaluate, override_participation
from robuild.pipeline.finding import Findings, find
from robuild.pipeline.job import Job, Progress, silent
from robuild.plan_result import PlanResult
from robuild.terms.catalog import Catalog
from robuild.terms.inventory import ModelInventory
from robuild.terms.issues import Issue
from robuild.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class WhoMayDo:
    """Participation in every task on every line, and what it was judged by."""

    settings: Settings
    catalog: Catalog
    inventory: ModelInventory
    lines: pd.DataFrame
    """`tables.LINES`."""
    participation: Participation
    """After the owner's own word."""
    log: pd.DataFrame
    """`tables.PARTICIPATION_LOG`."""
    issues: tuple[Issue, ...]

    @classmethod
    def of(cls, result: PlanResult) -> WhoMayDo:
        """That part of a whole plan."""
        done = Participation(result.gates, result.participation)
        return cls(
            result.settings, result.catalog, result.inventory, result.lines, done,
            result.participation_log, result.issues,
        )  # fmt: skip


def who_may_do(job: Job, progress: Progress = silent) -> WhoMayDo:
    """Decide and do level of every task on every line of the models, with every reason.

    Raises:
        InputError: a model, the register, the catalog, the overrides or the settings cannot be
            used.
    """
    found = find(job, progress)
    lines, _ = lines_of(found)
    done = participation_of(job, found, lines)
    return WhoMayDo(
        found.settings, found.catalog, found.inventory, lines, done.participation, done.log,
        (*found.issues, *done.issues),
    )  # fmt: skip


def lines_of(found: Findings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tables.LINES` and `tables.LINE_OF_COMPONENT` of what was found."""
    return group_lines(
        found.inventory, found.matches, found.places, found.catalog, found.settings,
        (*found.overrides, *found.variants),
        found.not_modelled,
    )  # fmt: skip


def participation_of(job: Job, found: Findings, lines: pd.DataFrame) -> Overridden:
    """Participation of the lines, after the owner's own word."""
    return override_participation(
        evaluate(lines, found.catalog, found.settings),
        found.on_participation,
        str(job.participation_overrides or ""),
    )
