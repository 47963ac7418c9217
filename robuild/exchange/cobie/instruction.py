"""The first sheet: what the file is, what the colours mean, what is not in it and why."""

from __future__ import annotations

import textwrap
from typing import Any

from robuild.exchange.cobie.counted import Cobie
from robuild.exchange.cobie.source import Source
from robuild.tabular import TEXT_FORMAT, SheetColumn, SheetTable

_PARTS = ("all", "early", "detailed", "operations", "any")
_SHEETS_OF = {
    "all": ("Contact",), "early": ("Facility", "Floor", "Space", "Zone", "Type"),
    "detailed": ("Component", "System", "Assembly", "Connection", "Impact"),
    "operations": ("Spare", "Resource", "Job"),
    "any": ("Document", "Attribute", "Coordinate", "Issue"),
}  # fmt: skip
_WIDTH = 66
"""Letters that fit the column."""
_COLOURS = ("yellow", "orange", "purple", "green")


def instruction(made: Cobie, source: Source) -> SheetTable:
    """Rows of the sheet: title, version, sheets with their numbers of rows, and notes."""
    words = source.words
    rows: list[list[Any]] = [
        ["Version", "2.4", None], ["Status", _schemas(source), None],
        ["Region", f"{words.language}-NO", None],
        ["Purpose", None, None],
        *([None, line, None] for line in textwrap.wrap(words.get("cobie.purpose"), _WIDTH)),
        [None, None, None],
    ]  # fmt: skip
    for part in _PARTS:
        rows.append([words.get(f"cobie.part.{part}"), "Sheet", words.get("cobie.rows")])
        rows += [[None, sheet, made.counts[sheet]] for sheet in _SHEETS_OF[part]]
    rows.append([None, None, None])
    rows.append([words.get("cobie.balance"), None, None])
    rows.append([None, words.get("cobie.elements"), made.elements_read])
    rows.append([None, words.get("cobie.written"), made.components])
    rows += [[None, words.get(f"cobie.why.{why}"), n] for why, n in made.left_out.items()]
    rows += [[None, None, None], [words.get("cobie.notes"), None, None]]
    for note in _notes(made, source):
        rows += [[None, line, None] for line in textwrap.wrap(note, _WIDTH)]
    rows += [[None, None, None], [words.get("cobie.colours"), None, None]]
    rows += [[None, words.get(f"cobie.colour.{name}"), None] for name in _COLOURS]
    kinds = {"Title": TEXT_FORMAT, "COBie": TEXT_FORMAT, " ": "General"}
    columns = tuple(SheetColumn(t, number_format=k, fill="C0C0C0") for t, k in kinds.items())
    return SheetTable("Instruction", columns, rows)


def _schemas(source: Source) -> str:
    return ", ".join(sorted({each.schema for each in source.result.inventory.models})) or "robuild"


def _notes(made: Cobie, source: Source) -> list[str]:
    words, header = source.words, source.result.catalog.header
    notes = [
        words.get("cobie.note.unknown"),
        words.get("cobie.note.cost", year=source.result.settings.price_year or header.price_year,
                  currency=header.currency),
        words.get("cobie.note.life"), words.get("cobie.note.duration"),
        words.get("cobie.note.created", stamp=made.created_on),
        words.get("cobie.note.ns3451"), words.get("cobie.note.firms"),
    ]  # fmt: skip
    buildings = {each.global_id for model in source.structures for each in model.buildings}
    if len(buildings) > 1:
        notes.append(words.get("cobie.note.buildings", count=len(buildings)))
    if made.renamed_rooms:
        notes.append(words.get("cobie.note.renamed", count=made.renamed_rooms))
    if made.rooms_made_up:
        notes.append(words.get("cobie.note.no_room", count=made.rooms_made_up))
    if made.shortened:
        notes.append(words.get("cobie.note.shortened", count=made.shortened))
    return notes
