"""What the catalogue and the cards say of each task, in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from robuild.language import Texts, figure
from robuild.plan_result import PlanResult
from robuild.terms.catalog import Task
from robuild.terms.vocabulary import DoLevel, LocationClass, TaskKind

_STEP = re.compile(r"(?:^|\s)\d{1,2}\.\s+")
_ON_CARDS = (DoLevel.WITH, DoLevel.ALONE)
_TWO_LIFT = "G12"


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One task at one level, wherever it has that level."""

    task_id: str
    component_key: str
    component: str
    name: str
    do: DoLevel
    decide: str
    places: tuple[str, ...]
    reasons: tuple[str, ...]
    """Every gate that triggers anywhere here; then what skill, hours and tools alone allow."""
    hours: str
    steps: tuple[str, ...]
    people: int
    tools: str
    season: str
    where: str
    """Indoors, outdoors or not known."""

    @property
    def on_card(self) -> bool:
        """Whether residents do it, together or alone."""
        return self.do in _ON_CARDS


def task_entries(result: PlanResult, words: Texts) -> list[TaskEntry]:
    """Every task of the plan, sorted by component, task and level, highest level first."""
    tasks = {task.task_id: task for task in result.catalog.tasks}
    lines = {str(row["line_id"]): row for row in result.lines.to_dict("records")}
    gates: dict[tuple[str, str], list[str]] = {}
    for row in result.gates.to_dict("records"):
        gates.setdefault((row["line_id"], row["task_id"]), []).append(str(row["gate_id"]))
    groups: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in result.participation.to_dict("records"):
        groups.setdefault((row["task_id"], row["do_level"]), []).append(row)
    found = [
        _entry(result, words, tasks[task_id], DoLevel(level), rows, lines, gates)
        for (task_id, level), rows in groups.items()
    ]
    return sorted(found, key=lambda each: (each.component, each.name, -int(each.do[1])))


def _entry(
    result: PlanResult,
    words: Texts,
    task: Task,
    level: DoLevel,
    rows: Sequence[dict[Any, Any]],
    lines: dict[str, dict[Any, Any]],
    gates: dict[tuple[str, str], list[str]],
) -> TaskEntry:
    component = result.catalog.component_by_key[task.component_key]
    here = [lines[str(row["line_id"])] for row in rows]
    hit: dict[str, None] = {}
    for row in rows:
        hit |= dict.fromkeys(gates.get((row["line_id"], row["task_id"]), ()))
    base = min(str(row["base_do_level"]) for row in rows)
    reasons = [words.word("gate", f"{gate}.reason") for gate in sorted(hit, key=_gate_order)]
    single = task.kind in (TaskKind.REPAIR, TaskKind.REPLACEMENT)
    per = (
        words.get("word.per_event")
        if single
        else words.get("word.per_unit", unit=words.word("unit", component.unit))
    )
    hours = words.get("word.not_known")
    if task.hours is not None:
        number = figure(task.hours, words.language, 2).rstrip("0").rstrip(",.")
        hours = f"{number} {words.get('handout.hours')} {per}"
    return TaskEntry(
        task_id=task.task_id,
        component_key=task.component_key,
        component=str(getattr(component, f"name_{words.language}")),
        name=str(getattr(task, f"name_{words.language}")),
        do=level,
        decide=str(task.decide_level),
        places=tuple(sorted({place_words(line, words) for line in here})),
        reasons=(*reasons, words.word("base_rule", base)),
        hours=hours,
        steps=steps_of(str(getattr(task, f"instruction_{words.language}"))),
        people=2 if level is DoLevel.WITH or _TWO_LIFT in hit else 1,
        tools=_tools(task, words),
        season=_season(task, words),
        where=_where(here, words),
    )


def _gate_order(gate: str) -> tuple[int, str]:
    number = re.match(r"G(\d+)", gate)
    return (int(number.group(1)) if number else 99, gate)


def place_words(line: dict[Any, Any], words: Texts) -> str:
    """`bolig, 2-roms`, `fellesareal`."""
    location = words.word("location_class", line["location_class"])
    kind = str(line["dwelling_type"] or "")
    return f"{location}, {kind}" if kind else location


def steps_of(text: str) -> tuple[str, ...]:
    """Numbered steps of an instruction, without their numbers.

    Example:
        >>> steps_of("1. Wedge the door. 2. Tighten 3 screws. 3. Stop if one turns round.")
        ('Wedge the door.', 'Tighten 3 screws.', 'Stop if one turns round.')
    """
    parts = [part.strip() for part in _STEP.split(text) if part.strip()]
    return tuple(parts)


def _tools(task: Task, words: Texts) -> str:
    if task.power_tool_class is None:
        return words.get("word.not_known")
    return words.word("handout_tools", min(task.power_tool_class, 2))


def _season(task: Task, words: Texts) -> str:
    if task.kind in (TaskKind.REPAIR, TaskKind.REPLACEMENT):
        return words.get("season.when_needed")
    return words.get("season.any") if task.month is None else words.get(f"month.{task.month}")


def _where(lines: Sequence[dict[Any, Any]], words: Texts) -> str:
    places = {line["location_class"] for line in lines}
    if LocationClass.UNKNOWN in places:
        return words.get("outdoors.unknown")
    outdoors = LocationClass.EXTERIOR in places
    if outdoors and len(places) > 1:
        return f"{words.get('outdoors.no')}, {words.get('outdoors.yes')}"
    return words.get("outdoors.yes" if outdoors else "outdoors.no")
