"""An empty form for a register and a room list, ready to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from robuild.language import Texts, texts
from robuild.register.spoken import Kind, header_of, room_types
from robuild.tabular import SheetColumn, SheetTable, write_sheets
from robuild.terms.catalog import Catalog
from robuild.terms.vocabulary import Language, LocationClass, Unit

LISTS = "lists"
_COLUMNS = {
    Kind.COMPONENTS: (
        "component_key", "name", "type_name", "quantity", "unit", "building", "storey",
        "space_name", "dwelling_code", "location", "installed_year", "condition_grade",
        "manufacturer", "article_number", "fire_rating", "security_rating", "is_external",
        "separating", "dwelling_type", "variant_id", "component_id", "note",
    ),
    Kind.ROOMS: (
        "room_name", "room_type", "floor_area_m2", "height_m", "perimeter_m", "building", "storey",
        "dwelling_code", "dwelling_type", "location", "note",
    ),
}  # fmt: skip
_OFFERED = ("component_key", "variant_id", "unit", "location", "condition_grade", "answer",
            "room_type")  # fmt: skip
_OFFERS = {
    "component_key": "component_key", "variant_id": "variant_id", "unit": "unit",
    "location": "location", "condition_grade": "condition_grade", "is_external": "answer",
    "separating": "answer", "room_type": "room_type",
}  # fmt: skip
_FORMATS = {
    "quantity": "General", "installed_year": "0", "floor_area_m2": "General",
    "height_m": "General", "perimeter_m": "General",
}  # fmt: skip


def write_register_template(path: Path, catalog: Catalog, language: Language) -> None:
    """Write an empty form: how to fill it in, a register, a room list, and drop-downs for both.

    There is no example row, for an example that is left would be planned.

    Args:
        path: the .xlsx to write; what is there is replaced.
        catalog: whose keys and variants are offered, with their names.
        language: of titles, headers, notes and words; the form may be read in any language.

    Raises:
        OutputError: the file could not be written.
    """
    words = texts(language)
    sheets = [
        _sheet(words, Kind.COMPONENTS),
        _sheet(words, Kind.ROOMS),
        _help(words),
        _lists(words, catalog),
    ]
    write_sheets(path, sheets)


def _sheet(words: Texts, kind: Kind) -> SheetTable:
    columns = tuple(
        SheetColumn(
            header_of(kind, column, words.language),
            words.get(f"form.note.{column}"),
            _FORMATS.get(column, "@"),
            keys_of=(LISTS, _OFFERS[column]) if column in _OFFERS else None,
        )
        for column in _COLUMNS[kind]
    )
    return SheetTable(words.get(f"form.{kind}_sheet"), columns, [])


def _help(words: Texts) -> SheetTable:
    title, *lines = words.get("form.help").split("\n")
    return SheetTable(
        words.get("form.help_sheet"), (SheetColumn(title),), [(line,) for line in lines]
    )


def _lists(words: Texts, catalog: Catalog) -> SheetTable:
    """Words that drop-downs offer, one column each."""
    name = f"name_{words.language}"
    columns: dict[str, Sequence[str]] = {
        "component_key": sorted(
            f"{row.component_key} – {getattr(row, name)}" for row in catalog.components
        ),
        "variant_id": sorted(
            f"{row.variant_id} – {getattr(row, name)}" for row in catalog.variants
        ),
        "unit": [words.word("unit", unit) for unit in Unit],
        "location": [
            words.word("location_class", place)
            for place in LocationClass
            if place is not LocationClass.UNKNOWN
        ],
        "condition_grade": ["TG0", "TG1", "TG2", "TG3"],
        "answer": [words.get("answer.yes"), words.get("answer.no")],
        "room_type": sorted(words.word("room_type", kind) for kind in set(room_types().values())),
    }
    longest = max(len(column) for column in columns.values())
    rows = [
        tuple(columns[key][n] if n < len(columns[key]) else None for key in _OFFERED)
        for n in range(longest)
    ]
    return SheetTable(LISTS, tuple(SheetColumn(key) for key in _OFFERED), rows, hidden=True)
