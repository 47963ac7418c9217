"""What must hold between the rows and tables of one catalog."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from robuild.catalog.cells import nearest_hint, shown
from robuild.catalog.columns import KEYS, Column, columns_of, table_models
from robuild.catalog.form_checks import check_forms
from robuild.catalog.rows import ReadTable
from robuild.catalog.template_checks import check_templates
from robuild.terms.catalog import LEVEL_FIELDS
from robuild.terms.match_rules import OUT_OF_SCOPE
from robuild.terms.vocabulary import Criterion, TaskKind, Trade

Tables = Mapping[str, ReadTable[Any]]

LONGEST_LIFE_YEARS = 500
"""A longer service life is a slip of the pen."""
_NEEDED_TABLES = ("sources", "components", "variants", "repair_levels", "repair_weights", "rates")
_RECURRING = (TaskKind.INSPECTION, TaskKind.CLEANING, TaskKind.PLANNED_MAINTENANCE)


_TARGETS = {
    "component_key": ("components", "component_key"),
    "default_variant_id": ("variants", "variant_id"),
    "part_of": ("components", "component_key"),
    "outcome": ("components", "component_key"),
    "trade": ("rates", "trade"),
    "form_id": ("contract_forms", "form_id"),
}
_SOURCE = ("sources", "source_id")


def target_of(column: str) -> tuple[str, str] | None:
    """Table and column whose keys a column names, `None` when it names none."""
    return _SOURCE if column.endswith("source_id") else _TARGETS.get(column)


def check_tables(tables: Tables) -> None:
    """Add to each table the faults that only show beside other rows and tables."""
    for name, table in tables.items():
        _no_duplicates(table, KEYS[name])
        if name in _NEEDED_TABLES and not table.raw and table.complete:
            table.fault("empty_table", f"{name} has no rows; at least one is needed.")
    _references(tables)
    _components(tables["components"], tables["variants"])
    _levels(tables)
    _weights(tables["repair_weights"])
    _task_intervals(tables["tasks"])
    check_templates(tables["room_templates"], tables["components"])
    check_forms(tables["contract_forms"], tables["contract_parameters"])
    for name, low, typical, high in (
        ("variants", "service_life_low_years", "service_life_typical_years",
         "service_life_high_years"),
        ("service_lives", "low_years", "typical_years", "high_years"),
    ):  # fmt: skip
        _lives(tables[name], (low, typical, high))


def keys_of(table: ReadTable[Any], column: str) -> set[Any]:
    """Values of a key column, also of rows with a fault elsewhere."""
    return {values[0] for _, values in table.values(column)}


def _no_duplicates(table: ReadTable[Any], key: tuple[str, ...]) -> None:
    first: dict[tuple[Any, ...], int] = {}
    for number, values in table.values(*key):
        earlier = first.setdefault(values, number)
        if earlier != number:
            named = ", ".join(f"{c} {shown(v)}" for c, v in zip(key, values, strict=True))
            table.fault(
                "duplicate_key",
                f"{named} is already in row {earlier}.",
                number,
                key[0],
                "Delete one of the two, or give it another key.",
            )


def _references(tables: Tables) -> None:
    """Every column named like the key of another table must name one of its rows."""
    known = {t: keys_of(tables[t[0]], t[1]) for t in {*_TARGETS.values(), _SOURCE}}
    for name, model in table_models().items():
        for column in columns_of(model):
            target = target_of(column.name)
            if target is None or target == (name, column.name):
                continue
            if tables[target[0]].complete:
                also = {OUT_OF_SCOPE} if column.name == "outcome" else set()
                _known(tables[name], column, target[0], known[target] | also)
    if tables["rates"].complete and tables["rates"].raw:
        _caretaker_has_a_rate(tables["rates"], known["rates", "trade"])


def _known(table: ReadTable[Any], column: Column, target: str, known: set[Any]) -> None:
    for number, (value,) in table.values(column.name):
        if value not in (None, "") and value not in known:
            table.fault(
                "missing_reference",
                f"{shown(value)} is not in table {target}.",
                number,
                column.name,
                nearest_hint(str(value), {str(word) for word in known})
                or f"Add it to {target}, or name one that is there.",
            )


def _caretaker_has_a_rate(rates: ReadTable[Any], known: set[Any]) -> None:
    if str(Trade.CARETAKER) not in known:
        rates.fault(
            "missing_rate",
            "there is no rate for caretaker, who does the repairs that need no trade skill.",
            hint="Add a row for caretaker.",
        )


def _components(components: ReadTable[Any], variants: ReadTable[Any]) -> None:
    owner = {v: key for _, (v, key) in variants.values("variant_id", "component_key")}
    for number, (key, variant) in components.values("component_key", "default_variant_id"):
        if variant in owner and owner[variant] != key:
            components.fault(
                "variant_of_other_component",
                f"{shown(variant)} is a variant of {shown(owner[variant])}, not of {shown(key)}.",
                number,
                "default_variant_id",
                "Name a variant of this component.",
            )
    whole = {key: part_of for _, (key, part_of) in components.values("component_key", "part_of")}
    for number, (key, _) in components.values("component_key", "part_of"):
        seen, at = [key], whole[key]
        while at and at not in seen:
            seen.append(at)
            at = whole.get(at, "")
        if at == key:
            components.fault(
                "part_of_itself",
                f"{shown(key)} is part of itself: {' > '.join([*seen, at])}.",
                number,
                "part_of",
                "Leave part_of empty in one of them.",
            )


def _levels(tables: Tables) -> None:
    table = tables["repair_levels"]
    if not table.complete:
        return
    levels: dict[str, list[str]] = defaultdict(list)
    for _, (criterion, level) in table.values("criterion", "level"):
        levels[criterion].append(level)
    for criterion in Criterion:
        if table.raw and criterion not in levels:
            table.fault(
                "missing_level", f"there is no level for criterion {criterion}.", None, "criterion"
            )
    used = [("variants", field, criterion) for criterion, field in LEVEL_FIELDS.items()]
    for name, column, criterion in [*used, ("tasks", "skill", Criterion.SKILL)]:
        for number, (level,) in tables[name].values(column):
            if level is not None and level not in levels[criterion]:
                allowed = ", ".join(levels[criterion])
                tables[name].fault(
                    "missing_reference",
                    f"{shown(level)} is not a level of {criterion} in repair_levels; "
                    f"levels there: {allowed or 'none'}.",
                    number,
                    column,
                    nearest_hint(level, levels[criterion])
                    or "Choose one of these, or leave the cell empty if it is not known.",
                )


def _weights(table: ReadTable[Any]) -> None:
    weights: dict[str, list[float]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, (preset, weight) in table.values("preset", "weight_share"):
        weights[preset].append(weight)
        last[preset] = number
    faulty = {preset for _, (preset,) in table.values("preset")} if table.faults else set()
    for preset, shares in weights.items():
        total = math.fsum(shares)
        if preset not in faulty and not math.isclose(total, 1.0, abs_tol=1e-6):
            table.fault(
                "weights_not_one",
                f"the weights of preset {shown(preset)} sum to {total:.6g}, not to 1.",
                last[preset],
                "weight_share",
                "Change the weights so that they sum to 1.",
            )


def _task_intervals(table: ReadTable[Any]) -> None:
    for number, (kind, interval) in table.values("kind", "interval_years"):
        if kind in _RECURRING and interval is None:
            table.fault(
                "interval_missing",
                f"a task of kind {kind} comes again, but interval_years is empty.",
                number,
                "interval_years",
                "Write how many years lie between, such as 1 or 0.5.",
            )
        elif kind not in _RECURRING and interval is not None:
            table.fault(
                "interval_not_allowed",
                f"a task of kind {kind} comes when something fails or ends; interval_years is "
                f"{shown(interval)}.",
                number,
                "interval_years",
                "Leave the cell empty, or make the task planned_maintenance.",
            )


def _lives(table: ReadTable[Any], columns: tuple[str, str, str]) -> None:
    for column in columns:
        for number, (years,) in table.values(column):
            if years is not None and years > LONGEST_LIFE_YEARS:
                table.fault(
                    "life_too_long",
                    f"{shown(years)} years; at most {LONGEST_LIFE_YEARS}.",
                    number,
                    column,
                    "Write years, not months or days.",
                )
    for number, lives in table.values(*columns):
        known = [(c, years) for c, years in zip(columns, lives, strict=True) if years is not None]
        for (before, low), (after, high) in pairwise(known):
            if low > high:
                table.fault(
                    "lives_not_in_order",
                    f"{before} is {shown(low)}, more than {after}, {shown(high)}.",
                    number,
                    before,
                    "low may not be more than typical, nor typical more than high.",
                )
