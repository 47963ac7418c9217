"""Open an organisation's own workbook to write into: cover, logo and fonts are kept."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from robuild.tabular.cell_writing import CachedValue
from robuild.tabular.sheets import parsing
from robuild.tabular.workbook_guard import guard
from robuild.terms.issues import InputError, Issue, Origin, Severity

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_CELLS = 200_000
"""A cover is a few cells; a template is no data."""


def open_template(path: Path) -> tuple[Workbook, dict[str, dict[str, CachedValue]]]:
    """The workbook with its formulas, and what each formula showed when it was saved.

    Macros and links to other workbooks are left out.

    Raises:
        InputError: the file cannot be read, is no template, or has formulas nobody calculated.
    """
    from openpyxl import load_workbook

    guard(path)
    with parsing(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _require_small(path)
        book = load_workbook(path, keep_links=False)
        shown = load_workbook(path, data_only=True, keep_links=False)
    cached: dict[str, dict[str, CachedValue]] = {}
    faults = []
    for sheet in book.worksheets:
        values = cached.setdefault(sheet.title, {})
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                value = shown[sheet.title][cell.coordinate].value
                if isinstance(value, str | int | float | bool):
                    values[cell.coordinate] = value
                else:
                    faults.append(
                        Issue(
                            Severity.ERROR, "formula_not_calculated",
                            "the formula has no value that a plan can show.",
                            Origin(str(path), sheet.title, cell.row, cell.coordinate),
                            "Open the template in Excel, save it, and run again.",
                        )
                    )  # fmt: skip
    if faults:
        raise InputError(faults)
    return book, cached


def _require_small(path: Path) -> None:
    from openpyxl import load_workbook

    with path.open("rb") as stream:
        book = load_workbook(stream, read_only=True)
        try:
            cells = 0
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                for row in sheet.iter_rows(max_col=1):
                    cells += len(row) or 1
                    if cells > MOST_CELLS:
                        raise ValueError(
                            f"sheet {sheet.title} has too many rows for a cover; a template holds "
                            "a cover, a logo and fonts"
                        )
        finally:
            book.close()
