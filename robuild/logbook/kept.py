"""A log that has been read against its building, kept as one local file for learning from it.

The file holds codes of dwellings where the log had them: it stays with the owner. What can be given
to others is `counts_file`.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas as pa
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from robuild.logbook.reading import ReadLog
from robuild.tabular import write_text
from robuild.terms.issues import Origin, input_error
from robuild.terms.tables import checked
from robuild.terms.work_log import EXPOSURES, WORK_LOG, KeptLog

SIGN = "robuild_kept_log"
VERSION = 1
MOST_BYTES = 200_000_000
_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"


class _File(BaseModel):
    """The file, but for its tables."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    robuild_kept_log: int = Field(ge=VERSION, le=VERSION)
    building: str = Field(min_length=1, max_length=200)
    first_month: str = Field(pattern=_MONTH)
    last_month: str = Field(pattern=_MONTH)
    dwellings: int = Field(ge=0, le=1_000_000)
    rows_read: int = Field(ge=0)
    duplicates: int = Field(ge=0)
    refused_rows: int = Field(ge=0)
    asked_rows: int = Field(ge=0)
    events: dict[str, list[Any]]
    exposures: dict[str, list[Any]]


def kept_log(
    read: ReadLog,
    exposures: pd.DataFrame,
    *,
    building: str,
    first_month: str,
    last_month: str,
    dwellings: int,
) -> KeptLog:
    """A log with what there was to break while it was kept.

    Args:
        read: rows of the log; those outside the months must be gone.
        exposures: `EXPOSURES` of the building.
        building: what to call it.
        first_month: in which the keeping began, as 2026-01.
        last_month: the last one of it.
        dwellings: in the building.
    """
    return KeptLog(building, read.table, exposures, first_month, last_month, dwellings)


def write_kept_log(path: Path, log: KeptLog, read: ReadLog) -> None:
    """Write a kept log as JSON, numbers that are not known as `null`.

    Raises:
        OutputError: the file could not be written.
    """
    data = {
        SIGN: VERSION,
        "building": log.building,
        "first_month": log.first_month,
        "last_month": log.last_month,
        "dwellings": log.dwellings,
        "rows_read": read.rows_read,
        "duplicates": read.duplicates,
        "refused_rows": read.refused_rows,
        "asked_rows": read.asked_rows,
        "events": _columns(log.events),
        "exposures": _columns(log.exposures),
    }
    write_text(path, json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n")


def _columns(table: pd.DataFrame) -> dict[str, list[Any]]:
    return {str(name): [_known(value) for value in table[name].tolist()] for name in table.columns}


def _known(value: Any) -> Any:
    missing = value is pd.NA or (isinstance(value, float) and math.isnan(value))
    return None if missing else value


def is_kept_log(path: Path) -> bool:
    """Whether the file begins as a kept log does."""
    try:
        with path.open("rb") as stream:
            start = stream.read(64)
    except OSError:
        return False
    return re.match(rb'\s*\{\s*"robuild_kept_log"', start) is not None


def read_kept_log(path: Path) -> KeptLog:
    """Read a kept log back.

    Raises:
        InputError: the file is no kept log, or has been changed so that it does not hold together.
    """
    origin = Origin(str(path))
    hint = "Make it anew with: robuild log MODEL LOG -o KEPT.json"
    try:
        if path.stat().st_size > MOST_BYTES:
            raise input_error(
                "file_too_large", f"the file is larger than {MOST_BYTES // 1_000_000} MB.", origin
            )
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise input_error(
            "file_unreadable", f"the file cannot be opened: {error.strerror}.", origin,
            "Check the name and the folder.",
        ) from None  # fmt: skip
    except UnicodeDecodeError:
        raise input_error("not_a_kept_log", "the file is not text.", origin, hint) from None
    try:
        found = _File.model_validate(json.loads(text))
        events = _table(found.events, WORK_LOG)
        exposures = _table(found.exposures, EXPOSURES)
    except (ValueError, TypeError, RecursionError, pandera.errors.SchemaErrors) as error:
        raise input_error(
            "not_a_kept_log", f"this is no kept log of robuild: {_reason(error)}.", origin, hint
        ) from None
    if found.last_month < found.first_month:
        raise input_error(
            "months_in_order",
            f"last_month is {found.last_month}, before first_month {found.first_month}.",
            origin, hint,
        )  # fmt: skip
    return KeptLog(
        found.building, events, exposures, found.first_month, found.last_month, found.dwellings
    )


def _table(columns: dict[str, list[Any]], schema: pa.DataFrameSchema) -> pd.DataFrame:
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    if set(columns) != set(types):
        raise ValueError(f"its columns are {', '.join(sorted(columns))[:200]}")
    return checked(
        schema, pd.DataFrame({name: pd.Series(columns[name], dtype=kind)
                              for name, kind in types.items()})
    )  # fmt: skip


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, pandera.errors.SchemaErrors):
        return "a column holds what it must not"
    return str(error).splitlines()[0][:200]
