"""What counts of a bidder's answers: claims are held against the owner's figures.

Claims better than the owner's figure count as far as their evidence carries (decisions §5.8):
`owner + share · (limit − owner)`. What was not answered is missing; nothing becomes 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from robuild.repair_ease import join_values
from robuild.terms.bids import BidFinding, ReadBid
from robuild.terms.issues import Severity
from robuild.terms.tender import BID_LEVELS, EvidenceClass, Position, Tender, TenderLevel
from robuild.terms.vocabulary import Criterion

NAN = math.nan
_DUST = 1e-9
Levels = Mapping[Criterion, TenderLevel]


@dataclass(frozen=True, slots=True)
class CountedAnswer:
    """One position of one bid as it is evaluated; NaN is not known."""

    position: Position
    unit_price_nok: float
    material_price_nok: float
    hours: float
    life_years: float
    levels: Levels
    lead_time_days: float
    missing: tuple[str, ...]
    """Columns without which the position has no cost."""

    @property
    def priced(self) -> bool:
        """Whether there is a price at all."""
        return not math.isnan(self.unit_price_nok)


@dataclass(slots=True)
class _Look:
    """Looking at the answers of one bid."""

    tender: Tender
    bid: ReadBid
    ladder: Mapping[Criterion, tuple[TenderLevel, ...]]
    found: list[BidFinding] = field(default_factory=list)

    def tell(self, code: str, severity: Severity, position: Position, column: str,
             **words: Any) -> None:  # fmt: skip
        found = self.bid.finding(code, severity, position.position_id, column, **words)
        self.found.append(found)


def count_answers(
    tender: Tender, bid: ReadBid
) -> tuple[list[CountedAnswer], tuple[BidFinding, ...]]:
    """Every position of the tender as this bid is evaluated on it, in the tender's order."""
    look = _Look(tender, bid, ladders(tender))
    given: dict[str, dict[str, Any]] = {}
    if bid.answers is not None:
        rows = bid.answers.to_dict("records")
        given = {str(row["position_id"]): {str(k): v for k, v in row.items()} for row in rows}
    counted = [_count(look, row, given.get(row.position_id, {})) for row in tender.positions]
    return counted, tuple(look.found)


def ladders(tender: Tender) -> dict[Criterion, tuple[TenderLevel, ...]]:
    """Levels of each criterion, best first; the last is what no answer counts as."""
    groups: dict[Criterion, list[TenderLevel]] = {}
    for row in tender.levels:
        groups.setdefault(row.criterion, []).append(row)
    return {
        criterion: tuple(sorted(rows, key=lambda row: (-row.value, row.effect or 0.0)))
        for criterion, rows in groups.items()
    }


def judged_by_price(position: Position) -> bool:
    """Whether nobody knows how long the thing lasts, so that only its price counts."""
    return position.owner_life_years is None


def _count(look: _Look, position: Position, given: Mapping[str, Any]) -> CountedAnswer:
    price, material = number(given, "unit_price_nok"), number(given, "material_price_nok")
    hours, life = _hours(look, position, given), _life(look, position, given)
    levels, claimed = _levels(look, position, given, told=not math.isnan(price))
    lead = number(given, "lead_time_days")
    counted = CountedAnswer(
        position, price, material, hours, life, levels, lead,
        tuple(_missing(position, price, material, hours)),
    )  # fmt: skip
    for column in counted.missing:
        severity = Severity.ERROR if position.mandatory else Severity.INFO
        # an option that nobody asked a price for lacks nothing else
        if position.mandatory or counted.priced or column == "unit_price_nok":
            look.tell("missing", severity, position, column, reservation=position.mandatory)
    if counted.priced:
        _check_prices(look, counted)
        _check_minimums(look, position, given)
        _check_index(look, position, claimed)
    return counted


def _missing(position: Position, price: float, material: float, hours: float) -> Iterator[str]:
    if math.isnan(price):
        yield "unit_price_nok"
    if judged_by_price(position):
        return
    if math.isnan(material):
        yield "material_price_nok"
    if math.isnan(hours):
        yield "hours"


def _life(look: _Look, position: Position, given: Mapping[str, Any]) -> float:
    owner, claim = position.owner_life_years, number(given, "life_years")
    if owner is None:
        return NAN
    if math.isnan(claim):
        if not math.isnan(number(given, "unit_price_nok")):
            look.tell("owner_figure", Severity.INFO, position, "life_years", counted=_said(owner))
        return owner
    share = look.tender.terms.evidence_shares.get(_evidence(given, "life_evidence"), 0.0)
    most = owner + share * max(0.0, (position.most_life_years or owner) - owner)
    if claim <= most + _DUST:
        return claim
    look.tell(
        "claim_capped", Severity.WARNING, position, "life_years", value=_said(claim),
        allowed=_said(most), counted=_said(most),
    )  # fmt: skip
    return most


def _hours(look: _Look, position: Position, given: Mapping[str, Any]) -> float:
    owner, claim = position.owner_hours, number(given, "hours")
    if owner is None:
        return claim
    if math.isnan(claim):
        if not (math.isnan(number(given, "unit_price_nok")) or judged_by_price(position)):
            look.tell("owner_figure", Severity.INFO, position, "hours", counted=_said(owner))
        return owner
    share = look.tender.terms.evidence_shares.get(_evidence(given, "levels_evidence"), 0.0)
    least = position.least_hours
    floor = owner - share * max(0.0, owner - (owner if least is None else least))
    if claim >= floor - _DUST:
        return claim
    look.tell(
        "claim_capped", Severity.WARNING, position, "hours", value=_said(claim),
        allowed=_said(floor), counted=_said(floor),
    )  # fmt: skip
    return floor


