"""A catalog: what can be bought, how long it lasts, what work it takes, who says so.

One class per table; a field name carries its unit. A field that is `None` is *not known*, which
is never the same as 0. `*_source_id` points into `sources`, whose mark says how well a number is
known.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from robuild.terms.contract_forms import ContractForm, ContractParameter
from robuild.terms.match_rules import MatchRule
from robuild.terms.room_templates import RoomTemplate
from robuild.terms.vocabulary import (
    Answer,
    Criterion,
    DecideLevel,
    DoLevel,
    InstitutionalLook,
    Mark,
    RateExposure,
    TaskKind,
    Trade,
    Unit,
    VariantRole,
)

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.\-]{1,79}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Positive = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Row(BaseModel):
    """Base of every catalog row."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class CatalogHeader(Row):
    """`catalog.toml`: what the catalog is."""

    catalog_id: Key
    version: Text
    price_year: Annotated[int, Field(ge=1990, le=2100)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    licence: Text
    language: Text
    """Language of origin."""


class LayerHeader(Row):
    """`layer.toml`: what a layer over a catalog is."""

    layer_id: Key
    version: Text
    title: Text
    price_year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    """Price level of the amounts in it; must be the catalog's."""


class Source(Row):
    """`sources.csv`: who says so."""

    source_id: Key
    title: Text
    where: str = ""
    date: str = ""
    mark: Mark


class Component(Row):
    """`components.csv`: a class of component shared by model, catalog and statistics."""

    component_key: Key
    name_en: Text
    name_nb: Text
    name_nn: Text
    element_code_system: Text
    element_code_edition: Text
    element_code: Annotated[str, StringConstraints(pattern=r"^\d{2,4}$")]
    ifc_class: Annotated[str, StringConstraints(pattern=r"^Ifc[A-Za-z]+$")]
    predefined_type: str = ""
    unit: Unit
    part_of: str = ""
    """component_key of the set this is a part of; empty when it stands alone."""
    default_variant_id: Key
    critical_function: Answer
    """Whether a dwelling cannot be lived in or locked while the component is out."""
    intensity_sensitivity_share: Share
    """How much of the use-intensity factor reaches the wear life: 1 all of it, 0 none."""
    damage_rate_per: RateExposure
    damage_rate_ordinary_per_year: NotNegative | None
    damage_rate_raised_per_year: NotNegative | None
    damage_rate_heavy_per_year: NotNegative | None
    event_quantity: Positive
    """How much of the unit one event hits."""
    damage_source_id: Key
    fire_function: Answer
    """What is true when the model is silent; `unknown` when only the model can tell."""
    separating: Answer
    security: Answer
    element_code_source_id: Key
    tenant_maintains: Answer = Answer.UNKNOWN
    """Whether upkeep is the tenant's by law where the lease says nothing else (husleieloven § 5-3).
    It says nothing of who may do the work, and replacement is always the owner's."""
    damage_rate_events: Positive | None = None
    """How many events stand behind the damage rates: the shape of their gamma distribution;
    `None` where they are estimates whose spread is a setting."""


class Variant(Row):
    """`variants.csv`: one purchasable option for a component_key."""

    variant_id: Key
    component_key: Key
    role: VariantRole
    name_en: Text
    name_nb: Text
    name_nn: Text
    price_nok: NotNegative | None
    """Per unit of the component, material only, ex VAT, price level of the catalog."""
    price_source_id: Key
    install_hours: NotNegative | None
    """Per unit, first installation."""
    hours_source_id: Key
    trade: Trade
    service_life_low_years: Positive | None
    service_life_typical_years: Positive | None
    service_life_high_years: Positive | None
    service_life_source_id: Key
    c1_connection: str | None
    c2_access: str | None
    c3_independence: str | None
    c4_smallest_part: str | None
    c5_tools: str | None
    c6_skill: str | None
    c7_parts: str | None
    c8_documentation: str | None
    c9_disturbance: str | None
    criteria_source_id: Key
    lead_time_days: NotNegative | None
    """Days until a spare part or a new one is on site."""
    spare_parts_years: NotNegative | None
    """How long the supplier promises spare parts; 0 is none, `None` is not known."""
    parts_source_id: Key
    drying_days: NotNegative
    disposal_nok: NotNegative | None
    """Per unit, taking away the old one."""
    institutional_look: InstitutionalLook
    minimum_spec: str = ""
    """Words joined by `;` that a use may require, such as `fire;security;wet_room`."""
    warranty_years: NotNegative | None
    damage_rate_factor: Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)] = 1.0
    """Damage events of this variant as a multiple of its component's rate; 1 until somebody has
    counted."""
    repair_hours_factor: Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)] = 1.0
    """Hours of a repair as a multiple of what its levels say; 1 until somebody has timed it."""

    def level(self, criterion: Criterion) -> str | None:
        """Level key of one criterion; `None` when it is not known."""
        level: str | None = getattr(self, LEVEL_FIELDS[criterion])
        return level


