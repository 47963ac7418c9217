"""What *Alternativer* shows: things with several variants, their options, and the totals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from robuild.workbook.page import Book, is_missing

_AMOUNTS = ("acquisition_cost_nok", "life_cycle_cost_nok", "weighted_cost_nok")
Amount = float | None


@dataclass(frozen=True, slots=True)
class Option:
    """One variant that a thing can have."""

    thing: str
    class_no: int
    name: str
    cells: dict[str, Any]

    @property
    def amounts(self) -> tuple[float, float, float]:
        """Acquisition, life-cycle cost and weighted cost [NOK]."""
        first, second, third = (float(self.cells[name]) for name in _AMOUNTS)
        return first, second, third


@dataclass(frozen=True, slots=True)
class Thing:
    """A class of lines that gets one variant and has several to choose from."""

    class_id: str
    name: str
    options: tuple[Option, ...]
    chosen: Option
    now: tuple[Amount, Amount, Amount]
    now_name: str


@dataclass(frozen=True, slots=True)
class Total:
    """Sums over everything that can be chosen for."""

    key: str
    amounts: tuple[Amount, Amount, Amount]

    def without(self, things: list[Thing]) -> tuple[float, float, float]:
        """What is left when the chosen options of some things are taken out [NOK]."""
        first, second, third = (
            (self.amounts[place] or 0.0)
            - math.fsum(thing.chosen.amounts[place] for thing in things)
            for place in range(3)
        )
        return first, second, third


def things_of(book: Book) -> list[Thing]:
    """Everything with more than one variant, in the order of the table."""
    result = book.result
    table = result.alternatives.side_by_side
    choices = {
        str(row["class_id"]): row for row in result.alternatives.choice.choices.to_dict("records")
    }
    found = []
    for number, (class_id, rows) in enumerate(table.groupby("class_id", sort=False), start=1):
        if len(rows) < 2:
            continue
        records = [{str(k): v for k, v in row.items()} for row in rows.to_dict("records")]
        name = _name(book, records[0])
        options = _options(book, name, number, records)
        now = choices[str(class_id)]
        amounts = tuple(
            None if is_missing(now[f"current_{each}"]) else float(now[f"current_{each}"])
            for each in _AMOUNTS
        )
        present = now["current_variant_id"]
        found.append(
            Thing(
                str(class_id), name, options,
                next(option for option in options if option.cells["chosen"]),
                (amounts[0], amounts[1], amounts[2]),
                _present_name(book, None if is_missing(present) else str(present)),
            )
        )  # fmt: skip
    return found


def options_of(book: Book) -> list[Option]:
    """Every option of every thing."""
    return [option for thing in things_of(book) for option in thing.options]


def totals_of(book: Book) -> tuple[Total, Total]:
    """As it is now, and as robuild chose."""
    choice = book.result.alternatives.choice
    now, best = choice.current_totals, choice.totals
    before = (
        (None, None, None)
        if now is None
        else (now.acquisition_cost_nok, now.life_cycle_cost_nok, now.weighted_cost_nok)
    )
    after = (best.acquisition_cost_nok, best.life_cycle_cost_nok, best.weighted_cost_nok)
    return Total("now", before), Total("chosen", after)


def _name(book: Book, row: dict[str, Any]) -> str:
    name = book.name_of(book.result.catalog.component_by_key[str(row["component_key"])])
    if str(row["class_id"]) == str(row["component_key"]):
        return name
    kind = str(row["dwelling_type"])
    return f"{name}, {kind}" if kind else name


def _options(
    book: Book, thing: str, number: int, records: list[dict[str, Any]]
) -> tuple[Option, ...]:
    variants = book.result.catalog.variant_by_id
    names = [book.name_of(variants[str(row["variant_id"])]) for row in records]
    # the drop-down finds an option by its name
    names = [
        name if names.count(name) == 1 else f"{name} ({row['variant_id']})"
        for name, row in zip(names, records, strict=True)
    ]
    return tuple(Option(thing, number, name, row) for name, row in zip(names, records, strict=True))


def _present_name(book: Book, ids: str | None) -> str:
    if ids is None:
        return book.words.get("word.not_known")
    variants = book.result.catalog.variant_by_id
    return "; ".join(book.name_of(variants[each]) for each in ids.split("; "))
