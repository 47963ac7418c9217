"""From bids as read to an award: counted, evaluated, ranked, tried and told."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from robuild.costing.discounting import FloatArray
from robuild.procurement.bids.counted import count_answers
from robuild.procurement.bids.evaluating import (
    HOURS_YEARS,
    SAME_NOK,
    Costs,
    WhatIf,
    evaluate,
    interventions_of,
    ranks_of,
)
from robuild.procurement.bids.figures import BoolArray, Figures, figures_of, in_order
from robuild.procurement.bids.marks import Outlier, low_marks, outliers
from robuild.procurement.bids.points import Reversal, made_up_reversal, reversal
from robuild.procurement.bids.sensitivity import (
    BidBreakEven,
    TriedRank,
    break_evens,
    tried_ranks,
)
from robuild.procurement.bids.simulating import Robustness, simulate_bids
from robuild.terms.bids import BidFinding, BidStatus, ReadBid
from robuild.terms.issues import Severity, input_error
from robuild.terms.settings import Settings
from robuild.terms.tender import Tender

_SERIOUS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class BidResult:
    """One evaluated bid. Money NOK ex VAT; NaN where something is missing."""

    bidder: str
    file: str
    status: BidStatus
    rank: float
    """1 is the lowest evaluated cost; NaN: not ranked."""
    price_nok: float
    corrective_nok: float
    planned_nok: float
    preference_nok: float
    evaluated_nok: float
    rei_by_value: float
    """Index weighted by price."""
    rei_by_use: float
    """Index weighted by expected interventions."""
    lead_time_days: float
    """Longest of all positions."""
    repair_hours: float
    """Of the first ten years."""
    missing: int
    """Mandatory positions without an amount."""
    reservations: int
    low: bool
    """Abnormally low: to be asked about."""
    known_nok: float
    """Evaluated cost of the positions that have one; no total where the bid is incomplete."""
    digest: str


@dataclass(frozen=True, slots=True)
class Award:
    """Everything about the bids of one tender."""

    tender: Tender
    results: tuple[BidResult, ...]
    """Evaluated bids, ranked first, as the numbers of `figures`."""
    figures: Figures
    costs: Costs
    faulty: tuple[ReadBid, ...]
    findings: tuple[BidFinding, ...]
    outliers: tuple[Outlier, ...]
    tried: tuple[TriedRank, ...]
    break_evens: tuple[BidBreakEven, ...]
    robustness: Robustness | None
    reversal: Reversal
    method_hash: str
    """Of the tender and of every file that was read."""

    @property
    def winners(self) -> tuple[int, ...]:
        """Numbers of the bids on rank 1: several in a tie, none where nothing is ranked."""
        return tuple(at for at, each in enumerate(self.results) if each.rank == 1)


def award(tender: Tender, bids: Sequence[ReadBid], settings: Settings) -> Award:
    """Evaluate all bids of a tender.

    Args:
        tender: the owner's master.
        bids: as read, faulty ones among them.
        settings: number of draws, seed and spreads of the robustness; nothing else of it.

    Raises:
        InputError: the tender has nothing to evaluate, or no bid can be.
    """
    usable = [bid for bid in bids if bid.status is not BidStatus.FAULTY]
    if not any(row.mandatory for row in tender.positions):
        raise input_error(
            "nothing_to_evaluate", "the tender has no mandatory position, so nothing is compared."
        )
    if not usable:
        told = "; ".join(f"{bid.file}: {_first(bid)}" for bid in bids)
        raise input_error(
            "no_bid", f"no bid can be evaluated: {told or 'there are none'}.",
            hint="Put the returned workbooks in the folder bids beside tender.json.",
        )  # fmt: skip
    looked = [count_answers(tender, bid) for bid in usable]
    figures = figures_of(tender, [bid.bidder for bid in usable], [each for each, _ in looked])
    order = _order(tender, figures)
    usable = [usable[at] for at in order]
    looked = [looked[at] for at in order]
    figures = in_order(figures, order)
    costs = evaluate(tender, figures)
    odd = tuple(outliers(figures, costs))
    found = [f for bid, (_, more) in zip(usable, looked, strict=True) for f in bid.findings + more]
    found += [_outlier(tender, usable, each) for each in odd]
    found += [finding for bid in bids if bid.status is BidStatus.FAULTY for finding in bid.findings]
    low = low_marks(costs.evaluated, figures.complete, tender.terms.low_price_share)
    found += [
        usable[at].finding("abnormally_low", Severity.WARNING, reservation=True)
        for at, is_low in enumerate(low) if is_low
    ]  # fmt: skip
    results = tuple(_results(tender, usable, figures, costs, found, low))
    winner = next((at for at, each in enumerate(results) if each.rank == 1), None)
    names = [each.bidder for each in results]
    evaluated = costs.evaluated.copy()
    evaluated[~figures.complete] = math.nan
    quality = _array([each.rei_by_value for each in results])
    drawn = None if winner is None else simulate_bids(tender, figures, winner, settings)
    return Award(
        tender, results, figures, costs,
        tuple(bid for bid in bids if bid.status is BidStatus.FAULTY),
        tuple(sorted(found, key=lambda f: (_SERIOUS[f.severity], f.bidder, f.sheet))),
        odd, tuple(tried_ranks(tender, figures)),
        () if winner is None else tuple(break_evens(tender, figures, winner)),
        drawn, reversal(names, evaluated, quality) or made_up_reversal(),
        _hash(tender, bids),
    )  # fmt: skip


def _first(bid: ReadBid) -> str:
    """Why a bid is faulty, in plain English."""
    if not bid.findings:
        return "faulty"
    found = bid.findings[0]
    said = _FAULTY.get(found.code, found.code)
    return said.format(value=found.value, allowed=found.allowed).rstrip(".")


_FAULTY = {
    "not_a_bid": "it is no bid form that robuild wrote",
    "other_tender": "it is for the tender {value}, not for {allowed}",
    "other_version": "it is for another version of the tender (checksum {value}, not {allowed}; "
    "tender.json may have been edited)",
    "layout_changed": "the sheets with answers are not there ({value})",
    "answers_twice": "answers stand in two places ({value})",
    "merged_cells": "cells are merged in a row of answers",
    "position_twice": "a position stands in two rows",
    "other_currency": "prices are in another currency ({value}, not {allowed})",
    "unreadable_file": "{value}",
}


def _order(tender: Tender, figures: Figures) -> list[int]:
    """Ranked bids first, lowest evaluated cost on top; then incomplete ones by name."""
    evaluated = evaluate(tender, figures).evaluated
    names = figures.bidders

    def place(at: int) -> tuple[bool, float, str]:
        complete = bool(figures.complete[at])
        # bids that tie stand in the order of their names
        cost = round(float(evaluated[at]) / SAME_NOK) * SAME_NOK if complete else 0.0
        return not complete, cost, names[at].casefold()

    return sorted(range(len(names)), key=place)


def _results(
    tender: Tender, bids: Sequence[ReadBid], figures: Figures, costs: Costs,
    findings: Sequence[BidFinding], low: Sequence[bool],
) -> list[BidResult]:  # fmt: skip
    ranks = ranks_of(costs.evaluated, figures.complete)
    weights = interventions_of(tender, figures)
    chosen, period = figures.in_sum, tender.terms.period_years
    total = costs.total[:, chosen]
    sums = {
        name: costs.summed(getattr(costs, name))
        for name in ("price", "corrective", "planned", "preference")
    }
    found = []
    for at, bid in enumerate(bids):
        complete = bool(figures.complete[at])
        mine = [f for f in findings if f.bidder == bid.bidder and f.file == bid.file]
        lead = figures.lead_time_days[at][chosen]
        found.append(
            BidResult(
                bid.bidder, bid.file,
                BidStatus.COMPLETE if complete else BidStatus.INCOMPLETE,
                float(ranks[at]),
                float(sums["price"][at]), float(sums["corrective"][at]),
                float(sums["planned"][at]), float(sums["preference"][at]),
                float(costs.evaluated[at]),
                _weighted(figures.rei[at], figures.price_nok[at], chosen),
                _weighted(figures.rei[at], weights[at], chosen),
                math.nan if all(map(math.isnan, lead)) else float(max(
                    each for each in lead if not math.isnan(each))),
                min(HOURS_YEARS, period) * float(figures.repair_hours[at][chosen].sum()),
                sum(1 for answer in figures.counted[at]
                    if answer.missing and answer.position.mandatory),
                sum(1 for f in mine if f.reservation),
                low[at],
                float(sum(each for each in total[at] if not math.isnan(each))),
                bid.digest,
            )
        )  # fmt: skip
    return found


def _weighted(values: FloatArray, weights: FloatArray, chosen: BoolArray) -> float:
    pairs = [
        (float(v), float(w)) for v, w, c in zip(values, weights, chosen, strict=True)
        if c and not (math.isnan(v) or math.isnan(w))
    ]  # fmt: skip
    whole = math.fsum(w for _, w in pairs)
    return math.fsum(v * w for v, w in pairs) / whole if whole > 0 else math.nan


def _outlier(tender: Tender, bids: Sequence[ReadBid], odd: Outlier) -> BidFinding:
    row = tender.positions[odd.position]
    code = "outlier_low" if odd.value_nok < odd.median_nok else "outlier_high"
    found = bids[odd.bid].finding(
        code, Severity.INFO, row.position_id, "unit_price_nok",
        value=f"{odd.value_nok:.0f}", allowed=f"{odd.median_nok:.0f}",
    )  # fmt: skip
    return replace(found, field="evaluated_nok")


def _array(values: Sequence[float]) -> FloatArray:
    import numpy as np

    return np.array(values, dtype=float)


def _hash(tender: Tender, bids: Sequence[ReadBid]) -> str:
    """Of what was locked and of the bytes of every bid: the same files give the same hash."""
    what = WhatIf.announced(tender.terms)
    data = [tender.hash, sorted(bid.digest for bid in bids), repr(what)]
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()
