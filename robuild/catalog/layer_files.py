"""A layer as it stands in its folder or workbook: tables with some of their columns."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from robuild.catalog.cells import CellError, nearest_hint, read_cell, write_cell
from robuild.catalog.columns import KEYS, Column, columns_of, table_models
from robuild.catalog.plain_words import plain
from robuild.catalog.reading import MOST_ROWS
from robuild.catalog.rows import ReadTable, nothing_beside, places_of
from robuild.tabular import RawTable, Unreadable, csv_text, read_csv, read_sheets, write_text
from robuild.terms.catalog import LayerHeader
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error

FILE = "layer.toml"
SHEET = "layer"
EVIDENCE = "learned.csv"
"""What calibrated figures stand on; for people, and not read as a table."""


@dataclass(frozen=True, slots=True)
class ReadLayerRow:
    """Cells of one row that are filled in."""

    number: int
    values: Mapping[str, Any]
    may_be_empty: frozenset[str]

    def validated(
        self, model: type[BaseModel], values: Mapping[str, Any], origin: Origin
    ) -> tuple[BaseModel | None, list[Issue]]:
        """The row with these values, or what is wrong with it."""
        try:
            return model.model_validate(dict(values)), []
        except ValidationError as error:
            faults = []
            for detail in error.errors(include_url=False):
                fault = plain(detail)
                column = str(detail["loc"][0]) if detail["loc"] else ""
                where = replace(origin, column=column)
                faults.append(Issue(Severity.ERROR, fault.code, fault.message, where, fault.hint))
            return None, faults


@dataclass(slots=True)
class LayerTable:
    """One table of a layer."""

    file: str
    sheet: str
    rows: list[ReadLayerRow] = field(default_factory=list)

    def origin(self, row: int) -> Origin:
        """Place of a row."""
        return Origin(self.file, self.sheet, row)


@dataclass(frozen=True, slots=True)
class ReadLayer:
    """A layer that is whole in itself."""

    file: str
    header: LayerHeader
    tables: dict[str, LayerTable]
    notes: tuple[Issue, ...]


def is_layer(path: Path) -> bool:
    """Whether this is a layer and not a whole catalog: it has `layer.toml`, or a sheet `layer`."""
    if path.is_dir():
        return (path / FILE).is_file()
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return False
    try:
        return SHEET in read_sheets(path, (SHEET,), most_rows=MOST_ROWS)
    except InputError:
        return False


def read_layer(path: Path) -> ReadLayer:
    """Read a layer.

    Raises:
        InputError: every fault of it at once.
    """
    faults: list[Issue] = []
    raw = _folder_tables(path, faults) if path.is_dir() else _sheets(path)
    header = _header(path, raw, faults)
    notes: list[Issue] = []
    tables = {}
    for name, table in raw.items():
        if name in table_models():
            tables[name] = _table(name, table, faults, notes)
    if not tables and not faults:
        faults.append(
            Issue(
                Severity.ERROR, "layer_empty", "the layer has none of the tables of a catalog.",
                Origin(file=str(path)), f"Known tables: {', '.join(table_models())}.",
            )
        )  # fmt: skip
    if faults or header is None:
        raise InputError(faults)
    return ReadLayer(str(path), header, tables, tuple(dict.fromkeys(notes)))


def _folder_tables(folder: Path, faults: list[Issue]) -> dict[str, RawTable]:
    raw = {}
    for path in sorted(folder.glob("*.[cC][sS][vV]")):
        if path.name == EVIDENCE:
            continue
        name = path.stem
        if name not in table_models():
            known = {f"{each}.csv" for each in table_models()}
            faults.append(
                Issue(
                    Severity.ERROR, "unknown_table", f"{path.name} is no table of a catalog.",
                    Origin(file=str(path)),
                    nearest_hint(path.name, known) or "Move it out of the layer's folder.",
                )
            )  # fmt: skip
            continue
        try:
            raw[name] = read_csv(path, most_rows=MOST_ROWS)
        except InputError as error:
            faults.extend(error.issues)
    return raw


def _sheets(path: Path) -> dict[str, RawTable]:
    return dict(read_sheets(path, (SHEET, *table_models()), most_rows=MOST_ROWS))


def _header(path: Path, raw: Mapping[str, RawTable], faults: list[Issue]) -> LayerHeader | None:
    origin = Origin(file=str(path / FILE if path.is_dir() else path))
    try:
        values = (
            tomllib.loads((path / FILE).read_text(encoding="utf-8-sig"))
            if path.is_dir()
            else _header_values(raw[SHEET])
        )
    except OSError as error:
        raise input_error(
            "file_unreadable", f"the file cannot be opened: {error.strerror}.", origin
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise input_error(
            "toml_broken", f"the file is not TOML in UTF-8: {error}.", origin, _how()
        ) from None
    if isinstance(values.get("version"), int):
        values["version"] = str(values["version"])  # `version = 2027` says the same
    try:
        return LayerHeader.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            column = str(detail["loc"][0]) if detail["loc"] else ""
            fault = plain(detail)
            message = f"{column} is missing." if detail["type"] == "missing" else fault.message
            faults.append(
                Issue(
                    Severity.ERROR, fault.code, message, replace(origin, column=column), _how()
                )
            )  # fmt: skip
    return None


def _header_values(table: RawTable) -> dict[str, Any]:
    cells = {}
    for _, row in table.rows:
        key, value = (*row, None, None)[:2]
        if isinstance(key, str) and value not in (None, "") and value is not Unreadable.CELL:
            whole = isinstance(value, float) and value.is_integer()
            cells[key.strip()] = str(int(value) if whole else value)  # type: ignore[arg-type]
    return cells


def _how() -> str:
    return f'{FILE} has lines such as version = "2027" for {", ".join(LayerHeader.model_fields)}.'


def _table(name: str, raw: RawTable, faults: list[Issue], notes: list[Issue]) -> LayerTable:
    columns = [
        replace(column, needed=column.name in KEYS[name])
        for column in columns_of(table_models()[name])
    ]
    read: ReadTable[Any] = ReadTable(name, raw.file, raw.sheet)
    read.faults.extend(raw.faults)
    read.notes.extend(raw.notes)
    places = places_of(read, raw.header, columns)
    nameless = [place for place, title in enumerate(raw.header) if not title]
    empty = frozenset(column.name for column in columns if column.may_be_empty)
    table = LayerTable(raw.file, raw.sheet)
    seen: set[tuple[str, ...]] = set()
    for number, cells in raw.rows:
        nothing_beside(read, number, cells, raw.header, nameless)
        values = _values(read, number, cells, places, raw)
        key = tuple(str(values.get(column, "")) for column in KEYS[name])
        if not key[0]:
            read.fault("empty_cell", "the cell is empty.", number, KEYS[name][0],
                       "Write which row of the catalog this is.")  # fmt: skip
        elif key in seen:
            read.fault("duplicate_key", f"{', '.join(key)} is there twice.", number, KEYS[name][0],
                       "Keep one of the rows.")  # fmt: skip
        else:
            table.rows.append(ReadLayerRow(number, values, empty))
        seen.add(key)
    faults.extend(read.faults)
    notes.extend(read.notes)
    return table


def _values(
    read: ReadTable[Any],
    number: int,
    cells: Sequence[Any],
    places: Mapping[Column, int],
    table: RawTable,
) -> dict[str, Any]:
    """What is filled in; an empty cell says nothing."""
    values: dict[str, Any] = {}
    for column, place in places.items():
        raw = cells[place] if place < len(cells) else None
        if raw is None or raw is Unreadable.CELL or (isinstance(raw, str) and not raw.strip()):
            continue
        try:
            values[column.name] = read_cell(
                raw, column, decimal_comma=table.decimal_comma, in_sheet=bool(table.sheet)
            )
        except CellError as fault:
            read.fault(fault.code, fault.message, number, column.name, fault.hint)
    return values


def write_layer(
    folder: Path,
    header: LayerHeader,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    evidence: tuple[Sequence[str], Sequence[Sequence[Any]]] | None = None,
) -> tuple[Path, ...]:
    """Write a layer as a folder; columns that no row fills in are left out.

    Args:
        folder: made where it is not there.
        header: of the layer.
        tables: table name -> rows, each column -> value.
        evidence: headings and rows of `learned.csv`.

    Raises:
        OutputError: a file could not be written.
    """
    written = []
    for name, rows in tables.items():
        if not rows:
            continue
        filled = {column for row in rows for column in row}
        columns = [c.name for c in columns_of(table_models()[name]) if c.name in filled]
        cells = ([write_cell(row.get(column)) for column in columns] for row in rows)
        written.append(folder / f"{name}.csv")
        write_text(written[-1], csv_text(columns, cells, formulas_are_text=True))
    if evidence is not None:
        written.append(folder / EVIDENCE)
        write_text(written[-1], csv_text(list(evidence[0]), evidence[1]))
    lines = [
        f"{key} = {value if isinstance(value, int) else json.dumps(value, ensure_ascii=False)}"
        for key, value in header.model_dump(exclude_none=True).items()
    ]
    written.append(folder / FILE)
    write_text(written[-1], "\n".join(lines).replace("\x7f", "\\u007f") + "\n")
    return tuple(written)
