"""A quick look at a table never says right where pandera says wrong, and says it where it can."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest

from robuild.terms import tables
from robuild.terms.quick_check import plainly_right

SCHEMAS = [value for value in vars(tables).values() if isinstance(value, pa.DataFrameSchema)]
QUICK = [tables.COMPONENTS, tables.SPACES, tables.MATCHES, tables.PLACES, tables.ROOMS]
ODD: tuple[Any, ...] = (None, "", "odd", "unknown", -1.0, np.nan, np.inf, 0.0, 1, True)


def right(schema: pa.DataFrameSchema, rows: int = 3) -> pd.DataFrame:
    """A table that keeps every promise."""
    columns = {}
    for name, column in schema.columns.items():
        kind = str(column.dtype)
        allowed = [c.statistics.get("allowed_values") for c in column.checks]
        words = next(iter(allowed[0])) if allowed and allowed[0] else None
        if kind.startswith("str"):
            values: list[Any] = [words or f"{name} {row}" for row in range(rows)]
        else:
            values = [row == 0 for row in range(rows)] if kind == "bool" else [1] * rows
        columns[name] = pd.Series(values, dtype="str" if kind.startswith("str") else kind)
    return pd.DataFrame(columns)


def pandera_content(schema: pa.DataFrameSchema, table: pd.DataFrame) -> bool:
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("schema", QUICK, ids=lambda schema: schema.name)
def test_a_table_that_is_right_needs_no_pandera(schema: pa.DataFrameSchema) -> None:
    assert plainly_right(schema, right(schema))
    assert plainly_right(schema, tables.empty(schema))


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_what_pandera_refuses_is_never_plainly_right(schema: pa.DataFrameSchema) -> None:
    draw = np.random.default_rng(list(str(schema.name).encode()))
    refused = 0
    for odd in ODD:
        table = right(schema)
        name = str(draw.choice(list(table.columns)))
        values = [odd, *table[name].tolist()[1:]]
        table[name] = pd.Series(values) if draw.random() < 0.5 else _same_kind(table[name], values)
        if not pandera_content(schema, table):
            refused += 1
            assert not plainly_right(schema, table), (name, odd)
    assert refused


def _same_kind(column: pd.Series, values: list[Any]) -> pd.Series:
    try:
        return pd.Series(values, dtype=column.dtype)
    except (TypeError, ValueError):
        return pd.Series(values, dtype=object)


@pytest.mark.parametrize("schema", QUICK, ids=lambda schema: schema.name)
def test_keys_columns_and_their_order_are_looked_at(schema: pa.DataFrameSchema) -> None:
    table = right(schema)
    assert not plainly_right(schema, table.assign(extra=1))
    assert not plainly_right(schema, table[table.columns[::-1]])
    assert not plainly_right(schema, table[table.columns[1:]])
    key = next((name for name, column in schema.columns.items() if column.unique), None)
    if key is not None:
        assert not plainly_right(schema, pd.concat([table, table.head(1)], ignore_index=True))


def test_numbers_written_as_text_are_no_numbers() -> None:
    schema = pa.DataFrameSchema({"area_m2": pa.Column(float)}, strict=True, ordered=True)
    assert plainly_right(schema, pd.DataFrame({"area_m2": [1.0]}))
    assert not plainly_right(schema, pd.DataFrame({"area_m2": pd.Series(["1"], dtype="str")}))
