"""What a building costs under a contract form, at given values of its parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from robuild.costing.discounting import FloatArray
from robuild.procurement.forms import Form, free_picks, owner_picks, preference, weights_of
from robuild.procurement.options import ContractOptions
from robuild.terms.contract_forms import ContractTerm as T
from robuild.terms.settings import Settings

HOURS_YEARS = 10
"""Years that repair hours are told for."""


@dataclass(frozen=True, slots=True)
class FormAmounts:
    """Present values of one form [NOK]; the parts sum to the total."""

    acquisition_nok: float
    """Of the components at the catalog's prices, before mark-up and growth; part of nothing."""
    contract_nok: float
    """Contract sum with mark-up, risk and growth."""
    owner_nok: float
    """Owner's design, management and follow-up until handover."""
    follow_up_nok: float
    """Owner's follow-up after handover."""
    operation_nok: float
    """Maintenance, damage and replacement, less what is left at the end."""
    premium_nok: float
    """What the owner pays beyond operation while the contractor operates."""
    defects_nok: float
    """Defects that are not recovered from the contractor."""
    preference_nok: float
    """alpha·(1 − REI)·PV(corrective): what weighted cost adds; outside the total."""
    easy_share: float
    """Of the value of the components, what is in class A or B."""
    repair_hours: float
    """Expected in the first ten years."""
    by_year_nok: FloatArray
    """Present value of each year 0 … period; sums to the total."""

    @property
    def total_nok(self) -> float:
        """Sum of the parts."""
        return (
            self.contract_nok + self.owner_nok + self.follow_up_nok + self.operation_nok
            + self.premium_nok + self.defects_nok
        )  # fmt: skip

    @property
    def bought_nok(self) -> float:
        """What is paid until handover: the contract and the owner's own costs."""
        return self.contract_nok + self.owner_nok


def weights_by(options: ContractOptions, form: Form, settings: Settings) -> FloatArray:
    """Share of each kind that the form leads to buying as each option."""
    owner = owner_picks(options, settings)
    return weights_of(options, form, owner, free_picks(options, form, owner))


def amounts_of(options: ContractOptions, form: Form, settings: Settings) -> FormAmounts:
    """What the building costs under a form, over the period.

    Args:
        options: of the building.
        form: with its values.
        settings: alpha and what the owner makes smallest.
    """
    weights, time, values = weights_by(options, form, settings), options.time, form.values
    table = options.table
    price = table["acquisition_nok"].to_numpy(dtype=float)
    acquisition = float(weights @ price)
    contract = acquisition * (1.0 + values[T.MARKUP_SHARE]) * (1.0 + values[T.GROWTH_SHARE])
    years = np.arange(options.period_years + 1.0)
    lived = (weights @ options.operation_nok(form.life_factor)) * time.discount
    left = float(weights @ options.residual_left_nok(form.life_factor)) * time.end_discount
    premium = values[T.OPERATION_PREMIUM_SHARE] * np.where(
        (years >= 1) & (years <= values[T.OPERATION_YEARS]), lived, 0.0
    )
    bought = contract * time.acquisition_shares * time.present
    owner = values[T.OWNER_COST_SHARE] * bought
    follow_up = _follow_up(form, contract, years) * time.present
    defects = contract * defects_by_year(form, years) * time.present
    operation = lived.copy()
    operation[-1] -= left
    hours = table["repair_hours_per_year"].to_numpy(dtype=float)
    return FormAmounts(
        acquisition_nok=acquisition,
        contract_nok=float(bought.sum()),
        owner_nok=float(owner.sum()),
        follow_up_nok=float(follow_up.sum()),
        operation_nok=float(operation.sum()),
        premium_nok=float(premium.sum()),
        defects_nok=float(defects.sum()),
        preference_nok=float(weights @ preference(options, settings)),
        easy_share=float(weights @ (price * table["easy"].to_numpy())) / acquisition
        if acquisition
        else float("nan"),
        repair_hours=float(weights @ hours) * min(HOURS_YEARS, options.period_years),
        by_year_nok=bought + owner + follow_up + operation + premium + defects,
    )


def _follow_up(form: Form, contract_nok: float, years: FloatArray) -> FloatArray:
    while_followed = (years >= 1) & (years <= form.values[T.FOLLOW_UP_YEARS])
    return np.where(while_followed, form.values[T.FOLLOW_UP_SHARE] * contract_nok, 0.0)


def defects_by_year(form: Form, years: FloatArray) -> FloatArray:
    """Share of the contract sum that defects cost the owner in each year.

    Defects show evenly over `defects_years`; what is found within the liability years is recovered
    by its share, what comes later is not.
    """
    values = form.values
    shown = (years >= 1) & (years <= values[T.DEFECTS_YEARS])
    recovered = np.where(years <= values[T.LIABILITY_YEARS], values[T.RECOVERED_SHARE], 0.0)
    each = values[T.DEFECTS_SHARE] / values[T.DEFECTS_YEARS]
    return np.where(shown, each * (1.0 - recovered), 0.0)
