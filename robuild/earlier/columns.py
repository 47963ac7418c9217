"""Columns that people fill in: numbers of the catalog, condition grades, answers, the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from robuild.earlier.faults import Faults
from robuild.earlier.inputs import needed_number
from robuild.register.cells import CellError, grade_of, shown
from robuild.tabular import NamedCells, RawCell, Unreadable
from robuild.terms.carried import CarriedCell, ChangeKind, OwnChange, Written

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Columns of a sheet whose numbers the catalog has too."""

    kind: ChangeKind
    sheet: str
    row_id: str
    shown: str
    fields: Mapping[str, str]


_NUMBERS = (
    _Numbers(
        "price", "prices", "variant_id", "variant_name",
        {"price": "price_nok", "hours": "install_hours", "disposal": "disposal_nok",
         "life": "service_life_typical_years"},
    ),
    _Numbers(
        "damage_rate", "choices", "component_key", "component_name",
        {"rate_ordinary": "damage_rate_ordinary_per_year",
         "rate_raised": "damage_rate_raised_per_year",
         "rate_heavy": "damage_rate_heavy_per_year"},
    ),
    _Numbers(
        "task", "work", "task_id", "task", {"hours": "hours", "material": "material_nok"}
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Answers:
    """Columns of a sheet that people write in and no calculation needs."""

    sheet: str
    columns: Sequence[str]
    at_run: bool = False
    """Whether a column `<key>_at_run` says what robuild wrote there."""
    also_by: tuple[str, str] | None = None
    """Two columns that together are a closer id than the row's own."""


_ANSWERS = (
    _Answers("participation", ("lower_to",), also_by=("line_id", "task_id")),
    _Answers("resident_choices", ("choice",)),
    _Answers("meeting", ("month", "present", "about", "follow_up", "decision")),
    _Answers("spares", ("stock",), at_run=True),
    _Answers("alternatives", ("pick",), at_run=True),
    _Answers("recommendations", ("own",)),
    _Answers("dwelling_cards", ("value",)),
)
LOG_COLUMNS = (
    "month", "component", "dwelling", "cause", "action", "quantity", "age_years", "hours",
    "cost_nok", "days", "note", "variant", "task", "log_id",
)  # fmt: skip


def read_numbers(book: NamedCells, faults: Faults) -> Iterator[OwnChange]:
    """Numbers that differ from those the workbook was written with."""
    for each in _NUMBERS:
        names = [each.row_id, *each.fields, *(f"{key}_at_run" for key in each.fields)]
        if faults.any_gone(
            book, (f"{each.sheet}_{name}" for name in names), each.sheet, needed=True
        ):
            continue
        ids = f"{each.sheet}_{each.row_id}"
        rows = sorted({row for name in names for row in book.rows(f"{each.sheet}_{name}")})
        if rows and not any(isinstance(book.at(ids, row), str) for row in rows):
            faults.add(
                "column_moved",
                f"the column that robuild calls {ids} holds no ids: columns before it were moved "
                "or deleted.",
                book.origin(ids, rows[0]),
                "Undo that, or take the sheet from an earlier copy of the file.",
            )
            continue
        for row in rows:
            yield from _changed_numbers(book, each, row, faults)


def _changed_numbers(
    book: NamedCells, each: _Numbers, row: int, faults: Faults
) -> Iterator[OwnChange]:
    row_id = book.at(f"{each.sheet}_{each.row_id}", row)
    for key, field in each.fields.items():
        name = f"{each.sheet}_{key}"
        if book.at(name, row) == book.at(f"{each.sheet}_{key}_at_run", row):
            continue
        if not isinstance(row_id, str):
            faults.no_id(book, name, row)
            continue
        value = faults.read(book, name, row, needed_number)
        if value is not None:
            title = str(book.at(f"{each.sheet}_{each.shown}", row))
            yield OwnChange(each.kind, row_id, field, value, book.place(name, row), title)


def read_grades(book: NamedCells, keys: Mapping[str, str], faults: Faults) -> Iterator[OwnChange]:
    """Condition grades that differ from those the workbook was written with."""
    if "table.register" not in keys:
        return
    name = "answers_register_condition_grade"
    if faults.any_gone(book, (name, "answers_register_id", "answers_register_name"), "register"):
        return
    for row in book.rows("answers_register_id"):
        component_id = str(book.at("answers_register_id", row))
        number = len(faults.found)
        grade = faults.read(book, name, row, grade_of)
        if len(faults.found) == number and grade != keys.get(f"grade.{component_id}"):
            yield OwnChange(
                "grade", component_id, "condition_grade", grade, book.place(name, row),
                str(book.at("answers_register_name", row) or component_id),
            )  # fmt: skip


def read_answers(book: NamedCells, faults: Faults) -> Iterator[CarriedCell]:
    """What people wrote, with the ids of the rows."""
    for each in _ANSWERS:
        name = f"answers_{each.sheet}_"
        if f"{name}id" not in book.names and not any(
            f"{name}{key}" in book.names for key in each.columns
        ):
            continue  # the plan has no such rows
        needed = ["id", *each.columns]
        if faults.any_gone(book, (f"{name}{key}" for key in needed), each.sheet):
            continue
        for key in each.columns:
            yield from _answers(book, each, key, faults)


def _answers(book: NamedCells, each: _Answers, key: str, faults: Faults) -> Iterator[CarriedCell]:
    name = f"answers_{each.sheet}_"
    by_id: dict[str, list[CarriedCell | None]] = {}
    for row in book.rows(f"{name}id"):
        row_id = str(book.at(f"{name}id", row))
        value = None
        if not (each.at_run and book.at(name + key, row) == book.at(f"{name}{key}_at_run", row)):
            value = cast("Written | None", faults.read(book, name + key, row, _written))
        place = book.place(name + key, row)
        cell = None
        if value is not None:
            cell = CarriedCell(each.sheet, row_id, key, value, place, row_id)
        by_id.setdefault(row_id, []).append(cell)
        if cell and each.also_by:
            closer = "|".join(str(book.at(name + by, row)) for by in each.also_by)
            yield replace(cell, row_id=closer)
    for cells in by_id.values():
        # a row that is found by place only takes what all rows of that place say
        if cells[0] is not None and len({each and each.value for each in cells}) == 1:
            yield cells[0]


def _written(raw: RawCell) -> Written | None:
    if raw is None or raw is Unreadable.CELL:
        return None
    if isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, int | float):
        return float(raw)
    text = str(raw).strip()
    if len(text) > _LONGEST:
        raise CellError(
            "text_too_long",
            f"{shown(text[:40])} has {len(text)} letters; at most {_LONGEST} are carried over.",
            "Shorten it.",
        )
    return text or None


def read_log(book: NamedCells, faults: Faults) -> Iterator[CarriedCell]:
    """Rows of the log, as they stand; `robuild log` judges them."""
    present = [key for key in LOG_COLUMNS if f"answers_log_{key}" in book.names]
    if not present:
        return
    if faults.any_gone(book, (f"answers_log_{key}" for key in LOG_COLUMNS), "log"):
        return
    rows = sorted(
        {row for key in LOG_COLUMNS for row in book.rows(f"answers_log_{key}", beyond=True)}
    )
    for ordinal, row in enumerate(rows, start=1):
        for key in LOG_COLUMNS:
            name = f"answers_log_{key}"
            value = cast("Written | None", faults.read(book, name, row, _written))
            if value is not None:
                place = book.place(name, row)
                yield CarriedCell("log", str(ordinal), key, value, place, str(ordinal))
