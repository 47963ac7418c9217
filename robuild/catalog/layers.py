"""Layers: a municipality's own prices, calibrated rates, single cells over a catalog.

A layer is a folder with `layer.toml`, or an .xlsx with a sheet `layer`, and any of the tables of a
catalog with their key columns and the columns it changes. An empty cell changes nothing. A row
whose key the catalog lacks is a new row when it is whole. Later layers lie over earlier ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from robuild.catalog.columns import KEYS, table_models
from robuild.catalog.cross_checks import check_tables
from robuild.catalog.layer_files import (
    ReadLayer,
    ReadLayerRow,
    is_layer,
    read_layer,
)
from robuild.catalog.reading import read_catalog_with_notes
from robuild.catalog.rows import Placed, ReadTable
from robuild.terms.catalog import Catalog, LayerHeader, Source
from robuild.terms.issues import InputError, Issue, Origin, Severity, input_error
from robuild.terms.vocabulary import Mark

SOURCE_OF = {
    "price_nok": "price_source_id",
    "install_hours": "hours_source_id",
    "service_life_low_years": "service_life_source_id",
    "service_life_typical_years": "service_life_source_id",
    "service_life_high_years": "service_life_source_id",
    "lead_time_days": "parts_source_id",
    "spare_parts_years": "parts_source_id",
    "damage_rate_ordinary_per_year": "damage_source_id",
    "damage_rate_raised_per_year": "damage_source_id",
    "damage_rate_heavy_per_year": "damage_source_id",
    "element_code": "element_code_source_id",
} | {f"c{number}_{name}": "criteria_source_id" for number, name in enumerate(
    ("connection", "access", "independence", "smallest_part", "tools", "skill", "parts",
     "documentation", "disturbance"), start=1)}  # fmt: skip
"""Column -> column that says where its value is from; `source_id` for all others."""
_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Stack:
    """A catalog with its layers."""

    catalog: Catalog
    label: str
    """Id and version of the catalog and of each layer."""
    layers: tuple[LayerHeader, ...]
    notes: tuple[Issue, ...]


@dataclass(slots=True)
class _Merge:
    """Rows of every table while layers are laid over them."""

    rows: dict[str, dict[tuple[str, ...], BaseModel]]
    numbers: dict[str, dict[tuple[str, ...], int]] = field(default_factory=dict)
    changed: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)


def read_stack(paths: Sequence[Path], shipped: Path) -> Stack:
    """A catalog and the layers over it, in the order given.

    Args:
        paths: a catalog first, then layers; layers alone lie over the shipped catalog; none at all
            is the shipped catalog.
        shipped: the catalog that comes with robuild.

    Raises:
        InputError: every fault of the first file that has any; a second catalog.
    """
    given = list(paths)
    base = shipped if not given or is_layer(given[0]) else given.pop(0)
    catalog, notes = read_catalog_with_notes(base)
    label = f"{catalog.header.catalog_id} {catalog.header.version}"
    layers: list[LayerHeader] = []
    for path in given:
        if not is_layer(path):
            raise input_error(
                "second_catalog",
                f"there can be one catalog; {base} comes before, and this is no layer over it.",
                Origin(file=str(path)),
                "A layer has a file layer.toml, or a sheet layer.",
            )
        layer = read_layer(path)
        catalog, said = with_layer(catalog, layer)
        notes = (*notes, *layer.notes, *said)
        label += f" + {layer.header.layer_id} {layer.header.version}"
        layers.append(layer.header)
    return Stack(catalog, label, tuple(layers), notes)


def with_layer(catalog: Catalog, layer: ReadLayer) -> tuple[Catalog, tuple[Issue, ...]]:
    """The catalog with the cells of a layer, and what the layer changed.

    Raises:
        InputError: every fault of the layer, on its own and in the catalog.
    """
    merge = _Merge(
        {name: {_key(name, row): row for row in getattr(catalog, name)} for name in table_models()}
    )
    faults = list(_other_prices(catalog, layer))
    own_source = f"layer.{layer.header.layer_id}"
    for name, table in layer.tables.items():
        for row in table.rows:
            fault = _lay(merge, name, row, table.origin(row.number), own_source)
            faults += fault
    if _uses(merge, own_source):
        merge.rows["sources"].setdefault(
            (own_source,),
            Source(
                source_id=own_source, title=layer.header.title, where=layer.file,
                date=layer.header.version, mark=Mark.USER,
            ),
        )  # fmt: skip
    if not faults:
        faults += _beside_each_other(merge, layer)
    if faults:
        raise InputError(sorted(faults, key=lambda each: (each.origin.sheet, each.origin.row or 0)))
    rows: dict[str, Any] = {name: tuple(table.values()) for name, table in merge.rows.items()}
    made = Catalog.model_construct(None, header=catalog.header, **rows)
    return made, (_told(merge, layer),)


def _key(name: str, row: BaseModel) -> tuple[str, ...]:
    return tuple(str(getattr(row, column)) for column in KEYS[name])


def _lay(
    merge: _Merge, name: str, row: ReadLayerRow, origin: Origin, own_source: str
) -> list[Issue]:
    """Lay one row over the table; faults of the row it makes."""
    rows, model = merge.rows[name], table_models()[name]
    key = tuple(str(row.values.get(column, "")) for column in KEYS[name])
    before = rows.get(key)
    said = {column: value for column, value in row.values.items() if column not in KEYS[name]}
    said = {**_sources(name, said, model, own_source), **said}
    if before is None:
        missing = [
            column
            for column, info in model.model_fields.items()
            if info.is_required() and column not in row.values and column not in said
        ]
        if any(column not in row.may_be_empty for column in missing):
            return [_unknown_key(key, rows, missing, origin)]
        values: dict[str, Any] = {**dict.fromkeys(missing), **row.values, **said}
        merge.added[name] += 1
    else:
        now = {column: getattr(before, column) for column in model.model_fields}
        changed = {column: value for column, value in said.items() if value != now[column]}
        for column in changed:
            merge.changed[f"{name}.{column}"] += 1
        values = now | changed
    made, faults = row.validated(model, values, origin)
    if made is not None:
        rows[key] = made
        merge.numbers.setdefault(name, {})[key] = row.number
    return faults


def _sources(
    name: str, said: Mapping[str, Any], model: type[BaseModel], own_source: str
) -> dict[str, str]:
    """Where changed values are from, when the layer does not say: from the layer."""
    found = {}
    for column in said:
        source = SOURCE_OF.get(column, "source_id")
        if source in model.model_fields and name != "sources" and not column.endswith("source_id"):
            found[source] = own_source
    return found


def _unknown_key(
    key: tuple[str, ...],
    rows: Mapping[tuple[str, ...], BaseModel],
    missing: Sequence[str],
    origin: Origin,
) -> Issue:
    from robuild.catalog.cells import nearest_hint, shown

    near = nearest_hint(key[0], {each[0] for each in rows})
    return Issue(
        Severity.ERROR,
        "unknown_key",
        f"{shown(', '.join(key))} is not in the catalog, and the row is not whole.",
        origin,
        near or f"A new row needs {', '.join(missing[:5])} as well.",
    )


def _other_prices(catalog: Catalog, layer: ReadLayer) -> list[Issue]:
    year = layer.header.price_year
    if year is None or year == catalog.header.price_year:
        return []
    return [
        Issue(
            Severity.ERROR,
            "price_year_differs",
            f"the layer has prices of {year}, the catalog of {catalog.header.price_year}, and "
            "robuild has no price index to move them.",
            Origin(file=layer.file, column="price_year"),
            "Give amounts of the catalog's price year.",
        )
    ]


def _uses(merge: _Merge, own_source: str) -> bool:
    return any(
        getattr(row, column) == own_source
        for name, rows in merge.rows.items()
        for column in table_models()[name].model_fields
        if column.endswith("source_id") and name != "sources"
        for row in rows.values()
    )


def _beside_each_other(merge: _Merge, layer: ReadLayer) -> list[Issue]:
    """Faults that only show beside other rows and tables; the catalog alone had none."""
    tables: dict[str, ReadTable[Any]] = {}
    for name, rows in merge.rows.items():
        read = layer.tables.get(name)
        table: ReadTable[Any] = ReadTable(
            name, read.file if read else layer.file, read.sheet if read else ""
        )
        numbers = merge.numbers.get(name, {})
        for key, row in rows.items():
            number = numbers.get(key, 0)
            table.rows.append(Placed(number, row))
            table.raw.append((number, row.model_dump()))
        tables[name] = table
    check_tables(tables)
    return [fault for table in tables.values() for fault in table.faults]


def _told(merge: _Merge, layer: ReadLayer) -> Issue:
    cells, rows = sum(merge.changed.values()), sum(merge.added.values())
    most = [f"{column} {number}" for column, number in merge.changed.most_common(_MOST_TOLD)]
    most += [f"new rows of {name} {number}" for name, number in merge.added.most_common()]
    return Issue(
        Severity.INFO,
        "layer_laid",
        f"layer {layer.header.layer_id} {layer.header.version} changed {cells} cells and added "
        f"{rows} rows of the catalog{': ' if most else ''}{', '.join(most)}.",
        Origin(file=layer.file),
        count=max(cells + rows, 1),
    )
