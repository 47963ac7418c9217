"""A folder or a workbook becomes a catalog, or one list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from robuild.catalog.cells import nearest_hint
from robuild.catalog.columns import HEADER_TABLE, MAY_BE_MISSING, table_models
from robuild.catalog.cross_checks import check_tables
from robuild.catalog.gaps import catalog_gaps
from robuild.catalog.header import FILE, read_header_file, read_header_sheet
from robuild.catalog.rows import ReadTable, read_rows
from robuild.tabular import RawTable, read_csv, read_sheets
from robuild.terms.catalog import Catalog, CatalogHeader
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error

MOST_ROWS = 20_000
"""Rows of one table; a longer one is not a catalog."""


def read_catalog(path: Path) -> Catalog:
    """Read a catalog from a folder with `catalog.toml` and CSV tables, or from one .xlsx file.

    Args:
        path: folder, or .xlsx with one sheet for each table.

    Raises:
        InputError: all faults of the catalog at once, each with file, table, row, column, value,
            what is allowed and what to do.
    """
    return read_catalog_with_notes(path)[0]


def read_catalog_with_notes(path: Path) -> tuple[Catalog, tuple[Issue, ...]]:
    """A catalog, and what its reader passed over: other files, encodings, macros.

    Raises:
        InputError: as `read_catalog`.
    """
    catalog, issues = _read(path)
    faults = [issue for issue in issues if issue.severity is Severity.ERROR]
    if catalog is None or faults:
        raise InputError(faults)
    return catalog, tuple(issues)


def check_catalog(path: Path) -> tuple[Issue, ...]:
    """Every finding on a catalog: faults first; gaps (`catalog_gaps`) when it can be used."""
    try:
        catalog, issues = _read(path)
    except InputError as error:
        return error.issues
    return (*issues, *catalog_gaps(catalog)) if catalog is not None else tuple(issues)


def _read(path: Path) -> tuple[Catalog | None, list[Issue]]:
    if path.is_dir():
        header, header_table, tables = _from_folder(path)
    elif path.suffix.lower() == ".csv" or path.name == FILE:
        raise input_error(
            "not_a_catalog",
            "this is one table of a catalog.",
            Origin(file=str(path)),
            f"Give the folder: {path.parent}",
        )
    else:
        header, header_table, tables = _from_workbook(path)
    check_tables(tables)
    issues = list(header_table.faults)
    for table in tables.values():
        issues += sorted(table.faults, key=lambda issue: issue.origin.row or 0)
    notes = [note for table in (header_table, *tables.values()) for note in table.notes]
    if issues or header is None:
        return None, [*issues, *_without_repeats(notes)]
    rows: dict[str, Any] = {
        name: tuple(placed.row for placed in table.rows) for name, table in tables.items()
    }
    # every row has been validated; model_construct spares doing it all again
    return Catalog.model_construct(None, header=header, **rows), _without_repeats(notes)


def _without_repeats(notes: list[Issue]) -> list[Issue]:
    return list(dict.fromkeys(notes))


def _from_folder(
    folder: Path,
) -> tuple[CatalogHeader | None, ReadTable[Any], dict[str, ReadTable[Any]]]:
    names = [FILE, *(f"{name}.csv" for name in table_models())]
    if not any((folder / name).is_file() for name in names):
        raise input_error(
            "not_a_catalog",
            f"the folder holds no catalog: neither {FILE} nor a table such as components.csv.",
            Origin(file=str(folder)),
            f"Give the folder in which {FILE} lies, or an .xlsx.",
        )
    header, header_table = read_header_file(folder)
    tables = {}
    strange = _strange_files(folder)
    for name, model in table_models().items():
        path = folder / f"{name}.csv"
        if not path.is_file() and name in MAY_BE_MISSING:
            tables[name] = _left_out(name, str(path), "", strange)
            continue
        if not path.is_file():
            tables[name] = _missing(name, str(path), "")
            tables[name].fault(
                "missing_table",
                f"table {path.name} is missing.",
                hint=nearest_hint(path.name, strange).replace("Did you mean", "Is it")
                or "Add the file, at least with its header row.",
            )
            continue
        try:
            tables[name] = read_rows(name, read_csv(path, most_rows=MOST_ROWS), model)
        except InputError as error:
            tables[name] = _missing(name, str(path), "")
            tables[name].faults.extend(error.issues)
    header_table.notes.extend(_not_read(folder, strange))
    return header, header_table, tables


def _strange_files(folder: Path) -> set[str]:
    """CSV files that are no table of a catalog."""
    known = {f"{name}.csv" for name in table_models()}
    return {path.name for path in folder.glob("*.[cC][sS][vV]")} - known


def _not_read(folder: Path, names: set[str]) -> list[Issue]:
    return [
        Issue(
            Severity.WARNING,
            "unknown_table",
            "the file is no table of a catalog and was not read.",
            Origin(file=str(folder / name)),
        )
        for name in sorted(names)
    ]


def _from_workbook(
    path: Path,
) -> tuple[CatalogHeader | None, ReadTable[Any], dict[str, ReadTable[Any]]]:
    names = (HEADER_TABLE, *table_models())
    sheets = read_sheets(path, names, most_rows=MOST_ROWS)
    header: CatalogHeader | None = None
    header_table = _sheet_missing(HEADER_TABLE, path, sheets)
    if HEADER_TABLE in sheets:
        header, header_table = read_header_sheet(sheets[HEADER_TABLE])
    tables = {
        name: read_rows(name, sheets[name], model)
        if name in sheets
        else _left_out(name, str(path), name, set())
        if name in MAY_BE_MISSING
        else _sheet_missing(name, path, sheets)
        for name, model in table_models().items()
    }
    return header, header_table, tables


def _missing(name: str, file: str, sheet: str) -> ReadTable[Any]:
    return ReadTable(name, file, sheet, complete=False)


def _left_out(name: str, file: str, sheet: str, strange: set[str]) -> ReadTable[Any]:
    """A table that catalogs need not have, without rows."""
    table: ReadTable[Any] = ReadTable(name, file, sheet)
    table.notes.append(
        Issue(
            Severity.INFO,
            "table_left_out",
            f"the catalog has no table {name}, so {MAY_BE_MISSING[name]}.",
            table.origin(),
            nearest_hint(f"{name}.csv", strange).replace("Did you mean", "Is it")
            or f"Copy {name} from the catalog that came with robuild if you want it.",
        )
    )
    return table


def _sheet_missing(name: str, path: Path, sheets: Mapping[str, RawTable]) -> ReadTable[Any]:
    table = _missing(name, str(path), name)
    table.fault(
        "missing_table",
        f"sheet {name} is missing; found: {', '.join(sheets) or 'none of the tables'}.",
        hint="Add the sheet, at least with its header row; sheet names are not translated.",
    )
    return table
