"""A catalog as a folder of CSV tables and `catalog.toml`, in one canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from robuild.catalog.cells import write_cell
from robuild.catalog.columns import columns_of, table_models
from robuild.catalog.header import FILE, header_text
from robuild.tabular import csv_text, write_text
from robuild.terms.catalog import Catalog


def write_folder(catalog: Catalog, path: Path) -> None:
    """Write a catalog as a folder; the same catalog always gives the same bytes.

    Columns stand in the order of the row model, numbers with the digits they need, unknown as an
    empty cell. Texts are written letter by letter, because robuild reads them back.

    Raises:
        OutputError: a file could not be written.
    """
    for name, model in table_models().items():
        text = csv_text(
            [column.name for column in columns_of(model)],
            (row_cells(row) for row in getattr(catalog, name)),
            formulas_are_text=True,
        )
        write_text(path / f"{name}.csv", text)
    write_text(path / FILE, header_text(catalog.header))


def row_cells(row: BaseModel) -> list[Any]:
    """Cells of one row, in the order of its columns."""
    return [write_cell(getattr(row, column.name)) for column in columns_of(type(row))]
