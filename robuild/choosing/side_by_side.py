"""Variants beside each other: what each costs to buy and to own, and what it pays back."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from robuild.choosing.offered_lines import OfferedLines
from robuild.choosing.offers import Classes
from robuild.choosing.result import BudgetChoice
from robuild.costing import (
    Comparison,
    NoBreakEven,
    NoMeasure,
    Spending,
    break_even_alpha,
    compare,
)
from robuild.costing.discounting import FloatArray
from robuild.improving import Corrective, two_effects
from robuild.terms import vocabulary as v
from robuild.terms.column_kinds import count, number, schema, text, words
from robuild.terms.tables import checked, empty, text_column
from robuild.terms.vocabulary import CashFlowKind as Kind
from robuild.terms.vocabulary import Engine, Module

SIDE_BY_SIDE = schema(
    "side_by_side",
    {
        "class_id": text(),
        "component_key": text(),
        "dwelling_type": text(),
        "variant_id": text(),
        "role": words(v.VariantRole),
        "component_count": count(),
        "repair_ease": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "strong_look": pa.Column(bool),
        "current": pa.Column(bool),  # on every line of the class
        "chosen": pa.Column(bool),
        "acquisition_cost_nok": number(),
        "life_cycle_cost_nok": number(None),  # of the engine that is shown
        "life_cycle_cost_en_nok": number(None),
        "life_cycle_cost_renewal_nok": number(None),
        "weighted_cost_nok": number(None),
        "corrective_pv_nok": number(),
        "best_en": pa.Column(bool),
        "best_renewal": pa.Column(bool),
        "extra_acquisition_nok": number(None, nullable=True),  # over the present variants
        "net_savings_nok": number(None, nullable=True),
        "savings_to_investment_ratio": number(None, nullable=True),
        "adjusted_return_share_per_year": number(None, nullable=True),
        "simple_payback_years": number(nullable=True),
        "discounted_payback_years": number(nullable=True),
        "measure_word": text(nullable=True),  # why there is no ratio
        "payback_word": text(nullable=True),
        "fewer_events_nok": number(None, nullable=True),  # saved on repairs, by their number
        "cheaper_events_nok": number(None, nullable=True),  # and by what each costs
        "break_even_alpha": number(nullable=True),
        "alpha_word": text(nullable=True),
    },
    ["class_id", "variant_id"],
)
_COMPARED = (
    "extra_acquisition_nok", "net_savings_nok", "savings_to_investment_ratio",
    "adjusted_return_share_per_year", "simple_payback_years", "discounted_payback_years",
    "break_even_alpha", "fewer_events_nok", "cheaper_events_nok",
)  # fmt: skip
_WORDS = ("measure_word", "payback_word", "alpha_word")


class SameVariant(StrEnum):
    """Why a variant is compared with nothing."""

    PRESENT = "present"
    NOT_KNOWN = "not_known"
    """The class has no present variant with every amount."""


def side_by_side(offered: OfferedLines, classes: Classes, choice: BudgetChoice) -> pd.DataFrame:
    """`SIDE_BY_SIDE`: every option of every class beside what the class has now.

    Args:
        offered: every line in every variant, costed.
        classes: of the same offers.
        choice: what was chosen of them.
    """
    options = classes.options
    if options.empty:
        return empty(SIDE_BY_SIDE)
    of_class = dict(zip(classes.lines["line_id"], classes.lines["class_id"], strict=True))
    ids = offered.of_line.assign(class_id=offered.of_line["line_id"].map(of_class))
    table = options.drop(columns=["current_variant_id"]).copy()
    for engine in Engine:
        table[f"life_cycle_cost_{engine}_nok"] = _sums(offered, ids, engine, "life_cycle_cost_nok")(
            options
        )
    shown = offered.costing.engine
    table["corrective_pv_nok"] = _sums(offered, ids, shown, "corrective_pv_nok")(options)
    events = _events(offered)
    table["events"] = _by_option(ids, events)(options)
    chosen = set(zip(choice.choices["class_id"], choice.choices["variant_id"], strict=True))
    table["chosen"] = [
        pair in chosen for pair in zip(table["class_id"], table["variant_id"], strict=True)
    ]
    table["current"] = table["current_count"] == table["line_count"]
    table["strong_look"] = table["strong_count"] > 0
    for engine in Engine:
        least = table.groupby("class_id")[f"life_cycle_cost_{engine}_nok"].transform("min")
        table[f"best_{engine}"] = table[f"life_cycle_cost_{engine}_nok"] <= least + 1e-6
    compared = _compared(offered, ids, table, events)
    for name in _COMPARED:
        table[name] = np.array([row[name] for row in compared], dtype=float)
    for name in _WORDS:
        table[name] = text_column([row[name] for row in compared])
    return checked(SIDE_BY_SIDE, table[list(SIDE_BY_SIDE.columns)].reset_index(drop=True))


def _sums(offered: OfferedLines, ids: pd.DataFrame, engine: Engine, column: str) -> Any:
    """Sums over the lines of a class by variant, in the order of the options."""
    return _by_option(ids, offered.costing.by_engine[engine].lcc[column].to_numpy(dtype=float))


def _events(offered: OfferedLines) -> FloatArray:
    """Damage events of each offer over the period, each counted with its discount factor."""
    a_year = offered.costing.line_costs["damage_events_per_year"].to_numpy(dtype=float)
    found: FloatArray = a_year * offered.costing.time.running
    return found


def _by_option(ids: pd.DataFrame, amounts: FloatArray) -> Any:
    sums = ids.assign(amount=amounts).groupby(["class_id", "variant_id"])["amount"].sum()

    def of(options: pd.DataFrame) -> FloatArray:
        keys = pd.MultiIndex.from_frame(options[["class_id", "variant_id"]])
        found: FloatArray = sums.reindex(keys).to_numpy(dtype=float)
        return found

    return of


def _compared(
    offered: OfferedLines, ids: pd.DataFrame, table: pd.DataFrame, events: FloatArray
) -> list[dict[str, Any]]:
    """Each option beside what its class has now."""
    spending = _spending(offered, ids)
    factors = offered.costing.time.discount
    shown = offered.costing.shown.lcc
    own = ids[ids["current"]].assign(
        corrective=shown["corrective_pv_nok"],
        lcc=shown["life_cycle_cost_nok"],
        events=pd.Series(events, index=shown.index),
    )
    waiting = _present_waiting(offered, own)
    found = []
    for row in table.to_dict("records"):
        class_id, variant_id = str(row["class_id"]), str(row["variant_id"])
        base = spending.get((class_id, None))
        if row["current"] or base is None:
            word = SameVariant.PRESENT if row["current"] else SameVariant.NOT_KNOWN
            found.append(dict.fromkeys(_COMPARED, math.nan) | dict.fromkeys(_WORDS, str(word)))
            continue
        measures = compare(base, spending[class_id, variant_id], factors)
        costs = (waiting[class_id][0], float(row["life_cycle_cost_nok"]))
        alpha = break_even_alpha(
            costs, (waiting[class_id][1], float(row["corrective_pv_nok"])),
            (waiting[class_id][2], float(row["repair_ease"])),
        )  # fmt: skip
        effects = two_effects(
            Corrective(waiting[class_id][3], waiting[class_id][1]),
            Corrective(float(row["events"]), float(row["corrective_pv_nok"])),
        )
        found.append(
            _cells(measures, alpha)
            | {
                "fewer_events_nok": effects.fewer_events_nok,
                "cheaper_events_nok": effects.cheaper_events_nok,
            }
        )
    return found


def _cells(measures: Comparison, alpha: float | NoBreakEven) -> dict[str, Any]:
    def number(value: float | StrEnum) -> float:
        return math.nan if isinstance(value, StrEnum) else float(value)

    def word(*values: object) -> str | None:
        return next((str(value) for value in values if isinstance(value, StrEnum)), None)

    ratio = measures.savings_to_investment_ratio
    payback = measures.discounted_payback_years
    if not isinstance(ratio, NoMeasure) and isinstance(measures.simple_payback_years, NoMeasure):
        payback = measures.simple_payback_years
    return {
        "extra_acquisition_nok": measures.extra_investment_pv_nok,
        "net_savings_nok": measures.net_savings_nok,
        "savings_to_investment_ratio": number(ratio),
        "adjusted_return_share_per_year": number(measures.adjusted_return_share_per_year),
        "simple_payback_years": number(measures.simple_payback_years),
        "discounted_payback_years": number(measures.discounted_payback_years),
        "break_even_alpha": number(alpha),
        "measure_word": word(ratio),
        "payback_word": word(payback),
        "alpha_word": word(alpha),
    }


def _spending(offered: OfferedLines, ids: pd.DataFrame) -> dict[tuple[str, str | None], Spending]:
    """Class and variant -> flows by year; variant `None` is what the class has now."""
    costing = offered.costing
    years = len(costing.time.discount)
    flows = costing.shown.cash_flows
    flows = flows[flows["module"] != str(Module.OUTSIDE)]
    place = pd.Series(np.arange(len(ids)), index=ids["offer_id"])
    at = place[flows["line_id"]].to_numpy()
    nok = flows["real_cost_nok"].to_numpy(dtype=float).copy()
    left = (flows["kind"] == str(Kind.RESIDUAL_VALUE)).to_numpy()
    # residual value stands at the end of the period, other costs perhaps in the middle of the year
    nok[left] *= costing.time.end_discount / costing.time.discount[-1]
    parts = np.zeros((2, len(ids), years))
    bought = (flows["kind"] == str(Kind.PURCHASE)).to_numpy()
    np.add.at(parts, (np.where(bought, 0, 1), at, flows["year"].to_numpy()), nok)
    known = costing.shown.lcc["life_cycle_cost_nok"].notna().to_numpy()
    found: dict[tuple[str, str | None], Spending] = {}
    in_class = ids["class_id"].notna().to_numpy() & known
    rows = ids.assign(at=np.arange(len(ids)))[in_class]
    for (class_id, variant_id), group in rows.groupby(["class_id", "variant_id"]):
        found[str(class_id), str(variant_id)] = _added(parts, group)
    lines = ids[ids["class_id"].notna()].groupby("class_id")["line_id"].nunique()
    for class_id, group in rows[rows["current"]].groupby("class_id"):
        if len(group) == lines[class_id]:
            found[str(class_id), None] = _added(parts, group)
    return found


def _added(parts: FloatArray, rows: pd.DataFrame) -> Spending:
    sums = parts[:, rows["at"].to_numpy()].sum(axis=1)
    return Spending(sums[0], sums[1])


def _present_waiting(
    offered: OfferedLines, own: pd.DataFrame
) -> dict[str, tuple[float, float, float, float]]:
    """Class -> life-cycle cost, corrective cost, its index and its events, as it is now."""
    rei = {row.line_id: row.rei for row in offered.costing.rows}
    found = {}
    for class_id, group in own.groupby("class_id"):
        corrective = float(group["corrective"].sum())
        weights = group["corrective"] if corrective > 0 else group["corrective"] * 0 + 1
        index = float(np.average([rei[o] for o in group["offer_id"]], weights=weights))
        events = float(group["events"].sum())
        found[str(class_id)] = (float(group["lcc"].sum()), corrective, index, events)
    return found
