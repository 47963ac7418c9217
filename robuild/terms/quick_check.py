"""Whether a table plainly keeps the promises of its schema, without asking pandera.

Pandera takes most of a millisecond for a column and tells exactly what is wrong. Hardly ever is
anything wrong, so it is asked only when this quick look is not content; it has the last word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pandera.pandas as pa

_HOLDS: dict[str, Callable[[pd.Series, Any], bool]] = {
    "isin": lambda values, said: bool(values.isin(said["allowed_values"]).all()),
    "greater_than_or_equal_to": lambda values, said: bool((values >= said["min_value"]).all()),
}
"""Checks that are soon seen; with any other, pandera is asked."""


def plainly_right(schema: pa.DataFrameSchema, table: pd.DataFrame) -> bool:
    """Whether everything is as promised; false also where a quick look cannot tell."""
    # what the kinds of columns never say: checks of a whole table, its index, types for all columns
    if schema.checks or schema.index is not None or schema.dtype is not None:
        return False
    if list(table.columns) != list(schema.columns):
        return False
    if schema.unique and table.duplicated(list(schema.unique)).any():
        return False
    return all(_right(column, table[name]) for name, column in schema.columns.items())


def _right(column: pa.Column, values: pd.Series) -> bool:
    text = isinstance(values.dtype, pd.StringDtype)
    if not text and str(values.dtype) != str(column.dtype):
        return False
    if text and not str(column.dtype).startswith("str"):
        return False
    missing = values.isna()
    if missing.any():
        if not column.nullable or column.unique:
            return False
        values = values[~missing]
    if column.unique and not values.is_unique:
        return False
    return all(
        check.name in _HOLDS and _HOLDS[check.name](values, check.statistics)
        for check in column.checks
    )