LEVEL_FIELDS = {
    Criterion.CONNECTION: "c1_connection",
    Criterion.ACCESS: "c2_access",
    Criterion.INDEPENDENCE: "c3_independence",
    Criterion.SMALLEST_PART: "c4_smallest_part",
    Criterion.TOOLS: "c5_tools",
    Criterion.SKILL: "c6_skill",
    Criterion.PARTS: "c7_parts",
    Criterion.DOCUMENTATION: "c8_documentation",
    Criterion.DISTURBANCE: "c9_disturbance",
}
"""Field of `Variant` that holds the level of each criterion."""


class RepairLevel(Row):
    """`repair_levels.csv`: one level of one criterion, its value and its effect on an event."""

    criterion: Criterion
    level: Key
    value: Annotated[float, Field(ge=0.1, le=1.0, allow_inf_nan=False)]
    effect: NotNegative | None
    """C1 dismantling share, C2 access share, C3 collateral share, C4 part fraction, C7 lead days,
    C8 diagnosis hours, C9 downtime share; `None` for C5 and C6, which choose the trade."""
    name_en: Text
    name_nb: Text
    name_nn: Text
    source_id: Key
    valid_from: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class RepairWeight(Row):
    """`repair_weights.csv`: weight of a criterion in a preset; a preset's weights sum to 1."""

    preset: Key
    criterion: Criterion
    weight_share: Share
    source_id: Key


class Task(Row):
    """`tasks.csv`: work on a component, with what decides who may do it.

    A participation attribute left empty is unknown and counts as its most dangerous value.
    """

    task_id: Key
    component_key: Key
    kind: TaskKind
    name_en: Text
    name_nb: Text
    name_nn: Text
    interval_years: Positive | None
    """For inspection, cleaning and planned maintenance; `None` for repair and replacement."""
    hours: NotNegative | None
    """Per unit of the component for recurring tasks; per event for repair and replacement."""
    material_nok: NotNegative | None
    trade: Trade
    month: Annotated[int, Field(ge=1, le=12)] | None
    statutory: Answer
    skill: str | None
    """Level key of criterion C6."""
    electrical: Annotated[str, StringConstraints(pattern="^(none|whitelist|fixed)$")] | None
    fire_task: Annotated[str, StringConstraints(pattern="^(none|test|battery|other)$")] | None
    alarm_stand_alone: Answer
    water: Annotated[str, StringConstraints(pattern="^(none|consumable|tap|pipe|membrane)$")] | None
    gas_or_refrigerant: Answer
    fall_height_m: NotNegative | None
    substances: str | None
    """Words joined by `;`: none, low_emission, asbestos_possible_if_drilled, lead_paint,
    isocyanate, epoxy, strong_solvent, heavy_dust."""
    drilling_or_demolition: Answer
    structural: Answer
    machinery: Answer
    lock_or_access: Answer
    biohazard: Answer
    power_tool_class: Annotated[int, Field(ge=0, le=3)] | None
    weight_kg: NotNegative | None
    urgent: Answer
    decide_level: DecideLevel
    instruction_en: str = ""
    instruction_nb: str = ""
    instruction_nn: str = ""
    source_id: Key


class TradeRate(Row):
    """`rates.csv`: what an hour costs."""

    trade: Trade
    hourly_rate_nok: Positive
    call_out_nok: NotNegative
    minimum_order_nok: NotNegative
    source_id: Key


class ServiceLifeEvidence(Row):
    """`service_lives.csv`: one source's answer for one component; evidence, not input."""

    component_key: Key
    low_years: Positive | None
    typical_years: Positive | None
    high_years: Positive | None
    note: str = ""
    source_id: Key


class Gate(Row):
    """`gates.csv`: a participation gate that owners may tune; absolute gates are not data."""

    gate_id: Annotated[str, StringConstraints(pattern=r"^G\d{1,2}[a-z]?$")]
    max_do_level: DoLevel
    source_id: Key


class Catalog(Row):
    """A whole catalog; tables in the order of their files."""

    header: CatalogHeader
    sources: tuple[Source, ...]
    components: tuple[Component, ...]
    variants: tuple[Variant, ...]
    repair_levels: tuple[RepairLevel, ...]
    repair_weights: tuple[RepairWeight, ...]
    tasks: tuple[Task, ...]
    rates: tuple[TradeRate, ...]
    service_lives: tuple[ServiceLifeEvidence, ...]
    gates: tuple[Gate, ...]
    match_rules: tuple[MatchRule, ...]
    room_templates: tuple[RoomTemplate, ...] = ()
    """Empty in catalogs from before there were templates: nothing is added."""
    contract_forms: tuple[ContractForm, ...] = ()
    contract_parameters: tuple[ContractParameter, ...] = ()
    """Empty in catalogs from before there were forms: contracts cannot be compared."""

    @cached_property
    def component_by_key(self) -> dict[str, Component]:
        """component_key -> row."""
        return {row.component_key: row for row in self.components}

    @cached_property
    def variant_by_id(self) -> dict[str, Variant]:
        """variant_id -> row."""
        return {row.variant_id: row for row in self.variants}

    @cached_property
    def rate_by_trade(self) -> dict[Trade, TradeRate]:
        """Trade -> row."""
        return {row.trade: row for row in self.rates}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """source_id -> row."""
        return {row.source_id: row for row in self.sources}
