"""A plan becomes a tender: what the owner locks before anybody prices it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from robuild.procurement.requirements import asking_of
from robuild.procurement.tender_positions import Positions, positions_of
from robuild.repair_ease import preset_weights
from robuild.terms.catalog import Catalog, TradeRate
from robuild.terms.issues import Issue, Severity
from robuild.terms.settings import Settings
from robuild.terms.tender import EvidenceClass, Tender, TenderLevel, TenderTerms
from robuild.terms.vocabulary import Criterion, DiscountTiming, RepairEaseMethod, Trade

LOW_PRICE_SHARE = 0.8
"""Assumption: a bid below this share of the median of the others is looked at, not thrown out."""
EVIDENCE_SHARES = {
    EvidenceClass.NONE: 0.0, EvidenceClass.DECLARED: 0.5, EvidenceClass.TESTED: 1.0,
}  # fmt: skip
"""Assumption: a word alone counts nothing, a maker's declaration half, a test all of it."""
_PLAIN = {"real_price_growth": 0.0, "residual_share": 0.0, "acquisition_years": 1,
          "repair_ease_method": RepairEaseMethod.GEOMETRIC}  # fmt: skip
"""Settings that a tender does not know, and what it counts with in their place."""


@dataclass(frozen=True, slots=True)
class TenderAsked:
    """What the owner says of a tender, beside the plan."""

    tender_id: str
    project: str
    alpha: float = 0.0
    """Above 0 only as an announced criterion of quality."""
    minimum: float | None = None
    """Least index of repair ease; `None`: no requirement list."""
    robuild_version: str = "0"


@dataclass(frozen=True, slots=True)
class Tendered:
    """A tender, and where every line of the plan went."""

    tender: Tender
    positions: Positions
    notes: tuple[Issue, ...]

    @property
    def line_count(self) -> int:
        """Lines of the plan: in positions and left out."""
        return len(self.positions.position_of_line) + len(self.positions.left_out)


def tender_of(
    lines: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    repair_ease: pd.DataFrame,
    asked: TenderAsked,
    model_digests: Mapping[str, str],
) -> Tendered:
    """The tender of a plan.

    Args:
        lines: `tables.LINES` of a new building.
        catalog: what the owner counts with.
        settings: with years resolved; their alpha is not used.
        repair_ease: `tables.REPAIR_EASE` of the same catalog and settings.
        asked: id, project, alpha and requirement list.
        model_digests: SHA-256 of the model files by name.

    Raises:
        KeyError: a line names a component, variant or trade that the catalog lacks.
    """
    asking = asking_of(catalog, repair_ease, asked.minimum)
    positions = positions_of(lines, catalog, settings, repair_ease, asking)
    tender = Tender(
        robuild_version=asked.robuild_version,
        tender_id=asked.tender_id,
        project=asked.project,
        currency=catalog.header.currency,
        model_digests=dict(sorted(model_digests.items())),
        terms=_terms(catalog, settings, asked.alpha),
        levels=tuple(
            TenderLevel(
                criterion=row.criterion, level=row.level, value=row.value, effect=row.effect,
                name_nb=row.name_nb, name_nn=row.name_nn, name_en=row.name_en,
            )
            for row in catalog.repair_levels
        ),
        positions=positions.rows,
        left_out=tuple(f"{line}: {why}" for line, why in sorted(positions.left_out.items())),
    )  # fmt: skip
    return Tendered(tender, positions, tuple(_notes(tender, positions, settings)))


