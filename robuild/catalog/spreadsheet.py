"""A catalog as one workbook with the same tables as sheets."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from robuild.catalog.columns import HEADER_TABLE, Column, Kind, columns_of, table_models
from robuild.catalog.cross_checks import target_of
from robuild.catalog.field_notes import column_note
from robuild.catalog.folder import row_cells
from robuild.tabular import SheetColumn, SheetTable, write_sheets
from robuild.terms.catalog import Catalog, CatalogHeader


def write_xlsx(catalog: Catalog, path: Path) -> None:
    """Write a catalog as .xlsx: frozen headers with notes, filters, drop-downs for closed sets.

    Raises:
        OutputError: the file could not be written, for instance because it is open in Excel.
    """
    sheets = [_header(catalog.header)]
    for name, model in table_models().items():
        columns = tuple(_column(name, model, column) for column in columns_of(model))
        sheets.append(SheetTable(name, columns, [row_cells(r) for r in getattr(catalog, name)]))
    write_sheets(path, sheets)


def _header(header: CatalogHeader) -> SheetTable:
    columns = (SheetColumn("key"), SheetColumn("value"), SheetColumn("note"))
    rows = [
        (
            column.name,
            getattr(header, column.name),
            column_note(CatalogHeader, column).replace("\n", " "),
        )
        for column in columns_of(CatalogHeader)
    ]
    return SheetTable(HEADER_TABLE, columns, rows)


def _column(table: str, model: type[BaseModel], column: Column) -> SheetColumn:
    keys = target_of(column.name)
    return SheetColumn(
        column.name,
        column_note(model, column),
        _number_format(column),
        column.words,
        None if keys == (table, column.name) else keys,
    )


def _number_format(column: Column) -> str:
    if column.kind is Kind.WHOLE:
        return "0"
    if column.kind is Kind.NUMBER:
        return "#,##0.00" if column.name.endswith("_nok") else "General"
    return "@"
