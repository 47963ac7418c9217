"""Rows of the plan as people read them: what is alike every year stands once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from robuild.workbook.page import is_missing

_AMOUNTS = ("quantity", "events", "hours", "real_cost_nok")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the sheet."""

    line_id: str
    kind: str
    task_id: str | None
    trade: str
    year: int | None
    """`None`: the same every year."""
    calendar_year: int | None
    quantity: float
    events: float
    hours: float
    real_cost_nok: float
    peak: bool


def plan_rows(plan: pd.DataFrame) -> list[PlanRow]:
    """Rows by year, those of every year first; together they cost what the table costs."""
    years = set(plan["year"]) - {0}  # year 0 holds only what is replaced at once
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for record in plan.to_dict("records"):
        row = {str(key): value for key, value in record.items()}
        task = None if is_missing(row["task_id"]) else str(row["task_id"])
        groups.setdefault((row["line_id"], row["kind"], task, row["trade"]), []).append(row)
    yearly, dated = [], []
    for (line_id, kind, task, trade), rows in groups.items():
        if len(years) > 1 and _same_every_year(rows, years):
            amounts = {key: rows[0][key] for key in _AMOUNTS}
            yearly.append(PlanRow(line_id, kind, task, trade, None, None, **amounts, peak=False))
            continue
        dated += [
            PlanRow(
                line_id, kind, task, trade, row["year"], row["calendar_year"],
                **{key: row[key] for key in _AMOUNTS}, peak=bool(row["peak"]),
            )
            for row in rows
        ]  # fmt: skip
    dated.sort(key=lambda row: row.year or 0)
    return dated + yearly


def _same_every_year(rows: list[dict[str, Any]], years: set[int]) -> bool:
    if len(rows) != len(years) or {row["year"] for row in rows} != years:
        return False
    return all(
        math.isclose(row[key], rows[0][key], rel_tol=1e-12, abs_tol=0.0)
        or (is_missing(row[key]) and is_missing(rows[0][key]))
        for row in rows
        for key in _AMOUNTS
    )
