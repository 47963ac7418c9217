"""What there was to break while a log was kept, and what the plan assumed of it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from robuild.costing import Effects, event_input, exposure
from robuild.repair_ease import repair_event
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings
from robuild.terms.start_state import StartState
from robuild.terms.tables import checked
from robuild.terms.vocabulary import LocationClass, ProjectKind, Trade
from robuild.terms.work_log import EXPOSURES


def exposures_of(
    lines: pd.DataFrame,
    line_costs: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    first_month: str,
) -> pd.DataFrame:
    """`EXPOSURES` of a plan.

    Args:
        lines: `tables.LINES`.
        line_costs: `tables.LINE_COSTS` of the same lines, in their order.
        catalog: of the plan.
        settings: likewise; the base year is set.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        first_month: in which the log begins; ages are those of its year.
    """
    ease = {str(row["variant_id"]): row for row in repair_ease.to_dict("records")}
    pairs = zip(lines.to_dict("records"), line_costs.to_dict("records"), strict=True)
    rows = [
        _row({**line}, {**cost}, catalog, settings, ease, int(first_month[:4]))
        for line, cost in pairs
    ]
    table = pd.DataFrame(rows, columns=list(EXPOSURES.columns))
    types = {name: str(column.dtype) for name, column in EXPOSURES.columns.items()}
    return checked(EXPOSURES, table.astype(types))


def _row(
    line: dict[Any, Any],
    cost: dict[Any, Any],
    catalog: Catalog,
    settings: Settings,
    ease: dict[str, Any],
    first_year: int,
) -> dict[str, Any]:
    component = catalog.component_by_key[line["component_key"]]
    units = exposure(component, float(line["quantity"]), int(line["place_count"]))
    lost = float(cost["total_loss_share"])
    mean = {
        name: (1.0 - lost) * cost[f"repair_event_{unit}"] + lost * cost[f"total_loss_event_{unit}"]
        for name, unit in (("hours", "hours"), ("cost_nok", "nok"))
    }
    return {
        **{name: line[name] for name in EXPOSURES.columns if name in line},
        "exposure_units": units,
        "age_years": _age(str(line["start_state"]), settings, first_year),
        "events_expected_per_year": cost["damage_events_per_year"],
        "hours_per_event": mean["hours"],
        "cost_nok_per_event": mean["cost_nok"],
        "days_per_event": _days(line, lost, catalog, settings, ease),
    }


def _age(start_state: str, settings: Settings, first_year: int) -> float:
    """Age when the log begins; NaN where nobody knows it."""
    state = StartState.parse(start_state)
    since = first_year - (settings.base_year or first_year)
    if state.new:
        # an existing building without a year of installation is of unknown age
        return math.nan if settings.project_kind is ProjectKind.EXISTING else max(0.0, float(since))
    return math.nan if state.age_years is None else max(0.0, float(state.age_years + since))


def _days(
    line: dict[Any, Any], lost: float, catalog: Catalog, settings: Settings, ease: dict[str, Any]
) -> float:
    """Days from reported to whole, of a mean event."""
    variant = catalog.variant_by_id[line["variant_id"]]
    row = ease[variant.variant_id]
    given = event_input(
        catalog.component_by_key[line["component_key"]], variant, Effects.of(row),
        catalog.rate_by_trade[Trade(row["repair_trade"])],
        LocationClass(line["location_class"]), settings,
    )  # fmt: skip
    repair, whole = repair_event(given), repair_event(given, total_loss=True)
    return (1.0 - lost) * repair.delay_days + lost * whole.delay_days
