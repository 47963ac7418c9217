"""Which of two alternatives is cheaper, and how sure that is: the same draws for both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from robuild.costing import Costing
from robuild.costing.discounting import FloatArray
from robuild.terms.catalog import Catalog
from robuild.terms.column_kinds import number, schema, text
from robuild.terms.settings import Settings
from robuild.terms.tables import checked
from robuild.uncertainty.distribution import (
    SHARES,
    Distribution,
    by_replicate,
    cheaper,
    standard_error,
)
from robuild.uncertainty.draws import Draws, batches, draws_asked
from robuild.uncertainty.evaluating import Case, costs_of_key
from robuild.uncertainty.pairs import Pair, case_of
from robuild.uncertainty.renewal_grid import Group

ENOUGH = 0.01
"""A mean difference is known well enough when its standard error is at most this share of it."""

LINE_ODDS = schema(
    "line_odds",
    {
        "line_id": text(unique=True),
        "difference_mean_nok": number(None),  # second less first
        "second_cheaper_probability": number(),
    },
    None,
)

OFFER_ODDS = schema(
    "offer_odds",
    {
        "offer_id": text(unique=True),
        "line_id": text(),
        "variant_id": text(),
        # all NaN where the offer or the current variant of its line lacks something
        "difference_mean_nok": number(None, nullable=True),  # offer less current
        "difference_p10_nok": number(None, nullable=True),
        "difference_p50_nok": number(None, nullable=True),
        "difference_p90_nok": number(None, nullable=True),
        "cheaper_probability": number(nullable=True),
    },
    None,
)


@dataclass(frozen=True, slots=True)
class UncertainDifference:
    """Life-cycle cost of two alternatives, over the lines that both have all amounts for."""

    first: Distribution
    second: Distribution
    difference: Distribution
    """Second less first."""
    second_cheaper_probability: float
    """Where both cost the same, half of the draws count."""
    lines: pd.DataFrame
    """`LINE_ODDS`, sorted by line."""
    draws: int
    seed: int
    stopped_early: bool
    """The difference was known well enough before all draws were made."""
    lines_missing: int
    """Lines of either alternative that are not compared."""

    @property
    def first_cheaper_probability(self) -> float:
        """The complement."""
        return 1.0 - self.second_cheaper_probability


def compare_uncertain(
    first: Costing,
    second: Costing,
    catalog: Catalog,
    settings: Settings,
    *,
    enough_share: float = ENOUGH,
) -> UncertainDifference:
    """Difference in life-cycle cost between two alternatives, under the same draws.

    The number of draws doubles until the standard error of the mean difference is small enough or
    all that are asked for are made.

    Args:
        first: lines in the variants of one alternative.
        second: the same lines in those of the other.
        catalog: that both were costed with.
        settings: that both were costed with.
        enough_share: of the mean difference; 0 makes all draws.

    Raises:
        ValueError: `uncertainty_draws` is 0.
    """
    pair = Pair.of(first, second, catalog, settings)
    groups = [{key: case.groups(key) for key in case.keys_used} for case in pair.cases]
    totals: list[FloatArray] = []  # of each batch, alternatives × replicates × points
    gains = np.zeros(len(pair.line_id))
    wins = np.zeros(len(pair.line_id))
    for draws in batches(len(pair.cases[0].parts.keys), settings, doubling=True):
        lines = [_by_line(c, g, draws) for c, g in zip(pair.cases, groups, strict=True)]
        gains += (lines[1] - lines[0]).sum(axis=1)
        wins += cheaper(lines[1], lines[0]).sum(axis=1)
        totals.append(np.stack([by_replicate(costs.sum(axis=0)) for costs in lines]))
        so_far = np.concatenate(totals, axis=2)
        difference = so_far[1] - so_far[0]
        if standard_error(difference) < enough_share * abs(float(difference.mean())):
            break
    number_of_draws = difference.size
    table = pd.DataFrame(
        {
            "line_id": pd.Series(list(pair.line_id), dtype="str"),
            "difference_mean_nok": gains / number_of_draws,
            "second_cheaper_probability": wins / number_of_draws,
        }
    )
    return UncertainDifference(
        first=Distribution.of(so_far[0]),
        second=Distribution.of(so_far[1]),
        difference=Distribution.of(difference),
        second_cheaper_probability=float(cheaper(so_far[1], so_far[0]).mean()),
        lines=checked(LINE_ODDS, table),
        draws=number_of_draws,
        seed=settings.seed,
        stopped_early=number_of_draws < draws_asked(settings),
        lines_missing=len(pair.missing),
    )


def _by_line(case: Case, groups: dict[int, list[Group]], draws: Draws) -> FloatArray:
    """Life-cycle cost, lines × draws."""
    cost = np.empty((len(case.parts.line_id), draws.labour.size))
    for key, of_key in groups.items():
        found = costs_of_key(case, key, of_key, draws)
        cost[found.places] = found.life_cycle_cost
    return cost


def offer_odds(
    costing: Costing, of_line: pd.DataFrame, catalog: Catalog, settings: Settings
) -> pd.DataFrame:
    """How likely each offer is cheaper over the years than the current variant of its line.

    Args:
        costing: of all offers; their ids are its line ids.
        of_line: offer_id, line_id, variant_id and current, in any order.
        catalog: that they were costed with.
        settings: that they were costed with; all draws are made.

    Returns:
        `OFFER_ODDS`, in the order of `of_line`; NaN where an offer or the current variant of its
        line lacks something, a probability of a half for the current variant itself.

    Raises:
        ValueError: `uncertainty_draws` is 0.
    """
    case = case_of(costing, catalog, settings)
    place = {offer: at for at, offer in enumerate(case.parts.line_id)}
    offers = [place.get(offer, -1) for offer in of_line["offer_id"]]
    now = of_line[of_line["current"]]
    current_of = dict(zip(now["line_id"], now["offer_id"], strict=True))
    current = [place.get(current_of.get(line, ""), -1) for line in of_line["line_id"]]
    pairs = np.array([offers, current], dtype=np.int64).reshape(2, -1)
    figures = np.full((5, len(offers)), np.nan)
    draws = next(batches(len(case.parts.keys), settings))
    row_of = np.full(len(case.parts.line_id), -1)
    known = (pairs >= 0).all(axis=0)
    for key in case.keys_used:
        found = costs_of_key(case, key, case.groups(key), draws)
        row_of[found.places] = np.arange(len(found.places))
        here = np.flatnonzero(known & (case.parts.key[pairs[0]] == key))
        cost = found.life_cycle_cost
        for at in here:
            one, other = cost[row_of[pairs[0, at]]], cost[row_of[pairs[1, at]]]
            gain = one - other
            figures[:, at] = [gain.mean(), *np.quantile(gain, SHARES), cheaper(one, other).mean()]
    table = of_line[["offer_id", "line_id", "variant_id"]].reset_index(drop=True)
    names = [name for name in OFFER_ODDS.columns if name not in table.columns]
    return checked(OFFER_ODDS, table.assign(**dict(zip(names, figures, strict=True))))
