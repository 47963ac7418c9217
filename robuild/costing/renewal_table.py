"""Expected renewals of each line with each variant at each use intensity.

It is what a workbook looks up when a variant or an intensity is changed there.

Renewals of a year do not depend on how long the period is, so one table serves every period; what
is left at the end does, and is there for each.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from robuild.costing.discounting import FloatArray
from robuild.costing.expected_events import lives_of, worn_out
from robuild.costing.line_rows import line_rows
from robuild.costing.renewal import expected_renewals_by_year
from robuild.terms.catalog import Catalog
from robuild.terms.results import RenewalTable
from robuild.terms.settings import MOST_YEARS, Settings
from robuild.terms.vocabulary import UseIntensity

IntArray = NDArray[np.int64]
_DIGITS = 12
"""Lives and rates that agree to so many digits are one row."""


def renewal_table(
    lines: pd.DataFrame, catalog: Catalog, settings: Settings, repair_ease: pd.DataFrame
) -> RenewalTable:
    """Expected planned renewals by year, for every line with every variant of its key (§3.5).

    Args:
        lines: `tables.LINES`.
        catalog: lives and damage rates.
        settings: with years resolved.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
    """
    offers, first_offer = _offers(lines, catalog)
    every = [
        row
        for intensity in UseIntensity
        for row in line_rows(
            offers.assign(use_intensity=str(intensity)), catalog, settings, repair_ease
        )
    ]
    esl = np.array([row.costs["estimated_service_life_years"] for row in every], dtype=float)
    lives, at_once = lives_of(every, esl)
    facts = np.column_stack(
        [lives.median_years, lives.shape, lives.losses_per_year, lives.age_years, at_once]
    )
    known = ~np.isnan(facts).any(axis=1)
    rounded = np.array([[float(f"{x:.{_DIGITS}g}") for x in row] for row in facts[known]])
    _, first, inverse = np.unique(
        rounded.reshape(-1, facts.shape[1]), axis=0, return_index=True, return_inverse=True
    )
    place = np.zeros(len(every), dtype=np.int64)
    place[known] = inverse.reshape(-1) + 1
    some = np.flatnonzero(known)[first]
    kinds = lives.rows(some)
    found = expected_renewals_by_year(kinds, MOST_YEARS)
    planned = worn_out(found.per_year, kinds.losses_per_year, at_once[some])
    row_of_offer = place.reshape(len(UseIntensity), len(offers)).T
    return RenewalTable(
        row_of_line=row_of_offer[offers["is_now"].to_numpy(dtype=bool)],
        row_of_offer=row_of_offer,
        first_offer=first_offer,
        esl_years=kinds.median_years,
        losses_per_year=kinds.losses_per_year,
        scatters=~(np.isinf(kinds.shape) & (kinds.losses_per_year == 0.0)),
        planned=planned,
        value_share=_shares(found.value_share),
    )


def _offers(lines: pd.DataFrame, catalog: Catalog) -> tuple[pd.DataFrame, IntArray]:
    """Each line once for every variant of its key, and the place of its first."""
    of_key: dict[str, list[str]] = {}
    for variant in catalog.variants:
        of_key.setdefault(variant.component_key, []).append(variant.variant_id)
    offered = [of_key[key] for key in lines["component_key"].tolist()]
    counts = np.array([len(each) for each in offered], dtype=np.int64)
    table = lines.loc[lines.index.repeat(counts)].reset_index(drop=True)
    ids = [variant_id for each in offered for variant_id in each]
    table["is_now"] = table["variant_id"].to_numpy() == np.array(ids, dtype=object)
    table["variant_id"] = pd.Series(ids, dtype=lines["variant_id"].dtype)
    return table, np.cumsum(counts) - counts


def _shares(values: FloatArray) -> FloatArray:
    # a share of nothing left is 0 and not dust of a transform
    return np.where(values < 1e-12, 0.0, values)
