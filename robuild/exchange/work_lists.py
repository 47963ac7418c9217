"""One year's work by week and trade, and what to order for it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from robuild.exchange.jobs import name_of
from robuild.language import Texts, texts
from robuild.operations import month_for, planned_numbers, week_of, weeks_of
from robuild.plan_result import PlanResult
from robuild.tabular import csv_text
from robuild.terms.issues import input_error
from robuild.terms.vocabulary import Answer, Language, Unit
from robuild.terms.vocabulary import CashFlowKind as Kind

WORK_KEYS = ("week", "monday", "trade", "what", "component", "number", "unit", "hours", "statutory")
ORDER_KEYS = ("order_before", "trade", "supplier", "component", "variant", "why", "number", "unit",
              "lead_days", "price", "sum")  # fmt: skip
_REPLACED = (str(Kind.PLANNED_REPLACEMENT), str(Kind.DAMAGE_REPLACEMENT))
_QUIET_WEEKS = {1, 27, 28, 29, 30, 31, 52, 53}
"""Holidays: no planned replacement is put there."""
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One row of a work list."""

    week: int
    trade: str
    what: str
    component_key: str
    number: float
    unit: str
    hours: float
    statutory: bool = False


@dataclass(slots=True)
class Replaced:
    """Replacements of one component by one trade in a year."""

    component_key: str
    trade: str
    expected: float
    planned: int
    hours: float
    variants: dict[str, float] = field(default_factory=dict)
    """variant_id -> expected quantity."""
    week: int = 0


def check_year(result: PlanResult, year: int | None) -> int:
    """The year asked for, else the first of the plan.

    Raises:
        InputError: the plan has no such year.
    """
    years = sorted(set(result.plan["calendar_year"].tolist()))
    base = result.settings.base_year or 0
    wanted = base + 1 if year is None else year
    if years and wanted not in years:
        raise input_error(
            "year_not_in_plan", f"{wanted} is not in the plan; it has {years[0]} to {years[-1]}.",
            hint="Give one of these years with --year.",
        )  # fmt: skip
    return wanted


def work_rows(result: PlanResult, year: int) -> list[WorkRow]:
    """Work of a year, by week: its hours are those of the plan for the year.

    Recurring jobs stand in the weeks they fall in. Replacements stand where a whole number is to
    be expected by then, spread over the weeks of their trade; the rest of what is to be expected
    is a reserve of hours for each trade and month.
    """
    plan = result.plan[result.plan["calendar_year"] == year]
    replaced = replaced_in(result, year)
    rows = [*_jobs(result, plan, year)]
    rows += [
        WorkRow(each.week, each.trade, "replace", each.component_key,
                each.planned, _unit(result, each.component_key), each.hours)
        for each in replaced
        if each.planned
    ]  # fmt: skip
    rows += _reserve(plan, replaced, year)
    return sorted(rows, key=lambda row: (row.week, row.trade, not row.statutory, row.what,
                                         row.component_key))  # fmt: skip


def _jobs(result: PlanResult, plan: pd.DataFrame, year: int) -> Iterator[WorkRow]:
    tasks = {task.task_id: task for task in result.catalog.tasks}
    recurring = plan[plan["task_id"].notna()]
    for task_id, rows in recurring.groupby("task_id", sort=True):
        task = tasks[str(task_id)]
        weeks = weeks_of(min(1.0, task.interval_years or 1.0), task.task_id, task.month, year)
        times = float(rows["events"].max())
        quantity = float(rows["quantity"].sum()) / times if times else 0.0
        for week in weeks:
            yield WorkRow(
                week, str(task.trade), task.task_id, task.component_key, quantity,
                _unit(result, task.component_key), float(rows["hours"].sum()) / len(weeks),
                task.statutory is Answer.YES,
            )  # fmt: skip


def replaced_in(result: PlanResult, year: int) -> list[Replaced]:
    """Replacements of a year by component and trade, with whole numbers and a week each."""
    plan = result.plan[result.plan["kind"].isin(_REPLACED)]
    of_line = result.lines.set_index("line_id")
    plan = plan.assign(
        component_key=plan["line_id"].map(of_line["component_key"]),
        variant_id=plan["line_id"].map(of_line["variant_id"]),
    )
    years = sorted(set(result.plan["calendar_year"].tolist()) | {year})
    found = []
    for (key, trade), rows in plan.groupby(["component_key", "trade"], sort=True):
        by_year = rows.groupby("calendar_year")["quantity"].sum().reindex(years, fill_value=0.0)
        whole = planned_numbers(by_year.to_numpy(dtype=float)[None, :])[0]
        mine = rows[rows["calendar_year"] == year]
        if mine.empty:
            continue
        found.append(
            Replaced(
                str(key), str(trade), float(mine["quantity"].sum()), int(whole[years.index(year)]),
                float(mine["hours"].sum()),
                {str(v): float(q) for v, q in mine.groupby("variant_id")["quantity"].sum().items()},
            )
        )  # fmt: skip
    _spread(found)
    return found


def _spread(replaced: list[Replaced]) -> None:
    """Weeks of a trade's replacements, evenly through its working year."""
    weeks = [week for week in range(1, 53) if week not in _QUIET_WEEKS]
    by_trade: dict[str, list[Replaced]] = {}
    for each in replaced:
        if each.planned:
            by_trade.setdefault(each.trade, []).append(each)
    for mine in by_trade.values():
        for place, each in enumerate(mine):
            each.week = weeks[int((place + 0.5) * len(weeks) / len(mine))]


