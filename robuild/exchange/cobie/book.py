"""The whole workbook: sheets in their order, what is in them, and what is not and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from robuild.exchange.cobie.assets import assets_of, component_row, kinds_of, type_row
from robuild.exchange.cobie.counted import Cobie
from robuild.exchange.cobie.groups import (
    assembly_rows,
    attribute_rows,
    contact_rows,
    system_rows,
)
from robuild.exchange.cobie.headers import EMPTY, LINKS, MAY_BE_UNKNOWN, NA, PICKED, PICKS, SHEETS
from robuild.exchange.cobie.instruction import instruction
from robuild.exchange.cobie.places import places_of
from robuild.exchange.cobie.source import Row, Source
from robuild.exchange.cobie.upkeep import Resources, job_rows, spare_rows
from robuild.language import texts
from robuild.plan_result import PlanResult
from robuild.tabular import TEXT_FORMAT, SheetColumn, SheetTable, sheets_bytes
from robuild.terms.structure import ModelStructure
from robuild.terms.vocabulary import Language

PLACEHOLDER = "drift@example.invalid"
"""Address of the role that answers for the file, until somebody gives the right one."""
IN_BALANCE = ("rejected", "unmatched", "out_of_scope")
"""Reasons whose numbers, with the components, make up the elements read; others stand beside."""
_REQUIRED, _LINK, _OUTSIDE, _SPECIFIED = "FFFF99", "FFCC99", "CC99FF", "CCFFCC"
_SPECIFIED_FROM = {"Type": "WarrantyDescription", "Component": "SerialNumber"}
_REQUIRED_AFTER = ("NominalLength", "NominalWidth", "NominalHeight")
_NUMBERS = frozenset(
    {"Elevation", "Height", "UsableHeight", "GrossArea", "NetArea", "WarrantyDurationParts",
     "WarrantyDurationLabor", "ReplacementCost", "ExpectedLife", "NominalLength", "NominalWidth",
     "NominalHeight", "Duration", "Frequency", "TaskNumber", "Priors", "LeadInTime",
     "LeadOutTime", "CoordinateXAxis", "CoordinateYAxis", "CoordinateZAxis",
     "ClockwiseRotation", "ElevationalRotation", "YawRotation"}
)  # fmt: skip


def cobie_book(
    result: PlanResult,
    structures: Sequence[ModelStructure],
    language: Language,
    contact: str = PLACEHOLDER,
) -> Cobie:
    """The COBie 2.4 workbook of a plan.

    Args:
        result: a plan.
        structures: of its models; none where it was made from a register.
        language: of names and descriptions; headings and picked words are COBie's.
        contact: e-mail address of a role.
    """
    source = Source(result, tuple(structures), texts(language), contact)
    places = places_of(source)
    assets = assets_of(source, places)
    kinds = kinds_of(assets, source)
    type_of = {id(asset): kind.name for kind in kinds for asset in kind.assets}
    resources = Resources(source)
    rows: dict[str, list[Row]] = {
        "Facility": places.facility, "Floor": places.floors, "Space": places.spaces,
        "Zone": places.zones,
        "Type": [type_row(kind, source) for kind in kinds],
        "Component": [component_row(each, type_of[id(each)], source) for each in assets],
        "System": system_rows(assets, source), "Assembly": assembly_rows(assets, source),
        "Spare": spare_rows(kinds, source), "Job": job_rows(kinds, resources, source),
        "Resource": resources.rows(), "Attribute": attribute_rows(kinds, source),
        "Contact": contact_rows(source), **{name: [] for name in EMPTY},
    }  # fmt: skip
    cells = {sheet: [_cells(SHEETS[sheet], row, source) for row in rows[sheet]] for sheet in SHEETS}
    check_links(cells)
    left_out = {why: count for why, count in sorted(source.left_out.items()) if count}
    made = Cobie(
        data=b"", counts={sheet: len(cells[sheet]) for sheet in SHEETS},
        elements_read=result.inventory.elements_read, components=len(assets), left_out=left_out,
        not_known=_unknown(cells), renamed_rooms=places.renamed,
        rooms_made_up=places.outside_rooms, shortened=source.clean.shortened, contact=contact,
        created_on=source.stamp,
    )  # fmt: skip
    data = sheets_bytes(_tables(cells, instruction(made, source), language))
    return Cobie(**{name: getattr(made, name) for name in made.__slots__} | {"data": data})


def _cells(headings: tuple[str, ...], row: Row, source: Source) -> tuple[Any, ...]:
    """Values of a row by the headings; what nobody knows is `n/a`. Names are short already."""
    if strange := row.keys() - set(headings):
        raise AssertionError(f"no such headings: {sorted(strange)}")
    return tuple(_cell(row.get(name), source) for name in headings)


def _cell(value: object, source: Source) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else NA
    if isinstance(value, str):
        return source.clean.short(value) or NA
    return NA if value is None else value


def check_links(cells: Mapping[str, Sequence[Sequence[Any]]]) -> None:
    """Every name that a row points to is there, and every name once.

    Raises:
        AssertionError: an internal fault.
    """
    keys = {sheet: {str(row[0]) for row in rows} for sheet, rows in cells.items()}
    for (sheet, column), there in LINKS.items():
        place = SHEETS[sheet].index(column)
        for row in cells[sheet]:
            said = str(row[place])
            if said == NA and (sheet, column) in MAY_BE_UNKNOWN:
                continue
            if missing := set(said.split(",")) - keys[there]:
                raise AssertionError(f"{sheet}.{column}: {sorted(missing)} is not on {there}")
    for sheet in ("Contact", "Floor", "Space", "Type", "Component", "Spare", "Resource", "Job"):
        counts = Counter(str(row[0]).casefold() for row in cells[sheet])
        if double := [name for name, count in counts.items() if count > 1]:
            raise AssertionError(f"{sheet}: names that are there twice: {double[:3]}")


def _unknown(cells: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, int]:
    wanted = {
        "Facility": ("Category", "SiteName"), "Space": ("Category", "NetArea"),
        "Type": ("Manufacturer", "ModelNumber", "WarrantyGuarantorParts", "WarrantyDurationParts",
                 "ReplacementCost", "ExpectedLife"),
        "Spare": ("Suppliers", "PartNumber"), "Job": ("Duration",),
    }  # fmt: skip
    found = {}
    for sheet, columns in wanted.items():
        for column in columns:
            place = SHEETS[sheet].index(column)
            count = sum(row[place] == NA for row in cells[sheet] if not _goes_on(sheet, row))
            if count:
                found[f"{sheet}.{column}"] = count
    return found


def _goes_on(sheet: str, row: Sequence[Any]) -> bool:
    """Whether a row of Job only goes on with the text of the one before."""
    return sheet == "Job" and row[SHEETS["Job"].index("Priors")] != NA


def _tables(
    cells: Mapping[str, Sequence[Sequence[Any]]], told: SheetTable, language: Language
) -> list[SheetTable]:
    tables = [told]
    for sheet, headings in SHEETS.items():
        columns = tuple(_column(sheet, name) for name in headings)
        tables.append(SheetTable(sheet, columns, cells[sheet]))
    return [*tables, _picks(cells)]


def _column(sheet: str, name: str) -> SheetColumn:
    shown = "General" if name in _NUMBERS else TEXT_FORMAT
    return SheetColumn(
        name, number_format=shown, keys_of=_offered(sheet, name), fill=_colour(sheet, name)
    )


def _offered(sheet: str, name: str) -> tuple[str, str] | None:
    if (sheet, name) in PICKED:
        return ("PickLists", PICKED[sheet, name])
    there = LINKS.get((sheet, name))
    return (there, SHEETS[there][0]) if there else None


def _colour(sheet: str, name: str) -> str:
    """Colours of the published template: what a column is."""
    if (sheet, name) in PICKED or (sheet, name) in LINKS:
        return _OUTSIDE if name.startswith("Ext") else _LINK
    if name.startswith("Ext"):
        return _OUTSIDE
    headings = SHEETS[sheet]
    late = headings.index(_SPECIFIED_FROM[sheet]) if sheet in _SPECIFIED_FROM else len(headings)
    specified = headings.index(name) >= late and name not in _REQUIRED_AFTER
    if specified or name in ("ReplacementCost", "ExpectedLife"):
        return _SPECIFIED
    return _REQUIRED


def _picks(cells: Mapping[str, Sequence[Sequence[Any]]]) -> SheetTable:
    """Words of the template; where the choice is free, what this file uses."""
    used: dict[str, dict[str, None]] = {name: dict.fromkeys(words) for name, words in PICKS.items()}
    for (sheet, column), heading in PICKED.items():
        place = SHEETS[sheet].index(column)
        for row in cells[sheet]:
            if row[place] != NA and not PICKS[heading]:
                used[heading][str(row[place])] = None
    lists = [sorted(words) if not PICKS[name] else list(words) for name, words in used.items()]
    depth = max(len(words) for words in lists)
    rows = [
        [words[number] if number < len(words) else None for words in lists]
        for number in range(depth)
    ]
    columns = tuple(SheetColumn(name, fill="C0C0C0") for name in used)
    return SheetTable("PickLists", columns, rows)