def _terms(catalog: Catalog, settings: Settings, alpha: float) -> TenderTerms:
    base, opening = settings.base_year, settings.opening_year
    assert base is not None and opening is not None and settings.price_year is not None  # noqa: PT018
    caretaker = catalog.rate_by_trade[Trade.CARETAKER]
    return TenderTerms(
        base_year=base,
        price_year=settings.price_year,
        period_years=settings.period_years,
        real_rates=(settings.real_rate_1, settings.real_rate_2, settings.real_rate_3),
        real_rate_until_years=(settings.real_rate_1_until_year, settings.real_rate_2_until_year),
        opening_offset_years=opening - base,
        mid_year=settings.discount_timing is DiscountTiming.MID_YEAR,
        alpha=alpha,
        total_loss_share=settings.total_loss_share,
        spare_premium=settings.spare_premium,
        visits_per_event=settings.visits_per_event,
        administrative_delay_days=settings.administrative_delay_days,
        workday_hours=settings.workday_hours,
        **_caretaker(caretaker),
        criterion_weights=_weights(catalog, settings),
        evidence_shares=EVIDENCE_SHARES,
        low_price_share=LOW_PRICE_SHARE,
    )


def _caretaker(rate: TradeRate) -> dict[str, float]:
    return {
        "caretaker_rate_nok": rate.hourly_rate_nok,
        "caretaker_call_out_nok": rate.call_out_nok,
        "caretaker_minimum_order_nok": rate.minimum_order_nok,
    }


def _weights(catalog: Catalog, settings: Settings) -> dict[Criterion, float]:
    """Weights of all nine criteria; they sum to 1."""
    weights = preset_weights(catalog, settings.repair_ease_preset)
    whole = sum(weights.values())
    return {each: round(weights.get(each, 0.0) / whole, 12) for each in Criterion}


def _notes(tender: Tender, positions: Positions, settings: Settings) -> list[Issue]:
    notes = []
    if tender.terms.alpha > 0:
        notes.append(
            Issue(
                Severity.WARNING, "tender_alpha",
                f"alpha is {tender.terms.alpha:g}: the ranking is no longer cost alone.",
                hint="Announce it as a criterion of quality and have it checked, or leave it out.",
                value=f"{tender.terms.alpha:g}",
            )
        )  # fmt: skip
    other = [key for key, plain in _PLAIN.items() if getattr(settings, key) != plain]
    if other:
        notes.append(
            Issue(
                Severity.WARNING, "tender_plain_settings",
                f"a tender does not know {', '.join(other)}; it counts with "
                f"{', '.join(str(_PLAIN[key]) for key in other)}.",
                hint="The plan keeps them; what is locked stands in the announcement.",
                value=", ".join(other),
            )
        )  # fmt: skip
    unsure = [row.position_id for row in tender.positions if _unsure(row.minimum_words)]
    if unsure:
        notes.append(
            Issue(
                Severity.WARNING, "tender_function_unknown",
                f"{len(unsure)} positions have a function that the model does not say "
                f"({_some(unsure)}); bidders cannot know what to price.",
                hint="Say it in the model (FireRating, LoadBearing …) or in the tender documents.",
                value=_some(unsure), count=len(unsure),
            )
        )  # fmt: skip
    if positions.without_variant:
        notes.append(
            Issue(
                Severity.WARNING, "tender_no_such_variant",
                f"the catalog has no variant with the function of {len(positions.without_variant)} "
                f"positions ({_some(positions.without_variant)}); the owner's figures are those of "
                "variants without it.",
                hint="Add such a variant to the catalog, or check the function in the model.",
                value=_some(positions.without_variant), count=len(positions.without_variant),
            )
        )  # fmt: skip
    priceless = [row.position_id for row in tender.positions if row.price_low_nok is None]
    if priceless:
        notes.append(
            Issue(
                Severity.WARNING, "tender_no_price_range",
                f"{len(priceless)} positions have no price in the catalog ({_some(priceless)}); "
                "their prices are not checked.",
                hint="Add a price to the catalog to have odd ones marked.",
                value=_some(priceless), count=len(priceless),
            )
        )  # fmt: skip
    return notes


def _unsure(words: tuple[str, ...]) -> bool:
    return any(word.endswith("_unknown") for word in words)


def _some(ids: list[str] | tuple[str, ...]) -> str:
    more = len(ids) - 3
    return ", ".join(ids[:3]) + (f" … +{more}" if more > 0 else "")
