"""Recurring work as a work schedule: one task for each job of the catalog (IFC4 and later)."""

from __future__ import annotations

import math

from robuild.exchange.jobs import Job, interval_said, jobs_of, name_of, repeats
from robuild.language import Texts
from robuild.plan_result import PlanResult
from robuild.tabular import safe_text
from robuild.writing_back.line_facts import LineFacts
from robuild.writing_back.line_sets import marked
from robuild.writing_back.members import Members, share_here
from robuild.writing_back.step import Ref, Statements, Value, Word, label
from robuild.writing_back.told import Enriched

_MINUTES = 60


def write_tasks(
    statements: Statements,
    result: PlanResult,
    facts: dict[str, LineFacts],
    members: Members,
    words: Texts,
    told: Enriched,
) -> Ref | None:
    """The schedule with its tasks; `None` where nothing in the file has recurring work."""
    rows = result.line_tasks[result.line_tasks["line_id"].isin(list(members.by_line))]
    tasks = []
    for job in jobs_of(result):
        own = rows[rows["task_id"] == job.task.task_id]
        here = {str(row["line_id"]): float(row["hours"]) for row in own.to_dict("records")}
        numbers = sorted(number for line_id in here for number in members.numbers(line_id))
        if not numbers:
            continue
        hours = math.fsum(
            each * share_here(facts[line_id].line, members.by_line[line_id])
            for line_id, each in here.items()
        )
        task = _task(statements, result, job, hours, words)
        statements.root(
            "IfcRelAssignsToProcess", job.task.task_id, Description=marked(),
            RelatedObjects=[Ref(number) for number in numbers], RelatingProcess=task,
        )  # fmt: skip
        tasks.append(task)
    if not tasks:
        return None
    told.tasks = len(tasks)
    begins = f"{result.settings.base_year}-01-01T00:00:00"
    schedule = statements.root(
        "IfcWorkSchedule",
        "maintenance",
        Name=words.get("enrich.work.schedule"),
        Description=marked(words.get("enrich.work.about")),
        Identification="robuild-maintenance",
        CreationDate=begins,  # year 0 of the plan: the same plan gives the same bytes
        StartTime=begins,
        PredefinedType=Word("PLANNED"),
    )
    statements.root(
        "IfcRelAssignsToControl", "maintenance", Description=marked(),
        RelatedObjects=tasks, RelatingControl=schedule,
    )  # fmt: skip
    return schedule


def _task(statements: Statements, result: PlanResult, job: Job, hours: float, words: Texts) -> Ref:
    component = result.catalog.component_by_key[job.task.component_key]
    about = [
        words.get("exchange.interval", interval=interval_said(words, job.interval_years)),
        words.get("exchange.who", trade=words.word("trade", job.task.trade)),
        *([words.get("wheel.statutory_yes")] if job.statutory else []),
    ]
    how = safe_text(" ".join(str(getattr(job.task, f"instruction_{words.language}")).split()))
    return statements.root(
        "IfcTask",
        job.task.task_id,
        Name=label(f"{name_of(component, words)}: {name_of(job.task, words)}"),
        Description=marked(", ".join(about)),
        Identification=label(job.task.task_id),
        LongDescription=how or None,
        IsMilestone=False,
        TaskTime=_time(statements, result, job, hours),
        PredefinedType=Word("MAINTENANCE"),
    )


def _time(statements: Statements, result: PlanResult, job: Job, hours: float) -> Ref:
    known: dict[str, Value] = {}
    if not math.isnan(hours):
        known["DurationType"] = Word("WORKTIME")
        known["ScheduleDuration"] = f"PT{max(1, round(hours * _MINUTES))}M"
    return statements.add(
        "IfcTaskTimeRecurring",
        DataOrigin=Word("PREDICTED"),
        ScheduleStart=f"{job.first_year}-{job.month:02d}-01T00:00:00",
        Recurrence=statements.add("IfcRecurrencePattern", **_pattern(result, job)),
        **known,
    )


def _pattern(result: PlanResult, job: Job) -> dict[str, Value]:
    frequency, number = repeats(job.interval_years)
    end = (result.settings.base_year or 0) + result.settings.period_years
    turns = int(max(0.0, end - job.first_year) / job.interval_years + 1e-9) + 1
    found: dict[str, Value] = {"Interval": number, "Occurrences": turns}
    if frequency == "yearly":
        kind, when = "YEARLY_BY_DAY_OF_MONTH", {"DayComponent": [1], "MonthComponent": [job.month]}
    elif frequency == "monthly":
        kind, when = "MONTHLY_BY_DAY_OF_MONTH", {"DayComponent": [1]}
    elif frequency == "weekly":
        kind, when = "WEEKLY", {"WeekdayComponent": [1]}
    else:
        kind, when = "DAILY", {}
    return {"RecurrenceType": Word(kind), **found, **when}
