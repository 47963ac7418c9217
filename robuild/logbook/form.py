"""An empty log to fill in, with drop-downs of what is in the building."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from robuild.language import texts
from robuild.logbook.things import Building
from robuild.logbook.words import COLUMNS, heading
from robuild.tabular import SheetColumn, SheetTable, write_sheets
from robuild.terms.vocabulary import Language
from robuild.terms.work_log import DamageCause, LoggedAction

LISTS = "lists"
_SHOWN = COLUMNS[:13]
_NUMBERS = {"quantity", "age_years", "hours", "cost_nok", "days"}
_OFFERED = ("component", "dwelling", "cause", "action", "variant")


def write_log_form(path: Path, building: Building, language: Language) -> None:
    """Write an empty log: a row an event, months and no names.

    Args:
        path: the .xlsx to write; what is there is replaced.
        building: whose components, variants and dwellings are offered.
        language: of headings, notes and words; the log may be read in any language.

    Raises:
        OutputError: the file could not be written.
    """
    words = texts(language)
    columns = tuple(
        SheetColumn(
            heading(column, language),
            words.get(f"logbook.note.{column}"),
            "General" if column in _NUMBERS else "@",
            keys_of=(LISTS, column) if column in _OFFERED else None,
        )
        for column in _SHOWN
    )
    title, *lines = words.get("logbook.help").split("\n")
    help_sheet = SheetTable(
        words.get("logbook.help_sheet"), (SheetColumn(title),), [(line,) for line in lines]
    )
    log = SheetTable(words.get("logbook.sheet"), columns, [])
    write_sheets(path, [log, help_sheet, _lists(building, language)])


def _lists(building: Building, language: Language) -> SheetTable:
    words, name = texts(language), f"name_{language}"
    keys = {key for key, _ in building.lines.values()}
    variants = {variant for _, variant in building.lines.values()}
    catalog = building.catalog
    offered: dict[str, Sequence[str]] = {
        "component": sorted(
            f"{row.component_key} – {getattr(row, name)}"
            for row in catalog.components
            if row.component_key in keys
        ),
        "variant": sorted(
            f"{row.variant_id} – {getattr(row, name)}"
            for row in catalog.variants
            if row.variant_id in variants
        ),
        "dwelling": sorted(building.dwellings),
        "cause": [words.get(f"logbook.cause.{each}") for each in DamageCause],
        "action": [words.get(f"logbook.action.{each}") for each in LoggedAction],
    }
    longest = max(len(column) for column in offered.values())
    rows = [
        tuple(offered[key][n] if n < len(offered[key]) else None for key in _OFFERED)
        for n in range(longest)
    ]
    return SheetTable(LISTS, tuple(SheetColumn(key) for key in _OFFERED), rows, hidden=True)
