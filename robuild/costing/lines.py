"""From lines to cash flows, life-cycle cost, weighted cost and totals."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.costing.cash_flows import cash_flow_table, cash_flows
from robuild.costing.discounting import TimeValue, time_value
from robuild.costing.expected_events import ExpectedEvents, by_integer_rule, by_renewal
from robuild.costing.life_cycle_cost import check_balance, life_cycle_costs, totals
from robuild.costing.line_row import LineRow
from robuild.costing.line_rows import line_costs, line_rows
from robuild.costing.tasks import line_tasks, yearly_maintenance
from robuild.terms.catalog import Catalog
from robuild.terms.results import Totals
from robuild.terms.settings import Settings
from robuild.terms.vocabulary import Engine


@dataclass(frozen=True, slots=True)
class EngineCosts:
    """What one way of counting renewals makes of the lines; rows in the order they came."""

    events: ExpectedEvents
    cash_flows: pd.DataFrame
    lcc: pd.DataFrame
    totals: Totals


@dataclass(frozen=True, slots=True)
class Costing:
    """Every table of the cost of a set of lines; rows of lines in the order they came."""

    rows: tuple[LineRow, ...]
    line_costs: pd.DataFrame
    line_tasks: pd.DataFrame
    by_engine: dict[Engine, EngineCosts]
    engine: Engine
    """The one that is shown."""
    time: TimeValue

    @property
    def shown(self) -> EngineCosts:
        """By the engine that is asked for."""
        return self.by_engine[self.engine]

    @property
    def en(self) -> EngineCosts:
        """By whole renewals at the end of each service life: what is planned, year by year."""
        return self.by_engine[Engine.EN]

    @property
    def cash_flows(self) -> pd.DataFrame:
        """`tables.CASH_FLOWS` of the engine that is shown."""
        return self.shown.cash_flows

    @property
    def lcc(self) -> pd.DataFrame:
        """`tables.LCC` of the engine that is shown."""
        return self.shown.lcc

    @property
    def totals(self) -> Totals:
        """Of the engine that is shown."""
        return self.shown.totals


def cost_lines(
    lines: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    *,
    components_unmatched: int = 0,
) -> Costing:
    """Cost of every line over the period of analysis, by each engine (conventions §2 to §5).

    Args:
        lines: `tables.LINES`.
        catalog: prices, lives, rates and tasks.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        components_unmatched: counted in the totals; they have no line.

    Raises:
        KeyError: a line names a component, variant or trade that the catalog lacks.
        ValueError: acquisition is paid over more years than the period has.
        ArithmeticError: a result does not equal its cash flows; an internal fault.
    """
    rows = line_rows(lines, catalog, settings, repair_ease)
    tasks = line_tasks(rows, catalog)
    costs = line_costs(rows, yearly_maintenance(tasks))
    time = time_value(settings)

    def by(events: ExpectedEvents) -> EngineCosts:
        flows = cash_flows(rows, costs, tasks, events, settings, time)
        table = cash_flow_table(rows, flows)
        lcc = life_cycle_costs(rows, flows, settings, time)
        check_balance(lcc, table, time)
        return EngineCosts(events, table, lcc, totals(lcc, lines, components_unmatched))

    engines = {
        Engine.EN: by(by_integer_rule(rows, costs, settings.period_years)),
        Engine.RENEWAL: by(by_renewal(rows, costs, settings.period_years)),
    }
    return Costing(tuple(rows), costs, tasks, engines, settings.engine, time)
