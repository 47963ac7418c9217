"""Contract forms as data: who chooses, what it costs, who carries defects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FormKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
SourceKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.\-]{1,79}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Finite = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]


class Selector(StrEnum):
    """By what a form's contractor picks the variants that the owner has not fixed."""

    MIN_CAPEX = "min_capex"
    """The cheapest to buy that meets the minimum."""
    MIN_LCC = "min_lcc"
    """What the owner would pick."""
    MIN_LCC_HORIZON = "min_lcc_horizon"
    """The cheapest over the contractor's own years, at the contractor's own rate."""
    MIX = "mix"
    """A share as the owner would, the rest the cheapest to buy."""


class ContractTerm(StrEnum):
    """A parameter of a contract form; the unit is the end of its name."""

    OWNER_FIXED_SHARE = "owner_fixed_share"
    MIX_SHARE = "mix_share"
    HORIZON_YEARS = "horizon_years"
    CONTRACTOR_RATE_SHARE = "contractor_rate_share"
    MINIMUM_REPAIR_EASE = "minimum_repair_ease"
    MARKUP_SHARE = "markup_share"
    GROWTH_SHARE = "growth_share"
    OWNER_COST_SHARE = "owner_cost_share"
    FOLLOW_UP_SHARE = "follow_up_share"
    FOLLOW_UP_YEARS = "follow_up_years"
    DESIGN_FACTOR = "design_factor"
    EXECUTION_FACTOR = "execution_factor"
    DEFECTS_SHARE = "defects_share"
    DEFECTS_YEARS = "defects_years"
    RECOVERED_SHARE = "recovered_share"
    LIABILITY_YEARS = "liability_years"
    OPERATION_YEARS = "operation_years"
    OPERATION_PREMIUM_SHARE = "operation_premium_share"


@dataclass(frozen=True, slots=True)
class TermLimits:
    """What a parameter may be."""

    unit: str
    lowest: float
    highest: float
    whole: bool = False
    """Whole numbers only; such a parameter is chosen and not drawn."""


_SHARE = TermLimits("share", 0.0, 1.0)
_YEARS = TermLimits("years", 0, 75, whole=True)
_FACTOR = TermLimits("factor", 0.5, 1.5)
LIMITS: dict[ContractTerm, TermLimits] = {
    ContractTerm.OWNER_FIXED_SHARE: _SHARE,
    ContractTerm.MIX_SHARE: _SHARE,
    ContractTerm.HORIZON_YEARS: TermLimits("years", 1, 75, whole=True),
    ContractTerm.CONTRACTOR_RATE_SHARE: TermLimits("1/year", 0.0, 0.3),
    ContractTerm.MINIMUM_REPAIR_EASE: TermLimits("index", 0.0, 1.0),
    ContractTerm.MARKUP_SHARE: _SHARE,
    ContractTerm.GROWTH_SHARE: _SHARE,
    ContractTerm.OWNER_COST_SHARE: _SHARE,
    ContractTerm.FOLLOW_UP_SHARE: TermLimits("share/year", 0.0, 0.2),
    ContractTerm.FOLLOW_UP_YEARS: _YEARS,
    ContractTerm.DESIGN_FACTOR: _FACTOR,
    ContractTerm.EXECUTION_FACTOR: _FACTOR,
    ContractTerm.DEFECTS_SHARE: _SHARE,
    ContractTerm.DEFECTS_YEARS: TermLimits("years", 1, 75, whole=True),
    ContractTerm.RECOVERED_SHARE: _SHARE,
    ContractTerm.LIABILITY_YEARS: _YEARS,
    ContractTerm.OPERATION_YEARS: _YEARS,
    ContractTerm.OPERATION_PREMIUM_SHARE: _SHARE,
}
"""Unit and limits of each parameter."""

NOT_DRAWN = frozenset(
    {term for term, limits in LIMITS.items() if limits.whole}
    | {ContractTerm.CONTRACTOR_RATE_SHARE, ContractTerm.MINIMUM_REPAIR_EASE}
)
"""What decides a choice or counts years: changed one at a time, never drawn."""


class FormRow(BaseModel):
    """Base of the rows of both tables."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ContractForm(FormRow):
    """`contract_forms.csv`: a way of buying building work."""

    form_id: FormKey
    name_en: Words
    name_nb: Words
    name_nn: Words
    standard: str = ""
    """Standard contract it rests on, such as NS 8407."""
    selector: Selector
    """Who picks what the owner has not fixed, and by what."""
    source_id: SourceKey


class ContractParameter(FormRow):
    """`contract_parameters.csv`: one parameter of one form, with its range."""

    form_id: FormKey
    parameter: ContractTerm
    value: Finite
    """As likely as any; what the expected figures use."""
    low: Finite
    """Lowest that is drawn."""
    high: Finite
    """Highest that is drawn."""
    source_id: SourceKey
