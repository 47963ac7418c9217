"""From lines to cash flows, life-cycle cost, weighted cost and totals."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.costing.cash_flows import cash_flow_table, cash_flows
from robuild.costing.expected_events import ExpectedEvents, by_integer_rule, by_renewal
from robuild.costing.life_cycle_cost import check_balance, life_cycle_costs, totals
from robuild.costing.line_rows import line_costs, line_rows
from robuild.costing.tasks import line_tasks, yearly_maintenance
from robuild.terms.catalog import Catalog
from robuild.terms.results import Totals
from robuild.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class Costing:
    """Every table of the cost of a set of lines; rows of lines in the order they came."""

    line_costs: pd.DataFrame
    line_tasks: pd.DataFrame
    cash_flows: pd.DataFrame
    lcc: pd.DataFrame
    totals: Totals
    events: ExpectedEvents
    """Rows as in `line_costs`."""
    renewal_lcc: pd.DataFrame
    """`tables.LCC` by the exact expectation of lives that scatter (conventions §3.5)."""
    renewal_totals: Totals
    renewal_events: ExpectedEvents


def cost_lines(
    lines: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    *,
    components_unmatched: int = 0,
) -> Costing:
    """Cost of every line over the period of analysis (conventions §2 to §5).

    Args:
        lines: `tables.LINES`.
        catalog: prices, lives, rates and tasks.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        components_unmatched: counted in the totals; they have no line.

    Raises:
        KeyError: a line names a component, variant or trade that the catalog lacks.
        ArithmeticError: a result does not equal its cash flows; an internal fault.
    """
    rows = line_rows(lines, catalog, settings, repair_ease)
    tasks = line_tasks(rows, catalog)
    costs = line_costs(rows, yearly_maintenance(tasks))
    events = by_integer_rule(rows, costs, settings.period_years)
    scattered = by_renewal(rows, costs, settings.period_years)
    flows = cash_flows(rows, costs, tasks, events, settings)
    table = cash_flow_table(rows, flows)
    lcc = life_cycle_costs(rows, flows, settings)
    check_balance(lcc, table, settings)
    renewal = life_cycle_costs(rows, cash_flows(rows, costs, tasks, scattered, settings), settings)
    return Costing(
        line_costs=costs,
        line_tasks=tasks,
        cash_flows=table,
        lcc=lcc,
        totals=totals(lcc, lines, components_unmatched),
        events=events,
        renewal_lcc=renewal,
        renewal_totals=totals(renewal, lines, components_unmatched),
        renewal_events=scattered,
    )
