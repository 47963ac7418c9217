"""`catalog.toml`, and the sheet `catalog` with the same keys and values."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from robuild.catalog.cells import CellError, nearest_hint, read_cell, shown
from robuild.catalog.columns import HEADER_TABLE, columns_of
from robuild.catalog.plain_words import plain
from robuild.catalog.rows import ReadTable
from robuild.tabular import RawTable, Unreadable
from robuild.terms.catalog import CatalogHeader

FILE = "catalog.toml"
CURRENCY = "NOK"
"""Columns are named `_nok`; another currency would be money under a wrong name."""


def read_header_file(folder: Path) -> tuple[CatalogHeader | None, ReadTable[CatalogHeader]]:
    """Header of a catalog folder, `None` with faults when it cannot be used."""
    path = folder / FILE
    done: ReadTable[CatalogHeader] = ReadTable(HEADER_TABLE, str(path), "")
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        done.fault("missing_table", f"{FILE} is missing.", hint=_how())
    except OSError as error:
        done.fault("file_unreadable", f"the file cannot be opened: {error.strerror}.")
    except UnicodeDecodeError:
        done.fault("not_utf8", "the file is not UTF-8.", hint="Save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        done.fault("toml_broken", f"the file is not TOML: {error}.", hint=_how())
    else:
        return _header(done, {key: (None, value) for key, value in values.items()}), done
    return None, done


def read_header_sheet(table: RawTable) -> tuple[CatalogHeader | None, ReadTable[CatalogHeader]]:
    """Header of a catalog workbook: a sheet with the columns key and value."""
    done: ReadTable[CatalogHeader] = ReadTable(HEADER_TABLE, table.file, table.sheet)
    done.faults.extend(table.faults)
    done.notes.extend(table.notes)
    if table.header[:2] != ("key", "value"):
        done.fault(
            "missing_column",
            f"the header is {', '.join(table.header[:5]) or 'empty'}; it must be key, value.",
            1,
        )
        return None, done
    values: dict[str, tuple[int | None, Any]] = {}
    for number, cells in table.rows:
        key, value = (*cells, None, None)[:2]
        if key is Unreadable.CELL:
            continue
        if str(key) in values:
            done.fault("duplicate_key", f"{shown(key)} is there twice.", number, "key")
        values[str(key)] = (number, value)
    return _header(done, values), done


def _header(
    done: ReadTable[CatalogHeader], values: Mapping[str, tuple[int | None, Any]]
) -> CatalogHeader | None:
    columns = {column.name: column for column in columns_of(CatalogHeader)}
    missing = [name for name in columns if name not in values]
    found: dict[str, Any] = {}
    for key, (row, raw) in values.items():
        if key not in columns:
            hint = nearest_hint(key, missing) or "Delete it."
            done.fault("unknown_column", f"{shown(key)} is not a key of {FILE}.", row, key, hint)
        elif raw is not Unreadable.CELL:
            try:
                found[key] = read_cell(raw, columns[key])
            except CellError as fault:
                done.fault(fault.code, fault.message, row, key, fault.hint)
    for name in missing:
        done.fault("missing_column", f"{name} is missing.", None, name, _how())
    currency = found.get("currency")
    if currency is not None and currency != CURRENCY:
        row = values["currency"][0]
        done.fault(
            "wrong_currency", f"{shown(currency)} is not {CURRENCY}.", row, "currency",
            "Convert the prices to NOK: the columns are named so.",
        )  # fmt: skip
        return None
    try:
        return CatalogHeader.model_validate(found)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            key = str(detail["loc"][0])
            if key in found:
                found_fault = plain(detail)
                done.fault(
                    found_fault.code, found_fault.message, values[key][0], key, found_fault.hint
                )
    return None


def _how() -> str:
    return f'{FILE} has lines such as version = "1.0" for {", ".join(CatalogHeader.model_fields)}.'


def header_text(header: CatalogHeader) -> str:
    """A header as TOML, keys in the order of the model.

    Every text is a basic string of TOML, whose escapes are those of JSON.
    """
    lines = []
    for key in CatalogHeader.model_fields:
        value = getattr(header, key)
        text = str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
        lines.append(f"{key} = {text}".replace("\x7f", "\\u007f"))
    return "\n".join(lines) + "\n"
