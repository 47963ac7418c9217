"""Logs and a catalog put together by hand."""

from __future__ import annotations

from functools import cache

import pandas as pd

from robuild import shipped
from robuild.catalog import read_catalog
from robuild.terms.work_log import EXPOSURES, WORK_LOG, KeptLog

DOOR, SOFT, HARD = "door_internal_set", "door_internal_set.hollow", "door_internal_set.solid_hpl"


@cache
def catalog():
    return read_catalog(shipped.shipped(shipped.CATALOG))


def exposure(line_id, variant_id, quantity, **changed):
    key = catalog().variant_by_id[variant_id].component_key
    row = {
        "line_id": line_id, "component_key": key, "variant_id": variant_id,
        "location_class": "dwelling", "dwelling_type": "", "use_intensity": "raised",
        "start_state": "new", "unit": "stk", "quantity": quantity, "exposure_units": quantity,
        "age_years": 0.0, "dwelling_count": 8, "place_count": 8, "events_expected_per_year": 1.0,
        "hours_per_event": 2.0, "cost_nok_per_event": 3000.0, "days_per_event": 5.0,
    }  # fmt: skip
    return row | changed


def event(number, component_key=DOOR, month="2026-06", **changed):
    row = {
        "log_id": f"r{number}", "component_key": component_key, "variant_id": None,
        "line_id": None, "component_id": None, "dwelling_code": None, "month": month,
        "cause": "sudden",
        "action": "part", "quantity": float("nan"), "age_years": float("nan"),
        "hours": float("nan"), "cost_nok": float("nan"), "days": float("nan"), "task_id": None,
        "note": None, "file": "log.csv", "row": number + 1,
    }  # fmt: skip
    return row | changed


def table(schema, rows):
    frame = pd.DataFrame(rows, columns=list(schema.columns))
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    return schema.validate(frame.astype(types))


def kept(events, exposures, first="2026-01", last="2026-12", building="A", dwellings=8):
    return KeptLog(
        building, table(WORK_LOG, events), table(EXPOSURES, exposures), first, last, dwellings
    )
