"""Procurement: what contract forms come to in money.

In: lines, catalog with contract forms, settings. Out: `ContractComparison`, every form with its
amounts, the effect of form and of brief apart, spread and tornado. Rule: decisions §5.8, every line
is `s` of the owner's own choice and `1 − s` of what the form's contractor picks.
"""

from __future__ import annotations

from robuild.procurement.amounts import HOURS_YEARS, FormAmounts, amounts_of, weights_by
from robuild.procurement.comparing import FormResult, NoShare, compare_forms
from robuild.procurement.contract_tornado import ContractBar, contract_tornado
from robuild.procurement.contracts import ContractComparison, compare_contracts
from robuild.procurement.forms import Form, forms_of, free_picks, meets_minimum, owner_picks
from robuild.procurement.options import CONTRACT_OPTIONS, ContractOptions, contract_options
from robuild.procurement.rehearsal import ExampleBid, example_bids, rehearsal_of
from robuild.procurement.requirements import minimum_asked
from robuild.procurement.simulation import (
    DRAWN,
    ContractSpread,
    FormSpread,
    ranges_of,
    simulate_forms,
    triangular,
)
from robuild.procurement.tender_positions import Positions, position_id, positions_of
from robuild.procurement.tendering import TenderAsked, Tendered, tender_of

__all__ = [
    "CONTRACT_OPTIONS",
    "DRAWN",
    "HOURS_YEARS",
    "ContractBar",
    "ContractComparison",
    "ContractOptions",
    "ContractSpread",
    "ExampleBid",
    "Form",
    "FormAmounts",
    "FormResult",
    "FormSpread",
    "NoShare",
    "Positions",
    "TenderAsked",
    "Tendered",
    "amounts_of",
    "compare_contracts",
    "compare_forms",
    "contract_options",
    "contract_tornado",
    "example_bids",
    "forms_of",
    "free_picks",
    "meets_minimum",
    "minimum_asked",
    "owner_picks",
    "position_id",
    "positions_of",
    "ranges_of",
    "rehearsal_of",
    "simulate_forms",
    "tender_of",
    "triangular",
    "weights_by",
]
