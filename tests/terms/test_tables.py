"""Table schemas: empty tables are valid, broken promises are named."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
import pytest

from robuild.terms import tables

SCHEMAS = [value for value in vars(tables).values() if isinstance(value, pa.DataFrameSchema)]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_an_empty_table_is_valid(schema: pa.DataFrameSchema) -> None:
    assert tables.checked(schema, tables.empty(schema)).empty


def test_there_is_a_schema_for_every_stage() -> None:
    assert {schema.name for schema in SCHEMAS} >= {
        "components", "spaces", "rejects", "matches", "lines", "lcc", "cash_flows", "plan",
    }  # fmt: skip


def test_unknown_words_and_extra_columns_are_named() -> None:
    table = pd.DataFrame(
        {
            "global_id": ["x"],
            "model_id": ["m"],
            "ifc_class": ["IfcDoor"],
            "name": tables.text_column([None]),
            "reason": ["because"],
            "detail": tables.text_column([None]),
            "extra": [1],
        }
    )
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        tables.checked(tables.REJECTS, table)
    assert "because" in str(caught.value)
    assert "extra" in str(caught.value)


def test_text_columns_keep_none_apart_from_text() -> None:
    column = tables.text_column([None, "", "None"])
    assert column.isna().tolist() == [True, False, False]
