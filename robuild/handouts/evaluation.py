"""One page to print: what was assumed of buildings beside what happened in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import robuild
from robuild.handouts.learnt_words import change_told, component, paid_off_told, thing, variant
from robuild.handouts.page import environment
from robuild.language import Texts, figure, kr, texts
from robuild.learning import Evaluation
from robuild.tabular import write_text
from robuild.terms.catalog import Catalog
from robuild.terms.vocabulary import Language
from robuild.terms.work_log import KeptLog

_WIDTH = 220.0
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn row: where what is in it stands, 0 to the width of the picture."""

    low: float
    high: float
    expected: float
    happened: float


@dataclass(frozen=True, slots=True)
class EventRow:
    """One component and variant in one building."""

    name: str
    variant: str
    verdict: str
    cells: dict[str, str]
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class SideRow:
    """One component and variant in all buildings."""

    name: str
    variant: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class BuildingPart:
    """One building."""

    log: KeptLog
    rows: list[EventRow]
    left_out: int
    """Rows where nothing was expected and nothing happened, or that are too many to draw."""
    events: str
    expected: str
    extra: str


def write_evaluation(
    evaluation: Evaluation,
    paid_off: pd.DataFrame,
    learned: pd.DataFrame,
    logs: Sequence[KeptLog],
    catalog: Catalog,
    path: Path,
    language: Language,
) -> None:
    """Write the page; it needs no network, runs no script and prints on A4.

    Raises:
        OutputError: the file could not be written; what was there is still there.
    """
    words = texts(language)
    page = environment().get_template("evaluation.html.j2").render(
        word=words.get,
        one_of=words.word,
        language=str(language),
        version=robuild.__version__,
        width=_WIDTH,
        parts=[_building(log, evaluation.table, catalog, words) for log in logs],
        beside=_beside(evaluation.table, logs, catalog, words) if len(logs) > 1 else [],
        changes=[change_told(row, catalog, words) for row in _records(evaluation.changes)],
        paid=[paid_off_told(row, catalog, words) for row in _records(paid_off)],
        learned=[_learned(row, catalog, words) for row in _told(learned)],
    )  # fmt: skip
    write_text(path, page)


def _beside(
    table: pd.DataFrame, logs: Sequence[KeptLog], catalog: Catalog, words: Texts
) -> list[SideRow]:
    """What happened and what was assumed of the same things, a column for each building.

    The first row is the whole building. A thing that a building does not have has a dash there.
    """
    keys = ["component_key", "variant_id"]
    numbers = ["events", "events_expected"]
    sums = table.groupby([*keys, "building"], dropna=False)[numbers].sum()
    totals = sums.groupby(level=keys, dropna=False).sum()
    busy = totals[(totals["events"] > 0) | (totals["events_expected"] >= 1)]
    shown = busy.sort_values(numbers, ascending=False).head(_MOST_ROWS)
    whole = table.groupby("building")[numbers].sum()

    def told(found: pd.DataFrame, at: Any) -> str:
        if at not in found.index:
            return figure(math.nan, words.language)
        row = found.loc[at]
        expected = figure(float(row["events_expected"]), words.language, 1)
        return f"{figure(float(row['events']), words.language, 0)} ({expected})"

    names = [log.building for log in logs]
    rows = [SideRow(words.get("evaluation.whole"), "", [told(whole, each) for each in names])]
    for key, variant_id in shown.index:
        record = {"component_key": key, "variant_id": variant_id}
        cells = [told(sums, (key, variant_id, each)) for each in names]
        rows.append(
            SideRow(component(record, catalog, words), variant(variant_id, catalog, words), cells)
        )
    return rows


def _building(log: KeptLog, table: pd.DataFrame, catalog: Catalog, words: Texts) -> BuildingPart:
    rows = table[table["building"] == log.building]
    busy = rows[(rows["events"] > 0) | (rows["events_expected"] >= 1)]
    shown = busy.sort_values(["events", "events_expected"], ascending=False).head(_MOST_ROWS)
    most = float(shown[["events", "events_high"]].max().max()) if len(shown) else 1.0
    return BuildingPart(
        log,
        [_event_row(row, most, catalog, words) for row in _records(shown)],
        len(rows) - len(shown),
        figure(float(rows["events"].sum()), words.language, 0),
        figure(float(rows["events_expected"].sum()), words.language, 1),
        kr(float(rows["extra_nok_per_year"].sum())),
    )


def _event_row(row: dict[str, Any], most: float, catalog: Catalog, words: Texts) -> EventRow:
    scale = _WIDTH / max(most, 1.0)
    bar = None
    if not math.isnan(row["events_expected"]):
        bar = Bar(
            row["events_low"] * scale, row["events_high"] * scale,
            row["events_expected"] * scale, row["events"] * scale,
        )  # fmt: skip
    return EventRow(
        component(row, catalog, words),
        variant(row["variant_id"], catalog, words),
        str(row["verdict"]),
        {
            "events": figure(row["events"], words.language, 0),
            "expected": figure(row["events_expected"], words.language, 1),
            "low": figure(row["events_low"], words.language, 0),
            "high": figure(row["events_high"], words.language, 0),
            "hours": figure(row["hours"], words.language, 1),
            "hours_expected": figure(row["hours_expected"], words.language, 1),
            "cost": figure(row["cost_nok"], words.language, 0),
            "cost_expected": figure(row["cost_expected_nok"], words.language, 0),
            "days": figure(row["days"], words.language, 0),
            "days_expected": figure(row["days_expected"], words.language, 0),
        },
        bar,
    )


def _told(learned: pd.DataFrame) -> list[dict[str, Any]]:
    """What the logs have moved most."""
    known = learned[learned["not_learned"].isna() & (learned["events"] > 0)]
    return _records(known.sort_values("weight_share", ascending=False).head(_MOST_ROWS))


def _learned(row: dict[str, Any], catalog: Catalog, words: Texts) -> dict[str, str]:
    return {
        "what": words.get(f"learned.{row['what']}"),
        "name": thing(row, catalog, words),
        "unit": words.word("learned_unit", row["unit"]),
        "prior": figure(row["prior"], words.language),
        "observed": figure(row["observed"], words.language),
        "posterior": figure(row["posterior"], words.language),
        "range": f"{figure(row['low'], words.language)} – {figure(row['high'], words.language)}",
        "weight": f"{100 * row['weight_share']:.0f} %",
        "events": figure(row["events"], words.language, 0),
        "years": figure(row["dwelling_years"], words.language, 0),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]
