"""Read an earlier plan workbook whole, or tell everything that is wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from robuild.earlier.columns import read_answers, read_grades, read_log, read_numbers
from robuild.earlier.faults import Faults
from robuild.earlier.inputs import read_choices, read_inputs, read_rates
from robuild.tabular import NamedCells, read_named
from robuild.terms.carried import CarriedCell, OwnChange
from robuild.terms.issues import InputError, Issue, Origin, input_error

KEYS_SHEET = "_robuild"
SCHEMAS = ("1",)
_NEEDED = (
    "answers_", "choices_", "prices_", "work_", "period_years", "alternatives_budget_nok",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadEarlier:
    """What an earlier workbook says."""

    file: str
    settings: dict[str, Any]
    """Settings that are not robuild's own, by key."""
    changes: tuple[OwnChange, ...]
    cells: tuple[CarriedCell, ...]
    models: dict[str, str]
    """Name -> SHA-256 of the model files the workbook was made from."""
    template_sheets: tuple[str, ...]
    """Titles of sheets that came from an organisation's template."""
    foreign_sheets: tuple[str, ...]
    """Titles of sheets that robuild did not write."""
    notes: tuple[Issue, ...] = field(default=())
    choice_places: dict[str, str] = field(default_factory=dict)
    """component_key -> the cell in which its variant was chosen."""


def read_earlier(path: Path) -> ReadEarlier:
    """Read a plan workbook that people may have worked in.

    Raises:
        InputError: it is no plan workbook of robuild, or cells of it cannot be used: all of them.
    """
    book = read_named(path, _NEEDED, KEYS_SHEET)
    keys = _keys(book, path)
    faults = Faults(str(path))
    settings = read_inputs(book, keys, faults)
    choices = read_choices(book, keys, faults)
    if choices.chosen is not None:
        settings["chosen_variants"] = choices.chosen
    changes = {(each.kind, each.row_id, each.column): each for each in _changes_before(keys)}
    for found in (
        read_rates(book, keys, faults), read_numbers(book, faults), read_grades(book, keys, faults),
    ):  # fmt: skip
        for each in found:
            key = (each.kind, each.row_id, each.column)
            changes.pop(key, None)
            changes[key] = each
    cells = [*read_answers(book, faults), *read_log(book, faults)]
    if faults.found:
        raise InputError(faults.found)
    own = {key.removeprefix("sheet.") for key in keys if key.startswith("sheet.")}
    covers = {key.removeprefix("template.") for key in keys if key.startswith("template.")}
    return ReadEarlier(
        str(path), settings, tuple(changes.values()), tuple(cells),
        json.loads(keys.get("models", "{}")),
        tuple(each for each in book.titles if each in covers), _foreign(book, own | covers),
        book.notes, dict(choices.places),
    )  # fmt: skip


def _keys(book: NamedCells, path: Path) -> dict[str, str]:
    keys = book.pairs or {}
    if "schema_version" not in keys:
        raise input_error(
            "not_a_plan",
            "the file is no plan workbook of robuild, or its hidden sheet of keys was deleted.",
            Origin(str(path)),
            "Give the workbook that robuild plan wrote.",
        )
    if keys["schema_version"] not in SCHEMAS:
        raise input_error(
            "plan_of_other_version",
            f"the workbook is of schema {keys['schema_version'][:20]!r}; this robuild reads "
            f"{', '.join(SCHEMAS)}.",
            Origin(str(path)),
            "Use the robuild that wrote it, or a newer one.",
        )
    return keys


def _changes_before(keys: dict[str, str]) -> list[OwnChange]:
    """Numbers that an owner set in workbooks before this one."""
    found = []
    for key, text in keys.items():
        if key.startswith("change."):
            kind, row_id, column, value = json.loads(text)
            found.append(OwnChange(kind, row_id, column, value, shown=row_id))
    return found


def _foreign(book: NamedCells, own: set[str]) -> tuple[str, ...]:
    """Sheets that robuild did not write, by what names and keys say of the others."""
    known = own | {KEYS_SHEET} | {span.sheet for span in book.names.values() if span}
    return tuple(title for title in book.titles if title not in known)
