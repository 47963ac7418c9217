"""Settings of a run: one table, with unit, source and mark for each.

The key of a setting is the field name here, the `--set KEY=VALUE` on the command line and the
defined name of the input cell in the workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from robuild.terms.own_choices import checked_intensities, checked_map
from robuild.terms.template_switch import ALL, NONE, parse_switch
from robuild.terms.vocabulary import (
    ChoosePer,
    DiscountTiming,
    Engine,
    Mark,
    Objective,
    Preset,
    ProjectKind,
    RepairEaseMethod,
    Tail,
    UseIntensity,
    VariantRole,
)

MOST_YEARS = 75
"""Longest period of analysis: the workbook has this many year columns."""


@dataclass(frozen=True, slots=True)
class About:
    """What a setting is: unit, who says so and how well."""

    unit: str
    source: str = "robuild"
    mark: Mark = Mark.DEFAULT
    group: str = "general"
    live: bool = True
    """Whether the workbook recalculates when the cell changes."""


_R109 = "Finansdepartementet R-109/2021"
_I_JOBB = "I Jobb, Lillestrøm"
_KRS4 = "KRS 4, god kommunal regnskapsskikk"
_PRESET_INTENSITIES: dict[str, dict[str, Any]] = {
    Preset.MUNICIPAL: {
        "intensity_dwelling": UseIntensity.ORDINARY,
        "intensity_common": UseIntensity.ORDINARY,
    },
    Preset.ROP: {
        "intensity_dwelling": UseIntensity.RAISED,
        "intensity_common": UseIntensity.RAISED,
        "turnovers_per_year": 0.5,
    },
}

Rate = Annotated[float, Field(gt=-0.5, le=0.5, allow_inf_nan=False)]
Hours = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Nok = Annotated[float, Field(ge=0, le=1e7, allow_inf_nan=False)]
Days = Annotated[float, Field(ge=0, le=3650, allow_inf_nan=False)]
Factor = Annotated[float, Field(gt=0, le=3, allow_inf_nan=False)]
Spread = Annotated[float, Field(ge=1, le=20, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Settings(BaseModel):
    """All assumptions of a run that are not catalog numbers. Money NOK ex VAT, real prices."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    # period and rates
    period_years: Annotated[int, Field(ge=1, le=MOST_YEARS), About("years", group="period")] = 60
    base_year: Annotated[Year | None, About("year", group="period", live=False)] = None
    """Year 0; `None` takes the catalog's price year, never the clock."""
    opening_year: Annotated[Year | None, About("year", group="period", live=False)] = None
    """Year the rate steps count from; `None` is the base year."""
    tasks_from_year: Annotated[Year | None, About("year", group="period", live=False)] = None
    """Year that recurring jobs count their turns from; `None` is the base year."""
    installed_year: Annotated[Year | None, About("year", group="project", live=False)] = None
    """When what stands in an existing building and carries no year of its own was put in; `None` is
    not known."""
    price_year: Annotated[Year | None, About("year", group="period", live=False)] = None
    """Price level wanted; `None` is the catalog's. Another year without an index is refused."""
    real_rate_1: Annotated[Rate, About("1/year", _R109, Mark.SECONDARY, "rates")] = 0.04
    real_rate_2: Annotated[Rate, About("1/year", _R109, Mark.SECONDARY, "rates")] = 0.03
    real_rate_3: Annotated[Rate, About("1/year", _R109, Mark.SECONDARY, "rates")] = 0.02
    real_rate_1_until_year: Annotated[
        int, Field(ge=1, le=200), About("years", _R109, Mark.SECONDARY, "rates")
    ] = 40
    real_rate_2_until_year: Annotated[
        int, Field(ge=1, le=200), About("years", _R109, Mark.SECONDARY, "rates")
    ] = 75
    residual_share: Annotated[Share, About("share", group="rates")] = 0.0
    discount_timing: Annotated[DiscountTiming, About("word", group="rates")] = (
        DiscountTiming.END_OF_YEAR
    )
    real_price_growth: Annotated[Rate, About("1/year", group="rates")] = 0.0
    """How much faster than other prices the costs of building and upkeep rise."""
    acquisition_years: Annotated[int, Field(ge=1, le=10), About("years", group="rates")] = 1
    """Acquisition is paid in equal parts in so many years, the first of them year 0."""
    vat_share: Annotated[Share, About("share", group="rates")] = 0.25
    vat_compensated_share: Annotated[Share, About("share", group="rates")] = 0.0
    """Part of value added tax that the owner is given back; depends on use, the owner decides."""

    # how renewals are counted
    engine: Annotated[Engine, About("word", group="engine")] = Engine.RENEWAL
    tail: Annotated[Tail, About("word", group="engine")] = Tail.RESIDUAL
    tail_skip_share: Annotated[Share, About("share", group="engine")] = 0.25
    """With tail `skip`: the last replacement is left out when less of its life would be used."""
    uncertainty_draws: Annotated[
        int, Field(ge=0, le=65536), About("draws", group="engine", live=False)
    ] = 2048
    """How often uncertain inputs are drawn; 0 leaves uncertainty out."""
    seed: Annotated[int, Field(ge=0, le=2**31), About("number", group="engine", live=False)] = 1
    type_spread_share: Annotated[Share, About("share", group="engine", live=False)] = 0.5
    """Part of the log-variance of lives that is between types and not between single units."""
    spread_price: Annotated[Spread, About("factor", group="engine", live=False)] = 1.25
    """A price 95 % sure to be at most this many times what is stated, and at least 1/this."""
    spread_labour: Annotated[Spread, About("factor", group="engine", live=False)] = 1.25
    spread_damage: Annotated[Spread, About("factor", group="engine", live=False)] = 3.0
    spread_intensity: Annotated[Spread, About("factor", group="engine", live=False)] = 1.2
    """Of the use-intensity factor, shared by everything."""

    # choice between variants
    budget_nok: Annotated[
        Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)] | None,
        About("NOK", group="choice", live=False),
    ] = None
    """Most that acquisition may cost when variants are chosen; `None` is no limit."""
    objective: Annotated[Objective, About("word", group="choice", live=False)] = (
        Objective.LIFE_CYCLE_COST
    )
    choose_per: Annotated[ChoosePer, About("word", group="choice", live=False)] = ChoosePer.BUILDING
    minimum_repair_ease: Annotated[Share | None, About("index", group="choice", live=False)] = None
    """Least repair-ease index, wherever a variant reaches it."""
    institutional_look_share: Annotated[
        Share | None, About("share", group="choice", live=False)
    ] = None
    """Most of the components that may look strongly institutional."""
    same_family: Annotated[bool, About("word", group="choice", live=False)] = False
    """Things of one kind in one type of dwelling come in one family (role) of variants."""

    # project and use
    project_kind: Annotated[ProjectKind, About("word", group="project", live=False)] = (
        ProjectKind.NEW
    )
    preset: Annotated[Preset, About("word", group="project", live=False)] = Preset.MUNICIPAL
    build_year: Annotated[Year | None, About("year", group="project", live=False)] = None
    """Unknown counts as before 1985 wherever asbestos matters."""
    dwelling_pattern: Annotated[
        str | None, Field(max_length=200), About("pattern", group="project", live=False)
    ] = None
    """Pattern with `*` and one `{code}` that finds the dwelling code in a room name."""
    variant_role: Annotated[VariantRole | None, About("word", group="project", live=False)] = None
    """Choose this role's variant where one exists; `None` keeps each key's default variant."""
    chosen_variants: Annotated[
        str | None, Field(max_length=20_000), About("word", group="project", live=False)
    ] = None
    """`component_key=variant_id; ...`: the owner's own choice, before role and default."""
    room_templates: Annotated[
        str, Field(max_length=2000), About("word", group="project", live=False)
    ] = ALL
    """What room templates may add where no model shows it: `all`, `none`, or disciplines joined by
    commas; for single models `arch.ifc=finishes; el.ifc=none` (see `template_switch`)."""
    intensity_dwelling: Annotated[UseIntensity, About("word", group="use")] = UseIntensity.ORDINARY
    intensity_common: Annotated[UseIntensity, About("word", group="use")] = UseIntensity.ORDINARY
    intensity_staff: Annotated[UseIntensity, About("word", group="use")] = UseIntensity.ORDINARY
    intensity_exterior: Annotated[UseIntensity, About("word", group="use")] = UseIntensity.ORDINARY
    intensity_unknown: Annotated[UseIntensity, About("word", group="use")] = UseIntensity.ORDINARY
    intensity_by_dwelling_type: Annotated[
        str | None, Field(max_length=20_000), About("word", group="use", live=False)
    ] = None
    """`dwelling type=use intensity; ...`, where a type of dwelling differs from the others."""
    factor_ordinary: Annotated[Factor, About("factor", group="use")] = 1.0
    factor_raised: Annotated[Factor, About("factor", group="use")] = 0.75
    factor_heavy: Annotated[Factor, About("factor", group="use")] = 0.5
    factor_extreme: Annotated[Factor, About("factor", group="use")] = 0.35
    extreme_damage_factor: Annotated[
        float, Field(ge=1, le=10, allow_inf_nan=False), About("factor", group="use")
    ] = 1.5
    """Damage rate of class extreme as a multiple of the heavy rate."""

    # repair events
    alpha: Annotated[
        float, Field(ge=0, le=2, allow_inf_nan=False), About("share", group="repair")
    ] = 0.5
    repair_ease_preset: Annotated[str, About("word", group="repair", live=False)] = "robuild"
    repair_ease_method: Annotated[RepairEaseMethod, About("word", group="repair", live=False)] = (
        RepairEaseMethod.GEOMETRIC
    )
    total_loss_share: Annotated[Share, About("share", group="repair")] = 0.2
    administrative_delay_days: Annotated[Days, About("days", group="repair")] = 2.0
    visits_per_event: Annotated[
        float, Field(ge=1, le=20, allow_inf_nan=False), About("visits", group="repair")
    ] = 1.0
    workday_hours: Annotated[
        float, Field(gt=0, le=24, allow_inf_nan=False), About("hours", group="repair")
    ] = 7.5
    spare_premium: Annotated[Factor, About("factor", group="repair")] = 1.0
    rent_nok_per_month: Annotated[Nok, About("NOK/month", group="repair")] = 12_000.0
    lodging_nok_per_day: Annotated[Nok, About("NOK/day", group="repair")] = 1_200.0
    """Alternative lodging, only when the dwelling has to be vacated."""
    temporary_measure_nok: Annotated[Nok, About("NOK", group="repair")] = 1_500.0
    temporary_tolerance_days: Annotated[Days, About("days", group="repair")] = 1.0

    # operations
    investment_from_nok: Annotated[Nok, About("NOK", _KRS4, Mark.SECONDARY, "operations")] = (
        100_000.0
    )
    """A replacement of a line that costs so much is an investment, if it lasts."""
    investment_from_years: Annotated[
        int, Field(ge=0, le=MOST_YEARS), About("years", _KRS4, Mark.SECONDARY, "operations")
    ] = 3
    inflation_share_per_year: Annotated[
        Rate, About("1/year", "Norges Bank, inflasjonsmål", Mark.SECONDARY, "operations")
    ] = 0.02
    """Growth of prices in the budget's nominal column; in no other figure."""
    smooth_within_years: Annotated[
        int, Field(ge=0, le=10), About("years", group="operations", live=False)
    ] = 2
    """How far a replacement may be moved to even out the years; a suggestion beside the plan."""
    turnovers_per_year: Annotated[
        float,
        Field(ge=0, le=12, allow_inf_nan=False),
        About("1/year", group="operations", live=False),
    ] = 0.2
    """Changes of resident in a dwelling."""
    turnover_found_share: Annotated[Share, About("share", group="operations", live=False)] = 0.5
    """Part of a year's damage that is first found, and repaired, at a change of resident."""
    turnover_check_hours: Annotated[Hours, About("hours", group="operations", live=False)] = 4.0
    """Walking through the home and putting it in order, before trades come."""

    stock_ready_share: Annotated[
        float,
        Field(gt=0, lt=1, allow_inf_nan=False),
        About("share", group="operations", live=False),
    ] = 0.95
    """Part of demands that shall find the part on the shelf."""
    stock_holding_share_per_year: Annotated[Share, About("1/year", group="operations")] = 0.15
    """Capital, room and what goes out of date, of the value on the shelf."""

    # participation: hours and money beside the plan, in none of its costs
    participation_support_share: Annotated[
        float, Field(ge=0, le=5, allow_inf_nan=False), About("share", group="participation")
    ] = 1.0
    """Hours of a competent person for each hour of work done together."""
    participation_check_hours: Annotated[Hours, About("hours", group="participation")] = 0.25
    """Staff hours to see to and check a piece of work, each time."""
    participation_compensation_nok_per_hour: Annotated[
        Nok, About("NOK/hour", _I_JOBB, Mark.SECONDARY, "participation")
    ] = 120.0
    participation_redo_share: Annotated[Share, About("share", group="participation")] = 0.1
    """Part of the work that a trade does over again."""
    participation_saved_share: Annotated[Share, About("share", group="participation")] = 0.0
    """Part of the trade's hours that are saved; none by default: taking part is no saving."""

    @field_validator("room_templates", mode="before")
    @classmethod
    def _none_is_a_word(cls, value: Any) -> Any:
        # "none" on the command line means "not given" for other settings
        return NONE if value is None else value

    @field_validator("room_templates")
    @classmethod
    def _known_disciplines(cls, value: str) -> str:
        parse_switch(value)
        return value.strip()

    @field_validator("chosen_variants")
    @classmethod
    def _a_map(cls, value: str | None) -> str | None:
        return checked_map(value)

    @field_validator("intensity_by_dwelling_type")
    @classmethod
    def _intensities(cls, value: str | None) -> str | None:
        return checked_intensities(value)

    @model_validator(mode="before")
    @classmethod
    def _fill_from_preset(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        chosen = data.get("preset", Preset.MUNICIPAL)
        # an unknown preset is left for the field itself to refuse, with all other faults
        filled = _PRESET_INTENSITIES.get(chosen, {}) if isinstance(chosen, str) else {}
        return {**filled, **data}

    @model_validator(mode="after")
    def _years_in_order(self) -> Settings:
        if self.acquisition_years > self.period_years + 1:
            raise ValueError(
                f"acquisition_years is {self.acquisition_years}; with a period of "
                f"{self.period_years} years it can be {self.period_years + 1} at most"
            )
        if self.real_rate_2_until_year <= self.real_rate_1_until_year:
            raise ValueError(
                f"real_rate_2_until_year is {self.real_rate_2_until_year}; "
                f"it must be later than real_rate_1_until_year, {self.real_rate_1_until_year}"
            )
        return self


def about(key: str) -> About:
    """Unit, source and mark of a setting.

    Raises:
        KeyError: no setting has this key.
    """
    return next(m for m in Settings.model_fields[key].metadata if isinstance(m, About))