def _levels(
    look: _Look, position: Position, given: Mapping[str, Any], *, told: bool
) -> tuple[Levels, Levels]:
    """Levels that count, and as claimed."""
    share = look.tender.terms.evidence_shares.get(_evidence(given, "levels_evidence"), 0.0)
    counted: dict[Criterion, TenderLevel] = {}
    stated: dict[Criterion, TenderLevel] = {}
    for criterion, ladder in look.ladder.items():
        column = BID_LEVELS[criterion]
        by_level = {row.level: row for row in ladder}
        claimed = by_level.get(str(given.get(column)))
        if claimed is None:
            counted[criterion] = stated[criterion] = ladder[-1]
            if told:
                look.tell("level_missing", Severity.WARNING, position, column,
                          counted=ladder[-1].level)  # fmt: skip
            continue
        least = by_level.get(position.minimum_levels.get(criterion, ""))
        own = by_level.get(position.owner_levels.get(criterion, "")) or least
        row = claimed if own is None else _as_far_as_shown(claimed, own, ladder, share)
        counted[criterion], stated[criterion] = row, claimed
        if not told:
            continue
        if row is not claimed:
            look.tell("level_capped", Severity.WARNING, position, column, value=claimed.level,
                      allowed=row.level, counted=row.level)  # fmt: skip
        if least is not None and claimed.value < least.value - _DUST:
            look.tell("below_minimum", Severity.ERROR, position, column, value=claimed.level,
                      allowed=least.level, counted=row.level, reservation=True)  # fmt: skip
    return counted, stated


def _as_far_as_shown(
    claimed: TenderLevel, own: TenderLevel, ladder: tuple[TenderLevel, ...], share: float
) -> TenderLevel:
    limit = own.value + share * max(0.0, ladder[0].value - own.value)
    if claimed.value <= limit + _DUST:
        return claimed
    return next((row for row in ladder if row.value <= limit + _DUST), own)


def _check_prices(look: _Look, counted: CountedAnswer) -> None:
    position, price = counted.position, counted.unit_price_nok
    low, high = position.price_low_nok, position.price_high_nok
    span = f"{_said(low)} – {_said(high)}"
    if price == 0.0:
        look.tell("zero_price", Severity.WARNING, position, "unit_price_nok", value="0",
                  counted="0", reservation=True)  # fmt: skip
    elif low is not None and price < low - _DUST:
        look.tell("price_below", Severity.WARNING, position, "unit_price_nok",
                  value=_said(price), allowed=span, counted=_said(price))  # fmt: skip
    elif high is not None and price > high + _DUST:
        look.tell("price_above", Severity.WARNING, position, "unit_price_nok",
                  value=_said(price), allowed=span, counted=_said(price))  # fmt: skip
    if counted.material_price_nok > price + 0.005:
        look.tell(
            "material_above_price", Severity.WARNING, position, "material_price_nok",
            value=_said(counted.material_price_nok), allowed=_said(price),
            counted=_said(counted.material_price_nok), reservation=True,
        )  # fmt: skip


def _check_minimums(look: _Look, position: Position, given: Mapping[str, Any]) -> None:
    lead, most = number(given, "lead_time_days"), position.most_lead_time_days
    if most is not None and lead > most + _DUST:
        look.tell("above_maximum", Severity.ERROR, position, "lead_time_days", value=_said(lead),
                  allowed=_said(most), reservation=True)  # fmt: skip
    for column, least in (
        ("spare_parts_years", position.least_spare_parts_years),
        ("warranty_years", position.least_warranty_years),
    ):
        value = number(given, column)
        if least is None or least <= 0:
            continue
        if math.isnan(value):
            look.tell("not_answered", Severity.WARNING, position, column, allowed=_said(least),
                      reservation=True)  # fmt: skip
        elif value < least - _DUST:
            look.tell("below_minimum", Severity.ERROR, position, column, value=_said(value),
                      allowed=_said(least), reservation=True)  # fmt: skip


def _check_index(look: _Look, position: Position, claimed: Levels) -> None:
    least, index = position.minimum_repair_ease, rei_of(look.tender, claimed)
    if least is not None and index < least - _DUST:
        found = look.bid.finding(
            "below_minimum", Severity.ERROR, position.position_id, "repair_ease",
            value=f"{index:.2f}", allowed=_said(least), reservation=True,
        )  # fmt: skip
        # the index is of all nine answers: they stand side by side
        ends = [look.bid.places.get((position.position_id, BID_LEVELS[c]), ("", ""))
                for c in (Criterion.CONNECTION, Criterion.DISTURBANCE)]  # fmt: skip
        cell = ":".join(dict.fromkeys(place for _, place in ends if place))
        look.found.append(replace(found, sheet=ends[0][0], cell=cell))


def rei_of(tender: Tender, levels: Levels) -> float:
    """Repair-ease index of levels (conventions §5.1); NaN where one is not known."""
    weights = {c: w for c, w in tender.terms.criterion_weights.items() if w > 0}
    if not weights or any(criterion not in levels for criterion in weights):
        return NAN
    return join_values({c: levels[c].value for c in weights}, weights)


def number(given: Mapping[str, Any], column: str) -> float:
    """A numeric answer; NaN where there is none."""
    value = given.get(column)
    return NAN if value is None else float(value)


def _evidence(given: Mapping[str, Any], column: str) -> EvidenceClass:
    value = given.get(column)
    known = set(EvidenceClass)
    return EvidenceClass(value) if isinstance(value, str) and value in known else EvidenceClass.NONE


def _said(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
