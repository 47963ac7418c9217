"""Real cash flows of each line, kind and year (conventions §2, §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from robuild.costing.discounting import FloatArray, TimeValue
from robuild.costing.expected_events import ExpectedEvents
from robuild.costing.line_row import LineRow
from robuild.costing.renewal import IntArray
from robuild.costing.tasks import maintenance_flows
from robuild.terms.settings import Settings
from robuild.terms.tables import CASH_FLOWS, checked
from robuild.terms.vocabulary import CashFlowKind as Kind
from robuild.terms.vocabulary import Module, Tail

MODULE_OF = {
    Kind.PURCHASE: Module.ACQUISITION,
    Kind.INSPECTION: Module.MAINTENANCE,
    Kind.CLEANING: Module.MAINTENANCE,
    Kind.PLANNED_MAINTENANCE: Module.MAINTENANCE,
    Kind.DAMAGE_REPAIR: Module.REPAIR,
    Kind.PLANNED_REPLACEMENT: Module.REPLACEMENT,
    Kind.DAMAGE_REPLACEMENT: Module.REPLACEMENT,
    Kind.DOWNTIME_PLANNED: Module.OUTSIDE,
    Kind.DOWNTIME_DAMAGE: Module.OUTSIDE,
    Kind.RESIDUAL_VALUE: Module.RESIDUAL_VALUE,
}
NS3454_POST_OF = {
    Kind.PURCHASE: "1",
    Kind.INSPECTION: "31",
    Kind.CLEANING: "6",
    Kind.PLANNED_MAINTENANCE: "32",
    Kind.DAMAGE_REPAIR: "33",
    Kind.DAMAGE_REPLACEMENT: "33",
    Kind.PLANNED_REPLACEMENT: "41",
    Kind.RESIDUAL_VALUE: "1",
    Kind.DOWNTIME_PLANNED: "9",
    Kind.DOWNTIME_DAMAGE: "9",
}
"""Post of NS 3454:2013 (withdrawn 2023, still reported by): repair of damage is 33 also when the
whole is lost; 7 to 9 are not part of life-cycle cost."""
Flows = Mapping[Kind, FloatArray]
"""Kind -> lines × years 0 … period, real NOK; NaN on lines with something missing."""


def cash_flows(
    rows: Sequence[LineRow],
    costs: pd.DataFrame,
    tasks: pd.DataFrame,
    events: ExpectedEvents,
    settings: Settings,
    time: TimeValue,
) -> Flows:
    """Real cash flows of each kind, in the prices of their year.

    Args:
        rows: of `line_rows`.
        costs: `tables.LINE_COSTS` of the same lines.
        tasks: `tables.LINE_TASKS` of the same lines.
        events: how often each line is renewed and repaired in each year, by any engine.
        settings: period and residual share.
        time: of the same settings.
    """
    period = settings.period_years

    def each(name: str) -> FloatArray:
        return costs[name].to_numpy(dtype=float)[:, np.newaxis]

    bought = np.array([row.acquisition.cost_nok for row in rows], dtype=float)
    flows = {
        Kind.PURCHASE: np.outer(bought, time.acquisition_shares),
        **maintenance_flows(rows, tasks, settings),
        Kind.PLANNED_REPLACEMENT: events.planned * each("replacement_nok"),
        Kind.DAMAGE_REPAIR: events.repairs * each("repair_event_nok"),
        Kind.DAMAGE_REPLACEMENT: events.total_losses * each("total_loss_event_nok"),
        Kind.DOWNTIME_PLANNED: events.planned * each("replacement_downtime_nok"),
        Kind.DOWNTIME_DAMAGE: events.repairs * each("repair_event_downtime_nok")
        + events.total_losses * each("total_loss_event_downtime_nok"),
    }
    residual = np.zeros((len(rows), period + 1))
    residual[:, period] = -residual_values(rows, events, settings) * time.end_price
    return {kind: amounts * time.price for kind, amounts in flows.items()} | {
        Kind.RESIDUAL_VALUE: residual
    }


def residual_values(
    rows: Sequence[LineRow], events: ExpectedEvents, settings: Settings
) -> FloatArray:
    """Value left at the end of the period, positive numbers [NOK] (conventions §4.12)."""
    material = np.array([row.material_nok for row in rows], dtype=float)
    share = 0.0 if settings.tail is Tail.STRICT else settings.residual_share
    return share * material * events.value_share


def cash_flow_table(rows: Sequence[LineRow], flows: Flows) -> pd.DataFrame:
    """`tables.CASH_FLOWS`: every amount that is known and not 0."""
    amounts = np.stack(list(flows.values()))
    which, at, year = np.nonzero(np.nan_to_num(amounts))

    def words(values: list[str], places: IntArray) -> pd.Series:
        # a few words many times: taken, not converted one by one
        return pd.Series(values, dtype="str").take(places).reset_index(drop=True)

    table = pd.DataFrame(
        {
            "line_id": words([row.line_id for row in rows], at),
            "year": year.astype(np.int64),
            "module": words([str(MODULE_OF[kind]) for kind in flows], which),
            "kind": words([str(kind) for kind in flows], which),
            "ns3454_post": words([NS3454_POST_OF[kind] for kind in flows], which),
            "real_cost_nok": amounts[which, at, year].astype(float),
        }
    )
    return checked(CASH_FLOWS, table)
