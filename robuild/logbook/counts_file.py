"""Counts that owners may give each other: no building, no dwelling, no month, no text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from robuild.privacy import publishable_groups
from robuild.tabular import RawTable, Unreadable, read_csv, write_csv
from robuild.terms.catalog import Key
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.tables import checked, empty
from robuild.terms.vocabulary import RateExposure, UseIntensity
from robuild.terms.work_log import RATE_COUNTS

_GROUP = ["variant_id", "use_intensity"]
_MOST_ROWS = 20_000


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    component_key: Key
    variant_id: Key
    use_intensity: UseIntensity
    exposure_per: RateExposure
    exposure_years: Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
    events: Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
    dwelling_count: Annotated[int, Field(ge=0, le=10_000_000)]
    building_count: Annotated[int, Field(ge=1, le=1_000_000)]


def publishable_counts(counts: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Counts of groups that cover five dwellings or more, also after subtraction.

    Args:
        counts: `RATE_COUNTS`.

    Returns:
        Rows that may be given away, and how many may not.
    """
    kept = []
    for _, rows in counts.groupby("component_key", sort=True):
        shown = publishable_groups(rows, _GROUP, "dwelling_count").published
        # what covers no dwelling at all covers too few to be of a log that has some
        kept.append(shown[shown["dwelling_count"] > 0])
    table = pd.concat(kept) if kept else empty(RATE_COUNTS)
    table = checked(RATE_COUNTS, table.reset_index(drop=True))
    return table, len(counts) - len(table)


def write_counts(path: Path, counts: pd.DataFrame) -> int:
    """Write what may be given away as CSV.

    Args:
        path: file to write.
        counts: `RATE_COUNTS`.

    Returns:
        How many rows were left out, for they cover too few dwellings.

    Raises:
        OutputError: the file could not be written.
    """
    table, hidden = publishable_counts(counts)
    write_csv(path, list(table.columns), table.itertuples(index=False, name=None))
    return hidden


def is_counts(path: Path) -> bool:
    """Whether a file has the columns of counts."""
    if path.suffix.lower() != ".csv":
        return False
    try:
        with path.open(encoding="utf-8-sig") as stream:
            head = stream.readline(2_000)
    except (OSError, UnicodeDecodeError):
        return False
    return set(head.strip().split(",")) == set(RATE_COUNTS.columns)


def read_counts(path: Path) -> pd.DataFrame:
    """Read counts that somebody gave.

    Raises:
        InputError: every fault of the file at once.
    """
    raw = read_csv(path, most_rows=_MOST_ROWS)
    if set(raw.header) != set(RATE_COUNTS.columns):
        raise input_error(
            "not_counts",
            f"the columns are {', '.join(raw.header)[:200]}; "
            f"needed are {', '.join(RATE_COUNTS.columns)}.",
            Origin(str(path)),
            "Give a file that robuild calibrate --share wrote.",
        )
    faults: list[Issue] = []
    rows = [row for number, cells in raw.rows if (row := _row(raw, number, cells, faults))]
    keys = [(row.component_key, row.variant_id, row.use_intensity) for row in rows]
    if len(set(keys)) < len(keys):
        faults.append(
            Issue(Severity.ERROR, "duplicate_key", "a component, variant and use stand twice.",
                  Origin(str(path)), "Keep one of the rows.")
        )  # fmt: skip
    if faults:
        raise InputError(faults)
    return _table(rows)


def _row(raw: RawTable, number: int, cells: Sequence[object], faults: list[Issue]) -> _Row | None:
    values = {
        name: cell
        for name, cell in zip(raw.header, cells, strict=False)
        if cell is not Unreadable.CELL
    }
    try:
        return _Row.model_validate(values)
    except ValidationError as error:
        faults += [
            Issue(
                Severity.ERROR, "count_wrong", f"{each['msg']}; found {str(each['input'])[:80]!r}.",
                Origin(raw.file, "", number, str(each["loc"][0]) if each["loc"] else ""),
            )
            for each in error.errors(include_url=False)
        ]  # fmt: skip
    return None


def _table(rows: Sequence[_Row]) -> pd.DataFrame:
    table = pd.DataFrame([row.model_dump() for row in rows], columns=list(RATE_COUNTS.columns))
    for name in ("use_intensity", "exposure_per"):
        table[name] = [str(getattr(row, name)) for row in rows]
    types = {name: str(column.dtype) for name, column in RATE_COUNTS.columns.items()}
    return checked(RATE_COUNTS, table.astype(types))