def _reserve(plan: pd.DataFrame, replaced: list[Replaced], year: int) -> Iterator[WorkRow]:
    """Hours to keep free for what cannot be put in a week."""
    listed = {(each.component_key, each.trade) for each in replaced if each.planned}
    hours: dict[str, float] = {}
    for each in replaced:
        if (each.component_key, each.trade) not in listed:
            hours[each.trade] = hours.get(each.trade, 0.0) + each.hours
    repairs = plan[plan["kind"] == str(Kind.DAMAGE_REPAIR)]
    for trade, mine in repairs.groupby("trade", sort=True)["hours"].sum().items():
        hours[str(trade)] = hours.get(str(trade), 0.0) + float(mine)
    for trade, all_year in sorted(hours.items()):
        for month in range(1, 13):
            yield WorkRow(week_of(year, month), trade, "reserve", "", math.nan, "", all_year / 12.0)


def _unit(result: PlanResult, key: str) -> str:
    return str(result.catalog.component_by_key[key].unit)


def work_list(result: PlanResult, year: int, language: Language) -> str:
    """Work of a year as CSV for a spreadsheet."""
    words = texts(language)
    tasks = {task.task_id: task for task in result.catalog.tasks}
    rows = []
    for row in work_rows(result, year):
        task = tasks.get(row.what)
        what = name_of(task, words) if task else words.get(f"exchange.{row.what}")
        component = (
            name_of(result.catalog.component_by_key[row.component_key], words)
            if row.component_key
            else ""
        )
        rows.append(
            (
                row.week, dt.date.fromisocalendar(year, row.week, 1).isoformat(),
                words.word("trade", row.trade), what, component, _shown(row.number),
                words.word("unit", row.unit) if row.unit else "", round(row.hours, 4),
                words.get("wheel.statutory_yes") if row.statutory else "",
            )
        )  # fmt: skip
    return _csv(words, "work", WORK_KEYS, rows)


def order_list(result: PlanResult, year: int, language: Language) -> str:
    """What to order for a year as CSV: for planned replacements, and for the shelf."""
    words = texts(language)
    rows = sorted([*_orders(result, year, words), *_for_the_shelf(result, year, words)],
                  key=lambda row: (row[1], row[0], row[3], row[4]))  # fmt: skip
    return _csv(words, "order", ORDER_KEYS, rows)


def _orders(result: PlanResult, year: int, words: Texts) -> Iterator[tuple[object, ...]]:
    for each in replaced_in(result, year):
        if not each.planned:
            continue
        component = result.catalog.component_by_key[each.component_key]
        counted = component.unit is Unit.PIECE
        for variant_id, number in _whole(each).items() if counted else each.variants.items():
            if number:
                start = dt.date.fromisocalendar(year, each.week, 1)
                yield _order(
                    result, words, variant_id, each.trade, "for_work",
                    number if counted else math.ceil(number * 10.0) / 10.0, start,
                )  # fmt: skip


def _whole(each: Replaced) -> dict[str, int]:
    """Whole numbers of each variant that sum to the planned number (largest rest first)."""
    exact = {v: each.planned * q / each.expected for v, q in sorted(each.variants.items())}
    found = {v: math.floor(q + 1e-9) for v, q in exact.items()}
    rest = sorted(exact, key=lambda v: (found[v] - exact[v], v))
    for variant in rest[: each.planned - sum(found.values())]:
        found[variant] += 1
    return found


def _for_the_shelf(result: PlanResult, year: int, words: Texts) -> Iterator[tuple[object, ...]]:
    """What is used of kept parts in the year, and all of the shelf in the first."""
    first = (result.settings.base_year or 0) + 1
    for row in result.operations.spares.parts.to_dict("records"):
        if row["stock"] < 1:
            continue
        a_year = pd.Series([row["demand_per_year"]] * (year - first + 1)).to_numpy(dtype=float)
        used = int(planned_numbers(a_year[None, :])[0][-1])
        for why, number in (("shelf_first", int(row["stock"]) if year == first else 0),
                            ("shelf_again", used)):  # fmt: skip
            if number:
                month = month_for(str(row["variant_id"]), None)
                start = dt.date(year, 1 if why == "shelf_first" else month, 1)
                yield _order(result, words, str(row["variant_id"]), str(row["trade"]), why,
                             number, start, float(row["unit_nok"]), str(row["spare"]))  # fmt: skip


def _order(
    result: PlanResult,
    words: Texts,
    variant_id: str,
    trade: str,
    why: str,
    number: float,
    start: dt.date,
    unit_nok: float | None = None,
    spare: str | None = None,
) -> tuple[object, ...]:
    catalog = result.catalog
    variant = catalog.variant_by_id[variant_id]
    component = catalog.component_by_key[variant.component_key]
    price = variant.price_nok if unit_nok is None else unit_nok
    lead, unknown = variant.lead_time_days, words.get("word.not_known")
    before = start - dt.timedelta(days=math.ceil(lead or 0.0))
    name = name_of(variant, words)
    if spare is not None:
        name = f"{name} ({words.word('spare', spare)})"
    return (
        before.isoformat() if lead is not None else unknown,
        words.word("trade", trade), unknown, name_of(component, words), name,
        words.get(f"exchange.{why}"), _shown(number), words.word("unit", component.unit),
        unknown if lead is None else _shown(lead),
        unknown if price is None else round(price, 2),
        unknown if price is None else round(price * number, 2),
    )  # fmt: skip


def _shown(number: float) -> object:
    if math.isnan(number):
        return ""
    return int(number) if float(number).is_integer() else round(number, 3)


def _csv(words: Texts, kind: str, keys: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    header = [words.get(f"column.{kind}_list.{key}") for key in keys]
    comma = words.language is not Language.EN
    return _BOM + csv_text(header, rows, delimiter=";", decimal_comma=comma)
