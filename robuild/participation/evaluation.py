"""Lines × tasks -> decide and do levels, and every gate that triggers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from robuild.participation.base_rule import base_do_level
from robuild.participation.facts import Facts, LineFacts, facts_of
from robuild.participation.gates import GATE_RULES, caps_of
from robuild.participation.tenancy import tenancy_duty
from robuild.terms.catalog import Catalog, Task
from robuild.terms.settings import Settings
from robuild.terms.tables import GATES, PARTICIPATION, checked
from robuild.terms.vocabulary import DoLevel, LocationClass


@dataclass(frozen=True, slots=True)
class Participation:
    """Who may take part in which work."""

    gates: pd.DataFrame
    """`tables.GATES`, a row per gate that triggers. Where several attributes trigger one gate,
    `attribute` and `value` hold them all, `; ` between, in the same order."""
    participation: pd.DataFrame
    """`tables.PARTICIPATION`, a row per line × task of its component, in the order of both."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A gate that triggered."""

    gate_id: str
    cap: DoLevel
    absolute: bool
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of one set of facts."""

    base: DoLevel
    do: DoLevel
    hits: tuple[Hit, ...]
    unknown_count: int


_COLUMNS = (
    *("line_id", "component_key", "variant_id"),
    *("location_class", "fire", "separating", "security"),
)


def evaluate(lines: pd.DataFrame, catalog: Catalog, settings: Settings) -> Participation:
    """Decide and do level of every task on every line (conventions §6).

    `do = min(base rule, cap of every gate that triggers)`. A gate that allows W3 is listed and
    raises nothing. `decide_level` is the task's own: no gate touches it.

    Args:
        lines: `tables.LINES`.
        catalog: tasks, variants, repair levels and tunable gates.
        settings: of these only `build_year` is read; `None` counts as before 1985.

    Raises:
        KeyError: a line's variant is not in the catalog; an internal fault.
    """
    caps = caps_of(catalog)
    values = {(row.criterion, row.level): row.value for row in catalog.repair_levels}
    tasks = _tasks_by_component(catalog)
    known: dict[tuple[str, str, LineFacts], Outcome] = {}
    rows: list[tuple[object, ...]] = []
    gate_rows: list[tuple[object, ...]] = []
    for line_id, component_key, variant_id, *place in zip(
        *(lines[column].tolist() for column in _COLUMNS), strict=True
    ):
        line: LineFacts = (place[0], place[1], place[2], place[3])
        component = catalog.component_by_key[component_key]
        for task in tasks.get(component_key, ()):
            key = (task.task_id, variant_id, line)
            if key not in known:  # many lines differ only in quantity, wear or dwelling type
                variant = catalog.variant_by_id[variant_id]
                known[key] = judge(facts_of(task, variant, line, values, settings), caps)
            found = known[key]
            rows.append(
                (
                    line_id,
                    task.task_id,
                    str(task.decide_level),
                    str(found.base),
                    str(found.do),
                    len(found.hits),
                    found.unknown_count,
                    str(tenancy_duty(component, task, LocationClass(line[0]))),
                    None,
                )
            )
            gate_rows += [
                (line_id, task.task_id, h.gate_id, str(h.cap), h.absolute, h.attribute, h.value)
                for h in found.hits
            ]
    return Participation(_table(GATES, gate_rows), _table(PARTICIPATION, rows))


def _tasks_by_component(catalog: Catalog) -> dict[str, list[Task]]:
    tasks: dict[str, list[Task]] = defaultdict(list)
    for task in catalog.tasks:
        tasks[task.component_key].append(task)
    return tasks


def judge(facts: Facts, caps: tuple[DoLevel, ...]) -> Outcome:
    """Base rule and gates on one set of facts; `caps` as from `caps_of`."""
    hits = []
    for rule, cap in zip(GATE_RULES, caps, strict=True):
        if evidence := rule.trigger(facts):
            attribute = "; ".join(name for name, _ in evidence)
            value = "; ".join(value for _, value in evidence)
            hits.append(Hit(rule.gate_id, cap, rule.absolute, attribute, value))
    base = base_do_level(
        skill=facts.skill,
        hours=facts.hours,
        power_tool_class=facts.power_tool_class,
        c5_tools=facts.c5_tools,
    )
    do = min([base, *(hit.cap for hit in hits)])
    return Outcome(base, do, tuple(hits), len(facts.unknown))


def _table(schema: pa.DataFrameSchema, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema.columns)
    table = pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=str(column.dtype))
            for (name, column), values in zip(schema.columns.items(), columns, strict=True)
        }
    )
    return checked(schema, table)
