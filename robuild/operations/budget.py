"""The plan as a municipality's budget: operating and investment, tax, prices of each year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from robuild.costing import Costing
from robuild.terms.column_kinds import count, number, schema
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.terms.vocabulary import CashFlowKind, Module

BUDGET = schema(
    "budget",
    {
        "year": count(),
        "calendar_year": count(),
        "operating_nok": number(None),  # real prices, without tax
        "investment_nok": number(None),
        "vat_nok": number(None),  # what the owner is not given back
        "nominal_nok": number(None),  # all of it in the prices of that year
        "p90_nok": number(None, nullable=True),  # real, operating and investment; null: not drawn
    },
    ["year"],
)
_INVESTED = {str(CashFlowKind.PLANNED_REPLACEMENT), str(CashFlowKind.DAMAGE_REPLACEMENT)}


def budget(
    costing: Costing,
    settings: Settings,
    spread: pd.DataFrame | None = None,
    *,
    years: int = 10,
) -> pd.DataFrame:
    """`BUDGET` of years 0 … `years`, within the period, by the engine that is shown.

    Acquisition is an investment; so is a replacement of a line that costs `investment_from_nok`
    or more and lasts `investment_from_years` or longer. All else is operating. Lost rent and
    residual value are no payments and not here.

    Args:
        costing: of the lines.
        settings: limits of investment, tax, growth of prices.
        spread: years with `p90_nok`, of an uncertainty run; `None` where nothing was drawn.
        years: how many years to show.

    Raises:
        ValueError: the base year is not set.
    """
    if settings.base_year is None:
        raise ValueError("base_year is not set; a budget needs calendar years")
    last = min(years, settings.period_years)
    flows = costing.cash_flows
    flows = flows[
        ~flows["module"].isin([str(Module.OUTSIDE), str(Module.RESIDUAL_VALUE)])
        & (flows["year"] <= last)
    ]
    costs = costing.line_costs
    large = costs.loc[
        (costs["replacement_nok"] >= settings.investment_from_nok)
        & (costs["estimated_service_life_years"] >= settings.investment_from_years),
        "line_id",
    ]
    invested = (flows["kind"] == str(CashFlowKind.PURCHASE)) | (
        flows["kind"].isin(_INVESTED) & flows["line_id"].isin(set(large))
    )
    year = np.arange(last + 1)

    def by_year(rows: pd.DataFrame) -> np.ndarray:
        sums = rows.groupby("year")["real_cost_nok"].sum()
        return sums.reindex(year, fill_value=0.0).to_numpy(dtype=float)

    operating, investment = by_year(flows[~invested]), by_year(flows[invested])
    tax = settings.vat_share * (1.0 - settings.vat_compensated_share)
    vat = (operating + investment) * tax
    prices = (1.0 + settings.inflation_share_per_year) ** year
    p90 = np.full(last + 1, np.nan)
    if spread is not None:
        p90 = spread.set_index("year")["p90_nok"].reindex(year).to_numpy(dtype=float)
    table = pd.DataFrame(
        {
            "year": year,
            "calendar_year": year + settings.base_year,
            "operating_nok": operating,
            "investment_nok": investment,
            "vat_nok": vat,
            "nominal_nok": (operating + investment + vat) * prices,
            "p90_nok": p90,
        }
    )
    types = {name: str(column.dtype) for name, column in BUDGET.columns.items()}
    return checked(BUDGET, table.astype(types))
