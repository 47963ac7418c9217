"""The one safe door for Excel and CSV files.

In: files from strangers, tables and texts to write. Out: raw tables with row numbers, files that
are whole. Rules: untrusted text never becomes a formula, no formula without its value, nothing
half written (conventions §8).
"""

from __future__ import annotations

from robuild.tabular.atomic import replace_file, write_bytes, write_text
from robuild.tabular.cell_writing import CachedValue, put_formula, put_number, put_text
from robuild.tabular.csv_files import csv_text, number_text, read_csv, write_csv
from robuild.tabular.money_formats import other_currencies
from robuild.tabular.named_cells import NamedCells, read_named
from robuild.tabular.number_blocks import NumberBlock
from robuild.tabular.raw_table import RawCell, RawTable, Unreadable
from robuild.tabular.saving import save_with_cache, workbook_bytes, written_by_robuild_unchanged
from robuild.tabular.sheets import read_sheets
from robuild.tabular.table_sheets import (
    TEXT_FORMAT,
    SheetColumn,
    SheetTable,
    sheets_bytes,
    write_sheets,
)
from robuild.tabular.template_file import open_template
from robuild.tabular.text_rules import harmful_character, is_formula_like, safe_text
from robuild.tabular.workbook_guard import guard

__all__ = [
    "TEXT_FORMAT",
    "CachedValue",
    "NamedCells",
    "NumberBlock",
    "RawCell",
    "RawTable",
    "SheetColumn",
    "SheetTable",
    "Unreadable",
    "csv_text",
    "guard",
    "harmful_character",
    "is_formula_like",
    "number_text",
    "open_template",
    "other_currencies",
    "put_formula",
    "put_number",
    "put_text",
    "read_csv",
    "read_named",
    "read_sheets",
    "replace_file",
    "safe_text",
    "save_with_cache",
    "sheets_bytes",
    "workbook_bytes",
    "write_bytes",
    "write_csv",
    "write_sheets",
    "write_text",
    "written_by_robuild_unchanged",
]
