"""Real cash flows of each line, kind and year (conventions §2, §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from robuild.costing.discounting import FloatArray
from robuild.costing.expected_events import ExpectedEvents
from robuild.costing.line_row import LineRow
from robuild.costing.tasks import periodic_maintenance
from robuild.terms.settings import Settings
from robuild.terms.tables import CASH_FLOWS, checked
from robuild.terms.vocabulary import CashFlowKind as Kind
from robuild.terms.vocabulary import Module

MODULE_OF = {
    Kind.PURCHASE: Module.ACQUISITION,
    Kind.PLANNED_MAINTENANCE: Module.MAINTENANCE,
    Kind.DAMAGE_REPAIR: Module.REPAIR,
    Kind.PLANNED_REPLACEMENT: Module.REPLACEMENT,
    Kind.DAMAGE_REPLACEMENT: Module.REPLACEMENT,
    Kind.DOWNTIME_PLANNED: Module.OUTSIDE,
    Kind.DOWNTIME_DAMAGE: Module.OUTSIDE,
    Kind.RESIDUAL_VALUE: Module.RESIDUAL_VALUE,
}
Flows = Mapping[Kind, FloatArray]
"""Kind -> lines × years 0 … period, real NOK; NaN on lines with something missing."""


def cash_flows(
    rows: Sequence[LineRow],
    costs: pd.DataFrame,
    tasks: pd.DataFrame,
    events: ExpectedEvents,
    settings: Settings,
) -> Flows:
    """Real cash flows of each kind.

    Args:
        rows: of `line_rows`.
        costs: `tables.LINE_COSTS` of the same lines.
        tasks: `tables.LINE_TASKS` of the same lines.
        events: how often each line is renewed and repaired in each year, by any engine.
        settings: period and residual share.
    """
    period = settings.period_years
    running = np.concatenate([[0.0], np.ones(period)])

    def each(name: str) -> FloatArray:
        return costs[name].to_numpy(dtype=float)[:, np.newaxis]

    acquisition = np.zeros((len(rows), period + 1))
    acquisition[:, 0] = [row.acquisition.cost_nok for row in rows]
    residual = np.zeros((len(rows), period + 1))
    residual[:, period] = -residual_values(rows, events, settings)
    return {
        Kind.PURCHASE: acquisition,
        Kind.PLANNED_MAINTENANCE: each("maintenance_nok_per_year") * running
        + periodic_maintenance(rows, tasks, period),
        Kind.PLANNED_REPLACEMENT: events.planned * each("replacement_nok"),
        Kind.DAMAGE_REPAIR: events.repairs * each("repair_event_nok"),
        Kind.DAMAGE_REPLACEMENT: events.total_losses * each("total_loss_event_nok"),
        Kind.DOWNTIME_PLANNED: events.planned * each("replacement_downtime_nok"),
        Kind.DOWNTIME_DAMAGE: events.repairs * each("repair_event_downtime_nok")
        + events.total_losses * each("total_loss_event_downtime_nok"),
        Kind.RESIDUAL_VALUE: residual,
    }


def residual_values(
    rows: Sequence[LineRow], events: ExpectedEvents, settings: Settings
) -> FloatArray:
    """Value left at the end of the period, positive numbers [NOK] (conventions §4.12)."""
    material = np.array([row.material_nok for row in rows], dtype=float)
    return settings.residual_share * material * events.value_share


def cash_flow_table(rows: Sequence[LineRow], flows: Flows) -> pd.DataFrame:
    """`tables.CASH_FLOWS`: every amount that is known and not 0."""
    ids = np.array([row.line_id for row in rows], dtype=object)
    parts = []
    for kind, amounts in flows.items():
        at, year = np.nonzero(np.nan_to_num(amounts))
        parts.append(
            pd.DataFrame(
                {
                    "line_id": pd.Series(ids[at], dtype="str"),
                    "year": year.astype(np.int64),
                    "module": pd.Series([str(MODULE_OF[kind])] * len(at), dtype="str"),
                    "kind": pd.Series([str(kind)] * len(at), dtype="str"),
                    "real_cost_nok": amounts[at, year].astype(float),
                }
            )
        )
    return checked(CASH_FLOWS, pd.concat(parts, ignore_index=True))
