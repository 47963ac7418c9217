"""Job, Resource and Spare: what the catalog and the plan say of upkeep, for each type."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence
from typing import Any

from robuild.costing import first_replacement
from robuild.exchange.cobie.assets import Kind
from robuild.exchange.cobie.headers import LONGEST, LONGEST_IN_LIST, NA
from robuild.exchange.cobie.source import Row, Source, by_id
from robuild.exchange.cobie.wording import shown, unique_names, without_commas
from robuild.exchange.jobs import Job, jobs_of, name_of, repeats
from robuild.operations import Spare
from robuild.terms.catalog import Task
from robuild.terms.vocabulary import Criterion, TaskKind, Trade

_JOB_TYPES = {
    TaskKind.INSPECTION: "Inspection", TaskKind.CLEANING: "PM",
    TaskKind.PLANNED_MAINTENANCE: "PM", TaskKind.REPAIR: "Trouble",
    TaskKind.REPLACEMENT: "PM",
}  # fmt: skip
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_AS_REQUIRED: Row = {"TaskStartUnit": "as required", "FrequencyUnit": "as required"}
_NO_TOOLS = ("none", "not_feasible")


class Resources:
    """Trades and tools that jobs ask for, each once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows: dict[str, Row] = {}

    def labour(self, trade: Trade) -> str:
        """Name of a trade."""
        name = without_commas(self._source.words.word("trade", trade))
        return self._add(name, "Labor", "IfcLaborResource", str(trade))

    def tools(self, level: str | None) -> str:
        """Name of the tools that a level of criterion C5 stands for; empty where it is none."""
        if level is None or level in _NO_TOOLS:
            return ""
        rows = self._source.result.catalog.repair_levels
        found = next((r for r in rows if (r.criterion, r.level) == (Criterion.TOOLS, level)), None)
        if found is None:
            return ""
        name = without_commas(name_of(found, self._source.words))
        return self._add(name, "Tools", "IfcConstructionEquipmentResource", level)

    def _add(self, name: str, kind: str, entity: str, identifier: str) -> str:
        name = name[:LONGEST_IN_LIST].strip()
        self._rows.setdefault(
            name,
            {"Name": name, **self._source.made(), "Category": kind,
             **self._source.own(entity, identifier), "Description": name},
        )  # fmt: skip
        return name

    def rows(self) -> list[Row]:
        """Of the sheet, by kind and name."""
        return sorted(self._rows.values(), key=lambda r: (str(r["Category"]), str(r["Name"])))


def job_rows(kinds: Sequence[Kind], resources: Resources, source: Source) -> list[Row]:
    """Every task of the catalog for every type that it is of."""
    tasks: dict[str, list[Task]] = {}
    for task in source.result.catalog.tasks:
        tasks.setdefault(task.component_key, []).append(task)
    planned = {job.task.task_id: job for job in jobs_of(source.result)}
    order = list(TaskKind)
    rows = []
    for kind in kinds:
        mine = sorted(tasks.get(kind.component.component_key, []),
                      key=lambda t: (order.index(t.kind), t.task_id))  # fmt: skip
        number = 1
        for task in mine:
            parts = _job_rows(kind, task, number, planned.get(task.task_id), resources, source)
            rows += parts
            number += len(parts)
    names = [source.clean.short(str(row["Name"])) for row in rows]
    for row, name in zip(rows, unique_names(names), strict=True):
        row["Name"] = name
    return rows


def _job_rows(
    kind: Kind, task: Task, number: int, planned: Job | None, resources: Resources,
    source: Source,
) -> list[Row]:  # fmt: skip
    """A task; what does not fit in one text goes on in rows that come after it."""
    words = source.words
    told = str(getattr(task, f"instruction_{words.language}")) or name_of(task, words)
    minutes = _minutes(kind, task)
    names = [resources.labour(task.trade)]
    if task.kind in (TaskKind.REPAIR, TaskKind.REPLACEMENT):
        names.append(resources.tools(kind.variant.c5_tools))
    shared: Row = {
        "Name": f"{name_of(task, words)} - {kind.name}", **source.made(),
        "Category": _JOB_TYPES[task.kind], "Status": "Not Yet Started", "TypeName": kind.name,
        **source.own("IfcTask", task.task_id), "ResourceNames": ",".join(filter(None, names)),
        **_AS_REQUIRED,
    }  # fmt: skip
    first, *more = steps_of(source.clean.without_codes(shown(told)))
    rows = [
        shared | {"Description": first, "TaskNumber": number, "Duration": minutes,
                  "DurationUnit": NA if minutes is None else "minute"}
        | _turns(kind, task, planned, source)
    ]  # fmt: skip
    for further, text in enumerate(more, number + 1):
        rows.append(shared | {"Description": text, "TaskNumber": further, "Priors": further - 1})
    return rows


