"""A tender on life-cycle cost: what the owner locks, and what bidders answer.

`Tender` is the owner's master (`tender.json`): every parameter that the award rests on, published
beforehand, with a hash of all of it. Money NOK ex VAT, real, price level of `price_year`.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from robuild.terms.column_kinds import number, schema, text
from robuild.terms.vocabulary import Answer, Criterion, Trade, Unit, UseIntensity

FORMAT = 1
"""Of `tender.json`; a file with another number is refused by name."""

Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Years = Annotated[float, Field(gt=0, le=200, allow_inf_nan=False)]
Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Locked(BaseModel):
    """Base of everything that the owner locks."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EvidenceClass(StrEnum):
    """How well a bidder's claim is documented; it decides how far the claim counts."""

    NONE = "none"
    """A word alone: counts no further than the owner's own figure."""
    DECLARED = "declared"
    """Product documentation or declaration of the maker: half-way to the limit."""
    TESTED = "tested"
    """Test by a third party, or a written guarantee: up to the limit."""


class PositionUse(Locked):
    """A part of a position that is used alike."""

    use_intensity: UseIntensity
    quantity: Amount
    life_factor: Annotated[float, Field(gt=0, le=3, allow_inf_nan=False)]
    """Service life in this use as a share of the variant's own (conventions §3.1)."""
    damage_events_per_year: Amount
    """Of the whole quantity."""


class Position(Locked):
    """One row that bidders price: a kind of component with one function, whatever its rooms."""

    position_id: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9.\-]{2,39}$")]
    """Stable: the same for the same component key, function and unit in a later revision."""
    component_key: str
    element_code: str
    name_nb: str
    name_nn: str
    name_en: str
    unit: Unit
    quantity: Amount
    missing_quantity_count: Annotated[int, Field(ge=0)]
    """Components whose quantity nobody knows; they are not in `quantity`."""
    component_count: Annotated[int, Field(ge=0)]
    not_modelled_quantity: Amount = 0.0
    """Part of `quantity` that rests on room templates; no model shows it."""
    fire: Answer
    separating: Answer
    security: Answer
    uses: tuple[PositionUse, ...]
    """Their quantities sum to `quantity`."""
    mandatory: bool
    """Whether a bid without it is incomplete."""
    trade: Trade
    hourly_rate_nok: Amount
    call_out_nok: Amount
    minimum_order_nok: Amount
    event_quantity: Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
    owner_life_years: Years | None
    """Typical service life the owner counts with; `None`: not known, life-cycle cost cannot be
    worked out and the position is judged by price alone, which is said."""
    most_life_years: Years | None
    """What no claim goes beyond: the longest life in the catalog for the kind."""
    owner_hours: Amount | None
    """Hours for one unit that the owner counts with where a bidder may not say otherwise."""
    least_hours: Amount | None
    disposal_nok: Amount
    drying_days: Amount
    price_low_nok: Amount | None
    """Range of prices that is plausible; outside it a price is marked, never changed."""
    price_high_nok: Amount | None
    minimum_levels: dict[Criterion, str]
    """Least level of each criterion that must be met; a criterion not here is free."""
    owner_levels: dict[Criterion, str] = {}
    """Levels of the product that the owner counts with; a better one needs evidence."""
    minimum_repair_ease: Part | None = None
    """Least index of repair ease; `None`: free."""
    minimum_words: tuple[str, ...]
    """Functional minimum, such as fire, security, wet_room."""
    most_lead_time_days: Amount | None
    least_spare_parts_years: Amount | None
    least_warranty_years: Amount | None


class TenderLevel(Locked):
    """One level of a repair criterion, with what it does to an event; from the catalog."""

    criterion: Criterion
    level: str
    value: Part
    effect: Amount | None
    name_nb: str
    name_nn: str
    name_en: str


class TenderTerms(Locked):
    """Parameters that hold for all positions."""

    base_year: int
    price_year: int
    period_years: Annotated[int, Field(ge=1, le=75)]
    real_rates: tuple[float, float, float]
    real_rate_until_years: tuple[int, int]
    opening_offset_years: int
    """Opening year less base year: what the rate steps count from."""
    mid_year: bool
    alpha: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)]
    """0 in an award on cost; above 0 only as an announced criterion of quality."""
    total_loss_share: Part
    spare_premium: Amount
    visits_per_event: Amount
    administrative_delay_days: Amount
    workday_hours: Amount
    caretaker_rate_nok: Amount
    caretaker_call_out_nok: Amount
    caretaker_minimum_order_nok: Amount
    criterion_weights: dict[Criterion, Part]
    """Weights of the repair-ease index; they sum to 1."""
    evidence_shares: dict[EvidenceClass, Part]
    """How far from the owner's figure to the limit a claim may count."""
    low_price_share: Part
    """A bid whose evaluated cost is below this share of the median of the others is marked."""


class Tender(Locked):
    """The owner's master."""

    format: int = FORMAT
    robuild_version: str
    tender_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]{2,63}$")]
    project: str
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "NOK"
    model_digests: dict[str, str]
    """SHA-256 of the model files the quantities come from, by name."""
    terms: TenderTerms
    levels: tuple[TenderLevel, ...]
    positions: tuple[Position, ...]
    left_out: tuple[str, ...]
    """Lines that are no position, each with its reason, so that nothing is dropped in silence."""

    @cached_property
    def position_by_id(self) -> dict[str, Position]:
        """position_id -> row."""
        return {row.position_id: row for row in self.positions}

    @property
    def hash(self) -> str:
        """SHA-256 of everything locked; robuild's own version is not part of it.

        Worked out anew each time: a copy with a change must not keep the hash of the original.
        """
        data = self.model_dump(mode="json", exclude={"robuild_version"})
        plain = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(plain.encode("utf-8")).hexdigest()


BID_LEVELS = {criterion: f"level_{criterion.value.lower()}" for criterion in Criterion}
"""Column of a bid that holds the level of each criterion."""

BID_ANSWERS = schema(
    "bid_answers",
    {
        "bidder": text(),
        "position_id": text(),
        "product": text(nullable=True),
        "unit_price_nok": number(nullable=True),  # delivered and installed, per unit, ex VAT
        "material_price_nok": number(nullable=True),  # of one new unit without work
        "hours": number(nullable=True),  # to take out one unit and put in a new one
        "life_years": number(nullable=True),
        "life_evidence": text(nullable=True),  # `EvidenceClass`
        "warranty_years": number(nullable=True),
        **{column: text(nullable=True) for column in BID_LEVELS.values()},
        "levels_evidence": text(nullable=True),  # `EvidenceClass` of the nine levels
        "spare_part_nok": number(nullable=True),  # of the part that wears most
        "spare_parts_years": number(nullable=True),
        "lead_time_days": number(nullable=True),
        "instruction_link": text(nullable=True),
    },
    ["bidder", "position_id"],
)
"""What bidders answered, as read: NaN and None are not answered, never 0."""
