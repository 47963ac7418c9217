"""Contract forms compared: everything that a sheet or a script asks for."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from robuild.procurement.comparing import FormResult, compare_forms
from robuild.procurement.contract_tornado import ContractBar, contract_tornado, end_factors
from robuild.procurement.forms import forms_of
from robuild.procurement.options import ContractOptions, contract_options, nodes_for
from robuild.procurement.simulation import ContractSpread, Ranges, ranges_of, simulate_forms
from robuild.terms.catalog import Catalog
from robuild.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class ContractComparison:
    """Every contract form of the catalog for one building."""

    options: ContractOptions
    results: tuple[FormResult, ...]
    """By form, in the order of the catalog."""
    ranges: Ranges
    reference_id: str
    compared_id: str
    """What the tornado sets against the reference."""
    spread: ContractSpread | None
    """`None` where no draws were asked for."""
    tornado: tuple[ContractBar, ...]


def compare_contracts(
    lines: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    pair: tuple[str, str],
) -> ContractComparison:
    """Every contract form of the catalog, for these lines.

    Args:
        lines: `tables.LINES`, of a building that is to be built.
        catalog: with at least the two forms of the pair.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        pair: the reference form, and the one that the tornado sets against it.
    """
    forms = forms_of(catalog)
    by_id = {form.form_id: form for form in forms}
    factors = [form.life_factor for form in forms]
    ranges = ranges_of(catalog)
    reference, compared = by_id[pair[0]], by_id[pair[1]]
    ends = end_factors((reference, compared), ranges)
    every = contract_options(lines, catalog, settings, repair_ease, factors, ends)
    options = every.at_nodes(nodes_for(factors))
    return ContractComparison(
        options,
        compare_forms(options, forms, pair[0], settings),
        ranges,
        pair[0],
        pair[1],
        simulate_forms(options, forms, ranges, pair[0], catalog, settings),
        contract_tornado(every, reference, compared, ranges, settings),
    )
