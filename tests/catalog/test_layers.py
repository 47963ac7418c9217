"""Layers: single cells over a catalog, by key, each telling where it is from."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from robuild.catalog import is_layer, read_catalog, read_stack, write_layer
from robuild.terms.catalog import LayerHeader
from robuild.terms.issues import InputError
from robuild.terms.vocabulary import Mark

Tables = dict[str, list[dict[str, str]]]
Write = Callable[..., Path]
TOML = 'layer_id = "town"\nversion = "2027"\ntitle = "Prices of the town"\n'


def layer(folder: Path, tables: Tables, toml: str = TOML) -> Path:
    """A layer as somebody writes it, with Python's own csv."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "layer.toml").write_text(toml, encoding="utf-8")
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def refused(paths: list[Path], shipped: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_stack(paths, shipped)
    return [str(issue) for issue in caught.value.issues]


def test_a_layer_changes_single_cells_and_says_where_they_are_from(
    tables: Tables, write: Write, tmp_path: Path
) -> None:
    base = write(tables)
    town = layer(
        tmp_path / "town",
        {
            "variants": [
                {"variant_id": "door_plain", "price_nok": "3900", "lead_time_days": ""},
                {"variant_id": "door_strong", "price_nok": "", "lead_time_days": "14"},
            ]
        },
    )
    stack = read_stack([town], base)
    plain, strong = stack.catalog.variants[:2]
    assert (plain.price_nok, plain.price_source_id) == (3900, "layer.town")
    assert (plain.lead_time_days, plain.parts_source_id) == (None, "own")  # empty: unchanged
    assert (strong.price_nok, strong.price_source_id) == (None, "own")
    assert (strong.lead_time_days, strong.parts_source_id) == (14, "layer.town")
    source = stack.catalog.source_by_id["layer.town"]
    assert (source.title, source.mark, source.date) == ("Prices of the town", Mark.USER, "2027")
    assert stack.label == "small 1.0 + town 2027"
    told = next(note for note in stack.notes if note.code == "layer_laid")
    assert "changed 4 cells and added 0 rows" in told.message  # with two sources
    # everything else is as it was
    assert stack.catalog.components == read_catalog(base).components


def test_later_layers_lie_over_earlier_ones_and_over_another_catalog(
    tables: Tables, write: Write, tmp_path: Path
) -> None:
    base = write(tables)
    first = layer(tmp_path / "a", {"rates": [{"trade": "carpenter", "hourly_rate_nok": "700",
                                              "call_out_nok": "500"}]})  # fmt: skip
    second = layer(
        tmp_path / "b",
        {"rates": [{"trade": "carpenter", "hourly_rate_nok": "720"}]},
        TOML.replace("town", "frame"),
    )
    rate = read_stack([base, first, second], tmp_path / "nothing").catalog.rates[1]
    assert (rate.hourly_rate_nok, rate.call_out_nok) == (720, 500)
    assert rate.source_id == "layer.frame"
    assert read_stack([], base).catalog == read_catalog(base)


def test_a_whole_row_is_new_and_half_a_row_is_refused(
    tables: Tables, write: Write, tmp_path: Path
) -> None:
    base = write(tables)
    new = tables["variants"][0] | {"variant_id": "door_town", "price_nok": "5100"}
    good = layer(tmp_path / "good", {"variants": [new]})
    added = read_stack([good], base).catalog.variants[-1]
    assert (added.variant_id, added.price_nok, added.price_source_id) == ("door_town", 5100, "own")
    bad = layer(tmp_path / "bad", {"variants": [{"variant_id": "door_plan", "price_nok": "1"}]})
    (fault,) = refused([bad], base)
    assert "variants.csv, row 2: 'door_plan' is not in the catalog" in fault
    assert "Did you mean 'door_plain'?" in fault


def test_every_fault_of_a_layer_at_once(tables: Tables, write: Write, tmp_path: Path) -> None:
    base = write(tables)
    bad = layer(
        tmp_path / "bad",
        {
            "variants": [
                {"variant_id": "door_plain", "price_nok": "4 200,-", "colour": "red"},
                {"variant_id": "", "price_nok": "1", "colour": ""},
            ],
            "rates": [{"trade": "carpenter", "hourly_rate_nok": "-3"}] * 2,
        },
        TOML.replace('version = "2027"\n', ""),
    )
    (bad / "prices.csv").write_text("a,b\n", encoding="utf-8")
    told = "\n".join(refused([bad], base))
    for words in (
        "prices.csv: prices.csv is no table of a catalog",
        "version is missing",
        "'4 200,-' is not a number",
        "'colour' is not a column of variants",
        "the cell is empty",
        "carpenter is there twice",
    ):
        assert words in told, told
    below = layer(tmp_path / "below", {"rates": [{"trade": "carpenter", "hourly_rate_nok": "-3"}]})
    assert "rates.csv, row 2, column hourly_rate_nok" in refused([below], base)[0]


def test_what_a_layer_breaks_between_tables_is_refused(
    tables: Tables, write: Write, tmp_path: Path
) -> None:
    base = write(tables)
    bad = layer(
        tmp_path / "bad",
        {
            "variants": [{"variant_id": "door_plain", "service_life_typical_years": "90"}],
            "components": [{"component_key": "floor", "default_variant_id": "door_plain"}],
        },
    )
    told = "\n".join(refused([bad], base))
    assert "variants.csv, row 2" in told
    assert "components.csv, row 2" in told
    assert read_catalog(base).variants[0].service_life_typical_years == 30


def test_prices_of_another_year_are_refused(tables: Tables, write: Write, tmp_path: Path) -> None:
    base = write(tables)
    old = layer(
        tmp_path / "old",
        {"variants": [{"variant_id": "door_plain", "price_nok": "1"}]},
        TOML + "price_year = 2024\n",
    )
    (fault,) = refused([old], base)
    assert "prices of 2024, the catalog of 2026" in fault


def test_two_catalogs_are_refused(tables: Tables, write: Write) -> None:
    base = write(tables)
    (fault,) = refused([base, base], base)
    assert "there can be one catalog" in fault


def test_a_layer_in_a_workbook(tables: Tables, write: Write, tmp_path: Path) -> None:
    base = write(tables)
    path = tmp_path / "town.xlsx"
    book = openpyxl.Workbook()
    head = book.active
    head.title = "layer"
    for row in (("key", "value"), ("layer_id", "town"), ("version", 2027), ("title", "Prices")):
        head.append(row)
    sheet = book.create_sheet("variants")
    sheet.append(("variant_id", "price_nok"))
    sheet.append(("door_plain", 3333))
    book.save(path)
    assert is_layer(path)
    assert not is_layer(base)
    stack = read_stack([path], base)
    assert stack.catalog.variants[0].price_nok == 3333
    assert stack.label == "small 1.0 + town 2027"


def test_what_is_written_is_read_back(tables: Tables, write: Write, tmp_path: Path) -> None:
    base = write(tables)
    header = LayerHeader(layer_id="counted", version="2028", title='Counted "here"')
    folder = tmp_path / "counted"
    write_layer(
        folder,
        header,
        {
            "components": [
                {"component_key": "door", "damage_rate_ordinary_per_year": 0.125,
                 "damage_rate_events": 40.0}
            ],
            "tasks": [],
        },
        (("component_key", "events"), [("door", 7)]),
    )  # fmt: skip
    assert not (folder / "tasks.csv").exists()
    stack = read_stack([folder], base)
    door = stack.catalog.component_by_key["door"]
    assert door.damage_rate_ordinary_per_year == 0.125
    assert door.damage_rate_raised_per_year == 0.02
    assert door.damage_rate_events == 40.0
    assert door.damage_source_id == "layer.counted"
    assert stack.layers == (header,)
