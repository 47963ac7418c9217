"""Example bids from the catalog's own variants, so that an evaluation can be tried beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from robuild.procurement.requirements import meeting
from robuild.procurement.tender_positions import RATE_DECIMALS
from robuild.terms.catalog import Catalog, Variant
from robuild.terms.tender import BID_LEVELS, EvidenceClass, Position, Tender

SUFFIX = "-rehearsal"
"""Of the id of a rehearsal: its bids have another hash and fit no real competition."""
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class ExampleBid:
    """One made-up bid."""

    key: str
    """`cheapest`, `owner`, `long_life`, `easy_repair`, `incomplete`."""
    variants: Mapping[str, str]
    """position_id -> variant_id."""
    answers: Mapping[str, Mapping[str, object]]
    """position_id -> column of `BID_ANSWERS` -> answer; levels and evidence as keys."""


def rehearsal_of(tender: Tender) -> Tender:
    """The same tender under an id of its own."""
    plain = tender.tender_id[: _LONGEST_ID - len(SUFFIX)]
    return tender.model_copy(update={"tender_id": f"{plain}{SUFFIX}"})


def example_bids(
    tender: Tender,
    lines: pd.DataFrame,
    position_of_line: Mapping[str, str],
    catalog: Catalog,
    repair_ease: pd.DataFrame,
) -> tuple[ExampleBid, ...]:
    """Five bids at the catalog's prices: four ways to choose, and one that lacks a price.

    The first four meet the requirements wherever a variant does; the fifth does not look.

    Args:
        tender: what is bid on.
        lines: `tables.LINES` that the positions are of.
        position_of_line: line_id -> position_id.
        catalog: with variants of every position.
        repair_ease: `tables.REPAIR_EASE` of the same catalog.
    """
    ease = {
        str(row["variant_id"]): {str(key): value for key, value in row.items()}
        for row in repair_ease.to_dict("records")
    }
    owner = _owner(lines, position_of_line)

    def price(variant: Variant) -> float:
        return _unit_price(variant, catalog)

    ways: tuple[tuple[str, Callable[[Position, Variant], object], EvidenceClass], ...] = (
        ("cheapest", lambda _, v: (price(v), v.variant_id), EvidenceClass.DECLARED),
        (
            "owner",
            lambda p, v: (v.variant_id != owner.get(p.position_id), price(v), v.variant_id),
            EvidenceClass.TESTED,
        ),
        (
            "long_life",
            lambda _, v: (-(v.service_life_typical_years or 0.0), price(v), v.variant_id),
            EvidenceClass.DECLARED,
        ),
        (
            "easy_repair",
            lambda _, v: (-float(ease[v.variant_id]["rei"]), price(v), v.variant_id),
            EvidenceClass.TESTED,
        ),
        ("incomplete", lambda _, v: (price(v), v.variant_id), EvidenceClass.NONE),
    )
    found = []
    for key, order, evidence in ways:
        variants, answers = {}, {}
        for position in tender.positions:
            choice = _choice(position, catalog, order, ease, every=key == "incomplete")
            if choice is None:
                continue
            variants[position.position_id] = choice.variant_id
            answers[position.position_id] = _answers(
                choice, catalog, ease[choice.variant_id], evidence
            )
        if key == "incomplete" and answers:
            answers[next(iter(answers))].pop("unit_price_nok")
        found.append(ExampleBid(key, variants, answers))
    return tuple(found)


def _owner(lines: pd.DataFrame, position_of_line: Mapping[str, str]) -> dict[str, str]:
    """Variant of the plan that there is most of, by position."""
    known = lines[lines["line_id"].isin(list(position_of_line))]
    table = known.assign(position=known["line_id"].map(position_of_line))
    amounts = table.groupby(["position", "variant_id"])["quantity"].sum().reset_index()
    ordered = amounts.sort_values(["quantity", "variant_id"], ascending=[False, True])
    first = ordered.drop_duplicates("position")
    return dict(zip(first["position"], first["variant_id"], strict=True))


def _choice(
    position: Position,
    catalog: Catalog,
    order: Callable[[Position, Variant], object],
    ease: Mapping[str, Mapping[str, object]],
    *,
    every: bool,
) -> Variant | None:
    """The variant this way of choosing picks; `None` where none has a price."""
    kind: Sequence[Variant] = [
        each for each in catalog.variants if each.component_key == position.component_key
    ]
    fitting, _ = meeting(kind, position.minimum_words)
    priced = [v for v in fitting if v.price_nok is not None and v.install_hours is not None]
    least = position.minimum_repair_ease or 0.0
    easy = [v for v in priced if float(str(ease[v.variant_id]["rei"])) >= least]
    if easy and not every:
        priced = easy
    return min(priced, key=lambda v: order(position, v), default=None)  # type: ignore[arg-type, return-value]


def _unit_price(variant: Variant, catalog: Catalog) -> float:
    rate = catalog.rate_by_trade[variant.trade].hourly_rate_nok
    return round((variant.price_nok or 0.0) + (variant.install_hours or 0.0) * rate, 2)


def _answers(
    variant: Variant, catalog: Catalog, ease: Mapping[str, object], evidence: EvidenceClass
) -> dict[str, object]:
    """What a bidder of this variant would write; what the catalog does not know stays open."""
    work = 1.0 + float(str(ease["dismantling_share"])) + float(str(ease["access_share"]))
    fraction = min(float(str(ease["part_fraction"])), 1.0)
    given = {
        "unit_price_nok": _unit_price(variant, catalog),
        "material_price_nok": variant.price_nok,
        "hours": round((variant.install_hours or 0.0) * work, RATE_DECIMALS),
        "life_years": variant.service_life_typical_years,
        "life_evidence": str(evidence),
        "warranty_years": variant.warranty_years,
        **{column: variant.level(criterion) for criterion, column in BID_LEVELS.items()},
        "levels_evidence": str(evidence),
        "spare_part_nok": round((variant.price_nok or 0.0) * fraction, 2),
        "spare_parts_years": variant.spare_parts_years,
        "lead_time_days": variant.lead_time_days,
    }
    return {column: value for column, value in given.items() if value is not None}
