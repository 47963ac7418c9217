"""Schemas of the tables that travel between rooms. Missing text is `None`, missing number NaN."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from robuild.terms import vocabulary as v
from robuild.terms.column_kinds import count, measured, number, schema, text, words
from robuild.terms.quick_check import plainly_right
from robuild.terms.room_tables import NOT_MODELLED as NOT_MODELLED
from robuild.terms.room_tables import ROOMS as ROOMS
from robuild.terms.room_tables import SHAPES as SHAPES
from robuild.terms.room_tables import TEMPLATE_SKIPS as TEMPLATE_SKIPS

COMPONENTS = schema(
    "components",
    {
        "component_id": text(unique=True),
        "global_id": text(),
        "model_id": text(),
        "ifc_class": text(),
        "predefined_type": text(nullable=True),
        "object_type": text(nullable=True),
        "name": text(nullable=True),
        "description": text(nullable=True),
        "tag": text(nullable=True),
        "type_class": text(nullable=True),
        "type_name": text(nullable=True),
        "type_description": text(nullable=True),
        "building": text(nullable=True),
        "storey": text(nullable=True),
        "space_id": text(nullable=True),
        "space_name": text(nullable=True),
        "bordered_space_ids": text(nullable=True),  # of doors and windows, one a line
        "dwelling_code": text(nullable=True),
        "dwelling_type": text(nullable=True),
        "dwelling_evidence": text(nullable=True),
        "dwelling_confidence": words(v.Confidence, nullable=True),
        "parent_id": text(nullable=True),  # component this one is aggregated, nested or filled into
        "parent_class": text(nullable=True),
        "material": text(nullable=True),  # names joined by "; ", outermost layer first
        "thickness_m": number(nullable=True),
        "classification_system": text(nullable=True),
        "classification_code": text(nullable=True),
        "classification_name": text(nullable=True),
        "is_external": words(v.Answer),
        "fire_rating": text(nullable=True),
        "security_rating": text(nullable=True),
        "acoustic_rating": text(nullable=True),
        "load_bearing": words(v.Answer),
        "status": text(nullable=True),
        "manufacturer": text(nullable=True),
        "article_number": text(nullable=True),
        "warranty_years": number(nullable=True),
        "condition_grade": text(nullable=True),
        "installed_year": number(nullable=True),
        "length_m": number(nullable=True),
        "length_rung": words(v.QuantityRung),
        "length_method": text(nullable=True),
        "area_m2": number(nullable=True),
        "area_rung": words(v.QuantityRung),
        "area_method": text(nullable=True),
        "width_m": number(nullable=True),
        "height_m": number(nullable=True),
    },
    None,
)

SPACES = schema(
    "spaces",
    {
        "space_id": text(unique=True),  # model_id + GlobalId
        "global_id": text(),
        "model_id": text(),
        "name": text(nullable=True),
        "long_name": text(nullable=True),
        "building": text(nullable=True),
        "storey": text(nullable=True),
        "dwelling_code": text(nullable=True),
        "dwelling_type": text(nullable=True),
        "dwelling_evidence": text(nullable=True),
        "dwelling_confidence": words(v.Confidence, nullable=True),
        "floor_area_m2": number(nullable=True),
        "height_m": number(nullable=True),
        "is_external": words(v.Answer),
        **measured("floor_area", None),
        **measured("height", None),
        **measured("wall_area", "m2"),  # net of openings only where `wall_area_method` says so
        **measured("ceiling_area", "m2"),
        **measured("perimeter", "m"),
    },
    None,
)

REJECTS = schema(
    "rejects",
    {
        "global_id": text(),
        "model_id": text(),
        "ifc_class": text(),
        "name": text(nullable=True),
        "reason": words(v.RejectReason),
        "detail": text(nullable=True),
    },
    None,
)

MATCHES = schema(
    "matches",
    {
        "component_id": text(unique=True),
        "status": words(v.MatchStatus),
        "component_key": text(nullable=True),
        "rule_id": text(nullable=True),
        "rung": words(v.MatchRung),
        "confidence": words(v.Confidence, nullable=True),
        "evidence": text(nullable=True),
        "reason": text(nullable=True),  # why out of scope or unmatched
        "candidates": text(nullable=True),  # nearest keys, "; " between
    },
    None,
)

PLACES = schema(
    "places",
    {
        "component_id": text(unique=True),
        "location_class": words(v.LocationClass),
        "location_evidence": text(),
        "room_type": text(nullable=True),
    },
    None,
)

LINES = schema(
    "lines",
    {
        "line_id": text(unique=True),
        "component_key": text(),
        "variant_id": text(),
        "location_class": words(v.LocationClass),
        "dwelling_type": text(),  # "" where there is none
        "use_intensity": words(v.UseIntensity),
        "start_state": text(),  # "new", "age:12" or "TG2"
        "unit": words(v.Unit),
        "fire": words(v.Answer),
        "separating": words(v.Answer),
        "security": words(v.Answer),
        "quantity": number(nullable=True),  # NaN only when no component has one
        "component_count": count(),
        "missing_quantity_count": count(),
        "dwelling_count": count(),
        "place_count": count(),  # dwellings, else rooms, at least 1
        "modelled": pa.Column(bool),  # false: from a room template, the models do not show it
    },
    None,
)

LINE_OF_COMPONENT = schema(
    "line_of_component",
    {
        "component_id": text(unique=True),  # or addition_id of `NOT_MODELLED`
        "line_id": text(),
        "quantity": number(nullable=True),
        "quantity_rung": words(v.QuantityRung),
        "quantity_method": text(nullable=True),
    },
    None,
)

REPAIR_EASE = schema(
    "repair_ease",
    {
        "variant_id": text(unique=True),
        "rei": pa.Column(float, pa.Check.in_range(0.1, 1.0)),  # unknown levels at their lowest
        "rei_low": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "rei_high": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "coverage_share": pa.Column(float, pa.Check.in_range(0.0, 1.0)),
        "repair_ease_class": words(v.RepairEaseClass),
        "weakest_criterion": words(v.Criterion),
        "physical": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "means": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "logistics": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "dismantling_share": number(),
        "access_share": number(),
        "collateral_share": number(),
        "part_fraction": number(),
        "lead_days": number(),
        "diagnosis_hours": number(),
        "downtime_share": number(),
        "repair_trade": words(v.Trade),
    },
    None,
)

REPAIR_CHANGES = schema(
    "repair_changes",
    {
        "variant_id": text(unique=True),  # of every variant that one better level makes easier
        "repair_ease_class": words(v.RepairEaseClass),
        "criterion": words(v.Criterion),
        "level": text(nullable=True),  # null where it is not known
        "better_level": text(),
        "steps": pa.Column(int, pa.Check.ge(1)),
        "better_rei": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "better_class": words(v.RepairEaseClass),
        "lifts_class": pa.Column(bool),
    },
    None,
)

LINE_COSTS = schema(
    "line_costs",
    {
        "line_id": text(unique=True),
        "estimated_service_life_years": number(nullable=True),
        "damage_events_per_year": number(nullable=True),  # of the whole line
        "total_loss_share": number(),  # 1 where the smallest part is the whole
        "repair_event_nok": number(nullable=True),  # one event that is repaired, core EN 16627
        "repair_event_hours": number(nullable=True),
        "repair_event_downtime_nok": number(nullable=True),
        "total_loss_event_nok": number(nullable=True),
        "total_loss_event_hours": number(nullable=True),
        "total_loss_event_downtime_nok": number(nullable=True),
        "replacement_nok": number(nullable=True),  # whole line, planned, once
        "replacement_hours": number(nullable=True),
        "replacement_downtime_nok": number(nullable=True),
        "planned_share": number(nullable=True),  # of planned renewals that damage has not made
        "replacements": number(nullable=True),  # integer rule, before planned_share
        "maintenance_nok_per_year": number(nullable=True),  # tasks at intervals of a year or less
        "missing": text(nullable=True),  # what is missing, "; " between
    },
    None,
)

LINE_TASKS = schema(
    "line_tasks",
    {
        "line_id": text(),
        "task_id": text(),
        "kind": words(v.CashFlowKind),
        "trade": words(v.Trade),
        "interval_years": number(),
        "hours": number(nullable=True),  # whole line, once
        "cost_nok": number(nullable=True),  # whole line, once
    },
    ["line_id", "task_id"],
)

CASH_FLOWS = schema(
    "cash_flows",
    {
        "line_id": text(),
        "year": pa.Column(int, pa.Check.in_range(0, 75)),  # 0 is acquisition
        "module": words(v.Module),
        "kind": words(v.CashFlowKind),
        "ns3454_post": text(),
        "real_cost_nok": number(None),  # prices of the year, where they grow
    },
    ["line_id", "year", "kind"],
)

LCC = schema(
    "lcc",
    {
        "line_id": text(unique=True),
        "acquisition_cost_nok": number(nullable=True),  # prices of year 0, not discounted
        "acquisition_pv_nok": number(nullable=True),
        "maintenance_pv_nok": number(nullable=True),
        "repair_pv_nok": number(nullable=True),
        "replacement_pv_nok": number(nullable=True),  # planned and by damage
        "damage_replacement_pv_nok": number(nullable=True),  # part of the one before
        "residual_pv_nok": number(nullable=True),  # positive number, subtracted
        "outside_pv_nok": number(nullable=True),  # module X, not in life_cycle_cost_nok
        "life_cycle_cost_nok": number(None, nullable=True),
        "corrective_pv_nok": number(nullable=True),  # what alpha weighs
        "weighted_cost_nok": number(None, nullable=True),
        "annual_equivalent_nok": number(None, nullable=True),
    },
    None,
)

GATES = schema(
    "gates",
    {
        "line_id": text(),
        "task_id": text(),
        "gate_id": text(),
        "max_do_level": words(v.DoLevel),
        "absolute": pa.Column(bool),
        "attribute": text(),  # what triggered it
        "value": text(),  # its value, "unknown" where it is not known
    },
    ["line_id", "task_id", "gate_id"],
)

PARTICIPATION = schema(
    "participation",
    {
        "line_id": text(),
        "task_id": text(),
        "decide_level": words(v.DecideLevel),
        "base_do_level": words(v.DoLevel),
        "do_level": words(v.DoLevel),
        "gate_count": count(),
        "unknown_count": count(),
        "duty": words(v.TenancyDuty),  # by law, where a lease says nothing else
        "override": words(v.OverrideEffect, nullable=True),  # null: nobody has overridden it
    },
    ["line_id", "task_id"],
)

PARTICIPATION_LOG = schema(
    "participation_log",
    {
        "line_id": text(),
        "task_id": text(),
        "computed_do_level": words(v.DoLevel),
        "asked_do_level": words(v.DoLevel),
        "do_level": words(v.DoLevel),
        "effect": words(v.OverrideEffect),
        "held_by": text(nullable=True),  # gate ids, "; " between
        "reason": text(),
        "role": text(nullable=True),
        "basis": text(nullable=True),
        "date": text(nullable=True),
    },
    ["line_id", "task_id"],
)

ACTIVITIES = schema(
    "activities",
    {
        "line_id": text(),
        "task_id": text(),
        "do_level": words(v.DoLevel),  # W2 or W3
        "season": words(v.Season),
        "outdoors": words(v.Answer),
        "group_size": count(),  # with the one who knows the work
        "times_per_year": number(nullable=True),
        "hours_per_year": number(nullable=True),
        "support_hours_per_year": number(nullable=True),
        "check_hours_per_year": number(nullable=True),
        "compensation_nok_per_year": number(nullable=True),
        "redo_nok_per_year": number(nullable=True),
        "saved_nok_per_year": number(nullable=True),
        "net_nok_per_year": number(None, nullable=True),  # saved less all it takes
    },
    ["line_id", "task_id"],
)

PLAN = schema(
    "plan",
    {
        "year": pa.Column(int, pa.Check.ge(0)),  # 0 only for what has to be done at once
        "calendar_year": pa.Column(int),
        "line_id": text(),
        "kind": words(v.CashFlowKind),
        "task_id": text(nullable=True),
        "trade": words(v.Trade),
        "quantity": number(nullable=True),
        "events": number(nullable=True),
        "hours": number(nullable=True),
        "real_cost_nok": number(nullable=True),
        "peak": pa.Column(bool),
    },
    None,
)


def empty(schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A table of this schema without rows."""
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    return pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in types.items()})


def checked(schema: pa.DataFrameSchema, table: pd.DataFrame) -> pd.DataFrame:
    """A copy of the table, once its columns, types, ranges and key have been checked.

    Raises:
        pandera.errors.SchemaErrors: a room broke its promise; an internal fault.
    """
    return table.copy() if plainly_right(schema, table) else schema.validate(table, lazy=True)


def text_column(values: list[str | None]) -> pd.Series:
    """A text column, `None` where there is no text (also when every value is missing)."""
    return pd.Series(values, dtype="str")
