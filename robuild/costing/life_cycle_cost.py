"""Present values, life-cycle cost, weighted cost and totals (conventions §2.5, §2.6, §5.2)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from robuild.costing.cash_flows import Flows
from robuild.costing.discounting import FloatArray, TimeValue, annuity_factor
from robuild.costing.line_row import LineRow
from robuild.terms.results import Totals
from robuild.terms.settings import Settings
from robuild.terms.tables import LCC, checked
from robuild.terms.vocabulary import CashFlowKind as Kind
from robuild.terms.vocabulary import Module

_BALANCE = 1e-9
"""Largest difference between a life-cycle cost and its cash flows, as a share of both."""


def weighted_cost(
    life_cycle_cost_nok: FloatArray, corrective_pv_nok: FloatArray, rei: FloatArray, alpha: float
) -> FloatArray:
    """`W = LCC + alpha·(1 − REI)·PV(corrective)` [NOK] (conventions §5.2).

    Example:
        >>> weighted_cost(np.array([1000.0]), np.array([400.0]), np.array([0.5]), 0.5)
        array([1100.])
    """
    return life_cycle_cost_nok + alpha * (1.0 - rei) * corrective_pv_nok


def life_cycle_costs(
    rows: Sequence[LineRow], flows: Flows, settings: Settings, time: TimeValue
) -> pd.DataFrame:
    """`tables.LCC`: present values in year 0 by line; NaN on lines with something missing."""
    residual = -flows[Kind.RESIDUAL_VALUE].sum(axis=1) * time.end_discount
    pv = {kind: amounts @ time.discount for kind, amounts in flows.items()}
    rei = np.array([row.rei for row in rows], dtype=float)
    bought = np.array([row.acquisition.cost_nok for row in rows], dtype=float)
    maintenance = pv[Kind.PLANNED_MAINTENANCE] + pv[Kind.INSPECTION] + pv[Kind.CLEANING]
    replacement = pv[Kind.PLANNED_REPLACEMENT] + pv[Kind.DAMAGE_REPLACEMENT]
    corrective = pv[Kind.DAMAGE_REPAIR] + pv[Kind.DAMAGE_REPLACEMENT]
    lcc = pv[Kind.PURCHASE] + maintenance + pv[Kind.DAMAGE_REPAIR] + replacement - residual
    columns = {
        "acquisition_cost_nok": bought,
        "acquisition_pv_nok": pv[Kind.PURCHASE],
        "maintenance_pv_nok": maintenance,
        "repair_pv_nok": pv[Kind.DAMAGE_REPAIR],
        "replacement_pv_nok": replacement,
        "damage_replacement_pv_nok": pv[Kind.DAMAGE_REPLACEMENT],
        "residual_pv_nok": residual,
        "outside_pv_nok": pv[Kind.DOWNTIME_PLANNED] + pv[Kind.DOWNTIME_DAMAGE],
        "life_cycle_cost_nok": lcc,
        "corrective_pv_nok": corrective,
        "weighted_cost_nok": weighted_cost(lcc, corrective, rei, settings.alpha),
        "annual_equivalent_nok": lcc / annuity_factor(time.discount),
    }
    known = np.array([not row.missing for row in rows], dtype=bool)
    table = pd.DataFrame({"line_id": pd.Series([row.line_id for row in rows], dtype="str")})
    for name, values in columns.items():
        # + 0.0: a residual value of nothing is 0 and not −0
        table[name] = np.where(known, values + 0.0, np.nan).astype(float)
    return checked(LCC, table)


def discounted_by_line(cash_flows: pd.DataFrame, time: TimeValue) -> pd.Series:
    """Present value in year 0 of each line's cash flows inside life-cycle cost [NOK].

    Args:
        cash_flows: `tables.CASH_FLOWS`; module X is left out (conventions §2.5).
        time: of `time_value`.
    """
    inside = cash_flows[cash_flows["module"] != str(Module.OUTSIDE)]
    factors = np.where(
        inside["module"] == str(Module.RESIDUAL_VALUE),
        time.end_discount,
        time.discount[inside["year"].to_numpy()],
    )
    present = inside["real_cost_nok"] * factors
    by_line: pd.Series = present.groupby(inside["line_id"]).sum()
    return by_line


def check_balance(lcc: pd.DataFrame, cash_flows: pd.DataFrame, time: TimeValue) -> None:
    """Life-cycle costs must be the discounted sums of the cash flows, none after the period.

    Raises:
        ArithmeticError: they are not; an internal fault.
    """
    period_years = len(time.discount) - 1
    late = cash_flows[cash_flows["year"] > period_years]
    if len(late):
        raise ArithmeticError(f"{len(late)} cash flows after year {period_years}")
    known = lcc[lcc["life_cycle_cost_nok"].notna()]
    flows = discounted_by_line(cash_flows, time)
    booked = known["line_id"].map(flows).fillna(0.0).to_numpy(dtype=float)  # none booked sum to 0
    wanted = known["life_cycle_cost_nok"].to_numpy(dtype=float)
    size = np.abs(wanted) + known["residual_pv_nok"].to_numpy(dtype=float)
    wrong = np.abs(booked - wanted) > _BALANCE * np.maximum(size, 1.0)
    if wrong.any():
        line = known["line_id"].to_numpy()[wrong][0]
        raise ArithmeticError(
            f"{int(wrong.sum())} lines do not equal their cash flows, the first is {line}"
        )


def totals(lcc: pd.DataFrame, lines: pd.DataFrame, components_unmatched: int = 0) -> Totals:
    """Sums over all lines: of what is known, with the number of what is not (conventions §1.4).

    Args:
        lcc: `tables.LCC`.
        lines: `tables.LINES`, for the components without a quantity.
        components_unmatched: they have no line, so nobody here can count them.
    """
    modelled = lines.set_index("line_id")["modelled"].reindex(lcc["line_id"]).to_numpy(dtype=bool)
    missing = lines["missing_quantity_count"]

    def total(name: str) -> float:
        return float(lcc[name].sum())

    def added(name: str) -> float:
        return float(lcc.loc[~modelled, name].sum())

    return Totals(
        acquisition_cost_nok=total("acquisition_cost_nok"),
        life_cycle_cost_nok=total("life_cycle_cost_nok"),
        outside_pv_nok=total("outside_pv_nok"),
        weighted_cost_nok=total("weighted_cost_nok"),
        annual_equivalent_nok=total("annual_equivalent_nok"),
        lines_missing=int(lcc["life_cycle_cost_nok"].isna().sum()),
        components_missing_quantity=int(missing[lines["modelled"]].sum()),
        components_unmatched=components_unmatched,
        additions_missing_quantity=int(missing[~lines["modelled"]].sum()),
        not_modelled_acquisition_nok=added("acquisition_cost_nok"),
        not_modelled_life_cycle_cost_nok=added("life_cycle_cost_nok"),
    )
