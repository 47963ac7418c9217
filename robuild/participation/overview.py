"""Participation in numbers, and the proof that no gate touched what residents decide."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.participation.evaluation import Participation
from robuild.terms.catalog import Catalog
from robuild.terms.vocabulary import DecideLevel, DoLevel


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of line × task; every level is there, also with 0."""

    rows: int
    do: dict[DoLevel, int]
    decide: dict[DecideLevel, int]
    held_by_unknown: int
    """Rows with something not known: filling it in may open them."""


def summary(participation: Participation) -> Overview:
    """Counts per do level and per decide level, for the summary sheet and the terminal."""
    table = participation.participation
    do = table["do_level"].value_counts()
    decide = table["decide_level"].value_counts()
    return Overview(
        rows=len(table),
        do={level: int(do.get(str(level), 0)) for level in DoLevel},
        decide={level: int(decide.get(str(level), 0)) for level in DecideLevel},
        held_by_unknown=int((table["unknown_count"] > 0).sum()),
    )


def dignity_breaches(participation: Participation, catalog: Catalog) -> pd.DataFrame:
    """Rows of `participation` whose decide level is not the task's own: must have none.

    The dignity rule: gates limit who does the work, never who decides.
    """
    table = participation.participation
    own = {task.task_id: str(task.decide_level) for task in catalog.tasks}
    return table[table["decide_level"] != table["task_id"].map(own)]