def steps_of(text: str) -> list[str]:
    """An instruction in parts of at most 255 letters, parted between its steps where it can be.

    >>> [len(part) for part in steps_of("1. " + "a" * 200 + " 2. " + "b" * 200)]
    [203, 203]
    """
    parts = [""]
    for step in re.split(r" (?=\d+\. )", text):
        for piece in [step] if len(step) <= LONGEST else textwrap.wrap(step, LONGEST):
            longer = f"{parts[-1]} {piece}".strip()
            if len(longer) <= LONGEST:
                parts[-1] = longer
            else:
                parts.append(piece)
    return parts


def _minutes(kind: Kind, task: Task) -> float | None:
    """Minutes of one turn for one component: recurring tasks go by its mean quantity."""
    if task.hours is None:
        return None
    hours = task.hours
    if task.interval_years is not None:
        hours *= kind.mean("quantity")
    return None if math.isnan(hours) else round(hours * 60.0, 1)


def _turns(kind: Kind, task: Task, planned: Job | None, source: Source) -> Row:
    if task.kind is TaskKind.REPLACEMENT:
        life = kind.mean("life_years")
        if math.isnan(life):
            return {}
        every, number = "yearly", round(life, 1)
        start = _first_replacement(kind, source)
    elif task.interval_years is None:  # repairs
        return {}
    else:
        every, number = repeats(task.interval_years)
        start = f"{planned.first_year}-{planned.month:02d}-01T00:00:00" if planned else NA
    unit = _UNITS[every]
    return {"Start": start, "TaskStartUnit": unit, "Frequency": number, "FrequencyUnit": unit}


def _first_replacement(kind: Kind, source: Source) -> str:
    """First of January of the year in which the first of a type is due; the plan has no month."""
    lines = by_id(source.result.lines, "line_id")
    lives = {each.line_id: each.life_years for each in kind.assets}
    due = [
        first_replacement(life, str(lines[line_id]["start_state"]))
        for line_id, life in lives.items()
        if not math.isnan(life)
    ]
    year = (source.result.settings.base_year or 0) + math.ceil(min(due) - 1e-9)
    return f"{year}-01-01T00:00:00"


def spare_rows(kinds: Sequence[Kind], source: Source) -> list[Row]:
    """Every spare part of the plan for every type of its variant."""
    by_variant: dict[str, list[Kind]] = {}
    for kind in kinds:
        by_variant.setdefault(kind.variant.variant_id, []).append(kind)
    rows = [
        _spare_row(kind, part, source)
        for part in source.result.operations.spares.parts.to_dict("records")
        for kind in by_variant.get(str(part["variant_id"]), [])
    ]
    rows.sort(key=lambda row: str(row["Name"]))
    for row, name in zip(rows, unique_names([str(r["Name"]) for r in rows]), strict=True):
        row["Name"] = name
    return rows


def _spare_row(kind: Kind, part: dict[Any, Any], source: Source) -> Row:
    words, whole = source.words, part["spare"] == str(Spare.WHOLE)
    told = words.get(
        "cobie.spare_told", keep=words.word("keep", part["keep"]), stock=int(part["stock"]),
        days=f"{float(part['lead_days']):g}", price=f"{float(part['unit_nok']):.2f}",
        currency=source.result.catalog.header.currency,
    )  # fmt: skip
    return {
        "Name": source.clean.short(f"{kind.name} - {words.word('spare', part['spare'])}"),
        **source.made(), "Category": "Spare" if whole else "Part", "TypeName": kind.name,
        **source.own("IfcConstructionProductResource", f"{part['variant_id']}/{part['spare']}"),
        "Description": source.clean.short(told),
        "PartNumber": source.clean(kind.key[4]) if whole else NA,
    }  # fmt: skip
