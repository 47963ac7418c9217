"""Schemas of the tables that travel between rooms. Missing text is `None`, missing number NaN."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd
import pandera.pandas as pa

from robuild.terms import vocabulary as v


def _text(*, nullable: bool = False, unique: bool = False) -> pa.Column:
    return pa.Column(str, nullable=nullable, unique=unique)


def _words(words: type[StrEnum], *, nullable: bool = False) -> pa.Column:
    return pa.Column(str, pa.Check.isin([str(word) for word in words]), nullable=nullable)


def _number(low: float | None = 0.0, *, nullable: bool = False) -> pa.Column:
    check = None if low is None else pa.Check.ge(low)
    return pa.Column(float, check, nullable=nullable)


def _count() -> pa.Column:
    return pa.Column(int, pa.Check.ge(0))


def _schema(name: str, columns: dict[str, pa.Column], key: list[str] | None) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True, unique=key)


COMPONENTS = _schema(
    "components",
    {
        "component_id": _text(unique=True),
        "global_id": _text(),
        "model_id": _text(),
        "ifc_class": _text(),
        "predefined_type": _text(nullable=True),
        "object_type": _text(nullable=True),
        "name": _text(nullable=True),
        "description": _text(nullable=True),
        "tag": _text(nullable=True),
        "type_class": _text(nullable=True),
        "type_name": _text(nullable=True),
        "type_description": _text(nullable=True),
        "building": _text(nullable=True),
        "storey": _text(nullable=True),
        "space_id": _text(nullable=True),
        "space_name": _text(nullable=True),
        "dwelling_code": _text(nullable=True),
        "dwelling_type": _text(nullable=True),
        "dwelling_evidence": _text(nullable=True),
        "dwelling_confidence": _words(v.Confidence, nullable=True),
        "parent_id": _text(
            nullable=True
        ),  # component this one is aggregated, nested or filled into
        "parent_class": _text(nullable=True),
        "material": _text(nullable=True),  # names joined by "; ", outermost layer first
        "thickness_m": _number(nullable=True),
        "classification_system": _text(nullable=True),
        "classification_code": _text(nullable=True),
        "classification_name": _text(nullable=True),
        "is_external": _words(v.Answer),
        "fire_rating": _text(nullable=True),
        "security_rating": _text(nullable=True),
        "acoustic_rating": _text(nullable=True),
        "load_bearing": _words(v.Answer),
        "status": _text(nullable=True),
        "manufacturer": _text(nullable=True),
        "article_number": _text(nullable=True),
        "warranty_years": _number(nullable=True),
        "condition_grade": _text(nullable=True),
        "installed_year": _number(nullable=True),
        "length_m": _number(nullable=True),
        "length_rung": _words(v.QuantityRung),
        "length_method": _text(nullable=True),
        "area_m2": _number(nullable=True),
        "area_rung": _words(v.QuantityRung),
        "area_method": _text(nullable=True),
        "width_m": _number(nullable=True),
        "height_m": _number(nullable=True),
    },
    None,
)

SPACES = _schema(
    "spaces",
    {
        "space_id": _text(unique=True),  # model_id + GlobalId
        "global_id": _text(),
        "model_id": _text(),
        "name": _text(nullable=True),
        "long_name": _text(nullable=True),
        "building": _text(nullable=True),
        "storey": _text(nullable=True),
        "dwelling_code": _text(nullable=True),
        "dwelling_type": _text(nullable=True),
        "dwelling_evidence": _text(nullable=True),
        "dwelling_confidence": _words(v.Confidence, nullable=True),
        "floor_area_m2": _number(nullable=True),
        "height_m": _number(nullable=True),
        "is_external": _words(v.Answer),
    },
    None,
)

REJECTS = _schema(
    "rejects",
    {
        "global_id": _text(),
        "model_id": _text(),
        "ifc_class": _text(),
        "name": _text(nullable=True),
        "reason": _words(v.RejectReason),
        "detail": _text(nullable=True),
    },
    None,
)

MATCHES = _schema(
    "matches",
    {
        "component_id": _text(unique=True),
        "status": _words(v.MatchStatus),
        "component_key": _text(nullable=True),
        "rule_id": _text(nullable=True),
        "rung": _words(v.MatchRung),
        "confidence": _words(v.Confidence, nullable=True),
        "evidence": _text(nullable=True),
        "reason": _text(nullable=True),  # why out of scope or unmatched
        "candidates": _text(nullable=True),  # nearest keys, "; " between
    },
    None,
)

PLACES = _schema(
    "places",
    {
        "component_id": _text(unique=True),
        "location_class": _words(v.LocationClass),
        "location_evidence": _text(),
        "room_type": _text(nullable=True),
    },
    None,
)

LINES = _schema(
    "lines",
    {
        "line_id": _text(unique=True),
        "component_key": _text(),
        "variant_id": _text(),
        "location_class": _words(v.LocationClass),
        "dwelling_type": _text(),  # "" where there is none
        "use_intensity": _words(v.UseIntensity),
        "start_state": _text(),  # "new", "age:12" or "TG2"
        "unit": _words(v.Unit),
        "fire": _words(v.Answer),
        "separating": _words(v.Answer),
        "security": _words(v.Answer),
        "quantity": _number(nullable=True),  # NaN only when no component has one
        "component_count": _count(),
        "missing_quantity_count": _count(),
        "dwelling_count": _count(),
        "place_count": _count(),  # dwellings, else rooms, at least 1
    },
    None,
)

LINE_OF_COMPONENT = _schema(
    "line_of_component",
    {
        "component_id": _text(unique=True),
        "line_id": _text(),
        "quantity": _number(nullable=True),
        "quantity_rung": _words(v.QuantityRung),
        "quantity_method": _text(nullable=True),
    },
    None,
)

REPAIR_EASE = _schema(
    "repair_ease",
    {
        "variant_id": _text(unique=True),
        "rei": pa.Column(float, pa.Check.in_range(0.1, 1.0)),  # unknown levels at their lowest
        "rei_low": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "rei_high": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "coverage_share": pa.Column(float, pa.Check.in_range(0.0, 1.0)),
        "repair_ease_class": _words(v.RepairEaseClass),
        "weakest_criterion": _words(v.Criterion),
        "physical": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "means": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "logistics": pa.Column(float, pa.Check.in_range(0.1, 1.0)),
        "dismantling_share": _number(),
        "access_share": _number(),
        "collateral_share": _number(),
        "part_fraction": _number(),
        "lead_days": _number(),
        "diagnosis_hours": _number(),
        "downtime_share": _number(),
        "repair_trade": _words(v.Trade),
    },
    None,
)

LINE_COSTS = _schema(
    "line_costs",
    {
        "line_id": _text(unique=True),
        "estimated_service_life_years": _number(nullable=True),
        "damage_events_per_year": _number(nullable=True),  # of the whole line
        "total_loss_share": _number(),  # 1 where the smallest part is the whole
        "repair_event_nok": _number(nullable=True),  # one event that is repaired, core EN 16627
        "repair_event_hours": _number(nullable=True),
        "repair_event_downtime_nok": _number(nullable=True),
        "total_loss_event_nok": _number(nullable=True),
        "total_loss_event_hours": _number(nullable=True),
        "total_loss_event_downtime_nok": _number(nullable=True),
        "replacement_nok": _number(nullable=True),  # whole line, planned, once
        "replacement_hours": _number(nullable=True),
        "replacement_downtime_nok": _number(nullable=True),
        "planned_share": _number(nullable=True),  # of planned renewals that damage has not made
        "replacements": _number(nullable=True),  # integer rule, before planned_share
        "maintenance_nok_per_year": _number(nullable=True),  # tasks at intervals of a year or less
        "missing": _text(nullable=True),  # what is missing, "; " between
    },
    None,
)

LINE_TASKS = _schema(
    "line_tasks",
    {
        "line_id": _text(),
        "task_id": _text(),
        "trade": _words(v.Trade),
        "interval_years": _number(),
        "hours": _number(nullable=True),  # whole line, once
        "cost_nok": _number(nullable=True),  # whole line, once
    },
    ["line_id", "task_id"],
)

CASH_FLOWS = _schema(
    "cash_flows",
    {
        "line_id": _text(),
        "year": pa.Column(int, pa.Check.in_range(0, 75)),  # 0 is acquisition
        "module": _words(v.Module),
        "kind": _words(v.CashFlowKind),
        "real_cost_nok": _number(None),
    },
    ["line_id", "year", "kind"],
)

LCC = _schema(
    "lcc",
    {
        "line_id": _text(unique=True),
        "acquisition_cost_nok": _number(nullable=True),
        "maintenance_pv_nok": _number(nullable=True),
        "repair_pv_nok": _number(nullable=True),
        "replacement_pv_nok": _number(nullable=True),  # planned and by damage
        "damage_replacement_pv_nok": _number(nullable=True),  # part of the one before
        "residual_pv_nok": _number(nullable=True),  # positive number, subtracted
        "outside_pv_nok": _number(nullable=True),  # module X, not in life_cycle_cost_nok
        "life_cycle_cost_nok": _number(None, nullable=True),
        "corrective_pv_nok": _number(nullable=True),  # what alpha weighs
        "weighted_cost_nok": _number(None, nullable=True),
        "annual_equivalent_nok": _number(None, nullable=True),
    },
    None,
)

GATES = _schema(
    "gates",
    {
        "line_id": _text(),
        "task_id": _text(),
        "gate_id": _text(),
        "max_do_level": _words(v.DoLevel),
        "absolute": pa.Column(bool),
        "attribute": _text(),  # what triggered it
        "value": _text(),  # its value, "unknown" where it is not known
    },
    ["line_id", "task_id", "gate_id"],
)

PARTICIPATION = _schema(
    "participation",
    {
        "line_id": _text(),
        "task_id": _text(),
        "decide_level": _words(v.DecideLevel),
        "base_do_level": _words(v.DoLevel),
        "do_level": _words(v.DoLevel),
        "gate_count": _count(),
        "unknown_count": _count(),
    },
    ["line_id", "task_id"],
)

PLAN = _schema(
    "plan",
    {
        "year": pa.Column(int, pa.Check.ge(0)),  # 0 only for what has to be done at once
        "calendar_year": pa.Column(int),
        "line_id": _text(),
        "kind": _words(v.CashFlowKind),
        "task_id": _text(nullable=True),
        "trade": _words(v.Trade),
        "quantity": _number(nullable=True),
        "events": _number(nullable=True),
        "hours": _number(nullable=True),
        "real_cost_nok": _number(nullable=True),
        "peak": pa.Column(bool),
    },
    None,
)


def empty(schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A table of this schema without rows."""
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    return pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in types.items()})


def checked(schema: pa.DataFrameSchema, table: pd.DataFrame) -> pd.DataFrame:
    """The table itself, once its columns, types, ranges and key have been checked.

    Raises:
        pandera.errors.SchemaErrors: a room broke its promise; an internal fault.
    """
    return schema.validate(table, lazy=True)


def text_column(values: list[str | None]) -> pd.Series:
    """A text column, `None` where there is no text (also when every value is missing)."""
    return pd.Series(values, dtype="str")
